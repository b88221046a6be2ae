# SPDX-License-Identifier: Apache-2.0
"""Counterfactuals: a case as it is told, and the same case with other facts told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from keiimport.decide.decision import Decision, decide
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.decide.worlds import CaseFacts
from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.known import Filled
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS

Refill = Callable[[bool, Mapping[str, ToldValue]], Filled]
"""Fills the case in anew: strictly or not, with more facts taken as told."""

Answers = Mapping[str, FactValue]


def case_facts(filled: Filled, law_day: int, pinned: bool) -> CaseFacts:
    """A case as it was filled in, with the days whose law counts."""
    facts: dict[str, FactValue | None] = dict(filled.values)
    point = Bounds.point(law_day)
    for name, follows in LAW_DAYS.items():
        facts[name] = point if pinned or name == LAW_DAY else facts.get(follows)
    day = facts[ENTRY_DAY]
    assert isinstance(day, Bounds) and day.low is not None
    return CaseFacts(facts, day.low, law_day, pinned)


class Supposing:
    """Decides a case with other facts told.

    Attributes:
        law: the law it is seen by.
        law_day: the day of that law on the day of entry (date ordinal).
        pinned: whether the law is that of one day, whatever the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self, law: RuleIndex, refill: Refill, law_day: int, *, pinned: bool, strict: bool
    ) -> None:
        self.law = law
        self.law_day = law_day
        self.pinned = pinned
        self.strict = strict
        self._refill = refill
        self._answered: dict[frozenset[tuple[str, FactValue]], Decision | None] = {}

    def told(self, facts: Mapping[str, ToldValue]) -> Decision | None:
        """The same case with more facts told, or None where it cannot be so."""
        case = self._told(facts)
        return None if case is None else decide(self.law, [case])[0]

    def _told(self, facts: Mapping[str, ToldValue]) -> CaseFacts | None:
        try:
            filled = self._refill(self.strict, facts)
        except InputError:
            return None
        return case_facts(filled, self.law_day, self.pinned)

    def answered(self, sets: Iterable[Answers]) -> list[Decision | None]:
        """The same case with each of some sets of questions answered; None where it cannot be.

        What a question settles and what its answers lead to ask for the same answers, so each
        is decided once, and all that are new in one pass.
        """
        keys = {frozenset(answers.items()): answers for answers in sets}
        new = {key: self._told(_as_told(keys[key])) for key in keys if key not in self._answered}
        possible = [(key, case) for key, case in new.items() if case is not None]
        self._answered.update(dict.fromkeys(new))
        decided = decide(self.law, [case for _, case in possible])
        self._answered.update(zip([key for key, _ in possible], decided, strict=True))
        return [self._answered[key] for key in keys]


def _as_told(answers: Answers) -> dict[str, ToldValue]:
    return {
        name: Told(answer, "supposed") if isinstance(answer, Bounds) else answer
        for name, answer in answers.items()
    }
