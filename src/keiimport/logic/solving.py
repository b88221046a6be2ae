# SPDX-License-Identifier: Apache-2.0
"""Which tests of a Program must hold, and which fail, for some of its nodes to be as wanted.

What is wanted of a node comes down to what is wanted of others, in one way or in several. Ways
that cannot be any more are dropped, and of several that can one after the other is tried; so it
is soon seen too that nothing can be told under which a few nodes are as wanted. Whatever is known
of a case settles what more knowledge leaves as it is: it is enough to look at cases of which
everything is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from random import Random

from keiimport.facts.comparisons import FactValue
from keiimport.logic.program import Node, Op, Program

Wanted = tuple[int, bool]  # a node or a comparison of the Program, and whether it must hold
Met = frozenset[Wanted]  # of comparisons that look at one fact alone
Values = Callable[[str, Met], Sequence[FactValue]]  # what a fact may be so that they are met
Way = Sequence[Wanted]  # what must be together


class TooMany(Exception):
    """So many trials were made that nobody knows whether there is a solution."""


class Search:
    """Looks for truths of tests under which nodes are as wanted.

    Args:
        program: the nodes.
        values: what a fact may be.
        open_nodes: nodes that may be unknown though every fact is known. A choice among them has
            a value too where every branch is dead or has it; left out, such ways are not tried.
    """

    def __init__(self, program: Program, values: Values, open_nodes: Collection[int] = ()) -> None:
        self._nodes, self._comparisons = [*program.nodes], program.comparisons
        self._open = open_nodes
        self._agreed: dict[Wanted, int] = {}
        self._values = values
        self._alone: dict[str, list[int]] = {}
        for number, test in enumerate(program.comparisons):
            if len(test.reads) == 1:
                self._alone.setdefault(test.reads[0], []).append(number)
        self._able: dict[tuple[str, Met], bool] = {}

    def met_by(self, fact: str, wanted: Mapping[int, bool]) -> Met:
        """What is wanted of the comparisons that look at a fact alone."""
        return frozenset((n, wanted[n]) for n in self._alone.get(fact, ()) if n in wanted)

    def tests(self, wanted: Way, chance: Random, most: int) -> dict[int, bool] | None:
        """What comparisons must find, by their numbers; None where nothing makes it so.

        Chance says in which order is tried what is left open.

        Raises:
            TooMany: `most` trials were not enough.
        """
        self._chance, self._left = chance, most
        return self._solved(wanted, {}, {}, [])

    def _solved(
        self,
        wanted: Way,
        found: dict[int, bool],
        tests: dict[int, bool],
        choices: list[Sequence[Way]],
    ) -> dict[int, bool] | None:
        """The tests under which nodes are as wanted too, and one way of each choice is taken."""
        while wanted:
            if not self._settle(wanted, found, tests, choices):
                return None
            left = [
                [way for way in ways if all(found.get(n, truth) is truth for n, truth in way)]
                for ways in choices
            ]
            if not all(left):
                return None
            wanted = [each for ways in left if len(ways) == 1 for each in ways[0]]
            wanted = [each for each in wanted if each[0] not in found]
            choices = [
                ways
                for ways in left
                if len(ways) > 1 and not any(all(n in found for n, _ in way) for way in ways)
            ]
        if not choices:
            return tests
        ways = min(choices, key=len)
        for way in self._chance.sample(ways, len(ways)):
            self._left -= 1
            if self._left < 0:
                raise TooMany
            solved = self._solved(way, found.copy(), tests.copy(), choices.copy())
            if solved is not None:
                return solved
        return None

    def _settle(
        self,
        wanted: Way,
        found: dict[int, bool],
        tests: dict[int, bool],
        choices: list[Sequence[Way]],
    ) -> bool:
        """Have nodes be as wanted, and note in which ways they can; False where they cannot."""
        for number, truth in wanted:
            node = self._nodes[number]
            if number in found:
                if found[number] is not truth:
                    return False
                continue
            found[number] = truth
            if node.op != "test":
                choices.append(self._ways(number, truth))
                continue
            tests[node.args[0]] = truth
            if not self._fits(node.args[0], tests):
                return False
        return True

    def _ways(self, number: int, truth: bool) -> Sequence[Way]:
        """The ways in which a node can be as it must be."""
        node = self._nodes[number]
        match node.op:
            case "not":
                return [[(node.args[0], not truth)]]
            case "all" | "any":
                each = [(child, truth) for child in node.args]
                return [each] if truth is (node.op == "all") else [[child] for child in each]
            case "choose":  # one branch is live, and the node has its value
                branches = [*zip(node.args[::2], node.args[1::2], strict=True)]
                ways: list[Way] = [[(live, True), (value, truth)] for live, value in branches]
                if any(live in self._open for live, _ in branches):
                    ways.append([(self._agreeing(number, truth, branches), True)])
                return ways
            case "true" | "false":
                return [[]] if truth is (node.op == "true") else []
        return []

    def _agreeing(self, number: int, truth: bool, branches: Sequence[tuple[int, int]]) -> int:
        """A node that holds where each branch of a choice is dead or has this value."""
        if (number, truth) not in self._agreed:
            each = [
                self._node(
                    "any", self._node("not", live), value if truth else self._node("not", value)
                )
                for live, value in branches
            ]
            self._agreed[number, truth] = self._node("all", *each)
        return self._agreed[number, truth]

    def _node(self, op: Op, *args: int) -> int:
        self._nodes.append(Node(op, args))
        return len(self._nodes) - 1

    def _fits(self, number: int, wanted: Mapping[int, bool]) -> bool:
        """Whether some value of each fact of a comparison meets all that is wanted of it alone."""
        for fact in self._comparisons[number].reads:
            key = (fact, self.met_by(fact, wanted))
            if key not in self._able:
                self._able[key] = bool(self._values(*key))
            if not self._able[key]:
                return False
        return True
