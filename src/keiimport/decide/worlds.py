# SPDX-License-Identifier: Apache-2.0
"""The worlds of cases: each case on each day that matters to it, in each way of looking.

The bits of all cases lie side by side, once for each day and look: worlds of one day and look
are one number with a bit for each case. Between two days of a case no clock turns, so one look
after each turn looks at every day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from keiimport.decide.case_facts import CaseFacts, acted
from keiimport.decide.days import Times, Turning, times_of
from keiimport.decide.presuming import Presumable, Presumed, presume
from keiimport.decide.rule_index import RuleIndex
from keiimport.facts.comparisons import FactValue
from keiimport.logic.kernel import Cell, Rails, places_in

DONE, DONE_GAPS, STATED, STATED_GAPS = range(4)
"""The looks: actions all done or as stated; what may be missing from a partial table is
unknown, or (`GAPS`) counts as missing."""
LOOKS = 4

MANY = 64  # cases whose bits are faster said again as bytes than multiplied


class Worlds(NamedTuple):
    """The worlds of some cases.

    Attributes:
        cases: the cases in order.
        times: the days of each.
        slots: how many days each case has room for.
        room: how many cases there is room for on each day in each look.
        every: all worlds.
        rails: what each comparison finds in them.
        without_letters: works out the same where with everything done letters that nobody has are
            not asked for.
        covered: for each agency the worlds on whose day its law stands in the rulebook.
        presumed: what is presumed, and of which cases.
    """

    cases: Sequence[CaseFacts]
    times: Sequence[Times]
    slots: int
    room: int
    every: int
    rails: Rails
    without_letters: Callable[[], Rails]
    covered: Sequence[int]
    presumed: Sequence[Presumed]

    def at(self, look: int, day: int = 0) -> int:
        """The first case's world in one look on one day; the other cases follow it."""
        return first_world(look, day, self.slots, self.room)


def first_world(look: int, day: int, slots: int, room: int) -> int:
    """The first case's world in one look on one day, as `Worlds.at` has it."""
    return (look * slots + day) * room


def worlds_of(index: RuleIndex, cases: Sequence[CaseFacts]) -> Worlds:
    """The worlds of `cases`; on each day and look the first case has the lowest bit."""
    shared = _shared(cases)
    times_by = {key: times_of(index, case) for key, (case, _) in shared.items()}
    times = [times_by[id(case.facts)] for case in cases]
    room, slots = _room(len(cases)), max(len(each.days) for each in times)
    told, grouped = _told(cases, shared.values()), _grouped(times)
    rails = index.kernel.no_rails()
    again = lru_cache(None)(partial(_again, room=room, times=slots * LOOKS))
    many = len(cases) >= MANY
    # of many, bits are set one for each case, and said again for every world in the end
    spread = (lambda bits: bits) if many else again
    _lay(rails, ((cell, spread(group)) for cell, group in _in_all_worlds(index, told, grouped)))
    presumed = _presumed(index, cases, told, grouped, rails, spread)
    if many:
        for side in rails:
            side[:] = map(again, side)
    every = (1 << len(cases)) - 1

    @lru_cache(256)
    def in_looks(group: int, these: tuple[int, ...]) -> int:
        """The worlds of a group of cases in these looks."""
        on_a_day = _again(group, room, slots)
        every_look = range(LOOKS)
        return _joined([on_a_day if look in these else 0 for look in every_look], room * slots)

    def on(days: Sequence[int]) -> int:
        """The worlds in every look, given the cases on each day."""
        return _again(_joined(days, room), room * slots, LOOKS)

    turned = (
        _by_day([(mine.held, group) for mine, group in grouped], slots),
        _by_day([(mine.failed, group) for mine, group in grouped], slots),
    )
    for side, numbers in zip(rails, turned, strict=True):
        for number, days in numbers.items():
            side[number] |= on(days)

    def acted_on(letters: bool) -> Rails:
        done = rails[0].copy(), rails[1].copy()
        _lay(done, _in_some_looks(index, told, every, in_looks, letters))
        return done

    agencies = _by_day([(mine.covered, group) for mine, group in grouped], slots)
    covered = [on(agencies[place]) for place in range(len(index.doors))]
    return Worlds(
        cases,
        times,
        slots,
        room,
        every=again(every),
        rails=acted_on(True),
        without_letters=partial(acted_on, False),
        covered=covered,
        presumed=presumed,
    )


