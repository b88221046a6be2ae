# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules coverage`: which rules the scenarios show true, and false."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import keiimport
from keiimport.coverage.atoms import ToldCase
from keiimport.coverage.shown import Coverage
from keiimport.engine import Engine

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
AGE = ROOT / "features" / "federal" / "nhtsa" / "age-25-years.feature"

OLD = {"vehicle": {"manufactured": "1998-05-01"}, "entry": {"date": "2026-11-21"}}
YOUNG = {"vehicle": {"manufactured": "2022-06-01"}, "entry": {"date": "2026-11-21"}}
MAYBE = {"vehicle": {"manufactured": "2001"}, "entry": {"date": "2026-11-21"}}


def asked(case: object, place: str = "x.feature:3", **others: Any) -> ToldCase:
    """A case as a scenario tells it."""
    return ToldCase(place, case, **others)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def report(engine: Engine, *told: ToldCase, **options: Any) -> dict[str, Any]:
    """What some cases show."""
    found = Coverage(engine, **options)
    for each in told:
        found.ask(each)
    return found.to_dict()


@pytest.fixture
def shown(engine: Engine) -> Run:
    """What cases show of one rule."""

    def shown(*told: ToldCase, id: str = "nhtsa.age.25_years") -> Any:
        return next(row for row in report(engine, *told)["rows"] if row["id"] == id)

    return shown


@pytest.fixture
def featured(tmp_path: Path) -> Run:
    """A feature file that tells some cases, by its name."""

    def featured(*cases: object) -> str:
        text = "Feature: x\n"
        for number, case in enumerate(cases):
            told = json.dumps(case)
            text += f'  Scenario: {number}\n    Given a case:\n      """\n      {told}\n      """\n'
        # pytest-bdd reads a file once
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.feature"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return featured


def ways(row: Any) -> dict[str, int]:
    return {way: found["scenarios"] for way, found in row["shown"].items()}


class TestWays:
    def test_a_case_that_holds_and_one_that_fails(self, shown: Run) -> None:
        """Nothing is lacking then, and each way says which scenario shows it."""
        young = asked(YOUNG, place="y.feature:7")
        row = shown(asked(OLD), young)
        assert row["lacks"] == [] and row["one_way"] is None
        assert row["shown"]["true"]["by"] == "x.feature:3"
        assert row["shown"]["false"]["by"] == "y.feature:7"
        assert row["place"].startswith("federal/nhtsa/age-25-years.yaml:")

    def test_one_way_alone_is_not_enough(self, shown: Run) -> None:
        row = shown(asked(OLD))
        assert (ways(row), row["lacks"]) == ({"true": 1}, ["false"])

    def test_what_is_not_known_shows_neither(self, shown: Run) -> None:
        row = shown(asked(MAYBE, as_of="2026-11-21", strict=True))
        assert "unknown" in row["shown"] and "false" not in row["shown"]

    def test_the_day_on_which_it_opens_counts(self, shown: Run) -> None:
        """A verdict that says from when looks at that day."""
        assert ways(shown(asked(YOUNG))) == {"false": 1, "true": 1}

    def test_a_day_that_the_scenario_names_counts(self, shown: Run) -> None:
        told = {**YOUNG, "vehicle": {**YOUNG["vehicle"], "engine": "other", "wheels": 4}}
        without, named = asked(told), asked(told, days=frozenset({"2047-06-01"}))
        assert ways(shown(named))["true"] >= ways(shown(without)).get("true", 0)
        assert ways(shown(named))["true"] == 1

    def test_a_rule_out_of_force_shows_nothing(self, shown: Run) -> None:
        row = shown(asked(OLD, as_of="1985-01-01"))
        assert "not_live" in row["shown"]
        assert not {"true", "false"} & row["shown"].keys()

    def test_a_hypothetical_reform_shows_nothing_of_the_law(self, engine: Engine) -> None:
        found = report(engine, asked(OLD, scenarios=("fifteen-years",)))
        assert (found["cases"], found["hypothetical"]) == (0, 1)

    def test_a_path_that_nobody_claims_shows_nothing(self, shown: Run) -> None:
        assert ways(shown(asked(OLD), id="nhtsa.box_5")) == {"not_live": 1}

    def test_a_remark_is_shown_where_it_speaks(self, shown: Run) -> None:
        spoken = {**OLD, "vehicle": {**OLD["vehicle"], "manufactured_evidence": "maker_label"}}
        row = shown(asked(OLD), asked(spoken), id="nhtsa.age.evidence_label")
        assert ways(row) == {"true": 1, "false": 1}

    def test_tags_are_counted_apart(self, shown: Run) -> None:
        """The id of a rule or of its table, and the first that is tagged is named."""
        row = shown(
            asked(OLD),
            asked(OLD, tags=frozenset({"nhtsa.age"}), place="t.feature:9"),
            asked(OLD, tags=frozenset({"nhtsa.ag"})),
        )
        assert row["shown"]["true"] == {"scenarios": 3, "tagged": 1, "by": "t.feature:9"}


