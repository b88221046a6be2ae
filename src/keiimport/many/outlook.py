# SPDX-License-Identifier: Apache-2.0
"""The doors of many rows on every day that matters, as columns.

What `keiimport.verdict.outcome` says of one case, for whole tables. Between two days of entry
nothing differs but the clocks, so what hangs on none of them is worked out once, and only
what does for each day: the days on which a date of law begins, and those on which a row
reaches an age.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference.columns import (
    Columns,
    Kleene,
    high,
    low,
)
from keiimport.many.clocks import Clocks, counted_ages
from keiimport.many.held import Held, Taken
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, Law
from keiimport.verdict.memory import Memory


@dataclass(frozen=True, slots=True)
class Acts:
    """How actions count.

    Attributes:
        done: whether everything that can be done is done.
        letters: whether letters that nobody has are asked for then as well.
        gaps: whether what is missing from partial tables counts as missing.
    """

    done: bool = True
    letters: bool = True
    gaps: bool = False


DONE = Acts()
STATED = Acts(done=False)


class Truths:
    """Truths of many rows by node: those of all rows, and columns."""

    def __init__(self, height: int, settled: Mapping[int, Truth], columns: Mapping[int, pl.Series]):
        self.height = height
        self.settled = dict(settled)
        self.columns = columns

    def __getitem__(self, node: int) -> Kleene:
        """The truth of a node: that of all rows, or an expression over `frame`."""
        return pl.col(f"n{node}") if node in self.columns else self.settled[node]

    def __contains__(self, node: int) -> bool:
        """Whether the truth of a node is known."""
        return node in self.columns or node in self.settled

    def select(self, **truths: Kleene) -> pl.DataFrame:
        """Columns of truths worked out from these."""
        columns = {
            name: each if isinstance(each, pl.Expr) else pl.lit(each, dtype=pl.Boolean)
            for name, each in truths.items()
        }
        return self._worked_out(columns)

    def take(self, column: pl.Expr) -> pl.Series:
        """A column of anything worked out from these."""
        return self._worked_out({"": column}).to_series()

    def _worked_out(self, columns: Mapping[str, pl.Expr]) -> pl.DataFrame:
        nodes = {int(name[1:]) for column in columns.values() for name in column.meta.root_names()}
        frame = pl.DataFrame([self.columns[node].alias(f"n{node}") for node in nodes])
        if not frame.width:
            frame = pl.DataFrame({"#": pl.repeat(None, self.height, eager=True)})
        return frame.with_columns(**columns).select(list(columns))

    def filter(self, rows: pl.Series) -> Truths:
        """Some of the rows, by their places."""
        return Truths(len(rows), self.settled, Taken(self.columns, rows))


class Split:
    """Some roots of the law: those that hang on a day that moves, and what they rest on.

    Args:
        law: the rules.
        roots: the nodes that are asked.

    Attributes:
        still: what hangs on no such day: of the roots, and of what the others rest on.
        clocks: the roots that do.
    """

    def __init__(self, law: Law, roots: Sequence[int]) -> None:
        program = law.program
        moving: set[int] = set()
        for number in program.cone(roots):
            node = program.nodes[number]
            if node.op == "test":
                reads = program.comparisons[node.args[0]].reads
                if any(name in MOVING_DAYS for name in reads):
                    moving.add(number)
            elif not moving.isdisjoint(node.children):
                moving.add(number)
        below = {child for number in moving for child in program.nodes[number].children}
        self.still = tuple(sorted({*below, *roots} - moving))
        self.clocks = tuple(sorted(moving.intersection(roots)))


class Plans:
    """Plans for the nodes that are asked, each made once for the facts that all rows share.

    Args:
        law: the rules.
        law_day: the day whose law is used, or None where it is the day of entry.
    """

    def __init__(self, law: Law, law_day: int | None) -> None:
        self.law = law
        self.law_day = law_day
        self.ages = counted_ages(law)
        self._plans = Memory()

    def ask(
        self,
        held: Held,
        nodes: tuple[int, ...],
        days: Mapping[str, pl.Series] | None = None,
        still: Truths | None = None,
    ) -> Truths:
        """The truths of some nodes.

        Args:
            held: the facts, with actions as they count.
            nodes: what is asked.
            days: the columns of the days that move, where they are looked at.
            still: truths that are known already.
        """
        settled = {} if still is None else still.settled
        given = {} if still is None else still.columns
        shared: dict[str, FactValue | None] = {
            name: held.shared.get(name)
            for name in self.law.program.facts_read(nodes)
            if name not in held.differing and name not in MOVING_DAYS
        }
        if days is not None and self.law_day is not None:
            shared[LAW_DAY] = Bounds.point(self.law_day)
        key = (nodes, frozenset(shared.items()), frozenset(given), frozenset(settled.items()))
        columns = self._plans.recall(
            key,
            lambda: Columns(
                self.law.program, nodes, shared=shared, given=given, settled=settled, ages=True
            ),
        )
        frame = []
        for name in columns.schema:
            if days is not None and name in days:
                column = days[name]
            elif name in held.columns:
                column = held.columns[name]
            else:
                column = given[int(name[1:])]
            frame.append(column.alias(name))
        return Truths(held.height, columns.settled, columns.differing(pl.DataFrame(frame)))


class Outlook:
    """Some rows, to be looked at on any day, with their actions as stated or done.

    Args:
        plans: what is known of the rules.
        held: the facts of the rows.
    """

    def __init__(self, plans: Plans, held: Held) -> None:
        self.plans = plans
        self.law = plans.law
        self.held = held
        self.clocks = Clocks(held, self.law._windows, plans.ages)

    @property
    def day(self) -> pl.Series:
        """The day of entry of each row."""
        return self.clocks.day

    def filter(self, rows: pl.Series) -> Outlook:
        """Some of the rows, by their places."""
        found = Outlook.__new__(Outlook)
        found.plans, found.law = self.plans, self.law
        found.held = self.held.filter(rows)
        found.clocks = self.clocks.filter(found.held, rows)
        return found

    def acted(self, acts: Acts) -> Held:
        """The facts with actions and letters as they count."""
        law, held = self.law, self.held
        for name, undone in law.stated.items():
            asked_for = acts.done and (acts.letters or undone is False)
            after = law.done[name] if asked_for else undone
            if acts.done and undone is False:
                held = held.with_shared({name: True})
            elif name in held.differing:
                held = held if after is None else held.supplied(name, after)
            elif name not in held.shared and after is not None:
                held = held.with_shared({name: after})
        if acts.gaps:
            held = held.with_shared(dict.fromkeys(law.gaps, False))
        return held

    def still(self, split: Split, acts: Acts) -> Truths:
        """What hangs on no day that moves."""
        return self.plans.ask(self.acted(acts), split.still)

    def today(self, split: Split, still: Truths) -> Truths:
        """The roots of `split` on the day of entry, and all that is in `still`."""
        return self._on(split, still, self._entry())

    def on(self, split: Split, still: Truths, day: pl.Series) -> Truths:
        """The roots of `split` for an entry on another day of each row."""
        days = self._entry()
        for name in (ENTRY_DAY, LAW_DAY, *self.law.moving):
            if self.plans.law_day is None or name not in LAW_DAYS:
                days[low(name)] = days[high(name)] = day
        return self._on(split, still, days)

    def _on(self, split: Split, still: Truths, days: Mapping[str, pl.Series]) -> Truths:
        if not split.clocks:
            return still
        found = self.plans.ask(self.held, split.clocks, days, still)
        return Truths(
            still.height,
            {**still.settled, **found.settled},
            ChainMap(found.columns, still.columns),  # type: ignore[arg-type]
        )

    def truths(self, acts: Acts, nodes: Iterable[int]) -> Truths:
        """The truths of any nodes on the day of entry."""
        return self.plans.ask(self.acted(acts), tuple(nodes), self._entry())

    def _entry(self) -> ChainMap[str, pl.Series]:
        """The columns of the days that move, on the day of entry as told."""
        days: dict[str, pl.Series] = {}
        for name in MOVING_DAYS:
            both: Sequence[pl.Series] = (self.day, self.day)
            if name != LAW_DAY:
                both = self.clocks.bounds(LAW_DAYS.get(name, name))
            days[low(name)], days[high(name)] = both
        if self.plans.law_day is not None:
            pinned = pl.repeat(self.plans.law_day, self.held.height, dtype=pl.Int64, eager=True)
            for name in LAW_DAYS:
                days[low(name)] = days[high(name)] = pinned
        return ChainMap(days, self.clocks.reached)  # type: ignore[arg-type]
