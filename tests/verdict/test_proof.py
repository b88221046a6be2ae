# SPDX-License-Identifier: Apache-2.0
"""The chain of reasons replays: each step from facts and earlier steps, under rules there are."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, Without, case_of, engine, evaluated, told_cases

from keiimport import Verdict
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.logic import naive
from keiimport.rulebook.model import LAW_DAY

WORDS = {True: "true", False: "false", None: "unknown"}


def assert_replays(verdict: Verdict) -> None:
    """The whole of what is asked of a chain."""
    index, decided = engine().index, verdict._decided
    program = index.program
    done = verdict._decided.decision(None).outcome != "open"
    truths = naive.truths(program, decided.on(decided.day, done))
    rules = index.rules
    doors = {path.id: i for i, path in enumerate(index.paths)}
    facts = {*decided.facts, *engine().rulebook.vocabulary}
    for place, step in enumerate(verdict.reasoning, start=1):
        assert step.step == place
        assert step.because
        for use in step.uses:
            if isinstance(use, int):
                assert 1 <= use < place
            else:
                assert use in facts and use != LAW_DAY
        concluded = step.concludes
        named = [name for name in step.rule.split(", ") if name]
        if concluded in doors:
            assert named == [concluded]
            path = next(path for path in verdict.paths if path.id == concluded)
            opened = {"open": "true", "needs_facts": "unknown"}.get(path.outcome, "false")
            if path.outcome != "needs_action":
                assert step.truth == opened
            assert step.because == path.because
            continue
        gate = next((gate for gate in verdict.gates if gate.id == concluded), None)
        if gate is not None:
            assert named == [concluded]
            said = {"barred": "true", "clear": "false", "unclear": "unknown"}
            assert step.truth == said[gate.outcome]
            continue
        assert step.truth == WORDS[truths[program.names[concluded]]]
        for name in named:
            assert rules[name].concludes == concluded
            assert truths[index.bundle.compiled.lives[name]] is not False
            assert set(rules[name].cite) <= set(step.cite)
        assert named or not step.cite


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_chain_of_an_example_replays(name: str) -> None:
    """Uses point back, rules exist, truths are those of the written semantics."""
    assert_replays(cases.example(name))


@settings(max_examples=40, deadline=None)
@given(cases.verdicts(most=5))
def test_the_chain_of_any_case_replays(verdict: Verdict) -> None:
    """The same for random cases."""
    assert_replays(verdict)


@settings(max_examples=30, deadline=None)
@given(cases.verdicts(most=5))
def test_a_truth_of_the_chain_rests_on_what_it_uses(verdict: Verdict) -> None:
    """With only the facts that its steps use, everything settled in the chain is still so.

    But for standards: those that do not bind stand in their own table, not in the chain.
    """
    assert_rests(verdict)


def test_what_no_alternative_makes_true_rests_on_all_of_them() -> None:
    """An electric vehicle of before any emission rule: six rows fail, three of them are told."""
    case = json.loads(EXAMPLES["ek-x-ev-2022"])
    case["vehicle"]["manufactured"] = case["entry"]["date"] = "1955-04-03"
    verdict = engine().evaluate(case)
    steps = {step.concludes: step for step in verdict.reasoning}
    assert len(steps["epa.built_before_regulation"].rule.split(", ")) == 3
    assert_rests(verdict)


def assert_rests(verdict: Verdict) -> None:
    """What the chain settles stays so with only the facts that it uses."""
    index, decided = engine().index, verdict._decided
    done = verdict._decided.decision(None).outcome != "open"
    facts = decided.on(decided.day, done)
    chain = verdict.explained.chain
    used = {fact for step in chain for fact in step.facts}
    kept = {
        name: value
        for name, value in facts.items()
        if name in used or name in (LAW_DAY, ENTRY_DAY) or name in index.stated
    }
    tables = {index.program.names[standard.binds] for standard in index.rulebook.standards}
    truths = naive.truths(index.program, kept)
    for step in chain:
        if not tables.isdisjoint(index.program.cone([index.program.names.get(step.concludes, 0)])):
            continue
        if step.concludes in index.rulebook.conclusions and step.truth is not None:
            assert truths[index.program.names[step.concludes]] is step.truth, step


@settings(max_examples=30, deadline=None)
@given(cases.verdicts(most=4))
def test_what_is_said_stands_in_the_verdict(verdict: Verdict) -> None:
    """Facts used are listed with their source; no place for a fact is left unfilled."""
    listed = {fact.name for fact in verdict.facts}
    vocabulary = engine().rulebook.vocabulary
    for step in verdict.reasoning:
        assert "{" not in step.because and "}" not in step.because
        for use in step.uses:
            known = verdict.explained.known.get(use) if isinstance(use, str) else None
            assert known is None or use in listed or use not in vocabulary
    for door in verdict.paths:
        assert door.because and "{" not in door.because


# -- assumptions -------------------------------------------------------------


@cache
def stand_ins(presumption: str) -> frozenset[str]:
    """A presumption with those that fill the same fact where it does not."""
    every = {p.id: p for p in engine().rulebook.presumptions}
    facts = set(every[presumption].facts)
    return frozenset(name for name, p in every.items() if facts & set(p.facts))


def stands(verdict: Verdict) -> tuple[Any, ...]:
    """What must not rest on a presumption that is not listed."""
    return (verdict.outcome, verdict.certainty, verdict.earliest, verdict.earliest_possible)


def bears(verdict: Verdict) -> tuple[Any, ...]:
    """What a listed presumption has a part in: the same, and what the answer waits for."""
    asked = [question.fact for question in verdict.missing]
    return (*stands(verdict), verdict.depends_on, asked)


def always_listed() -> set[str]:
    return {p.id for p in engine().rulebook.presumptions if p.always_listed}


def assert_load_bearing(case: dict[str, Any] | bytes) -> None:
    verdict = engine().evaluate(case)
    said = {assumption.id for assumption in verdict.assumptions}
    for name in sorted(said - always_listed()):
        struck = Without(stand_ins(name)).evaluate(case)
        assert bears(struck) != bears(verdict), f"{name} is listed and bears nothing"
    completed = {
        known.presumption for known in verdict.explained.known.values() if known.presumption
    }
    idle = completed - said
    if idle:
        struck = Without(idle).evaluate(case)
        assert stands(struck) == stands(verdict), f"some of {sorted(idle)} should be listed"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_assumptions_of_an_example_bear_it(name: str) -> None:
    """Struck, each changes the outcome, its days or its questions; one not listed nothing."""
    assert_load_bearing(EXAMPLES[name])


@settings(max_examples=30, deadline=None)
@given(told_cases(most=3))
def test_presumptions_that_are_not_listed_bear_nothing(told: dict[str, Any]) -> None:
    """For random cases: all that were made and are not listed can go without a change."""
    verdict = evaluated(told)
    said = {assumption.id for assumption in verdict.assumptions}
    completed = {
        known.presumption for known in verdict.explained.known.values() if known.presumption
    }
    struck = Without(completed - said).evaluate(case_of(told))
    assert stands(struck) == stands(verdict)


def test_what_a_claim_rests_on_is_listed() -> None:
    """That it is for a commercial importer hangs on its engine, by which another code may do."""
    told = {"vehicle.make": "Suzuki", "vehicle.model": "Carry", "vehicle.chassis_code": "DD51T"}
    told |= {"vehicle.manufactured": "1998-05", "vehicle.original_configuration": False}
    verdict = evaluated(told)
    assert verdict.outcome == "conditional"
    assert "engine_of_a_changed_vehicle" in {assumption.id for assumption in verdict.assumptions}


def case_told(verdict: Verdict) -> dict[str, cases.Told_]:
    """What the caller told of the case of a verdict."""
    refill = verdict._counterfactuals._refill
    assert isinstance(refill, partial)
    told: dict[str, cases.Told_] = refill.args[0].told()
    return told


@settings(max_examples=30, deadline=None)
@given(cases.verdicts(most=3))
def test_what_is_shown_rests_on_nothing_presumed(verdict: Verdict) -> None:
    """`shown` stands without presumptions too, but for the question itself; words agree."""
    if verdict.certainty == "shown" and verdict.outcome == "admissible":
        framing = always_listed()
        others = {p.id for p in engine().rulebook.presumptions} - framing
        assert "rests on what was assumed" not in verdict.answer
        struck = Without(others).evaluate(case_of(case_told(verdict)))
        assert struck.outcome == verdict.outcome
    assert verdict.certainty in ("shown", "assumed")
    for assumption in verdict.assumptions:
        assert all(getattr(assumption, key) for key in ("id", "fact", "because", "if_wrong"))
