# SPDX-License-Identifier: Apache-2.0
"""Rows filled in: their facts as columns, with what follows from them and what is presumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from keiimport.facts.bounds import Told
from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.known import Filled
from keiimport.many.alike import presuming
from keiimport.many.held import Held, Shapes
from keiimport.many.kinds import Kinds, ToldFacts
from keiimport.many.presuming import presume
from keiimport.many.reading import Column
from keiimport.many.rows import AnyRows
from keiimport.verdict.law import Law


class Filling:
    """Fills in rows.

    Args:
        law: the rules.
        catalogue: the vehicles that are known.
        fill: fills in what was told, presuming nothing.
        today: the day of entry of rows that tell none.
        tests: everything that asks for a fact, but for presumptions.
        asked: facts that hold of all rows, whatever they tell.

    Attributes:
        tests: everything that asks for a fact, presumptions among it.
    """

    def __init__(
        self,
        law: Law,
        catalogue: Catalogue,
        fill: Callable[[ToldFacts], Filled],
        today: date,
        tests: Sequence[Comparison],
        asked: Mapping[str, ToldValue],
    ) -> None:
        rulebook = law.rulebook
        self._presumptions = rulebook.presumptions
        self._standards = tuple(standard.number for standard in rulebook.standards)
        tests = self.tests = [*tests, *presuming(law)]
        self._read = frozenset(name for test in tests for name in test.reads)
        values = {fact: [p.value] for p in self._presumptions for fact in p.facts}
        letters = {name: [undone] for name, undone in law.stated.items()}
        shapes = self._shapes = Shapes(tests, {**values, **letters})
        self._kinds = Kinds(law, catalogue, tests, shapes, fill, today)
        self._asked = asked

    @property
    def looked_at(self) -> frozenset[str]:
        """The facts that the kind of a row covers, whatever the row tells of them."""
        return self._kinds.looked_at | self._asked.keys()

    @property
    def full(self) -> bool:
        """Whether so much was met that it is time to `forget` it."""
        return self._kinds.full

    def forget(self) -> None:
        """Begin anew; numbers of kinds that were given before mean nothing any more."""
        self._kinds.forget()

    def kinds(self, rows: AnyRows) -> pl.Series:
        """The number of the kind of each row; 0 where it cannot be filled in."""
        return self._kinds.numbers(rows)

    def days(self, rows: AnyRows, numbers: pl.Series, facts: Iterable[str]) -> Held:
        """Some dates of rows."""
        facts = set(facts)
        held = self._kinds.dates(rows, numbers, facts & self._kinds.looked_at)
        for column in rows.columns:
            if column.fact in facts and column.fact not in self.looked_at:
                held = self._told(held, column)
        return held

    def fill(self, rows: AnyRows, numbers: pl.Series) -> tuple[Held, Held]:
        """The facts of some rows, by their kinds.

        Returns:
            What is known of them, and that with what is presumed besides.
        """
        held = self._kinds.held(rows, numbers)
        for column in rows.columns:
            fact = column.fact
            if fact in self._read and fact not in self.looked_at:
                held = self._told(held, column)
        contradicted, disputed = self._kinds.doubted(numbers)
        presumed = presume(
            held,
            self._presumptions,
            self._standards,
            read=self._read,
            contradicted=contradicted,
            disputed=disputed,
        )
        return held, presumed

    def sureness(self, bare: Held, presumed: Held, numbers: pl.Series) -> list[pl.Series | int]:
        """Numbers that are equal for rows of which the same facts are known, as surely.

        Args:
            bare: what is known of the rows, presuming nothing.
            presumed: the same with what is presumed besides.
            numbers: the numbers of their kinds.
        """
        doubtful = self._kinds.doubtful(numbers)
        words: list[pl.Series | int] = []
        facts = sorted(self._read)
        for start in range(0, len(facts), _WORD):
            word = 0
            columns: pl.Expr | None = None
            for place, fact in enumerate(facts[start : start + _WORD]):
                weight = 3**place
                told, known = _known(bare, fact), _known(presumed, fact)
                doubts = doubtful.get(fact)
                if isinstance(told, bool) and isinstance(known, bool) and doubts is None:
                    word += weight * (0 if not known else 1 if told else 2)
                    continue
                sure = pl.lit(told) if doubts is None else pl.lit(told) & ~pl.lit(doubts)
                digit = pl.when(~pl.lit(known)).then(0).when(sure).then(1).otherwise(2)
                digit = digit.cast(pl.Int64) * weight
                columns = digit if columns is None else columns + digit
            if columns is None:
                words.append(word)
            else:
                words.append(pl.select((columns + word).alias("sure")).to_series())
        return words

    def doubtful(self, bare: Held, presumed: Held, numbers: pl.Series) -> Mapping[str, pl.Series]:
        """The facts that are not sure enough to open a door, with the rows of which that is so.

        Args:
            bare: what is known of the rows, presuming nothing.
            presumed: the same with what is presumed besides.
            numbers: the numbers of their kinds.
        """
        found = dict(self._kinds.doubtful(numbers))
        for fact in sorted(self._read):
            told, known = _known(bare, fact), _known(presumed, fact)
            if told is True or known is False:
                continue
            rows = pl.select((pl.lit(known) & ~pl.lit(told)).alias(fact)).to_series()
            if len(rows) != len(numbers):
                rows = rows.new_from_index(0, len(numbers))
            if rows.any():
                found[fact] = rows | found[fact] if fact in found else rows
        return found

    def _told(self, held: Held, column: Column) -> Held:
        """The facts with one more, as it was told."""
        present = column.places.unique()
        values = [_value(column.values[place].told) for place in present]
        if len(values) == 1 or len(set(values)) == 1:
            return held if values[0] is None else held.with_shared({column.fact: values[0]})
        every = [_value(value.told) for value in column.values]
        table = self._shapes.frame(column.fact, every)
        columns = [each.gather(column.places) for each in table.get_columns()]
        return held.with_columns(column.fact, columns)


_WORD = 39
"""Facts that go into one number of 63 bits."""


def _known(held: Held, fact: str) -> pl.Series | bool:
    known = held.known(fact)
    return held.select(known.alias("known"))[0] if isinstance(known, pl.Expr) else known is True


def _value(told: ToldValue | None) -> FactValue | None:
    return told.bounds if isinstance(told, Told) else told
