# SPDX-License-Identifier: Apache-2.0
"""From a plan and a value to cents: exact, and rounded half up once a line.

Nothing here looks at a case: a plan, the value in cents and the shares go in, amounts come
out, so that whole columns of values can be reckoned with one plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from keiimport.rulebook.model import FeeRow, Portion
from keiimport.verdict.duty.plan import Charge, Plan

Shares = Mapping[str, Fraction]
"""The shares of the value by the names of their facts, from 0 to 1."""

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a plan comes to, in cents; None where a rate is not known.

    Attributes:
        lines: of each line of the plan.
        duty: of all of them.
        rate: the duty as a part of the value, unrounded.
    """

    lines: tuple[int | None, ...]
    duty: int | None
    rate: Fraction | None


def half_up(cents: Fraction) -> int:
    """Whole cents; half a cent goes up."""
    return (cents + _HALF).__floor__()


def portion(of: Portion, shares: Shares) -> Fraction:
    """The part of the value that a rate is of."""
    if of.fact is None:
        return Fraction(1)
    share = shares[of.fact]
    return 1 - share if of.rest else share


def charged(charge: Charge, shares: Shares) -> Fraction | None:
    """A line as a part of the whole value; None where its rate is not known."""
    if not charge.rate or charge.row.of.fact is None:
        return charge.rate
    return charge.rate * portion(charge.row.of, shares)


def amounts(plan: Plan, value: int, shares: Shares) -> Amounts:
    """What a plan comes to.

    Args:
        plan: the lines.
        value: the value in cents.
        shares: the shares that the plan asks for.
    """
    rates = [charged(charge, shares) for charge in plan.charges]
    lines = tuple(None if rate is None else half_up(rate * value) for rate in rates)
    known = [line for line in lines if line is not None]
    return Amounts(lines, sum(known) if len(known) == len(lines) else None, rate_of(plan, shares))


def rate_of(plan: Plan, shares: Shares) -> Fraction | None:
    """All lines together as a part of the value; None where a rate is not known."""
    rates = [charged(charge, shares) for charge in plan.charges]
    known = [rate for rate in rates if rate is not None]
    return sum(known, Fraction(0)) if len(known) == len(rates) else None


def fee(row: FeeRow, value: int) -> int:
    """A fee in cents, with its minimum and its maximum.

    Args:
        row: the fee.
        value: the value in cents.
    """
    if row.rate is None:
        assert row.fixed is not None
        return row.fixed
    amount = half_up(row.rate * value)
    if row.minimum is not None:
        amount = max(amount, row.minimum)
    return amount if row.maximum is None else min(amount, row.maximum)


def fits(row: FeeRow, value: int) -> bool:
    """Whether a fee is for goods of that value (cents)."""
    return row.value_up_to is None or value <= row.value_up_to


def first_fitting(rows: Sequence[FeeRow], value: int) -> FeeRow | None:
    """Of the rows of one fee the first that is for goods of that value."""
    return next((row for row in rows if fits(row, value)), None)
