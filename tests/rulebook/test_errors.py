# SPDX-License-Identifier: Apache-2.0
"""The sentences of what can be wrong with rules, or with what callers give.

Each is said somewhere, with all its places.
"""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import keiimport
from keiimport.facts import problems
from keiimport.facts.data import rows

INPUT = "input_errors.csv"
TABLES = {"wrong": "errors.csv", "bad_input": INPUT, "refused": INPUT, "remark": INPUT}
"""The tables of sentences, by what says them."""

NAMED = {"refused": 1}
"""Where the name of a sentence is another argument than the first."""

ALWAYS = {"refused": {"value"}}
"""What fills places of every sentence."""

CODE = [
    node
    for file in sorted(Path(keiimport.__file__).parent.rglob("*.py"))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
]


def sentences(by: str) -> dict[str, str]:
    found = rows(problems.__file__, TABLES[by])
    return {row["name"]: row["said"] + row["expected"] for row in found}


@pytest.mark.parametrize("by", TABLES)
def test_every_sentence_is_said(by: str) -> None:
    said = {node.value for node in CODE if isinstance(node, ast.Constant)}
    assert sentences(by).keys() <= said


@pytest.mark.parametrize("by", TABLES)
def test_every_error_has_a_sentence_and_fills_its_places(by: str) -> None:
    known, checked = sentences(by), 0
    for call in (node for node in CODE if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == by:
            place = NAMED.get(by, 0)
            names = [n.value for n in ast.walk(call.args[place]) if isinstance(n, ast.Constant)]
            given = {keyword.arg for keyword in call.keywords} | ALWAYS.get(by, set())
            for name in names:
                parsed = Formatter().parse(known[name])
                places = {place.partition(".")[0] for _, place, _, _ in parsed if place}
                assert None in given or places <= given, name
                checked += 1
    assert checked > 4
