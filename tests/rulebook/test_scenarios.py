# SPDX-License-Identifier: Apache-2.0
"""Hypothetical reforms: never read unless asked for, always named, laid over the law."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import keiimport
from keiimport import Engine, InputError, RuleError
from keiimport.facts.vocabulary import FactType
from keiimport.logic.bundle import Bundle
from keiimport.rulebook.files import rules_folder, scenario_names
from keiimport.rulebook.loader import load, load_files

ROOT = Path(__file__).parents[2]
SHIPPED = ("fifteen-years", "kei-class", "part-555-cap", "tiny-cars-built-here")
SAKURA = (ROOT / "examples" / "sakura-2022.json").read_bytes()

LAW = """title: Law
agency: nhtsa
conclusions: {class.a: {when_no_rule: false}}
rules:
  - id: law.a
    concludes: class.a
    cite: [X]
    confidence: verified
    when: {vehicle.gvwr: {at_most: 1000 kg}}
paths:
  - {id: p.a, form: F, title: A, stay: permanent, cite: [X], confidence: verified,
     open_when: class.a}
  - {id: p.b, form: F, title: B, stay: permanent, cite: [X], confidence: verified,
     open_when: class.a}
remarks:
  - {id: m.a, when: class.a, say: so, paths: [p.a]}
"""
HEAD = "scenario: {id: s, title: an s, law: none, proposal: none, invention: all of it}\n"
MORE = """title: S
agency: nhtsa
rules:
  - id: s.a
    concludes: class.a
    cite: [no law]
    confidence: unverified
    overrides: [law.a]
    when: {vehicle.gvwr: {at_most: 2000 kg}}
paths:
  - {id: p.a, form: F, title: other A, stay: permanent, cite: [no law], confidence: unverified,
     open_when: class.a}
"""
TWICE = """  - {id: p.a, form: F, title: A, stay: permanent, cite: [X], confidence: verified,
     open_when: class.a}
  - {id: p.a"""


@pytest.fixture
def folder(base: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder of rules with a scenario."""
    files = {name: data.decode() for name, data in base.items()}
    files |= {"law.yaml": LAW, "scenarios/s.yaml": HEAD + MORE}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class TestLoading:
    def read(
        self, base: dict[str, bytes], types: Mapping[str, FactType], **scenarios: str
    ) -> keiimport.Rulebook:
        files = base | {"law.yaml": LAW.encode()}
        files |= {f"scenarios/{name}.yaml": text.encode() for name, text in scenarios.items()}
        return Bundle.make(load_files(files, types=types)).rulebook

    def test_a_scenario_says_what_it_is(
        self, base: dict[str, bytes], types: Mapping[str, FactType]
    ) -> None:
        (scenario,) = self.read(base, types, s=HEAD + MORE).scenarios
        assert (scenario.id, scenario.title) == ("s", "an s")
        assert (scenario.law, scenario.proposal, scenario.invention) == (
            "none",
            "none",
            "all of it",
        )
        assert self.read(base, types).scenarios == ()

    def test_a_path_stands_in_the_place_of_another(
        self, base: dict[str, bytes], types: Mapping[str, FactType]
    ) -> None:
        """One of the same id takes its place in the order; one of another id comes last."""
        titles = [path.title for path in self.read(base, types, s=HEAD + MORE).paths]
        assert titles == ["other A", "B"]
        renamed = (HEAD + MORE).replace("id: p.a, form", "id: p.c, form")
        book = self.read(base, types, s=renamed)
        assert [path.id for path in book.paths] == ["p.a", "p.b", "p.c"]

    def test_the_law_comes_first_whatever_its_files_are_called(
        self, base: dict[str, bytes], types: Mapping[str, FactType]
    ) -> None:
        files = base | {"z.yaml": LAW.encode(), "scenarios/s.yaml": (HEAD + MORE).encode()}
        book = load_files(files, types=types)
        assert [path.title for path in book.paths] == ["other A", "B"]
        assert [rule.id for rule in book.rules] == ["law.a", "s.a"]

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (MORE, "scenarios/s.yaml:1:1: the scenario does not say what it is"),
            (HEAD.replace("id: s", "id: t") + MORE, "`t` stands in `scenarios/s.yaml`; expected"),
            ((HEAD + MORE).replace("  - {id: p.a", TWICE), "the id `p.a` stands here again"),
            ((HEAD + MORE).replace("[law.a]", "[]"), "can define `class.a` for one and the same"),
            (HEAD.replace("law: none, ", "") + MORE, "`law` is missing"),
        ],
    )
    def test_mistakes(
        self, base: dict[str, bytes], types: Mapping[str, FactType], text: str, says: str
    ) -> None:
        with pytest.raises(RuleError) as raised:
            self.read(base, types, s=text)
        assert says in str(raised.value)

    def test_only_scenarios_have_heads(
        self, base: dict[str, bytes], types: Mapping[str, FactType]
    ) -> None:
        with pytest.raises(RuleError, match="only a scenario has a head"):
            load_files(base | {"law.yaml": (HEAD + LAW).encode()}, types=types)

    def test_two_scenarios_that_do_not_go_together(
        self, base: dict[str, bytes], types: Mapping[str, FactType]
    ) -> None:
        second = "title: T\nagency: nhtsa\n" + HEAD.replace("id: s", "id: t")
        second += MORE[MORE.index("paths:") :]
        with pytest.raises(RuleError, match="these scenarios do not go together"):
            self.read(base, types, s=HEAD + MORE, t=second)


