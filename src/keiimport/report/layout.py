# SPDX-License-Identifier: Apache-2.0
"""How the parts of a text are laid out: headings, sections and tables without lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from keiimport.report.rows import Row, Section
from keiimport.report.words import AN_AGENCY_AGREES, HEADLINES, TONES, Json, clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

STYLES: Final = {"yes": "green", "wait": "yellow", "no": "red", "later": "magenta"}
"""The colour of each tone."""


NAME: Final = 40
"""Letters of the longest first text that is no sentence."""


def rendered(parts: Callable[..., Iterable[RenderableType]]) -> Callable[..., str]:
    """Make what writes the parts of a text write the text, `width` columns wide, with `colour`."""

    @wraps(parts)
    def render(*found: Any, width: int = 100, colour: bool = False, **how: Any) -> str:
        return printed(parts(*found, **how), width=width, colour=colour)

    return render


def document(
    found: Json, more: str, parts: Iterable[Section | Text | str | None]
) -> Iterator[RenderableType]:
    """What an outcome comes to, then sections and sentences.

    Args:
        found: a JSON form with an `outcome`.
        more: what stands behind the outcome.
        parts: what stands below it; what is None is left out.
    """
    yield outcome_line(found, more)
    for part in parts:
        if isinstance(part, Section):
            yield from shown(part)
        elif part is not None:
            yield styled(part) if isinstance(part, str) else part


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


def outcome_line(found: Json, more: str = "") -> Text:
    """What an outcome comes to in words that begin a line, and what stands behind it."""
    outcome = clean(found.get("outcome"))
    title = HEADLINES.get(outcome, outcome)
    if outcome == "conditional" and found.get("depends_on") == "agency":
        title = AN_AGENCY_AGREES
    if found.get("scenarios"):
        title = f"Hypothetical: {title[:1].lower()}{title[1:]}"
    return styled(title + more, style=f"bold {STYLES[TONES.get(outcome, 'no')]}")


def grid(
    narrow: int, rows: Iterable[Iterable[RenderableType]] = (), *, names: bool = True
) -> Table:
    """A table without lines.

    Args:
        narrow: how many columns stand before the last one.
        rows: what is in it.
        names: whether the first holds names, and so is as wide as what it holds.
    """
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=names, ratio=None if names else 4, style="bold")
    for column in range(1, narrow + 1):
        table.add_column(ratio=2 + column)
    for row in rows:
        table.add_row(*row)
    return table


def styled(text: str, *, style: str = "") -> Text:
    """`text` as rich prints it."""
    from rich.text import Text

    return Text(text, style=style)


def shown(found: Section) -> Iterator[RenderableType]:
    """A section on a terminal: its heading, what it begins with, its rows."""
    from rich.console import Group as Stack

    for number, group in enumerate(found.groups):
        title = f"{found.title}: {group.title}" if group.title else found.title
        parts: list[RenderableType] = [heading(title, STYLES.get(group.tone, ""))]
        parts += [styled(found.lead)] if found.lead and not number else []
        yield Stack(*parts, table(group.rows))


def table(rows: Sequence[Row]) -> RenderableType:
    """Rows in columns; what is small stands behind the last text."""
    names = all(len(row.cells[0]) <= NAME for row in rows if len(row.cells) > 1)
    body = grid(max(1, *(len(row.cells) - 1 for row in rows)), names=names)
    for row in rows:
        cells = [styled(cell) for cell in row.cells]
        if row.cite:
            cells[row.at].append(f" [{'; '.join(row.cite)}]", style="cyan")
        if row.notes:
            cells[row.at].append("\n" + "; ".join(row.notes), style="dim")
        if len(cells) == 1:
            cells = [styled("-"), *cells]
        body.add_row(*cells, style="bold" if row.strong else None)
    return body
