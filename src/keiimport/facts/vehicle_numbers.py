# SPDX-License-Identifier: Apache-2.0
"""What the numbers told of a vehicle say together: chassis code, markets, model year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import NamedTuple

from keiimport.facts.bounds import Bounds, listed, shown
from keiimport.facts.completion import (
    BUILT,
    CODE,
    COUNTRY,
    GROSS,
    MARKET,
    MODEL,
    MODEL_YEAR,
    REGISTERED,
    Completion,
)
from keiimport.facts.identity import (
    ROUND,
    ExhaustPrefix,
    ExhaustPrefixes,
    Number,
    recognise,
    same_code,
)
from keiimport.facts.sources import FIGURES, Confidence, Source, SourcedValue
from keiimport.facts.texts import MARKETS
from keiimport.facts.units import parse_figure

_NUMBER_FIELDS = (
    ("vehicle.vin", ("vin",)),
    ("vehicle.frame_number", ("frame_number",)),
    (CODE, ("chassis_code", "type_code")),
)
NUMBERS = tuple(field for field, _ in _NUMBER_FIELDS)
"""The facts that are numbers of a vehicle."""

_KINDS = {
    "vin": "a VIN of 17 characters",
    "frame_number": "a Japanese frame number",
    "type_code": "a Japanese type code",
    "chassis_code": "a chassis code",
}

LABELLED = frozenset({"US", "CA"})
"""The markets for which makers label a vehicle as built to the standards of a country."""

ALTERED = "vehicle.altered"
_LIGHT = parse_figure(FIGURES["light"], "weight")

_ABROAD = frozenset(MARKETS) - {"JP"}
"""The markets whose vehicles carry a VIN."""


class Numbers(NamedTuple):
    """What all numbers say together."""

    # the chassis codes it may have; none where no number says one, or they do not fit each other
    codes: tuple[str, ...]
    markets: frozenset[str] | None  # those it may have been built for; None allows all
    conflict: tuple[tuple[str, ...], ...] = ()  # the codes of each, where they do not fit
    vin: Number | None = None
    # what shows that it is of Japan, in words: a frame number, or the prefix of a type code
    japanese: str | None = None
    model_year: int | None = None  # that of its VIN
    prefix: ExhaustPrefix | None = None


def read_numbers(completion: Completion, exhaust: ExhaustPrefixes) -> Numbers:
    """Read the VIN, the frame number and the code told, and fill in what they say."""
    numbers = list(_recognised(completion))
    of_kind = {number.kind: number for number in numbers}
    vin, frame = of_kind.get("vin"), of_kind.get("frame_number")
    typed = [n for n in numbers if exhaust.of(n.prefix) and not _is_model(completion, n)]
    japanese = None
    if frame is not None:
        japanese = completion.say("japanese_frame", text=shown(frame.text))
    elif typed:
        japanese = completion.say("japanese_type", text=shown(typed[0].text))
    each = tuple(number.chassis_codes for number in numbers if number.chassis_codes)
    codes = reduce(_joined, each) if each else ()
    if each and not codes:
        completion.warn("codes_conflict", codes=listed(code for codes in each for code in codes))
    elif len(codes) == 1:
        source: Source = "told" if frame is None else "frame_number"
        code = completion.known.get(CODE) or SourcedValue(codes[0], codes[0], source, "verified")
        completion.set(CODE, code._replace(value=codes[0]))
    return Numbers(
        codes,
        _possible_markets(completion, vin, japanese),
        () if codes else each,
        vin,
        japanese,
        None if vin is None else _use_vin(completion, vin),
        exhaust.of(typed[-1].prefix) if typed else None,
    )


def _recognised(completion: Completion) -> Iterator[Number]:
    for field, wanted in _NUMBER_FIELDS:
        text = completion.text_of(field)
        if text is None:
            continue
        number = recognise(text)
        completion.warnings += number.warnings
        if number.altered:
            # it was rebuilt, whatever else was told
            told = completion.known.get(ALTERED)
            if told is not None and told.value is False:
                completion.warn("altered", text=shown(text))
            said = completion.say("altered_by", text=shown(text))
            completion.set(ALTERED, SourcedValue(True, said, "told", "verified"))
        if number.kind not in (*wanted, "unknown"):
            kind = _KINDS[number.kind]
            completion.warn("read_as", fact=field, kind=kind, text=shown(text))
        yield number


def _use_vin(completion: Completion, vin: Number) -> int | None:
    """Take the country and the model year of a VIN; the year, whatever was told."""
    # where it was built in those two its labels are in question, and no VIN tells them
    if vin.country is not None and vin.country not in LABELLED:
        sure: Confidence = "secondary" if vin.sure else "unverified"
        completion.offer(COUNTRY, SourcedValue(vin.country, vin.country, "vin", sure))
    year = _model_year(completion, vin.model_year)
    if year is not None:
        sure = "secondary" if vin.north_american else "unverified"
        completion.offer(MODEL_YEAR, SourcedValue(Bounds.point(year), str(year), "vin", sure))
    return year


def _model_year(completion: Completion, by_letter: int | None) -> int | None:
    """The model year of a VIN in that round of its letters which fits what is told.

    Position 7 settles the round for cars, and for trucks up to 10,000 lb only
    (49 CFR 565.15(d)(1)). No vehicle is of a later year than the one after it enters.
    """
    if by_letter is None:
        return None
    years = [by_letter, by_letter + (ROUND if by_letter < 1980 + ROUND else -ROUND)]
    if completion.entry_day:
        years = [year for year in years if year <= date.fromordinal(completion.entry_day).year + 1]
    if is_light(completion):
        return by_letter if by_letter in years else None
    told = completion.bounds_of(BUILT) or completion.bounds_of(REGISTERED)
    if told is not None and told.low is not None and told.high is not None:
        first, last = (date.fromordinal(day).year for day in (told.low, told.high))
        years.sort(key=lambda year: not first - 1 <= year <= last + 2)
    return years[0] if years else None


def is_light(completion: Completion) -> bool:
    """Whether it is known to be of those whose VIN settles the round of its model year."""
    gross = completion.bounds_of(GROSS)
    return completion.text_of("vehicle.body") in ("passenger_car", "station_wagon", "suv") or (
        gross is not None and gross.high is not None and gross.high <= _LIGHT
    )


def _is_model(completion: Completion, number: Number) -> bool:
    """Whether the name of the model stands where a type code would, such as `e-NV200`."""
    return (
        number.text.replace("-", "") == (completion.text_of(MODEL) or "").replace("-", "").upper()
    )


def _possible_markets(
    completion: Completion, vin: Number | None, japanese: str | None
) -> frozenset[str] | None:
    """The markets that the numbers allow; None allows all."""
    told = completion.text_of(MARKET)
    if told is not None:
        if japanese is not None and vin is None and told != "JP":
            if told in LABELLED and completion.opens(MARKET) is not None:
                completion.disbelieve(MARKET, japanese)
                return None
            completion.warn("market_number", value=told, because=japanese)
        # the catalogue puts all other countries together
        return frozenset({told} if told in ("JP", *LABELLED) else {told, "EU", "other"})
    if vin is not None and japanese is not None:
        completion.warn("two_numbers")
        return None
    if japanese is not None:
        completion.set(MARKET, SourcedValue("JP", "JP", "frame_number", "secondary"))
        return frozenset({"JP"})
    return None if vin is None else _ABROAD


def _joined(codes: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of both, each in its longer form."""
    return tuple(
        dict.fromkeys(
            max(code, other, key=len) for code in codes for other in more if same_code(code, other)
        )
    )
