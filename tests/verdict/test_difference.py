# SPDX-License-Identifier: Apache-2.0
"""What two verdicts on one case say differently, and where their chains part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import keiimport
from keiimport import compare_verdicts
from keiimport.verdict_difference import VerdictDifference, differ
from keiimport.verdict_types import plain

ROOT = Path(__file__).parents[2]


def case(name: str) -> bytes:
    return (ROOT / "examples" / f"{name}.json").read_bytes()


def against_the_law(name: str, scenario: str) -> VerdictDifference:
    one = keiimport.evaluate(case(name))
    return compare_verdicts(one, keiimport.evaluate(case(name), scenarios=[scenario]))


def test_one_verdict_and_itself() -> None:
    verdict = keiimport.evaluate(case("sakura-2022"))
    found = compare_verdicts(verdict, verdict)
    assert not found and found.parting is None and found.why == ""
    assert all(row.same for row in found.chains)
    assert [row.a for row in found.chains] == plain(verdict.reasoning)
    assert not differ(verdict, verdict)


def test_fifteen_years_part_at_the_age() -> None:
    found = against_the_law("sakura-2022", "fifteen-years")
    pairs = {pair.what: (pair.a, pair.b) for pair in found.pairs}
    assert pairs["nhtsa.box_1"][0] == {
        "outcome": "not_yet",
        "opens_on": "2047-06-30",
        "opens_possible": "2047-06-01",
    }
    assert found.parting is not None and found.parting.a and found.parting.b
    assert found.parting.a["rule"] == "nhtsa.age.25_years"
    assert found.parting.b["rule"] == "scenario.fifteen_years.age"
    assert "they part at `age.nhtsa_25_years`" in found.why
    assert "not yet 25 years old" in found.why and "not yet 15 years old" in found.why


def test_a_step_that_only_one_chain_takes() -> None:
    """What the other finds too, without saying so, is no parting."""
    found = against_the_law("sakura-2022", "kei-class")
    assert found.parting is not None
    assert found.parting.a is None and found.parting.b is not None
    assert found.parting.b["concludes"] == "class.federal_kei"
    assert "in the first it does not come up" in found.why


def test_a_door_that_stays_shut_changes_nothing_but_warnings() -> None:
    """That the law behind it was not seen is worth a warning, shut or not."""
    found = against_the_law("sakura-2022", "tiny-cars-built-here")
    assert [pair.what for pair in found.pairs] == ["warnings"]
    assert found.parting is not None  # the chain is longer all the same


@pytest.mark.parametrize("scenario", ["part-555-cap", "tiny-cars-built-here"])
def test_what_cannot_help_a_private_person_changes_no_answer(scenario: str) -> None:
    for name in ("sakura-2022", "carry-1998", "x-trail-2005-03"):
        one = keiimport.evaluate(case(name))
        other = keiimport.evaluate(case(name), scenarios=[scenario])
        assert {pair.what for pair in keiimport.compare_verdicts(one, other).pairs} <= {"warnings"}


def test_every_step_of_both_chains_stands_once() -> None:
    one = keiimport.evaluate(case("sakura-2022"))
    other = keiimport.evaluate(case("carry-1998"))
    found = compare_verdicts(one, other)
    assert [row.a for row in found.chains if row.a] == plain(one.reasoning)
    assert [row.b for row in found.chains if row.b] == plain(other.reasoning)


def test_json() -> None:
    found = against_the_law("sakura-2022", "fifteen-years").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["changed", "answer", "differences", "why", "parts_at", "chains"]
    assert found["changed"] is True
    assert found["parts_at"] in found["chains"]
