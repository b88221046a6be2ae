# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keiimport.decide.memory import Memory
from keiimport.facts.comparisons import Facts, Truth
from keiimport.rulebook.model import CLOCK_FACTS

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex

VALUE = "entry.value"
ORIGIN = "vehicle.country_of_manufacture"


MOST_STACKED = 10_000
"""How many combinations of lines are kept."""


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
        lines = [*self.headings, *(row.concludes for row in book.tariff)]
        asked = [*lines, *(row.concludes for row in book.fees)]
        doors = dict.fromkeys(row.path for row in book.fees if row.path is not None)
        asked += [f"{says}:{door}" for door in doors for says in ("claim", "offer")]
        self.nodes = tuple(sorted({names[name] for name in asked}))
        self.lines = tuple(sorted({names[name] for name in lines}))
        self.plans_read = tuple(law.program.facts_read(self.lines))
        shares = (row.of.fact for row in book.tariff if row.of.fact is not None)
        besides = (*shares, VALUE, ORIGIN, CLOCK_FACTS["entered"])
        self.reads = tuple(dict.fromkeys((*law.program.facts_read(self.nodes), *besides)))
        self.plans = Memory()
        self.stacked = Memory(MOST_STACKED)
        self.said = Memory()

    def line_truths(self, facts: Facts) -> Sequence[Truth]:
        """The truth of every node of `lines`."""
        return self.law.kernel.truths(self.lines, facts)

    def truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node that a duty asks for."""
        return dict(zip(self.nodes, self.law.kernel.truths(self.nodes, facts), strict=True))
