# SPDX-License-Identifier: Apache-2.0
"""JSON lists cut into their elements, found by their brackets alone.

So a value that is broken inside is still told apart from its neighbours, and never more than one is
in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from keiimport.errors import InputError
from keiimport.facts.reading import LARGEST_CASE

_MARK: Final = re.compile(rb'["\\\n,\][{}]')
_OPENERS: Final = {b"}": b"{", b"]": b"["}
_DEEPEST: Final = 10_000


def too_long() -> InputError:
    """The error for a case that is longer than any needs to be."""
    return InputError("the case is longer than 1 MiB", expected="at most 1 MiB for one")


class ListSplitter:
    """Cuts the text of one JSON list into its elements, however many and however long."""

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

    def split(self, chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | InputError]]:
        """The elements of the list whose text is `chunks`, from its `[` on.

        Of each the line on which it begins, and its text or what is wrong with it.
        """
        start, ended = 1, False  # behind the bracket that opens the list
        for chunk in chunks:
            for mark in () if ended else _MARK.finditer(chunk, start):
                place = mark.start()
                if not self._separates(mark[0], place):
                    continue
                self._keep(chunk[start:place])
                ended, start = mark[0] == b"]", place + 1
                if not ended or self._began is not None or self._comma:
                    yield self._element(closed=True, last=ended)
                self._comma = True
                if ended:
                    break
            rest, start = chunk[start:], 0
            if not ended:
                self._keep(rest)
                # an escape at the very end of a chunk reaches into the next one
                self._skip = 0 if self._skip == len(chunk) else -1
            elif rest.strip():
                said = "there is more text after the end of the list"
                line = self._line + rest[: _first_filled(rest)].count(b"\n")
                yield line, InputError(said, expected="one list and no more")
                return
            else:
                self._line += rest.count(b"\n")
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
        if self._size <= LARGEST_CASE:
            self._kept.append(part)

    def _element(self, *, closed: bool, last: bool = False) -> tuple[int, bytes | InputError]:
        """What was kept; whether anything closed it, and whether that was the end of the list."""
        text, where = b"".join(self._kept), "after the last comma" if last else "between two commas"
        found: bytes | InputError = text
        if self._size > LARGEST_CASE:
            found = too_long()
        elif not closed:
            opening = text[:60].decode("utf-8", "backslashreplace")
            found = InputError("the list is cut off", got=opening, expected="a closing `]`")
        elif not text:
            said = f"there is nothing {where} of the list"
            found = InputError(said, expected="an object, or no comma")
        line = self._began or self._line
        self._began, self._kept, self._size = None, [], 0
        self._stack.clear()
        self._depth = 0
        return line, found


def _first_filled(text: bytes) -> int:
    return len(text) - len(text.lstrip())
