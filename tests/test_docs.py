# SPDX-License-Identifier: Apache-2.0
"""What the documents show is what happens: their Python, commands, features and links."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests import doors

import keiimport
from keiimport.cli.app import app
from keiimport.facts.case import fact_types
from keiimport.facts.texts import STATES
from keiimport.gherkin import steps

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
reference_pages = importlib.import_module("docs.reference_pages")
REFERENCE = ROOT / "docs" / "reference"


def written() -> set[Path]:
    """The pages that are written when the site is built."""
    return set(REFERENCE.glob("*.md")) - {REFERENCE / "doors.md"}


DOCUMENTS = tuple(
    path
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "features" / "README.md",
        ROOT / "benchmarks" / "README.md",
        *sorted(set((ROOT / "docs").rglob("*.md")) - written()),
    )
    if path.is_file()
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULES = ("check", "coverage", "diff", "list", "schema", "show")
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
    # the scenarios of all features are evaluated by `make coverage-of-rules`
    check = importlib.import_module("keiimport.cli.commands.rules")
    monkeypatch.setattr(check, "find_spec", lambda name: None)
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


def test_the_rule_of_the_tutorial_is_read_and_does_what_it_says(tmp_path: Path) -> None:
    (text,) = [b.text for b in _read(ROOT / "docs" / "law-tutorial.md") if b.language == "yaml"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "three-wheelers.yaml").write_text(text, encoding="utf-8")
    engine = keiimport.Engine(overlays=[tmp_path / "mine"])
    for weight, truth in (("240 kg", True), ("251 kg", False)):
        vehicle = {"wheels": 3, "curb_weight": weight}
        verdict = engine.evaluate({"vehicle": vehicle, "entry": {"date": "2027-02-01"}})
        assert verdict.truth("mine.light_three_wheeler") is truth


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the project, and every example that is named, exists."""
    text = document.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        found = (document.parent / target).resolve()
        is_written = found.parent == REFERENCE and found.stem in reference_pages.PAGES
        assert "://" in target or is_written or found.exists(), target
    for example in re.findall(r"examples/[\w-]+\.json", text):
        assert any((home / example).is_file() for home in (ROOT, document.parent)), example


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_targets_of_make_exist(document: Path) -> None:
    """Every `make something` that is written can be made."""
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z][a-z-]*)`|^\s+make ([a-z][a-z-]*)", text, re.MULTILINE):
        assert "".join(target) in targets(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(document: Path) -> None:
    """Each `    keiimport` line is a command with the options it names."""
    text = document.read_text(encoding="utf-8")
    for line in re.findall(r"^    keiimport (.*(?:\n {20,}.*)*)", text, re.MULTILINE):
        words = line.split()
        name = words[: 2 if words[0] == "rules" and words[1] in RULES else 1]
        helped = CliRunner().invoke(app, [*name, "--help"])
        assert helped.exit_code == 0, name
        for option in re.findall(r"--[a-z-]+", line):
            assert option in helped.output, f"{name} {option}"
        for word in re.findall(r"(?<=rules )[a-z|]+", line):
            assert all(command in helped.output for command in word.split("|"))


def test_the_table_of_doors_is_what_the_rules_say() -> None:
    """Every path of the rulebook stands in the docs with its law; `make generate` writes it."""
    _, within, _ = doors.parts(doors.PAGE.read_text(encoding="utf-8"))
    assert within == doors.table()


# --- the reference: nothing public without its place ---


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    """Every page that is written when the site is built."""
    return {name: "\n".join(page()) for name, page in reference_pages.PAGES.items()}


def test_every_public_name_has_its_place(reference: dict[str, str]) -> None:
    for name in keiimport.__all__:
        assert f"\n## `{name}`\n" in reference["python"]
        assert inspect.getdoc(getattr(keiimport, name))


def test_every_command_and_option_has_its_place(reference: dict[str, str]) -> None:
    for words, command in commands_below(app, "keiimport"):
        assert f"\n## `{words}`\n" in reference["commands"]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.help, f"{words} does not say what {parameter.opts} is"
                assert f"{parameter.opts[-1]}" in reference["commands"]


def commands_below(group: click.Group, words: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands_below(command, f"{words} {name}")
        else:
            yield f"{words} {name}", command


def test_every_fact_has_its_place(reference: dict[str, str]) -> None:
    """With the question that asks for it, and who reads it."""
    for fact in keiimport.load_rulebook().vocabulary:
        _, found, after = reference["facts"].partition(f"\n### `{fact}`\n")
        assert found, fact
        entry = after.partition("\n### ")[0]
        assert "Read by\n: " in entry
        assert "What it is\n: " in entry
        kind = fact_types().get(fact)  # a standard is no field of its own
        assert kind is None or all(f"`{choice}`" in entry for choice in kind.choices)


def test_every_key_of_a_verdict_has_its_place(reference: dict[str, str]) -> None:
    """With what it means, not only its type."""
    for key in keiimport.evaluate({}).to_dict():
        _, found, after = reference["verdict"].partition(f"\n## `{key}`\n")
        assert found, key
        assert len(after.partition("\n## ")[0].split()) > 4, key


def test_every_word_of_a_rule_has_its_place_and_an_example(reference: dict[str, str]) -> None:
    """From the rules that are shipped, but for words that none of them needs."""
    unused = set()
    words = reference_pages.rule_language()
    assert {"A rule", "A path", "A gate", "A table", "A condition"} <= set(words)
    for title, meanings in words.items():
        for word, meaning in meanings.items():
            assert f"\n### {title}: `{word}`\n" in reference["rule-words"]
            assert meaning
            unused |= {word} if not reference_pages.example(word)[1] else set()
    assert unused <= {"after", "partial"}


def test_every_state_has_its_place(reference: dict[str, str]) -> None:
    for row in keiimport.load_rulebook().states:
        if row.state in STATES:
            assert f"\n## {STATES[row.state]}\n" in reference["states"]


def test_every_address_of_the_api_has_its_place(reference: dict[str, str]) -> None:
    pytest.importorskip("fastapi")
    for address in ("check", "evaluate", "evaluate-many", "when", "why", "vehicles"):
        assert f"/api/v1/{address}" in reference["http"]


def test_every_step_has_its_place(reference: dict[str, str]) -> None:
    for known in steps.KNOWN:
        assert f"`{known.kind.capitalize()} {known.words}`" in reference["steps"]


def test_every_page_is_reached_from_the_first() -> None:
    """Each stands in a table of contents."""
    home = ROOT / "docs"
    listed = set()
    for page in home.rglob("*.md"):
        for block in re.findall(r"^```{toctree}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
            lines = [line for line in block.splitlines() if line and not line.startswith(":")]
            listed |= {(page.parent / f"{line}.md").resolve() for line in lines}
    assert {page.resolve() for page in home.rglob("*.md")} - listed == {home / "index.md"}


def test_the_readme_is_short() -> None:
    """One screen to the first answer, one to each reader's door."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines.index("## Where to start") < 50
    assert len(lines) < 120
