# SPDX-License-Identifier: Apache-2.0
"""The cases of an input: one object, a list of objects, or one object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO, Literal, NamedTuple

from keiimport.cli.output import say
from keiimport.cli.source import Line, begun, is_whole_object, lines_of
from keiimport.errors import InputError
from keiimport.facts.case import LARGEST_CASE, Case
from keiimport.facts.json_lists import ListSplitter, too_long

Shape = Literal["object", "array", "lines"]

_FORMS = "a JSON object, a JSON list of objects, or one JSON object a line"


class CaseText(NamedTuple):
    """One case as it was written, or why it could not be read.

    Attributes:
        line: the line on which it begins, counted from 1.
        text: its JSON text, or the error.
        item: its place in a list, counted from 1; None outside lists.
    """

    line: int
    text: bytes | InputError
    item: int | None = None

    @property
    def place(self) -> dict[str, object]:
        """Where it stands, as an answer in JSON says it."""
        found: dict[str, object] = {"line": self.line}
        return found if self.item is None else found | {"item": self.item}

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        return f"line {self.line}" if self.item is None else f"case {self.item} of the list"

    def read(self) -> Case:
        """The case.

        Raises:
            InputError: it cannot be read.
        """
        if isinstance(self.text, InputError):
            raise self.text
        # the column on which an element of a list begins is not known
        return Case.parse(self.text, (self.line, 1 if self.item is None else None))


class Cases(NamedTuple):
    """An input told apart: what it is, and its cases as they come."""

    shape: Shape
    texts: Iterator[CaseText]


@contextmanager
def opened(
    file: str, at: str = "FILE", expected: str = "a file of cases, or `-` for standard input"
) -> Iterator[BinaryIO]:
    """The bytes of `file`, or of standard input for `-`.

    Raises:
        InputError: when the file cannot be opened; `at` is what the command line calls it.
    """
    if file == "-":
        if sys.stdin.isatty():
            say("reading cases from the keyboard; end them with Ctrl-D")
        yield sys.stdin.buffer
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        said = f"`{file}` cannot be read: {reason}"
        raise InputError(said, at=at, got=file, expected=expected) from None
    with stream:
        yield stream


def only_case(file: str) -> Case:
    """The one case in `file`.

    Raises:
        InputError: when there is no case, or more than one.
    """
    with opened(file) as stream:
        cases = read_cases(stream)
        if cases.shape != "object":
            said = "one case is expected, and there are several"
            raise InputError(said, expected="one JSON object")
        return next(cases.texts).read()


def read_cases(stream: BinaryIO) -> Cases:
    """Tell the cases of `stream` apart, reading no further than needed.

    A first character `[` makes it a list. Otherwise it is one object where its brackets
    close at the very end, or where no line is an object of its own; else one object a line.

    Args:
        stream: UTF-8 bytes, of any length.

    Returns:
        The cases; at most two of them are held in memory at a time.

    Raises:
        InputError: when there is nothing to read, or when it is not UTF-8 at first sight.
    """
    line, chunks = begun(stream)
    first = next(chunks, b"")
    if not first:
        raise InputError("the input is empty", expected=_FORMS)
    text = chain([first], chunks)
    if first.startswith(b"["):
        elements = enumerate(ListSplitter(line).split(text), 1)
        return Cases("array", (CaseText(*element, item) for item, element in elements))
    return _objects(lines_of(text, line))


def _objects(lines: Iterator[Line]) -> Cases:
    first = next(lines)
    completed = (line for line in lines if not line.blank)
    if first.text is None or is_whole_object(first.text):
        second = next(completed, None)
        if second is None:
            return Cases("object", iter([_text_of(first)]))
        return Cases("lines", map(_text_of, chain([first, second], completed)))

    # An object over many lines, or lines of which the first is broken.
    held, size = [first], len(first.text)
    for line in lines:
        held.append(line)
        size += LARGEST_CASE if line.text is None else len(line.text) + 1
        if size > LARGEST_CASE:
            break
    else:
        whole = b"\n".join(line.text or b"" for line in held)
        if is_whole_object(whole) or not _some_line_is_whole(held):
            return Cases("object", iter([CaseText(first.number, whole)]))
    if size > LARGEST_CASE and not _some_line_is_whole(held) and _opens_an_object(first):
        return Cases("object", iter([CaseText(first.number, too_long())]))
    return Cases(
        "lines", map(_text_of, chain((line for line in held if not line.blank), completed))
    )


def _text_of(line: Line) -> CaseText:
    return CaseText(line.number, too_long() if line.text is None else line.text)


def _some_line_is_whole(lines: Iterable[Line]) -> bool:
    """Whether some line, not indented, is an object of its own."""
    return any(line.text and line.text[:1] == b"{" and is_whole_object(line.text) for line in lines)


def _opens_an_object(line: Line) -> bool:
    """Whether `line` is how an object over many lines begins: `{`, alone or before a key."""
    return line.text is not None and line.text.strip()[-1:] in (b"{", b",", b":", b"[")
