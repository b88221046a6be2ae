# SPDX-License-Identifier: Apache-2.0
"""The years and days in a question: what is one, and how people shorten them."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from functools import reduce
from typing import Final

from keiimport.facts.data import rows
from keiimport.facts.dates import MONTHS, PIVOT
from keiimport.question.phrases import bounds_of

YEARS: Final = range(1900, 2100)  # the years that a number of four digits may be

MONTH: Final = "(?:Sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?"
"""The name of a month, or its first three letters."""
WHOLE_DAY: Final = re.compile(
    r"(?:19|20)[0-9]{2}([-/])[0-9]{1,2}\1[0-9]{1,2}"
    rf"|[0-9]{{1,2}} {MONTH} (?:19|20)[0-9]{{2}}"
    rf"|{MONTH} [0-9]{{1,2}} (?:19|20)[0-9]{{2}}"
    "|(?:昭和|平成|令和)[0-9]{1,2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?",
    re.I,
)
"""What means a whole day, or an era year, and nothing else, whether or not there was such a one."""

COUNT: Final = re.compile(r"\d.*\s[1-9][0-9]?")  # a year and a bare number: five speeds


def dated(fact: str, text: str) -> bool:
    """Whether text is a date that people write: with a figure, and a bare one only as a year."""
    if any(int(year) not in YEARS for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text)):
        return False
    if text.isdecimal() and len(text) != 4:
        return False
    figures = any(mark.isnumeric() or mark == "元" for mark in text)
    days = bounds_of(fact, text) if figures and not COUNT.fullmatch(text) else None
    if days and len(text) == 3:  # R34 is a Skyline, no Reiwa year yet
        return (days.low or 0) <= date.today().toordinal()
    return days is not None


NO_COUNT: Final = (
    r"(?! ?(?:(?:mi(?:les?)?|k?km|kms|cc)\b|dollar|buck|usd|eur|gbp|yen|jpy|円|[$€£¥]))"
)
"""Nothing behind figures that makes them a sum or a distance."""
_TWO_YEARS: Final = re.compile(
    r"\b((?:19|20)[0-9]{2})(?:/| ?[-–—] | to |,? (?:or|maybe|possibly|perhaps) (?:maybe |an? )?)"
    r"((?:19|20)[0-9]{2})\b(?![-/.][0-9])" + NO_COUNT
)
_MONTHS: Final = re.compile(
    rf"\b(?:(?:between|from) )?({MONTH})(?: ?[-–/] ?| (?:and|to|or|thru|through|until|till) )"
    rf"({MONTH}),?(?: of)? ((?:19|20)[0-9]{{2}})\b(?![-/.][0-9])",
    re.I,
)
"""Months of one year: between September and November 2001; the year before, Dec/Jan 2002."""
_ABOUT: Final = re.compile(
    r"(?<![\w.])(?:(?:(?-i:ca?\.?)|circa|approx\.?|approximately|around|about|roughly|~) ?"
    rf"(?P<year>(?:19|20)[0-9]{{2}})\b(?:[- ]?ish\b)?(?![-/.]\d){NO_COUNT}"
    r"|(?P<ish>(?:19|20)[0-9]{2})[- ]?ish\b)",
    re.I,
)
_NEXT: Final = re.compile(
    r"\b(?:next |(?P<comes>(?:arriv|enter|import|land|com)(?:es?|ing|s)?(?: it)?"
    r" (?:in|next|this) ))"
    rf"(?P<month>{MONTH})\b(?!,? ?[0-9])",
    re.I,
)
"""The next such month: next March, arriving in January."""
_NUMBERS: Final = {row["said"]: int(row["number"]) for row in rows(__file__, "numbers.csv")}
_UNITS, _TEENS, _TENS = (
    "|".join(said for said, number in _NUMBERS.items() if low <= number < high)
    for low, high in ((1, 10), (10, 20), (70, 100))
)
_AGES: Final = "|".join(said for said, number in _NUMBERS.items() if 20 <= number < 100)
_AGE: Final = re.compile(
    rf"\b({_AGES})(?:[ -]({_UNITS}))?(?=[ -](?:year|yr)s?[ -](?:old|ago)\b)"
    r"|\bquarter[ -]century(?= old)",
    re.I,
)
"""An age as it is spoken: twenty-six years old."""
_UNIT: Final = rf"(?:[ -](?:{_UNITS})\b)?+"
_SPOKEN: Final = re.compile(
    rf"\b(?:(?P<nineteen>nineteen[ -])?(?P<tens>{_TENS})(?P<unit>{_UNIT})"
    rf"|two thousand(?: and)? (?P<after>twenty{_UNIT}|{_UNITS}|{_TEENS})"
    rf"|twenty[ -](?P<behind>twenty{_UNIT}|{_TEENS}))"
    r"\b(?!-| (?:dollars|bucks|miles|km|percent|thousand|hundred)\b)",
    re.I,
)
"""A year as it is spoken: nineteen ninety eight, two thousand four, twenty twelve."""
BIRTHDAY: Final = re.compile(
    r"\b(?:turn(?:s|ed|ing)?|hits?|(?:will|['’]ll) be|bec[ao]mes?) ([1-9][0-9])(?: years old)?"
    r" (?:in |on )?"
    rf"((?:{MONTH} (?:[0-9]{{1,2}},? )?)?)((?:19|20)[0-9]{{2}})\b",
    re.I,
)
"""A birthday: it turns 25 in June 2027."""
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_ENGINE: Final = re.compile(
    r"\b(?:an? )?((?:19|20)[0-9]{2}) (?:engine|motor)\b"
    r"(?! (?:re|over|swap|serv|bay|oil|home|coach|cycle|bike|scoot))"
    r"|\b(?:engine|motor) (?:is )?(?:from|of) (?:an? )?((?:19|20)[0-9]{2})\b",
    re.I,
)
"""An engine and its year."""
_BUILT: Final = re.compile(
    r"\b((?:built|build|made|mfg|manufactured|prod(?:uced|uction)?)(?: date)?(?: in| on| is)?:? )"
    r"(0?[1-9]|1[0-2])/([01][0-9]|2[0-6])(?![/0-9])",
    re.I,
)
"""The month on a plate: built 10/01."""
PARTS: Final = {
    row["said"]: (row["first"], row["last"]) for row in rows(__file__, "parts_of_year.csv")
}
"""Parts of a year, with the months on either side that people may still mean."""
_PART: Final = re.compile(
    r"\b(?:(early|mid)[- /](?:to[- ]|or[- ])?)?(?:(?:at |in )?the )?"
    rf"({'|'.join(PARTS)})(?: of)?"
    r"[- ]((?:19|20)[0-9]{2})\b(?![-/.][0-9])",
    re.I,
)
_MEANT: Final = (("{year}", "(?:19|20)[0-9]{2}"), ("{month}", MONTH), ("{no count}", NO_COUNT))
_REWRITES: Final = [
    (
        row["stage"],
        re.compile(reduce(lambda p, of: p.replace(*of), _MEANT, row["pattern"]), re.I),
        row["into"],
    )
    for row in rows(__file__, "rewrites.csv")
]
"""How people write what is written otherwise elsewhere, with an example of each."""


def rewritten(text: str, stage: str) -> str:
    """Text in which what people write is as it is written elsewhere: 1999 and up, 1997(H09)."""
    for of, pattern, into in _REWRITES:
        text = pattern.sub(into, text) if of == stage else text
    return text


def whole_years(text: str) -> str:
    """Text with '99 as 1999 and MY2001 as model year 2001; shouting, MY is no model year.

    What was built about a year may have been built in the next. Early and late in a year are its
    halves.
    """
    text = text if text.isupper() else rewritten(text, "model year")
    text = BIRTHDAY.sub(lambda m: f"built {m[2]}{int(m[3]) - int(m[1])}", text)
    years = {int(year) for year in _YEAR.findall(text)}
    text = _BUILT.sub(lambda m: _plate(m, years), text)
    text = _MONTHS.sub(_months, rewritten(text, "years"))
    text = _ABOUT.sub(lambda m: "-".join(str(int(m[1] or m[2]) + way) for way in (-1, 1)), text)
    text = _TWO_YEARS.sub(lambda m: "-".join(sorted(m.groups())), text)
    text = _PART.sub(_part, text)
    return rewritten(text, "parts")


def plain_years(text: str) -> str:
    """Text with nineteen ninety eight as 1998, the nineties as the 1990s, and years of months.

    An engine of another year than the vehicle is another engine.
    """
    text = _NEXT.sub(_next, text)
    text = _SPOKEN.sub(_spoken, rewritten(text, "first"))
    others = {*_YEAR.findall(_ENGINE.sub("", text))}
    return _ENGINE.sub(lambda m: m[0] if {m[1] or m[2]} >= others else "another engine", text)


def plain_ages(text: str) -> str:
    """Text with twenty-six years old as 26 years old."""
    return _AGE.sub(_age, text)


def _age(found: re.Match[str]) -> str:
    said = [_NUMBERS[each.casefold()] for each in found.groups() if each]
    return str(sum(said)) if said else "25 years"


def _next(found: re.Match[str]) -> str:
    today, month = date.today(), [name[:3] for name in MONTHS].index(found["month"][:3].title()) + 1
    return f"{found['comes'] or ''}{found['month']} {today.year + (month <= today.month)}"


def _spoken(found: re.Match[str]) -> str:
    def number(group: str) -> int:
        said = re.split("[ -]", (found[group] or "").casefold())
        return sum(_NUMBERS.get(word, 0) for word in said)

    if found["tens"]:
        return str(1900 * bool(found["nineteen"]) + number("tens") + number("unit"))
    return str(2000 + number("after") + number("behind"))


def _plate(found: re.Match[str], years: Set[int]) -> str:
    """The month of a plate, unless it is far from the years that stand beside it: 10/01 is H10."""
    year = 2000 + int(found[3])
    near = not years or years & {year - 1, year, year + 1}
    return f"{found[1]}{year}-{found[2]}" if near else found[0]


def _part(found: re.Match[str]) -> str:
    """Early 2001, or mid to late 2001, from its first day to its last."""
    last = PARTS[found[2].casefold()]
    first = PARTS[found[1].casefold()] if found[1] else last
    return f"between {found[3]}-{first[0]} and {found[3]}-{last[1]}"


def _months(found: re.Match[str]) -> str:
    year, names = int(found[3]), [name[:3].casefold() for name in MONTHS]
    first, last = (names.index(found[month][:3].casefold()) + 1 for month in (1, 2))
    return f"between {year - (first > last)}-{first:02} and {year}-{last:02}"


def full_year(short: str) -> int | None:
    """A year of two figures in full; None where it may be of either century."""
    year = int(short)
    return None if year in PIVOT else year + (2000 if year < PIVOT.start else 1900)
