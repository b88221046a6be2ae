# SPDX-License-Identifier: Apache-2.0
"""Trials: the case with facts told otherwise, each such case evaluated anew and once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from keiimport.decide.decision import DecidedCase, decide
from keiimport.explain.remedies.levers import Levers
from keiimport.explain.remedies.values import telling
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import Facts, FactValue

Refilled = Callable[[Mapping[str, StatedValue]], "DecidedCase | None"]
"""The same case with other facts told, or None where it cannot be so."""

Trial = dict[str, FactValue]


class Trials:
    """The case with facts told otherwise, each such case evaluated anew and once."""

    def __init__(self, decided: DecidedCase, levers: Levers, refilled: Refilled) -> None:
        self._decided = decided
        self._levers = levers
        self._refilled = refilled
        self._bases: dict[frozenset[tuple[str, FactValue]], DecidedCase | None] = {}
        self._made: dict[frozenset[tuple[str, FactValue]], DecidedCase] = {}

    def facts(self, trial: Trial) -> Facts | None:
        """The facts with `trial` told, as things stand, or None where it cannot be so."""
        base, rest = self._split(trial)
        return None if base is None else {**base.on(base.day, False), **rest}

    def of(self, trial: Trial) -> DecidedCase | None:
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
                made = decide(base.index, [changed])[0]
            self._made[key] = made
        return made

    def _split(self, trial: Trial) -> tuple[DecidedCase | None, Trial]:
        """The case with what presumptions look at told anew, and what is laid over it."""
        stirring = {n: v for n, v in trial.items() if n in self._levers.stirring}
        rest = {n: v for n, v in trial.items() if n not in stirring}
        key = frozenset(stirring.items())
        if key not in self._bases:
            self._bases[key] = self._base(stirring)
        return self._bases[key], rest

    def _base(self, trial: Trial) -> DecidedCase | None:
        if not trial:
            return self._decided
        vocabulary = self._decided.index.rulebook.vocabulary
        return self._refilled({n: telling(vocabulary[n], v) for n, v in trial.items()})
