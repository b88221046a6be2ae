# SPDX-License-Identifier: Apache-2.0
"""What two rulebooks say differently: rules, thresholds, dates and everything around them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
)
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.describe import CONDITIONS, details, test_words
from keiimport.rulebook.model import Condition, Rule, Rulebook, Window
from keiimport.rulebook.ways import Entry

Json = dict[str, Any]
Shape = tuple[object, ...]

_UNCOMPARED = ("id", "kind", "in_force", "overrides")
_COMPARISONS = (IsOneOf, Includes, IsTold, AtLeast, AtMost, HasAged)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A test that stands on both sides with another figure, or on one side only.

    Attributes:
        fact: what it tests.
        a: the test in words on the first side, or None.
        b: the test in words on the second side, or None.
    """

    fact: str
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that two rulebooks do not share.

    Attributes:
        kind: `rule`, `path`, `gate`, `remark`, `conclusion`, `presumption` and so on.
        id: its name, that of the second side where they differ.
        change: `added` (only in the second), `removed` (only in the first), `changed`, or
            `replaced` (another rule stands in its place).
        was: its name on the first side, where it was replaced.
        a: what the first side says, or None.
        b: what the second side says, or None.
        dates: the days on which it is in force, where these differ.
        thresholds: the tests that differ.
        others: what else differs, by key, with both sides.
    """

    kind: str
    id: str
    change: Literal["added", "removed", "changed", "replaced"]
    was: str | None = None
    a: Json | None = None
    b: Json | None = None
    dates: tuple[Json | None, Json | None] | None = None
    thresholds: tuple[Threshold, ...] = ()
    others: Mapping[str, tuple[object, object]] = dataclasses.field(default_factory=dict)

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        dates = self.dates
        said: Json = self.b or self.a or {}
        return {
            "change": self.change,
            "kind": self.kind,
            "id": self.id,
            "was": self.was,
            "concludes": said.get("concludes"),
            "title": said.get("title") or said.get("say"),
            "dates": None if dates is None else {"a": dates[0], "b": dates[1]},
            "thresholds": [dataclasses.asdict(threshold) for threshold in self.thresholds],
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
    changes = list(_rules(one, other, a.vocabulary, b.vocabulary))
    for of in (_paths, _gates, _remarks):
        changes += _entries(of(a), of(b), a.vocabulary, b.vocabulary)
    live_a, live_b = {rule.id for rule in one}, {rule.id for rule in other}
    changes += _items(dict(_others(a, live_a)), dict(_others(b, live_b)))
    return RulebookDifference(tuple(changes))


def rules_in_force(rulebook: Rulebook, day: date | None) -> list[Rule]:
    """The rules in force on `day` (None: every version), without those that have no say."""
    held = [rule for rule in rulebook.rules if day is None or _covers(rule.window, day)]
    silenced = {
        id
        for rule in held
        if rule.applies is None and (day is not None or rule.window is None)
        for id in rule.overrides
    }
    return [rule for rule in held if rule.id not in silenced]


def _covers(window: Window | None, day: date) -> bool:
    if window is None:
        return True
    ordinal = day.toordinal()
    after_start = window.start is None or window.start <= ordinal
    return after_start and (window.end is None or ordinal <= window.end)


# --- rules, which may stand in each other's place ---


def _rules(
    one: Sequence[Rule], other: Sequence[Rule], before: Vocabulary, after: Vocabulary
) -> Iterator[Change]:
    first = {rule.id: rule for rule in one}
    second = {rule.id: rule for rule in other}
    was = dict(_replacements(first, second))
    gone = set(first) - set(second) - set(was.values())
    for id, rule in second.items():
        old = first.get(was.get(id, id))
        change = _change(old, rule, before, after)
        if change is not None:
            yield change
    for id in first:
        if id in gone:
            change = _change(first[id], None, before, after)
            assert change is not None
            yield change


def _replacements(
    first: Mapping[str, Rule], second: Mapping[str, Rule]
) -> Iterator[tuple[str, str]]:
    """Rules of the second side with the rule of the first in whose place each stands."""
    old = {id: rule for id, rule in first.items() if id not in second}
    new = {id: rule for id, rule in second.items() if id not in first}
    alike: tuple[Callable[[Rule, Rule], bool], ...] = (
        lambda o, n: o.id in n.overrides or n.id in o.overrides,
        lambda o, n: _stem(o.id) == _stem(n.id) != "" and o.concludes == n.concludes,
        lambda o, n: o.concludes == n.concludes and not o.adds and not n.adds,
    )
    for similar in alike:
        for id, rule in list(new.items()):
            found = [other.id for other in old.values() if similar(other, rule)]
            if len(found) == 1:
                yield id, found[0]
                del old[found[0]], new[id]


def _stem(id: str) -> str:
    """What the versions of one rule share: the id without a year at its end."""
    stem, _, last = id.rpartition(".")
    return stem if last.isdigit() and len(last) == 4 else ""


# --- everything with a condition ---


def _paths(book: Rulebook) -> Sequence[Entry]:
    return book.paths


def _gates(book: Rulebook) -> Sequence[Entry]:
    return book.gates


def _remarks(book: Rulebook) -> Sequence[Entry]:
    return book.remarks


def _entries(
    one: Iterable[Entry], other: Iterable[Entry], before: Vocabulary, after: Vocabulary
) -> Iterator[Change]:
    first = {entry.id: entry for entry in one}
    second = {entry.id: entry for entry in other}
    for id in dict.fromkeys((*second, *first)):
        change = _change(first.get(id), second.get(id), before, after)
        if change is not None:
            yield change


def _change(
    one: Entry | None, other: Entry | None, before: Vocabulary, after: Vocabulary
) -> Change | None:
    a = None if one is None else _said(one, before)
    b = None if other is None else _said(other, after)
    entry = other or one
    assert entry is not None
    kind = str((b or a or {})["kind"])
    windows = ((a or {}).get("in_force"), (b or {}).get("in_force"))
    dates = None if windows[0] == windows[1] else windows
    conditions = {key: (getattr(one, key, None), getattr(other, key, None)) for key in CONDITIONS}
    thresholds = tuple(
        threshold for pair in conditions.values() for threshold in _thresholds(*pair, before, after)
    )
    if a is None or b is None:
        return Change(
            kind,
            entry.id,
            "added" if a is None else "removed",
            a=a,
            b=b,
            dates=dates,
            thresholds=thresholds,
        )
    assert one is not None and other is not None
    keys = [key for key in dict.fromkeys((*a, *b)) if key not in _UNCOMPARED]
    others = {key: (a.get(key), b.get(key)) for key in keys if a.get(key) != b.get(key)}
    for key, (old, new) in conditions.items():
        if thresholds and key in others and _shape(old) == _shape(new):
            del others[key]  # the thresholds say it all
    if one.id != other.id:
        return Change(kind, other.id, "replaced", one.id, a, b, dates, thresholds, others)
    if dates is None and not thresholds and not others:
        return None
    return Change(kind, other.id, "changed", None, a, b, dates, thresholds, others)


def _said(entry: Entry, vocabulary: Vocabulary) -> Json:
    """What an entry says of the law, wherever it stands."""
    said = details(entry, vocabulary)
    for key in ("place", "one_way"):
        said.pop(key, None)
    return said


def _shape(condition: Condition | None) -> Shape | None:
    """A condition without its figures and words."""
    if condition is None:
        return None
    test = condition.comparison
    tested = () if test is None else (type(test).__name__, *test.reads)
    parts = tuple(_shape(part) for part in condition.parts)
    return (condition.op, condition.conclusion, tested, *parts)


def _thresholds(
    one: Condition | None, other: Condition | None, before: Vocabulary, after: Vocabulary
) -> list[Threshold]:
    first = [] if one is None else list(dict.fromkeys(_tests(one, before)))
    second = [] if other is None else list(dict.fromkeys(_tests(other, after)))
    gone = [test for test in first if test not in second]
    new = [test for test in second if test not in first]
    return list(_paired(gone, new))


def _paired(
    first: Iterable[tuple[str, str]], second: Iterable[tuple[str, str]]
) -> Iterator[Threshold]:
    """Tests of the same fact side by side, the others alone."""
    left = list(second)
    for fact, words in first:
        match = next((test for test in left if test[0] == fact), None)
        if match is not None:
            left.remove(match)
        yield Threshold(fact, words, None if match is None else match[1])
    for fact, words in left:
        yield Threshold(fact, None, words)


def _tests(condition: Condition, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every test below a condition: the fact, and the test in words."""
    negated = condition.op == "not" and isinstance(condition.parts[0].comparison, AtLeast | AtMost)
    test = condition.parts[0].comparison if negated else condition.comparison
    if test is not None:
        yield test.reads[0], test_words(test, vocabulary, negated=negated)
        return
    for part in condition.parts:
        yield from _tests(part, vocabulary)


