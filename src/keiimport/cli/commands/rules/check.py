# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules check`: whether a folder of rule files holds together."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.options import form
from keiimport.cli.output import error_dict, indented, say_error, write
from keiimport.errors import RuleError, RuleErrors
from keiimport.rulebook.loader import load
from keiimport.rulebook.model import Rulebook


@click.command("check")
@click.argument("folder", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@form("json", "text")
def command(folder: Path | None, form: Literal["json", "text"]) -> int:
    """Check the rules in FOLDER, or those that come with keiimport.

    Every error names its file, line and column, what was found and what was expected.
    """
    try:
        rulebook = load(folder)
    except RuleError as error:
        return _refused(error.errors if isinstance(error, RuleErrors) else (error,), form)
    counts = _counts(rulebook)
    if form == "json":
        write(indented({"ok": True, "version": rulebook.version, "hash": rulebook.hash} | counts))
    else:
        write("in order: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return 0


def _refused(errors: tuple[RuleError, ...], form: Literal["json", "text"]) -> int:
    if form == "json":
        write(indented({"ok": False, "errors": [error_dict(error) for error in errors]}))
    else:
        write("\n".join(error.sentence() for error in errors))
    say_error(errors[0])
    return BAD_INPUT


def _counts(rulebook: Rulebook) -> dict[str, object]:
    return {
        "files": len(rulebook.files),
        "facts": len(rulebook.vocabulary),
        "presumptions": len(rulebook.presumptions),
        "conclusions": len(rulebook.conclusions),
        "rules": len(rulebook.rules),
        "paths": len(rulebook.paths),
        "gates": len(rulebook.gates),
        "remarks": len(rulebook.remarks),
        "standards": len(rulebook.standards),
    }
