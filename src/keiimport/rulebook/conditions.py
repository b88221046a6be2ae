# SPDX-License-Identifier: Apache-2.0
"""Conditions, from YAML nodes to `model.Condition`, with every name checked.

A condition is a name that must hold, a list (all of it), or a mapping with one of `all`,
`any`, `not`, `unknown`, `for_each`, or a name with a test; `because` and `otherwise` may
stand beside any of these. Tests on facts are `{at_most: [25 mph, 40 km/h]}`, `{is: truck}`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from keiimport.errors import InputError, Place, RuleError
from keiimport.facts import bounds
from keiimport.facts.bounds import shown
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    Count,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
    LeapDay,
)
from keiimport.facts.data import rows
from keiimport.facts.units import DIMENSIONS, parse_figure
from keiimport.facts.vocabulary import FactType, Vocabulary
from keiimport.rulebook.grammar import DAY_FORM, parse_day
from keiimport.rulebook.model import LAW_DAY, Condition, ConditionOp
from keiimport.rulebook.problems import Problems, likely, listed, no_such
from keiimport.rulebook.yaml import BRACED, ListNode, MapNode, ScalarNode, Yaml

OPERATORS = ("all", "any", "not", "unknown", "for_each")
_WORDS = ("because", "otherwise")

Joined = Literal["all", "any"]

LAW_DAY_TYPE = FactType(LAW_DAY, "date")
PAIR_TOLERANCE = 20
"""Two printed figures of one threshold differ by at most one part in so many."""

_YEARS = re.compile(r"([1-9][0-9]{0,2}) years?\Z")
_TESTS = rows(__file__, "tests.csv")
ALLOWED = {row["kind"]: tuple(row["tests"].split()) for row in _TESTS}
"""The tests that each kind of fact knows."""

_KINDS = {row["kind"]: row["called"] for row in _TESTS}


@dataclass(slots=True)
class ConditionReader:
    """Reads the conditions of one rulebook; `keys` has those of each table, column by column."""

    vocabulary: Vocabulary
    conclusions: Collection[str]
    keys: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def read(self, node: Yaml, joined: Joined = "all") -> Condition:
        """Read one condition; `joined` is what a list alone means."""
        with self.problems.noting():
            return self._read(node, joined)
        return Condition("unknown", place=node.place)

    def words(self, node: Yaml | None) -> str | None:
        """Read words for people, whose braces may hold nothing but names of facts."""
        if node is None:
            return None
        text = node.plain()
        if not isinstance(text, str) or not text.strip():
            self.problems.add("there are no words here", node.place, "one sentence in quotes")
            return None
        for name in BRACED.findall(text):
            if self.type_of(name) is None:
                said = f"{{{name}}} in the words {shown(text)} is no fact"
                expected = likely(name, [*self.vocabulary, LAW_DAY], "the name of a fact")
                self.problems.add(said, node.place, expected)
        if set("{}") & set(BRACED.sub("", text)):
            said = f"a brace in the words {shown(text)} has no other one"
            expected = "the name of a fact in braces, such as `{vehicle.gvwr}`"
            self.problems.add(said, node.place, expected)
        return text

    def type_of(self, name: str) -> FactType | None:
        """The shape of the fact `name` (or of the law's day), None when there is none."""
        if name == LAW_DAY:
            return LAW_DAY_TYPE
        fact = self.vocabulary.get(name)
        return None if fact is None else fact.type

    def named(self, name: str, place: Place) -> Condition:
        """The condition that the conclusion or Boolean fact `name` holds."""
        if name in self.conclusions:
            return self.new("conclusion", place, conclusion=name)
        if self.known_type(name, place).kind != "bool":
            said = f"`{name}` is not true or false by itself"
            raise RuleError(said, place, f"a test, such as `{name}: {{told: true}}`")
        return self.new("fact", place, comparison=IsOneOf(name, frozenset({True})))

    def known_type(self, name: str, place: Place) -> FactType:
        """The shape of the fact `name`, written at `place`."""
        if (type := self.type_of(name)) is None:
            known = [*OPERATORS, *self.conclusions, *self.vocabulary, LAW_DAY]
            raise no_such("fact or conclusion", name, place, known, "a known name")
        return type

    def tested(self, type: FactType, node: Yaml, place: Place) -> Condition:
        """The condition that all tests hold that `node` asks of a fact.

        A single value stands for `is`.
        """
        allowed = ALLOWED[type.kind]
        offer = f"a test: {listed(allowed)}"
        if isinstance(node, ScalarNode):
            if type.kind == "choices":
                said = f"`{type.name}` is a list of words and needs a test"
                expected = f"a test such as `{{includes: {node.text or '...'}}}`"
                raise RuleError(said, node.place, expected)
            return self._test(type, "is", node, place)
        if not isinstance(node, MapNode):
            raise RuleError(f"a list is no test of `{type.name}`", node.place, offer)
        if not node.entries:
            raise RuleError(f"nothing is asked of `{type.name}`", node.place, offer)
        for key in (key for key in node.entries if key not in allowed):
            if any(key in tests for tests in ALLOWED.values()):
                said = f"`{key}` does not fit `{type.name}`, which is {_KINDS[type.kind]}"
                raise RuleError(said, node.keys[key], offer)
            raise RuleError(f"`{key}` is no test", node.keys[key], likely(key, allowed, offer))
        tests = [self._test(type, key, value, place) for key, value in node.entries.items()]
        return self.joined("all", tests, place)

    def _test(self, type: FactType, key: str, node: Yaml, place: Place) -> Condition:
        if key == "told":
            if (value := node.plain()) is not True:
                why = "what nobody told is unknown, never false"
                said = f"{shown(value)} cannot stand under `told`: {why}"
                raise RuleError(said, node.place, "`told: true`")
            return self._fact(place, IsTold(type.name))
        if key == "age":
            return self._fact(place, self._age(type, node))
        match type.kind:
            case "bool" | "choice" | "text":
                nodes: Sequence[Yaml] = (node,)
                if key in ("any_of", "none_of"):
                    nodes = node.items if isinstance(node, ListNode) else ()
                    if not nodes:
                        said = f"`{key}` of `{type.name}` needs a list"
                        raise RuleError(said, node.place, "`[..., ...]`")
                values = frozenset(value_in(type, key, each) for each in nodes)
                found: Comparison = IsOneOf(type.name, values)
                return self._fact(place, found, negated=key in ("is_not", "none_of"))
            case "choices":
                found = Includes(type.name, cast(str, value_in(type, key, node)))
                return self._fact(place, found, negated=key == "excludes")
            case "number":
                low, high = _figures(type, key, node)
            case "date":
                low = high = day_in(_scalar(type, key, node))
        return self._limit(place, type.name, key, low, high)

    def _fact(self, place: Place, comparison: Comparison, *, negated: bool = False) -> Condition:
        fact = self.new("fact", place, comparison=comparison)
        return self.new("not", place, parts=(fact,)) if negated else fact

    def _limit(self, place: Place, name: str, key: str, low: int, high: int) -> Condition:
        """The test `key` of a number or a date, whose limit has these printed figures."""
        least, most = AtLeast(name, low, high), AtMost(name, low, high)
        match key:
            case "at_least" | "from" | "below":
                return self._fact(place, least, negated=key == "below")
            case "at_most" | "until" | "above":
                return self._fact(place, most, negated=key == "above")
            case "before":
                return self._fact(place, AtMost(name, low - 1, low - 1))
            case "after":
                return self._fact(place, AtLeast(name, low + 1, low + 1))
        both = (self._fact(place, least), self._fact(place, most))
        exactly = self.new("all", place, parts=both)
        return self.new("not", place, parts=(exactly,)) if key == "is_not" else exactly

    def _age(self, type: FactType, node: Yaml) -> HasAged:
        shape = "`{at_least: 25 years, by: entry.date, count: anniversary, leap_day: next_day}`"
        if not isinstance(node, MapNode):
            raise RuleError("`age` needs several keys", node.place, shape)
        node.only(("at_least", "by", "count", "leap_day"), "age")

        def word(key: str, known: tuple[str, ...] = ()) -> str:
            value = node.get(key)
            if value is None:
                expected = listed(known) or shape
                raise RuleError(f"`{key}` is missing under `age`", node.place, expected)
            text = _scalar(type, "age", value).text
            if known and text not in known:
                said = f"{shown(text)} cannot stand under `{key}`"
                raise RuleError(said, value.place, listed(known))
            return text

        years = _YEARS.match(word("at_least"))
        if years is None:
            said = f"{shown(word('at_least'))} is no age"
            expected = "a number of years, such as `25 years`"
            raise RuleError(said, node.entries["at_least"].place, expected)
        by = word("by")
        until = self.type_of(by)
        if until is None or until.kind != "date":
            said = f"{shown(by)} is no date that an age can run to"
            expected = "a date fact such as `entry.date`, or `law.day`"
            raise RuleError(said, node.entries["by"].place, expected)
        count = word("count", ("anniversary", "calendar_years"))
        leap_day = "next_day"
        if count == "anniversary" or "leap_day" in node.entries:
            leap_day = word("leap_day", ("next_day", "last_day"))
        return HasAged(type.name, by, int(years[1]), cast(Count, count), cast(LeapDay, leap_day))

    def joined(self, op: Joined, parts: Sequence[Condition], place: Place) -> Condition:
        """All or any of `parts`; a single part is itself."""
        return parts[0] if len(parts) == 1 else self.new(op, place, parts=tuple(parts))

    def new(self, op: ConditionOp, place: Place, **what: Any) -> Condition:
        """A condition with the next number."""
        return Condition(op, place=place, number=next(self.numbers), **what)

    def _read(self, node: Yaml, joined: Joined) -> Condition:
        if isinstance(node, ListNode):
            return self._list(joined, node)
        if isinstance(node, MapNode):
            return self._mapping(node)
        value = node.plain()
        if isinstance(value, bool):
            always = self.new("true", node.place)
            return always if value else self.new("not", node.place, parts=(always,))
        if not isinstance(value, str) or not value:
            said = "nothing is asked here" if value in (None, "") else f"{shown(value)} is no name"
            raise RuleError(said, node.place, "a condition")
        return self.named(value, node.place)

    def _list(self, op: Joined, node: Yaml) -> Condition:
        if not isinstance(node, ListNode) or not node.items:
            raise RuleError(f"`{op}` needs a list", node.place, "one condition after each `-`")
        return self.joined(op, [self.read(item) for item in node.items], node.place)

    def _mapping(self, node: MapNode) -> Condition:
        asked = [key for key in node.entries if key not in _WORDS]
        for key in asked:
            if key not in OPERATORS and key not in self.conclusions and not self.type_of(key):
                if len(asked) > 1 and (guess := likely(key, _WORDS)):
                    raise RuleError(f"unknown key {shown(key)}", node.keys[key], guess)
                self.known_type(key, node.keys[key])
        if not asked:
            raise RuleError("no condition stands beside these words", node.place, "one condition")
        if len(asked) > 1:
            said = f"{bounds.listed(asked)} stand side by side"
            raise RuleError(said, node.place, "a list under `all:` or `any:`")
        words: dict[str, Any] = {k: self.words(node.get(k)) for k in _WORDS if k in node.entries}
        found = self._asked(asked[0], node.entries[asked[0]], node.keys[asked[0]])
        if words and (found.because or found.otherwise) and found.op != "unknown":
            found = self.new("all", found.place or node.place, parts=(found,))
        return found._replace(**words)

    def _asked(self, key: str, value: Yaml, place: Place) -> Condition:
        match key:
            case ("all" | "any") as op:
                return self._list(op, value)
            case "not":
                if isinstance(value, ListNode):
                    expected = "`any:` or `all:` around the list"
                    raise RuleError("`not` takes one condition", value.place, expected)
                return self.new("not", place, parts=(self.read(value),))
            case "unknown":
                why = self.words(value)
                return self.new("unknown", place, because=why, otherwise=why)
            case "for_each":
                return self._for_each(value)
        if key not in self.conclusions:
            return self.tested(self.known_type(key, place), value, place)
        holds = value.plain() if isinstance(value, ScalarNode) else None
        if not isinstance(holds, bool):
            said = f"`{key}` is a conclusion, which only holds or does not"
            raise RuleError(said, value.place, "`true` or `false`")
        named = self.named(key, place)
        return named if holds else self.new("not", place, parts=(named,))

    def _for_each(self, node: Yaml) -> Condition:
        shape = "`{table: ..., key: ..., all: [...]}`"
        if not isinstance(node, MapNode):
            raise RuleError("`for_each` needs several keys", node.place, shape)
        node.only(("table", "key", "all", "any"), "for_each")
        table, column = node.get("table"), node.get("key")
        if not isinstance(table, ScalarNode) or not isinstance(column, ScalarNode):
            raise RuleError("`for_each` is not complete", node.place, shape)
        if ("all" in node.entries) == ("any" in node.entries):
            raise RuleError("`for_each` needs one of `all` and `any`", node.place, shape)
        if table.text not in self.keys:
            raise no_such("table", table.text, table.place, self.keys, "the id of a table")
        values = self.keys[table.text].get(column.text)
        if not values:
            said = f"{shown(column.text)} is no key of the table `{table.text}`"
            raise RuleError(said, column.place, "a column declared as `key`")
        op: Joined = "all" if "all" in node.entries else "any"
        within = [substituted(node.entries[op], column.text, value) for value in values]
        return self.joined(op, [self._list(op, each) for each in within], node.place)


def substituted(node: Yaml, key: str, value: str) -> Yaml:
    """`node` with `{key}` replaced by `value` in every key and text, by words in words."""
    mark = f"{{{key}}}"
    if isinstance(node, ScalarNode):
        return replace(node, text=node.text.replace(mark, value))
    if isinstance(node, ListNode):
        return replace(node, items=tuple(substituted(item, key, value) for item in node.items))
    spoken = value.replace("_", " ")
    entries = {
        name.replace(mark, value): substituted(each, key, spoken if name in _WORDS else value)
        for name, each in node.entries.items()
    }
    keys = {name.replace(mark, value): place for name, place in node.keys.items()}
    return MapNode(node.place, entries, keys)


# --- what tests compare with ---


def _scalar(type: FactType, key: str, node: Yaml) -> ScalarNode:
    if isinstance(node, ScalarNode):
        return node
    what = "a list" if isinstance(node, ListNode) else "a mapping"
    said = f"{what} cannot stand under `{key}` of `{type.name}`"
    one = ("is", "is_not", "includes", "excludes", "value")
    expected = "one value" if key in one else "values"
    raise RuleError(said, node.place, expected)


def value_in(type: FactType, key: str, written: Yaml) -> bool | str:
    """The word that stands under a key, one of those of a fact, or the truth."""
    node = _scalar(type, key, written)
    value = node.plain()
    if type.kind == "bool":
        if not isinstance(value, bool):
            said = f"{shown(value)} is neither true nor false, which `{type.name}` is"
            raise RuleError(said, node.place, "`true` or `false`, the only spellings")
        return value
    if isinstance(value, bool) and type.kind == "text":
        raise RuleError(f"{shown(value)} is read as true or false", node.place, "quotes around it")
    no_text = value is None or isinstance(value, bool)
    if no_text or (type.choices and node.text not in type.choices):
        said = f"{shown(value if no_text else node.text)} is no value of `{type.name}`"
        expected = listed(type.choices, 30) or "text"
        raise RuleError(said, node.place, likely(node.text, type.choices, expected))
    return node.text


def _figures(type: FactType, key: str, node: Yaml) -> tuple[int, int]:
    """The two printed figures of a threshold, the smaller first; equal when one is printed."""
    assert type.dimension is not None
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if not 1 <= len(nodes) <= 2:
        said = f"{len(nodes)} figures cannot stand under `{key}` of `{type.name}`"
        expected = "one figure, or a printed pair such as `[25 mph, 40 km/h]`"
        raise RuleError(said, node.place, expected)
    figures = [figure_in(_scalar(type, key, each), type.dimension) for each in nodes]
    low, high = min(figures), max(figures)
    if (high - low) * PAIR_TOLERANCE > high:
        said = f"the figures of the pair under `{key}` of `{type.name}` differ by more than"
        said += f" {100 // PAIR_TOLERANCE} %"
        raise RuleError(said, node.place, "two printed figures of one threshold")
    return low, high


def figure_in(cell: ScalarNode, dimension: str) -> int:
    """The figure that a cell or a value names, in smallest units; it bears its unit."""
    kind = DIMENSIONS[dimension]
    if not kind.whole and re.fullmatch(r"[0-9.,\s-]+", cell.text):
        said = f"the figure {shown(cell.text)} has no unit"
        raise RuleError(said, cell.place, kind.expected)
    try:
        return parse_figure(cell.text, dimension)
    except InputError as error:
        raise RuleError(error.error, cell.place, error.expected) from None


def day_in(cell: ScalarNode, expected: str = DAY_FORM) -> int:
    """The ordinal of the day that a cell or a value names."""
    if (day := parse_day(cell.plain())) is None:
        raise RuleError(f"{shown(cell.plain())} is not a day", cell.place, expected)
    return day
