# SPDX-License-Identifier: Apache-2.0
"""Which days of rows stand alike: nothing turns on what lies between their places.

Of a row matter the day of entry and the days on which it reaches an age, and of them only in
which order they come, and between which days of the law. What is over by the day of entry is
as that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from keiimport.many.outlook import Outlook
from keiimport.verdict.law import ENTRY_DAY

_WORD = 39
"""Comparisons of two days that go into one number of 63 bits."""


def day_orders(outlook: Outlook, also: Sequence[str]) -> list[pl.Series]:
    """Columns that are equal for rows whose days stand alike.

    Args:
        outlook: the rows.
        also: further days that move and are told apart from the day of entry.
    """
    entry = outlook.day
    days = {"entry": entry, "until": outlook.bounds(ENTRY_DAY)[1]}
    for name in also:
        days[f"{name} low"], days[f"{name} high"] = outlook.bounds(name)
    turns = {
        f"turn {number}": pl.select(pl.max_horizontal(pl.lit(day), pl.lit(entry))).to_series()
        for number, day in enumerate(outlook.turns())
    }
    table = pl.DataFrame([day.alias(name) for name, day in {**days, **turns}.items()])
    windows = pl.lit(pl.Series(outlook.law._windows, dtype=pl.Int64))
    places = [
        (
            windows.search_sorted(pl.col(name), side="left")
            + windows.search_sorted(pl.col(name), side="right")
        )
        .cast(pl.UInt32)
        .alias(f"place {name}")
        for name in table.columns
    ]
    signs = [
        (pl.col(one) > pl.col(other)).cast(pl.Int64) + (pl.col(one) >= pl.col(other)).cast(pl.Int64)
        for one, other in combinations(table.columns, 2)
    ]
    words = []
    for start in range(0, len(signs), _WORD):
        word = pl.lit(0, dtype=pl.Int64)
        for sign in signs[start : start + _WORD]:
            word = word * 3 + sign
        words.append(word.alias(f"order {start}"))
    return table.select(*places, *words).get_columns()
