# SPDX-License-Identifier: Apache-2.0
"""The cells of a table as the values of facts: yes and no, lists, whole numbers, days."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from keiimport.batch.names import fact_type

YES, NO = ("true", "yes", "1"), ("false", "no", "0")
ERROR = "#error"
"""The column of what cannot be read: a sentence, or null. No table has one of this name."""

_BETWEEN_WORDS = r"[|,;\s]+"


def read_cells(table: pl.DataFrame) -> pl.DataFrame:
    """The facts of each row, with `ERROR` where a cell cannot be read.

    Text becomes yes or no (`true`, `yes`, `1`) or a list of words (`us_fmvss|canada_cmvss`,
    `none` for an empty list) where the fact is one; dates and quantities stay as written.

    Args:
        table: a column for each fact, by its dotted name; other columns are left alone.
    """
    changed: dict[str, pl.Expr] = {}
    errors: list[pl.Expr] = []
    for name, dtype in table.schema.items():
        kind = fact_type(name).kind
        if dtype.is_temporal():
            changed[name] = pl.col(name).dt.to_string("iso:strict").str.slice(0, 10)
        elif kind == "bool" and dtype != pl.Boolean:
            text = pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase()
            changed[name] = text.replace_strict(
                {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)},
                default=None,
                return_dtype=pl.Boolean,
            )
            errors.append(_unread(name, text, "is neither yes nor no; expected `true` or `false`"))
        elif kind == "choices" and dtype == pl.String:
            text = pl.col(name).str.strip_chars()
            words = text.str.replace_all(_BETWEEN_WORDS, "|").str.split("|")
            none = text.str.to_lowercase().is_in(["none", "[]"])
            changed[name] = (
                pl.when(none).then(pl.lit([], dtype=pl.List(pl.String))).otherwise(words)
            )
        elif dtype.is_float():
            whole = pl.col(name).cast(pl.Int64, strict=False)
            changed[name] = (
                pl.when(whole == pl.col(name))
                .then(whole.cast(pl.String))
                .otherwise(pl.col(name).cast(pl.String))
                if kind != "number"
                else pl.col(name)
            )
        elif dtype == pl.String:
            changed[name] = pl.when(pl.col(name) != "").then(pl.col(name))
        elif dtype == pl.Null:
            changed[name] = pl.col(name).cast(pl.String)
    error = pl.coalesce(errors) if errors else pl.lit(None, dtype=pl.String)
    return table.with_columns(**changed, **{ERROR: error})


def _unread(name: str, text: pl.Expr, why: str) -> pl.Expr:
    """A sentence where a cell that says something says nothing that is known."""
    bad = text.is_not_null() & (text != "") & ~text.is_in([*YES, *NO])
    return pl.when(bad).then(pl.format(f"{name}: `{{}}` {why}", pl.col(name).cast(pl.String)))


def nothing_told(rows: int) -> pl.DataFrame:
    """A table of facts in which no row tells anything."""
    return pl.DataFrame({"vehicle.make": pl.repeat(None, rows, dtype=pl.String, eager=True)})


def as_text(table: pl.DataFrame) -> pl.DataFrame:
    """Every cell as it would stand in a text file, without blanks around it; empty ones null."""
    found: dict[str, pl.Expr] = {}
    for name, dtype in table.schema.items():
        column = pl.col(name)
        if dtype.is_float():
            whole = column.cast(pl.Int64, strict=False)
            text = (
                pl.when(whole == column)
                .then(whole.cast(pl.String))
                .otherwise(column.cast(pl.String))
            )
        elif dtype.is_temporal():
            text = column.dt.to_string("iso:strict").str.slice(0, 10)
        elif dtype.is_nested():
            text = column.map_elements(_json, return_dtype=pl.String)
        else:
            text = column.cast(pl.String)
        text = text.str.strip_chars()
        found[name] = pl.when(text != "").then(text)
    return table.select(**found)


def _json(value: object) -> str:
    import json

    plain = value.to_list() if isinstance(value, pl.Series) else value
    return json.dumps(plain, ensure_ascii=False, default=str)


def with_constants(table: pl.DataFrame, values: Mapping[str, object]) -> pl.DataFrame:
    """`table` with a value wherever a fact is not told."""
    found: dict[str, pl.Expr] = {}
    for name, value in values.items():
        constant = pl.lit(value)
        known = name in table.columns
        found[name] = pl.coalesce(pl.col(name), constant) if known else constant
    return table.with_columns(**found)
