# SPDX-License-Identifier: Apache-2.0
"""`keiimport when`: the periods in which each answer stays the same."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import click

from keiimport.cli.answers import Form, answer_each
from keiimport.cli.cases import changed, opened, read_cases
from keiimport.cli.options import day, form, in_state, law
from keiimport.cli.output import coloured, page_width
from keiimport.engine import Engine
from keiimport.facts.case import Case


@click.command("when")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("json", "text")
@click.option("--until", type=day, metavar="DATE", help="Tell of no later day than this.")
@in_state()
@law()
def command(
    file: str,
    form: Form,
    until: date | None,
    state: str | None,
    as_of: date | None,
    strict: bool,
    scenarios: tuple[str, ...],
    overlays: tuple[Path, ...],
    folder: Path | None,
) -> int:
    """Say when each path, each agency and the whole change their answer, and what changes it.

    FILE holds one JSON object, a JSON list of objects or one JSON object a line. The first day
    is the day of entry. Every day of a period has the same answer; between two periods a clock
    turns: an age is reached, or a text comes into force or goes out of it.
    """
    with ExitStack() as stack:
        cases = read_cases(opened(file, stack))
        engine = Engine(folder, scenarios=scenarios, overlays=overlays)

        def answer(case: Case) -> dict[str, Any]:
            asked = changed(case, state=state)
            return engine.timeline(asked, until, as_of=as_of, strict=strict).to_dict()

        code = answer_each(cases, answer, _readable, form)
        engine.keep()  # the next start finds the rules compiled
        return code


def _readable(found: dict[str, Any]) -> str:
    from keiimport.report.timeline import render

    return render(found, width=page_width(), colour=coloured())
