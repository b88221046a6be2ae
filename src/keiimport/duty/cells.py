# SPDX-License-Identifier: Apache-2.0
"""What an unknown fact may be, as far as lines of the tariff tell it apart.

Unlike `keiimport.logic.cells` these come with words, and values that every line treats
alike are one cell: the countries of the European Union are one answer to where it was built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, IsOneOf
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Fact, FactType
from keiimport.logic.cells import samples

Say = Callable[..., str]
"""Says a sentence by its name and its places."""

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
    comparisons: Sequence[Comparison], fact: Fact, facts: Mapping[str, FactValue | None], say: Say
) -> list[Cell]:
    """Every cell of `fact`, within what `facts` says of it, in words that `say` knows."""
    values = samples(comparisons, fact.type, facts)
    if fact.type.kind in ("number", "date"):
        points = [v for v in values if isinstance(v, Bounds)]
        return _ranges(points, fact.type, facts.get(fact.name), say)
    tests = [c for c in comparisons if isinstance(c, IsOneOf) and c.fact == fact.name]
    alike: dict[tuple[bool, ...], list[FactValue]] = {}
    for value in values:
        alike.setdefault(tuple([value in test.values for test in tests]), []).append(value)
    named = fact.type.kind != "bool"
    return [
        Cell(group[0], _listed(group, say) if any(key) or not named else say("value.another"))
        for key, group in alike.items()
    ]


def _listed(values: Sequence[FactValue], say: Say) -> str:
    words = [
        say("value.yes" if value else "value.no") if isinstance(value, bool) else str(value)
        for value in values
    ]
    if len(words) > MOST_WORDS:
        words[MOST_WORDS - 1 :] = [say("value.more", number=len(words) - MOST_WORDS + 1)]
    return ", ".join(words)


def _ranges(
    points: Sequence[Bounds], fact: FactType, held: FactValue | None, say: Say
) -> list[Cell]:
    bounds = held if isinstance(held, Bounds) else Bounds(None, None)
    lows = [point.low for point in points if point.low is not None]
    starts = [bounds.low, *lows[1:]]
    between = _days if fact.kind == "date" else _figures
    return [
        Cell(Bounds.point(low), between(start, after, bounds.high, fact, say))
        for low, start, after in zip(lows, starts, [*lows[1:], None], strict=True)
    ]


def _days(start: int | None, after: int | None, last: int | None, _: FactType, say: Say) -> str:
    """The days from `start` until the one before `after`, or until `last`, in words."""
    end = last if after is None else after - 1
    first, until = (None if n is None else date.fromordinal(n).isoformat() for n in (start, end))
    if first is None:
        return say("value.any_day") if until is None else say("value.until", high=until)
    if until is None:
        return say("value.from", low=first)
    return first if first == until else say("value.to", low=first, high=until)


def _figures(
    start: int | None, after: int | None, last: int | None, fact: FactType, say: Say
) -> str:
    """The figures from `start` to below `after`, or up to `last`, in words."""
    dimension = fact.dimension or "count"
    if after is None:
        return format_quantity(Bounds(start, last), dimension)
    below = say("value.below", high=format_quantity(Bounds.point(after), dimension))
    if start is None:
        return below
    return say("value.between", low=format_quantity(Bounds(start, None), dimension), high=below)
