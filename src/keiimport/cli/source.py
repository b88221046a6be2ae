# SPDX-License-Identifier: Apache-2.0
"""Bytes taken as they come: line by line or in chunks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Final, NamedTuple

from keiimport.errors import InputError
from keiimport.facts.reading import LARGEST_CASE

_CHUNK: Final = 1 << 16
_BLANK: Final = b" \t\r\n"
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
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


def begun(stream: BinaryIO) -> tuple[int, Iterator[bytes]]:
    """The line on which the text of a stream begins, and the text from there in chunks.

    Raises:
        InputError: when a mark says that it is UTF-16.
    """
    # read1 gives what is there; read would wait until a whole chunk has come
    read = getattr(stream, "read1", stream.read)
    chunks: Iterator[bytes] = iter(lambda: read(_CHUNK), b"")
    head, line = b"", 1
    while len(head) < len(_UTF8_MARK) and (chunk := next(chunks, b"")):
        head += chunk
    if head.startswith(_UTF16_MARKS):
        raise InputError("the input is written in UTF-16", expected="UTF-8 text")
    head = head.removeprefix(_UTF8_MARK)
    while not (filled := head.lstrip(_BLANK)):
        line += head.count(b"\n")
        if not (head := next(chunks, b"")):
            return line, chunks
    line += head[: len(head) - len(filled)].count(b"\n")
    return line, chain([filled], chunks)


def lines_of(chunks: Iterable[bytes], number: int) -> Iterator[Line]:
    """Every line of a text, blank ones too; `number` is that of the first."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        for place, part in enumerate(chunk.split(b"\n")):
            if place:
                yield Line(number, b"".join(parts) if size <= LARGEST_CASE else None)
                number, parts, size = number + 1, [], 0
            size += len(part)
            if size <= LARGEST_CASE:
                parts.append(part)
    if size:
        yield Line(number, b"".join(parts) if size <= LARGEST_CASE else None)


_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[][{}]', re.DOTALL)
"""A text, which may never be closed, or a bracket."""


def is_whole_object(text: bytes) -> bool:
    """Whether `text` is one object from its first bracket to its last."""
    text = text.strip()
    if not (text.startswith(b"{") and text.endswith(b"}")):
        return False
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = text[token.start() : token.start() + 1]
        if mark == b'"':
            if not token[1]:
                return False
        else:
            depth += 1 if mark in b"{[" else -1
            if depth <= 0:
                return token.end() == len(text)
    return False
