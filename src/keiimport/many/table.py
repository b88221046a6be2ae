# SPDX-License-Identifier: Apache-2.0
"""Answers for whole tables: one verdict for all rows that are alike, joined back to each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from keiimport.errors import InputError, nearest
from keiimport.facts.case import ToldValue
from keiimport.many.answers import (
    ERROR,
    PRECISION,
    REASONS,
    OutputColumn,
    cells_of,
    output_columns,
    precision,
)
from keiimport.many.likeness import Likeness, Likenesses
from keiimport.many.reading import Reader, facts_of
from keiimport.many.rows import CaseRows, TableRows, told_in
from keiimport.many.wording import warnings_vary
from keiimport.verdict.law import Law
from keiimport.verdict.verdict import Verdict

MOST_ANSWERS = 200_000
"""Answers that are kept for rows to come."""

CHUNK = 500_000
"""Rows that are looked at together."""

UNIX = 719163
"""The ordinal of 1970-01-01, from which Polars counts days."""

Evaluate = Callable[[object], Verdict]
Rows = TableRows | CaseRows


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of rows that are alike.

    Attributes:
        cells: what stands in each column; for a day its place among the days of the row.
        worded: whether its words hold values of the row it was found for.
    """

    cells: Mapping[str, Any]
    worded: bool


