# SPDX-License-Identifier: Apache-2.0
"""What the whole import costs: price, duty and fees, and the costs that were told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from keiimport.duty.money import dollars
from keiimport.facts.bounds import Bounds
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import Vocabulary
from keiimport.verdict_types import Cost, LandedCost

COSTS: Final = "entry.costs."
VALUE: Final = "entry.value"


def landed(
    total_low: int | None,
    total_high: int | None,
    known: Mapping[str, SourcedValue],
    vocabulary: Vocabulary,
) -> LandedCost:
    """The landed total of an import: its price, duty and fees, and every cost that was told.

    Returns:
        What was told and what is missing, and the total: one amount where it is exact, else its
        ends; none of them where the price is not told.
    """
    costs: list[Cost] = []
    missing: list[str] = []
    sums = [total_low, total_high]
    for name in (VALUE, *(name for name in vocabulary if name.startswith(COSTS))):
        held = known.get(name)
        ends: tuple[int | None, int | None] = (None, None) if name == VALUE else (0, 0)
        title = vocabulary[name].title
        if held is not None and isinstance(held.value, Bounds):
            ends = held.value.low, held.value.high
            amount = dollars(ends[0]) if held.value.exact else held.text
            costs += [Cost(title, str(amount))] if name != VALUE else []
        elif name != VALUE:
            missing.append(title)
        sums = [None if s is None or e is None else s + e for s, e in zip(sums, ends, strict=True)]
    low, high = sums
    amount = dollars(low) if low == high else None
    return LandedCost(tuple(costs), tuple(missing), amount, dollars(low), dollars(high))
