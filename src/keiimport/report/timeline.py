# SPDX-License-Identifier: Apache-2.0
"""A timeline as text for a terminal: every answer a bar, and below it what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from rich.text import Text

from keiimport.report import words
from keiimport.report.layout import STYLES, Parts, outcome_line, rendered
from keiimport.report.rows import Row, listed
from keiimport.report.words import Json, day_words, joined, outcome

LEGEND: Final = "█ open   ▓ open once something is done   ? a fact is missing   · later   - closed"
LEAST: Final = 3  # columns of the shortest period
IDLE: Final = ("closed", "clear")


@rendered
def render(found: Json) -> Parts:
    """Draw a timeline for people."""
    certain, possible, since = found["earliest"], found["earliest_possible"], ""
    if found["outcome"] != "admissible" and (certain or possible):
        since = f": from {words.days_words(possible, certain)}"
    yield outcome_line(found, since)
    names = words.labels(found["paths"]) | {gate["id"]: words.bar(gate) for gate in found["gates"]}
    yield partial(_drawing, found, names)
    yield LEGEND
    if not found["changes"]:
        yield "Nothing changes as time goes by."
    yield listed("changes", "What changes, and by which rule", _changes(found, names))
    notes = [*found["warnings"]]
    if found["changes_again"]:
        until, again = day_words(found["until"]), day_words(found["changes_again"])
        notes.append(f"after {until} it changes again: {again}")
    yield listed("notes", "To know", (Row([words.sentence(note)]) for note in notes))


def _drawing(found: Json, names: Mapping[str, str], width: int) -> Text:
    rows, periods = list(_rows(found, names)), found["periods"]
    margin = max(len(name) for name, _ in rows) + 2
    columns = _columns(periods, width - margin)
    text = Text(" " * margin + _scale(periods, columns), style="bold")
    for name, own in rows:
        text.append(f"\n{name:{margin}}")
        for period, wide in zip(periods, columns, strict=True):
            now = outcome([each["outcome"] for each in own if each["from"] <= period["from"]][-1])
            text.append(now.mark * wide, style=STYLES[now.shade])
    return text


def _rows(found: Json, names: Mapping[str, str]) -> Iterator[tuple[str, Sequence[Json]]]:
    """The bars worth drawing; what is closed for good is left out."""
    yield "altogether", found["periods"]
    for agency in found["agencies"]:
        yield agency["id"].upper(), agency["periods"]
        for each in (*found["paths"], *found["gates"]):
            idle = all(period["outcome"] in IDLE for period in each["periods"])
            if each["agency"] == agency["id"] and not idle and not each["theoretical"]:
                yield f"  {names[each['id']]}", each["periods"]


def _columns(periods: Sequence[Json], width: int) -> list[int]:
    """How wide each period is drawn: by its length, as far as every one can be seen."""
    day = date.fromisoformat
    days = [
        (day(period["until"]) - day(period["from"])).days + 1 if period["until"] else 0
        for period in periods
    ]
    # what has no end gets as much as a sixth of all that has
    tail = max(sum(days) // 6, 1)
    lengths = [length or tail for length in days]
    room = max(width - LEAST * len(lengths), 0)
    return [LEAST + room * length // max(sum(lengths), 1) for length in lengths]


def _scale(periods: Sequence[Json], columns: Sequence[int]) -> str:
    """The first day of each period above its bar, as far as there is room for it."""
    line = ""
    at = 0
    for period, wide in zip(periods, columns, strict=True):
        if len(line) <= at:
            line = f"{line:{at}}{period['from']} "
        at += wide
    return line[: max(at, 10)].rstrip()


def _changes(found: Json, names: Mapping[str, str]) -> Iterator[Row]:
    """One row for each day and cause, with all that it changes."""
    grouped: dict[tuple[str, str], list[Json]] = {}
    for change in found["changes"]:
        because = joined(cause["because"] for cause in change["by"])
        grouped.setdefault((change["day"], because), []).append(change)
    for (day, because), group in grouped.items():
        causes = group[0]["by"]
        rules = ", ".join(rule for cause in causes for rule in cause["rules"])
        why = (because or "several clocks together") + (f" ({rules})" if rules else "")
        changed = joined(_what(change, names) for change in group)
        cited = list(dict.fromkeys(cite for cause in causes for cite in cause["cite"]))
        yield Row((day_words(day), f"{changed}\n{why}"), (), cited)


def _what(change: Json, names: Mapping[str, str]) -> str:
    id = change["id"]
    said = {"whole": "altogether", "agency": id.upper()}.get(change["what"], id)
    perhaps = "" if change["certain"] else " (possible)"
    return f"{names.get(id, said)}: {outcome(change['after']).period}{perhaps}"
