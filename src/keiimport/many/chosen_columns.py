# SPDX-License-Identifier: Apache-2.0
"""The door that each agency would be passed by, as columns, and the day on which it opens.

It is the best by what it comes to and by how long the vehicle may stay; only where several are
alike in that does it matter what each rests on, which a verdict has to say.
"""

from __future__ import annotations

import polars as pl

from keiimport.many.clocks import NEVER
from keiimport.many.door_columns import DoorColumns
from keiimport.many.outlook import Outlook
from keiimport.many.settling import NEEDS_FACTS, OPEN, Settled, Settling
from keiimport.verdict.doors import STAYS
from keiimport.verdict.law import AgencyDoors


class ChosenColumns:
    """Chooses doors.

    Args:
        settling: settles rows.
    """

    def __init__(self, settling: Settling) -> None:
        self._settling = settling

    def of(self, agency: AgencyDoors, outlook: Outlook, settled: Settled) -> pl.DataFrame:
        """The door of each row.

        Returns:
            `chosen`: the id of its path; `opens_on`: the day on which it opens, `NEVER` where
            there is none; `tied`: whether a verdict has to say which it is.
        """
        settling, law = self._settling, self._settling.law
        tables = settling.doors(outlook)
        doors = DoorColumns(settling, outlook, settled, tables, agency)
        ranks, found = [], []
        for place in agency.counted:
            door = doors.door(place)
            if door is not None:
                stay = STAYS.index(law.paths[place].stay)
                rank = pl.col("rank").cast(pl.Int32) * len(STAYS) + stay
                ranks.append(door.select(pl.when(pl.col("standing")).then(rank)).to_series())
                found.append((place, door["first"]))
        height = outlook.held.height
        if not ranks:
            return pl.DataFrame(
                {
                    "chosen": pl.repeat(None, height, dtype=pl.String, eager=True),
                    "opens_on": pl.repeat(NEVER, height, dtype=pl.Int64, eager=True),
                    "tied": pl.repeat(False, height, dtype=pl.Boolean, eager=True),
                }
            )
        table = pl.DataFrame([rank.alias(f"r{n}") for n, rank in enumerate(ranks)])
        best = pl.min_horizontal(pl.all())
        table = table.with_columns(best=best)
        chosen, opens_on = pl.lit(None, dtype=pl.String), pl.lit(NEVER, dtype=pl.Int64)
        for number, (place, first) in enumerate(found):
            here = pl.col(f"r{number}") == pl.col("best")
            chosen = pl.when(here).then(pl.lit(law.paths[place].id)).otherwise(chosen)
            opens_on = pl.when(here).then(pl.lit(first)).otherwise(opens_on)
        alike = [(pl.col(f"r{n}") == pl.col("best")).fill_null(False) for n in range(len(found))]
        tied = pl.sum_horizontal([each.cast(pl.UInt8) for each in alike]) > 1
        # what waits for facts although all is open rests on a partial table
        unsettled = pl.lit(settled.outcome == OPEN) & (
            pl.col("best") >= NEEDS_FACTS * len(STAYS)
        ).fill_null(False)
        return table.select(chosen=chosen, opens_on=opens_on, tied=tied | unsettled)
