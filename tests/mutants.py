# SPDX-License-Identifier: Apache-2.0
"""Mutants of the rules: what no scenario and no example would notice.

    python -m tests.mutants [--one-in N] [WORD ...]

makes every small mistake one could make in the rules of `rules/federal/` and `rules/states/`,
their tables included (a threshold off by one, `at_most` for `below`, a condition left out,
`all` for `any`, an exception turned into a condition, a window a day off, a rule forgotten) and
asks the cases of all scenarios and examples again. A mutant that changes none of their answers
survives and is listed with the id and the place of its rule: a scenario is missing, or the rule
says something twice. WORDs keep only mutants with one of them in their file's or their own name,
`--one-in N` the same one in N every time. A mutant that the checks at load refuse is killed by
them. Survivors that are known, all that there were when it last ran to the end, stand in
`tests/survivors.csv` with a reason each, and are only counted; any other is printed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as Path_
from typing import Any

from keiimport import Engine, KeiimportError
from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.decision import MOST_CASES
from keiimport.decide.outcomes import Bits
from keiimport.decide.rule_index import MOVING_DAYS
from keiimport.decide.worlds import (
    DONE,
    DONE_GAPS,
    LOOKS,
    STATED_GAPS,
    Worlds,
    worlds_of,
)
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, IsOneOf
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import Vocabulary
from keiimport.gherkin.told import told_in
from keiimport.logic.compile import asks_only, compile_rulebook
from keiimport.logic.kernel import Kernel
from keiimport.rulebook.checks import check
from keiimport.rulebook.model import ANY_STATE, Condition, Paper, Path, Rule, Rulebook, Window

ROOT = Path_(__file__).parents[1]
SURVIVORS = ROOT / "tests" / "survivors.csv"
FOLDERS = ("federal/", "states/")
STATES = frozenset(path.stem for path in (ROOT / "features" / "states").glob("*.feature"))
MOST_PARTS = 20
"""A condition of more parts than this comes from a table: only two of its parts are left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case that a scenario or an example evaluates."""

    stem: str
    case: Any
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook with one mistake in it.

    Attributes:
        name: the id of the rule, and what is wrong with it.
        stem: its file, without folder and ending.
        book: the rulebook.
        kind: whether it is in the rules, paths, gates or remarks.
        item: what the mistake is in.
        other: the same with the mistake; None where it was forgotten.
        place: where it stands.
    """

    name: str
    stem: str
    book: Rulebook
    kind: str
    item: Any
    other: Any
    place: str = ""


# -- the cases ---------------------------------------------------------------


def all_cases() -> list[Asked]:
    """The cases of all features and examples."""
    asked: dict[str, Asked] = {}
    for scenario in told_in([ROOT / "features"]):
        # a hypothetical reform is another rulebook, whose mistakes are not looked for here
        if not scenario.scenarios:
            stem = Path_(scenario.place.rpartition(":")[0]).stem
            options = {"as_of": scenario.as_of, "strict": scenario.strict}
            told = json.dumps([stem, scenario.case, options], sort_keys=True, default=str)
            asked.setdefault(told, Asked(stem, scenario.case, options))
    examples = sorted((ROOT / "examples").glob("*.json"))
    return [*asked.values(), *(Asked("examples", path.read_bytes(), {}) for path in examples)]


def said(engine: Engine, asked: Asked) -> Any:
    """What a verdict decides, its words left out but for warnings and papers."""
    try:
        verdict = engine.evaluate(asked.case, **asked.options)
        plain = verdict.to_dict()
    except KeiimportError as error:
        return type(error).__name__
    for key in ("answer", "facts", "reasoning", "rulebook"):
        del plain[key]
    for rows in ("paths", "standards", "gates"):
        for row in plain[rows]:
            row.pop("because", None)
    names = engine.rulebook.conclusions
    used = [(step.concludes, step.truth) for step in verdict.reasoning]
    truths = [verdict.truth(name) for name in names if not name.startswith("standard.")]
    return plain, used, truths


