# SPDX-License-Identifier: Apache-2.0
"""The results of a kernel pass, and the one formula behind every outcome.

A path is true when it is open. An agency is true when any of its considered paths is; one
without paths is true. The federal whole is every agency and no gate; gates that nobody raises
do not count. No table ranks the outcomes: `outcomes_of` asks its questions in one fixed order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import (
    DONE,
    DONE_GAPS,
    STATED,
    STATED_GAPS,
    Worlds,
)
from keiimport.facts.comparisons import Truth
from keiimport.logic.kernel import Bits, truth_at

PathOutcome = Literal["open", "needs_action", "needs_facts", "not_yet", "closed"]
Outcome = Literal["admissible", "conditional", "undetermined", "not_yet", "refused"]

OVERALL: Mapping[PathOutcome, Outcome] = {
    "open": "admissible",
    "needs_action": "conditional",
    "needs_facts": "undetermined",
    "not_yet": "not_yet",
    "closed": "refused",
}
RANK: Mapping[PathOutcome, int] = {name: rank for rank, name in enumerate(OVERALL)}

Each = TypeVar("Each", Truth, Bits)


class DoorTruths(NamedTuple, Generic[Each]):
    """The truth of every path, gate and agency: on one day, or as bits in the worlds of many cases.

    Attributes:
        offers: for each path, whether it is open to the case.
        counted: the same, where a vehicle not listed in a partial table counts as missing.
        claims: for each path, whether somebody claims it.
        barred: for each gate, whether it bars; never true while nobody raises it.
        raised: for each gate, whether somebody raised it.
        agencies: for each agency, whether one of its considered paths is open.
        whole: the federal whole.
    """

    offers: Sequence[Each]
    counted: Sequence[Each]
    claims: Sequence[Each]
    barred: Sequence[Each]
    raised: Sequence[Each]
    agencies: Sequence[Each]
    whole: Each


class TruthsOf(Sequence[Truth]):
    """The truths of one case, read on demand from the bits of all cases."""

    __slots__ = ("_bits", "_place")

    def __init__(self, place: int, bits: Sequence[Bits]) -> None:
        self._place, self._bits = place, bits

    def __len__(self) -> int:
        return len(self._bits)

    def __getitem__(self, at: Any) -> Any:
        return truth_at(self._bits[at], self._place)


class Decision(NamedTuple):
    """An outcome with its days (date ordinals; None where there is no such day).

    Attributes:
        earliest: the first day, from the entry day on, on which it certainly holds.
        possible: the first day, from the entry day on, on which it may hold.
    """

    outcome: PathOutcome
    earliest: int | None
    possible: int | None


class PassResult:
    """The results of one kernel pass over many cases.

    A set of worlds is an integer with one bit for each; see `Layout` for their order.

    Attributes:
        times: the days of each case.
        layout: how the worlds of the pass are numbered.
        every: all worlds.
        presumed: each fact that is presumed, with its value and the cases it is presumed in.
        roots: every root of the Program.
        truths: every path, gate and agency.
        decision: the decisions asked for so far, by case and path (None for the whole).
        looks: the truths on one day asked for so far, by case, then by day and whether all is done.
    """

    def __init__(self, index: RuleIndex, worlds: Worlds) -> None:
        self.times, self.every, self.presumed = worlds.times, worlds.every, worlds.presumed
        self.layout = worlds.layout
        stride, slots = self.layout
        self._all = (1 << len(worlds.cases)) - 1
        # for each number of days, a bit for each of them
        on_days = [sum(1 << day * stride for day in range(n)) for n in range(slots + 1)]
        self._of_case = [on_days[len(times.days)] << at for at, times in enumerate(self.times)]
        self._days = sum(self._of_case)
        self.roots = _roots_in(index, worlds)
        self.truths = _doors_in(index, worlds, self.roots)
        self._holding: dict[tuple[int | None, bool], Bits] = {}
        self._open_days: dict[int | None, int] = {}
        self._outcomes: dict[int | None, Mapping[PathOutcome, int]] = {}
        self.decision: dict[int, dict[int | None, Decision]] = {}
        self._slices: dict[int, DoorTruths[Bits]] = {}
        self.looks: dict[int, dict[tuple[int, bool], DoorTruths[Truth]]] = {}
        if unknown := self._unknown_behind(index.acting_gates):
            self.truths = self._with_gates_cleared(index, worlds, unknown)
            self._holding.clear()

    def doors_of(self, place: int, day: int, *, done: bool) -> DoorTruths[Truth]:
        """Every path, gate and agency of one case, for an entry on one of its days."""
        looks = (DONE, DONE_GAPS) if done else (STATED, STATED_GAPS)
        found, counted = (self._sliced(self.layout.world(look, day)) for look in looks)
        of = partial(TruthsOf, place)
        return DoorTruths(
            of(found.offers),
            of(counted.counted),
            of(found.claims),
            of(found.barred),
            of(found.raised),
            of(counted.agencies),
            truth_at(counted.whole, place),
        )

    def _sliced(self, world: int) -> DoorTruths[Bits]:
        """Every path, gate and agency on one day in one look, with a bit for each case."""
        if world not in self._slices:

            def of(bits: Sequence[Bits]) -> list[Bits]:
                return [self._on(each, world) for each in bits]

            found = self.truths
            offers, claims, barred = of(found.offers), of(found.claims), of(found.barred)
            raised, agencies, (whole,) = of(found.raised), of(found.agencies), of([found.whole])
            self._slices[world] = DoorTruths(
                offers, offers, claims, barred, raised, agencies, whole
            )
        return self._slices[world]

    def on_days(self, bits: Bits, look: int) -> Bits:
        """The days on which something holds, and fails: for each day a bit for each case."""
        at, days = self.layout.world(look), self._days
        return bits[0] >> at & days, bits[1] >> at & days

    def on_first(self, bits: Bits, look: int) -> Bits:
        """The cases for which something holds, and fails, on the day of entry."""
        return self._on(bits, self.layout.world(look))

    def _on(self, bits: Bits, world: int) -> Bits:
        """The cases for which something holds, and fails, on the day and in the look of `world`."""
        return bits[0] >> world & self._all, bits[1] >> world & self._all

    def days_of(self, place: int, days: int) -> int:
        """The days of one case, out of a result of `on_days`."""
        found, days = 0, days >> place
        for day in range(len(self.times[place].days)):
            found |= (days >> day * self.layout.stride & 1) << day
        return found

    def first_day(self, place: int, days: int) -> int | None:
        """The first day of one case (date ordinal), out of a result of `on_days`, or None."""
        mine = days & self._of_case[place]
        at = (mine & -mine).bit_length() - 1
        return self.times[place].days[at // self.layout.stride] if mine else None

    def open_days(self, pick: int | None) -> int:
        """The days on which a claimed path, or the whole, is open as things stand."""
        found = self._open_days.get(pick)
        if found is None:
            found = self.holding(pick, done=False)[0]
            if pick is not None:
                found &= self.on_days(self.truths.claims[pick], STATED)[0]
            self._open_days[pick] = found
        return found

    def holding(self, pick: int | None, *, done: bool) -> Bits:
        """The days on which the path at position `pick`, or the whole (None), holds and fails."""
        found = self._holding.get((pick, done))
        if found is None:
            looks = (STATED, DONE) if pick is not None else (STATED_GAPS, DONE_GAPS)
            truth = self.truths.whole if pick is None else self.truths.offers[pick]
            found = self._holding[pick, done] = self.on_days(truth, looks[done])
        return found

    def agency(self, place: int, look: int) -> Bits:
        """The days on which an agency says yes, and those on which it says no."""
        return self.on_days(self.truths.agencies[place], look)

    def outcomes(self, pick: int | None) -> Mapping[PathOutcome, int]:
        """The cases with each outcome of a path, or of the whole."""
        found = self._outcomes.get(pick)
        if found is None:
            done, stated = self.holding(pick, done=True), self.holding(pick, done=False)
            found = outcomes_of(done, stated, self._days, *self.layout)
            self._outcomes[pick] = found
        return found

    def _unknown_behind(self, gates: Sequence[int]) -> int:
        """The days on which a gate is raised and the whole stays unknown with every action done."""
        raised = 0
        for place in gates:
            raised |= self.on_days(self.truths.raised[place], DONE)[0]
        holds, fails = self.holding(None, done=True)
        return raised & ~(holds | fails)

    def _with_gates_cleared(self, index: RuleIndex, worlds: Worlds, days: int) -> DoorTruths[Bits]:
        """The truths where an action alone may clear a gate.

        With every action done, an untold letter may say either thing. Where that alone leaves the
        whole unknown, and the whole holds if no letter is asked for, none is asked for.
        """
        roots = _roots_in(index, worlds._replace(rails=worlds.without_letters()))
        days &= self.on_days(_doors_in(index, worlds, roots).whole, DONE_GAPS)[0]
        here = days << self.layout.world(DONE) | days << self.layout.world(DONE_GAPS)
        merged = [
            (holds & ~here | held & here, fails & ~here | failed & here)
            for (holds, fails), (held, failed) in zip(self.roots, roots, strict=True)
        ]
        return _doors_in(index, worlds, merged)


def outcomes_of(
    done: Bits, stated: Bits, days: int, stride: int, slots: int
) -> Mapping[PathOutcome, int]:
    """The one formula: the outcome of a path, an agency or the whole in each of some cases.

    Args:
        done: the days on which it holds and fails once every action is done.
        stated: the days on which it holds and fails as things stand.
        days: all days of the cases, for each day a bit for each case.
        stride: the distance in bits from one day to the next.
        slots: the number of days that a case may have; the first is the day of entry.

    Returns:
        The cases with each outcome.
    """
    firsts = days & (1 << stride) - 1
    holds, fails = done[0] & days, done[1] & days
    possible = days & ~fails
    if not possible:
        return {"closed": firsts}
    # what fails with every action done fails as things stand: actions only ever help
    yes = stated[0] & ~fails & firsts
    act = holds & firsts & ~yes
    rest = firsts & ~yes & ~act
    surely, maybe = _on_some(holds, stride, slots), _on_some(possible, stride, slots)
    ask = rest & (~fails | ~surely & maybe)
    return {
        "open": yes,
        "needs_action": act,
        "needs_facts": ask,
        "not_yet": rest & ~ask & maybe,
        "closed": rest & ~ask & ~maybe,
    }


def _on_some(bits: int, stride: int, slots: int) -> int:
    """The cases in which something is so on any of their days."""
    reach = 1
    while reach < slots:
        bits |= bits >> min(reach, slots - reach) * stride
        reach *= 2
    return bits


def _roots_in(index: RuleIndex, worlds: Worlds) -> list[Bits]:
    found = index.kernel.bits(index.roots, worlds.rails, worlds.every)
    return [found[root] for root in index.roots]


def until_waived(claim: Bits, wanted: Bits | None, every: int) -> Bits:
    """Where a path is claimed, if its claim stands until somebody is sure to waive it.

    Args:
        claim: where the claim holds and fails while nobody waives it.
        wanted: where the other condition of the claim holds and fails, if there is one.
        every: all worlds.
    """
    holds = every if wanted is None else wanted[0]
    return holds & (every ^ claim[1]), claim[1]


def _doors_in(index: RuleIndex, worlds: Worlds, roots: Sequence[Bits]) -> DoorTruths[Bits]:
    """Every path and gate, and from them agencies and the whole, where gaps count as missing."""
    every = worlds.every
    paths, gates = len(index.paths), len(index.gates)
    offers, claims = roots[:paths], [*roots[paths : 2 * paths]]
    for place, wanted in index.waivable.items():
        besides = None if wanted is None else roots[wanted]
        claims[place] = until_waived(claims[place], besides, every)
    raised = roots[2 * paths + gates : 2 * paths + 2 * gates]
    barred = [
        (bars[0] & raises[0], bars[1] | raises[1])
        for bars, raises in zip(roots[2 * paths : 2 * paths + gates], raised, strict=True)
    ]
    agencies: list[Bits] = []
    whole = (every, 0)
    for doors, known in zip(index.doors, worlds.covered, strict=True):
        yes, no = (every, 0) if doors.only_bars else (0, every)
        for place in doors.counted:
            claimed = claims[place][0]
            yes |= claimed & offers[place][0]
            no &= offers[place][1] | (every ^ claimed)
        for place in doors.gates:
            bars, clear = barred[place]
            yes &= every ^ (bars | raised[place][0] & (every ^ clear))
            no |= bars
        # nothing is known on days whose law is not in the rulebook
        yes, no = yes & known, no & known
        agencies.append((yes, no))
        whole = (whole[0] & yes, whole[1] | no)
    return DoorTruths(offers, offers, claims, barred, raised, agencies, whole)
