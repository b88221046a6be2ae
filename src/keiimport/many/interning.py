# SPDX-License-Identifier: Apache-2.0
"""Interning: equal combinations of numbers get one number, the same in every chunk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

MOST_KEYS = 2_000_000
"""Combinations that are kept; all are forgotten when there are more."""

BITS = 63

Make = Callable[[pl.Series], Sequence[int] | pl.Series]
"""Numbers for combinations not met before, each given by a row that has it."""


class Interner:
    """Gives each combination of the numbers in some columns a number of its own.

    Args:
        make: makes the number of a new combination; by default they are counted.
    """

    def __init__(self, make: Make | None = None) -> None:
        self._make = make or self._count_up
        self._bits: list[int] = []
        self._known = _empty()
        self._count = 0
        self._halves: tuple[Interner, Interner] | None = None

    def numbers(self, columns: Sequence[pl.Series], make: Make | None = None) -> pl.Series:
        """The number of each row.

        Args:
            columns: non-negative numbers, a column for each part.
            make: makes numbers, instead of what the interner was given.
        """
        if not columns:
            raise ValueError("nothing to combine")
        needed = [_bits(column) for column in columns]
        if sum(needed) > BITS and len(columns) > 1:
            if self._halves is None:
                self._halves = Interner(), Interner()
            middle = len(columns) // 2
            columns = [
                self._halves[0].numbers(columns[:middle]),
                self._halves[1].numbers(columns[middle:]),
            ]
            needed = [_bits(column) for column in columns]
        if len(needed) != len(self._bits) or any(
            have < bits for have, bits in zip(self._bits, needed, strict=True)
        ):
            room = (BITS - sum(needed)) // len(needed)
            self._bits = [bits + min(room, 2) for bits in needed]
            self._known = _empty()
        return self._find(self._packed(columns), make or self._make)

    def _packed(self, columns: Sequence[pl.Series]) -> pl.DataFrame:
        named = pl.DataFrame([column.alias(str(n)) for n, column in enumerate(columns)])
        key = pl.lit(0, dtype=pl.UInt64)
        for n, bits in enumerate(self._bits):
            key = key * (1 << bits) + pl.col(str(n)).cast(pl.UInt64)
        return named.select(key=key)

    def _find(self, keys: pl.DataFrame, make: Make) -> pl.Series:
        found = _looked_up(keys, self._known)
        if not found.null_count():
            return found
        new = (
            keys.with_row_index("row")
            .filter(found.is_null())
            .group_by("key", maintain_order=True)
            .agg(pl.col("row").first())
        )
        numbers = pl.Series("number", make(new["row"]), dtype=pl.UInt32)
        fresh = pl.DataFrame([new["key"], numbers])
        if self._known.height + fresh.height > MOST_KEYS:
            self._known = _empty()
            # what this chunk needs of what is forgotten is made again
            return self._find(keys, make) if fresh.height < MOST_KEYS else _looked_up(keys, fresh)
        self._known = pl.concat([self._known, fresh], rechunk=True)
        return _looked_up(keys, self._known)

    def _count_up(self, rows: pl.Series) -> pl.Series:
        first = self._count
        self._count += len(rows)
        return pl.int_range(first, self._count, dtype=pl.UInt32, eager=True)


def _bits(column: pl.Series) -> int:
    """How many bits the largest number of a column takes."""
    largest = column.max()
    return largest.bit_length() if isinstance(largest, int) else 0


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema={"key": pl.UInt64, "number": pl.UInt32})


def _looked_up(keys: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    return keys.join(known, on="key", how="left", maintain_order="left")["number"]
