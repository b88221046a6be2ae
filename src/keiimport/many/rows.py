# SPDX-License-Identifier: Apache-2.0
"""The rows of one table: as columns of different values, and each as a case."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.bounds import Told
from keiimport.facts.case import Case, ToldValue
from keiimport.many.reading import NOTHING, Column, Reader, Value, plain_cell, texts_of


class TableRows:
    """The rows of a frame that has a column for each fact.

    Attributes:
        height: how many they are.
        columns: the facts that are told, each with its different values.
        wrong: for each row whether something in it cannot be read; None where all can.
    """

    def __init__(self, facts: pl.DataFrame, reader: Reader) -> None:
        self._facts = facts
        self._reader = reader
        self.height = facts.height
        self.columns = [reader.column(cells.name, cells) for cells in facts.get_columns()]
        self.wrong = _any_wrong(self.columns)

    def bounds(self, fact: str) -> list[pl.Series]:
        """Both ends, `low` and `high`, of a number of which each row has its own.

        They are in the base unit, here hundredths of a unit told plainly, and null where
        either is not known.
        """
        if fact in self._facts.columns and (cells := self._facts[fact]).dtype.is_numeric():
            return _hundredths(cells)
        return _bounds(self.columns, fact, self.height)

    def texts(self, fact: str) -> pl.Series:
        """What each row tells of a fact, as text; null where it tells nothing."""
        if fact not in self._facts.columns:
            return pl.repeat(None, self.height, dtype=pl.String, eager=True)
        return texts_of(self._reader.exact(fact, self._facts[fact]))

    def told(self, row: int) -> dict[str, Any]:
        """A row as a case has it."""
        cells = self._facts.row(row, named=True)
        return {n: told for n, cell in cells.items() if (told := plain_cell(cell)) is not None}

    def case(self, row: int) -> object:
        """The case of a row."""
        return self.told(row)

    def name(self, row: int) -> Hashable:
        """Equal for rows that tell the same."""
        return repr(self._facts.row(row))


class CaseRows:
    """Cases one by one: mappings, JSON texts or cases; attributes as of `TableRows`."""

    def __init__(self, cases: Sequence[object], reader: Reader) -> None:
        self.height = len(cases)
        self._cases: list[Case | InputError] = []
        places: dict[str, list[int]] = {}
        values: dict[str, dict[tuple[type, ToldValue], int]] = {}
        for row, given in enumerate(cases):
            try:
                case = Case.parse(given)
            except InputError as error:
                self._cases.append(error)
                continue
            self._cases.append(case)
            for fact, told in case.told_facts.items():
                here = values.setdefault(fact, {})
                at = here.setdefault((type(told), told), len(here) + 1)
                places.setdefault(fact, [0] * self.height)[row] = at
        self.columns = [
            Column(fact, pl.Series(at, dtype=pl.UInt32), _values(fact, values[fact], reader))
            for fact, at in places.items()
        ]
        wrong = [isinstance(case, InputError) for case in self._cases]
        self.wrong = _any_wrong(self.columns)
        if any(wrong):
            bad = pl.Series(wrong)
            self.wrong = bad if self.wrong is None else self.wrong | bad

    def bounds(self, fact: str) -> list[pl.Series]:
        """Both ends, `low` and `high`, of a number; see `TableRows.bounds`."""
        return _bounds(self.columns, fact, self.height)

    def texts(self, fact: str) -> pl.Series:
        """What each row tells of a fact, as text; null where it tells nothing."""
        for column in self.columns:
            if column.fact == fact:
                return texts_of(column)
        return pl.repeat(None, self.height, dtype=pl.String, eager=True)

    def case(self, row: int) -> object:
        """The case of a row.

        Raises:
            InputError: it cannot be read.
        """
        case = self._cases[row]
        if isinstance(case, InputError):
            raise case
        return case

    def name(self, row: int) -> Hashable:
        """Equal for rows that tell the same."""
        case = self._cases[row]
        if isinstance(case, InputError):
            return case.sentence()
        return tuple([(n, type(told), told) for n, told in case.told_facts.items()])


class SomeRows:
    """Some rows of others, as columns only; attributes as of `TableRows`."""

    def __init__(self, rows: TableRows | CaseRows, taken: pl.Series) -> None:
        self.height = len(taken)
        self.columns = [
            Column(column.fact, column.places.gather(taken), column.values)
            for column in rows.columns
        ]
        self.wrong = None if rows.wrong is None else rows.wrong.gather(taken)


Rows = TableRows | CaseRows
AnyRows = Rows | SomeRows


def _values(fact: str, known: Iterable[tuple[type, ToldValue]], reader: Reader) -> list[Value]:
    return [NOTHING, *(reader.value(fact, Value(told)) for _, told in known)]


def told_in(columns: Sequence[Column], row: int) -> dict[str, ToldValue]:
    """What a row tells, by dotted names."""
    told = ((column.fact, column.values[column.places[row]].told) for column in columns)
    return {fact: value for fact, value in told if value is not None}


def sole_errors(rows: Rows, some: pl.Series) -> pl.Series:
    """The errors of some rows in which just one value is wrong, which says all; else null."""
    errors, count = pl.lit(None, dtype=pl.String), pl.lit(0, dtype=pl.UInt32)
    for column in rows.columns:
        if any(value.wrong for value in column.values):
            texts = pl.Series([value.error for value in column.values], dtype=pl.String)
            here = pl.lit(texts.gather(column.places.gather(some)))
            errors = pl.coalesce(errors, here)
            count = count + here.is_not_null().cast(pl.UInt32)
    found = pl.select(pl.when(count == 1).then(errors).alias("error")).to_series()
    return found if len(found) == len(some) else found.new_from_index(0, len(some))


def _any_wrong(columns: Sequence[Column]) -> pl.Series | None:
    wrong: pl.Series | None = None
    for column in columns:
        bad = [place for place, value in enumerate(column.values) if value.wrong]
        if bad:
            here = column.places.is_in(bad)
            wrong = here if wrong is None else wrong | here
    return wrong


def _bounds(columns: Sequence[Column], fact: str, height: int) -> list[pl.Series]:
    for column in columns:
        if column.fact == fact:
            told = [v.told.bounds if isinstance(v.told, Told) else None for v in column.values]
            both = [None if b is None or None in (b.low, b.high) else b for b in told]
            lows = pl.Series("low", [b and b.low for b in both], dtype=pl.Int64)
            highs = pl.Series("high", [b and b.high for b in both], dtype=pl.Int64)
            return [lows.gather(column.places), highs.gather(column.places)]
    return [pl.repeat(None, height, dtype=pl.Int64, eager=True).alias(n) for n in ("low", "high")]


def _hundredths(cells: pl.Series) -> list[pl.Series]:
    """Figures in hundredths: the whole ones that each lies between, or that it is."""
    if cells.dtype.is_integer():
        whole = cells.cast(pl.Int64, strict=False) * 100
        return [whole.alias("low"), whole.alias("high")]
    told = pl.col("x").cast(pl.Float64)
    near = (told * 100).round()
    # the nearest double to a whole number of hundredths is how such a number is told
    low = pl.when(near / 100 > told).then(near - 1).otherwise(near)
    high = pl.when(near / 100 < told).then(near + 1).otherwise(near)
    ends = [end.cast(pl.Int64, strict=False) for end in (low, high)]
    table = cells.alias("x").to_frame().select(low=ends[0], high=ends[1])
    return table.get_columns()
