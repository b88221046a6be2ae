# SPDX-License-Identifier: Apache-2.0
"""A table cut into chunks: CSV and JSON Lines at the ends of rows, Parquet by counting them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, Literal, Protocol

import polars as pl

from keiimport.errors import InputError, nearest

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "jsonl", "parquet")

ENDINGS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}

CHUNK_BYTES: Final = 16 << 20
CHUNK_ROWS: Final = 250_000
LONGEST_ROW: Final = 1 << 20
"""Bytes of the longest row that is read (1 MiB)."""

_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a table has been read.

    Attributes:
        offset: the next byte of a text, or the next row of a Parquet file.
        line: the number of the next line, or of the next row of a Parquet file, from 1.
    """

    offset: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a table that is not read yet; it can be sent to another process.

    Attributes:
        number: its place among the chunks, from 0.
        line: the number of its first line, or row of a Parquet file, from 1.
        text: the bytes of whole rows, or None for rows of a Parquet file.
        path: the Parquet file.
        start: its first row there, from 0.
        rows: how many rows there are.
        then: where the next chunk begins.
        too_long: it is a single row, cut off, for it is longer than a row may be.
    """

    number: int
    line: int
    then: Position
    text: bytes | None = None
    path: str = ""
    start: int = 0
    rows: int = 0
    too_long: bool = False

    @property
    def lines(self) -> int:
        """How many lines of a text there are."""
        return self.then.line - self.line


class Source(Protocol):
    """A table that can be read in chunks, from any place that a chunk said."""

    format: Format
    size: int | None
    """Bytes of a text or rows of a Parquet file; None where that is not known."""

    columns: tuple[str, ...] | None
    """The names of the columns; None for JSON Lines, where each row has its own."""

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk from `start` on, of which the first has this number."""

    def close(self) -> None:
        """Let go of the file."""


def format_of(name: str, told: Format | None, option: str) -> Format:
    """The format of a file: as told, or by its ending.

    Raises:
        InputError: when neither says.
    """
    if told is not None:
        return told
    ending = Path(name).suffix.lower()
    found = ENDINGS.get(ending)
    if found is None:
        near = nearest(ending, ENDINGS) if ending else None
        raise InputError(
            f"the ending of `{name}` does not say what is in it"
            if name != "-"
            else "a stream does not say what is in it",
            at=option,
            got=name,
            expected=(f"`{near}`, or " if near else "")
            + f"`--{option}-format` with one of "
            + ", ".join(f"`{each}`" for each in FORMATS),
        )
    return found  # type: ignore[return-value]


def open_source(
    name: str,
    form: Format,
    *,
    stream: BinaryIO | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    chunk_rows: int = CHUNK_ROWS,
) -> Source:
    """Open a table.

    Args:
        name: its file; for a stream, what to call it.
        form: what is in it.
        stream: the bytes themselves, where it is no file.
        chunk_bytes: about how many bytes of a text are one chunk.
        chunk_rows: how many rows of a Parquet file are one chunk.

    Raises:
        InputError: when it cannot be read, is empty, or is something else.
    """
    if form == "parquet":
        if stream is not None:
            raise InputError(
                "a Parquet file cannot be read from a stream", at="input", expected="a file"
            )
        return _Parquet(name, chunk_rows)
    return _Text(name, form, stream, chunk_bytes)


