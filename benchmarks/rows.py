# SPDX-License-Identifier: Apache-2.0
"""What a measurement says: rows of times and ratios, each beside its aim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Unit = Literal["µs", "ms", "times", "rows/s", "MB"]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should reach.

    Attributes:
        figure: in the unit of the row.
        least: whether the figure is the least (at least 5 times) or the most allowed.
    """

    figure: float
    least: bool = False

    def reached(self, value: float) -> bool:
        """Whether `value` is as good as this aim."""
        return value >= self.figure if self.least else value <= self.figure

    def off_by(self, value: float) -> float:
        """How many times worse than the aim `value` is; 1 or less when it is reached."""
        return self.figure / value if self.least else value / self.figure


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        group: what belongs together in the table.
        case: the case that was evaluated, or empty.
        what: what was measured.
        value: the figure, in `unit`.
        unit: microseconds, milliseconds, times as much, rows a second, or megabytes.
        ratio: the figure as a multiple of the first row of its group and case, or None.
        aim: what it should reach, or None.
    """

    group: str
    case: str
    what: str
    value: float
    unit: Unit
    ratio: float | None = None
    aim: Aim | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values, with whether its aim is reached and by how much not."""
        row = asdict(self)
        if self.aim is not None:
            row["reached"] = self.aim.reached(self.value)
            row["times_the_aim"] = round(self.aim.off_by(self.value), 3)
        return row


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of one run, and what they were measured on."""

    about: Mapping[str, str]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "about": dict(self.about),
            "rows": [row.to_dict() for row in self.rows],
            "notes": list(self.notes),
        }
