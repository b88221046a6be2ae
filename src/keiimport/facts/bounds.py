# SPDX-License-Identifier: Apache-2.0
"""Bounded integers, for a quantity or a day that may not be known exactly.

Quantities are counted in the smallest unit of their dimension (see `keiimport.facts.units`),
days as proleptic Gregorian ordinals (see `keiimport.facts.dates`).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from keiimport.errors import MANY_DIGITS, InputError, nearest, printable


class _Ends(NamedTuple):
    low: int | None
    high: int | None


class Bounds(_Ends):
    """An integer from `low` to `high`, both included; None leaves that side open."""

    __slots__ = ()

    def __new__(cls, low: int | None, high: int | None) -> Bounds:
        """Refuse bounds that run backwards."""
        if low is not None and high is not None and low > high:
            raise ValueError(f"bounds run backwards: {low} is above {high}")
        return super().__new__(cls, low, high)

    @classmethod
    def point(cls, number: int) -> Bounds:
        """Bounds around one exact number."""
        return cls(number, number)

    @property
    def exact(self) -> bool:
        """Whether only one number is possible."""
        return self.low is not None and self.low == self.high

    def hull(self, other: Bounds) -> Bounds:
        """The tightest bounds that contain both."""
        return Bounds(
            None if self.low is None or other.low is None else min(self.low, other.low),
            None if self.high is None or other.high is None else max(self.high, other.high),
        )

    def intersect(self, other: Bounds) -> Bounds | None:
        """The numbers possible in both, or None if there are none."""
        low, high = self.low, self.high
        if low is None or (other.low is not None and other.low > low):
            low = other.low
        if high is None or (other.high is not None and other.high < high):
            high = other.high
        return None if low is not None and high is not None and low > high else Bounds(low, high)

    def overlaps(self, other: Bounds) -> bool:
        """Whether some number is possible in both."""
        return self.intersect(other) is not None

    def contains(self, other: Bounds) -> bool:
        """Whether every number possible in `other` is possible here."""
        return self.hull(other) == self


UNBOUNDED = Bounds(None, None)  # what nothing is known of


@dataclass(frozen=True, slots=True)
class StatedBounds:
    """A quantity or a date as somebody told it."""

    # in smallest units or date ordinals; `UNBOUNDED` where it could not be read and is set aside
    bounds: Bounds
    text: str  # how to print it back to people, normally what they wrote
    warnings: tuple[str, ...] = ()  # what to tell them about how it was read, a sentence each


LONGEST = 80  # characters of the longest text worth reading as a date or a quantity

_LOOKALIKES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc", "-")  # dashes
    | dict.fromkeys("\u2033\u201c\u201d", '"')  # double primes and quotes
    | {"\u2019": "'", "\u301c": "~"}
)


def plain(text: str) -> str:
    """Replace full-width digits, ligatures, dashes and quotes in `text` by their plain forms."""
    return unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))


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
    return f"`{printable(value, 60)}`"


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


def refused(value: object, why: str, expected: str, *, at: str = "") -> InputError:
    """Make an error whose message is `value`, then `why` it cannot be understood."""
    return InputError(f"{shown(value)} {why}", expected, at=at, got=value)


def with_guess(expected: str, guess: str | None) -> str:
    """Add the word that was probably meant, if any, to what was expected."""
    return f"{expected}; did you mean `{guess}`?" if guess else expected


def spanned(low: StatedBounds, high: StatedBounds, value: object, text: str) -> StatedBounds:
    """Bounds from the lower end of `low` to the upper end of `high`, both of which are known."""
    first, last = low.bounds.low, high.bounds.high
    assert first is not None and last is not None
    if first > last:
        said = "the range runs backwards: its lower end is above its upper end"
        raise InputError(said, got=value, expected="the lower end first")
    return StatedBounds(Bounds(first, last), text, (*dict.fromkeys(low.warnings + high.warnings),))


def read_range(
    value: Mapping[object, object],
    keys: tuple[str, str],
    read: Callable[[Any], StatedBounds],
    words: tuple[str, str],
    end: str,
) -> StatedBounds:
    """Read a range told as `{"min": ..., "max": ...}`; either end may be missing or null.

    `keys` names the ends, `words` has the texts of ranges with only a lower or only an upper one,
    and `end` says what each must be.
    """
    forms = f'`{{"{keys[0]}": ..., "{keys[1]}": ...}}`'
    for key in value:
        if key not in keys:
            guess = nearest(key, keys) if isinstance(key, str) else None
            meant = f", perhaps `{guess}` was meant" if guess else ""
            said = f"{shown(key)} is no part of a range{meant}"
            raise InputError(said, got=value, expected=forms)
    ends: list[StatedBounds | None] = []
    for place, key in enumerate(keys):
        given = value.get(key)
        if isinstance(given, Mapping):
            raise InputError("a range stands inside a range", at=key, expected=f"{end} at each end")
        try:
            told = None if given is None else read(given)
        except InputError as error:
            raise error.located(key) from None
        if told is not None and told.bounds[place] is None:
            said = f"this end of the range is open itself: {shown(told.text)}"
            raise InputError(said, at=key, got=value, expected=f"{end} at each end")
        ends.append(told)
    low, high = ends
    if low is not None and high is not None:
        text = low.text if low.text == high.text else f"between {low.text} and {high.text}"
        return spanned(low, high, value, text)
    told = low or high
    if told is None:
        expected = f"{forms}, at least one end"
        raise InputError("the range has neither end", got=value, expected=expected)
    within = Bounds(low.bounds.low if low else None, high.bounds.high if high else None)
    return StatedBounds(within, words[low is None].format(told.text), told.warnings)
