# SPDX-License-Identifier: Apache-2.0
"""Levers: what people can change about a case, and which doors stay shut whatever they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS, RuleIndex
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, Facts, FactValue, Truth
from keiimport.facts.sources import SourcedValue
from keiimport.logic.cells import samples
from keiimport.logic.kernel import places_in
from keiimport.rulebook.model import LAW_DAYS

TIME = ENTRY_DAY  # the change that stands for waiting
MOST_CHANGES = 3  # how many changes one set has at most
CHANGEABLE = ("work", "papers", "choice")

MOVED = ("presumed", "derived")
"""The sources of facts that may be presumed differently once other facts are told."""

Cells = Mapping[str, Mapping[FactValue, Sequence[FactValue]]]
"""The values each fact can take, grouped by the first of those that no test tells apart."""


class Levers:
    """What people can change, and what depends on it, under one set of rules."""

    def __init__(self, index: RuleIndex) -> None:
        book, program, names = index.rulebook, index.program, index.program.names
        # for each presumption, the facts it fills and those it reads
        self.presumed = [
            (frozenset(each.facts), frozenset(name for test in each.tests for name in test.reads))
            for each in book.presumptions
        ]
        # for each path, the nodes of its offer and its claim; for the whole (None), all roots
        self.roots: dict[int | None, Sequence[int]] = {None: index.roots}
        for place, path in enumerate(index.paths):
            self.roots[place] = (names[f"offer:{path.id}"], names[f"claim:{path.id}"])
        # for each gate, the nodes for whether it bars and whether it is raised
        self.gates = [(names[f"barred:{g.id}"], names[f"raised:{g.id}"]) for g in index.gates]
        # for each path and the whole, the facts that may decide it, also through presumptions
        self.reads = {
            pick: _led_to(program.facts_read(roots), self.presumed)
            for pick, roots in self.roots.items()
        }
        # for each fact that people can change and some path reads, the values it can take
        self.choices = {
            name: fact.becomes
            or ((True,) if fact.unknown == "action" else samples(index.comparisons, fact.type, {}))
            for name, fact in book.vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in self.reads[None]
        }
        # for each path and the whole, by fact, the tests that tell these values apart
        self.tests = {pick: self._tests_of(index, pick) for pick in self.roots}

    def _tests_of(self, index: RuleIndex, pick: int | None) -> Mapping[str, Sequence[Comparison]]:
        tests = [*index.tests(self.roots[pick])]
        for presumption in index.rulebook.presumptions:
            if not self.reads[pick].isdisjoint(presumption.facts):
                tests += presumption.tests
        found = defaultdict(list)
        for test in dict.fromkeys(tests):
            for name in test.reads:
                found[name].append(test)
        return {name: found[name] for name in self.choices if name in found}


def _led_to(
    names: Iterable[str], steps: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> frozenset[str]:
    """Some names, and every name that the steps lead to from any of them."""
    found, before = set(names), 0
    while len(found) != before:
        before = len(found)
        for here, there in steps:
            if not found.isdisjoint(here):
                found |= there
    return frozenset(found)


class Relaxed:
    """A case in which some facts may have any value: a door shut then is shut with every value."""

    def __init__(self, decided: DecidedCase, known: Mapping[str, SourcedValue]) -> None:
        self._index = index = decided.index
        self.levers = levers = index.view(Levers)
        self._base: Facts = decided.on(decided.day, False)
        # for each fact that can be changed, the other values it can take; not the day
        self.values = {
            name: others
            for name, choices in levers.choices.items()
            if (others := [value for value in choices if value != decided.facts.get(name)])
        }
        # a change may alter what is presumed, but not what was told or looked up
        fixed = {name for name, held in known.items() if held.source not in MOVED}
        steps = [(looks, facts - fixed) for facts, looks in levers.presumed]
        moved = _led_to(levers.choices, steps)
        self.loose = {n for n, held in known.items() if held.source == "presumed" and n in moved}
        self._loosened: Facts = {**self._base, **dict.fromkeys(self.loose)}
        # the moving days, for an entry on any day from the told one on
        self._late: dict[str, FactValue | None] = {}
        for name in MOVING_DAYS:
            if not (decided.case.pinned and name in LAW_DAYS):
                told, day = decided.facts.get(name), decided.day
                low = told.low if isinstance(told, Bounds) else None
                self._late[name] = Bounds(day if low is None else min(low, day), None)
        self._sets, self._having = _sets_of((TIME, *self.values))
        self._shut = self._shut_by(self._having, len(self._sets))

    def shut(self, sets: Sequence[Collection[str]]) -> Mapping[int | None, int]:
        """For each path and the whole, the sets of facts (as bits) with which it stays shut.

        The facts of a set may have any value; a set with the day of entry allows any later day.
        """
        return self._shut_by(_having(sets), len(sets))

    def _shut_by(self, having: Mapping[str, int], count: int) -> Mapping[int | None, int]:
        every = (1 << count) - 1
        varied: dict[str, list[tuple[FactValue, int]]] = {}
        for name in {*having, *self._late}:
            # the day of entry keeps a value in every set
            kept = every if name == TIME else every & ~having.get(name, 0)
            late = kept & having.get(TIME, 0) if name in self._late else 0
            ways = (self._loosened.get(name), kept & ~late), (self._late.get(name), late)
            varied[name] = [(value, sets) for value, sets in ways if value is not None]
        index, kernel = self._index, self._index.kernel
        rails = kernel.rails_over(self._loosened, varied, every)
        found = kernel.bits(index.roots, rails, every)
        holds = {root: bits[0] for root, bits in found.items()}
        fails = {root: bits[1] for root, bits in found.items()}
        shut: dict[int | None, int] = {None: 0}
        for pick in range(len(index.paths)):
            offer, claim = self.levers.roots[pick]
            shut[pick] = fails[offer] | fails[claim]
        for doors in index.doors:
            closed = 0 if doors.only_bars else every
            for pick in doors.counted:
                closed &= shut[pick]
            shut[None] |= closed
        for barred, raised in self.levers.gates:
            shut[None] |= holds[barred] & holds[raised]
        return shut

    def sets(self, pick: int | None, among: Collection[str]) -> Iterator[tuple[str, ...]]:
        """The sets of facts with which a path, or the whole, may open; smaller ones first."""
        may = ((1 << len(self._sets)) - 1) & ~self._shut[pick]
        for name, these in self._having.items():
            if name not in among:
                may &= ~these
        return (self._sets[place] for place in places_in(may))

    def cells(self, pick: int | None) -> Cells:
        """The values that each fact could take instead and that make a difference to a path."""
        found: dict[str, Mapping[FactValue, Sequence[FactValue]]] = {}
        for name, tests in self.levers.tests[pick].items():
            facts = dict(self._base)
            now = tuple([test.truth(facts) for test in tests])
            classes: dict[tuple[Truth, ...], list[FactValue]] = {now: []}
            for value in self.values.get(name, ()):
                facts[name] = value
                classes.setdefault(tuple([test.truth(facts) for test in tests]), []).append(value)
            del classes[now]
            if classes:
                found[name] = {values[0]: values for values in classes.values()}
        return found


@lru_cache(maxsize=64)
def _sets_of(names: Sequence[str]) -> tuple[Sequence[tuple[str, ...]], Mapping[str, int]]:
    """The sets of some facts, and for each fact the sets that contain it; most cases share them."""
    sets = [each for size in range(1, MOST_CHANGES + 1) for each in combinations(names, size)]
    return sets, _having(sets)


def _having(sets: Sequence[Collection[str]]) -> Mapping[str, int]:
    """For each fact, the sets (as bits) that contain it."""
    having: defaultdict[str, int] = defaultdict(int)
    for place, names in enumerate(sets):
        for name in names:
            having[name] |= 1 << place
    return having
