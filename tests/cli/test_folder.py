# SPDX-License-Identifier: Apache-2.0
"""`--rules FOLDER`: the same commands under rules that somebody edited."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
CARRY = (ROOT / "examples/carry-1998.json").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The rules with an age of 40 years instead of 25, and one vehicle."""
    copy = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    age = copy / "federal/nhtsa/age-25-years.yaml"
    text = age.read_text(encoding="utf-8")
    assert "at_least: 25 years" in text
    age.write_text(text.replace("at_least: 25 years", "at_least: 40 years"), encoding="utf-8")
    nissan = copy / "data/vehicles/nissan.csv"
    head, *rows = nissan.read_text(encoding="utf-8").splitlines()
    kept = next(row for row in rows if "B6AW" in row)
    for make in nissan.parent.iterdir():
        make.unlink()
    nissan.write_text(f"{head}\n{kept}\n", encoding="utf-8")
    return copy


def test_a_case_is_evaluated_by_the_edited_rules(run: Run, folder: Path) -> None:
    shipped = run("evaluate", data=CARRY).json
    edited = run("evaluate", "--rules", str(folder), data=CARRY).json
    assert shipped["outcome"] == "admissible" != edited["outcome"]
    assert shipped["rulebook"]["hash"] != edited["rulebook"]["hash"]
    lines = run("evaluate", "--rules", str(folder), data=f"[{json.dumps(json.loads(CARRY))}]")
    assert lines.rows[0]["outcome"] == edited["outcome"]


def test_its_vehicles_are_searched(run: Run, folder: Path) -> None:
    assert "B6AW" in run("vehicles", "sakura", "--rules", str(folder)).stdout
    assert "Carry" in run("vehicles", "carry").stdout
    assert run("vehicles", "carry", "--rules", str(folder)).stdout == ""


def test_its_rules_are_listed_and_shown(run: Run, folder: Path) -> None:
    shown = run("rules", "show", "age.nhtsa_25_years", "--rules", str(folder)).stdout
    assert "40 years" in shown
    assert "40 years" not in run("rules", "show", "age.nhtsa_25_years").stdout
    (folder / "federal/nhtsa/vehicle-classes.yaml").rename(folder / "a.yaml")
    rows = run("rules", "list", "--rules", str(folder)).json
    assert "a.yaml" in {row["place"].split(":")[0] for row in rows}


@pytest.mark.parametrize(
    "args", [["evaluate"], ["vehicles", "x"], ["rules", "list"], ["rules", "show", "nhtsa.box_1"]]
)
def test_a_folder_that_is_not_there_is_bad_input(run: Run, args: list[str]) -> None:
    answer = run(*args, "--rules", "nowhere", data=CARRY)
    assert (answer.code, answer.stdout) == (2, "")
    assert answer.error["error"] == "there is no folder `nowhere`"
    assert answer.error["at"] == "rules"


def test_a_mistake_in_it_is_named(run: Run, folder: Path) -> None:
    (folder / "more.yml").write_text("title: A\n", encoding="utf-8")
    answer = run("evaluate", "--rules", str(folder), data=CARRY)
    assert answer.code == 2
    assert answer.error["at"] == "more.yml:1:1"
    assert answer.error["expected"] == "the name `more.yaml`"


def test_any_other_rules_than_those_asked_for_are_refused(run: Run) -> None:
    """The hash in a verdict names the rules; nothing else answers under it."""
    case = '{"vehicle": {"manufactured": "1998-05"}, "entry": {"date": "2026-11-21"}}'
    found = run("evaluate", data=case).json["rulebook"]["hash"]
    assert len(found) == 64
    for told in (found, found[:16].upper()):
        answer = run("evaluate", "--rules-sha256", told, data=case)
        assert answer.code == 0 and answer.json["rulebook"]["hash"] == found
    answer = run("evaluate", "--rules-sha256", "0" * 64, data=case)
    assert answer.code == 2 and found in answer.error["error"]
    answer = run("evaluate", "--rules-sha256", found, "--scenario", "fifteen-years", data=case)
    assert answer.code == 2 and "others are asked for" in answer.error["error"]
    answer = run("evaluate", "--rules-sha256", "abc", data=case)
    assert answer.code == 2 and answer.error["at"] == "--rules-sha256"
    assert run("evaluate", data=case).code == 0