# -- the mistakes ------------------------------------------------------------


def near(comparison: Comparison, vocabulary: Vocabulary) -> Iterator[tuple[str, Comparison]]:
    """The same test with its figure, its words or its count a little off."""
    match comparison:
        case AtLeast(fact, low, high) | AtMost(fact, low, high):
            known = vocabulary.get(fact)  # the day of the law is no fact of a case
            dimension = None if known is None else known.type.dimension
            kind = None if dimension is None else DIMENSIONS[dimension]
            one = 1 if kind is None else int(kind.units[kind.base])
            for step in (-one, one):
                yield f"{step:+d}", type(comparison)(fact, low + step, high + step)
        case HasAged():
            for step in (-1, 1):
                yield f"{step:+d} years", but(comparison, years=comparison.years + step)
            if comparison.count == "anniversary":  # calendar years know no 29 February
                turned = "last_day" if comparison.leap_day == "next_day" else "next_day"
                yield "leap day", but(comparison, leap_day=turned)
            other = "anniversary" if comparison.count == "calendar_years" else "calendar_years"
            yield "count", but(comparison, count=other)
        case IsOneOf(fact, values) if values <= {True, False}:
            yield "turned", IsOneOf(fact, frozenset({True, False}) - values)
        case IsOneOf(fact, values):
            for value in sorted(values, key=str) if len(values) > 1 else ():
                yield f"without {value}", IsOneOf(fact, values - {value})


def wrong(
    condition: Condition, vocabulary: Vocabulary, classes: tuple[str, ...] = ()
) -> Iterator[tuple[str, Condition]]:
    """The condition with one mistake in it, but for what asks only for the `classes` of a row."""
    if classes and asks_only(condition, classes):
        return
    parts = condition.parts
    if condition.comparison is not None:
        tested = condition.comparison
        name = tested.reads[0]
        for what, other in near(tested, vocabulary):
            yield f"{name} {what}", but(condition, comparison=other)
        if isinstance(tested, AtLeast | AtMost) and tested.low is not None:
            turned = AtMost if isinstance(tested, AtLeast) else AtLeast
            inner = but(condition, comparison=turned(tested.fact, tested.low, tested.high))
            # a strict comparison for one that is not; numbers of conditions stay one each
            outer = Condition("not", (but(inner, number=-1 - condition.number),))
            yield f"{name} strict", but(outer, number=condition.number)
    if condition.op in ("all", "any"):
        if len(parts) > 1:
            dual = "any" if condition.op == "all" else "all"
            yield f"{dual} for {condition.op}", but(condition, op=dual)
        for place in range(len(parts) if len(parts) <= MOST_PARTS else 2):
            left = parts[:place] + parts[place + 1 :]
            if left and not (classes and asks_only(parts[place], classes)):
                yield f"without {place + 1}, {_called(parts[place])}", but(condition, parts=left)
    if condition.op == "not":
        yield f"not lost before {_called(parts[0])}", but(parts[0], otherwise=None)
    for place, part in enumerate(parts if len(parts) <= MOST_PARTS else parts[:2]):
        for what, other_part in wrong(part, vocabulary, classes):
            yield what, but(condition, parts=(*parts[:place], other_part, *parts[place + 1 :]))


def but(item: Any, **changes: Any) -> Any:
    """A copy of a part of the rulebook with some of it changed."""
    return item._replace(**changes) if isinstance(item, tuple) else replace(item, **changes)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _called(condition: Condition) -> str:
    if condition.comparison is not None:
        return condition.comparison.reads[0]
    return condition.conclusion or f"{condition.op} of {len(condition.parts)}"


def wrong_windows(window: Window) -> Iterator[tuple[str, Window]]:
    """The window with one end a day off."""
    for step in (-1, 1):
        if window.start is not None:
            yield f"start {step:+d}", but(window, start=window.start + step)
        if window.end is not None:
            yield f"end {step:+d}", but(window, end=window.end + step)


