# SPDX-License-Identifier: Apache-2.0
"""What a measurement says: rows of times and ratios beside their aims, and tables of them."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import keiimport

Unit = Literal["µs", "ms", "times", "rows/s", "MB"]
WIDTH = 180
"""Columns of the page where the output is no screen."""


class Aim(NamedTuple):
    """What a figure should reach."""

    figure: float  # in the unit of the row
    least: bool = False  # whether it is the least (at least 5 times) or the most allowed

    def reached(self, value: float) -> bool:
        """Whether `value` is as good as this aim."""
        return value >= self.figure if self.least else value <= self.figure

    def off_by(self, value: float) -> float:
        """How many times worse than the aim `value` is; 1 or less when it is reached."""
        return self.figure / value if self.least else value / self.figure


class Row(NamedTuple):
    """One figure."""

    group: str  # what belongs together in the table
    what: str  # what was measured
    value: float  # the figure, in `unit`
    unit: Unit  # microseconds, milliseconds, times as much, rows a second, or megabytes
    case: str = ""  # that was evaluated, if it was one
    aim: Aim | None = None  # what it should reach

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values, with whether its aim is reached and by how much not."""
        row = self._asdict()
        if self.aim is not None:
            row["aim"] = self.aim._asdict()
            row["reached"] = self.aim.reached(self.value)
            row["times_the_aim"] = round(self.aim.off_by(self.value), 3)
        return row


class Report:
    """All rows of one run, and what they were measured on."""

    def __init__(self, rows: Iterable[Row], notes: Sequence[str], **about: str) -> None:
        self.rows, self.notes = tuple(rows), tuple(notes)
        self.about = {
            "keiimport": keiimport.__version__,
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}",
            **about,
        }

    def ratio(self, row: Row) -> float | None:
        """A figure as a multiple of the first row of its group and case."""
        alike = (each for each in self.rows if (each.group, each.case) == (row.group, row.case))
        return None if row.unit == "times" else row.value / next(alike).value

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        rows = [row.to_dict() | {"ratio": self.ratio(row)} for row in self.rows]
        return {"about": self.about, "rows": rows, "notes": list(self.notes)}

    def show(self, console: Console | None = None) -> None:
        """Print tables for people: one column for each case, the aims beside."""
        out = console or Console(highlight=False)
        if not out.is_terminal:
            out.width = WIDTH
        out.print(", ".join(f"{name} {value}" for name, value in self.about.items()))
        by_case = [row for row in self.rows if row.case]
        for rows in (by_case, [row for row in self.rows if not row.case]):
            if rows:
                out.print(self._table(rows))
        for note in self.notes:
            out.print(note)

    def _table(self, rows: Sequence[Row]) -> Table:
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
                cells = (self._cell(same.get(case)) for case in cases)
                table.add_row(what, *cells, _aim([*same.values()]))
        return table

    def _cell(self, row: Row | None) -> str:
        if row is None:
            return ""
        if row.unit == "times":
            return f"{row.value:.1f}x"
        figure = f"{row.value:,.0f}" if row.value >= 100 else f"{row.value:.1f}"
        return f"{figure} {row.unit} {f'{self.ratio(row):,.1f}x':>6}"


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
