# SPDX-License-Identifier: Apache-2.0
"""What is published works where nothing else is: built, installed apart from here, and used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests import release

import keiimport

ROOT = Path(__file__).parents[2]
EPOCH = "1790000000"
BUILD = """
import sys
from hatchling.build import build_sdist, build_wheel
build_sdist(sys.argv[1])
build_wheel(sys.argv[1])
"""

pytest.importorskip("hatchling")

Run = Callable[..., subprocess.CompletedProcess[str]]


def build(source: Path, into: Path) -> dict[str, bytes]:
    """Wheel and source archive of the project in `source`, by what they end in."""
    into.mkdir()
    command = [sys.executable, "-c", BUILD, str(into)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run(command, cwd=source, env=environment, check=True, timeout=120)
    return {file.name.rpartition(".")[2]: file.read_bytes() for file in into.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("built") / "dist"
    build(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def install(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Run]:
    """Install the wheel, with extras, into an environment that holds nothing else.

    pip does so once; what it left is copied from then on. What it requires is linked from the
    environment of these tests, not fetched: exactly the distributions that its metadata name, and
    those that they name.
    """
    (wheel,) = built.glob("*.whl")
    cache = tmp_path_factory.mktemp("cache")
    installed: list[Path] = []

    def install(*extras: str, also: Sequence[str] = ()) -> Run:
        home = tmp_path_factory.mktemp("+".join(("core", *extras)))
        venv.create(home / "venv", symlinks=True)
        python = home / "venv" / "bin" / "python"
        (site,) = (home / "venv" / "lib").glob("python*/site-packages")
        if installed:
            for part in installed[0].glob("lib/python*/site-packages/keiimport*"):
                shutil.copytree(part, site / part.name)
            script = Path(shutil.copy(installed[0] / "bin" / "keiimport", python.parent))
            script.write_text(script.read_text().replace(str(installed[0]), str(home / "venv")))
        else:
            pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
            subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, timeout=120)
            installed.append(home / "venv")
        (metadata,) = site.glob("keiimport-*.dist-info/METADATA")
        told = metadata.read_text(encoding="utf-8")
        for name in required("\n".join((told, *(f"Requires-Dist: {one}" for one in also))), extras):
            link(name, site)

        def run(*command: str, cwd: Path = home) -> subprocess.CompletedProcess[str]:
            environment = {"PATH": f"{python.parent}:/usr/bin:/bin", "KEIIMPORT_CACHE": str(cache)}
            return subprocess.run(
                command,
                cwd=cwd,
                env=environment | {"HOME": str(home), "LANG": "C.UTF-8"},
                executable=str(python.parent / command[0]),
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )

        return run

    return install


def required(metadata: str, extras: tuple[str, ...]) -> set[str]:
    """The distributions that metadata ask for, and all that those ask for."""
    lines = [
        line.partition(": ")[2]
        for line in metadata.splitlines()
        if line.startswith("Requires-Dist: ")
    ]
    found: set[str] = set()
    left = [(Requirement(line), extras) for line in lines]
    while left:
        one, wanted = left.pop()
        marker = one.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
            continue
        if one.name == "keiimport" or (one.name in found and not one.extras):
            continue
        found.add(one.name)
        needs = distribution(one.name).requires or ()
        left += [(Requirement(need), tuple(one.extras)) for need in needs]
    return found


def link(name: str, site: Path) -> None:
    """Link every top-level file and folder of an installed distribution into `site`."""
    known = distribution(name)
    for top in {file.parts[0] for file in known.files or ()} - {"..", "__pycache__"}:
        if not (site / top).exists():
            (site / top).symlink_to(Path(str(known.locate_file(top))))


@pytest.fixture(scope="module")
def core(install: Callable[..., Run]) -> Run:
    """An environment with the package and no extra."""
    return install()


# --- what is in them ---


def test_the_wheel_holds_the_rules_and_the_licence(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (ROOT / "rules").rglob("*.*"):
        assert f"keiimport/_rules/{file.relative_to(ROOT / 'rules').as_posix()}" in names
    for file in (ROOT / "src" / "keiimport").rglob("*.*"):
        if "__pycache__" not in file.parts:
            assert file.relative_to(ROOT / "src").as_posix() in names
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


def test_the_same_source_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """A second time, and the wheel also from the source archive."""
    first = {file.name.rpartition(".")[2]: file.read_bytes() for file in built.iterdir()}
    assert build(ROOT, tmp_path / "again") == first
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert build(source, tmp_path / "from_archive")["whl"] == first["whl"]


# --- the package alone ---


def test_without_any_extra_it_answers(core: Run) -> None:
    assert core("keiimport", "--version").stdout == f"keiimport {keiimport.__version__}\n"
    found = core("keiimport", "check", "1998 Suzuki Carry", "--date", "2026-11-21")
    assert (found.returncode, found.stderr) == (0, "")
    assert "HS-7 box 1" in found.stdout


def test_the_naive_engine_judges_where_durable_rules_is_missing(core: Run) -> None:
    found = core("keiimport", "evaluate", str(ROOT / "examples" / "carry-1998.json"))
    verdict = json.loads(found.stdout)
    assert verdict["outcome"] == "admissible"
    assert verdict["checked_by"] == ["kernel", "naive"]


def test_the_core_brings_no_tests_and_no_compiler(core: Run) -> None:
    names = "'pytest', 'pytest_bdd', 'durable', 'durable_rules_engine', 'polars', 'ray', 'mcp'"
    code = (
        "from importlib.util import find_spec;"
        f"print([name for name in ({names}) if find_spec(name)])"
    )
    assert core("python", "-c", code).stdout == "[]\n"


@pytest.mark.parametrize(
    ("extra", "command"),
    [
        ("batch", ["keiimport", "batch", "lots.csv", "-o", "out.csv"]),
        ("batch", ["python", "-c", "import keiimport; keiimport.Engine().evaluate_many([])"]),
        ("cluster", ["python", "-c", "import keiimport.cluster as c; c.evaluate(None)"]),
        ("gherkin", ["keiimport", "rules", "coverage", "features"]),
        ("mcp", ["keiimport", "mcp"]),
        ("web", ["keiimport", "serve"]),
        ("rete", ["keiimport", "evaluate", "case.json", "--engine", "rete"]),
    ],
)
def test_what_an_extra_is_needed_for_says_so(
    core: Run, tmp_path: Path, extra: str, command: list[str]
) -> None:
    """In one line, with what to type."""
    (tmp_path / "lots.csv").write_text("make\nSuzuki\n", encoding="utf-8")
    (tmp_path / "case.json").write_text("{}", encoding="utf-8")
    (tmp_path / "features").mkdir()
    found = core(*command, cwd=tmp_path)
    assert found.returncode != 0
    last = found.stderr.splitlines()[-1]
    assert f"pip install 'keiimport[{extra}]'" in last
    assert "Traceback" not in found.stderr or command[0] == "python"


# --- with an extra ---


def test_with_batch_a_table_is_answered(install: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "lots.csv").write_text(
        "make,model,manufactured\nSuzuki,Carry,1998-05\nNissan,Sakura,2022-06\n", encoding="utf-8"
    )
    run = install("batch")
    done = run(
        *("keiimport", "batch", "lots.csv", "-o", "out.csv", "--entry-date", "2026-11-21"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    answers = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[1] for line in answers[1:]] == ["admissible", "not_yet"]


def test_features_without_gherkin_say_what_they_need(
    install: Callable[..., Run], tmp_path: Path
) -> None:
    """Where pytest is there and pytest-bdd is not, and nobody else's features are touched."""
    run = install(also=["pytest"])
    (tmp_path / "theirs.feature").write_text("Feature: theirs\n", encoding="utf-8")
    alone = run("python", "-m", "pytest", "-q", cwd=tmp_path)
    assert alone.returncode == pytest.ExitCode.NO_TESTS_COLLECTED
    assert "keiimport" not in alone.stdout
    (tmp_path / "mine.feature").write_text("@keiimport\nFeature: mine\n", encoding="utf-8")
    done = run("python", "-m", "pytest", "-q", cwd=tmp_path)
    assert "pip install 'keiimport[gherkin]'" in done.stdout
    assert "Traceback" not in done.stdout


