# SPDX-License-Identifier: Apache-2.0
"""What an unknown fact may be, as far as lines of the tariff tell it apart.

Unlike `keiimport.logic.cells` these come with words, and values that every line treats
alike are one cell: the countries of the European Union are one answer to where it was built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, IsOneOf
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic.cells import samples

MOST_WORDS = 4
"""Of more words than these that come to the same only the first are told."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Values of a fact that every line treats alike.

    Attributes:
        value: one of them.
        text: all of them in words.
    """

    value: FactValue
    text: str


def cells(
    comparisons: Sequence[Comparison], fact: FactType, facts: Mapping[str, FactValue | None]
) -> list[Cell]:
    """Every cell of `fact`, within what `facts` says of it."""
    values = samples(comparisons, fact, facts)
    if fact.kind in ("number", "date"):
        return _ranges([v for v in values if isinstance(v, Bounds)], fact, facts.get(fact.name))
    tests = [c for c in comparisons if isinstance(c, IsOneOf) and c.fact == fact.name]
    alike: dict[tuple[bool, ...], list[FactValue]] = {}
    for value in values:
        alike.setdefault(tuple([value in test.values for test in tests]), []).append(value)
    return [
        Cell(group[0], "another" if not any(key) and fact.kind != "bool" else _listed(group))
        for key, group in alike.items()
    ]


def _listed(values: Sequence[FactValue]) -> str:
    words = ["yes" if v is True else "no" if v is False else str(v) for v in values]
    if len(words) > MOST_WORDS:
        words[MOST_WORDS - 1 :] = [f"{len(words) - MOST_WORDS + 1} more"]
    return ", ".join(words)


def _ranges(points: Sequence[Bounds], fact: FactType, held: FactValue | None) -> list[Cell]:
    bounds = held if isinstance(held, Bounds) else Bounds(None, None)
    lows = [point.low for point in points if point.low is not None]
    starts = [bounds.low, *lows[1:]]
    between = _days if fact.kind == "date" else _figures
    return [
        Cell(Bounds.point(low), between(start, after, bounds.high, fact))
        for low, start, after in zip(lows, starts, [*lows[1:], None], strict=True)
    ]


def _days(start: int | None, after: int | None, last: int | None, fact: FactType) -> str:
    """The days from `start` until the one before `after`, or until `last`, in words."""
    end = last if after is None else after - 1
    first, until = (None if n is None else date.fromordinal(n).isoformat() for n in (start, end))
    if first is None:
        return "any day" if until is None else f"until {until}"
    if until is None:
        return f"from {first}"
    return first if first == until else f"{first} to {until}"


def _figures(start: int | None, after: int | None, last: int | None, fact: FactType) -> str:
    """The figures from `start` to below `after`, or up to `last`, in words."""
    dimension = fact.dimension or "count"
    if after is None:
        return format_quantity(Bounds(start, last), dimension)
    below = f"below {format_quantity(Bounds.point(after), dimension)}"
    return below if start is None else f"{format_quantity(Bounds(start, None), dimension)}, {below}"
