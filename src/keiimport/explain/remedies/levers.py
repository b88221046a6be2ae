# SPDX-License-Identifier: Apache-2.0
"""The levers: what people can change about a case, which doors hang on it, and trying it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.explain.remedies.model import TIME, telling
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import Comparison, Facts, FactValue
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.rulebook.model import LAW_DAYS, Path

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
                changed = base.case._replace(facts={**base.facts, **rest})
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


CHANGEABLE = ("work", "papers", "choice")


class Levers:
    """What people can change, and what hangs on it, for one law; worked out once.

    Attributes:
        facts: the facts that people can change and that some door looks at.
        choices: what each of them can become.
        reads: for each path the facts that may decide it, presumptions seen through.
        stirring: the facts that presumptions look at: to change one is to fill in anew.
        moved: the facts that may be presumed otherwise once something is changed.
    """

    def __init__(self, index: RuleIndex) -> None:
        program, vocabulary = index.program, index.rulebook.vocabulary
        self._index = index
        self.reads = [self._read(f"offer:{p.id}", f"claim:{p.id}") for p in index.paths]
        wider = self._with_presumed(set(program.facts_read(index.roots)))
        self.facts = tuple(
            fact
            for name, fact in vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in wider
        )
        self.choices = {fact.name: fact.becomes or self._choices(fact) for fact in self.facts}
        self.stirring = frozenset(
            name for p in index.rulebook.presumptions for test in p.tests for name in test.reads
        )
        self.moved = self._moved()
        self.order = {name: place for place, name in enumerate(vocabulary)}
        self.tests = [self._tests_of(place) for place in range(len(index.paths))]
        self.parts = [tuple(self._parts(path)) for path in index.paths]
        self.nodes = tuple(sorted({node for parts in self.parts for node, _ in parts}))

    def _tests_of(self, place: int) -> Mapping[str, Sequence[Comparison]]:
        """The tests that tell apart what a fact may become, as far as one path can see."""
        index, path = self._index, self._index.paths[place].id
        program = index.program
        found: dict[str, dict[Comparison, None]] = {fact.name: {} for fact in self.facts}
        cone = program.cone([program.names[f"offer:{path}"], program.names[f"claim:{path}"]])
        tests = [
            program.comparisons[program.nodes[n].args[0]]
            for n in cone
            if program.nodes[n].op == "test"
        ]
        for presumption in index.rulebook.presumptions:
            if not self.reads[place].isdisjoint(presumption.facts):
                tests += presumption.tests
        for test in tests:
            for name in test.reads:
                if name in found:
                    found[name][test] = None
        return {name: tuple(tests) for name, tests in found.items() if tests}

    def _parts(self, path: Path) -> Iterator[tuple[int, frozenset[str]]]:
        """The conditions that must all hold for a path, with the facts that may decide each."""
        waiting = [c for c in (path.open_when, path.claimed_when) if c is not None]
        while waiting:
            condition = waiting.pop()
            if condition.op == "all":
                waiting.extend(condition.parts)
                continue
            node = self._index.node(condition)
            yield node, self._with_presumed(set(self._index.program.facts_read([node])))

    def _read(self, *nodes: str) -> frozenset[str]:
        names = self._index.program.names
        return self._with_presumed(set(self._index.program.facts_read([names[n] for n in nodes])))

    def _with_presumed(self, read: set[str]) -> frozenset[str]:
        """The facts read, and those that a presumption about one of them looks at."""
        before = 0
        while len(read) != before:
            before = len(read)
            for presumption in self._index.rulebook.presumptions:
                if not read.isdisjoint(presumption.facts):
                    read.update(name for test in presumption.tests for name in test.reads)
        return frozenset(read)

    def _moved(self) -> frozenset[str]:
        moving = {fact.name for fact in self.facts}
        before = 0
        while len(moving) != before:
            before = len(moving)
            for presumption in self._index.rulebook.presumptions:
                if any(name in moving for test in presumption.tests for name in test.reads):
                    moving.update(presumption.facts)
        return frozenset(moving)

    def _choices(self, fact: Fact) -> tuple[FactValue, ...]:
        if fact.unknown == "action":
            return (True,)
        return tuple(samples(self._index.comparisons, fact.type, {}))


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
        held = self.decided.facts.get(fact.name)
        return (value for value in self.levers.choices[fact.name] if value != held)

    def place_of(self, name: str) -> int:
        """The place of a fact in the vocabulary; waiting comes last."""
        return len(self.levers.order) if name == TIME else self.levers.order[name]
