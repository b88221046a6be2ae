# SPDX-License-Identifier: Apache-2.0
"""One turn of the interview as text: the question, and how the doors stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import STYLES, heading, outcome_line, printed, styled
from keiimport.report.questions import answers_in_words
from keiimport.report.words import GROUPS, Json, clean, joined, labels, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

SIDE_BY_SIDE: Final = 80
"""Columns from which on the doors stand beside the question, and not above it."""

MOST_DOORS: Final = 10

CHANGED: Final[dict[bool | None, tuple[str, str]]] = {
    True: ("Opened by that", "bold green"),
    False: ("No longer open by that", "bold red"),
    None: ("In doubt since then", "bold yellow"),
}
_WHY: Final = {
    "claim": "Only if you ask for it.",
    "assumed": "So far we only assume this.",
    "changed": "To be answered anew.",
    "cost": "The duty or the state needs it.",
}


def render(question: Json | None, verdict: Json, *, width: int = 100, colour: bool = False) -> str:
    """Write a turn for people.

    Args:
        question: the question, with the names of `Asked` as keys; None after the last one.
        verdict: `outcome` and `paths` of the verdict so far, and `changes`: the doors that
            stand otherwise since the last reply, with `path`, `before` and `after`.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.
    """
    from rich.console import Group
    from rich.table import Table

    asked, doors = Group(*_question(question)), Group(*_doors(verdict))
    if width < SIDE_BY_SIDE:
        return printed([doors, asked], width=width, colour=colour)
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=3)
    table.add_column(ratio=2)
    table.add_row(asked, doors)
    return printed([table], width=width, colour=colour)


def _question(question: Json | None) -> Iterator[RenderableType]:
    if question is None:
        yield heading("Nothing that could still be asked matters.")
        return
    yield heading(clean(question.get("question")))
    if question.get("where"):
        yield styled(sentence(f"where to find it: {clean(question['where'])}"))
    if question.get("held"):
        yield styled(f"Known so far: {clean(question['held'])}.")
    choices = (f"{number} {word}" for number, word in enumerate(question.get("choices") or (), 1))
    yield styled(f"Answer: {joined(choices, ', ') or clean(question.get('expected'))}.")
    for said in answers_in_words(question.get("prospects") or ()):
        yield styled(f"  {said}", style="dim")
    if why := _WHY.get(clean(question.get("why"))):
        yield styled(why, style="dim")
    settles = question.get("settles") or ()
    about = clean(question.get("fact")) + (f"; about {joined(settles, ', ')}" if settles else "")
    yield styled(about, style="dim")


def _doors(verdict: Json) -> Iterator[RenderableType]:
    yield outcome_line(verdict)
    names = labels(verdict.get("paths") or ())
    for after, (word, tone) in CHANGED.items():
        changed = [e for e in verdict.get("changes") or () if e.get("after") is after]
        if changed:
            line = styled(f"{word}: ", style=tone)
            line.append(joined((names.get(e["path"], e["path"]) for e in changed), ", "))
            yield line
    standing = [p for p in verdict.get("paths") or () if not p.get("theoretical")]
    groups = {name: [p for p in standing if p.get("outcome") == name] for name in GROUPS}
    closed = groups.pop("closed")
    for path in [path for group in groups.values() for path in group][:MOST_DOORS]:
        word, tone = GROUPS[path["outcome"]]
        line = styled(f"{names[clean(path.get('id'))]}: ")
        line.append(word[:1].lower() + word[1:], style=STYLES[tone])
        if path["outcome"] == "not_yet" and path.get("opens_on"):
            line.append(f", {clean(path['opens_on'])}")
        yield line
    if closed:
        yield styled(f"{len(closed)} closed", style="dim")
