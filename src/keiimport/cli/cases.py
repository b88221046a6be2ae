# SPDX-License-Identifier: Apache-2.0
"""Reads the cases of an input (one object, a list, or an object a line) and answers each."""

import json
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import chain
from typing import BinaryIO, Final, Literal, NamedTuple

from keiimport.batch.splitting import list_elements, refuse_others, split_lines
from keiimport.cli.app import BAD_INPUT, as_error
from keiimport.cli.options import Law
from keiimport.cli.output import as_json, as_text, escaped, one_line, say, say_error, screen, write
from keiimport.errors import InputError, KeiimportError, reason
from keiimport.facts.case import Case
from keiimport.facts.problems import bad_input
from keiimport.facts.reading import LARGEST_CASE
from keiimport.verdict import Verdict

Shape = Literal["object", "array", "lines"]

_FORMS: Final = "a JSON object, a JSON list of objects, or one JSON object a line"
_BLANK: Final = b" \t\r\n"


class CaseText(NamedTuple):
    """The text of one case, or why it could not be read."""

    line: int
    text: bytes | InputError
    item: int | None = None

    @property
    def place(self) -> dict[str, object]:
        """Where it is, as keys of JSON."""
        found: dict[str, object] = {"line": self.line}
        return found if self.item is None else found | {"item": self.item}

    @property
    def where(self) -> str:
        """Where it is, in words."""
        return f"line {self.line}" if self.item is None else f"case {self.item} of the list"

    @property
    def written(self) -> bytes:
        """Its text; empty if it cannot be read."""
        return b"" if isinstance(self.text, InputError) else self.text

    @property
    def filled(self) -> bool:
        """Whether it is anything but blank."""
        return isinstance(self.text, InputError) or bool(self.text.strip(_BLANK))

    def read(self) -> Case:
        """The case."""
        if isinstance(self.text, InputError):
            raise self.text
        # the column on which an element of a list begins is not known
        return Case.parse(self.text, (self.line, 1 if self.item is None else None))


class Cases(NamedTuple):
    """The shape of an input, and its cases as they come."""

    shape: Shape
    texts: Iterator[CaseText]

    def answer(self, found: object, form: str, render: str, *more: object, **how: object) -> str:
        """An answer as text (see `as_text`) or as JSON, on one line if there are many."""
        if form == "text":
            return as_text(render, found, *more, **how)
        return as_json(found) if self.shape == "object" else one_line(found)


@contextmanager
def cases_in(file: str, law: Law) -> Iterator[Cases]:
    """The cases in a file, on standard input for `-`, or in the argument itself: JSON or words."""
    if file in ("", "-"):
        if sys.stdin.isatty():
            say("reading cases from the keyboard; end them with Ctrl-D")
        yield read_cases(sys.stdin.buffer)
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115
    except OSError as error:
        if file.lstrip().startswith(("{", "[")):
            yield read_cases(BytesIO(file.encode("utf-8", "surrogateescape")))
            return
        if " " in file and not file.endswith((".json", ".jsonl")):
            from keiimport.question.check import check

            found = check(file, law.engine(), {})
            for remark in found.reading.remarks:
                say(remark)
            yield read_cases(BytesIO(one_line(found.case.to_dict()).encode()))
            return
        raise bad_input("no_file", got=file, file=file, why=reason(error)) from None
    with stream:
        yield read_cases(stream)


def only_case(file: str, law: Law) -> Case:
    """The one case that `cases_in` finds."""
    with cases_in(file, law) as cases:
        if cases.shape != "object":
            raise InputError("one case is expected, and there are several", "one JSON object")
        return next(cases.texts).read()


