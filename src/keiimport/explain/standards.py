# SPDX-License-Identifier: Apache-2.0
"""Each safety standard: whether it binds this vehicle, and by which part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.proof import TruthOf
from keiimport.explain.words import listed
from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Rule, Standard

MOST_PARTS = 3
"""How many parts of a standard one reason names."""


def binding(standard: Standard, index: RuleIndex, truth_of: TruthOf) -> tuple[Truth, str]:
    """Whether `standard` binds, and why in words."""
    say = index.rulebook.vocabulary.say
    truth = truth_of(index.program.names[standard.binds])
    if truth is False:
        return truth, say("standard.none")
    parts = [
        rule
        for rule in index.rules_of[standard.binds]
        if _word(rule, index, truth_of) is truth and _selected(rule, index, truth_of)
    ]
    if truth:
        said = dict.fromkeys(rule.because or rule.title for rule in parts[:MOST_PARTS])
        return truth, say("standard.parts", parts=listed(said))
    why = dict.fromkeys(text for rule in parts for text in _unknown(rule, say))
    return truth, say("standard.unclear", parts=listed(list(why)[:MOST_PARTS]))


def _word(rule: Rule, index: RuleIndex, truth_of: TruthOf) -> Truth:
    compiled = index.bundle.compiled
    live = truth_of(compiled.lives[rule.id])
    value = truth_of(compiled.values[rule.id])
    if live is False or value is False:
        return False
    return True if live and value else None


def _selected(rule: Rule, index: RuleIndex, truth_of: TruthOf) -> bool:
    names = index.program.names
    return any(truth_of(names[name]) is not False for name in rule.selector)


def _unknown(rule: Rule, say: Callable[..., str]) -> Iterator[str]:
    """Why a part is not settled: law that is not encoded, or a fact that is not known."""
    for condition in rule.when.walk():
        if condition.op == "unknown" and (condition.because or condition.otherwise):
            why = condition.because or condition.otherwise
            yield say("standard.part", part=rule.because or rule.title, because=why)
            return
    yield rule.because or rule.title