class TestReport:
    def test_features_are_read(self, run: Run) -> None:
        """A feature file shows its own rule both ways."""
        found = run("rules", "coverage", str(AGE), "--under", "federal/nhtsa/age").json
        assert found["cases"] > 20
        rules = [row for row in found["rows"] if row["kind"] == "rule"]
        assert rules and all(not row["lacks"] for row in rules)
        assert all(row["place"].startswith("federal/nhtsa/age") for row in found["rows"])

    def test_cases_count_as_well(self, run: Run) -> None:
        lines = "\n".join(map(json.dumps, (OLD, YOUNG)))
        found = run("rules", "coverage", "--cases", "-", data=lines).json
        row = next(row for row in found["rows"] if row["id"] == "nhtsa.age.25_years")
        assert (found["cases"], row["lacks"], row["shown"]["true"]["by"]) == (2, [], "-:1")

    def test_text_names_what_lacks_a_way(self, run: Run, featured: Run) -> None:
        under = ("--under", "federal/nhtsa/age", "--format", "text")
        words = ("rules", "coverage", featured(OLD), *under)
        lines = run(*words).stdout.splitlines()
        assert lines[0].endswith("that lack one")
        at = next(i for i, line in enumerate(lines) if line.startswith("nhtsa.age.25_years "))
        assert lines[at].endswith("never false")
        assert lines[at + 1].startswith("federal/nhtsa/age-25-years.yaml:")
        words = ("rules", "coverage", featured(OLD, YOUNG), *under)
        assert "nhtsa.age.25_years " not in run(*words).stdout
        assert "nhtsa.age.25_years " in run(*words, "--all").stdout

    def test_fail_leaves_with_1_while_a_way_is_missing(self, run: Run, featured: Run) -> None:
        under = ("--under", "federal/nhtsa/temporary-exemption", "--fail")
        answer = run("rules", "coverage", featured(OLD), *under)
        assert answer.code == 1 and answer.json["ok"] is False
        assert "lack a way" in answer.stderr
        maker = {"kind": "original_manufacturer", "exempted_sales": 2000}
        many = {**maker, "exempted_sales": 3000}
        permitted = {**OLD, "entry": {**OLD["entry"], "nhtsa_permission": True}}
        both = [{**permitted, "importer": who} for who in (maker, many)]
        answer = run("rules", "coverage", featured(*both), *under)
        assert answer.code == 0 and answer.json["ok"] is True

    def test_who_says_one_way_must_not_be_shown_another(self, tmp_path: Path) -> None:
        rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
        file = rules / "federal" / "nhtsa" / "age-25-years.yaml"
        text = file.read_text(encoding="utf-8")
        at = text.index("    confidence", text.index("- id: nhtsa.age.25_years"))
        said = "    one_way: {only: false, reason: nothing ever grows old}\n"
        file.write_text(text[:at] + said + text[at:], encoding="utf-8")
        found = report(Engine(rules), asked(OLD))
        assert found["contradicted"] == ["nhtsa.age.25_years"]
        row = next(row for row in found["rows"] if row["id"] == "nhtsa.age.25_years")
        assert row["contradicted_by"] == "x.feature:3"
        assert row["one_way"] == {"only": "false", "reason": "nothing ever grows old"}