# --- everything else ---


def _others(book: Rulebook, live: set[str]) -> Iterator[tuple[tuple[str, str], Json]]:
    """What has no condition of its own, by kind and name."""
    for conclusion in book.conclusions.values():
        yield ("conclusion", conclusion.name), _fields(conclusion, book.vocabulary)
    for kind, things in (
        ("presumption", book.presumptions),
        ("agency", book.agencies),
        ("standard", book.standards),
        ("scenario", book.scenarios),
    ):
        for thing in things:
            name = getattr(thing, "id", None) or getattr(thing, "number", "")
            yield (kind, str(name)), _fields(thing, book.vocabulary)
    for row in book.states:
        if row.rule in live:
            yield ("state", row.rule), _fields(row, book.vocabulary)
    for name in book.vocabulary:
        yield ("fact", name), _fields(book.vocabulary[name], book.vocabulary)
    for kind, texts in (("sentence", book.always), ("scope", (book.scope,))):
        for text in filter(None, texts):
            yield (kind, text), {}
    for group in book.exactly_one:
        yield ("exactly_one", ", ".join(group)), {}


def _items(
    first: Mapping[tuple[str, str], Json], second: Mapping[tuple[str, str], Json]
) -> Iterator[Change]:
    for key in dict.fromkeys((*second, *first)):
        kind, id = key
        a, b = first.get(key), second.get(key)
        if a is None or b is None:
            yield Change(kind, id, "added" if a is None else "removed", a=a, b=b)
        elif a != b:
            others = {
                name: (a.get(name), b.get(name))
                for name in dict.fromkeys((*a, *b))
                if a.get(name) != b.get(name)
            }
            yield Change(kind, id, "changed", a=a, b=b, others=others)


def _fields(thing: Any, vocabulary: Vocabulary) -> Json:
    return {
        field.name: _plain(getattr(thing, field.name), vocabulary)
        for field in dataclasses.fields(thing)
        if field.name not in ("place", "number")
    }


def _plain(value: Any, vocabulary: Vocabulary) -> Any:
    """A value as JSON has it, tests in words."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Bounds):
        return [value.low, value.high]
    if isinstance(value, _COMPARISONS):
        comparison: Comparison = value
        return test_words(comparison, vocabulary)
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key], vocabulary) for key in value}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(item, vocabulary) for item in value]
    if dataclasses.is_dataclass(value):
        return _fields(value, vocabulary)
    return str(value)
