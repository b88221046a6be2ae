# SPDX-License-Identifier: Apache-2.0
"""The rows of CSV text: all at once where it is clean, one by one where it is not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import polars as pl

from keiimport.batch.rows import Rows, row_error
from keiimport.errors import InputError
from keiimport.facts.bounds import shown

LONGEST_FIELD = 1 << 20
BLANKS = " \t\u00a0\u3000"
"""What says nothing by itself: what Python and Polars strip by default is not the same."""

_FIRST_LETTER = "!"
"""The first character after the blank."""

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


def read_csv(text: bytes, line: int, lines: int, columns: tuple[str, ...], separator: str) -> Rows:
    """The rows of whole lines, every cell as text; an empty cell says nothing.

    Args:
        text: whole rows, without the header.
        line: the number of the first line.
        lines: how many lines there are.
        columns: the names of the columns.
        separator: what stands between two cells.
    """
    plain = text.replace(b"\r\n", b"\n") if b"\r" in text else text
    if b"\r" in plain or _END.encode() in plain:
        return _one_by_one(text, line, columns, separator)
    if b'"' in plain or len(columns) == 1:
        return _with_ends(plain, line, lines, columns, separator) or _one_by_one(
            text, line, columns, separator
        )
    return (
        _at_once(plain, line, lines, columns, separator)
        or _mended(plain, line, columns, separator)
        or _one_by_one(text, line, columns, separator)
    )


def _at_once(
    text: bytes, line: int, lines: int, columns: tuple[str, ...], separator: str
) -> Rows | None:
    """All rows of text without a quote, or None where one has too few or too many cells.

    A row with too many is an error; so where there are as many separators as there should be,
    none has too few.
    """
    if text.count(separator.encode()) != lines * (len(columns) - 1):
        return None
    table = _parsed(text, columns, separator, quote=None)
    if table is None or table.height != lines:
        return None
    return Rows(_numbered(line, lines), _without_blanks(table, text))


def _with_ends(
    text: bytes, line: int, lines: int, columns: tuple[str, ...], separator: str
) -> Rows | None:
    """All rows of text with quotes, or None where anything at all is unusual."""
    if not text.endswith(b"\n"):
        text += b"\n"
    if b"\n\n" in text or text[:1] == b"\n":
        return None
    ended = text.replace(b"\n", (separator + _END + "\n").encode())
    table = _parsed(ended, (*columns, _END), separator, quote='"')
    if table is None or table.height != lines:
        return None
    if not (table[_END] == _END).fill_null(False).all():
        return None
    return Rows(_numbered(line, lines), _without_blanks(table.drop(_END), text))


def _mended(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows | None:
    """The rows of text without a quote, of which some are bad."""
    told = [(n, w) for n, w in enumerate(text.split(b"\n"), line) if w]
    written = [w for _, w in told]
    errors: list[str | None] = [None] * len(told)
    between, cells = separator.encode(), len(columns)
    for place, (number, row) in enumerate(told):
        error = _unfit(row.count(between) + 1, cells, number)
        if error is None and not _is_utf8(row):
            error = _not_utf8(number)
        if error is not None:
            errors[place] = error
            written[place] = between * (cells - 1)
    rows = _at_once(b"\n".join(written), line, len(written), columns, separator)
    if rows is None:
        return None
    numbers = pl.Series([number for number, _ in told], dtype=pl.Int64)
    return Rows(numbers, rows.table, pl.Series(errors, dtype=pl.String))


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


def _numbered(line: int, rows: int) -> pl.Series:
    return pl.int_range(line, line + rows, dtype=pl.Int64, eager=True)


def _without_blanks(table: pl.DataFrame, text: bytes) -> pl.DataFrame:
    """Null where a cell holds nothing but blanks."""
    if any(blank.encode() in text for blank in BLANKS if not blank.isascii()):
        columns = table.columns
    else:
        # a cell of blanks, and an empty one within quotes, stand before every other
        first = table.select((pl.all() < _FIRST_LETTER).any()).row(0, named=True)
        columns = [name for name, found in first.items() if found]
    blank = {
        name: pl.when(pl.col(name).str.strip_chars(BLANKS) != "").then(pl.col(name))
        for name in columns
    }
    return table.with_columns(**blank)


def _unfit(found: int, cells: int, line: int) -> str | None:
    if found == cells:
        return None
    return row_error(line, f"the row has {found} cells", f"{cells}, as in the header")


def _is_utf8(row: bytes) -> bool:
    try:
        row.decode()
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(line: int) -> str:
    return row_error(line, "the row is not UTF-8", "UTF-8 text")


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
            error = _unfit(len(row), len(columns), number)
        elif any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell):
            error = _not_utf8(number)
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
