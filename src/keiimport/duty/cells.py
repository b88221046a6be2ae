# SPDX-License-Identifier: Apache-2.0
"""What an unknown fact may be, as far as lines of the tariff tell it apart.

Unlike `keiimport.logic.cells` these come with words, and values that every line treats
alike are one cell: the countries of the European Union are one answer to where it was built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from keiimport.explain.prospects import Say, interval
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, IsOneOf
from keiimport.facts.vocabulary import Fact, FactType
from keiimport.logic.cells import samples

MOST_WORDS = 4
"""Of more words than these that come to the same only the first are told."""


class Cell(NamedTuple):
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
    return [
        Cell(Bounds.point(low), interval(fact, start, after, bounds.high, say))
        for low, start, after in zip(lows, starts, [*lows[1:], None], strict=True)
    ]
