# SPDX-License-Identifier: Apache-2.0
"""The rows of states, each with the truths it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from keiimport.facts.comparisons import Truth
from keiimport.facts.texts import STATES
from keiimport.logic.bundle import Bundle
from keiimport.logic.program import Node, Program
from keiimport.rulebook.model import Condition, Rule, Rulebook
from keiimport.rulebook.rows import ANY_STATE, StateRow

TruthOf = Callable[[int], Truth]
"""The truth of a node of the Program."""

Say = Callable[..., str]
"""Says a sentence by its name and its places."""


class Row(NamedTuple):
    """A row, its law, the node that it holds by, and what it asks with the words of each part."""

    row: StateRow
    rule: Rule
    node: int
    parts: tuple[tuple[int, str], ...]


class StateTable:
    """The table of states of one rulebook, compiled.

    Attributes:
        codes: the states that have rows, in the order of their names.
        nodes: every node of the Program that an answer may ask for.
        program: the Program.
        facts: the names of the facts that people can be asked for.
        say: says a sentence of `words.yaml`.
    """

    def __init__(self, bundle: Bundle) -> None:
        book, self.program = bundle.rulebook, bundle.compiled.program
        numbers, names = bundle.compiled.conditions, self.program.names
        rules = {rule.id: rule for rule in book.rules}
        self._rows = [
            Row(
                row,
                rules[row.rule],
                names[row.concludes],
                tuple(
                    (numbers[part.number], words) for part, words in _asked(rules[row.rule], book)
                ),
            )
            for row in sorted(book.states, key=lambda row: row.rank)
        ]
        codes = {row.state for row in book.states} - {ANY_STATE}
        self.codes = tuple(sorted(codes, key=lambda code: STATES.get(code, code)))
        self.nodes = tuple(self.program.cone(each.node for each in self._rows))
        self.facts = frozenset(book.vocabulary)
        self.say = book.vocabulary.say

    def of(self, code: str) -> Iterator[Row]:
        """The rows of a state with those that every state shares, the lowest rank first."""
        return (each for each in self._rows if each.row.state in (code, ANY_STATE))


def _asked(rule: Rule, book: Rulebook) -> Iterator[tuple[Condition, str]]:
    """The parts of what a row asks, with their words."""
    say = book.vocabulary.say
    parts = rule.when.parts if rule.when.op == "all" else (rule.when,)
    for part in parts:
        words = part.because
        if words is None and part.conclusion is not None:
            words = say("state.is", title=book.conclusions[part.conclusion].title)
        yield part, words or say("state.asks")


_ONLY = {"any": 1, "choose": 2}
"""How many children one alternative of such a node has."""


def residue(program: Program, node: int, truth: TruthOf) -> frozenset[int]:
    """The unknown nodes that must all hold for `node` to hold."""
    if truth(node) is not None:
        return frozenset()
    known = program.nodes[node]
    parts = list(known.args)
    if known.op == "any":
        parts = [child for child in parts if truth(child) is not False]
    elif known.op == "choose":
        parts = [part for pair in _pairs(known) if truth(pair[0]) is not False for part in pair]
    if known.op not in ("all", "any", "choose") or len(parts) > _ONLY.get(known.op, len(parts)):
        return frozenset([node])
    return frozenset[int]().union(*(residue(program, part, truth) for part in parts))


def _pairs(node: Node) -> Iterator[tuple[int, int]]:
    """The branches of a choice: whether each is live, and its value."""
    return zip(node.args[::2], node.args[1::2], strict=True)
