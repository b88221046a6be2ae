# SPDX-License-Identifier: Apache-2.0
"""Bounded integers, for a quantity or a day that may not be known exactly.

Quantities are counted in the smallest unit of their dimension (see `keiimport.facts.units`),
days as proleptic Gregorian ordinals (see `keiimport.facts.dates`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from keiimport.errors import locating, nearest
from keiimport.facts.problems import bad_input, perhaps


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


def spanned(low: StatedBounds, high: StatedBounds, value: object, text: str) -> StatedBounds:
    """Bounds from the lower end of `low` to the upper end of `high`, both of which are known."""
    first, last = low.bounds.low, high.bounds.high
    assert first is not None and last is not None
    if first > last:
        raise bad_input("backwards", got=value)
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
            raise bad_input("no_part", forms, got=value, key=key, meant=perhaps(guess))
    ends: list[StatedBounds | None] = []
    for place, key in enumerate(keys):
        given = value.get(key)
        if isinstance(given, Mapping):
            raise bad_input("range_in_range", at=key, end=end)
        with locating(key):
            told = None if given is None else read(given)
        if told is not None and told.bounds[place] is None:
            raise bad_input("open_end", at=key, got=value, text=told.text, end=end)
        ends.append(told)
    low, high = ends
    if low is not None and high is not None:
        text = low.text if low.text == high.text else f"between {low.text} and {high.text}"
        return spanned(low, high, value, text)
    told = low or high
    if told is None:
        raise bad_input("no_end", got=value, forms=forms)
    within = Bounds(low.bounds.low if low else None, high.bounds.high if high else None)
    return StatedBounds(within, words[low is None].format(told.text), told.warnings)