def wrong_papers(papers: tuple[Paper, ...]) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """One paper asked of everybody."""
    for place, paper in enumerate(papers):
        if paper.when is not None:
            always = but(paper, when=None)
            yield f"paper {place} always", (*papers[:place], always, *papers[place + 1 :])


def wrong_rules(rule: Rule, vocabulary: Vocabulary) -> Iterator[tuple[str, Rule | None]]:
    """The rule with one mistake in it, or forgotten."""
    yield "forgotten", None
    for key in ("when", "applies", "unless"):
        whole = getattr(rule, key)
        if whole is None:
            continue
        if key != "when":
            yield f"{key} forgotten", but(rule, **{key: None})
        for what, other in wrong(whole, vocabulary, rule.selector):
            yield f"{key}: {what}", but(rule, **{key: other})
    for name in rule.selector if len(rule.selector) > 1 else ():
        yield f"class without {name}", but(rule, selector=_without(rule.selector, name))
    if rule.window is not None:
        yield "window forgotten", but(rule, window=None)
        for what, window in wrong_windows(rule.window):
            yield f"window {what}", but(rule, window=window)
    if rule.overrides:
        yield "overrides forgotten", but(rule, overrides=())
    if rule.unless is not None:
        # the exception as a condition: it holds only where it should not
        turned = Condition("not", (rule.unless,), number=-1 - rule.unless.number)
        yield "unless turned", but(rule, unless=turned)


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Every mutant of the rules, and of the rows of tables that are rules."""
    vocabulary = book.vocabulary
    for kind in ("rules", "paths", "gates", "remarks"):
        items = getattr(book, kind)
        for place, item in enumerate(items):
            where = item.place.file if item.place else ""
            if not where.startswith(FOLDERS):
                continue
            for what, other in mistakes(kind, item, vocabulary):
                kept = () if other is None else (other,)
                wrong_book = but(book, **{kind: (*items[:place], *kept, *items[place + 1 :])})
                name = f"{item.id}: {what}"
                yield Mutant(
                    name, Path_(where).stem, wrong_book, kind, item, other, str(item.place)
                )


def mistakes(kind: str, item: Any, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    if kind == "rules":
        yield from wrong_rules(item, vocabulary)
        return
    if kind != "paths":
        yield "forgotten", None
    keys = {
        "paths": ("open_when", "claimed_when", "claimed_unless"),
        "gates": ("barred_when", "raised_when"),
    }
    for key in keys.get(kind, ("when",)):
        whole = getattr(item, key)
        if whole is not None:
            for what, other in wrong(whole, vocabulary):
                yield f"{key}: {what}", but(item, **{key: other})
    if kind == "paths":
        if item.claimed_when is not None:
            yield "claimed by everybody", but(item, claimed_when=None)
        for name in ("papers", "restrictions"):
            for what, papers in wrong_papers(getattr(item, name)):
                yield f"{name} {what}", but(item, **{name: papers})
        if item.purposes:
            yield "for every purpose", but(item, purposes=())
        yield "theoretical turned", but(item, theoretical=not item.theoretical)


# -- the hunt ----------------------------------------------------------------


STUB = "known:"
"""Begins the pseudo-fact that stands for a conclusion which a mistake leaves as it is."""

MOST_VERDICTS = 12
"""Cases whose whole verdicts are compared, where a truth differs on a later day alone."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Some cases in the worlds of their decisions.

    Attributes:
        at: the place of the first of them among all.
        worlds: their worlds.
        nodes: the worlds in which each named node holds, and in which it fails.
        today: the worlds of their days of entry.
        fresh: what tests find that stand in no rule, as they were asked for.
    """

    at: int
    worlds: Worlds
    nodes: Mapping[str, Bits]
    today: int
    fresh: dict[Comparison, Bits]


class Hunt:
    """Asks the same cases of every mutant.

    What a mistake touches is compiled alone, with all other conclusions as the rules have
    them, and looked at in every world of every case at once. A mutant that differs on the day
    of entry is noticed; one that differs on later days alone, or in its papers, is if a whole
    verdict differs.
    """

    def __init__(self, asked: list[Asked], book: Rulebook) -> None:
        self.engine = Engine(book)
        self.asked: list[Asked] = []
        cases: list[CaseFacts] = []
        for one in asked:
            try:
                case = self.engine.evaluate(one.case, **one.options).explained.decided.case
            except KeiimportError:
                continue
            self.asked.append(one)
            cases.append(case)
        self.cases = cases
        index = self.engine.index
        self.index = index
        self._numbers = {test: i for i, test in enumerate(index.program.comparisons)}
        self._packs = [
            self._pack(at, cases[at : at + MOST_CASES]) for at in range(0, len(cases), MOST_CASES)
        ]
        self._found: dict[str, list[list[Bits]]] = {}
        self._expected: dict[int, Any] = {}
        self._rules: dict[str, list[Rule]] = {name: [] for name in book.conclusions}
        for rule in book.rules:
            self._rules[rule.concludes].append(rule)
        self._in_parts = {standard.binds for standard in book.standards}
        self._states = {row.concludes: row.state for row in book.states}
        self._for_doors = self._below([*book.paths, *book.gates])

    def _pack(self, at: int, cases: list[CaseFacts]) -> Pack:
        index = self.index
        worlds = worlds_of(index, cases)
        names = index.program.names
        run = index.kernel.evaluator(tuple(names.values()))
        rails = run(*worlds.rails, worlds.every)
        nodes = dict(zip(names, zip(rails[::2], rails[1::2], strict=True), strict=True))
        today = sum((1 << len(cases)) - 1 << worlds.layout.world(look) for look in range(LOOKS))
        return Pack(at, worlds, nodes, today, {})

    def _below(self, parts: Sequence[Any]) -> set[str]:
        """The conclusions that parts of the rules rest on, which days after the entry may turn."""
        found: set[str] = set()
        waiting = [name for part in parts for name in _asks(part)]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [each for rule in self._rules[name] for each in _asks(rule)]
        return found

    # -- one part of the rules alone --

    def _alone(self, kind: str, item: Any, left: tuple[Any, ...]) -> tuple[Rulebook, list[str]]:
        """The rulebook of one conclusion, path, gate or remark, and its named nodes."""
        book = self.engine.rulebook
        empty: dict[str, Any] = {"rules": (), "paths": (), "gates": (), "remarks": ()}
        if kind == "rules":
            own, roots = item.concludes, [item.concludes]
            rules = tuple(left)
        else:
            own, rules = "", ()
            empty[kind] = tuple(left)
            roots = {
                "paths": [f"offer:{item.id}", f"claim:{item.id}"],
                "gates": [f"barred:{item.id}", f"raised:{item.id}"],
                "remarks": [f"remark:{item.id}"],
            }[kind]
        read = {name for part in left for name in _asks(part)} - {own}
        groups = tuple(group for group in book.exactly_one if read.intersection(group))
        read.update(name for group in groups for name in group if name != own)
        stubs = tuple(_stub(name) for name in sorted(read))
        plain = {name: but(book.conclusions[name], gap=None, when_no_rule=False) for name in read}
        kept = {own: book.conclusions[own]} if own else {}
        empty |= {"rules": (*rules, *stubs), "conclusions": {**kept, **plain}}
        return but(book, **empty, exactly_one=groups, standards=(), states=()), roots

    def _look(self, kind: str, item: Any, left: tuple[Any, ...]) -> list[list[Bits]]:
        """What the nodes of one part of the rules are in the worlds of each pack."""
        small, roots = self._alone(kind, item, left)
        compiled = compile_rulebook(small)
        kernel = Kernel(compiled.program)
        nodes = [compiled.program.names.get(root) for root in roots]
        run = kernel.evaluator([node for node in nodes if node is not None])
        found = []
        for pack in self._packs:
            rails = [self._rails(test, pack) for test in compiled.program.comparisons]
            bits = run([each[0] for each in rails], [each[1] for each in rails], pack.worlds.every)
            pairs = iter(zip(bits[::2], bits[1::2], strict=True))
            found.append([(0, 0) if node is None else next(pairs) for node in nodes])
        return found

    def _rails(self, test: Comparison, pack: Pack) -> Bits:
        """The worlds of a pack in which a test holds, and those in which it fails."""
        name = test.reads[0]
        if name.startswith(STUB):
            return pack.nodes[name.removeprefix(STUB)]
        number = self._numbers.get(test)
        if number is not None:
            return pack.worlds.rails[0][number], pack.worlds.rails[1][number]
        known = pack.fresh.get(test)
        if known is None:
            known = pack.fresh[test] = self._asked_anew(test, pack)
        return known

    def _asked_anew(self, test: Comparison, pack: Pack) -> Bits:
        worlds, index = pack.worlds, self.index
        moves, acts = set(MOVING_DAYS), {*index.stated, *index.gaps}
        found = {True: 0, False: 0}
        for place, case in enumerate(worlds.cases):
            days = worlds.times[place].days if not moves.isdisjoint(test.reads) else (case.day,)
            for slot, day in enumerate(days):
                slots = range(worlds.layout.slots) if len(days) == 1 else (slot,)
                moved = case.days_on(index, day)
                for look in range(LOOKS):
                    if acts.isdisjoint(test.reads):
                        known = {n: moved.get(n, case.facts.get(n)) for n in test.reads}
                    else:
                        done, gaps = look in (DONE, DONE_GAPS), look in (DONE_GAPS, STATED_GAPS)
                        known = case.on(index, day, done=done, gaps=gaps)
                        slots = range(worlds.layout.slots)
                    truth = test.truth(known)
                    if truth is not None:
                        here = sum(1 << worlds.layout.world(look, slot) for slot in slots)
                        found[truth] |= here << place
        return found[True], found[False]

    # -- whether it is noticed --

    def killed_by(self, mutant: Mutant) -> str | None:
        """What notices a mutant, or None where it survives."""
        kind, item, other = mutant.kind, mutant.item, mutant.other
        changed = () if other is None else (other,)
        own: tuple[Any, ...] = (item,)
        key = f"{kind} {item.id}"
        if kind == "rules" and item.concludes not in self._in_parts:
            own = tuple(self._rules[item.concludes])
            at = own.index(item)
            changed = (*own[:at], *changed, *own[at + 1 :])
            key = f"{kind} {item.concludes}"
        if key not in self._found:
            self._found[key] = self._look(kind, item, own)
        try:
            found = self._look(kind, item, changed)
        except (KeiimportError, KeyError, RecursionError):
            return "the checks at load"
        later: list[int] = []
        for pack, before, after in zip(self._packs, self._found[key], found, strict=True):
            count = len(pack.worlds.cases)
            mine = sum(1 << at for at in range(0, pack.worlds.every.bit_length(), count))
            differs = 0
            for one, two in zip(before, after, strict=True):
                differs |= (one[0] ^ two[0]) | (one[1] ^ two[1])
            while differs:
                place = ((differs & -differs).bit_length() - 1) % count
                if self._counts(item, pack.at + place):
                    if differs & pack.today & mine << place:
                        return self.asked[pack.at + place].stem
                    later.append(pack.at + place)
                differs &= ~(mine << place)
        if check(mutant.book):
            return "the checks at load"
        if kind == "paths" and not later:
            later = [i for i in self._spared(item, other) if self._takes(item, i)]
        if kind == "rules" and item.concludes not in self._for_doors:
            return None  # duty and state are those of the day of entry
        step = 1 + len(later) // MOST_VERDICTS
        return self._verdict_killed(mutant, later[::step]) if later else None

    def _counts(self, item: Any, place: int) -> bool:
        """Whether a case says anything of an item.

        Of a row of a state: where that state is asked, or a feature of the states asks for rows.
        """
        state = self._states.get(getattr(item, "concludes", ""))
        told = self.cases[place].facts.get("entry.state")
        if told is None:
            return state is None or self.asked[place].stem in STATES
        return state in (None, told, ANY_STATE)

    def _spared(self, path: Path, other: Path) -> Iterable[int]:
        """The cases that a paper is not asked of, which a mistake asks of everybody; else all."""
        papers = zip(
            (*path.papers, *path.restrictions), (*other.papers, *other.restrictions), strict=True
        )
        changed = next((one for one, two in papers if one != two), None)
        if changed is None or changed.when is None:
            return range(len(self.cases))
        node = self.index.bundle.compiled.conditions[changed.when.number]
        run = self.index.kernel.evaluator((node, self.index.program.names[f"offer:{path.id}"]))
        found: dict[bool, list[int]] = {True: [], False: []}
        for pack in self._packs:
            holds, _, is_open, _ = run(*pack.worlds.rails, pack.worlds.every)
            for place in range(len(pack.worlds.cases)):
                bit = 1 << place
                if not holds & bit:
                    found[bool(is_open & bit)].append(pack.at + place)
        return found[True] or found[False]  # a closed door asks for no papers

    def _takes(self, path: Path, place: int) -> bool:
        """Whether a case claims a path, or may."""
        pack = self._packs[place // MOST_CASES]
        bit = 1 << place - pack.at
        return not pack.nodes[f"claim:{path.id}"][1] & bit

    def _verdict_killed(self, mutant: Mutant, places: list[int]) -> str | None:
        try:
            engine = Engine(mutant.book)
        except KeiimportError:
            return "the proof at load"
        for place in places:
            if place not in self._expected:
                self._expected[place] = said(self.engine, self.asked[place])
            if said(engine, self.asked[place]) != self._expected[place]:
                return self.asked[place].stem
        return None


def _stub(name: str) -> Rule:
    """A conclusion as the rules have it, in a rulebook that lacks them."""
    known = IsOneOf(f"{STUB}{name}", frozenset({True}))
    number = -(2 + hash(name) % 2**60)
    return Rule(
        f"{STUB}{name}", name, Condition("fact", comparison=known, number=number), (), "verified"
    )


def _asks(part: Any) -> Iterator[str]:
    """The conclusions that a rule, path, gate or remark asks for."""
    papers = (*getattr(part, "papers", ()), *getattr(part, "restrictions", ()))
    keys = ("when", "applies", "unless", "open_when", "claimed_when", "claimed_unless")
    wholes = [getattr(part, key, None) for key in (*keys, "barred_when", "raised_when")]
    for whole in (*wholes, *(paper.when for paper in papers)):
        for condition in whole.walk() if whole is not None else ():
            if condition.conclusion is not None:
                yield condition.conclusion
    yield from getattr(part, "selector", ())


def is_one_in(count: int, name: str) -> bool:
    """Whether a mutant is the one in `count` that is looked at, the same one every time."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % count == 0


def main(*arguments: str) -> int:
    """Hunt all mutants, or those that were asked for; print those that survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--one-in", type=int, default=1, metavar="N")
    told = parser.parse_args(arguments)
    book = Engine().rulebook
    hunt = Hunt(all_cases(), book)
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        known = {f"{row['rule']}: {row['mistake']}" for row in csv.DictReader(file)}
    started, total, alive, expected = time.monotonic(), 0, 0, set[str]()
    noticed = set[str]()
    for mutant in mutants(book):
        words = f"{mutant.stem} {mutant.name}"
        if told.words and not any(word in words for word in told.words):
            continue
        if not is_one_in(told.one_in, mutant.name):
            continue
        total += 1
        if hunt.killed_by(mutant) is not None:
            noticed.add(mutant.name)
        elif mutant.name in known:
            expected.add(mutant.name)
        else:
            alive += 1
            print(f"survives  {mutant.name}  ({mutant.place})", flush=True)
    for name in sorted(noticed & known - expected):
        print(f"noticed   {name}: take it off the list")
    seconds = time.monotonic() - started
    count = f"{alive} survive besides {len(expected)} that are known"
    print(f"{total} mutants, {len(hunt.asked)} cases, {count} ({seconds:.0f} s)")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
