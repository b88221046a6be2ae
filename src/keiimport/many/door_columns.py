# SPDX-License-Identifier: Apache-2.0
"""Each door as columns: whether it counts, what it comes to, and on which day it opens."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from keiimport.many.clocks import NEVER
from keiimport.many.outlook import Outlook, Truths
from keiimport.many.settling import (
    CLOSED,
    DONE_DOORS,
    NEEDS_ACTION,
    NEEDS_FACTS,
    NOT_YET,
    OPEN,
    Settled,
    Settling,
    fallback,
)
from keiimport.verdict.law import AgencyDoors


class DoorColumns:
    """Lays out the doors of one agency for some rows.

    Args:
        settling: settles rows.
        outlook: the rows.
        settled: what they come to.
        tables: the paths that rest on partial tables, with everything done and as stated.
        agency: whose doors.

    Attributes:
        height: how many rows they are.
    """

    def __init__(
        self,
        settling: Settling,
        outlook: Outlook,
        settled: Settled,
        tables: Sequence[Truths],
        agency: AgencyDoors,
    ) -> None:
        self._settling = settling
        self._settled = settled
        self._tables = tables
        self._day = outlook.day
        self.height = outlook.held.height
        purposes = {
            place: node
            for place in agency.counted
            if (node := settling.purposes.get(place)) is not None
        }
        self._purposes = purposes
        self._fit = outlook.truths(DONE_DOORS, sorted(set(purposes.values())))

    def door(self, place: int) -> pl.DataFrame | None:
        """A door of each row; None where nobody claims it.

        Returns:
            `claim`: whether somebody claims it; `fits`: whether the purpose does; `rank`: what
            it comes to, as a place among the outcomes; `standing`: whether it can be chosen;
            `first`: the day on which it certainly opens, `NEVER` where there is none.
        """
        settling, settled, law = self._settling, self._settled, self._settling.law
        claim = settling.claim(settled.today, place)
        if claim is False:
            return None
        done, stated = settled.today, settled.stated
        if place in law.partial:
            done, stated = self._tables
        acting = stated if place in law.acting else done
        columns = [
            settled.today.select(claim=claim, counted=settling.offer(settled.today, place)),
            done.select(offer=settling.offer(done, place)),
            acting.select(acted=settling.offer(acting, place)),
        ]
        if place in self._purposes:
            fits = fallback(self._fit[self._purposes[place]], True)
            columns.append(self._fit.select(fits=fits))
        table = pl.concat(columns, how="horizontal").with_columns(day=self._day)
        if place not in self._purposes:
            table = table.with_columns(fits=pl.lit(True))
        offer = pl.col("offer")
        if place in settled.later:
            later = settled.later_of(place)
            table = table.hstack(later)
        else:
            # what hangs on no clock is on every day as it is on this one
            table = table.with_columns(
                holds=offer.fill_null(False), may=offer.fill_null(True), then=NEVER
            )
        rank = (
            pl.when(offer.fill_null(True) & pl.col("acted").fill_null(False))
            .then(OPEN)
            .when(offer)
            .then(NEEDS_ACTION)
            .when(offer.is_null())
            .then(NEEDS_FACTS)
            .when(pl.col("holds"))
            .then(NOT_YET)
            .when(pl.col("may"))
            .then(NEEDS_FACTS)
            .otherwise(CLOSED)
        )
        table = table.with_columns(rank=rank)
        standing = (
            pl.col("claim")
            & pl.col("fits")
            & (pl.col("rank") != CLOSED)
            & (offer.is_not_null() | pl.col("counted").fill_null(True))
        )
        first = pl.when(pl.col("rank") <= NEEDS_ACTION).then("day").otherwise("then")
        return table.select("claim", "fits", "rank", standing=standing, first=first)
