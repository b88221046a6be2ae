# SPDX-License-Identifier: Apache-2.0
"""Days of the calendar, as proleptic Gregorian ordinals (`datetime.date.toordinal`)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, refused

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def days_of(text: str, year: int, month: int | None = None, day: int | None = None) -> Bounds:
    """The days of a year, of a month or of one day; `text` is what was told."""
    if not 1 <= year <= date.max.year:
        raise no_such_year(text)
    if month is None:
        return Bounds(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if not 1 <= month <= 12:
        raise refused(text, f"has no month {month}", "a month from 1 to 12")
    days = monthrange(year, month)[1]
    if day is None:
        return Bounds(date(year, month, 1).toordinal(), date(year, month, days).toordinal())
    if not 1 <= day <= days:
        raise refused(
            text,
            f"cannot be: {MONTHS[month - 1]} {year:04} has {days} days",
            f"a day from 1 to {days}",
        )
    return Bounds.point(date(year, month, day).toordinal())


def no_such_year(got: object) -> InputError:
    """The error for a year that cannot be."""
    return refused(
        got,
        "is not a year of the calendar",
        "a four-digit year up to 9999, such as `2001`; leave it out when it is not known",
    )


def format_date(bounds: Bounds) -> str:
    """The days of `bounds` in words: `2001-11-21`, `November 2001`, `2001`, a range."""
    if bounds.low is None:
        if bounds.high is None:
            return "not known"
        return f"{date.fromordinal(bounds.high)} or earlier"
    first = date.fromordinal(bounds.low)
    if bounds.high is None:
        return f"{first} or later"
    last = date.fromordinal(bounds.high)
    if first == last:
        return first.isoformat()
    if first.day == 1 and first.year == last.year:
        if (first.month, last.month, last.day) == (1, 12, 31):
            return f"{first.year:04}"
        if first.month == last.month and last.day == monthrange(last.year, last.month)[1]:
            return f"{MONTHS[first.month - 1]} {first.year:04}"
    return f"between {first} and {last}"


@lru_cache(maxsize=4096)
def anniversary(ordinal: int, years: int, leap_day: Literal["next_day", "last_day"]) -> int:
    """The same calendar day `years` later, as an ordinal, or the last day there is.

    A 29 February is 1 March (`next_day`) or 28 February in a year that has none.
    """
    start = date.fromordinal(ordinal)
    year = start.year + years
    if year > date.max.year:
        return date.max.toordinal()
    if (start.month, start.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        moved = date(year, 3, 1) if leap_day == "next_day" else date(year, 2, 28)
        return moved.toordinal()
    return start.replace(year=year).toordinal()


@lru_cache(maxsize=4096)
def months_later(ordinal: int, months: int) -> int:
    """The same day of a later (or earlier) month, or its last day where it is shorter."""
    start = date.fromordinal(ordinal)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min.toordinal() if months < 0 else date.max.toordinal()
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


@lru_cache(maxsize=4096)
def calendar_year_start(ordinal: int, years: int) -> int:
    """The ordinal of 1 January of the year of `ordinal` plus `years`."""
    year = date.fromordinal(ordinal).year + years
    return date.max.toordinal() if year > date.max.year else date(year, 1, 1).toordinal()
