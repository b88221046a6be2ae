# SPDX-License-Identifier: Apache-2.0
"""Deciding cases: outcomes and their days, today or later, with actions as stated or all done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache, partial

from keiimport.decide.case_facts import NOTHING_MORE, CaseFacts
from keiimport.decide.outcomes import (
    Decision,
    DoorTruths,
    PassResult,
    PathOutcome,
    outcomes_of,
)
from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import (
    DONE,
    DONE_GAPS,
    STATED,
    STATED_GAPS,
    worlds_of,
)
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.sources import SourcedValue
from keiimport.logic.engines import Judge
from keiimport.logic.kernel import Bits, Rails, truth_at

MOST_CASES = 512
"""The cases of one pass, some 30,000 worlds; wider integers take longer for each world."""


def decide(index: RuleIndex, cases: Sequence[CaseFacts]) -> list[DecidedCase]:
    """Decide cases, up to `MOST_CASES` in each pass of the kernel."""
    starts = range(0, len(cases), MOST_CASES)
    return [
        each for start in starts for each in _together(index, cases[start : start + MOST_CASES])
    ]


def _together(index: RuleIndex, cases: Sequence[CaseFacts]) -> list[DecidedCase]:
    worlds = worlds_of(index, cases)
    found, nodes = PassResult(index, worlds), Nodes(index, lambda: worlds.rails, worlds.every)
    return [DecidedCase(index, case, found, nodes, place) for place, case in enumerate(cases)]


def decide_one(index: RuleIndex, case: CaseFacts) -> DecidedCase:
    """Decide one case, reusing the result of an earlier case with the same deciding facts."""
    told = map(case.facts.get, index.deciding_facts)
    doubted = case.contradicted, case.disputed
    key = (case.day, case.law_day, case.pinned, case.filling, *doubted, *told)
    worlds = lru_cache(1)(lambda: worlds_of(index, [case]))
    found = index.decisions.recall(key, lambda: PassResult(index, worlds()))
    nodes = Nodes(index, lambda: worlds().rails, found.every)
    return DecidedCase(index, case, found, nodes, 0)


class Nodes:
    """The truth of every node of the Program in some worlds, computed on first use."""

    def __init__(self, index: RuleIndex, rails: Callable[[], Rails], every: int) -> None:
        self._kernel = index.kernel
        self._rails = rails
        self._every = every

    @cached_property
    def _found(self) -> Sequence[int]:
        return self._kernel.every_node(*self._rails(), self._every)

    def bits(self, node: int) -> Bits:
        """The worlds in which a node holds, and those in which it fails."""
        return self._found[2 * node], self._found[2 * node + 1]

    def truth(self, node: int, at: int) -> Truth:
        """The truth of a node in one world."""
        return truth_at(self.bits(node), at)


class Truths(dict[int, Truth]):
    """The truth of each node in one world, looked up on first use."""

    def __init__(self, nodes: Nodes, at: int) -> None:
        self._nodes = nodes
        self._at = at

    def __missing__(self, node: int) -> Truth:
        truth = self[node] = self._nodes.truth(node, self._at)
        return truth


class DecidedCase:
    """The result for one case, on the day of entry and on every later day.

    Attributes:
        index: the rules.
        told: the case as it was given.
        day: its day of entry (date ordinal).
        law_day: the day whose law applies to an entry on that day.
        facts: the facts on the day of entry, including supposed and presumed ones.
        days: the day of entry, then every later day on which anything about the case can change.
        result: the kernel pass that decided it.
        nodes: every node of the Program in the worlds of that pass.
        place: the position of the case in that pass.
    """

    def __init__(
        self, index: RuleIndex, case: CaseFacts, result: PassResult, nodes: Nodes, place: int
    ) -> None:
        self.index = index
        self.told = case
        self.day = case.day
        self.law_day = case.law_day
        self.days = result.times[place].days
        self.result, self.nodes = result, nodes
        self.place = place
        self._every_day = (1 << len(self.days)) - 1
        self._decision = result.decision.setdefault(place, {})
        self._looks = result.looks.setdefault(place, {})

    @cached_property
    def presumed(self) -> Mapping[str, SourcedValue]:
        """The facts presumed for it, or derived from presumed ones, in the order of the rules."""
        at = self.place
        return {name: held for name, held, cases in self.result.presumed if cases >> at & 1}

    @cached_property
    def facts(self) -> Mapping[str, FactValue | None]:
        """The facts on the day of entry, including supposed and presumed ones."""
        presumed = {name: held.value for name, held in self.presumed.items()}
        return {**self.told.facts, **self.told.more, **presumed}

    @property
    def case(self) -> CaseFacts:
        """The case with these facts, to which nothing more is to be added."""
        return self.told._replace(facts=self.facts, filling="told", more=NOTHING_MORE)

    def truths(self, day: int, done: bool) -> Truths:
        """The truth of every node for an entry on `day`."""
        if day == self.day:
            return Truths(self.nodes, self.world(day, done))
        # tests that no path or gate reads may change between two of the days
        rails = self.index.kernel.rails([self.on(day, done)])
        return Truths(Nodes(self.index, lambda: rails, 1), 0)

    def world(self, day: int, done: bool) -> int:
        """The number, in the pass, of this case's world for an entry on `day`."""
        return self._world(DONE if done else STATED, bisect_right(self.days, day) - 1)

    def _world(self, look: int, day: int) -> int:
        """The same by the position of the day."""
        return self.result.layout.world(look, day) + self.place

    def on(self, day: int, done: bool, *, gaps: bool = False) -> dict[str, FactValue | None]:
        """The facts for an entry on `day`; see `CaseFacts.on`."""
        return self.case.on(self.index, day, done=done, gaps=gaps)

    # -- truths ----------------------------------------------------------------

    def doors_on(self, day: int, done: bool) -> DoorTruths[Truth]:
        """Every door for an entry on `day`, with every action done or as stated."""
        place = bisect_right(self.days, day) - 1
        key = (place, done)
        if key not in self._looks:
            self._looks[key] = self.result.doors_of(self.place, place, done=done)
        return self._looks[key]

    def roots(self, day: int, look: int) -> list[Truth]:
        """The truth of every root of the Program in one world."""
        at = self._world(look, bisect_right(self.days, day) - 1)
        return [truth_at(bits, at) for bits in self.result.roots]

    def _mine(self, bits: Bits) -> Bits:
        """The days of this case, out of those of all cases in the pass."""
        holds, fails = bits
        return self.result.days_of(self.place, holds), self.result.days_of(self.place, fails)

    # -- outcomes ----------------------------------------------------------------

    def decision(self, pick: int | None) -> Decision:
        """The outcome, with its days, of the path at position `pick`, or of the whole (None)."""
        found = self._decision.get(pick)
        if found is None:
            found = self._decision[pick] = self._decided(pick)
        return found

    def _decided(self, pick: int | None) -> Decision:
        outcomes = self.result.outcomes(pick).items()
        outcome = next(outcome for outcome, cases in outcomes if cases >> self.place & 1)
        if outcome in ("open", "needs_action"):
            return Decision(outcome, self.day, self.day)
        if outcome == "closed":
            return Decision(outcome, None, None)
        holds, fails = self.result.holding(pick, done=True)
        first = partial(self.result.first_day, self.place)
        return Decision(outcome, first(holds), first(~fails))

    def done(self, pick: int | None) -> Bits:
        """The days on which a path or the whole holds, and fails, once every action is done."""
        return self._mine(self.result.holding(pick, done=True))

    def stated(self, pick: int | None) -> Bits:
        """The days on which a path or the whole holds, and fails, as things stand."""
        return self._mine(self.result.holding(pick, done=False))

    def open_days(self, pick: int | None) -> int:
        """The days on which a claimed path, or the whole, is open as things stand."""
        return self.result.days_of(self.place, self.result.open_days(pick))

    def agency(self, place: int, *, done: bool) -> Bits:
        """The days on which an agency says yes, and those on which it says no."""
        return self._mine(self.result.agency(place, DONE_GAPS if done else STATED_GAPS))

    def decision_from(self, done: Bits, stated: Bits, first: int = 0) -> Decision:
        """The outcome for an entry on one of the days.

        Args:
            done: the days on which it holds and fails once every action is done.
            stated: the days on which it holds and fails as things stand.
            first: the position of the day of entry among the days.
        """
        days, every = self.days[first:], self._every_day >> first
        holds, fails = done[0] >> first, done[1] >> first
        stands = (stated[0] >> first, stated[1] >> first)
        found = outcomes_of((holds, fails), stands, every, 1, len(days))
        outcome = next(outcome for outcome, here in found.items() if here)
        if outcome in ("open", "needs_action"):
            return Decision(outcome, days[0], days[0])
        return Decision(outcome, first_day(days, holds), first_day(days, every & ~fails))

    @cached_property
    def refusing(self) -> tuple[str, ...]:
        """The agencies that say no today; if there are several, those that say no the longest."""
        names = [doors.agency.id for doors in self.index.doors]
        no = [self.result.agency(place, DONE_GAPS)[1] for place in range(len(names))]
        refusing = self._on_day(names, no, 0)
        if len(refusing) < 2:
            return refusing
        possible = self.decision(None).possible
        last = len(self.days) if possible is None else bisect_left(self.days, possible)
        then = self._on_day(names, no, last - 1)
        return tuple([name for name in refusing if name in then]) or refusing

    def _on_day(self, names: Sequence[str], no: Sequence[int], day: int) -> tuple[str, ...]:
        """The agencies that say no on the day at one position."""
        at = day * self.result.layout.stride + self.place
        return tuple([name for name, days in zip(names, no, strict=True) if days >> at & 1])

    def outcome_on(self, day: int) -> PathOutcome:
        """The overall outcome for an entry on `day`."""
        place = bisect_right(self.days, day) - 1
        return self.decision_from(self.done(None), self.stated(None), place).outcome

    def outcomes(self, done: Bits, stated: Bits) -> list[PathOutcome]:
        """The outcome for an entry on each of the days."""
        return [self.decision_from(done, stated, n).outcome for n in range(len(self.days))]

    @cached_property
    def cleared_gates(self) -> list[int]:
        """The positions of the gates that bar on the day of entry until an action is done."""
        gates = self.index.acting_gates
        if not gates:
            return []
        stated, done = (self.doors_on(self.day, acting).barred for acting in (False, True))
        return [i for i in gates if stated[i] and not done[i]]


def first_day(days: Sequence[int], bits: int) -> int | None:
    """The first of `days` that is among `bits`, or None."""
    return days[(bits & -bits).bit_length() - 1] if bits else None


def differences(decided: DecidedCase, judge: Judge) -> list[int]:
    """The days on which another engine finds different truths in the worlds a decision rests on.

    These worlds are the day of entry, done and as stated, and the first days on which the whole
    may hold and certainly holds.
    """
    decision = decided.decision(None)
    days = {decided.day: None, decision.possible: None, decision.earliest: None}
    looks = ((DONE, True, False), (DONE_GAPS, True, True), (STATED_GAPS, False, True))
    asked = [
        (day, *look)
        for day in days
        if day is not None
        for look in (looks if day == decided.day else looks[1:2])
    ]
    told = judge([decided.on(day, done, gaps=gaps) for day, _, done, gaps in asked])
    return [
        day
        for (day, look, _, _), truths in zip(asked, told, strict=True)
        if truths != decided.roots(day, look)
    ]
