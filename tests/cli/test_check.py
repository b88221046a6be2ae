# SPDX-License-Identifier: Apache-2.0
"""`keiimport check`: a question in words, on one screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
ACTY = ("check", "1999", "Honda", "Acty", "--date", "2026-11-21")


def test_the_answer_is_one_screen(run: Run) -> None:
    said = run(*ACTY)
    assert (said.code, said.stderr) == (0, "")
    assert said.stdout.startswith("Vehicle    Honda Acty")
    assert said.stdout.count("\n") <= 25


def test_words_that_are_no_command_are_a_question(run: Run) -> None:
    whole = run(*ACTY).stdout
    assert run("1999 Honda Acty", "--date", "2026-11-21").stdout == whole
    assert run(*ACTY[1:]).stdout == whole
    assert "there is no command `chekc`" in run("chekc", "1999", "Honda").error["error"]


def test_everything_is_shown_when_asked_for(run: Run) -> None:
    text = run(*ACTY, "--full").stdout
    assert text.startswith("Vehicle    Honda Acty")
    assert "Closed" in text


def test_the_reasons_are_those_that_the_answer_rests_on(run: Run) -> None:
    text = run(*ACTY, "--why").stdout
    assert "at least 25 years old for NHTSA (age.nhtsa_25_years): yes" in " ".join(text.split())
    assert "nhtsa.box_2a" not in text


def test_json_says_what_was_understood(run: Run) -> None:
    found = run(*ACTY, "blorb", "--state", "Texas", "--price", "5000", "--json").json
    assert {"words": "Acty", "fact": "vehicle.model", "value": "Acty"} in found["understood"]
    assert found["not_understood"] == ["blorb"]
    assert found["case"]["entry"]["state"] == "TX"
    assert found["verdict"]["outcome"] == "admissible"


def test_the_case_is_kept_for_the_other_commands(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "acty.json"
    run(*ACTY, "--from", "JP", "--save", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["vehicle"]["registered_in"] == "JP"
    assert run("evaluate", str(file)).json["outcome"] == "admissible"


def test_a_file_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    said = run(*ACTY, "--save", str(tmp_path / "none" / "acty.json"))
    assert (said.code, said.error["at"]) == (2, "--save")


def test_what_names_no_vehicle_is_asked_back(run: Run) -> None:
    said = run("check", "hello")
    assert said.code == 2
    assert said.error["expected"].startswith("make, model and year")


def test_without_words_and_without_a_person_it_asks_back(run: Run) -> None:
    assert run("check").code == 2


def test_json_is_shown_where_it_is_read(run: Run) -> None:
    for given in ("case.json", '{"vehicle": {"make": "Honda"}}', ' [{"vehicle": {}}]'):
        expected = run("check", given).error["expected"]
        assert expected.endswith("a case in JSON is for `evaluate`")
    assert "evaluate" not in run("check", "hello").error["expected"]
