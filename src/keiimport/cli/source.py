# SPDX-License-Identifier: Apache-2.0
"""Bytes taken as they come: line by line or in chunks, never more than a line in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from keiimport.errors import InputError

LONGEST_CASE: Final = 1 << 20
"""Bytes of the longest case that is read (1 MiB)."""

_CHUNK: Final = 1 << 16
_BLANK: Final = b" \t\r\n"
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input.

    Attributes:
        number: its number, counted from 1.
        text: what it holds without the newline, or None when it is longer than a case may be.
    """

    number: int
    text: bytes | None

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return self.text is not None and not self.text.strip(_BLANK)


class Source:
    """A stream of bytes with a look ahead.

    Attributes:
        line: the number of the line that is read next.
    """

    __slots__ = ("_at", "_buffer", "_read", "line")

    def __init__(self, stream: BinaryIO) -> None:
        # read1 gives what is there; read would wait until a whole chunk has come
        self._read = getattr(stream, "read1", stream.read)
        self._buffer = b""
        self._at = 0
        self.line = 1

    def skip_mark(self) -> None:
        """Pass over a byte order mark.

        Raises:
            InputError: when the mark says that the text is UTF-16.
        """
        while len(self._buffer) < len(_UTF8_MARK) and self._fill():
            pass
        if self._buffer.startswith(_UTF16_MARKS):
            raise InputError("the input is written in UTF-16", expected="UTF-8 text")
        if self._buffer.startswith(_UTF8_MARK):
            self._at = len(_UTF8_MARK)

    def first_byte(self) -> bytes:
        """The next byte that is not blank, left unread; empty at the end of the input."""
        while True:
            for place in range(self._at, len(self._buffer)):
                byte = self._buffer[place : place + 1]
                if byte not in _BLANK:
                    self._at = place
                    return byte
                if byte == b"\n":
                    self.line += 1
            self._at = len(self._buffer)
            if not self._fill():
                return b""

    def lines(self) -> Iterator[Line]:
        """Every line that is left, blank ones too."""
        while True:
            number = self.line
            text, ended = self._line()
            if text == b"" and not ended:
                return
            yield Line(number, text)

    def chunks(self) -> Iterator[bytes]:
        """Everything that is left, as it comes; `line` is then the caller's to count."""
        while True:
            chunk = self._buffer[self._at :]
            self._at = len(self._buffer)
            if chunk:
                yield chunk
            if not self._fill():
                return

    def _line(self) -> tuple[bytes | None, bool]:
        """The next line, None for one that is too long, and whether a newline ended it."""
        parts: list[bytes] = []
        size = 0
        while True:
            end = self._buffer.find(b"\n", self._at)
            part = self._buffer[self._at : end if end >= 0 else None]
            size += len(part)
            if size <= LONGEST_CASE:
                parts.append(part)
            if end >= 0:
                self._at = end + 1
                self.line += 1
            else:
                self._at = len(self._buffer)
                if self._fill():
                    continue
            return (b"".join(parts) if size <= LONGEST_CASE else None), end >= 0

    def _fill(self) -> bool:
        """Read on; what was used already is dropped. False at the end of the input."""
        chunk = self._read(_CHUNK)
        if not chunk:
            return False
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return True