class TestAsking:
    def test_the_hash_covers_what_was_used(self) -> None:
        law = load()
        hashes = {load(scenarios=[name]).hash for name in SHIPPED} | {law.hash}
        assert len(hashes) == len(SHIPPED) + 1
        assert not any(name.startswith("scenarios/") for name in law.files)
        assert load(scenarios=reversed(SHIPPED)) == load(scenarios=SHIPPED)

    def test_the_law_does_not_depend_on_scenarios_nobody_asked_for(self, tmp_path: Path) -> None:
        copy = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
        (copy / "scenarios" / "broken.yaml").write_text("not: [rules")
        assert load(copy).hash == load().hash
        assert scenario_names(copy) == tuple(sorted((*SHIPPED, "broken")))
        with pytest.raises(RuleError, match=r"scenarios/broken\.yaml"):
            load(copy, scenarios=["broken"])

    def test_a_name_that_is_none(self) -> None:
        with pytest.raises(InputError) as raised:
            Engine(scenarios=["kei-clas"])
        assert raised.value.as_dict() == {
            "error": "there is no scenario `kei-clas`",
            "at": "scenarios",
            "got": "kei-clas",
            "expected": "`kei-class`",
        }
        with pytest.raises(InputError, match="expected one of `fifteen-years`, `kei-class`"):
            Engine(scenarios=["../rulebook"])

    def test_rules_that_are_read_already(self) -> None:
        with pytest.raises(InputError, match="these are read already"):
            Engine(load(), scenarios=["kei-class"])
        assert Engine(load(scenarios=["kei-class"])).rulebook.scenarios[0].id == "kei-class"

    def test_rules_of_ones_own(self, folder: Path) -> None:
        with pytest.raises(InputError, match="no scenario `kei-class`; expected one of `s`"):
            load(folder, scenarios=["kei-class"])


class TestVerdicts:
    @pytest.mark.parametrize("name", SHIPPED)
    def test_it_is_named_and_never_on_by_itself(self, name: str) -> None:
        verdict = keiimport.evaluate(SAKURA, scenarios=[name])
        assert list(verdict.scenarios) == [name]
        assert verdict.answer.startswith("Hypothetical: supposing ")
        first = verdict.warnings[0]
        assert f"`{name}`" in first
        for part in ("law today: ", "proposed: ", "made up by us: "):
            assert part in first
        law = keiimport.evaluate(SAKURA)
        assert not law.scenarios
        assert "ypothetical" not in law.to_json()
        assert law.rulebook.hash != verdict.rulebook.hash

    def test_the_order_of_asking_does_not_matter(self) -> None:
        one = keiimport.evaluate(SAKURA, scenarios=["kei-class", "fifteen-years"])
        other = keiimport.evaluate(SAKURA, scenarios=["fifteen-years", "kei-class"])
        assert one.to_json() == other.to_json()
        assert list(one.scenarios) == ["fifteen-years", "kei-class"]

    def test_all_shipped_scenarios_go_together(self) -> None:
        verdict = keiimport.evaluate(SAKURA, scenarios=SHIPPED)
        assert list(verdict.scenarios) == list(SHIPPED)
        assert verdict.chosen["nhtsa"] == "nhtsa.kei_class"

    @pytest.mark.parametrize("name", SHIPPED)
    def test_every_engine_finds_the_same(self, name: str) -> None:
        outcomes = {
            Engine(engine=engine, scenarios=[name]).evaluate(SAKURA).outcome
            for engine in ("kernel", "naive")
        }
        assert len(outcomes) == 1

    @pytest.mark.parametrize("name", SHIPPED)
    def test_what_is_invented_opens_doors_only_as_assumed(self, name: str) -> None:
        """No rule or door of a scenario claims to be verified law."""
        book = load(scenarios=[name])
        parts = [*book.rules, *book.paths]
        own = [part for part in parts if str(part.place).startswith("scenarios/")]
        assert own
        assert {part.confidence for part in own} <= {"unverified", "secondary"}
