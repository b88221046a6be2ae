# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from keiimport.decide.memory import Memory
from keiimport.facts.comparisons import Facts, Truth
from keiimport.rulebook.model import CLOCK_FACTS, FeeRow, TariffRow

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex

VALUE = "entry.value"
ORIGIN = "vehicle.country_of_manufacture"


MOST_STACKED = 10_000
"""How many combinations of lines are kept."""


def _doors(rows: Iterable[TariffRow | FeeRow]) -> list[str]:
    """What is asked of the doors that rows come with."""
    doors = dict.fromkeys(row.path for row in rows if row.path is not None)
    return [f"{says}:{door}" for door in doors for says in ("claim", "offer")]


class DutyRows:
    """The tables of the tariff and of fees, worked out when a duty is first asked for.

    Attributes:
        headings: every conclusion about classification that a base line concerns; where
            several hold, the first is the heading.
        claimed: those that must be claimed, as each of their base lines must be.
        fees: the rows of fees, and securities those that come back.
        nodes: every node that a duty asks for.
        lines: those of them that say under which heading goods come, and which lines hold.
        plans_read: the facts that the possible plans depend on.
        acts: those of them that are actions.
        reads: the facts that all that is said of a duty depends on, its value among them.
        plans: the plans that were possible for earlier cases, by these facts.
        stacked: what lines come to that hold together, by their heading and rules.
        said: what was said of the duty of earlier cases, by these facts.
    """

    def __init__(self, law: RuleIndex) -> None:
        self.law = law
        book, names = law.rulebook, law.program.names
        self.tariff = book.tariff
        self.fees = tuple(row for row in book.fees if not row.security)
        self.securities = tuple(row for row in book.fees if row.security)
        bases = [row for row in book.tariff if row.kind == "base"]
        self.headings = tuple(dict.fromkeys(h for row in bases for h in row.headings))
        anybody = {h for row in bases if not row.claimed for h in row.headings}
        self.claimed = frozenset(h for h in self.headings if h not in anybody)
        lines = [*self.headings, *(row.concludes for row in book.tariff), *_doors(book.tariff)]
        asked = [*lines, *(row.concludes for row in book.fees), *_doors(book.fees)]
        self.nodes = tuple(sorted({names[name] for name in asked}))
        self.lines = tuple(sorted({names[name] for name in lines}))
        self.plans_read = tuple(law.program.facts_read(self.lines))
        self.acts = [name for name in self.plans_read if law.stated.get(name) is False]
        shares = (row.of.fact for row in book.tariff if row.of.fact is not None)
        besides = (*shares, VALUE, ORIGIN, CLOCK_FACTS["entered"])
        self.reads = tuple(dict.fromkeys((*law.program.facts_read(self.nodes), *besides)))
        self.plans = Memory()
        self.stacked = Memory(MOST_STACKED)
        self.said = Memory()

    def line_truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node of `lines`, once everything that can be done is done.

        A line may come with a door, which may wait for a bond.
        """
        done = {name: True for name in self.acts if facts.get(name) is not True}
        found = self.law.kernel.truths(self.lines, {**facts, **done})
        return dict(zip(self.lines, found, strict=True))

    def nodes_of(self, row: TariffRow | FeeRow) -> list[int]:
        """The nodes that say whether a row counts, but for the claim of its door."""
        names = self.law.program.names
        return [names[row.concludes], *([names[f"offer:{row.path}"]] if row.path else ())]

    def holds(self, row: TariffRow | FeeRow, truths: Mapping[int, Truth]) -> Truth:
        """Whether a row counts: what must be claimed, or comes with a door, only where it is so."""
        names = self.law.program.names
        own = truths[names[row.concludes]]
        if own is None and row.claimed:
            return False
        if row.path is None:
            return own
        if not truths[names[f"claim:{row.path}"]]:
            return False
        door = truths[names[f"offer:{row.path}"]]
        return False if False in (own, door) else None if None in (own, door) else True

    def truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node that a duty asks for."""
        return dict(zip(self.nodes, self.law.kernel.truths(self.nodes, facts), strict=True))
