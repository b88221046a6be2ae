# SPDX-License-Identifier: Apache-2.0
"""Values of facts: in words, as JSON has them, and as a case takes them in."""

from __future__ import annotations

from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.dates import format_date
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Fact


def worded(fact: Fact, value: FactValue) -> str:
    """A value in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Bounds():
            if fact.type.kind == "date" or fact.type.dimension is None:
                return format_date(value)
            return format_quantity(value, fact.type.dimension)
        case frozenset():
            return ", ".join(sorted(value)) or "none"
    return fact.word(value)


def plain(fact: Fact, value: FactValue) -> bool | str | list[str]:
    """A value as a case tells it."""
    match value:
        case bool() | str():
            return value
        case frozenset():
            return sorted(value)
    return worded(fact, value)


def telling(fact: Fact, value: FactValue) -> StatedValue:
    """A value as the case takes it in."""
    return StatedBounds(value, worded(fact, value)) if isinstance(value, Bounds) else value
