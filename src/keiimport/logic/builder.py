# SPDX-License-Identifier: Apache-2.0
"""Makes a Program node by node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from keiimport.facts.comparisons import Comparison
from keiimport.logic.program import Node, Op, Program


@dataclass(slots=True)
class ProgramBuilder:
    """Collects nodes, writing each different one once."""

    comparisons: dict[Comparison, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    _numbers: dict[Node, int] = field(default_factory=dict)
    _nodes: list[Node] = field(default_factory=list)

    def _node(self, op: Op, args: tuple[int, ...] = ()) -> int:
        node = Node(op, args)
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
        return number

    def constant(self, truth: bool | None) -> int:
        """A node that is always `truth`."""
        return self._node("unknown" if truth is None else "true" if truth else "false")

    def test(self, comparison: Comparison) -> int:
        """A node for one test on facts."""
        number = self.comparisons.setdefault(comparison, len(self.comparisons))
        return self._node("test", (number,))

    def negate(self, child: int) -> int:
        """Not `child`."""
        op = self._nodes[child].op
        if op == "not":
            return self._nodes[child].args[0]
        if op in ("true", "false"):
            return self.constant(op == "false")
        return self._node("not", (child,))

    def all(self, children: Iterable[int]) -> int:
        """True when every child is true, false when one is false."""
        return self._joined("all", children)

    def any(self, children: Iterable[int]) -> int:
        """True when one child is true, false when every child is false."""
        return self._joined("any", children)

    def choose(self, branches: Iterable[tuple[int, int]]) -> int:
        """The value of the branch that is live; exactly one of them is."""
        kept = [(live, value) for live, value in branches if self._op(live) != "false"]
        for live, value in kept:
            if self._op(live) == "true":
                return value
        values = {value for _, value in kept}
        if len(values) == 1:
            return values.pop()
        return self._node("choose", tuple(n for pair in kept for n in pair))

    def name(self, name: str, node: int) -> None:
        """Give `node` a name that verdicts and engines can ask for."""
        self.names[name] = node

    def below(self, node: int) -> set[int]:
        """The nodes that `node` depends on, itself included."""
        seen = {node}
        waiting = [node]
        while waiting:
            waiting += [n for n in self._nodes[waiting.pop()].children if n not in seen]
            seen.update(waiting)
        return seen

    def program(self) -> Program:
        """The finished Program."""
        return Program(tuple(self.comparisons), tuple(self._nodes), dict(self.names))

    def _op(self, number: int) -> Op:
        return self._nodes[number].op

    def _joined(self, op: Literal["all", "any"], children: Iterable[int]) -> int:
        neutral, decisive = (True, False) if op == "all" else (False, True)
        parts: dict[int, None] = {}
        for child in children:
            child_op = self._op(child)
            if child_op == ("true" if decisive else "false"):
                return self.constant(decisive)
            if child_op != ("true" if neutral else "false"):
                parts[child] = None
        if not parts:
            return self.constant(neutral)
        if len(parts) == 1:
            return next(iter(parts))
        return self._node(op, tuple(parts))
