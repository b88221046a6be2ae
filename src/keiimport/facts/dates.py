# SPDX-License-Identifier: Apache-2.0
"""Dates as people tell them: partial, bounded, or in a Japanese era.

A date becomes bounds over proleptic Gregorian ordinals (`datetime.date.toordinal`):
`2001-11` is every day from 1 to 30 November 2001.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from keiimport.facts.bounds import LONGEST, Bounds, StatedBounds, read_range, refused
from keiimport.facts.days import FORMS, days_between, days_of, no_date, no_such_year

_ENDS = (("earliest", "latest"), ("min", "max"))
_OPEN_ENDS = ("{} or later", "{} or earlier")
_ISO = re.compile("[0-9]{4}(?:-(?!00)[0-9]{2}(?:-(?!00)[0-9]{2})?)?")


def parse_date(value: object) -> StatedBounds:
    """Read a date, exact or partial: text, a year as a number, a day, or a mapping of two ends.

    There are warnings where an era no longer (or not yet) ran, as on some papers, and where a
    date can be read two ways: then the bounds hold both.
    """
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise refused(value, "is too long for a date", FORMS)
        return _of_text(" ".join(value.split()))
    if isinstance(value, Mapping):
        return read_range(value, _ENDS, parse_date, _OPEN_ENDS, "a date", days_between)
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return StatedBounds(Bounds.point(day.toordinal()), day.isoformat())
    if isinstance(value, float) and 1000 <= value <= date.max.year:
        value = int(value) if value.is_integer() else value
        if isinstance(value, float):
            return _of_text(repr(value))
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 < value < 100:
            from keiimport.facts.date_texts import ambiguous

            raise ambiguous(str(value), value)
        if 1000_00 <= value <= 9999_12_31:
            return _of_text(str(value))
        if not 1000 <= value <= date.max.year:
            raise no_such_year(value)
        return StatedBounds(days_of(str(value), value), str(value))
    raise no_date(value)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> StatedBounds:
    if _ISO.fullmatch(text):
        return StatedBounds(days_of(text, *map(int, text.split("-"))), text)
    # most processes meet no other way of writing a date
    from keiimport.facts.date_texts import parse_text

    return parse_text(text)
