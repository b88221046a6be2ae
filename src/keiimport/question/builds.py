# SPDX-License-Identifier: Apache-2.0
"""The build date in words: an age, or one of several years mentioned."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache, reduce
from typing import Final, Literal, NamedTuple

from keiimport.engine import Engine
from keiimport.facts.bounds import Bounds
from keiimport.facts.data import rows
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.problems import shown
from keiimport.question.clauses import Clause, Stand
from keiimport.question.phrases import DATED, bounds_of, phrases
from keiimport.question.reading import BUILT, LONGEST_STOCK, MODEL
from keiimport.question.words import MAKE
from keiimport.question.years import pattern, plain_years, rewritten, whole_years

_form: Final = lru_cache(maxsize=64)(pattern)  # on first use: few questions mention two years
_FORMS: Final = [(int(row["age"] or 0), row["pattern"]) for row in rows(__file__, "builds.csv")]
"""Ways of telling the build date, or when it will reach an age, each with an example."""
_YEARS: Final = max(years for years, _ in _FORMS)  # after which any may come in
_BEFORE, _BEHIND = "{day} (?P<model>[^,;!?\n]*)", "(?P<model>.*) {day}"
"""A year before or after the name of a vehicle."""

_YEAR: Final = pattern("{year}")
_HINT: Final = pattern("{hint}")  # text without a match tells no build date
_AGE: Final = pattern("{age}")
# before the last of two ages
_SPAN: Final = re.compile("[0-9](?: ?[-–~]| to| or| and) ?$", re.IGNORECASE)


class Build(NamedTuple):
    """A build date in a text."""

    words: str
    days: Bounds
    is_model: bool  # whether it is a model year, or that of the registration as people say it
    rest: str  # what is said besides


class Age(NamedTuple):
    """An age in a text."""

    said: re.Match[str]
    how: Literal["told", "turned", "aside"]
    words: str
    rest: str

    def build_before(self, day: int) -> Build:
        """The build date if it has that age on `day`; without months, ages count calendar years."""
        said, turned = self.said, self.how == "turned"
        years, months = int(said["years"]), said["months"]
        old = 12 * years + int(months or 0)
        last = months_later(day, -old)
        more = said["more"] or said["least"] or said["plus"] or (turned and not said["less"])
        if more or said["less"]:
            younger = Bounds(last + 1, months_later(day, 12 - old) if said["near"] else day)
            days = Bounds(None, last) if bool(more) != turned else younger
        else:
            first = months_later(day, -old - (1 if months else 12)) + 1
            if not months:
                last = date(date.fromordinal(last).year, 12, 31).toordinal()
            days = Bounds(first, min(last, day))
        return Build(self.words, days, is_model=False, rest=self.rest)


def age_in(words: str, engine: Engine) -> Age | None:
    """Find an age in a text, and whether it is the vehicle's."""
    said = _AGE.search(rewritten(words, "ages"))
    if said is None:
        return None
    stand, text, end = Stand("aside", said.start()), said.string, said.end()
    if not _SPAN.search(text, 0, said.start()):
        stand = Clause(text, *said.span(), phrases(engine)).stand_of_age(ago=bool(said["ago"]))
    rest = f"{text[: stand.start]} {text[end:]}"
    return Age(said, stand.how, text[stand.start : end].strip(), rest)


def take_later_build(remarks: Iterable[str], told: dict[str, object], engine: Engine) -> list[str]:
    """Warn if remarks, or the model's name, mention a later build date than the one told."""
    make, model = (str(told[name]) if told.get(name) else "" for name in (MAKE, MODEL))
    bare = " ".join(_YEAR.sub("", model).split())
    named = tuple(filter(None, (make, bare)))
    years = [f"{year[0]} {bare}" for year in _YEAR.finditer(model) if bare]  # Carry 2006
    said = [b for text in (*remarks, *years) for b in builds(text, named, engine)]
    return take_later(said, told, engine)


def take_later(said: Collection[Build], told: dict[str, object], engine: Engine) -> list[str]:
    """Extend the build date to later ones mentioned, and return the warnings."""
    days = {name: each for name in DATED if (each := bounds_of(BUILT, told.get(name)))}
    if not (days and said):
        return []
    built = days.get(BUILT) or reduce(Bounds.hull, days.values())
    end = date.max.toordinal()
    make, model = (str(told[name]) if told.get(name) else None for name in (MAKE, MODEL))
    made = [row.may_be_built for row in engine.catalogue.match(make=make, model=model).rows]
    latest = max(day.high or end for day in days.values())
    later = [e for e in said if (e.days.low or 0) > (latest if e.is_model else built.high or end)]
    # there is no Honda Beat of 2014
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
    """Find build dates in remarks, ignoring those of parts and of anything else.

    Args:
        words: the remarks.
        named: names of the vehicle; a year beside one of them counts.
        engine: the rules, with the known phrases.
    """
    if not _HINT.search(words):
        return ()
    found: list[Build] = []
    age = None if _YEAR.search(words) else age_in(words, engine)
    if age and age.how != "aside":
        found.append(age.build_before(date.today().toordinal()))
    text, names = unicodedata.normalize("NFKC", words), tuple(map(str.casefold, named))
    for said in (text, whole_years(plain_years(text))):
        for years, form in _FORMS:
            for each in _form(form).finditer(said):
                clause = Clause(said, each.start("day"), each.end("day"), phrases(engine))
                if not (clause.is_of_part() or clause.is_denied):
                    found += _read(each, years)
        for each in _form(_BEFORE).finditer(said) if names else ():
            if each["model"].casefold().startswith(names):
                found += _read(each)
        at_end = _form(_BEHIND).fullmatch(said.strip()) if names else None
        if at_end and at_end["model"].casefold().endswith(names):
            found += _read(at_end)
    return tuple(found)


def _read(found: re.Match[str], years: int = 0) -> Iterator[Build]:
    days = bounds_of(BUILT, found["day"])
    is_model = bool(found.groupdict().get("model"))
    if days and days.low and days.high and days.low <= date.today().toordinal() + 366 * years:
        low, high = (months_later(day, -12 * years) for day in (days.low, days.high))
        start, end = found.span("day" if is_model else 0)
        rest = f"{found.string[:start]} {found.string[end:]}"
        yield Build(found[0].strip(), Bounds(low - LONGEST_STOCK * is_model, high), is_model, rest)
