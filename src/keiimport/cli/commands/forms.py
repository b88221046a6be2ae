# SPDX-License-Identifier: Apache-2.0
"""`keiimport forms`: what to write in which field of which form."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Literal

import click

from keiimport.cli.cases import only_case, opened
from keiimport.cli.options import form, law
from keiimport.cli.output import coloured, page_width, say, write, written
from keiimport.engine import Engine
from keiimport.facts.case import Case
from keiimport.verdict_types import FormEntry, plain


@click.command("forms")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("text", "json")
@law()
def command(
    file: str,
    form: Literal["text", "json"],
    as_of: date | None,
    strict: bool,
    scenarios: tuple[str, ...],
    overlays: tuple[Path, ...],
    folder: Path | None,
) -> int:
    """Show what to write in which field of the forms for the case in FILE.

    FILE holds one JSON object. The forms are those of the doors that the verdict chooses; where
    it may not come in there are none, and standard error says why.
    """
    with ExitStack() as stack:
        case = Case.parse(only_case(opened(file, stack)))
    engine = Engine(folder, scenarios=scenarios, overlays=overlays)
    verdict = engine.evaluate(case, as_of=as_of, strict=strict)
    engine.keep()
    if form == "json":
        write(written(plain(verdict.forms)))
    elif verdict.forms:
        write(_text(verdict.forms))
    if not verdict.forms:
        say(verdict.answer)
    return 0


def _text(forms: Iterable[FormEntry]) -> str:
    from keiimport.report.layout import grid, printed, section

    parts = []
    for each in forms:
        table = grid(1)
        table.add_column(ratio=4, style="dim")
        for field in each.fields:
            table.add_row(field.label, field.value or "...", field.note or "")
        title = f"{each.form}, {each.edition or 'an edition that was not seen'}"
        parts.append(section(title, table))
    return printed(parts, width=page_width(), colour=coloured())
