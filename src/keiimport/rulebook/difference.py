# SPDX-License-Identifier: Apache-2.0
"""What two rulebooks say differently: rules, thresholds, dates and everything around them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Literal, NamedTuple

from keiimport.facts.comparisons import AtLeast, AtMost
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.checks import stem
from keiimport.rulebook.describe import as_json, details, test_words
from keiimport.rulebook.model import CONDITIONS, Condition, Entry, Rule, Rulebook

Json = dict[str, Any]
Shape = tuple[object, ...]

_UNCOMPARED = ("id", "kind", "in_force", "overrides")


class Threshold(NamedTuple):
    """A test that stands on both sides with another figure, or on one side only, in words."""

    fact: str
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that two rulebooks do not share.

    It is `added` (only in the second), `removed` (only in the first), `changed`, or `replaced`:
    another rule stands in its place, which `was` called otherwise.
    """

    kind: str
    id: str
    change: Literal["added", "removed", "changed", "replaced"]
    was: str | None = None
    a: Json | None = None
    b: Json | None = None
    dates: tuple[Json | None, Json | None] | None = None
    thresholds: tuple[Threshold, ...] = ()
    others: Mapping[str, tuple[object, object]] = field(default_factory=dict)

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        said: Json = self.b or self.a or {}
        return {
            "change": self.change,
            "kind": self.kind,
            "id": self.id,
            "was": self.was,
            "concludes": said.get("concludes"),
            "title": said.get("title") or said.get("say"),
            "dates": self.dates and dict(zip("ab", self.dates, strict=True)),
            "thresholds": [threshold._asdict() for threshold in self.thresholds],
            "others": [
                {"what": key, "a": one, "b": other} for key, (one, other) in self.others.items()
            ],
            "a": self.a,
            "b": self.b,
        }


