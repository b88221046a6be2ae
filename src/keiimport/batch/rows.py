# SPDX-License-Identifier: Apache-2.0
"""The rows of text tables, each read by itself, and cells that keep the type they have.

A row of CSV is one line, or several where a quoted cell runs over them, closes before a separator
or the end of a line, and the row then has as many cells as the header. A quote that opens and
never closes like that costs its own line alone. So a row depends on nothing but itself, and no
text takes longer than in proportion to its size.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.case import KEYS
from keiimport.facts.reading import read_json

LONGEST_ROW: Final = 1 << 20
"""Bytes of the longest row that is read (1 MiB)."""

MOST_LINES = 256
MOST_BYTES = 1 << 16
"""How far a row may run whose cells hold line ends."""

MOST_KEYS = 1000
"""Keys of the largest row of JSON."""


class Row(NamedTuple):
    """What stands on a line of a table by the names of its columns, or why it cannot be read."""

    line: int
    told: Mapping[str, object]
    error: str | None = None


def row_error(line: int, error: InputError) -> str:
    """The sentence for a row that cannot be read."""
    said = error.sentence()
    return said if f"line {line}" in said else f"line {line}: {said}"


def rows_of(table: pl.DataFrame, line: int = 1) -> Iterator[Row]:
    """The rows of a table in memory."""
    if not table.width:
        return (Row(number, {}) for number in range(line, line + table.height))
    return (Row(*each) for each in enumerate(table.iter_rows(named=True), line))


# --- cells ---


def cell_text(value: object) -> str | None:
    """A value as it would stand in a text file: JSON, where it is no text."""
    if isinstance(value, str):
        # half a character, as JSON can hold it, stands in no file
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, pl.Series):
        value = value.to_list()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def texts(cells: pl.Series) -> pl.Series:
    """The values of a column as they would stand in a text file."""
    return pl.Series(cells.name, map(cell_text, cells.to_list()), dtype=pl.String)


def frame_of(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """A column for each key of some rows, each value of the type that it has."""
    columns = []
    for name in dict.fromkeys(name for row in rows for name in row):
        cells = (row.get(name) for row in rows)
        told = [cell_text(cell) if isinstance(cell, str) else cell for cell in cells]
        columns.append(pl.Series(name, told, dtype=pl.Object))
    return pl.DataFrame(columns or None, height=len(rows))


# --- CSV ---


class Span(NamedTuple):
    """The lines of one row, or one that is `blank`, or `open`: its quote is not closed."""

    end: int
    lines: int = 1
    blank: bool = False
    open: bool = False


class Grammar:
    """What rows with so many cells look like."""

    def __init__(self, separator: str, columns: int) -> None:
        comma = re.escape(separator.encode())
        loose = rb'(?>"(?:[^"\n]++|"")*+"[^\n%b]*+|(?:[^"\n%b][^\n%b]*+)?+)' % ((comma,) * 3)
        bare = rb'(?:[^"\n\r%b][^"\n\r%b]*+)?+' % (comma, comma)
        broad = rb'(?>"(?:[^"]++|"")*+"(?=[%b\r\n])|%b)' % (comma, bare)
        self._closed = re.compile(rb"%b(?>%b%b)*+\n" % (loose, comma, loose))
        self._broad = re.compile(rb"%b(?:%b%b){%d}\r?\n" % (broad, comma, broad, columns - 1))

    def spans(self, text: bytes, stop: int) -> Iterator[Span]:
        """Every row of a text, of which the last begins before `stop`, the end of a line."""
        start = 0
        while start < stop:
            span = self._span(text, start)
            yield span
            start = span.end

    def _span(self, text: bytes, start: int) -> Span:
        line = text.index(b"\n", start) + 1
        quoted = text.find(b'"', start, line) >= 0
        closed = not quoted or self._closed.match(text, start, line) is not None
        if not closed and (found := self._broad.match(text, start, start + MOST_BYTES)):
            lines = text.count(b"\n", start, found.end())
            if lines <= MOST_LINES:
                return Span(found.end(), lines)
        return Span(line, blank=not text[start:line].strip(b"\r\n"), open=not closed)


grammar = lru_cache(maxsize=64)(Grammar)


def read_csv(text: bytes, line: int, columns: Sequence[str], separator: str) -> Iterator[Row]:
    """The rows of whole lines, every cell as text."""
    if not text.endswith(b"\n"):
        text += b"\n"
    start = 0
    for span in grammar(separator, len(columns)).spans(text, len(text)):
        if not span.blank:
            try:
                row = text[start : span.end]
                cells = _cells(row, len(columns), separator, unclosed=span.open)
                told = zip(columns, cells, strict=True)
                yield Row(line, {name: cell for name, cell in told if cell})
            except InputError as error:
                yield Row(line, {}, row_error(line, error))
        start, line = span.end, line + span.lines


def _cells(row: bytes, columns: int, separator: str, *, unclosed: bool) -> list[str]:
    """The cells of one row."""
    if unclosed:
        expected = f"a closing quote within {MOST_LINES} lines"
        raise InputError("a quote opens a cell and does not close it", expected=expected)
    csv.field_size_limit(LONGEST_ROW)
    try:
        cells = next(csv.reader([row.decode("utf-8")], delimiter=separator))
    except UnicodeDecodeError:
        expected = "UTF-8 text, or `--encoding`"
        raise InputError("the row is not UTF-8", expected=expected) from None
    except csv.Error:
        expected = "rows that end in one"
        raise InputError("a carriage return stands in the row", expected=expected) from None
    if len(cells) != columns:
        expected = f"{columns}, as in the header"
        raise InputError(f"the row has {len(cells)} cells", expected=expected)
    return cells


# --- JSON Lines ---

_BLANK = b" \t\r"


def count_json_lines(text: bytes) -> int:
    """How many rows there are in whole lines."""
    return sum(1 for line in text.split(b"\n") if line.strip(_BLANK))


def read_json_lines(text: bytes, line: int, *, nests: bool) -> Iterator[Row]:
    """The rows of whole lines, where no row changes the type of another's values.

    Where it `nests`, objects under the keys of a case are told apart into dotted names.
    """
    for number, written in enumerate(text.split(b"\n"), line):
        if not written.strip(_BLANK):
            continue
        found: dict[str, object] = {}
        error = None
        try:
            told = read_json(written, (number, 1))
            if not isinstance(told, dict):
                raise InputError("the row is no JSON object", expected="an object")
            if len(told) > MOST_KEYS:
                raise InputError(f"the row has {len(told)} keys", expected=f"at most {MOST_KEYS}")
            # what is handed through stands in the output, whatever is wrong with the rest
            found = {name: value for name, value in told.items() if name not in KEYS}
            if nests:
                told_apart: dict[str, object] = {}
                _tell(told_apart, "", told)
                found = told_apart
        except InputError as problem:
            error = row_error(number, problem)
        yield Row(number, found, error)


def _tell(found: dict[str, object], at: str, section: Mapping[str, object]) -> None:
    """What a section tells, by dotted names."""
    for key, value in section.items():
        if value is None:
            continue
        path = f"{at}.{key}" if at else key
        if path in KEYS:
            if not isinstance(value, dict):
                raise InputError(f"{shown(value)} is not an object", at=path, expected="an object")
            _tell(found, path, value)
        elif path in found:
            raise InputError(f"{shown(path)} is told twice", at=path)
        else:
            found[path] = value
