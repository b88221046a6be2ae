# SPDX-License-Identifier: Apache-2.0
"""The rows of JSON Lines, each read by itself: no row changes the type of another's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keiimport.batch.cells import row_error
from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.case import KEYS
from keiimport.facts.reading import read_json

_BLANK = b" \t\r"
MOST_KEYS = 1000
"""Keys of the largest row."""

JsonRow = tuple[int, dict[str, object], str | None]
"""The line of a row, what it tells by dotted names, and why it cannot be read."""


def count_json_lines(text: bytes) -> int:
    """How many rows there are in whole lines."""
    return sum(1 for line in text.split(b"\n") if line.strip(_BLANK))


def read_json_lines(text: bytes, line: int, *, nests: bool) -> Iterator[JsonRow]:
    """The rows of whole lines.

    Args:
        text: whole lines.
        line: the number of the first.
        nests: whether objects under the keys of a case are told apart into dotted names.
    """
    for number, written in enumerate(text.split(b"\n"), line):
        if not written.strip(_BLANK):
            continue
        found: dict[str, object] = {}
        error = None
        try:
            told = read_json(written, (number, 1))
            if not isinstance(told, dict):
                raise InputError("the row is no JSON object", expected="an object")
            if len(told) > MOST_KEYS:
                raise InputError(f"the row has {len(told)} keys", expected=f"at most {MOST_KEYS}")
            # what is handed through stands in the output, whatever is wrong with the rest
            found = {name: value for name, value in told.items() if name not in KEYS}
            if nests:
                told_apart: dict[str, object] = {}
                _tell(told_apart, "", told)
                found = told_apart
        except InputError as problem:
            error = row_error(number, problem.sentence())
        yield number, found, error


def _tell(found: dict[str, object], at: str, section: Mapping[str, object]) -> None:
    """What a section tells, by dotted names."""
    for key, value in section.items():
        if value is None:
            continue
        path = f"{at}.{key}" if at else key
        if path in KEYS:
            if not isinstance(value, dict):
                raise InputError(f"{shown(value)} is not an object", at=path, expected="an object")
            _tell(found, path, value)
        elif path in found:
            raise InputError(f"{shown(path)} is told twice", at=path)
        else:
            found[path] = value
