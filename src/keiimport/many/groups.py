# SPDX-License-Identifier: Apache-2.0
"""Groups: rows that have the same answer, but for their days and words.

Rows are told apart in steps, each of which is worked out once for all that it cannot tell
apart: kinds by how they are filled in, situations by the cells that everything else told lies
in, patterns by what tests make of it whatever the day, and groups by the order of their days
as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from keiimport.facts.comparisons import Comparison, HasAged
from keiimport.facts.filling import BUILT
from keiimport.inference.columns import high, low
from keiimport.many.clocks import Clocks, counted_ages
from keiimport.many.filled import Filling
from keiimport.many.held import Held
from keiimport.many.interning import Interner
from keiimport.many.rows import Rows
from keiimport.many.situations import Situations
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, Law

Look = Callable[[Rows, pl.Series, pl.Series], pl.Series]
"""Numbers for rows by what tests make of them: of the rows, their kinds, and some places."""


class Groups:
    """Finds the group of each row.

    Args:
        filling: fills in rows.
        tests: everything that asks for a fact.
        windows: the days on which law begins or ends, in order.
        ages: the ages that count.
        apart: dates that count besides those of entry and of ages.
        exact: facts of which each value counts.
        later: whether later days are looked at too.
        look: finds patterns.
        also: dates that are wanted of rows besides.
    """

    def __init__(
        self,
        filling: Filling,
        tests: Sequence[Comparison],
        windows: Sequence[int],
        ages: Sequence[HasAged],
        *,
        apart: Sequence[str] = (),
        exact: Sequence[str] = (),
        later: bool = True,
        look: Look,
        also: Sequence[str] = (),
    ) -> None:
        self._filling = filling
        self._situations = Situations(tests, filling.looked_at, exact)
        self._windows, self._ages, self._apart, self._later = windows, ages, apart, later
        self._look = look
        since = (age.since for age in ages)
        self._days = {ENTRY_DAY, *apart, *since, *also, *self._situations.days}
        self.forget()

    @property
    def full(self) -> bool:
        """Whether so much was met that it is time to `forget` it."""
        return self._filling.full or self._situations.full

    def forget(self) -> None:
        """Begin anew; what was found before means nothing any more."""
        self._filling.forget()
        self._situations.forget()
        self._found = Interner()

    def lay_out(self, rows: Rows) -> LaidOut:
        """Rows with their kinds and their days."""
        kinds = self._filling.kinds(rows)
        held = self._filling.days(rows, kinds, self._days)
        return LaidOut(rows, kinds, held, Clocks(held, self._windows, self._ages))

    def numbers(self, laid_out: LaidOut, make: Callable[[pl.Series], pl.Series]) -> pl.Series:
        """The number that `make` gave for the group of each row.

        Args:
            laid_out: the rows.
            make: makes numbers for the places of rows of groups that were not met before.
        """
        rows, kinds, held = laid_out.rows, laid_out.kinds, laid_out.held
        days = {
            fact: (held.columns[low(fact)], held.columns[high(fact)])
            for fact in self._situations.days
            if fact in held.differing
        }
        situations = self._situations.numbers(
            rows.columns,
            kinds,
            days,
            lambda new: self._look(rows, kinds, new),
        )
        orders = laid_out.clocks.orders(self._apart, later=self._later)
        return self._found.numbers([situations, *orders], make)


class LaidOut:
    """Rows with what tells them apart.

    Attributes:
        rows: the rows.
        kinds: the number of the kind of each; 0 where it cannot be filled in.
        held: their dates.
        clocks: their days.
    """

    def __init__(self, rows: Rows, kinds: pl.Series, held: Held, clocks: Clocks) -> None:
        self.rows = rows
        self.kinds = kinds
        self.held = held
        self.clocks = clocks

    @property
    def wrong(self) -> pl.Series:
        """Whether each row cannot be filled in."""
        return self.kinds == 0


def outcome_groups(law: Law, filling: Filling, look: Look, explained: Sequence[int] = ()) -> Groups:
    """Tells apart rows that have other outcomes, doors or days.

    Args:
        law: the rules.
        filling: fills in rows.
        look: finds patterns.
        explained: nodes that count on the day of entry besides.
    """
    asked = (*law.roots, *explained)
    moving = (LAW_DAYS.get(name, name) for name in law.program.facts_read(asked))
    apart = tuple(
        dict.fromkeys(n for n in moving if n in MOVING_DAYS and n not in (ENTRY_DAY, LAW_DAY))
    )
    return Groups(
        filling,
        filling.tests,
        law.clocks(asked)[1],
        counted_ages(law, asked),
        apart=apart,
        look=look,
        also=(BUILT,),
    )
