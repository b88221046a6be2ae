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
        read: the facts that they ask for.
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
        self.read = frozenset(name for test in tests for name in test.reads)
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
    def filled_from(self) -> frozenset[str]:
        """The facts that filling in looks at."""
        return self._kinds.looked_at

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
            if fact in self.read and fact not in self.looked_at:
                held = self._told(held, column)
        contradicted, disputed = self._kinds.doubted(numbers)
        presumed = presume(
            held,
            self._presumptions,
            self._standards,
            read=self.read,
            contradicted=contradicted,
            disputed=disputed,
        )
        return held, presumed

    def sureness(
        self, bare: Held, presumed: Held, numbers: pl.Series
    ) -> dict[str, pl.Series | int]:
        """How sure each fact that somebody asks for is: one of `SURENESS`.

        Args:
            bare: what is known of the rows, presuming nothing.
            presumed: the same with what is presumed besides.
            numbers: the numbers of their kinds.
        """
        doubtful = self._kinds.doubtful(numbers)
        found: dict[str, pl.Series | int] = {}
        for fact in sorted(self.read):
            told, known = _known(bare, fact), _known(presumed, fact)
            doubts = doubtful.get(fact)
            if isinstance(told, bool) and isinstance(known, bool) and doubts is None:
                found[fact] = UNKNOWN if not known else SURE if told else PRESUMED
                continue
            sure: pl.Expr = pl.lit(SURE)
            if doubts is not None:
                sure = pl.when(pl.lit(doubts)).then(UNSURE).otherwise(sure)
            guessed = pl.when(~pl.lit(told)).then(PRESUMED).otherwise(sure)
            digit = pl.when(~pl.lit(known)).then(UNKNOWN).otherwise(guessed)
            found[fact] = pl.select(digit.cast(pl.Int64).alias(fact)).to_series()
        return found

    def doubtful(self, bare: Held, presumed: Held, numbers: pl.Series) -> Mapping[str, pl.Series]:
        """The facts that are not sure enough to open a door, with the rows of which that is so.

        Args:
            bare: what is known of the rows, presuming nothing.
            presumed: the same with what is presumed besides.
            numbers: the numbers of their kinds.
        """
        found = dict(self._kinds.doubtful(numbers))
        for fact in sorted(self.read):
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


SURENESS = UNKNOWN, SURE, UNSURE, PRESUMED = range(4)
"""A fact is not known, or so that it may open a door, or not so, or for no better reason."""

_WORD = 31
"""Facts that go into one number of 63 bits."""


def packed_sureness(
    sure: Mapping[str, pl.Series | int],
    facts: Sequence[str],
    where: pl.Series | bool | None = None,
) -> list[pl.Series | int]:
    """How sure some facts are as numbers, equal for rows of which they are as sure.

    Args:
        sure: what `Filling.sureness` found.
        facts: the facts.
        where: the rows in which somebody asks; in others they are zero. None asks in all.
    """
    words: list[pl.Series | int] = []
    for start in range(0, len(facts), _WORD):
        word, columns = 0, list[pl.Expr]()
        for place, fact in enumerate(facts[start : start + _WORD]):
            digit, weight = sure[fact], 4**place
            if isinstance(digit, int):
                word += digit * weight
            else:
                columns.append(pl.lit(digit) * weight)
        whole = pl.lit(word, dtype=pl.Int64)
        for column in columns:
            whole = whole + column
        if where is False:
            words.append(0)
        elif isinstance(where, pl.Series):
            asked = pl.when(pl.lit(where)).then(whole).otherwise(0)
            words.append(pl.select(asked.alias("sure")).to_series())
        else:
            words.append(pl.select(whole.alias("sure")).to_series() if columns else word)
    return words


def _known(held: Held, fact: str) -> pl.Series | bool:
    known = held.known(fact)
    return held.select(known.alias("known"))[0] if isinstance(known, pl.Expr) else known is True


def _value(told: ToldValue | None) -> FactValue | None:
    return told.bounds if isinstance(told, Told) else told
