# SPDX-License-Identifier: Apache-2.0
"""Presuming opens nothing unsaid, and what can only close opens nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from keiimport import Verdict

from .cases import Told_, Without, case_of, engine, evaluated, told_cases

OPENNESS = {"refused": 0, "not_yet": 0, "undetermined": 1, "conditional": 2, "admissible": 3}
ONLY_CLOSE = sorted(p.id for p in engine().rulebook.presumptions if p.only_closes)


def opened(verdict: Verdict) -> set[str]:
    return {path.id for path in verdict.paths if path.outcome == "open"}


@settings(max_examples=75, deadline=None)
@given(told_cases(most=4))
def test_what_presuming_opens_is_said_to_be_assumed(told: dict[str, Told_]) -> None:
    """No yes without the presumptions it needs in the list; no settled no becomes one unsaid."""
    usual = evaluated(told)
    if usual.outcome == "admissible" and usual.strict_outcome != "admissible":
        assert usual.certainty == "assumed"
        assert usual.assumptions


@pytest.mark.parametrize("name", ONLY_CLOSE)
@settings(max_examples=25, deadline=None)
@given(told=told_cases(most=4))
def test_a_presumption_that_can_only_close_opens_nothing(name: str, told: dict[str, Told_]) -> None:
    """Struck, no door that was open and no outcome is worse."""
    usual, struck = evaluated(told), Without([name]).evaluate(case_of(told))
    assert OPENNESS[usual.outcome] <= OPENNESS[struck.outcome]
    assert opened(usual) <= opened(struck)
    assert usual.earliest is None or (
        struck.earliest_possible is not None and struck.earliest_possible <= usual.earliest
    )


def test_some_presumptions_can_only_close() -> None:
    """The labels among them."""
    assert {"no_us_label", "no_epa_label", "not_built_for_us"} <= set(ONLY_CLOSE)


@pytest.mark.parametrize(
    ("state", "built", "asked"),
    [
        ("AR", "1996-04", set()),
        ("KS", "2000-04", set()),
        ("NC", "1996-04", set()),
        # kei vehicles since October 1998 may be longer than North Carolina has it
        ("NC", "2000-04", {"vehicle.length"}),
    ],
)
def test_the_limits_of_its_class_hold_of_a_kei_truck(
    state: str, built: str, asked: set[str]
) -> None:
    told = {"body": "pickup", "displacement": "658 cc", "country_of_manufacture": "JP"}
    entry = {"date": "2026-11-29"}
    case = {"vehicle": {**told, "manufactured": built}, "entry": entry}
    verdict = engine().evaluate(case, state=state)
    assert verdict.state is not None
    assert {*verdict.state.missing} & {"vehicle.length", "vehicle.width"} == asked
    assert (verdict.state.outcome == "restricted") is not bool(asked)
    assert verdict.certainty == "assumed"
