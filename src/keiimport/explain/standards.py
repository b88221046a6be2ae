# SPDX-License-Identifier: Apache-2.0
"""Each safety standard: whether it binds this vehicle, and by which part of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.proof import Prover
from keiimport.explain.reads import Group, ReadMemory, Reads
from keiimport.explain.words import listed
from keiimport.facts.comparisons import Truth
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.model import Rule, Standard

MOST_PARTS = 3
"""How many parts of a standard one reason names."""

MOST_OF_A_STANDARD = 5_000
"""Questions that are kept for each safety standard: over 2,000 lots of a market at most 4,000."""


class Bindings:
    """Whether each safety standard binds, and why in words.

    Each has a memory of its own: together they ask so much that few cases are alike in all of it.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._each = [
            ReadMemory(partial(_binding, index, standard), MOST_OF_A_STANDARD)
            for standard in index.rulebook.standards
        ]

    def of(self, group: Group) -> Sequence[Sequence[tuple[Truth, str]]]:
        """What is said of each standard, for each case of a group."""
        return list(zip(*(memory.of(group) for memory in self._each), strict=True))


def _binding(index: RuleIndex, standard: Standard, reads: Reads) -> tuple[Truth, str]:
    prover = Prover(index, reads.truth)
    truth = reads.truth(index.program.names[standard.binds])
    if truth is False:
        return truth, prover.say("standard.none")
    rules = index.rules_of[standard.binds]
    parts = [rule for rule in rules if prover.word(rule) is truth and prover.selected(rule)]
    if truth:
        said = dict.fromkeys(rule.because or rule.title for rule in parts[:MOST_PARTS])
        return truth, prover.say("standard.parts", parts=listed(said))
    why = dict.fromkeys(_unknown(rule, prover.vocabulary) for rule in parts)
    return truth, prover.say("standard.unclear", parts=listed(list(why)[:MOST_PARTS]))


def _unknown(rule: Rule, vocabulary: Vocabulary) -> str:
    """Why a part is not settled: law that is not encoded, or a fact that is not known."""
    part = rule.because or rule.title
    for condition in rule.when.walk():
        why = condition.because or condition.otherwise
        if condition.op == "unknown" and why:
            return vocabulary.say("standard.part", part=part, because=why)
    return part
