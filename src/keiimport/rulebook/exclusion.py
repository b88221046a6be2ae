# SPDX-License-Identifier: Apache-2.0
"""Proof that two rules are never live together, looking at one fact at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, IsOneOf
from keiimport.rulebook.model import CLOCK_FACTS, Condition, Rule

Literal = tuple[Comparison | str, bool]
"""A comparison, or the name of a conclusion, with whether it must hold or must not."""

_EVERY = 1 << 62
"""Beyond every figure and every day."""


def exclude(one: Rule, other: Rule, groups: Sequence[Sequence[str]]) -> bool:
    """Whether no case can have both rules live; of each group exactly one conclusion holds."""
    pairs = product(_literals_of(one), _literals_of(other))
    return any(_clash(a, b, groups) for a, b in pairs)


def _literals_of(rule: Rule) -> list[Literal]:
    """What must hold while the rule is live, as far as it can be said one by one."""
    found = [] if rule.applies is None else list(_literals(rule.applies, True))
    if rule.window is not None:
        fact = CLOCK_FACTS[rule.window.clock]
        if rule.window.start is not None:
            found.append((AtLeast(fact, rule.window.start, rule.window.start), True))
        if rule.window.end is not None:
            found.append((AtMost(fact, rule.window.end, rule.window.end), True))
    return found


def _literals(condition: Condition, holds: bool) -> Iterator[Literal]:
    match condition.op:
        case "not":
            yield from _literals(condition.parts[0], not holds)
        case "all" | "any" if holds == (condition.op == "all") or len(condition.parts) == 1:
            for part in condition.parts:
                yield from _literals(part, holds)
        case "fact" if condition.comparison is not None:
            yield condition.comparison, holds
        case "conclusion" if condition.conclusion is not None:
            yield condition.conclusion, holds


def _clash(one: Literal, other: Literal, groups: Sequence[Sequence[str]]) -> bool:
    (a, a_holds), (b, b_holds) = one, other
    if a == b:
        return a_holds != b_holds
    match a, b:
        case str(), str():
            return a_holds and b_holds and any(a in group and b in group for group in groups)
        case IsOneOf(), IsOneOf() if a.fact == b.fact:
            if a_holds and b_holds:
                return not a.values & b.values
            if a_holds != b_holds:
                inner, outer = (a, b) if a_holds else (b, a)
                return inner.values <= outer.values
            return False
        case HasAged(), HasAged() if a_holds != b_holds:
            older, younger = (a, b) if a_holds else (b, a)
            same = (a.since, a.by, a.count, a.leap_day) == (b.since, b.by, b.count, b.leap_day)
            return same and older.years >= younger.years
        case ((AtLeast() | AtMost()), (AtLeast() | AtMost())) if a.fact == b.fact:
            a_low, a_high = _span(a, a_holds)
            b_low, b_high = _span(b, b_holds)
            return max(a_low, b_low) > min(a_high, b_high)
    return False


def _span(limit: AtLeast | AtMost, holds: bool) -> tuple[int, int]:
    """The lowest and the highest value for which a limit can be known to hold (or not)."""
    if isinstance(limit, AtLeast):
        return (limit.low, _EVERY) if holds else (-_EVERY, limit.low - 1)
    return (-_EVERY, limit.high) if holds else (limit.high + 1, _EVERY)
