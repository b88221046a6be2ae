# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from keiimport.decide.outcomes import Bits
from keiimport.duty.landed import PRICED
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts
from keiimport.rulebook.model import CLOCK_FACTS
from keiimport.rulebook.rows import FeeRow, TariffRow

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex

ORIGIN = "vehicle.country_of_manufacture"


def is_settled(name: str, facts: Facts) -> bool:
    """Whether a fact is told, and exactly."""
    held = facts.get(name)
    return held is not None and (not isinstance(held, Bounds) or held.exact)


def _doors(rows: Iterable[TariffRow | FeeRow]) -> list[str]:
    """What is asked of the doors that rows come with."""
    doors = dict.fromkeys(row.path for row in rows if row.path is not None)
    return [f"{says}:{door}" for door in doors for says in ("claim", "offer")]


class DutyRows:
    """The tables of the tariff and of fees, worked out when a duty is first asked for.

    Attributes:
        headings: every conclusion about classification that a base line concerns; where
            several hold, the first is the heading.
        under: the lines that concern each of them, in order.
        claimed: those that must be claimed, as each of their base lines must be.
        fees: the rows of fees.
        reads: the facts that all that is said of a duty depends on, its value among them.
    """

    def __init__(self, index: RuleIndex) -> None:
        self.index = index
        book, names = index.rulebook, index.program.names
        self.tariff = book.tariff
        self.fees = book.fees
        bases = [row for row in book.tariff if row.kind == "base"]
        self.headings = tuple(dict.fromkeys(h for row in bases for h in row.headings))
        self.under = {h: [row for row in book.tariff if h in row.headings] for h in self.headings}
        anybody = {h for row in bases if not row.claimed for h in row.headings}
        self.claimed = frozenset(h for h in self.headings if h not in anybody)
        asked: list[TariffRow | FeeRow] = [*book.tariff, *book.fees]
        concluded = [*self.headings, *(row.concludes for row in asked), *_doors(asked)]
        shares = (row.of.fact for row in book.tariff if row.of.fact is not None)
        besides = (*shares, *PRICED, ORIGIN, CLOCK_FACTS["entered"])
        nodes = {names[name] for name in concluded}
        self.reads = tuple(dict.fromkeys((*index.program.facts_read(nodes), *besides)))

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
