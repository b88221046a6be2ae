# SPDX-License-Identifier: Apache-2.0
"""What a pass of the kernel finds of doors, and the one formula for every outcome.

A path is true when it is open; an agency is any of its considered paths, one without paths
says yes; the federal whole is every agency and no gate. A gate that nobody raises is not
counted. There is no table of precedence besides the one order of questions in `outcomes_of`.
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
    first_world,
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
    """What is found of every door: on one day, or as bits in the worlds of some cases.

    Attributes:
        offers: for each path whether it is open to this case.
        counted: the same with what is missing from partial tables counted as missing.
        claims: for each path whether somebody claims it.
        barred: for each gate whether it bars; never true while nobody raises it.
        raised: for each gate whether somebody raised it.
        agencies: for each agency whether one of its considered doors is open.
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
    """The truths of one case, read from the bits of all when asked for."""

    __slots__ = ("_bits", "_place")

    def __init__(self, place: int, bits: Sequence[Bits]) -> None:
        self._place, self._bits = place, bits

    def __len__(self) -> int:
        return len(self._bits)

    def __getitem__(self, at: Any) -> Any:
        return truth_at(self._bits[at], self._place)


class Decision(NamedTuple):
    """An outcome with its days; date ordinals, None where there is no such day.

    Attributes:
        earliest: the first day, from the entry day on, on which it is certainly true.
        possible: the first day, from the entry day on, on which it may be true.
    """

    outcome: PathOutcome
    earliest: int | None
    possible: int | None


