# SPDX-License-Identifier: Apache-2.0
"""What an unknown fact may be, as far as lines of the tariff tell it apart.

Unlike `keiimport.inference.cells` these come with words, and values that every line treats
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
from keiimport.inference.cells import representatives


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
    values = representatives(comparisons, fact, facts)
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
    return ", ".join(words)


def _ranges(points: Sequence[Bounds], fact: FactType, held: FactValue | None) -> list[Cell]:
    last = held.high if isinstance(held, Bounds) else None
    lows = [point.low for point in points if point.low is not None]
    found = []
    for low, after in zip(lows, [*lows[1:], None], strict=True):
        high = last if after is None else after - 1
        first = None if low in (0, 1) and low == lows[0] and not _bounded(held) else low
        found.append(Cell(Bounds.point(low), _between(first, high, fact)))
    return found


def _bounded(held: FactValue | None) -> bool:
    return isinstance(held, Bounds) and held.low is not None


def _between(low: int | None, high: int | None, fact: FactType) -> str:
    if fact.kind == "number":
        return format_quantity(Bounds(low, high), fact.dimension or "count")
    days = [None if n is None else date.fromordinal(n).isoformat() for n in (low, high)]
    match days:
        case [str() as first, str() as last]:
            return first if first == last else f"{first} to {last}"
        case [None, str() as last]:
            return f"until {last}"
        case [str() as first, None]:
            return f"from {first}"
    return "any day"
