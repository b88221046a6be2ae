# SPDX-License-Identifier: Apache-2.0
"""Lays out text for a terminal with Rich, which takes a tenth of a second to load."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, Final

from rich.console import Console, RenderableType
from rich.console import Group as Stack
from rich.table import Table
from rich.text import Text

from keiimport.capitals import inside
from keiimport.report.rows import Row, Section
from keiimport.report.words import AN_AGENCY_AGREES, Json, cleaned, outcome

STYLES: Final = {"yes": "green", "wait": "yellow", "no": "red", "later": "magenta"}  # of each tone
NAME: Final = 40  # letters of the longest first text that is no sentence

# the parts of a text; a function makes one of a given width
Parts = Iterable[RenderableType | Section | Callable[[int], RenderableType]]


def rendered(parts: Callable[..., Parts]) -> Callable[..., str]:
    """Make a function that yields the parts of a text return the text.

    It takes the `width` in columns (40 at least) and whether to use `colour`. Its JSON arguments
    are cleaned first. Parts are separated by an empty line, and no line has trailing blanks.
    """

    @wraps(parts)
    def render(*found: Any, width: int = 100, colour: bool = False, **how: Any) -> str:
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
        for part in parts(*map(cleaned, found), **how):
            made = part(console.width) if callable(part) else part
            for each in _shown(made) if isinstance(made, Section) else [made]:
                if file.tell():
                    console.print()
                console.print(each)
        return "\n".join(line.rstrip() for line in file.getvalue().rstrip("\n").split("\n"))

    return render


def heading(title: str, style: str = "") -> Text:
    """The heading of a section."""
    return Text(title, style=f"bold {style}".strip())


def outcome_line(found: Json, more: str = "") -> Text:
    """An outcome as the start of a line, followed by `more`."""
    said = outcome(found["outcome"])
    title = said.headline
    if said.outcome == "conditional" and found["depends_on"] == "agency":
        title = AN_AGENCY_AGREES
    if found["scenarios"]:
        title = f"Hypothetical: {inside(title)}"
    return heading(title + more, STYLES[said.tone])


def grid(more: int, rows: Iterable[Iterable[RenderableType]] = (), *, names: bool = True) -> Table:
    """A table without lines: a first column, as wide as the `names` in it, and `more` columns."""
    found = Table.grid(padding=(0, 2, 0, 0))
    found.add_column(overflow="fold", ratio=None if names else 4, style="bold")
    for column in range(1, more + 1):
        found.add_column(ratio=2 + column)
    for row in rows:
        found.add_row(*row)
    return found


def table(*heads: str, **how: Any) -> Table:
    """A table with heads in bold, its columns two blanks apart, without lines."""
    return Table(*heads, box=None, padding=(0, 2, 0, 0), pad_edge=False, **how)


@rendered
def render_rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Parts:
    """Write rows of cells below the heads of their columns; only the first is ever wrapped."""
    body = table(heads[0])
    for head in heads[1:]:
        body.add_column(head, no_wrap=True)
    for row in rows:
        body.add_row(*row)
    yield body


def _shown(found: Section) -> Iterator[RenderableType]:
    for number, group in enumerate(group for group in found.groups if group.rows):
        title = f"{found.title}: {group.title}" if group.title else found.title
        lead = [found.lead] if found.lead and not number else []
        yield Stack(heading(title, STYLES.get(group.tone, "")), *lead, _table(group.rows))


def _table(rows: Sequence[Row]) -> RenderableType:
    names = all(len(row.cells[0]) <= NAME for row in rows if len(row.cells) > 1)
    body = grid(max(1, *(len(row.cells) - 1 for row in rows)), names=names)
    for row in rows:
        cells = [Text(cell) for cell in row.cells]
        if row.cite:
            cells[row.at].append(f" [{'; '.join(row.cite)}]", style="cyan")
        if row.notes:
            cells[row.at].append("\n" + "; ".join(row.notes), style="dim")
        if len(cells) == 1:
            cells = [Text("-"), *cells]
        body.add_row(*cells, style="bold" if row.strong else None)
    return body
