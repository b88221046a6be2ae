# SPDX-License-Identifier: Apache-2.0
"""Answers for rows by their groups: found for one row of each, joined back to all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from keiimport.inference.columns import HIGHEST, LOWEST, high, low
from keiimport.many.answers import BUILT, PRECISION, REASONS, OutputColumn
from keiimport.many.clocks import NEVER
from keiimport.many.groups import Groups, LaidOut
from keiimport.many.held import Held
from keiimport.many.ordinals import UNIX
from keiimport.many.reasons import CHAIN, Reasons
from keiimport.many.rows import Rows

MOST_FOUND = 500_000
"""Answers that are kept for rows to come."""

ALONE = "#alone"
"""The column that says of which rows no answer was found."""

WorkOut = Callable[[LaidOut, pl.Series], pl.DataFrame]
"""The answers of some rows, given by their places: a day as `Clocks.which` has it."""


class GroupAnswers:
    """Answers rows by their groups.

    Args:
        groups: tells rows apart.
        columns: the columns asked for.
        work_out: finds the answers of rows of groups that were not met before.
        reasons: finds the chains of reasons, where these are asked for.
    """

    def __init__(
        self,
        groups: Groups,
        columns: Mapping[str, OutputColumn],
        work_out: WorkOut,
        reasons: Reasons | None = None,
    ) -> None:
        self._groups = groups
        self._columns = columns
        self._work_out = work_out
        self._reasons = reasons
        self._days = [name for name, column in columns.items() if column.is_day]
        self._schema = found_schema(columns)
        self._found = pl.DataFrame(schema=self._schema)

    def answers(self, rows: Rows) -> tuple[pl.DataFrame, pl.Series]:
        """The answer of each row, and the rows that are to be asked alone."""
        reasons = self._reasons
        full = self._groups.full or (reasons is not None and reasons.full)
        if full or self._found.height > MOST_FOUND:
            self._groups.forget()
            if reasons is not None:
                reasons.forget()
            self._found = pl.DataFrame(schema=self._schema)
        laid_out = self._groups.lay_out(rows)
        places = self._groups.numbers(laid_out, lambda new: self._add(laid_out, new))
        found = self._found[places]
        alone = found[ALONE] | laid_out.wrong
        if reasons is not None:
            chains = reasons.chains(laid_out, found[CHAIN])
            found = found.with_columns(chains.alias(REASONS))
            alone = alone | chains.is_null()
        days = {name: _dates(laid_out.clocks.day_of(found[name])) for name in self._days}
        found = found.with_columns(**days)
        if PRECISION in self._columns:
            found = found.with_columns(_precision(laid_out.held).alias(PRECISION))
        return found.select(list(self._columns)), alone.arg_true()

    def _add(self, laid_out: LaidOut, new: pl.Series) -> pl.Series:
        """The places of what is found for rows among all that was found."""
        more = self._work_out(laid_out, new)
        if self._reasons is not None:
            numbers = self._reasons.work_out(laid_out, new, more[ALONE])
            more = more.with_columns(numbers.alias(CHAIN))
        more = more.select(list(self._schema)).cast(self._schema)  # type: ignore[arg-type]
        first = self._found.height
        self._found = pl.concat([self._found, more], rechunk=True)
        return pl.int_range(first, first + len(new), dtype=pl.UInt32, eager=True)


def found_schema(columns: Mapping[str, OutputColumn]) -> dict[str, pl.DataType]:
    """The columns in which answers are kept."""
    schema: dict[str, pl.DataType] = {
        name: pl.UInt16() if column.is_day else column.dtype
        for name, column in columns.items()
        if name not in (PRECISION, REASONS)
    }
    if REASONS in columns:
        schema[CHAIN] = pl.UInt32()
    return {**schema, ALONE: pl.Boolean()}


def _dates(days: pl.Series) -> pl.Series:
    day = pl.lit(days)
    told = pl.when(day != NEVER).then(day - UNIX)
    return pl.select(told.cast(pl.Int32).cast(pl.Date)).to_series()


def _precision(held: Held) -> pl.Series:
    """What `answers.precision` says, of whole columns."""
    if BUILT not in held.differing:
        return pl.repeat("none", held.height, dtype=pl.String, eager=True)
    first_day, last_day = pl.col(low(BUILT)), pl.col(high(BUILT))
    open_, endless = first_day == LOWEST, last_day == HIGHEST
    first = pl.when(~open_).then(first_day - UNIX).cast(pl.Int32).cast(pl.Date)
    after = pl.when(~endless).then(last_day + 1 - UNIX).cast(pl.Int32).cast(pl.Date)
    months = (after.dt.year() - first.dt.year()) * 12 + (
        after.dt.month().cast(pl.Int32) - first.dt.month().cast(pl.Int32)
    )
    whole = (first.dt.day() == 1) & (after.dt.day() == 1)
    words = (
        pl.when(open_ & endless)
        .then(pl.lit("none"))
        .when(first_day == last_day)
        .then(pl.lit("day"))
        .when(whole & (months == 1))
        .then(pl.lit("month"))
        .when(whole & (months == 12) & (first.dt.month() == 1))
        .then(pl.lit("year"))
        .otherwise(pl.lit("range"))
    )
    return held.select(words.alias("precision"))[0]
