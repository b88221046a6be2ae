# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules diff`, and `keiimport evaluate --scenario`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAKURA = str(EXAMPLES / "sakura-2022.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules with another weight limit for low-speed vehicles."""
    copy = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    file = copy / "federal" / "nhtsa" / "low-speed-vehicles.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[3000 lb, 1361 kg]", "[3500 lb, 1588 kg]"), encoding="utf-8")
    return copy


class TestSides:
    def test_two_days(self, run: Run) -> None:
        found = run("rules", "diff", "2005-10-02", "2005-10-03").json
        assert (found["a"]["day"], found["b"]["day"]) == ("2005-10-02", "2005-10-03")
        ids = {change["id"]: change for change in found["changes"]}
        change = ids["nhtsa.lsv.definition.2005"]
        assert change["was"] == "nhtsa.lsv.definition.1998"
        assert change["dates"]["b"] == {
            "from": "2005-10-03",
            "until": "2006-06-04",
            "clock": "manufactured",
        }

    def test_a_scenario_and_the_law(self, run: Run) -> None:
        found = run("rules", "diff", "law", "part-555-cap").json
        assert found["b"]["scenarios"] == ["part-555-cap"]
        assert found["a"]["hash"] != found["b"]["hash"]
        assert "90,000" in json.dumps(found["changes"][0]["thresholds"])

    def test_a_folder(self, run: Run, folder: Path) -> None:
        found = run("rules", "diff", "law", str(folder)).json
        assert [change["id"] for change in found["changes"]] == ["nhtsa.lsv.definition.2006"]
        (threshold,) = found["changes"][0]["thresholds"]
        assert threshold["fact"] == "vehicle.gvwr"

    def test_one_day_is_meant_for_both(self, run: Run) -> None:
        found = run("rules", "diff", "2005-10-03", "kei-class").json
        assert found["b"]["day"] == "2005-10-03"
        # the class begins with vehicles built in 2021
        assert "scenario.kei_class.definition" not in json.dumps(found["changes"])

    def test_no_difference(self, run: Run) -> None:
        assert run("rules", "diff", "law", "law").json["changes"] == []
        text = run("rules", "diff", "law", "law", "--format", "text").stdout
        assert text == "law → law: no difference\n"

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("fiften-years", "`fifteen-years`"),
            ("2005-13-03", "a day such as `2026-11-21`"),
            ("somewhere else", "`kei-class`"),
        ],
    )
    def test_a_side_that_is_nothing(self, run: Run, name: str, expected: str) -> None:
        answer = run("rules", "diff", "law", name)
        assert (answer.code, answer.stdout) == (2, "")
        assert (answer.error["at"], answer.error["got"]) == ("B", name)
        assert expected in answer.error["expected"]

    def test_text(self, run: Run) -> None:
        text = run("rules", "diff", "law", "fifteen-years", "--format", "text").stdout
        assert text.startswith("law → fifteen-years: 5 differences\n")
        assert "scenario.fifteen_years.age in the place of nhtsa.age.25_years" in text
        assert "25 years from vehicle.manufactured" in text
        assert "+  scenario fifteen-years" in text


class TestCases:
    def test_what_changes_and_why(self, run: Run) -> None:
        answer = run("rules", "diff", "law", "fifteen-years", "--cases", SAKURA)
        rules, case, counts = answer.rows
        assert rules["changes"]
        assert case["line"] == 1 and case["changed"] is True
        assert case["parts_at"]["a"]["rule"] == "nhtsa.age.25_years"
        assert case["chains"]
        assert counts == {"cases": 1, "changed": 1, "errors": 0}

    def test_many_cases_and_a_bad_one(self, run: Run) -> None:
        names = ("carry-1998", "sakura-2022")
        lines = [json.dumps(json.loads((EXAMPLES / f"{n}.json").read_bytes())) for n in names]
        data = "\n".join([*lines, '{"vehicle": {"gvrw": 1}}'])
        answer = run("rules", "diff", "law", "kei-class", "--cases", "-", data=data)
        assert answer.code == 0
        _, changed, bad, counts = answer.rows
        assert (changed["line"], bad["line"]) == (2, 3)
        assert changed["answer"]["b"].startswith("Hypothetical: ")
        assert bad["error"]["at"] == "vehicle.gvrw"
        assert counts == {"cases": 3, "changed": 1, "errors": 1}
        assert "1 of 3" in answer.stderr

    def test_a_list(self, run: Run) -> None:
        case = json.loads(Path(SAKURA).read_bytes())
        data = json.dumps([case, case])
        rows = run("rules", "diff", "law", "kei-class", "--cases", "-", data=data).rows
        assert [row.get("item") for row in rows[1:3]] == [1, 2]

    def test_only_bad_cases(self, run: Run) -> None:
        answer = run("rules", "diff", "law", "kei-class", "--cases", "-", data=b"[3]")
        assert answer.code == 2
        assert answer.rows[-1] == {"cases": 1, "changed": 0, "errors": 1}

    def test_two_days_of_the_law(self, run: Run) -> None:
        """Before the rulebook begins, its answer is not known."""
        rows = run("rules", "diff", "1980-01-01", "2026-11-21", "--cases", SAKURA).rows
        pairs = {pair["what"]: pair for pair in rows[1]["differences"]}
        assert (pairs["outcome"]["a"], pairs["outcome"]["b"]) == ("undetermined", "not_yet")

    def test_text(self, run: Run) -> None:
        text = run(
            "rules", "diff", "law", "kei-class", "--format", "text", "--cases", SAKURA
        ).stdout
        assert "law → kei-class" in text
        assert "They part at `class.federal_kei`" in text
        assert "The steps that differ, side by side" in text
        assert text.endswith("1 of 1 verdicts change\n")

    def test_a_file_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        answer = run("rules", "diff", "law", "kei-class", "--cases", str(tmp_path / "none"))
        assert answer.code == 2
        assert "cannot be read" in answer.error["error"]


class TestEvaluate:
    def test_a_scenario(self, run: Run) -> None:
        found = run("evaluate", SAKURA, "--scenario", "kei-class").json
        assert found["scenarios"] == ["kei-class"]
        assert found["answer"].startswith("Hypothetical: ")
        assert found["chosen"]["nhtsa"] == "nhtsa.kei_class"

    def test_two_scenarios(self, run: Run) -> None:
        found = run(
            "evaluate", SAKURA, "--scenario", "part-555-cap", "--scenario", "fifteen-years"
        ).json
        assert found["scenarios"] == ["fifteen-years", "part-555-cap"]

    def test_text_says_so_first(self, run: Run) -> None:
        text = run("evaluate", SAKURA, "--scenario", "kei-class", "--format", "text").stdout
        assert " Hypothetical: supposing " in text
        full = run("evaluate", SAKURA, "--scenario", "kei-class", "--format", "text", "--full")
        assert "Hypothetical: supposing " in " ".join(full.stdout.split())
        assert "Supposing kei-class" in " ".join(full.stdout.split())

    def test_a_name_that_is_none(self, run: Run) -> None:
        answer = run("evaluate", SAKURA, "--scenario", "kei-clas")
        assert (answer.code, answer.stdout) == (2, "")
        assert answer.error["expected"] == "`kei-class`"


def test_check_reads_every_scenario(run: Run, folder: Path) -> None:
    """A broken scenario is told, though nothing of the law depends on it."""
    (folder / "scenarios" / "broken.yaml").write_text("title: Broken\n", encoding="utf-8")
    answer = run("rules", "check", str(folder))
    assert answer.code == 2
    assert answer.error["at"] == "scenarios/broken.yaml:1:1"
