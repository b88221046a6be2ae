# SPDX-License-Identifier: Apache-2.0
"""Dates as people tell them: exact, partial, bounded, or in a Japanese era.

A date is read as bounds of proleptic Gregorian ordinals (`datetime.date.toordinal`):
`2001-11` is every day from 1 to 30 November 2001.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

from keiimport.errors import InputError
from keiimport.facts import bounds
from keiimport.facts.bounds import Bounds, StatedBounds, plain
from keiimport.facts.data import patterns, rows
from keiimport.facts.problems import bad_input, refused, remark

_MONTHS = rows(__file__, "months.csv")
MONTHS = tuple(row["name"] for row in _MONTHS[:12])
"""Their names in English."""


class Era:
    """A Japanese era, by its official days."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.name, self.kanji, self.letter = row["name"], row["kanji"], row["name"][0]
        self.spellings = (self.letter, self.name.upper(), self.kanji, self.kanji[0])
        self.first = date.fromisoformat(row["first"])
        self.last = date.fromisoformat(row["last"]) if row["last"] else None
        self.offset = self.first.year - 1  # from a year of the era to the western one
        self.last_year = self.last.year - self.offset if self.last else 99  # two digits at most
        self.bounds = Bounds(self.first.toordinal(), self.last.toordinal() if self.last else None)


ERAS = tuple(Era(row) for row in rows(__file__, "eras.csv"))

ENDS = ("earliest", "latest")
_OPEN_ENDS = ("{} or later", "{} or earlier")

_ERA_OF = {spelling: era for era in ERAS for spelling in era.spellings}
_MONTH_OF = {row["name"].upper(): int(row["month"]) for row in _MONTHS}

_RE = patterns(
    __file__,
    eras="|".join(sorted(_ERA_OF, key=len, reverse=True)),
    months="|".join(sorted(_MONTH_OF, key=len, reverse=True)),
)
_YEAR_FIRST = [form for name, form in _RE.items() if name.startswith("year first")]
_NAMED_MONTH = [form for name, form in _RE.items() if name.startswith("named month")]

PLATES = (1963, 2001)  # the first and the last year of letters on British plates
_KANJI_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

COUNTED = range(date(1960, 1, 1).toordinal(), date(2050, 1, 1).toordinal())
"""Days that spreadsheets may write as a number, none of which looks like a year and a month."""
_FIRST_DAY = date(1899, 12, 30).toordinal()

PIVOT = range(40, 60)
"""Years of two digits that are unclear: later ones belong to 1900, earlier ones to 2000."""


def parse_date(value: object) -> StatedBounds:
    """Read a date, exact or partial: text, a year as a number, a day, or a mapping of two ends.

    What was read before is returned as it is.
    A warning is attached if the era had ended or not begun, as on some papers, or if the date can
    be read two ways, when the bounds include both.
    """
    if isinstance(value, StatedBounds):
        return value
    if isinstance(value, float) and 1000 <= value <= date.max.year:
        value = repr(value).removesuffix(".0")
    elif type(value) is int:
        if 0 < value < 100:
            raise _ambiguous(str(value), value)
        if not (1000 <= value <= date.max.year or 1000_00 <= value <= 9999_12_31):
            raise refused(value, "no_year")
        value = str(value)
    if isinstance(value, str):
        if len(value) > bounds.LONGEST:
            raise refused(value, "long_date")
        return _parse_text(" ".join(value.split()))
    if isinstance(value, Mapping):
        return bounds.read_range(value, ENDS, parse_date, _OPEN_ENDS, "a date")
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return StatedBounds(Bounds.point(day.toordinal()), day.isoformat())
    raise refused(value, "no_date")


def _parse_day(value: object) -> StatedBounds:
    """Read a date that must be exact."""
    told = parse_date(value)
    if not told.bounds.exact:
        raise bad_input("no_full_day", got=value, text=told.text)
    return told


def _parse_build(value: object) -> StatedBounds:
    """Read a date of manufacture; text that calls itself a registration is refused."""
    if isinstance(value, str) and _RE["registered"].search(plain(value).upper()):
        raise refused(value, "no_build")
    return parse_date(value)


FORMS = {"date": parse_date, "day": _parse_day, "build": _parse_build}
"""The forms of dates, with the function that reads each."""


