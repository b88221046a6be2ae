# SPDX-License-Identifier: Apache-2.0
"""A case as it is told, and the same case with other facts told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.known import Filled
from keiimport.inference.engines import CaseEngine
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict.law import Law
from keiimport.verdict.outcome import Sight

Refill = Callable[[bool, Mapping[str, ToldValue]], Filled]
"""Fills the case in anew: strictly or not, with more facts taken as told."""


class Supposing:
    """Evaluates a case, and the same case with other facts told.

    Attributes:
        law: the law it is seen by.
        law_day: the day of that law on the day of entry (date ordinal).
        pinned: whether the law is that of one day, whatever the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self,
        law: Law,
        engine: CaseEngine,
        refill: Refill,
        law_day: int,
        *,
        pinned: bool,
        strict: bool,
    ) -> None:
        self.law = law
        self.law_day = law_day
        self.pinned = pinned
        self.strict = strict
        self._engine = engine
        self._refill = refill
        self._answered: dict[tuple[str, FactValue], Sight | None] = {}

    def seen(self, filled: Filled) -> Sight:
        """The case as it was filled in, by the engine that was asked for."""
        return self._seen(filled, self._engine)

    def strictly(self, filled: Filled) -> Sight:
        """The case as it was filled in, but with nothing presumed; without a second opinion."""
        return self._seen(filled.strictly(), self._engine.unchecked)

    def told(self, facts: Mapping[str, ToldValue]) -> Sight | None:
        """The same case with more facts told, or None where it cannot be so."""
        try:
            return self._seen(self._refill(self.strict, facts), self._engine.unchecked)
        except InputError:
            return None

    def answered(self, name: str, answer: FactValue) -> Sight | None:
        """The same case with one question answered, or None where it cannot be so.

        What a question settles and what its answers lead to ask for the same answers, so each
        is evaluated once.
        """
        key = (name, answer)
        if key not in self._answered:
            self._answered[key] = self.all_answered({name: answer})
        return self._answered[key]

    def all_answered(self, answers: Mapping[str, FactValue]) -> Sight | None:
        """The same case with several questions answered, or None where it cannot be so."""
        return self.told(
            {
                name: Told(answer, "supposed") if isinstance(answer, Bounds) else answer
                for name, answer in answers.items()
            }
        )

    def _seen(self, filled: Filled, engine: CaseEngine) -> Sight:
        facts: dict[str, FactValue | None] = dict(filled.values)
        point = Bounds.point(self.law_day)
        for name, follows in LAW_DAYS.items():
            facts[name] = point if self.pinned or name == LAW_DAY else facts.get(follows)
        return Sight(self.law, facts, engine.start(facts), self.pinned)
