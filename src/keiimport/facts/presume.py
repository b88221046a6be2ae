# SPDX-License-Identifier: Apache-2.0
"""Presuming: what is still open is filled with what may be taken for granted.

Few cases differ in what presumptions look at, so what was presumed of one is kept for the
others that are alike in that.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Includes, IsOneOf, IsTold
from keiimport.facts.filling import STANDARD, Filling
from keiimport.facts.presumptions import Presumption
from keiimport.facts.sources import Known
from keiimport.facts.units import format_quantity

MOST_KEPT = 1024
"""How many kinds of cases are kept with what was presumed of them."""

_ALL_STANDARDS = STANDARD + "*"


class _Presumed(NamedTuple):
    """What was presumed of one kind of cases.

    Attributes:
        known: the facts that were filled, in order.
        values: their values.
        years: the presumptions whose value is the year of a date, which is each case's own.
    """

    known: Mapping[str, Known]
    values: Mapping[str, FactValue]
    years: tuple[Presumption, ...]


class Presuming:
    """Presumes by some presumptions, each seeing those before."""

    def __init__(self, presumptions: Iterable[Presumption]) -> None:
        self._presumptions = tuple(presumptions)
        tests = [test for p in self._presumptions for test in (*p.given, *p.off_when)]
        read = {name for test in tests for name in test.reads}
        filled = {name for p in self._presumptions for name in p.facts}
        words = {test.fact for test in tests if isinstance(test, IsOneOf | Includes)}
        # a year that is presumed and looked at by what is presumed later
        years = {
            p.calendar_year_of
            for p in self._presumptions
            if p.calendar_year_of is not None and not read.isdisjoint(p.facts)
        }
        dates = {p.calendar_year_of for p in self._presumptions if p.calendar_year_of is not None}
        self._words = tuple(sorted(words | years))
        self._told = tuple(sorted((read | filled | dates) - words - years))
        self._tests = tuple(
            dict.fromkeys(
                test for test in tests if not isinstance(test, IsOneOf | Includes | IsTold)
            )
        )
        self._kept: dict[Hashable, _Presumed] = {}

    def fill(self, filling: Filling) -> None:
        """Fill what is still open: see `presume`."""
        kind = self._kind(filling)
        presumed = self._kept.get(kind)
        if presumed is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[kind] = self._presumed(filling)
            return
        filling.known.update(presumed.known)
        filling.values.update(presumed.values)
        for presumption in presumed.years:
            year = _calendar_year(filling, presumption)
            assert year is not None  # the date is known in every case of this kind
            for name in presumption.facts:
                held = presumed.known.get(name)
                if held is not None and held.presumption == presumption.id:
                    filling.set(name, year)

    def forget(self) -> None:
        """Forget what was presumed of earlier cases."""
        self._kept.clear()

    def _kind(self, filling: Filling) -> Hashable:
        """All that presumptions look at."""
        values = filling.values
        return (
            tuple(map(values.get, self._words)),
            tuple(map(values.__contains__, self._told)),
            tuple([test.truth(values) for test in self._tests]),
            tuple(filling.standards_told),
            frozenset(filling.contradicted),
            frozenset(filling.disputed),
        )

    def _presumed(self, filling: Filling) -> _Presumed:
        before = len(filling.known)
        presume(filling, self._presumptions)
        known = dict(list(filling.known.items())[before:])
        of_years = {held.presumption for held in known.values()}
        return _Presumed(
            known,
            {name: held.value for name, held in known.items()},
            tuple(
                p for p in self._presumptions if p.calendar_year_of is not None and p.id in of_years
            ),
        )


def presume(filling: Filling, presumptions: Iterable[Presumption]) -> None:
    """Fill what is still open with what may be presumed, each seeing those before.

    What is contradicted is known to nobody, and stays open. A vehicle that is not as the
    catalogue has it may have been changed, so that less is presumed of it.
    """
    known, values, contradicted = filling.known, filling.values, filling.contradicted
    disputed = filling.disputed
    for presumption in presumptions:
        facts = presumption.facts
        # Most fill one fact, which is looked up in half the time that `all` takes.
        if facts[0] in values and (len(facts) == 1 or all(map(values.__contains__, facts))):
            continue
        if not presumption.applies(values):
            continue
        if disputed and not disputed.isdisjoint(presumption.off_when_contradicted):
            continue
        presumed = presumption.known or _calendar_year(filling, presumption)
        if presumed is None:
            continue
        if _ALL_STANDARDS in facts:
            facts = _every_standard(facts, tuple(filling.standards))
        for name in facts:
            if name not in values and name not in contradicted:
                known[name], values[name] = presumed, presumed.value


@lru_cache(maxsize=64)
def _every_standard(facts: tuple[str, ...], standards: tuple[str, ...]) -> tuple[str, ...]:
    """`facts` with every standard in the place of the pattern for all of them."""
    return tuple(
        name
        for fact in facts
        for name in (
            [STANDARD + number for number in standards] if fact == _ALL_STANDARDS else [fact]
        )
    )


def _calendar_year(filling: Filling, presumption: Presumption) -> Known | None:
    """The calendar year of the date that `presumption` names, where that date is known."""
    if presumption.calendar_year_of is None:
        return None
    day = filling.bounds_of(presumption.calendar_year_of)
    return None if day is None else _years_of(day.low, day.high, presumption.id)


@lru_cache(maxsize=4096)
def _years_of(first: int | None, last: int | None, presumption: str) -> Known:
    years = Bounds(_year(first), _year(last))
    return Known(years, format_quantity(years, "year"), "presumed", "presumed", presumption)


def _year(ordinal: int | None) -> int | None:
    return None if ordinal is None else date.fromordinal(ordinal).year
