# SPDX-License-Identifier: Apache-2.0
"""Which facts a case can tell, and the shape of each, as its sections declare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from keiimport.facts.models import SECTIONS
from keiimport.facts.sections import Part, Section
from keiimport.facts.vocabulary import FactType

KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(SECTIONS),
    **{path: tuple(section.fields) for path, section in Section.every.items()},
    "vehicle.fmvss": (),
}
"""The keys of every object of a case, by its JSON path; the standards have any number as key."""


@cache
def fact_types() -> Mapping[str, FactType]:
    """Every fact that a case can tell, by its dotted name, in the order of `facts.yaml`.

    The standards are left out: the table of standards names them, each as the Boolean
    `vehicle.fmvss.<number>`.
    """
    every = (type for section in SECTIONS.values() for type in _types(section))
    return MappingProxyType({type.name: type for type in every})


def _types(section: type[Section]) -> Iterator[FactType]:
    for field in section.fields.values():
        if field.single:
            yield field.type
        elif isinstance(field, Part):
            yield from _types(field.section)
