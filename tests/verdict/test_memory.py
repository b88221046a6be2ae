# SPDX-License-Identifier: Apache-2.0
"""What was worked out for other cases in the same situation changes not a byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict.cases import engine, evaluated, told_cases

from keiimport.decide.memory import MOST_KEPT, Memory


@settings(max_examples=50, deadline=None)
@given(told_cases(most=2))
def test_a_remembered_account_is_the_one_that_would_be_made(told: dict[str, Any]) -> None:
    """With the memory of all cases before, and with none."""
    remembered = evaluated(told).to_json()
    index = engine().index
    kept = index.times, index._views
    index.times, index._views = Memory(), {}
    try:
        assert evaluated(told).to_json() == remembered
    finally:
        index.times, index._views = kept


@pytest.mark.parametrize(
    ("fact", "one", "other", "words"),
    [
        ("entry.transport", "ocean", "air", "importer security filing"),
        ("entry.value", "5000 USD", "2000 USD", "customs bond, for a formal entry"),
    ],
)
def test_papers_are_those_of_the_case_and_of_none_before(
    fact: str, one: str, other: str, words: str
) -> None:
    """What only a paper hangs on tells situations apart as well."""

    def asked_for(value: str) -> bool:
        told = {"vehicle.manufactured": "1998-05", "entry.date": "2026-11-21", fact: value}
        verdict = engine().evaluate(told)
        entry = next(door for door in verdict.paths if door.id == "cbp.consumption")
        return any(words in paper for paper in entry.papers)

    assert [asked_for(value) for value in (one, other, one)] == [True, False, True]


def test_memory_is_bounded() -> None:
    """The oldest things are not kept for ever, and what is forgotten is made again."""
    memory, made = Memory(), []

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in range(1, MOST_KEPT + 2):
        assert memory.recall(number, lambda number=number: make(number)) == number  # type: ignore[misc]
    assert memory.recall(MOST_KEPT + 1, lambda: make(0)) == MOST_KEPT + 1
    assert memory.recall(1, lambda: make(1)) == 1
    assert made.count(1) == 2


def test_papers_are_those_of_the_case_and_not_of_one_before() -> None:
    """What only a paper asks for tells situations apart too."""
    case = {"vehicle": {"manufactured": "1998-05"}, "entry": {"date": "2026-11-21"}}
    for transport, filed in (("air", False), ("ocean", True), (None, True)):
        told = case | {"entry": case["entry"] | {"transport": transport}}
        (path,) = [each for each in evaluated(told).paths if each.id == "cbp.consumption"]
        assert any("security filing" in str(paper) for paper in path.papers) is filed
