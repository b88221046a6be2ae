# SPDX-License-Identifier: Apache-2.0
"""Counterfactuals: a case as it is told, and the same case with other facts told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.decide.worlds import CaseFacts
from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import CompletedCase
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS

Refill = Callable[[bool, Mapping[str, StatedValue]], CompletedCase]
"""Fills the case in anew: strictly or not, with more facts taken as told."""


def case_facts(completed: CompletedCase, law_day: int, pinned: bool) -> CaseFacts:
    """A case as it was filled in, with the days whose law counts."""
    facts: dict[str, FactValue | None] = dict(completed.values)
    point = Bounds.point(law_day)
    for name, follows in LAW_DAYS.items():
        facts[name] = point if pinned or name == LAW_DAY else facts.get(follows)
    day = facts[ENTRY_DAY]
    assert isinstance(day, Bounds) and day.low is not None
    return CaseFacts(facts, day.low, law_day, pinned)


class Counterfactuals:
    """Decides a case with other facts told.

    Attributes:
        index: the law it is seen by.
        law_day: the day of that law on the day of entry (date ordinal).
        pinned: whether the law is that of one day, whatever the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self, index: RuleIndex, refill: Refill, law_day: int, *, pinned: bool, strict: bool
    ) -> None:
        self.index = index
        self.law_day = law_day
        self.pinned = pinned
        self.strict = strict
        self._refill = refill
        self._answered: dict[frozenset[tuple[str, FactValue]], DecidedCase | None] = {}

    def _told(self, facts: Mapping[str, StatedValue]) -> CaseFacts | None:
        try:
            return case_facts(self._refill(self.strict, facts), self.law_day, self.pinned)
        except InputError:
            return None

    def answered(self, sets: Iterable[Mapping[str, FactValue]]) -> list[DecidedCase | None]:
        """The same case with each of some sets of questions answered; None where it cannot be.

        What a question settles and what its answers lead to ask for the same answers, so each
        is decided once, and all that are new in one pass.
        """
        keys = {frozenset(answers.items()): answers for answers in sets}
        new = {key: self._told(_as_told(keys[key])) for key in keys if key not in self._answered}
        possible = [(key, case) for key, case in new.items() if case is not None]
        self._answered.update(dict.fromkeys(new))
        decide_one = decide(self.index, [case for _, case in possible])
        self._answered.update(zip([key for key, _ in possible], decide_one, strict=True))
        return [self._answered[key] for key in keys]


def _as_told(answers: Mapping[str, FactValue]) -> dict[str, StatedValue]:
    return {
        name: StatedBounds(answer, "supposed") if isinstance(answer, Bounds) else answer
        for name, answer in answers.items()
    }
