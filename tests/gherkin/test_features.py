# SPDX-License-Identifier: Apache-2.0
"""The features as a whole: what they cite exists, and every example is used."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature, Step
from pytest_bdd.steps import step_function_context_registry

import keiimport
from keiimport.errors import nearest
from keiimport.gherkin import steps
from keiimport.gherkin.collect import mistaken

ROOT = Path(__file__).parents[2]
FEATURES = sorted((ROOT / "features").rglob("*.feature"))
RULES = ROOT / "rules"
SCORED = frozenset(
    row["id"]
    for row in csv.DictReader((ROOT / "tests/cases/scored.csv").read_text("utf-8").splitlines())
    if row["scenario"] == "yes"
)
"""The letters, decisions and examples whose answers are known, by their ids (see `scored.csv`)."""


def read(path: Path) -> Feature:
    return get_feature(str(path.parent), path.name)


@cache
def citations() -> frozenset[str]:
    """Every citation of the rulebook."""
    law = keiimport.load_rulebook()
    holders = (*law.rules, *law.paths, *law.gates, *law.remarks)
    return frozenset(citation for holder in holders for citation in holder.cite)


@cache
def ids() -> frozenset[str]:
    """Everything in the rule files that has an id: rules, tables, rows, paths, gates, remarks."""
    files = (path.read_text(encoding="utf-8") for path in RULES.rglob("*.yaml"))
    written = re.findall(r"^\s*-\s+id:\s+([\w.]+)\s*$", "\n".join(files), re.MULTILINE)
    return frozenset((*written, *(rule.id for rule in keiimport.load_rulebook().rules)))


def tags(feature: Feature) -> Iterator[str]:
    yield from feature.tags
    for scenario in feature.scenarios.values():
        yield from scenario.tags
        if scenario.rule is not None:
            yield from scenario.rule.tags


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_tags_are_rules_or_citations_that_exist(path: Path) -> None:
    """A tag is the id of a rule, a table, a path or a remark, a citation, or a known case."""
    for tag in set(tags(read(path))) - {"keiimport"}:
        if tag in SCORED or re.fullmatch(r"T-[A-Z][0-9]+", tag):
            continue
        if tag.startswith("cite:"):
            citation = tag.removeprefix("cite:").replace("_", " ")
            assert citation in citations(), f"no rule cites {citation}"
        else:
            near = nearest(tag, ids())
            assert tag in ids(), f"no rule is called {tag}; the nearest is {near}"


@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_the_plugin_knows_every_tag(path: Path) -> None:
    """What it warns of is no tag of ours."""
    assert not list(mistaken(tags(read(path)), ()))


@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_every_scenario_of_the_law_stands_under_a_rule(path: Path) -> None:
    """`Rule:` is one legal rule."""
    assert all(scenario.rule is not None for scenario in read(path).scenarios.values())


@pytest.mark.parametrize("case", sorted(SCORED))
def test_every_scored_case_is_a_scenario(case: str) -> None:
    """Each letter, decision and example with a known answer is retold by a tagged scenario."""
    assert any(case in set(tags(read(path))) for path in FEATURES)


def test_features_mirror_the_rule_files() -> None:
    """A lawyer finds the rule and its feature by one word."""
    mirrored = {path.relative_to(ROOT / "features").with_suffix("") for path in FEATURES}
    written = {path.relative_to(RULES).with_suffix("") for path in RULES.rglob("*.*")}
    assert {stem for stem in mirrored if stem.parts[0] == "federal"} <= written


def test_every_path_and_rule_is_exercised() -> None:
    """Each path of the rulebook, and each rule that concludes a class, is named in a feature."""
    words = "\n".join(path.read_text(encoding="utf-8") for path in FEATURES)
    paths = keiimport.load_rulebook().paths
    missing = [path.id for path in paths if path.id not in words]
    assert not missing


def test_every_step_is_used() -> None:
    """Every step serves a feature here."""
    used = {step.name for path in FEATURES for step in rendered(read(path))}
    idle = [
        context.parser.name
        for context in step_function_context_registry.values()
        if context.step_func.__module__ == steps.__name__
        and not any(context.parser.is_matching(name) for name in used)
    ]
    assert not idle


def rendered(feature: Feature) -> Iterator[Step]:
    for template in feature.scenarios.values():
        contexts = [row for table in template.examples for row in table.as_contexts()] or [{}]
        for context in contexts:
            yield from template.render(context).steps


def test_every_named_vehicle_is_used_more_than_once() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in FEATURES)
    names = [path.stem.replace("-", " ") for path in (ROOT / "features/examples").glob("*.json")]
    assert len(names) > 3
    for each in names:
        assert words.replace("-", " ").count(f"the {each} of the examples") > 1, each


def test_no_vehicle_is_described_at_length_in_two_features() -> None:
    """What several features are about has a name."""
    table = re.compile(r"^ *(?:Given|And) the vehicle:\n((?: +\|.*\n)+)", re.MULTILINE)
    found: dict[tuple[str, ...], set[Path]] = {}
    for path in FEATURES:
        for rows in table.findall(path.read_text(encoding="utf-8")):
            facts = tuple(sorted("".join(row.split()) for row in rows.splitlines()))
            found.setdefault(tuple(f for f in facts if "|manufactured|" not in f), set()).add(path)
    assert not {facts: paths for facts, paths in found.items() if len(facts) > 6 and len(paths) > 1}


def test_every_example_is_used_by_a_feature() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in FEATURES)
    named = set(re.findall(r"[\w-]+", words))
    unused = [path.stem for path in (ROOT / "examples").glob("*.json") if path.stem not in named]
    assert not unused
