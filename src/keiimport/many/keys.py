# SPDX-License-Identifier: Apache-2.0
"""Row keys: the number of the record that answers each row, found for whole columns at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

import polars as pl

from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import ENTRY, MODEL_YEAR
from keiimport.many.dates import NONE
from keiimport.many.identities import IDENTITY
from keiimport.many.interning import Interner
from keiimport.many.likeness import VIN, Likenesses
from keiimport.many.reading import Column, Value
from keiimport.many.rows import Rows, told_in


class RowKeys:
    """Finds the numbers of records.

    Args:
        likenesses: what of a value matters.
        today: the day of entry of rows that tell none.
    """

    def __init__(self, likenesses: Likenesses, today: date) -> None:
        self._likenesses = likenesses
        self._today = today.toordinal()
        self._orders = [likenesses.orders(of_the_catalogue=found) for found in (False, True)]
        self._in_catalogue: list[bool] = []
        self._cells: dict[str, dict[Hashable, int]] = {}
        self._bounds: dict[Bounds, int] = {}
        self._facts: dict[str, None] = {}
        self._dates: dict[str, None] = {}
        self._tuples = Interner()
        self._signs = Interner()
        self._rows = Interner()
        self._names = Interner()
        self._meanings: dict[Hashable, int] = {}
        self._by_identity = not likenesses.worded

    def numbers(self, rows: Rows, add: Callable[[Rows, int], int]) -> pl.Series:
        """The number of the record of each row.

        Args:
            rows: the rows.
            add: gives the number of the record for a row of a kind not met before.
        """
        columns = {column.fact: column for column in rows.columns}
        self._facts.update(dict.fromkeys(columns))
        nothing = pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True)
        apart = IDENTITY if self._by_identity else ()
        parts = [
            self._cells_of(columns[fact]) if fact in columns else nothing
            for fact in self._facts
            if fact not in apart
        ]
        found = pl.repeat(1, rows.height, dtype=pl.UInt32, eager=True)
        if not self._facts.keys().isdisjoint(apart):
            identities = self._identities_of(rows, columns)
            parts.append(identities)
            found = pl.Series(self._in_catalogue).cast(pl.UInt32).gather(identities)
        self._dates.update({fact: None for fact in columns if _is_date(fact)})
        if self._dates:
            parts.append(self._dates_of(rows, columns, found))
        if not parts:
            parts = [nothing]
        return self._rows.numbers(parts, lambda new: [add(rows, row) for row in new])

    def _cells_of(self, column: Column) -> pl.Series:
        """What of each value of a column matters, as a number."""
        known = self._cells.setdefault(column.fact, {})
        numbers = []
        for value in column.values:
            if value.told is None and not value.wrong:
                numbers.append(0)
                continue
            cell: Hashable = None
            if value.told is not None:
                cell = self._likenesses.cell(column.fact, value.told)
            numbers.append(known.setdefault(cell, len(known) + 1))
        return pl.Series(numbers, dtype=pl.UInt32).gather(column.places)

    def _identities_of(self, rows: Rows, columns: dict[str, Column]) -> pl.Series:
        """What the names and numbers of each row mean, as a number."""
        nothing = pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True)
        parts = [self._cells_of(columns[fact]) if fact in columns else nothing for fact in IDENTITY]

        def make(new: pl.Series) -> list[int]:
            numbers = []
            for row in new:
                told = told_in([columns[fact] for fact in IDENTITY if fact in columns], row)
                wrong = tuple([f for f in IDENTITY if f in columns and _is_wrong(columns[f], row)])
                identity = self._likenesses.identity(told)
                name = (wrong, identity.meaning)
                number = self._meanings.setdefault(name, len(self._meanings))
                if number == len(self._in_catalogue):
                    self._in_catalogue.append(bool(identity.days))
                numbers.append(number)
            return numbers

        return self._names.numbers(parts, make)

    def _dates_of(self, rows: Rows, columns: dict[str, Column], found: pl.Series) -> pl.Series:
        """What of all dates of a row matters, as a number."""
        places = []
        for fact in self._dates:
            if fact not in columns:
                places.append(pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True))
                continue
            column = columns[fact]
            numbers = [self._number(value.told) for value in column.values]
            places.append(pl.Series(numbers, dtype=pl.UInt32).gather(column.places))
        years = MODEL_YEAR in columns or VIN in columns
        places.append(pl.repeat(int(years), rows.height, dtype=pl.UInt32, eager=True))
        places.append(found)

        def make(new: pl.Series) -> pl.Series:
            of_catalogue = found.gather(new) == 1
            numbers = pl.repeat(0, len(new), dtype=pl.UInt32, eager=True)
            for flag in (False, True):
                at = (of_catalogue == flag).arg_true()
                if len(at):
                    signatures = self._signatures(new.gather(at), columns, years, flag)
                    numbers = numbers.scatter(at, signatures)
            return numbers

        return self._tuples.numbers(places, make)

    def _number(self, told: object) -> int:
        if not isinstance(told, Told):
            return 0
        return self._bounds.setdefault(told.bounds, len(self._bounds) + 1)

    def _signatures(
        self, rows: pl.Series, columns: dict[str, Column], years: bool, found: bool
    ) -> pl.Series:
        """The numbers of combinations of dates that were not met before."""
        ends: dict[str, pl.Series] = {}
        entry = pl.repeat(self._today, len(rows), dtype=pl.Int32, eager=True)
        for fact in self._dates:
            for end in (0, 1):
                name = f"{fact} {end}"
                if fact in columns:
                    ends[name] = _end(columns[fact], end).gather(columns[fact].places.gather(rows))
                else:
                    ends[name] = pl.repeat(NONE, len(rows), dtype=pl.Int32, eager=True)
        told = ends.pop(f"{ENTRY} 0", None)
        ends.pop(f"{ENTRY} 1", None)
        if told is not None:
            entry = pl.select(pl.when(told > NONE).then(told).otherwise(entry)).to_series()
        signatures = self._orders[found].signatures(entry, ends, years)
        which = pl.repeat(int(found), len(rows), dtype=pl.UInt32, eager=True)
        return self._signs.numbers([which, *signatures])


def _end(column: Column, place: int) -> pl.Series:
    ends = []
    for value in column.values:
        end = None
        if isinstance(value.told, Told):
            end = value.told.bounds.high if place else value.told.bounds.low
        ends.append(NONE if end is None else end)
    return pl.Series(ends, dtype=pl.Int32)


def _is_wrong(column: Column, row: int) -> bool:
    value: Value = column.values[column.places[row]]
    return value.wrong


def _is_date(fact: str) -> bool:
    known = known_types().get(fact)
    return known is not None and known.kind == "date"
