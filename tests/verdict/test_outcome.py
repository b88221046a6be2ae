# SPDX-License-Identifier: Apache-2.0
"""One formula on every day: outcomes, their days, actions, gaps, and whose law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.verdict import cases
from tests.verdict.cases import BUILT, Told_, engine, evaluated, told_cases

from keiimport import InputError, Verdict
from keiimport.decide.decision import DecidedCase
from keiimport.decide.outcomes import OVERALL
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS
from keiimport.explain.words import day_words
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.dates import format_date
from keiimport.rulebook.model import Agency

DAY = "2026-11-21"
FAR = date(2075, 1, 1).toordinal()


def evaluate(vehicle: Mapping[str, Any], entry: str | None = DAY, **options: Any) -> Verdict:
    """The verdict of a vehicle that enters on a day; dotted keys tell other parts."""
    own = {key if "." in key else f"vehicle.{key}": value for key, value in vehicle.items()}
    return engine().evaluate({**own, "entry.date": entry}, **options)


def path(verdict: Verdict, name: str) -> dict[str, Any]:
    return next(row for row in verdict.paths if row.id == name)


def on(told: Mapping[str, Told_], day: int) -> DecidedCase:
    """The same case with another day of entry."""
    bounds = Bounds.point(day)
    return evaluated({**told, ENTRY_DAY: StatedBounds(bounds, format_date(bounds))})._decided


def ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


# -- days --------------------------------------------------------------------


@st.composite
def cases_and_days(draw: Any) -> tuple[dict[str, Told_], Verdict, int]:
    """A case, its verdict, and a later day: on or beside a change of its clocks, or any."""
    told = draw(told_cases(most=4))
    verdict = evaluated(told)
    today = verdict._decided.day
    turning = verdict._decided.days[1:] or [today + 400]
    near = st.builds(int.__add__, st.sampled_from(turning), st.sampled_from((-1, 0, 1)))
    day = draw(st.one_of(near, st.integers(today, FAR)))
    assume(today <= day)
    return told, verdict, day


@settings(max_examples=60, deadline=None)
@given(cases_and_days())
def test_a_look_at_a_later_day_is_a_later_entry(
    drawn: tuple[dict[str, Told_], Verdict, int],
) -> None:
    """What is seen for day d is what the same case shows that enters on day d.

    The law's day moves along. A build that is bounded by nothing but the entry would
    become another case, so such a case is passed over.
    """
    told, verdict, day = drawn
    here, there = verdict._decided, on(told, day)
    index = engine().index
    for name in set(index.program.facts_read(index.roots)).difference(MOVING_DAYS):
        assume(here.facts.get(name) == there.facts.get(name))
    for done in (False, True):
        mine, own = here.doors_on(day, done), there.doors_on(day, done)
        assert list(mine.claims) == list(own.claims)
        assert mine.whole is own.whole
        assert list(mine.agencies) == list(own.agencies)
        claimed = [i for i, claim in enumerate(mine.claims) if claim]
        assert [mine.offers[i] for i in claimed] == [own.offers[i] for i in claimed]


@settings(max_examples=50, deadline=None)
@given(told_cases(most=4))
def test_the_earliest_day_is_the_first(told: dict[str, Told_]) -> None:
    """On `earliest` it is certainly open and the day before not; `possible` likewise."""
    verdict = evaluated(told)
    decided, decision = verdict._decided, verdict._decided.decision(None)
    first, may = decision.earliest, decision.possible
    if first is not None:
        assert decided.doors_on(first, True).whole is True
        assert first == decided.day or decided.doors_on(first - 1, True).whole is not True
    if may is not None:
        assert decided.doors_on(may, True).whole is not False
        assert may == decided.day or decided.doors_on(may - 1, True).whole is False
    if first is not None:
        assert may is not None and may <= first
    assert (first == decided.day) is (decision.outcome in ("open", "needs_action"))
    assert verdict.earliest == (None if first is None else date.fromordinal(first))


@settings(max_examples=40, deadline=None)
@given(told_cases(most=4), st.data())
def test_day_by_day_nothing_changes_between_change_points(
    told: dict[str, Told_], data: st.DataObject
) -> None:
    """Every day of a window is looked at; a change falls on a change point, exactly."""
    decided = evaluated(told)._decided
    points = decided.days[1:]
    middle = data.draw(st.sampled_from([*points, decided.day + 150]))
    days = range(max(decided.day, middle - 150), middle + 150)
    truths = [(decided.doors_on(d, True), decided.doors_on(d, False)) for d in days]
    for day, before, after in zip(days[1:], truths, truths[1:], strict=False):
        if [(doors_on.whole, list(doors_on.offers)) for doors_on in before] != [
            (doors_on.whole, list(doors_on.offers)) for doors_on in after
        ]:
            assert day in points


@pytest.mark.parametrize(
    "name", ["x-trail-2001", "x-trail-2001-11", "kei-truck-h13", "x-trail-2005-03"]
)
def test_the_first_day_found_day_by_day(name: str) -> None:
    """For bounded builds both days are what a search of every single day finds."""
    verdict = cases.example(name)
    decided = verdict._decided
    whole = {
        day: decided.doors_on(day, True).whole for day in range(decided.day, decided.day + 1500)
    }
    assert ordinal(verdict.earliest) == min(day for day, truth in whole.items() if truth)
    assert ordinal(verdict.earliest_possible) == min(
        day for day, truth in whole.items() if truth is not False
    )


@settings(max_examples=40, deadline=None)
@given(told_cases(most=3, other_days=False))
def test_entering_on_the_earliest_day_is_admitted(told: dict[str, Told_]) -> None:
    """What is not yet open opens to the same vehicle that enters on the day told.

    A build that nothing but the day of entry bounds is another one with a later entry.
    """
    built = told.get(BUILT)
    assume(isinstance(built, StatedBounds) and built.bounds.high is not None)
    verdict = evaluated(told)
    assume(verdict.outcome == "not_yet" and BUILT not in verdict._completed.contradicted)
    first = ordinal(verdict.earliest)
    assert first is not None
    try:
        assert OVERALL[on(told, first).decision(None).outcome] in ("admissible", "conditional")
        before = OVERALL[on(told, first - 1).decision(None).outcome]
    except InputError:
        assume(False)
    assert before in ("not_yet", "undetermined")


@pytest.mark.parametrize(
    ("built", "last_day_without", "first_day"),
    [
        ("1996-02-29", "2021-02-28", "2021-03-01"),
        ("2000-02-29", "2025-02-28", "2025-03-01"),
        ("2000-02-28", "2025-02-27", "2025-02-28"),
        ("2000-03-01", "2025-02-28", "2025-03-01"),
    ],
)
def test_built_on_a_leap_day(built: str, last_day_without: str, first_day: str) -> None:
    """What was built on 29 February is full of age on 1 March, never a day before."""
    vehicle = {"manufactured": built, "certified_to": []}
    assert evaluate(vehicle, last_day_without).outcome == "not_yet"
    assert evaluate(vehicle, last_day_without).earliest == date.fromisoformat(first_day)
    assert path(evaluate(vehicle, first_day), "nhtsa.box_1").outcome == "open"


# -- actions -----------------------------------------------------------------

ELIGIBLE = {
    "make": "Nissan",
    "model": "Skyline",
    "chassis_code": "BCNR33",
    "drive_side": "right",
    "manufactured": "1997-05",
    "eligibility_number": "VCP-32",
    "title": "clean",
    "theft_marked": True,
}
ELIGIBLE_DAY = "2018-06-15"
"""A day on which every other agency has a door open to it."""

CANADIAN = {
    "manufactured": "2015-06",
    "market": "CA",
    "body": "passenger_car",
    "certified_to": ["canada_cmvss"],
    "title": "clean",
    "theft_marked": True,
    "epa_certified": True,
    "entry.personal_use": True,
}
CONTRACT, BOND, LETTER = "importer.ri_contract", "entry.bond", "vehicle.manufacturer_letter"


@pytest.mark.parametrize("told", [{}, {CONTRACT: False}, {CONTRACT: False, BOND: False}])
def test_an_action_that_is_not_done_is_no_unknown(told: dict[str, bool]) -> None:
    """Untold or told false, it is still to do: conditional, and nobody is asked about it."""
    verdict = evaluate({**ELIGIBLE, **told}, ELIGIBLE_DAY)
    assert verdict.outcome == "conditional"
    assert path(verdict, "nhtsa.box_3").outcome == "needs_action"
    assert path(verdict, "nhtsa.box_3").actions == (CONTRACT, BOND)
    assert verdict.depends_on == "importer"
    assert verdict.asked == []
    assert verdict.earliest == date.fromisoformat(ELIGIBLE_DAY)


@pytest.mark.parametrize(
    ("told", "left"),
    [({CONTRACT: True}, [BOND]), ({BOND: True}, [CONTRACT]), ({CONTRACT: True, BOND: True}, [])],
)
def test_an_action_told_as_done_is_done(told: dict[str, bool], left: list[str]) -> None:
    """Box 3 opens when the registered importer and the bond both stand."""
    verdict = evaluate({**ELIGIBLE, **told}, ELIGIBLE_DAY)
    box = path(verdict, "nhtsa.box_3")
    assert box.outcome == ("needs_action" if left else "open")
    assert list(box.actions) == left
    assert verdict.outcome == ("conditional" if left else "admissible")


@pytest.mark.parametrize(
    ("letter", "outcome", "box"),
    [
        (None, "conditional", "needs_action"),
        (False, "conditional", "needs_action"),
        (True, "admissible", "open"),
    ],
)
def test_the_makers_letter_is_an_action(letter: bool | None, outcome: str, box: str) -> None:
    """Box 2B needs the maker's letter, which can still be asked for."""
    verdict = evaluate({**CANADIAN, LETTER: letter})
    assert verdict.outcome == outcome
    assert path(verdict, "nhtsa.box_2b").outcome == box


