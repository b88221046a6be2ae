# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules diff`: what two days, scenarios or folders of rules say differently."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

import click

from keiimport.cli.cases import Cases, CaseText, exit_code, opened, read_cases, write_each
from keiimport.cli.options import form, lasting
from keiimport.cli.output import indented, one_line, page, write
from keiimport.engine import Engine
from keiimport.errors import InputError, nearest
from keiimport.rulebook.difference import compare_rulebooks
from keiimport.rulebook.files import RULEBOOK, rules_folder, scenario_names
from keiimport.verdict_difference import compare_verdicts, differ

LAW: Final = "law"
"""Names the rules that come with this package, as they stand."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    one, other = _sides(a, b)
    rules = (one.engine.rulebook, other.engine.rulebook)
    differs = compare_rulebooks(*rules, a_day=one.day, b_day=other.day)
    found = {"a": one.to_dict(), "b": other.to_dict()} | differs.to_dict()
    if form == "text":
        from keiimport.report.difference import render_rules

        write(page(render_rules, found))
    else:
        write(indented(found) if file is None else one_line(found))
    if file is None:
        return 0
    with opened(file) as stream:
        return _compare_each(read_cases(stream), one, other, form)


def _compare_each(cases: Cases, a: Side, b: Side, form: str) -> int:
    """Evaluate cases on both sides, and say what changes; the exit code."""
    today = date.today()  # the same on both sides, even over midnight
    changed = 0

    def compared(case: CaseText) -> str | None:
        nonlocal changed
        told = case.read()
        one, other = (side.engine.evaluate(told, as_of=side.day, today=today) for side in (a, b))
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


# --- the sides ---


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: how it was asked for.
        folder: the folder of its rules; None: those that come with this package.
        scenarios: the hypothetical reforms laid over them.
        overlays: the folders and files of one's own laid over them.
        day: the day whose law is meant, or None for every version of it.
    """

    name: str
    folder: Path | None = None
    scenarios: tuple[str, ...] = ()
    overlays: tuple[Path, ...] = ()
    day: date | None = None

    @cached_property
    def engine(self) -> Engine:
        """Evaluates cases by its rules."""
        return lasting(Engine(self.folder, scenarios=self.scenarios, overlays=self.overlays))

    def to_dict(self) -> dict[str, object]:
        """The side as plain JSON values."""
        return {
            "name": self.name,
            "day": None if self.day is None else self.day.isoformat(),
            "scenarios": list(self.scenarios),
            "version": self.engine.rulebook.version,
            "hash": self.engine.rulebook.hash,
        }


def _sides(a: str, b: str) -> tuple[Side, Side]:
    """The two sides that `a` and `b` name; where only one names a day, both are of that day.

    Raises:
        InputError: when one of them names nothing.
    """
    one, other = _side(a, "A"), _side(b, "B")
    day = one.day or other.day
    return replace(one, day=one.day or day), replace(other, day=other.day or day)


def _side(text: str, at: str) -> Side:
    if _DAY.fullmatch(text):
        try:
            return Side(text, day=date.fromisoformat(text))
        except ValueError:
            said, day = f"`{text}` is no calendar day", "a day such as 2005-10-03"
            raise InputError(said, at=at, got=text, expected=day) from None
    known = scenario_names(rules_folder())
    if text == LAW:
        return Side(text)
    if text in known:
        return Side(text, scenarios=(text,))
    path = Path(text)
    if (path / RULEBOOK).is_file():
        return Side(text, folder=path)
    if path.exists():
        return Side(text, overlays=(path,))
    near, named = nearest(text, (LAW, *known)), ", ".join(f"`{name}`" for name in known)
    any_of = f"a day such as 2005-10-03, `law`, a folder, or one of {named}"
    said = f"`{text}` is neither a day, nor a scenario, nor a folder of rules"
    raise InputError(said, at=at, got=text, expected=f"`{near}`" if near else any_of)
