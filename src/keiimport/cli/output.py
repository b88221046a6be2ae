# SPDX-License-Identifier: Apache-2.0
"""What leaves the command line: answers on standard output, words on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO

from keiimport.errors import KeiimportError, reason
from keiimport.rulebook.problems import bad_input

if TYPE_CHECKING:
    from keiimport.verdict import Verdict

CLOSED_PIPE: Final = 141  # nobody reads the answers any more: 128 + SIGPIPE, as a shell has it

# what can steer a terminal or turn text around: a colour, or a control character
_STEERS: Final = re.compile(
    r"(\x1b\[[0-9;]*m)"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)


def harmless(text: str, *, colour: bool = False) -> str:
    """`text` in which nothing that a stranger wrote steers a terminal; of `colour` colours stay."""
    return _STEERS.sub(lambda found: found[0] if colour and found[1] else "\ufffd", text)


def escaped(written: str) -> str:
    """JSON text in which control characters stand as escapes."""
    if written.isascii() and "\x7f" not in written:
        return written
    return _STEERS.sub(lambda found: "".join(f"\\u{ord(mark):04x}" for mark in found[0]), written)


def write(text: str) -> None:
    """Print `text` and a newline on standard output, as UTF-8 on every machine."""
    _put(sys.stdout.buffer, harmless(text, colour=coloured()))


def say(words: str) -> None:
    """Print words for people on standard error, where somebody hears them."""
    with suppress(OSError):
        _put(sys.stderr.buffer, harmless(words, colour=sys.stderr.isatty()))


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()


def without_closed_streams() -> None:
    """Let nothing that is opened later take the place of a standard stream that is closed."""
    closed = [stream is None for stream in (sys.stdin, sys.stdout, sys.stderr)]
    for number, is_closed in enumerate(closed):
        if is_closed:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if closed[1]:
        raise KeiimportError("standard output is closed, and answers go there")


def give_up_output() -> None:
    """Let what is still buffered not fail again when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(error: KeiimportError) -> None:
    """Print `error` as one line of JSON on standard error."""
    say(one_line(error.as_dict()))


def one_line(value: object) -> str:
    """`value` as JSON on one line."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def indented(value: object) -> str:
    """`value` as JSON that people can read."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def written(value: object) -> str:
    """`value` as JSON: on one line for a pipe, indented for a person's screen."""
    return indented(value) if sys.stdout.isatty() else one_line(value)


def show(found: object, form: str, render: str, *more: object, **how: object) -> None:
    """Print an answer as JSON or as text, which `render` makes of it as `page` has it."""
    write(page(render, found, *more, **how) if form == "text" else written(found))


def page(render: Callable[..., str] | str, *found: object, **how: object) -> str:
    """What `render`, or what it names, makes of an answer, as wide and colourful as its place."""
    how |= {"width": page_width(), "colour": coloured()}
    return drawn(render, *found, **how) if isinstance(render, str) else render(*found, **how)


def drawn(name: str, *found: object, **how: object) -> str:
    """What a function of `keiimport.report`, which takes long to load, makes of an answer."""
    from pkgutil import resolve_name

    made = resolve_name(f"keiimport.report.{name}")(*found, **how)
    assert isinstance(made, str)
    return made


def verdict_in(form: str, verdict: Verdict, *, full: bool, line: bool = False) -> str:
    """A verdict as `text` or `html`, if `full` in full, or as `json`, on a `line` if told so."""
    if form == "html":
        return verdict.to_html(full=full)
    if form == "json":
        indent = 2 if not line and sys.stdout.isatty() else None
        return escaped(verdict.to_json(indent=indent))
    return page(verdict.to_text, full=full)


def save(file: Path, text: str) -> None:
    """Write a text that is to be kept, whole or not at all."""
    import shutil

    place = Path(os.path.realpath(file))
    unfinished = place.with_name(f".keiimport-{os.urandom(8).hex()}")
    try:
        if place.exists() and not place.is_file():
            place.write_text(f"{text}\n", encoding="utf-8")  # a device or a pipe
            return
        with unfinished.open("x", encoding="utf-8") as opened:
            opened.write(f"{text}\n")
        if place.exists():
            shutil.copymode(place, unfinished)
        unfinished.replace(place)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        why = reason(error)
        raise bad_input("not_saved", got=str(file), file=file, why=why) from None


def coloured(stream: TextIO | None = None) -> bool:
    """Whether a stream, standard output as a rule, is a person's screen that may be coloured."""
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")


def page_width() -> int:
    """The columns of a page of text: those of the screen, at most 100."""
    if not sys.stdout.isatty():
        return 100
    import shutil

    return min(100, shutil.get_terminal_size((100, 24)).columns)
