# SPDX-License-Identifier: Apache-2.0
"""The days on which a case can change, and the results of date tests on each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.rule_index import MOVING_DAYS, RuleIndex
from keiimport.facts.comparisons import AtLeast, AtMost, HasAged, Reached, Truth
from keiimport.logic.kernel import Cell

Turning = tuple[tuple[int, int], ...]
"""The numbers of tests, each with the days on which it is so."""


class Times(NamedTuple):
    """The days of a case and the results of date tests on them; cases of the same age share them.

    Days are numbered in order, and a set of days is an integer with one bit for each.

    Attributes:
        days: the day of entry, then every later day on which a clock of the case turns.
        calendar: results, the same on all days, of tests that read only the day of entry.
        still: results, the same on all days, of tests that compare two dates.
        held: for each remaining test its number, and the days on which it holds.
        failed: for each remaining test its number, and the days on which it fails.
        covered: for each agency its position, and the days whose law is in the rulebook.
    """

    days: tuple[int, ...]
    calendar: Cell
    still: Cell
    held: Turning
    failed: Turning
    covered: Turning


def times_of(index: RuleIndex, case: CaseFacts) -> Times:
    """The days of a case, remembered for cases of the same age."""
    key = (case.pinned, case.day, case.law_day, *map(case.facts.get, index.clock_facts))
    return index.times.recall(key, lambda: _times(index, case))


def _times(index: RuleIndex, case: CaseFacts) -> Times:
    reached = index.kernel.when_reached(case.facts)
    days = (case.day, *index.change_points(reached, case.day))
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
        holds, fails = _aged(index, number, case, days, reached.get(number))
        if holds not in (0, always) or fails not in (0, always):
            held[number], failed[number] = holds, fails
    ages = index.kernel.ages(reached, case.facts)
    still = Cell(*(tuple([number for number in side if number not in held]) for side in ages))
    law_days = [case.law_day_on(day) for day in days]
    covered = []
    for place, doors in enumerate(index.doors):
        since = doors.agency.covered_from
        # once its law is in the rulebook it stays so: law days move with the entry or are pinned
        written = 0 if since is None else bisect_left(law_days, since)
        covered.append((place, always >> written << written))
    every = (tuple(held.items()), tuple(failed.items()), tuple(covered))
    return Times(days, calendar.still, still, *every)


class Calendar(NamedTuple):
    """The results of tests on moving days for entries on one day.

    Attributes:
        still: the tests with the same result on all days.
        turning: for each other test its number, its truth on the day of entry, the first day on
            which the result changes, and whether it holds (or fails) from then on.
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
            # all later days lie on one side of it
            passed = rises if day <= case.day + 1 else None
        # other tests matter on the day of entry alone
        if number in index.clock_tests and (passed is None or passed is not first):
            turning.append((number, first, day, rises))
        elif first is not None:
            (holds if first else fails).append(number)
    return Calendar(Cell(tuple(holds), tuple(fails)), tuple(turning))


def _aged(
    index: RuleIndex, number: int, case: CaseFacts, days: Sequence[int], reached: Reached | None
) -> tuple[int, int]:
    """The days on which something is old enough, and those on which it is not."""
    test = index.program.comparisons[number]
    assert isinstance(test, HasAged)
    if reached is None:
        return 0, 0
    first, always = reached.truth(case.facts.get(test.by)), (1 << len(days)) - 1
    if not case.moves(index, test.by):
        return always * (first is True), always * (first is False)
    held = failed = 0
    # it turns at most once: the later days from then on, and those before
    if reached.surely is not None:
        held = always & ~((1 << bisect_left(days, reached.surely, 1)) - 1)
    if reached.maybe is not None:
        failed = (1 << bisect_left(days, reached.maybe, 1)) - 2
    return held | (first is True), failed | (first is False)