def test_no_action_repairs_what_cannot_be_changed() -> None:
    """With everything done a salvage title still shuts the doors that ask for damage."""
    done = {CONTRACT: True, BOND: True, LETTER: True}
    verdict = evaluate({**ELIGIBLE, **done, "title": "salvage"}, ELIGIBLE_DAY)
    assert path(verdict, "nhtsa.box_3").outcome == "closed"
    assert verdict.outcome == "not_yet"


@settings(max_examples=40, deadline=None)
@given(told_cases(most=4), st.data())
def test_doing_something_never_hurts(told: dict[str, Told_], data: st.DataObject) -> None:
    """Told as done, an action leaves no path and not the whole in a worse place."""
    order = ("open", "needs_action", "needs_facts", "not_yet", "closed")
    action = data.draw(st.sampled_from([fact.name for fact in engine().index.actions]))
    one = evaluated({**told, action: False})._decided
    two = evaluated({**told, action: True})._decided
    for pick in (None, *range(len(engine().index.paths))):
        if pick is None or one.doors_on(one.day, True).claims[pick]:
            before, after = one.decision(pick).outcome, two.decision(pick).outcome
            assert order.index(after) <= order.index(before)


# -- partial tables ----------------------------------------------------------

OTHER = {"make": "Toyota", "model": "Celica", "chassis_code": None, "drive_side": "left"}
OTHER |= {"manufactured": "2003-05", "kei": False, "displacement": 1800, "certified_to": []}


