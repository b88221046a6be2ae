# SPDX-License-Identifier: Apache-2.0
"""The case: what is told of a vehicle, its importer and its entry.

Names and forms are those of the JSON that people write. Dates and quantities are kept
as `Told`, with the words they came in; what is absent or null is not told.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache, partial
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from keiimport.errors import InputError, nearest, printable
from keiimport.facts.bounds import Bounds, Told, shown
from keiimport.facts.dates import parse_date
from keiimport.facts.units import DIMENSIONS, parse_quantity
from keiimport.facts.vocabulary import FactKind, FactType

LARGEST_CASE = 2**20
"""Bytes of the largest case read from JSON text."""

DEEPEST_CASE = 32
"""Levels of objects and lists in the deepest case read from JSON text."""

LONGEST_TEXT = 100
"""Characters of the longest text fact, such as a model name."""

ToldValue = Told | bool | str | frozenset[str]

STATES: Mapping[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}
"""The postal code and name of every state, of the District and of the five territories."""


# ---------------------------------------------------------------- what a field may hold


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """How a field that pydantic does not know is read, written and compared.

    Attributes:
        read: makes the value of what was told, or raises `InputError`.
        schema: the JSON Schema of what may be told.
        write: makes a plain JSON value that `read` takes back.
        kind: how the fact is compared.
        dimension: for a number, its dimension.
        choices: the words allowed, or none.
    """

    read: Callable[[object], object]
    schema: Mapping[str, object]
    write: Callable[[Any], object] | None = None
    kind: FactKind = "text"
    dimension: str | None = None
    choices: tuple[str, ...] = ()

    def _validated(self, value: object) -> object:
        try:
            return self.read(value)
        except InputError as error:
            # Handed through pydantic whole, so that it comes out with its place.
            raise PydanticCustomError("input", "{error}", {"error": error}) from None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        written = self.write and core_schema.plain_serializer_function_ser_schema(self.write)
        return core_schema.no_info_plain_validator_function(
            self._validated, serialization=written or None
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return dict(self.schema)


def _date(value: object) -> Told:
    return value if isinstance(value, Told) else parse_date(value)


def _day(value: object) -> Told:
    told = _date(value)
    if not told.bounds.exact:
        raise InputError(
            f"{shown(told.text)} is not a full day",
            got=printable(value),
            expected="one day with its year, month and day, such as `2024-06-15`",
        )
    return told


def _quantity(value: object, dimension: str) -> Told:
    if type(value) is int:
        return _whole_number(value, dimension)
    return value if isinstance(value, Told) else parse_quantity(value, dimension)


@lru_cache(maxsize=4096)
def _whole_number(value: int, dimension: str) -> Told:
    return parse_quantity(value, dimension)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        raise InputError(f"{shown(value)} is not text", got=_got(value), expected="text in quotes")
    return _clean(value) if len(value) <= LONGEST_TEXT else _clean_long(value)


def _clean_long(value: str) -> str | None:
    # Blanks may be all that makes it long; what is far too long is not worth looking at.
    trimmed = value[: 10 * LONGEST_TEXT].strip()
    if len(value) > 10 * LONGEST_TEXT or len(trimmed) > LONGEST_TEXT:
        raise _too_long(value)
    return _clean(trimmed)


@lru_cache(maxsize=4096)
def _clean(value: str) -> str | None:
    text = " ".join(unicodedata.normalize("NFKC", value).split())
    if len(text) > LONGEST_TEXT:
        raise _too_long(value)
    if not text.isprintable():
        raise InputError(
            f"{shown(ascii(text)[1:-1])} holds characters that cannot be printed",
            got=printable(ascii(text)[1:-1]),
            expected="plain text",
        )
    return text or None


def _too_long(value: str) -> InputError:
    return InputError(
        f"{shown(value)} is too long",
        got=printable(value),
        expected=f"at most {LONGEST_TEXT} characters",
    )


def _country(value: object) -> str | None:
    from iso3166 import countries, countries_by_alpha2

    text = _text(value)
    if text is None or (code := text.upper()) in countries_by_alpha2:
        return text and code
    found = countries.get(text, None)
    guess = f"; did you mean `{found.alpha2}`?" if found else ""
    raise InputError(
        f"{shown(value)} is not the code of a country",
        got=printable(value),
        expected=f"an ISO code of two letters, such as `JP`{guess}",
    )


def _state(value: object) -> str | None:
    text = _text(value)
    if text is None or (code := text.upper()) in STATES:
        return text and code
    codes = {name: code for code, name in STATES.items()}
    close = codes.get(nearest(text, codes) or "") if len(text) > 2 else nearest(code, STATES)
    guess = f"; did you mean `{close}` ({STATES[close]})?" if close else ""
    raise InputError(
        f"{shown(value)} is not the code of a state",
        got=printable(value),
        expected=f"two letters, such as `TX`{guess}",
    )


_NUMBER = re.compile("[0-9a-z_]{1,16}")


def _fmvss(value: object) -> dict[str, bool]:
    if not isinstance(value, Mapping):
        raise InputError(
            f"{shown(value)} is not an object",
            got=_got(value),
            expected='standards and whether they are met, such as `{"208": true}`',
        )
    met: dict[str, bool] = {}
    for number, holds in value.items():
        if not isinstance(number, str) or not _NUMBER.fullmatch(number):
            raise InputError(
                f"{shown(number)} is not the number of a standard",
                at=_key(number),
                got=_got(number),
                expected="a number such as `208`",
            )
        if holds is None:
            continue
        if not isinstance(holds, bool):
            raise _not_bool(holds).located(number)
        met[number] = holds
    return met


def _not_bool(value: object) -> InputError:
    return InputError(
        f"{shown(value)} is neither true nor false",
        got=_got(value),
        expected="`true` or `false`, without quotes",
    )


def _got(value: object) -> object:
    """`value` for the `got` of an error; a structure, which may be endless, in words."""
    return shown(value) if isinstance(value, Mapping | list | tuple | set) else printable(value)


def _key(key: object) -> str:
    """A key as part of a JSON path."""
    return shown(key).strip("`") if isinstance(key, str) else shown(key)


# ---------------------------------------------------------------- how a field is written


def _written_date(told: Told) -> object:
    text = told.text
    first, _, last = text.removeprefix("between ").partition(" and ")
    for form in (
        text,
        {"earliest": text.removesuffix(" or later")},
        {"latest": text.removesuffix(" or earlier")},
        {"earliest": first, "latest": last},
    ):
        if _reads_back(form, told, parse_date):
            return form
    return _written_range(told.bounds, "earliest", "latest", _iso)


def _written_quantity(told: Told, dimension: str) -> object:
    text = told.text
    for form in (
        text,
        {"min": text.removeprefix("at least ")},
        {"max": text.removeprefix("at most ")},
    ):
        if _reads_back(form, told, partial(parse_quantity, dimension=dimension)):
            return form
    return _written_range(told.bounds, "min", "max", partial(_exact, dimension=dimension))


def _reads_back(form: object, told: Told, read: Callable[[object], Told]) -> bool:
    try:
        return read(form) == told
    except InputError:
        return False


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _exact(number: int, dimension: str) -> str:
    # In a unit whose size is a power of ten every number of smallest units is a decimal.
    unit, size = next(
        (unit, size)
        for unit, size in DIMENSIONS[dimension].units.items()
        if str(size).rstrip("0") == "1"
    )
    digits = format(Decimal(number).scaleb(1 - len(str(size))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"{digits} {unit}".strip()


def _written_range(
    bounds: Bounds, low_key: str, high_key: str, write: Callable[[int], str]
) -> str | dict[str, str]:
    if bounds.low is not None and bounds.exact:
        return write(bounds.low)
    ends = ((low_key, bounds.low), (high_key, bounds.high))
    return {key: write(end) for key, end in ends if end is not None}


def _range_schema(low: str, high: str, *kinds: str) -> dict[str, object]:
    end = {"type": list(kinds)}
    return {
        "type": "object",
        "properties": {low: end, high: end},
        "additionalProperties": False,
    }


_DATE = _Form(
    _date,
    {
        "anyOf": [
            {"type": ["string", "integer"]},
            _range_schema("earliest", "latest", "string", "integer", "null"),
        ],
        "description": "a date, a month, a year, a Japanese era date, or a range of them",
    },
    _written_date,
    "date",
)
_DAY = _Form(_day, {"type": "string", "description": "a full day"}, _written_date, "date")


def _quantity_form(dimension: str) -> _Form:
    return _Form(
        partial(_quantity, dimension=dimension),
        {
            "anyOf": [
                {"type": ["number", "string"]},
                _range_schema("min", "max", "number", "string", "null"),
            ],
            "description": f"{DIMENSIONS[dimension].expected}, or a range",
        },
        partial(_written_quantity, dimension=dimension),
        "number",
        dimension,
    )


_Text = Annotated[str, _Form(_text, {"type": "string", "maxLength": LONGEST_TEXT})]
_Country = Annotated[
    str, _Form(_country, {"type": "string", "pattern": "^[A-Za-z]{2}$"}, kind="choice")
]
_State = Annotated[str, _Form(_state, {"enum": list(STATES)}, kind="choice", choices=tuple(STATES))]
_Date = Annotated[Told, _DATE]
_Day = Annotated[Told, _DAY]
_Weight = Annotated[Told, _quantity_form("weight")]
_Length = Annotated[Told, _quantity_form("length")]
_Speed = Annotated[Told, _quantity_form("speed")]
_Displacement = Annotated[Told, _quantity_form("displacement")]
_Power = Annotated[Told, _quantity_form("power")]
_Distance = Annotated[Told, _quantity_form("distance")]
_Money = Annotated[Told, _quantity_form("money")]
_Count = Annotated[Told, _quantity_form("count")]
_Year = Annotated[Told, _quantity_form("year")]
_Fmvss = Annotated[
    Mapping[str, bool],
    _Form(_fmvss, {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}}),
]


# ---------------------------------------------------------------- the models


class _Part(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")


class OffRoad(_Part):
    """The factors by which the safety agency tells an off-road vehicle from a motor vehicle."""

    advertised_on_road: StrictBool | None = None
    title_assistance: StrictBool | None = None
    sold_by_car_dealers: StrictBool | None = None
    warning_label: StrictBool | None = None
    registrable_abroad: StrictBool | None = None
    nhtsa_opinion: Literal["motor_vehicle", "not_motor_vehicle"] | None = None


class Vehicle(_Part):
    """What is told of the vehicle."""

    make: _Text | None = None
    model: _Text | None = None
    chassis_code: _Text | None = None
    frame_number: _Text | None = None
    vin: _Text | None = None
    market: Literal["JP", "US", "CA", "EU", "other"] | None = None
    built_for_us: StrictBool | None = None
    manufactured: _Date | None = None
    first_registered: _Date | None = None
    manufactured_evidence: (
        Literal["maker_label", "lookup", "registration", "invoice", "historical_society", "claim"]
        | None
    ) = None
    model_year: _Year | None = None
    country_of_manufacture: _Country | None = None
    registered_in: _Country | None = None
    kei: StrictBool | None = None
    made_for_roads: StrictBool | None = None
    off_road_features: StrictBool | None = None
    body: (
        Literal[
            "passenger_car",
            "station_wagon",
            "van",
            "cargo_van",
            "suv",
            "pickup",
            "dump_truck",
            "bus",
            "motorcycle",
            "trailer",
            "golf_cart",
            "utility_vehicle",
        ]
        | None
    ) = None
    roof: Literal["closed", "convertible", "open_body"] | None = None
    back_door: Literal["hatch", "trunk", "none"] | None = None
    designed_for: Literal["people", "cargo"] | None = None
    designed_persons: _Count | None = None
    wheels: _Count | None = None
    seats: _Count | None = None
    doors: _Count | None = None
    rear_seats: Literal["fixed", "removable", "none"] | None = None
    open_cargo_bed: StrictBool | None = None
    forward_control: StrictBool | None = None
    powertrain: (
        Literal["gasoline", "diesel", "electric", "hybrid", "plug_in_hybrid", "hydrogen", "none"]
        | None
    ) = None
    displacement: _Displacement | None = None
    power: _Power | None = None
    transmission: Literal["manual", "automatic"] | None = None
    top_speed: _Speed | None = None
    limited_speed: _Speed | None = None
    gvwr: _Weight | None = None
    curb_weight: _Weight | None = None
    payload: _Weight | None = None
    length: _Length | None = None
    width: _Length | None = None
    height: _Length | None = None
    drive_side: Literal["left", "right"] | None = None
    high_voltage: StrictBool | None = None
    airbags: Literal["none", "driver", "driver_and_passenger"] | None = None
    event_recorder: StrictBool | None = None
    sliding_doors: StrictBool | None = None
    special_features: (
        tuple[
            Literal[
                "air_brakes",
                "built_in_child_seat",
                "compressed_natural_gas",
                "multistage",
                "platform_lift",
                "school_bus",
            ],
            ...,
        ]
        | None
    ) = None
    us_twin: _Text | None = None
    certified_to: tuple[Literal["us_fmvss", "canada_cmvss"], ...] | None = None
    certified_by: Literal["original_maker", "converter", "registered_importer"] | None = None
    certified_class: (
        Literal[
            "passenger_car",
            "multipurpose",
            "truck",
            "bus",
            "motorcycle",
            "low_speed_vehicle",
            "as_built",
        ]
        | None
    ) = None
    fmvss: _Fmvss = Field(default_factory=dict)
    manufacturer_letter: StrictBool | None = None
    epa_certified: StrictBool | None = None
    original_configuration: StrictBool | None = None
    engine: Literal["original", "equivalent", "certified_newer", "other", "absent"] | None = None
    transmission_present: StrictBool | None = None
    body_replaced: StrictBool | None = None
    remanufactured: StrictBool | None = None
    title: Literal["clean", "salvage", "rebuilt", "reconstructed", "none"] | None = None
    theft_marked: StrictBool | None = None
    eligibility_number: _Text | None = None
    production_count: _Count | None = None
    odometer: _Distance | None = None
    off_road: OffRoad | None = None
    connected: StrictBool | None = None
    maker_control: _Country | None = None


class Importer(_Part):
    """What is told of whoever brings the vehicle in."""

    kind: (
        Literal[
            "individual",
            "business",
            "registered_importer",
            "original_manufacturer",
            "low_volume_manufacturer",
            "diplomat",
            "foreign_military",
            "returning_resident",
            "independent_commercial_importer",
        ]
        | None
    ) = None
    us_resident: StrictBool | None = None
    ri_contract: StrictBool | None = None


class Entry(_Part):
    """What is told of the entry into the United States."""

    date: _Day | None = None
    entered: _Day | None = None
    arrived: _Day | None = None
    loaded: _Day | None = None
    type: (
        Literal[
            "consumption",
            "informal",
            "tib",
            "warehouse",
            "nonresident_personal",
            "export_transit",
            "goods_returned",
        ]
        | None
    ) = None
    purpose: (
        Literal[
            "road_use",
            "off_road",
            "export",
            "visit",
            "research",
            "racing",
            "show_or_display",
            "repair",
            "further_manufacture",
            "parts",
        ]
        | None
    ) = None
    personal_use: StrictBool | None = None
    for_resale: StrictBool | None = None
    value: _Money | None = None
    transport: Literal["ocean", "land", "air"] | None = None
    container: StrictBool | None = None
    nhtsa_permission: StrictBool | None = None
    epa_permission: StrictBool | None = None
    bond: StrictBool | None = None
    state: _State | None = None


class Case(_Part):
    """A vehicle, its importer and its entry, as told."""

    vehicle: Vehicle = Field(default_factory=Vehicle)
    importer: Importer = Field(default_factory=Importer)
    entry: Entry = Field(default_factory=Entry)

    @classmethod
    def parse(cls, data: object) -> Case:
        """Read a case.

        Args:
            data: a Case, a mapping, or JSON text (`str` or UTF-8 `bytes`) of an object
                with `vehicle`, `importer` and `entry`. Dotted keys such as
                `"vehicle.gvwr"` may stand for nested ones.

        Raises:
            InputError: at the first thing that cannot be understood, with its JSON path.
        """
        if isinstance(data, Case):
            return data
        try:
            if isinstance(data, str | bytes | bytearray):
                data = _read_json(data)
            if not isinstance(data, Mapping):
                raise InputError(
                    f"the case is {shown(data)}, not an object",
                    got=_got(data),
                    expected="an object with `vehicle`, `importer` and `entry`",
                )
            return cls.model_validate(_nested(data))
        except ValidationError as error:
            raise _first_error(error) from None
        except RecursionError:
            raise _too_deep() from None

    def told(self) -> dict[str, ToldValue]:
        """Every fact that was told, by its dotted name, in the order of the models."""
        return self.told_facts.copy()

    @cached_property
    def told_facts(self) -> dict[str, ToldValue]:
        """What `told` copies; not to be changed."""
        facts: dict[str, ToldValue] = {}
        for part, names in zip((self.vehicle, self.importer, self.entry), _NAMES, strict=True):
            for field, value in part.__dict__.items():
                if value is not None and field in names:
                    facts[names[field]] = value
        vehicle = self.vehicle
        for name in ("vehicle.certified_to", "vehicle.special_features"):
            if name in facts:
                facts[name] = frozenset(cast(tuple[str, ...], facts[name]))
        for number, met in vehicle.fmvss.items():
            facts[f"vehicle.fmvss.{number}"] = met
        if vehicle.off_road is not None:
            for field, value in vehicle.off_road.__dict__.items():
                if value is not None:
                    facts[f"vehicle.off_road.{field}"] = value
        return facts

    def to_dict(self) -> dict[str, Any]:
        """What was told, as plain JSON values that `parse` reads back to the same case."""
        sections = self.model_dump(mode="json", exclude_none=True)
        for empty in ("fmvss", "off_road"):
            if not sections["vehicle"].get(empty, True):
                del sections["vehicle"][empty]
        return {name: section for name, section in sections.items() if section}


_NOT_FLAT = frozenset({"vehicle.fmvss", "vehicle.off_road"})


def _flat_names(section: str, model: type[_Part]) -> dict[str, str]:
    names = {field: f"{section}.{field}" for field in model.model_fields}
    return {field: name for field, name in names.items() if name not in _NOT_FLAT}


_NAMES = (
    _flat_names("vehicle", Vehicle),
    _flat_names("importer", Importer),
    _flat_names("entry", Entry),
)

_SECTIONS: Mapping[str, type[_Part] | None] = {
    "": Case,
    "vehicle": Vehicle,
    "importer": Importer,
    "entry": Entry,
    "vehicle.off_road": OffRoad,
    "vehicle.fmvss": None,
}
"""Every object of a case and its model; the standards have any number as key."""


@cache
def _types() -> Mapping[str, FactType]:
    return {fact.name: fact for fact in _model_facts("", Case)}


def fact_types() -> dict[str, FactType]:
    """Every fact that a case can tell, by its dotted name, in the order of the models.

    The standards are left out: the table of standards names them, each as the Boolean
    `vehicle.fmvss.<number>`.
    """
    return dict(_types())


def _model_facts(prefix: str, model: type[_Part]) -> Iterator[FactType]:
    hints = get_type_hints(model, include_extras=True)
    for field in model.model_fields:
        name, hint = prefix + field, hints[field]
        if name == "vehicle.fmvss":
            continue
        inner = next(iter(_alternatives(hint)))
        if isinstance(inner, type) and issubclass(inner, _Part):
            yield from _model_facts(f"{name}.", inner)
        else:
            yield _fact_type(name, inner)


def _alternatives(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, UnionType):
        yield from (part for part in get_args(hint) if part is not type(None))
    else:
        yield hint


def _fact_type(name: str, hint: Any) -> FactType:
    if get_origin(hint) is Literal:
        return FactType(name, "choice", choices=get_args(hint))
    if get_origin(hint) is tuple:
        return FactType(name, "choices", choices=get_args(get_args(hint)[0]))
    for mark in get_args(hint)[1:]:
        if isinstance(mark, _Form):
            return FactType(name, mark.kind, mark.dimension, mark.choices)
    return FactType(name, "bool")


# ---------------------------------------------------------------- reading a case


def _read_json(text: str | bytes | bytearray) -> object:
    # Four bytes at most for a character: short text needs no encoding to be measured.
    if len(text) > LARGEST_CASE or (
        isinstance(text, str)
        and 4 * len(text) > LARGEST_CASE
        and len(text.encode("utf-8", "surrogatepass")) > LARGEST_CASE
    ):
        raise InputError("the case is larger than 1 MiB", expected="one case, not a list of them")
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(
                f"the case is not valid UTF-8 at byte {error.start}", expected="JSON in UTF-8"
            ) from None
    try:
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise InputError(
            f"the case is not valid JSON at line {error.lineno}, column {error.colno}",
            expected="a JSON object" if not text.strip() else _json_hint(error),
        ) from None
    except ValueError:
        raise InputError("a number in the case has too many digits") from None
    except RecursionError:
        raise _too_deep() from None
    if text.count("{") + text.count("[") > DEEPEST_CASE and _depth(data) > DEEPEST_CASE:
        raise _too_deep()
    return data


def _json_hint(error: json.JSONDecodeError) -> str:
    """What the parser missed, in lower case and without its own full stop."""
    hint = error.msg
    if hint.startswith("Expecting "):
        return hint.removeprefix("Expecting ").replace("'", "`")
    return f"JSON ({hint[0].lower()}{hint[1:]})"


def _no_constant(name: str) -> object:
    raise InputError(f"`{name}` is not a JSON number", got=name, expected="a number, or null")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InputError(f"the key {shown(twice)} stands twice in one object", at=_key(twice))
    return read


def _depth(data: object) -> int:
    """How deep `data` nests, counted no further than just past the limit."""
    level: list[object] = [data]
    for depth in range(DEEPEST_CASE + 2):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return depth
    return DEEPEST_CASE + 1


def _too_deep() -> InputError:
    return InputError(
        f"the case nests deeper than {DEEPEST_CASE} levels",
        expected="an object with `vehicle`, `importer` and `entry`",
    )


def _nested(data: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """`data` with dotted keys put in their place, and sections that are null left out."""
    if not (
        any(isinstance(key, str) and "." in key for key in data)
        or any(
            isinstance(section := data.get(name), Mapping)
            and any(isinstance(key, str) and "." in key for key in section)
            for name in ("vehicle", "importer", "entry")
        )
    ):
        if any(data.get(name, data) is None for name in ("vehicle", "importer", "entry")):
            return {key: value for key, value in data.items() if value is not None}
        return data
    tree: dict[Any, Any] = {}
    for at, key, value in _leaves("", data):
        node = tree
        for step in at.split(".") if at else ():
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise InputError(f"`{at}` is told both whole and in parts", at=at)
        if node.get(key) is not None and value is not None:
            path = _path(at, key)
            raise InputError(f"{shown(path)} is told twice", at=path, got=_got(value))
        if value is not None or key not in node:
            node[key] = value
    return {key: value for key, value in tree.items() if value is not None or "." in str(key)}


def _leaves(at: str, section: Mapping[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Section, key and value of everything in `section` that is no section itself."""
    for key, value in section.items():
        within, last = at, key
        while isinstance(last, str) and "." in last:
            head, rest = last.split(".", 1)
            if _path(within, head) not in _SECTIONS:
                break
            within, last = _path(within, head), rest
        path = _path(within, last)
        if path in _SECTIONS and isinstance(value, Mapping):
            yield from _leaves(path, value)
        else:
            yield within, last, value


