# SPDX-License-Identifier: Apache-2.0
"""The case: what is told of a vehicle, its importer and its entry.

Names and forms are those of the JSON that people write. Dates and quantities are kept
as `StatedBounds`, with the words they came in; what is absent or null is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from keiimport.errors import InputError
from keiimport.facts.bounds import StatedBounds, got, shown
from keiimport.facts.fact_types import fact_types
from keiimport.facts.fields import Json
from keiimport.facts.models import SECTIONS, Entry, Importer, OffRoad, Vehicle
from keiimport.facts.reading import DEEPEST_CASE, LARGEST_CASE, flat, nested, read_json, too_deep
from keiimport.facts.sections import Part, Section, Whole
from keiimport.facts.texts import LONGEST_TEXT, STATES

__all__ = [
    "DEEPEST_CASE",
    "LARGEST_CASE",
    "LONGEST_TEXT",
    "STATES",
    "Case",
    "Entry",
    "Importer",
    "OffRoad",
    "StatedValue",
    "Vehicle",
    "case_schema",
    "changed",
    "fact_types",
]

StatedValue = StatedBounds | bool | str | frozenset[str]


class Case(Section, path=""):
    """A vehicle, its importer and its entry, as told.

    Raises:
        InputError: at the first thing that cannot be understood, with its JSON path.
    """

    vehicle: Whole[Vehicle] = Whole(Vehicle)
    importer: Whole[Importer] = Whole(Importer)
    entry: Whole[Entry] = Whole(Entry)

    @classmethod
    def parse(cls, data: object, begins: tuple[int, int | None] = (1, 1)) -> Case:
        """Read a case.

        Args:
            data: a Case, a mapping, or JSON text (`str` or UTF-8 `bytes`) of an object
                with `vehicle`, `importer` and `entry`. Dotted keys such as
                `"vehicle.gvwr"` may stand for nested ones.
            begins: the line and column of a file where JSON text begins, for messages.

        Raises:
            InputError: at the first thing that cannot be understood, with its JSON path.
        """
        if isinstance(data, Case):
            return data
        try:
            if isinstance(data, (str, bytes, bytearray)):
                data = read_json(data, begins)
            if not isinstance(data, Mapping):
                raise InputError(
                    f"the case is {shown(data)}, not an object",
                    got=got(data),
                    expected="an object with `vehicle`, `importer` and `entry`",
                )
            return cls.read(nested(data))
        except RecursionError:
            raise too_deep() from None

    def told(self) -> dict[str, StatedValue]:
        """Every fact that was told, by its dotted name, in the order of the models."""
        return self.told_facts.copy()

    @cached_property
    def told_facts(self) -> dict[str, StatedValue]:
        """What `told` copies; not to be changed."""
        facts: dict[str, StatedValue] = {}
        inner: dict[str, StatedValue] = {}
        for section in self.given.values():
            fields = section.fields
            for name, value in section.given.items():
                field = fields[name]
                if field.single:
                    facts[field.fact] = frozenset(value) if field.kind == "choices" else value
                elif isinstance(value, Section):
                    inner |= {value.fields[n].fact: told for n, told in value.given.items()}
                else:
                    facts |= {f"{field.fact}.{number}": met for number, met in value.items()}
        return facts | inner

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """How a model of pydantic reads a case."""
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: object) -> Case:
            try:
                return cls.parse(value)
            except InputError as error:
                raise PydanticCustomError("case", "{error}", {"error": error.sentence()}) from None

        write = core_schema.plain_serializer_function_ser_schema(cls.to_dict)
        return core_schema.no_info_plain_validator_function(read, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> Json:
        # with its sections it is `case_schema`, whose parts have names of their own
        return {"description": _ABOUT, "title": "Case", "type": "object"}


_ABOUT = "A vehicle, its importer and its entry, as told."


def case_schema(ref: str = "#/$defs/{name}") -> Json:
    """The JSON Schema (2020-12) of a case."""
    parts = (section for path, section in Section.every.items() if path)
    sections = sorted(parts, key=lambda section: section.__name__)
    whole = {n: {"$ref": ref.format(name=each.__name__)} for n, each in SECTIONS.items()}
    return {
        "$defs": {each.__name__: _section_schema(each, ref) for each in sections},
        **_object_schema("Case", _ABOUT, whole),
    }


def _section_schema(section: type[Section], ref: str) -> Json:
    properties: Json = {}
    for name, field in section.fields.items():
        schema, title = field.schema, {"title": name.replace("_", " ").title()}
        if isinstance(field, Part):
            schema, title = {"$ref": ref.format(name=schema["$ref"])}, {}
        if field.single or isinstance(field, Part):
            each = schema["anyOf"] if field.fact == "vehicle.market" else [schema]
            schema = {"anyOf": [*each, {"type": "null"}], "default": None}
        properties[name] = dict(sorted((schema | title).items()))
    return _object_schema(section.__name__, section.__doc__ or "", properties)


def _object_schema(name: str, about: str, properties: Json) -> Json:
    return {
        "additionalProperties": False,
        "description": about,
        "properties": properties,
        "title": name,
        "type": "object",
    }


def changed(
    case: Case, told: Mapping[str, object] = MappingProxyType({}), *, state: str | None = None
) -> Case:
    """A case with some facts otherwise."""
    more = dict(told) | ({} if state is None else {"entry.state": state})
    if not more:
        return case
    return Case.parse({**flat(case.to_dict()), **more})