class Found:
    """What a pass found of its cases, as far as doors can tell them from others.

    Attributes:
        times: the days of each case.
        room: how many cases there is room for on each day in each look.
        slots: how many days each case has room for.
        every: all worlds.
        presumed: what is presumed, and of which cases.
        roots: every root of the Program in their worlds.
        truths: every door in them.
        decision: what was asked for of each case: what it comes to by path, None for the whole.
        looks: the same of its doors, by day and whether all is done.
    """

    def __init__(self, index: RuleIndex, worlds: Worlds) -> None:
        self.times, self.every, self.presumed = worlds.times, worlds.every, worlds.presumed
        self.room, self.slots = worlds.room, worlds.slots
        self._all = (1 << len(worlds.cases)) - 1
        # so many days as bits, each as far from the last as there is room
        firsts = [sum(1 << day * self.room for day in range(n)) for n in range(self.slots + 1)]
        self._of_case = [firsts[len(times.days)] << at for at, times in enumerate(self.times)]
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

    def world(self, look: int, day: int = 0) -> int:
        """The first case's world in one look on one day; the other cases follow it."""
        return first_world(look, day, self.slots, self.room)

    def doors_of(self, place: int, day: int, *, done: bool) -> DoorTruths[Truth]:
        """Every door to the case at a place, for an entry on the day at a place."""
        looks = (DONE, DONE_GAPS) if done else (STATED, STATED_GAPS)
        found, counted = (self._sliced(self.world(look, day)) for look in looks)
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
        """Every door in the worlds from `world` on, with a bit for each case."""
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
        """The days on which something holds and fails, each with a bit for each case."""
        at, days = self.world(look), self._days
        return bits[0] >> at & days, bits[1] >> at & days

    def on_first(self, bits: Bits, look: int) -> Bits:
        """The cases for which something holds on the day of entry, and for which it fails."""
        return self._on(bits, self.world(look))

    def _on(self, bits: Bits, world: int) -> Bits:
        """The cases in which something holds, and fails, in the worlds from `world` on."""
        return bits[0] >> world & self._all, bits[1] >> world & self._all

    def days_of(self, place: int, days: int) -> int:
        """One case's days out of those that `on_days` gives."""
        found, days = 0, days >> place
        for day in range(len(self.times[place].days)):
            found |= (days >> day * self.room & 1) << day
        return found

    def first_day(self, place: int, days: int) -> int | None:
        """One case's first day (date ordinal) out of those that `on_days` gives, or None."""
        mine = days & self._of_case[place]
        at = (mine & -mine).bit_length() - 1
        return self.times[place].days[at // self.room] if mine else None

    def open_days(self, pick: int | None) -> int:
        """The days on which a path that somebody claims, or the whole, is open as things stand."""
        found = self._open_days.get(pick)
        if found is None:
            found = self.holding(pick, done=False)[0]
            if pick is not None:
                found &= self.on_days(self.truths.claims[pick], STATED)[0]
            self._open_days[pick] = found
        return found

    def holding(self, pick: int | None, *, done: bool) -> Bits:
        """The days on which the path at a position, or the whole (None), holds and fails."""
        found = self._holding.get((pick, done))
        if found is None:
            looks = (STATED, DONE) if pick is not None else (STATED_GAPS, DONE_GAPS)
            truth = self.truths.whole if pick is None else self.truths.offers[pick]
            found = self._holding[pick, done] = self.on_days(truth, looks[done])
        return found

    def agency(self, place: int, look: int) -> Bits:
        """The days on which an agency says yes and no."""
        return self.on_days(self.truths.agencies[place], look)

    def outcomes(self, pick: int | None) -> Mapping[PathOutcome, int]:
        """The cases by what a path or the whole comes to."""
        found = self._outcomes.get(pick)
        if found is None:
            done, stated = self.holding(pick, done=True), self.holding(pick, done=False)
            found = outcomes_of(done, stated, self._days, self.room, self.slots)
            self._outcomes[pick] = found
        return found

    def _unknown_behind(self, gates: Sequence[int]) -> int:
        """The days on which the whole is unknown with everything done, and one of gates raised."""
        raised = 0
        for place in gates:
            raised |= self.on_days(self.truths.raised[place], DONE)[0]
        holds, fails = self.holding(None, done=True)
        return raised & ~(holds | fails)

    def _with_gates_cleared(self, index: RuleIndex, worlds: Worlds, days: int) -> DoorTruths[Bits]:
        """Every door, where on some days an action may clear a gate by itself.

        With everything done a letter may say either thing; where that alone leaves the whole
        unknown and it holds without asking for letters, none is asked for.
        """
        roots = _roots_in(index, worlds._replace(rails=worlds.without_letters()))
        days &= self.on_days(_doors_in(index, worlds, roots).whole, DONE_GAPS)[0]
        here = days << worlds.at(DONE) | days << worlds.at(DONE_GAPS)
        merged = [
            (holds & ~here | held & here, fails & ~here | failed & here)
            for (holds, fails), (held, failed) in zip(self.roots, roots, strict=True)
        ]
        return _doors_in(index, worlds, merged)


def outcomes_of(
    done: Bits, stated: Bits, days: int, room: int, slots: int
) -> Mapping[PathOutcome, int]:
    """The one formula: what something comes to in each of some cases.

    Args:
        done: the days on which it holds and fails once everything is done.
        stated: the same as things stand.
        days: all days, of which each has a bit for each case.
        room: how many cases there is room for on each day.
        slots: how many days a case may have; the first is that of entry.

    Returns:
        The cases by outcome.
    """
    firsts = days & (1 << room) - 1
    holds, fails = done[0] & days, done[1] & days
    possible = days & ~fails
    if not possible:
        return {"closed": firsts}
    # what is closed with everything done is closed as things stand: doing only helps
    yes = stated[0] & ~fails & firsts
    act = holds & firsts & ~yes
    rest = firsts & ~yes & ~act
    surely, maybe = _on_some(holds, room, slots), _on_some(possible, room, slots)
    ask = rest & (~fails | ~surely & maybe)
    return {
        "open": yes,
        "needs_action": act,
        "needs_facts": ask,
        "not_yet": rest & ~ask & maybe,
        "closed": rest & ~ask & ~maybe,
    }


def _on_some(bits: int, room: int, slots: int) -> int:
    """On the first of the days: the cases for which something is so on any of them."""
    reach = 1
    while reach < slots:
        bits |= bits >> min(reach, slots - reach) * room
        reach *= 2
    return bits


def _roots_in(index: RuleIndex, worlds: Worlds) -> list[Bits]:
    found = index.kernel.bits(index.roots, worlds.rails, worlds.every)
    return [found[root] for root in index.roots]


def until_waived(claim: Bits, wanted: Bits | None, every: int) -> Bits:
    """Where a path is claimed until it is sure that somebody waives it, and where it is not.

    Args:
        claim: where all holds, and fails, that its claim asks.
        wanted: the same of what must claim it besides, if anything must.
        every: all worlds.
    """
    holds = every if wanted is None else wanted[0]
    return holds & (every ^ claim[1]), claim[1]


def _doors_in(index: RuleIndex, worlds: Worlds, roots: Sequence[Bits]) -> DoorTruths[Bits]:
    """Every door, every agency and the whole, which count gaps as missing."""
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
        # nothing is known of a day on which its law is not written down
        yes, no = yes & known, no & known
        agencies.append((yes, no))
        whole = (whole[0] & yes, whole[1] | no)
    return DoorTruths(offers, offers, claims, barred, raised, agencies, whole)
