# SPDX-License-Identifier: Apache-2.0
"""Told dates and quantities written back, in a form that is read to the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import partial

from keiimport.errors import InputError
from keiimport.facts.bounds import StatedBounds
from keiimport.facts.dates import parse_date
from keiimport.facts.units import DIMENSIONS, parse_quantity


def written_date(told: StatedBounds) -> object:
    """`told` as text or a range of dates: what was told, where that reads back to the same."""
    text = told.text
    first, _, last = text.removeprefix("between ").partition(" and ")
    forms = (
        text,
        {"earliest": text.removesuffix(" or later")},
        {"latest": text.removesuffix(" or earlier")},
        {"earliest": first, "latest": last},
    )
    return _written(told, forms, parse_date, ("earliest", "latest"), _iso)


def written_quantity(told: StatedBounds, dimension: str) -> object:
    """`told` as text or a range of quantities: what was told, where that reads back."""
    least, most = (told.text.removeprefix(words) for words in ("at least ", "at most "))
    read = partial(parse_quantity, dimension=dimension)
    write = partial(_exact, dimension=dimension)
    return _written(told, (told.text, {"min": least}, {"max": most}), read, ("min", "max"), write)


def _written(
    told: StatedBounds,
    forms: Iterable[object],
    read: Callable[[object], StatedBounds],
    keys: tuple[str, str],
    write: Callable[[int], str],
) -> object:
    for form in forms:
        with suppress(InputError):
            found = read(form)
            # a warning quotes the words that were read, which are these ones now
            if found.bounds == told.bounds and found.text == told.text:
                return form
    bounds = told.bounds
    if bounds.low is not None and bounds.exact:
        return write(bounds.low)
    ends = zip(keys, (bounds.low, bounds.high), strict=True)
    return {key: write(end) for key, end in ends if end is not None}


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _exact(number: int, dimension: str) -> str:
    # In a unit whose size is a power of ten every number of smallest units is a decimal.
    unit, size = next(
        (unit, size)
        for unit, size in DIMENSIONS[dimension].units.items()
        if str(size).rstrip("0") == "1"
    )
    digits = format(Decimal(number).scaleb(1 - len(str(size))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
        # Three decimals might be read as thousands, four never.
        digits += "0" if digits[-4:-3] == "." else ""
    return f"{digits} {unit}".strip()
