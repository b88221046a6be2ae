# SPDX-License-Identifier: Apache-2.0
"""Answers for whole tables: one verdict for all rows that are alike, joined back to each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from keiimport.errors import InputError, nearest
from keiimport.many.answers import (
    ERROR,
    REASONS,
    OutputColumn,
    cells_of,
    output_columns,
)
from keiimport.many.duty import DUTY_COLUMNS, Duties
from keiimport.many.keys import RowKeys
from keiimport.many.likeness import Likenesses
from keiimport.many.outcomes import Outcomes
from keiimport.many.reading import Reader, facts_of
from keiimport.many.records import UNIX, Records
from keiimport.many.rows import CaseRows, Rows, TableRows, sole_errors
from keiimport.verdict.law import Law
from keiimport.verdict.verdict import Verdict

CHUNK = 250_000
"""Rows that are looked at together."""

FEW = 250
"""Rows up to which it is quicker to ask each than to lay out columns."""

Evaluate = Callable[[object], Verdict]


class Table:
    """Answers for one table after another, remembering what was found before.

    Args:
        likenesses: finds which rows are alike.
        evaluate: the verdict of one case.
        columns: the columns to give.
        today: the day of entry of rows that tell none.
        duties: finds what is owed, where columns about the duty are asked for.
        outcomes: works the other columns out, where nothing is asked that only a verdict says.

    Attributes:
        schema: the columns of the answer with their types.
    """

    def __init__(
        self,
        likenesses: Likenesses,
        evaluate: Evaluate,
        columns: Mapping[str, OutputColumn],
        today: date,
        duties: Duties | None = None,
        outcomes: Outcomes | None = None,
    ) -> None:
        self._evaluate = evaluate
        self._duties = duties
        self._columns = {n: column for n, column in columns.items() if n not in DUTY_COLUMNS}
        self._outcomes = outcomes
        self._reader = Reader(likenesses.cuts, likenesses.check)
        self._records = Records(likenesses, evaluate, self._columns)
        self._keys = RowKeys(likenesses, today)
        self.schema = {**{name: c.dtype for name, c in columns.items()}, ERROR: pl.String()}
        self._shared = {n: t for n, t in self.schema.items() if n not in DUTY_COLUMNS}

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
                yield CaseRows(rows[start : start + CHUNK], self._reader)
            return
        facts = facts_of(rows)
        for start in range(0, rows.height, CHUNK):
            if facts.width:
                yield TableRows(facts.slice(start, CHUNK), self._reader)
            else:
                yield CaseRows([{}] * min(CHUNK, rows.height - start), self._reader)

    def _of(self, rows: Rows) -> pl.DataFrame:
        found = self._shared_answers(rows)
        if self._duties is None:
            return found
        owed = self._duties.columns(rows, found[ERROR].is_null())
        return found.hstack(owed).select(list(self.schema))

    def _shared_answers(self, rows: Rows) -> pl.DataFrame:
        """The columns that rows which are alike share, and the errors."""
        if self._outcomes is None:
            numbers = self._keys.numbers(rows, self._records.add)
            found, alone = self._records.answers(rows, numbers)
        elif rows.height <= FEW:
            return self._alone(rows, pl.int_range(rows.height, eager=True))
        else:
            found, alone = self._outcomes.answers(rows)
        found = found.with_columns(pl.lit(None, dtype=pl.String).alias(ERROR)).select(
            list(self._shared)
        )
        if not len(alone):
            return found
        errors = sole_errors(rows, alone)
        known = errors.is_not_null()
        if known.any():
            nothing = pl.DataFrame(schema=self._shared).clear(int(known.sum()))
            wrong = nothing.with_columns(errors.filter(known).alias(ERROR))
            found = _with_rows(found, alone.filter(known), wrong)
            alone = alone.filter(~known)
        return _with_rows(found, alone, self._alone(rows, alone)) if len(alone) else found

    def _frame(self, rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
        columns = {}
        for place, (name, dtype) in enumerate(self._shared.items()):
            cells = [row[place] for row in rows]
            if dtype == pl.Date():
                days = [None if day is None else day - UNIX for day in cells]
                columns[name] = pl.Series(days, dtype=pl.Int32).cast(pl.Date)
            else:
                columns[name] = pl.Series(cells, dtype=dtype)
        return pl.DataFrame(columns)

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
