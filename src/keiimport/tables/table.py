# SPDX-License-Identifier: Apache-2.0
"""Answers for whole tables: each different row is decided once and remembered."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import Thread
from typing import Any, Final

import polars as pl

from keiimport import tables
from keiimport.decide.rule_index import RuleIndex
from keiimport.errors import InputError, KeiimportError
from keiimport.explain.missing import Questions
from keiimport.facts.case import StatedValue
from keiimport.facts.problems import bad_input
from keiimport.rulebook.arguments import called
from keiimport.tables import MOST_ANSWERS
from keiimport.tables.columns import ERROR, REASONS, OutputColumn, output_columns
from keiimport.tables.reading import Reader, Row
from keiimport.verdict import Verdict, decide_together

_PATIENCE: Final = 5.0  # seconds, ample for Polars to sort two numbers on a busy machine


@lru_cache(1)
def _polars_answers(process: int) -> bool:
    """Whether Polars still works in this process, found by trying unless a fork was seen."""
    if tables.forked_with_polars:
        return False
    asking = Thread(target=pl.Series([2, 1]).sort, daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    return not asking.is_alive()


def check_process() -> None:
    """Refuse to work in a process forked after Polars was used, where it would hang.

    Raises:
        KeiimportError: Polars does not work in this process.
    """
    if not _polars_answers(os.getpid()):
        raise KeiimportError(
            "tables cannot be evaluated in a process that was forked after Polars was used: its "
            "threads are not there; begin processes with "
            '`multiprocessing.get_context("spawn")`, or fork before tables are used'
        )


BLOCK = 1024  # new rows decided together: enough to share passes, few enough for memory
Told = Mapping[str, StatedValue] | InputError


class Table:
    """Answers one table after another, remembering the answers; `schema` has their columns."""

    def __init__(
        self,
        index: RuleIndex,
        answer: Callable[[Mapping[str, StatedValue]], Verdict],
        outputs: Sequence[str] | None,
        reasons: bool,
        strict: bool,
    ) -> None:
        self._index, self._answer = index, answer
        self._columns = chosen_columns(index, outputs, reasons)
        self._strictly = not strict and "strict_outcome" in self._columns
        self._reader = Reader(index.rulebook.vocabulary)
        self._known: dict[Hashable, tuple[Any, ...]] = {}
        types = {name: column.dtype for name, column in self._columns.items()}
        self.schema = {**types, ERROR: pl.String()}

    @property
    def aside(self) -> Counter[str]:
        """How many values of each side fact have been set aside so far as unreadable."""
        return self._reader.aside

    @property
    def kept(self) -> int:
        """How many answers are remembered."""
        return len(self._known)

    def answers(self, rows: object) -> pl.DataFrame | pl.LazyFrame:
        """A row of answers for each row, in the same order; lazy if `rows` is.

        Raises:
            InputError: `rows` is no table, or no column of it is a fact.
            KeiimportError: this process was forked after Polars was used.
        """
        check_process()
        if isinstance(rows, pl.LazyFrame):
            return rows.map_batches(self._answers, schema=self.schema, streamable=True)
        return self._answers(_rows(rows))

    def _answers(self, rows: pl.DataFrame | Sequence[object]) -> pl.DataFrame:
        if self._reader.full or self.kept > MOST_ANSWERS:
            self._reader.forget()
            self._known.clear()
        keys: list[Hashable] = []
        cells: dict[Hashable, tuple[Any, ...]] = {}
        lacking: dict[Hashable, Row] = {}
        for row in self._reader.rows(rows):
            key = row.key
            keys.append(key)
            if key not in cells and key not in lacking:
                # taken now, since another thread may let the table forget it
                if (known := self._known.get(key)) is None:
                    lacking[key] = row
                else:
                    cells[key] = known
        waiting = list(lacking.items())
        for start in range(0, len(waiting), BLOCK):
            cells |= self._found(waiting[start : start + BLOCK])
        self._known |= {key: cells[key] for key in lacking}
        places = {key: place for place, key in enumerate(cells)}
        found = pl.DataFrame(list(cells.values()), schema=self.schema, orient="row")
        return found[pl.Series([places[key] for key in keys], dtype=pl.UInt32)]

    def _found(self, rows: Sequence[tuple[Hashable, Row]]) -> dict[Hashable, tuple[Any, ...]]:
        with _uncollected():
            verdicts = self._verdicts([self._reader.told(row) for _, row in rows])
            said = zip(rows, verdicts, strict=True)
            cells = {key: self._cells(verdict) for (key, _), verdict in said}
            # freed before collection is back on
            del said, verdicts
        return cells

    def _verdicts(self, rows: Sequence[Told]) -> list[Verdict | InputError]:
        found = [self._verdict(told) for told in rows]
        verdicts = [each for each in found if isinstance(each, Verdict)]
        decide_together(self._index, verdicts, strictly=self._strictly)
        if "missing" in self._columns:
            Questions.together([each.questions for each in verdicts])
        return found

    def _verdict(self, told: Told) -> Verdict | InputError:
        try:
            return told if isinstance(told, InputError) else self._answer(told)
        except InputError as error:
            # a traceback would hold its frames, and with them every verdict
            error.__context__ = None
            return error.with_traceback(None)

    def _cells(self, verdict: Verdict | InputError) -> tuple[Any, ...]:
        """The cells for a verdict, with the error last."""
        if isinstance(verdict, InputError):
            return (*(None for _ in self._columns), verdict.sentence())
        return (*(column.read(verdict) for column in self._columns.values()), None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: a block leaves few cycles, and it would take a quarter longer."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _rows(rows: Any) -> pl.DataFrame | Sequence[object]:
    if isinstance(rows, pl.DataFrame):
        return rows
    if hasattr(rows, "__arrow_c_stream__"):
        schema = getattr(rows, "schema", None)  # of Arrow
        names = Counter(getattr(schema, "names", getattr(rows, "columns", ())))
        for name in (each for each, times in names.items() if times > 1):
            raise bad_input("column_twice", at="rows", got=name, name=name)
        # a single column without a name is no table
        with suppress(pl.exceptions.PolarsError, TypeError, ValueError):
            frame = pl.DataFrame(rows)
            assert isinstance(frame, pl.DataFrame)
            return frame
        if hasattr(rows, "columns") and hasattr(rows, "notna"):  # of pandas, of mixed cells
            cells = rows.astype(object).where(rows.notna(), None).to_dict("records")
            assert isinstance(cells, list)
            return cells
    elif isinstance(rows, Sequence) and not isinstance(rows, str | bytes | bytearray):
        return rows
    elif hasattr(rows, "__iter__") and not isinstance(rows, str | bytes | bytearray | Mapping):
        return list(rows)
    raise bad_input("no_table", rows=rows)


def chosen_columns(
    index: RuleIndex, outputs: Sequence[str] | None, reasons: bool
) -> dict[str, OutputColumn]:
    """The columns asked for, in that order; by default all but the reasons.

    Raises:
        InputError: there is no such column.
    """
    known = output_columns(index)
    if outputs is None:
        names = [name for name in known if name != REASONS]
    else:
        names = list(dict.fromkeys(name for name in outputs if name != ERROR))
    if reasons and REASONS not in names:
        names.append(REASONS)
    return {name: called(name, known, "column of answers", "outputs") for name in names}
