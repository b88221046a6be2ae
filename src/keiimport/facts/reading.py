# SPDX-License-Identifier: Apache-2.0
"""Cases in JSON: the text of one, and lists of them cut into their elements.

A list is cut by its brackets alone, so that a value that is broken inside is still told apart from
its neighbours, and never more than one is in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from keiimport.errors import InputError
from keiimport.facts.bounds import path_to, shown

A_CASE = "an object with `vehicle`, `importer` and `entry`"
"""What a case is, where something else was found."""

LARGEST_CASE = 2**20
"""Bytes of the largest case read from JSON text."""

DEEPEST_CASE = 32
"""Levels of objects and lists in the deepest case read from JSON text."""


def read_json(text: str | bytes | bytearray, begins: tuple[int, int | None] = (1, 1)) -> object:
    """Read JSON text, in which no key may stand twice in one object."""
    # Four bytes at most for a character: short text needs no encoding to be measured.
    if len(text) > LARGEST_CASE or (
        isinstance(text, str)
        and 4 * len(text) > LARGEST_CASE
        and len(text.encode("utf-8", "surrogatepass")) > LARGEST_CASE
    ):
        raise InputError("the case is larger than 1 MiB", expected="one case, not a list of them")
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            said = f"the case is not valid UTF-8 at byte {error.start}"
            raise InputError(said, expected="JSON in UTF-8") from None
    try:
        if text.startswith("\ufeff"):
            raise json.JSONDecodeError("Unexpected byte order mark", text, 0)
        data = _decoded(text)
    except json.JSONDecodeError as error:
        said = f"the case is not valid JSON at {_place(error, begins)}"
        expected = _json_hint(error) if text.strip() else "a JSON object"
        raise InputError(said, expected=expected) from None
    except RecursionError:
        raise too_deep() from None
    if text.count("{") + text.count("[") > DEEPEST_CASE and _depth(data) > DEEPEST_CASE:
        raise too_deep()
    return data


def _decoded(text: str) -> object:
    """The data of JSON text; what it says that cannot be is left in place, and found there."""
    wrong: list[_Wrong] = []

    def leave(error: str, got: str | None, expected: str) -> _Wrong:
        wrong.append(_Wrong(InputError(error, got=got, expected=expected)))
        return wrong[-1]

    def constant(name: str) -> _Wrong:
        return leave(f"`{name}` is not a JSON number", name, "a number, or null")

    def integer(digits: str) -> int | _Wrong:
        try:
            return int(digits)
        except ValueError:
            said = "a number in the case has too many digits"
            return leave(said, None, "a shorter number")

    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            read.clear()
            for key, value in pairs:
                if key in read:
                    said = f"the key {shown(key)} stands twice in one object"
                    value = leave(said, None, "each key once in an object")
                read[key] = value
        return read

    hooks: Any = {"parse_constant": constant, "parse_int": integer, "object_pairs_hook": whole}
    try:
        data = json.JSONDecoder(**hooks).decode(text)
    except (ValueError, RecursionError):
        if wrong:  # where it stands, the rest of the text does not let tell
            raise wrong[0].error from None
        raise
    if wrong:
        raise next(_errors("", data))
    return data


class _Wrong(NamedTuple):
    """Stands for what cannot be read, until its path is known."""

    error: InputError


def _errors(at: str, data: object) -> Iterator[InputError]:
    """What is wrong in `data`, each with its path, in the order of the text."""
    if isinstance(data, _Wrong):
        yield data.error.located(at)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _errors(path_to(at, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _errors(f"{at}[{place}]", value)


def _place(error: json.JSONDecodeError, begins: tuple[int, int | None]) -> str:
    line, column = begins
    at = f"line {line + error.lineno - 1}"
    if error.lineno > 1:
        return f"{at}, column {error.colno}"
    return at if column is None else f"{at}, column {column + error.colno - 1}"


def _json_hint(error: json.JSONDecodeError) -> str:
    """What the parser missed, in lower case and without its own full stop."""
    hint = error.msg
    if hint.startswith("Expecting "):
        return hint.removeprefix("Expecting ").replace("'", "`")
    return f"JSON ({hint[0].lower()}{hint[1:]})"


def _depth(data: object) -> int:
    """How deep `data` nests, counted no further than just past the limit."""
    level, depth = [data], -1
    while level and depth <= DEEPEST_CASE:
        nests = (item for item in level if isinstance(item, dict | list))
        level = [each for n in nests for each in (n.values() if isinstance(n, dict) else n)]
        depth += 1
    return depth


def too_deep() -> InputError:
    """The error for a case that nests deeper than any needs to."""
    return InputError(f"the case nests deeper than {DEEPEST_CASE} levels", expected=A_CASE)


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
