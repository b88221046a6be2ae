# SPDX-License-Identifier: Apache-2.0
"""The worlds of cases: each case, on each of its days, in each look.

A set of worlds is an integer with one bit for each. The bits of all cases stand side by side,
in one block for each day and look (see `Layout`). Nothing about a case changes between two of
its days, so one look after each turn of a clock covers every day.
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
from keiimport.logic.kernel import Cell, Rails, places_in, set_bits

DONE, DONE_GAPS, STATED, STATED_GAPS = range(4)
"""The looks: with every action done, or as stated; a vehicle not listed in a partial table is
unknown to it, or (`GAPS`) counts as missing from it."""
LOOKS = 4

MANY = 64  # from so many cases on, repeating bytes is faster than multiplying


class Layout(NamedTuple):
    """How worlds are numbered: look by look, in each day by day, in each case by case.

    Attributes:
        stride: the bits from one day to the next, at least one for each case.
        slots: the days that there are bits for; some cases have fewer.
    """

    stride: int
    slots: int

    def world(self, look: int, day: int = 0) -> int:
        """The world of the first case in one look on one day; the other cases follow it."""
        return (look * self.slots + day) * self.stride

    def look_and_day(self, world: int) -> tuple[int, int]:
        """The look of a world, and the position of its day."""
        return divmod(world // self.stride, self.slots)


class Worlds(NamedTuple):
    """The worlds of some cases.

    Attributes:
        cases: the cases in order.
        times: the days of each.
        layout: how the worlds are numbered.
        every: all worlds.
        rails: the results of each test in them.
        without_letters: computes the rails for when untold letters are not asked for.
        covered: for each agency, the worlds on days whose law is in the rulebook.
        presumed: each fact that is presumed, with its value and its cases.
    """

    cases: Sequence[CaseFacts]
    times: Sequence[Times]
    layout: Layout
    every: int
    rails: Rails
    without_letters: Callable[[], Rails]
    covered: Sequence[int]
    presumed: Sequence[Presumed]


def worlds_of(index: RuleIndex, cases: Sequence[CaseFacts]) -> Worlds:
    """The worlds of `cases`; within each day and look, the first case has the lowest bit."""
    shared = _shared(cases)
    times_by = {key: times_of(index, case) for key, (case, _) in shared.items()}
    times = [times_by[id(case.facts)] for case in cases]
    stride, slots = _stride(len(cases)), max(len(each.days) for each in times)
    told, grouped = _told(cases, shared.values()), _grouped(times)
    rails = index.kernel.no_rails()
    everywhere = lru_cache(None)(partial(repeated, stride=stride, times=slots * LOOKS))
    many = len(cases) >= MANY
    # for many cases, set one bit for each, and repeat all of them for every world at the end
    spread = (lambda bits: bits) if many else everywhere
    set_bits(rails, ((cell, spread(group)) for cell, group in _in_all_worlds(index, told, grouped)))
    presumed = _presumed(index, cases, told, grouped, rails, spread)
    if many:
        for side in rails:
            side[:] = map(everywhere, side)
    every = (1 << len(cases)) - 1

    @lru_cache(256)
    def in_looks(group: int, these: tuple[int, ...]) -> int:
        """The worlds of a group of cases in some looks, on all days."""
        on_a_day = repeated(group, stride, slots)
        parts = [on_a_day if look in these else 0 for look in range(LOOKS)]
        return _concatenated(parts, stride * slots)

    def on(days: Sequence[int]) -> int:
        """The worlds, in every look, of the cases on each day."""
        return repeated(_concatenated(days, stride), stride * slots, LOOKS)

    turned = (
        _by_day([(mine.held, group) for mine, group in grouped], slots),
        _by_day([(mine.failed, group) for mine, group in grouped], slots),
    )
    for side, numbers in zip(rails, turned, strict=True):
        for number, days in numbers.items():
            side[number] |= on(days)

    def acted_on(letters: bool) -> Rails:
        done = rails[0].copy(), rails[1].copy()
        set_bits(done, _in_some_looks(index, told, every, in_looks, letters))
        return done

    agencies = _by_day([(mine.covered, group) for mine, group in grouped], slots)
    covered = [on(agencies[place]) for place in range(len(index.doors))]
    return Worlds(
        cases,
        times,
        Layout(stride, slots),
        every=everywhere(every),
        rails=acted_on(True),
        without_letters=partial(acted_on, False),
        covered=covered,
        presumed=presumed,
    )


def _stride(count: int) -> int:
    """The bits to reserve for `count` cases: whole bytes for many, which copy faster."""
    return count if count < MANY else -(-count // 8) * 8


def repeated(bits: int, stride: int, times: int) -> int:
    """`bits` repeated `times` times, `stride` apart."""
    if stride % 8:
        return bits * _ones(stride, times)
    return int.from_bytes(bits.to_bytes(stride // 8, "little") * times, "little")


@lru_cache(maxsize=1024)
def _ones(stride: int, times: int) -> int:
    return sum(1 << place * stride for place in range(times))


def _concatenated(parts: Sequence[int], stride: int) -> int:
    """The parts one after the other, `stride` apart."""
    if stride % 8:
        return sum(bits << place * stride for place, bits in enumerate(parts))
    return int.from_bytes(
        b"".join([bits.to_bytes(stride // 8, "little") for bits in parts]), "little"
    )


Told = dict[str, dict[FactValue, int]]  # for each fact, the cases that tell each value


def _shared(cases: Sequence[CaseFacts]) -> Mapping[int, tuple[CaseFacts, int]]:
    """Cases that share their told facts: the first of each group, and the group as bits."""
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
    """Presume what may be presumed of the cases, and add it to the rails."""
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
    # presumptions see the results of date tests on the day of entry
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
    same: defaultdict[Cell, int] = defaultdict(int)
    for mine, group in grouped:
        same[mine.still] |= group
        same[mine.calendar] |= group
    yield from same.items()


def _in_some_looks(
    index: RuleIndex,
    told: Told,
    every: int,
    on: Callable[[int, tuple[int, ...]], int],
    letters: bool,
) -> Iterator[tuple[Cell, int]]:
    """Test results that depend on the look, each with its worlds.

    Args:
        index: the rules.
        told: for each fact, the cases that tell each value.
        every: all cases.
        on: the worlds of some cases in some looks.
        letters: whether untold letters are unknown once every action is done; see `acted`.
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
    """For each test number, the cases in which the result is so on each day."""
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
