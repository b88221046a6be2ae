# SPDX-License-Identifier: Apache-2.0
"""Where remarks on a vehicle say when it was built, whatever else of years stands in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Final, NamedTuple

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.data import rows
from keiimport.facts.dates import format_date
from keiimport.question.check import AGE, understood
from keiimport.question.clauses import Clause
from keiimport.question.phrases import DATED, bounds_of, phrases
from keiimport.question.reading import BUILT, LONGEST_STOCK, MODEL
from keiimport.question.words import MAKE
from keiimport.question.years import pattern, plain_years, whole_years

if TYPE_CHECKING:
    from keiimport.engine import Engine

_DAY: Final = (
    r"(?P<day>(?<![\d.,/-])(?:(?:[0-9]{1,2} )?{month},? {year}|{month} [0-9]{1,2},? {year}"
    r"|(?:[0-9]{1,2}[/.]){1,2}{year}|{year}(?:[-/.][0-9]{1,2}){1,2}|{year}"
    r"|(?:昭和|平成|令和|(?<![A-Za-z0-9])[SHR])[0-9]{1,2}(?:\.[0-9]{1,2}(?!\d))?)"
    r"(?!\d|[,.:/-][0-9]){no count})"
)


def _form(written: str) -> re.Pattern[str]:
    return pattern(written.replace("{day}", _DAY))


_FORMS: Final = [_form(row["pattern"]) for row in rows(__file__, "builds.csv")]
"""How people say when it was built, with an example of each."""
_BEFORE, _BEHIND = _form("{day} (?P<model>[^,;!?\n]*)"), _form("(?P<model>.*) {day}")
"""A year beside the name of a vehicle."""


_YEAR: Final = pattern("{year}")


class Build(NamedTuple):
    """What remarks say of the build."""

    words: str
    days: Bounds
    is_model: bool  # whether it is a model year, or that of the registration as people say it

    def is_later(self, others: Iterable[Bounds]) -> bool:
        """Whether it is later than any of other days."""
        low = self.days.low or 0
        return all(each.high is not None and each.high < low for each in others)


def take_later_build(remarks: Iterable[str], told: dict[str, object], engine: Engine) -> list[str]:
    """Where remarks say that it was built later than what is told, it may be either; say so."""
    days = {name: each for name in DATED if (each := bounds_of(BUILT, told.get(name)))}
    if not days:
        return []
    make, model = (str(told[name]) if told.get(name) else None for name in (MAKE, MODEL))
    built = days.get(BUILT) or reduce(Bounds.hull, days.values())
    later = [
        each
        for text in remarks
        for each in builds(text, tuple(filter(None, (make, model))), engine)
        if each.is_later(days.values() if each.is_model else [built])
    ]
    if later:  # there is no Honda Beat of 2014
        made = [row.may_be_built for row in engine.catalogue.match(make=make, model=model).rows]
        later = [e for e in later if not (e.is_model and made) or any(map(e.days.overlaps, made))]
    if not later:
        return []
    last = max(later, key=lambda each: each.days.high or 0)
    either = format_date(built.hull(last.days))
    for name in days:
        del told[name]
    told[BUILT] = either
    return [f"{shown(last.words)} is later than {format_date(built)}: taken for built {either}"]


@lru_cache(maxsize=4096)
def builds(words: str, named: tuple[str, ...], engine: Engine) -> tuple[Build, ...]:
    """What remarks say of the build, and not of that of a part, or of something else.

    Args:
        words: the remarks.
        named: names of the vehicle, beside which its year may stand.
        engine: the rules, with which words come.
    """
    return tuple(_builds(words, named, engine))


def _builds(words: str, named: tuple[str, ...], engine: Engine) -> Iterator[Build]:
    if not any(map(str.isdecimal, words)):
        return
    if (old := _by_age(words, named, engine)) is not None:
        yield old
    text, names = unicodedata.normalize("NFKC", words), tuple(map(str.casefold, named))
    for said in (text, whole_years(plain_years(text))):
        for each in (each for form in _FORMS for each in form.finditer(said)):
            clause = Clause(said, each.start("day"), each.end("day"), phrases(engine))
            if not (clause.is_of_part() or clause.is_denied()):
                yield from _read(each)
        for each in _BEFORE.finditer(said) if names else ():
            if each["model"].casefold().startswith(names):
                yield from _read(each)
        at_end = _BEHIND.fullmatch(said.strip()) if names else None
        if at_end and at_end["model"].casefold().endswith(names):
            yield from _read(at_end)


def _by_age(words: str, named: tuple[str, ...], engine: Engine) -> Build | None:
    """What an age says where no year stands beside it: only 20 years old."""
    age = AGE.search(words)
    if age is None or _YEAR.search(words):
        return None
    try:
        told = understood(f"{' '.join(named)} {words}", engine).told.get(BUILT)
    except InputError:
        return None
    days = bounds_of(BUILT, told)
    return Build(age[0].strip(), days, is_model=False) if days and days.high else None


def _read(found: re.Match[str]) -> Iterator[Build]:
    days = bounds_of(BUILT, found["day"])
    is_model = bool(found.groupdict().get("model"))
    if days and days.low and days.high:
        low = days.low - LONGEST_STOCK * is_model
        yield Build(found[0].strip(), Bounds(low, days.high), is_model)
