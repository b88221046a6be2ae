# SPDX-License-Identifier: Apache-2.0
"""The columns that are handed through: cells stay of the type that the first rows gave them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from keiimport.batch.cells import as_text
from keiimport.batch.rows import Case


def kept_columns(
    table: pl.DataFrame, kept: Mapping[str, pl.DataType]
) -> tuple[pl.DataFrame, pl.Series]:
    """The columns that are handed through, and a sentence where a cell is of another type."""
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


def kept_of_objects(objects: Sequence[Case], wanted: Callable[[str], bool]) -> pl.DataFrame:
    """The columns of objects that are handed through."""
    names = dict.fromkeys(name for told in objects for name in told if wanted(name))
    columns: list[pl.Series] = []
    for name in names:
        cells = [told.get(name) for told in objects]
        kinds = {type(cell) for cell in cells if cell is not None}
        if kinds <= {bool} or kinds <= {int} or kinds <= {int, float}:
            try:
                columns.append(pl.Series(name, cells, strict=True))
                continue
            except (pl.exceptions.PolarsError, TypeError, OverflowError):
                pass
        columns.append(pl.Series(name, [cell_text(cell) for cell in cells], dtype=pl.String))
    if not columns:
        return pl.DataFrame({"": pl.repeat(None, len(objects), eager=True)})
    return pl.DataFrame(columns)


def cell_text(value: object) -> str | None:
    """A value as it would stand in a text file: JSON, where it is no text."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
