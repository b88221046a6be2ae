# SPDX-License-Identifier: Apache-2.0
"""When: nothing changes within a period, and every change has its day and its clock."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, Told_, engine, evaluated, told_cases

from keiimport import InputError
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS
from keiimport.explain.timeline import Timeline
from keiimport.explain.written import GATE
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.dates import format_date
from keiimport.verdict_types import plain

SAKURA = EXAMPLES["sakura-2022"]
SKYLINE = {
    "vehicle.make": "Nissan",
    "vehicle.model": "Skyline",
    "vehicle.chassis_code": "BCNR33",
    "vehicle.manufactured": "1997-05",
    "vehicle.eligibility_number": "VCP-32",
    "vehicle.title": "clean",
    "vehicle.theft_marked": True,
    "entry.date": "1999-01-01",
}


def on(found: Timeline, id: str, day: str) -> str:
    return found.track(id).on(date.fromisoformat(day))


def test_each_clock_of_the_sakura_turns_on_its_day() -> None:
    found = engine().evaluate(SAKURA).timeline()
    assert [(p.from_, p.outcome) for p in found.periods] == [
        (date.fromisoformat("2026-11-21"), "not_yet"),
        (date.fromisoformat("2043-01-01"), "not_yet"),
        (date.fromisoformat("2047-06-01"), "undetermined"),
        (date.fromisoformat("2047-06-30"), "admissible"),
    ]
    turns = {(t.day, t.id): t for t in found.transitions}
    by_epa = turns[date.fromisoformat("2043-01-01"), "epa.code_e"].by
    assert [cause.rules for cause in by_epa] == [("epa.age.21_years",)]
    possible = turns[date.fromisoformat("2047-06-01"), "nhtsa.box_1"]
    certain = turns[date.fromisoformat("2047-06-30"), "nhtsa.box_1"]
    assert (possible.certain, certain.certain) == (False, True)
    assert "49 CFR 591.5(i)(1)" in certain.by[0].cite
    box = found.track("nhtsa.box_1")
    assert (box.possible, box.certain) == (possible.day, certain.day)


def test_a_text_that_comes_into_force_is_named() -> None:
    """The first decision that covers it opens the door, and is named with its citation."""
    (turn,) = (
        t for t in engine().evaluate(SKYLINE).timeline().transitions if t.id == "nhtsa.box_3"
    )
    assert turn.day == date.fromisoformat("2000-01-19")
    assert [cause.kind for cause in turn.by] == ["law"]
    assert "comes into force" in turn.by[0].because
    assert "65 FR 3002" in turn.by[0].cite


def test_under_the_law_of_one_day_no_text_changes() -> None:
    found = engine().evaluate(SKYLINE, as_of="1999-01-01").timeline()
    causes = {cause.kind for turn in found.transitions for cause in turn.by}
    assert causes == {"age"}
    assert not found.to_dict()["law_moves"]


def test_until_cuts_and_says_that_more_will_come() -> None:
    found = engine().evaluate(SAKURA).timeline("2045-12-31")
    assert found.periods[-1].until == date.fromisoformat("2045-12-31")
    assert all(turn.day <= date.fromisoformat("2045-12-31") for turn in found.transitions)
    assert found.next_turn == date.fromisoformat("2047-06-01")
    assert found.to_dict()["earliest"] == "2047-06-30"
    whole = engine().evaluate(SAKURA).timeline("2060")
    assert whole.next_turn is None
    assert [t.day for t in whole.transitions] == [
        t.day for t in engine().evaluate(SAKURA).timeline().transitions
    ]


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        engine().evaluate(SAKURA).timeline("soon")
    assert caught.value.at == "until"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_verdict_is_the_first_period(name: str) -> None:
    """Its outcome, its earliest days, and each path as the verdict has it."""
    verdict = cases.example(name)
    found = verdict.timeline().to_dict()
    assert found["outcome"] == verdict.outcome
    assert found["earliest"] == plain(verdict.earliest)
    assert found["earliest_possible"] == plain(verdict.earliest_possible)
    tracks = {path["id"]: path for path in found["paths"]}
    for path in verdict.paths:
        track = tracks[path.id]
        assert track["periods"][0]["outcome"] == path.outcome
        if path.outcome != "closed":
            assert track["opens_on"] == plain(path.opens_on)
            assert track["opens_possible"] == plain(path.opens_possible)
    assert {gate["id"] for gate in found["gates"]} == {gate.id for gate in verdict.gates}


@settings(max_examples=30, deadline=None)
@given(told_cases(most=4))
def test_periods_follow_each_other_without_a_gap(told: dict[str, Told_]) -> None:
    found = evaluated(told).timeline()
    for track in found.tracks:
        assert track.periods[0].from_ == found.entry_date
        assert track.periods[-1].until is None
        for one, other in zip(track.periods, track.periods[1:], strict=False):
            assert one.until is not None
            assert one.until + timedelta(days=1) == other.from_
            assert one.outcome != other.outcome
    for turn in found.transitions:
        assert turn.by, turn
        assert found.track(turn.id).on(turn.day) == turn.after
        assert found.track(turn.id).on(turn.day - timedelta(days=1)) == turn.before


@settings(max_examples=25, deadline=None)
@given(told_cases(most=4), st.data())
def test_day_by_day_each_answer_is_that_of_its_period(
    told: dict[str, Told_], data: st.DataObject
) -> None:
    """Every single day about a change, or about any day, is looked at by itself."""
    verdict = evaluated(told)
    found, decided = verdict.timeline(), verdict._decided
    index = decided.index
    turning = [turn.day.toordinal() for turn in found.transitions] or [decided.day + 200]
    middle = data.draw(
        st.one_of(st.sampled_from(turning), st.integers(decided.day, decided.day + 12_000))
    )
    for day in range(max(decided.day, middle - 40), middle + 40):
        doors_on = decided.doors_on(day, True)
        first = bisect_right(decided.days, day) - 1
        for place, path in enumerate(index.paths):
            expected: str = decided.decision_from(
                decided.done(place), decided.stated(place), first
            ).outcome
            if not doors_on.claims[place]:
                expected = "closed"
            assert found.track(path.id).on(date.fromordinal(day)) == expected
        for place, gate in enumerate(index.gates):
            assert found.track(gate.id).on(date.fromordinal(day)) == GATE[doors_on.barred[place]]


@settings(max_examples=40, deadline=None)
@given(told_cases(most=3), st.data())
def test_on_a_later_day_it_is_what_a_later_entry_gets(
    told: dict[str, Told_], data: st.DataObject
) -> None:
    """The whole of a period is the outcome of the same case that enters within it."""
    verdict = evaluated(told)
    found, here = verdict.timeline(), verdict._decided
    days: list[Any] = [
        turn.day.toordinal() + step for turn in found.transitions for step in (-1, 0)
    ]
    day = data.draw(st.sampled_from([*days, here.day + 700]))
    assume(day >= here.day)
    bounds = Bounds.point(day)
    later = evaluated({**told, ENTRY_DAY: StatedBounds(bounds, format_date(bounds))})
    there = later._decided
    index = engine().index
    for name in set(index.program.facts_read(index.roots)).difference(MOVING_DAYS):
        assume(here.facts.get(name) == there.facts.get(name))
    assert found.whole.on(date.fromordinal(day)) == later.outcome
