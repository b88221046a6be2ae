# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules check`: whether a folder of rule files holds together."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.options import form, options
from keiimport.cli.output import indented, say_error, write
from keiimport.engine import Engine
from keiimport.errors import RuleError, RuleErrors, needing
from keiimport.logic.bundle import Bundle
from keiimport.rulebook.checks import warnings
from keiimport.rulebook.files import rules_folder, scenario_names
from keiimport.rulebook.loader import load
from keiimport.rulebook.rows import ANY_STATE

OLDEST: Final = 10  # how many rows of states are listed that were not checked for longest


_COUNTED: Final = "presumptions conclusions rules paths gates remarks standards"


@click.command("check")
@click.argument("folder", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@form("json", "text")
@options("--with", "--scenarios")
def command(
    folder: Path | None, form: str, overlays: tuple[Path, ...], features: tuple[Path, ...]
) -> int:
    """Check the rules in FOLDER, or those that come with keiimport.

    Every error names its file, line and column, what was found and what was expected. Each
    scenario is checked by laying it over the rules.
    Warnings name what is suspicious: days between two texts of one conclusion on which none is
    in force, conclusions that nobody asks for, citations that look misspelt, rows that nobody
    compared with their sources for two years, thresholds that no scenario touches from both
    sides.
    Rows of states that nobody compared with their sources for longest are listed.
    """
    try:
        # compiling proves what loading takes on trust: that `exactly_one` of a group holds
        engine = Engine(load(folder, overlays=overlays))
        engine.catalogue.check()
        gc.freeze()  # all of it stays: no garbage is looked for in it while more is read
        scenarios = scenario_names(folder or rules_folder())
        for scenario in scenarios:
            Bundle.make(load(folder, (scenario,), overlays))
    except RuleError as error:
        errors = error.errors if isinstance(error, RuleErrors) else (error,)
        if form == "json":
            write(indented({"ok": False, "errors": [error.as_dict() for error in errors]}))
        else:
            write("\n".join(error.sentence() for error in errors))
        say_error(errors[0])
        return BAD_INPUT
    rulebook = engine.rulebook
    counts = {"files": len(rulebook.files), "facts": len(rulebook.vocabulary)}
    counts |= {name: len(getattr(rulebook, name)) for name in _COUNTED.split()}
    counts["states"] = len({row.state for row in rulebook.states} - {ANY_STATE})
    counts["vehicles"] = len(engine.catalogue.rows)
    suspicious = [*warnings(rulebook, date.today()), *_untouched(engine, folder, features)]
    oldest = [
        {
            "row": row.rule,
            "state": row.state,
            "last_checked": date.fromordinal(row.last_checked).isoformat(),
            "place": str(row.place),
        }
        for row in sorted(rulebook.states, key=lambda row: row.last_checked)[:OLDEST]
    ]
    if form == "json":
        about = {"ok": True, "version": rulebook.version, "hash": rulebook.hash}
        more = {"warnings": suspicious, "scenarios": list(scenarios), "oldest_checked": oldest}
        write(indented(about | counts | more))
    else:
        write("in order: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
        for row in oldest:
            write(f"last checked {row['last_checked']}: {row['row']} ({row['place']})")
        for warning in suspicious:
            write(f"warning: {warning}")
    return 0


def _untouched(engine: Engine, folder: Path | None, features: Sequence[Path]) -> Iterable[str]:
    """The thresholds that no scenario of `features` touches from both sides.

    As a rule the features beside the folder of rules, where there are some that can be read.
    """
    beside = (folder or rules_folder()).resolve().parent / "features"
    if not features and beside.is_dir() and find_spec("pytest_bdd") is not None:
        features = (beside,)
    if not features:
        return ()
    from keiimport.coverage.atoms import untouched

    with needing("gherkin", "feature files", "pytest", "pytest_bdd"):
        from keiimport.gherkin.collect import told_in

    return untouched(engine, told_in(features))
