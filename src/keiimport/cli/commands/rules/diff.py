# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules diff`: what two days, scenarios or folders of rules say differently."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from keiimport.cli.cases import CaseText, cases_in, exit_code, write_each
from keiimport.cli.options import DAY, Law, form, options
from keiimport.cli.output import indented, one_line, page, write
from keiimport.rulebook.difference import compare_rulebooks
from keiimport.rulebook.files import RULEBOOK, rules_folder, scenario_names
from keiimport.rulebook.problems import bad_input, likely
from keiimport.verdict_difference import compare_verdicts, differ

LAW: Final = "law"  # names the rules that come with this package, as they stand


@click.command("diff")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@form("json", "text")
@options("diff --cases")
def command(a: str, b: str, form: str, file: str | None) -> int:
    """Say which rules, thresholds and dates differ between A and B.

    Each is a day such as 2005-10-03 (the rules in force for what enters, or is built, that
    day), the name of a scenario, `law` (the rules that come with keiimport, every version of
    them), a folder of rules, or a folder or file of your own, which is laid over the law.
    Where only one is a day, the other is looked at on it too.

    With cases, every answer takes one line: first the rules, then each case whose verdict
    changes (with both chains of reasons) or cannot be evaluated, at last how many there were.
    """
    one, other = _named(a, "A"), _named(b, "B")
    laws = [each._replace(as_of=each.as_of or one.as_of or other.as_of) for each in (one, other)]
    engines = [law.engine() for law in laws]
    rules, days = [engine.rulebook for engine in engines], [law.as_of for law in laws]
    sides = {
        side: {
            "name": name,
            "day": None if law.as_of is None else law.as_of.isoformat(),
            "scenarios": list(law.scenarios),
            "version": rulebook.version,
            "hash": rulebook.hash,
        }
        for side, name, law, rulebook in zip("ab", (a, b), laws, rules, strict=True)
    }
    found = sides | compare_rulebooks(*rules, a_day=days[0], b_day=days[1]).to_dict()
    if form == "text":
        write(page("rules.render_difference", found))
    else:
        write(indented(found) if file is None else one_line(found))
    if file is None:
        return 0
    today = date.today()  # the same on both sides, even over midnight
    changed = 0

    def compared(case: CaseText) -> str | None:
        nonlocal changed
        told = case.read()
        verdicts = [
            engine.evaluate(told, as_of=day, today=today)
            for engine, day in zip(engines, days, strict=True)
        ]
        if not differ(*verdicts):
            return None
        changed += 1
        found = compare_verdicts(*verdicts).to_dict()
        if form == "json":
            return one_line(case.place | found)
        return page("rules.render_verdicts", found, (a, b))

    if form == "text":
        write("")
    with cases_in(file) as cases:
        total, bad = write_each(cases, compared, form, "evaluated")
    if form == "json":
        write(one_line({"cases": total, "changed": changed, "errors": bad}))
    else:
        failed = f", {bad} cannot be compared" if bad else ""
        write(f"{changed} of {total} verdicts change{failed}")
    return exit_code(total, bad, "evaluated")


def _named(text: str, at: str) -> Law:
    if DAY.fullmatch(text):
        try:
            return Law(as_of=date.fromisoformat(text))
        except ValueError:
            raise bad_input("no_calendar_day", at=at, got=text, text=text) from None
    known = scenario_names(rules_folder())
    if text == LAW:
        return Law()
    if text in known:
        return Law(scenarios=(text,))
    path = Path(text)
    if (path / RULEBOOK).is_file():
        return Law(folder=path)
    if path.exists():
        return Law(overlays=(path,))
    named = ", ".join(f"`{name}`" for name in known)
    near = likely(text, (LAW, *known))
    raise bad_input("no_side", near, at=at, got=text, text=text, names=named)