@dataclass(frozen=True, slots=True)
class RulebookDifference:
    """What differs between two rulebooks, in the order of the second, then of the first."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def to_dict(self) -> Json:
        """The difference as plain JSON values."""
        return {"changes": [change.to_dict() for change in self.changes]}


def compare_rulebooks(
    a: Rulebook, b: Rulebook, *, a_day: date | None = None, b_day: date | None = None
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
    one, other = rules_in_force(a, a_day), rules_in_force(b, b_day)
    first, second = ({rule.id: rule for rule in rules} for rules in (one, other))
    changes = list(_entries(first, second, a, b, dict(_replacements(first, second))))
    for kind in ("paths", "gates", "remarks"):
        old, new = ({part.id: part for part in getattr(book, kind)} for book in (a, b))
        changes += _entries(old, new, a, b, {})
    changes += _items(dict(_others(a, first.keys())), dict(_others(b, second.keys())))
    return RulebookDifference(tuple(changes))


def rules_in_force(rulebook: Rulebook, day: date | None) -> list[Rule]:
    """The rules in force on `day` (None: every version), without those that have no say."""
    held = rulebook.rules
    if day is not None:
        held = tuple(rule for rule in held if rule.window is None or rule.window.covers(day))
    silenced = {
        id
        for rule in held
        if rule.applies is None and (day is not None or rule.window is None)
        for id in rule.overrides
    }
    return [rule for rule in held if rule.id not in silenced]


# --- everything with a condition ---


def _replacements(
    first: Mapping[str, Rule], second: Mapping[str, Rule]
) -> Iterator[tuple[str, str]]:
    """Rules of the second side with the rule of the first in whose place each stands."""
    old = {id: rule for id, rule in first.items() if id not in second}
    new = {id: rule for id, rule in second.items() if id not in first}
    alike: tuple[Callable[[Rule, Rule], bool], ...] = (
        lambda o, n: o.id in n.overrides or n.id in o.overrides,
        lambda o, n: stem(o.id) == stem(n.id) is not None and o.concludes == n.concludes,
        lambda o, n: o.concludes == n.concludes and not o.adds and not n.adds,
    )
    for similar in alike:
        for id, rule in list(new.items()):
            found = [other.id for other in old.values() if similar(other, rule)]
            if len(found) == 1:
                yield id, found[0]
                del old[found[0]], new[id]


def _entries(
    first: Mapping[str, Entry],
    second: Mapping[str, Entry],
    a: Rulebook,
    b: Rulebook,
    was: Mapping[str, str],
) -> Iterator[Change]:
    """The changes of entries by their ids; `was` has those in whose place others stand."""
    gone = first.keys() - second.keys() - set(was.values())
    pairs = ((first.get(was.get(id, id)), entry) for id, entry in second.items())
    for old, new in chain(pairs, ((entry, None) for id, entry in first.items() if id in gone)):
        if (change := _change(old, new, a.vocabulary, b.vocabulary)) is not None:
            yield change


def _change(
    one: Entry | None, other: Entry | None, before: Vocabulary, after: Vocabulary
) -> Change | None:
    a: Json = {} if one is None else details(one, before)
    b: Json = {} if other is None else details(other, after)
    for said in (a, b):  # wherever it stands, it says the same of the law
        said.pop("place", None)
        said.pop("one_way", None)
    windows = (a.get("in_force"), b.get("in_force"))
    dates = None if windows[0] == windows[1] else windows
    conditions = {key: (getattr(one, key, None), getattr(other, key, None)) for key in CONDITIONS}
    thresholds = tuple(
        threshold
        for old, new in conditions.values()
        for threshold in _paired(_tests(old, before), _tests(new, after))
    )
    others = {key: pair for key, pair in _pairs(a, b).items() if key not in _UNCOMPARED}
    for key, (old, new) in conditions.items():
        if thresholds and key in others and _shape(old) == _shape(new):
            del others[key]  # the thresholds say it all
    kind, id = (str((b or a)[key]) for key in ("kind", "id"))
    if not a or not b:
        change: Literal["added", "removed"] = "added" if b else "removed"
        return Change(kind, id, change, None, a or None, b or None, dates, thresholds)
    if a["id"] != id:
        return Change(kind, id, "replaced", a["id"], a, b, dates, thresholds, others)
    if dates is None and not thresholds and not others:
        return None
    return Change(kind, id, "changed", None, a, b, dates, thresholds, others)


def _pairs(a: Json, b: Json) -> dict[str, tuple[object, object]]:
    """What two say differently under one key."""
    keys = dict.fromkeys((*a, *b))
    return {key: (a.get(key), b.get(key)) for key in keys if a.get(key) != b.get(key)}


def _shape(condition: Condition | None) -> Shape | None:
    """A condition without its figures and words."""
    if condition is None:
        return None
    test = condition.comparison
    tested = () if test is None else (type(test).__name__, *test.reads)
    parts = tuple(_shape(part) for part in condition.parts)
    return (condition.op, condition.conclusion, tested, *parts)


def _paired(
    first: Iterable[tuple[str, str]], second: Iterable[tuple[str, str]]
) -> Iterator[Threshold]:
    """The tests that only one side has, those of the same fact side by side."""
    one, other = dict.fromkeys(first), dict.fromkeys(second)
    left = [test for test in other if test not in one]
    for fact, words in (test for test in one if test not in other):
        match = next((test for test in left if test[0] == fact), None)
        if match is not None:
            left.remove(match)
        yield Threshold(fact, words, None if match is None else match[1])
    for fact, words in left:
        yield Threshold(fact, None, words)


def _tests(condition: Condition | None, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every test below a condition: the fact, and the test in words."""
    if condition is None:
        return
    negated = condition.op == "not" and isinstance(condition.parts[0].comparison, AtLeast | AtMost)
    test = condition.parts[0].comparison if negated else condition.comparison
    if test is not None:
        yield test.reads[0], test_words(test, vocabulary, negated=negated)
        return
    for part in condition.parts:
        yield from _tests(part, vocabulary)


# --- everything else ---


def _others(book: Rulebook, live: Collection[str]) -> Iterator[tuple[tuple[str, str], Json]]:
    """What has no condition of its own, by kind and name."""
    named = (
        ("conclusion", book.conclusions),
        ("presumption", {each.id: each for each in book.presumptions}),
        ("agency", {each.id: each for each in book.agencies}),
        ("standard", {each.number: each for each in book.standards}),
        ("scenario", {each.id: each for each in book.scenarios}),
        ("state", {row.rule: row for row in book.states if row.rule in live}),
        ("fact", book.vocabulary),
    )
    for kind, things in named:
        for name, thing in things.items():
            yield (kind, name), as_json(thing, book.vocabulary)
    for kind, texts in (("sentence", book.always), ("scope", (book.scope,))):
        for text in filter(None, texts):
            yield (kind, text), {}
    for group in book.exactly_one:
        yield ("exactly_one", ", ".join(group)), {}


def _items(
    first: Mapping[tuple[str, str], Json], second: Mapping[tuple[str, str], Json]
) -> Iterator[Change]:
    for key in dict.fromkeys((*second, *first)):
        a, b = first.get(key), second.get(key)
        if a is None or b is None:
            yield Change(*key, "added" if a is None else "removed", a=a, b=b)
        elif a != b:
            yield Change(*key, "changed", a=a, b=b, others=_pairs(a, b))
