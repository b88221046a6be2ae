# SPDX-License-Identifier: Apache-2.0
"""What is in the wheel and in the source archive, and that the wheel works by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    code = (
        "import sys; from hatchling.build import build_sdist, build_wheel;"
        "build_sdist(sys.argv[1]); build_wheel(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True, timeout=120)
    return folder


def test_the_wheel_holds_the_rules_and_the_licence(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (ROOT / "rules").rglob("*.*"):
        assert f"keiimport/_rules/{file.relative_to(ROOT / 'rules').as_posix()}" in names
    assert "keiimport/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_source_archive_holds_what_its_tests_need(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"Makefile", "LICENSE", "README.md", "rules/rulebook.yaml", ".ci/run"} <= names
    assert "tests/cli/test_packaging.py" in names
    assert not any(".venv" in name for name in names)


def test_the_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import keiimport;"
        "assert keiimport.__file__.startswith(sys.argv[1]), keiimport.__file__;"
        "print(keiimport.evaluate(open(sys.argv[2]).read()).outcome)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(ROOT / "examples/carry-1998.json")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": "", "KEIIMPORT_CACHE": "off"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (found.stdout.strip(), found.stderr) == ("admissible", "")
