# SPDX-License-Identifier: Apache-2.0
"""Trials: the case with facts told otherwise, each such case evaluated anew and once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from keiimport.decide.decision import Decision, decide
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import Facts, FactValue
from keiimport.verdict.remedies.levers import Levers
from keiimport.verdict.remedies.values import telling

Refilled = Callable[[Mapping[str, ToldValue]], "Decision | None"]
"""The same case with other facts told, or None where it cannot be so."""

Trial = dict[str, FactValue]


class Trials:
    """The case with facts told otherwise, each such case evaluated anew and once."""

    def __init__(self, sight: Decision, levers: Levers, refilled: Refilled) -> None:
        self._sight = sight
        self._levers = levers
        self._refilled = refilled
        self._bases: dict[frozenset[tuple[str, FactValue]], Decision | None] = {}
        self._made: dict[frozenset[tuple[str, FactValue]], Decision] = {}

    def facts(self, trial: Trial) -> Facts | None:
        """The facts with `trial` told, as things stand, or None where it cannot be so."""
        base, rest = self._split(trial)
        return None if base is None else {**base.on(base.day, False), **rest}

    def of(self, trial: Trial) -> Decision | None:
        """The case in which `trial` is told, or None where it cannot be so."""
        key = frozenset(trial.items())
        made = self._made.get(key)
        if made is None:
            base, rest = self._split(trial)
            if base is None:
                return None
            made = base
            if rest:
                changed = replace(base.case, facts={**base.facts, **rest})
                made = decide(base.law, [changed])[0]
            self._made[key] = made
        return made

    def _split(self, trial: Trial) -> tuple[Decision | None, Trial]:
        """The case with what presumptions look at told anew, and what is laid over it."""
        stirring = {n: v for n, v in trial.items() if n in self._levers.stirring}
        rest = {n: v for n, v in trial.items() if n not in stirring}
        key = frozenset(stirring.items())
        if key not in self._bases:
            self._bases[key] = self._base(stirring)
        return self._bases[key], rest

    def _base(self, trial: Trial) -> Decision | None:
        if not trial:
            return self._sight
        vocabulary = self._sight.law.rulebook.vocabulary
        return self._refilled({n: telling(vocabulary[n], v) for n, v in trial.items()})