def fingerprint(name: str) -> str:
    """What tells this content of a file from another: its size, its time, its two ends."""
    status = os.stat(name)
    digest = hashlib.sha256(f"{status.st_size} {status.st_mtime_ns}".encode())
    with open(name, "rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(max(0, status.st_size - (1 << 20)))
        digest.update(file.read(1 << 20))
    return digest.hexdigest()


def unreadable(name: str, error: OSError) -> InputError:
    """The error for a file that cannot be opened."""
    reason = (error.strerror or "it cannot be opened").lower()
    return InputError(
        f"`{name}` cannot be read: {reason}", at="input", got=name, expected="a file of rows"
    )


class _Parquet:
    """The rows of a Parquet file, counted off."""

    format: Format = "parquet"

    def __init__(self, name: str, chunk_rows: int) -> None:
        self._name, self._chunk_rows = name, chunk_rows
        try:
            with open(name, "rb"):
                pass
            self.columns: tuple[str, ...] | None = tuple(pl.read_parquet_schema(name))
            self.size: int | None = int(
                pl.scan_parquet(name, glob=False).select(pl.len()).collect().item()
            )
        except OSError as error:
            raise unreadable(name, error) from None
        except pl.exceptions.PolarsError as error:
            raise InputError(
                f"`{name}` is no Parquet file that can be read: {_first_line(error)}",
                at="input",
                got=name,
                expected="a Parquet file, or another `--input-format`",
            ) from None

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        assert self.size is not None  # a Parquet file says how many rows it has
        for first in range(start.offset, self.size, self._chunk_rows):
            last = min(first + self._chunk_rows, self.size)
            then = Position(last, last + 1)
            yield Chunk(number, first + 1, then, path=self._name, start=first, rows=last - first)
            number += 1

    def close(self) -> None:
        """Nothing stays open."""


class _Text:
    """The bytes of CSV or JSON Lines, cut after whole rows."""

    def __init__(self, name: str, form: Format, stream: BinaryIO | None, chunk_bytes: int) -> None:
        self.format: Format = form
        self._bytes = chunk_bytes
        self._stack = ExitStack()
        self.size: int | None = None
        self._seekable = stream is None
        if stream is None:
            try:
                stream = Path(name).open("rb")  # noqa: SIM115 - `close` lets go of it
            except OSError as error:
                raise unreadable(name, error) from None
            self._stack.enter_context(stream)
            self.size = os.fstat(stream.fileno()).st_size
        self._stream = stream
        self._held = b""
        self._opening()
        self.columns: tuple[str, ...] | None = None
        self.separator = ","
        self.header = b""
        if form == "csv":
            self._read_header(name)

    def _opening(self) -> None:
        """Look at the first bytes.

        Raises:
            InputError: when there are none, or when they are of something else.
        """
        self._held = self._stream.read(max(self._bytes, LONGEST_ROW))
        first = self._held.lstrip()[:4]
        if not self._held.strip():
            raise InputError("the input is empty", at="input", expected="rows")
        if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError("the input is written in UTF-16", at="input", expected="UTF-8 text")
        if first == b"PAR1":
            raise InputError(
                "the input is a Parquet file", at="input", expected="`--input-format parquet`"
            )
        if self.format == "jsonl" and first[:1] == b"[":
            raise InputError(
                "the input is one JSON list", at="input", expected="one JSON object a line"
            )
        self._begin = len(_MARK) if self._held.startswith(_MARK) else 0
        self._held = self._held[self._begin :]

    def _read_header(self, name: str) -> None:
        from keiimport.batch.csv_rows import header_of

        end = self._held.find(b"\n")
        line = self._held if end < 0 else self._held[: end + 1]
        self.separator, names = header_of(line, tabs=name.lower().endswith(".tsv"))
        self.header = line
        self.columns = names
        self._held = self._held[len(line) :]
        self._begin += len(line)

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        offset, line = start.offset or self._begin, start.line
        if line == 1 and self.format == "csv":
            line = 2
        if start.offset:
            self._stream.seek(start.offset)
            self._held = b""
        while True:
            piece, cut_off = self._next()
            if not piece and not cut_off:
                return
            offset += len(piece) + cut_off
            lines = piece.count(b"\n") + (not piece.endswith(b"\n"))
            then = Position(offset, line + lines)
            yield Chunk(number, line, then, text=piece, too_long=cut_off > 0)
            number, line = number + 1, line + lines

    def _next(self) -> tuple[bytes, int]:
        """The next whole rows; or the start of a row that is too long, and how much is left out.

        Where it is cut depends on where it begins and on nothing else, so that a run that
        goes on after an interruption makes the same chunks.
        """
        want, more = self._bytes, True
        while True:
            while more and len(self._held) <= want:
                read = self._stream.read(max(self._bytes, 1 << 16))
                more = bool(read)
                self._held += read
            if len(self._held) <= want:
                piece, self._held = self._held, b""
                return piece, 0
            end = self._end_of_rows(want)
            if not end and want > LONGEST_ROW:
                # one row, or a quote that is never closed
                end = self._held.rfind(b"\n", 0, want) + 1
                if not end:
                    return self._skip_row()
            if end:
                piece, self._held = self._held[:end], self._held[end:]
                return piece, 0
            want *= 2

    def _end_of_rows(self, within: int) -> int:
        """Where the last whole row ends in so many bytes; 0 where none does."""
        end = self._held.rfind(b"\n", 0, within) + 1
        if self.format == "jsonl" or self._held.count(b'"', 0, end) % 2 == 0:
            return end
        # some field holds a newline, or a quote that opens nothing
        record, last = _record(self.separator), 0
        while (found := record.match(self._held, last, within)) and found.end() > last:
            last = found.end()
        return last

    def _skip_row(self) -> tuple[bytes, int]:
        """Read on to the end of a row that is longer than a row may be."""
        kept, read = self._held[:60], 0
        while True:
            end = self._held.find(b"\n") + 1
            if end:
                self._held = self._held[end:]
                return kept, read + end - len(kept)
            read += len(self._held)
            self._held = self._stream.read(max(self._bytes, 1 << 16))
            if not self._held:
                return kept, read - len(kept)

    def close(self) -> None:
        self._stack.close()


@cache
def _record(separator: str) -> re.Pattern[bytes]:
    """One row of CSV with the newline that ends it."""
    other = rb"[^%b\n]" % separator.encode()
    quoted = rb'"(?>[^"]+|"")*"' + other + rb"*"
    plain = rb'[^"%b\n]' % separator.encode() + other + rb"*"
    field = rb"(?>" + quoted + rb"|" + plain + rb"|)"
    return re.compile(rb"(?>" + field + separator.encode() + rb")*" + field + rb"\n")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else "it is damaged"


__all__ = [
    "CHUNK_BYTES",
    "CHUNK_ROWS",
    "FORMATS",
    "Chunk",
    "Format",
    "Position",
    "Source",
    "fingerprint",
    "format_of",
    "open_source",
]
