# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema that editors complete rule files from."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.grammar import rule_schema
from keiimport.rulebook.yaml import read_yaml

HERE = Path(__file__).parent
PREMISES = ("rulebook.yaml", "facts.yaml", "presumptions.yaml", "words.yaml")
VALIDATOR = jsonschema.Draft202012Validator(rule_schema())


def test_it_is_a_schema() -> None:
    """The schema keeps the rules of schemas, and every reference leads somewhere."""
    jsonschema.Draft202012Validator.check_schema(rule_schema())
    VALIDATOR.is_valid({"title": "A", "rules": [{"when": {"all": [{"a.b": {"is": 1}}]}}]})


@pytest.mark.parametrize("name", ["conditions.yaml", "versions.yaml", "standards/a.yaml"])
def test_it_takes_what_the_loader_takes(name: str) -> None:
    """Good samples fit it."""
    data = (HERE / "good" / name).read_bytes()
    VALIDATOR.validate(read_yaml(data, name).plain())


def test_it_takes_the_law() -> None:
    """Every rule file that comes with the package fits it."""
    for name, data in read_folder(rules_folder()).items():
        if name.endswith(".yaml") and name not in PREMISES:
            VALIDATOR.validate(read_yaml(data, name).plain())


@pytest.mark.parametrize(
    "name",
    ["shape_unknown_key", "shape_confidence", "shape_norway", "shape_paper", "shape_column",
     "test_unknown", "shape_when_no_rule", "shape_no_citation"],
)  # fmt: skip
def test_it_refuses_what_the_loader_refuses(name: str) -> None:
    """Editors mark mistakes of shape as they are typed."""
    data = (HERE / "bad" / f"{name}.yaml").read_bytes()
    assert not VALIDATOR.is_valid(read_yaml(data, name).plain())
