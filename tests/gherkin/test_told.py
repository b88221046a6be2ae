# SPDX-License-Identifier: Apache-2.0
"""What the scenarios of feature files tell, read without running any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import keiimport
from keiimport.coverage.atoms import ToldCase
from keiimport.gherkin.told import told_in

CASE = """
@nhtsa.age
Feature: An old truck
  @nhtsa.box_1
  Rule: age
    @cite:49_CFR_591.5(i)(1)
    Scenario: let in
      Given vehicle.manufactured is 1998-05
      And it enters on 2026-11-21
      Then path nhtsa.box_1 is open
"""

LATER = """
Feature: A young car
  Scenario: later
    Given vehicle.manufactured is 2022-06
    And it enters on 2026-11-21
    And the law of 2025-01-01
    Then path nhtsa.box_1 opens on 2047-06-30
    And from 2047-07-01 path nhtsa.box_1 is open
    And the earliest day is 2047-06-30

  Scenario: nothing presumed
    Given vehicle.manufactured is 2022-06
    And it enters on 2026-11-21
    And nothing is presumed
    And the law of kei-class
    Then the outcome is undetermined

  Scenario: no case at all
    Given vehicle.gvwr is heavy
    Then it is an error saying "heavy" at "vehicle.gvwr"
"""

TABLE = """
Feature: Many
  Scenario Outline: by year
    Given vehicle.manufactured is <year>
    And it enters on 2026-11-21
    Then path nhtsa.box_1 is open

    @old
    Examples:
      | year |
      | 1997 |
      | 1998 |

    Examples:
      | year |
      | 1999 |
"""


@pytest.fixture
def told(tmp_path: Path, text: str) -> list[ToldCase]:
    """What a feature file tells."""
    (tmp_path / "x.feature").write_text(text, encoding="utf-8")
    return list(told_in([tmp_path]))


@pytest.mark.parametrize("text", [CASE])
def test_the_case_its_tags_and_its_place(told: list[ToldCase], tmp_path: Path) -> None:
    (asked,) = told
    assert asked.place == f"{tmp_path / 'x.feature'}:7"
    assert asked.case == {"vehicle.manufactured": "1998-05", "entry.date": "2026-11-21"}
    assert {"nhtsa.age", "nhtsa.box_1"} <= asked.tags
    assert (asked.as_of, asked.strict, asked.days) == (None, False, frozenset())


@pytest.mark.parametrize("text", [LATER])
def test_the_law_and_the_days_that_it_looks_at(told: list[ToldCase]) -> None:
    """Where an error is expected there is no verdict to look at."""
    later, nothing_presumed = told
    assert (later.as_of, later.strict, later.days) == (
        "2025-01-01",
        False,
        {"2047-06-30", "2047-07-01"},
    )
    assert (nothing_presumed.as_of, nothing_presumed.strict) == (None, True)
    assert nothing_presumed.scenarios == ("kei-class",)


@pytest.mark.parametrize("text", [TABLE])
def test_every_row_of_an_outline(told: list[ToldCase]) -> None:
    assert [asked.case["vehicle.manufactured"] for asked in told] == ["1997", "1998", "1999"]
    assert [asked.tags for asked in told] == [{"old"}, {"old"}, frozenset()]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Feature: x\n  Scenario: y\n    Given n\n    nonsense\n", "FEATURES"),
        ("Feature: x\n  Scenario: y\n    Given the example none\n", "x.feature:2"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, at: str) -> None:
    (tmp_path / "x.feature").write_text(text, encoding="utf-8")
    with pytest.raises(keiimport.InputError) as caught:
        list(told_in([tmp_path]))
    assert caught.value.at.endswith(at)
