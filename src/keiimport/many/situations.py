# SPDX-License-Identifier: Apache-2.0
"""Situations: rows that no test tells apart but by days that move.

Two rows of one kind are in one situation where all else that they tell lies in the same cells
between thresholds, and so do the days that tests look at however late the entry is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from datetime import date

import polars as pl

from keiimport.facts.bounds import Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import Comparison, HasAged, Includes, IsOneOf
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import BUILT, MODEL_YEAR
from keiimport.inference.cells import OTHER_WORD, edges
from keiimport.inference.columns import HIGHEST, LOWEST
from keiimport.many.cell_numbers import CellNumbers
from keiimport.many.interning import Interner, Make
from keiimport.many.reading import Column
from keiimport.verdict.law import MOVING_DAYS

MOST_CELLS = 1_000_000
"""Cells of values that are kept."""


class Situations:
    """Finds the situation of each row.

    Args:
        tests: everything that asks for a fact.
        covered: the facts that the kind of a row covers, but for days.
        exact: facts of which each value counts.
    """

    def __init__(
        self, tests: Sequence[Comparison], covered: frozenset[str], exact: Sequence[str] = ()
    ) -> None:
        self._covered = covered - set(exact)
        self._exact = frozenset(exact)
        self._by_fact: dict[str, list[Comparison]] = {}
        for test in tests:
            for name in test.reads:
                self._by_fact.setdefault(name, []).append(test)
        for name in exact:
            self._by_fact.setdefault(name, [])
        self._edges = {n: sorted(edges(own, n, {})) for n, own in self._by_fact.items()}
        self._words = {n: {w for t in own for w in _words(t)} for n, own in self._by_fact.items()}
        # a model year may be presumed from the build
        years = self._edges.get(MODEL_YEAR, ())
        built = {*self._edges.get(BUILT, ()), *(date(year, 1, 1).toordinal() for year in years)}
        self._edges[BUILT] = sorted(built)
        self.days = tuple(
            name
            for name, own in self._by_fact.items()
            if is_day(name)
            and name not in MOVING_DAYS
            and any(not isinstance(test, HasAged) for test in own)
        )
        self.forget()

    @property
    def full(self) -> bool:
        """Whether it is time to `forget`."""
        return len(self._cells) > MOST_CELLS

    def forget(self) -> None:
        """Begin anew."""
        self._cells = CellNumbers(self._cell)
        self._facts: dict[str, None] = {}
        self._found = Interner()

    def numbers(
        self,
        columns: Sequence[Column],
        kinds: pl.Series,
        days: Mapping[str, Sequence[pl.Series]],
        make: Make,
    ) -> pl.Series:
        """The number that `make` gave for the situation of each row.

        Args:
            columns: what the rows tell.
            kinds: the numbers of their kinds.
            days: both ends of each of `self.days` that is known of any.
            make: makes numbers for rows whose situations were not met before.
        """
        asked = {c.fact: c for c in columns if c.fact in self._by_fact and self.tells(c.fact)}
        self._facts.update(dict.fromkeys(asked))
        nothing = pl.repeat(0, len(kinds), dtype=pl.UInt32, eager=True)
        parts = [kinds]
        parts += [self._cells.of(asked[f]) if f in asked else nothing for f in self._facts]
        for fact in self.days:
            if fact in days:
                parts += self._cells_of_days(fact, *days[fact])
            else:
                parts += [nothing] * 3
        return self._found.numbers(parts, make)

    def tells(self, fact: str) -> bool:
        """Whether what a row tells of a fact counts by itself."""
        return fact not in self._covered and not is_day(fact)

    def _cell(self, fact: str, told: ToldValue) -> Hashable:
        if fact in self._exact:
            return told.bounds if isinstance(told, Told) else told
        if isinstance(told, Told):
            cuts, low, high = self._edges[fact], told.bounds.low, told.bounds.high
            return (
                None if low is None else bisect_right(cuts, low),
                None if high is None else bisect_right(cuts, high),
                # one figure of a pair that the law prints is met by just that figure
                told.bounds.exact,
            )
        words = self._words[fact]
        if isinstance(told, frozenset):
            return told & words
        if isinstance(told, str):
            return told if told in words else OTHER_WORD
        return told

    def _cells_of_days(self, fact: str, low: pl.Series, high: pl.Series) -> list[pl.Series]:
        cuts = pl.Series([LOWEST + 1, *self._edges[fact], HIGHEST], dtype=pl.Int64)
        cells = [cuts.search_sorted(days, side="right") for days in (low, high)]
        return [*(cell.cast(pl.UInt32) for cell in cells), (low == high).cast(pl.UInt32)]


def is_day(fact: str) -> bool:
    """Whether a fact is a date."""
    known = known_types().get(fact)
    return known is not None and known.kind == "date"


def _words(test: Comparison) -> list[object]:
    if isinstance(test, IsOneOf):
        return list(test.values)
    return [test.value] if isinstance(test, Includes) else []