@lru_cache(maxsize=4096)
def _parse_text(text: str) -> StatedBounds:
    written = plain(text).replace("・", ".").upper()
    found = _RE["between"].fullmatch(written)
    if found:
        low, high = _single(found["low"], text), _single(found["high"], text)
        told = bounds.spanned(low, high, text, text)
        in_era = not low.text == high.text == text
    elif found := _RE["open"].fullmatch(written):
        told = _single(found["date"], text)
        in_era = told.text != text
        later = found["later"] != "EARLIER"
        first, last = (told.bounds.low, None) if later else (None, told.bounds.high)
        told = StatedBounds(Bounds(first, last), text, told.warnings)
    else:
        return _single(written, text)
    return replace(told, text=f"{format_date(told.bounds)} ({text})") if in_era else told


def _single(written: str, text: str) -> StatedBounds:
    beside = _RE["beside"].search(written)
    if beside is None:
        return _date(written, text)
    main = _date(written[: beside.start()] + written[beside.end() :], text, whole=True)
    if _is_british_plate(beside[1] or beside[2] or "", main.bounds):
        return StatedBounds(main.bounds, text, main.warnings)
    other = _date(beside[1] or beside[2] or "", text, whole=True)
    both = main.bounds.intersect(other.bounds)
    if both is None:
        one, another = format_date(main.bounds), format_date(other.bounds)
        raise refused(text, "two_dates", one=one, another=another)
    return StatedBounds(both, text, main.warnings)


def _is_british_plate(mark: str, year: Bounds) -> bool:
    """Whether `mark` is the year on British plates: a letter, or 01 (March) and 51 (September)."""
    if year.low is None or year.high is None or not _RE["british"].fullmatch(mark.strip()):
        return False
    if mark.strip().isalpha():
        return PLATES[0] <= date.fromordinal(year.low).year <= PLATES[1]
    ends = {date.fromordinal(day).year for day in (year.low, year.high)}
    number = int(mark)
    return 2000 + number % 50 in ends or (number >= 50 and 2001 + number % 50 in ends)


def _date(written: str, text: str, whole: bool = False) -> StatedBounds:
    bare = _RE["before"].sub("", _RE["clock"].sub("", written.strip()))
    bare = _RE["after"].sub("", bare)
    tight = _RE["blank"].sub("", bare)
    compact = _RE["no month"].sub("", _RE["kanji number"].sub(_arabic, tight))
    if found := _RE["year last"].fullmatch(compact):
        return _day_or_month_first(text, found)
    for named in _NAMED_MONTH:
        if found := named.fullmatch(compact):
            return _named(text, found)
    if _RE["january or october"].fullmatch(compact):
        first, last = (days_of(text, int(compact[:4]), month) for month in (1, 10))
        warning = remark("january_or_october", text=text, year=compact[:4])
        return StatedBounds(first.hull(last), text, (warning,))
    if _RE["short numbers"].fullmatch(compact):
        raise refused(text, "which_year")
    if decade := _RE["decade"].fullmatch(compact):
        years = int(decade[1]) * 10, int(decade[1]) * 10 + 9
        return StatedBounds(days_of(text, years[0]).hull(days_of(text, years[1])), text)
    for shape in _YEAR_FIRST:
        if found := shape.fullmatch(compact):
            month, day = (int(n) if (n := found[part]) else None for part in ("month", "day"))
            if found["era"]:
                return _of_era(text, _ERA_OF[found["era"]], found["year"], month, day, whole)
            if found["year"] == "0":
                raise refused(text, "no_year")
            if found["year"] == "元" or len(found["year"]) < 3:
                raise _ambiguous(found["year"], text)
            if len(found["year"]) == 4:
                return StatedBounds(days_of(text, int(found["year"]), month, day), text)
    if _RE["counted"].fullmatch(compact) and (counted := _FIRST_DAY + int(compact)) in COUNTED:
        told = date.fromordinal(counted)
        warning = remark("counted_day", text=text, told=told)
        return StatedBounds(Bounds.point(counted), told.isoformat(), (warning,))
    if _RE["cut year"].fullmatch(compact):
        raise _ambiguous(compact[1:], text)
    raise refused(text, "no_date")


def _day_or_month_first(text: str, found: re.Match[str]) -> StatedBounds:
    """Read a date with its year last: Europe writes the day first, America the month."""
    year, second = int(found["year"]), int(found["month"])
    if found["day"] is None:
        return StatedBounds(days_of(text, year, second), text)
    first = int(found["day"])
    if second > 12 and found["sep"] != ".":
        return StatedBounds(days_of(text, year, first, second), text)
    told = days_of(text, year, second, first)
    if first > 12 or first == second or found["sep"] == ".":
        return StatedBounds(told, text)
    other = days_of(text, year, first, second)
    warning = remark("day_or_month", text=text, one=format_date(told), other=format_date(other))
    return StatedBounds(told.hull(other), text, (warning,))


