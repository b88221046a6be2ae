# SPDX-License-Identifier: Apache-2.0
"""`pytest --keiimport-coverage FILE`: what scenarios ask, kept for a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gherkin.test_plugin import PLUGIN, QUICK, feature

# imported here so that each run inside a test finds them loaded already
import keiimport.engine
from keiimport.coverage.recording import Asked, read_recording
from keiimport.gherkin import collect, steps
from keiimport.gherkin.collect import told_in

assert keiimport.engine and collect and steps

pytest_plugins = ["pytester"]

Recorded = Callable[..., list[Asked]]

CASE = """
@nhtsa.age
Feature: An old truck
  @nhtsa.box_1
  Rule: age
    @cite:49_CFR_591.5(i)(1)
    Scenario: let in
      Given vehicle.manufactured is 1998-05
      And it enters on 2026-11-21
      Then path nhtsa.box_1 is {box}
"""

LATER = """
Feature: A young car
  Scenario: later
    Given vehicle.manufactured is 2022-06
    And it enters on 2026-11-21
    And the law of 2025-01-01
    Then path nhtsa.box_1 opens on 2047-06-30
    And from 2047-06-30 path nhtsa.box_1 is open

  Scenario: nothing presumed
    Given vehicle.manufactured is 2022-06
    And it enters on 2026-11-21
    And nothing is presumed
    Then the outcome is undetermined
"""

NAME = "features/x.feature"
OURS = ("-o", "keiimport_features=features")

TABLE = """
Feature: Many
  Scenario Outline: by year
    Given vehicle.manufactured is <year>
    And it enters on 2026-11-21
    Then path nhtsa.box_1 is open

    Examples:
      | year |
      | 1997 |
      | 1998 |
      | 1999 |
"""


@pytest.fixture
def recorded(pytester: pytest.Pytester) -> Recorded:
    """What is recorded of a feature file."""

    def recorded(text: str, *args: str, **outcomes: int) -> list[Asked]:
        feature(pytester, text, NAME)
        file = pytester.path / "new" / "asked.jsonl"
        options = (*PLUGIN, *QUICK, *OURS, "--keiimport-coverage", "new/asked.jsonl", *args, NAME)
        pytester.runpytest_inprocess(*options).assert_outcomes(**(outcomes or {"passed": 1}))
        return list(read_recording(file.read_bytes().splitlines(), file.name))

    return recorded


def test_the_case_its_tags_and_its_place(recorded: Recorded) -> None:
    (asked,) = recorded(CASE.format(box="open"))
    assert asked.place == f"{NAME}:7"
    assert asked.case == {
        "vehicle": {"manufactured": "1998-05"},
        "entry": {"date": "2026-11-21"},
    }
    assert {"nhtsa.age", "nhtsa.box_1"} <= set(asked.tags)
    assert (asked.as_of, asked.strict, asked.days) == (None, False, ())


def test_the_law_and_the_days_that_it_looks_at(recorded: Recorded) -> None:
    later, nothing_presumed = recorded(LATER, passed=2)
    assert (later.as_of, later.strict, set(later.days)) == ("2025-01-01", False, {"2047-06-30"})
    assert (nothing_presumed.as_of, nothing_presumed.strict) == (None, True)


def test_what_fails_shows_nothing(recorded: Recorded) -> None:
    assert recorded(CASE.format(box="closed"), failed=1) == []


def test_every_row_of_an_outline_on_any_number_of_processes(recorded: Recorded) -> None:
    """Reports of other processes are heard too, and nothing is written twice."""
    alone = recorded(TABLE, passed=3)
    assert [asked.case["vehicle"]["manufactured"] for asked in alone] == ["1997", "1998", "1999"]
    assert recorded(TABLE, "-n2", passed=3) == alone


def test_a_recording_reads_as_it_was_written() -> None:
    asked = Asked(
        "n", "p:1", '{"entry": null}', ("a.b",), "2026-01-01", True, ("x",), ("2047-06-30",)
    )
    assert list(read_recording([asked.line().encode()], "f")) == [asked]


LINE = Asked("n", "p:1", {"entry": {}}, days=("2047-06-30",)).line()


def spoiled(at: int) -> bytes:
    """The line with another letter at one place."""
    return (LINE[:at] + "1" + LINE[at + 1 :]).encode()


@given(st.binary(max_size=80) | st.sampled_from([spoiled(at) for at in range(len(LINE))]))
def test_any_line_is_a_scenario_or_an_error(line: bytes) -> None:
    try:
        (asked,) = read_recording([line], "f")
    except keiimport.InputError as error:
        assert error.at == "f:1"
    else:
        assert list(read_recording([asked.line().encode()], "f")) == [asked]


@pytest.mark.parametrize(
    "change",
    [{"days": ["soon"]}, {"days": None}, {"tags": [1]}, {"strict": "no"}, {"name": 3}, {"more": 1}],
)
def test_what_was_never_written_is_refused(change: dict[str, Any]) -> None:
    line = json.dumps({**json.loads(Asked("n", "p:1", {}).line()), **change})
    with pytest.raises(keiimport.InputError, match="no recorded scenario"):
        list(read_recording([line.encode()], "f"))


@pytest.mark.parametrize(("text", "passed"), [(CASE.format(box="open"), 1), (LATER, 2), (TABLE, 3)])
def test_what_is_told_is_read_without_running_anything(
    recorded: Recorded, tmp_path: Path, text: str, passed: int
) -> None:
    """The same cases, laws and reforms as a run records."""
    (tmp_path / "x.feature").write_text(text, encoding="utf-8")
    found = [(asked.case, asked.as_of, asked.strict) for asked in told_in([tmp_path])]
    ran = [(asked.case, asked.as_of, asked.strict) for asked in recorded(text, passed=passed)]
    assert sorted(map(repr, found)) == sorted(map(repr, ran)) and len(found) == passed
