# SPDX-License-Identifier: Apache-2.0
"""Trials: the case with facts told otherwise, each such case evaluated anew and once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import FactValue
from keiimport.inference.direct import Slots
from keiimport.inference.engines import Asked, DirectEngine
from keiimport.verdict.outcome import Sight
from keiimport.verdict.remedies.levers import Levers
from keiimport.verdict.remedies.values import telling

Refilled = Callable[[Mapping[str, ToldValue]], "Sight | None"]
"""The same case with other facts told, or None where it cannot be so."""

Trial = dict[str, FactValue]


class _Changed(Sight):
    """A case some of whose facts are otherwise."""

    def __init__(
        self, of: Sight, asked: Asked, pinned: bool, otherwise: Mapping[str, FactValue | None]
    ) -> None:
        super().__init__(of.law, {**of.facts, **otherwise}, asked, pinned)
        self._otherwise = otherwise

    def changes(self, day: int, done: bool, letters: bool = True) -> dict[str, FactValue | None]:
        """The facts that differ from those the case was started with."""
        return {**self._otherwise, **super().changes(day, done, letters)}


class Trials:
    """The case with facts told otherwise, each such case evaluated anew and once."""

    def __init__(self, sight: Sight, levers: Levers, refilled: Refilled, pinned: bool) -> None:
        self._sight = sight
        self._levers = levers
        self._refilled = refilled
        self._pinned = pinned
        self._bases: dict[frozenset[tuple[str, FactValue]], tuple[Sight, Slots] | None] = {}
        self._made: dict[frozenset[tuple[str, FactValue]], Sight] = {}
        self._layout = sight.law.bundle.direct.layout
        self._engine = DirectEngine(sight.law.bundle.direct, sight.law.roots)

    def row(self, trial: Trial) -> Slots | None:
        """The facts laid out with `trial` told, or None where it cannot be so."""
        base, rest = self._split(trial)
        if base is None:
            return None
        return self._layout.changed(base[1], rest) if rest else base[1]

    def of(self, trial: Trial) -> Sight | None:
        """The case in which `trial` is told, or None where it cannot be so."""
        key = frozenset(trial.items())
        made = self._made.get(key)
        if made is None:
            base, rest = self._split(trial)
            if base is None:
                return None
            sight = base[0]
            if rest:
                asked = self._engine.start({**sight.facts, **rest})
                sight = _Changed(sight, asked, self._pinned, rest)
            made = self._made[key] = sight
        return made

    def _split(self, trial: Trial) -> tuple[tuple[Sight, Slots] | None, Trial]:
        """The case with what presumptions look at told anew, and what is laid over it."""
        stirring = {n: v for n, v in trial.items() if n in self._levers.stirring}
        rest = {n: v for n, v in trial.items() if n not in stirring}
        key = frozenset(stirring.items())
        if key not in self._bases:
            sight = self._base(stirring)
            self._bases[key] = None if sight is None else (sight, sight.slots(sight.day, False))
        return self._bases[key], rest

    def _base(self, trial: Trial) -> Sight | None:
        if not trial:
            return self._sight
        vocabulary = self._sight.law.rulebook.vocabulary
        return self._refilled({n: telling(vocabulary[n], v) for n, v in trial.items()})