def _path(at: str, key: object) -> str:
    return f"{at}.{_key(key)}" if at else _key(key)


# ---------------------------------------------------------------- errors in plain words


def _first_error(error: ValidationError) -> InputError:
    """The first thing pydantic found, in plain words."""
    found = error.errors(include_url=False)[0]
    at, kind, value = _json_path(found["loc"]), found["type"], found["input"]
    if kind == "input":
        inner = cast(InputError, found["ctx"]["error"])
        return inner.located(f"{at}.{inner.at}" if inner.at else at)
    if kind == "extra_forbidden":
        return _unknown_key(found, at)
    if kind in ("bool_type", "bool_parsing"):
        return _not_bool(value).located(at)
    if kind == "literal_error":
        return _unknown_word(_types()[at.split("[")[0]].choices, value).located(at)
    if kind == "tuple_type":
        words = ", ".join(f"`{word}`" for word in _types()[at].choices)
        return InputError(
            f"{shown(value)} is not a list",
            at=at,
            got=_got(value),
            expected=f"a list of {words}; empty when there is none",
        )
    if kind in ("invalid_key", "string_unicode"):
        key = found["loc"][-1] if kind == "invalid_key" else value
        return InputError(
            f"the key {shown(key)} is not text", at=at, got=_got(key), expected="a known key"
        )
    if kind in ("model_type", "model_attributes_type"):
        return InputError(
            f"{shown(value)} is not an object", at=at, got=_got(value), expected="an object"
        )
    return InputError(f"{shown(value)} cannot be understood here", at=at, got=_got(value))


