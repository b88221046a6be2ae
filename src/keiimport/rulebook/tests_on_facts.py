# SPDX-License-Identifier: Apache-2.0
"""Tests on facts, as rule files spell them: `{at_most: [25 mph, 40 km/h]}`, `{is: truck}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from keiimport.errors import InputError, RuleError
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
from keiimport.facts.units import DIMENSIONS, parse_figure
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.grammar import DAY_FORM, parse_day
from keiimport.rulebook.model import LAW_DAY, Condition
from keiimport.rulebook.problems import likely, listed
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

LAW_DAY_TYPE = FactType(LAW_DAY, "date")
PAIR_TOLERANCE = 20
"""Two printed figures of one threshold differ by at most one part in so many."""

_YEARS = re.compile(r"([1-9][0-9]{0,2}) years?\Z")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("bool", "choice", "text"), ("is", "is_not", "any_of", "none_of", "told")),
    "choices": ("includes", "excludes", "told"),
    "number": ("is", "is_not", "above", "at_least", "at_most", "below", "told"),
    "date": ("is", "is_not", "from", "until", "before", "after", "age", "told"),
}
"""The tests that each kind of fact knows."""

_KINDS = {
    "bool": "true or false",
    "choice": "one of several words",
    "text": "a text",
    "choices": "a list of words",
    "number": "a number",
    "date": "a date",
}

Types = Callable[[str], FactType | None]
"""Finds the shape of a fact, for ages that run to another one."""


def read_tests(type: FactType, node: Yaml, types: Types) -> Condition:
    """Read every test that `node` asks of a fact; all of them must hold.

    A single value stands for `is`. The conditions have no places and numbers yet.
    """
    allowed = ALLOWED[type.kind]
    offer = f"a test: {listed(allowed)}"
    if isinstance(node, ScalarNode):
        if type.kind == "choices":
            said = f"`{type.name}` is a list of words and needs a test"
            expected = f"a test such as `{{includes: {node.text or '...'}}}`"
            raise RuleError(said, node.place, expected)
        return _test(type, "is", node, types)
    if not isinstance(node, MapNode):
        raise RuleError(f"a list is no test of `{type.name}`", node.place, offer)
    if not node.entries:
        raise RuleError(f"nothing is asked of `{type.name}`", node.place, offer)
    for key in (key for key in node.entries if key not in allowed):
        if any(key in tests for tests in ALLOWED.values()):
            said = f"`{key}` does not fit `{type.name}`, which is {_KINDS[type.kind]}"
            raise RuleError(said, node.keys[key], offer)
        raise RuleError(f"`{key}` is no test", node.keys[key], likely(key, allowed, offer))
    tests = tuple(_test(type, key, value, types) for key, value in node.entries.items())
    return tests[0] if len(tests) == 1 else Condition("all", tests)


def _fact(comparison: Comparison, *, negated: bool = False) -> Condition:
    fact = Condition("fact", comparison=comparison)
    return Condition("not", (fact,)) if negated else fact


def _test(type: FactType, key: str, node: Yaml, types: Types) -> Condition:
    if key == "told":
        if (value := node.plain()) is not True:
            why = "what nobody told is unknown, never false"
            said = f"{shown(value)} cannot stand under `told`: {why}"
            raise RuleError(said, node.place, "`told: true`")
        return _fact(IsTold(type.name))
    if key == "age":
        return _fact(_age(type, node, types))
    match type.kind:
        case "bool" | "choice" | "text":
            nodes: Sequence[Yaml] = (node,)
            if key in ("any_of", "none_of"):
                nodes = node.items if isinstance(node, ListNode) else ()
                if not nodes:
                    said = f"`{key}` of `{type.name}` needs a list"
                    raise RuleError(said, node.place, "`[..., ...]`")
            values = frozenset(value_in(type, key, each) for each in nodes)
            return _fact(IsOneOf(type.name, values), negated=key in ("is_not", "none_of"))
        case "choices":
            value = cast(str, value_in(type, key, node))
            return _fact(Includes(type.name, value), negated=key == "excludes")
        case "number":
            return _limit(type.name, key, *_figures(type, key, node))
        case "date":
            day = day_in(_scalar(type, key, node))
            return _limit(type.name, key, day, day)


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


def _limit(name: str, key: str, low: int, high: int) -> Condition:
    """The test `key` of a number or a date, whose limit has these printed figures."""
    least, most = AtLeast(name, low, high), AtMost(name, low, high)
    match key:
        case "at_least" | "from" | "below":
            return _fact(least, negated=key == "below")
        case "at_most" | "until" | "above":
            return _fact(most, negated=key == "above")
        case "before":
            return _fact(AtMost(name, low - 1, low - 1))
        case "after":
            return _fact(AtLeast(name, low + 1, low + 1))
    exactly = Condition("all", (_fact(least), _fact(most)))
    return Condition("not", (exactly,)) if key == "is_not" else exactly


def _age(type: FactType, node: Yaml, types: Types) -> HasAged:
    shape = "`{at_least: 25 years, by: entry.date, count: anniversary, leap_day: next_day}`"
    if not isinstance(node, MapNode):
        raise RuleError("`age` needs several keys", node.place, shape)
    node.only(("at_least", "by", "count", "leap_day"), "age")

    def word(key: str, known: tuple[str, ...] = ()) -> str:
        value = node.get(key)
        if value is None:
            raise RuleError(f"`{key}` is missing under `age`", node.place, listed(known) or shape)
        text = _scalar(type, "age", value).text
        if known and text not in known:
            raise RuleError(f"{shown(text)} cannot stand under `{key}`", value.place, listed(known))
        return text

    years = _YEARS.match(word("at_least"))
    if years is None:
        said = f"{shown(word('at_least'))} is no age"
        expected = "a number of years, such as `25 years`"
        raise RuleError(said, node.entries["at_least"].place, expected)
    by = word("by")
    until = types(by)
    if until is None or until.kind != "date":
        said = f"{shown(by)} is no date that an age can run to"
        expected = "a date fact such as `entry.date`, or `law.day`"
        raise RuleError(said, node.entries["by"].place, expected)
    count = word("count", ("anniversary", "calendar_years"))
    leap_day = "next_day"
    if count == "anniversary" or "leap_day" in node.entries:
        leap_day = word("leap_day", ("next_day", "last_day"))
    return HasAged(type.name, by, int(years[1]), cast(Count, count), cast(LeapDay, leap_day))
