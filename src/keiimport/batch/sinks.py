# SPDX-License-Identifier: Apache-2.0
"""Answers on disk: numbered parts, each whole or not there, and the one file made of them."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from keiimport.batch.cells import as_text, cell_text
from keiimport.batch.files import Format
from keiimport.errors import KeiimportError

BETWEEN: Final = "|"
"""Stands between the words of a list in a CSV cell."""

_RUN: Final = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a cell begins that a spreadsheet would run."""
_NUMBER: Final = r"^[+-]?[0-9][0-9.,]*$"


@contextmanager
def writing(name: object) -> Iterator[None]:
    """Say in a sentence what keeps a file from being written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, pl.exceptions.PolarsError) as error:
        said = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise KeiimportError(f"`{name}` cannot be written: {said.lower()}") from None


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which after a crash is whole or not there."""
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def write_part(table: pl.DataFrame, form: Format, path: Path, *, raw: bool) -> int:
    """Write the answers of one chunk; the size of the file in bytes."""
    with writing(path), whole_file(path) as file:
        write_rows(table, form, file, raw=raw)
        return file.tell()


def write_rows(table: pl.DataFrame, form: Format, file: BinaryIO, *, raw: bool) -> None:
    """Write rows without a header."""
    mixed = [name for name, dtype in table.schema.items() if dtype == pl.Object]
    if form == "jsonl":
        _write_json_lines(table, mixed, file)
        return
    table = table.with_columns(
        pl.Series(name, [cell_text(cell) for cell in table[name]], dtype=pl.String)
        for name in mixed
    )
    if form == "parquet":
        table.write_parquet(file, compression="lz4")
    else:
        table = _flat(table)
        (table if raw else harmless(table)).write_csv(file, include_header=False)


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Text that no spreadsheet takes for a formula: such a cell begins with an apostrophe."""
    cells = pl.col(pl.String)
    runs = cells.str.contains(_RUN) & ~cells.str.contains(_NUMBER)
    return table.with_columns(pl.when(runs).then(pl.lit("'") + cells).otherwise(cells).name.keep())


def _write_json_lines(table: pl.DataFrame, mixed: list[str], file: BinaryIO) -> None:
    """Rows as JSON, in which values of columns of no one type stand as each was told."""
    if not mixed:
        table.write_ndjson(file)
        return
    plain, first = io.BytesIO(), table.columns[0]
    table.drop(first, *mixed).write_ndjson(plain)
    rests = plain.getvalue().split(b"\n")
    for row, rest in zip(table.select(first, *mixed).iter_rows(named=True), rests, strict=False):
        written = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")
        more = rest[1:] if rest == b"{}" else b"," + rest[1:]
        file.write(written[:-1].replace(b'": ', b'":', 1) + more + b"\n")


def header(table: pl.DataFrame, form: Format, *, raw: bool) -> bytes:
    """What stands before the rows."""
    if form != "csv":
        return b""
    names = pl.DataFrame([table.columns], orient="row")
    return (names if raw else harmless(names)).write_csv(include_header=False).encode()


def join(
    parts: Iterable[Path],
    empty: pl.DataFrame,
    form: Format,
    unfinished: Path,
    *,
    rows: int,
    raw: bool,
) -> None:
    """Make one file of all parts.

    Raises:
        KeiimportError: when a row is lost or doubled.
    """
    files = list(parts)
    if form == "parquet":
        if files:
            pl.scan_parquet(files, glob=False).sink_parquet(unfinished)
        else:
            with unfinished.open("wb") as whole:
                write_rows(empty, form, whole, raw=raw)
        found = pl.scan_parquet(unfinished, glob=False).select(pl.len()).collect().item()
        complete = found == rows
    else:
        with unfinished.open("wb") as whole:
            whole.write(header(empty, form, raw=raw))
            size = whole.tell() + sum(part.stat().st_size for part in files)
            for part in files:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole, 1 << 20)
        complete = unfinished.stat().st_size == size
    if not complete:
        raise KeiimportError(f"the {rows} rows that were answered are not all in the output")
    with unfinished.open("rb+") as whole:
        os.fsync(whole.fileno())


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
