# SPDX-License-Identifier: Apache-2.0
"""The case: what is told about a vehicle, its importer and its entry.

Names and structure are those of the JSON that people write. Dates and quantities are kept as
`StatedBounds`, with their original words; anything absent or null is not told.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from keiimport.errors import InputError
from keiimport.facts.bounds import StatedBounds
from keiimport.facts.models import SECTIONS, Entry, Importer, Vehicle
from keiimport.facts.problems import bad_input, path_to, refused
from keiimport.facts.reading import read_json
from keiimport.facts.sections import Part, Section
from keiimport.facts.vocabulary import FactType

StatedValue = StatedBounds | bool | str | frozenset[str]

KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(SECTIONS),
    **{path: tuple(section.fields) for path, section in Section.every.items()},
    "vehicle.fmvss": (),
}
"""The keys allowed in each object of a case, by JSON path; standards have any numbers as keys."""


@cache
def fact_types() -> Mapping[str, FactType]:
    """Every fact that a case can state, except standards, by name in the order of `facts.yaml`."""
    every = (type for section in SECTIONS.values() for type in _types(section))
    return MappingProxyType({type.name: type for type in every})


def _types(section: type[Section]) -> Iterator[FactType]:
    for field in section.fields.values():
        if field.single:
            yield field.type
        elif isinstance(field, Part):
            yield from _types(field.section)


class Case(Section, path=""):
    """A vehicle, its importer and its entry, as told."""

    vehicle: Part[Vehicle] = Part(Vehicle)
    importer: Part[Importer] = Part(Importer)
    entry: Part[Entry] = Part(Entry)

    @classmethod
    def parse(cls, data: object, begins: tuple[int, int | None] = (1, 1)) -> Self:
        """Read a case.

        Args:
            data: a Case, a mapping, or JSON text (`str` or UTF-8 `bytes`) of an object
                with `vehicle`, `importer` and `entry`. Dotted keys such as
                `"vehicle.gvwr"` may stand for nested ones.
            begins: the line and column of a file where JSON text begins, for messages.

        Raises:
            InputError: at the first thing that cannot be understood, with its JSON path.
        """
        if isinstance(data, cls):
            return data
        if isinstance(data, (str, bytes, bytearray)):
            data = read_json(data, begins)
        if not isinstance(data, Mapping):
            raise refused(data, "no_case")
        return cls.read(nested(data))

    def told(self) -> dict[str, StatedValue]:
        """Every fact that was told, by its dotted name, in the order of `facts.yaml`."""
        facts, inner = dict[str, StatedValue](), dict[str, StatedValue]()
        for section in self.given.values():
            for name, value in section.given.items():
                field = section.fields[name]
                if field.single:
                    facts[field.fact] = frozenset(value) if field.kind == "choices" else value
                elif isinstance(value, Section):
                    inner |= {value.fields[n].fact: told for n, told in value.given.items()}
                else:
                    facts |= {f"{field.fact}.{number}": met for number, met in value.items()}
        return facts | inner

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: object) -> Case:
            try:
                return cls.parse(value)
            except InputError as error:
                raise PydanticCustomError("case", "{error}", {"error": error.sentence()}) from None

        write = core_schema.plain_serializer_function_ser_schema(cls.to_dict)
        return core_schema.no_info_plain_validator_function(read, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        # with its sections it is `case_schema`, whose parts have names of their own
        return {key: case_schema()[key] for key in ("description", "title", "type")}


def case_schema(parts: str = "#/$defs/") -> dict[str, Any]:
    """The JSON Schema (2020-12) of a case; `parts` is the prefix of references to its sections."""
    text = Path(__file__).with_name("case.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text.replace("#/$defs/", parts))
    return schema


def changed(case: Case, told: Mapping[str, object] = {}, *, state: str | None = None) -> Case:
    """Copy a case with some facts replaced."""
    more = dict(told) | ({} if state is None else {"entry.state": state})
    return Case.parse({**flat(case.to_dict()), **more}) if more else case


def nested(data: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Move values with dotted keys into their sections, and drop sections that are null."""
    tree: dict[Any, Any] = {}
    for at, key, value in leaves("", data):
        node = tree
        for step in at.split(".") if at else ():
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise bad_input("whole_and_parts", at=at, fact=at)
        if node.get(key) is not None and value is not None:
            path = path_to(at, key)
            raise bad_input("told_twice", at=path, got=value, path=path)
        if value is not None or key not in node:
            node[key] = value
    return {key: value for key, value in tree.items() if value is not None or key not in SECTIONS}


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Every fact of a JSON case by its dotted name, including nulls."""
    each = ((f"{at}.{key}" if at else key, value) for at, key, value in leaves("", data))
    return {name: value for name, value in each if value is not None or "." in name}


def leaves(at: str, section: Mapping[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield the section, key and value of everything in `section` that is not itself a section."""
    for key, value in section.items():
        within, last = at, key
        while isinstance(last, str) and "." in last:
            head, rest = last.split(".", 1)
            if (path := f"{within}.{head}" if within else head) not in KEYS:
                break
            within, last = path, rest
        path = f"{within}.{last}" if within else last
        if isinstance(value, Mapping) and path in KEYS:
            yield from leaves(path, value)
        else:
            yield within, last, value
