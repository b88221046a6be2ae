# SPDX-License-Identifier: Apache-2.0
"""From a feature file to pytest items, and to its tags."""

from __future__ import annotations

import re
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import scenario as bind
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import get_feature
from pytest_bdd.gherkin_parser import get_gherkin_document
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.utils import registry_get_safe

from keiimport.errors import KeiimportError, nearest
from keiimport.gherkin import steps
from keiimport.gherkin.plugin import own_rules
from keiimport.gherkin.scene import StepPlace
from keiimport.logic.bundle import bundle_of
from keiimport.rulebook.files import SCENARIOS, read_folder, rules_folder, scenario_names
from keiimport.rulebook.model import entries

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, ScenarioTemplate, Step

CollectError = pytest.Collector.CollectError


class FeatureFile(pytest.Module):
    """A feature file as a pytest module with one test for each scenario."""

    _tags: set[str]

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """One test for each scenario; a tag that looks like a misspelt rule id is warned of."""
        found = super().collect()
        try:
            mistakes = list(mistaken(self._tags, own_rules(self.config)))
        except KeiimportError as error:
            raise CollectError(str(error)) from None
        for tag, near in mistakes:
            hint = f"; the nearest is @{near}" if near else ""
            self.warn(pytest.PytestCollectionWarning(f"@{tag} names no rule{hint}"))
        return found

    def _getobj(self) -> types.ModuleType:
        feature = parsed(self.path)
        self._tags = set(feature.tags)
        for template in feature.scenarios.values():
            rule = (template.rule,) if template.rule else ()
            self._tags |= set().union(*(e.tags for e in (template, *rule, *template.examples)))
        for tag in self._tags:
            # strict projects refuse marks that nobody declared; these are declared by use
            self.config.addinivalue_line("markers", f"{mark_name(tag)}: tag of a feature file")
        module = types.ModuleType(f"{self.path.stem}_feature")
        module.__file__ = str(self.path)
        module.__doc__ = feature.name
        for template in feature.scenarios.values():
            # pytest reads `::` and brackets itself
            words = template.name.replace("::", ":").replace("[", "(").replace("]", ")").split()
            name = " ".join(words) or "a scenario without a title"
            setattr(module, name, self._test(template, module.__name__))
        return module

    def _test(self, template: ScenarioTemplate, module: str) -> Callable[..., object]:
        def scenario() -> None: ...

        HOOKS.collecting = True
        try:
            folder = str(self.path.parent)
            test = bind(self.path.name, template.name, features_base_dir=folder)(scenario)
        finally:
            HOOKS.collecting = False
        # reports then point at the scenario in the feature file, not at Python code
        line = template.line_number
        place = scenario.__code__.replace(co_filename=str(self.path), co_firstlineno=line)
        vars(test)["place_as"] = types.FunctionType(place, {})
        vars(test)["__test__"] = True
        test.__module__ = module
        return test


class ScenarioHooks:
    """The hooks for the scenarios that `FeatureFile` collects, and for their steps."""

    collecting = False  # whether a file of ours is being turned into tests

    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> bool | None:
        """Turn tags such as `cite:49_CFR_571.3` into marks whose names `-m` accepts."""
        if not self.collecting:
            return None
        getattr(pytest.mark, mark_name(tag))(function)
        return True

    def pytest_bdd_step_func_lookup_error(
        self, request: pytest.FixtureRequest, feature: Feature, step: Step
    ) -> None:
        """Say which step is not understood, and which is nearest."""
        if request.node.getparent(FeatureFile) is None:
            return
        near = nearest_step(step.type, step.name)
        place = StepPlace.of(feature, step)
        said = f"{place.at(request.config.rootpath)}: no step reads `{place.text}`\n"
        said += f"  the nearest is `{near}`\n  `python -m keiimport.gherkin` lists every step"
        pytest.fail(said, pytrace=False)


