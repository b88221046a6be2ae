# SPDX-License-Identifier: Apache-2.0
"""Outcomes, their days and reasons of whole columns, however many rows are new."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from keiimport.inference.columns import HIGHEST, LOWEST, high, low
from keiimport.many.answers import BUILT, PRECISION
from keiimport.many.filled import Filling, Rows
from keiimport.many.held import Held
from keiimport.many.ordinals import UNIX
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.reason_columns import ReasonColumns
from keiimport.many.settling import NEVER, Settling
from keiimport.verdict.law import Law
from keiimport.verdict.outcome import OVERALL

OUTCOME_COLUMNS = frozenset(
    ("outcome", "strict_outcome", "earliest", "earliest_possible", "reason", PRECISION, "rulebook")
)
"""The columns that are worked out so."""


class Outcomes:
    """Works out the columns of `OUTCOME_COLUMNS` that are asked for.

    Args:
        law: the rules.
        filling: fills in rows.
        columns: the columns asked for.
        law_day: the day whose law is used, or None where it is the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self,
        law: Law,
        filling: Filling,
        columns: Collection[str],
        law_day: int | None,
        strict: bool,
    ) -> None:
        self._law = law
        self._filling = filling
        self._columns = columns
        self._strict = strict
        self._plans = Plans(law, law_day)
        self._settling = Settling(law, law_day)
        self._reasons = ReasonColumns(self._settling)

    def answers(self, rows: Rows) -> tuple[pl.DataFrame, pl.Series]:
        """The answer of each row, and the rows that are to be asked alone."""
        bare, presumed, wrong = self._filling.fill(rows)
        outlook = Outlook(self._plans, bare if self._strict else presumed)
        asked = set(self._columns)
        found: dict[str, pl.Series | pl.Expr] = {
            "rulebook": pl.lit(self._law.rulebook.hash),
            PRECISION: _precision(bare),
        }
        settled = self._settling.settle(outlook, paths="reason" in asked)
        odd = settled.odd
        found["outcome"] = _outcomes(settled.outcome)
        found["earliest"] = _days(settled.earliest)
        found["earliest_possible"] = _days(settled.possible)
        if "reason" in asked:
            found["reason"] = self._reasons.of(outlook, settled)
        if "strict_outcome" in asked:
            found["strict_outcome"] = found["outcome"]
            if not self._strict:
                strictly = self._settling.settle(Outlook(self._plans, bare), paths=False)
                found["strict_outcome"] = _outcomes(strictly.outcome)
                odd = odd | strictly.odd
        alone = pl.concat([wrong, odd.arg_true()]).unique().sort()
        return _table({name: found[name] for name in self._columns}, rows.height), alone


def _table(columns: dict[str, pl.Series | pl.Expr], height: int) -> pl.DataFrame:
    series = {name: column for name, column in columns.items() if isinstance(column, pl.Series)}
    table = pl.DataFrame([column.alias(name) for name, column in series.items()])
    if not series:
        table = pl.DataFrame({"": pl.repeat(None, height, eager=True)})
    return table.with_columns(**{n: c for n, c in columns.items() if n not in series}).select(
        list(columns)
    )


def _outcomes(places: pl.Series) -> pl.Series:
    return pl.Series(list(OVERALL.values()), dtype=pl.String).gather(places)


def _days(days: pl.Series) -> pl.Series:
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
