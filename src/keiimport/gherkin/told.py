# SPDX-License-Identifier: Apache-2.0
"""The cases that scenarios tell, read from feature files without evaluating any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd.parser import render_string

from keiimport.coverage.atoms import ToldCase
from keiimport.errors import InputError
from keiimport.gherkin.collect import CollectError, read
from keiimport.gherkin.plugin import CURRENT_STEP
from keiimport.gherkin.scene import Scene
from keiimport.gherkin.steps import KNOWN
from keiimport.rulebook.grammar import parse_day

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate, Step

# in steps that ask about another day than that of entry
_LOOKED_AT = re.compile(r"(?:^from| opens on) ([0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_IS_WRONG = "it is an error "  # the start of the step that expects no verdict


def told_in(features: Iterable[Path]) -> Iterator[ToldCase]:
    """The case of every scenario and row of examples, in feature files or folders of them.

    Raises:
        InputError: a file is not a feature, or a scenario has an unknown fact.
    """
    for path in features:
        for file in sorted(path.rglob("*.feature")) if path.is_dir() else [path]:
            try:
                feature = read(file)
            except CollectError as error:
                raise InputError(str(error).splitlines()[0], at="FEATURES") from None
            for template in feature.scenarios.values():
                if not any(step.name.startswith(_IS_WRONG) for step in template.steps):
                    yield from _told(f"{file}:{template.line_number}", template)


def _told(place: str, template: ScenarioTemplate) -> Iterator[ToldCase]:
    """The case of a scenario, once for each row of its examples."""
    rule = template.rule.tags if template.rule else set()
    tags = template.feature.tags | rule | template.tags
    for table in template.examples or (None,):
        every = frozenset(tags.union(table.tags if table else ()))
        for row in table.as_contexts() if table else ({},):
            scene = Scene({}, Path.cwd())
            days: list[str] = []
            for step in template.steps:
                said = step
                if row:
                    said = copy(step)  # rendering the whole scenario would copy every table
                    said.name = render_string(step.name, row)
                if step.type != "given":
                    days += _LOOKED_AT.findall(said.name)
                    continue
                scene.stash[CURRENT_STEP] = (template.feature, said)
                try:
                    _tell(scene, said, row)
                except pytest.fail.Exception as failed:
                    raise InputError(str(failed), at=place) from None
            case = scene.case
            if isinstance(case, bytes):  # if it is not text, it is not a case either
                case = case.decode("utf-8", "backslashreplace")
            supposed, days_seen = tuple(scene.scenarios), frozenset(filter(parse_day, days))
            yield ToldCase(place, case, every, scene.as_of, scene.strict, supposed, days_seen)


def _tell(scene: Scene, step: Step, row: Mapping[str, Any]) -> None:
    for known in KNOWN:
        if known.kind == "given" and (found := known.parser.parser.parse(step.name)):
            told = dict(found.named)
            if step.datatable is not None:
                lines = step.datatable.raw()
                told["datatable"] = [[render_string(str(c), row) for c in line] for line in lines]
            if step.docstring is not None:
                told["docstring"] = render_string(step.docstring, row)
            known.function(scene, **told)
            return
