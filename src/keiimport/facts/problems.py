# SPDX-License-Identifier: Apache-2.0
"""What is wrong with input and with rules: the sentences of two tables, and words in them."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter
from typing import Any

from keiimport.errors import MANY_DIGITS, InputError, Place, RuleError, printable
from keiimport.facts.data import rows


def shown(value: object) -> str:
    """Format `value` for an error message: in back-ticks, short, and never as a type name."""
    if value is None or isinstance(value, bool):
        return f"`{json.dumps(value)}`"
    if isinstance(value, str):
        return f"`{printable(' '.join(value.split()), 60)}`" if value.strip() else "an empty text"
    if isinstance(value, int):
        number = printable(value)
        return f"`{number}`" if number == value else MANY_DIGITS
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple | set | frozenset):
        return "a list"
    text = printable(value, 60)
    return "something else" if str(text).startswith("<") else f"`{text}`"


def key_text(key: object) -> str:
    """Format a key of an object as part of a JSON path."""
    return shown(key).strip("`") if isinstance(key, str) else shown(key)


def path_to(at: str, key: object) -> str:
    """The JSON path of `key` in the object at `at` (empty for the whole case)."""
    return f"{at}.{key_text(key)}" if at else key_text(key)


def listed(words: Iterable[str], most: int = 4, joint: str = "and") -> str:
    """Join distinct `words`, in back-ticks, for a sentence; beyond `most` give only a number."""
    each = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(each) > most:
        return ", ".join(each[:most]) + f" and {len(each) - most} more"
    return f" {joint} ".join(filter(None, (", ".join(each[:-1]), *each[-1:])))


def with_guess(expected: str, guess: str | None) -> str:
    """Add the word that was probably meant, if any, to what was expected."""
    return f"{expected}; did you mean `{guess}`?" if guess else expected


def perhaps(guess: str | None) -> str:
    """The end of a sentence on an unknown word: the known one that was probably meant, if any."""
    return f", perhaps `{guess}` was meant" if guess else ""


class _Sentence(Formatter):
    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return value if conversion is None else shown(value)


@cache
def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    return {row["name"]: row for row in rows(__file__, name)}


def _said(table: str, name: str, words: Mapping[str, object]) -> dict[str, str]:
    """A row of a table with `{word}` filled in from `words`; `{word!r}` is passed to `shown`."""
    return {part: _Sentence().format(text, **words) for part, text in _table(table)[name].items()}


def wrong(name: str, at: Place | None = None, expected: str = "", /, **words: object) -> RuleError:
    """The error in rules of this name in `errors.csv`; `expected` overrides what it expects."""
    row = _said("errors.csv", name, words)
    return RuleError(row["said"], at, expected or row["expected"])


def bad_input(
    name: str,
    expected: str = "",
    /,
    *,
    at: str = "",
    got: object = None,
    near: str | None = None,
    **words: object,
) -> InputError:
    """The same from `input_errors.csv`, about a caller's input.

    Args:
        name: the name of the row.
        expected: overrides what the row expects.
        at: where it is, unless the row says so.
        got: what was found there.
        near: what was probably meant.
        words: what its sentences have places for.
    """
    row = _said("input_errors.csv", name, words)
    expected = with_guess(expected or row["expected"], near)
    return InputError(row["said"], expected, at=at or row["at"], got=got)


def refused(value: object, name: str, expected: str = "", /, **more: Any) -> InputError:
    """The same about a value, which its sentences call `{value}`."""
    return bad_input(name, expected, got=value, value=value, **more)


def remark(name: str, /, **words: object) -> str:
    """The sentence of this name there, to warn of how something is read."""
    return _said("input_errors.csv", name, words)["said"]
