# SPDX-License-Identifier: Apache-2.0
"""The worlds of cases: each case on each day that matters to it, in each way of looking.

The bits of all cases lie side by side, once for each day and look: worlds of one day and look
are one number with a bit for each case. Between two days of a case no clock turns, so one look
after each turn looks at every day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Literal, NamedTuple

from keiimport.decide.presuming import Presumable, Presumed, presume
from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, FactValue, HasAged, Truth
from keiimport.logic.kernel import Cell, Rails
from keiimport.rulebook.model import LAW_DAYS

DONE, DONE_GAPS, STATED, STATED_GAPS = range(4)
"""The looks: actions all done or as stated; what may be missing from a partial table is
unknown, or (`GAPS`) counts as missing."""
LOOKS = 4

MANY = 64
"""Cases whose bits are faster said again as bytes than multiplied."""


Filling = Literal["presumed", "certain", "told"]
NOTHING_MORE: Mapping[str, FactValue] = MappingProxyType({})


class CaseFacts(NamedTuple):
    """What is known of a case on its day of entry.

    Attributes:
        facts: the value of each known fact, the days of the law among them.
        day: the day of entry (date ordinal).
        law_day: the day whose law counts for an entry on that day.
        pinned: whether that day stays where it is when a later entry is looked at.
        filling: what is filled in besides: what is `presumed`, what is `certain` once the
            others are known, or nothing more than what is `told`.
        contradicted: facts that nobody believes, and of which nothing is presumed.
        disputed: facts told otherwise than the catalogue has them.
        more: facts that are supposed besides, none of which a clock looks at.
    """

    facts: Mapping[str, FactValue | None]
    day: int
    law_day: int
    pinned: bool
    filling: Filling = "presumed"
    contradicted: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()
    more: Mapping[str, FactValue] = NOTHING_MORE

    def on(
        self, index: RuleIndex, day: int, *, done: bool, gaps: bool = False
    ) -> dict[str, FactValue | None]:
        """The facts of one world.

        Args:
            index: says which facts are actions, and which stand for gaps.
            day: the day of entry (date ordinal).
            done: whether everything that can be done is done.
            gaps: whether what may be missing from partial tables counts as missing.
        """
        facts = {**self.facts, **self.days_on(index, day)}
        for name, undone in index.stated.items():
            facts[name] = acted(self.facts.get(name), undone, done)
        if gaps:
            facts.update({name: False for name in index.gaps if name not in facts})
        return facts

    def days_on(self, index: RuleIndex, day: int) -> dict[str, FactValue | None]:
        """The days that are otherwise for an entry on `day`."""
        if day == self.day:
            return {}
        point = Bounds.point(day)
        return {name: point for name in index.moving if self.moves(index, name)}

    def moves(self, index: RuleIndex, name: str) -> bool:
        """Whether a day is that of a later entry, when one is looked at."""
        return name in index.moving and not (self.pinned and name in LAW_DAYS)

    def law_day_on(self, day: int) -> int:
        """The day whose law counts for an entry on `day`."""
        return self.law_day if self.pinned else self.law_day - self.day + day


def acted(
    told: FactValue | None, undone: bool | str, done: bool, letters: bool = True
) -> FactValue | None:
    """What an action or a letter counts as.

    Args:
        told: what is told of it.
        undone: what it counts as while nobody says that it exists.
        done: whether everything that can be done is done.
        letters: whether letters that nobody has are asked for then, which could say either thing.
    """
    if not done:
        return undone if told is None else told
    if told is None and undone is not False:
        return None if letters else undone
    return True if told is None or told is False else told


Turning = tuple[tuple[int, int], ...]
"""Numbers of what is so on some days alone, each with these as bits."""


class Times(NamedTuple):
    """The days of a case and what tests on days find on each; cases of one age share them.

    Attributes:
        days: the day of entry, and every later day on which a clock of the case turns.
        calendar: what tests on the day of entry alone find, where they find the same on all days.
        still: what tests on two days find, where they do.
        held: of each other test its number, and the days (as bits) on which it holds.
        failed: the same of those on which it fails.
        covered: of each agency its place, and the days whose law stands in the rulebook.
    """

    days: tuple[int, ...]
    calendar: Cell
    still: Cell
    held: Turning
    failed: Turning
    covered: Turning


def times_of(index: RuleIndex, case: CaseFacts) -> Times:
    """The days of a case; what was found of another of the same age is kept."""
    key = (case.pinned, case.day, case.law_day, *map(case.facts.get, index.clock_facts))
    return index.times.recall(key, lambda: _times(index, case))


def _times(index: RuleIndex, case: CaseFacts) -> Times:
    days = (case.day, *index.change_points(case.facts, case.day))
    always = (1 << len(days)) - 1
    key = (case.pinned, case.day, *map(case.facts.get, MOVING_DAYS))
    calendar = index.calendars.recall(key, lambda: _calendar(index, case))
    held: dict[int, int] = {}
    failed: dict[int, int] = {}
    for number, first, day, rises in calendar.turning:
        early = (1 << bisect_left(days, day, 1)) - 1 & ~1
        late = always & ~early & ~1
        held[number] = (late if rises else early) | (first is True)
        failed[number] = (early if rises else late) | (first is False)
    for number in index.ages:
        holds, fails = _aged(index, number, case, days)
        if holds not in (0, always) or fails not in (0, always):
            held[number], failed[number] = holds, fails
    joint = index.kernel.joint(case.facts)
    still = Cell(*(tuple([number for number in side if number not in held]) for side in joint))
    law_days = [case.law_day_on(day) for day in days]
    # law that is written down stays so, and its days go by as those of entry do, or stand still
    before = [
        0 if doors.agency.covered_from is None else bisect_left(law_days, doors.agency.covered_from)
        for doors in index.doors
    ]
    covered = [(place, always >> first << first) for place, first in enumerate(before)]
    every = (tuple(held.items()), tuple(failed.items()), tuple(covered))
    return Times(days, calendar.still, still, *every)


class Calendar(NamedTuple):
    """What tests on a day that moves find for entries on one day.

    Attributes:
        still: what the tests find that find the same on all days.
        turning: of each other test its number, its truth on the day of entry, the first day on
            which it finds something else, and whether it holds from then on or fails.
    """

    still: Cell
    turning: tuple[tuple[int, Truth, int, bool], ...]


def _calendar(index: RuleIndex, case: CaseFacts) -> Calendar:
    holds: list[int] = []
    fails: list[int] = []
    turning: list[tuple[int, Truth, int, bool]] = []
    later = case.days_on(index, case.day + 1)
    for number, test in index.calendar_tests:
        first, day = test.truth(case.facts), 0
        passed, rises = first, isinstance(test, AtLeast)
        if test.reads[0] in later and isinstance(test, AtLeast | AtMost):
            day = test.low if isinstance(test, AtLeast) else test.high + 1
            # all later days are on one side of it
            passed = rises if day <= case.day + 1 else None
        # nobody asks for tests without a clock but on the day of entry
        if number in index.clock_tests and (passed is None or passed is not first):
            turning.append((number, first, day, rises))
        elif first is not None:
            (holds if first else fails).append(number)
    return Calendar(Cell(tuple(holds), tuple(fails)), tuple(turning))


def _aged(index: RuleIndex, number: int, case: CaseFacts, days: Sequence[int]) -> tuple[int, int]:
    """The days, as bits, on which something is old enough, and those on which it is not."""
    test = index.program.comparisons[number]
    assert isinstance(test, HasAged)
    first, always = test.truth(case.facts), (1 << len(days)) - 1
    since = case.facts.get(test.since)
    if not isinstance(since, Bounds) or not case.moves(index, test.by):
        return always * (first is True), always * (first is False)
    held = failed = 0
    # of the later days all from one on, and all until one
    if since.high is not None:
        held = always & ~((1 << bisect_left(days, test.reached(since.high), 1)) - 1)
    if since.low is not None:
        failed = (1 << bisect_left(days, test.reached(since.low), 1)) - 2
    return held | (first is True), failed | (first is False)


class Worlds(NamedTuple):
    """The worlds of some cases.

    Attributes:
        cases: the cases in order.
        times: the days of each.
        slots: how many days each case has room for.
        room: how many cases there is room for on each day in each look.
        every: all worlds.
        rails: what each comparison finds in them.
        covered: for each agency the worlds on whose day its law stands in the rulebook.
        presumed: what is presumed, and of which cases.
    """

    cases: Sequence[CaseFacts]
    times: Sequence[Times]
    slots: int
    room: int
    every: int
    rails: Rails
    covered: Sequence[int]
    presumed: Sequence[Presumed]

    def at(self, look: int, day: int = 0) -> int:
        """The world of the first case in a look on the day at a place; those of others follow."""
        return first_world(look, day, self.slots, self.room)


def first_world(look: int, day: int, slots: int, room: int) -> int:
    """The world of the first case in a look on the day at a place; those of others follow.

    Args:
        look: one of the looks.
        day: the place of the day.
        slots: how many days each case has room for.
        room: how many cases there is room for on each.
    """
    return (look * slots + day) * room


def worlds_of(index: RuleIndex, cases: Sequence[CaseFacts], *, letters: bool = True) -> Worlds:
    """The worlds of `cases`, the first case in the lowest bit of each day and look.

    Args:
        index: the law.
        cases: the cases.
        letters: whether with everything done letters that nobody has are asked for.
    """
    shared = _shared(cases)
    times_by = {key: times_of(index, case) for key, (case, _) in shared.items()}
    times = [times_by[id(case.facts)] for case in cases]
    room, slots = _room(len(cases)), max(len(each.days) for each in times)
    told, grouped = _told(cases, shared.values()), _grouped(times)
    rails = index.kernel.no_rails()
    again = lru_cache(None)(partial(_again, room=room, times=slots * LOOKS))
    many = len(cases) >= MANY
    # of many, bits are set one for each case, and said again for every world in the end
    spread = again if not many else _same
    _lay(rails, ((cell, spread(group)) for cell, group in _in_all_worlds(index, told, grouped)))
    presumed = _presumed(index, cases, told, grouped, rails, spread)
    if many:
        for side in rails:
            side[:] = map(again, side)
    every = (1 << len(cases)) - 1

    @lru_cache(None)
    def in_looks(group: int, these: tuple[int, ...]) -> int:
        """The worlds of some cases in some looks."""
        on_a_day = _again(group, room, slots)
        every_look = range(LOOKS)
        return _joined([on_a_day if look in these else 0 for look in every_look], room * slots)

    def on(days: Sequence[int]) -> int:
        """The worlds of the cases of each day, in every look."""
        return _again(_joined(days, room), room * slots, LOOKS)

    _lay(rails, _in_some_looks(index, told, every, in_looks, letters))

    turned = (
        _by_day([(mine.held, group) for mine, group in grouped], slots),
        _by_day([(mine.failed, group) for mine, group in grouped], slots),
    )
    for side, numbers in zip(rails, turned, strict=True):
        for number, days in numbers.items():
            side[number] |= on(days)
    agencies = _by_day([(mine.covered, group) for mine, group in grouped], slots)
    covered = [on(agencies[place]) for place in range(len(index.doors))]
    return Worlds(cases, times, slots, room, again(every), rails, covered, presumed)


def _same(bits: int) -> int:
    return bits


def _room(count: int) -> int:
    """Room for so many cases: in whole bytes for many, which are faster said again."""
    return count if count < MANY else -(-count // 8) * 8


def _again(bits: int, room: int, times: int) -> int:
    """Bits that take so much room, so many times."""
    if room % 8:
        return bits * _firsts(room, times)
    return int.from_bytes(bits.to_bytes(room // 8, "little") * times, "little")


@lru_cache(maxsize=1024)
def _firsts(room: int, times: int) -> int:
    return sum(1 << place * room for place in range(times))


def _joined(parts: Sequence[int], room: int) -> int:
    """Bits that each take so much room, one after another."""
    if room % 8:
        return sum(bits << place * room for place, bits in enumerate(parts))
    return int.from_bytes(
        b"".join([bits.to_bytes(room // 8, "little") for bits in parts]), "little"
    )


def _lay(rails: Rails, cells: Iterable[tuple[Cell, int]]) -> None:
    for cell, worlds in cells:
        for side, numbers in zip(rails, cell, strict=True):
            for number in numbers:
                side[number] |= worlds


Told = dict[str, dict[FactValue, int]]
"""Of each fact the cases that tell each value."""


def _shared(cases: Sequence[CaseFacts]) -> Mapping[int, tuple[CaseFacts, int]]:
    """Of cases that are told alike, but for what is supposed besides, the first and all."""
    found: dict[int, tuple[CaseFacts, int]] = {}
    for place, case in enumerate(cases):
        key = id(case.facts)
        found[key] = (case, found[key][1] | 1 << place) if key in found else (case, 1 << place)
    return found


def _told(cases: Sequence[CaseFacts], shared: Iterable[tuple[CaseFacts, int]]) -> Told:
    told: Told = {}
    for case, group in shared:
        for name, value in case.facts.items():
            if value is not None:
                values = told.setdefault(name, {})
                values[value] = values.get(value, 0) | group
    for place, case in enumerate(cases):
        for name, value in case.more.items():
            values = told.setdefault(name, {})
            if (before := case.facts.get(name)) is not None:
                values[before] &= ~(1 << place)
            values[value] = values.get(value, 0) | 1 << place
    return told


def _presumed(
    index: RuleIndex,
    cases: Sequence[CaseFacts],
    told: Told,
    grouped: Iterable[tuple[Times, int]],
    rails: Rails,
    spread: Callable[[int], int],
) -> Sequence[Presumed]:
    """Lay what is presumed of cases into the rails of what is told of them."""
    known = {name: sum(values.values()) for name, values in told.items()}
    disputed: dict[str, int] = {}
    filled: dict[str, int] = {}
    for place, case in enumerate(cases):
        bit = 1 << place
        filled[case.filling] = filled.get(case.filling, 0) | bit
        for name in case.contradicted:
            known[name] = known.get(name, 0) | bit
        for name in case.disputed:
            disputed[name] = disputed.get(name, 0) | bit
    # presumptions look at days as they are on the day of entry
    first = [(n, spread(group)) for mine, group in grouped for n, days in mine.held if days & 1]
    for number, group in first:
        rails[0][number] |= group
    loose = filled.get("presumed", 0)
    presumed = presume(
        index.presuming,
        rails,
        Presumable(
            spread(loose),
            spread(loose | filled.get("certain", 0)),
            {name: spread(group) for name, group in known.items()},
            {name: spread(group) for name, group in disputed.items()},
        ),
    )
    for number, group in first:
        rails[0][number] ^= group
    return presumed


def _in_all_worlds(
    index: RuleIndex, told: Told, grouped: Iterable[tuple[Times, int]]
) -> Iterator[tuple[Cell, int]]:
    """What tests find that find the same in all worlds of a case, and of which cases."""
    cell = index.kernel.cell
    for name, values in told.items():
        if name not in index.special:
            for value, group in values.items():
                yield cell(name, value), group
    for name in index.gaps:
        yield cell(name, True), told.get(name, {}).get(True, 0)
    calendars: dict[int, tuple[Cell, int]] = {}
    for mine, group in grouped:
        yield mine.still, group
        _, others = calendars.get(id(mine.calendar), (mine.calendar, 0))
        calendars[id(mine.calendar)] = (mine.calendar, others | group)
    yield from calendars.values()


def _in_some_looks(
    index: RuleIndex,
    told: Told,
    every: int,
    on: Callable[[int, tuple[int, ...]], int],
    letters: bool,
) -> Iterator[tuple[Cell, int]]:
    """What tests find that hang on the look, and in which worlds.

    Args:
        index: the law.
        told: what is told of each fact.
        every: all cases.
        on: the worlds of some cases in some looks.
        letters: as `acted` has it.
    """
    cell = index.kernel.cell
    for name, undone in index.stated.items():
        values = told.get(name, {})
        untold = every & ~sum(values.values())
        for value, group in (*values.items(), (None, untold)):
            for done, looks in ((True, (DONE, DONE_GAPS)), (False, (STATED, STATED_GAPS))):
                counted = acted(value, undone, done, letters)
                if group and counted is not None:
                    yield cell(name, counted), on(group, looks)
    for name in index.gaps:
        has = told.get(name, {}).get(True, 0)
        yield cell(name, False), on(every & ~has, (DONE_GAPS, STATED_GAPS))


def _by_day(turning: Iterable[tuple[Turning, int]], slots: int) -> Mapping[int, list[int]]:
    """By number the cases for which something is so on each day."""
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0] * slots)
    for numbers, group in turning:
        for number, days in numbers:
            on = found[number]
            for day in _days_in(days):
                on[day] |= group
    return found


@lru_cache(maxsize=4096)
def _days_in(days: int) -> tuple[int, ...]:
    return tuple([day for day in range(days.bit_length()) if days >> day & 1])


def _grouped(times: Sequence[Times]) -> Collection[tuple[Times, int]]:
    """The different days, each with the cases that have them."""
    found: dict[int, tuple[Times, int]] = {}
    for place, mine in enumerate(times):
        found[id(mine)] = (mine, found.get(id(mine), (mine, 0))[1] | 1 << place)
    return found.values()
