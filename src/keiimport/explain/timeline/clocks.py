# SPDX-License-Identifier: Apache-2.0
"""The clocks of the rules: which tests look at a day that moves, and which rules hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison
from keiimport.logic.program import Program
from keiimport.rulebook.model import LAW_DAY, Condition, Rule

KINDS = ("offer", "claim", "barred", "raised")
"""What the nodes of a path or a gate are called."""


def nodes_of(program: Program, id: str) -> list[int]:
    """The nodes of a path or a gate."""
    named = (program.names.get(f"{kind}:{id}") for kind in KINDS)
    return [node for node in named if node is not None]


class Clocks:
    """Which tests look at a day that moves, and which rules hold them, for each door."""

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        self._holders: dict[tuple[str, Comparison], list[str]] = {}
        self._tests = {id: self._moving(id) for id in self._ids()}

    def tests_of(self, id: str) -> Sequence[Comparison]:
        """The tests on days that move on which a path or a gate rests."""
        return self._tests[id]

    def rules_of(self, id: str, test: Comparison) -> tuple[str, ...]:
        """The rules under a path or a gate that hold a test."""
        if (id, test) not in self._holders:
            self._find_holders(id)
        return tuple(dict.fromkeys(self._holders.get((id, test), ())))

    def _ids(self) -> Iterator[str]:
        yield from (path.id for path in self._index.paths)
        yield from (gate.id for gate in self._index.gates)

    def _moving(self, id: str) -> tuple[Comparison, ...]:
        program = self._index.program
        nodes = nodes_of(program, id)
        tests = (
            program.comparisons[program.nodes[number].args[0]]
            for number in program.cone(nodes)
            if program.nodes[number].op == "test"
        )
        return tuple(test for test in tests if not set(MOVING_DAYS).isdisjoint(test.reads))

    def _find_holders(self, id: str) -> None:
        seen: set[str] = set()
        waiting: list[tuple[str, Condition | None]] = []
        for path in self._index.paths:
            if path.id == id:
                claims = (path.claimed_when, path.claimed_unless)
                waiting += [(id, whole) for whole in (path.open_when, *claims)]
        for gate in self._index.gates:
            if gate.id == id:
                waiting += [(id, gate.barred_when), (id, gate.raised_when)]
        while waiting:
            holder, whole = waiting.pop()
            for part in whole.walk() if whole is not None else ():
                if part.comparison is not None:
                    self._holders.setdefault((id, part.comparison), []).append(holder)
                if part.conclusion is not None and part.conclusion not in seen:
                    seen.add(part.conclusion)
                    for rule in self._index.rules_of[part.conclusion]:
                        self._hold_window(id, rule)
                        waiting += [(rule.id, c) for c in (rule.when, rule.applies, rule.unless)]

    def _hold_window(self, id: str, rule: Rule) -> None:
        window = rule.window
        if window is None or window.clock != "law":
            return
        for turn in (window.start, None if window.end is None else window.end + 1):
            if turn is not None:
                for test in (AtLeast(LAW_DAY, turn, turn), AtMost(LAW_DAY, turn - 1, turn - 1)):
                    self._holders.setdefault((id, test), []).append(rule.id)