def test_with_gherkin_a_folder_of_features_runs(
    install: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "mine.feature").write_text(
        "@keiimport\nFeature: mine\n  Scenario: old\n    Given the vehicle:\n"
        "      | manufactured | 1998-05 |\n      | market | JP |\n"
        "    And it enters on 2026-11-21\n    Then the outcome is admissible\n",
        encoding="utf-8",
    )
    done = install("gherkin")("python", "-m", "pytest", "-q", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_every_extra_is_in_all(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith("/METADATA")]
        lines = opened.read(name).decode().splitlines()
    known = {line.split()[1] for line in lines if line.startswith("Provides-Extra: ")}
    assert {"rete", "gherkin", "batch", "cluster", "web", "mcp", "all"} <= known
    for extra in known:
        assert set(brought(lines, extra)) <= set(brought(lines, "all")), extra


def brought(lines: list[str], extra: str) -> list[str]:
    """What an extra asks for, by the lines of the metadata."""
    tails = (f"; extra == '{extra}'", f") and extra == '{extra}'", f" and extra == '{extra}'")
    return [
        line.partition(";")[0]
        for line in lines
        if line.startswith("Requires-Dist: ") and line.endswith(tails)
    ]


# --- a release ---


def test_a_release_says_what_is_still_to_do() -> None:
    dated, open_ = "## [0.2.0] - 2026-12-01", "## [0.2.0] - not yet released"
    names = ["keiimport-0.2.0.tar.gz", "keiimport-0.2.0-py3-none-any.whl"]
    assert release.open_points("0.2.0", names, dated) == []
    assert "not yet released" in release.open_points("0.2.0", names, open_)[0]
    assert "no section" in release.open_points("0.3.0", [], dated)[0]
    assert "is not version" in release.open_points("0.2.0", ["keiimport-0.1.0.tar.gz"], dated)[0]


def test_a_release_lists_what_to_upload(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release.main(built)
    said = capsys.readouterr().out
    for file in built.iterdir():
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said
        assert f"{file.name}" in said.splitlines()[-1]
    assert "nothing was uploaded" in said