def nearest_step(kind: str, text: str) -> str:
    """The step of a kind that `text` was probably meant to match."""
    from rapidfuzz import fuzz  # not loaded if every step is known

    words = text.casefold()

    def likeness(pattern: str) -> float:
        """How well a pattern fits, ignoring placeholders and trying every choice in it."""
        plain = re.sub(r"\{\w+\}", "", pattern).casefold()
        choice = re.search(r"\((.*?)\)", plain)
        each = choice[1].split("|") if choice else [""]
        spellings = (plain.replace(choice[0], one) if choice else plain for one in each)
        return max(fuzz.ratio(spelling, words) for spelling in spellings)

    return max((known.words for known in steps.KNOWN if known.kind == kind), key=likeness)


def make_ready(config: pytest.Config) -> None:
    """Register the steps, once a run and only if a feature file is collected."""
    manager = config.pluginmanager
    if not manager.hasplugin("pytest-bdd") and not manager.hasplugin("pytest_bdd.plugin"):
        raise CollectError("feature files need the pytest-bdd plugin, and it is switched off")
    if not manager.hasplugin("keiimport-steps"):
        manager.register(steps, "keiimport-steps")
        manager.register(HOOKS, "keiimport-scenarios")


def drop_bound_elsewhere(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect scenarios of files that a module binds with `scenarios()` itself."""
    ours = [item for item in items if item.getparent(FeatureFile) is not None]
    others = [item for item in items if item.getparent(FeatureFile) is None]
    registry = scenario_wrapper_template_registry
    templates = (registry_get_safe(registry, getattr(item, "obj", None)) for item in others)
    elsewhere = {Path(template.feature.filename) for template in templates if template}
    dropped = [item for item in ours if item.path in elsewhere]
    if dropped:
        items[:] = [item for item in items if item not in dropped]
        config.hook.pytest_deselected(items=dropped)


def parsed(path: Path) -> Feature:
    """The feature in a file; it is an error if two scenarios share a title."""
    feature = read(path)
    children = get_gherkin_document(str(path)).feature.children
    every = [each for one in children for each in (one, *(one.rule.children if one.rule else ()))]
    titles = Counter(each.scenario.name for each in every if each.scenario)
    twice = [title for title, times in titles.items() if times > 1]
    if twice:
        # pytest-bdd would silently keep only the last of them
        said = f"two scenarios are called `{twice[0]}`; expected a title of its own for each"
        raise CollectError(f"{path}: {said}")
    return feature


def read(path: Path) -> Feature:
    """The feature in a file; a mistake in it is a collection error that says where."""
    try:
        return get_feature(str(path.parent), path.name)
    except GherkinParseError as error:
        found = error.line_content.strip()
        raise CollectError(f"{path}:{error.line}: {error.message}\n  found: {found}") from None
    except UnicodeDecodeError:
        raise CollectError(f"{path}: this is not UTF-8 text") from None


def mark_name(tag: str) -> str:
    """A tag as pytest's `-m` accepts it: `cite:49_CFR_591.5(i)` is `cite.49_CFR_591.5.i`."""
    return re.sub(r"[^\w.\-]+", ".", tag).strip("._") or "tag"


HOOKS = ScenarioHooks()


def mistaken(tags: Iterable[str], overlays: tuple[Path, ...]) -> Iterator[tuple[str, str | None]]:
    """The tags that look like the id of a rule but are none, with the nearest id, if any."""
    agencies, known = known_ids(overlays)
    for tag in sorted(tags):
        if tag.startswith(agencies) and tag not in known:
            yield tag, nearest(tag, sorted(known))


@lru_cache(maxsize=4)
def known_ids(overlays: tuple[Path, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The prefixes of ids, one for each agency, and every id of a rule, with its stems."""
    rulebook = bundle_of(overlays=overlays).rulebook
    agencies = tuple(f"{agency.id}." for agency in rulebook.agencies)
    words = (entry.id.split(".") for entry in entries(rulebook))
    ids = {".".join(each[:count]) for each in words for count in range(1, len(each) + 1)}
    folder = rules_folder()
    for name, data in read_folder(folder, scenarios=scenario_names(folder)).items():
        if name.startswith(f"{SCENARIOS}/"):
            ids.update(re.findall(r"\bid: ([\w.-]+)", data.decode()))
    return agencies, frozenset(ids)
