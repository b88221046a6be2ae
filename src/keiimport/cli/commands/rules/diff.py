# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules diff`: what two days, scenarios or folders of rules say differently."""

from __future__ import annotations

from datetime import date
from typing import Literal

import click

from keiimport.cli.answers import exit_code, write_each
from keiimport.cli.cases import Cases, CaseText, opened, read_cases
from keiimport.cli.options import form
from keiimport.cli.output import indented, one_line, page, write
from keiimport.sides import Side, compare, read_sides
from keiimport.verdict_difference import compare_verdicts, differ


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
def command(a: str, b: str, form: Literal["json", "text"], file: str | None) -> int:
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

        write(page(render_rules, found))
    else:
        write(indented(found) if file is None else one_line(found))
    code = 0
    if file is not None:
        with opened(file) as stream:
            code = _compare_each(read_cases(stream), one, other, form)
    one.engine.keep()  # the next start finds the rules compiled
    other.engine.keep()
    return code


def _compare_each(cases: Cases, a: Side, b: Side, form: str) -> int:
    """Evaluate cases on both sides, and say what changes; the exit code."""
    today = date.today()  # the same on both sides, even over midnight
    changed = 0

    def compared(case: CaseText) -> str | None:
        nonlocal changed
        told = case.read()
        one, other = (side.evaluate(told, today) for side in (a, b))
        if not differ(one, other):
            return None
        changed += 1
        found = compare_verdicts(one, other).to_dict()
        if form == "json":
            return one_line(case.place | found)
        from keiimport.report.difference import render_verdicts

        return page(render_verdicts, found, (a.name, b.name))

    if form == "text":
        write("")
    total, bad = write_each(cases, compared, form, "evaluated")
    if form == "json":
        write(one_line({"cases": total, "changed": changed, "errors": bad}))
    else:
        failed = f", {bad} cannot be compared" if bad else ""
        write(f"{changed} of {total} verdicts change{failed}")
    return exit_code(total, bad, "evaluated")
