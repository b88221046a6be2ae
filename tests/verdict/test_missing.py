# SPDX-License-Identifier: Apache-2.0
"""What is asked: only what is not known, only while something hangs on it."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, Told_, engine, evaluated, told_cases

from keiimport import Verdict
from keiimport.explain.missing import MOST_ANSWERS
from keiimport.facts.bounds import Bounds
from keiimport.logic.cells import samples

RANK = {"admissible": 0, "conditional": 1, "undetermined": 2, "not_yet": 3, "refused": 4}


def claim_facts() -> set[str]:
    index = engine().index
    roots = [index.program.names[f"claim:{path.id}"] for path in index.paths]
    roots += [index.program.names[f"raised:{gate.id}"] for gate in index.gates]
    return set(index.program.facts_read(roots))


def assert_sensible(verdict: Verdict) -> None:
    """What holds for the questions of any verdict."""
    vocabulary = engine().rulebook.vocabulary
    names = [question.fact for question in verdict.missing]
    assert len(names) == len(set(names))
    elsewhere = {"duty", "state"}
    if verdict.outcome != "undetermined":
        assert verdict.asked == []
        assert all(question.settles for question in verdict.missing)
        assert {each for question in verdict.missing for each in question.settles} <= elsewhere
        return
    assert names[: len(verdict.asked)] == verdict.asked
    doors = {path.id: path for path in verdict.paths}
    barring = {gate.id: gate.outcome for gate in verdict.gates}
    for question in verdict.missing:
        held = verdict._decided.facts.get(question.fact)
        assert held is None or (isinstance(held, Bounds) and not held.exact)
        assert question.question == vocabulary[question.fact].question
        assert question.where
        for decision in set(question.settles) - elsewhere:
            if decision in barring:
                assert barring[decision] == "unclear"
                continue
            assert doors[decision].outcome in ("needs_facts", "closed")
            assert not doors[decision].theoretical
    for door in verdict.paths:
        for name in door.missing:
            assert name in vocabulary
    assert not any(fact.name in verdict.asked for fact in engine().index.actions)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_questions_of_an_example(name: str) -> None:
    """An undetermined example asks; any other asks nothing but for duty and state."""
    verdict = cases.example(name)
    assert_sensible(verdict)
    assert bool(verdict.asked) is (verdict.outcome == "undetermined")


def test_what_duty_and_state_wait_for_comes_last() -> None:
    """Each fact once, with all that it would settle."""
    case = {"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998"}}
    entry = {"date": "2026-11-21", "state": "WI"}
    found = {q.fact: q.settles for q in engine().evaluate(case | {"entry": entry}).missing}
    assert found["entry.value"] == ("duty",)
    assert found["importer.owns_another_vehicle"] == ("state",)
    young = {"vehicle": {"manufactured": "2001", "body": "pickup"}, "entry": entry}
    verdict = engine().evaluate(young)
    settles = [question.settles for question in verdict.missing]
    assert verdict.outcome == "undetermined" and settles[0] == ("nhtsa.box_1",)
    assert ("duty",) in settles and ("state",) in settles
    built = next(q for q in verdict.missing if q.fact == "vehicle.manufactured")
    assert set(built.settles) - {"duty", "state"}


@settings(max_examples=40, deadline=None)
@given(cases.verdicts(most=4))
def test_the_questions_of_any_case(verdict: Verdict) -> None:
    """Each fact once, never one that is known exactly, never an action."""
    assert_sensible(verdict)


@settings(max_examples=40, deadline=None)
@given(told_cases(most=3))
def test_the_first_question_settles_what_it_says(told: dict[str, Told_]) -> None:
    """Some answer to a question settles each path it is asked for.

    Those that would only make a door count (what it is claimed by) are asked last.
    """
    verdict = evaluated(told)
    if not verdict.asked:
        return
    index, vocabulary = engine().index, engine().rulebook.vocabulary
    places = {path.id: i for i, path in enumerate(index.paths)}
    claims = [question.fact in claim_facts() for question in verdict.missing]
    question = verdict.missing[0]
    waiting = [
        places[name]
        for name in question.settles
        if name in places
        and verdict._decided.doors_on(verdict._decided.day, True).claims[places[name]]
    ]
    if claims[0] and not waiting:
        return
    name = question.fact
    kind = vocabulary[name].type
    tried = samples(index.program.comparisons, kind, verdict._decided.facts)
    decision: set[int] = set()
    for answer in tried[:: 1 + len(tried) // MOST_ANSWERS]:
        after = verdict.suppose(name, answer)
        if after is not None:
            doors_on = after.doors_on(after.day, True)
            decision |= {i for i in waiting if doors_on.offers[i] is not None}
    assert set(waiting) <= decision


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("x-trail-2001", {"manufactured": ("2001-03", "2001-12-24")}),
        ("kei-truck-h13", {"manufactured": ("H13.2", "平成13年12月24日")}),
        (
            "leaf-2011-either-market",
            {"certified_to": ([], ["us_fmvss"]), "epa_certified": (True, False)},
        ),
    ],
)
def test_answering_what_is_asked_ends_the_questions(
    name: str, answers: dict[str, tuple[Any, ...]]
) -> None:
    """Every question answered, whatever the answer, the outcome is settled.

    What a door is claimed by may stay open: nobody claims it then.
    """
    verdict = cases.example(name)
    asked = {fact.removeprefix("vehicle.") for fact in verdict.asked}
    assert set(answers) <= asked
    left = asked - set(answers)
    assert {fact if "." in fact else f"vehicle.{fact}" for fact in left} <= claim_facts()
    case = {f"vehicle.{fact}": value for fact, value in vehicle_of(name).items()}
    for chosen in itertools.product(*answers.values()):
        told = {f"vehicle.{fact}": value for fact, value in zip(answers, chosen, strict=True)}
        after = engine().evaluate({**case, **told, "entry.date": "2026-11-21"})
        assert after.outcome != "undetermined"
        assert after.asked == []


def vehicle_of(name: str) -> dict[str, Any]:
    """What an example tells of its vehicle."""
    vehicle: dict[str, Any] = json.loads(EXAMPLES[name])["vehicle"]
    return vehicle


def test_what_only_an_agency_can_say_is_asked_as_such() -> None:
    """A kei truck called off-road waits for a letter, and nothing else would do."""
    verdict = cases.example("hijet-2023-off-road")
    assert verdict.depends_on == "agency"
    asked = [question.fact for question in verdict.missing]
    vocabulary = engine().rulebook.vocabulary
    letters = [name for name in asked if vocabulary[name].depends_on == "agency"]
    assert "vehicle.off_road.nhtsa_opinion" in letters
    assert not any(verdict._decided.facts.get(name) for name in letters)


def test_a_door_waits_for_no_fact_that_cannot_change_what_it_waits_for() -> None:
    """Door locks bind every car; whether it has sliding doors only says which parts of them."""
    case = {"vehicle": {"make": "BYD", "model": "Racco", "manufactured": "2026-09"}}
    found = engine().evaluate({**case, "entry": {"date": "2026-11-21"}}, strict=True)
    waiting = [door for door in found.explained.doors if "vehicle.fmvss.206" in door.missing]
    assert waiting
    assert not any("vehicle.sliding_doors" in door.missing for door in waiting)


def test_answers_are_said_in_words() -> None:
    asked = evaluated({}).missing
    said = {answer.answer for question in asked for answer in question.answers}
    assert any("export transit" in answer for answer in said)
    assert not any("_" in answer for answer in said)
