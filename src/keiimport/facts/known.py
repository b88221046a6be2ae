# SPDX-License-Identifier: Apache-2.0
"""What is known of a case: what was told, what follows from it, and what is presumed.

Nothing here decides anything. Every fact keeps where it came from and how sure it is,
so that a verdict can say so; and where a caller contradicts the catalogue in the
direction that would open a door, neither is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import Bounds, Told, shown
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.catalogue import (
    Catalogue,
    CatalogueFact,
    CatalogueRow,
    Match,
    listed,
    weakest,
)
from keiimport.facts.comparisons import FactValue
from keiimport.facts.dates import format_date
from keiimport.facts.identity import Number, recognise, same_code
from keiimport.facts.presumptions import Presumption
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Opens, Vocabulary

Source = Literal[
    "told",
    "catalogue",
    "frame_number",
    "vin",
    "first_registered",
    "presumed",
    "derived",
    "today",
]
Confidence = Literal["verified", "secondary", "unverified", "presumed"]

BUILT = "vehicle.manufactured"
REGISTERED = "vehicle.first_registered"
ENTRY = "entry.date"
MARKET = "vehicle.market"
FOR_US = "vehicle.built_for_us"
CODE = "vehicle.chassis_code"

_STANDARD = "vehicle.fmvss."
_ALL_STANDARDS = "vehicle.fmvss.*"
_NAMES = frozenset({"vehicle.make", "vehicle.model", CODE, MARKET})
_ROUND = 50
"""Figures that differ by no more than this part of themselves are not worth a warning."""

_ABROAD = frozenset({"US", "CA", "EU", "other"})


@dataclass(frozen=True, slots=True)
class Known:
    """A fact, where it came from and how sure it is.

    Attributes:
        value: the fact, as comparisons take it.
        text: the fact in words, as it was told where it was.
        source: where it came from.
        confidence: how well it was seen; what the caller tells counts as verified.
        presumption: the presumption it rests on, or None.
    """

    value: FactValue
    text: str
    source: Source
    confidence: Confidence
    presumption: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A case filled in.

    Attributes:
        known: every fact that is known, by its dotted name.
        warnings: what to tell people, one sentence each.
        models: the rows of the catalogue that were used.
        contradicted: facts on which caller and catalogue differ so that neither is
            believed.
    """

    known: Mapping[str, Known]
    warnings: tuple[str, ...]
    models: tuple[str, ...]
    contradicted: frozenset[str]


def fill_in(
    case: Case,
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    presumptions: Sequence[Presumption],
    standards: Sequence[str],
    *,
    today: date,
    strict: bool = False,
    supposing: Mapping[str, ToldValue] | None = None,
) -> Filled:
    """Everything that is known of a case.

    Args:
        case: what was told.
        vocabulary: the facts; `opens` says which contradictions could open a door.
        catalogue: the vehicles that are known.
        presumptions: what to presume, in the order in which they are tried.
        standards: the numbers of the safety standards, for presumptions on all of them.
        today: the day of entry where none was told.
        strict: presume nothing.
        supposing: facts to take as told besides, to see what an answer would change.

    Raises:
        InputError: when what was told cannot be: built after it was first registered or
            after it enters, or a standard that there is none of.
    """
    told = {**case.told_facts, **supposing} if supposing else case.told_facts
    filling = _Filling(told, vocabulary, standards)
    filling.take_entry_day(today)
    filling.bound_build()
    filling.use_catalogue(catalogue)
    filling.rule_out_us_market()
    if not strict:
        filling.presume(presumptions)
    return Filled(
        filling.known,
        tuple(dict.fromkeys(filling.warnings)),
        tuple(row.id for row in filling.match.rows),
        frozenset(filling.contradicted),
    )


