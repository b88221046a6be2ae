# SPDX-License-Identifier: Apache-2.0
"""Errors pass between processes; tables after a fork are answered or refused, never waited for."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keiimport import Engine
from keiimport.engine import engine_of
from keiimport.errors import InputError, Place, RuleError, RuleErrors

FORKED = """
import multiprocessing, sys, keiimport
engine = keiimport.Engine()
rows = [{"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}}]
def outcome(_):
    try:
        return engine.evaluate_many(rows, outputs=["outcome"], today=None)["outcome"].to_list()
    except keiimport.KeiimportError as error:
        return str(error)
if sys.argv[1] == "after":
    outcome(0)
if sys.argv[1] == "after Polars":
    import polars
    polars.Series([2, 1]).sort()
with multiprocessing.get_context("fork").Pool(1) as pool:
    print(pool.map_async(outcome, [1]).get(60))
"""


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.parametrize(
    ("when", "words"), [("before", "admissible"), ("after", "spawn"), ("after Polars", "spawn")]
)
def test_a_forked_process_answers_or_refuses(when: str, words: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", FORKED, when],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert words in found.stdout


def test_errors_stay_what_they_are_in_another_process() -> None:
    first = RuleError("wrong", place=Place("a.yaml", 1, 2), expected="right")
    for error in (
        InputError("wrong", at="vehicle.make", got="x", expected="right"),
        first,
        RuleErrors([first, RuleError("also wrong")]),
    ):
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(again) is type(error) and str(again) == str(error)
            assert again.error == error.error and again.expected == error.expected
    errors = RuleErrors([first])
    assert pickle.loads(pickle.dumps(errors)).errors[0].place == first.place


CARRY = {"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998"}}


@pytest.mark.parametrize(
    "asked", [{}, {"as_of": "2020-01-01"}, {"strict": True}, {"state": "TX"}, {"state": "all"}]
)
@pytest.mark.parametrize("scenarios", [(), ("fifteen-years",)])
def test_a_verdict_goes_to_another_process(scenarios: tuple[str, ...], asked: Any) -> None:
    """It is evaluated again there, on the same day and by the same rules, to the same bytes."""
    engine = Engine(scenarios=scenarios)
    verdict = engine.evaluate(CARRY, today=date(2024, 3, 1), **asked)
    sent = pickle.dumps(verdict)
    assert len(sent) < 2000
    assert pickle.loads(sent).to_json() == verdict.to_json()
    assert copy.copy(verdict) is verdict and copy.deepcopy(verdict) is verdict


def test_a_verdict_is_not_made_again_by_other_rules(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    house.write_text("title: House\n", encoding="utf-8")
    sent = pickle.dumps(Engine(overlays=[house]).evaluate(CARRY))
    assert pickle.loads(sent).rulebook.with_ == ("house",)
    engine_of.__wrapped__.cache_clear()
    house.write_text("title: Other house\n", encoding="utf-8")
    with pytest.raises(InputError, match="are not those that the verdict rests on"):
        pickle.loads(sent)
