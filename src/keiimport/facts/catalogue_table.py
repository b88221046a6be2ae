# SPDX-License-Identifier: Apache-2.0
"""Reading the catalogue: a table of cells, each checked and given its place in errors."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import cast

from keiimport.errors import InputError, Place, RuleError, nearest
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.catalogue_rows import JAPANESE_WEIGHT, CatalogueRow
from keiimport.facts.dates import parse_date
from keiimport.facts.fact_types import known_types
from keiimport.facts.identity import plain_number
from keiimport.facts.sources import CONFIDENCES, Confidence, Known
from keiimport.facts.units import format_quantity, parse_quantity

_SEEN = CONFIDENCES[:3]
"""How well a cell can have been seen; a catalogue presumes nothing."""

# Column, fact and, for numbers, unit and dimension.
_WORDS = (
    ("make", "vehicle.make"),
    ("model", "vehicle.model"),
    ("chassis_code", "vehicle.chassis_code"),
    ("market", "vehicle.market"),
    ("country_of_manufacture", "vehicle.country_of_manufacture"),
    ("body", "vehicle.body"),
    ("designed_for", "vehicle.designed_for"),
    ("rear_seats", "vehicle.rear_seats"),
    ("powertrain", "vehicle.powertrain"),
    ("drive_side", "vehicle.drive_side"),
    ("us_twin", "vehicle.us_twin"),
)
_BOOLEANS = (("kei", "vehicle.kei"), ("open_cargo_bed", "vehicle.open_cargo_bed"))
_NUMBERS = (
    ("wheels", "vehicle.wheels", "", "count"),
    ("seats", "vehicle.seats", "", "count"),
    ("doors", "vehicle.doors", "", "count"),
    ("displacement_cc", "vehicle.displacement", "cc", "displacement"),
    ("power_kw", "vehicle.power", "kW", "power"),
    ("top_speed_kmh", "vehicle.top_speed", "km/h", "speed"),
    ("gross_weight_kg", "vehicle.gvwr", "kg", "weight"),
    ("curb_weight_kg", "vehicle.curb_weight", "kg", "weight"),
    ("length_mm", "vehicle.length", "mm", "length"),
    ("width_mm", "vehicle.width", "mm", "length"),
    ("height_mm", "vehicle.height", "mm", "length"),
)
_COLUMNS = frozenset(
    ["id", "model_code_prefix", "produced_from", "produced_to", "dates_confidence"]
    + ["gross_weight_basis", "certified_to", "spec_confidence", "sources", "note"]
    + [row[0] for row in (*_WORDS, *_BOOLEANS, *_NUMBERS)]
)
_MEASURED = tuple(column for column, *_ in _NUMBERS if column not in ("wheels", "seats", "doors"))

# What a note may call unverified, and the columns it means.
_UNVERIFIED: Mapping[str, tuple[str, ...]] = {
    **{column: (column,) for column in _COLUMNS},
    "specs": _MEASURED,
    "weights": ("curb_weight_kg", "gross_weight_kg"),
    "curb range": ("curb_weight_kg",),
    "produced_from month": ("produced_from",),
    "code split": (),  # which code is which version: no column says it
}

_RANGE = re.compile(r"(?P<column>[a-z_]+)=(?P<low>[0-9.]+)-(?P<high>[0-9.]+)")


class _Line:
    """A line of the table while it is read, which knows its place."""

    def __init__(self, cells: Mapping[str, str], file: str, line: int) -> None:
        self.cells = cells
        self.place = Place(file, line, 1)

    def error(self, column: str, why: str, expected: str = "") -> RuleError:
        return RuleError(f"column `{column}`: {why}", place=self.place, expected=expected)

    def one_of(self, column: str, words: Sequence[str]) -> str:
        word = self.cells[column]
        if word not in words:
            raise self.error(
                column, f"{shown(word)} is not allowed", "one of " + ", ".join(filter(None, words))
            )
        return word


def read_rows(csv_text: str, file: str) -> Iterator[CatalogueRow]:
    """The rows of the catalogue, in order.

    Args:
        csv_text: the table, with one line of column names.
        file: its name, for messages.

    Raises:
        RuleError: at the first cell that cannot be understood.
    """
    reader = csv.DictReader(io.StringIO(csv_text, newline=""), strict=True)
    header = reader.fieldnames or []
    for column in (*header, *_COLUMNS):
        if column not in _COLUMNS or header.count(column) != 1:
            guess = nearest(column, _COLUMNS.symmetric_difference(header))
            raise RuleError(
                f"column `{column}` is unknown, missing or written twice",
                place=Place(file, 1, 1),
                expected=f"`{guess}`" if guess else "each known column once",
            )
    ids: set[str] = set()
    try:
        for cells in reader:
            row = _Line(cells, file, reader.line_num)
            if None in cells or None in cells.values():
                raise RuleError(
                    "the row has too many cells or too few",
                    place=row.place,
                    expected=f"{len(header)} cells",
                )
            if cells["id"] in ids or not cells["id"]:
                raise row.error("id", f"{shown(cells['id'])} is empty or used twice")
            ids.add(cells["id"])
            yield _read_row(row)
    except csv.Error as error:
        raise RuleError(
            f"the table cannot be read: {error}", place=Place(file, reader.line_num, 1)
        ) from None


def _read_row(row: _Line) -> CatalogueRow:
    cells = row.cells
    ranges, doubted = _read_note(row)
    dates = cast(Confidence, row.one_of("dates_confidence", _SEEN))
    return CatalogueRow(
        id=cells["id"],
        make=cells["make"],
        model=cells["model"],
        chassis_code=plain_number(cells["chassis_code"]),
        type_prefix=cells["model_code_prefix"],
        market=row.one_of("market", known_types()["vehicle.market"].choices),
        produced=_read_window(row),
        start_confidence="unverified" if "produced_from" in doubted else dates,
        end_confidence="unverified" if "produced_to" in doubted else dates,
        facts=_read_facts(row, ranges, doubted),
        sources=tuple(source for source in cells["sources"].split(" | ") if source),
        note=cells["note"],
    )


def _read_facts(row: _Line, ranges: Mapping[str, str], doubted: Set[str]) -> Mapping[str, Known]:
    cells, types = row.cells, known_types()
    specs = cast(Confidence, row.one_of("spec_confidence", _SEEN))
    derived = row.one_of("gross_weight_basis", ("", "derived", "stated")) != "stated"
    facts: dict[str, Known] = {}
    for column, name in _WORDS:
        if word := cells[column]:
            if choices := types[name].choices:
                row.one_of(column, choices)
            facts[name] = _word(word, "unverified" if column in doubted else specs)
    for column, name in _BOOLEANS:
        if word := row.one_of(column, ("true", "false", "")):
            facts[name] = _yes_or_no(word == "true", "unverified" if column in doubted else specs)
    for column, name, unit, dimension in _NUMBERS:
        if number := ranges.get(column) or cells[column]:
            gross = column == "gross_weight_kg"
            sure = "unverified" if column in doubted or (gross and derived) else specs
            try:
                facts[name] = _number(f"{number} {unit}".strip(), dimension, sure, gross)
            except InputError as error:
                raise row.error(column, error.error, error.expected) from None
    return facts


# The same few words and figures fill most cells.


@lru_cache(maxsize=4096)
def _word(word: str, sure: Confidence) -> Known:
    return Known(word, word.replace("_", " "), "catalogue", sure)


@lru_cache(maxsize=16)
def _yes_or_no(holds: bool, sure: Confidence) -> Known:
    return Known(holds, "yes" if holds else "no", "catalogue", sure)


@lru_cache(maxsize=4096)
def _number(text: str, dimension: str, sure: Confidence, gross: bool) -> Known:
    bounds = parse_quantity(text, dimension).bounds
    # Japan adds 55 kg for each seat and the payload to the curb weight; the rating of
    # 49 CFR 567 is the maker's own and may differ.
    words = format_quantity(bounds, dimension) + (JAPANESE_WEIGHT if gross else "")
    return Known(bounds, words, "catalogue", sure)


def _read_note(row: _Line) -> tuple[dict[str, str], set[str]]:
    """The ranges a note gives for empty cells, and the columns it calls unverified."""
    ranges: dict[str, str] = {}
    doubted: set[str] = set()
    for remark in row.cells["note"].split("; "):
        if remark.startswith("range "):
            for part in remark.removeprefix("range ").split(", "):
                found = _RANGE.fullmatch(part)
                if found is None or found["column"] not in _MEASURED:
                    raise row.error(
                        "note", f"{shown(part)} is not a range", "such as `height_mm=1850-1960`"
                    )
                ranges[found["column"]] = f"{found['low']}-{found['high']}"
        elif remark.startswith("unverified: "):
            for part in remark.removeprefix("unverified: ").split(", "):
                if part not in _UNVERIFIED:
                    raise row.error(
                        "note", f"{shown(part)} is no column", "names of columns, by commas"
                    )
                doubted.update(_UNVERIFIED[part])
    return ranges, doubted


def _read_window(row: _Line) -> Bounds:
    first, last = _read_month(row, "produced_from"), _read_month(row, "produced_to")
    if first.low is not None and last.high is not None and first.low > last.high:
        raise row.error("produced_to", "production ends before it begins")
    return Bounds(first.low, last.high)


def _read_month(row: _Line, column: str) -> Bounds:
    month = row.cells[column]
    try:
        return parse_date(month).bounds if month else Bounds(None, None)
    except InputError as error:
        raise row.error(column, error.error, error.expected) from None
