# SPDX-License-Identifier: Apache-2.0
"""`keiimport forms`: what to write in which field of which form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import click

from keiimport.cli.cases import only_case
from keiimport.cli.options import Law, form, law
from keiimport.cli.output import page, say, write, written
from keiimport.verdict_types import FormEntry, plain


@click.command("forms")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("text", "json")
@law
def command(file: str, form: Literal["text", "json"], law: Law) -> int:
    """Show what to write in which field of the forms for the case in FILE.

    FILE holds one JSON object. The forms are those of the doors that the verdict chooses; where
    it may not come in there are none, and standard error says why.
    """
    case = only_case(file)
    verdict = law.evaluator()(case)
    if form == "json":
        write(written(plain(verdict.forms)))
    elif verdict.forms:
        write(_text(verdict.forms))
    if not verdict.forms:
        say(verdict.answer)
    return 0


def _text(forms: Iterable[FormEntry]) -> str:
    from rich.console import Group

    from keiimport.report.layout import grid, heading, printed

    parts = []
    for each in forms:
        table = grid(1)
        table.add_column(ratio=4, style="dim")
        for field in each.fields:
            table.add_row(field.label, field.value or "...", field.note or "")
        title = f"{each.form}, {each.edition or 'an edition that was not seen'}"
        parts.append(Group(heading(title), table))
    return page(printed, parts)
