# SPDX-License-Identifier: Apache-2.0
"""How two rulebooks differ: rules, thresholds, dates and everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from keiimport.facts.comparisons import AtLeast, AtMost
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.arguments import checked, day_of
from keiimport.rulebook.checks import stem
from keiimport.rulebook.describe import as_json, details, test_words
from keiimport.rulebook.model import CONDITIONS, Condition, Entry, Rule, Rulebook

Json = dict[str, Any]
Shape = tuple[object, ...]

ChangeKind = Literal["added", "removed", "changed", "replaced"]
Said = tuple[str, str]  # the fact that a test is about, and the test in words
_UNCOMPARED = ("id", "in_force", "overrides")


class Threshold(NamedTuple):
    """A test that stands on both sides with another figure, or on one side only, in words."""

    fact: str
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that two rulebooks do not share."""

    kind: str
    id: str
    change: ChangeKind  # only in the second, only in the first, in both, or in another's place
    was: str | None = None  # what that other rule is called
    a: Json | None = None
    b: Json | None = None
    dates: tuple[Json | None, Json | None] | None = None
    thresholds: tuple[Threshold, ...] = ()
    others: Mapping[str, tuple[object, object]] = field(default_factory=dict)

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        said: Json = self.b or self.a or {}
        return {
            **{name: getattr(self, name) for name in ("change", "kind", "id", "was")},
            "concludes": said.get("concludes"),
            "title": said.get("title") or said.get("say"),
            "dates": self.dates and dict(zip("ab", self.dates, strict=True)),
            "thresholds": [threshold._asdict() for threshold in self.thresholds],
            "others": [{"what": key, "a": a, "b": b} for key, (a, b) in self.others.items()],
            "a": self.a,
            "b": self.b,
        }


