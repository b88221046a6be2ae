# SPDX-License-Identifier: Apache-2.0
"""The report as tables for people: one column for each case, the aims beside."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.rows import Report, Row

WIDTH = 180
"""Columns of the page where the output is no screen."""


def show(report: Report, console: Console | None = None) -> None:
    """Print `report`."""
    out = console or Console(highlight=False)
    if not out.is_terminal:
        out.width = WIDTH
    out.print(", ".join(f"{name} {value}" for name, value in report.about.items()))
    by_case = [row for row in report.rows if row.case]
    for rows in (by_case, [row for row in report.rows if not row.case]):
        if rows:
            out.print(_table(rows))
    for note in report.notes:
        out.print(note)


def _table(rows: Sequence[Row]) -> Table:
    """A table with the cases of `rows` as columns, section by section."""
    cases = list(dict.fromkeys(row.case for row in rows))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(rows[0].group, no_wrap=True)
    for case in cases:
        table.add_column(case, justify="right", no_wrap=True)
    table.add_column("aim", no_wrap=True)
    for group in dict.fromkeys(row.group for row in rows):
        if group != rows[0].group:
            table.add_section()
            table.add_row(f"[bold]{group}[/bold]")
        lines: dict[str, dict[str, Row]] = {}
        for row in rows:
            if row.group == group:
                lines.setdefault(row.what, {})[row.case] = row
        for what, same in lines.items():
            table.add_row(what, *(_cell(same.get(case)) for case in cases), _aim([*same.values()]))
    return table


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    if row.unit == "times":
        return f"{row.value:.1f}x"
    figure = f"{row.value:,.0f}" if row.value >= 100 else f"{row.value:.1f}"
    ratio = "" if row.ratio is None else f"{row.ratio:,.1f}x"
    return f"{figure} {row.unit} {ratio:>6}".rstrip()


def _aim(rows: Sequence[Row]) -> str:
    """The aim of a line, and how the worst of its cases stands to it."""
    aimed = [(row.aim.off_by(row.value), row, row.aim) for row in rows if row.aim is not None]
    if not aimed:
        return ""
    off, row, aim = max(aimed, key=lambda each: each[0])
    unit = "x" if row.unit == "times" else f" {row.unit}"
    wanted = f"{'>=' if aim.least else '<='} {aim.figure:g}{unit}"
    if aim.reached(row.value):
        return f"[green]{wanted} reached[/green]"
    return f"[red]{wanted} missed by {off:.{1 if off >= 10 else 2}f}x[/red]"
