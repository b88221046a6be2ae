# SPDX-License-Identifier: Apache-2.0
"""What the numbers of a vehicle say: VIN, Japanese frame number, type code, chassis code.

Vehicles built for Japan carry no VIN. They carry a frame number (車台番号), a chassis code
and a serial with no check digit and no year in it, such as `B6AW-0001234`; papers print
the type code (型式), the chassis code after a prefix for its emission class, such as
`ZAA-B6AW`. None of them says what a label says: a number proves no certification.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds, plain, shown
from keiimport.facts.data import table_rows
from keiimport.facts.sources import CONFIDENCES, Confidence, with_margin
from keiimport.facts.texts import country_code

NumberKind = Literal["vin", "frame_number", "type_code", "chassis_code", "unknown"]

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУІЈЅЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXYIJS3ABEZHIKMNOPTYX")
_ALTERED = re.compile(r"(?:-?\(?(?:改|カイ)\)?|[ -]\(?KAI\)?)\Z")

_CODE = r"(?:[A-Z]{1,4}[0-9]{0,4}[A-Z]{0,3}|[0-9](?:[0-9][A-Z]|[A-Z][A-Z0-9]))"
_PREFIX = r"(?:[0-9][A-Z][A-Y]|[A-Z]{1,3})"  # 1JZ-GTE is an engine
# Listings often mask the last digits of a serial.
_SERIAL = r"(?:[0-9]{5,7}|[0-9]{0,6}[*?X]{3,7})"

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_JAPANESE = re.compile(rf"(?:(?P<prefix>{_PREFIX})-)??(?P<code>{_CODE})(?:-(?P<serial>{_SERIAL}))?")
_CHASSIS_CODE = re.compile(_CODE)

_PLACEHOLDER = re.compile(r"([0-9X*?.-])\1{4,}")
"""One character over and over, where a form wants a number and there is none."""

_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
"""What stands for a model year in position 10 of a VIN, from 1980 on."""

ROUND = len(_YEARS)
"""Years after which the letters and digits for the model year begin anew."""


class Number(NamedTuple):
    """What one number of a vehicle turned out to be."""

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
    """`text` in capitals, plain width and plain hyphens, without spaces."""
    return "".join(plain(text).upper().split())


@lru_cache(maxsize=4096)
def recognise(text: str) -> Number:
    """Tell what a number is: a VIN, a frame number, a type code or a chassis code."""
    number = plain_number(text)
    read = number.translate(_LOOK_ALIKES)
    if read != number:
        alike = ", ".join(f"`{each}`" for each in dict.fromkeys(number) if each not in read)
        warning = f"{shown(text)} is written with {alike} of another script: read as `{read}`"
        return _noting(recognise(read), warning)
    unaltered = _ALTERED.sub("", plain(text).strip().upper())
    if unaltered and plain_number(unaltered) != number:
        built = recognise(unaltered)
        if built.kind != "unknown":
            return built._replace(altered=True)
    if _PLACEHOLDER.fullmatch(number):
        return Number("unknown", number, warnings=(f"{shown(text)} stands for no number",))
    if number[:1] == "I" and _VIN.fullmatch(number[1:]):
        warning = f"the `I` before the VIN `{number[1:]}` is the mark of a bar code: left out"
        return _noting(recognise(number[1:]), warning)
    if number.startswith("000"):
        # no VIN begins so; titles pad frame numbers
        padded = recognise(number.lstrip("0"))
        if padded.kind != "frame_number" or not padded.serial:
            return _unknown(text, number)
        read = f"{padded.chassis_codes[0]}-{padded.serial}"
        warning = f"{shown(text)} is padded with zeros: read as the frame number `{read}`"
        return _noting(padded._replace(text=read), warning)
    if _VIN.fullmatch(number) and any(character.isdigit() for character in number):
        return _vin(number)
    if found := _JAPANESE.fullmatch(number):
        alone: NumberKind = "type_code" if found["prefix"] else "chassis_code"
        kind = "frame_number" if found["serial"] else alone
        return Number(kind, number, (found["code"],), found["serial"], found["prefix"])
    if codes := _undivided(number):
        serial = number[len(codes[0]) :] if len(codes) == 1 else None
        return Number("frame_number", number, codes, serial)
    return _unknown(text, number)


def _noting(number: Number, warning: str) -> Number:
    return number._replace(warnings=(warning, *number.warnings))


def same_code(code: str, other: str) -> bool:
    """Whether two chassis codes are one, but for at most two trailing body letters.

    Papers and feeds drop the letters that stand for the body (`DD51` for `DD51T`). Codes
    shorter than four characters are too common for that and must be equal.
    """
    short, long = sorted((code, other), key=len)
    if short == long:
        return True
    rest = long[len(short) :]
    return len(short) >= 4 and long.startswith(short) and len(rest) <= 2 and rest.isalpha()


def _undivided(number: str) -> tuple[str, ...]:
    """The chassis codes a frame number without a hyphen may begin with, the shortest first."""
    if not number[-5:].isdigit():
        return ()
    ends = (len(number) - digits for digits in (7, 6, 5) if number[-digits:].isdigit())
    return tuple(number[:end] for end in ends if _CHASSIS_CODE.fullmatch(number[:end]))


def _unknown(text: str, number: str) -> Number:
    why = "is not a VIN: a VIN holds no I, O or Q, and has digits"
    if len(number) != 17:
        why = "is neither a VIN of 17 characters nor a Japanese frame number such as "
        why += "`B6AW-0001234`: nothing is taken from it"
    return Number("unknown", number, warnings=(f"{shown(text)} {why}",))


def _vin(number: str) -> Number:
    from vininfo import Vin

    vin = Vin(number)
    right, north_american = vin.verify_checksum(check_year=False), vin.region == "North America"
    elsewhere = "it is mistyped, or of a vehicle that was not built for North America"
    why = "it is probably mistyped" if north_american else elsewhere
    wrong = f"the check digit of the VIN {shown(number)} does not match: {why}"
    return Number(
        "vin",
        number,
        north_american=north_american,
        country=country_code(vin.country or ""),
        sure=right or number[0] == "J",
        model_year=_model_year(number) if right else None,
        warnings=() if right else (wrong,),
    )


def _model_year(number: str) -> int | None:
    """The model year of the VIN of a car or light truck for North America.

    Position 10 counts through thirty letters and digits from 1980, and again from 2010;
    position 7 is a digit in the first round and a letter in the second
    (49 CFR 565.15(d)(1)).
    """
    place = _YEARS.find(number[9])
    return None if place < 0 else 1980 + place + (ROUND if number[6].isalpha() else 0)


_COLUMNS = ["prefix", "meaning", "first_year", "last_year", "confidence", "sources"]


class ExhaustPrefix(NamedTuple):
    """A prefix, or all that begin alike."""

    given: Bounds  # the days on which it may have been, with the margin for how well they were seen
    years: str
    confidence: Confidence


class ExhaustPrefixes(dict[str, ExhaustPrefix]):
    """Every prefix whose years are known."""

    @classmethod
    def read(cls, csv_text: str, file: str = "data/exhaust-prefixes.csv") -> ExhaustPrefixes:
        """Read the table; none at all where the text is empty."""
        found = cls()
        for (name, _, first, last, seen, _), place in table_rows(csv_text, file, _COLUMNS):
            if name in found:
                raise RuleError(f"there are two lines for {shown(name)}", place)
            try:
                sure = CONFIDENCES[CONFIDENCES[:3].index(cast(Confidence, seen))]
                days = Bounds(
                    date(int(first), 1, 1).toordinal() if first else None,
                    date(int(last), 12, 31).toordinal() if last else None,
                )
            except ValueError:
                said = f"the line of {shown(name)} cannot be understood"
                expected = "years such as `2003`, the first before the last, and a confidence"
                raise RuleError(said, place, expected) from None
            years = f"from {first or None} {f'to {last}' if last else 'on'}"
            found[name] = ExhaustPrefix(with_margin(days, sure, sure), years, sure)
        return found

    def of(self, prefix: str | None) -> ExhaustPrefix | None:
        """What is known of a prefix as told, if anything; `**` stands for two letters or digits."""
        prefix = prefix or ""
        return self.get(prefix) or (self.get(f"{prefix[0]}**") if len(prefix) == 3 else None)
