# SPDX-License-Identifier: Apache-2.0
"""The rows of the catalogue: what a maker built under one chassis code.

A row stays one line of text until it is needed: a question about one vehicle reads only a few of
thousands.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Self, TypeVar, cast

from keiimport.errors import InputError, Place, RuleError
from keiimport.facts.bounds import UNBOUNDED, Bounds
from keiimport.facts.case import fact_types
from keiimport.facts.comparisons import FactValue
from keiimport.facts.data import check_columns, rows
from keiimport.facts.dates import iso_day, parse_date
from keiimport.facts.identity import plain_number
from keiimport.facts.problems import wrong
from keiimport.facts.sources import (
    CONFIDENCES,
    FIGURES,
    Confidence,
    SourcedValue,
    weakest,
    with_margin,
)
from keiimport.facts.units import format_quantity, parse_quantity

T = TypeVar("T")


class Line:
    """The cells of a row by column, and where the row stands."""

    def __init__(self, text: str, place: Place) -> None:
        try:
            cells = next(csv.reader([text], strict=True), [])
        except csv.Error as error:
            raise wrong("unread_row", place, why=error) from None
        if len(cells) != len(COLUMNS):
            raise wrong("cells_of_row", place, number=len(COLUMNS))
        self.cells, self.place = dict(zip(COLUMNS, cells, strict=True)), place

    def wrong(self, column: str, name: str, expected: str = "", /, **words: object) -> RuleError:
        """Make an error about a cell."""
        return wrong(name, self.place, expected, column=column, **words)

    def one_of(self, column: str, words: Sequence[str]) -> str:
        """The word in a cell, which must be one of `words`."""
        word = self.cells[column]
        if word not in words:
            allowed = ", ".join(filter(None, words))
            raise self.wrong(column, "word_not_allowed", word=word, allowed=allowed)
        return word

    def read(self, column: str, text: str, read: Callable[[str], T]) -> T:
        """Read `text`, taken from a cell, reporting errors with the place of the row."""
        try:
            return read(text)
        except InputError as error:
            raise self.wrong(column, "unread_cell", error.expected, why=error.error) from None


class CatalogueRow:
    """The vehicles of one chassis code, or of one model whose code is not known."""

    def __init__(self, line: Line) -> None:
        cells = line.cells
        doubted = _doubted(line)
        self.id, self.make, self.model = cells["id"], cells["make"], cells["model"]
        self.chassis_code = plain_number(cells["chassis_code"])
        self.title = " ".join(filter(None, (self.make, self.model, self.chassis_code)))
        self.type_prefix = cells["model_code_prefix"]
        self.market = line.one_of("market", fact_types()["vehicle.market"].choices)
        dates = cast(Confidence, line.one_of("dates_confidence", _SEEN))
        self.start_confidence: Confidence = "unverified" if "produced_from" in doubted else dates
        self.end_confidence: Confidence = "unverified" if "produced_to" in doubted else dates
        months = ((column, cells[column]) for column in ("produced_from", "produced_to"))
        first, last = (line.read(c, m, parse_date).bounds if m else UNBOUNDED for c, m in months)
        if first.low is not None and last.high is not None and first.low > last.high:
            raise line.wrong("produced_to", "ends_before")
        self.produced = Bounds(first.low, last.high)
        # with a margin for how well the days were seen
        self.may_be_built = with_margin(self.produced, self.start_confidence, self.end_confidence)
        self.facts = _read_facts(line, doubted)
        self.twin = self.facts.get("vehicle.us_twin")  # what it is sold as in the United States
        self.sources = tuple(source for source in cells["sources"].split(" | ") if source)
        self.note = cells["note"]
        # whether none of its name is known to have been built before, or after
        new = (self.may_be_built.low or 0) > _NEW_NAME and "older ones" not in self.note
        self.is_first_of_its_name = new or "1st generation" in self.note
        self.is_last_of_its_name = "last of its name" in self.note

    def to_dict(self) -> dict[str, object]:
        """The row as plain JSON values; each fact says how well it was seen."""
        names = ("id", "make", "model", "chassis_code", "type_prefix", "market")
        facts = {n: {"value": f.text, "confidence": f.confidence} for n, f in self.facts.items()}
        earliest, latest = map(iso_day, self.produced)
        sure = [self.start_confidence, self.end_confidence]
        return {
            **{name: getattr(self, name) or None for name in names},
            "produced": {"earliest": earliest, "latest": latest, "confidence": sure},
            "facts": facts,
            "sources": list(self.sources),
            "note": self.note or None,
        }


@lru_cache(maxsize=4096)
def agreed(rows: tuple[CatalogueRow, ...], loose: bool) -> Mapping[str, SourcedValue]:
    """The facts on which all rows agree; figures that differ become a range."""
    found: dict[str, SourcedValue] = {}
    for name, first in rows[0].facts.items() if rows else ():
        facts = [row.facts[name] for row in rows if name in row.facts]
        if len(facts) < len(rows):
            continue
        confidence = "unverified" if loose else weakest(fact.confidence for fact in facts)
        value, text = first.value, first.text
        if any(fact.value != value for fact in facts):
            if not isinstance(value, Bounds):
                continue
            for fact in facts:
                value = value.hull(cast(Bounds, fact.value))
            text = _in_words(value, name)
        found[name] = SourcedValue(value, text, "catalogue", confidence)
    return found


def _in_words(bounds: Bounds, name: str) -> str:
    """Format a figure; a Japanese gross weight is marked, as it is no rating under 49 CFR 567."""
    text = format_quantity(bounds, cast(str, fact_types()[name].dimension))
    return f"{text} (Japanese gross weight)" if name == "vehicle.gvwr" else text


_SEEN = CONFIDENCES[:3]
"""The confidences of a cell; a catalogue presumes nothing."""

_BASES = ("", "derived", "stated")

_COLUMNS = {row["column"]: row for row in rows(__file__, "vehicle_columns.csv")}
"""The columns of every table, in order: the fact in each, and the unit of its figures."""

COLUMNS = [*_COLUMNS]
_FACT_OF = {column: row["fact"] for column, row in _COLUMNS.items() if row["fact"]}
FACTS = tuple(_FACT_OF.values())

_NEW_NAME = date.fromisoformat(FIGURES["new_name"]).toordinal()
_UNVERIFIED = "unverified: "  # begins the remark of a note that names columns


class Tables:
    """The rows of all tables, each read on first use."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._rows: dict[int, CatalogueRow] = {}
        for file, text in texts.items():
            header = text.partition("\n")[0].rstrip("\r").split(",")
            check_columns(header, COLUMNS, Place(file, 1, 1))

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self._texts,)

    @cached_property
    def _lines(self) -> list[tuple[str, int, str]]:
        each = ((file, text.splitlines()[1:]) for file, text in self._texts.items())
        return [(file, n, line) for file, lines in each for n, line in enumerate(lines, 2)]

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[CatalogueRow]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> CatalogueRow:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = CatalogueRow(self.line(number))
        return row

    def line(self, number: int) -> Line:
        """The cells of a row, not yet interpreted."""
        file, place, text = self._lines[number]
        return Line(text, Place(file, place, 1))


