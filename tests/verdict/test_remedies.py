# SPDX-License-Identifier: Apache-2.0
"""What if: every set of changes opens its path, and none of its parts can be left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, Told_, engine, evaluated, told_cases

from keiimport import Case, Engine, InputError, Verdict
from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.explain.levers import MOST_CHANGES
from keiimport.explain.remedies import Change, Remedies
from keiimport.facts.bounds import StatedBounds

SKYLINE = {
    "vehicle.make": "Nissan",
    "vehicle.model": "Skyline",
    "vehicle.chassis_code": "BCNR33",
    "vehicle.manufactured": "1997-05",
    "vehicle.engine": "other",
    "entry.date": "2026-11-21",
}
ELIGIBLE = {
    **SKYLINE,
    "vehicle.engine": "original",
    "vehicle.eligibility_number": "VCP-32",
    "vehicle.title": "clean",
    "vehicle.theft_marked": True,
    "entry.date": "2016-05-01",
}


def facts_of(found: Remedies, id: str) -> list[set[str]]:
    return [{c.fact for c in remedy.changes} for remedy in found.way(id).remedies]


def test_the_wrong_engine_is_cured_by_the_right_one() -> None:
    found = engine().evaluate(SKYLINE).remedies()
    assert found.whole.outcome == "conditional"
    first = found.whole.remedies[0]
    assert first.kind == "action"
    assert first.changes[0].fact == "vehicle.engine"
    assert first.changes[0].to == "original"
    assert first.outcome == "admissible"
    assert found.way("epa.code_e").kind == "action"


def test_time_will_do_it() -> None:
    way = engine().evaluate(EXAMPLES["sakura-2022"]).remedies().way("nhtsa.box_1")
    assert way.kind == "time"
    (remedy,) = (each for each in way.remedies if each.kind == "time")
    assert remedy.opens_on.isoformat() == "2047-06-30"
    assert remedy.outcome == "admissible"


def test_time_will_do_it_where_only_a_body_told_could_waive_the_door() -> None:
    """A door that is claimed unless it is a trailer is claimed while nobody says that it is."""
    told = {"manufactured": "2006", "wheels": 4, "top_speed": "24 mph", "gvwr": "2700 lb"}
    case = {"vehicle": told | {"certified_to": []}, "entry": {"date": "2026-11-21"}}
    verdict = engine().evaluate(case)
    found = verdict.remedies()
    assert found.way("epa.code_e").kind == "time"
    assert [c.fact for c in found.whole.remedies[0].changes] == [ENTRY_DAY]
    check(verdict)


def test_papers_will_do_it() -> None:
    found = engine().evaluate(ELIGIBLE).remedies()
    assert {"importer.ri_contract", "entry.bond"} in facts_of(found, "nhtsa.box_3")


def test_nothing_will_and_the_fact_of_the_vehicle_is_named() -> None:
    way = engine().evaluate(EXAMPLES["sakura-2022"]).remedies().way("nhtsa.box_2a")
    assert (way.kind, way.remedies) == ("nothing", ())
    assert [each.fact for each in way.blocked_by] == ["vehicle.certified_to"]


def test_a_presumption_moves_nothing_that_the_catalogue_has(tmp_path: Path) -> None:
    """That kei vehicles are built in Japan loosens no label of what is one by the catalogue."""
    (tmp_path / "presumptions.yaml").write_text(
        "presumptions: [{id: kei_built_in_japan, fact: vehicle.country_of_manufacture, value: JP,"
        " say: built in Japan, because: so, if_wrong: tell, given: [{vehicle.kei: true}]}]"
    )
    found = Engine(overlays=[tmp_path]).evaluate(EXAMPLES["sakura-2022"]).remedies()
    blocks = found.way("nhtsa.box_2a").blocked_by
    assert [each.fact for each in blocks] == ["vehicle.certified_to"]


def test_what_is_open_to_no_private_person_is_not_offered() -> None:
    way = engine().evaluate(SKYLINE).remedies().way("nhtsa.box_13")
    assert (way.kind, way.remedies) == ("theoretical", ())


def test_a_salvage_title_is_never_washed_clean() -> None:
    found = engine().evaluate({**ELIGIBLE, "vehicle.title": "salvage"}).remedies()
    for way in (found.whole, *found.ways):
        for remedy in way.remedies:
            for change in remedy.changes:
                assert "clean" not in (change.to, *change.or_)


def test_what_is_open_needs_nothing() -> None:
    found = engine().evaluate(EXAMPLES["carry-1998"]).remedies()
    assert found.whole.kind == "open"
    assert found.whole.remedies == ()


# -- every set, tried out by a whole evaluation --------------------------------


def changed(
    verdict: Verdict, changes: Iterable[Change], values: Mapping[str, Any]
) -> DecidedCase | None:
    """The case once the changes are made, those of the day of entry left out."""
    told = {c.fact: values.get(c.fact, c.to) for c in changes if c.kind != "time"}
    facts = {
        name: value.bounds if isinstance(value, StatedBounds) else value
        for name, value in Case.parse(told).told().items()
    }
    return verdict._counterfactuals.answered([facts])[0] if told else verdict._decided


def opens(decided: DecidedCase | None, place: int | None, day: int) -> bool:
    if decided is None:
        return False
    doors_on = decided.doors_on(day, False)
    if place is None:
        return doors_on.whole is True
    return doors_on.offers[place] is True and doors_on.claims[place] is True


def check(verdict: Verdict) -> None:
    found = verdict.remedies()
    today = verdict._decided.day
    for place, way in enumerate((found.whole, *found.ways), -1):
        pick = None if place < 0 else place
        for remedy in way.remedies:
            assert 1 <= len(remedy.changes) <= MOST_CHANGES
            assert all(engine().rulebook.vocabulary[c.fact].change != "no" for c in remedy.changes)
            days = [c for c in remedy.changes if c.kind == "time"]
            opens_on = remedy.opens_on.toordinal()
            assert (opens_on == today) is not bool(days)
            decided = changed(verdict, remedy.changes, {})
            assert opens(decided, pick, opens_on), (way.id, remedy)
            for change in remedy.changes:
                for value in change.or_:
                    other = changed(verdict, remedy.changes, {change.fact: value})
                    assert opens(other, pick, opens_on), (way.id, change, value)
            for size in range(len(remedy.changes)):
                for part in combinations(remedy.changes, size):
                    waits = any(c.kind == "time" for c in part)
                    day = opens_on if waits else today
                    assert not opens(changed(verdict, part, {}), pick, day), (way.id, part)
        assert (way.kind == "open") is (way.outcome in ("open", "admissible"))
        assert (way.kind in ("time", "action")) is bool(way.remedies)
        for smaller, larger in combinations(way.remedies, 2):
            names = ({c.fact for c in r.changes} for r in (smaller, larger))
            assert not set(next(names)) >= set(next(names))


@pytest.mark.parametrize("name", ["sakura-2022", "kei-truck-h13", "hijet-2023-off-road"])
def test_every_set_of_an_example_holds(name: str) -> None:
    check(cases.example(name))


@settings(max_examples=20, deadline=None)
@given(told_cases(most=4))
def test_every_set_opens_its_path_and_no_part_is_redundant(told: dict[str, Told_]) -> None:
    check(evaluated(told))


def test_a_set_told_as_a_case_of_its_own_is_admitted() -> None:
    """Not only supposed: written into the case, the changes give what they promise."""
    for case in (SKYLINE, ELIGIBLE):
        for remedy in engine().evaluate(case).remedies().whole.remedies:
            told: dict[str, Any] = dict(case)
            for change in remedy.changes:
                told[change.fact] = change.to
            try:
                verdict = engine().evaluate(told)
            except InputError:
                pytest.fail(f"{remedy} cannot be told")
            refusable = any(change.depends_on == "agency" for change in remedy.changes)
            assert verdict.outcome == "admissible"
            assert remedy.outcome == ("conditional" if refusable else "admissible")
            assert verdict.entry_date == remedy.opens_on
            assert ENTRY_DAY in told
