# SPDX-License-Identifier: Apache-2.0
"""Presuming: what is still open is filled with what may be taken for granted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from keiimport.facts.bounds import Bounds
from keiimport.facts.completion import STANDARD, Completion
from keiimport.facts.presumptions import Presumption
from keiimport.facts.sources import SourcedValue
from keiimport.facts.units import format_quantity

_ALL_STANDARDS = STANDARD + "*"


def presume(completion: Completion, presumptions: Iterable[Presumption]) -> None:
    """Fill what is still open with what may be presumed, each seeing those before.

    What is contradicted is known to nobody, and stays open. A vehicle that is not as the
    catalogue has it may have been changed, so that less is presumed of it.
    """
    values, contradicted, disputed = completion.values, completion.contradicted, completion.disputed
    for presumption in presumptions:
        facts, narrows = presumption.facts, presumption.at_most_before is not None
        if not narrows and all(map(values.__contains__, facts)):
            continue
        if disputed and not disputed.isdisjoint(presumption.off_when_contradicted):
            continue
        if not presumption.applies(values):
            continue
        if narrows:
            presumed = presumption.narrowed(completion.known)
        else:
            presumed = presumption.known or _calendar_year(completion, presumption)
        if presumed is None:
            continue
        if _ALL_STANDARDS in facts:
            facts = tuple(STANDARD + number for number in completion.standards)
        for name in facts:
            if name not in contradicted and (narrows or name not in values):
                completion.set(name, presumed)


def _calendar_year(completion: Completion, presumption: Presumption) -> SourcedValue | None:
    """The calendar year of the date that `presumption` names, where that date is known."""
    assert presumption.calendar_year_of is not None
    day = completion.bounds_of(presumption.calendar_year_of)
    return None if day is None else _years_of(day.low, day.high, presumption.id)


@lru_cache(maxsize=4096)
def _years_of(first: int | None, last: int | None, presumption: str) -> SourcedValue:
    years = Bounds(_year(first), _year(last))
    return SourcedValue(years, format_quantity(years, "year"), "presumed", "presumed", presumption)


def _year(ordinal: int | None) -> int | None:
    return None if ordinal is None else date.fromordinal(ordinal).year
