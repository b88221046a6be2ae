# SPDX-License-Identifier: Apache-2.0
"""Which tests of a Program must hold, and which fail, for some of its nodes to be as wanted.

What a node is to the nodes that it rests on is written as clauses: of each, one node must be as
it says. What follows from what is wanted is worked out first; only what is left open then is
tried, and what a trial rules out is never looked at. So it is soon seen too that nothing can be
told under which a few nodes are as wanted. Whatever is known of a case settles what more
knowledge leaves as it is: it is enough to look at cases of which everything is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random

from keiimport.logic.program import Node, Program

Wanted = tuple[int, bool]
"""A node of the Program, and whether it must hold or fail."""

Fits = Callable[[int, Mapping[int, bool]], bool]
"""Whether some value of the facts of a comparison makes all comparisons find what is wanted."""

PLAIN = 0.7
"""In how many searches a test is tried before what rests on others."""


class TooMany(Exception):
    """So many trials were made that nobody knows whether there is a solution."""


class Search:
    """Looks for truths of tests under which nodes are as wanted.

    Args:
        program: the nodes.
        fits: says what the values of facts allow.
    """

    def __init__(self, program: Program, fits: Fits) -> None:
        self._nodes = program.nodes
        self._fits = fits
        # by what is no way to meet them any more where the opposite is found
        self._clauses: dict[Wanted, list[tuple[Wanted, ...]]] = defaultdict(list)
        for number in range(len(program.nodes)):
            for clause in _clauses(program.nodes, number):
                for way in clause:
                    self._clauses[way].append(clause)

    def tests(self, wanted: Sequence[Wanted], chance: Random, most: int) -> dict[int, bool] | None:
        """What comparisons must find, by their numbers; None where nothing makes it so.

        Args:
            wanted: nodes, and whether each must hold or fail.
            chance: in which order is tried what is left open.
            most: how many trials are made.

        Raises:
            TooMany: these were not enough.
        """
        constant = {"true": True, "false": False}
        self._found = {n: constant[e.op] for n, e in enumerate(self._nodes) if e.op in constant}
        self._tests: dict[int, bool] = {}
        self._order: list[int] = []
        self._chance, self._left = chance, most
        # a fact of its own is soon found, but not always the one that leads anywhere
        self._plain = chance.random() < PLAIN
        return dict(self._tests) if self._put(wanted) and self._solved() else None

    def _solved(self, place: int = 0) -> bool:
        """Whether what is left open can be settled; nothing is open before a place."""
        ways: list[list[Wanted]] = []
        while place < len(self._order) and not ways:
            ways = self._ways(self._order[place])
            place += not ways
        if not ways:
            return True
        tried = self._chance.sample(ways, len(ways))
        if self._plain:
            tried.sort(key=lambda way: self._nodes[way[0][0]].op != "test")
        for way in tried:
            self._left -= 1
            if self._left < 0:
                raise TooMany
            before = len(self._order)
            if self._put(way) and self._solved(place):
                return True
            for number in self._order[before:]:
                del self._found[number]
                if self._nodes[number].op == "test":
                    del self._tests[self._nodes[number].args[0]]
            del self._order[before:]
        return False

    def _put(self, wanted: Sequence[Wanted]) -> bool:
        """Have nodes hold or fail, with all that follows; False where that cannot be."""
        news = [*wanted]
        while news:
            number, truth = news.pop()
            if number in self._found:
                if self._found[number] is not truth:
                    return False
                continue
            node = self._nodes[number]
            if node.op == "unknown":  # law that is not encoded never settles
                return False
            self._found[number] = truth
            self._order.append(number)
            if node.op == "test":
                self._tests[node.args[0]] = truth
                if not self._fits(node.args[0], self._tests):
                    return False
            for clause in self._clauses[number, not truth]:
                forced = self._forced(clause)
                if forced is not None and not forced:
                    return False
                news += forced or ()
        return True

    def _forced(self, clause: Sequence[Wanted]) -> list[Wanted] | None:
        """The only way left to meet a clause, if any is; None where it is met, or may be in two."""
        left: list[Wanted] = []
        for way in clause:
            known = self._found.get(way[0])
            if known is way[1] or (known is None and left):
                return None
            if known is None:
                left.append(way)
        return left

    def _ways(self, number: int) -> list[list[Wanted]]:
        """The ways in which a node can be as it must be; none where nothing is open."""
        node, truth, found = self._nodes[number], self._found[number], self._found
        match node.op:
            case "all" | "any" if truth is (node.op == "any"):
                if any(found.get(child) is truth for child in node.args):
                    return []
                return [
                    [(child, truth)]
                    for child in node.args
                    if child not in found and self._nodes[child].op != "unknown"
                ]
            case "choose":
                branches = [*zip(node.args[::2], node.args[1::2], strict=True)]
                if any(found.get(live) and found.get(value) is truth for live, value in branches):
                    return []
                return [
                    [(live, True), (value, truth)]
                    for live, value in branches
                    if found.get(live) is not False and found.get(value) is not (not truth)
                ]
        return []


def _clauses(nodes: Sequence[Node], number: int) -> Iterator[tuple[Wanted, ...]]:
    """What is true of a node and its children; of a choice, that exactly one branch is live."""
    node = nodes[number]
    children = tuple(dict.fromkeys(node.children))
    match node.op:
        case "not":
            yield (number, True), (children[0], True)
            yield (number, False), (children[0], False)
        case "all" | "any":
            every = node.op == "all"
            for child in children:
                yield (number, not every), (child, every)
            others = [(child, not every) for child in children if nodes[child].op != "unknown"]
            # twice: beside what never settles it is not settled by the others
            head = ((number, every),) * (1 if len(others) == len(children) else 2)
            yield (*head, *others)
        case "choose":
            lives = node.args[::2]
            for live, value in zip(lives, node.args[1::2], strict=True):
                for truth in (True, False):
                    yield (live, False), (number, not truth), (value, truth)
            yield tuple((live, True) for live in lives)
            for one, other in combinations(lives, 2):
                yield (one, False), (other, False)
