# SPDX-License-Identifier: Apache-2.0
"""From a plan and a value to cents: exact, in whole numbers, and rounded half up once a line.

Nothing here looks at a case: a plan, the value in cents and the shares go in, amounts come out.
Rates and shares count millionths, so a line is so many millionths of millionths of the value.
"""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.duty.plan import Charge
from keiimport.rulebook.model import MILLION, FeeRow

Shares = Mapping[str, int]  # the shares of the value in millionths, by the names of their facts
WHOLE = MILLION**2  # the whole value, as lines count it


def half_up(parts: int, whole: int = WHOLE) -> int:
    """A number of parts as wholes; half a whole goes up."""
    return (2 * parts + whole) // (2 * whole)


def charged(charge: Charge, shares: Shares) -> int | None:
    """A line as so many parts of the value, of `WHOLE`; None where its rate is not known."""
    if charge.rate is None:
        return None
    of = charge.row.of
    share = MILLION if of.fact is None else shares[of.fact]
    return charge.rate * (MILLION - share if of.rest else share)


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