def _room(count: int) -> int:
    """Bits to keep for `count` cases: whole bytes where there are many, which copy faster."""
    return count if count < MANY else -(-count // 8) * 8


def _again(bits: int, room: int, times: int) -> int:
    """Bits repeated `times` times, `room` apart."""
    if room % 8:
        return bits * _firsts(room, times)
    return int.from_bytes(bits.to_bytes(room // 8, "little") * times, "little")


@lru_cache(maxsize=1024)
def _firsts(room: int, times: int) -> int:
    return sum(1 << place * room for place in range(times))


def _joined(parts: Sequence[int], room: int) -> int:
    """The parts side by side, `room` apart."""
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


Told = dict[str, dict[FactValue, int]]  # of each fact the cases that tell each value


def _shared(cases: Sequence[CaseFacts]) -> Mapping[int, tuple[CaseFacts, int]]:
    """Cases with the same facts, apart from what is supposed: the first, and all as bits."""
    found: dict[int, tuple[CaseFacts, int]] = {}
    for place, case in enumerate(cases):
        first, group = found.get(id(case.facts), (case, 0))
        found[id(case.facts)] = (first, group | 1 << place)
    return found


def _told(cases: Sequence[CaseFacts], shared: Iterable[tuple[CaseFacts, int]]) -> Told:
    told: Told = {}
    for case, group in shared:
        for name, value in case.facts.items():
            if value is not None:
                values = told.setdefault(name, {})
                values[value] = values.get(value, 0) | group
    for place, case in enumerate(cases):
        bit = 1 << place
        for name, value in case.more.items():
            values = told.setdefault(name, {})
            if (before := case.facts.get(name)) is not None:
                values[before] &= ~bit
            values[value] = values.get(value, 0) | bit
    return told


def _presumed(
    index: RuleIndex,
    cases: Sequence[CaseFacts],
    told: Told,
    grouped: Iterable[tuple[Times, int]],
    rails: Rails,
    spread: Callable[[int], int],
) -> Sequence[Presumed]:
    """Add what is presumed of the cases to the rails."""
    known = {name: sum(values.values()) for name, values in told.items()}
    filled: defaultdict[str, int] = defaultdict(int)
    disputed: defaultdict[str, int] = defaultdict(int)
    for place, case in enumerate(cases):
        bit = 1 << place
        filled[case.filling] |= bit
        for name in case.contradicted:
            known[name] = known.get(name, 0) | bit
        for name in case.disputed:
            disputed[name] |= bit
    # presumptions look at days as they are on the day of entry
    first = [(n, spread(group)) for mine, group in grouped for n, days in mine.held if days & 1]
    for number, group in first:
        rails[0][number] |= group
    presumable = Presumable(
        spread(filled["presumed"]),
        spread(filled["presumed"] | filled["certain"]),
        {name: spread(group) for name, group in known.items()},
        {name: spread(group) for name, group in disputed.items()},
    )
    presumed = presume(index.presuming, rails, presumable)
    for number, group in first:
        rails[0][number] ^= group
    return presumed


def _in_all_worlds(
    index: RuleIndex, told: Told, grouped: Iterable[tuple[Times, int]]
) -> Iterator[tuple[Cell, int]]:
    """Test results that are the same in all worlds of a case, each with its cases."""
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
    """Test results that depend on the look, each with its worlds.

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
    """For each number, the cases in which it is true on each day."""
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0] * slots)
    for numbers, group in turning:
        for number, days in numbers:
            on = found[number]
            for day in _days_in(days):
                on[day] |= group
    return found


@lru_cache(maxsize=4096)
def _days_in(days: int) -> tuple[int, ...]:
    return tuple(places_in(days))


def _grouped(times: Sequence[Times]) -> Collection[tuple[Times, int]]:
    """Each distinct set of days, with the cases that share it."""
    found: dict[int, tuple[Times, int]] = {}
    for place, mine in enumerate(times):
        found[id(mine)] = (mine, found.get(id(mine), (mine, 0))[1] | 1 << place)
    return found.values()
