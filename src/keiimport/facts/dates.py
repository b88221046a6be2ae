# SPDX-License-Identifier: Apache-2.0
"""Dates as people tell them: partial, bounded, or in a Japanese era.

A date becomes bounds over proleptic Gregorian ordinals (`datetime.date.toordinal`):
`2001-11` is every day from 1 to 30 November 2001.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

from keiimport.errors import InputError
from keiimport.facts.bounds import LONGEST, Bounds, Told, kept, plain, shown, sides
from keiimport.facts.eras import ERAS, Era

__all__ = [
    "ERAS",
    "MONTHS",
    "Era",
    "anniversary",
    "calendar_year_start",
    "format_date",
    "parse_date",
]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_FORMS = (
    "a date such as `2001`, `2001-11` or `2001-11-21`, a Japanese era such as `H13.11`, "
    'or a range `{"earliest": ..., "latest": ...}`'
)

_ERA_OF = {
    spelling: era
    for era in ERAS
    for spelling in (era.letter, era.name.upper(), era.kanji, era.kanji[0])
}
_MONTH_OF = {
    spelling: number
    for number, name in enumerate(MONTHS, start=1)
    for spelling in (name.upper(), name[:3].upper())
} | {"SEPT": 9}

_ERA = "(?:(?P<era>" + "|".join(sorted(_ERA_OF, key=len, reverse=True)) + r")\.?)?"
_YEAR = "(?P<year>元|[0-9]{1,4})"
_MONTH, _DAY = "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
_SHAPES = (
    re.compile(f"{_ERA}{_YEAR}(?:(?P<sep>[-/.]){_MONTH}(?:(?P=sep){_DAY})?)?"),
    re.compile(f"{_ERA}{_YEAR}年(?:{_MONTH}月(?:{_DAY}日)?)?"),
)
_NAMED_MONTH = re.compile(r"(?P<name>[A-Z]{3,9})\.?,?(?P<year>[0-9]{4})")

_KANJI_DIGITS = {digit: str(number) for number, digit in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_KANJI_NUMBER = re.compile("[十" + "".join(_KANJI_DIGITS) + "]+")
_KANJI_TENS = re.compile("([二三四五六七八九]?)十([一二三四五六七八九]?)")


def parse_date(value: object) -> Told:
    """Read a date, exact or partial.

    Args:
        value: text (`"2001"`, `"2001-11"`, `"2001/11/21"`, `"November 2001"`, `"H13.11"`,
            `"平成十三年11月"`), a year as a whole number, a `datetime.date`, or a mapping with
            `earliest` and `latest` (or `min` and `max`), each such a date, either of
            them missing or null.

    Returns:
        Bounds over date ordinals; a warning where a Japanese era date was written with
        an era that no longer (or not yet) ran, as papers sometimes do.

    Raises:
        InputError: when it is no date, could be several, or cannot be.
    """
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise InputError(f"{shown(value)} is too long for a date", got=value, expected=_FORMS)
        return _parse_text(" ".join(value.split()))
    if isinstance(value, Mapping):
        return _parse_range(value)
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return Told(Bounds.point(day.toordinal()), day.isoformat())
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 < value < 100:
            raise _ambiguous(str(value), value)
        if not 1000 <= value <= date.max.year:
            raise _no_such_year(value)
        return Told(_western(str(value), value), str(value))
    expected = _FORMS
    if isinstance(value, float):
        expected += "; in quotes, since 2001.1 could be January or October"
    raise InputError(f"{shown(value)} is not a date", got=kept(value), expected=expected)


def _parse_range(value: Mapping[object, object]) -> Told:
    low, high = sides(value, ("earliest", "min"), ("latest", "max"))
    earliest = None if low is None else _parse_side(*low)
    latest = None if high is None else _parse_side(*high)
    warnings = tuple(
        dict.fromkeys(
            warning for told in (earliest, latest) if told is not None for warning in told.warnings
        )
    )
    if earliest is None or latest is None:
        if earliest is not None:
            return Told(Bounds(earliest.bounds.low, None), f"{earliest.text} or later", warnings)
        assert latest is not None  # `sides` found at least one
        return Told(Bounds(None, latest.bounds.high), f"{latest.text} or earlier", warnings)
    first, last = earliest.bounds.low, latest.bounds.high
    assert first is not None and last is not None  # a side is never a range itself
    if first > last:
        raise InputError(
            f"the range runs backwards: `{earliest.text}` is after `{latest.text}`",
            got=kept(value),
            expected="the earlier date first",
        )
    text = earliest.text
    if earliest.text != latest.text:
        text = f"between {earliest.text} and {latest.text}"
    return Told(Bounds(first, last), text, warnings)


def _parse_side(key: str, value: object) -> Told:
    if isinstance(value, Mapping):
        raise InputError("a range stands inside a range", at=key, expected="a date at each end")
    try:
        return parse_date(value)
    except InputError as error:
        raise error.located(key) from None


@lru_cache(maxsize=4096)
def _parse_text(text: str) -> Told:
    written = _compact(text)
    named = _NAMED_MONTH.fullmatch(written)
    if named and named["name"] in _MONTH_OF:
        return Told(_western(text, int(named["year"]), _MONTH_OF[named["name"]]), text)
    for shape in _SHAPES:
        if found := shape.fullmatch(written):
            month = None if found["month"] is None else int(found["month"])
            day = None if found["day"] is None else int(found["day"])
            if found["era"] is not None:
                return _of_era(text, _ERA_OF[found["era"]], found["year"], month, day)
            if found["year"] == "0":
                raise _no_such_year(text)
            if found["year"] == "元" or len(found["year"]) < 3:
                raise _ambiguous(found["year"], text)
            if len(found["year"]) == 4:
                return Told(_western(text, int(found["year"]), month, day), text)
    if re.fullmatch("'[0-9]{2}", written):
        raise _ambiguous(written[1:], text)
    raise InputError(f"{shown(text)} is not a date", got=text, expected=_FORMS)


def _compact(text: str) -> str:
    """`text` in ASCII digits and capitals, with no space but between digits."""
    tight = re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", plain(text).replace("・", ".").upper())
    return _KANJI_NUMBER.sub(lambda found: _arabic(found[0]), tight)


def _arabic(kanji: str) -> str:
    """A number in kanji, with a ten (十三) or digit by digit (二〇〇一), in ASCII digits."""
    if tens := _KANJI_TENS.fullmatch(kanji):
        return _KANJI_DIGITS.get(tens[1], "1") + _KANJI_DIGITS.get(tens[2], "0")
    return "".join(_KANJI_DIGITS.get(character, character) for character in kanji)


def _western(text: str, year: int, month: int | None = None, day: int | None = None) -> Bounds:
    """The days of a Gregorian year, month or day."""
    if not 1 <= year <= date.max.year:
        raise _no_such_year(text)
    if month is None:
        return Bounds(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if not 1 <= month <= 12:
        raise InputError(
            f"{shown(text)} has no month {month}", got=text, expected="a month from 1 to 12"
        )
    days = monthrange(year, month)[1]
    if day is None:
        return Bounds(date(year, month, 1).toordinal(), date(year, month, days).toordinal())
    if not 1 <= day <= days:
        raise InputError(
            f"{shown(text)} cannot be: {MONTHS[month - 1]} {year:04} has {days} days",
            got=text,
            expected=f"a day from 1 to {days}",
        )
    return Bounds.point(date(year, month, day).toordinal())


def _of_era(text: str, era: Era, written: str, month: int | None, day: int | None) -> Told:
    """The days of a year, month or day counted in `era`."""
    number = 1 if written == "元" else int(written)
    if not 1 <= number <= era.last_year or len(written) > 2:
        until = "" if era.last is None else f", the last until {era.last}"
        raise InputError(
            f"{shown(text)} cannot be: {era.name} has no year {number}",
            got=text,
            expected=f"`{era.letter}1` to `{era.letter}{era.last_year}`{until}, "
            "or a western year such as `2001`",
        )
    if number < era.readable_from:
        raise InputError(
            f"{shown(text)} is in the lunar calendar that Japan used before {era.name} "
            f"{era.readable_from}",
            got=text,
            expected="a western date",
        )
    told = _western(text, number + era.offset, month, day)
    within = told.intersect(era.bounds)
    if within is None:
        edge = f"began on {era.first}" if number == 1 else f"ended on {era.last}"
        warning = f"{shown(text)}: {era.name} {edge}; read as {format_date(told)}"
        return Told(told, text, (warning,))
    if month is None and within.high != told.high:
        warning = (
            f"{shown(text)}: {era.name} ended on {era.last}; read as no later than that, but "
            f"some papers kept counting: write `{number + era.offset}` if yours may have"
        )
        return Told(within, text, (warning,))
    return Told(within, text)


def _ambiguous(written: str, got: object) -> InputError:
    """The error for a year that could be of several eras or centuries."""
    number = 1 if written == "元" else int(written)
    readings = [
        f"`{era.letter}{number}` ({era.offset + number})"
        for era in ERAS[-3:]
        if 1 <= number <= era.last_year and era.offset + number < 2100
    ]
    if written != "元":
        readings += [f"`{century}{number:02}`" for century in (19, 20)]
    return InputError(
        f"{shown(got)} could be several years",
        got=got,
        expected="the era or all four digits: " + " or ".join(readings),
    )


def _no_such_year(got: object) -> InputError:
    return InputError(
        f"{shown(got)} is not a year of the calendar",
        got=kept(got),
        expected="a four-digit year up to 9999, such as `2001`; leave it out when it is not known",
    )


def format_date(bounds: Bounds) -> str:
    """The days of `bounds` in words: `2001-11-21`, `November 2001`, `2001`, a range.

    Args:
        bounds: date ordinals.
    """
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


@lru_cache(maxsize=65536)
def anniversary(ordinal: int, years: int, leap_day: Literal["next_day", "last_day"]) -> int:
    """The same calendar day `years` later, as an ordinal.

    Args:
        ordinal: the day to count from.
        years: how many years forward, 0 or more.
        leap_day: where 29 February goes in a year that has none: `next_day` is 1 March,
            `last_day` is 28 February.

    Returns:
        The ordinal of that day, or of 9999-12-31 when it would lie beyond.
    """
    start = date.fromordinal(ordinal)
    year = start.year + years
    if year > date.max.year:
        return date.max.toordinal()
    if (start.month, start.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        moved = date(year, 3, 1) if leap_day == "next_day" else date(year, 2, 28)
        return moved.toordinal()
    return start.replace(year=year).toordinal()


@lru_cache(maxsize=65536)
def calendar_year_start(ordinal: int, years: int) -> int:
    """The ordinal of 1 January of the year of `ordinal` plus `years`.

    Args:
        ordinal: a day of the year to count from.
        years: how many calendar years forward, 0 or more.

    Returns:
        The ordinal of that day, or of 9999-12-31 when it would lie beyond.
    """
    year = date.fromordinal(ordinal).year + years
    return date.max.toordinal() if year > date.max.year else date(year, 1, 1).toordinal()
