# SPDX-License-Identifier: Apache-2.0
"""Unless: what is told there really makes the answer better, and nothing else is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict.cases import EXAMPLES, engine, evaluated, told_cases

from keiimport.decide.outcomes import OVERALL, RANK

ORDER = {OVERALL[outcome]: rank for outcome, rank in RANK.items()}
FAR = date.max


@settings(max_examples=30, deadline=None)
@given(told_cases(most=3))
def test_each_makes_the_answer_better_once_it_is_told(told: dict[str, Any]) -> None:
    """Told as a fact it gives the outcome and the day that were promised."""
    verdict = evaluated(told)
    found = verdict.unless
    assert len(found) <= 3
    if verdict.outcome in ("admissible", "undetermined"):
        assert found == ()
    ranks = []
    for each in found:
        rank = (ORDER[each.outcome], each.earliest or FAR)
        assert rank <= (ORDER[verdict.outcome], verdict.earliest or FAR)
        ranks.append(rank)
        fact = engine().rulebook.vocabulary.get(each.fact)
        if fact is None:
            assert engine().rulebook.conclusions[each.fact].gap is not None
            continue
        assert fact.change not in ("choice", "time"), "nobody is told to say something else"
        value = each.value
        value = frozenset(value) if isinstance(value, tuple) else value
        after = evaluated({**told, each.fact: value})
        assert (after.outcome, after.earliest) == (each.outcome, each.earliest)
        assert rank < (ORDER[verdict.outcome], verdict.earliest or FAR) or (
            (after.earliest_possible or FAR) < (verdict.earliest_possible or FAR)
        )
    # what only makes it doubtful, and no day earlier, may stand last
    day = verdict.earliest or FAR
    better = [rank for rank in ranks if rank[0] != ORDER["undetermined"] or rank[1] < day]
    assert better == sorted(better)
    if found:
        assert found[0].words in verdict.answer


def test_what_only_takes_back_presumptions_stands_last() -> None:
    """A US emissions label alone lets nothing in: it only casts doubt on what else is on it."""
    told = {"make": "Honda", "model": "Acty", "manufactured": "2026-05", "registered_in": "JP"}
    facts = {f"vehicle.{name}": value for name, value in told.items()}
    verdict = evaluated({**facts, "entry.date": "2026-11-21"})
    assert verdict.unless[0].fact == "vehicle.certified_to"
    assert "its maker's permanent US label is on it" in verdict.answer


def test_a_car_of_ten_years_waits_unless_a_us_label_is_on_it() -> None:
    """And unless NHTSA's list has it, of which a part stands here."""
    case = {
        "vehicle": {
            "make": "Nissan",
            "model": "Skyline",
            "chassis_code": "BNR34",
            "manufactured": "2002-05",
            "registered_in": "JP",
        },
        "entry": {"date": "2026-11-29"},
    }
    verdict = engine().evaluate(case)
    assert verdict.outcome == "not_yet"
    facts = [each.fact for each in verdict.unless]
    assert "vehicle.certified_to" in facts
    assert "eligibility.not_listed_here" in facts


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_label_that_was_denied_is_not_asked_for_again(name: str) -> None:
    verdict = engine().evaluate(EXAMPLES[name])
    told = {each.name for each in verdict.facts if each.source == "told"}
    assert told.isdisjoint(each.fact for each in verdict.unless)
