# SPDX-License-Identifier: Apache-2.0
"""The Program: a rulebook as one network of truths, which every engine evaluates.

A Program is a list of comparisons (tests on facts) and a list of nodes over them.
Children always stand before their parents, so one pass in order computes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from keiimport.facts.comparisons import Comparison, Truth

if TYPE_CHECKING:
    from keiimport.rulebook.model import Window

GAP_PREFIX = "gap."  # pseudo-facts that stand for rows missing from a partial table
Op = Literal["test", "true", "false", "unknown", "not", "all", "any", "choose"]

TruthOf = Callable[[int], Truth]  # the truth of a node, by its number


class Node(NamedTuple):
    """One truth of the Program."""

    op: Op  # what the node does with its children
    # children by their numbers, of `choose` live, value, live, value, ...; a comparison of `test`
    args: tuple[int, ...] = ()

    @property
    def children(self) -> tuple[int, ...]:
        """The nodes this one reads."""
        return () if self.op == "test" else self.args


@dataclass(frozen=True)
class Program:
    """Comparisons and nodes in order, with the nodes that have a name."""

    comparisons: tuple[Comparison, ...]  # the tests on facts
    nodes: tuple[Node, ...]  # every truth; children have lower numbers than their parents
    names: Mapping[str, int]  # the node of each named conclusion or path part

    def cone(self, roots: Iterable[int]) -> list[int]:
        """The nodes that `roots` depend on, including themselves, in order."""
        wanted = set(roots)
        waiting = list(wanted)
        while waiting:
            for child in self.nodes[waiting.pop()].children:
                if child not in wanted:
                    wanted.add(child)
                    waiting.append(child)
        return sorted(wanted)

    def largest_part(self, roots: Iterable[int]) -> int | None:
        """The named conclusion with most nodes below it, if over a third of those below `roots`."""
        whole, tops = self.cone(roots), set(roots)
        named = set(self.names.values()).intersection(whole) - tops
        sizes = {number: len(self.cone([number])) for number in named}
        largest = max(sizes, key=lambda number: sizes[number], default=None)
        return largest if largest is not None and sizes[largest] > len(whole) // 3 else None

    def facts_read(self, roots: Iterable[int]) -> list[str]:
        """The facts that `roots` depend on, in order of first use."""
        nodes = (self.nodes[number] for number in self.cone(roots))
        tests = [self.comparisons[node.args[0]] for node in nodes if node.op == "test"]
        return list(dict.fromkeys(name for test in tests for name in test.reads))

    def open_tests(self, roots: Iterable[int], truth_of: TruthOf) -> Iterator[Comparison]:
        """The tests that leave some of `roots` unknown, in the order in which they are found."""
        for number, truth in self.open_part(roots, truth_of):
            if truth is None and self.nodes[number].op == "test":
                yield self.comparisons[self.nodes[number].args[0]]

    def open_part(self, roots: Iterable[int], truth_of: TruthOf) -> Iterator[tuple[int, Truth]]:
        """The `roots` and the nodes that may leave them unknown, each with its truth."""
        seen: set[int] = set()
        waiting = list(roots)[::-1]
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            truth = truth_of(number)
            yield number, truth
            if truth is not None:
                continue
            node = self.nodes[number]
            if node.op == "choose":
                for live, value in zip(node.args[::2], node.args[1::2], strict=True):
                    waiting += [value, live] if truth_of(live) is not False else [live]
            elif node.op != "test":
                waiting += node.args[::-1]


class Compiled(NamedTuple):
    """A Program, and the nodes that stand for conditions, rules and windows.

    Its named nodes are every conclusion by its name; `offer:<path>` (its purposes and its
    `open_when`), `claim:<path>` and `purpose:<path>`; `barred:<gate>` and `raised:<gate>`;
    `remark:<remark>`.
    """

    program: Program
    conditions: Mapping[int, int]  # node of every condition, by its number
    lives: Mapping[str, int]  # node that says whether a rule is live, by rule id
    values: Mapping[str, int]  # node of what a rule concludes while live, by rule id
    windows: Mapping[Window, int]  # node of the days of rules, and of those between them
    gaps: tuple[str, ...]  # pseudo-facts of partial tables
    large_part: int | None  # the conclusion behind which most of what doors depend on stands
