# SPDX-License-Identifier: Apache-2.0
"""`keiimport what-if`: remedies, and what one change does, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
SKYLINE = json.dumps(
    {
        "vehicle": {
            "make": "Nissan",
            "model": "Skyline",
            "chassis_code": "BCNR33",
            "manufactured": "1997-05",
            "engine": "other",
        },
        "entry": {"date": "2026-11-21"},
    }
)


def test_json_has_every_path(run: Run) -> None:
    answer = run("what-if", "-", data=SKYLINE)
    assert (answer.code, answer.stderr) == (0, "")
    first = answer.json["whole"]["remedies"][0]
    assert [change["fact"] for change in first["changes"]] == ["vehicle.engine"]
    ids = {path["id"] for path in answer.json["paths"]}
    assert {"nhtsa.box_1", "nhtsa.box_2a"} <= ids


def test_text_is_in_three_kinds(run: Run) -> None:
    short = run("what-if", "examples/sakura-2022.json", "--format", "text").stdout
    assert "Nothing will do it" not in short
    assert "--full lists them" in short
    text = run("what-if", "examples/sakura-2022.json", "--format", "text", "--full").stdout
    assert "Time will do it" in text
    assert "Papers, work or another choice will do it" in text
    assert "Nothing will do it" in text
    assert "wait until 30 June 2047" in text
    assert "state: American Samoa, Guam" in text


def test_only_the_steps_that_come_to_something_else_are_shown(run: Run) -> None:
    sides = run("what-if", "examples/sakura-2022.json", "--set", "vehicle.top_speed=25 mph",
                "--format", "text").stdout  # fmt: skip
    shown = sides.partition("The steps that differ, side by side")[2]
    assert "low-speed vehicle (the law's word" in shown
    assert "hts." not in shown and "heading 8709" not in shown


def test_another_purpose_is_no_advice_and_what_an_agency_may_refuse_is_no_yes(run: Run) -> None:
    for name in ("sakura-2022", "hijet-2023-off-road"):
        file = f"examples/{name}.json"
        ways = run("what-if", file).json
        for way in (ways["whole"], *ways["paths"]):
            for remedy in way["remedies"]:
                assert "entry.purpose" not in [change["fact"] for change in remedy["changes"]]
    text = " ".join(run("what-if", file, "--format", "text").stdout.split())
    asked = text.partition("ask NHTSA's Chief Counsel")[2].partition(" or ")[0]
    assert "only if an agency agrees" in asked
    assert "may be imported" not in asked


def test_set_compares_two_verdicts(run: Run) -> None:
    answer = run("what-if", "-", "--set", "vehicle.engine=original", data=SKYLINE).json
    pairs = {pair["what"]: (pair["a"], pair["b"]) for pair in answer["differences"]}
    assert pairs["outcome"] == ("conditional", "admissible")
    assert answer["parts_at"]["a"] != answer["parts_at"]["b"]
    text = run(
        "what-if", "-", "--format", "text", "--set", "vehicle.engine=original", data=SKYLINE
    ).stdout
    assert "as told" in text and "they part at" in text.casefold()
    engine, state = ("--set", "vehicle.engine=absent"), ("--set", "entry.state=TX")
    text = run("what-if", "-", "--format", "text", *engine, *state, data=SKYLINE).stdout
    assert "duty 12.5 %" in text and "Texas: " in text and "confidence" not in text


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("vehicle.body_replaced=yes", True),
        ("vehicle.gvwr=1290 kg", "1290 kg"),
        ("vehicle.model=626", "626"),
        ("vehicle.certified_to=us_fmvss", ["us_fmvss"]),
        ("vehicle.certified_to=none", []),
        ("vehicle.engine=null", None),
        ("vehicle.fmvss.208=false", False),
        ("vehicle.off_road.warning_label=true", True),
    ],
)
def test_values_are_read_as_a_case_tells_them(run: Run, setting: str, value: object) -> None:
    answer = run("what-if", "-", "--set", setting, data=SKYLINE)
    assert answer.code == 0, answer.stderr
    assert answer.json["set"] == {setting.partition("=")[0]: value}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("vehicle.engin=original", "vehicle.engine"), ("vehicle.engine", "fact=value")],
)
def test_a_setting_that_is_none_is_an_error(run: Run, setting: str, expected: str) -> None:
    answer = run("what-if", "-", "--set", setting, data=SKYLINE)
    assert answer.code == 2
    assert answer.error["at"] == "--set"
    assert expected in answer.error["expected"]


def test_a_value_that_cannot_be_is_an_error(run: Run) -> None:
    answer = run("what-if", "-", "--set", "vehicle.engine=triginal", data=SKYLINE)
    assert answer.code == 2
    assert answer.error["at"] == "vehicle.engine"


def test_a_fact_that_is_set_twice_is_an_error(run: Run) -> None:
    """The first would be forgotten in silence."""
    said = run("what-if", "{}", "--set", "vehicle.make=Honda", "--set", "vehicle.make=Suzuki")
    assert said.code == 2 and said.error["error"] == "`vehicle.make` is set twice"
