# SPDX-License-Identifier: Apache-2.0
"""What the whole import costs: price, duty and fees, and the costs that were told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from keiimport.duty.money import dollars
from keiimport.facts.bounds import Bounds
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import Vocabulary

COSTS: Final = "entry.costs."
VALUE: Final = "entry.value"

Json = dict[str, Any]


def landed(duty: Json, known: Mapping[str, SourcedValue], vocabulary: Vocabulary) -> Json:
    """The landed total of an import: its price, duty and fees, and every cost that was told.

    Args:
        duty: the duty and the fees, as a verdict has them.
        known: what is known of the case.
        vocabulary: every fact, with its words.

    Returns:
        `costs` as told, the costs `missing` from the total, and the total: `amount` where it is
        exact, else null, with `low` and `high`; null as well where the price is not told.
    """
    costs, missing = [], []
    sums = [_cents(duty["total_low"]), _cents(duty["total_high"])]
    for name in (VALUE, *(name for name in vocabulary if name.startswith(COSTS))):
        held = known.get(name)
        ends: tuple[int | None, int | None] = (None, None) if name == VALUE else (0, 0)
        title = vocabulary[name].title
        if held is not None and isinstance(held.value, Bounds):
            ends = held.value.low, held.value.high
            amount = dollars(ends[0]) if held.value.exact else held.text
            costs += [{"what": title, "amount": amount}] if name != VALUE else []
        elif name != VALUE:
            missing.append(title)
        sums = [None if s is None or e is None else s + e for s, e in zip(sums, ends, strict=True)]
    low, high = sums
    return {
        "costs": costs,
        "missing": missing,
        "amount": dollars(low) if low == high else None,
        "low": dollars(low),
        "high": dollars(high),
    }


def _cents(written: str | None) -> int | None:
    """The cents of an amount as a verdict writes it."""
    return None if written is None else int(written.translate({ord(m): None for m in "$,."}))
