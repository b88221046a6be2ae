# SPDX-License-Identifier: Apache-2.0
"""Outcomes, their days and reasons of whole columns, however many rows are new."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from keiimport.inference.columns import HIGHEST, LOWEST, high, low
from keiimport.many.answers import BUILT, PRECISION
from keiimport.many.day_orders import day_orders
from keiimport.many.filled import Filling
from keiimport.many.held import Held
from keiimport.many.interning import Interner
from keiimport.many.ordinals import UNIX
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.reason_columns import ReasonColumns
from keiimport.many.rows import Rows, SomeRows
from keiimport.many.settling import NEVER, Settling
from keiimport.many.situations import Situations
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, Law
from keiimport.verdict.outcome import OVERALL

OUTCOME_COLUMNS = frozenset(
    ("outcome", "strict_outcome", "earliest", "earliest_possible", "reason", PRECISION, "rulebook")
)
"""The columns that are worked out so."""

MOST_FOUND = 500_000
"""Answers that are kept for rows to come."""


class Outcomes:
    """Works out the columns of `OUTCOME_COLUMNS` that are asked for.

    Rows are told apart in three steps, each of which is worked out once for all that it
    cannot tell apart: kinds by how they are filled in, situations by what tests say of them
    whatever the day, and those by the order of their days.

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
        self._twice = "strict_outcome" in columns and not strict
        self._plans = Plans(law, law_day)
        self._settling = Settling(law, law_day)
        self._reasons = ReasonColumns(self._settling)
        self._patterns = Patterns(self._settling, self._reasons.nodes)
        self._situations = Situations(filling.tests, filling.looked_at)
        moving = (LAW_DAYS.get(name, name) for name in law.program.facts_read(law.roots))
        self._also = tuple(
            dict.fromkeys(n for n in moving if n in MOVING_DAYS and n not in (ENTRY_DAY, LAW_DAY))
        )
        since = (age.since for age in self._plans.ages)
        self._days = {ENTRY_DAY, BUILT, *self._also, *since, *self._situations.days}
        self._forget()

    def _forget(self) -> None:
        self._filling.forget()
        self._situations.forget()
        self._patterns.forget()
        self._orders = Interner()
        self._found = pl.DataFrame(schema=_FOUND)

    def answers(self, rows: Rows) -> tuple[pl.DataFrame, pl.Series]:
        """The answer of each row, and the rows that are to be asked alone."""
        full = self._filling.full or self._situations.full or self._found.height > MOST_FOUND
        if full:
            self._forget()
        kinds = self._filling.kinds(rows)
        held = self._filling.days(rows, kinds, self._days)
        ends = {
            fact: (held.columns[low(fact)], held.columns[high(fact)])
            for fact in self._situations.days
            if fact in held.differing
        }
        patterns = self._situations.numbers(
            rows.columns, kinds, ends, lambda new: self._look(rows, kinds, new)
        )
        outlook = Outlook(self._plans, held)
        places = self._orders.numbers(
            [patterns, *day_orders(outlook, self._also)],
            lambda new: self._settle(rows, kinds, new),
        )
        found = self._found[places]
        columns: dict[str, pl.Series | pl.Expr] = {
            "rulebook": pl.lit(self._law.rulebook.hash),
            PRECISION: _precision(held) if PRECISION in self._columns else pl.lit(None),
            "outcome": _outcomes(found["outcome"]),
            "strict_outcome": _outcomes(found["strict"]),
            "earliest": _days(self._day(outlook, found["earliest"])),
            "earliest_possible": _days(self._day(outlook, found["possible"])),
            "reason": found["reason"],
        }
        alone = pl.select((pl.lit(found["alone"]) | (pl.lit(kinds) == 0)).alias("alone"))
        return (
            _table({name: columns[name] for name in self._columns}, rows.height),
            alone["alone"].arg_true(),
        )

    # -- what is worked out once ---------------------------------------------

    def _look(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """What tests say of rows, whatever the day, as a number."""
        bare, presumed = self._filling.fill(SomeRows(rows, new), kinds.gather(new))
        seen = [Outlook(self._plans, bare if self._strict else presumed)]
        if self._twice:
            seen.append(Outlook(self._plans, bare))
        return self._patterns.numbers(seen)

    def _settle(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """The places of what is found for rows among all that was found."""
        bare, presumed = self._filling.fill(SomeRows(rows, new), kinds.gather(new))
        outlook = Outlook(self._plans, bare if self._strict else presumed)
        asks = "reason" in self._columns
        settled = self._settling.settle(outlook, paths=asks)
        strictly = settled
        if self._twice:
            strictly = self._settling.settle(Outlook(self._plans, bare), paths=False)
        reason = self._reasons.of(outlook, settled) if asks else None
        more = pl.DataFrame(
            {
                "outcome": settled.outcome,
                "strict": strictly.outcome,
                "earliest": self._source(outlook, settled.earliest),
                "possible": self._source(outlook, settled.possible),
                "reason": pl.repeat(None, len(new), eager=True) if reason is None else reason,
                "alone": settled.odd | strictly.odd,
            },
            schema=_FOUND,
        )
        first = self._found.height
        self._found = pl.concat([self._found, more], rechunk=True)
        return pl.int_range(first, first + len(new), dtype=pl.UInt32, eager=True)

    # -- days ----------------------------------------------------------------

    def _source(self, outlook: Outlook, days: pl.Series) -> pl.Series:
        """Which of the days of a row each of `days` is: see `_day`."""
        day, windows = pl.lit(days), self._law._windows
        law = pl.lit(pl.Series(windows, dtype=pl.Int64)).search_sorted(day) + _FIRST
        found: pl.Expr = law.cast(pl.Int32)
        for number, turn in enumerate(outlook.turns(), _FIRST + len(windows)):
            found = pl.when(day == pl.lit(turn)).then(number).otherwise(found)
        found = pl.when(day == pl.lit(outlook.day)).then(_ENTRY).otherwise(found)
        found = pl.when(day == NEVER).then(_NEVER).otherwise(found)
        return pl.select(found.cast(pl.UInt16)).to_series()

    def _day(self, outlook: Outlook, sources: pl.Series) -> pl.Series:
        """The day of each row that is its entry, a day of law, or one on which it turns an age."""
        windows = pl.Series([NEVER, NEVER, *self._law._windows], dtype=pl.Int64)
        source, turns = pl.lit(sources), outlook.turns()
        place = pl.when(source < len(windows)).then(source).otherwise(_NEVER)
        found: pl.Expr = pl.lit(windows.gather(pl.select(place).to_series()))
        for number in sources.unique():
            if number >= len(windows):
                turn = pl.lit(turns[number - len(windows)])
                found = pl.when(source == number).then(turn).otherwise(found)
        found = pl.when(source == _ENTRY).then(pl.lit(outlook.day)).otherwise(found)
        return pl.select(found).to_series()


_NEVER, _ENTRY, _FIRST = range(3)

_FOUND = {
    "outcome": pl.UInt8(),
    "strict": pl.UInt8(),
    "earliest": pl.UInt16(),
    "possible": pl.UInt16(),
    "reason": pl.String(),
    "alone": pl.Boolean(),
}


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
