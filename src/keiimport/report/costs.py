# SPDX-License-Identifier: Apache-2.0
"""What the import costs, in a few figures: duty, fees, the rest, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from keiimport.report.duty import span
from keiimport.report.words import Json, clean, joined

PER: Final = 1000
"""The dollars that a rate is told for where the price is not."""


def cost_items(verdict: Json) -> Iterator[str]:
    """Duty, fees and the landed total, each in a few words; rates where the price is untold."""
    duty = verdict.get("duty")
    if not duty:
        yield "duty not known"
        return
    rate = span(duty.get("rate"), duty.get("rate_low"), duty.get("rate_high"))
    ahead = " by today's law" if duty.get("carried_forward") else ""
    if duty.get("value"):
        amount = span(duty.get("amount"), duty.get("low"), duty.get("high"))
        yield f"duty {amount} ({rate}{ahead})"
        yield f"with fees {span(duty.get('total'), duty.get('total_low'), duty.get('total_high'))}"
    else:
        yield f"duty {rate} of the price{ahead}"
    landed = duty.get("landed") or {}
    for cost in landed.get("costs") or ():
        yield f"{clean(cost.get('what'))} {clean(cost.get('amount'))}"
    total = span(landed.get("amount"), landed.get("low"), landed.get("high"))
    missing = joined(landed.get("missing") or (), ", ")
    if total:
        yield f"landed total {total}" + (f" without {missing}" if missing else "")
    elif missing:
        yield f"not in it: {missing}"
    if not duty.get("value"):
        yield f"on each ${PER:,}: {', '.join(_each(duty))}"


def _each(duty: Json) -> Iterator[str]:
    """What is owed on a thousand dollars, line by line."""
    if (share := _share(duty.get("rate"))) is not None:
        yield f"duty {dollars(share * PER)}"
    for fee in duty.get("fees") or ():
        share = _share(fee.get("rate"))
        figure = clean(fee.get("fixed")) if share is None else dollars(share * PER)
        notes = [f"at least {clean(fee['minimum'])}"] if fee.get("minimum") else []
        notes += [] if fee.get("certain", True) else ["perhaps"]
        more = f" ({', '.join(notes)})" if notes else ""
        yield f"{clean(fee.get('what'))} {figure}{more}"


def _share(rate: object) -> Fraction | None:
    """A rate in percent as a share; None where it is something else."""
    number = clean(rate).removesuffix("%").strip()
    try:
        return Fraction(number) / 100 if clean(rate).endswith("%") else None
    except ValueError:
        return None


def dollars(amount: Fraction) -> str:
    """An amount to the cent, half a cent up."""
    cents = (amount * 100 + Fraction(1, 2)).__floor__()
    return f"${cents // 100:,}.{cents % 100:02}"
