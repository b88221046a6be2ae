# SPDX-License-Identifier: Apache-2.0
"""The levers: what people can change about a case, which doors hang on it, and trying it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.explain.remedies.model import TIME, telling
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import Comparison, Facts, FactValue, Truth
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.rulebook.model import LAW_DAYS, Path

Refilled = Callable[[Mapping[str, StatedValue]], "DecidedCase | None"]
"""The same case with other facts told, or None where it cannot be so."""

Trial = dict[str, FactValue]
Allowed = dict[str, tuple[FactValue, ...]]

CHANGEABLE = ("work", "papers", "choice")


class Levers:
    """What people can change, and what hangs on it, for one law; worked out once.

    Attributes:
        facts: the facts that people can change and that some door looks at.
        choices: what each of them can become.
        reads: for each path the facts that may decide it, presumptions seen through.
        tests: for each path the tests that tell apart what a fact may become, by fact.
        parts: for each path the conditions that must all hold, as nodes, with the facts that may
            decide each.
        stirring: the facts that presumptions look at: to change one is to fill in anew.
        moved: the facts that may be presumed otherwise once something is changed.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        self._presumed = [
            (frozenset(each.facts), frozenset(name for test in each.tests for name in test.reads))
            for each in index.rulebook.presumptions
        ]
        names = index.program.names
        self.roots = [(names[f"offer:{p.id}"], names[f"claim:{p.id}"]) for p in index.paths]
        self.reads = [self._read(roots) for roots in self.roots]
        read = self._read(index.roots)
        self.facts = tuple(
            fact
            for name, fact in index.rulebook.vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in read
        )
        self.choices = {fact.name: fact.becomes or self._choices(fact) for fact in self.facts}
        self.stirring = frozenset[str]().union(*(looks for _, looks in self._presumed))
        moving = [(looks, facts) for facts, looks in self._presumed]
        self.moved = _led_to({fact.name for fact in self.facts}, moving)
        self.tests = [self._tests_of(place) for place in range(len(index.paths))]
        self.parts = [tuple(self._parts(path)) for path in index.paths]
        self.nodes = tuple(sorted({node for parts in self.parts for node, _ in parts}))

    def _tests_of(self, place: int) -> Mapping[str, Sequence[Comparison]]:
        tests = [*self._index.tests(self.roots[place])]
        for presumption in self._index.rulebook.presumptions:
            if not self.reads[place].isdisjoint(presumption.facts):
                tests += presumption.tests
        found: dict[str, list[Comparison]] = {}
        for test in dict.fromkeys(tests):
            for name in test.reads:
                found.setdefault(name, []).append(test)
        return {fact.name: found[fact.name] for fact in self.facts if fact.name in found}

    def _parts(self, path: Path) -> Iterator[tuple[int, frozenset[str]]]:
        waiting = [c for c in (path.open_when, path.claimed_when) if c is not None]
        while waiting:
            condition = waiting.pop()
            if condition.op == "all":
                waiting.extend(condition.parts)
                continue
            node = self._index.node(condition)
            yield node, self._read([node])

    def _read(self, nodes: Iterable[int]) -> frozenset[str]:
        """The facts that nodes read, and those that a presumption about one of them looks at."""
        return _led_to(set(self._index.program.facts_read(nodes)), self._presumed)

    def _choices(self, fact: Fact) -> tuple[FactValue, ...]:
        if fact.unknown == "action":
            return (True,)
        return tuple(samples(self._index.comparisons, fact.type, {}))


