# SPDX-License-Identifier: Apache-2.0
"""The output of the command line: answers on standard output, messages on standard error."""

import json
import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from textwrap import fill
from typing import Any, BinaryIO, Final, TextIO

from keiimport.errors import KeiimportError, reason
from keiimport.facts.problems import bad_input

CLOSED_PIPE: Final = 141  # exit code when the reader has gone: 128 + SIGPIPE, as in a shell

# what can control a terminal or reverse text: a colour, or a control character
_STEERS: Final = re.compile(
    r"(\x1b\[[0-9;]*m)"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)


def harmless(text: str, *, colour: bool = False) -> str:
    """`text` without anything that could control a terminal; colours stay if `colour`."""
    return _STEERS.sub(lambda found: found[0] if colour and found[1] else "\ufffd", text)


def escaped(written: str) -> str:
    """JSON text with its control characters escaped."""
    if written.isascii() and "\x7f" not in written:
        return written
    return _STEERS.sub(lambda found: "".join(f"\\u{ord(mark):04x}" for mark in found[0]), written)


def write(text: str) -> None:
    """Print `text` and a newline on standard output, as UTF-8 on every machine."""
    _put(sys.stdout.buffer, harmless(text, colour=coloured()))


def say(words: str) -> None:
    """Print a message on standard error; nothing fails if it is closed."""
    if sys.stderr.isatty() and "\x1b" not in words:
        width = screen(sys.stderr)["width"]
        words = "\n".join(fill(line, width, break_on_hyphens=False) for line in words.split("\n"))
    with suppress(OSError):
        _put(sys.stderr.buffer, harmless(words, colour=sys.stderr.isatty()))


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()


def without_closed_streams() -> None:
    """Reopen closed standard streams, so that no file opened later takes their numbers."""
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
    """Discard buffered output, so that it does not fail again at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(error: KeiimportError) -> None:
    """Print `error` on standard error: as one line of JSON, or for a person as a sentence."""
    say(error.sentence() if sys.stderr.isatty() else one_line(error.as_dict()))


def one_line(value: object) -> str:
    """`value` as JSON on one line."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def indented(value: object) -> str:
    """`value` as indented JSON."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def as_json(value: object) -> str:
    """`value` as JSON: on one line for a pipe, indented for a terminal."""
    return indented(value) if sys.stdout.isatty() else one_line(value)


def show(found: object, form: str, render: str, *more: object, **how: object) -> None:
    """Print an answer as JSON, or as text by the function `render` of `keiimport.report`."""
    write(as_text(render, found, *more, **how) if form == "text" else as_json(found))


def as_text(render: str, *found: object, **how: object) -> str:
    """An answer as text for standard output, by the function `render` of `keiimport.report`."""
    return rendered(render, *found, **how, **screen())


def rendered(name: str, *found: object, **how: object) -> str:
    """Call a function of `keiimport.report`, which is slow to import, by its name."""
    from pkgutil import resolve_name

    made = resolve_name(f"keiimport.report.{name}")(*found, **how)
    assert isinstance(made, str)
    return made


def save(file: Path, text: str) -> None:
    """Write a file, whole or not at all."""
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
        raise bad_input("not_saved", got=str(file), file=file, why=reason(error)) from None


def coloured(stream: TextIO | None = None) -> bool:
    """Whether a stream, by default standard output, is a terminal that may show colours."""
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")


def screen(stream: TextIO | None = None) -> dict[str, Any]:
    """The width (100 where there is no terminal) and colours of text on a stream, for rendering."""
    to = stream or sys.stdout
    width = shutil.get_terminal_size((100, 24)).columns if to.isatty() else 100
    return {"width": min(100, width), "colour": coloured(to)}
