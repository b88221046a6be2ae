# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules`: the law, listed, shown and checked."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import keiimport

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that may be spoiled, without the hypothetical ones."""
    left_out = shutil.ignore_patterns("scenarios")
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules", ignore=left_out))


class TestList:
    def test_every_row_has_an_id_a_kind_and_a_place(self, run: Run) -> None:
        rows = run("rules", "list").json
        assert len({row["id"] for row in rows}) == len(rows) > 50
        assert {row["kind"] for row in rows} >= {"rule", "path"}
        for row in rows:
            assert {"id", "kind", "cite", "place"} <= set(row)

    def test_text_has_one_line_for_each(self, run: Run) -> None:
        lines = run("rules", "list", "--format", "text").stdout.splitlines()
        assert len(lines) == len(run("rules", "list").json)
        assert any(line.startswith("nhtsa.box_1 ") for line in lines)


class TestOldest:
    def test_one_old_row_comes_first_with_its_place(self, run: Run, folder: Path) -> None:
        table = folder / "states" / "states.csv"
        lines = table.read_text(encoding="utf-8").split("\n")
        lines[5] = re.sub(r"\b20\d\d-\d\d-\d\d(?=,[^,]*,[^,]*$)", "1999-01-02", lines[5])
        table.write_text("\n".join(lines), encoding="utf-8")
        text = run("rules", "check", str(folder), "--format", "text").stdout
        assert text.splitlines()[1].startswith("last checked 1999-01-02: states.")
        assert text.splitlines()[1].endswith("(states/states.csv:6:1)")


class TestShow:
    def test_a_path_shows_its_condition(self, run: Run) -> None:
        shown = run("rules", "show", "nhtsa.box_1").json
        assert shown["kind"] == "path"
        assert shown["open_when"]
        assert shown["cite"]

    def test_a_conclusion_shows_every_rule_about_it(self, run: Run) -> None:
        shown = run("rules", "show", "class.low_speed_vehicle").json
        assert shown["kind"] == "conclusion"
        assert len(shown["rules"]) >= 3
        windows = [rule["in_force"] for rule in shown["rules"]]
        assert {"from": "2006-06-05", "until": None, "clock": "manufactured"} in windows
        assert "vehicle.gvwr below" in json.dumps(shown)

    def test_a_fact_says_what_it_means_and_who_reads_it(self, run: Run) -> None:
        shown = run("rules", "show", "vehicle.gvwr").json
        assert (shown["kind"], shown["what"]) == ("fact", "weight")
        assert "label" in shown["where"]
        assert "nhtsa.lsv.definition.2006" in shown["read_by"]
        assert "japan.kei.registered" not in shown["read_by"]

    def test_a_row_of_a_state_a_line_of_the_tariff_and_a_presumption(self, run: Run) -> None:
        state = run("rules", "show", "states.ak.antique").json["state"]
        assert state["state"] == "AK" and state["last_checked"].startswith("20")
        line = run("rules", "show", "cbp.tariff.base.8703_10").json["tariff"]
        assert (line["number"], line["rate"], line["of"]) == ("8703.10", "2.5 %", "its value")
        assumed = run("rules", "show", "purpose_road_use").json
        assert assumed["kind"] == "presumption" and assumed["if_wrong"]

    def test_as_text_it_fits_the_page(self, run: Run) -> None:
        for name in ("vehicle.gvwr", "nhtsa.box_3", "class.low_speed_vehicle"):
            text = run("rules", "show", name, "--format", "text").stdout
            assert text.startswith(f"id: {name}\nkind: ")
            assert max(map(len, text.splitlines())) <= 100
            assert "{'" not in text and "[]" not in text

    def test_everything_that_is_listed_can_be_shown(self, run: Run) -> None:
        from keiimport.rulebook.describe import details
        from keiimport.rulebook.loader import load
        from keiimport.rulebook.model import entries

        rulebook = load()
        for entry in entries(rulebook):
            assert json.dumps(details(entry, rulebook.vocabulary))

    def test_an_unknown_id_names_the_nearest(self, run: Run) -> None:
        answer = run("rules", "show", "nhtsa.box1")
        assert (answer.code, answer.stdout) == (2, "")
        assert "nhtsa.box_1" in answer.error["expected"]


class TestCheck:
    def test_the_shipped_rules_hold_together(self, run: Run, folder: Path) -> None:
        """With all scenarios and features they are checked where the docs show the command."""
        answer = run("rules", "check", str(folder))
        assert (answer.code, answer.stderr) == (0, "")
        found = answer.json
        assert found["ok"] is True and found["rules"] > 50
        assert found["hash"] == keiimport.load_rulebook().hash
        # the rows of states checked longest ago are listed
        assert found["states"] == 51
        days = [row["last_checked"] for row in found["oldest_checked"]]
        assert days == sorted(days) and len(days) == 10
        assert all({"row", "state", "place"} <= set(row) for row in found["oldest_checked"])

    @pytest.mark.parametrize(
        ("spoil", "says"),
        [
            ("title: &t Alias\nagency: *t\n", "anchor"),
            ("title: Twice\ntitle: Twice\n", "title"),
            ("title: Norway\nagency: nhtsa\nrules: NO\n", "rules"),
            ("title: !!python/name:os.system x\n", "tag"),
            ("title: Unknown key\nruels: []\n", "rules"),
        ],
    )
    def test_a_spoiled_file_is_named_with_line_and_column(
        self, run: Run, folder: Path, spoil: str, says: str
    ) -> None:
        (folder / "federal" / "spoiled.yaml").write_text(spoil, encoding="utf-8")
        answer = run("rules", "check", str(folder))
        assert answer.code == 2
        assert answer.json["ok"] is False
        assert answer.error == answer.json["errors"][0]
        assert answer.error["at"].startswith("federal/spoiled.yaml:")
        assert answer.error["at"].count(":") == 2
        assert says in json.dumps(answer.error).lower()

    def test_what_is_declared_exclusive_is_proved(self, run: Run, folder: Path) -> None:
        classes = folder / "federal" / "nhtsa" / "vehicle-classes.yaml"
        text = classes.read_text(encoding="utf-8")
        at = text.index("- class.truck\n", text.index("- id: nhtsa.class.bus"))
        later = "- all: [class.truck, {vehicle.manufactured: {after: 2001-11-20}}]"
        spoiled = text[:at] + text[at:].replace("- class.truck", later, 1)
        classes.write_text(spoiled, encoding="utf-8")
        answer = run("rules", "check", str(folder))
        assert (answer.code, answer.json["ok"]) == (2, False)
        assert answer.error["error"].startswith("exactly one of class.low_speed_vehicle, ")
        assert "class.truck and class.bus would hold" in answer.error["error"]
        assert re.search(
            r"vehicle.manufactured (from |until )?\d{4}-\d\d-\d\d", answer.error["error"]
        )
        assert ".yaml:" in answer.error["at"]

    def test_a_folder_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        answer = run("rules", "check", str(tmp_path / "none"), "--format", "text")
        assert answer.code == 2
        assert "none" in answer.error["error"]


class TestThresholds:
    FEATURE = """