def _named(text: str, found: re.Match[str]) -> StatedBounds:
    """Read a date with the name of a month; refuse one whose figures may be a day or a year."""
    year, day = int(found["year"].lstrip("'")), int(found["day"]) if found["day"] else None
    if len(found["year"]) < 4:
        unclear = day is None and year <= 31 and not found["year"].startswith("'")
        if unclear or year in PIVOT:
            raise refused(text, "short_year")
        year += 2000 if year < PIVOT.start else 1900
    return StatedBounds(days_of(text, year, _MONTH_OF[found["name"]], day), text)


def _arabic(kanji: re.Match[str]) -> str:
    """Write a number in kanji, with a ten (十三) or digit by digit (二〇〇一), in ASCII digits."""
    tens = _RE["kanji tens"].fullmatch(kanji[0])
    return ((tens[1] or "一") + (tens[2] or "〇") if tens else kanji[0]).translate(_KANJI_DIGITS)


def _of_era(
    text: str, era: Era, written: str, month: int | None, day: int | None, whole: bool
) -> StatedBounds:
    number = 1 if written == "元" else int(written)
    if not 1 <= number <= era.last_year or len(written) > 2:
        until = "" if era.last is None else f", the last until {era.last}"
        raise refused(text, "no_year_of_era", era=era, number=number, until=until)
    told = days_of(text, number + era.offset, month, day)
    warnings: tuple[str, ...] = ()
    within = told if whole else told.intersect(era.bounds)
    if within is None:
        name = "before_era" if number == 1 else "after_era"
        warnings = (remark(name, text=text, era=era, told=format_date(told)),)
    elif month is None and within.high != told.high:
        warnings = (remark("last_of_era", text=text, era=era, year=number + era.offset),)
    read = within or told
    # whoever reads the answer may not know the era
    return StatedBounds(read, text if whole else f"{format_date(read)} ({text})", warnings)


def _ambiguous(written: str, got: object) -> InputError:
    number = 1 if written == "元" else int(written)
    eras = [e for e in ERAS[-3:] if 1 <= number <= e.last_year and e.offset + number < 2100]
    readings = [f"`{era.letter}{number}` ({era.offset + number})" for era in eras]
    if written != "元":
        readings += [f"`{century}{number:02}`" for century in (19, 20)]
    return refused(got, "several_years", readings=" or ".join(readings))


def days_of(text: str, year: int, month: int | None = None, day: int | None = None) -> Bounds:
    """The days of a year, of a month or a single day; `text` is the original, for messages."""
    if not 1 <= year <= date.max.year:
        raise refused(text, "no_year")
    if month is None:
        return Bounds(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if not 1 <= month <= 12:
        raise refused(text, "no_month", month=month)
    days = monthrange(year, month)[1]
    if day is None:
        return Bounds(date(year, month, 1).toordinal(), date(year, month, days).toordinal())
    if not 1 <= day <= days:
        raise refused(text, "no_day", month=MONTHS[month - 1], year=year, days=days)
    return Bounds.point(date(year, month, day).toordinal())


def iso_day(ordinal: int | None) -> str | None:
    """Format a day as `2001-11-21`."""
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def format_date(bounds: Bounds) -> str:
    """Format days in words: `2001-11-21`, `November 2001`, `2001`, or a range."""
    first, last = (end if end is None else date.fromordinal(end) for end in bounds)
    if first is None or last is None:
        return f"{first} or later" if first else f"{last} or earlier" if last else "not known"
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
    """The same day `years` later; 29 February may become 1 March (`next_day`) or 28 February."""
    later = months_later(ordinal, 12 * years)
    is_moved = date.fromordinal(ordinal).day == 29 and date.fromordinal(later).day == 28
    return later + (is_moved and leap_day == "next_day")


@lru_cache(maxsize=4096)
def months_later(ordinal: int, months: int) -> int:
    """The same day of a later (or earlier) month, or the last day of a month that is too short."""
    start = date.fromordinal(ordinal)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min.toordinal() if months < 0 else date.max.toordinal()
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


@lru_cache(maxsize=4096)
def calendar_year_start(ordinal: int, years: int) -> int:
    """1 January, `years` after the year of `ordinal`."""
    year = date.fromordinal(ordinal).year + years
    return date.max.toordinal() if year > date.max.year else date(year, 1, 1).toordinal()
