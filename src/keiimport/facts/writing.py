# SPDX-License-Identifier: Apache-2.0
"""Told dates and quantities written back, in a form that is read to the same again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.dates import parse_date
from keiimport.facts.units import DIMENSIONS, parse_quantity


def written_date(told: StatedBounds) -> object:
    """`told` as text or a range of dates: what was told, where that reads back to the same."""
    text = told.text
    first, _, last = text.removeprefix("between ").partition(" and ")
    for form in (
        text,
        {"earliest": text.removesuffix(" or later")},
        {"latest": text.removesuffix(" or earlier")},
        {"earliest": first, "latest": last},
    ):
        if _reads_back(form, told, parse_date):
            return form
    return _written_range(told.bounds, "earliest", "latest", _iso)


def written_quantity(told: StatedBounds, dimension: str) -> object:
    """`told` as text or a range of quantities: what was told, where that reads back."""
    text = told.text
    for form in (
        text,
        {"min": text.removeprefix("at least ")},
        {"max": text.removeprefix("at most ")},
    ):
        if _reads_back(form, told, partial(parse_quantity, dimension=dimension)):
            return form
    return _written_range(told.bounds, "min", "max", partial(_exact, dimension=dimension))


def _reads_back(form: object, told: StatedBounds, read: Callable[[object], StatedBounds]) -> bool:
    try:
        found = read(form)
    except InputError:
        return False
    # a warning quotes the words that were read, which are these ones now
    return found.bounds == told.bounds and found.text == told.text


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


def _written_range(
    bounds: Bounds, low_key: str, high_key: str, write: Callable[[int], str]
) -> str | dict[str, str]:
    if bounds.low is not None and bounds.exact:
        return write(bounds.low)
    ends = ((low_key, bounds.low), (high_key, bounds.high))
    return {key: write(end) for key, end in ends if end is not None}