def test_a_number_that_nothing_refutes_is_looked_up() -> None:
    """A number of no row: unknown for its path, and asked for; the table is named."""
    told = {**ELIGIBLE, **OTHER, "eligibility_number": "VSP-999"}
    verdict = evaluate(told, "2025-05-01")
    assert path(verdict, "nhtsa.box_3").outcome == "needs_facts"
    assert verdict.outcome == "undetermined"
    assert verdict.earliest == date(2028, 5, 31)
    assert verdict.missing[0].fact == "vehicle.eligibility_confirmed"
    (warning,) = [text for text in verdict.warnings if "we know only part of" in text]
    assert "eligible for importation" in warning and "nhtsa.box_3" in warning


def test_no_warning_about_a_table_that_changes_nothing() -> None:
    """Without the number nobody claims the door, and the table is not spoken of."""
    told = {name: value for name, value in ELIGIBLE.items() if name != "eligibility_number"}
    verdict = evaluate(told, "2016-05-01")
    assert not any("we know only part of" in text for text in verdict.warnings)


# -- whose law ---------------------------------------------------------------


def test_as_of_pins_the_law() -> None:
    """A decision rescinded in 2006 stands under the law of the day before, however late."""
    rescinded = {**ELIGIBLE, "model": "Skyline GT-R (R32)", "chassis_code": None}
    rescinded |= {"eligibility_number": "VCP-17", "manufactured": "1993-05-20"}
    today = evaluate(rescinded, "2016-05-01")
    pinned = evaluate(rescinded, "2016-05-01", as_of="2006-02-28")
    assert (today.law_as_of, pinned.law_as_of) == (date(2016, 5, 1), date(2006, 2, 28))
    assert pinned.entry_date == date(2016, 5, 1)
    assert path(pinned, "nhtsa.box_3").outcome == "needs_action"
    assert path(today, "nhtsa.box_3").outcome == "closed"
    assert pinned.truth("eligibility.decided") is True
    assert today.truth("eligibility.decided") is False


