# SPDX-License-Identifier: Apache-2.0
"""CSV and JSON Lines cut into chunks after whole rows, wherever a run begins in the file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

from keiimport.batch.chunks import Chunk, Format, Position, unreadable
from keiimport.errors import InputError

LONGEST_ROW: Final = 1 << 20
"""Bytes of the longest row that is read (1 MiB)."""

_MARK: Final = b"\xef\xbb\xbf"


class TextChunks:
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
        """Every chunk from `start` on, of which the first has this number."""
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
        """Let go of the file."""
        self._stack.close()


@cache
def _record(separator: str) -> re.Pattern[bytes]:
    """One row of CSV with the newline that ends it."""
    other = rb"[^%b\n]" % separator.encode()
    quoted = rb'"(?>[^"]+|"")*"' + other + rb"*"
    plain = rb'[^"%b\n]' % separator.encode() + other + rb"*"
    field = rb"(?>" + quoted + rb"|" + plain + rb"|)"
    return re.compile(rb"(?>" + field + separator.encode() + rb")*" + field + rb"\n")
