# SPDX-License-Identifier: Apache-2.0
"""Gates that count once raised, doors claimed until waived, agencies that only bar."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict.cases import CART, Told_, engine, evaluated, told_cases

from keiimport import Verdict
from keiimport.facts.comparisons import Truth
from keiimport.logic.naive import conjunction

CARRY = {
    "vehicle.make": "Suzuki",
    "vehicle.model": "Carry",
    "vehicle.chassis_code": "DD51T",
    "vehicle.manufactured": "1998-05",
    "entry.date": "2026-11-21",
}
SOIL = "vehicle.foreign_soil"
STOLEN = "vehicle.numbers_altered"


def gates(verdict: Verdict) -> dict[str, str]:
    return {gate.id: gate.outcome for gate in verdict.gates}


@settings(max_examples=40, deadline=None)
@given(told_cases(most=4), st.sampled_from([None, False, True]))
def test_an_agency_says_what_the_definition_says(told: dict[str, Told_], soil: Truth) -> None:
    """Any door that counts, or yes without doors; no where a raised gate bars."""
    decided = evaluated(told | ({} if soil is None else {SOIL: soil}))._decided
    index = decided.index
    for done in (False, True):
        doors_on = decided.doors_on(decided.day, done)
        for doors, said in zip(index.doors, doors_on.agencies, strict=True):
            covered = doors.agency.covered_from
            if covered is not None and decided.law_day < covered:
                assert said is None
                continue
            if doors.only_bars:
                expected: Truth = True
            else:
                offers = [doors_on.counted[i] for i in doors.counted if doors_on.claims[i]]
                expected = True if True in offers else None if None in offers else False
            for i in doors.gates:
                if doors_on.raised[i] is True:
                    clear = None if doors_on.barred[i] is None else not doors_on.barred[i]
                    expected = conjunction([expected, clear])
            assert said is expected
        assert doors_on.whole is conjunction(doors_on.agencies)


def test_a_gate_that_nobody_raises_is_unclear_and_asked_for_last() -> None:
    """It is listed and stands behind every other question, and its gate is what it settles."""
    verdict = engine().evaluate({**CARRY, "vehicle.manufactured": "2001"})
    assert verdict.outcome == "undetermined"
    assert gates(verdict)["cbp.foreign_soil"] == "unclear"
    # what only the duty waits for comes after what the outcome hangs on
    missing = [row for row in verdict.missing if row.settles != ("duty",)]
    asked = [row.fact for row in missing]
    assert asked[0] == "vehicle.manufactured"
    assert asked[-2:] == ["vehicle.numbers_altered", SOIL]
    assert missing[-1].settles == ("cbp.foreign_soil",)


@pytest.mark.parametrize(("stolen", "says", "outcome"), [
    (None, "unclear", "admissible"),
    (False, "clear", "admissible"),
    (True, "barred", "refused"),
])  # fmt: skip
def test_a_raised_gate_counts(stolen: bool | None, says: str, outcome: str) -> None:
    """Untold is neither a yes nor a no; told, it is what it is."""
    verdict = engine().evaluate({**CARRY, STOLEN: stolen})
    assert gates(verdict)["cbp.stolen_numbers"] == says
    assert verdict.outcome == outcome


def test_what_bars_stands_in_the_chain_and_decides() -> None:
    """The step of the gate says why, and the certainty rests on it alone."""
    verdict = engine().evaluate({**CARRY, STOLEN: True})
    (step,) = [step for step in verdict.reasoning if step.rule == "cbp.stolen_numbers"]
    assert step.truth == "true" and STOLEN in step.uses
    assert verdict.certainty == "shown"


def test_an_agency_without_doors_chooses_none_and_says_yes() -> None:
    """Commerce has a gate and no path."""
    verdict = engine().evaluate(CARRY)
    assert set(verdict.chosen) == {"nhtsa", "epa", "cbp"}
    doors_on = verdict._decided.doors_on(verdict._decided.day, False)
    said = dict(zip([d.agency.id for d in verdict._index.doors], doors_on.agencies, strict=True))
    assert said["commerce"] is True


@pytest.mark.parametrize(("type", "claimed"), [(None, True), ("consumption", True), ("tib", False)])
def test_a_door_is_claimed_until_somebody_waives_it(type: str | None, claimed: bool) -> None:
    """`claimed_unless` is claimed while unknown, and unclaimed once it is so."""
    told: dict[str, Any] = {**CARRY, "entry.purpose": "racing", "entry.type": type}
    verdict = engine().evaluate(told)
    place = [path.id for path in verdict._index.paths].index("cbp.consumption")
    assert verdict._decided.doors_on(verdict._decided.day, True).claims[place] is claimed


@pytest.mark.parametrize(
    ("body", "market", "claimed"),
    [(None, "CA", True), ("trailer", "CA", False), (None, None, None), ("trailer", None, False)],
)
def test_what_claims_a_door_can_be_waived(
    body: str | None, market: str | None, claimed: bool | None
) -> None:
    """With `claimed_when` too it is claimed where that holds and nobody waives it."""
    told = {"vehicle.body": body, "vehicle.market": market, "entry.date": "2026-12-01"}
    verdict = engine().evaluate(told)
    place = [path.id for path in verdict._index.paths].index("epa.code_ee")
    assert verdict._decided.doors_on(verdict._decided.day, True).claims[place] is claimed


def test_a_deposit_is_an_action_of_its_gate() -> None:
    """A gate that an action clears makes a conditional yes, beside letters nobody asked for."""
    due, paid = engine().evaluate(CART), engine().evaluate(
        {**CART, "entry.antidumping_deposit": True}
    )  # fmt: skip
    assert (due.outcome, due.depends_on) == ("conditional", "importer")
    (action,) = due.actions
    assert action.action == "entry.antidumping_deposit"
    assert action.for_ == ("cbp.antidumping",)
    assert (paid.outcome, paid.actions) == ("admissible", ())
