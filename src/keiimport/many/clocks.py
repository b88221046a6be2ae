# SPDX-License-Identifier: Apache-2.0
"""The days of rows: of entry, those on which they reach an age, and those of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import HasAged
from keiimport.inference.columns import HIGHEST, LOWEST, days_reached, high, low, reached
from keiimport.many.held import Held, Taken
from keiimport.verdict.law import ENTRY_DAY, Law

NEVER = 2**40
"""Stands for a day that never comes."""

_NEVER, ENTRY, _FIRST = range(3)
"""Which day it is: none, that of entry, or one after these; see `Clocks.which`."""

_WORD = 39
"""Comparisons of two days that go into one number of 63 bits."""


def counted_ages(law: Law, roots: Iterable[int] | None = None) -> tuple[HasAged, ...]:
    """The ages that some nodes look at, or the doors, each way of counting once."""
    aged = law._aged if roots is None else law.clocks(roots)[0]
    ages = {(a.since, a.years, a.count, a.leap_day): a for a in aged}
    return tuple(ages.values())


class Clocks:
    """The days of some rows.

    Args:
        held: the facts of the rows, their dates among them.
        windows: the days on which law begins or ends.
        ages: the ages that rows may reach.

    Attributes:
        day: the day of entry of each row.
        reached: the days on which ages are reached, by the names of `columns.reached`.
    """

    def __init__(self, held: Held, windows: Sequence[int], ages: Sequence[HasAged]) -> None:
        self._held = held
        self._windows = windows
        self.day = self.bounds(ENTRY_DAY)[0]
        self.reached: Mapping[str, pl.Series] = {
            reached(age, end): days_reached(age, days)
            for age in ages
            for end, days in zip(("low", "high"), self.bounds(age.since), strict=True)
        }

    def bounds(self, fact: str) -> Sequence[pl.Series]:
        """Both ends of a date of each row."""
        held = self._held
        if fact in held.differing:
            return held.columns[low(fact)], held.columns[high(fact)]
        value = held.shared.get(fact)
        bounds = value if isinstance(value, Bounds) else Bounds(None, None)
        first = LOWEST if bounds.low is None else bounds.low
        last = HIGHEST if bounds.high is None else bounds.high
        return [pl.repeat(end, held.height, dtype=pl.Int64, eager=True) for end in (first, last)]

    def filter(self, held: Held, rows: pl.Series) -> Clocks:
        """Some of the rows, by their places.

        Args:
            held: their facts.
            rows: their places.
        """
        found = Clocks.__new__(Clocks)
        found._held, found._windows = held, self._windows
        found.day = self.day.gather(rows)
        found.reached = Taken(self.reached, rows)
        return found

    def later(self) -> Iterator[pl.Series]:
        """The days after the entry on which a clock turns; null where there is none."""
        first, entry = self.day.min(), pl.lit(self.day)
        for day in self._windows:
            if isinstance(first, int) and day > first:
                then = pl.lit(day, dtype=pl.Int64)
                yield pl.select(pl.when(entry < then).then(then)).to_series()
        for days in self.reached.values():
            then = pl.lit(days)
            known = then.is_between(entry + 1, HIGHEST - 1)
            yield pl.select(pl.when(known).then(then)).to_series()

    # -- which day -----------------------------------------------------------

    def which(self, days: pl.Series) -> pl.Series:
        """Which of the days of its row each of `days` is, as a number."""
        day = pl.lit(days)
        law = pl.lit(pl.Series(self._windows, dtype=pl.Int64)).search_sorted(day) + _FIRST
        found: pl.Expr = law.cast(pl.Int32)
        for number, turn in enumerate(self.reached.values(), _FIRST + len(self._windows)):
            found = pl.when(day == pl.lit(turn)).then(number).otherwise(found)
        found = pl.when(day == pl.lit(self.day)).then(ENTRY).otherwise(found)
        found = pl.when(day == NEVER).then(_NEVER).otherwise(found)
        return pl.select(found.cast(pl.UInt16)).to_series()

    def day_of(self, which: pl.Series) -> pl.Series:
        """The day of each row that `which` says; `NEVER` where it says none."""
        windows = pl.Series([NEVER, NEVER, *self._windows], dtype=pl.Int64)
        number, turns = pl.lit(which), list(self.reached.values())
        place = pl.when(number < len(windows)).then(number).otherwise(_NEVER)
        found: pl.Expr = pl.lit(windows.gather(pl.select(place).to_series()))
        for each in which.unique():
            if each is not None and each >= len(windows):
                turn = pl.lit(turns[each - len(windows)])
                found = pl.when(number == each).then(turn).otherwise(found)
        found = pl.when(number == ENTRY).then(pl.lit(self.day)).otherwise(found)
        return pl.select(found).to_series()

    # -- their order ---------------------------------------------------------

    def orders(self, apart: Sequence[str], *, later: bool) -> list[pl.Series]:
        """Columns that are equal for rows whose days stand alike.

        In which order they come, and between which days of the law: nothing turns on what
        lies between their places.

        Args:
            apart: dates that count besides.
            later: whether later days are looked at too; otherwise it only matters which ages
                are reached by the days told.
        """
        days = {"entry": self.day, "until": self.bounds(ENTRY_DAY)[1]}
        for fact in apart:
            days[f"{fact} low"], days[f"{fact} high"] = self.bounds(fact)
        told = list(days)
        for number, turn in enumerate(self.reached.values()):
            if later:
                turn = pl.select(pl.max_horizontal(pl.lit(turn), pl.lit(self.day))).to_series()
            days[f"turn {number}"] = turn
        table = pl.DataFrame([day.alias(name) for name, day in days.items()])
        windows = pl.lit(pl.Series(self._windows, dtype=pl.Int64))
        places = [
            (
                windows.search_sorted(pl.col(name), side="left")
                + windows.search_sorted(pl.col(name), side="right")
            )
            .cast(pl.UInt32)
            .alias(f"place {name}")
            for name in (table.columns if later else told)
        ]
        pairs = combinations(table.columns, 2)
        signs = [
            (pl.col(one) > pl.col(other)).cast(pl.Int64)
            + (pl.col(one) >= pl.col(other)).cast(pl.Int64)
            for one, other in pairs
            if later or one in told
        ]
        words = []
        for start in range(0, len(signs), _WORD):
            word = pl.lit(0, dtype=pl.Int64)
            for sign in signs[start : start + _WORD]:
                word = word * 3 + sign
            words.append(word.alias(f"order {start}"))
        return table.select(*places, *words).get_columns()
