# SPDX-License-Identifier: Apache-2.0
"""Which tests of a Program must hold, and which fail, for some of its nodes to be as wanted.

What follows from what is wanted is worked out first, in both directions; only what is left
open then is tried, and what a trial rules out is never looked at. So it is soon seen too that
nothing can be told under which a few nodes are as wanted. Whatever is known of a case settles
what more knowledge leaves as it is: it is enough to look at cases of which everything is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from keiimport.logic.program import Program

Wanted = tuple[int, bool]
"""A node of the Program, and whether it must hold or fail."""

Fits = Callable[[int, Mapping[int, bool]], bool]
"""Whether some value of the facts of a comparison makes all comparisons find what is wanted."""


PLAIN = 0.7
"""In how many searches a test is tried before what rests on others."""


class TooMany(Exception):
    """So many trials were made that nobody knows whether there is a solution."""


class Search:
    """Looks for truths of tests under which nodes are as wanted."""

    def __init__(self, program: Program, fits: Fits) -> None:
        self._nodes = program.nodes
        self._fits = fits
        self._parents: list[list[int]] = [[] for _ in program.nodes]
        for number, node in enumerate(program.nodes):
            for child in dict.fromkeys(node.children):
                self._parents[child].append(number)
        self._constant = {
            number: node.op == "true"
            for number, node in enumerate(program.nodes)
            if node.op in ("true", "false")
        }

    def tests(self, wanted: Sequence[Wanted], chance: Random, most: int) -> dict[int, bool] | None:
        """What comparisons must find, by their numbers; None where nothing makes it so.

        Chance says in which order is tried what is left open.

        Raises:
            TooMany: `most` trials were not enough.
        """
        self._found = dict(self._constant)
        self._tests: dict[int, bool] = {}
        self._order: list[int] = []
        self._news: list[int] = []
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

    # -- what follows --

    def _put(self, wanted: Sequence[Wanted]) -> bool:
        """Have nodes hold or fail, with all that follows; False where that cannot be."""
        self._news.clear()
        if not all(self._set(number, truth) for number, truth in wanted):
            return False
        while self._news:
            number = self._news.pop()
            if not all(self._follow(each) for each in (number, *self._parents[number])):
                return False
        return True

    def _set(self, number: int, truth: bool) -> bool:
        known = self._found.get(number)
        if known is not None:
            return known is truth
        node = self._nodes[number]
        if node.op == "unknown":
            return False
        self._found[number] = truth
        self._order.append(number)
        self._news.append(number)
        if node.op == "test":
            self._tests[node.args[0]] = truth
            return self._fits(node.args[0], self._tests)
        return True

    def _follow(self, number: int) -> bool:
        """What follows between a node and its children."""
        node = self._nodes[number]
        match node.op:
            case "not":
                truth, below = self._found.get(number), self._found.get(node.args[0])
                if truth is not None:
                    return self._set(node.args[0], not truth)
                return below is None or self._set(number, not below)
            case "all" | "any":
                return self._follow_joined(number, node.args, node.op == "all")
            case "choose":
                return self._follow_choice(number, node.args[::2], node.args[1::2])
        return True

    def _follow_joined(self, number: int, children: Sequence[int], every: bool) -> bool:
        truth = self._found.get(number)
        if truth is every:
            return all(self._set(child, every) for child in children)
        left = []
        for child in children:
            below = self._found.get(child)
            if below is (not every):
                return self._set(number, not every)
            if below is None:
                left.append(child)
        if truth is None:
            return bool(left) or self._set(number, every)
        able = [child for child in left if self._nodes[child].op != "unknown"]
        return bool(able) if len(able) != 1 else self._set(able[0], not every)

    def _follow_choice(self, number: int, lives: Sequence[int], values: Sequence[int]) -> bool:
        """Exactly one branch is live, and the node has its value."""
        truth = self._found.get(number)
        left = self._left_of(lives, values)
        live = [each for each in left if self._found.get(each[0])]
        if len(live) > 1:
            return False
        only = live or (left if len(left) == 1 else [])
        if only:
            [(_, value)] = only
            below = self._found.get(value)
            if truth is None:
                return below is None or self._set(number, below)
            return self._set(value, truth)
        if truth is None:
            return True
        able = [value for _, value in left if self._found.get(value) is not (not truth)]
        return self._set(able[0], truth) if len(able) == 1 else bool(able)

    def _left_of(self, lives: Sequence[int], values: Sequence[int]) -> list[tuple[int, int]]:
        """The branches of a choice that may be live."""
        branches = zip(lives, values, strict=True)
        return [each for each in branches if self._found.get(each[0]) is not False]

    # -- what is open --

    def _ways(self, number: int) -> list[list[Wanted]]:
        """The ways in which a node can be as it must be; none where nothing is open."""
        node, truth = self._nodes[number], self._found[number]
        match node.op:
            case "all" | "any" if truth is (node.op == "any"):
                if any(self._found.get(child) is truth for child in node.args):
                    return []
                return [
                    [(child, truth)]
                    for child in node.args
                    if child not in self._found and self._nodes[child].op != "unknown"
                ]
            case "choose":
                left = self._left_of(node.args[::2], node.args[1::2])
                if any(self._found.get(live) and self._found.get(v) is truth for live, v in left):
                    return []
                return [
                    [(live, True), (value, truth)]
                    for live, value in left
                    if self._found.get(value) is not (not truth)
                ]
        return []
