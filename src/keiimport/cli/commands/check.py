# SPDX-License-Identifier: Apache-2.0
"""`keiimport check`: a question in words, and the answer on one screen."""

import sys
from pathlib import Path
from typing import Any

import click

from keiimport.cli.options import lasting, options, rules
from keiimport.cli.output import as_json, as_text, indented, save, screen, write
from keiimport.engine import Engine
from keiimport.question.check import SHORT, check


@click.command("check")
@click.argument("words", nargs=-1, metavar="WORDS...")
@options(
    "check --state", "--price", "--from", "--date", "--full", "--why", "--json", "check --save"
)
@rules
def command(
    words: tuple[str, ...],
    full: bool,
    why: bool,
    json: bool,
    kept: Path | None,
    folder: Path | None,
    **besides: Any,
) -> None:
    """Answer a question about one vehicle, asked in plain words.

    Name the make, model, year, month, frame number or VIN, what was done to it, where it comes
    from and goes to, and what it costs, in any order, in English or Japanese: `keiimport check
    1999 Honda Acty to Texas`. The answer says what was not understood. Without words it asks.
    """
    if not words and sys.stdin.isatty():
        from keiimport.cli.commands.ask import command as ask

        how = {"state": besides["state"], "full": full, "kept": kept, "folder": folder}
        click.get_current_context().invoke(ask, **how)
        return
    found = check(" ".join(words), lasting(Engine(folder)), {name: besides[name] for name in SHORT})
    if kept is not None:
        save(kept, indented(found.case.to_dict()))
    write(as_json(found.to_dict()) if json else found.to_text(full=full, **screen()))
    if why and not json:
        write(f"\n{as_text('text.render_chain', found.verdict.to_dict())}")
