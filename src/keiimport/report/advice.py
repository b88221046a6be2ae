# SPDX-License-Identifier: Apache-2.0
"""What is worth telling or doing, on a terminal: the next question, sets of them, remedies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from keiimport.capitals import inside
from keiimport.report import words
from keiimport.report.layout import STYLES, Parts, heading, outcome_line, rendered
from keiimport.report.rows import Row, listed
from keiimport.report.words import Json, day_words, headline, joined

SIDE_BY_SIDE: Final = 80  # columns from which on the doors stand beside the question

MOST_DOORS: Final = 10

HIDDEN: Final = ("nothing", "theoretical")  # doors that are only counted, as a rule


@rendered
def render_question(question: Json, verdict: Json) -> Parts:
    """Write a turn of the interview for people: the question, and how the doors stand beside it.

    `verdict` has the `outcome` and `paths` so far, and `changes` since the last reply.
    """
    asked, doors = Stack(*_question(question)), Stack(*_doors(verdict))

    def arranged(width: int) -> RenderableType:
        if width < SIDE_BY_SIDE:
            return Stack(doors, "", asked)
        table = Table.grid(padding=(0, 3, 0, 0), expand=True)
        table.add_column(ratio=3)
        table.add_column(ratio=2)
        table.add_row(asked, doors)
        return table

    yield arranged


def _question(asked: Json) -> Iterator[Text]:
    if not asked:
        yield heading("Nothing that could still be asked matters.")
        return
    yield heading(asked["question"])
    if asked["where"]:
        yield Text(words.sentence(f"where to find it: {asked['where']}"))
    if asked["held"]:
        yield Text(f"Known so far: {asked['held']}.")
    choices = (f"{number} {word}" for number, word in enumerate(asked["choices"], 1))
    yield Text(f"Answer: {', '.join(choices) or asked['expected']}.")
    for said in words.answers_in_words(asked["prospects"]):
        yield Text(f"  {said}", style="dim")
    if why := words.WORDS["asked"].get(asked["why"]):
        yield Text(why, style="dim")
    about = f"; about {', '.join(asked['settles'])}" if asked["settles"] else ""
    yield Text(asked["fact"] + about, style="dim")


def _doors(verdict: Json) -> Iterator[Text]:
    yield outcome_line(verdict)
    names = words.labels(verdict["paths"])
    for after, now in words.DOORS_NOW.items():
        told = (each for each in verdict["changes"] if str(each["after"]) == after)
        if changed := ", ".join(names[each["path"]] for each in told):
            yield Text(f"{now.words}: {changed}", style=f"bold {STYLES[now.tone]}")
    standing = [path for path in verdict["paths"] if not path["theoretical"]]
    *shown, closed = [
        (door, [p for p in standing if p["outcome"] == door.outcome]) for door in words.DOORS
    ]
    for door, path in [(door, path) for door, paths in shown for path in paths][:MOST_DOORS]:
        opens = path["opens_on"] if door.outcome == "not_yet" else ""
        line = Text(f"{names[path['id']]}: ")
        line.append(inside(door.group), style=STYLES[door.shade])
        yield line.append(f", {opens}" if opens else "")
    if closed[1]:
        yield Text(f"{len(closed[1])} closed", style="dim")


@rendered
def render_sets(found: Json) -> Parts:
    """Write the smallest sets of questions (`QuestionSets.to_dict()`) for people."""
    yield outcome_line(found)
    sets = found["sets"]
    for settles, title in words.WORDS["settles"].items():
        rows: list[Row] = []
        for each in (each for each in sets if each["settles"] == settles):
            shown = ", ".join(f"{name}: {value}" for name, value in each["example"].items())
            cells = (f"{len(rows) + 1}.", "\n".join(each["questions"]))
            rows.append(Row(cells, [f"{shown}: {headline(each['outcome'])}"]))
        yield listed(settles, title, rows)
    if found["complete"] is False:
        yield "There may be more: not every set of up to three questions was tried."
    elif not sets and found["outcome"] == "undetermined":
        yield "No set of up to three questions settles it."


@rendered
def render_remedies(remedies: Json, *, full: bool = False) -> Parts:
    """Write what could be done, for people; in full the doors that nothing opens too."""
    yield outcome_line(remedies, f", on {day_words(remedies['entry_date'])}")
    whole, paths = remedies["whole"], remedies["paths"]
    if whole["kind"] != "open":
        yield listed("whole", "To get it in", [Row([_ways(whole)])])
    names = words.labels(paths)
    for kind, title in words.WORDS["remedy"].items():
        if kind not in HIDDEN or full:
            group = (path for path in paths if path["kind"] == kind)
            rows = (Row((f"{names[path['id']]} ({path['id']})", _ways(path))) for path in group)
            yield listed(kind, title, rows)
    shut = sum(path["kind"] in HIDDEN for path in paths)
    if shut and not full:
        yield f"Nothing opens the other {shut} doors; --full lists them."
    yield from map(words.sentence, remedies["warnings"])


def _ways(found: Json) -> str:
    """Each thing that would do, or why nothing does."""
    return "\nor ".join(map(_way, found["remedies"])) or str(found["because"])


def _way(remedy: Json) -> str:
    changes = remedy["changes"]
    waits = any(change["kind"] == "time" for change in changes)
    then = headline(remedy["outcome"])
    if any(change["depends_on"] == "agency" for change in changes):
        then = inside(words.AN_AGENCY_AGREES)  # it may refuse, which is no yes
    day = "" if waits else f" on {day_words(remedy['opens_on'])}"
    return f"{joined(change['what'] for change in changes)} (then{day}: {then})"
