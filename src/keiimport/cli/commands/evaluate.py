# SPDX-License-Identifier: Apache-2.0
"""`keiimport evaluate`: cases in, verdicts out."""

from __future__ import annotations

from typing import Literal, get_args

import click

from keiimport.cli.cases import exit_code, opened, read_cases, write_each
from keiimport.cli.options import Law, form, full, law, state_or_all
from keiimport.cli.output import verdict_in, write
from keiimport.errors import InputError
from keiimport.facts.case import Case
from keiimport.logic.engines import EngineName, second_opinion


@click.command("evaluate")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("json", "text", "html")
@full
@click.option(
    "--state",
    type=state_or_all,
    metavar="XX|all",
    help="Ask this state, by name or two letters, instead of the one in the case; or all of them.",
)
@law
@click.option(
    "--engine",
    "name",
    type=click.Choice(get_args(EngineName)),
    help="Which engine answers. By default the kernel and a second opinion answer one case, which "
    "must agree; many cases are for the kernel alone.",
)
def command(
    file: str,
    form: Literal["json", "text", "html"],
    full: bool,
    state: str | None,
    law: Law,
    name: EngineName | None,
) -> int:
    """Evaluate the cases in FILE, or on standard input.

    FILE holds one JSON object, which gives one verdict, or a JSON list of objects or one JSON
    object a line, which give one verdict a line. A case that cannot be
    evaluated gives a line {"line": ..., "error": ...} and does not stop the others.
    """
    with opened(file) as stream:
        cases = read_cases(stream)
        one = cases.shape == "object"
        # an only case that cannot be read needs no rules to say so
        only = next(cases.texts).read() if one else None
        if form == "html" and not one:
            said = "a page is about one case, and there are several"
            expected = "one JSON object, or `--format json` or `text`"
            raise InputError(said, at="--format", got=form, expected=expected)
        # the second opinion is for one case, not for many
        evaluate = law.evaluator(name or (second_opinion() if one else "kernel"))

        def answered(case: Case) -> str:
            return verdict_in(form, evaluate(case, state=state), full=full, line=not one)

        if only is not None:
            write(answered(only))
            return 0
        counts = write_each(cases, lambda case: answered(case.read()), form, "evaluated")
        return exit_code(*counts, "evaluated")