def _json_path(loc: Iterable[int | str]) -> str:
    path = ""
    for step in loc:
        path = f"{path}[{step}]" if isinstance(step, int) else _path(path, step)
    return path


def _unknown_key(found: ErrorDetails, at: str) -> InputError:
    key = str(found["loc"][-1])
    section = ".".join(str(step) for step in found["loc"][:-1])
    model = _SECTIONS.get(section)
    known = list(model.model_fields) if model is not None else []
    guess = nearest(key, known) if len(key) <= LONGEST_TEXT else None
    if guess is None and len(key) <= LONGEST_TEXT:
        # Perhaps the right name in the wrong section, or without one.
        leaf = key.rsplit(".", 1)[-1]
        by_leaf = {name.rsplit(".", 1)[-1]: name for name in _types()}
        guess = nearest(key, _types()) or by_leaf.get(nearest(leaf, by_leaf) or "")
    return InputError(
        f"unknown key {shown(key)}",
        at=at,
        got=_got(found["input"]),
        expected=f"a known key; did you mean `{guess}`?" if guess else "a known key",
    )


def _unknown_word(words: tuple[str, ...], value: object) -> InputError:
    listed = ", ".join(f"`{word}`" for word in words)
    guess = nearest(value, words) if isinstance(value, str) and len(value) <= 100 else None
    return InputError(
        f"{shown(value)} is none of the words known here",
        got=_got(value),
        expected=f"one of {listed}" + (f"; did you mean `{guess}`?" if guess else ""),
    )
