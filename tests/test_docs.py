# SPDX-License-Identifier: Apache-2.0
"""What the documents show is what happens: their Python, commands, features and links."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import doors

from keiimport.cli.app import app

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
DOCUMENTS = tuple(
    path
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "features" / "README.md",
        ROOT / "benchmarks" / "README.md",
        *sorted((ROOT / "docs").glob("*.md")),
    )
    if path.is_file()
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]*\]\(([^)#\s]+)[^)]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a document."""

    document: Path
    line: int
    language: str
    text: str


def blocks(language: str) -> list[object]:
    """Every block in a language, as a parameter named by its document and line."""
    return [
        pytest.param(block, id=f"{path.relative_to(ROOT)}:{block.line}")
        for path in DOCUMENTS
        for block in _read(path)
        if block.language == language
    ]


def _read(path: Path) -> Iterator[Block]:
    text = path.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(path, line, found[1], found[2])


def test_the_readme_shows_each_face() -> None:
    """Python, the command line and Gherkin."""
    languages = {block.language for block in _read(ROOT / "README.md")}
    assert {"python", "console", "gherkin"} <= languages


@pytest.mark.parametrize("block", blocks("python"))
def test_python_does_what_is_shown(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs as a session of its own and prints what stands below it."""
    monkeypatch.chdir(ROOT)
    assert ">>>" in block.text
    name = block.document.name
    session = doctest.DocTestParser().get_doctest(block.text, {}, name, name, block.line)
    failures: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=failures.append)
    assert not failures, "".join(failures)


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_print_what_is_shown(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of `...` stands for anything; what make does is another test."""
    monkeypatch.chdir(ROOT)
    for command, shown in commands(block.text):
        words = shlex.split(command, comments=True)
        if words[0] == "make":
            assert set(words[1:]) <= targets()
            continue
        assert words[0] == "keiimport"
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 0, done.stderr
        parts = [re.escape(squeezed(part)) for part in re.split(r"^\.\.\.$", shown, flags=re.M)]
        assert re.fullmatch(".*".join(parts) + r"( .*)?", squeezed(done.stdout)), done.stdout


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command with what is shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def squeezed(text: str) -> str:
    return " ".join(text.split())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("block", blocks("gherkin"))
def test_features_in_documents_pass(block: Block, pytester: pytest.Pytester) -> None:
    """Put into a file of a project of its own, each runs and passes."""
    (pytester.path / "features").mkdir(exist_ok=True)
    (pytester.path / "features" / "shown.feature").write_text(block.text, encoding="utf-8")
    plugin = () if collect_is_installed() else ("-p", "keiimport.gherkin.plugin")
    found = pytester.runpytest_inprocess(*plugin, "-p", "no:hypothesispytest", "features")
    found.assert_outcomes(passed=block.text.count("Scenario:"))


def collect_is_installed() -> bool:
    from importlib.metadata import entry_points

    return bool(entry_points(group="pytest11", name="keiimport"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the project, and every example that is named, exists."""
    text = document.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert "://" in target or (document.parent / target).exists(), target
    for example in re.findall(r"examples/[\w-]+\.json", text):
        assert (ROOT / example).is_file(), example


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_targets_of_make_exist(document: Path) -> None:
    """Every `make something` that is written can be made."""
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z][a-z-]*)`|^\s+make ([a-z][a-z-]*)", text, re.MULTILINE):
        assert "".join(target) in targets(), target


def test_the_readme_lists_the_commands_there_are() -> None:
    """Each `keiimport` line of the README is a command with the options it names."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    keiimport (.*(?:\n {20,}.*)*)", text, re.MULTILINE)
    assert len(lines) >= 3
    for line in lines:
        name, *_ = line.split()
        helped = CliRunner().invoke(app, [name, "--help"])
        assert helped.exit_code == 0, name
        for option in re.findall(r"--[a-z-]+", line):
            assert option in helped.output, f"{name} {option}"
        for word in re.findall(r"(?<=rules )[a-z|]+", line):
            assert all(command in helped.output for command in word.split("|"))


def test_the_table_of_doors_is_what_the_rules_say() -> None:
    """Every path of the rulebook stands in the README with its law; `make generate` writes it."""
    _, within, _ = doors.parts((ROOT / "README.md").read_text(encoding="utf-8"))
    assert within == doors.table()
