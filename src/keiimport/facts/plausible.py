# SPDX-License-Identifier: Apache-2.0
"""Figures and days that no vehicle can have, refused before anything rests on them."""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.facts.bounds import Bounds, StatedBounds, refused
from keiimport.facts.case import StatedValue
from keiimport.facts.days import format_date
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Fact


def check_plausible(told: Mapping[str, StatedValue], limited: Mapping[str, Fact]) -> None:
    """Refuse what is told beyond the limits of its fact."""
    for name, value in told.items():
        if name not in limited or not isinstance(value, StatedBounds):
            continue
        fact = limited[name]
        limits = Bounds(fact.least, fact.most)
        if not _within(value.bounds, fact.least, fact.most):
            kind = fact.type.dimension
            plausible = format_date(limits) if kind is None else format_quantity(limits, kind)
            raise refused(
                value.text,
                f"is no plausible {fact.title}",
                "; ".join((plausible, *value.warnings)),
                at=name,
            )


def _within(bounds: Bounds, least: int | None, most: int | None) -> bool:
    low, high = bounds.low, bounds.high
    if least is not None and (
        (low is not None and low < least) or (high is not None and high < least)
    ):
        return False
    return most is None or not (
        (high is not None and high > most) or (low is not None and low > most)
    )
