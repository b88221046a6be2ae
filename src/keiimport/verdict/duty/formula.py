# SPDX-License-Identifier: Apache-2.0
"""The formula of a duty: all that its figures depend on, but for the value.

Cases with one formula pay the same for the same value, so whole columns of values can be
reckoned with it; what it says must be what `account` says of one case.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from keiimport.rulebook.model import FeeRow
from keiimport.verdict.duty.account import entered, outside
from keiimport.verdict.duty.cases import Facts, corners, fees_open, possibilities
from keiimport.verdict.duty.money import Shares, charged, rate_of
from keiimport.verdict.duty.plan import Plan
from keiimport.verdict.law import Law

Rates = tuple[Fraction, ...]
"""The lines of a plan, each as a part of the value."""


@dataclass(frozen=True, slots=True)
class Formula:
    """What the figures of a duty depend on, but for the value.

    Attributes:
        heading: the heading of the tariff, or None where several are possible.
        rate: the part of the value, where every way has the same.
        ways: the lines of each way, where there is a rate.
        readings: the lines of each way, and of it without what is disputed, at each end of
            the shares of the value.
        bounded: whether the sums have an upper end.
        complete: whether every way was looked at.
        disputed: whether it is disputed that some line is paid.
        fees: the rows of each fee that may hold, each with whether it is known to.
        fees_beyond: whether the table of fees does not speak of the day.
    """

    heading: str | None
    rate: Fraction | None
    ways: tuple[Rates, ...]
    readings: tuple[Rates, ...]
    bounded: bool
    complete: bool
    disputed: bool
    fees: tuple[tuple[tuple[FeeRow, bool], ...], ...]
    fees_beyond: bool


def formula_of(law: Law, facts: Facts) -> Formula | None:
    """The formula of a case, or None where no duty is estimated.

    Args:
        law: the rulebook.
        facts: what is known of the case, with the days of the law.
    """
    book = law.rulebook
    if not book.tariff or outside(book.tariff_cover, entered(facts), "the tariff"):
        return None
    possible = possibilities(law.duty, facts)
    if not possible.found and possible.complete:
        return None
    figures = [each.plan for each in possible.found]
    without = [each.without for each in possible.found if each.without is not None]
    ends = [list(corners(plan, facts)) for plan in figures]
    rates = {
        rate_of(plan, at[0]) if len(at) == 1 else None
        for plan, at in zip(figures, ends, strict=True)
    }
    rate = rates.pop() if len(rates) == 1 and possible.complete else None
    ways: tuple[Rates, ...] = ()
    if rate is not None:
        ways = tuple(_rates(plan, at[0]) for plan, at in zip(figures, ends, strict=True))
    plans = [*figures, *without]
    numbers = {plan.number for plan in figures}
    layers = figures[0].layers if figures else frozenset()
    fees = fees_open(law.duty, law.duty.fees, facts, layers)
    return Formula(
        heading=numbers.pop() if len(numbers) == 1 else None,
        rate=rate,
        ways=tuple(dict.fromkeys(ways)),
        readings=tuple(dict.fromkeys(_rates(p, at) for p in plans for at in corners(p, facts))),
        bounded=all(charge.rate is not None for plan in plans for charge in plan.charges),
        complete=possible.complete,
        disputed=bool(without),
        fees=tuple(tuple(rows) for rows in fees),
        fees_beyond=bool(outside(book.fees_cover, entered(facts), "the table of fees")),
    )


def _rates(plan: Plan, shares: Shares) -> Rates:
    """The lines that come to something."""
    rates = [charged(charge, shares) for charge in plan.charges]
    return tuple([rate for rate in rates if rate])
