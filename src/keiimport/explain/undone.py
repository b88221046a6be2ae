# SPDX-License-Identifier: Apache-2.0
"""What somebody still has to do before a door opens: no more than it needs."""

from __future__ import annotations

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.proof import TruthOf
from keiimport.rulebook.model import Condition

NOTHING: frozenset[str] = frozenset()


def undone(
    index: RuleIndex, truth_of: TruthOf, condition: Condition, left: frozenset[str]
) -> frozenset[str]:
    """The actions that `condition` waits for.

    Of alternatives the one counts that needs the fewest, so that a registered importer is not
    told to engage another one.
    """
    if left.isdisjoint(index.acts_in(condition)):
        return NOTHING
    if condition.comparison is not None:
        return left.intersection(condition.comparison.reads)
    parts = list(condition.parts)
    alternatives = condition.op == "any"
    if condition.conclusion is not None:
        compiled = index.bundle.compiled
        rules = index.rules_of[condition.conclusion]
        live = [rule for rule in rules if truth_of(compiled.lives[rule.id]) is not False]
        parts = [rule.when for rule in live]
        alternatives = any(rule.adds for rule in live)
    if alternatives:
        parts = [part for part in parts if truth_of(index.node(part)) is True] or parts
    waits = [undone(index, truth_of, part, left) for part in parts]
    if alternatives:
        return min(waits, key=lambda names: (len(names), sorted(names)), default=NOTHING)
    return NOTHING.union(*waits)
