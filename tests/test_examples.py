# SPDX-License-Identifier: Apache-2.0
"""Every file in `examples/` is a case as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import keiimport
from keiimport.logic.rete import available

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
OUTCOMES = {"admissible", "conditional", "undetermined", "not_yet", "refused"}


def stem(path: Path) -> str:
    return path.stem


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("path", EXAMPLES, ids=stem)
def test_an_example_is_a_case(path: Path) -> None:
    """It parses, enters on the day of all examples, and survives a round trip."""
    case = keiimport.Case.parse(path.read_bytes())
    assert keiimport.Case.parse(case.to_dict()).told() == case.told()
    assert json.loads(path.read_bytes())["entry"]["date"] == "2026-11-21"


@pytest.mark.parametrize("path", EXAMPLES, ids=stem)
def test_an_example_is_evaluated(path: Path) -> None:
    """A verdict in plain JSON values, the same bytes each time."""
    verdict = keiimport.evaluate(path.read_bytes())
    assert verdict.outcome in OUTCOMES
    assert verdict.answer
    assert verdict.reasoning
    text = verdict.to_json()
    assert json.loads(text) == verdict.to_dict()
    assert keiimport.evaluate(path.read_bytes()).to_json() == text


@pytest.mark.parametrize("engine", ["naive", "both"])
@pytest.mark.parametrize("path", EXAMPLES, ids=stem)
def test_every_engine_finds_the_same(path: Path, engine: str) -> None:
    """`both` would raise if durable-rules did not derive what the generated code does."""
    if engine == "both" and not available():
        pytest.skip("durable-rules is not there on this version of Python")
    case = path.read_bytes()
    assert keiimport.evaluate(case, engine=engine).outcome == keiimport.evaluate(case).outcome
