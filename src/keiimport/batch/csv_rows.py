# SPDX-License-Identifier: Apache-2.0
"""The rows of CSV text: all at once where it is clean, one by one where it is not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import polars as pl

from keiimport.batch.cells import joined
from keiimport.batch.files import LONGEST_ROW, Rows, numbered, row_error

_END = "\x1f"
"""Written after the last field of every row, so that a row with too few or too many shows."""

FEW = 64
"""Lines that are read one by one rather than parted again."""


def read_csv(text: bytes, line: int, lines: int, columns: tuple[str, ...], separator: str) -> Rows:
    """The rows of whole lines, every cell as text.

    Args:
        text: whole rows, without the header.
        line: the number of the first line.
        lines: how many lines there are.
        columns: the names of the columns.
        separator: what stands between two cells.
    """
    plain = text.replace(b"\r\n", b"\n") if b"\r" in text else text
    quoted = b'"' in plain or len(columns) == 1
    table = None
    if b"\r" not in plain and _END.encode() not in plain:
        table = (_with_ends if quoted else _at_once)(plain, lines, columns, separator)
    if table is not None:
        return Rows(numbered(line, lines), table)
    if quoted or lines <= FEW:
        return _one_by_one(text, line, columns, separator)
    # something is wrong somewhere: the half where nothing is, is read at once
    half = lines // 2
    cut = _end_of_lines(text, half)
    first = read_csv(text[:cut], line, half, columns, separator)
    return joined([first, read_csv(text[cut:], line + half, lines - half, columns, separator)])


def _end_of_lines(text: bytes, lines: int) -> int:
    """Where so many lines end."""
    end = 0
    for _ in range(lines):
        end = text.index(b"\n", end) + 1
    return end


def _at_once(
    text: bytes, lines: int, columns: tuple[str, ...], separator: str
) -> pl.DataFrame | None:
    """All rows of text without a quote, or None where one has too few or too many cells.

    A row with too many is an error; so where there are as many separators as there should be,
    none has too few.
    """
    if text.count(separator.encode()) != lines * (len(columns) - 1):
        return None
    table = _parsed(text, columns, separator, quote=None)
    return None if table is None or table.height != lines else table


def _with_ends(
    text: bytes, lines: int, columns: tuple[str, ...], separator: str
) -> pl.DataFrame | None:
    """All rows of text with quotes, or None where anything at all is unusual."""
    if not text.endswith(b"\n"):
        text += b"\n"
    if b"\n\n" in text or text[:1] == b"\n":
        return None
    ended = text.replace(b"\n", (separator + _END + "\n").encode())
    table = _parsed(ended, (*columns, _END), separator, quote='"')
    if table is None or table.height != lines:
        return None
    return table.drop(_END) if (table[_END] == _END).fill_null(False).all() else None


def _parsed(
    text: bytes, columns: Sequence[str], separator: str, quote: str | None
) -> pl.DataFrame | None:
    try:
        return pl.read_csv(
            text,
            has_header=False,
            schema=dict.fromkeys(columns, pl.String),
            separator=separator,
            quote_char=quote,
        )
    except pl.exceptions.PolarsError:
        return None


def _one_by_one(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows:
    numbers: list[int] = []
    errors: list[str | None] = []
    cells: list[list[str | None]] = []
    empty: list[str | None] = [None] * len(columns)
    for number, row in _records(text, line, separator):
        if not row:
            continue
        error: str | None = None
        if isinstance(row, str):
            error = row
        elif len(row) != len(columns):
            expected = f"{len(columns)}, as in the header"
            error = row_error(number, f"the row has {len(row)} cells", expected)
        elif any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell):
            error = row_error(number, "the row is not UTF-8", "UTF-8 text, or `--encoding`")
        numbers.append(number)
        errors.append(error)
        read = error is None and not isinstance(row, str)
        cells.append([cell or None for cell in row] if read else empty)
    table = pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String), orient="row")
    return Rows(pl.Series(numbers, dtype=pl.Int64), table, pl.Series(errors, dtype=pl.String))


def _records(text: bytes, line: int, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of its first line; a sentence where it cannot be told apart."""
    csv.field_size_limit(LONGEST_ROW)
    stream = io.StringIO(text.decode("utf-8", "surrogateescape"), newline="")
    reader = csv.reader(stream, delimiter=separator)
    while True:
        number = line + reader.line_num
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, row_error(number, "the row cannot be told apart", "a closing quote")
