# SPDX-License-Identifier: Apache-2.0
"""Cells of tables: each of its own type, whatever stands in the rows beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import polars as pl

LONGEST_ROW: Final = 1 << 20
"""Bytes of the longest row that is read (1 MiB)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows as they stand in a table.

    Attributes:
        lines: the number of the line, or of the row, that each began on, from 1.
        table: a column for each name.
        errors: a sentence for each row that could not be read, and null for the others.
    """

    lines: pl.Series
    table: pl.DataFrame
    errors: pl.Series


def row_error(line: int, error: str, expected: str = "") -> str:
    """The sentence for a row that cannot be read."""
    tail = f"; expected {expected}" if expected else ""
    where = "" if f"line {line}" in error else f"line {line}: "
    return f"{where}{error}{tail}"


def numbered(line: int, rows: int) -> pl.Series:
    """The numbers of so many lines."""
    return pl.int_range(line, line + rows, dtype=pl.Int64, eager=True)


def nothing(rows: int) -> pl.Series:
    """No sentence for any row."""
    return pl.repeat(None, rows, dtype=pl.String, eager=True)


def cell_text(value: object) -> str | None:
    """A value as it would stand in a text file: JSON, where it is no text."""
    if isinstance(value, str):
        # half a character, as JSON can hold it, stands in no file
        return value.encode("utf-8", "backslashreplace").decode()
    if value is None:
        return None
    if isinstance(value, pl.Series):
        value = value.to_list()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, default=str)


_TYPES: Final[Mapping[type, pl.DataType]] = {
    str: pl.String(),
    bool: pl.Boolean(),
    int: pl.Int64(),
    float: pl.Float64(),
}


def column(name: str, cells: Sequence[object]) -> pl.Series:
    """A column of values of Python, each of the type that it has: of one where all share it."""
    kinds = {type(cell) for cell in cells if cell is not None} or {str}
    texts = [cell_text(cell) if isinstance(cell, str) else cell for cell in cells]
    if len(kinds) == 1 and (dtype := _TYPES.get(kinds.pop())) is not None:
        with suppress(OverflowError, TypeError, pl.exceptions.PolarsError):
            return pl.Series(name, texts, dtype=dtype)
    return pl.Series(name, texts, dtype=pl.Object)


def frame_of(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """A column for each key of some rows."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = [column(name, [row.get(name) for row in rows]) for name in names]
    return pl.DataFrame(columns or None, height=len(rows))


def as_text(table: pl.DataFrame) -> pl.DataFrame:
    """Every cell as it would stand in a text file, without blanks around it; empty ones null."""
    found: dict[str, pl.Expr | pl.Series] = {}
    for name, dtype in table.schema.items():
        cells = pl.col(name)
        if dtype == pl.Object:
            texts = [cell_text(cell) for cell in table[name]]
            cells = pl.lit(pl.Series(name, texts, dtype=pl.String))
        elif dtype.is_float():
            whole = cells.cast(pl.Int64, strict=False)
            cells = (
                pl.when(whole == cells).then(whole.cast(pl.String)).otherwise(cells.cast(pl.String))
            )
        elif dtype.is_temporal():
            cells = cells.dt.to_string("iso:strict").str.slice(0, 10)
        elif dtype.is_nested():
            cells = cells.map_elements(cell_text, return_dtype=pl.String)
        text = cells.cast(pl.String).str.strip_chars()
        found[name] = pl.when(text != "").then(text)
    return table.select(**found)


def either(first: pl.Series, second: pl.Series) -> pl.Series:
    """The sentence of the first for each row, or else of the second."""
    return first.zip_with(first.is_not_null(), second)