@dataclass(frozen=True, slots=True)
class RulebookDifference:
    """The changes between two rulebooks, in the order of the second, then of the first."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def to_dict(self) -> Json:
        """The difference as plain JSON values."""
        return {"changes": [change.to_dict() for change in self.changes]}


@checked
def compare_rulebooks(
    a: Rulebook, b: Rulebook, *, a_day: date | str | None = None, b_day: date | str | None = None
) -> RulebookDifference:
    """What two rulebooks say differently.

    Rules are told apart by what they say, not by where they stand. A rule that another one
    always overrides says nothing.

    Args:
        a: the first rulebook.
        b: the second rulebook; it may be the same one on another day.
        a_day: look only at what is in force in the first on this day: rules on the law's
            clock that day, and rules on the clock of manufacture for what is built that
            day. None: at every version of every rule.
        b_day: the same for the second.

    Example:
        >>> import keiimport
        >>> from datetime import date
        >>> law = keiimport.load_rulebook()
        >>> found = keiimport.compare_rulebooks(
        ...     law, law, a_day=date(2005, 10, 2), b_day=date(2005, 10, 3)
        ... )
        >>> [(change.was, change.id) for change in found.changes]
        [('nhtsa.lsv.definition.1998', 'nhtsa.lsv.definition.2005')]
    """
    old, new = (
        rules_in_force(a, day_of(a_day, "a_day")),
        rules_in_force(b, day_of(b_day, "b_day")),
    )
    first, second = dict(_parts(a, old)), dict(_parts(b, new))
    was = {("rule", id): ("rule", other) for id, other in _replacements(old, new)}
    gone = [key for key in first if key not in second and key not in was.values()]
    changes = [_change(first.get(was.get(key, key)), part) for key, part in second.items()]
    changes += [_change(first[key], None) for key in gone]
    return RulebookDifference(tuple(filter(None, changes)))


def rules_in_force(rulebook: Rulebook, day: date | None) -> list[Rule]:
    """The rules in force on `day` (None: every version), without those that have no say."""
    held = rulebook.rules
    if day is not None:
        held = tuple(rule for rule in held if rule.window is None or rule.window.covers(day))
    always = (r for r in held if r.applies is None and (day is not None or r.window is None))
    silenced = {id for rule in always for id in rule.overrides}
    return [rule for rule in held if rule.id not in silenced]


def _replacements(first: Sequence[Rule], second: Sequence[Rule]) -> Iterator[tuple[str, str]]:
    """Ids of rules of the second side, each with that of the rule it replaces."""
    ids = [{rule.id for rule in side} for side in (first, second)]
    old = [rule for rule in first if rule.id not in ids[1]]
    new = [rule for rule in second if rule.id not in ids[0]]
    alike: tuple[Callable[[Rule, Rule], bool], ...] = (
        lambda o, n: o.id in n.overrides or n.id in o.overrides,
        lambda o, n: stem(o.id) == stem(n.id) is not None and o.concludes == n.concludes,
        lambda o, n: o.concludes == n.concludes and not o.adds and not n.adds,
    )
    for similar in alike:
        for rule in list(new):
            found = [other for other in old if similar(other, rule)]
            if len(found) == 1:
                yield rule.id, found[0].id
                old.remove(found[0])
                new.remove(rule)


class _Part(NamedTuple):
    kind: str
    id: str
    said: Json
    entry: Entry | None  # has the conditions
    vocabulary: Vocabulary

    def tests(self, key: str) -> Collection[Said]:
        """Every test in a condition, once."""
        return dict.fromkeys(_tests(getattr(self.entry, key, None), self.vocabulary)).keys()

    def shape(self, key: str) -> list[Shape]:
        """A condition without figures and words: the kind, reads and size of each part."""
        condition: Condition | None = getattr(self.entry, key, None)
        return [
            (part.op, part.conclusion, type(test), test and test.reads, len(part.parts))
            for part in (condition.walk() if condition else ())
            for test in [part.comparison]
        ]


def _parts(book: Rulebook, rules: Sequence[Rule]) -> Iterator[tuple[tuple[str, str], _Part]]:
    """Everything that a side says, by kind and name, but only these of its rules."""
    live = {rule.id for rule in rules}
    entries: list[Entry] = [*rules, *book.paths, *book.gates, *book.remarks]
    for entry in entries:
        said = details(entry, book.vocabulary)
        kind = str(said["kind"])
        # these change nothing in the law
        said = {key: each for key, each in said.items() if key not in ("place", "one_way")}
        yield (kind, entry.id), _Part(kind, entry.id, said, entry, book.vocabulary)
    named: dict[str, Mapping[str, object]] = {
        "conclusion": book.conclusions,
        "presumption": {each.id: each for each in book.presumptions},
        "agency": {each.id: each for each in book.agencies},
        "standard": {each.number: each for each in book.standards},
        "scenario": {each.id: each for each in book.scenarios},
        "state": {row.rule: row for row in book.states if row.rule in live},
        "fact": book.vocabulary,
        "sentence": {sentence: {} for sentence in book.always},
        "scope": {book.scope: {}} if book.scope else {},
        "exactly_one": {", ".join(group): {} for group in book.exactly_one},
    }
    for kind, things in named.items():
        for name, thing in things.items():
            said = as_json(thing, book.vocabulary)
            yield (kind, name), _Part(kind, name, said, None, book.vocabulary)


def _change(old: _Part | None, new: _Part | None) -> Change | None:
    """The difference of two parts, one of which may be missing; None if there is none."""
    a, b = ({} if part is None else part.said for part in (old, new))
    windows = (a.get("in_force"), b.get("in_force"))
    dates = None if windows[0] == windows[1] else windows
    tests = ([part.tests(key) if part else () for part in (old, new)] for key in CONDITIONS)
    thresholds = tuple(threshold for one, other in tests for threshold in _paired(one, other))
    others: dict[str, tuple[object, object]] = {}
    kind: ChangeKind = "added" if old is None else "removed"
    part, was = new or old, None
    if old is not None and new is not None:
        pairs = {key: (a.get(key), b.get(key)) for key in (*a, *b) if key not in _UNCOMPARED}
        others = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
        for key in CONDITIONS:
            if thresholds and key in others and old.shape(key) == new.shape(key):
                del others[key]  # the thresholds say it all
        was = None if old.id == new.id else old.id
        kind = "replaced" if was else "changed"
        if not (was or dates or thresholds or others):
            return None
    assert part is not None
    said = (old and old.said, new and new.said)
    return Change(part.kind, part.id, kind, was, *said, dates, thresholds, others)


def _paired(one: Collection[Said], other: Collection[Said]) -> Iterator[Threshold]:
    """The tests that only one side has, paired by fact."""
    left = [test for test in other if test not in one]
    for fact, words in (test for test in one if test not in other):
        match = next((test for test in left if test[0] == fact), None)
        if match is not None:
            left.remove(match)
        yield Threshold(fact, words, None if match is None else match[1])
    yield from (Threshold(fact, None, words) for fact, words in left)


def _tests(condition: Condition | None, vocabulary: Vocabulary) -> Iterator[Said]:
    if condition is None:
        return
    negated = condition.op == "not" and isinstance(condition.parts[0].comparison, AtLeast | AtMost)
    test = condition.parts[0].comparison if negated else condition.comparison
    if test is not None:
        yield test.reads[0], test_words(test, vocabulary, negated=negated)
        return
    for part in condition.parts:
        yield from _tests(part, vocabulary)
