# SPDX-License-Identifier: Apache-2.0
"""What leaves the command line: answers on standard output, words on standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from keiimport.errors import InputError, KeiimportError, RuleError

if TYPE_CHECKING:
    from keiimport.verdict import Verdict

CLOSED_PIPE: Final = 141
"""The exit code when nobody reads the answers any more, as the shell counts it (128 + SIGPIPE)."""


class ReaderGone(Exception):
    """Nobody reads standard output any more."""


def write(text: str) -> None:
    """Print `text` and a newline on standard output, as UTF-8 on every machine.

    Raises:
        ReaderGone: when the other end of the pipe is closed.
    """
    stream = sys.stdout.buffer
    try:
        stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
        stream.flush()
    except BrokenPipeError as error:
        # what is still buffered must not fail again when the process ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ReaderGone from error


def say(words: str) -> None:
    """Print words for people on standard error."""
    stream = sys.stderr.buffer
    stream.write(words.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()


def say_error(error: KeiimportError) -> None:
    """Print `error` as one line of JSON on standard error."""
    say(one_line(error_dict(error)))


def error_dict(error: KeiimportError) -> dict[str, object]:
    """The JSON form of an error: `error`, `at`, `got` and `expected`."""
    if isinstance(error, InputError):
        return error.as_dict()
    if isinstance(error, RuleError):
        at = str(error.place) if error.place else ""
        return {"error": error.error, "at": at, "got": None, "expected": error.expected}
    return {"error": str(error), "at": "", "got": None, "expected": ""}


def one_line(value: object) -> str:
    """`value` as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def indented(value: object) -> str:
    """`value` as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)


def written(value: object) -> str:
    """`value` as JSON: on one line for a pipe, indented for a person's screen."""
    return indented(value) if sys.stdout.isatty() else one_line(value)


def verdict_text(verdict: Verdict, *, full: bool) -> str:
    """A verdict for people, as wide and as colourful as where it goes."""
    from keiimport.report import short, text

    render = text.render if full else short.render
    return render(verdict.to_dict(), width=page_width(), colour=coloured())


def verdict_json(verdict: Verdict) -> str:
    """A verdict as JSON: on one line for a pipe, indented for a person's screen."""
    return verdict.to_json(indent=2 if sys.stdout.isatty() else None)


def save(file: Path, text: str) -> None:
    """Write a text that is to be kept.

    Raises:
        InputError: when the file cannot be written.
    """
    try:
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "no reason is given").lower()
        raise InputError(
            f"`{file}` cannot be written: {reason}",
            at="--save",
            got=str(file),
            expected="a file that can be written",
        ) from None


def coloured() -> bool:
    """Whether answers go to a person's screen that may be coloured."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def page_width() -> int:
    """The columns of a page of text: those of the screen, at most 100."""
    return min(100, shutil.get_terminal_size((100, 24)).columns) if sys.stdout.isatty() else 100
