# SPDX-License-Identifier: Apache-2.0
"""Errors in the rows of the catalogue, alone and together, found when rules are checked."""

import re
from collections.abc import Iterator
from itertools import combinations

from keiimport.errors import RuleError, RuleErrors
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.catalogue_rows import CatalogueRow, Line
from keiimport.facts.comparisons import agree
from keiimport.facts.identity import ExhaustPrefixes

_OF_ONE_CODE = ("vehicle.kei", "vehicle.wheels", "vehicle.displacement", "vehicle.powertrain")
"""The facts fixed by a type approval: one code of one maker has one engine under any name."""


def check_vehicles(catalogue: Catalogue) -> None:
    """Raise `RuleErrors` if a row cannot be read, or contradicts itself or another row."""
    if errors := tuple(_errors(catalogue)):
        raise RuleErrors(errors)


def _errors(catalogue: Catalogue) -> Iterator[RuleError]:
    tables, ids = catalogue.rows, set[str]()
    alike: dict[tuple[str, str, str], list[tuple[CatalogueRow, Line]]] = {}
    for number in range(len(tables)):
        try:
            line, row = tables.line(number), tables[number]
        except RuleError as error:
            yield error
            continue
        if not row.id or row.id in ids:
            yield line.wrong("id", "row_twice", id=row.id)
        ids.add(row.id)
        yield from _alone(row, line, catalogue.exhaust)
        if row.chassis_code:
            alike.setdefault((row.make, row.chassis_code, row.market), []).append((row, line))
    for group in alike.values():
        for (first, place), (second, line) in combinations(group, 2):
            if first.produced.overlaps(second.produced):
                yield from _together(first, place, second, line)


def _alone(row: CatalogueRow, line: Line, exhaust: ExhaustPrefixes) -> Iterator[RuleError]:
    for column in ("make", "model"):
        if not line.cells[column].strip():
            yield line.wrong(column, "nameless_row")
    if not re.fullmatch("[A-Z0-9]*", row.chassis_code):
        yield line.wrong("chassis_code", "no_chassis_code", code=row.chassis_code)
    if not row.sources:
        yield line.wrong("sources", "sourceless_row")
    powertrain = row.facts.get("vehicle.powertrain")
    if powertrain and powertrain.value == "electric" and "vehicle.displacement" in row.facts:
        yield line.wrong("displacement_cc", "electric_displacement")
    prefix = exhaust.of(row.type_prefix)
    if prefix is not None and not prefix.given.contains(row.produced):
        yield line.wrong("model_code_prefix", "prefix_of_other_years", row=row, prefix=prefix)


def _together(
    first: CatalogueRow, place: Line, second: CatalogueRow, line: Line
) -> Iterator[RuleError]:
    if first.model == second.model:
        yield line.wrong("chassis_code", "same_row", row=second, place=place.place)
    for name in _OF_ONE_CODE:
        one, other = first.facts.get(name), second.facts.get(name)
        if one is not None and other is not None and not agree(one.value, other.value):
            here = f"{second.title} has {name} {other.text}"
            there = f"{first.title} in {place.place} has {one.text}"
            yield line.wrong("chassis_code", "other_engine", here=here, there=there)
