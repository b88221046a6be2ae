# SPDX-License-Identifier: Apache-2.0
"""Answers on disk: numbered parts, each whole or not there, and the one file made of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from keiimport.batch.cells import as_text
from keiimport.batch.files import Format

BETWEEN: Final = "|"
"""Stands between the words of a list in a CSV cell."""


def write_part(table: pl.DataFrame, form: Format, path: Path) -> int:
    """Write the answers of one chunk so that after a crash the file is whole or not there.

    Returns:
        The size of the file in bytes.
    """
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("wb") as file:
        write_rows(table, form, file)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    os.replace(unfinished, path)
    return size


def write_rows(table: pl.DataFrame, form: Format, file: BinaryIO) -> None:
    """Write rows without a header."""
    if form == "parquet":
        table.write_parquet(file, compression="lz4")
    elif form == "jsonl":
        table.write_ndjson(file)
    else:
        _flat(table).write_csv(file, include_header=False)


def header(table: pl.DataFrame, form: Format) -> bytes:
    """What stands before the rows."""
    if form != "csv":
        return b""
    return pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String)).write_csv().encode()


def join(parts: Iterable[Path], empty: pl.DataFrame, form: Format, output: Path) -> None:
    """Make one file of all parts, and put it in its place at once when it is whole.

    Args:
        parts: the parts, in order.
        empty: a table without rows, with the columns of every part.
        form: what they are written in.
        output: the file to make.
    """
    unfinished = output.with_name(f".{output.name}.new")
    files = list(parts)
    if form == "parquet":
        if files:
            pl.scan_parquet(files, glob=False).sink_parquet(unfinished)
        else:
            empty.write_parquet(unfinished)
    else:
        with unfinished.open("wb") as whole:
            whole.write(header(empty, form))
            for part in files:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole, 1 << 20)
    with unfinished.open("rb+") as whole:
        os.fsync(whole.fileno())
    os.replace(unfinished, output)
    sync_folder(output.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _flat(table: pl.DataFrame) -> pl.DataFrame:
    """Lists of words in one cell, and anything deeper as JSON."""
    words = {
        name: pl.col(name).list.join(BETWEEN)
        for name, dtype in table.schema.items()
        if dtype == pl.List(pl.String)
    }
    deep = [name for name, dtype in table.schema.items() if dtype.is_nested() and name not in words]
    return table.with_columns(**words).with_columns(as_text(table.select(deep)))
