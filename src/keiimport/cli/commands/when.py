# SPDX-License-Identifier: Apache-2.0
"""`keiimport when`: the periods in which each answer stays the same, or the days to note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import click

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.cases import Cases, answer_each, error_row, opened, read_cases
from keiimport.cli.options import Law, day, form, in_state, law
from keiimport.cli.output import page, say, write
from keiimport.errors import KeiimportError
from keiimport.facts.case import Case, changed
from keiimport.verdict import Verdict
from keiimport.verdict_types import plain

if TYPE_CHECKING:
    from keiimport.report.calendar import Entry


@click.command("when")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("json", "text", "ics")
@click.option("--until", type=day, metavar="DATE", help="Stop at this day.")
@in_state
@law
def command(
    file: str, form: Literal["json", "text", "ics"], until: date | None, state: str | None, law: Law
) -> int:
    """Say when each path, each agency and the answer change, and what changes them.

    FILE holds one JSON object, a JSON list of objects or one JSON object a line. The first day
    is the day of entry. Every day of a period has the same answer; between two periods a clock
    turns: an age is reached, or a text comes into force or goes out of it. As `ics` it is a
    calendar with the day from which on each vehicle certainly may come in, and the first on
    which it may.
    """
    with opened(file) as stream:
        cases = read_cases(stream)
        evaluate = law.evaluator()

        def verdict(case: Case) -> Verdict:
            return evaluate(changed(case, state=state))

        if form == "ics":
            return _calendar(cases, verdict)

        def answer(case: Case) -> dict[str, Any]:
            return verdict(case).timeline(until).to_dict()

        return answer_each(cases, answer, _readable, form)


def _readable(found: dict[str, Any]) -> str:
    from keiimport.report.timeline import render

    return page(render, found)


def _calendar(cases: Cases, verdict: Callable[[Case], Verdict]) -> int:
    """Write the opening days of every case into one calendar; the exit code."""
    from keiimport.report import calendar
    from keiimport.report.words import named

    stamps: list[str] = []
    noted: list[Entry] = []
    idle = 0
    for case in cases.texts:
        try:
            found = verdict(case.read())
            known, timeline = plain(found.facts), found.timeline().to_dict()
        except KeiimportError as error:
            if cases.shape == "object":
                raise
            say(error_row(case, error))
            continue
        stamps.append(timeline["entry_date"])
        built = [fact["value"] for fact in known if fact["name"] == "vehicle.manufactured"]
        entries = list(calendar.entries(timeline, ", built ".join([named(known), *built])))
        noted += entries
        idle += not entries
    if idle:
        say(f"{idle} of {len(stamps)} may come in already, or never: no day to note")
    if not stamps:
        return BAD_INPUT
    write(calendar.render(noted, min(stamps)))
    return 0