def _led_to(
    names: set[str], steps: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> frozenset[str]:
    """Some names, and all that steps lead to from any of them."""
    before = 0
    while len(names) != before:
        before = len(names)
        for here, there in steps:
            if not names.isdisjoint(here):
                names |= there
    return frozenset(names)


class Setting:
    """One case, laid out for trying changes.

    Attributes:
        base: the facts as things stand, actions as they are told.
        values: of each fact that can be changed what it can become.
        loose: the presumed facts that may be presumed otherwise once something is changed.
        holds: the truth of each condition of a door as things stand.
        movable: the facts that can become otherwise, days among them.
    """

    def __init__(
        self, decided: DecidedCase, known: Mapping[str, SourcedValue], refilled: Refilled
    ) -> None:
        self.decided = decided
        self.index = index = decided.index
        self.known = known
        self._refilled = refilled
        self.levers = index.view(Levers)
        self.base: Facts = decided.on(decided.day, False)
        self.values: Allowed = {}
        for name, choices in self.levers.choices.items():
            others = tuple(value for value in choices if value != decided.facts.get(name))
            if others:
                self.values[name] = others
        truths = index.kernel.truths(self.levers.nodes, self.base)
        self.holds = dict(zip(self.levers.nodes, truths, strict=True))
        self.movable = frozenset((*self.values, *MOVING_DAYS))
        self.loose: dict[str, FactValue | None] = dict.fromkeys(
            name
            for name, held in known.items()
            if held.source == "presumed" and name in self.levers.moved
        )
        self._bases: dict[frozenset[tuple[str, FactValue]], DecidedCase | None] = {}
        self._made: dict[frozenset[tuple[str, FactValue]], DecidedCase] = {}

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

    # -- trying ----------------------------------------------------------------

    def facts_with(self, trial: Trial) -> Facts | None:
        """The facts with `trial` told, as things stand, or None where it cannot be so."""
        base, rest = self._split(trial)
        return None if base is None else {**base.on(base.day, False), **rest}

    def case_with(self, trial: Trial) -> DecidedCase | None:
        """The case in which `trial` is told, or None where it cannot be so."""
        key = frozenset(trial.items())
        made = self._made.get(key)
        if made is None:
            made, rest = self._split(trial)
            if made is None:
                return None
            if rest:
                changed = made.case._replace(facts={**made.facts, **rest})
                made = decide(self.index, [changed])[0]
            self._made[key] = made
        return made

    def _split(self, trial: Trial) -> tuple[DecidedCase | None, Trial]:
        """The case with what presumptions look at told anew, and what is laid over it."""
        stirring = {n: v for n, v in trial.items() if n in self.levers.stirring}
        key = frozenset(stirring.items())
        if key not in self._bases:
            vocabulary = self.index.rulebook.vocabulary
            told = {n: telling(vocabulary[n], v) for n, v in stirring.items()}
            self._bases[key] = self._refilled(told) if told else self.decided
        return self._bases[key], {n: v for n, v in trial.items() if n not in stirring}


class Sieve:
    """What shuts one path while some facts may be anything.

    Attributes:
        reads: the facts that may decide it.
        alike: of each fact what it can become, by the first of those that the path cannot tell
            apart.
        candidates: the facts that may open it, waiting among them.
    """

    def __init__(self, setting: Setting, pick: int) -> None:
        self.reads = setting.levers.reads[pick]
        self.alike = {
            name: self._classes(setting, name, tests)
            for name, tests in setting.levers.tests[pick].items()
        }
        waiting = () if self.reads.isdisjoint(MOVING_DAYS) else (TIME,)
        self.candidates = frozenset((*(n for n, alike in self.alike.items() if alike), *waiting))
        self._setting = setting
        # it is claimed until it is sure that it is waived
        self._is_waivable = pick in setting.index.waivable
        self._roots = setting.levers.roots[pick]
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
        return {name: self._values(name) for name in names if name != TIME}

    def _values(self, name: str) -> tuple[FactValue, ...]:
        if name not in self._useful:
            others: dict[str, FactValue | None] = dict.fromkeys(self.candidates)
            self._useful[name] = tuple(
                value for value in self.alike[name] if not self.shuts(others | {name: value}, True)
            )
        return self._useful[name]

    def opens(self, facts: Facts) -> bool:
        """Whether it is certainly open, with actions as they are told."""
        offers, claimed = self._setting.index.kernel.truths(self._roots, facts)
        return offers is True and (claimed is True or (self._is_waivable and claimed is None))

    def shuts(self, told: Mapping[str, FactValue | None], waiting: bool) -> bool:
        """Whether it is shut once some facts are told, on every day where one waits."""
        setting = self._setting
        facts = setting.loosened_ever if waiting else setting.loosened
        changes = {name: value for name, value in told.items() if name != TIME}
        return False in setting.index.kernel.truths(self._roots, {**facts, **changes})
