# SPDX-License-Identifier: Apache-2.0
"""Many days in one pass: the same truths as one evaluation for each day."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.inference.programs import DATES, DAYS, facts, programs

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference import naive
from keiimport.inference.days import Calendar, Counted, Days, Offers
from keiimport.inference.direct import Direct
from keiimport.inference.program import Program

ENTRY = DATES[1]
Case = dict[str, FactValue]


def entry_days() -> st.SearchStrategy[list[Bounds]]:
    """Days of entry on the thresholds and beside them; the first may be bounded only."""
    day = st.builds(int.__add__, st.sampled_from(DAYS), st.sampled_from((-1, 0, 1)))
    pair = st.tuples(day, day).map(sorted)
    first = st.one_of(day.map(Bounds.point), pair.map(lambda ends: Bounds(*ends)))
    return st.tuples(first, st.lists(day.map(Bounds.point), max_size=8)).map(
        lambda drawn: [drawn[0], *drawn[1]]
    )


def laid_out(
    program: Program, told: Case, entries: list[Bounds]
) -> tuple[Days, list[object], Calendar, list[list[Truth]]]:
    """The evaluators, the facts as they read them, and the truths of all nodes on each day."""
    direct = Direct(program)
    days = Days(direct, program.names.values(), (ENTRY,))
    each: list[Case] = [{**told, ENTRY: entry} for entry in entries]
    truths = [naive.truths(program, case) for case in each]
    return days, direct.layout.slots(each[-1]), days.calendar(each), truths  # type: ignore[return-value]


def on_each_day(rails: tuple[bool | int, bool | int], count: int) -> list[Truth]:
    """The truth on each day of the two rails of a node."""
    holds, fails = (2**count - 1 if rail is True else int(rail) for rail in rails)
    assert not holds & fails
    assert max(holds, fails) < 2**count
    return [
        True if holds >> place & 1 else False if fails >> place & 1 else None
        for place in range(count)
    ]


@settings(max_examples=150, deadline=None)
@given(programs(), facts(), entry_days())
def test_one_pass_finds_what_a_look_at_each_day_finds(
    program: Program, told: Case, entries: list[Bounds]
) -> None:
    """Every rail of every root, whichever way its clocks turn."""
    days, slots, calendar, truths = laid_out(program, told, entries)
    roots = list(program.names.values())
    rails = days.each(roots)(slots, calendar)  # type: ignore[arg-type]
    for place, root in enumerate(roots):
        pair = rails[2 * place], rails[2 * place + 1]
        assert on_each_day(pair, len(entries)) == [found[root] for found in truths]


@settings(max_examples=150, deadline=None)
@given(programs(), facts(), entry_days(), st.data())
def test_what_is_offered_is_any_door_that_counts_and_nothing_that_bars(
    program: Program, told: Case, entries: list[Bounds], data: st.DataObject
) -> None:
    """A door counts only where it surely does; what may bar leaves the whole unknown."""
    nodes = st.sampled_from(list(program.names.values()))
    counted = st.lists(
        st.builds(Counted, nodes, st.one_of(st.none(), nodes), st.booleans()), max_size=4
    ).map(tuple)
    offers = data.draw(st.builds(Offers, counted, counted, st.booleans()), label="offers")
    days, slots, calendar, truths = laid_out(program, told, entries)
    expected: list[Truth] = []
    for found in truths:
        doors = [found[each.node] for each in offers.doors if counts(each, found)]
        bars = [found[each.node] for each in offers.bars if counts(each, found)]
        parts = [offers.free or naive_any(doors), *map(naive_not, bars)]
        expected.append(False if False in parts else None if None in parts else True)
    rails = days.offered(offers)(slots, calendar)  # type: ignore[arg-type]
    assert on_each_day(rails, len(entries)) == expected  # type: ignore[arg-type]


def counts(each: Counted, found: list[Truth]) -> bool:
    """Whether a door or a bar counts."""
    if each.when is None:
        return True
    return found[each.when] is True if each.surely else found[each.when] is not False


def naive_not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def naive_any(truths: list[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False
