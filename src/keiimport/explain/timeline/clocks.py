# SPDX-License-Identifier: Apache-2.0
"""The clocks of the rules: which tests look at a day that moves, and which rules hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison
from keiimport.logic.program import Program
from keiimport.rulebook.model import LAW_DAY, Condition, Gate, Path, Rule, conditions_of

Holder = Rule | Path | Gate

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
        # papers change no answer
        paths = [path._replace(papers=(), restrictions=()) for path in index.paths]
        self._entries: dict[str, Path | Gate] = {
            **{path.id: path for path in paths},
            **{gate.id: gate for gate in index.gates},
        }
        self._holders: dict[str, Mapping[Comparison, dict[str, Holder]]] = {}
        self._tests = {id: self._moving(id) for id in self._entries}

    def tests_of(self, id: str) -> Sequence[Comparison]:
        """The tests on days that move on which a path or a gate rests."""
        return self._tests[id]

    def holders_of(self, id: str, test: Comparison) -> Iterable[Holder]:
        """The rules under a path or a gate that hold a test, or itself."""
        if id not in self._holders:
            self._holders[id] = self._find_holders(self._entries[id])
        return self._holders[id].get(test, {}).values()

    def _moving(self, id: str) -> tuple[Comparison, ...]:
        tests = self._index.tests(nodes_of(self._index.program, id))
        return tuple(test for test in tests if not set(MOVING_DAYS).isdisjoint(test.reads))

    def _find_holders(self, entry: Path | Gate) -> Mapping[Comparison, dict[str, Holder]]:
        found: dict[Comparison, dict[str, Holder]] = {}
        seen: set[str] = set()
        waiting: list[tuple[Holder, Condition]] = [(entry, each) for each in conditions_of(entry)]
        while waiting:
            holder, whole = waiting.pop()
            for part in whole.walk():
                if part.comparison is not None:
                    found.setdefault(part.comparison, {})[holder.id] = holder
                if part.conclusion is not None and part.conclusion not in seen:
                    seen.add(part.conclusion)
                    for rule in self._index.rules_of[part.conclusion]:
                        for test in _turned_by(rule):
                            found.setdefault(test, {})[rule.id] = rule
                        waiting += [(rule, condition) for condition in conditions_of(rule)]
        return found


def _turned_by(rule: Rule) -> Iterator[Comparison]:
    """The tests on the day of the law that a rule comes into force or goes out of it by."""
    window = rule.window
    if window is not None and window.clock == "law":
        for turn in (window.start, None if window.end is None else window.end + 1):
            if turn is not None:
                yield from (AtLeast(LAW_DAY, turn, turn), AtMost(LAW_DAY, turn - 1, turn - 1))
