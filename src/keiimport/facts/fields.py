# SPDX-License-Identifier: Apache-2.0
"""The fields of a case that pydantic does not know: how each is read, written and compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from keiimport.errors import InputError, printable
from keiimport.facts.bounds import StatedBounds, shown
from keiimport.facts.dates import parse_date
from keiimport.facts.standards import parse_standards
from keiimport.facts.states import STATES
from keiimport.facts.texts import (
    LONGEST_TEXT,
    MARKETS,
    parse_country,
    parse_eligibility,
    parse_market,
    parse_name,
    parse_state,
    parse_text,
)
from keiimport.facts.units import DIMENSIONS, parse_quantity
from keiimport.facts.vocabulary import FactKind
from keiimport.facts.writing import written_date, written_quantity


@dataclass(frozen=True, slots=True, eq=False)
class Form:
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
            if isinstance(value, str) and value.startswith("{"):
                # a table has no other way to tell a range
                value = _range_in(value)
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


def _range_in(text: str) -> object:
    """The range that a text holds as JSON; the text itself where it holds none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict) else text


def _date(value: object) -> StatedBounds:
    return value if isinstance(value, StatedBounds) else parse_date(value)


def _day(value: object) -> StatedBounds:
    told = _date(value)
    if not told.bounds.exact:
        raise InputError(
            f"{shown(told.text)} is not a full day",
            got=printable(value),
            expected="one day with its year, month and day, such as `2024-06-15`",
        )
    return told


def _quantity(value: object, dimension: str) -> StatedBounds:
    if type(value) is int:
        return _whole_number(value, dimension)
    return value if isinstance(value, StatedBounds) else parse_quantity(value, dimension)


@lru_cache(maxsize=4096)
def _whole_number(value: int, dimension: str) -> StatedBounds:
    return parse_quantity(value, dimension)


def _range_schema(low: str, high: str, *kinds: str) -> dict[str, object]:
    end = {"type": list(kinds)}
    return {
        "type": "object",
        "properties": {low: end, high: end},
        "additionalProperties": False,
    }


_DATE = Form(
    _date,
    {
        "anyOf": [
            {"type": ["string", "integer"]},
            _range_schema("earliest", "latest", "string", "integer", "null"),
        ],
        "description": "a date, a month, a year, a Japanese era date, or a range of them",
    },
    written_date,
    "date",
)
_DAY = Form(_day, {"type": "string", "description": "a full day"}, written_date, "date")


def _quantity_form(dimension: str) -> Form:
    return Form(
        partial(_quantity, dimension=dimension),
        {
            "anyOf": [
                {"type": ["number", "string"]},
                _range_schema("min", "max", "number", "string", "null"),
            ],
            "description": f"{DIMENSIONS[dimension].expected}, or a range",
        },
        partial(written_quantity, dimension=dimension),
        "number",
        dimension,
    )


_TEXT_SCHEMA = {"type": "string", "maxLength": LONGEST_TEXT}
Text = Annotated[str, Form(parse_text, _TEXT_SCHEMA)]
EligibilityNumber = Annotated[str, Form(parse_eligibility, _TEXT_SCHEMA)]
Name = Annotated[str, Form(parse_name, {"type": "string"})]
Market = Annotated[
    str,
    Form(
        parse_market,
        {"anyOf": [{"enum": list(MARKETS)}, {"type": "string", "pattern": "^[A-Za-z]{2}$"}]},
        kind="choice",
        choices=MARKETS,
    ),
]
Country = Annotated[
    str, Form(parse_country, {"type": "string", "pattern": "^[A-Za-z]{2}$"}, kind="choice")
]
State = Annotated[
    str,
    Form(
        parse_state,
        {"enum": [*STATES, *STATES.values()]},
        kind="choice",
        choices=tuple(STATES),
    ),
]
Date = Annotated[StatedBounds, _DATE]
Day = Annotated[StatedBounds, _DAY]
Weight = Annotated[StatedBounds, _quantity_form("weight")]
Length = Annotated[StatedBounds, _quantity_form("length")]
Speed = Annotated[StatedBounds, _quantity_form("speed")]
Displacement = Annotated[StatedBounds, _quantity_form("displacement")]
Power = Annotated[StatedBounds, _quantity_form("power")]
Distance = Annotated[StatedBounds, _quantity_form("distance")]
Money = Annotated[StatedBounds, _quantity_form("money")]
ExchangeRate = Annotated[StatedBounds, _quantity_form("exchange_rate")]
Share = Annotated[StatedBounds, _quantity_form("share")]
FuelEconomy = Annotated[StatedBounds, _quantity_form("fuel_economy")]
Count = Annotated[StatedBounds, _quantity_form("count")]
Year = Annotated[StatedBounds, _quantity_form("year")]
Standards = Annotated[
    Mapping[str, bool],
    Form(
        parse_standards, {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}}
    ),
]
