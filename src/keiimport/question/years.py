# SPDX-License-Identifier: Apache-2.0
"""Years, days and sums in a question, and how people abbreviate them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from keiimport.facts.data import filled, pattern_texts, rows
from keiimport.facts.dates import MONTHS, PIVOT
from keiimport.question.phrases import bounds_of

YEARS: Final = range(1900, 2100)  # the years that a number of four digits may be

PARTS: Final = {
    row["said"]: (row["first"], row["last"]) for row in rows(__file__, "parts_of_year.csv")
}
"""Parts of a year, with the earliest and latest months that people may mean by them."""
_NUMBERS: Final = {row["said"]: int(row["number"]) for row in rows(__file__, "numbers.csv")}
_UNITS, _TEENS, _TENS, _AGES = (
    "|".join(said for said, number in _NUMBERS.items() if low <= number < high)
    for low, high in ((1, 10), (10, 20), (70, 100), (20, 100))
)
_MEANT: Final = pattern_texts(
    __file__,
    # its name, or its first three letters
    month="(?:Sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?",
    parts="|".join(PARTS),
    **{"units": _UNITS, "teens": _TEENS, "tens": _TENS, "ages": _AGES},
)
"""The patterns for words in braces."""


def pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern, replacing words in braces by their patterns: `{month} {year}`."""
    return re.compile(filled(written, _MEANT), re.I)


WHOLE_DAY: Final = pattern("{whole day}")
COUNT: Final = re.compile(r"\d.*\s[1-9][0-9]?")  # a year and a bare number: five speeds


def dated(fact: str, text: str) -> bool:
    """Whether text is a date with digits; bare digits must be a year."""
    if any(int(year) not in YEARS for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text)):
        return False
    if text.isdecimal() and len(text) != 4:
        return False
    figures = any(mark.isnumeric() or mark == "元" for mark in text)
    days = bounds_of(fact, text) if figures and not COUNT.fullmatch(text) else None
    if days and len(text) == 3:  # R34 is a Skyline, no Reiwa year yet
        return (days.low or 0) <= date.today().toordinal()
    return days is not None


def rewritten(text: str, *stages: str) -> str:
    """Rewrite text in the form that is read later: 1999 and up, 35 man yen."""
    for stage in stages:
        for of, form, into in _REWRITES:
            text = form.sub(into, text) if of == stage else text
    return text


def whole_years(text: str) -> str:
    """Write '99 as 1999, MY2001 as model year 2001, and parts of a year as ranges.

    A text in capitals has no MY for a model year. `about` a year includes those beside it.
    """
    text = text if text.isupper() else rewritten(text, "model year")
    return rewritten(text, "years", "parts")


def plain_years(text: str) -> str:
    """Write nineteen ninety eight as 1998 and the nineties as the 1990s, and join years to months.

    An engine of another year than the vehicle becomes another engine.
    """
    return rewritten(text, "first")


def _engine(found: re.Match[str]) -> str:
    others = {*_YEAR.findall(found.re.sub("", found.string))}
    return found[0] if {found[1] or found[2]} >= others else "another engine"


def _age(found: re.Match[str]) -> str:
    said = [_NUMBERS[each.casefold()] for each in found.groups() if each]
    return str(sum(said)) if said else "25 years"


def _rate(found: re.Match[str]) -> str:
    yen = float(found[1] or found[2] or found[3])
    return f"rate {1 / yen:.6f}" if yen else found[0]


def _next(found: re.Match[str]) -> str:
    """Add the year to a coming month or season; a season is always that of entry."""
    today, said = date.today(), found["month"].casefold()
    names = [name[:3].casefold() for name in MONTHS]
    month = int(PARTS[said][0][:2]) if said in PARTS else names.index(said[:3]) + 1
    before = f"arriving {MONTHS[month - 1]}" if said in PARTS else (found["comes"] or "") + said
    return f"{before} {today.year + (month <= today.month)}"


def _spoken(found: re.Match[str]) -> str:
    def number(group: str) -> int:
        said = re.split("[ -]", (found[group] or "").casefold())
        return sum(_NUMBERS.get(word, 0) for word in said)

    if found["tens"]:
        return str(1900 * bool(found["nineteen"]) + number("tens") + number("unit"))
    return str(2000 + number("after") + number("behind"))


def _plate(found: re.Match[str]) -> str:
    """The month on a plate, unless it is far from other years in the text: 10/01 may be H10."""
    year, years = 2000 + int(found[3]), {*map(int, _YEAR.findall(found.string))}
    near = not years or years & {year - 1, year, year + 1}
    return f"{found[1]}{year}-{found[2]}" if near else found[0]


def _part(found: re.Match[str]) -> str:
    last = PARTS[found[2].casefold()]
    first = PARTS[found[1].casefold()] if found[1] else last
    return f"between {found[3]}-{first[0]} and {found[3]}-{last[1]}"


def _months(found: re.Match[str]) -> str:
    year, names = int(found[3]), [name[:3].casefold() for name in MONTHS]
    first, last = (names.index(found[month][:3].casefold()) + 1 for month in (1, 2))
    return f"between {year - (first > last)}-{first:02} and {year}-{last:02}"


def full_year(short: str) -> int | None:
    """Expand a year of two digits; None if it may be of either century."""
    year = int(short)
    return None if year in PIVOT else year + (2000 if year < PIVOT.start else 1900)


_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_COMPUTED: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "=age": _age,
    "=next": _next,
    "=spoken": _spoken,
    "=engine": _engine,
    "=birthday": lambda m: f"built {m[2]}{int(m[3]) - int(m[1])}",
    "=plate": _plate,
    "=months": _months,
    "=about": lambda m: "-".join(str(int(m[1] or m[2]) + way) for way in (-1, 1)),
    "=two years": lambda m: "-".join(sorted(m.groups())),
    "=part": _part,
    "=dotted": lambda m: re.sub("[. ]", "", m[0]),
    "=rate": _rate,
    # of what the group is named that was met last
    "=ten thousands": lambda m: (
        f"{m[1].replace(',', '')}{(m[2] or '').ljust(4, '0')} {m.lastgroup}"
    ),
}
_FORMS: Final = [
    (row["stage"], row["into"], pattern(row["pattern"])) for row in rows(__file__, "rewrites.csv")
]
_REWRITES: Final = [(stage, form, _COMPUTED.get(into, into)) for stage, into, form in _FORMS]
"""Expressions that are rewritten before reading, each with an example."""
BIRTHDAY: Final = next(form for _, into, form in _FORMS if into == "=birthday")
"""A birthday: it turns 25 in June 2027."""
