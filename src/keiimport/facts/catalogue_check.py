# SPDX-License-Identifier: Apache-2.0
"""Whether the rows of the catalogue hold together: within themselves, and with each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.catalogue_rows import CatalogueRow, Line, Tables
from keiimport.facts.identity import ExhaustPrefixes
from keiimport.facts.sources import SourcedValue

_OF_ONE_CODE = ("vehicle.kei", "vehicle.wheels", "vehicle.displacement", "vehicle.powertrain")
"""What a type approval settles: one code of one maker is one engine, whatever it is sold as."""


def check(tables: Tables, exhaust: ExhaustPrefixes) -> Iterator[RuleError]:
    """Every row that cannot be understood, or that contradicts itself or another row."""
    rows: dict[str, CatalogueRow] = {}
    alike: dict[tuple[str, str, str], list[tuple[CatalogueRow, Line]]] = {}
    for number in range(len(tables)):
        try:
            line, row = tables.line(number), tables[number]
        except RuleError as error:
            yield error
            continue
        if not row.id or rows.setdefault(row.id, row) is not row:
            yield line.error("id", f"{shown(row.id)} is empty or used twice")
        yield from _alone(row, line)
        yield from _prefixed(row, line, exhaust)
        if row.chassis_code:
            alike.setdefault((row.make, row.chassis_code, row.market), []).append((row, line))
    for group in alike.values():
        for (first, place), (second, line) in combinations(group, 2):
            yield from _together(first, place, second, line)


def _alone(row: CatalogueRow, line: Line) -> Iterator[RuleError]:
    if not row.sources:
        yield line.error("sources", "no source is named", "an address, or `memory`")
    powertrain, engine = row.facts.get("vehicle.powertrain"), row.facts.get("vehicle.displacement")
    if powertrain is not None and powertrain.value == "electric" and engine is not None:
        yield line.error("displacement_cc", "an electric motor displaces nothing", "an empty cell")


def _prefixed(row: CatalogueRow, line: Line, exhaust: ExhaustPrefixes) -> Iterator[RuleError]:
    """A row with one prefix lies within its years; where there were others, it names none."""
    prefix = exhaust.of(row.type_prefix)
    if prefix is not None and prefix.given.hull(row.produced) != prefix.given:
        yield line.error(
            "model_code_prefix",
            f"{shown(row.type_prefix)} was given {prefix.years}, not in all months of the row",
            "an empty cell, and the prefixes in the note",
        )


def _together(
    first: CatalogueRow, place: Line, second: CatalogueRow, line: Line
) -> Iterator[RuleError]:
    same = first.produced.overlaps(second.produced)
    if same and first.model == second.model:
        yield line.error(
            "chassis_code",
            f"{second.title} is already the row of {place.place}",
            "one row for each code and model at a time",
        )
    for name in _OF_ONE_CODE:
        one, other = first.facts.get(name), second.facts.get(name)
        if same and one is not None and other is not None and _differ(one, other):
            yield line.error(
                "chassis_code",
                f"{second.title} has {name} {other.text}, and {first.title} in {place.place} "
                f"has {one.text}",
                "one maker's code to be of one engine",
            )


def _differ(one: SourcedValue, other: SourcedValue) -> bool:
    if isinstance(one.value, Bounds) and isinstance(other.value, Bounds):
        return not one.value.overlaps(other.value)
    return one.value != other.value
