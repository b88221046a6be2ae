# SPDX-License-Identifier: Apache-2.0
"""A verdict on a terminal, short or whole, and the proof of one path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from keiimport.report import words
from keiimport.report.layout import STYLES, Parts, grid, rendered
from keiimport.report.proof import Line, lines, said
from keiimport.report.rows import Row, listed
from keiimport.report.sections import reason, sections
from keiimport.report.view import Part, view
from keiimport.report.words import TRUTHS, Json, Said, door, joined, outcome, rests_on

MOST_LINES: Final = 23
WIDTH: Final = 80

LINES: Final = {name: (int(most), int(least)) for name, most, least in words.read("lines.csv")}
"""The lines that a part may take, and those it is cut to where there is too much."""

LISTS: Final = ("Bring", "Watch out", "Assumed")  # which say how many items are left out
COLOURS: Final = {"yes": "32", "wait": "33", "no": "31"}  # as terminals number them


@rendered
def render(verdict: Json, *, unread: Sequence[str] = ()) -> Parts:
    """Write a verdict for people: the short answer uncut (see `view`), and every section."""
    found = view(verdict, unread)
    rows = [
        (Text(part.label, style=STYLES[found.tone] if part is found.answer else ""), part.text)
        for part in (*found.before, found.answer, *found.after)
    ]
    return [grid(1, rows), *sections(verdict, full=True)]


@rendered
def render_chain(verdict: Json) -> Parts:
    """Write the reasons that the answer rests on, those of the doors that were chosen."""
    return [listed("reasons", "Why", map(reason, rests_on(verdict)))]


def _fitted(part: Part, most: int, width: int) -> Sequence[str]:
    """A part in at most so many lines of so many columns, without its label.

    It is cut between its items, a single text at a word.
    """
    items = [item for item in part.items if item]
    for kept in range(len(items), 0, -1):
        rest = len(items) - kept
        more = f" and {rest} more" if rest and part.label in LISTS else ""
        found = _wrapped(part.between.join(items[:kept]) + more, width)
        if len(found) <= most:
            return found
    if not items:
        return []
    *found, last = _wrapped(items[0], width)[:most]
    return [*found, f"{last[: width - 1].rstrip(' ,;:')}…"]


def render_short(
    verdict: Json, *, unread: Sequence[str] = (), width: int = WIDTH, colour: bool = False
) -> str:
    """Write the short answer (see `view`) on one screen, from 40 to 80 columns wide.

    Returns:
        At most 23 lines without trailing blanks, and without a newline at the end.
    """
    found = view(verdict, unread)
    every = (*found.before, found.answer, *found.after)
    margin = max(len(part.label) for part in every) + 2
    room = min(max(width, 40), WIDTH) - margin
    most, least = map(list, zip(*(LINES.get(part.label, (2, 2)) for part in every), strict=True))
    fitted = [_fitted(part, lines, room) for part, lines in zip(every, most, strict=True)]
    while sum(map(len, fitted)) > MOST_LINES:
        longest = max(range(len(every)), key=lambda n: len(fitted[n]) - least[n])
        if most[longest] <= least[longest]:
            break
        most[longest] = min(most[longest], len(fitted[longest])) - 1
        fitted[longest] = _fitted(every[longest], most[longest], room)
    lines: list[str] = []
    for part, own in zip(every, fitted, strict=True):
        tone = COLOURS[found.tone] if part is found.answer else "0"
        for number, line in enumerate(own):
            label = f"{part.label if not number else '':{margin}}"
            lines.append((f"\x1b[1;{tone}m{label}\x1b[0m" if colour else label) + line)
    return "\n".join(line.rstrip() for line in lines[:MOST_LINES])


def _wrapped(text: str, width: int) -> Sequence[str]:
    """`text` in lines of at most `width` columns; a wide character takes two."""
    console = Console(width=width, _environ={})
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)]


@rendered
def render_why(why: Json) -> Parts:
    """Write the proof of a path (what `Verdict.why()` gives) for people."""
    found = said(why)
    head = Text(f"{found.label}: {found.door}, {found.title}", f"bold {STYLES[found.tone]}")
    if found.said:
        head.append(f"\n{found.said}", style="not bold default")
    legend = Text("   ".join(f"{each.sign} {each.words}" for each in TRUTHS.values()), style="dim")
    return [head, grid(1, found.about), _tree(lines(why["proof"] or {})), legend]


@rendered
def render_paths(paths: Sequence[Json]) -> Parts:
    """Write the paths of an agency for people, each with how it stands."""
    rows = []
    for path in paths:
        stands = outcome(path["outcome"])
        line = Text(f"{stands.group}: ", style=STYLES[stands.shade])
        line.append(f"{door(path)}, {path['title']}", style="default")
        rows.append((path["id"], line))
    return [grid(1, rows)]


@rendered
def render_forms(forms: Sequence[Json]) -> Parts:
    """Write what to write in which field of some forms."""
    for each in forms:
        fields = (Row((f["label"], f["value"] or "...", f["note"])) for f in each["fields"])
        edition = each["edition"] or "an edition that was not seen"
        yield listed("form", f"{each['form']}, {edition}", fields)


def _tree(line: Line) -> Tree:
    found = TRUTHS.get(line.truth, Said("", "…", ""))
    label = Text(f"{found.sign} ", style=STYLES.get(found.tone, "dim"))
    label.append(line.text)
    if line.cite:
        label.append(f" [{joined(line.cite)}]", style="cyan")
    if line.remarks:
        label.append(f" ({line.remarks})", style="dim")
    tree = Tree(label, guide_style="dim")
    for part in line.parts:
        tree.add(_tree(part))
    return tree
