# SPDX-License-Identifier: Apache-2.0
"""Errors in a rulebook as a whole, found before it is evaluated, and warnings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise
from typing import Final

from keiimport.errors import Place, RuleError, nearest
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import IsOneOf
from keiimport.facts.completion import MAKE, MODEL
from keiimport.facts.names import Name, squashed
from keiimport.facts.problems import wrong
from keiimport.rulebook import model
from keiimport.rulebook.files import OVERLAY
from keiimport.rulebook.model import Condition, Rule, Rulebook, entries, needed_by, parts_of
from keiimport.rulebook.problems import likely, listed
from keiimport.rulebook.ways import check_ways


def check(book: Rulebook) -> list[RuleError]:
    """The errors in a rulebook whose parts are each correct."""
    errors = [*_same_ids(book), *_groups(book), *_references(book), *_overrides(book)]
    errors += _forms(book)
    if circle := list(_circle(book)):
        return [*errors, *circle]
    return [*errors, *_Actions(book).errors(), *check_ways(book)]


def _same_ids(book: Rulebook) -> Iterator[RuleError]:
    seen: dict[str, Place | None] = {}
    for part in entries(book):
        if part.id in seen:
            yield wrong("id_again", part.place, id=part.id, first=seen[part.id])
        seen.setdefault(part.id, part.place)


def _groups(book: Rulebook) -> Iterator[RuleError]:
    """Rows of a conclusion must be selected by classes of one exclusive group."""
    group_of = {name: n for n, group in enumerate(book.exactly_one) for name in group}
    cut_by: dict[str, int] = {}
    for rule in (rule for rule in book.rules if rule.selector):
        group, *others = {group_of.get(name) for name in rule.selector}
        if others or group is None:
            names = " and ".join(f"`{name}`" for name in rule.selector)
            yield wrong("cut_by_no_group", rule.place, id=rule.id, names=names)
        elif cut_by.setdefault(rule.concludes, group) != group:
            yield wrong("cut_by_groups", rule.place, id=rule.id, concludes=rule.concludes)


def _references(book: Rulebook) -> Iterator[RuleError]:
    paths = {path.id for path in book.paths}
    for remark in book.remarks:
        for path in remark.paths:
            if path not in paths:
                near = likely(path, paths)
                yield wrong("remark_on_none", remark.place, near, id=remark.id, path=path)


def _forms(book: Rulebook) -> Iterator[RuleError]:
    """Form names that differ from another only in spelling, such as `HS7`."""
    doors = Counter(path.form for path in book.paths)
    usual = {squashed(form): form for form, _ in reversed(doors.most_common())}
    for path in book.paths:
        if path.form != (form := usual[squashed(path.form)]):
            yield wrong("form_misspelt", path.place, f"`{form}`", form=path.form)


def misspelt(book: Rulebook, catalogue: Catalogue) -> Iterator[tuple[RuleError, bool]]:
    """Makes and models that no case can have, since cases use the catalogue's spelling.

    True marks a mere difference in spelling; overlays are also searched for similar names.
    """
    names = catalogue.names
    known = {MAKE: {make for make, _ in names}, MODEL: {model for _, model in names}}
    right = {fact: {squashed(name): name for name in names} for fact, names in known.items()}
    asked = [(part.place, part.comparison) for each in entries(book) for part in parts_of(each)]
    for each in book.presumptions:
        asked += [(each.place, test) for group in (*each.given, *each.off_when) for test in group]
    for place, test in asked:
        if not (isinstance(test, IsOneOf) and test.fact in known and place):
            continue
        for name in map(str, sorted(test.values - known[test.fact])):
            same = right[test.fact].get(squashed(catalogue.spellings.latin(name)))
            own = place.file.startswith(OVERLAY) and not catalogue.names_like(Name.of(name))
            near = same or (nearest(name, known[test.fact], 0.75) if own else None)
            if near and near not in test.values:
                what = test.fact.removeprefix("vehicle.")
                said = "name_misspelt" if same else "name_unknown"
                yield wrong(said, place, f"`{near}`", what=what, name=name), bool(same)


def _overrides(book: Rulebook) -> Iterator[RuleError]:
    rules = {rule.id: rule for rule in book.rules}
    for rule in book.rules:
        for id in rule.overrides:
            other = rules.get(id)
            if other is None or other.concludes != rule.concludes or other is rule:
                rivals = [r.id for r in book.rules if r.concludes == rule.concludes and r != rule]
                words = {"id": rule.id, "other": id, "concludes": rule.concludes}
                yield wrong("no_rival", rule.place, likely(id, rivals, listed(rivals)), **words)
    above = {
        id: [each for each in rule.overrides if each in rules and each != id]
        for id, rule in rules.items()
    }
    if loop := circle_in(above):
        names = " overrides ".join(f"`{name}`" for name in loop)
        yield wrong("rules_circle", rules[loop[0]].place, names=names)


def _circle(book: Rulebook) -> Iterator[RuleError]:
    needs: dict[str, list[str]] = {name: [] for name in book.conclusions}
    for rule in book.rules:
        needs[rule.concludes] += [name for name in needed_by(rule) if name in needs]
    if loop := circle_in(needs):
        blamed = next(r for r in book.rules if r.concludes == loop[0] and loop[1] in needed_by(r))
        names = " needs ".join(f"`{name}`" for name in loop)
        yield wrong("conclusions_circle", blamed.place, names=names)


def circle_in(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """The first circle found, its first name again at the end; empty if there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        _, *loop = reversed(error.args[1])
        first = loop.index(next(name for name in needs if name in loop))
        return [*loop[first:], *loop[: first + 1]]
    return []