Feature: Slow
  Scenario Outline: by weight
    Given the vehicle:
      | wheels       | 4          |
      | top_speed    | 24 mph     |
      | gvwr         | <gvwr>     |
      | manufactured | 2020-05-01 |
    And it enters on 2026-11-21
    Then the outcome is not_yet

    Examples:
      | gvwr    |
      | 2999 lb |
      | <other> |
"""

    @pytest.mark.parametrize(("other", "untouched"), [("3000 lb", False), ("2000 lb", True)])
    def test_a_threshold_that_no_scenario_touches_from_both_sides_is_warned_of(
        self, run: Run, tmp_path: Path, folder: Path, other: str, untouched: bool
    ) -> None:
        """What is told counts; what is expected of it is not looked at."""
        file = tmp_path / "slow.feature"
        file.write_text(self.FEATURE.replace("<other>", other), encoding="utf-8")
        answer = run("rules", "check", str(folder), "--scenarios", str(file))
        warned = answer.json["warnings"]
        place = "federal/nhtsa/low-speed-vehicles.yaml"
        found = [each for each in warned if each.startswith(place) and "vehicle.gvwr" in each]
        assert any("3,000 lb" in each for each in found) == untouched, found
        # of a weight limit that no build date here reaches both sides are missing
        assert any("2,500 lb" in each and "holds or fails" in each for each in found)

    def test_a_scenario_that_tells_no_fact_is_refused(
        self, run: Run, tmp_path: Path, folder: Path
    ) -> None:
        file = tmp_path / "x.feature"
        file.write_text(
            "Feature: x\n  Scenario: y\n    Given gvrw is 1 t\n    Then the outcome is not_yet\n",
            encoding="utf-8",
        )
        answer = run("rules", "check", str(folder), "--scenarios", str(file))
        assert answer.code == 2 and "there is no fact `gvrw`" in answer.error["error"]


class TestSchema:
    @pytest.mark.parametrize("name", ["case", "rules", "verdict"])
    def test_it_is_a_json_schema(self, run: Run, name: str) -> None:
        schema = run("rules", "schema", name).json
        jsonschema.Draft202012Validator.check_schema(schema)

    def test_every_example_is_a_case(self, run: Run) -> None:
        validator = jsonschema.Draft202012Validator(run("rules", "schema", "case").json)
        for file in sorted((ROOT / "examples").glob("*.json")):
            validator.validate(json.loads(file.read_text(encoding="utf-8")))


class TestHelp:
    def test_every_command_has_a_help_page(self, run: Run) -> None:
        for args in (
            [],
            ["evaluate"],
            ["vehicles"],
            ["rules"],
            *(["rules", name] for name in ("list", "show", "check", "schema")),
        ):
            answer = run(*args, "--help")
            assert answer.code == 0
            assert answer.stdout.startswith("Usage: keiimport")

    def test_no_command_at_all_prints_the_help_page(self, run: Run) -> None:
        for args in ([], ["rules"]):
            answer = run(*args)
            assert answer.code == 0
            assert "Commands:" in answer.stdout
