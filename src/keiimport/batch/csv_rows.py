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

from keiimport.batch.cells import LONGEST_ROW, Rows, numbered, row_error

MOST_LINES = 256
MOST_BYTES = 1 << 16
"""How far a row may run whose cells hold line ends."""


class Span(NamedTuple):
    """A piece of text between two ends of rows.

    Attributes:
        end: where it ends.
        lines: how many lines there are.
        plain: whether each of them is a row that any reader would read alike.
        open: whether it is a line on which a quote opens that is not closed.
    """

    end: int
    lines: int
    plain: bool = True
    open: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.lines if self.plain else 1


class Grammar:
    """What rows with so many cells look like."""

    def __init__(self, separator: str, columns: int) -> None:
        self.separator, self._columns = separator, columns
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
        start = passed = 0
        window = _Window()
        while start < stop:
            found = self._plain.match(text, start, stop)
            assert found is not None  # it matches nothing at least
            if found.end() > start:
                span = Span(found.end(), text.count(b"\n", start, found.end()))
            else:
                line = text.index(b"\n", start) + 1
                span = Span(line, 1, plain=False)
                if not self._closed.match(text, start, line):
                    span = self._over_lines(text, start, line, window.end(text, start, passed))
                    passed = 0
            yield span
            start, passed = span.end, passed + span.lines

    def _over_lines(self, text: bytes, start: int, line: int, end: int) -> Span:
        """The row at a line on which a quote opens that does not close there."""
        found = self._broad.match(text, start, end)
        if found is None:
            return Span(line, 1, plain=False, open=True)
        return Span(found.end(), text.count(b"\n", start, found.end()), plain=False)


class _Window:
    """How far a row may reach: so many lines ahead of where it begins."""

    def __init__(self) -> None:
        self._end = self._lines = 0

    def end(self, text: bytes, start: int, passed: int) -> int:
        """Where a row that begins there ends at the latest."""
        self._lines -= passed
        if self._lines <= 0 or self._end < start:
            self._end, self._lines = start, 0
        while self._lines < MOST_LINES:
            line = text.find(b"\n", self._end, start + MOST_BYTES) + 1
            if not line:
                break
            self._end, self._lines = line, self._lines + 1
        return self._end


@lru_cache(maxsize=64)
def grammar(separator: str, columns: int) -> Grammar:
    """What rows with so many cells look like."""
    return Grammar(separator, columns)


def read_csv(text: bytes, line: int, columns: tuple[str, ...], separator: str) -> Rows:
    """The rows of whole lines, every cell as text."""
    if not text.endswith(b"\n"):
        text += b"\n"
    readable = _is_utf8(text)
    plain: list[bytes] = []
    lines: list[pl.Series] = []
    others: list[tuple[int, list[str | None] | None, str | None]] = []
    start = 0
    for span in grammar(separator, len(columns)).spans(text, len(text)):
        if span.plain and readable:
            plain.append(text[start : span.end])
            lines.append(numbered(line, span.lines))
        else:
            step, number = 1 if span.plain else span.lines, line
            while start < span.end:
                end = text.index(b"\n", start) + 1 if span.plain else span.end
                record = _record(text[start:end], number, len(columns), separator, span.open)
                if record is not None:
                    others.append((number, *record))
                start, number = end, number + step
        start, line = span.end, line + span.lines
    table = _parsed(b"".join(plain), columns, separator)
    numbers = pl.concat([numbered(0, 0), *lines])
    if not others:
        return Rows(numbers, table)
    empty = (None,) * len(columns)
    beside = pl.DataFrame(
        [cells or empty for _, cells, _ in others], schema=table.schema, orient="row"
    )
    numbers = pl.concat([numbers, pl.Series([n for n, _, _ in others], dtype=pl.Int64)])
    none = pl.repeat(None, table.height, dtype=pl.String, eager=True)
    errors = pl.concat([none, pl.Series([e for _, _, e in others], dtype=pl.String)])
    order = numbers.arg_sort()
    return Rows(numbers[order], pl.concat([table, beside])[order], errors[order])


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def _parsed(text: bytes, columns: tuple[str, ...], separator: str) -> pl.DataFrame:
    schema = dict.fromkeys(columns, pl.String)
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        text.replace(b"\r\n", b"\n"),
        has_header=False,
        schema=schema,
        separator=separator,
        quote_char='"' if b'"' in text else None,
    )


def _record(
    text: bytes, line: int, columns: int, separator: str, unclosed: bool
) -> tuple[list[str | None] | None, str | None] | None:
    """The cells of one row, or a sentence about it; None where there is nothing on the line."""
    if not text.strip(b"\r\n"):
        return None
    if unclosed:
        error = "a quote opens a cell and does not close it"
        return None, row_error(line, error, f"a closing quote within {MOST_LINES} lines")
    csv.field_size_limit(LONGEST_ROW)
    try:
        cells = next(csv.reader([text.decode("utf-8")], delimiter=separator))
    except UnicodeDecodeError:
        return None, row_error(line, "the row is not UTF-8", "UTF-8 text, or `--encoding`")
    except csv.Error:
        return None, row_error(line, "a carriage return stands in the row", "rows that end in one")
    if len(cells) != columns:
        expected = f"{columns}, as in the header"
        return None, row_error(line, f"the row has {len(cells)} cells", expected)
    return [cell or None for cell in cells], None