class Table:
    """Answers for one table after another, remembering what was found before.

    Args:
        law: the rules.
        likenesses: finds which rows are alike.
        evaluate: the verdict of one case.
        columns: the columns to give.

    Attributes:
        schema: the columns of the answer with their types.
    """

    def __init__(
        self,
        likenesses: Likenesses,
        evaluate: Evaluate,
        columns: Mapping[str, OutputColumn],
    ) -> None:
        self._likenesses = likenesses
        self._evaluate = evaluate
        self._columns = dict(columns)
        self._days = [name for name, column in columns.items() if column.is_day]
        self._reader = Reader()
        self._answers: dict[Hashable, Answer] = {}
        self.schema = {**{name: c.dtype for name, c in columns.items()}, ERROR: pl.String()}

    def answers(self, rows: pl.DataFrame | Sequence[object]) -> pl.DataFrame:
        """A row of answers for each row, in the same order.

        Raises:
            InputError: a column of the frame is no fact.
        """
        found = [self._of(chunk) for chunk in self._chunks(rows)]
        return pl.concat(found) if found else pl.DataFrame(schema=self.schema)

    def _chunks(self, rows: pl.DataFrame | Sequence[object]) -> Iterator[Rows]:
        if not isinstance(rows, pl.DataFrame):
            for start in range(0, len(rows), CHUNK):
                yield CaseRows(rows[start : start + CHUNK])
            return
        facts = facts_of(rows)
        for start in range(0, rows.height, CHUNK):
            if facts.width:
                yield TableRows(facts.slice(start, CHUNK), self._reader)
            else:
                yield CaseRows([{}] * min(CHUNK, rows.height - start))

    def _of(self, rows: Rows) -> pl.DataFrame:
        groups, firsts = _groups(rows)
        found: list[list[Any]] = []
        alone: list[int] = []
        for group, row in enumerate(firsts):
            cells = self._shared(rows, row)
            if cells is None:
                alone.append(group)
                cells = [None] * len(self.schema)
            found.append(cells)
        answers = self._frame(found)[groups]
        if not alone:
            return answers
        asked = groups.is_in(alone).arg_true()
        return _with_rows(answers, asked, self._alone(rows, asked))

    def _frame(self, rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
        columns = {}
        for place, (name, dtype) in enumerate(self.schema.items()):
            cells = [row[place] for row in rows]
            if dtype == pl.Date():
                days = [None if day is None else day - UNIX for day in cells]
                columns[name] = pl.Series(days, dtype=pl.Int32).cast(pl.Date)
            else:
                columns[name] = pl.Series(cells, dtype=dtype)
        return pl.DataFrame(columns)

    # -- rows that are alike -------------------------------------------------

    def _shared(self, rows: Rows, row: int) -> list[Any] | None:
        """What is said of a row and of all that are like it; None where each is asked alone."""
        if rows.wrong is not None and rows.wrong[row]:
            return None
        told = told_in(rows.columns, row)
        likeness = self._likenesses.of(told)
        if likeness is None:
            return None
        answer = self._answers.get(likeness.key)
        if answer is None:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            answer = self._answers[likeness.key] = self._answer(rows.case(row), told, likeness)
        if answer.worded:
            return None
        cells = dict(answer.cells)
        for name in self._days:
            if cells[name] is not None:
                cells[name] = likeness.days[cells[name]]
        if PRECISION in cells:
            cells[PRECISION] = precision(likeness.built)
        return [*cells.values(), None]

    def _answer(self, case: object, told: Mapping[str, ToldValue], likeness: Likeness) -> Answer:
        verdict = self._evaluate(case)
        cells = cells_of(verdict, self._columns)
        worded = REASONS in cells or ("warnings" in cells and warnings_vary(told, verdict))
        for name in self._days:
            if cells[name] is not None:
                cells[name] = likeness.days.index(cells[name])
        return Answer(cells, worded)

    # -- rows that are asked alone -------------------------------------------

    def _alone(self, rows: Rows, asked: pl.Series) -> pl.DataFrame:
        """The answers of some rows, each different one asked."""
        found: list[list[Any]] = []
        known: dict[Hashable, int] = {}
        places = []
        for row in asked:
            name = rows.name(row)
            if name not in known:
                known[name] = len(found)
                found.append(self._exact(rows, row))
            places.append(known[name])
        return self._frame(found)[pl.Series(places, dtype=pl.UInt32)]

    def _exact(self, rows: Rows, row: int) -> list[Any]:
        try:
            cells = cells_of(self._evaluate(rows.case(row)), self._columns)
        except InputError as error:
            return [*(None for _ in self._columns), error.sentence()]
        return [*cells.values(), None]


def _groups(rows: Rows) -> tuple[pl.Series, list[int]]:
    """For each row the number of its group of rows that tell the same, and a row of each."""
    keys = [column.places.alias(column.fact) for column in rows.columns]
    if rows.wrong is not None:
        keys.append(rows.wrong.alias("wrong"))
    if not keys:
        return pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True), [0]
    frame = pl.DataFrame(keys)
    names = frame.columns
    firsts = (
        frame.with_row_index("#row")
        .group_by(names)
        .agg(pl.col("#row").first())
        .sort("#row")
        .with_row_index("#group")
    )
    joined = frame.join(firsts, on=names, how="left", maintain_order="left")
    return joined["#group"], firsts["#row"].to_list()


def _with_rows(table: pl.DataFrame, at: pl.Series, rows: pl.DataFrame) -> pl.DataFrame:
    """`table` with other rows at some places."""
    order = pl.int_range(table.height, dtype=pl.UInt32, eager=True)
    order = order.scatter(at, pl.int_range(table.height, table.height + rows.height, eager=True))
    return pl.concat([table, rows])[order]


def chosen_columns(
    law: Law, outputs: Sequence[str] | None, reasons: bool
) -> dict[str, OutputColumn]:
    """The columns asked for, in the order asked; all but the reasons where none are named.

    Raises:
        InputError: there is no such column.
    """
    known = output_columns(law)
    if outputs is None:
        names = [name for name in known if name != REASONS]
    else:
        names = list(dict.fromkeys(name for name in outputs if name != ERROR))
    for name in names:
        if name not in known:
            near = nearest(name, known)
            raise InputError(
                f"an answer has no column `{name}`",
                at="outputs",
                got=name,
                expected=f"`{near}`" if near else "one of " + ", ".join(f"`{n}`" for n in known),
            )
    if reasons and REASONS not in names:
        names.append(REASONS)
    return {name: known[name] for name in names}
