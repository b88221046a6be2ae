# SPDX-License-Identifier: Apache-2.0
"""The summary of many rows as text: outcomes, why not, and when they open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    rows = summary["rows"]
    yield heading(f"{rows:,} rows")
    outcomes = [(name, count, OUTCOMES[name].rows) for name, count in summary["outcomes"].items()]
    if summary["errors"]:
        outcomes.append(("error", summary["errors"], "cannot be read, or cannot be"))
    yield _chart("What comes of them", outcomes, rows, "cyan")
    if summary["assumed"]:
        yield (
            f"{summary['assumed']:,} of the admissible rest on something presumed, or on law or "
            "figures not verified"
        )
    reasons = [(each["reason"], each["rows"], "") for each in summary["reasons"]]
    title = "Why not"
    if len(reasons) > MOST_REASONS:
        title += f" (the {MOST_REASONS} most frequent of {len(reasons)} reasons)"
    if reasons:
        yield _chart(title, reasons[:MOST_REASONS], rows, "yellow")
    years = [(str(each["year"]), each["rows"], "") for each in summary["opens"]]
    if years:
        yield _chart("When they open", years, rows, "green")
    if summary["first_errors"]:
        text = heading("The first that could not be evaluated")
        for each in summary["first_errors"]:
            error, line = each["error"], each["line"]
            where = "" if error.startswith(f"line {line}:") else f"line {line}: "
            text.append(f"\n{where}{error}", style="not bold")
        yield text


def _chart(
    title: str, lines: Sequence[tuple[str, int, str]], rows: int, style: str
) -> Callable[[int], RenderableType]:
    return lambda width: Group(heading(title), _bars(lines, rows, style, max(8, width // 4)))


def _bars(lines: Sequence[tuple[str, int, str]], rows: int, style: str, room: int) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    most = max(count for _, count, _ in lines)
    for name, count, words in lines:
        label = f"{name}  {words}".rstrip()
        # in eighths of a column; the smallest count still shows
        full, rest = divmod(max(round(8 * room * count / most), 1) if count else 0, 8)
        bar = Text("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else ""), style=style)
        table.add_row(label, f"{count:,}", _share(count, rows), bar)
    return table


def _share(count: int, rows: int) -> str:
    if not rows:
        return ""
    share = 100 * count / rows
    return "<0.1 %" if 0 < share < 0.1 else f"{share:.1f} %"
