# SPDX-License-Identifier: Apache-2.0
"""Records: what is said of rows that are alike, kept as columns that rows are joined with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from keiimport.facts.bounds import Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import HasAged
from keiimport.many.answers import PRECISION, REASONS, OutputColumn, cells_of
from keiimport.many.likeness import Counted, Likeness, Likenesses, Source
from keiimport.many.reading import Column
from keiimport.many.rows import Rows, told_in
from keiimport.many.wording import warnings_vary
from keiimport.verdict.verdict import Verdict

MOST_ANSWERS = 200_000
"""Answers that are kept for rows to come."""

UNIX = 719163
"""The ordinal of 1970-01-01, from which Polars counts days."""

ALONE = "#alone"
BUILT_LOW, BUILT_HIGH = "#built_low", "#built_high"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is said of rows that are alike.

    Attributes:
        cells: what stands in each column; for a day its place among the days of the row.
        worded: whether its words hold values of the row it was found for.
    """

    cells: Mapping[str, Any]
    worded: bool


class Records:
    """What is said of kinds of rows, by their numbers.

    A day is a day of its own, or the number of a way to find it from what the row tells.
    """

    def __init__(
        self,
        likenesses: Likenesses,
        evaluate: Callable[[object], Verdict],
        columns: Mapping[str, OutputColumn],
    ) -> None:
        self._likenesses = likenesses
        self._evaluate = evaluate
        self._columns = {n: c for n, c in columns.items() if n != PRECISION}
        self._days = [name for name, column in columns.items() if column.is_day]
        if PRECISION in columns:
            self._days += [BUILT_LOW, BUILT_HIGH]
        self._plain = [name for name in self._columns if name not in self._days]
        self._answers: dict[Hashable, _Answer] = {}
        self._ways: dict[Counted, int] = {}
        self._numbers: dict[Hashable, int] = {}
        self._schema: dict[str, Any] = {name: columns[name].dtype for name in self._plain}
        for name in self._days:
            self._schema |= {name: pl.Int32(), _way(name): pl.UInt8()}
        self._schema[ALONE] = pl.Boolean()
        self._frame = pl.DataFrame(schema=self._schema)
        self._added: list[tuple[Any, ...]] = []

    def add(self, rows: Rows, row: int) -> int:
        """The number of the record for a row and all that are like it."""
        record = self._record(rows, row)
        name = tuple([tuple(cell) if isinstance(cell, list) else cell for cell in record])
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = self._frame.height + len(self._added)
            self._added.append(record)
        return number

    def answers(self, rows: Rows, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """The answer of each row by the number of its record, and the rows to be asked alone."""
        if self._added:
            added = pl.DataFrame(self._added, schema=self._schema, orient="row")
            self._frame = pl.concat([self._frame, added], rechunk=True)
            self._added = []
        found = self._frame[numbers]
        columns = {column.fact: column for column in rows.columns}
        days = {name: self._day(found, name, columns) for name in self._days}
        found = found.with_columns(**days)
        if BUILT_LOW in days:
            found = found.with_columns(_precision().alias(PRECISION))
        return found.with_columns(
            [(pl.col(n) - UNIX).cast(pl.Date) for n in self._days if not n.startswith("#")]
        ), found[ALONE].arg_true()

    def _day(self, found: pl.DataFrame, name: str, columns: Mapping[str, Column]) -> pl.Expr:
        """A day of each row, found in the way that its record says."""
        day = pl.col(name)
        ways = {number: way for way, number in self._ways.items()}
        for number in found[_way(name)].unique():
            if number:
                source, age = ways[number]
                assert isinstance(source, tuple)
                cells = _ends(columns[source[0]], source[1], age)
                day = pl.when(pl.col(_way(name)) == number).then(pl.lit(cells)).otherwise(day)
        return day

    def _record(self, rows: Rows, row: int) -> tuple[Any, ...]:
        alone = (*(None for _ in self._plain), *(None, 0) * len(self._days), True)
        if rows.wrong is not None and rows.wrong[row]:
            return alone
        told = told_in(rows.columns, row)
        likeness = self._likenesses.of(told)
        if likeness is None:
            return alone
        answer = self._answers.get(likeness.key)
        if answer is None:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            answer = self._answers[likeness.key] = self._answer(rows.case(row), told, likeness)
        if answer.worded:
            return alone
        days: list[Any] = []
        for name in self._days:
            if name in (BUILT_LOW, BUILT_HIGH):
                days += self._found_by(likeness.built[name == BUILT_HIGH], None)
                continue
            place = answer.cells[name]
            days += (None, 0) if place is None else self._found_by(*likeness.sources[place])
        return (*(answer.cells[name] for name in self._plain), *days, False)

    def _found_by(self, source: Source, age: HasAged | None) -> tuple[int | None, int]:
        """A day, or the number of the way to find it."""
        if isinstance(source, tuple):
            way = (source, age)
            return None, self._ways.setdefault(way, len(self._ways) + 1)
        return (source if source is None or age is None else age.reached(source)), 0

    def _answer(self, case: object, told: Mapping[str, ToldValue], likeness: Likeness) -> _Answer:
        verdict = self._evaluate(case)
        cells = cells_of(verdict, self._columns)
        worded = REASONS in cells or ("warnings" in cells and warnings_vary(told, verdict))
        for name in self._days:
            if cells.get(name) is not None:
                cells[name] = likeness.days.index(cells[name])
        return _Answer(cells, worded)


def _way(day: str) -> str:
    return f"{day}#way"


def _ends(column: Column, place: int, age: HasAged | None) -> pl.Series:
    """An end of a date for each row, or the day on which what is of that day reaches an age."""
    ends: list[int | None] = []
    for value in column.values:
        end = None
        if isinstance(value.told, Told):
            bounds = value.told.bounds
            end = bounds.high if place else bounds.low
        ends.append(end if end is None or age is None else age.reached(end))
    return pl.Series(ends, dtype=pl.Int32).gather(column.places)


def _precision() -> pl.Expr:
    """What `answers.precision` says, of whole columns."""
    low, high = pl.col(BUILT_LOW), pl.col(BUILT_HIGH)
    first, after = (low - UNIX).cast(pl.Date), (high + 1 - UNIX).cast(pl.Date)
    months = (after.dt.year() - first.dt.year()) * 12 + (
        after.dt.month().cast(pl.Int32) - first.dt.month().cast(pl.Int32)
    )
    whole = (first.dt.day() == 1) & (after.dt.day() == 1)
    return (
        pl.when(low.is_null() & high.is_null())
        .then(pl.lit("none"))
        .when(low == high)
        .then(pl.lit("day"))
        .when(whole & (months == 1))
        .then(pl.lit("month"))
        .when(whole & (months == 12) & (first.dt.month() == 1))
        .then(pl.lit("year"))
        .otherwise(pl.lit("range"))
    )
