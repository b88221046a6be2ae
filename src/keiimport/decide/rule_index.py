# SPDX-License-Identifier: Apache-2.0
"""The rulebook prepared for evaluation: which nodes to compute, and what each rule may read."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from keiimport.decide.presuming import compiled_presumptions
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, Reached
from keiimport.facts.vocabulary import Fact
from keiimport.logic.bundle import Bundle
from keiimport.logic.kernel import Kernel
from keiimport.logic.program import GAP_PREFIX
from keiimport.memory import Memory
from keiimport.rulebook.model import (
    LAW_DAY,
    LAW_DAYS,
    Agency,
    Condition,
    Path,
    Remark,
    Rule,
    Rulebook,
    rules_by_conclusion,
)

if TYPE_CHECKING:
    from keiimport.decide.days import Calendar, Times
    from keiimport.decide.outcomes import PassResult

ENTRY_DAY = "entry.date"
MOVING_DAYS = (*LAW_DAYS.values(), *LAW_DAYS)  # the dates that move along with a later entry
MOST_DECISIONS = 512
"""How many decisions are kept (about 18 kB each), for a case that is asked again, as a web page and
its JSON are. Among the lots of a market no two share one."""

MOST_TIMES = 16_384
"""How many sets of days are kept, about 1.5 kB each. Lots of a market find 42 of 100 among them,
and 10 among a sixteenth as many."""

MOST_CALENDARS = 256  # how many days of entry are kept, about 3 kB each


View = TypeVar("View")


class Kind(IntEnum):
    """What a condition is about, in the order in which reasons are given."""

    VEHICLE = 0
    TIME = 1
    GAP = 2
    ACTION = 3


class AgencyDoors(NamedTuple):
    """An agency with the positions of its paths and gates.

    Attributes:
        counted: its paths that are open to private persons.
        only_bars: whether it has no paths, and so says yes unless a gate of it bars.
    """

    agency: Agency
    counted: tuple[int, ...]
    gates: tuple[int, ...]
    only_bars: bool


class RuleIndex:
    """What verdicts need to know about a set of rules, computed once.

    Attributes:
        roots: the nodes that every engine computes: for each path its offer, then for each its
            claim; for each gate whether it bars, then for each whether it is raised; and the
            further conditions of claims that can be waived.
        presuming: the presumptions.
        deciding_facts: the facts that paths, gates and presumptions read.
        stated: the value that each untold action or letter counts as.
        waivable: for each path whose claim can be waived, the root of its further condition.
        acting_gates: positions of the gates that an action or a letter can clear.
        gates_wait_for: for each gate, the actions that it may wait for.
        clock_tests: numbers of the tests, among those of the roots, that read a moving day.
        ages: numbers of those that compare two dates.
        clock_facts: the facts that tests on moving days read.
        special: the facts that differ between the worlds of one case.
        calendar_tests: the tests that read nothing but one moving day, with their numbers.
        calendars: their results for earlier cases, by day of entry.
        times: the days of earlier cases, by `clock_facts`.
        decisions: the results of earlier single cases, by `deciding_facts`.
        moving: the date facts that move along with a later entry and that some rule reads.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.rulebook: Rulebook = bundle.rulebook
        self.program = bundle.compiled.program
        self.kernel: Kernel = bundle.kernel
        names, conclusions = self.program.names, self.rulebook.conclusions.values()
        order = {agency.id: place for place, agency in enumerate(self.rulebook.agencies)}
        self.paths: tuple[Path, ...] = tuple(
            sorted(self.rulebook.paths, key=lambda path: order[path.agency])
        )
        self.gates = self.rulebook.gates
        offers = [names[f"offer:{path.id}"] for path in self.paths]
        claims = [names[f"claim:{path.id}"] for path in self.paths]
        barred = [names[f"barred:{gate.id}"] for gate in self.gates]
        raised = [names[f"raised:{gate.id}"] for gate in self.gates]
        roots = [*offers, *claims, *barred, *raised]
        self.waivable: dict[int, int | None] = {}
        for place, path in enumerate(self.paths):
            if path.claimed_unless is not None:
                self.waivable[place] = None if path.claimed_when is None else len(roots)
                roots += [] if path.claimed_when is None else [self.node(path.claimed_when)]
        self.roots = tuple(roots)
        self.comparisons = self.tests(self.roots)
        standards = [standard.number for standard in self.rulebook.standards]
        self.presuming = compiled_presumptions(self.rulebook.presumptions, standards, self.kernel)
        self.doors = tuple(map(self._doors_of, self.rulebook.agencies))
        self.gaps = bundle.compiled.gaps
        vocabulary = self.rulebook.vocabulary
        self.order = {name: place for place, name in enumerate(vocabulary)}
        self.actions: tuple[Fact, ...] = vocabulary.actions
        self.door_facts = tuple(self.program.facts_read(self.roots))
        filled = (name for each in self.presuming for name, _ in each.fills)
        tests = (test for each in self.rulebook.presumptions for test in each.tests)
        read = (name for test in tests for name in test.reads)
        self.deciding_facts = tuple(dict.fromkeys((*self.door_facts, *filled, *read)))
        self.moving = tuple(
            name for name in MOVING_DAYS if name in self.door_facts or name in (ENTRY_DAY, LAW_DAY)
        )
        self.stated: dict[str, bool | str] = {
            **{fact.name: False for fact in self.actions if fact.name in self.door_facts},
            **{fact.name: NOT_GIVEN for fact in vocabulary.letters if fact.name in self.door_facts},
        }
        self.gaps_of = tuple(self._gaps_among(self.program.facts_read([node])) for node in offers)
        self.acting_gates = tuple(
            i
            for i, node in enumerate(barred)
            if not self.stated.keys().isdisjoint(self.program.facts_read([node]))
        )
        self.standard_names = frozenset(s.binds for s in self.rulebook.standards)
        self.standards_met = frozenset(s.met for s in self.rulebook.standards)
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in self.rulebook.rules}
        self.rules_of = rules_by_conclusion(self.rulebook)
        self.remarks: tuple[Remark, ...] = self.rulebook.remarks
        self.classes = tuple(each.name for each in conclusions if each.name.startswith("class."))
        self.explained = tuple(each.name for each in conclusions if each.explain == "always")
        self.explained_when_true = tuple(
            each.name
            for each in conclusions
            if each.explain == "when_true" or each.name in self.classes
        )
        self.headlines = frozenset(each.name for each in conclusions if each.headline)
        self._windows = self._turning_days()
        every = list(enumerate(self.program.comparisons))
        of_a_clock = [(number, test) for number, test in every if _is_of_a_clock(test)]
        self.clock_facts = tuple(dict.fromkeys(n for _, test in of_a_clock for n in test.reads))
        asked = set(self.comparisons)
        self.clock_tests = frozenset(number for number, test in of_a_clock if test in asked)
        ages = [(n, age) for n, age in of_a_clock if isinstance(age, HasAged) and age in asked]
        self.ages = tuple(number for number, _ in ages)
        self._aged = tuple(number for number, age in ages if age.by in MOVING_DAYS)
        self.special = frozenset((*self.stated, *self.gaps, *MOVING_DAYS))
        self.calendar_tests = tuple(
            (number, test) for number, test in of_a_clock if len(test.reads) == 1
        )
        self.calendars: Memory[Hashable, Calendar] = Memory(MOST_CALENDARS)
        self.times: Memory[Hashable, Times] = Memory(MOST_TIMES)
        self.decisions: Memory[Hashable, PassResult] = Memory(MOST_DECISIONS)
        self._acts_in: dict[int, frozenset[str]] = {}
        self.waits_for = tuple(self._actions_of(path.open_when) for path in self.paths)
        self.gates_wait_for = tuple(self._actions_of(gate.barred_when) for gate in self.gates)
        self.titles: Mapping[str, str] = {
            **{path.id: path.title for path in self.paths},
            **{each.name: each.title for each in conclusions},
        }
        self._views: dict[Callable[[RuleIndex], object], object] = {}
        self._kinds: dict[int, Kind] = {}

    def _doors_of(self, agency: Agency) -> AgencyDoors:
        paths = [i for i, path in enumerate(self.paths) if path.agency == agency.id]
        gates = [i for i, gate in enumerate(self.gates) if gate.agency == agency.id]
        counted = [i for i in paths if not self.paths[i].theoretical]
        return AgencyDoors(agency, tuple(counted), tuple(gates), only_bars=not paths)

    def tests(self, roots: Iterable[int]) -> tuple[Comparison, ...]:
        """The tests that some nodes depend on."""
        nodes = (self.program.nodes[number] for number in self.program.cone(roots))
        tests = sorted({node.args[0] for node in nodes if node.op == "test"})
        return tuple(self.program.comparisons[number] for number in tests)

    @cached_property
    def large_part(self) -> int | None:
        """The conclusion that most of the law stands behind, if no day or action changes it.

        A reason code ignores which of its many parts are unknown.
        """
        part = self.bundle.compiled.large_part
        fixed = part is not None and self.special.isdisjoint(self.program.facts_read([part]))
        return part if fixed else None

    @cached_property
    def thresholds(self) -> Mapping[str, Sequence[Comparison]]:
        """The tests on each fact that paths, gates or presumptions depend on."""
        presumed = (test for each in self.rulebook.presumptions for test in each.tests)
        found: defaultdict[str, list[Comparison]] = defaultdict(list)
        for test in dict.fromkeys((*self.comparisons, *presumed)):
            for name in test.reads:
                found[name].append(test)
        return found

    def view(self, make: Callable[[RuleIndex], View]) -> View:
        """What `make` derives from these rules, computed on first use."""
        if make not in self._views:
            self._views[make] = make(self)
        return cast(View, self._views[make])

    def _actions_of(self, condition: Condition) -> tuple[Fact, ...]:
        """The actions that a path or a gate may wait for, in the order a person would do them."""
        waiting = (fact for fact in self.actions if fact.name in self.acts_in(condition))
        return tuple(sorted(waiting, key=lambda fact: fact.order))

    def acts_in(self, condition: Condition) -> frozenset[str]:
        """The names of the actions that a condition reads, directly or through conclusions."""
        known = self._acts_in.get(condition.number)
        if known is None:
            read = self._reads(condition)
            known = frozenset(fact.name for fact in self.actions if fact.name in read)
            self._acts_in[condition.number] = known
        return known

    def _below(self, condition: Condition) -> Iterator[Condition]:
        """A condition's parts and those of the rules behind it, tables of standards left out."""
        for part in condition.walk():
            yield part
            if part.conclusion is not None and part.conclusion not in self.standard_names:
                for rule in self.rules_of[part.conclusion]:
                    yield from self._below(rule.when)

    def _reads(self, condition: Condition) -> set[str]:
        tests = (part.comparison for part in self._below(condition))
        return {name for test in tests if test is not None for name in test.reads}

    def kind(self, condition: Condition) -> Kind:
        """What a failing condition is about, which decides where its reason is given."""
        known = self._kinds.get(condition.number)
        if known is None:
            known = self._kinds[condition.number] = self._kind(condition)
        return known

    def _kind(self, condition: Condition) -> Kind:
        tests = (part.comparison for part in self._below(condition))
        if any(isinstance(test, HasAged) and test.by in MOVING_DAYS for test in tests):
            return Kind.TIME
        asked = (part.conclusion for part in condition.walk() if part.conclusion is not None)
        if any(self.rulebook.conclusions[name].gap is not None for name in asked):
            return Kind.GAP
        names = self._reads(condition)
        return Kind.ACTION if names and names <= self.stated.keys() else Kind.VEHICLE

    def _gaps_among(self, read: Sequence[str]) -> tuple[str, ...]:
        """The partial tables, in words, among the facts that a path reads."""
        gaps = (
            self.rulebook.conclusions[g.removeprefix(GAP_PREFIX)].gap
            for g in self.gaps
            if g in read
        )
        return tuple(dict.fromkeys(gap for gap in gaps if gap is not None))

    def _turning_days(self) -> list[int]:
        """The dates in the law on which some truth can change, in order."""
        covered = (agency.covered_from for agency in self.rulebook.agencies)
        days = {day for day in covered if day is not None}
        for test in self.comparisons:
            match test:
                case AtLeast(fact, day, _) if fact in MOVING_DAYS:
                    days.add(day)
                case AtMost(fact, _, day) if fact in MOVING_DAYS:
                    days.add(day + 1)
        return sorted(days)

    def change_points(self, reached: Mapping[int, Reached], after: int) -> list[int]:
        """The days after `after` on which a clock of this case turns, in order.

        Args:
            reached: for each age test by number, when the age is reached.
            after: the day of entry (date ordinal).
        """
        days = {*self._windows[bisect_right(self._windows, after) :]}
        for number in self._aged:
            days.update(day for day in reached.get(number, ()) if day is not None and day > after)
        return sorted(days)

    def forget(self) -> None:
        """Forget the results of earlier cases; the next case is computed from scratch."""
        self.times.clear()
        self.calendars.clear()
        self.decisions.clear()
        self._views.clear()

    def node(self, condition: Condition) -> int:
        """The node of a condition."""
        return self.bundle.compiled.conditions[condition.number]


def _is_of_a_clock(test: Comparison) -> bool:
    """Whether a test reads a moving day, or compares two facts."""
    return len(test.reads) > 1 or not set(MOVING_DAYS).isdisjoint(test.reads)


NOT_GIVEN = ""  # the value of an untold letter: none of the things a letter can say
