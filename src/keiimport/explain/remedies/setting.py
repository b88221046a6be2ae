# SPDX-License-Identifier: Apache-2.0
"""The setting of a search for remedies: the case, what can be changed, and what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import MOVING_DAYS
from keiimport.explain.remedies.levers import Levers
from keiimport.explain.remedies.model import TIME
from keiimport.explain.remedies.trials import Refilled, Trials
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts, FactValue
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Fact
from keiimport.rulebook.model import LAW_DAYS


class Setting:
    """One case, laid out for trying changes.

    Attributes:
        base: the facts as things stand, actions as they are told.
        values: of each fact that can be changed what it can become.
        loose: the presumed facts that may be presumed otherwise once something is changed.
        ever: the day of entry and all later ones.
        holds: the truth of each condition of a door as things stand.
        movable: the facts that can become otherwise, days among them.
    """

    def __init__(
        self,
        decided: DecidedCase,
        known: Mapping[str, SourcedValue],
        refilled: Refilled,
        pinned: bool,
    ) -> None:
        self.decided = decided
        self.index = index = decided.index
        self.known = known
        self.pinned = pinned
        self.levers = index.view(Levers)
        self.trials = Trials(decided, self.levers, refilled)
        self.base: Facts = decided.on(decided.day, False)
        self.values = {
            fact.name: values
            for fact in self.levers.facts
            if (values := tuple(self._other_values(fact)))
        }
        self.ever = Bounds(decided.day, None)
        truths = index.kernel.truths(self.levers.nodes, self.base)
        self.holds = dict(zip(self.levers.nodes, truths, strict=True))
        self.movable = frozenset((*self.values, *MOVING_DAYS))
        self.loose: dict[str, FactValue | None] = dict.fromkeys(
            name
            for name, held in known.items()
            if held.source == "presumed" and name in self.levers.moved
        )

    @cached_property
    def loosened(self) -> Facts:
        """The facts as they stand, nothing being presumed that a change may move."""
        return {**self.base, **self.loose}

    @cached_property
    def loosened_ever(self) -> Facts:
        """The same on whatever day it enters."""
        days = {n: self._ever(n) for n in MOVING_DAYS if not (self.pinned and n in LAW_DAYS)}
        return {**self.loosened, **days}

    def _ever(self, name: str) -> Bounds:
        """A day that moves with the entry, from the one that is told on."""
        told = self.decided.facts.get(name)
        if isinstance(told, Bounds) and told.low is not None and told.low < self.decided.day:
            return Bounds(told.low, None)
        return self.ever

    def _other_values(self, fact: Fact) -> Iterator[FactValue]:
        """What a fact can become that it is not."""
        held = self.decided.facts.get(fact.name)
        return (value for value in self.levers.choices[fact.name] if value != held)

    def place_of(self, name: str) -> int:
        """The place of a fact in the vocabulary; waiting comes last."""
        return len(self.levers.order) if name == TIME else self.levers.order[name]