class _Filling:
    """A case while it is filled in; `values` mirrors `known` for comparisons."""

    __slots__ = (
        "contradicted",
        "entry_day",
        "known",
        "match",
        "standards",
        "values",
        "vocabulary",
        "warnings",
    )

    def __init__(
        self, facts: Mapping[str, ToldValue], vocabulary: Vocabulary, standards: Sequence[str]
    ) -> None:
        self.vocabulary = vocabulary
        self.standards = standards
        self.known: dict[str, Known] = {}
        self.values: dict[str, FactValue] = {}
        self.warnings: list[str] = []
        self.contradicted: set[str] = set()
        self.match = Match()
        self.entry_day = 0
        known, values = self.known, self.values
        for name, told in facts.items():
            if isinstance(told, Told):
                known[name] = Known(told.bounds, told.text, "told", "verified")
                values[name] = told.bounds
                if told.warnings:
                    self.warnings += told.warnings
            else:
                known[name], values[name] = _told_word(told), told
            if standards and name.startswith(_STANDARD):
                number = name.removeprefix(_STANDARD)
                if number not in standards:
                    raise _no_such_standard(number, standards)

    def set(self, name: str, known: Known) -> None:
        self.known[name] = known
        self.values[name] = known.value

    def forget(self, name: str) -> None:
        del self.known[name], self.values[name]

    def text_of(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def bounds_of(self, name: str) -> Bounds | None:
        value = self.values.get(name)
        return value if isinstance(value, Bounds) else None

    def opens(self, name: str) -> Opens | None:
        fact = self.vocabulary.get(name)
        return None if fact is None else fact.opens

    def title(self, name: str) -> str:
        fact = self.vocabulary.get(name)
        return name if fact is None else fact.title

    # ------------------------------------------------------------ entry and build

    def take_entry_day(self, today: date) -> None:
        told = self.bounds_of(ENTRY)
        if told is None or told.low is None:
            ordinal, text = today.toordinal(), today.isoformat()
            self.set(ENTRY, Known(Bounds.point(ordinal), text, "today", "verified"))
            self.warnings.append(f"no entry date was told: today, {text}, is used")
            self.entry_day = ordinal
        else:
            self.entry_day = told.low

    def bound_build(self) -> None:
        """Bound the build by the first registration and by the day of entry."""
        registered = self.known.get(REGISTERED)
        built = self.known.get(BUILT)
        if registered is not None:
            built = _no_later_than(built, registered)
        if built is None or not isinstance(built.value, Bounds):
            return
        low, high = built.value.low, built.value.high
        if low is not None and low > self.entry_day:
            entry = self.known[ENTRY]
            day = f"today, {entry.text}" if entry.source == "today" else entry.text
            raise InputError(
                f"the vehicle was built after it enters: built {built.text}, entry {day}",
                at=BUILT,
                got=built.text,
                expected=f"a build no later than {date.fromordinal(self.entry_day)}, or a "
                f"later `{ENTRY}`",
            )
        if high is None or high > self.entry_day:
            built = replace(built, value=Bounds(low, self.entry_day))
        self.set(BUILT, built)

    # ------------------------------------------------------------ identity and catalogue

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Find the vehicle by its numbers and names, and fill in what it is."""
        codes, markets, consistent = self.read_numbers()
        make, model = self.text_of("vehicle.make"), self.text_of("vehicle.model")
        if not consistent or not (codes or model):
            return
        match = self.match = catalogue.match(
            make=make,
            model=model,
            chassis_codes=codes,
            built=self.bounds_of(BUILT),
            markets=markets,
        )
        if match.warnings:
            self.warnings += match.warnings
        if not match.rows:
            return
        known, values = self.known, self.values
        for name, fact in match.facts.items():
            told = known.get(name)
            if told is None:
                known[name] = Known(fact.value, fact.text, "catalogue", fact.confidence)
                values[name] = fact.value
            elif told.value != fact.value:
                if name in _NAMES:
                    self.respell(name, told, fact)
                else:
                    self.compare(name, told, fact)
        self.check_production(match)
        if weakest(row.start_confidence for row in match.rows) == "unverified":
            titles = listed(dict.fromkeys(row.title for row in match.rows))
            self.warnings.append(
                f"the catalogue on {titles} is not verified: no source was seen for when its "
                "production began"
            )

    def rule_out_us_market(self) -> None:
        """Whether it was built for the United States, where every vehicle it can be agrees."""
        if FOR_US in self.known:
            return
        market, rows = self.known.get(MARKET), self.match.rows
        if market is not None:
            built_for_us = market.value == "US"
            source, sure = market.source, market.confidence
        elif rows and len({row.market == "US" for row in rows}) == 1:
            built_for_us = rows[0].market == "US"
            source, sure = "catalogue", "secondary"
        else:
            return
        self.set(FOR_US, Known(built_for_us, "yes" if built_for_us else "no", source, sure))

    def read_numbers(self) -> tuple[tuple[str, ...], frozenset[str] | None, bool]:
        """Chassis codes, possible markets, and whether the numbers fit each other."""
        vin = frame = None
        codes: tuple[str, ...] | None = None
        for field, wanted in _NUMBER_FIELDS:
            text = self.text_of(field)
            if text is None:
                continue
            number = recognise(text)
            if number.warnings:
                self.warnings += number.warnings
            if number.kind not in (*wanted, "unknown"):
                kind = _KINDS[number.kind]
                self.warnings.append(f"`{field}` holds {kind}, {shown(text)}: read as such")
            if number.kind == "vin":
                vin = number
            elif number.kind == "frame_number":
                frame = number
            if number.chassis_codes:
                joined = _joined(codes, number.chassis_codes)
                if not joined:
                    self.warnings.append(
                        f"the chassis codes {listed((codes or ()) + number.chassis_codes)} do "
                        "not fit each other: nothing is taken from the catalogue"
                    )
                    return (), None, False
                codes = joined
        self.use_code(frame, codes)
        return codes or (), self.possible_markets(vin, frame), True

    def use_code(self, frame: Number | None, codes: tuple[str, ...] | None) -> None:
        told = self.known.get(CODE)
        if codes is None or len(codes) > 1:
            return
        if told is None:
            source: Source = "frame_number" if frame is not None else "told"
            self.set(CODE, Known(codes[0], codes[0], source, "verified"))
        elif told.value != codes[0]:
            self.set(CODE, replace(told, value=codes[0]))

    def possible_markets(self, vin: Number | None, frame: Number | None) -> frozenset[str] | None:
        """The markets that the numbers allow; None allows all."""
        if vin is not None and vin.model_year is not None:
            name, year = "vehicle.model_year", Bounds.point(vin.model_year)
            if name not in self.known:
                sure: Confidence = "secondary" if vin.north_american else "unverified"
                self.set(name, Known(year, str(vin.model_year), "vin", sure))
        told = self.text_of(MARKET)
        if told is not None:
            if frame is not None and vin is None and told != "JP":
                self.warnings.append(
                    f"the market told is `{told}`, but {shown(frame.text)} is the form of a "
                    "Japanese frame number"
                )
            return frozenset({told})
        if vin is not None and frame is not None:
            self.warnings.append(
                "there is a VIN of 17 characters and a Japanese frame number: the market is "
                "taken from neither"
            )
            return None
        if frame is not None:
            self.set(MARKET, Known("JP", "JP", "frame_number", "secondary"))
            return frozenset({"JP"})
        return None if vin is None else _ABROAD

    def respell(self, name: str, told: Known, fact: CatalogueFact) -> None:
        """Spell a name as the catalogue and the tables do, and print it as it was told."""
        if (
            isinstance(told.value, str)
            and isinstance(fact.value, str)
            and (_squashed(told.value) == _squashed(fact.value))
        ):
            self.set(name, replace(told, value=fact.value))

    def compare(self, name: str, told: Known, fact: CatalogueFact) -> None:
        """Settle a difference between what was told and what the catalogue has."""
        opens, value, row = self.opens(name), told.value, self.match.rows[0]
        both = (
            f"{self.title(name)}: told `{told.text}`, but the catalogue has `{fact.text}` for "
            f"{row.title}"
        )
        if isinstance(value, Bounds) and isinstance(fact.value, Bounds):
            if value.intersect(fact.value) is not None:
                return
            lower = (
                value.high is not None
                and fact.value.low is not None
                and (value.high < fact.value.low)
            )
            if opens == "other" or opens == ("lower" if lower else "higher"):
                self.contradicted.add(name)
                hull = value.hull(fact.value)
                text = f"{told.text} as told, {fact.text} in the catalogue"
                self.set(name, Known(hull, text, "told", fact.confidence))
                self.warnings.append(f"{both}: anything between the two is taken as possible")
                return
            if _nominal(value, fact.value):
                return
        elif opens is not None:
            self.contradicted.add(name)
            self.forget(name)
            self.warnings.append(f"{both}: it is taken as unknown, since it could open a door")
            return
        self.warnings.append(f"{both}: what was told is used")

    def check_production(self, match: Match) -> None:
        """Compare the build with the months of production, or begin it there."""
        starts = [row.produced.low for row in match.rows if row.produced.low is not None]
        if len(starts) < len(match.rows):
            return
        start, built = min(starts), self.known.get(BUILT)
        narrows = self.opens(BUILT) in ("lower", "other")
        if built is None or match.before_production:
            sure = weakest(row.start_confidence for row in match.rows)
            sure = "unverified" if match.loose else sure
            row = min(match.rows, key=_start_of)
            began = f"production of {row.title} began in {_month(start)} by the catalogue"
            began += " (unverified)" if sure == "unverified" else ""
            if built is None:
                self.begin_build(start, began, sure)
            elif narrows:
                self.doubt_build(built, start, began, sure)
            else:
                self.warnings.append(f"built `{built.text}`, but {began}: what was told is used")
        elif match.after_production:
            end = max(row.produced.high or 0 for row in match.rows)
            self.warnings.append(
                f"built `{built.text}`, but production of {match.rows[0].title} ended in "
                f"{_month(end)} by the catalogue: what was told is used"
            )
        elif narrows and built.source == "first_registered":
            self.raise_build(start, built)

    def doubt_build(self, built: Known, start: int, began: str, sure: Confidence) -> None:
        """Built before production began: any day from the one told to the entry may be right."""
        assert isinstance(built.value, Bounds)
        self.contradicted.add(BUILT)
        text = f"{built.text} as told, {_month(start)} or later in the catalogue"
        self.set(BUILT, Known(Bounds(built.value.low, self.entry_day), text, built.source, sure))
        self.warnings.append(
            f"built `{built.text}`, but {began}: any day up to the entry is taken as possible"
        )

    def begin_build(self, start: int, began: str, sure: Confidence) -> None:
        """Nobody told the build: it is no earlier than production began."""
        if start > self.entry_day:
            self.warnings.append(f"{began}, which is after the day of entry")
            return
        text = f"{_month(start)} or later"
        self.set(BUILT, Known(Bounds(start, self.entry_day), text, "catalogue", sure))

    def raise_build(self, start: int, built: Known) -> None:
        """Only a registration bounds the build: it is no earlier than production began.

        A later first day can only close a door, so how sure the build is stays as it was.
        """
        assert isinstance(built.value, Bounds)
        if built.value.low is None:
            value = Bounds(start, built.value.high)
            text = f"{_month(start)} or later by the catalogue, {built.text}"
            self.set(BUILT, Known(value, text, "derived", built.confidence))

    # ------------------------------------------------------------ presumptions

    def presume(self, presumptions: Iterable[Presumption]) -> None:
        """Fill what is still open with what may be presumed, each seeing those before."""
        known, values = self.known, self.values
        for presumption in presumptions:
            first, *others = presumption.facts
            if first in values and (not others or all(name in values for name in others)):
                continue
            if not _applies(presumption, values):
                continue
            presumed = self.presumed(presumption)
            if presumed is None:
                continue
            for name in self.targets(presumption.facts):
                if name not in values and name not in self.contradicted:
                    known[name], values[name] = presumed, presumed.value

    def targets(self, facts: tuple[str, ...]) -> Iterator[str]:
        """The facts that names and patterns stand for."""
        for name in facts:
            if name == _ALL_STANDARDS:
                yield from (_STANDARD + number for number in self.standards)
            else:
                yield name

    def presumed(self, presumption: Presumption) -> Known | None:
        value, text = presumption.value, presumption.text
        if presumption.calendar_year_of is not None:
            day = self.bounds_of(presumption.calendar_year_of)
            if day is None:
                return None
            value = Bounds(_year(day.low), _year(day.high))
            text = _years(value)
        if value is None:
            return None
        return _presumed(value, text, presumption.id)


_NUMBER_FIELDS = (
    ("vehicle.vin", ("vin",)),
    ("vehicle.frame_number", ("frame_number",)),
    (CODE, ("chassis_code", "type_code")),
)
_KINDS = {
    "vin": "a VIN of 17 characters",
    "frame_number": "a Japanese frame number",
    "type_code": "a Japanese type code",
    "chassis_code": "a chassis code",
}


@lru_cache(maxsize=4096)
def _told_word(value: bool | str | frozenset[str]) -> Known:
    """What was told in a word, a list of words, or by yes or no."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, str):
        text = value
    else:
        text = ", ".join(sorted(value)) or "none"
    return Known(value, text, "told", "verified")


def _no_later_than(built: Known | None, registered: Known) -> Known | None:
    """The build, which is never later than the first registration."""
    assert isinstance(registered.value, Bounds)
    last = registered.value.high
    if last is None:
        return built
    if built is None:
        text = f"{format_date(Bounds(None, last))}, by the first registration"
        return Known(Bounds(None, last), text, "first_registered", "verified")
    assert isinstance(built.value, Bounds)
    low, high = built.value.low, built.value.high
    if low is not None and low > last:
        raise InputError(
            "the vehicle was built after it was first registered: built "
            f"{built.text}, first registered {registered.text}",
            at=BUILT,
            got=built.text,
            expected=f"a build no later than {date.fromordinal(last)}",
        )
    if high is not None and high <= last:
        return built
    text = f"{built.text}, by {date.fromordinal(last)} when it was first registered"
    return Known(Bounds(low, last), text, "first_registered", "verified")


def _joined(codes: tuple[str, ...] | None, more: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of both, each in its longer form; all of `more` where there are none yet."""
    if codes is None:
        return more
    return tuple(
        dict.fromkeys(
            max(code, other, key=len) for code in codes for other in more if same_code(code, other)
        )
    )


def _start_of(row: CatalogueRow) -> int:
    return row.produced.low or 0


def _month(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()[:7]


def _nominal(told: Bounds, known: Bounds) -> bool:
    """Whether two figures are one, told roundly: listings say 660 cc for 657."""
    ends = [end for end in (told.low, told.high, known.low, known.high) if end is not None]
    return len(ends) == 4 and (max(ends) - min(ends)) * _ROUND <= max(ends)


def _applies(presumption: Presumption, facts: Mapping[str, FactValue]) -> bool:
    for test in presumption.off_when:
        if test.truth(facts) is True:
            return False
    given = presumption.given
    return not given or all(test.truth(facts) is True for test in given)


@lru_cache(maxsize=4096)
def _presumed(value: FactValue, text: str, presumption: str) -> Known:
    return Known(value, text, "presumed", "presumed", presumption)


@lru_cache(maxsize=1024)
def _years(years: Bounds) -> str:
    return format_quantity(years, "year")


def _year(ordinal: int | None) -> int | None:
    return None if ordinal is None else date.fromordinal(ordinal).year


@lru_cache(maxsize=4096)
def _squashed(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _no_such_standard(number: str, standards: Sequence[str]) -> InputError:
    guess = nearest(number, standards)
    return InputError(
        f"there is no safety standard {shown(number)} here",
        at=_STANDARD + number,
        got=number,
        expected=f"a known standard; did you mean `{guess}`?" if guess else "a known standard",
    )
