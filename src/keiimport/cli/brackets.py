# SPDX-License-Identifier: Apache-2.0
"""Where JSON values begin and end, found by their brackets alone.

Nothing here understands what stands between the brackets, so a value that is broken
inside is still told apart from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from keiimport.cli.source import LONGEST_CASE

_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[][{}]', re.DOTALL)
"""A text, which may never be closed, or a bracket."""
_MARK: Final = re.compile(rb'["\\\n,\][{}]')
_OPENERS: Final = {b"}": b"{", b"]": b"["}
_DEEPEST: Final = 10_000


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


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a list.

    Attributes:
        line: the line on which it begins.
        text: what was written, or None when it is longer than a case may be.
        closed: whether a comma or the end of the list followed it.
        last: whether the end of the list followed it.
    """

    line: int
    text: bytes | None
    closed: bool
    last: bool = False


@dataclass(frozen=True, slots=True)
class Trailing:
    """Something that stands after the end of the list, on `line`."""

    line: int


class ListSplitter:
    """Cuts the text of one JSON list into its elements, however many and however long."""

    __slots__ = (
        "_began",
        "_comma",
        "_depth",
        "_kept",
        "_line",
        "_size",
        "_skip",
        "_stack",
        "_string",
    )

    def __init__(self, line: int) -> None:
        self._line = line
        self._began: int | None = None
        self._comma = False
        self._kept: list[bytes] = []
        self._size = 0
        self._stack = bytearray()
        self._depth = 0
        self._string = False
        self._skip = -1

    def split(self, chunks: Iterable[bytes]) -> Iterator[Element | Trailing]:
        """The elements of the list whose text is `chunks`, from its `[` on."""
        opened = ended = False
        for chunk in chunks:
            start = 0
            if not opened:
                opened, start = True, 1
            if ended:
                if chunk.strip():
                    yield Trailing(self._line + chunk[: _first_filled(chunk)].count(b"\n"))
                    return
                self._line += chunk.count(b"\n")
                continue
            for mark in _MARK.finditer(chunk, start):
                place = mark.start()
                if not self._separates(mark[0], place):
                    continue
                self._keep(chunk[start:place])
                ended = mark[0] == b"]"
                if not ended or self._began is not None or self._comma:
                    yield self._element(closed=True, last=ended)
                self._comma = True
                start = place + 1
                if ended:
                    rest = chunk[start:]
                    if rest.strip():
                        yield Trailing(self._line + rest[: _first_filled(rest)].count(b"\n"))
                        return
                    self._line += rest.count(b"\n")
                    break
            if not ended:
                self._keep(chunk[start:])
                # an escape at the very end of a chunk reaches into the next one
                self._skip = 0 if self._skip == len(chunk) else -1
        if not ended:
            yield self._element(closed=False)

    def _separates(self, mark: bytes, place: int) -> bool:
        """Follow one mark; whether it ends an element of the list itself."""
        if place == self._skip:
            return False
        if self._string:
            if mark == b"\\":
                self._skip = place + 1
            elif mark in b'"\n':  # a newline cannot stand in a string, so it was never closed
                self._string = False
        elif mark == b'"':
            self._string = True
        elif mark in b"{[":
            if len(self._stack) < _DEEPEST:
                self._stack += mark
            else:
                self._depth += 1
        elif mark in b"}]":
            return self._closes(mark)
        else:
            return mark == b"," and not self._stack
        return False

    def _closes(self, mark: bytes) -> bool:
        if self._depth:
            self._depth -= 1
        elif self._stack:
            # a bracket that closes nothing is passed over; one that closes an outer
            # bracket closes what was left open inside it too
            outer = self._stack.rfind(_OPENERS[mark])
            if outer >= 0:
                del self._stack[outer:]
        else:
            return mark == b"]"
        return False

    def _keep(self, part: bytes) -> None:
        if self._began is None:
            completed = _first_filled(part)
            self._line += part[:completed].count(b"\n")
            part = part[completed:]
            if not part:
                return
            self._began = self._line
        self._line += part.count(b"\n")
        self._size += len(part)
        if self._size <= LONGEST_CASE:
            self._kept.append(part)

    def _element(self, *, closed: bool, last: bool = False) -> Element:
        text = b"".join(self._kept) if self._size <= LONGEST_CASE else None
        element = Element(self._began or self._line, text, closed, last)
        self._began, self._kept, self._size = None, [], 0
        self._stack.clear()
        self._depth = 0
        return element


def _first_filled(text: bytes) -> int:
    return len(text) - len(text.lstrip())
