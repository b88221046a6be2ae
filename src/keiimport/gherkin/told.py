# SPDX-License-Identifier: Apache-2.0
"""What the scenarios of feature files tell, without evaluating any of them.

Only their `Given` steps are taken, so that some thousand scenarios are read in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from pytest_bdd.feature import get_feature

from keiimport.coverage.recording import Asked
from keiimport.errors import InputError
from keiimport.gherkin.plugin import CURRENT_STEP
from keiimport.gherkin.scene import Scene
from keiimport.gherkin.steps import KNOWN

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, ScenarioTemplate, Step

GIVEN = tuple(step for step in KNOWN if step.kind == "given")


def told_in(features: Iterable[Path]) -> Iterator[Asked]:
    """The case of every scenario and row of examples, in feature files or folders of them.

    Raises:
        InputError: a scenario tells something that is no fact.
    """
    for path in features:
        files = sorted(path.rglob("*.feature")) if path.is_dir() else [path]
        for file in files:
            feature = get_feature(str(file.parent), file.name)
            for template in feature.scenarios.values():
                for scenario in _rendered(template):
                    yield _told(feature, scenario, file)


def _rendered(template: ScenarioTemplate) -> Iterator[Scenario]:
    contexts = list(chain.from_iterable(table.as_contexts() for table in template.examples))
    for context in contexts or [{}]:
        yield template.render(context)


def _told(feature: Feature, scenario: Scenario, file: Path) -> Asked:
    stash: dict[Any, Any] = {}
    scene = Scene(cast(pytest.Item, SimpleNamespace(stash=stash)), Path.cwd())
    place = f"{file}:{scenario.line_number}"
    for step in scenario.steps:
        if step.type == "given":
            stash[CURRENT_STEP] = (feature, step)
            try:
                _tell(scene, step)
            except pytest.fail.Exception as failed:
                raise InputError(str(failed), at=place) from None
    case = scene.case
    if isinstance(case, bytes):  # what is no text is no case either
        case = case.decode("utf-8", "backslashreplace")
    return Asked(scenario.name, place, case, (), scene.as_of, scene.strict, tuple(scene.scenarios))


def _tell(scene: Scene, step: Step) -> None:
    for known in GIVEN:
        if known.parser.is_matching(step.name):
            told: dict[str, Any] = known.parser.parse_arguments(step.name) or {}
            if step.datatable is not None:
                told["datatable"] = step.datatable.raw()
            if step.docstring is not None:
                told["docstring"] = step.docstring
            known.function(scene, **told)
            return
