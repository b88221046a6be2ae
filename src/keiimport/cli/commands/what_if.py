# SPDX-License-Identifier: Apache-2.0
"""`keiimport what-if`: the smallest changes that open a path, or what one change does."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

import click

from keiimport.cli.cases import answer_each, opened, read_cases
from keiimport.cli.options import Law, form, full, in_state, law
from keiimport.cli.output import page
from keiimport.errors import InputError, nearest
from keiimport.facts.case import Case, changed, fact_types
from keiimport.verdict_difference import compare_verdicts

SIDES = ("as told", "as set")


@click.command("what-if")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("json", "text")
@full
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FACT=VALUE",
    help="Compare the verdict with the one in which this fact is so, such as "
    "vehicle.engine=original; null takes it back. May be given again.",
)
@in_state
@law
def command(
    file: str, form: str, full: bool, settings: tuple[str, ...], state: str | None, law: Law
) -> int:
    """Say which smallest sets of changes would open each path that is not open.

    Time will do it, papers or work will do it, or nothing will. Each set has at most three
    changes, each was tried out, and none of them can be left out. With --set: what a verdict
    says differently once facts are otherwise, and the first step where the reasons part.
    """
    told = dict(_setting(text) for text in settings)
    today = date.today()  # the same on both sides, even over midnight
    with opened(file) as stream:
        cases = read_cases(stream)
        evaluate = law.evaluator()

        def answer(case: Case) -> dict[str, Any]:
            found = evaluate(changed(case, state=state), today=today)
            if not told:
                return found.remedies().to_dict()
            other = evaluate(changed(case, told, state=state), today=today)
            return {"set": told} | compare_verdicts(found, other).to_dict()

        return answer_each(cases, answer, partial(_readable, full=full), form)


def _setting(text: str) -> tuple[str, object]:
    """The fact and the value of `fact=value`."""
    name, sign, written = (part.strip() for part in text.partition("="))
    types = fact_types()
    kind = types[name].kind if name in types else None
    if kind is None and not name.startswith("vehicle.fmvss."):
        near = nearest(name, types)
        expected = f"`{near}={written or '...'}`" if near else "`fact=value`"
        raise InputError(f"there is no fact `{name}`", at="--set", got=text, expected=expected)
    if not sign or not written:
        said = f"`{text}` gives `{name}` no value"
        expected = "`fact=value`, or `fact=null` to take it back"
        raise InputError(said, at="--set", got=text, expected=expected)
    if kind == "text" and written != "null":
        return name, written
    if kind == "choices" and written[:1] != "[" and written != "null":
        words = [word.strip() for word in written.split(",")]
        return name, [] if words == ["none"] else words
    try:
        return name, json.loads(written)
    except ValueError:
        return name, {"yes": True, "no": False}.get(written, written)


def _readable(found: dict[str, Any], *, full: bool) -> str:
    if "set" in found:
        from keiimport.report.difference import render_verdicts

        return page(render_verdicts, found, SIDES)
    from keiimport.report.remedies import render

    return page(render, found, full=full)
