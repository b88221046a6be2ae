# SPDX-License-Identifier: Apache-2.0
"""Which combinations of dates are alike: nothing turns on what lies between their places.

For each combination the cells of its days are found, and the order among its days, the
days on which something told in it comes of an age, and the days of the law and of the
catalogue. It is never coarser than what `Likenesses` looks at, and works on whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import polars as pl

from keiimport.facts.comparisons import HasAged

UNIX = 719163
"""The ordinal of 1970-01-01, from which Polars counts days."""

NONE = 0
"""Stands for a day that is not known; before every day there is."""


class DateOrders:
    """Tells combinations of dates apart.

    Args:
        cells: the first day of each cell, in order.
        fixed: days, the same for all rows, from which ages may be counted.
        windows: days of the law.
        ages: the ages that are counted from any of the dates.
        law_day: the day whose law is used, or None where it is the day of entry.
    """

    def __init__(
        self,
        cells: Sequence[int],
        fixed: Sequence[int],
        windows: Sequence[int],
        ages: Sequence[HasAged],
        law_day: int | None,
    ) -> None:
        self._cells = pl.Series(sorted(cells), dtype=pl.Int32)
        self._ages = list(dict.fromkeys((age.years, age.count, age.leap_day) for age in ages))
        self._counts = [HasAged("", "", *age) for age in self._ages]
        starts = {age.reached(day) for day in fixed for age in self._counts}
        self._fixed = pl.Series(sorted(starts.union(windows)), dtype=pl.Int32)
        self._law_day = law_day

    def signatures(
        self, entry: pl.Series, ends: Mapping[str, pl.Series], years: bool
    ) -> list[pl.Series]:
        """Columns that are equal for combinations that are alike.

        Args:
            entry: the day of entry of each combination.
            ends: both ends of each date told, `NONE` where there is none.
            years: whether the year of each day matters.
        """
        frame = pl.DataFrame([entry.alias("entry"), *(s.alias(n) for n, s in ends.items())])
        names = frame.columns
        first = pl.col("entry")
        if self._law_day is not None:
            first = pl.min_horizontal(first, pl.lit(self._law_day))
        found: dict[str, pl.Expr] = {}
        for name in names:
            cell = pl.lit(self._cells).search_sorted(pl.col(name), side="right") + 1
            found[f"cell {name}"] = pl.when(pl.col(name) > NONE).then(cell).otherwise(0)
            if years:
                day = (pl.col(name) - UNIX).cast(pl.Int32).cast(pl.Date)
                found[f"year {name}"] = day.dt.year()
        counted: dict[str, pl.Expr] = {}
        for n, age in enumerate(self._counts):
            for name in names:
                counted[f"{name} + {n}"] = _counted(age, pl.col(name))
        frame = frame.with_columns(**counted)
        points = ["first", *counted]
        frame = frame.with_columns(first=first).with_columns(
            pl.when(pl.col(name) > NONE).then(pl.max_horizontal(name, "first")).otherwise(NONE)
            for name in counted
        )
        for name in ["entry", *points]:
            place = self._place(pl.col(name))
            if name in counted:
                # a day before everything that is to come has no place among it
                place = pl.when(pl.col(name) > pl.col("first")).then(place).otherwise(0)
            found[f"place {name}"] = place
        pairs = [*combinations(names, 2), *combinations(points, 2)]
        signs = [(pl.col(a) - pl.col(b)).sign().cast(pl.Int64) + 1 for a, b in pairs]
        for start in range(0, len(signs), 39):
            packed = pl.lit(0, dtype=pl.Int64)
            for sign in signs[start : start + 39]:
                packed = packed * 3 + sign
            found[f"order {start}"] = packed
        made = frame.select(**found)
        return made.get_columns()

    def _place(self, day: pl.Expr) -> pl.Expr:
        """Where a day stands among the fixed ones: two numbers for each, before it and on it."""
        fixed = pl.lit(self._fixed)
        before = fixed.search_sorted(day, side="left").cast(pl.Int64)
        return before + fixed.search_sorted(day, side="right")


def _counted(age: HasAged, day: pl.Expr) -> pl.Expr:
    """The day on which something of `day` reaches an age; each different day counted once."""
    return day.map_batches(lambda days: _each(age, days), return_dtype=pl.Int32)


def _each(age: HasAged, days: pl.Series) -> pl.Series:
    different = days.unique()
    reached = [NONE if day == NONE else age.reached(day) for day in different]
    return days.replace_strict(different, pl.Series(reached, dtype=pl.Int32), return_dtype=pl.Int32)
