# SPDX-License-Identifier: Apache-2.0
"""How the parts of a text are laid out: headings, sections and tables without lines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from keiimport.report.words import AN_AGENCY_AGREES, HEADLINES, TONES, Json, clean, joined

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

STYLES: Final = {"yes": "green", "wait": "yellow", "no": "red", "later": "magenta"}
"""The colour of each tone."""


def printed(parts: Iterable[RenderableType], *, width: int, colour: bool) -> str:
    """Lay out parts with an empty line between them.

    Args:
        parts: what rich can print.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.

    Returns:
        Lines without trailing blanks, and without a newline at the end.
    """
    # rich takes a tenth of a second to import, and only this face needs it
    from rich.console import Console

    file = io.StringIO()
    console = Console(
        file=file,
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip("\n").split("\n"))


def heading(title: str, style: str = "") -> Text:
    """The line above a section."""
    return styled(title, style=f"bold {style}".strip())


def outcome_line(found: Json) -> tuple[str, str]:
    """What an outcome comes to in words that begin a line, and its style."""
    outcome = clean(found.get("outcome"))
    title = HEADLINES.get(outcome, outcome)
    if outcome == "conditional" and found.get("depends_on") == "agency":
        title = AN_AGENCY_AGREES
    if found.get("scenarios"):
        title = f"Hypothetical: {title[:1].lower()}{title[1:]}"
    return title, f"bold {STYLES[TONES.get(outcome, 'no')]}"


def section(title: str, body: RenderableType, style: str = "") -> RenderableType:
    """A heading with what stands under it."""
    from rich.console import Group

    return Group(heading(title, style), body)


def grid(narrow: int, *, names: bool = True) -> Table:
    """A table without lines.

    Args:
        narrow: how many columns stand before the last one.
        names: whether the first holds names, and so is as wide as what it holds.
    """
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for column in range(narrow + 1):
        if column == 0:
            table.add_column(no_wrap=names, ratio=None if names else 4, style="bold")
        else:
            table.add_column(ratio=2 + column)
    return table


def styled(text: str, *, style: str = "", cite: Any = None) -> Text:
    """`text` as rich prints it, with its citations behind it."""
    from rich.text import Text

    built = Text(text, style=style)
    if cite:
        built.append(f" [{joined(cite)}]", style="cyan")
    return built
