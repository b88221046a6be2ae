# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of each row, as a column of the codes of `answers.reason_code`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from keiimport.facts.comparisons import IsOneOf
from keiimport.inference.columns import negated
from keiimport.many.clocks import NEVER
from keiimport.many.door_columns import DoorColumns
from keiimport.many.outlook import Outlook, Truths
from keiimport.many.reason_codes import (
    doing,
    doing_nodes,
    failing_code,
    failing_nodes,
    missing_code,
    missing_nodes,
)
from keiimport.many.settling import (
    DONE_DOORS,
    NEEDS_ACTION,
    NEEDS_FACTS,
    OPEN,
    Settled,
    Settling,
    fallback,
    literal,
)
from keiimport.verdict.doors import STAYS
from keiimport.verdict.law import AgencyDoors, Law
from keiimport.verdict.memory import Memory
from keiimport.verdict.proof import TruthOf

MOST_CODES = 50_000
"""Combinations of truths whose codes are remembered."""

_WORD = 39
"""Truths that go into one number of 63 bits."""


class ReasonColumns:
    """Finds reason codes.

    Args:
        settling: settles rows.

    Attributes:
        nodes: for each path the nodes whose truths its codes depend on.
    """

    def __init__(self, settling: Settling) -> None:
        self.settling = settling
        law = self.law = settling.law
        by = sorted(
            range(len(law.paths)),
            key=lambda i: (STAYS.index(law.paths[i].stay), law.paths[i].prefer, law.paths[i].id),
        )
        self._order = {place: rank for rank, place in enumerate(by)}
        self._by_order = by
        self._codes = Memory(MOST_CODES)
        self.nodes = {
            place: self._looked_at(place) for doors in law.doors for place in doors.counted
        }

    def _looked_at(self, place: int) -> tuple[int, ...]:
        found = {*failing_nodes(self.law, place), *missing_nodes(self.law, place)}
        if place in self.settling.purposes:
            found.add(self.settling.purposes[place])
        return tuple(sorted(found))

    def of(self, outlook: Outlook, settled: Settled) -> pl.Series:
        """The code of each row; null where nothing stands in the way."""
        height = outlook.held.height
        found = pl.repeat(None, height, dtype=pl.String, eager=True)
        agency = self._deciding(outlook, settled)
        doors = self.settling.doors(outlook)
        for number, each in enumerate(self.law.doors):
            rows = (agency == number).arg_true()
            if len(rows):
                codes = self._of_agency(outlook, settled, doors, each, rows)
                found = found.scatter(rows, codes)
        return found

    # -- the agency ----------------------------------------------------------

    def _deciding(self, outlook: Outlook, settled: Settled) -> pl.Series:
        """The first agency that says no, or that does not say yes; null where all say yes."""
        done, stated = settled.done_says, settled.stated_says
        conditional = pl.lit(settled.outcome == NEEDS_ACTION)
        refusing = self._refusing(outlook, settled)
        anybody = pl.any_horizontal([pl.lit(column) for column in refusing.get_columns()])
        found = pl.lit(None, dtype=pl.UInt8)
        for number, name in reversed(list(enumerate(done.columns))):
            says = pl.when(conditional).then(pl.lit(stated[name])).otherwise(pl.lit(done[name]))
            passed = says.fill_null(False) | (anybody & ~pl.lit(refusing[name]))
            found = pl.when(passed).then(found).otherwise(pl.lit(number, dtype=pl.UInt8))
        anything = pl.when(pl.lit(settled.outcome != OPEN)).then(found)
        return pl.select(anything.alias("agency")).to_series()

    def _refusing(self, outlook: Outlook, settled: Settled) -> pl.DataFrame:
        """The agencies that say no today and, where there are several, as long as any."""
        refusing = settled.done_says.select(~pl.all().fill_null(True))
        count = refusing.select(pl.sum_horizontal(pl.all().cast(pl.UInt8))).to_series()
        several = (count > 1).arg_true()
        if not len(several):
            return refusing
        here = outlook.filter(several)
        last = self._last_day(here, settled.possible.gather(several))
        roots = self.settling.roots
        then = here.on(roots, settled.still.filter(several), last)
        says = self.settling.says(then, last)
        still = [
            refusing[name].gather(several) & ~says[name].fill_null(True) for name in says.columns
        ]
        any_still = pl.select(pl.any_horizontal([pl.lit(column) for column in still])).to_series()
        made = []
        for column, name in zip(still, refusing.columns, strict=True):
            kept = pl.select(
                pl.when(pl.lit(any_still))
                .then(pl.lit(column))
                .otherwise(pl.lit(refusing[name].gather(several)))
            ).to_series()
            made.append(refusing[name].clone().scatter(several, kept).alias(name))
        return pl.DataFrame(made)

    def _last_day(self, outlook: Outlook, possible: pl.Series) -> pl.Series:
        """The day before it may be open, or the last on which anything changes."""
        last = outlook.day
        for day in outlook.clocks.later():
            last = pl.select(pl.max_horizontal(pl.lit(last), pl.lit(day))).to_series()
        before = pl.lit(possible)
        return pl.select(
            pl.when(before < NEVER).then(before - 1).otherwise(pl.lit(last))
        ).to_series()

    # -- its nearest door ----------------------------------------------------

    def _of_agency(
        self,
        outlook: Outlook,
        settled: Settled,
        doors: tuple[Truths, Truths],
        agency: AgencyDoors,
        rows: pl.Series,
    ) -> pl.Series:
        settling = self.settling
        here, some = outlook.filter(rows), settled.filter(rows)
        today, name = some.today, agency.agency.id
        tables = [each.filter(rows) for each in doors]
        nearest = self._nearest(DoorColumns(settling, here, some, tables, agency), agency)
        codes = pl.when(pl.lit(nearest.is_null())).then(pl.lit(f"{name}:no_door"))
        found = pl.select(codes.alias("code")).to_series()
        for score in nearest.drop_nulls().unique():
            at = (nearest == score).arg_true()
            found = found.scatter(at, self._of_path(here, at, score))
        for place in reversed(agency.gates):
            gate = self.law.gates[place].id
            bars = settling.barred(today, place)
            made = today.select(bars=fallback(bars, False), may=fallback(bars, True))
            if made["may"].any():
                barred = pl.when(pl.lit(made["bars"])).then(pl.lit(f"{gate}:barred"))
                asks = barred.when(pl.lit(made["may"])).then(pl.lit(f"{gate}:ask"))
                found = pl.select(asks.otherwise(pl.lit(found))).to_series()
        since = agency.agency.covered_from
        if since is not None:
            day = here.day if settling.law_day is None else settling.law_day
            early = pl.when(pl.lit(day) < since).then(pl.lit(f"{name}:not_written"))
            found = pl.select(early.otherwise(pl.lit(found))).to_series()
        return found

    def _nearest(self, doors: DoorColumns, agency: AgencyDoors) -> pl.Series:
        """The nearest door that somebody claims, as a number that tells of it; see `_PATHS`."""
        scores = []
        for place in agency.counted:
            door = doors.door(place)
            if door is not None:
                unfit = (~pl.col("fits")).cast(pl.Int32)
                score = (pl.col("rank") * 2 + unfit) * _PATHS + self._order[place]
                scores.append(door.select(pl.when(pl.col("claim")).then(score)).to_series())
        if not scores:
            return pl.repeat(None, doors.height, dtype=pl.Int32, eager=True)
        return pl.select(pl.min_horizontal([pl.lit(each) for each in scores])).to_series()

    # -- its code ------------------------------------------------------------

    def _of_path(self, outlook: Outlook, rows: pl.Series, score: int) -> pl.Series:
        """The codes of rows whose nearest door is the same and comes to the same."""
        law = self.law
        place = self._by_order[score % _PATHS]
        rank, unfit = divmod(score // _PATHS, 2)
        path = law.paths[place].id
        here = outlook.filter(rows)
        if unfit:
            return _same(f"{path}:entry.purpose", len(rows))
        if rank == NEEDS_ACTION:
            return self._to_do(here, place)
        asks = rank == NEEDS_FACTS
        nodes = (missing_nodes if asks else failing_nodes)(law, place)
        make = missing_code if asks else failing_code
        truths = here.truths(DONE_DOORS, nodes)
        return self._by_pattern(truths, (make, place))

    def _to_do(self, here: Outlook, place: int) -> pl.Series:
        """The codes of rows whose nearest door waits for somebody to act."""
        law = self.law
        names = [fact.name for fact in law.waits_for[place]]
        truths = here.truths(DONE_DOORS, doing_nodes(law, place))
        undone = [
            literal(negated(fallback(here.held.truth(IsOneOf(name, frozenset({True}))), False)))
            for name in names
        ]
        left = [
            _broadcast(here.held.select(column.alias("left"))[0], truths.height)
            for column in undone
        ]
        table = pl.DataFrame([column.alias(n) for n, column in zip(names, left, strict=True)])
        found = pl.repeat(None, truths.height, dtype=pl.String, eager=True)
        for combination in table.unique().iter_rows():
            rows = _equal(table, combination).arg_true()
            actions = frozenset(n for n, so in zip(names, combination, strict=True) if so)
            codes = self._by_pattern(truths.filter(rows), (doing(actions), place))
            found = found.scatter(rows, codes)
        return found

    def _by_pattern(
        self, truths: Truths, what: tuple[Callable[[Law, int, TruthOf], str], int]
    ) -> pl.Series:
        """The code of each row, made once for each combination of truths."""
        make, place = what
        nodes = list(truths.columns)
        words = []
        for start in range(0, len(nodes), _WORD):
            word = pl.lit(0, dtype=pl.Int64)
            for node in nodes[start : start + _WORD]:
                word = word * 3 + pl.col(f"n{node}").cast(pl.Int64).fill_null(2)
            words.append(word.alias(f"w{start}"))
        if not words:
            return _same(make(self.law, place, truths.settled.__getitem__), truths.height)
        frame = pl.DataFrame([column.alias(f"n{n}") for n, column in truths.columns.items()])
        keys = frame.select(words)
        firsts = keys.with_row_index("row").group_by(keys.columns).agg(pl.col("row").first())
        codes = []
        for row in firsts["row"]:
            known = {**truths.settled, **{n: truths.columns[n][row] for n in nodes}}
            pattern = (make, place, tuple(sorted(known.items())))
            made = partial(make, self.law, place, known.__getitem__)
            codes.append(self._codes.recall(pattern, made))
        firsts = firsts.with_columns(code=pl.Series(codes, dtype=pl.String)).drop("row")
        return keys.join(firsts, on=keys.columns, how="left", maintain_order="left")["code"]


_PATHS = 1000
"""More than there are paths: a number of a door is its rank, whether it fits, and its place."""


def _equal(table: pl.DataFrame, row: tuple[object, ...]) -> pl.Series:
    tests = [pl.col(name) == value for name, value in zip(table.columns, row, strict=True)]
    return table.select(pl.all_horizontal(tests)).to_series()


def _same(code: str, height: int) -> pl.Series:
    return pl.repeat(code, height, dtype=pl.String, eager=True)


def _broadcast(column: pl.Series, height: int) -> pl.Series:
    return column if len(column) == height else column.new_from_index(0, height)