class TestErrors:
    def test_a_folder_of_rules_that_holds_none(self, run: Run) -> None:
        answer = run("rules", "coverage", str(AGE), "--under", "federal/none")
        assert (answer.code, answer.stdout) == (2, "")
        assert answer.error["at"] == "--under"

    def test_a_source_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        answer = run("rules", "coverage", str(tmp_path / "none.feature"))
        assert answer.code == 2
        assert "cannot be read" in answer.error["error"]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Feature: x\n  Scenario: y\n    Given n\n    nonsense\n", "broken.feature:4"),
            ("Feature: x\n  Scenari: y\n", "no case is told"),
        ],
    )
    def test_features_that_cannot_be_read(
        self, run: Run, tmp_path: Path, text: str, said: str
    ) -> None:
        file = tmp_path / "broken.feature"
        file.write_text(text, encoding="utf-8")
        answer = run("rules", "coverage", str(file))
        assert (answer.code, answer.stdout) == (2, "")
        assert answer.error["at"] == "FEATURES" and said in answer.error["error"]


class TestAtoms:
    """Which single test of a rule some scenario shows to decide."""

    @pytest.fixture
    def atoms(self, engine: Engine) -> Run:
        """Where each test of one rule decides, in some cases."""

        def atoms(*told: ToldCase, id: str = "nhtsa.built.primarily_for_cargo") -> dict[str, Any]:
            found = report(engine, *told, atoms=True)
            row = next(row for row in found["rows"] if row["id"] == id)
            # of two tests on one fact the first
            return {a["test"].split()[0]: a["decides_by"] for a in reversed(row["atoms"])}

        return atoms

    def test_what_another_test_hides_does_not_decide(self, atoms: Run) -> None:
        """A pickup for cargo is for cargo twice over: neither of its two tests decides."""
        pickup = {"vehicle": {"body": "pickup", "designed_for": "cargo"}}
        nothing = {"true": None, "false": None}
        assert atoms(asked(pickup | {"entry": OLD["entry"]})) == {
            "vehicle.designed_for": nothing,
            "vehicle.body": nothing,
        }

    def test_a_test_decides_while_it_holds_and_while_it_fails(self, atoms: Run) -> None:
        def case(body: str, purpose: str, place: str) -> ToldCase:
            vehicle = {"body": body, "designed_for": purpose}
            return asked({"vehicle": vehicle, "entry": OLD["entry"]}, place=place)

        found = atoms(case("pickup", "people", "a:1"), case("suv", "people", "b:2"))
        assert found == {
            "vehicle.designed_for": {"true": None, "false": "b:2"},
            "vehicle.body": {"true": "a:1", "false": "b:2"},
        }

    def test_text_names_tests_that_never_decide(self, run: Run, featured: Run) -> None:
        under = ("--under", "federal/nhtsa/age", "--atoms", "--format", "text")
        text = " ".join(run("rules", "coverage", featured(OLD), *under).stdout.split())
        assert "nhtsa.age.25_years: 25 years from vehicle.manufactured by entry.date" in text
        assert "never decides while it fails (federal/nhtsa/age-25-years.yaml:" in text

    def test_each_condition_has_a_pair_or_a_reason(self, run: Run, featured: Run) -> None:
        """What no scenario shows is solved for; the law is not written here."""
        file = featured(OLD)
        under = ("--under", "federal/nhtsa/age")
        without = run("rules", "coverage", file, *under, "--mcdc", "0").json["mcdc"]
        found = run("rules", "coverage", file, *under, "--mcdc", "60").json["mcdc"]
        assert found["conditions"] == without["conditions"] == len(found["pairs"])
        assert found["with_pair"] > without["with_pair"]
        assert found["lacking"] == 0
        counts = ("with_pair", "without_by_reason", "lacking")
        assert sum(found[key] for key in counts) == found["conditions"]
        (age,) = (pair for pair in found["pairs"] if pair["rule"] == "nhtsa.age.25_years")
        assert age["true"] == f"{file}:2"
        told = age["false"].removeprefix("case ")
        verdict = keiimport.evaluate(json.loads(told))
        assert verdict.truth("age.nhtsa_25_years") is False
        options = ("--mcdc", "0", "--format", "text")
        text = run("rules", "coverage", file, *under, *options).stdout
        assert "conditions have a pair of cases" in " ".join(text.split())

    def test_only_what_is_tagged(self, engine: Engine) -> None:
        young = asked(YOUNG, tags=frozenset({"nhtsa.age"}))
        found = report(engine, asked(OLD), young, tagged=True)
        row = next(row for row in found["rows"] if row["id"] == "nhtsa.age.25_years")
        assert ways(row) == {"true": 1, "false": 1}
        other = next(row for row in found["rows"] if row["id"] == "epa.age.21_years")
        assert ways(other) == {}
