# SPDX-License-Identifier: Apache-2.0
"""Each safety standard: whether it binds this vehicle, and by which part of it."""

from __future__ import annotations

from collections.abc import Iterator

from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Rule, Standard
from keiimport.verdict.law import Law
from keiimport.verdict.proof import Prover
from keiimport.verdict.words import listed

NOTHING_BINDS = "no part of it binds a vehicle of this class, weight and build date"
MOST_PARTS = 3
"""How many parts of a standard one reason names."""


def binding(standard: Standard, prover: Prover) -> tuple[Truth, str]:
    """Whether `standard` binds, and why in words."""
    law = prover.law
    truth = prover.truth_of(law.program.names[standard.binds])
    if truth is False:
        return truth, NOTHING_BINDS
    parts = [
        rule
        for rule in law.rules_of[standard.binds]
        if _word(rule, law, prover) is truth and _selected(rule, law, prover)
    ]
    if truth:
        return truth, "binds for: " + listed(
            dict.fromkeys(rule.because or rule.title for rule in parts[:MOST_PARTS])
        )
    why = dict.fromkeys(text for rule in parts for text in _unknown(rule, law, prover))
    return truth, "not settled: " + listed(list(why)[:MOST_PARTS])


def _word(rule: Rule, law: Law, prover: Prover) -> Truth:
    compiled = law.bundle.compiled
    live = prover.truth_of(compiled.lives[rule.id])
    value = prover.truth_of(compiled.values[rule.id])
    if live is False or value is False:
        return False
    return True if live and value else None


def _selected(rule: Rule, law: Law, prover: Prover) -> bool:
    names = law.program.names
    return any(prover.truth_of(names[name]) is not False for name in rule.selector)


def _unknown(rule: Rule, law: Law, prover: Prover) -> Iterator[str]:
    """Why a part is not settled: law that is not encoded, or a fact that is not known."""
    for condition in rule.when.walk():
        if condition.op == "unknown" and (condition.because or condition.otherwise):
            yield f"{rule.because or rule.title} ({condition.because or condition.otherwise})"
            return
    yield rule.because or rule.title
