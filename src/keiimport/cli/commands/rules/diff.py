# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules diff`: what two days, scenarios or folders of rules say differently."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from typing import Any, Literal

import click

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.cases import Cases, CaseText, opened, read_cases
from keiimport.cli.options import form
from keiimport.cli.output import (
    coloured,
    error_dict,
    indented,
    one_line,
    page_width,
    say,
    say_error,
    write,
)
from keiimport.errors import InputError, KeiimportError
from keiimport.facts.case import Case
from keiimport.sides import Side, compare, read_sides
from keiimport.verdict_difference import compare_verdicts, differ

Form = Literal["json", "text"]


@click.command("diff")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@form("json", "text")
@click.option(
    "--cases",
    "file",
    metavar="FILE|-",
    help="Also say which verdicts on these cases change, and why.",
)
def command(a: str, b: str, form: Form, file: str | None) -> int:
    """Say which rules, thresholds and dates differ between A and B.

    Each is a day such as 2005-10-03 (the rules in force for what enters, or is built, that
    day), the name of a scenario, `law` (the rules that come with keiimport, every version of
    them), a folder of rules, or a folder or file of your own, which is laid over the law.
    Where only one is a day, the other is looked at on it too.

    With cases, every answer takes one line: first the rules, then each case whose verdict
    changes (with both chains of reasons) or cannot be evaluated, at last how many there were.
    """
    one, other = read_sides(a, b)
    found = {"a": one.to_dict(), "b": other.to_dict()} | compare(one, other).to_dict()
    if form == "text":
        from keiimport.report.difference import render_rules

        write(render_rules(found, width=page_width(), colour=coloured()))
    else:
        write(indented(found) if file is None else one_line(found))
    code = 0
    if file is not None:
        with ExitStack() as stack:
            code = _Comparison(one, other, form).of(read_cases(opened(file, stack)))
    one.engine.keep()  # the next start finds the rules compiled
    other.engine.keep()
    return code


class _Comparison:
    """Evaluates cases on both sides, and says what changes as it goes."""

    def __init__(self, a: Side, b: Side, form: Form) -> None:
        self._a = a
        self._b = b
        self._form = form
        self._today = date.today()  # the same on both sides, even over midnight

    def of(self, cases: Cases) -> int:
        """Compare every case; the exit code."""
        counts = {"cases": 0, "changed": 0, "errors": 0}
        for case in cases.texts:
            counts["cases"] += 1
            try:
                found = self._case(case)
            except KeiimportError as error:
                counts["errors"] += 1
                self._say_error(case, error)
                continue
            if found is not None:
                counts["changed"] += 1
                self._say(case, found)
        if self._form == "json":
            write(one_line(counts))
        else:
            write(
                f"\n{counts['changed']} of {counts['cases']} verdicts change"
                + (f", {counts['errors']} cannot be compared" if counts["errors"] else "")
            )
        if counts["errors"] and counts["errors"] == counts["cases"]:
            say_error(InputError(f"none of the {counts['cases']} cases could be evaluated"))
            return BAD_INPUT
        if counts["errors"]:
            say(f"{counts['errors']} of {counts['cases']} cases could not be evaluated")
        return 0

    def _case(self, case: CaseText) -> dict[str, Any] | None:
        if isinstance(case.text, InputError):
            raise case.text
        told = Case.parse(case.text, case.begins)
        one, other = (side.evaluate(told, self._today) for side in (self._a, self._b))
        return compare_verdicts(one, other).to_dict() if differ(one, other) else None

    def _say(self, case: CaseText, found: dict[str, Any]) -> None:
        if self._form == "json":
            write(one_line(case.place | found))
            return
        from keiimport.report.difference import render_verdicts

        names = (self._a.name, self._b.name)
        text = render_verdicts(found, names, width=page_width(), colour=coloured())
        write(f"\n{f' {case.where} ':=^100}\n\n{text}")

    def _say_error(self, case: CaseText, error: KeiimportError) -> None:
        if self._form == "json":
            write(one_line(case.place | {"error": error_dict(error)}))
        else:
            write(f"\n{f' {case.where} ':=^100}\n\nnot evaluated: {error}")
