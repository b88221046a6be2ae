# SPDX-License-Identifier: Apache-2.0
"""`keiimport why`, and what its proofs look like in each format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import ROOT, Run

from keiimport.report import html
from keiimport.report.drawing import drawing
from keiimport.report.proof import lines
from keiimport.report.text import render_why

SAKURA = str(ROOT / "examples/sakura-2022.json")


def test_the_text_says_what_fails_and_why(run: Run) -> None:
    """The outcome, the law, and the one fact that is in the way."""
    said = run("why", "nhtsa.box_1", SAKURA)
    assert (said.code, said.stderr) == (0, "")
    assert said.stdout.startswith("Later: HS-7 box 1, at least 25 years old\n")
    flat = " ".join(said.stdout.split())
    assert "✗ date of manufacture is June 2022" in flat
    assert "vehicle.manufactured: 2022-06, told" in flat
    assert "49 USC 30112(b)(9)" in flat


def test_the_case_may_come_through_a_pipe(run: Run) -> None:
    """`-` is the default."""
    said = run("why", "nhtsa.box_1", data=Path(SAKURA).read_bytes())
    assert said.stdout == run("why", "box_1", SAKURA).stdout


def test_the_json_is_the_whole_proof(run: Run) -> None:
    """What the verdict says of the path, and the tree."""
    found = run("why", "nhtsa.box_1", SAKURA, "--format", "json").json
    assert found["path"] == "nhtsa.box_1"
    assert found["outcome"] == "not_yet"
    assert found["proof"]["kind"] == "path"
    assert found["proof"]["parts"]


@pytest.mark.parametrize(
    ("form", "begins", "ends"),
    [
        ("mermaid", "flowchart TD\n  n0[", "color:#3d2e00"),
        ("dot", 'digraph "nhtsa.box_1" {', "}"),
        ("html", "<!DOCTYPE html>", "</html>"),
    ],
)
def test_the_other_formats(run: Run, form: str, begins: str, ends: str) -> None:
    said = run("why", "nhtsa.box_1", SAKURA, "--format", form)
    assert said.code == 0
    assert said.stdout.startswith(begins)
    assert said.stdout.rstrip().endswith(ends)


def test_a_path_that_does_not_exist_is_bad_input(run: Run) -> None:
    said = run("why", "nhtsa.box_111", SAKURA)
    assert said.code == 2
    assert said.error["at"] == "path"
    assert "nhtsa.box_1" in said.error["expected"]


def test_of_an_agency_that_is_misspelt_the_nearest_is_named(run: Run) -> None:
    assert "did you mean `nhtsa`?" in run("why", "nhtas", SAKURA).error["expected"]


def test_several_cases_are_bad_input(run: Run) -> None:
    said = run("why", "nhtsa.box_1", data=b"[{}, {}]")
    assert said.code == 2
    assert "one case" in said.error["error"]


@pytest.fixture
def hostile() -> dict[str, Any]:
    """A proof whose words try to break out of every format."""
    nasty = '</script><b onload="x">"]:::x;\\" %% #35; {a} \x1b[2J\u202e'
    return {
        "path": nasty,
        "form": nasty,
        "title": nasty,
        "outcome": "closed",
        "because": nasty,
        "cite": [nasty],
        "proof": {
            "kind": "path",
            "truth": "false",
            "name": nasty,
            "title": nasty,
            "parts": [
                {
                    "kind": "fact",
                    "truth": "false",
                    "says": nasty,
                    "facts": [{"name": nasty, "value": nasty, "source": "told"}],
                }
            ],
        },
    }


def test_words_from_strangers_cannot_become_markup(hostile: dict[str, Any]) -> None:
    """Neither tags, nor attributes, nor control characters get through."""
    page = html.render_why(hostile)
    assert "<b " not in page and "</script>" not in page and 'onload="x"' not in page
    drawn = drawing(hostile, "mermaid")
    assert "<b" not in drawn.replace("<br/>", "") and "%%" not in drawn
    assert all(line.count('"') in (0, 2) for line in drawn.splitlines())
    graph = drawing(hostile, "dot")
    for line in graph.splitlines():
        assert line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0
    for text in (page, drawn, graph, render_why(hostile)):
        assert not {"\x1b", "\u202e"} & set(text)


def test_a_long_list_is_cut_off_but_not_in_the_page() -> None:
    """Seventy standards are too many for a terminal."""
    parts = [{"kind": "fact", "truth": "true", "says": f"fact {i}"} for i in range(70)]
    proof = {"kind": "path", "truth": "true", "title": "x", "parts": parts}
    assert lines(proof).parts[-1].text == "and 59 more of the same kind"
    assert len(lines(proof, whole=True).parts) == 70


def test_a_proof_says_the_same_twice(run: Run) -> None:
    """The same case gives the same bytes."""
    first = run("why", "nhtsa.box_2a", SAKURA, "--format", "json").stdout
    assert first == run("why", "nhtsa.box_2a", SAKURA, "--format", "json").stdout
    assert json.loads(first)["outcome"] == "closed"


def test_an_agency_lists_its_paths(run: Run) -> None:
    text = run("why", "epa", SAKURA).stdout
    assert "epa.code_e " in text
    assert "Later: 3520-1 code E" in text
    assert "nhtsa" not in text
    listed = run("why", "epa", SAKURA, "--format", "json").json
    assert {path["id"].partition(".")[0] for path in listed} == {"epa"}
    assert run("why", "epa", SAKURA, "--format", "dot").code == 2
