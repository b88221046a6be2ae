# SPDX-License-Identifier: Apache-2.0
"""Tables answered: each different row is decided once, and remembered for the next table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl

from keiimport.decide.rule_index import RuleIndex
from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.case import ToldValue
from keiimport.tables.columns import REASONS, OutputColumn, output_columns
from keiimport.tables.reading import Reader, Row
from keiimport.verdict.verdict import Verdict

ERROR = "error"

BLOCK = 512
"""New rows that are decided together: enough to share passes, few enough to hold."""

MOST_ANSWERS = 500_000
"""Rows whose answers are kept, each about 1 kB."""

Told = Mapping[str, ToldValue]
Verdicts = Callable[[Sequence[Told | InputError]], Sequence[Verdict | InputError]]
"""The verdicts of some rows, under the options of the table."""


class Table:
    """Answers for one table after another, remembering what was found before.

    Args:
        reader: reads rows.
        verdicts: the verdicts of some rows.
        columns: the columns to give.

    Attributes:
        schema: the columns of the answer with their types.
    """

    def __init__(
        self, reader: Reader, verdicts: Verdicts, columns: Mapping[str, OutputColumn]
    ) -> None:
        self._reader = reader
        self._verdicts = verdicts
        self._columns = columns
        self._known: dict[Hashable, tuple[Any, ...]] = {}
        self.schema = {**{name: c.dtype for name, c in columns.items()}, ERROR: pl.String()}

    def answers(self, rows: object) -> pl.DataFrame | pl.LazyFrame:
        """A row of answers for each row, in the same order; lazy where `rows` are.

        Raises:
            InputError: these are no rows, or a column of the frame is no fact.
        """
        if isinstance(rows, pl.LazyFrame):
            return rows.map_batches(self._answers, schema=self.schema, streamable=True)
        return self._answers(_rows(rows))

    def _answers(self, rows: pl.DataFrame | Sequence[object]) -> pl.DataFrame:
        if self._reader.full or len(self._known) > MOST_ANSWERS:
            self._reader.forget()
            self._known.clear()
        places: dict[Hashable, int] = {}
        order: list[int] = []
        found: list[tuple[Any, ...] | None] = []
        new: dict[Hashable, Row] = {}
        for row in self._reader.rows(rows):
            place = places.get(row.key)
            if place is None:
                place = places[row.key] = len(found)
                answer = self._known.get(row.key)
                found.append(answer)
                if answer is None:
                    new[row.key] = row
            order.append(place)
        for key, cells in self._decided(new):
            self._known[key] = found[places[key]] = cells
        frame = pl.DataFrame(found, schema=self.schema, orient="row")
        return frame[pl.Series(order, dtype=pl.UInt32)]

    def _decided(self, rows: Mapping[Hashable, Row]) -> Iterator[tuple[Hashable, tuple[Any, ...]]]:
        waiting = iter(rows.items())
        while block := list(islice(waiting, BLOCK)):
            verdicts = self._verdicts([_told(row) for _, row in block])
            for (key, _), verdict in zip(block, verdicts, strict=True):
                yield key, self._cells(verdict)

    def _cells(self, verdict: Verdict | InputError) -> tuple[Any, ...]:
        if isinstance(verdict, InputError):
            return (*(None for _ in self._columns), verdict.sentence())
        return (*(column.read(verdict) for column in self._columns.values()), None)


def _told(row: Row) -> Told | InputError:
    try:
        return row.told()
    except InputError as error:
        return error


def _rows(rows: object) -> pl.DataFrame | Sequence[object]:
    if isinstance(rows, pl.DataFrame):
        return rows
    if hasattr(rows, "__arrow_c_stream__"):
        frame = pl.DataFrame(rows)
        assert isinstance(frame, pl.DataFrame)
        return frame
    if isinstance(rows, Sequence) and not isinstance(rows, str | bytes | bytearray):
        return rows
    if hasattr(rows, "__iter__") and not isinstance(rows, str | bytes | bytearray | Mapping):
        return list(rows)
    raise InputError(
        f"{shown(rows)} is no table",
        at="rows",
        expected="a frame, an Arrow table, or a list of cases",
    )


def chosen_columns(
    law: RuleIndex, outputs: Sequence[str] | None, reasons: bool
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
