# SPDX-License-Identifier: Apache-2.0
"""The door that each agency would be passed by, as columns, and the day on which it opens.

It is the best by what it comes to and by how long the vehicle may stay. Where several are alike
in that, one that rests on nothing doubtful goes before the others, which is proved once for each
combination of truths and doubts. How many actions doors wait for, a verdict has to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from keiimport.facts.comparisons import Truth
from keiimport.many.clocks import NEVER
from keiimport.many.door_columns import DoorColumns
from keiimport.many.outlook import Outlook
from keiimport.many.reason_codes import door_nodes
from keiimport.many.settling import (
    DONE_DOORS,
    NEEDS_ACTION,
    NEEDS_FACTS,
    NOT_YET,
    OPEN,
    STATED_DOORS,
    Settled,
    Settling,
)
from keiimport.verdict.doors import STAYS, rests_on_doubt
from keiimport.verdict.law import AgencyDoors
from keiimport.verdict.memory import Memory
from keiimport.verdict.proof import Prover


class ChosenColumns:
    """Chooses doors.

    Args:
        settling: settles rows.
    """

    def __init__(self, settling: Settling) -> None:
        self._settling = settling
        law = self._law = settling.law
        by = sorted(range(len(law.paths)), key=lambda i: (law.paths[i].prefer, law.paths[i].id))
        self._order = {place: rank for rank, place in enumerate(by)}
        self._doubts = Memory(MOST_PROVED)

    def of(
        self,
        agency: AgencyDoors,
        outlook: Outlook,
        settled: Settled,
        doubtful: Mapping[str, pl.Series],
    ) -> pl.DataFrame:
        """The door of each row.

        Args:
            agency: whose doors.
            outlook: the rows.
            settled: what they come to.
            doubtful: the facts that are not sure in some rows, with those rows.

        Returns:
            `chosen`: the id of its path; `opens_on`: the day on which it opens, `NEVER` where
            there is none; `tied`: whether a verdict has to say which it is.
        """
        settling, law = self._settling, self._law
        doors = DoorColumns(settling, outlook, settled, settling.doors(outlook), agency)
        found: list[tuple[int, pl.DataFrame]] = []
        for place in agency.counted:
            door = doors.door(place)
            if door is not None:
                stay = STAYS.index(law.paths[place].stay)
                rank = pl.col("rank").cast(pl.Int32) * len(STAYS) + stay
                score = pl.when(pl.col("standing")).then(rank)
                found.append((place, door.select("first", "rank", score=score)))
        height = outlook.held.height
        if not found:
            return pl.DataFrame(
                {
                    "chosen": pl.repeat(None, height, dtype=pl.String, eager=True),
                    "opens_on": pl.repeat(NEVER, height, dtype=pl.Int64, eager=True),
                    "tied": pl.repeat(False, height, dtype=pl.Boolean, eager=True),
                }
            )
        best = pl.min_horizontal([pl.lit(door["score"]) for _, door in found])
        alike = [
            pl.select((pl.lit(door["score"]) == best).fill_null(False).alias("alike")).to_series()
            for _, door in found
        ]
        count = pl.select(pl.sum_horizontal([pl.lit(a).cast(pl.UInt8) for a in alike])).to_series()
        table = pl.DataFrame(
            {"score": pl.select(best).to_series(), "count": count, "outcome": settled.outcome}
        )
        rank = pl.col("score") // len(STAYS)
        # what waits for an action is compared by how many it waits for, and what waits for
        # facts although all is open rests on a partial table
        odd = (pl.col("count") > 1) & rank.is_in([NEEDS_ACTION, NOT_YET])
        odd |= (pl.col("outcome") == OPEN) & (rank >= NEEDS_FACTS)
        tied = table.select(odd.fill_null(False)).to_series()
        chosen, opens_on = self._first(found, alike, count, outlook, settled, doubtful)
        return pl.DataFrame(
            [chosen.alias("chosen"), opens_on.alias("opens_on"), tied.alias("tied")]
        )

    def _first(
        self,
        found: Sequence[tuple[int, pl.DataFrame]],
        alike: Sequence[pl.Series],
        count: pl.Series,
        outlook: Outlook,
        settled: Settled,
        doubtful: Mapping[str, pl.Series],
    ) -> tuple[pl.Series, pl.Series]:
        """Of the doors that are alike the first: one that rests on no doubt, by its day."""
        height = outlook.held.height
        chosen = pl.repeat(None, height, dtype=pl.String, eager=True)
        opens_on = pl.repeat(NEVER, height, dtype=pl.Int64, eager=True)
        least = pl.repeat(2 * _DOUBT, height, dtype=pl.Int64, eager=True)
        for (place, door), here in sorted(
            zip(found, alike, strict=True), key=lambda each: self._order[each[0][0]]
        ):
            several = (here & (count > 1)).arg_true()
            key = door["first"]
            if len(several):
                doubts = self._assumed(
                    place,
                    door["rank"].gather(several),
                    outlook.filter(several),
                    settled.outcome.gather(several),
                    {fact: rows.gather(several) for fact, rows in doubtful.items()},
                )
                key = key.clone().scatter(several, key.gather(several) + doubts * _DOUBT)
            better = pl.lit(here) & (pl.lit(key) < pl.lit(least))
            chosen, opens_on, least = (
                pl.select(pl.when(better).then(new).otherwise(pl.lit(old)).alias("")).to_series()
                for new, old in (
                    (pl.lit(self._law.paths[place].id), chosen),
                    (pl.lit(door["first"]), opens_on),
                    (pl.lit(key), least),
                )
            )
        return chosen, opens_on

    def _assumed(
        self,
        place: int,
        ranks: pl.Series,
        outlook: Outlook,
        outcomes: pl.Series,
        doubtful: Mapping[str, pl.Series],
    ) -> pl.Series:
        """For each row 1 where what a door comes to rests on a doubt, else 0."""
        law, height = self._law, len(ranks)
        nodes = door_nodes(law, place)
        read = set(law.program.facts_read(nodes))
        doubts = {fact: rows for fact, rows in doubtful.items() if fact in read}
        found = pl.repeat(0, height, dtype=pl.Int64, eager=True)
        # an answer of yes is explained as things stand, others with all done that can be
        for is_open in (True, False):
            rows = ((outcomes == OPEN) == is_open).arg_true()
            if not len(rows):
                continue
            truths = outlook.filter(rows).truths(STATED_DOORS if is_open else DONE_DOORS, nodes)
            table = pl.DataFrame(
                [
                    *(column.alias(f"n{node}") for node, column in truths.columns.items()),
                    *(each.gather(rows).alias(f"f{fact}") for fact, each in doubts.items()),
                    ranks.gather(rows).alias("rank"),
                ]
            )
            firsts = table.with_row_index("row").group_by(table.columns).agg(pl.col("row").first())
            made = [
                self._rests_on_doubt(place, table.row(row, named=True), truths.settled)
                for row in firsts["row"]
            ]
            firsts = firsts.with_columns(made=pl.Series(made, dtype=pl.Int64)).drop("row")
            joined = table.join(
                firsts, on=table.columns, how="left", maintain_order="left", nulls_equal=True
            )
            found = found.scatter(rows, joined["made"])
        return found

    def _rests_on_doubt(
        self, place: int, row: Mapping[str, Any], settled: Mapping[int, Truth]
    ) -> int:
        key = (place, tuple(row.items()), tuple(settled.items()))

        def prove() -> tuple[int]:
            known = {int(name[1:]): held for name, held in row.items() if name[0] == "n"}
            truths = {**settled, **known}
            doubts = frozenset(name[1:] for name, held in row.items() if name[0] == "f" and held)
            prover = Prover(self._law, frozenset(), doubts, truths.__getitem__)
            path, truth = self._law.paths[place], {OPEN: True, NEEDS_FACTS: None}.get(row["rank"])
            if row["rank"] not in (OPEN, NEEDS_FACTS):
                truth = False
            return (int(rests_on_doubt(prover, prover.path(path, "", truth))),)

        return self._doubts.recall(key, prove)[0]


MOST_PROVED = 50_000
"""Combinations of truths and doubts whose proofs are remembered."""

_DOUBT = 2 * NEVER
"""Puts what rests on a doubt after what does not, whatever its day."""
