# SPDX-License-Identifier: Apache-2.0
"""The years and days in a question: what is one, and how people shorten them."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from typing import Final

from keiimport.facts.bounds import StatedBounds
from keiimport.facts.data import rows
from keiimport.facts.dates import MONTHS, PIVOT
from keiimport.question.phrases import parsed

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
    told = parsed(fact, text) if figures and not COUNT.fullmatch(text) else None
    if len(text) == 3 and isinstance(told, StatedBounds):  # R34 is a Skyline, no Reiwa year yet
        return (told.bounds.low or 0) <= date.today().toordinal()
    return told is not None


_MODEL_YEAR: Final = re.compile(r"\bMY'? ?((?:19|20)[0-9]{2})\b|\b((?:19|20)[0-9]{2}) ?MY\b")
_SHORT_YEAR: Final = re.compile(r"(?<!\S)(?:['’]([0-9]{2})|(0[0-9]|[7-9][0-9])['’])(?!\S)")
_SHORT_YEARS: Final = re.compile(
    r"(?<![\w.,-])['’]?([7-9][0-9])(?:[-/–]| or )['’]?([7-9][0-9])(?![\w.,-]| ?(?:k?m|k?ph|hp)\w*)"
)
_DECADE: Final = re.compile(r"(?<!\S)['’]?([5-9])0s\b")
NO_COUNT: Final = (
    r"(?! ?(?:(?:mi(?:les?)?|k?km|kms|cc)\b|dollar|buck|usd|eur|gbp|yen|jpy|円|[$€£¥]))"
)
"""Nothing behind figures that makes them a sum or a distance."""
_TWO_YEARS: Final = re.compile(
    r"\b((?:19|20)[0-9]{2})(?:/| ?[-–—] | to )((?:19|20)[0-9]{2})\b(?![-/.][0-9])" + NO_COUNT
)
_OPEN: Final = re.compile(
    r"\b((?:19|20)[0-9]{2})(?:\+(?!\w)|(?: (?:vintage|models?|model year|builds?))?"
    r"(?: (?:on|up)wards?\b| min(?:imum)?\b| (?:or|and) (?:(?:newer|younger|up|upwards?|above|after"
    r"|later|on|onwards?)\b|((?:older|before|earlier|under|below)\b))))",
    re.I,
)
"""Ends of years that people name: 1999 and up."""
_UNTIL: Final = re.compile(
    r"\b((?:19|20)[0-9]{2}) (?:until|till?|thru|through) (?=(?:19|20)[0-9]{2}\b)", re.I
)
_OPEN_FROM: Final = re.compile(
    r"\b(?:at least|min(?:imum|\.)?|starting(?: (?:in|from|at|with))?"
    r"|from(?= [0-9]{4} on(?!\w| [a-z])))"
    rf" (?:an? |the )?((?:19|20)[0-9]{{2}})\b(?: on\b)?(?![-/.,]?[0-9]){NO_COUNT}"
    r"(?! ?(?:kgs?|lbs?|pounds|rpm|hp|units|people)\b)",
    re.I,
)
"""The first of years, said before it: at least 1999."""
_ORDINAL: Final = re.compile(
    rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)(?: of)?(?=,? (?:{MONTH},? )?(?:19|20)[0-9]{{2}}\b)", re.I
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
_SOMETHING: Final = re.compile(
    r"\b((?:19|20)?[0-9]0)(?:['’]|[- ]something)(?:s\b|(?=[ ,.?!]|$))", re.I
)
"""Another decade: 1990's, 1990-something."""
_NEXT: Final = re.compile(rf"\bnext ({MONTH})\b(?!,? ?[0-9])", re.I)
_NUMBERS: Final = {row["said"]: int(row["number"]) for row in rows(__file__, "numbers.csv")}
_UNITS, _TEENS, _TENS, _DECADES = (
    "|".join(said for said, number in _NUMBERS.items() if low <= number < high)
    for low, high in ((1, 10), (10, 20), (70, 100), (1900, 2000))
)
_UNIT: Final = rf"(?:[ -](?:{_UNITS})\b)?+"
_SPOKEN: Final = re.compile(
    rf"\b(?:(?P<nineteen>nineteen[ -])?(?P<tens>{_TENS})(?P<unit>{_UNIT})"
    rf"|two thousand(?: and)? (?P<after>twenty{_UNIT}|{_UNITS}|{_TEENS})"
    rf"|twenty[ -](?P<behind>twenty{_UNIT}|{_TEENS}))"
    r"\b(?!-| (?:dollars|bucks|miles|km|percent|thousand|hundred)\b)",
    re.I,
)
"""A year as it is spoken: nineteen ninety eight, two thousand four, twenty twelve."""
_JAPANESE_DECADE: Final = re.compile("((?:19|20)[0-9]0)年代")
_JAPANESE_SPAN: Final = re.compile(
    "((?:19|20)[0-9]{2})年?(?:から|か|[~〜～-]) ?((?:19|20)[0-9]{2})年(?![0-9]*月)(?:まで|の間)?"
)
_JAPANESE_SHORT: Final = re.compile("(?<![0-9昭平令成和])([7-9][0-9])(?=年(?!代|間|[落前以経]))")
_JAPANESE_PARTS: Final = {
    **dict.fromkeys(("前半", "初頭", "初め", "始め"), "early"),
    **dict.fromkeys(("後半", "末"), "late"),
    **dict.fromkeys(("頃", "ごろ", "くらい"), "about"),
}
_JAPANESE_PART: Final = re.compile(f"((?:19|20)[0-9]{{2}})年({'|'.join(_JAPANESE_PARTS)})")
_JAPANESE_BOUND: Final = re.compile(
    r"(?:((?:19|20)[0-9]{2})|((?:昭和|平成|令和)(?:[0-9]{1,2}|元)))年(?:式|型)?(?:([0-9]{1,2})月)?"
    r"(?:(以降|以後|より後|から(?! ?[0-9~昭平令]))|以前|より前|まで)(?:の|に)?"
)
"""Since 2000, or until then; from one year to another is no bound."""
_JAPANESE: Final = re.compile(
    r"((?:19|20)[0-9]{2})年(?!度)(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?(?:式|型|製(?!造))?"
)
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
_BOTH: Final = re.compile(
    r"((?:19|20)[0-9]{2})年? ?\((?:[HSR]|昭和|平成|令和)[0-9]{1,2}年?\)(?:年[式型]?)?(?! ?[0-9]+月)"
)
"""A year with that of the era behind it: 1997(H09)."""
_MONTH_OF: Final = re.compile(
    r"(?<!\S)(?<!scale )(0?[1-9]|1[0-2])/(6[5-9]|[7-9][0-9])(?!\S)"
    r"(?! (?:th )?(?:scale|die-?cast|kit|toy)\b)",
    re.I,
)
"""A month and its year; 1/72 scale is a toy."""
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
_TWO_PARTS: Final = re.compile(
    r"(between \S+ and) \S+? ?(?:/|-|to|or|and|until|till)? ?between \S+ and (\S+)"
)

