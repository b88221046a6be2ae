# SPDX-License-Identifier: Apache-2.0
"""`keiimport when`: the timeline from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]
SAKURA = "examples/sakura-2022.json"


def test_json_is_the_timeline(run: Run) -> None:
    answer = run("when", SAKURA)
    assert (answer.code, answer.stderr) == (0, "")
    days = [change["day"] for change in answer.json["changes"] if change["what"] == "whole"]
    assert days == ["2047-06-01", "2047-06-30"]


def test_text_draws_it(run: Run) -> None:
    text = run("when", SAKURA, "--format", "text").stdout
    lines = {line.split("  ")[0]: line for line in text.splitlines()}
    assert lines["the whole"].endswith("█")
    assert "2043-01-01" in text and "2047-06-30" in text
    assert "49 CFR 591.5(i)(1)" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_until_cuts_it(run: Run) -> None:
    answer = run("when", SAKURA, "--until", "2045-12-31").json
    assert answer["periods"][-1]["until"] == "2045-12-31"
    assert answer["changes_again"] == "2047-06-01"


def test_many_cases_take_a_line_each(run: Run) -> None:
    good = json.dumps({"vehicle": {"manufactured": "2010"}, "entry": {"date": "2026-11-21"}})
    answer = run("when", "-", data=f"{good}\n{{}}x\n{good}\n")
    assert answer.code == 0
    assert [row.get("line") for row in answer.rows] == [None, 2, None]
    assert answer.rows[0]["outcome"] == "not_yet" or answer.rows[0]["periods"]


def test_bad_input_is_said(run: Run) -> None:
    answer = run("when", "-", data='{"vehicle": {"manufactured": "soon"}}')
    assert answer.code == 2
    assert answer.error["at"] == "vehicle.manufactured"
    assert run("when", SAKURA, "--until", "soon").code == 2
