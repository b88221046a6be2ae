# SPDX-License-Identifier: Apache-2.0
"""The short answer on a terminal: what somebody with one vehicle wants to know, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.report.view import Part, view
from keiimport.report.words import Json

MOST_LINES: Final = 23
WIDTH: Final = 80

LINES: Final = {
    "Answer": (6, 6),
    "Vehicle": (3, 2),
    "Note": (4, 2),
    "Customs": (5, 4),
    "States": (5, 4),
    "State": (3, 2),
    "Bring": (6, 3),
    "Watch out": (3, 2),
    "Assumed": (3, 1),
    "Tell next": (4, 2),
}
"""The lines that a part may take, and those it is cut to where there is too much."""

OTHERS: Final = (2, 2)

MORE: Final = {label: " and {} more" for label in ("Bring", "Watch out", "Assumed")}
"""What is said of items for which there is no room, where each is one of a list."""

COLOURS: Final = {"yes": "32", "wait": "33", "no": "31"}
"""As terminals number them."""


@dataclass(slots=True)
class _Fitted:
    """A part with the lines it may take: cut between its items, a single text at a word."""

    part: Part
    most: int
    least: int

    def lines(self, width: int) -> list[str]:
        """The part in lines of at most `width` columns, without its label."""
        items = [item for item in self.part.items if item]
        more = MORE.get(self.part.label, "")
        for kept in range(len(items), 0, -1):
            rest = len(items) - kept
            text = self.part.between.join(items[:kept]) + (more.format(rest) if rest else "")
            found = wrapped(text, width)
            if len(found) <= self.most:
                return found
        if not items:
            return []
        *found, last = wrapped(items[0], width)[: self.most]
        return [*found, f"{last[: width - 1].rstrip(' ,;:')}…"]


def render(
    verdict: Json, *, unread: Sequence[str] = (), width: int = WIDTH, colour: bool = False
) -> str:
    """Write the short answer.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        unread: the words that were not understood, and what to know about how the others were.
        width: columns to fill, from 40 to 80.
        colour: whether to write terminal colours.

    Returns:
        At most 23 lines without trailing blanks, and without a newline at the end.
    """
    width = min(max(width, 40), WIDTH)
    found = view(verdict, unread)
    every = (*found.before, found.answer, *found.after)
    parts = [_Fitted(part, *LINES.get(part.label, OTHERS)) for part in every]
    margin = max(len(each.part.label) for each in parts) + 2
    while sum(len(each.lines(width - margin)) for each in parts) > MOST_LINES:
        longest = max(parts, key=lambda each: len(each.lines(width - margin)) - each.least)
        if longest.most <= longest.least:
            break
        longest.most = min(longest.most, len(longest.lines(width - margin))) - 1
    lines: list[str] = []
    for each in parts:
        tone = COLOURS[found.tone] if each.part is found.answer else "0"
        for number, line in enumerate(each.lines(width - margin)):
            label = f"{each.part.label if not number else '':{margin}}"
            lines.append((f"\x1b[1;{tone}m{label}\x1b[0m" if colour else label) + line)
    return "\n".join(line.rstrip() for line in lines[:MOST_LINES])


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; a wide character takes two."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, _environ={})
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)]
