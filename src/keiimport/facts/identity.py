# SPDX-License-Identifier: Apache-2.0
"""The numbers of a vehicle: VIN, Japanese frame number, type code and chassis code.

Vehicles built for Japan have no VIN. They have a frame number (車台番号), such as
`B6AW-0001234`: a chassis code and a serial number, with no check digit and no year. Papers print
the type code (型式), the chassis code after a prefix for its emission class, such as `ZAA-B6AW`.
No number proves what a certification label does.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, reduce
from typing import Literal, NamedTuple, Self, cast

from keiimport.facts.bounds import Bounds, plain
from keiimport.facts.completion import ALTERED, BUILT, MARKET, MODEL_YEAR, REGISTERED, Completion
from keiimport.facts.data import patterns, table_rows
from keiimport.facts.problems import listed, remark, shown, wrong
from keiimport.facts.sources import CONFIDENCES, FIGURES, Confidence, SourcedValue, with_margin
from keiimport.facts.texts import MARKETS, country_code
from keiimport.facts.units import parse_figure

NumberKind = Literal["vin", "frame_number", "type_code", "chassis_code", "unknown"]

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУІЈЅЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXYIJS3ABEZHIKMNOPTYX")
_RE = patterns(__file__)

_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
"""The characters for model years from 1980 on, in position 10 of a VIN."""

ROUND = len(_YEARS)
"""The years after which these characters begin again."""


class Number(NamedTuple):
    """The meaning of one number of a vehicle."""

    kind: NumberKind
    text: str
    # those it may stand for; more than one where a frame number is written without its hyphen
    chassis_codes: tuple[str, ...] = ()
    serial: str | None = None
    prefix: str | None = None
    north_american: bool = False
    country: str | None = None  # where a VIN of such a beginning is from
    sure: bool = False  # the check digit of a VIN is right, or nobody but Japan begins it so
    # of a VIN whose check digit is right, as of a car or light truck; makers elsewhere use neither
    model_year: int | None = None
    altered: bool = False  # `改` follows it: the vehicle was rebuilt and examined anew
    warnings: tuple[str, ...] = ()


def plain_number(text: str) -> str:
    """Write `text` in capitals, with plain width and hyphens and without spaces."""
    return "".join(plain(text).upper().split())


@lru_cache(maxsize=4096)
def recognise(text: str) -> Number:
    """Recognise a VIN, a frame number, a type code or a chassis code."""
    number = plain_number(text)
    read = number.translate(_LOOK_ALIKES)
    if read != number:
        alike = ", ".join(f"`{each}`" for each in dict.fromkeys(number) if each not in read)
        return _noting(recognise(read), "other_script", text=text, alike=alike, read=read)
    unaltered = _RE["altered"].sub("", plain(text).strip().upper())
    if unaltered and plain_number(unaltered) != number:
        built = recognise(unaltered)
        if built.kind != "unknown":
            return built._replace(altered=True)
    if _RE["placeholder"].fullmatch(number):
        return _noting(Number("unknown", number), "placeholder", text=text)
    if number[:1] == "I" and _RE["vin"].fullmatch(number[1:]):
        return _noting(recognise(number[1:]), "bar_code", vin=number[1:])
    if number.startswith("000"):
        # no VIN begins so; titles pad frame numbers
        padded = recognise(number.lstrip("0"))
        if padded.kind != "frame_number" or not padded.serial:
            return _unknown(text, number)
        read = f"{padded.chassis_codes[0]}-{padded.serial}"
        return _noting(padded._replace(text=read), "padded", text=text, read=read)
    if _RE["vin"].fullmatch(number) and any(character.isdigit() for character in number):
        return _vin(number)
    if found := _RE["japanese"].fullmatch(number):
        alone: NumberKind = "type_code" if found["prefix"] else "chassis_code"
        kind = "frame_number" if found["serial"] else alone
        return Number(kind, number, (found["code"],), found["serial"], found["prefix"])
    if codes := _undivided(number):
        serial = number[len(codes[0]) :] if len(codes) == 1 else None
        return Number("frame_number", number, codes, serial)
    return _unknown(text, number)


def _noting(number: Number, warning: str, **words: object) -> Number:
    return number._replace(warnings=(remark(warning, **words), *number.warnings))


def same_code(code: str, other: str) -> bool:
    """Whether two codes are equal, except for up to two body letters after at least four others."""
    short, long = sorted((code, other), key=len)
    if short == long:
        return True
    rest = long[len(short) :]
    return len(short) >= 4 and long.startswith(short) and len(rest) <= 2 and rest.isalpha()


def _undivided(number: str) -> tuple[str, ...]:
    """The possible chassis codes of a frame number without a hyphen, shortest first."""
    if not number[-5:].isdigit():
        return ()
    ends = (len(number) - digits for digits in (7, 6, 5) if number[-digits:].isdigit())
    return tuple(number[:end] for end in ends if _RE["code"].fullmatch(number[:end]))


def _unknown(text: str, number: str) -> Number:
    name = "no_vin_of_17" if len(number) == 17 else "no_number_of_vehicle"
    return _noting(Number("unknown", number), name, text=text)


def _vin(number: str) -> Number:
    from vininfo import Vin

    vin = Vin(number)
    right, north_american = vin.verify_checksum(check_year=False), vin.region == "North America"
    country = country_code(vin.country or "")
    found = Number("vin", number, north_american=north_american, country=country)
    if right:
        # position 10 counts through thirty letters and digits from 1980, and again from 2010;
        # position 7 of a car or light truck is a digit in the first round and a letter in the
        # second (49 CFR 565.15(d)(1))
        place = _YEARS.find(number[9])
        year = 1980 + place + (ROUND if number[6].isalpha() else 0)
        return found._replace(sure=True, model_year=None if place < 0 else year)
    name = "mistyped_vin" if north_american else "odd_vin"
    return _noting(found._replace(sure=number[0] == "J"), name, vin=number)


_COLUMNS = ["prefix", "meaning", "first_year", "last_year", "confidence", "sources"]


class ExhaustPrefix(NamedTuple):
    """An emission prefix of type codes, or all with the same first character."""

    given: Bounds  # the days on which it may have been, with the margin for how well they were seen
    years: str
    confidence: Confidence


class ExhaustPrefixes(dict[str, ExhaustPrefix]):
    """The emission prefixes whose years are known."""

    @classmethod
    def read(cls, csv_text: str) -> Self:
        """Read the table, which may be empty."""
        found, file = cls(), "data/exhaust-prefixes.csv"
        for (name, _, first, last, seen, _), place in table_rows(csv_text, file, _COLUMNS):
            if name in found:
                raise wrong("prefix_twice", place, prefix=name)
            try:
                sure = CONFIDENCES[CONFIDENCES[:3].index(cast(Confidence, seen))]
                days = Bounds(
                    date(int(first), 1, 1).toordinal() if first else None,
                    date(int(last), 12, 31).toordinal() if last else None,
                )
            except ValueError:
                raise wrong("unread_prefix", place, prefix=name) from None
            years = f"from {first or None} {f'to {last}' if last else 'on'}"
            found[name] = ExhaustPrefix(with_margin(days, sure, sure), years, sure)
        return found

    def of(self, prefix: str | None) -> ExhaustPrefix | None:
        """Look up a prefix; in the table `**` stands for any two letters or digits."""
        prefix = prefix or ""
        return self.get(prefix) or (self.get(f"{prefix[0]}**") if len(prefix) == 3 else None)


# --- what all numbers of a vehicle say together ---

VIN, FRAME, CODE = "vehicle.vin", "vehicle.frame_number", "vehicle.chassis_code"
NUMBERS = {"vin": VIN, "frame_number": FRAME, "type_code": CODE, "chassis_code": CODE}
"""The fact for each kind of number."""

LABELLED = frozenset({"US", "CA"})
"""The markets for which makers put a certification label on vehicles."""

_LIGHT = parse_figure(FIGURES["light"], "weight")

_ABROAD = frozenset(MARKETS) - {"JP"}
"""The markets where vehicles have a VIN."""


class Numbers(NamedTuple):
    """The combined meaning of all numbers of a vehicle."""

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
    """Read the VIN, frame number and code told, and fill in facts that follow from them."""
    numbers = list(_recognised(completion))
    of_kind = {number.kind: number for number in numbers}
    vin, frame = of_kind.get("vin"), of_kind.get("frame_number")
    # the name of the model may stand where a type code would, such as `e-NV200`
    model = (completion.text_of("vehicle.model") or "").replace("-", "").upper()
    prefixed = (number for number in numbers if exhaust.of(number.prefix))
    typed = [number for number in prefixed if number.text.replace("-", "") != model]
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
        source: Literal["frame_number", "told"] = "frame_number" if frame else "told"
        said = SourcedValue(codes[0], codes[0], source, "verified")
        completion.known[CODE] = (completion.known.get(CODE) or said)._replace(value=codes[0])
    markets = _possible_markets(completion, vin, japanese)
    year = None if vin is None else _use_vin(completion, vin)
    prefix = exhaust.of(typed[-1].prefix) if typed else None
    return Numbers(codes, markets, () if codes else each, vin, japanese, year, prefix)


def _recognised(completion: Completion) -> Iterator[Number]:
    for field in (VIN, FRAME, CODE):
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
            completion.known[ALTERED] = SourcedValue(True, said, "told", "verified")
        if NUMBERS.get(number.kind, field) != field:
            kind = completion.say(f"kind_{number.kind}")
            completion.warn("read_as", fact=field, kind=kind, text=shown(text))
        yield number


def _use_vin(completion: Completion, vin: Number) -> int | None:
    """Fill in the country and model year of a VIN; return the year."""
    # where it was built in those two its labels are in question, and no VIN tells them
    if vin.country is not None and vin.country not in LABELLED:
        sure: Confidence = "secondary" if vin.sure else "unverified"
        built_in = SourcedValue(vin.country, vin.country, "vin", sure)
        completion.offer("vehicle.country_of_manufacture", built_in)
    year = _model_year(completion, vin.model_year)
    if year is not None:
        sure = "secondary" if vin.north_american else "unverified"
        completion.offer(MODEL_YEAR, SourcedValue(Bounds.point(year), str(year), "vin", sure))
    return year


def _model_year(completion: Completion, by_letter: int | None) -> int | None:
    """The model year of a VIN, in the 30-year cycle of its letters that fits what was told.

    Position 7 identifies the cycle for cars, and for trucks up to 10,000 lb only
    (49 CFR 565.15(d)(1)). No vehicle is of a later model year than the year after its entry.
    """
    if by_letter is None:
        return None
    years = [by_letter, by_letter + (ROUND if by_letter < 1980 + ROUND else -ROUND)]
    if completion.entry_day:
        years = [year for year in years if year <= date.fromordinal(completion.entry_day).year + 1]
    if is_light(completion):
        return by_letter if by_letter in years else None
    low, high = completion.bounds_of(BUILT if BUILT in completion.known else REGISTERED)
    if low is not None and high is not None:
        first, last = date.fromordinal(low).year, date.fromordinal(high).year
        years.sort(key=lambda year: not first - 1 <= year <= last + 2)
    return years[0] if years else None


def is_light(completion: Completion) -> bool:
    """Whether position 7 of its VIN identifies the 30-year cycle of its model year."""
    most = completion.bounds_of("vehicle.gvwr").high
    is_car = completion.text_of("vehicle.body") in ("passenger_car", "station_wagon", "suv")
    return is_car or (most is not None and most <= _LIGHT)


def _possible_markets(
    completion: Completion, vin: Number | None, japanese: str | None
) -> frozenset[str] | None:
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
        completion.known[MARKET] = SourcedValue("JP", "JP", "frame_number", "secondary")
        return frozenset({"JP"})
    return None if vin is None else _ABROAD


def _joined(codes: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    pairs = ((code, other) for code in codes for other in more if same_code(code, other))
    return tuple(dict.fromkeys(max(pair, key=len) for pair in pairs))
