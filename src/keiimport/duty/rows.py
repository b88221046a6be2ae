# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from keiimport.logic.kernel import Bits
from keiimport.rulebook.rows import FeeRow, TariffRow

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex

ORIGIN = "vehicle.country_of_manufacture"


class DutyRows:
    """The tables of the tariff and of fees, worked out when a duty is first asked for.

    Attributes:
        headings: every conclusion about classification that a base line concerns; where
            several hold, the first is the heading.
        under: the lines that concern each of them, in order.
        claimed: those that must be claimed, as each of their base lines must be.
        fees: the rows of fees.
    """

    def __init__(self, index: RuleIndex) -> None:
        self.index = index
        book = index.rulebook
        self.fees = book.fees
        bases = [row for row in book.tariff if row.kind == "base"]
        self.headings = tuple(dict.fromkeys(h for row in bases for h in row.headings))
        self.under = {h: [row for row in book.tariff if h in row.headings] for h in self.headings}
        anybody = {h for row in bases if not row.claimed for h in row.headings}
        self.claimed = frozenset(h for h in self.headings if h not in anybody)

    def nodes_of(self, row: TariffRow | FeeRow) -> list[int]:
        """The nodes that say whether a row counts: its law, its door, and the claim of that."""
        names = self.index.program.names
        doors = () if row.path is None else (f"offer:{row.path}", f"claim:{row.path}")
        return [names[name] for name in (row.concludes, *doors)]

    def holding(self, row: TariffRow | FeeRow, said: Mapping[int, Bits], every: int) -> Bits:
        """The worlds in which a row counts, and those in which it does not.

        What must be claimed, or comes with a door, counts only where that is so.

        Args:
            row: a row.
            said: where its nodes hold and fail.
            every: all worlds.
        """
        law, *doors = self.nodes_of(row)
        holds, fails = said[law]
        if row.claimed:
            fails = every ^ holds
        if doors:
            offer, claim = (said[node] for node in doors)
            holds, fails = holds & claim[0] & offer[0], fails | offer[1] | every ^ claim[0]
        return holds, fails
