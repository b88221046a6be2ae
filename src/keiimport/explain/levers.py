# SPDX-License-Identifier: Apache-2.0
"""The levers: what people can change about a case, which doors hang on it, and trying it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS, RuleIndex
from keiimport.explain.words import in_figures
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, Facts, FactValue, Truth
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.rulebook.model import LAW_DAYS

Trial = dict[str, FactValue]
Allowed = dict[str, tuple[FactValue, ...]]

Answered = Callable[[Iterable[Trial]], Sequence["DecidedCase | None"]]
"""The same case with each of some sets of facts told, or None where it cannot be so."""

TIME = ENTRY_DAY
"""The change that consists in waiting."""

CHANGEABLE = ("work", "papers", "choice")

MOVED = ("presumed", "derived")
"""The sources of what may be presumed otherwise once other facts are told."""


class Levers:
    """What people can change, and what hangs on it, for one law; worked out once.

    Attributes:
        choices: what each fact can become that people can change and that some door looks at.
        presumed: of each presumption the facts it fills, and those it looks at.
        roots: for each path the nodes of its offer and of its claim.
        reads: for each path the facts that may decide it, presumptions seen through.
        tests: for each path the tests that tell apart what a fact may become, by fact.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        names, book = index.program.names, index.rulebook
        self.presumed = [
            (frozenset(each.facts), frozenset(name for test in each.tests for name in test.reads))
            for each in book.presumptions
        ]
        self.roots = [(names[f"offer:{p.id}"], names[f"claim:{p.id}"]) for p in index.paths]
        self.reads = [self._read(roots) for roots in self.roots]
        read, tests = self._read(index.roots), index.comparisons
        self.choices: Allowed = {
            name: fact.becomes
            or ((True,) if fact.unknown == "action" else tuple(samples(tests, fact.type, {})))
            for name, fact in book.vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in read
        }
        self.tests = [self._tests_of(place) for place in range(len(index.paths))]

    def _tests_of(self, place: int) -> Mapping[str, Sequence[Comparison]]:
        tests = [*self._index.tests(self.roots[place])]
        for presumption in self._index.rulebook.presumptions:
            if not self.reads[place].isdisjoint(presumption.facts):
                tests += presumption.tests
        found: dict[str, list[Comparison]] = {}
        for test in dict.fromkeys(tests):
            for name in test.reads:
                found.setdefault(name, []).append(test)
        return {name: found[name] for name in self.choices if name in found}

    def _read(self, nodes: Iterable[int]) -> frozenset[str]:
        """The facts that nodes read, and those that a presumption about one of them looks at."""
        return _led_to(self._index.program.facts_read(nodes), self.presumed)


def _led_to(
    names: Iterable[str], steps: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> frozenset[str]:
    """Some names, and all that steps lead to from any of them."""
    found, before = set(names), 0
    while len(found) != before:
        before = len(found)
        for here, there in steps:
            if not found.isdisjoint(here):
                found |= there
    return frozenset(found)


class Setting:
    """One case, laid out for trying changes.

    Attributes:
        base: the facts as things stand, actions as they are told.
        values: of each fact that can be changed what it can become.
        loose: the presumed facts that may be presumed otherwise once something is changed.
    """

    def __init__(
        self, decided: DecidedCase, known: Mapping[str, SourcedValue], answered: Answered
    ) -> None:
        self.decided = decided
        self.index = index = decided.index
        self.known = known
        self.answered = answered
        self.levers = index.view(Levers)
        self.base: Facts = decided.on(decided.day, False)
        self.values: Allowed = {}
        for name, choices in self.levers.choices.items():
            others = tuple(value for value in choices if value != decided.facts.get(name))
            if others:
                self.values[name] = others
        # what was told, or stands in the catalogue, is presumed no differently by any change
        fixed = {name for name, held in known.items() if held.source not in MOVED}
        steps = [(looks, facts - fixed) for facts, looks in self.levers.presumed]
        moved = _led_to(self.levers.choices, steps)
        self.loose: dict[str, FactValue | None] = dict.fromkeys(
            name for name in known if known[name].source == "presumed" and name in moved
        )

    @cached_property
    def loosened(self) -> Facts:
        """The facts as they stand, nothing being presumed that a change may move."""
        return {**self.base, **self.loose}

    @cached_property
    def loosened_ever(self) -> Facts:
        """The same on whatever day it enters, from the one that is told on."""
        days: dict[str, FactValue | None] = {}
        for name in MOVING_DAYS:
            if not (self.decided.case.pinned and name in LAW_DAYS):
                told, day = self.decided.facts.get(name), self.decided.day
                low = told.low if isinstance(told, Bounds) else None
                days[name] = Bounds(day if low is None else min(low, day), None)
        return {**self.loosened, **days}

    def place_of(self, name: str) -> int:
        """The place of a fact in the vocabulary; waiting comes last."""
        return len(self.index.order) if name == TIME else self.index.order[name]

    def case_with(self, trial: Trial) -> DecidedCase | None:
        """The case in which `trial` is told, or None where it cannot be so."""
        return self.answered([trial])[0] if trial else self.decided


class Sieve:
    """What shuts one path while some facts may be anything.

    Attributes:
        pick: the place of the path.
        reads: the facts that may decide it.
        alike: of each fact what it can become, by the first of those that the path cannot tell
            apart.
        candidates: the facts that may open it, waiting among them.
    """

    def __init__(self, setting: Setting, pick: int) -> None:
        self.pick = pick
        self.reads = setting.levers.reads[pick]
        self.alike = {
            name: self._classes(setting, name, tests)
            for name, tests in setting.levers.tests[pick].items()
        }
        waiting = () if self.reads.isdisjoint(MOVING_DAYS) else (TIME,)
        self.candidates = frozenset((*(n for n, alike in self.alike.items() if alike), *waiting))
        self._setting = setting
        self._seen: dict[frozenset[str], bool] = {}
        self._useful: Allowed = {}

    def _classes(
        self, setting: Setting, name: str, tests: Sequence[Comparison]
    ) -> dict[FactValue, list[FactValue]]:
        """What a fact can become; what cannot be told from what it is already changes nothing."""
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
        if free not in self._seen:
            self._seen[free] = self.shuts(dict.fromkeys(free), TIME in free)
        return self._seen[free]

    def values(self, names: Iterable[str]) -> Allowed:
        """Of each fact the values with which it does not stay shut whatever the others are."""
        free: dict[str, FactValue | None] = dict.fromkeys(self.candidates)
        for name in names:
            if name != TIME and name not in self._useful:
                values = self.alike[name]
                useful = (v for v in values if not self.shuts(free | {name: v}, True))
                self._useful[name] = tuple(useful)
        return {name: self._useful[name] for name in names if name != TIME}

    def shuts(self, told: Mapping[str, FactValue | None], waiting: bool) -> bool:
        """Whether it is shut once some facts are told, on every day where one waits."""
        setting = self._setting
        facts = setting.loosened_ever if waiting else setting.loosened
        changes = {name: value for name, value in told.items() if name != TIME}
        roots = setting.levers.roots[self.pick]
        return False in setting.index.kernel.truths(roots, {**facts, **changes})


# --- values ---


def worded(fact: Fact, value: FactValue) -> str:
    """A value in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Bounds():
            return in_figures(fact.type, value)
        case frozenset():
            return ", ".join(sorted(value)) or "none"
    return fact.word(value)
