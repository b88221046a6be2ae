# SPDX-License-Identifier: Apache-2.0
"""One formula for every outcome: evaluated today or later, with actions as stated or done.

A path is true when it is open; an agency is any of its considered paths, one without paths
says yes; the federal whole is every agency and no gate. A gate that nobody raises is not
counted. There is no table of precedence besides the one order of questions in `_outcome`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Generic, Literal, NamedTuple, TypeVar

from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import (
    DONE,
    DONE_GAPS,
    LOOKS,
    STATED,
    STATED_GAPS,
    CaseFacts,
    Worlds,
    worlds_of,
)
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.logic.engines import Judge
from keiimport.logic.kernel import Rails

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

Bits = tuple[int, int]
"""The worlds or days in which something holds, and those in which it fails."""

MOST_CASES = 256
"""Cases of one pass, which have some 16,000 worlds; wider integers take longer for each."""


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


def in_world(bits: Sequence[Bits], at: int) -> list[Truth]:
    """The truths in the world at a place."""
    return [True if h >> at & 1 else False if f >> at & 1 else None for h, f in bits]


class Decision(NamedTuple):
    """An outcome with its days; date ordinals, None where there is no such day.

    Attributes:
        earliest: the first day, from the entry day on, on which it is certainly true.
        possible: the first day, from the entry day on, on which it may be true.
    """

    outcome: PathOutcome
    earliest: int | None
    possible: int | None


def decide(index: RuleIndex, cases: Sequence[CaseFacts]) -> list[DecidedCase]:
    """What each of `cases` comes to, as many in one pass of the kernel as it takes well."""
    starts = range(0, len(cases), MOST_CASES)
    return [
        each for start in starts for each in _together(index, cases[start : start + MOST_CASES])
    ]


def _together(index: RuleIndex, cases: Sequence[CaseFacts]) -> list[DecidedCase]:
    worlds = worlds_of(index, cases)
    found, nodes = Found(index, worlds), Nodes(index, lambda: worlds.rails, worlds.every)
    return [DecidedCase(index, case, found, nodes, place) for place, case in enumerate(cases)]


def decide_one(index: RuleIndex, case: CaseFacts) -> DecidedCase:
    """What one case comes to; what was found of another of which doors see the same is kept."""
    told = map(case.facts.get, index.door_facts)
    key = (case.day, case.law_day, case.pinned, case.letters, *told)
    found = index.decisions.recall(key, lambda: Found(index, worlds_of(index, [case])))
    nodes = Nodes(index, lambda: worlds_of(index, [case]).rails, found.every)
    return DecidedCase(index, case, found, nodes, 0)


class Found:
    """What a pass found of its cases, as far as doors can tell them from others.

    Attributes:
        times: the days of each case.
        slots: how many days each case has room for.
        every: all worlds.
        roots: every root of the Program in their worlds.
        truths: every door in them.
        decision: the outcomes of the case at a place, by place and path; looks likewise.
    """

    def __init__(self, index: RuleIndex, worlds: Worlds) -> None:
        self.times = worlds.times
        self.slots, self.every = worlds.slots, worlds.every
        self.roots = _roots_in(index, worlds)
        self.truths = _doors_in(index, worlds, self.roots)
        self.decision: dict[int, dict[int | None, Decision]] = {}
        self.looks: dict[int, dict[tuple[int, bool], DoorTruths[Truth]]] = {}


class Nodes:
    """Every node of the Program in some worlds, found when one is asked for."""

    def __init__(self, index: RuleIndex, rails: Callable[[], Rails], every: int) -> None:
        self._index = index
        self._rails = rails
        self._every = every
        # a bit of some bytes is found at once, that of a number by moving all others
        self._size = every.bit_length() // 8 + 1
        self._bytes: dict[int, tuple[bytes, bytes]] = {}

    def truth(self, node: int, at: int) -> Truth:
        """The truth of a node in the world at a place."""
        found = self._bytes.get(node)
        if found is None:
            bits = self._core.get(node) or self._others[node]
            holds, fails = (each.to_bytes(self._size, "little") for each in bits)
            found = self._bytes[node] = (holds, fails)
        place, bit = at >> 3, 1 << (at & 7)
        return True if found[0][place] & bit else False if found[1][place] & bit else None

    @cached_property
    def _core(self) -> dict[int, Bits]:
        """The nodes that explanations usually ask for."""
        return self._found(self._index.core)

    @cached_property
    def _others(self) -> dict[int, Bits]:
        return self._found(range(len(self._index.program.nodes)))

    def _found(self, nodes: Sequence[int]) -> dict[int, Bits]:
        rails = self._index.kernel.evaluator(nodes)(*self._rails(), self._every)
        return dict(zip(nodes, zip(rails[::2], rails[1::2], strict=True), strict=True))


class Truths(dict[int, Truth]):
    """The truth of any node in one world, found when it is asked for."""

    def __init__(self, nodes: Nodes, at: int) -> None:
        self._nodes = nodes
        self._at = at

    def __missing__(self, node: int) -> Truth:
        truth = self[node] = self._nodes.truth(node, self._at)
        return truth


def _roots_in(index: RuleIndex, worlds: Worlds) -> list[Bits]:
    rails = index.kernel.evaluator(index.roots)(*worlds.rails, worlds.every)
    return list(zip(rails[::2], rails[1::2], strict=True))


def _doors_in(index: RuleIndex, worlds: Worlds, roots: Sequence[Bits]) -> DoorTruths[Bits]:
    """Every door, every agency and the whole, which count gaps as missing."""
    every = worlds.every
    paths, gates = len(index.paths), len(index.gates)
    offers, claims = roots[:paths], [*roots[paths : 2 * paths]]
    for place in index.waivable:
        # it is claimed until it is sure that it is waived
        claims[place] = (every ^ claims[place][1], claims[place][1])
    raised = roots[2 * paths + gates :]
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


class DecidedCase:
    """What one case comes to, on the day of entry and on every later one.

    Attributes:
        index: the rules.
        case: the facts of the case.
        day: its day of entry (date ordinal).
        law_day: the day whose law counts for an entry on that day.
        facts: the facts on the day of entry.
        days: the day of entry, and every later day on which something about the case can change.
    """

    def __init__(
        self, index: RuleIndex, case: CaseFacts, found: Found, nodes: Nodes, place: int
    ) -> None:
        self.index = index
        self.case = case
        self.day = case.day
        self.law_day = case.law_day
        self.facts: Mapping[str, FactValue | None] = case.facts
        self.days = found.times[place].days
        self._nodes = nodes
        self._roots, self._truths = found.roots, found.truths
        self._slots = found.slots
        self._shift = place * found.slots * LOOKS
        self._days = (1 << len(self.days)) - 1
        self._decision = found.decision.setdefault(place, {})
        self._looks = found.looks.setdefault(place, {})

    def later(self) -> Sequence[int]:
        """The days after entry on which something about the case can change."""
        return self.days[1:]

    def truths(self, day: int, done: bool) -> Truths:
        """The truth of any node for an entry on `day`."""
        if day == self.day:
            return self.door_truths(day, done)
        # tests that no door looks at may find something else between two of the days
        rails = self.index.kernel.rails([self.on(day, done)])
        return Truths(Nodes(self.index, lambda: rails, 1), 0)

    def door_truths(self, day: int, done: bool) -> Truths:
        """The truth of any node that doors rest on, for an entry on one of the days."""
        look = DONE if done else STATED
        place = bisect_right(self.days, day) - 1
        return Truths(self._nodes, self._shift + look * self._slots + place)

    def on(self, day: int, done: bool, *, gaps: bool = False) -> dict[str, FactValue | None]:
        """The facts for an entry on `day`; see `CaseFacts.on`."""
        return self.case.on(self.index, day, done=done, gaps=gaps)

    # -- looking ---------------------------------------------------------------

    def doors_on(self, day: int, done: bool) -> DoorTruths[Truth]:
        """Every door for an entry on `day`, with everything done or as stated."""
        place = bisect_right(self.days, day) - 1
        key = (place, done)
        if key not in self._looks:
            alone = done and self._cleared >> place & 1
            self._looks[key] = (self._alone if alone else self)._look(place, done)
        return self._looks[key]

    def _look(self, place: int, done: bool) -> DoorTruths[Truth]:
        looks = (DONE, DONE_GAPS) if done else (STATED, STATED_GAPS)
        plain, gaps = (self._shift + look * self._slots + place for look in looks)
        found = self._truths
        *agencies, whole = in_world([*found.agencies, found.whole], gaps)
        return DoorTruths(
            in_world(found.offers, plain),
            in_world(found.counted, gaps),
            in_world(found.claims, plain),
            in_world(found.barred, plain),
            in_world(found.raised, plain),
            agencies,
            whole,
        )

    def roots(self, day: int, look: int) -> list[Truth]:
        """The truth of every root of the Program in one world."""
        at = self._shift + look * self._slots + bisect_right(self.days, day) - 1
        return in_world(self._roots, at)

    def _on_days(self, bits: Bits, look: int) -> Bits:
        at, days = self._shift + look * self._slots, self._days
        return bits[0] >> at & days, bits[1] >> at & days

    # -- settling ----------------------------------------------------------------

    def decision(self, pick: int | None) -> Decision:
        """The outcome of the path at position `pick`, or of the whole (None)."""
        found = self._decision.get(pick)
        if found is None:
            found = self._decision[pick] = self.decision_from(self.done(pick), self.stated(pick))
        return found

    def done(self, pick: int | None) -> Bits:
        """The days on which a path or the whole holds and fails once everything is done."""
        holds, fails = self._holding(pick, done=True)
        if cleared := self._cleared:
            alone = self._alone._holding(pick, done=True)
            holds = holds & ~cleared | alone[0] & cleared
            fails = fails & ~cleared | alone[1] & cleared
        return holds, fails

    def stated(self, pick: int | None) -> Bits:
        """The days on which a path or the whole holds and fails as things stand."""
        return self._holding(pick, done=False)

    def _holding(self, pick: int | None, *, done: bool) -> Bits:
        if pick is None:
            return self._on_days(self._truths.whole, DONE_GAPS if done else STATED_GAPS)
        return self._on_days(self._truths.offers[pick], DONE if done else STATED)

    def agency(self, place: int, *, done: bool) -> Bits:
        """The days on which an agency says yes and no."""
        bits = self._truths.agencies[place]
        return self._on_days(bits, DONE_GAPS if done else STATED_GAPS)

    def decision_from(self, done: Bits, stated: Bits, first: int = 0) -> Decision:
        """The outcome on one of the days, from all days with everything done and as stated.

        Args:
            done: the days on which it holds and fails once everything is done.
            stated: the same as things stand.
            first: the place of the day of entry among the days.
        """
        holds, fails = done[0] >> first, done[1] >> first
        days = self.days[first:]
        # what is closed with everything done is closed as things stand: doing only helps
        if not fails & 1 and stated[0] >> first & 1:
            return Decision("open", days[0], days[0])
        if holds & 1:
            return Decision("needs_action", days[0], days[0])
        earliest = first_day(days, holds)
        possible = first_day(days, (self._days >> first) & ~fails)
        if not fails & 1 or (earliest is None and possible is not None):
            return Decision("needs_facts", earliest, possible)
        return Decision("closed" if possible is None else "not_yet", earliest, possible)

    def outcome_on(self, day: int) -> PathOutcome:
        """What the whole comes to for an entry on one of the days or after it."""
        place = bisect_right(self.days, day) - 1
        return self.decision_from(self.done(None), self.stated(None), place).outcome

    def outcomes(self, done: Bits, stated: Bits) -> list[PathOutcome]:
        """The outcome for an entry on each of the days."""
        return [self.decision_from(done, stated, n).outcome for n in range(len(self.days))]

    @cached_property
    def _cleared(self) -> int:
        """The days on which a gate is cleared without asking for letters.

        With everything done a letter may say either thing; where that alone leaves the whole
        unknown while an action would clear a raised gate, the action counts by itself.
        """
        if not self.case.letters:
            return 0
        raised = 0
        for place in self.index.acting_gates:
            raised |= self._on_days(self._truths.raised[place], DONE)[0]
        holds, fails = self._holding(None, done=True)
        cleared = raised & ~(holds | fails) & self._days
        return cleared and cleared & self._alone._holding(None, done=True)[0]

    @cached_property
    def _alone(self) -> DecidedCase:
        return decide_one(self.index, self.case._replace(letters=False))

    @cached_property
    def cleared_gates(self) -> list[int]:
        """The gates (by place) that bar on the day of entry until an action is done."""
        gates = self.index.acting_gates
        if not gates:
            return []
        stated, done = (self.doors_on(self.day, acting).barred for acting in (False, True))
        return [i for i in gates if stated[i] and not done[i]]


def first_day(days: Sequence[int], bits: int) -> int | None:
    """The first of `days` that is among `bits`, or None."""
    return days[(bits & -bits).bit_length() - 1] if bits else None


def differences(decided: DecidedCase, judge: Judge) -> list[int]:
    """The days of the worlds that a decision rests on in which another engine differs.

    These are the day of entry, done and as stated, and the first days on which the whole may
    and does hold.
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
