# SPDX-License-Identifier: Apache-2.0
"""How the parts of a text are laid out: headings, sections and tables without lines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from keiimport.report.words import joined

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


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


def section(title: str, body: RenderableType, style: str = "") -> RenderableType:
    """A heading with what stands under it."""
    from rich.console import Group

    return Group(heading(title, style), body)


def grid(narrow: int) -> Table:
    """A table without lines whose first `narrow` columns are as wide as what they hold."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for column in range(narrow + 1):
        if column == 0:
            table.add_column(no_wrap=True, style="bold")
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
