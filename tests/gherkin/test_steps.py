# SPDX-License-Identifier: Apache-2.0
"""The steps themselves: few, general, explained, and never two for the same words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

from keiimport.gherkin import steps
from keiimport.gherkin.collect import nearest_step

README = Path(__file__).parents[2] / "features" / "README.md"


def registered() -> list[object]:
    """The parsers of every step that pytest-bdd knows from the module of steps."""
    return [
        context.parser
        for function, context in step_function_context_registry.items()
        if context.step_func.__module__ == steps.__name__ and function
    ]


def test_there_are_at_most_thirty_steps() -> None:
    """More would make each scenario slower and the language harder to learn."""
    assert len(steps.KNOWN) == len(registered()) <= 30


def test_every_step_is_general() -> None:
    """No step names a fact, a path or a make."""
    words = " ".join(known.words for known in steps.KNOWN)
    assert not re.search(r"nhtsa|box_|gvwr|sakura|suzuki|fmvss", words, re.IGNORECASE)


def test_every_step_has_a_meaning() -> None:
    assert all(known.meaning.endswith(".") for known in steps.KNOWN)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("given", "a case:"),
        ("given", "the vehicle:"),
        ("given", "the example carry-1998"),
        ("given", "the case in bad/empty.json"),
        ("given", "vehicle.gvwr is 1200 kg"),
        ("given", "nobody says vehicle.gvwr"),
        ("given", "it enters on 2026-11-21"),
        ("given", "it was built in 2001-11"),
        ("given", "it is worth $5,000"),
        ("given", "it is entered for consumption"),
        ("given", "it goes to New York"),
        ("given", "the law of 2026-11-21"),
        ("given", "nothing is presumed"),
        ("when", "it is evaluated"),
        ("then", "the outcome is admissible"),
        ("then", "the strict outcome is undetermined"),
        ("then", "the certainty is assumed"),
        ("then", "the state is unclear"),
        ("then", 'the state says "the answer says no"'),
        ("then", "it depends on the agency"),
        ("then", "the earliest day is 2047-06-30"),
        ("then", "the earliest possible day is 2047-06-01"),
        ("then", "there is no earliest day"),
        ("then", 'the answer says "No, the outcome is not yet"'),
        ("then", 'no warning says "path nhtsa.box_1 is open"'),
        ("then", 'a reason cites "49 USC 30112(b)(9)"'),
        ("then", "it assumes original_engine"),
        ("then", "it does not assume original_engine"),
        ("then", "it asks for vehicle.manufactured"),
        ("then", "it does not ask for vehicle.manufactured"),
        ("then", "path nhtsa.box_1 is open"),
        ("then", 'path nhtsa.box_2a is closed because "its label is for another class"'),
        ("then", "path nhtsa.box_1 opens on 2047-06-30"),
        ("then", "HS-7 box 2A is closed"),
        ("then", "EPA code M-1 is closed"),
        ("then", "EPA code E opens on 2043-01-01"),
        ("then", 'HS-7 box 8 is needs_facts because "nobody says"'),
        ("given", "the kei truck of the examples"),
        ("given", "the 1998 Carry of the examples"),
        ("then", "the chosen nhtsa path is nhtsa.box_1"),
        ("then", "the chosen nhtsa path is none"),
        ("then", "gate commerce.connected is clear"),
        ("then", "the classes are motor_vehicle, truck, kei"),
        ("then", "class truck holds"),
        ("then", "class truck does not hold"),
        ("then", "conclusion class.truck is unknown"),
        ("then", "standard 305a may bind"),
        ("then", "fact vehicle.top_speed is 130 km/h from catalogue"),
        ("then", 'it is an error saying "unknown key" at "vehicle.gvrw"'),
    ],
)
def test_words_mean_exactly_one_step(kind: str, text: str) -> None:
    """Where two steps matched, pytest-bdd would silently take the last."""
    matching = [
        context.parser.name
        for context in step_function_context_registry.values()
        if context.step_func.__module__ == steps.__name__
        and context.type == kind
        and context.parser.is_matching(text)
    ]
    assert len(matching) == 1, matching


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        (
            "then",
            "the outcom is admissible",
            "the (outcome|strict outcome|certainty|state|heading|duty|duty amount|total) is {word}",
        ),
        ("given", "the vehicel:", "the (vehicle|importer|entry):"),
        ("then", "it wants vehicle.gvwr", "it (asks for|does not ask for) {fact}"),
    ],
)
def test_the_nearest_step_is_found(kind: str, text: str, near: str) -> None:
    assert nearest_step(kind, text) == near


def test_the_page_for_lawyers_lists_every_step() -> None:
    """In the order of the module, each with its meaning."""
    rows = [
        tuple(cell.strip() for cell in line.replace(r"\|", "¦").strip("|").split("|"))
        for line in README.read_text(encoding="utf-8").splitlines()
        if re.match(r"\| `(Given|When|Then) ", line)
    ]
    expected = [
        (f"`{known.kind.capitalize()} {known.words}`".replace("|", "¦"), known.meaning)
        for known in steps.KNOWN
    ]
    assert rows == expected


def test_the_module_prints_the_list() -> None:
    command = [sys.executable, "-m", "keiimport.gherkin"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.count("\n") == 2 * len(steps.KNOWN)
    assert "Given nobody says {fact}\n    Take a fact back that the example tells.\n" in printed
