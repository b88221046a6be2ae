# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules coverage`: which rules the scenarios show to hold, and which to fail."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from keiimport.cli.app import FAILED
from keiimport.cli.cases import cases_in, opened
from keiimport.cli.options import form, lasting, rules
from keiimport.cli.output import indented, page, say, write
from keiimport.errors import InputError, needing

if TYPE_CHECKING:
    from keiimport.coverage.recording import Asked

SOME_FAILED: Final = 1  # what pytest says where scenarios ran and some failed


@click.command("coverage")
@click.argument("sources", nargs=-1, metavar="[FEATURES|RECORDING]...")
@click.option(
    "--cases",
    "files",
    multiple=True,
    metavar="FILE|-",
    help="Count the cases of FILE too; may be given again.",
)
@click.option(
    "--under",
    multiple=True,
    metavar="FOLDER",
    help="Report only rules of files below FOLDER of the rules, such as federal; may be given "
    "again.",
)
@click.option(
    "--tagged", is_flag=True, help="Count only scenarios that carry the id of the rule as a tag."
)
@click.option(
    "--atoms", is_flag=True, help="Say of every single test too whether a scenario shows it decide."
)
@click.option(
    "--mcdc",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="For each condition of each rule, a pair of cases in which it alone turns the conclusion; "
    "what scenarios lack is solved for so long.",
)
@click.option(
    "--fail", is_flag=True, help="Leave with 1 where a way is missing without a stated reason."
)
@click.option("--all", "every", is_flag=True, help="In text, show also what lacks nothing.")
@form("json", "text")
@rules
def command(
    sources: tuple[str, ...],
    files: tuple[str, ...],
    under: tuple[str, ...],
    tagged: bool,
    atoms: bool,
    mcdc: float | None,
    fail: bool,
    every: bool,
    form: str,
    folder: Path | None,
) -> int:
    """Say of each rule, path, gate and remark whether scenarios show it true, and false.

    FEATURES are feature files or folders of them, which are run; default: the folder
    `features`. A RECORDING is what `pytest --keiimport-coverage FILE` wrote.
    """
    from keiimport.coverage.shown import Coverage
    from keiimport.engine import Engine

    engine = lasting(Engine(folder))
    found = Coverage(engine, under, tagged=tagged, atoms=atoms or mcdc is not None)
    if under and not found.rows:
        said = f"no rule stands below `{'`, `'.join(under)}`"
        expected = "a folder of the rules, such as `federal`"
        raise InputError(said, at="--under", got=", ".join(under), expected=expected)
    for asked in _asked(sources, files):
        found.ask(asked)
    report = found.to_dict()
    if mcdc is not None:
        from keiimport.coverage.pairs import find_pairs

        report["mcdc"] = find_pairs(found, engine, mcdc)
    write(
        page("rules.render_coverage", report, every=every) if form == "text" else indented(report)
    )
    if fail and not report["ok"]:
        say(f"{len(found.gaps)} rules lack a way, or were shown a way that they say is none")
        return FAILED
    return 0


def _asked(sources: tuple[str, ...], files: tuple[str, ...]) -> Iterator[Asked]:
    """Every case of the sources, then those of the files."""
    from keiimport.coverage.recording import Asked, read_recording

    named = sources or (() if files else ("features",))
    features = [name for name in named if Path(name).is_dir() or name.endswith(".feature")]
    recordings = [name for name in named if name not in features]
    with tempfile.TemporaryDirectory(prefix="keiimport-") as folder:
        if features:
            recorded = str(Path(folder) / "asked.jsonl")
            _record(features, recorded)
            recordings.insert(0, recorded)
        for name in recordings:
            expected = "feature files, a folder of them, or a recording"
            with opened(name, "FEATURES", expected) as stream:
                yield from read_recording(stream, name)
    for name in files:
        with cases_in(name) as cases:
            for case in cases.texts:
                if isinstance(case.text, InputError):
                    raise case.text.located(f"{name}:{case.line}")
                yield Asked(case.where, f"{name}:{case.line}", case.text)


def _record(features: list[str], file: str) -> None:
    """Run `features` with pytest, which writes what they asked to `file`."""
    options = ["-q", "-p", "no:cacheprovider", "--keiimport-coverage", file]
    if not entry_points(group="pytest11", name="keiimport"):
        options += ["-p", "keiimport.gherkin.plugin"]
    # what somebody names here is meant, tagged or not
    ours = " ".join(shlex.quote(str(Path(name).absolute())) for name in features)
    options += ["-o", f"keiimport_features={ours}"]
    command = [sys.executable, "-m", "pytest", *options, *features]
    with needing("gherkin", "feature files", "pytest", "pytest_bdd"):
        ran = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if ran.returncode:
        say(ran.stdout.decode("utf-8", "backslashreplace"))
        if ran.returncode != SOME_FAILED or not Path(file).is_file():
            said = "the features cannot be run; what pytest says stands above"
            expected = "feature files of keiimport, or folders of them"
            raise InputError(said, at="FEATURES", got=", ".join(features), expected=expected)
        say("what failed shows nothing")
