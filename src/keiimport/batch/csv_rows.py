# SPDX-License-Identifier: Apache-2.0
"""The rows of CSV text: plain ones all at once, any other on its own.

A row is one line, or several where a quoted cell runs over them, closes before a separator or
the end of a line, and the row then has as many cells as the header. A quote that opens and
never closes like that costs its own line alone. So a row depends on nothing but itself, and no
text takes longer than in proportion to its size.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from keiimport.batch.cells import LONGEST_ROW, Rows, nothing, numbered, row_error

MOST_LINES = 256
MOST_BYTES = 1 << 16
"""How far a row may run whose cells hold line ends."""


class Span(NamedTuple):
    """A piece of text between two ends of rows.

    Attributes:
        end: where it ends.
        lines: how many lines there are.
        rows: how many rows there are.
        plain: whether each of them is a row that any reader would read alike.
        open: whether it is a line on which a quote opens that is not closed.
    """

    end: int
    lines: int
    rows: int
    plain: bool = False
    open: bool = False


class Grammar:
    """What rows with so many cells look like."""

    def __init__(self, separator: str, columns: int) -> None:
        comma = re.escape(separator.encode())
        bare = rb'(?:[^"\n\r%b][^"\n\r%b]*+)?+' % (comma, comma)
        plain = rb'(?>"(?:[^"\n\r]++|"")*+"|%b)' % bare
        loose = rb'(?>"(?:[^"\n]++|"")*+"[^\n%b]*+|(?:[^"\n%b][^\n%b]*+)?+)' % ((comma,) * 3)
        broad = rb'(?>"(?:[^"]++|"")*+"(?=[%b\r\n])|%b)' % (comma, bare)
        # a line without anything on it is no row
        row = rb"(?!\r?\n)%b(?:%b%b){%d}\r?\n"
        more = columns - 1
        self._plain = re.compile(rb"(?>%b)*+" % (row % (plain, comma, plain, more)))
        self._closed = re.compile(rb"%b(?>%b%b)*+\n" % (loose, comma, loose))
        self._broad = re.compile(row % (broad, comma, broad, more))

    def spans(self, text: bytes, stop: int) -> Iterator[Span]:
        """Every piece of a text, of which the last begins before `stop`, the end of a line."""
        start = 0
        while start < stop:
            found = self._plain.match(text, start, stop)
            assert found is not None  # it matches nothing at least
            if found.end() > start:
                lines = text.count(b"\n", start, found.end())
                span = Span(found.end(), lines, lines, plain=True)
            else:
                span = self._careful(text, start)
            yield span
            start = span.end

    def _careful(self, text: bytes, start: int) -> Span:
        """The row at a line that is not plain."""
        line = text.index(b"\n", start) + 1
        closed = self._closed.match(text, start, line) is not None
        if not closed and (found := self._broad.match(text, start, start + MOST_BYTES)):
            lines = text.count(b"\n", start, found.end())
            if lines <= MOST_LINES:
                return Span(found.end(), lines, 1)
        return Span(line, 1, int(text[start:line].strip(b"\r\n") != b""), open=not closed)


grammar = lru_cache(maxsize=64)(Grammar)


def read_csv(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows:
    """The rows of whole lines, every cell as text."""
    if not text.endswith(b"\n"):
        text += b"\n"
    readable = _is_utf8(text)
    plain: list[bytes] = []
    lines: list[pl.Series] = []
    others: list[tuple[int, list[str | None], str | None]] = []
    start = 0
    for span in grammar(separator, len(columns)).spans(text, len(text)):
        piece = text[start : span.end]
        if span.plain and readable:
            plain.append(piece)
            lines.append(numbered(line, span.lines))
        elif span.rows:
            rows = piece.splitlines(keepends=True) if span.plain else [piece]
            for number, row in enumerate(rows, line):
                others.append((number, *_record(row, number, len(columns), separator, span.open)))
        start, line = span.end, line + span.lines
    whole = b"".join(plain).replace(b"\r\n", b"\n")
    table = pl.read_csv(
        whole,
        has_header=False,
        schema=dict.fromkeys(columns, pl.String),
        separator=separator,
        quote_char='"' if b'"' in whole else None,
        raise_if_empty=False,
    )
    numbers = pl.concat([numbered(0, 0), *lines])
    if not others:
        return Rows(numbers, table, nothing(table.height))
    numbers = pl.concat([numbers, pl.Series([n for n, _, _ in others], dtype=pl.Int64)])
    beside = pl.DataFrame([cells for _, cells, _ in others], schema=table.schema, orient="row")
    errors = [*[None] * table.height, *(error for _, _, error in others)]
    order = numbers.arg_sort()
    table = pl.concat([table, beside])[order]
    return Rows(numbers[order], table, pl.Series(errors, dtype=pl.String)[order])


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def _record(
    text: bytes, line: int, columns: int, separator: str, unclosed: bool
) -> tuple[list[str | None], str | None]:
    """The cells of one row, and a sentence where it cannot be read."""
    nothing_told: list[str | None] = [None] * columns
    if unclosed:
        error = "a quote opens a cell and does not close it"
        return nothing_told, row_error(line, error, f"a closing quote within {MOST_LINES} lines")
    csv.field_size_limit(LONGEST_ROW)
    try:
        cells = next(csv.reader([text.decode("utf-8")], delimiter=separator))
    except UnicodeDecodeError:
        error, expected = "the row is not UTF-8", "UTF-8 text, or `--encoding`"
    except csv.Error:
        error, expected = "a carriage return stands in the row", "rows that end in one"
    else:
        if len(cells) == columns:
            return [cell or None for cell in cells], None
        error, expected = f"the row has {len(cells)} cells", f"{columns}, as in the header"
    return nothing_told, row_error(line, error, expected)