def rivals(book: Rulebook) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of rules of which at most one may be live: definitions, and versions that add."""
    for rules in model.rules_by_conclusion(book).values():
        yield from combinations((rule for rule in rules if not rule.adds), 2)
        versions = (rule for rule in rules if rule.adds and stem(rule.id))
        yield from ((a, b) for a, b in combinations(versions, 2) if stem(a.id) == stem(b.id))


def stem(id: str) -> str | None:
    """The id that versions of a rule share, without the year at its end; None without one."""
    found, _, last = id.rpartition(".")
    return found if last.isdigit() and len(last) == 4 else None


class _Actions:
    """Checks that actions are used only where doing them helps."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._actions = {fact.name for fact in book.vocabulary.actions}
        self._rules = model.rules_by_conclusion(book)
        self._seen: set[tuple[str, bool]] = set()
        self._touching: dict[str, str | None] = {}

    def errors(self) -> Iterator[RuleError]:
        for rule in self._book.rules if self._actions else ():
            yield from self._forbid(rule.applies, f"whether the rule `{rule.id}` applies")
            if act := next(filter(None, map(self._touched_by, rule.selector)), None):
                yield wrong("action_cuts", rule.place, act=act, id=rule.id)
        for path in self._book.paths:
            for claim in (path.claimed_when, path.claimed_unless):
                yield from self._forbid(claim, f"whether the path `{path.id}` is claimed")
            yield from self._follow(path.open_when, True)
        for gate in self._book.gates:
            yield from self._follow(gate.barred_when, False)
            yield from self._forbid(gate.raised_when, f"whether the gate `{gate.id}` is raised")

    def _follow(self, condition: Condition, helps: bool) -> Iterator[RuleError]:
        for part in condition.parts:
            yield from self._follow(part, helps is not (condition.op == "not"))
        name, comparison = condition.conclusion, condition.comparison
        if name is not None and (name, helps) not in self._seen:
            self._seen.add((name, helps))
            for rule in self._rules.get(name, ()):
                yield from self._follow(rule.when, helps)
                if rule.unless is not None:
                    yield from self._follow(rule.unless, not helps)
        if comparison is not None and (acts := self._actions.intersection(comparison.reads)):
            done = not isinstance(comparison, IsOneOf) or True in comparison.values
            undone = isinstance(comparison, IsOneOf) and False in comparison.values
            if (done and not helps) or (undone and helps):
                yield wrong("action_harms", condition.place, act=min(acts))

    def _forbid(self, condition: Condition | None, what: str) -> Iterator[RuleError]:
        for part in condition.walk() if condition is not None else ():
            if (act := self._touched(part)) is not None:
                yield wrong("action_decides", part.place, act=act, what=what)

    def _touched(self, part: Condition) -> str | None:
        if part.conclusion is not None:
            return self._touched_by(part.conclusion)
        read = () if part.comparison is None else part.comparison.reads
        return min(self._actions.intersection(read), default=None)

    def _touched_by(self, name: str) -> str | None:
        if name not in self._touching:
            parts = (part for rule in self._rules.get(name, ()) for part in parts_of(rule))
            self._touching[name] = next(filter(None, map(self._touched, parts)), None)
        return self._touching[name]


