# SPDX-License-Identifier: Apache-2.0
"""What of the values of columns matters, as numbers: equal for values in one cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import polars as pl

from keiimport.facts.case import ToldValue
from keiimport.many.reading import Column


class CellNumbers:
    """Numbers the cells of each fact, from 1; 0 stands for what is not told.

    Args:
        cell: what of a value of a fact matters.
    """

    def __init__(self, cell: Callable[[str, ToldValue], Hashable]) -> None:
        self._cell = cell
        self._known: dict[str, dict[Hashable, int]] = {}

    def __len__(self) -> int:
        """How many cells are kept."""
        return sum(map(len, self._known.values()))

    def of(self, column: Column) -> pl.Series:
        """The number of the cell of each row."""
        known = self._known.setdefault(column.fact, {})
        numbers = []
        for value in column.values:
            if value.told is None:
                numbers.append(0)
            else:
                cell = self._cell(column.fact, value.told)
                numbers.append(known.setdefault(cell, len(known) + 1))
        return pl.Series(numbers, dtype=pl.UInt32).gather(column.places)
