# SPDX-License-Identifier: Apache-2.0
"""The proof of one path as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import grid, printed, styled
from keiimport.report.proof import Line, lines
from keiimport.report.words import GROUPS, LAW_SEEN, Json, clean, door, joined, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from rich.tree import Tree

MARKS: Final = {"true": ("✓", "green"), "false": ("✗", "red"), "unknown": ("?", "yellow")}
"""How a truth is marked, with its colour; the mark tells without the colour."""


def render(why: Json, *, width: int = 100, colour: bool = False) -> str:
    """Write the proof of a path for people.

    Args:
        why: what `Verdict.why()` gives.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.
    """
    return printed(_said(why), width=width, colour=colour)


def render_list(paths: Sequence[Json], *, width: int = 100, colour: bool = False) -> str:
    """Write the paths of an agency for people, each with how it stands.

    Args:
        paths: paths of a verdict.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.
    """
    table = grid(1)
    for path in paths:
        word, style = GROUPS.get(clean(path.get("outcome")), (clean(path.get("outcome")), ""))
        said = styled(f"{word}: ", style=style)
        said.append(f"{door(path)}, {clean(path.get('title'))}", style="default")
        table.add_row(clean(path.get("id")), said)
    return printed([table], width=width, colour=colour)


def _said(why: Json) -> Iterator[RenderableType]:
    yield _head(why)
    yield _summary(why)
    yield _tree(lines(why.get("proof") or {}))
    yield styled("✓ holds   ✗ fails   ? is not known", style="dim")


def _head(why: Json) -> Text:
    word, style = GROUPS.get(clean(why.get("outcome")), (clean(why.get("outcome")), ""))
    head = styled(f"{word}: {door(why)}, {clean(why.get('title'))}", style=f"bold {style}".strip())
    if why.get("scenarios"):
        head.append(f" (hypothetical, supposing {joined(why['scenarios'], ', ')})")
    # of a door that waits for facts only those that would settle it are worth naming
    if why.get("because") and why.get("outcome") != "needs_facts":
        head.append(f"\n{sentence(clean(why['because']))}", style="not bold default")
    return head


def _summary(why: Json) -> RenderableType:
    table = grid(1)
    table.add_row("path", clean(why.get("path")))
    table.add_row("law", joined(why.get("cite") or ()))
    if seen := LAW_SEEN.get(clean(why.get("confidence"))):
        table.add_row("", seen)
    if why.get("opens_on") and why.get("outcome") not in ("open", "needs_action"):
        table.add_row("opens on", clean(why["opens_on"]))
    if why.get("missing"):
        table.add_row("waits for", joined(why["missing"], ", "))
    days = f"entry {clean(why.get('entry_date'))}, law of {clean(why.get('law_as_of'))}"
    table.add_row("as of", days)
    return table


def _tree(line: Line) -> Tree:
    from rich.tree import Tree

    tree = Tree(_label(line), guide_style="dim")
    for part in line.parts:
        tree.add(_tree(part))
    return tree


def _label(line: Line) -> Text:
    mark, style = MARKS.get(line.truth, ("…", "dim"))
    label = styled(f"{mark} ", style=style)
    label.append(line.text)
    if line.cite:
        label.append(f" [{joined(line.cite)}]", style="cyan")
    notes = joined((*([line.name] if line.name else ()), *line.notes))
    if notes:
        label.append(f" ({notes})", style="dim")
    return label
