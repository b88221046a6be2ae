# SPDX-License-Identifier: Apache-2.0
"""The face of whole tables: whatever holds rows is read, and answered in the same form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.many.table import Table


def answers(table: Table, rows: object) -> pl.DataFrame | pl.LazyFrame:
    """The answers of a table for whatever holds rows; lazy where that is.

    Raises:
        InputError: it holds no rows, or a column is no fact.
    """
    if isinstance(rows, pl.LazyFrame):
        return rows.map_batches(table.answers, schema=table.schema, streamable=True)
    return table.answers(_rows(rows))


def _rows(rows: object) -> pl.DataFrame | Sequence[object]:
    if isinstance(rows, pl.DataFrame):
        return rows
    if hasattr(rows, "__arrow_c_stream__"):
        frame = pl.DataFrame(rows)
        assert isinstance(frame, pl.DataFrame)
        return frame
    if isinstance(rows, Sequence) and not isinstance(rows, str | bytes | bytearray):
        return rows
    if hasattr(rows, "__iter__") and not isinstance(rows, str | bytes | bytearray | Mapping):
        return list(rows)
    raise InputError(
        f"{shown(rows)} is no table",
        at="rows",
        expected="a frame, an Arrow table, or a list of cases",
    )
