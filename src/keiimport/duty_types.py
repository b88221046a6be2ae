# SPDX-License-Identifier: Apache-2.0
"""What the duty of a verdict is made of, as `verdict_types` says it of the rest.

Money and rates are text as people write them (`$1,250.00`, `2.5 %`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from keiimport.rulebook.model import Confidence

LineKind = Literal["base", "add", "floor", "instead"]


class DutyAlternative(NamedTuple):
    """One of several ways in which the duty may come out.

    Attributes:
        hts: its heading, or several with commas.
        why: when it is the one.
        rate: the rate of all lines together, where it is one.
        rate_low: the lowest that it may be.
        rate_high: the highest that it may be.
        low: the least that may be owed.
        high: the most that may be owed.
        amount: what is owed, where it is one figure.
    """

    hts: str
    why: str
    rate: str | None
    rate_low: str | None
    rate_high: str | None
    low: str | None
    high: str | None
    amount: str | None


class DutyLine(NamedTuple):
    """A line of the tariff that is paid.

    Attributes:
        what: what it is.
        heading: its heading.
        layer: the layer it belongs to, such as `section_232`.
        kind: how it stacks.
        rate: its rate; None where it is not known.
        of: what the rate is of.
        amount: what it comes to, where that is one figure.
        refundable: how it can be had back.
        contested: whether it is disputed that it is paid.
        cite: the law.
        confidence: how well that law was seen.
        rule: its row in the rulebook.
    """

    what: str
    heading: str
    layer: str
    kind: LineKind
    rate: str | None
    of: str
    amount: str | None
    refundable: str | None
    contested: bool
    cite: tuple[str, ...]
    confidence: Confidence
    rule: str


class Fee(NamedTuple):
    """A fee, or a security that comes back.

    Attributes:
        what: what it is.
        fee: its short name.
        rate: its rate of the value.
        fixed: its amount, where it does not follow the value.
        minimum: the least that is taken.
        maximum: the most that is taken.
        amount: what it comes to, where that is one figure.
        low: the least that it may come to.
        high: the most that it may come to.
        certain: whether it is surely due.
        cite: the law.
        confidence: how well that law was seen.
        rule: its row in the rulebook.
    """

    what: str
    fee: str
    rate: str | None
    fixed: str | None
    minimum: str | None
    maximum: str | None
    amount: str | None
    low: str | None
    high: str | None
    certain: bool
    cite: tuple[str, ...]
    confidence: Confidence
    rule: str


class Cost(NamedTuple):
    """A cost of the import that was told.

    Attributes:
        what: what it is.
        amount: how much it is.
    """

    what: str
    amount: str


class LandedCost(NamedTuple):
    """What the whole import costs: price, duty, fees, and every cost that was told.

    Attributes:
        costs: the costs that were told.
        missing: those that were not, and are not in the total.
        amount: the total, where it is one figure.
        low: the least that it may be.
        high: the most that it may be.
    """

    costs: tuple[Cost, ...]
    missing: tuple[str, ...]
    amount: str | None
    low: str | None
    high: str | None


class Duty(NamedTuple):
    """What Customs collects. An estimate: Customs settles what is owed.

    Attributes:
        hts: the heading, where there is one.
        alternatives: the other ways in which it may come out.
        origin: the country where the vehicle was built.
        value: the value it is reckoned from.
        lines: the lines of the tariff that every way has in common.
        rate: the rate of all lines together, where it is one.
        rate_low: the lowest that it may be.
        rate_high: the highest that it may be.
        low: the least duty that may be owed.
        high: the most duty that may be owed.
        amount: the duty, where it is one figure.
        fees: the fees.
        securities: what must be secured and comes back.
        total: duty and fees together, where that is one figure.
        total_low: the least that both may be.
        total_high: the most that both may be.
        valid_on: the day whose tariff is used.
        carried_forward: why it is only today's law carried forward.
        missing: the facts that would settle more of it.
        notes: what to know of it.
        landed: what the whole import costs.
    """

    hts: str | None
    alternatives: tuple[DutyAlternative, ...]
    origin: str | None
    value: str | None
    lines: tuple[DutyLine, ...]
    rate: str | None
    rate_low: str | None
    rate_high: str | None
    low: str | None
    high: str | None
    amount: str | None
    fees: tuple[Fee, ...]
    securities: tuple[Fee, ...]
    total: str | None
    total_low: str | None
    total_high: str | None
    valid_on: date
    carried_forward: str | None
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    landed: LandedCost