_OF_THE_CENTURY: Final = re.compile("6[5-9]|[7-9][0-9]")


def short_year(text: str, *, era: bool = True) -> str | None:
    """A year of two figures in full; where it may be one of an era, one of 1900 alone.

    The Showa era had 64 years.
    """
    if _OF_THE_CENTURY.fullmatch(text):
        return f"19{text}"
    return f"20{text}" if not era and re.fullmatch("0[0-9]", text) else None


def whole_years(text: str) -> str:
    """Text with '99 as 1999 and MY2001 as model year 2001; shouting, MY is no model year.

    What was built about a year may have been built in the next. Early and late in a year are its
    halves.
    """
    if not text.isupper():
        text = _MODEL_YEAR.sub(r"model year \1\2", text)
    text = BIRTHDAY.sub(lambda m: f"built {m[2]}{int(m[3]) - int(m[1])}", text)
    years = {int(year) for year in _YEAR.findall(text)}
    text = _BUILT.sub(lambda m: _plate(m, years), text)
    text = _BOTH.sub(r" \1 ", text)
    text = _JAPANESE_DECADE.sub(r" \1s ", _JAPANESE_SHORT.sub(r"19\1", text))
    text = _JAPANESE_PART.sub(lambda m: f" {_JAPANESE_PARTS[m[2]]} {m[1]} ", text)
    text = _JAPANESE_SPAN.sub(r" \1-\2 ", text)
    text = _JAPANESE_BOUND.sub(_bound, text)
    text = _JAPANESE.sub(lambda m: f" {'-'.join(p.zfill(2) for p in m.groups() if p)} ", text)
    text = _MONTHS.sub(_months, _SHORT_YEARS.sub(r"19\1-19\2", _MONTH_OF.sub(r"19\2-\1", text)))
    text = _ABOUT.sub(lambda m: "-".join(str(int(m[1] or m[2]) + way) for way in (-1, 1)), text)
    text = _ORDINAL.sub(r"\1", _TWO_YEARS.sub(r"\1-\2", _DECADE.sub(r"19\g<1>0s", text)))
    text = _PART.sub(_part, _SHORT_YEAR.sub(lambda m: str(full_year(m[1] or m[2]) or m[0]), text))
    return _TWO_PARTS.sub(r"\1 \2", text)


def plain_years(text: str) -> str:
    """Text with nineteen ninety eight as 1998, the nineties as the 1990s, and years of months.

    An engine of another year than the vehicle is another engine.
    """
    text = _NEXT.sub(_next, text)
    text = re.sub(
        rf"\b(?:{_DECADES})\b", lambda m: f"{_NUMBERS[m[0].casefold()]}s", text, flags=re.I
    )
    text = _OPEN.sub(lambda m: f"{m[1]} or {'earlier' if m[2] else 'later'}", text)
    text = _UNTIL.sub(r"\1 to ", _OPEN_FROM.sub(r"\1 or later", text))
    text = _SPOKEN.sub(_spoken, _SOMETHING.sub(r"\1s", text))
    others = {*_YEAR.findall(_ENGINE.sub("", text))}
    return _ENGINE.sub(lambda m: m[0] if {m[1] or m[2]} >= others else "another engine", text)


def _next(found: re.Match[str]) -> str:
    today, month = date.today(), [name[:3] for name in MONTHS].index(found[1][:3].title()) + 1
    return f"{found[1]} {today.year + (month <= today.month)}"


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


def _bound(found: re.Match[str]) -> str:
    """Since or until a Japanese year or month, which counts too."""
    year, era, month, later = found.groups()
    day = f"{year}-{month.zfill(2)}" if year and month else year or f"{era}年"
    return f" {day} or {'later' if later else 'earlier'} "


def full_year(short: str) -> int | None:
    """A year of two figures in full; None where it may be of either century."""
    year = int(short)
    return None if year in PIVOT else year + (2000 if year < PIVOT.start else 1900)
