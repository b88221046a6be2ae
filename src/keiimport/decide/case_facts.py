# SPDX-License-Identifier: Apache-2.0
"""The facts of one case, as the deciding code receives them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from keiimport.decide.rule_index import RuleIndex
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.rulebook.model import LAW_DAYS

Filling = Literal["presumed", "certain", "told"]
NOTHING_MORE: Mapping[str, FactValue] = MappingProxyType({})


class CaseFacts(NamedTuple):
    """The facts of a case on its day of entry.

    Attributes:
        facts: the value of each known fact, including the days whose law applies.
        day: the day of entry (date ordinal).
        law_day: the day whose law applies to an entry on that day.
        pinned: whether the law day stays fixed when a later entry is considered (`--as-of`).
        filling: what is filled in for untold facts: everything that may be `presumed`, only what
            follows for `certain` from known facts (strict mode), or nothing beyond what was `told`.
        contradicted: facts whose told value nobody believes; nothing is presumed for them.
        disputed: facts told differently from the catalogue.
        more: extra facts to suppose; no clock may depend on any of them.
    """

    facts: Mapping[str, FactValue | None]
    day: int
    law_day: int
    pinned: bool
    filling: Filling = "told"
    contradicted: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()
    more: Mapping[str, FactValue] = NOTHING_MORE

    @property
    def is_strict(self) -> bool:
        """Whether nothing is presumed."""
        return self.filling == "certain"

    def on(
        self, index: RuleIndex, day: int, *, done: bool, gaps: bool = False
    ) -> dict[str, FactValue | None]:
        """The facts in one world.

        Args:
            index: the rules, which say which facts are actions and which stand for gaps.
            day: the day of entry (date ordinal).
            done: whether every action counts as done.
            gaps: whether a vehicle not listed in a partial table counts as missing from it.
        """
        facts = {**self.facts, **self.days_on(index, day)}
        for name, undone in index.stated.items():
            facts[name] = acted(self.facts.get(name), undone, done)
        if gaps:
            facts.update({name: False for name in index.gaps if name not in facts})
        return facts

    def days_on(self, index: RuleIndex, day: int) -> dict[str, FactValue | None]:
        """The date facts whose value differs for an entry on `day`."""
        if day == self.day:
            return {}
        point = Bounds.point(day)
        return {name: point for name in index.moving if self.moves(index, name)}

    def moves(self, index: RuleIndex, name: str) -> bool:
        """Whether a date fact moves along when a later entry is considered."""
        return name in index.moving and not (self.pinned and name in LAW_DAYS)

    def law_day_on(self, day: int) -> int:
        """The day whose law applies to an entry on `day`."""
        return self.law_day if self.pinned else self.law_day - self.day + day


def acted(
    told: FactValue | None, undone: bool | str, done: bool, letters: bool = True
) -> FactValue | None:
    """The value that an action or a letter counts as.

    Args:
        told: the value that was told, if any.
        undone: the value it has while nobody has told it.
        done: whether every action counts as done.
        letters: whether an untold letter is then unknown (it could say either thing).
    """
    if not done:
        return undone if told is None else told
    if told is None and undone is not False:
        return None if letters else undone
    return True if told is None or told is False else told
