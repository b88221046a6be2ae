# SPDX-License-Identifier: Apache-2.0
"""The summary of many rows as text: outcomes, why not, and when they open."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

MOST_REASONS: Final = 10

_OUTCOMES: Final = {
    "admissible": "yes",
    "conditional": "yes, with something still to be done",
    "undetermined": "not known: something is missing",
    "not_yet": "not yet",
    "refused": "no",
}


def render(summary: Mapping[str, Any], *, width: int = 100, colour: bool = False) -> str:
    """The JSON form of a summary as text.

    Args:
        summary: what a run counted.
        width: columns of a line.
        colour: whether to colour it.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = summary["rows"]
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )

    def chart(title: str, lines: Sequence[tuple[str, int, str]], style: str) -> None:
        if not lines:
            return
        table = Table(box=None, show_header=False, pad_edge=False, expand=False)
        table.add_column(justify="left", overflow="fold")
        table.add_column(justify="right", no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        most = max(count for _, count, _ in lines)
        space = max(8, width // 3)
        for name, count, words in lines:
            label = Text(name, style="bold")
            if words:
                label.append(f"  {words}", style="not bold")
            bar = Text(_bar(count, most, space), style=style)
            table.add_row(label, f"{count:,}", _share(count, rows), bar)
        console.print(Text(f"\n{title}", style="bold"))
        console.print(table)

    console.print(Text(f"{rows:,} rows", style="bold"))
    outcomes = [
        (name, summary["outcomes"][name], words) for name, words in _OUTCOMES.items()
    ]
    if summary["errors"]:
        outcomes.append(("error", summary["errors"], "cannot be read or cannot be"))
    chart("What comes of them", outcomes, "cyan")
    if summary["assumed"]:
        console.print(
            f"{summary['assumed']:,} of the admissible rest on something presumed, or on law or "
            "figures not verified"
        )
    reasons = [(each["reason"], each["rows"], "") for each in summary["reasons"]]
    title = "Why not"
    if len(reasons) > MOST_REASONS:
        title += f" (the {MOST_REASONS} most frequent of {len(reasons)} reasons)"
    chart(title, reasons[:MOST_REASONS], "yellow")
    chart(
        "When they open",
        [(str(each["year"]), each["rows"], "") for each in summary["opens"]],
        "green",
    )
    if summary["first_errors"]:
        console.print(Text("\nThe first that could not be evaluated", style="bold"))
        for each in summary["first_errors"]:
            error = each["error"]
            where = "" if error.startswith(f"line {each['line']}") else f"line {each['line']}: "
            console.print(Text(f"{where}{error}"))
    lines = stream.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines)


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
