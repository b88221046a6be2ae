# SPDX-License-Identifier: Apache-2.0
"""Cells of tables: as text, of one type from chunk to chunk, joined from several pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import polars as pl

from keiimport.batch.files import Rows


def nothing_told(rows: int) -> pl.DataFrame:
    """A table in which no row tells anything."""
    return pl.DataFrame({"vehicle.make": pl.repeat(None, rows, dtype=pl.String, eager=True)})


def cell_text(value: object) -> str | None:
    """A value as it would stand in a text file: JSON, where it is no text."""
    if isinstance(value, str):
        # half a character, as JSON can hold it, stands in no file
        return value.encode("utf-8", "backslashreplace").decode()
    if value is None:
        return None
    if isinstance(value, pl.Series):
        value = value.to_list()
    return json.dumps(value, ensure_ascii=False, default=str)


def as_text(table: pl.DataFrame) -> pl.DataFrame:
    """Every cell as it would stand in a text file, without blanks around it; empty ones null."""
    found: dict[str, pl.Expr] = {}
    for name, dtype in table.schema.items():
        column = pl.col(name)
        if dtype.is_float():
            whole = column.cast(pl.Int64, strict=False)
            column = (
                pl.when(whole == column)
                .then(whole.cast(pl.String))
                .otherwise(column.cast(pl.String))
            )
        elif dtype.is_temporal():
            column = column.dt.to_string("iso:strict").str.slice(0, 10)
        elif dtype.is_nested():
            column = column.map_elements(cell_text, return_dtype=pl.String)
        text = column.cast(pl.String).str.strip_chars()
        found[name] = pl.when(text != "").then(text)
    return table.select(**found)


def joined(pieces: Sequence[Rows]) -> Rows:
    """Rows one below the other; a column of which the types differ becomes text."""
    types: dict[str, set[pl.DataType]] = {}
    for piece in pieces:
        for name, dtype in piece.table.schema.items():
            types.setdefault(name, set()).add(dtype)
    mixed = [name for name, each in types.items() if len(each - {pl.Null()}) > 1]
    tables = [
        piece.table.with_columns(
            as_text(piece.table.select(name for name in mixed if name in piece.table.columns))
        )
        for piece in pieces
    ]
    errors = [
        pl.repeat(None, len(piece), dtype=pl.String, eager=True)
        if piece.errors is None
        else piece.errors
        for piece in pieces
    ]
    return Rows(
        pl.concat([piece.lines for piece in pieces]),
        pl.concat(tables, how="diagonal_relaxed"),
        pl.concat(errors),
    )


def kept_columns(
    table: pl.DataFrame, kept: Mapping[str, pl.DataType]
) -> tuple[pl.DataFrame, pl.Series]:
    """The columns that are handed through, and a sentence where a cell is of another type.

    Args:
        table: some rows.
        kept: the columns, each with the type that the first rows gave it.
    """
    found: list[pl.Series] = []
    errors = [pl.repeat(None, table.height, dtype=pl.String, eager=True).alias("none")]
    for name, dtype in kept.items():
        if name not in table.columns:
            found.append(pl.repeat(None, table.height, dtype=dtype, eager=True).alias(name))
            continue
        cells = told = table[name]
        if cells.dtype != dtype:
            text = as_text(table.select(name))[name]
            cells = text if dtype == pl.String else told.cast(dtype, strict=False)
            words = f"{name}: `{{}}` is of another type than in the rows before"
            lost = pl.when(cells.is_null() & told.is_not_null())
            errors.append(
                pl.select(lost.then(pl.format(words, pl.lit(text))).alias(name)).to_series()
            )
        found.append(cells)
    sentences = pl.DataFrame(errors).select(pl.coalesce(pl.all())).to_series()
    return pl.DataFrame(found), sentences


def either(first: pl.Series | None, second: pl.Series) -> pl.Series:
    """The sentence of the first for each row, or else of the second."""
    if first is None:
        return second
    return pl.DataFrame({"a": first, "b": second}).select(pl.coalesce("a", "b")).to_series()
