# SPDX-License-Identifier: Apache-2.0
"""The rows of one chunk as they were read, with what could not be read among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

Case = Mapping[str, object]
"""What one row tells, by name."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one chunk.

    Attributes:
        lines: the number of the line, or of the row, that each began on, from 1.
        table: a column for each name; or an object for each row where their forms differ.
        errors: a sentence for each row that could not be read, and null for the others;
            None where all could be.
    """

    lines: pl.Series
    table: pl.DataFrame | Sequence[Case]
    errors: pl.Series | None = None

    def __len__(self) -> int:
        return len(self.lines)


def row_error(line: int, error: str, expected: str = "") -> str:
    """The sentence for a row that cannot be read."""
    tail = f"; expected {expected}" if expected else ""
    where = "" if f"line {line}" in error else f"line {line}: "
    return f"{where}{error}{tail}"
