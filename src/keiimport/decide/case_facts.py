# SPDX-License-Identifier: Apache-2.0
"""What is known of a case before it is decided."""

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
    """What is known of a case on its day of entry.

    Attributes:
        facts: the value of each known fact, the days of the law among them.
        day: the day of entry (date ordinal).
        law_day: the day whose law counts for an entry on that day.
        pinned: whether that day stays where it is when a later entry is looked at.
        filling: what is filled in besides: what is `presumed`, what is `certain` once the
            others are known, or nothing more than what is `told`.
        contradicted: facts that nobody believes, and of which nothing is presumed.
        disputed: facts told otherwise than the catalogue has them.
        more: facts that are supposed besides, none of which a clock looks at.
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
        """Whether nothing is presumed of it."""
        return self.filling == "certain"

    def on(
        self, index: RuleIndex, day: int, *, done: bool, gaps: bool = False
    ) -> dict[str, FactValue | None]:
        """The facts of one world.

        Args:
            index: says which facts are actions, and which stand for gaps.
            day: the day of entry (date ordinal).
            done: whether everything that can be done is done.
            gaps: whether what may be missing from partial tables counts as missing.
        """
        facts = {**self.facts, **self.days_on(index, day)}
        for name, undone in index.stated.items():
            facts[name] = acted(self.facts.get(name), undone, done)
        if gaps:
            facts.update({name: False for name in index.gaps if name not in facts})
        return facts

    def days_on(self, index: RuleIndex, day: int) -> dict[str, FactValue | None]:
        """The days that are otherwise for an entry on `day`."""
        if day == self.day:
            return {}
        point = Bounds.point(day)
        return {name: point for name in index.moving if self.moves(index, name)}

    def moves(self, index: RuleIndex, name: str) -> bool:
        """Whether a day is that of a later entry, when one is looked at."""
        return name in index.moving and not (self.pinned and name in LAW_DAYS)

    def law_day_on(self, day: int) -> int:
        """The day whose law counts for an entry on `day`."""
        return self.law_day if self.pinned else self.law_day - self.day + day


def acted(
    told: FactValue | None, undone: bool | str, done: bool, letters: bool = True
) -> FactValue | None:
    """What an action or a letter counts as.

    Args:
        told: what is told of it.
        undone: what it counts as while nobody says that it exists.
        done: whether everything that can be done is done.
        letters: whether letters that nobody has are asked for then, which could say either thing.
    """
    if not done:
        return undone if told is None else told
    if told is None and undone is not False:
        return None if letters else undone
    return True if told is None or told is False else told
