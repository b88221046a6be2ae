# SPDX-License-Identifier: Apache-2.0
"""The worlds of cases: each case on each day that matters to it, in each way of looking.

A case takes `LOOKS` times as many bits as the case with the most days has days. Between
two of its days no clock turns, so one look after each turn looks at every day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS, RuleIndex
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.logic.kernel import Cell, Rails
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS

DONE, DONE_GAPS, STATED, STATED_GAPS = range(4)
"""The looks: actions all done or as stated; what may be missing from a partial table is
unknown, or (`GAPS`) counts as missing."""
LOOKS = 4


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case on its day of entry.

    Attributes:
        facts: the value of each known fact, the days of the law among them.
        day: the day of entry (date ordinal).
        law_day: the day whose law counts for an entry on that day.
        pinned: whether that day stays where it is when a later entry is looked at.
        letters: whether with everything done letters that nobody has are asked for, which
            could say either thing.
    """

    facts: Mapping[str, FactValue | None]
    day: int
    law_day: int
    pinned: bool
    letters: bool = True

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
            facts[name] = self.acted(index, name, undone, done)
        if gaps:
            facts.update({name: False for name in index.gaps if name not in facts})
        return facts

    def acted(
        self, index: RuleIndex, name: str, undone: bool | str, done: bool
    ) -> FactValue | None:
        """What an action or a letter counts as."""
        told = self.facts.get(name)
        if told is None:
            return index.done[name] if done and (self.letters or undone is False) else undone
        return True if done and told is False else told

    def days_on(self, index: RuleIndex, day: int) -> dict[str, FactValue | None]:
        """The days that are otherwise for an entry on `day`."""
        if day == self.day:
            return {}
        moving = (ENTRY_DAY, LAW_DAY, *index.moving)
        point = Bounds.point(day)
        return {n: point for n in moving if not (self.pinned and n in LAW_DAYS)}


class Times(NamedTuple):
    """The days of a case and what tests on days find on each; cases of one age share them.

    Attributes:
        days: the day of entry, and every later day on which a clock of the case turns.
        still: what the tests find that find the same on all days.
        turning: of each other test its number, the days (as bits) it holds and those it fails.
        covered: for each agency the days whose law stands in the rulebook.
    """

    days: tuple[int, ...]
    still: Cell
    turning: tuple[tuple[int, int, int], ...]
    covered: tuple[int, ...]


def times_of(index: RuleIndex, case: CaseFacts) -> Times:
    """The days of a case; what was found of another of the same age is kept."""
    facts = case.facts
    key = (case.pinned, case.day, case.law_day, *[facts.get(name) for name in index.clock_facts])
    return index.times.recall(key, lambda: _times(index, case))


def _times(index: RuleIndex, case: CaseFacts) -> Times:
    days = (case.day, *index.change_points(case.facts, case.day))
    kernel, turning = index.kernel, index.clock_tests
    held, failed = dict.fromkeys(turning, 0), dict.fromkeys(turning, 0)
    holds: list[int] = []
    fails: list[int] = []
    for place, day in enumerate(days):
        facts = {**case.facts, **case.days_on(index, day)}
        cells = [kernel.cell(n, v) for n in MOVING_DAYS if (v := facts.get(n)) is not None]
        joint = kernel.cell_of(index.ages, facts) if place else kernel.joint(facts)
        for cell in (*cells, joint):
            for bits, every, numbers in ((held, holds, cell.holds), (failed, fails, cell.fails)):
                for number in numbers:
                    if number in turning:
                        bits[number] |= 1 << place
                    elif not place:
                        # nobody asks for it but on the day of entry
                        every.append(number)
    always = (1 << len(days)) - 1
    holds += [number for number, bits in held.items() if bits == always]
    fails += [number for number, bits in failed.items() if bits == always]
    still = Cell(tuple(holds), tuple(fails))
    turned = tuple(
        [
            (number, held[number], failed[number])
            for number in turning
            if held[number] | failed[number] > 0 and always not in (held[number], failed[number])
        ]
    )
    covered = []
    for doors in index.doors:
        since = doors.agency.covered_from
        known = [
            since is None
            or (case.law_day if case.pinned else case.law_day - case.day + day) >= since
            for day in days
        ]
        covered.append(sum(1 << place for place, is_known in enumerate(known) if is_known))
    return Times(days, still, turned, tuple(covered))


