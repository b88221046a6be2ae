# SPDX-License-Identifier: Apache-2.0
"""The summary of many rows as text: outcomes, why not, and when they open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from keiimport.report.layout import Parts, heading, rendered
from keiimport.report.words import OUTCOMES, Json

MOST_REASONS: Final = 10


@rendered
def render(summary: Json) -> Parts:
    """The JSON form of a summary as text."""
    rows, outcomes = summary["rows"], summary["outcomes"].items()
    yield heading(f"{rows:,} rows")
    said = [(f"{name}  {OUTCOMES[name].rows}".rstrip(), count) for name, count in outcomes]
    if summary["errors"]:
        said.append(("error  cannot be read, or cannot be", summary["errors"]))
    yield partial(_chart, "What comes of them", said, rows, "cyan")
    if summary["assumed"]:
        yield (
            f"{summary['assumed']:,} of the admissible rest on something presumed, or on law or "
            "figures not verified"
        )
    reasons, title = [(each["reason"], each["rows"]) for each in summary["reasons"]], "Why not"
    if len(reasons) > MOST_REASONS:
        title += f" (the {MOST_REASONS} most frequent of {len(reasons)} reasons)"
    if reasons:
        yield partial(_chart, title, reasons[:MOST_REASONS], rows, "yellow")
    if years := [(str(each["year"]), each["rows"]) for each in summary["opens"]]:
        yield partial(_chart, "When they open", years, rows, "green")
    if summary["first_errors"]:
        text = heading("The first that could not be evaluated")
        for each in summary["first_errors"]:
            error, line = each["error"], each["line"]
            where = "" if error.startswith(f"line {line}:") else f"line {line}: "
            text.append(f"\n{where}{error}", style="not bold")
        yield text


def _chart(
    title: str, lines: Sequence[tuple[str, int]], rows: int, style: str, width: int
) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    room, most = max(8, width // 4), max(count for _, count in lines)
    for label, count in lines:
        # in eighths of a column; the smallest count still shows
        full, rest = divmod(max(round(8 * room * count / most), 1) if count else 0, 8)
        bar = Text("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else ""), style=style)
        share = 100 * count / (rows or 1)
        part = "<0.1 %" if 0 < share < 0.1 else f"{share:.1f} %"
        table.add_row(label, f"{count:,}", part if rows else "", bar)
    return Group(heading(title), table)
