# SPDX-License-Identifier: Apache-2.0
"""Trying sets of changes: what leaves a door shut is sieved out, the rest evaluated anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from keiimport.decide.decision import OVERALL
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS
from keiimport.explain.remedies.levers import Setting, Trial
from keiimport.explain.remedies.model import TIME, Change, Remedy
from keiimport.facts.bounds import Bounds
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
        # it is claimed until it is sure that it is waived
        self._is_waivable = pick in index.waivable
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
        offers, claimed = self._kernel.truths(self._roots, facts)
        return offers is True and (claimed is True or (self._is_waivable and claimed is None))

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


MOST_TRIALS = 48
"""How many values of one set of facts are tried for one door."""

MOST_TOGETHER = 2
"""How many are tried for the whole, where each value opens some door already."""


class Trying:
    """Tries sets of changes to one case."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.decided = setting.decided
        self.pinned = setting.pinned
        self.trials = setting.trials

    def tried(self, names: frozenset[str], sieve: Sieve | None, allowed: Allowed) -> Remedy | None:
        """The first values of the facts `names` that open it, evaluated anew."""
        told = sorted(names - {TIME}, key=self.setting.place_of)
        waiting = TIME in names
        first: tuple[Trial, int] | None = None
        instead: dict[str, list[FactValue]] = {name: [] for name in told}
        most = MOST_TRIALS if sieve is not None else MOST_TOGETHER
        for number, chosen in enumerate(product(*(allowed[name] for name in told))):
            if number >= most and (first is None or number >= MOST_TRIALS):
                break
            trial = dict(zip(told, chosen, strict=True))
            other = None if first is None else _only_difference(first[0], trial)
            if first is not None and other is None:
                continue
            if sieve is not None and sieve.shuts(trial, waiting):
                continue
            day = self._opens_on(trial, sieve, waiting)
            if day is None:
                continue
            if first is None:
                first = trial, day
            elif other is not None and day == first[1]:
                instead[other].append(trial[other])
        if first is not None and sieve is not None:
            for name, value in first[0].items():
                alike = (sieve.alike[name][each] for each in (value, *instead[name]))
                instead[name] = [each for same in alike for each in same if each != value]
        return None if first is None else self._remedy(*first, waiting, instead)

    def _opens_on(self, trial: Trial, sieve: Sieve | None, waiting: bool) -> int | None:
        """The first day on which it is open once `trial` is told; today unless one waits."""
        if sieve is None or any(isinstance(value, Bounds) for value in trial.values()):
            return self._seen_open(trial, sieve, waiting)
        facts = self.trials.facts(trial)
        if facts is None:
            return None
        if not waiting:
            return self.decided.day if sieve.opens(facts) else None
        moving = (ENTRY_DAY,) if self.pinned else MOVING_DAYS
        for day in self.decided.later():
            if sieve.opens({**facts, **dict.fromkeys(moving, Bounds.point(day))}):
                return day
        return None

    def _seen_open(self, trial: Trial, sieve: Sieve | None, waiting: bool) -> int | None:
        """The same for the whole, and where the change itself may set a clock."""
        decided = self.trials.of(trial)
        if decided is None:
            return None
        for day in decided.later() if waiting else (decided.day,):
            if sieve is None:
                opens = decided.doors_on(day, False).whole
            else:
                opens = sieve.opens(decided.on(day, False))
            if opens:
                return day
        return None

    def _remedy(
        self,
        trial: Trial,
        day: int,
        waiting: bool,
        instead: Mapping[str, Sequence[FactValue]],
    ) -> Remedy:
        vocabulary = self.setting.index.rulebook.vocabulary
        become = {name: (value, *instead[name]) for name, value in trial.items()}
        if waiting:
            become[TIME] = (Bounds.point(day),)
        changes = [
            Change.of(vocabulary[name], self._told(name), values, vocabulary.say)
            for name, values in become.items()
        ]
        decided = self.trials.of(trial) or self.decided
        outcome = OVERALL[decided.outcome_on(day)]
        return Remedy(tuple(changes), day, outcome)

    def _told(self, name: str) -> str | None:
        held = self.setting.known.get(name)
        return None if held is None else held.text


def _only_difference(one: Trial, other: Trial) -> str | None:
    """The one fact that two trials tell otherwise."""
    names = [name for name, value in one.items() if other[name] != value]
    return names[0] if len(names) == 1 else None