SHOWN_PREFIXES: Final = ("class.", "standard.", model.STATE_PREFIX, model.DUTY_PREFIX)
"""Conclusions that verdicts show whether or not another rule asks for them."""

STALE_AFTER: Final = 730  # days after which a row should be compared with its sources again
_CODE = re.compile(r"(\d+ (?:CFR|USC))(?: Part| part)? (\d+)")


def warnings(book: Rulebook, today: date) -> tuple[str, ...]:
    """Suspicious parts that are not errors, including rows not checked for long by `today`."""
    return (*_unread(book), *_gaps(book), *_lonely_citations(book), *_stale(book, today))


def _unread(book: Rulebook) -> Iterator[str]:
    read = {name for entry in entries(book) for name in needed_by(entry)}
    read.update(name for row in book.tariff for name in row.headings)
    concluded = {rule.concludes for rule in book.rules}
    for name, conclusion in book.conclusions.items():
        shown = conclusion.explain != "when_used" or name.startswith(SHOWN_PREFIXES)
        if name not in read and not shown:
            yield f"{conclusion.place}: nobody asks for `{name}`"
        if name not in concluded and conclusion.gap is None:
            yield f"{conclusion.place}: no rule concludes `{name}`"


def _gaps(book: Rulebook) -> Iterator[str]:
    """Days between two texts of a conclusion on which neither is in force."""
    texts: dict[tuple[str, str, str], list[tuple[Rule, model.Window]]] = defaultdict(list)
    for rule in book.rules:
        version = stem(rule.id) if rule.adds else rule.concludes
        if rule.window is not None and rule.applies is None and version is not None:
            texts[rule.concludes, version, rule.window.clock].append((rule, rule.window))
    for (name, _, clock), versions in texts.items():
        versions.sort(key=lambda version: version[1].start or 0)
        for (one, before), (other, after) in pairwise(versions):
            if before.end is None or after.start is None or after.start <= before.end + 1:
                continue
            first, last = map(date.fromordinal, (before.end + 1, after.start - 1))
            days = f"from {first} to {last} (clock {clock}), between `{one.id}` and `{other.id}`"
            yield f"{other.place}: no text of `{name}` is in force {days}"


def _lonely_citations(book: Rulebook) -> Iterator[str]:
    """Parts of a code cited once, in a file that also cites a similar one."""
    from rapidfuzz.distance import OSA  # not needed just to load rules

    everywhere: Counter[str] = Counter()
    files: dict[str, dict[str, str]] = defaultdict(dict)
    for part in entries(book):
        for cite in part.cite:
            if part.place is not None and (found := _CODE.match(cite)):
                law = f"{found[1]} {found[2]}"
                everywhere[law] += 1
                files[part.place.file.rpartition(".")[0]][law] = f"{part.place}: `{part.id}`"
    for cited in files.values():
        often = [law for law in cited if everywhere[law] > 1]
        for law, where in cited.items():
            near = next((other for other in often if OSA.distance(other, law) == 1), None)
            if everywhere[law] == 1 and near:
                yield f"{where} alone cites {law}, and others here {near}: is it misspelt?"


def _stale(book: Rulebook, today: date) -> Iterator[str]:
    for row in book.states:
        day = date.fromordinal(row.last_checked).isoformat()
        if row.last_checked > today.toordinal():
            yield f"{row.place}: `{row.rule}` was last checked on {day}, which is still to come"
        if today.toordinal() - row.last_checked > STALE_AFTER:
            yield f"{row.place}: `{row.rule}` was last checked on {day}, over two years ago"
