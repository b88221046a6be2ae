# SPDX-License-Identifier: Apache-2.0
"""The cases of an input: one object, a list of objects, or one object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Literal

from keiimport.cli.brackets import ListSplitter, Trailing, is_whole_object
from keiimport.cli.output import say
from keiimport.cli.source import LONGEST_CASE, Line, Source
from keiimport.errors import InputError

Shape = Literal["object", "array", "lines"]

_FORMS = "a JSON object, a JSON list of objects, or one JSON object a line"


@dataclass(frozen=True, slots=True)
class CaseText:
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
    def begins(self) -> tuple[int, int | None]:
        """The line and column on which it begins; the column in a list is not known."""
        return self.line, 1 if self.item is None else None

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        return f"line {self.line}" if self.item is None else f"case {self.item} of the list"


@dataclass(frozen=True, slots=True)
class Cases:
    """An input told apart: what it is, and its cases as they come."""

    shape: Shape
    texts: Iterator[CaseText]


def opened(file: str, stack: ExitStack) -> BinaryIO:
    """The bytes of `file`, or of standard input for `-`; `stack` closes what is opened.

    Raises:
        InputError: when the file cannot be opened.
    """
    if file == "-":
        if sys.stdin.isatty():
            say("reading cases from the keyboard; end them with Ctrl-D")
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(file, "rb"))
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise InputError(
            f"`{file}` cannot be read: {reason}",
            at="FILE",
            got=file,
            expected="a file of cases, or `-` for standard input",
        ) from None


def only_case(stream: BinaryIO) -> bytes:
    """The text of the one case in `stream`.

    Raises:
        InputError: when there is no case, or more than one.
    """
    cases = read_cases(stream)
    if cases.shape != "object":
        raise InputError("one case is expected, and there are several", expected="one JSON object")
    text = next(cases.texts).text
    if isinstance(text, InputError):
        raise text
    return text


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
    source = Source(stream)
    source.skip_mark()
    first = source.first_byte()
    if not first:
        raise InputError("the input is empty", expected=_FORMS)
    if first == b"[":
        return Cases("array", _elements(source))
    return _objects(source.lines())


def _elements(source: Source) -> Iterator[CaseText]:
    elements = ListSplitter(source.line).split(source.chunks())
    for item, element in enumerate(elements, 1):
        if isinstance(element, Trailing):
            error = InputError(
                "there is more text after the end of the list", expected="one list and no more"
            )
            yield CaseText(element.line, error, item)
        elif element.text is None:
            yield CaseText(element.line, _too_long(), item)
        elif not element.closed:
            error = InputError(
                "the list is cut off", got=_opening(element.text), expected="a closing `]`"
            )
            yield CaseText(element.line, error, item)
        elif not element.text:
            what = "after the last comma" if element.last else "between two commas"
            error = InputError(
                f"there is nothing {what} of the list", expected="an object, or no comma"
            )
            yield CaseText(element.line, error, item)
        else:
            yield CaseText(element.line, element.text, item)


def _objects(lines: Iterator[Line]) -> Cases:
    first = next(lines)
    completed = (line for line in lines if not line.blank)
    if first.text is None or is_whole_object(first.text):
        second = next(completed, None)
        if second is None:
            return Cases("object", iter([_text_of(first)]))
        return Cases("lines", _texts(chain([first, second], completed)))

    # An object over many lines, or lines of which the first is broken.
    held, size = [first], len(first.text)
    for line in lines:
        held.append(line)
        size += LONGEST_CASE if line.text is None else len(line.text) + 1
        if size > LONGEST_CASE:
            break
    else:
        whole = b"\n".join(line.text or b"" for line in held)
        if is_whole_object(whole) or not _some_line_is_whole(held):
            return Cases("object", iter([CaseText(first.number, whole)]))
    if size > LONGEST_CASE and not _some_line_is_whole(held) and _opens_an_object(first):
        return Cases("object", iter([CaseText(first.number, _too_long())]))
    return Cases("lines", _texts(chain((line for line in held if not line.blank), completed)))


def _texts(lines: Iterable[Line]) -> Iterator[CaseText]:
    return (_text_of(line) for line in lines)


def _text_of(line: Line) -> CaseText:
    return CaseText(line.number, _too_long() if line.text is None else line.text)


def _some_line_is_whole(lines: Iterable[Line]) -> bool:
    """Whether some line, not indented, is an object of its own."""
    return any(line.text and line.text[:1] == b"{" and is_whole_object(line.text) for line in lines)


def _opens_an_object(line: Line) -> bool:
    """Whether `line` is how an object over many lines begins: `{`, alone or before a key."""
    return line.text is not None and line.text.strip()[-1:] in (b"{", b",", b":", b"[")


def _too_long() -> InputError:
    return InputError("the case is longer than 1 MiB", expected="at most 1 MiB for one")


def _opening(text: bytes) -> str:
    return text[:60].decode("utf-8", "backslashreplace")
