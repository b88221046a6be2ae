# SPDX-License-Identifier: Apache-2.0
"""Bounded integers: what is known of a quantity or a day when it is not known exactly.

Quantities count in the smallest unit of their dimension (see `keiimport.facts.units`),
days as proleptic Gregorian ordinals (see `keiimport.facts.dates`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from keiimport.errors import InputError, nearest, printable


@dataclass(frozen=True, slots=True)
class Bounds:
    """An integer known to lie from `low` to `high`, both included; None bounds nothing."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        """Refuse bounds that nothing lies within."""
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds run backwards: {self.low} is above {self.high}")

    @classmethod
    def point(cls, number: int) -> Bounds:
        """The bounds of a number known exactly."""
        return cls(number, number)

    @property
    def exact(self) -> bool:
        """Whether only one number lies within."""
        return self.low is not None and self.low == self.high

    def hull(self, other: Bounds) -> Bounds:
        """The tightest bounds around both."""
        return Bounds(
            None if self.low is None or other.low is None else min(self.low, other.low),
            None if self.high is None or other.high is None else max(self.high, other.high),
        )

    def intersect(self, other: Bounds) -> Bounds | None:
        """What both allow, or None when they allow nothing in common."""
        low, high = self.low, self.high
        if low is None or (other.low is not None and other.low > low):
            low = other.low
        if high is None or (other.high is not None and other.high < high):
            high = other.high
        return None if low is not None and high is not None and low > high else Bounds(low, high)

    def overlaps(self, other: Bounds) -> bool:
        """Whether both allow something in common."""
        return not (
            (self.low is not None and other.high is not None and self.low > other.high)
            or (other.low is not None and self.high is not None and other.low > self.high)
        )

    def contains(self, other: Bounds) -> bool:
        """Whether everything `other` allows is allowed here too."""
        return self.hull(other) == self


UNBOUNDED = Bounds(None, None)
"""What nothing is known of."""


@dataclass(frozen=True, slots=True)
class StatedBounds:
    """A value as somebody told it.

    Attributes:
        bounds: what it says, in smallest units or date ordinals; nothing (`UNBOUNDED`) where it
            could not be read, and is set aside with a warning.
        text: how to print it back to people, normally what they wrote.
        warnings: what to tell them about how it was read, one sentence each.
    """

    bounds: Bounds
    text: str
    warnings: tuple[str, ...] = ()


LONGEST = 80
"""Characters of the longest text worth reading as a date or a quantity."""

_LOOKALIKES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc", "-")  # dashes
    | dict.fromkeys("\u2033\u201c\u201d", '"')  # double primes and quotes
    | {"\u2019": "'", "\u301c": "~"}
)


def plain(text: str) -> str:
    """`text` with full-width digits, ligatures, dashes and quotes in their plain form."""
    return unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))


def shown(value: object) -> str:
    """`value` inside an error message: in back-ticks, short, and never a type name."""
    if value is None:
        return "`null`"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, str):
        return f"`{printable(' '.join(value.split()), 60)}`" if value.strip() else "an empty text"
    if isinstance(value, int):
        # Python refuses to print integers of thousands of digits.
        return f"`{value}`" if value.bit_length() <= 200 else "a number of very many digits"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple | set | frozenset):
        return "a list"
    return f"`{printable(value, 60)}`"


def kept(value: object) -> object:
    """`value` as an error may carry it: as told, unless it could not be printed."""
    if isinstance(value, int) and value.bit_length() > 200:
        return shown(value)
    return printable(value)


def sides(
    value: Mapping[object, object], low_keys: tuple[str, ...], high_keys: tuple[str, ...]
) -> tuple[tuple[str, object] | None, tuple[str, object] | None]:
    """The two told sides of a range such as `{"min": ..., "max": ...}`."""
    forms = " or ".join(
        f'`{{"{low}": ..., "{high}": ...}}`' for low, high in zip(low_keys, high_keys, strict=True)
    )
    for key in value:
        if key not in low_keys + high_keys:
            guess = nearest(key, low_keys + high_keys) if isinstance(key, str) else None
            raise InputError(
                f"{shown(key)} is no part of a range"
                + (f", perhaps `{guess}` was meant" if guess else ""),
                got=printable(value),
                expected=forms,
            )
    found: list[tuple[str, object] | None] = []
    for keys in (low_keys, high_keys):
        told = [(key, value[key]) for key in keys if value.get(key) is not None]
        if len(told) > 1:
            raise InputError(
                f"the range gives both `{told[0][0]}` and `{told[1][0]}`",
                got=printable(value),
                expected="one of the two",
            )
        found.append(told[0] if told else None)
    if found == [None, None]:
        raise InputError(
            "the range has neither end", got=printable(value), expected=f"{forms}, at least one end"
        )
    return found[0], found[1]
