# SPDX-License-Identifier: Apache-2.0
"""Answers for whole tables: one verdict for all rows that are alike, joined back to each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
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
from keiimport.many.group_answers import GroupAnswers
from keiimport.many.ordinals import UNIX
from keiimport.many.reading import Reader, facts_of
from keiimport.many.rows import CaseRows, Rows, TableRows, sole_errors
from keiimport.verdict.law import Law
from keiimport.verdict.verdict import Verdict

CHUNK = 250_000
"""Rows that are looked at together."""

FEW = 500
"""Rows up to which it is quicker to ask each than to lay out columns."""

Evaluate = Callable[[object], Verdict]


class Table:
    """Answers for one table after another, remembering what was found before.

    Args:
        reader: reads columns.
        evaluate: the verdict of one case.
        columns: the columns to give.
        grouped: answers rows by their groups; None where each different row is asked.
        duties: finds what is owed, where columns about the duty are asked for.

    Attributes:
        schema: the columns of the answer with their types.
    """

    def __init__(
        self,
        reader: Reader,
        evaluate: Evaluate,
        columns: Mapping[str, OutputColumn],
        grouped: GroupAnswers | None,
        duties: Duties | None = None,
    ) -> None:
        self._evaluate = evaluate
        self._duties = duties
        self._columns = {n: column for n, column in columns.items() if n not in DUTY_COLUMNS}
        self._grouped = grouped
        self._reader = reader
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
        every = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
        if self._grouped is None or rows.height <= FEW:
            found, alone = pl.DataFrame(schema=self._shared).clear(rows.height), every
        else:
            found, alone = self._grouped.answers(rows)
            right = pl.repeat(None, rows.height, dtype=pl.String, eager=True).alias(ERROR)
            found = pl.DataFrame([*found.get_columns(), right]).select(list(self._shared))
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
            raise no_such_column(name, tuple(known), "outputs")
    if reasons and REASONS not in names:
        names.append(REASONS)
    return {name: known[name] for name in names}


def no_such_column(name: str, known: Sequence[str], at: str) -> InputError:
    """The error of an answer that has no such column.

    Args:
        name: the column asked for.
        known: the columns there are.
        at: where it was asked for.
    """
    near = nearest(name, known)
    return InputError(
        f"an answer has no column `{name}`",
        at=at,
        got=name,
        expected=f"`{near}`" if near else "one of " + ", ".join(f"`{n}`" for n in known),
    )