def read_cases(stream: BinaryIO) -> Cases:
    """Split `stream` into cases, reading no further than necessary.

    It is a list if it begins with `[`; one object if its brackets close at the very end, or if
    no single line is an object; otherwise one object a line.
    """
    # read1 returns what there is; read would wait for a whole chunk
    read = getattr(stream, "read1", stream.read)
    chunks: Iterator[bytes] = iter(lambda: read(1 << 16), b"")
    head = b""
    while len(head) < len(BOM_UTF8) and (chunk := next(chunks, b"")):
        head += chunk
    refuse_others(head)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise InputError("the input is written in UTF-16", "UTF-8 text")
    head, line = head.removeprefix(BOM_UTF8), 1
    while not (text := head.lstrip(_BLANK)):
        line += head.count(b"\n")
        if not (head := next(chunks, b"")):
            raise InputError("the input is empty", _FORMS)
    line += head[: len(head) - len(text)].count(b"\n")
    if text.startswith(b"["):
        elements = enumerate(list_elements(chain([text], chunks), line), 1)
        return Cases("array", (CaseText(*element, item) for item, element in elements))
    lines = enumerate(split_lines(text, stream), line)
    return _objects(
        CaseText(n, bad_input("long_case") if each is None else each) for n, (each, _) in lines
    )


def _objects(lines: Iterator[CaseText]) -> Cases:
    first = next(lines)
    rest = (line for line in lines if line.filled)
    if isinstance(first.text, InputError) or is_whole_object(first.text):
        second = next(rest, None)
        if second is None:
            return Cases("object", iter([first]))
        return Cases("lines", chain([first, second], rest))

    # an object over many lines, or lines of which the first is broken
    held, size = [first], len(first.text)
    for line in lines:
        held.append(line)
        size += LARGEST_CASE if isinstance(line.text, InputError) else len(line.text) + 1
        if size > LARGEST_CASE:
            break
    # a line that is not indented may be an object of its own
    whole_lines = any(each.written[:1] == b"{" and is_whole_object(each.written) for each in held)
    if size <= LARGEST_CASE:
        whole = b"\n".join(line.written for line in held)
        if is_whole_object(whole) or not whole_lines:
            return Cases("object", iter([CaseText(first.line, whole)]))
    # how an object over many lines begins: `{`, alone or before a key
    elif not whole_lines and first.text.strip()[-1:] in (b"{", b",", b":", b"["):
        return Cases("object", iter([CaseText(first.line, bad_input("long_case"))]))
    return Cases("lines", chain((line for line in held if line.filled), rest))


def is_whole_object(text: bytes) -> bool:
    """Whether `text` is exactly one JSON object."""
    with suppress(ValueError, RecursionError):
        return text.lstrip().startswith(b"{") and isinstance(json.loads(text), dict)
    return False


# --- an answer for each ---


def verdict_in(form: str, verdict: Verdict, *, full: bool, line: bool = False) -> str:
    """A verdict as `text`, `html` or `json`, which goes on one line if `line`."""
    if form == "html":
        return verdict.to_html(full=full)
    if form == "json":
        return escaped(verdict.to_json(indent=2 if not line and sys.stdout.isatty() else None))
    return verdict.to_text(full=full, **screen())


def answer_each(
    cases: Cases, answer: Callable[[Case], str], form: str, done: str = "answered"
) -> int:
    """Write the answer to each case, and return the exit code."""
    if cases.shape == "object":
        write(answer(next(cases.texts).read()))
        return 0
    return exit_code(*write_each(cases, lambda case: answer(case.read()), form, done), done)


def write_each(
    cases: Cases, row: Callable[[CaseText], str | None], form: str, done: str
) -> tuple[int, int]:
    """Write a row for each case, and return how many there were and how many failed."""
    total = bad = 0
    for case in cases.texts:
        total += 1
        try:
            said = row(case)
        except Exception as error:  # even a bug here costs only one case
            bad, failed = bad + 1, as_error(error)
            said = f"not {done}: {failed}" if form == "text" else error_row(case, failed)
        if said is not None:
            write(f"{f' {case.where} ':=^100}\n\n{said}\n" if form == "text" else said)
    return total, bad


def exit_code(total: int, bad: int, done: str, what: str = "cases", first: str = "") -> int:
    """Say how many of `what` could not be `done`, and return the exit code."""
    if bad and bad == total:
        why = first and f"; the first: {first}"
        one = f"the one {what[:-1]} could not"
        none = one if total == 1 else f"none of the {total} {what} could"
        say_error(InputError(f"{none} be {done}{why}"))
        return BAD_INPUT
    if bad:
        say(f"{bad} of {total} {what} could not be {done}")
    return 0


def error_row(case: CaseText, error: KeiimportError) -> str:
    """The line of JSON that stands for a case that failed."""
    return one_line(case.place | {"error": error.as_dict()})
