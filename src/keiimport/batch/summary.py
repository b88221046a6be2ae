# SPDX-License-Identifier: Apache-2.0
"""Counts over many rows: outcomes, reasons, and the years in which they open."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, Self

import polars as pl

OUTCOMES: Final = ("admissible", "conditional", "undetermined", "not_yet", "refused")
FIRST_ERRORS: Final = 5  # bad rows kept with their lines
MOST_WARNINGS: Final = 100

NEEDED: Final = ("outcome", "certainty", "reason", "earliest", "error")  # what a summary counts


@dataclass(slots=True)
class Summary:
    """How many rows a table has, and their outcomes."""

    rows: int = 0
    errors: int = 0  # rows that could not be evaluated
    assumed: int = 0  # admissible, but on something presumed or not verified
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)  # of rows not admissible
    opens: Counter[int] = field(default_factory=Counter)  # the year in which each opens for certain
    first_errors: list[tuple[int, str]] = field(default_factory=list)  # lines and sentences
    warnings: list[str] = field(default_factory=list)  # sentences on the columns
    set_aside: Counter[str] = field(default_factory=Counter)  # unreadable cells of each fact

    @classmethod
    def of(cls, table: pl.DataFrame, notes: list[str], aside: Counter[str]) -> Self:
        """The counts of some answers; only of rows and errors without all columns in `NEEDED`."""
        bad = table.filter(pl.col("error").is_not_null())
        first = bad.select("line", "error").head(FIRST_ERRORS).rows()
        found = cls(table.height, bad.height, first_errors=first, warnings=notes, set_aside=aside)
        if set(NEEDED) <= set(table.columns):
            open_now = pl.col("outcome") == "admissible"
            later = table.filter(pl.col("outcome") == "not_yet")
            found.assumed = table.filter(open_now & (pl.col("certainty") == "assumed")).height
            found.outcomes = _counted(table, pl.col("outcome"))
            found.reasons = _counted(table.filter(~open_now), pl.col("reason"))
            found.opens = _counted(later, pl.col("earliest").dt.year())
        return found

    def merge(self, other: Self) -> None:
        """Add the counts of later rows."""
        for name in ("rows", "errors", "assumed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("outcomes", "reasons", "opens", "set_aside"):
            getattr(self, name).update(getattr(other, name))
        fresh = [each for each in other.warnings if each not in self.warnings]
        self.warnings += fresh[: MOST_WARNINGS - len(self.warnings)]
        self.first_errors += other.first_errors[: FIRST_ERRORS - len(self.first_errors)]

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain JSON values, the most frequent reason first."""
        return {
            "rows": self.rows,
            "errors": self.errors,
            "outcomes": {name: self.outcomes.get(name, 0) for name in OUTCOMES},
            "assumed": self.assumed,
            "reasons": [
                {"reason": name, "rows": count}
                for name, count in sorted(self.reasons.items(), key=lambda each: (-each[1], each))
            ],
            "opens": [{"year": year, "rows": count} for year, count in sorted(self.opens.items())],
            "first_errors": [{"line": line, "error": error} for line, error in self.first_errors],
            "warnings": list(self.warnings),
            "set_aside": dict(sorted(self.set_aside.items())),
        }


def _counted(table: pl.DataFrame, key: pl.Expr) -> Counter[Any]:
    return Counter(dict(table.select(key).to_series().drop_nulls().value_counts().iter_rows()))
