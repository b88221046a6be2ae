# SPDX-License-Identifier: Apache-2.0
"""The rows of CSV text: all at once where it is clean, one by one where it is not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import polars as pl

from keiimport.batch.rows import Rows, row_error
from keiimport.errors import InputError
from keiimport.facts.bounds import shown

LONGEST_FIELD = 1 << 20
BLANKS = " \t\u00a0\u3000"
"""What says nothing by itself: what Python and Polars strip by default is not the same."""

_SEPARATORS = ",;\t"
_END = "\x1f"
"""Written after the last field of every row, so that a row with too few or too many shows."""


def header_of(line: bytes, *, tabs: bool) -> tuple[str, tuple[str, ...]]:
    """The separator and the names of the columns.

    Raises:
        InputError: when a name is missing or stands twice, or the text is not UTF-8.
    """
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError("the header is not UTF-8", at="line 1", expected="UTF-8 text") from None
    separator = "\t" if tabs else max(_SEPARATORS, key=text.count)
    names = [name.strip() for name in next(csv.reader([text], delimiter=separator), [])]
    for place, name in enumerate(names, 1):
        if not name:
            raise InputError(f"column {place} has no name", at="line 1", expected="a name")
        if name in names[: place - 1]:
            raise InputError(f"the column {shown(name)} stands twice", at="line 1", got=name)
    return separator, tuple(names)


def read_csv(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows:
    """The rows of whole lines, every cell as text; an empty cell says nothing.

    Args:
        text: whole rows, without the header.
        line: the number of the first line.
        columns: the names of the columns.
        separator: what stands between two cells.
    """
    return _at_once(text, line, columns, separator) or _one_by_one(text, line, columns, separator)


def _at_once(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows | None:
    """All rows, or None where anything at all is unusual."""
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if not text.endswith(b"\n"):
        text += b"\n"
    if b"\n\n" in text or b"\r" in text or b"\x1f" in text or text[:1] == b"\n":
        return None
    lines = text.count(b"\n")
    ended = text.replace(b"\n", (separator + _END + "\n").encode())
    names = [f"column_{place}" for place in range(1, len(columns) + 2)]
    try:
        table = pl.read_csv(
            ended,
            has_header=False,
            new_columns=names,
            schema=dict.fromkeys(names, pl.String),
            separator=separator,
        )
    except pl.exceptions.PolarsError:
        return None
    if table.height != lines or not (table[names[-1]] == _END).fill_null(False).all():
        return None
    table = table.select(
        **{
            name: pl.when(pl.col(column).str.strip_chars(BLANKS) != "").then(pl.col(column))
            for name, column in zip(columns, names, strict=False)
        }
    )
    numbers = pl.int_range(line, line + lines, dtype=pl.Int64, eager=True)
    return Rows(numbers, table)


def _one_by_one(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows:
    numbers: list[int] = []
    errors: list[str | None] = []
    cells: list[list[str | None]] = []
    empty: list[str | None] = [None] * len(columns)
    for number, row in _records(text, line, separator):
        if isinstance(row, str):
            error: str | None = row
        elif not row:
            continue
        elif len(row) != len(columns):
            error = row_error(
                number, f"the row has {len(row)} cells", f"{len(columns)}, as in the header"
            )
        elif any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell):
            error = row_error(number, "the row is not UTF-8", "UTF-8 text")
        else:
            error = None
        numbers.append(number)
        errors.append(error)
        cells.append(
            empty
            if error or isinstance(row, str)
            else [cell if cell.strip(BLANKS) else None for cell in row]
        )
    table = pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String), orient="row")
    return Rows(pl.Series(numbers, dtype=pl.Int64), table, pl.Series(errors, dtype=pl.String))


def _records(text: bytes, line: int, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of its first line; a sentence where it cannot be told apart."""
    csv.field_size_limit(LONGEST_FIELD)
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
