# SPDX-License-Identifier: Apache-2.0
"""From a plan and a value to cents: whole numbers, rounded half up once per line.

Rates and shares count millionths, so a line is so many millionths of millionths of the value. What
the whole import costs is price, duty and fees, and the costs that were told.
"""

from collections.abc import Mapping
from typing import Final

from keiimport.duty.plan import Charge
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts, is_settled
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.model import MILLION, FeeRow
from keiimport.verdict_types import Cost, LandedCost

Shares = Mapping[str, int]  # the shares of the value in millionths, by the names of their facts
WHOLE = MILLION**2  # the whole value, as lines count it


def half_up(parts: int, whole: int = WHOLE) -> int:
    """A number of parts as wholes, rounded half up."""
    return (2 * parts + whole) // (2 * whole)


def charged(charge: Charge, shares: Shares) -> int:
    """A line in parts of `WHOLE`, the value; 0 if its rate is not known."""
    of = charge.row.of
    share = MILLION if of.fact is None else shares[of.fact]
    return (charge.rate or 0) * (MILLION - share if of.rest else share)


def fee(row: FeeRow, value: int) -> int:
    """A fee in cents, with its minimum and its maximum."""
    if row.rate is None:
        assert row.fixed is not None
        return row.fixed
    owed = half_up(row.rate * value, MILLION)
    if row.minimum is not None:
        owed = max(owed, row.minimum)
    return owed if row.maximum is None else min(owed, row.maximum)


def fits(row: FeeRow, value: int) -> bool:
    """Whether a fee is for goods of that value (cents)."""
    return row.value_up_to is None or value <= row.value_up_to


def percent(parts: int | None, whole: int = WHOLE) -> str | None:
    """A rate as people write it: `2.5 %`."""
    if parts is None:
        return None
    return f"{100 * parts / whole:.6f}".rstrip("0").rstrip(".") + " %"


def dollars(cents: int | None) -> str | None:
    """An amount as people write it: `$1,250.00`."""
    return None if cents is None else f"${cents // 100:,}.{cents % 100:02}"


# --- what Customs takes it for, and the whole import ---

COSTS: Final = "entry.costs."
VALUE: Final = "entry.value"
FREIGHT_INCLUDED: Final = "entry.freight_included"
SHIPPING: Final = (f"{COSTS}freight", f"{COSTS}insurance")


def customs_value(facts: Facts) -> tuple[int, ...]:
    """The least and the most that the customs value can be, in cents; empty if it is not bounded.

    Of a price that includes freight and insurance it is what they leave. While they are not told,
    nothing but the price says how much that is.
    """
    price = facts.get(VALUE)
    if not isinstance(price, Bounds) or price.low is None or price.high is None:
        return ()
    if facts.get(FREIGHT_INCLUDED) is not True:
        return price.low, price.high
    least, most = 0, 0
    for name in SHIPPING:
        cost = facts.get(name)
        told = cost if isinstance(cost, Bounds) else Bounds(0, None)
        least += told.low or 0
        most += price.low if told.high is None else told.high
    return max(price.low - most, 0), max(price.high - least, 0)


def unpriced(facts: Facts) -> tuple[str, ...]:
    """The missing facts that would fix the customs value."""
    if facts.get(FREIGHT_INCLUDED) is True and is_settled(facts.get(VALUE)):
        return tuple(name for name in SHIPPING if not is_settled(facts.get(name)))
    return () if is_settled(facts.get(VALUE)) else (VALUE,)


def landed(
    total_low: int | None,
    total_high: int | None,
    known: Mapping[str, SourcedValue],
    vocabulary: Vocabulary,
) -> LandedCost:
    """The landed total of an import: its price, duty and fees, and every cost that was told.

    What the price includes is neither added to it nor missing; without a price there is no total.
    """
    costs: list[Cost] = []
    missing: list[str] = []
    sums = [total_low, total_high]
    included = known.get(FREIGHT_INCLUDED)
    paid = SHIPPING if included is not None and included.value is True else ()
    for name in (VALUE, *(name for name in vocabulary if name.startswith(COSTS))):
        if name in paid:
            continue
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
