# SPDX-License-Identifier: Apache-2.0
"""The sentences of what can be wrong with rules: each is said somewhere, with all its places."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

from keiimport.facts.data import rows
from keiimport.rulebook import problems

SENTENCES = {
    row["name"]: row["said"] + row["expected"] for row in rows(problems.__file__, "errors.csv")
}
CODE = [
    node
    for file in sorted(Path(problems.__file__).parent.glob("*.py"))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
]


def test_every_sentence_is_said() -> None:
    assert SENTENCES.keys() <= {node.value for node in CODE if isinstance(node, ast.Constant)}


def test_every_error_has_a_sentence_and_fills_its_places() -> None:
    checked = 0
    for call in (node for node in CODE if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "wrong":
            names = [n.value for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant)]
            given = {keyword.arg for keyword in call.keywords}
            for name in names:
                places = {place for _, place, _, _ in Formatter().parse(SENTENCES[name]) if place}
                assert None in given or places <= given, name
                checked += 1
    assert checked > 100
