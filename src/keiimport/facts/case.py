# SPDX-License-Identifier: Apache-2.0
"""The case: what is told of a vehicle, its importer and its entry.

Names and forms are those of the JSON that people write. Dates and quantities are kept
as `StatedBounds`, with the words they came in; what is absent or null is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from pydantic import Field, ValidationError

from keiimport.errors import InputError
from keiimport.facts.bounds import StatedBounds, shown
from keiimport.facts.case_errors import first_error
from keiimport.facts.dotted import flat
from keiimport.facts.fact_types import fact_types
from keiimport.facts.models import KEYS, SECTIONS, Entry, Importer, OffRoad, Part, Vehicle
from keiimport.facts.reading import DEEPEST_CASE, LARGEST_CASE, nested, read_json, too_deep
from keiimport.facts.states import STATES
from keiimport.facts.texts import LONGEST_TEXT
from keiimport.facts.wording import got

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
    "changed",
    "fact_types",
]

StatedValue = StatedBounds | bool | str | frozenset[str]


class Case(Part):
    """A vehicle, its importer and its entry, as told."""

    vehicle: Vehicle = Field(default_factory=Vehicle)
    importer: Importer = Field(default_factory=Importer)
    entry: Entry = Field(default_factory=Entry)

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
            return cls.model_validate(nested(data))
        except ValidationError as error:
            raise first_error(error) from None
        except RecursionError:
            raise too_deep() from None

    def told(self) -> dict[str, StatedValue]:
        """Every fact that was told, by its dotted name, in the order of the models."""
        return self.told_facts.copy()

    @cached_property
    def told_facts(self) -> dict[str, StatedValue]:
        """What `told` copies; not to be changed."""
        facts: dict[str, StatedValue] = {}
        for section, places in _PLACES.items():
            part: Part = self.__dict__[section]
            told = part.model_fields_set
            if not told:
                continue
            values = part.__dict__
            for field in sorted(told, key=places.__getitem__):
                value = values[field]
                name = f"{section}.{field}"
                if value is not None and name not in KEYS:
                    facts[name] = value
        vehicle = self.vehicle
        for name in ("vehicle.certified_to", "vehicle.special_features"):
            if name in facts:
                facts[name] = frozenset(cast(tuple[str, ...], facts[name]))
        for number, met in vehicle.fmvss.items():
            facts[f"vehicle.fmvss.{number}"] = met
        inner = {"vehicle.off_road": vehicle.off_road, "entry.costs": self.entry.costs}
        for name, part_of in inner.items():
            if part_of is not None:
                for field, value in part_of.__dict__.items():
                    if value is not None:
                        facts[f"{name}.{field}"] = value
        return facts

    def to_dict(self) -> dict[str, Any]:
        """What was told, as plain JSON values that `parse` reads back to the same case."""
        sections = self.model_dump(mode="json", exclude_none=True)
        for section, empty in (("vehicle", "fmvss"), ("vehicle", "off_road"), ("entry", "costs")):
            if not sections[section].get(empty, True):
                del sections[section][empty]
        return {name: section for name, section in sections.items() if section}


_PLACES: Mapping[str, Mapping[str, int]] = {
    section: {field: place for place, field in enumerate(model.model_fields)}
    for section, model in SECTIONS.items()
}
"""The place of every field in its section."""


def changed(
    case: Case, told: Mapping[str, object] = MappingProxyType({}), *, state: str | None = None
) -> Case:
    """A case with some facts otherwise.

    Args:
        case: the case.
        told: values as JSON has them, by dotted names; None takes a fact back.
        state: the state to ask, where one is named.

    Raises:
        InputError: a value cannot be understood.
    """
    more = dict(told) | ({} if state is None else {"entry.state": state})
    if not more:
        return case
    return Case.parse({**flat(case.to_dict()), **more})
