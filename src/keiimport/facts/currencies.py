# SPDX-License-Identifier: Apache-2.0
"""Amounts told in another currency, turned into US dollars by the rate told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.units import DIMENSIONS, LARGEST, format_quantity, parse_quantity, too_large

_CURRENCIES = sorted(DIMENSIONS["money"].unclear, key=len, reverse=True)


def in_dollars(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry whose value and costs are in US dollars."""
    rate, costs = entry.get("exchange_rate"), entry.get("costs")
    if rate is None:
        return entry
    found = {**entry, "value": _dollars(entry.get("value"), rate, "value")}
    if isinstance(costs, Mapping):
        found["costs"] = {
            name: _dollars(told, rate, f"costs.{name}") for name, told in costs.items()
        }
    return found


def _dollars(told: object, rate: object, at: str) -> object:
    """An amount in US dollars, where it is told in another currency; else as it is told."""
    figure = _without_currency(told) if isinstance(told, str) else None
    if figure is None:
        return told
    try:
        foreign = parse_quantity(figure, "money").bounds
    except InputError as error:
        raise error.located(at) from None
    try:
        each = (
            rate.bounds
            if isinstance(rate, StatedBounds)
            else parse_quantity(rate, "exchange_rate").bounds
        )
    except InputError as error:
        raise error.located("exchange_rate") from None
    bounds = Bounds(_times(foreign.low, each.low), _times(foreign.high, each.high))
    if bounds.high is not None and bounds.high > LARGEST:
        raise too_large(told, DIMENSIONS["money"]).located(at)
    return StatedBounds(bounds, format_quantity(bounds, "money"))


def _without_currency(text: str) -> str | None:
    """The figure of an amount in another currency, or None where it is in none."""
    folded = text.casefold().strip()
    for word in _CURRENCIES:
        for rest in (folded.removesuffix(word), folded.removeprefix(word)):
            if rest != folded and not rest.strip()[:1].isalpha():
                return rest.strip()
    return None


def _times(cents: int | None, rate: int | None) -> int | None:
    """Cents of dollars, half up."""
    if cents is None or rate is None:
        return None
    exact = cents * Fraction(rate) / DIMENSIONS["exchange_rate"].scale
    return (exact + Fraction(1, 2)).__floor__()
