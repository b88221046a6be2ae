# SPDX-License-Identifier: Apache-2.0
"""Unless: single things that nobody told which would make a wait or a refusal better.

What is tried of each fact stands in `rules/facts.yaml`, and what is tried of a partial table
where the table is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.outcomes import OVERALL, RANK, Decision
from keiimport.explain.counterfactuals import Counterfactuals
from keiimport.explain.written import day_or_none
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import SourcedValue
from keiimport.logic.program import GAP_PREFIX
from keiimport.verdict_types import Unless

MOST_TOLD = 3
"""How many of them are told."""

WORTH_TRYING = ("needs_action", "not_yet", "closed")
"""What an answer comes to where they are tried; an undetermined one asks instead."""


def unless(
    decided: DecidedCase, known: Mapping[str, SourcedValue], counterfactuals: Counterfactuals
) -> list[Unless]:
    """What would make the answer better, the best first."""
    decision = decided.decision(None)
    if decision.outcome not in WORTH_TRYING:
        return []
    now = _rank(decision)
    found = []
    for name, value, words, then in _tried(decided, known, counterfactuals):
        after = then.decision(None)
        rank = _rank(after)
        if rank < now:
            told = tuple(sorted(value)) if isinstance(value, frozenset) else value
            assert isinstance(told, bool | str | tuple)
            day = day_or_none(after.earliest)
            found.append((rank, Unless(name, told, OVERALL[after.outcome], day, words)))
    return [each for _, each in sorted(found, key=lambda each: each[0])[:MOST_TOLD]]


def _rank(decision: Decision) -> tuple[int, float, float]:
    """Less is better: the outcome, then the day on which it surely comes in, then may."""
    days = [inf if day is None else day for day in (decision.earliest, decision.possible)]
    return RANK[decision.outcome], days[0], days[1]


def _tried(
    decided: DecidedCase, known: Mapping[str, SourcedValue], counterfactuals: Counterfactuals
) -> Iterator[tuple[str, FactValue, str, DecidedCase]]:
    """Each fact or gap that may be tried, its value, words for it, and the case with it."""
    book = decided.index.rulebook
    asked = [
        (name, value, words)
        for name, fact in book.vocabulary.items()
        if name not in known or known[name].source == "presumed"
        for value, words in fact.unless
    ]
    then = counterfactuals.answered({name: value} for name, value, _ in asked)
    for (name, value, words), other in zip(asked, then, strict=True):
        if other is not None:
            yield name, value, words, other
    for gap in decided.index.gaps:
        conclusion = book.conclusions[gap.removeprefix(GAP_PREFIX)]
        if conclusion.unless is not None:
            case = decided.case._replace(facts={**decided.facts, gap: True})
            yield conclusion.name, True, conclusion.unless, decide(decided.index, [case])[0]
