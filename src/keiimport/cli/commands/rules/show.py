# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules show`: one rule with everything it says."""

from __future__ import annotations

from pathlib import Path

import click

from keiimport.cli.options import rules
from keiimport.cli.output import indented, write
from keiimport.errors import InputError, nearest
from keiimport.rulebook.describe import details, entries
from keiimport.rulebook.loader import load


@click.command("show")
@click.argument("name", metavar="ID")
@rules()
def command(name: str, folder: Path | None) -> None:
    """Show one rule, path, gate or remark, or every rule of one conclusion."""
    rulebook = load(folder)
    known = {entry.id: entry for entry in entries(rulebook)}
    if name in known:
        write(indented(details(known[name], rulebook.vocabulary)))
        return
    if name in rulebook.conclusions:
        conclusion = rulebook.conclusions[name]
        write(
            indented(
                {
                    "id": name,
                    "kind": "conclusion",
                    "title": conclusion.title,
                    "when_no_rule": conclusion.when_no_rule,
                    "rules": [
                        details(rule, rulebook.vocabulary)
                        for rule in rulebook.rules
                        if rule.concludes == name
                    ],
                }
            )
        )
        return
    guess = nearest(name, [*known, *rulebook.conclusions])
    raise InputError(
        f"there is no rule `{name}`",
        at="ID",
        got=name,
        expected=f"perhaps `{guess}`" if guess else "an id that `keiimport rules list` prints",
    )
