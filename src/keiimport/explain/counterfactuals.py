# SPDX-License-Identifier: Apache-2.0
"""Counterfactuals: a case as it is told, and the same case with other facts told.

What an "unless" tries for each fact is declared in `rules/facts.yaml`, and what it tries for a
partial table is declared with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf

from keiimport.decide.case_facts import CaseFacts, Filling
from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.outcomes import OVERALL, RANK, Decision
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.errors import InputError
from keiimport.explain.written import day_or_none
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import LOOKED_AT, CompletedCase
from keiimport.facts.sources import SourcedValue
from keiimport.logic.program import GAP_PREFIX
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict_types import Unless

Refill = Callable[[Mapping[str, StatedValue]], CompletedCase]
"""Completes the case again, with more facts taken as told."""

Answers = Mapping[str, FactValue]  # a value for each fact of a set of questions
Suppose = Callable[[Iterable[Answers]], Sequence[DecidedCase | None]]
"""The same case decided with each of some sets of answers; None where a set is impossible."""

MOST_TOLD = 3  # how many things that would make the answer better are shown
WORTH_TRYING = ("needs_action", "not_yet", "closed")
"""The outcomes for which they are tried; an undetermined one has questions instead."""


def case_facts(completed: CompletedCase, law_day: int, pinned: bool, *, strict: bool) -> CaseFacts:
    """The facts of a completed case, with the days whose law applies."""
    facts: dict[str, FactValue | None] = {n: held.value for n, held in completed.known.items()}
    point = Bounds.point(law_day)
    for name, follows in LAW_DAYS.items():
        facts[name] = point if pinned or name == LAW_DAY else facts.get(follows)
    day = facts[ENTRY_DAY]
    assert isinstance(day, Bounds) and day.low is not None
    filling: Filling = "certain" if strict else "presumed"
    doubted = completed.contradicted, completed.disputed
    return CaseFacts(facts, day.low, law_day, pinned, filling, *doubted)


def derived_from(index: RuleIndex) -> frozenset[str]:
    """The facts that other facts are derived from, or that a clock reads."""
    dated = [each for each in index.rulebook.presumptions if each.known is None]
    return frozenset((*LOOKED_AT, *index.clock_facts, *(n for each in dated for n in each.dates)))


class Counterfactuals:
    """Decides a case with other facts told.

    Args:
        index: the rules.
        case: the case as it is told.
        refill: completes the case again with more facts told.
    """

    def __init__(self, index: RuleIndex, case: CaseFacts, refill: Refill) -> None:
        self._index = index
        self._case = case
        self._refill = refill
        self._answered: dict[frozenset[tuple[str, FactValue]], DecidedCase | None] = {}

    def _told(self, answers: Answers) -> CaseFacts | None:
        case = self._case
        if self._index.view(derived_from).isdisjoint(answers):
            return case._replace(more=answers)
        told: dict[str, StatedValue] = {
            name: StatedBounds(answer, "supposed") if isinstance(answer, Bounds) else answer
            for name, answer in answers.items()
        }
        try:
            completed = self._refill(told)
        except InputError:
            return None
        return case_facts(completed, case.law_day, case.pinned, strict=case.is_strict)

    def answered(self, sets: Iterable[Answers]) -> list[DecidedCase | None]:
        """The case decided with each of some sets of answers; None where a set is impossible.

        Each set is decided once, and all new ones in one pass.
        """
        told = list(sets)
        decide_answers(self._index, [(self, told)])
        return [self._answered[frozenset(answers.items())] for answers in told]


def decide_answers(
    index: RuleIndex, asked: Iterable[tuple[Counterfactuals, Iterable[Answers]]]
) -> None:
    """Decide cases, each with several sets of answers, in as few passes as possible."""
    new: list[tuple[Counterfactuals, frozenset[tuple[str, FactValue]], CaseFacts]] = []
    for its, sets in asked:
        for answers in sets:
            key = frozenset(answers.items())
            if key not in its._answered:
                its._answered[key] = None
                if (case := its._told(answers)) is not None:
                    new.append((its, key, case))
    decided = decide(index, [case for *_, case in new])
    for (its, key, _), then in zip(new, decided, strict=True):
        its._answered[key] = then


def unless(
    decided: DecidedCase, known: Mapping[str, SourcedValue], counterfactuals: Counterfactuals
) -> list[Unless]:
    """Single untold facts that would make the answer better, the best first."""
    decision = decided.decision(None)
    if decision.outcome not in WORTH_TRYING:
        return []
    now = _rank(decision)
    found = []
    for name, value, words, then in _tried(decided, known, counterfactuals):
        after = then.decision(None)
        rank = _rank(after)
        if rank < now:
            # one that only undoes other presumptions comes last
            presumed = (each for each, held in known.items() if held.source == "presumed")
            asks = after.outcome == "needs_facts" and rank[1] >= now[1]
            last = asks and any(then.facts.get(each) is None for each in presumed if each != name)
            told = tuple(sorted(value)) if isinstance(value, frozenset) else value
            assert not isinstance(told, Bounds)
            day = day_or_none(after.earliest)
            found.append(((last, *rank), Unless(name, told, OVERALL[after.outcome], day, words)))
    return [each for _, each in sorted(found, key=lambda each: each[0])[:MOST_TOLD]]


def _rank(decision: Decision) -> tuple[int, float, float]:
    """The order of decisions, best first: by outcome, then by certain day, then by possible day."""
    days = [inf if day is None else day for day in (decision.earliest, decision.possible)]
    return RANK[decision.outcome], days[0], days[1]


def _tried(
    decided: DecidedCase, known: Mapping[str, SourcedValue], counterfactuals: Counterfactuals
) -> Iterator[tuple[str, FactValue, str, DecidedCase]]:
    """Each fact or gap to try: its name, value and words, and the case decided with it."""
    book = decided.index.rulebook
    asked: list[tuple[str, str, FactValue, str]] = [
        (name, name, value, words)
        for name, fact in book.vocabulary.items()
        if name not in known or known[name].source == "presumed"
        for value, words in fact.unless
    ]
    for gap in decided.index.gaps:
        conclusion = book.conclusions[gap.removeprefix(GAP_PREFIX)]
        if conclusion.unless is not None:
            asked.append((gap, conclusion.name, True, conclusion.unless))
    then = counterfactuals.answered({told: value} for told, _, value, _ in asked)
    for (_, name, value, words), other in zip(asked, then, strict=True):
        if other is not None:
            yield name, value, words, other
