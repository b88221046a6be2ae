# SPDX-License-Identifier: Apache-2.0
"""The doors on every day that matters to a case, found in one pass instead of one look a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference.days import Calendar, Counted, Days, Offers, Rail
from keiimport.inference.direct import Slots
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.memory import Memory

if TYPE_CHECKING:
    from keiimport.verdict.law import Law

Facts = Mapping[str, FactValue | None]


class Times(NamedTuple):
    """The days of a case, which vehicles built and entering on the same days share.

    Attributes:
        days: the day of entry, and every later day on which a clock of the case turns.
        tests: what the clocks say on each of them.
        today: the same for the day of entry alone.
        covered: for each agency the days, as bits, whose law stands in the rulebook.
    """

    days: tuple[int, ...]
    tests: Calendar
    today: Calendar
    covered: tuple[int, ...]


class OverDays:
    """The roots and the whole of a `Law`, found on many days at once.

    Attributes:
        exact: whether the whole can be found so: neither who claims a door nor what bars may
            hang on a partial table, whose gaps count for the doors alone.
        memory: the days of earlier cases.
    """

    def __init__(self, law: Law, moving: Sequence[str]) -> None:
        self.law = law
        self.days = Days(law.bundle.direct, law.roots, moving)
        count, gates = len(law.paths), len(law.gates)
        roots = law.roots
        offers, claims = roots[:count], roots[count : 2 * count]
        barred, raised = roots[2 * count : 2 * count + gates], roots[2 * count + gates :]
        read = law.program.facts_read(roots[count:])
        self.exact = set(law.gaps).isdisjoint(read)
        self.offers = tuple(
            Offers(
                # what may be waived is claimed as long as it is not sure that it is
                tuple(Counted(offers[i], claims[i], i not in law.waivable) for i in doors.counted),
                tuple(Counted(barred[i], raised[i]) for i in doors.gates),
                doors.only_bars,
            )
            for doors in law.doors
        )
        self._raised = tuple(raised[i] for i in law.acting_gates)
        self._moving = [i for i, root in enumerate(roots) if root in self.days.moving]
        self.memory = Memory()
        layout = law.bundle.direct.layout
        self._gaps = tuple(layout.single[gap] for gap in law.gaps if gap in layout.single)

    @cached_property
    def _agencies(self) -> tuple[Callable[[Slots, Calendar], tuple[Rail, ...]], ...]:
        return tuple(self.days.offered(offers) for offers in self.offers)

    def times(
        self, facts: Facts, day: int, pinned: bool, changes: Callable[[int, bool], Facts]
    ) -> Times:
        """The days of a case.

        Args:
            facts: what is known of it.
            day: its day of entry (date ordinal).
            pinned: whether the law's day stays where it is.
            changes: the facts that are otherwise on a later day.
        """
        key = (pinned, day, facts[LAW_DAY], *[facts.get(name) for name in self.days.reads])
        return self.memory.recall(key, lambda: self._times(facts, day, pinned, changes))

    def _times(
        self, facts: Facts, day: int, pinned: bool, changes: Callable[[int, bool], Facts]
    ) -> Times:
        law = self.law
        days = (day, *law.change_points(facts, day))
        tests = self.days.calendar([{**facts, **changes(each, True)} for each in days])
        told = facts[LAW_DAY]
        assert isinstance(told, Bounds) and told.low is not None
        law_day = told.low
        covered = []
        for doors in law.doors:
            since = doors.agency.covered_from
            covered.append(
                sum(
                    1 << place
                    for place, each in enumerate(days)
                    if since is None or law_day + (0 if pinned else each - day) >= since
                )
            )
        return Times(days, tests, tuple([bits & 1 for bits in tests]), tuple(covered))

    def whole(self, slots: Slots, tests: Calendar, covered: Sequence[int]) -> tuple[int, int]:
        """The days on which every agency says yes, and those on which one says no.

        Args:
            slots: the facts laid out; what is missing from partial tables counts as missing.
            tests: what the clocks say.
            covered: for each agency the days whose law is known.
        """
        slots = slots.copy()
        for place in self._gaps:
            slots[place] = False
        every = holds = tests[0]
        fails = 0
        for agency, known in zip(self._agencies, covered, strict=True):
            yes, no = agency(slots, tests)
            holds &= yes & known
            fails |= no & known
            if fails == every:
                break
        return holds, fails

    def raised(self, slots: Slots, tests: Calendar) -> int:
        """The days on which somebody surely raises a gate that an action can clear."""
        rails = self.days.each(self._raised)(slots, tests)[::2]
        found = 0
        for holds in rails:
            found |= tests[0] if holds is True else holds
        return found

    def roots(self, slots: Slots, tests: Calendar) -> Roots:
        """The truth of every root on all days."""
        return Roots(self.days.each(self.law.roots)(slots, tests), self._moving, tests[0])


class Roots:
    """The truths of all roots on many days."""

    def __init__(self, rails: Sequence[Rail], moving: Sequence[int], every: int) -> None:
        self._rails = rails
        self._moving = moving
        self._every = every

    def days(self, place: int) -> tuple[int, int]:
        """The days on which the root at `place` holds, and those on which it fails."""
        holds, fails = self._rails[2 * place], self._rails[2 * place + 1]
        return self._every if holds is True else holds, self._every if fails is True else fails

    @cached_property
    def _still(self) -> list[Truth]:
        rails = self._rails
        return [
            True if holds else False if fails else None
            for holds, fails in zip(rails[::2], rails[1::2], strict=True)
        ]

    def on(self, position: int) -> list[Truth]:
        """The truth of every root on the day at `position` among all days."""
        found = self._still.copy()
        for place in self._moving:
            holds, fails = self.days(place)
            found[place] = (
                True if holds >> position & 1 else False if fails >> position & 1 else None
            )
        return found


def first(days: Sequence[int], bits: int) -> int | None:
    """The first of `days` that is among `bits`, or None."""
    return days[(bits & -bits).bit_length() - 1] if bits else None
