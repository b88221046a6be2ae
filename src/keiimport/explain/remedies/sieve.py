# SPDX-License-Identifier: Apache-2.0
"""The sieve: what shuts one door while some facts may be anything.

What stays shut while a fact may be anything stays shut whatever that fact becomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from keiimport.decide.rule_index import MOVING_DAYS
from keiimport.explain.remedies.model import TIME
from keiimport.explain.remedies.setting import Setting
from keiimport.explain.remedies.trials import Trial
from keiimport.facts.comparisons import Facts, FactValue, Truth

Allowed = dict[str, tuple[FactValue, ...]]


class Sieve:
    """What shuts one path while some facts may be anything."""

    def __init__(self, setting: Setting, pick: int) -> None:
        self.pick = pick
        self.reads = setting.levers.reads[pick]
        self.alike = {name: self._classes(setting, name) for name in setting.levers.tests[pick]}
        waiting = () if self.reads.isdisjoint(MOVING_DAYS) else (TIME,)
        self.candidates = frozenset((*(n for n, alike in self.alike.items() if alike), *waiting))
        index = setting.index
        path = index.paths[pick].id
        names = index.program.names
        self._setting = setting
        self._kernel = index.kernel
        self._roots = (names[f"offer:{path}"], names[f"claim:{path}"])
        self._seen: dict[frozenset[str], bool] = {}
        self._useful: dict[str, tuple[FactValue, ...]] = {}

    def _classes(self, setting: Setting, name: str) -> dict[FactValue, list[FactValue]]:
        """What a fact can become, the first of those that the path cannot tell apart.

        What the path cannot tell from what the fact is already changes nothing.
        """
        tests = setting.levers.tests[self.pick][name]
        facts = dict(setting.base)
        now = tuple([test.truth(facts) for test in tests])
        found: dict[tuple[Truth, ...], list[FactValue]] = {}
        for value in setting.values.get(name, ()):
            facts[name] = value
            told = tuple([test.truth(facts) for test in tests])
            if told != now:
                found.setdefault(told, []).append(value)
        return {values[0]: values for values in found.values()}

    def shut(self, free: frozenset[str]) -> bool:
        """Whether it stays shut while the facts `free` may be anything."""
        found = self._seen.get(free)
        if found is None:
            found = self._seen[free] = self._shut(dict.fromkeys(free), TIME in free)
        return found

    def values(self, names: Iterable[str]) -> Allowed:
        """Of each fact the values with which it does not stay shut whatever the others are."""
        return {name: self._values(name) for name in names if name != TIME}

    def opens(self, facts: Facts) -> bool:
        """Whether it is certainly open, with actions as they are told."""
        return self._kernel.truths(self._roots, facts) == [True, True]

    def shuts(self, trial: Trial, waiting: bool) -> bool:
        """Whether it is shut once `trial` is told, on every day where one waits."""
        return self._shut(trial, waiting)

    def _values(self, name: str) -> tuple[FactValue, ...]:
        found = self._useful.get(name)
        if found is None:
            others: dict[str, FactValue | None] = dict.fromkeys(self.candidates)
            found = self._useful[name] = tuple(
                value for value in self.alike[name] if not self._shut(others | {name: value}, True)
            )
        return found

    def _shut(self, told: Mapping[str, FactValue | None], waiting: bool) -> bool:
        setting = self._setting
        facts = setting.loosened_ever if waiting else setting.loosened
        changes = {name: value for name, value in told.items() if name != TIME}
        return False in self._kernel.truths(self._roots, {**facts, **changes})
