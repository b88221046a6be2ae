# SPDX-License-Identifier: Apache-2.0
"""The tables of the tariff and of fees as a verdict looks at them: rows, and their nodes.

Nothing but the duty asks for them, so verdicts that nobody asks for a duty never pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts, FactValue, Truth
from keiimport.memory import Memory
from keiimport.rulebook.model import CLOCK_FACTS
from keiimport.rulebook.rows import FeeRow, TariffRow

if TYPE_CHECKING:
    from keiimport.decide.rule_index import RuleIndex
    from keiimport.duty.cases import Possible, Shape

VALUE = "entry.value"
ORIGIN = "vehicle.country_of_manufacture"


MOST_SHAPES = 1024
"""Shapes that are kept, each about 13 kB: 2,000 lots of a market have 290."""

MOST_STACKED = 4096
"""Combinations of lines that are kept, each about 400 bytes: 2,000 lots have 1,105."""


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
        fees: the rows of fees, and securities those that come back.
        nodes: every node that a duty asks for.
        lines: those of them that say under which heading goods come, and which lines hold.
        acts: the actions that lines look at.
        reads: the facts that all that is said of a duty depends on, its value among them.
        shapes: what rows said of earlier cases, by `key`.
        stacked: what lines come to that hold together, by their heading and rules.
    """

    def __init__(self, index: RuleIndex) -> None:
        self.index = index
        book, names = index.rulebook, index.program.names
        self.tariff = book.tariff
        self.fees = tuple(row for row in book.fees if not row.security)
        self.securities = tuple(row for row in book.fees if row.security)
        bases = [row for row in book.tariff if row.kind == "base"]
        self.headings = tuple(dict.fromkeys(h for row in bases for h in row.headings))
        self.under = {h: [row for row in book.tariff if h in row.headings] for h in self.headings}
        anybody = {h for row in bases if not row.claimed for h in row.headings}
        self.claimed = frozenset(h for h in self.headings if h not in anybody)
        lines = [*self.headings, *(row.concludes for row in book.tariff), *_doors(book.tariff)]
        asked = [*lines, *(row.concludes for row in book.fees), *_doors(book.fees)]
        self.nodes = tuple(sorted({names[name] for name in asked}))
        self.lines = tuple(sorted({names[name] for name in lines}))
        lines_read = index.program.facts_read(self.lines)
        self.acts = [name for name in lines_read if index.stated.get(name) is False]
        shares = (row.of.fact for row in book.tariff if row.of.fact is not None)
        besides = (*shares, VALUE, ORIGIN, CLOCK_FACTS["entered"])
        self.reads = tuple(dict.fromkeys((*index.program.facts_read(self.nodes), *besides)))
        program = index.program
        self._cone = tuple(program.cone(self.nodes))
        self._looked_at = tuple(dict.fromkeys((*program.facts_read(self._cone), *self.acts)))
        self._places = {node: 2 * place for place, node in enumerate(self._cone)}
        places = (self._places[node] for node in self.nodes)
        self._said = itemgetter(*(n for place in places for n in (place, place + 1)))
        self._open: Memory[Hashable, tuple[int, ...]] = Memory(MOST_SHAPES)
        self.shapes: Memory[Hashable, Shape] = Memory(MOST_SHAPES)
        self.stacked: Memory[Hashable, Possible] = Memory(MOST_STACKED)

    def line_truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node once everything is done that lines wait for."""
        done: Facts = dict.fromkeys(self.acts, True)
        return self.truths({**facts, **done})

    def truths(self, facts: Facts) -> dict[int, Truth]:
        """The truth of every node that a duty asks for, and of those under it."""
        return dict(zip(self._cone, self.index.kernel.truths(self._cone, facts), strict=True))

    def lines_over(
        self, facts: Facts, varied: Mapping[str, Sequence[tuple[FactValue, int]]], every: int
    ) -> dict[int, tuple[int, int]]:
        """Every node of `lines` in worlds that differ in some facts: where it holds and fails.

        Args:
            facts: what is known in all of them.
            varied: of each fact that differs its values, each with the worlds that have it.
            every: all worlds.
        """
        done: Facts = dict.fromkeys(self.acts, True)
        kernel = self.index.kernel
        tests = kernel.rails_over({**facts, **done}, varied, every)
        rails = kernel.evaluator(self.lines)(*tests, every)
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

    def key(self, facts: Facts) -> Hashable:
        """Equal for cases of which every row says the same, whatever they are worth.

        What is said of each row matters, what leaves it open, and, since words speak of them,
        all that is known of the facts that rows wait for.
        """
        program, kernel, places = self.index.program, self.index.kernel, self._places
        known = {name: facts.get(name) for name in self._looked_at}
        acts: dict[str, list[tuple[FactValue, int]]] = {name: [(True, 2)] for name in self.acts}
        for name in acts:
            if (told := known.pop(name)) is not None:
                acts[name].append((told, 1))
        found = kernel.evaluator(self._cone)(*kernel.rails_over(known, acts, 3), 3)
        said = self._said(found)
        key: list[Hashable] = [said]
        names: dict[str, None] = {}

        def truth_in(world: int, node: int) -> Truth:
            place = places[node]
            return True if found[place] & world else False if found[place + 1] & world else None

        for world, nodes, rows in (
            (1, self.nodes, (*self.fees, *self.securities)),
            (2, self.lines, self.tariff),
        ):
            truth_of = partial(truth_in, world)
            find = partial(self._open_rows, nodes, rows, truth_of)
            for number, truth in program.open_part(
                self._open.recall((world, said), find), truth_of
            ):
                key.append(truth)
                if truth is None and program.nodes[number].op == "test":
                    reads = program.comparisons[program.nodes[number].args[0]].reads
                    names.update(dict.fromkeys(reads))
        return (*key, *map(facts.get, names))

    def _open_rows(
        self,
        nodes: Sequence[int],
        rows: Sequence[TariffRow | FeeRow],
        truth_of: Callable[[int], Truth],
    ) -> tuple[int, ...]:
        """The nodes of headings and rows that are open."""
        truths = {node: truth_of(node) for node in nodes}
        names = self.index.program.names
        headings = [names[heading] for heading in self.headings]
        roots = [node for node in headings if truths[node] is None]
        for row in rows:
            if self.holds(row, truths) is None:
                roots += [node for node in self.nodes_of(row) if truths[node] is None]
        return tuple(dict.fromkeys(roots))

    def waited(self, nodes: Sequence[int], truths: Mapping[int, Truth]) -> list[str]:
        """The facts that leave some nodes open, whatever of them is known."""
        tests = self.index.program.open_tests(nodes, truths.__getitem__)
        return list(dict.fromkeys(name for test in tests for name in test.reads))

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
