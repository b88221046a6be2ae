# SPDX-License-Identifier: Apache-2.0
"""Cells: one value from each interval in which every test has the same result.

Between two thresholds every value of a fact gives the same truths, so trying one value
of each cell tries them all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import combinations

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    Facts,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
)
from keiimport.facts.vocabulary import FactType

MOST_WORDS = 8  # of a list of more words than this only none, each alone, and all are tried
DAYS_OF_YEAR = 366

MOST_AGES = 4096  # ages kept for the days to which they are counted, as many as a year of lots has
OTHER_WORD = "another"  # stands for a text that no rule compares with; never one of those


def samples(comparisons: Iterable[Comparison], fact: FactType, facts: Facts) -> list[FactValue]:
    """One value of `fact` from each cell of `comparisons`, within its bounds in `facts`."""
    held = facts.get(fact.name)
    match fact.kind:
        case "bool":
            return [True, False]
        case "choice" if fact.choices:
            return list(fact.choices)
        case "choices":
            return _lists(comparisons, fact)
        case "number" | "date":
            bounds = held if isinstance(held, Bounds) else Bounds(None, None)
            least = 1 if fact.kind == "date" else 0
            found = boundaries(comparisons, fact.name, facts)
            return [Bounds.point(n) for n in _points(found, bounds, least)]
    return _words(comparisons, fact.name)


def cells(comparisons: Iterable[Comparison], fact: FactType, facts: Facts) -> list[list[FactValue]]:
    """The same values, grouped where `comparisons` do not tell them apart."""
    tests = list(comparisons)
    values = samples(tests, fact, facts)
    if fact.kind in ("number", "date"):
        return [[value] for value in values]
    words = [test for test in tests if isinstance(test, IsOneOf) and test.fact == fact.name]
    alike: dict[tuple[bool, ...], list[FactValue]] = {}
    for value in values:
        alike.setdefault(tuple([value in test.values for test in words]), []).append(value)
    return [*alike.values()]


def boundaries(comparisons: Iterable[Comparison], name: str, facts: Facts) -> set[int]:
    """The first number of each cell of the number or date `name`, except the lowest."""
    found: set[int] = set()
    for comparison in comparisons:
        match comparison:
            case AtLeast(fact, low, high) if fact == name:
                found.update((low,) if low == high else (low, low + 1, high))
            case AtMost(fact, low, high) if fact == name:
                found.update((low + 1,) if low == high else (low + 1, high, high + 1))
            case HasAged(since, by) as age if since == name:
                day = facts.get(by)
                if isinstance(day, Bounds) and day.low is not None:
                    found.add(_too_young(age, day.low))
    return found


@lru_cache(maxsize=MOST_AGES)
def _too_young(age: HasAged, day: int) -> int:
    # by calendar years what begins later in a year may be as old as the year
    last = min(day + DAYS_OF_YEAR, date.max.toordinal())
    return 1 + bisect_right(range(1, last + 1), day, key=age.reached)


def _points(found: set[int], bounds: Bounds, least: int) -> list[int]:
    lowest = bounds.low
    if lowest is None:
        ends = [end for end in (min(found, default=least + 1) - 1, bounds.high) if end is not None]
        lowest = max(least, min(ends))
    inside = {n for n in found if n > lowest and (bounds.high is None or n <= bounds.high)}
    return sorted({lowest, *inside})


def _lists(comparisons: Iterable[Comparison], fact: FactType) -> list[FactValue]:
    compared = {c.value for c in comparisons if isinstance(c, Includes) and c.fact == fact.name}
    words = [word for word in fact.choices if word in compared] or sorted(compared)
    sizes = range(len(words) + 1) if len(words) <= MOST_WORDS else (0, 1, len(words))
    return [frozenset(chosen) for size in sizes for chosen in combinations(words, size)]


def _words(comparisons: Iterable[Comparison], name: str) -> list[FactValue]:
    mine = (each for each in comparisons if isinstance(each, IsOneOf) and each.fact == name)
    words = {value for comparison in mine for value in comparison.values}
    other = OTHER_WORD
    while other in words:
        other += "!"
    return [*sorted(words, key=str), other]
