# SPDX-License-Identifier: Apache-2.0
"""Patterns by facts: rows of which all facts that tests look at lie in the same cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.inference.cells import edges
from keiimport.inference.columns import HIGHEST, LOWEST
from keiimport.many.held import Held
from keiimport.many.interning import Interner
from keiimport.many.rows import AnyRows
from keiimport.verdict.law import MOVING_DAYS

Codes = list[pl.Series | int]

MOST_TOLD = 100_000
"""Values told that are kept."""


class FactCells:
    """Tells rows apart by the cells of their facts, days that move left out.

    Args:
        tests: everything that asks for a fact.
        exact: facts of which each value told counts.
    """

    def __init__(self, tests: Sequence[Comparison], exact: Sequence[str]) -> None:
        by_fact: dict[str, list[Comparison]] = {}
        for test in tests:
            for name in test.reads:
                by_fact.setdefault(name, []).append(test)
        self._edges = {
            name: sorted(edges(own, name, {}))
            for name, own in sorted(by_fact.items())
            if name not in MOVING_DAYS and name not in exact
        }
        self._exact = tuple(exact)
        self._found = Interner()
        self._told: dict[Hashable, int] = {}
        self._count = 0

    def numbers(self, rows: AnyRows, held: Held) -> pl.Series:
        """The number of the pattern of each row.

        Args:
            rows: what the rows tell.
            held: what is known of them.
        """
        codes: Codes = [code for fact in self._edges for code in self._codes(held, fact)]
        columns = {column.fact: column for column in rows.columns}
        for fact in self._exact:
            if (column := columns.get(fact)) is None:
                codes.append(0)
                continue
            told = [0 if v.told is None else self._number(v.told) for v in column.values]
            codes.append(pl.Series(told, dtype=pl.UInt32).gather(column.places))
        parts = [
            pl.repeat(code, held.height, dtype=pl.UInt32, eager=True)
            if isinstance(code, int)
            else code
            for code in codes
        ]
        return self._found.numbers(parts)

    def _number(self, told: ToldValue) -> int:
        """The number of a value told; none is ever given twice."""
        number = self._told.get(told)
        if number is None:
            if len(self._told) >= MOST_TOLD:
                self._told.clear()
            self._count += 1
            number = self._told[told] = self._count
        return number

    def _codes(self, held: Held, fact: str) -> Codes:
        shape = held.shapes[fact]
        if fact not in held.differing:
            return list(self._of_value(held, fact, held.shared.get(fact)))
        known, *others = (held.columns[name] for name in shape.columns)
        if shape.kind == "bounds":
            low, high = others
            told = known.is_not_null().cast(pl.UInt32)
            cuts = pl.Series([LOWEST + 1, *self._edges[fact], HIGHEST], dtype=pl.Int64)
            return [
                told,
                cuts.search_sorted(low, side="right").cast(pl.UInt32) * told,
                cuts.search_sorted(high, side="right").cast(pl.UInt32) * told,
                (low == high).cast(pl.UInt32) * told,
            ]
        if shape.kind == "words":
            return [(others[0].to_physical().cast(pl.UInt32) + 1).fill_null(0)]
        return [(column.cast(pl.UInt32) + 1).fill_null(0) for column in others]

    def _of_value(self, held: Held, fact: str, value: FactValue | None) -> tuple[int, ...]:
        shape = held.shapes[fact]
        if shape.kind == "bounds":
            if not isinstance(value, Bounds):
                return 0, 0, 0, 0
            cuts = [LOWEST + 1, *self._edges[fact], HIGHEST]
            low = 0 if value.low is None else bisect_right(cuts, value.low)
            high = len(cuts) if value.high is None else bisect_right(cuts, value.high)
            return 1, low, high, int(value.exact)
        _, *cells = shape.cells(value)
        if shape.kind == "words":
            return (0 if value is None else 1 + ["", *shape.words].index(str(cells[0])),)
        return tuple([0 if cell is None else 1 + int(bool(cell)) for cell in cells])