@settings(max_examples=50, deadline=None)
@given(told_cases(most=3))
def test_pinning_the_day_of_entry_changes_nothing_today(told: dict[str, Told_]) -> None:
    """The law's day is the day of entry unless somebody says otherwise."""
    free = evaluated(told)
    pinned = evaluated(told, as_of=free.entry_date)
    for done in (False, True):
        mine, own = (case._decided.doors_on(free._decided.day, done) for case in (free, pinned))
        assert (mine.whole, list(mine.offers)) == (own.whole, list(own.offers))


def last_covered() -> Agency:
    """The agency whose law begins last in the rulebook."""
    return max(engine().rulebook.agencies, key=lambda agency: agency.covered_from or 0)


def test_law_before_the_rulebook_begins_is_not_known() -> None:
    """Before `covered_from` the answer is undetermined and says why, never today's law."""
    agency = last_covered()
    assert agency.covered_from is not None
    first = date.fromordinal(agency.covered_from).isoformat()
    said = day_words(agency.covered_from)
    last = date.fromordinal(agency.covered_from - 1).isoformat()
    old = {"manufactured": "1960-05-01", "certified_to": [], "title": "clean"}
    covered, early = evaluate(old, DAY, as_of=first), evaluate(old, DAY, as_of=last)
    assert covered.outcome == "admissible"
    assert early.outcome == "undetermined"
    assert any(said in text and agency.name in text for text in early.warnings)
    assert not any(said in text and agency.name in text for text in covered.warnings)


def test_an_entry_before_the_rulebook_begins_may_be_known_later() -> None:
    """The first day of which anything is known is a change point too."""
    agency = last_covered()
    assert agency.covered_from is not None
    vehicle = {"manufactured": "1960-05-01", "certified_to": []}
    verdict = evaluate(vehicle, date.fromordinal(agency.covered_from - 10).isoformat())
    assert verdict.outcome == "undetermined"
    assert agency.covered_from in verdict._decided.days[1:]
    assert verdict.earliest == date.fromordinal(agency.covered_from)


def test_the_beginning_is_a_change_point_whatever_the_rules_say() -> None:
    """It does not lean on some rule that happens to begin on the same day."""
    from dataclasses import replace

    from keiimport import Engine

    rulebook, agency = engine().rulebook, last_covered()
    assert agency.covered_from is not None
    later = agency._replace(covered_from=agency.covered_from + 40)
    agencies = tuple(later if own == agency else own for own in rulebook.agencies)
    moved = Engine(replace(rulebook, agencies=agencies))
    vehicle = {"vehicle.manufactured": "1960-05-01", "vehicle.certified_to": []}
    entry = date.fromordinal(agency.covered_from + 10).isoformat()
    verdict = moved.evaluate({**vehicle, "entry.date": entry})
    assert verdict.outcome == "undetermined"
    assert verdict.earliest == date.fromordinal(agency.covered_from + 40)


# -- doors for a time ----------------------------------------------------------


def test_no_door_for_a_time_is_for_the_road() -> None:
    """What must leave again never makes the answer for road use a yes."""
    for door in engine().index.paths:
        if door.stay != "permanent" and not door.theoretical:
            assert door.purposes, f"{door.id} names no purposes"
            # but for who is on assignment and says so
            claimed = door.claimed_when is not None
            assert claimed or "road_use" not in door.purposes, f"{door.id} is open for road use"
