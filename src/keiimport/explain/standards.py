# SPDX-License-Identifier: Apache-2.0
"""Each safety standard: whether it binds this vehicle, and by which part of it."""

from __future__ import annotations

from collections.abc import Iterator

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.proof import TruthOf
from keiimport.explain.words import listed
from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Rule, Standard

NOTHING_BINDS = "no part of it binds a vehicle of this class, weight and build date"
MOST_PARTS = 3
"""How many parts of a standard one reason names."""


def binding(standard: Standard, index: RuleIndex, truth_of: TruthOf) -> tuple[Truth, str]:
    """Whether `standard` binds, and why in words."""
    truth = truth_of(index.program.names[standard.binds])
    if truth is False:
        return truth, NOTHING_BINDS
    parts = [
        rule
        for rule in index.rules_of[standard.binds]
        if _word(rule, index, truth_of) is truth and _selected(rule, index, truth_of)
    ]
    if truth:
        return truth, "binds for: " + listed(
            dict.fromkeys(rule.because or rule.title for rule in parts[:MOST_PARTS])
        )
    why = dict.fromkeys(text for rule in parts for text in _unknown(rule))
    return truth, "not settled: " + listed(list(why)[:MOST_PARTS])


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


def _unknown(rule: Rule) -> Iterator[str]:
    """Why a part is not settled: law that is not encoded, or a fact that is not known."""
    for condition in rule.when.walk():
        if condition.op == "unknown" and (condition.because or condition.otherwise):
            yield f"{rule.because or rule.title} ({condition.because or condition.otherwise})"
            return
    yield rule.because or rule.title
