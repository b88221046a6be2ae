# SPDX-License-Identifier: Apache-2.0
"""`keiimport forms`: what to write where, for people and for programs."""

from __future__ import annotations

import json

from tests.cli.conftest import ROOT, Run

import keiimport
from keiimport.report.text import render_forms

CARRY = json.dumps(
    {
        "vehicle": {"make": "Suzuki", "frame_number": "DD51T-123456", "manufactured": "1998-05"},
        "entry": {"date": "2026-11-21"},
    }
).encode()


def test_a_narrow_page_keeps_what_is_to_be_written() -> None:
    page = render_forms(keiimport.evaluate(CARRY).to_dict()["forms"], width=40)
    assert "Suzuki" in page and "DD51T-123456" in page
    assert max(map(len, page.splitlines())) <= 40


def test_the_text_names_each_form_and_its_edition(run: Run) -> None:
    said = run("forms", data=CARRY)
    assert (said.code, said.stderr) == (0, "")
    assert said.stdout.startswith("HS-7, Rev. 02-2020 (OMB 2127-0002)\n")
    assert "\n3520-1, August 2024 (OMB 2060-0717)\n" in said.stdout
    assert "DD51T-123456" in said.stdout


def test_the_json_is_that_of_the_verdict(run: Run) -> None:
    found = run("forms", "--format", "json", data=CARRY).json
    assert [each["form"] for each in found] == ["HS-7", "3520-1"]
    assert found == run("evaluate", data=CARRY).json["forms"]


def test_without_forms_standard_error_says_why(run: Run) -> None:
    said = run("forms", "--format", "json", str(ROOT / "examples/sakura-2022.json"))
    assert (said.code, said.json) == (0, [])
    assert said.stderr.startswith("Not yet")
