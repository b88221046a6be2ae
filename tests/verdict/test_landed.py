# SPDX-License-Identifier: Apache-2.0
"""The whole cost: what was told besides duty and fees, added up; nothing is made up."""

from __future__ import annotations

from typing import Any

import pytest

import keiimport
from keiimport.verdict_types import Cost, LandedCost

CARRY = {"make": "Suzuki", "model": "Carry", "chassis_code": "DD51T", "manufactured": "1998-05"}


def landed(costs: dict[str, Any] | None = None, **entry: Any) -> LandedCost:
    told = {"date": "2026-11-21", "transport": "ocean", "type": "consumption", **entry}
    case = {"vehicle": CARRY, "entry": told | ({"costs": costs} if costs else {})}
    duty = keiimport.evaluate(case).duty
    assert duty is not None
    return duty.landed


def cents(amount: str | None) -> int:
    assert amount is not None
    return int(amount.replace("$", "").replace(",", "").replace(".", ""))


def test_price_duty_fees_and_costs_are_added() -> None:
    found = landed({"freight": "$1,500", "broker": 350.5}, value=5000)
    without = landed(value=5000)
    assert cents(found.amount) == cents(without.amount) + 150_000 + 35_050
    assert found.costs == (Cost("freight", "$1,500.00"), Cost("customs broker", "$350.50"))


def test_without_other_costs_it_is_price_and_duty() -> None:
    told = {"date": "2026-11-21", "transport": "ocean", "type": "consumption", "value": 5000}
    duty = keiimport.evaluate({"vehicle": CARRY, "entry": told}).duty
    assert duty is not None
    assert cents(duty.landed.amount) == 500_000 + cents(duty.total)


def test_what_is_not_told_is_named_as_missing() -> None:
    found = landed({"freight": 1500}, value=5000)
    assert found.missing == ("insurance", "inland haulage", "customs broker", "port fees")
    assert landed(value=5000).costs == ()


def test_without_a_price_there_is_no_total() -> None:
    found = landed({"freight": 1500})
    assert (found.amount, found.low, found.high) == (None, None, None)


def test_a_range_gives_a_range() -> None:
    found = landed({"freight": {"min": 1000, "max": 1500}}, value=5000)
    assert found.amount is None
    assert cents(found.high) - cents(found.low) == 50_000


def test_a_cost_that_is_none_is_refused() -> None:
    with pytest.raises(keiimport.InputError, match=r"entry\.costs\.frieght"):
        landed({"frieght": 1}, value=5000)


def test_what_the_price_includes_is_neither_missing_nor_added() -> None:
    found = landed(value=5000, freight_included=True)
    assert found.missing == ("inland haulage", "customs broker", "port fees")
    without = landed(value=5000)
    assert cents(found.high) == cents(without.amount)
    assert 500_000 < cents(found.low) < cents(found.high)


def test_what_was_shipped_and_insured_is_worth_the_rest_of_the_price() -> None:
    told = {"freight": 1500, "insurance": 100}
    found = landed(told, value=5000, freight_included=True)
    apart = landed(told, value=3400)
    assert found.costs == ()
    assert found.amount == apart.amount
