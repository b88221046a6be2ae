# SPDX-License-Identifier: Apache-2.0
"""Every name that the package promises is there, and every module is a small one."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import keiimport


@pytest.mark.parametrize("name", keiimport.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(keiimport, name).__name__ in (name, "load")


def test_everything_can_be_imported_at_once() -> None:
    names: dict[str, object] = {}
    exec("from keiimport import *", names)
    assert set(keiimport.__all__) <= set(names)


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    assert dir(keiimport) == sorted(keiimport.__all__)


def test_type_checkers_are_told_the_same_homes() -> None:
    """What is imported for them is what is found at run time."""
    assert keiimport.__file__ is not None
    tree = ast.parse(Path(keiimport.__file__).read_text(encoding="utf-8"))
    told = {
        name.asname: (node.module, name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("keiimport.")
        for name in node.names
        if name.asname in keiimport.__all__
    }
    assert len(told) > 12
    for public, (module, name) in told.items():
        assert getattr(keiimport, str(public)) is getattr(import_module(str(module)), name)


MOST_LINES = 500  # of a module, so that it has one job


def test_no_module_is_long() -> None:
    files = Path(keiimport.__file__).parent.rglob("*.py")
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
