# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from keiimport.decide.memory import Memory
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts, FactValue, Truth
from keiimport.rulebook.model import CLOCK_FACTS
from keiimport.rulebook.rows import FeeRow, TariffRow

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex

VALUE = "entry.value"
ORIGIN = "vehicle.country_of_manufacture"


MOST_STACKED = 10_000
"""How many combinations of lines are kept."""


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
        claimed: those that must be claimed, as each of their base lines must be.
        fees: the rows of fees, and securities those that come back.
        nodes: every node that a duty asks for.
        lines: those of them that say under which heading goods come, and which lines hold.
        plans_read: the facts that the possible plans depend on.
        tests: the numbers of the tests behind them; joint those that look at two facts, and days
            these facts.
        acts: those of them that are actions.
        reads: the facts that all that is said of a duty depends on, its value among them.
        plans: the plans that were possible for earlier cases, by these facts.
        stacked: what lines come to that hold together, by their heading and rules.
        said: what was said of the duty of earlier cases, by these facts.
    """

    def __init__(self, index: RuleIndex) -> None:
        self.index = index
        book, names = index.rulebook, index.program.names
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
        self.plans_read = tuple(index.program.facts_read(self.lines))
        self.acts = [name for name in self.plans_read if index.stated.get(name) is False]
        shares = (row.of.fact for row in book.tariff if row.of.fact is not None)
        besides = (*shares, VALUE, ORIGIN, CLOCK_FACTS["entered"])
        self.reads = tuple(dict.fromkeys((*index.program.facts_read(self.nodes), *besides)))
        program = index.program
        cone = (program.nodes[number] for number in program.cone(self.lines))
        self.tests = frozenset(node.args[0] for node in cone if node.op == "test")
        self.joint = [n for n in sorted(self.tests) if len(program.comparisons[n].reads) > 1]
        self.days = {name for n in self.joint for name in program.comparisons[n].reads}
        self._seen: dict[tuple[str, FactValue], Hashable] = {}
        self.plans = Memory(MOST_STACKED)
        self.stacked = Memory(MOST_STACKED)
        self.said = Memory()

    def line_truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node of `lines`, once everything that can be done is done.

        A line may come with a door, which may wait for a bond.
        """
        done = {name: True for name in self.acts if facts.get(name) is not True}
        found = self.index.kernel.truths(self.lines, {**facts, **done})
        return dict(zip(self.lines, found, strict=True))

    def lines_over(
        self, facts: Facts, varied: Mapping[str, Sequence[tuple[FactValue, int]]], every: int
    ) -> dict[int, tuple[int, int]]:
        """Every node of `lines` in worlds that differ in some facts: where it holds and fails.

        Args:
            facts: what is known in all of them.
            varied: of each fact that differs its values, each with the worlds that have it.
            every: all worlds.
        """
        done: dict[str, FactValue | None] = dict.fromkeys(self.acts, True)
        kernel = self.index.kernel
        rails = kernel.evaluator(self.lines)(
            *kernel.rails_over({**facts, **done}, varied, every), every
        )
        return dict(zip(self.lines, zip(rails[::2], rails[1::2], strict=True), strict=True))

    def holding(
        self, row: TariffRow | FeeRow, lines: Mapping[int, tuple[int, int]], every: int
    ) -> tuple[int, int]:
        """The worlds in which a row counts, and those in which it does not.

        What must be claimed, or comes with a door, counts only where that is so.
        """
        names = self.index.program.names
        holds, fails = lines[names[row.concludes]]
        if row.claimed:
            fails = every ^ holds
        if row.path is not None:
            claimed = lines[names[f"claim:{row.path}"]][0]
            door = lines[names[f"offer:{row.path}"]]
            holds, fails = holds & claimed & door[0], fails | door[1] | every ^ claimed
        return holds, fails

    def plans_key(self, facts: Facts) -> Hashable:
        """Equal for cases for which the same plans are possible.

        Of a fact that is told exactly only what lines find of it matters; of days that are not,
        every day of the case.
        """
        kernel, key = self.index.kernel, list[Hashable]()
        open_days = any(not is_settled(name, facts) for name in self.days)
        for name in self.plans_read:
            value = facts.get(name)
            if value is None or not is_settled(name, facts) or (open_days and name in self.days):
                key.append(value)
                continue
            found = self._seen.get((name, value))
            if found is None:
                if len(self._seen) > MOST_STACKED:
                    self._seen.clear()
                cell = kernel.cell(name, value)
                found = tuple(
                    tuple([n for n in side if n in self.tests]) for side in (cell.holds, cell.fails)
                )
                self._seen[name, value] = found
            key.append(found)
        return (*key, kernel.cell_of(self.joint, facts))

    def nodes_of(self, row: TariffRow | FeeRow) -> list[int]:
        """The nodes that say whether a row counts, but for the claim of its door."""
        names = self.index.program.names
        return [names[row.concludes], *([names[f"offer:{row.path}"]] if row.path else ())]

    def holds(self, row: TariffRow | FeeRow, truths: Mapping[int, Truth]) -> Truth:
        """Whether a row counts in the one world of these truths; see `holding`."""
        names = self.index.program.names
        asked = [row.concludes]
        if row.path is not None:
            asked += [f"claim:{row.path}", f"offer:{row.path}"]
        said = {names[name]: truths[names[name]] for name in asked}
        rails = {node: (int(truth is True), int(truth is False)) for node, truth in said.items()}
        holds, fails = self.holding(row, rails, 1)
        return True if holds else False if fails else None

    def truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node that a duty asks for."""
        return dict(zip(self.nodes, self.index.kernel.truths(self.nodes, facts), strict=True))
