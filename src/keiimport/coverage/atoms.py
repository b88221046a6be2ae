# SPDX-License-Identifier: Apache-2.0
"""For each single test in a rule: whether some scenario shows that it decides.

A test decides in a case where the definition would be the other way if the test alone were.
It is shown where it decides while it holds in one case, and while it fails in another: the
condition and decision coverage of Chilenski and Miller (1994), with masking. Tests that cannot
fail, and those of rules that go one way only, are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Condition, Entry, Rule
from keiimport.rulebook.ways import asked, standing_one_way, ways

MOST_LEAVES = 12
"""Of a definition with more tests than this, all truths are too many to try."""


@dataclass(slots=True)
class Atom:
    """One test, or one conclusion that is asked, in a definition.

    Attributes:
        condition: the test where it stands first; `node` is its node.
        shown: where it is seen to decide while it holds, and while it fails.
    """

    condition: Condition
    node: int
    shown: dict[bool, str] = field(default_factory=dict)


class Atoms:
    """The atoms of one definition, and the situations that they were seen in.

    Args:
        entry: what is defined.
        nodes: the node of every condition, by its number.

    Attributes:
        all: those that can decide.
        left_out: each of the others by its node, and why it cannot.
    """

    def __init__(self, entry: Entry, nodes: Mapping[int, int]) -> None:
        self._nodes = nodes
        self._whole = definition(entry)
        found: dict[int, Atom] = {}
        for part in self._whole.walk():
            if part.op in ("fact", "conclusion"):
                node = nodes[part.number]
                found.setdefault(node, Atom(part, node))
        self._leaves = tuple(found)
        # what can go one way only is decided by none of its tests
        one_way = standing_one_way(entry)
        able = [atom for atom in found.values() if {True, False} <= ways(atom.condition)]
        self.all = tuple(able) if one_way is None else ()
        self.left_out = {
            atom.node: (atom, "it can go one way only" if one_way is None else one_way.reason)
            for atom in found.values()
            if one_way is not None or atom not in able
        }
        self._seen: dict[tuple[Truth, ...], str] = {}

    def see(self, truths: Mapping[int, Truth], place: str) -> bool:
        """Keep a situation that a case at `place` shows; whether it is a new one."""
        known = len(self._seen)
        self._seen.setdefault(tuple([truths[node] for node in self._leaves]), place)
        return len(self._seen) > known

    def decided(self) -> tuple[Atom, ...]:
        """The atoms, each with the places that show it decide."""
        for situation, place in self._seen.items():
            held = dict(zip(self._leaves, situation, strict=True))
            whole = self._truth(self._whole, held)
            if whole is None:
                continue
            for atom in self.all:
                own = held[atom.node]
                if own is None or own in atom.shown:
                    continue
                if self._truth(self._whole, {**held, atom.node: not own}) is (not whole):
                    atom.shown[own] = place
        return self.all

    def may_decide(self, atom: Atom) -> bool:
        """Whether some truths of the other tests leave the decision to one; tried if few."""
        others = [node for node in self._leaves if node != atom.node]
        if len(others) > MOST_LEAVES:
            return True
        for truths in product((True, False), repeat=len(others)):
            held = dict(zip(others, truths, strict=True))
            if len({self._truth(self._whole, {**held, atom.node: o}) for o in (True, False)}) == 2:
                return True
        return False

    def _truth(self, condition: Condition, held: Mapping[int, Truth]) -> Truth:
        match condition.op:
            case "true":
                return True
            case "unknown":
                return None
            case "not":
                inner = self._truth(condition.parts[0], held)
                return None if inner is None else not inner
            case "all" | "any":
                ends = condition.op == "any"
                parts = {self._truth(part, held) for part in condition.parts}
                return ends if ends in parts else None if None in parts else not ends
            case _:
                return held[self._nodes[condition.number]]


def definition(entry: Entry) -> Condition:
    """What `entry` is defined by, its exceptions included."""
    if not isinstance(entry, Rule) or entry.unless is None:
        return asked(entry)
    return Condition("all", (entry.when, Condition("not", (entry.unless,))))