def _read_facts(row: Line, doubted: Set[str]) -> Mapping[str, SourcedValue]:
    cells, types = row.cells, fact_types()
    specs = cast(Confidence, row.one_of("spec_confidence", _SEEN))
    if row.one_of("gross_weight_basis", _BASES) != "stated":
        doubted |= {"gross_weight_kg"}
    facts: dict[str, SourcedValue] = {}

    for column, name in _FACT_OF.items():
        text, kind = cells[column], types[name].kind
        if not text:
            continue
        if words := ("true", "false") if kind == "bool" else types[name].choices:
            row.one_of(column, words)
        sure: Confidence = "unverified" if column in doubted else specs
        value: FactValue = text
        said = text.replace("_", " ")
        if kind == "bool":
            value, said = text == "true", "yes" if text == "true" else "no"
        elif kind == "number":
            read = partial(parse_quantity, dimension=str(types[name].dimension))
            figure = f"{text} {_COLUMNS[column]['unit']}".strip()
            value = row.read(column, figure, read).bounds
            said = _in_words(value, name)
        facts[name] = SourcedValue(value, said, "catalogue", sure)
    return facts


def _doubted(row: Line) -> set[str]:
    """The columns that a row's note marks as unverified."""
    remarks = (each for each in row.cells["note"].split("; ") if each.startswith(_UNVERIFIED))
    doubted = {name for each in remarks for name in each.removeprefix(_UNVERIFIED).split(", ")}
    for name in sorted(doubted.difference(COLUMNS)):
        raise row.wrong("note", "no_column_of_note", name=name)
    return doubted
