# SPDX-License-Identifier: Apache-2.0
"""The summary of many rows as text: outcomes, why not, and when they open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from keiimport.report.layout import heading, printed
from keiimport.report.words import OUTCOMES, Json, cleaned

MOST_REASONS: Final = 10


def render(summary: Json, *, width: int = 100, colour: bool = False) -> str:
    """The JSON form of a summary as text."""
    return printed(_parts(cleaned(summary), width), width=width, colour=colour)


def _parts(summary: Json, width: int) -> Iterator[RenderableType]:
    rows = summary["rows"]
    yield heading(f"{rows:,} rows")
    outcomes = [(name, count, OUTCOMES[name].rows) for name, count in summary["outcomes"].items()]
    if summary["errors"]:
        outcomes.append(("error", summary["errors"], "cannot be read, or cannot be"))
    yield _chart("What comes of them", outcomes, rows, width, "cyan")
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
        yield _chart(title, reasons[:MOST_REASONS], rows, width, "yellow")
    years = [(str(each["year"]), each["rows"], "") for each in summary["opens"]]
    if years:
        yield _chart("When they open", years, rows, width, "green")
    if summary["first_errors"]:
        text = heading("The first that could not be evaluated")
        for each in summary["first_errors"]:
            error, line = each["error"], each["line"]
            where = "" if error.startswith(f"line {line}:") else f"line {line}: "
            text.append(f"\n{where}{error}", style="not bold")
        yield text


def _chart(
    title: str, lines: Sequence[tuple[str, int, str]], rows: int, width: int, style: str
) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    most = max(count for _, count, _ in lines)
    for name, count, words in lines:
        label = f"{name}  {words}".rstrip()
        bar = Text(_bar(count, most, max(8, width // 4)), style=style)
        table.add_row(label, f"{count:,}", _share(count, rows), bar)
    return Group(heading(title), table)


def _bar(count: int, most: int, space: int) -> str:
    """A bar in eighths of a column; the smallest count still shows."""
    eighths = round(8 * space * count / most) if most else 0
    if count:
        eighths = max(1, eighths)
    full, rest = divmod(eighths, 8)
    return "█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")


def _share(count: int, rows: int) -> str:
    if not rows:
        return ""
    share = 100 * count / rows
    return "<0.1 %" if 0 < share < 0.1 else f"{share:.1f} %"
