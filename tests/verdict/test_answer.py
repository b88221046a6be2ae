# SPDX-License-Identifier: Apache-2.0
"""The answer could stand alone: it begins with yes, no or what hinders, and says when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, engine

from keiimport import Verdict
from keiimport.explain.answer import FAR_AWAY_YEARS
from keiimport.verdict_types import RulesUsed

BEGINS = {
    "admissible": ("Yes",),
    "conditional": ("Yes", "Only if an agency agrees"),
    "undetermined": ("We can't say", "Do not ship on this", "Not before"),
    "not_yet": ("Not yet",),
    "refused": ("No, you cannot",),
}


def assert_answers(verdict: Verdict) -> None:
    """What holds for the answer of any verdict."""
    text = verdict.answer
    assert text.startswith(BEGINS[verdict.outcome])
    assert text.rstrip().endswith((".", "?"))
    assert not any(bad in text for bad in ("{", "}", "None", "  ", "..", " ,", " ."))
    assert len(text) < 1200
    if verdict.outcome == "admissible":
        assert said(verdict.entry_date) in text
    if verdict.outcome in ("admissible", "conditional"):
        assert ("relies on what we assumed" in text) is (verdict.certainty == "assumed")
    if verdict.outcome == "conditional":
        asks_an_agency = verdict.depends_on == "agency"
        assert text.startswith("Only if an agency agrees") is asks_an_agency
        assert "may refuse" in text if asks_an_agency else "once you do this" in text
        assert verdict.actions
        assert all(row.what in text for row in verdict.actions if chosen(verdict, row.for_))
    if verdict.outcome == "not_yet":
        assert verdict.earliest is not None and verdict.earliest_possible is not None
        opens = verdict.earliest
        years = (opens - verdict.entry_date).days / 365.2425
        assert ("if the law is still the same" in text) is (years >= FAR_AWAY_YEARS)
        assert "have it arrive" in text and "or later" in text
        first = verdict.earliest_possible
        assert f"{first:%B %Y}" in text
        # never only the first possible day where the certain one is another month
        assert f"{opens:%B %Y}" in text and f"{opens.day} {opens:%B}" in text
    if verdict.outcome == "undetermined" and verdict.earliest not in (None, verdict.entry_date):
        assert f"enter anyway from {said(verdict.earliest)}" in text
    if verdict.outcome == "undetermined" and text.startswith("Not before"):
        # closed today whatever is still found out
        assert (verdict.earliest_possible or "") > verdict.entry_date
    if text.startswith("Do not ship"):
        assert verdict.depends_on == "agency"


def said(day: date) -> str:
    """A day as people say it."""
    return f"{day.day} {day:%B %Y}"


def chosen(verdict: Verdict, paths: list[str]) -> bool:
    return any(path in verdict.chosen.values() for path in paths)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_answer_of_an_example(name: str) -> None:
    """Plain sentences that fit the outcome."""
    assert_answers(cases.example(name))


@settings(max_examples=40, deadline=None)
@given(cases.verdicts(most=4))
def test_the_answer_of_any_case(verdict: Verdict) -> None:
    """The same for random cases."""
    assert_answers(verdict)


def test_a_part_of_the_regulations_is_called_as_people_do() -> None:
    """Sentences name Part 565, not the key that its column of facts has."""
    told: dict[str, object] = {"vehicle.manufactured": "2015-06", "vehicle.body": "passenger_car"}
    told |= {"vehicle.fmvss.part_565": False, "entry.date": "2026-11-21"}
    said = [door.because for door in engine().evaluate(told).paths]
    assert any("565" in text for text in said)
    assert not any("part_565" in text for text in said)


@settings(max_examples=30, deadline=None)
@given(cases.verdicts(most=4))
def test_the_parts_of_a_verdict_agree(verdict: Verdict) -> None:
    """Outcome, paths, chosen path, days and actions tell one story."""
    paths = {path.id: path for path in verdict.paths}
    considered = {path.id for path in engine().index.paths if not path.theoretical}
    standing = {
        name for name, path in paths.items() if name in considered and path.outcome != "closed"
    }
    for agency, name in verdict.chosen.items():
        own = {path for path in standing if paths[path].agency == agency}
        assert (name is None) is (not own)
        assert name is None or name in own
    best = {name: outcomes_of(verdict, standing, name) for name in verdict.chosen}
    if verdict.outcome == "admissible":
        assert all("open" in outcomes for outcomes in best.values())
        assert verdict.earliest == verdict.earliest_possible == verdict.entry_date
    if verdict.outcome == "conditional":
        assert all(outcomes & {"open", "needs_action"} for outcomes in best.values())
        gates = {gate.id for gate in verdict.gates}
        gate_waits = any(not gates.isdisjoint(action.for_) for action in verdict.actions)
        assert gate_waits or not all("open" in outcomes for outcomes in best.values())
        assert verdict.depends_on in ("importer", "agency")
    if verdict.outcome in ("not_yet", "refused"):
        barred = any(gate.outcome == "barred" for gate in verdict.gates)
        assert barred or not all(outcomes & {"open", "needs_action"} for outcomes in best.values())
        assert verdict.depends_on is None
    if verdict.outcome == "refused":
        assert verdict.earliest is None and verdict.earliest_possible is None
    for name, path in paths.items():
        opens, may = path.opens_on, path.opens_possible
        if path.outcome == "closed":
            assert path.papers == () and path.actions == ()
        if path.outcome in ("open", "needs_action"):
            assert opens == may == verdict.entry_date
        if path.outcome == "not_yet":
            assert opens is not None and opens > verdict.entry_date and may <= opens
        assert bool(path.actions) is (path.outcome == "needs_action") or (
            path.outcome == "not_yet"
        ), name


def outcomes_of(verdict: Verdict, standing: set[str], agency: str) -> set[str]:
    """The outcomes of the doors of one agency that count."""
    return {path.outcome for path in verdict.paths if path.agency == agency and path.id in standing}


@settings(max_examples=30, deadline=None)
@given(cases.verdicts(most=3))
def test_every_verdict_says_what_always_has_to_be_said(verdict: Verdict) -> None:
    """The day, the law's day, the rulebook, and the sentences that every verdict carries."""
    assert verdict.entry_date == verdict.law_as_of
    assert verdict.rulebook == RulesUsed(engine().rulebook.version, engine().rulebook.hash)
    assert verdict.warnings[-len(engine().rulebook.always) :] == tuple(engine().rulebook.always)
    assert len(set(verdict.warnings)) == len(verdict.warnings)
    assert not any("{" in warning for warning in verdict.warnings)
