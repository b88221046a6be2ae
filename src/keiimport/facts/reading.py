# SPDX-License-Identifier: Apache-2.0
"""Reading cases in JSON: the text of one, and lists split into their elements.

Lists are split by brackets alone, so that an element with a syntax error does not spoil its
neighbours, and only one is in memory at a time.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, BinaryIO, Final

from keiimport.errors import InputError
from keiimport.facts.data import rows
from keiimport.facts.problems import bad_input, path_to, refused

LARGEST_CASE = 2**20  # bytes of the largest case read from JSON text

DEEPEST_CASE = 32  # levels of objects and lists in the deepest case read from JSON text


_EXPECTED = {row["found"]: row["expected"] for row in rows(__file__, "json_errors.csv")}
"""The expectations for messages of Python's JSON parser."""


_KINDS: Final = rows(__file__, "file_kinds.csv")


def refuse_others(head: bytes, but: str = "") -> None:
    """Refuse an input whose beginning is not that of text, `but` a file that begins like this."""
    for row in _KINDS:
        begins = bytes.fromhex(row["begins"])
        if head.startswith(begins) and row["holds"].encode() in head and row["begins"] != but:
            raise InputError(f"the input is {row['what']}", row["expected"], at="input")


def read_json(text: str | bytes | bytearray, begins: tuple[int, int | None] = (1, 1)) -> object:
    """Parse JSON text; a key may appear only once in an object."""
    written = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(written) > LARGEST_CASE:
        raise bad_input("large_case")
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise bad_input("no_utf8", byte=error.start) from None
    try:
        data = _decoded(text.removeprefix("\ufeff"))
        if text.count("{") + text.count("[") > DEEPEST_CASE and _depth(data) > DEEPEST_CASE:
            raise bad_input("deep_case", most=DEEPEST_CASE)
    except json.JSONDecodeError as error:
        line, column = begins[0] + error.lineno - 1, begins[1]
        column = error.colno if error.lineno > 1 else column and column + error.colno - 1
        at = f"line {line}" + (f", column {column}" if column is not None else "")
        expected = _EXPECTED.get(error.msg, "valid JSON") if error.pos else "a JSON object"
        raise bad_input("no_json", expected, place=at) from None
    except RecursionError:
        raise bad_input("deep_case", most=DEEPEST_CASE) from None
    return data


def _decoded(text: str) -> object:
    """Decode JSON; values that are not allowed become errors, raised once their paths are known."""
    wrong: list[InputError] = []

    def leave(error: InputError) -> InputError:
        wrong.append(error)
        return error

    def constant(name: str) -> InputError:
        return leave(refused(name, "no_json_number"))

    def integer(digits: str) -> int | InputError:
        with suppress(ValueError):
            return int(digits)
        return leave(bad_input("many_digits"))

    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            times = Counter(key for key, _ in pairs)
            twice = next(key for key in times if times[key] > 1)
            read[twice] = leave(bad_input("key_twice", key=twice))
        return read

    hooks: Any = {"parse_constant": constant, "parse_int": integer, "object_pairs_hook": whole}
    data = json.JSONDecoder(**hooks).decode(text)
    if wrong:
        raise next(_errors("", data))
    return data


def _errors(at: str, data: object) -> Iterator[InputError]:
    """Yield the errors among `data`, with their paths, in the order of the text."""
    if isinstance(data, InputError):
        yield data.located(at)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _errors(path_to(at, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _errors(f"{at}[{place}]", value)


def _depth(data: object) -> int:
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return max((1 + _depth(each) for each in within), default=0)


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
