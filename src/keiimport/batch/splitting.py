# SPDX-License-Identifier: Apache-2.0
"""Splitting an input into cases: its lines, or the elements of a JSON list.

Lists are split by brackets alone, so that an element with a syntax error does not spoil its
neighbours, and only one is in memory at a time.
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from keiimport.errors import InputError
from keiimport.facts.data import rows
from keiimport.facts.problems import bad_input
from keiimport.facts.reading import LARGEST_CASE

_KINDS: Final = rows(__file__, "file_kinds.csv")
"""What stands in place of cases by mistake, by how such a file begins."""


def refuse_others(head: bytes, but: str = "") -> None:
    """Refuse an input whose beginning is not that of text, `but` a file that begins like this."""
    for row in _KINDS:
        begins = bytes.fromhex(row["begins"])
        if head.startswith(begins) and row["holds"].encode() in head and row["begins"] != but:
            raise InputError(f"the input is {row['what']}", row["expected"], at="input")


def split_lines(head: bytes, rest: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    """Yield the lines after `head`, None for one longer than a case, with their sizes in bytes."""
    begun = io.BytesIO(head)

    def read() -> bytes:
        line = begun.readline(LARGEST_CASE + 1)
        if line.endswith(b"\n") or len(line) > LARGEST_CASE:
            return line
        return line + rest.readline(LARGEST_CASE + 1 - len(line))

    while line := read():
        size, short = len(line), line.endswith(b"\n") or len(line) <= LARGEST_CASE
        while not short and line and not line.endswith(b"\n"):
            line = read()
            size += len(line)
        yield (line.removesuffix(b"\n") if short else None), size


def list_elements(chunks: Iterable[bytes], line: int) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield the elements of a JSON list from its `[` on: the line, and the text or an error."""
    kept, size, began, mark = list[bytes](), 0, line, b"["
    for part, end in _parts(chunks):
        blank = 0 if size else len(part) - len(part.lstrip())
        line += part.count(b"\n", 0, blank)
        began = began if size else line
        line += part.count(b"\n", blank)
        size += len(part) - blank
        if size <= LARGEST_CASE:
            kept.append(part[blank:])
        if mark == b"]" and size:
            yield began, bad_input("after_list")
            return
        if end:
            if size or (mark, end) != (b"[", b"]"):
                yield began, _element(b"".join(kept), size, end)
            kept, size, mark = [], 0, end
    if mark != b"]":
        yield began, _element(b"".join(kept), size, b"")


def _element(text: bytes, size: int, end: bytes) -> bytes | InputError:
    """Return an element, or an error; `size` is its full length, and `end` the mark after it."""
    if size > LARGEST_CASE:
        return bad_input("long_case")
    if not end:
        opening = text[:60].decode("utf-8", "backslashreplace")
        return bad_input("list_cut_off", got=opening)
    if not text:
        name = "nothing_after_comma" if end == b"]" else "nothing_between_commas"
        return bad_input(name)
    return text


_MARKS: Final = re.compile(rb'[",\[\]{}]')
_MARKS_IN_STRING: Final = re.compile(rb'\\.|["\n]', re.DOTALL)
_OPENERS: Final = {b"}": b"{", b"]": b"["}
_DEEPEST: Final = 10_000  # brackets beyond are counted alone


def _parts(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the text of a list in parts, each with the mark after it if that ends an element."""
    brackets, deeper, in_string, ended, rest, start = bytearray(), 0, False, False, b"", 1
    for chunk in chunks:
        text, place = rest + chunk, start
        while not ended and (
            found := (_MARKS_IN_STRING if in_string else _MARKS).search(text, place)
        ):
            mark, place = found[0], found.end()
            if in_string:
                # a newline cannot stand in a string, so it was never closed
                in_string = mark.startswith(b"\\")
            elif mark == b'"':
                in_string = True
            elif mark in b"{[":
                deeper += len(brackets) >= _DEEPEST
                brackets += mark[: _DEEPEST - len(brackets)]
            elif deeper and mark in b"}]":
                deeper -= 1
            elif not brackets and mark in b",]":
                yield text[start : found.start()], mark
                start, ended = place, mark == b"]"
            elif mark != b"," and (outer := brackets.rfind(_OPENERS[mark])) >= 0:
                # what was left open inside is closed too; a bracket that closes nothing is not
                del brackets[outer:]
        # an escape at the very end of a chunk reaches into the next one
        whole = len(text) - (in_string and place < len(text) and text.endswith(b"\\"))
        yield text[start:whole], b""
        rest, start = text[whole:], 0
    yield rest, b""