class Worlds(NamedTuple):
    """The worlds of some cases.

    Attributes:
        cases: the cases in order.
        times: the days of each.
        slots: how many days each case has room for; a look at a case takes as many bits.
        every: all worlds.
        rails: what each comparison finds in them.
    """

    cases: Sequence[CaseFacts]
    times: Sequence[Times]
    slots: int
    every: int
    rails: Rails


def worlds_of(index: RuleIndex, cases: Sequence[CaseFacts]) -> Worlds:
    """The worlds of `cases`, the first case in the lowest bits."""
    times = [times_of(index, case) for case in cases]
    slots = max(len(each.days) for each in times)
    # whole bytes for each case
    slots += slots % 2
    width = slots * LOOKS
    every = (1 << width * len(cases)) - 1
    rails = index.kernel.no_rails()
    for cell, worlds in _cells(index, cases, times, slots):
        for side, numbers in zip(rails, cell, strict=True):
            for number in numbers:
                side[number] |= worlds
    # the bits of days, once in each look
    looks = sum(1 << (which * slots) for which in range(LOOKS))
    for mine, of_cases in _grouped(times).values():
        first = _spread(of_cases, width)
        for number, held, failed in mine.turning:
            rails[0][number] |= held * looks * first
            rails[1][number] |= failed * looks * first
    return Worlds(cases, times, slots, every, rails)


def _cells(
    index: RuleIndex, cases: Sequence[CaseFacts], times: Sequence[Times], slots: int
) -> Iterator[tuple[Cell, int]]:
    """What tests find that find the same on all days of a case, and in which worlds."""
    cell, width, look = index.kernel.cell, slots * LOOKS, (1 << slots) - 1
    whole = (1 << width) - 1
    done = look << (DONE * slots) | look << (DONE_GAPS * slots)
    missing = look << (DONE_GAPS * slots) | look << (STATED_GAPS * slots)
    told: dict[tuple[str, FactValue | None], int] = {}
    acting: dict[tuple[object, ...], tuple[CaseFacts, int]] = {}
    bit = 1
    for case in cases:
        for item in case.facts.items():
            told[item] = told.get(item, 0) | bit
        acts = (case.letters, *map(case.facts.get, index.stated))
        acting[acts] = (case, acting.get(acts, (case, 0))[1] | bit)
        bit <<= 1
    for (name, value), of_cases in told.items():
        if value is not None and name not in index.special:
            yield cell(name, value), _spread(of_cases, width) * whole
    for case, of_cases in acting.values():
        first = _spread(of_cases, width)
        for name, undone in index.stated.items():
            for is_done, worlds in ((True, done), (False, whole ^ done)):
                value = case.acted(index, name, undone, is_done)
                if value is not None:
                    yield cell(name, value), first * worlds
    for name in index.gaps:
        completed = told.get((name, True), 0)
        yield cell(name, True), _spread(completed, width) * whole
        yield cell(name, False), _spread(bit - 1 & ~completed, width) * missing
    for mine, of_cases in _grouped(times).values():
        yield mine.still, _spread(of_cases, width) * whole


def _grouped(times: Sequence[Times]) -> dict[int, tuple[Times, int]]:
    """The different days, each with the cases that have them."""
    found: dict[int, tuple[Times, int]] = {}
    for place, mine in enumerate(times):
        found[id(mine)] = (mine, found.get(id(mine), (mine, 0))[1] | 1 << place)
    return found


def _spread(cases: int, width: int) -> int:
    """A bit in the first world of each of some cases, which take `width` bits each."""
    empty = bytes(width // 8)
    first = b"\1" + empty[1:]
    return int.from_bytes(
        b"".join([first if case == "1" else empty for case in f"{cases:b}"[::-1]]), "little"
    )
