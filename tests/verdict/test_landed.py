# SPDX-License-Identifier: Apache-2.0
"""The whole cost: what was told besides duty and fees, added up; nothing is made up."""

from __future__ import annotations

from typing import Any

import pytest

import keiimport

CARRY = {"make": "Suzuki", "model": "Carry", "chassis_code": "DD51T", "manufactured": "1998-05"}


def landed(costs: dict[str, Any] | None = None, **entry: Any) -> dict[str, Any]:
    told = {"date": "2026-11-21", "transport": "ocean", "type": "consumption", **entry}
    case = {"vehicle": CARRY, "entry": told | ({"costs": costs} if costs else {})}
    duty = keiimport.evaluate(case).duty
    assert duty is not None
    found: dict[str, Any] = duty["landed"] | {"total": duty["total"]}
    return found


def cents(amount: str) -> int:
    return int(amount.replace("$", "").replace(",", "").replace(".", ""))


def test_price_duty_fees_and_costs_are_added() -> None:
    found = landed({"freight": "$1,500", "broker": 350.5}, value=5000)
    assert cents(found["amount"]) == 500_000 + cents(found["total"]) + 150_000 + 35_050
    assert found["costs"] == [
        {"what": "freight", "amount": "$1,500.00"},
        {"what": "customs broker", "amount": "$350.50"},
    ]


def test_what_is_not_told_is_named_as_missing() -> None:
    found = landed({"freight": 1500}, value=5000)
    assert found["missing"] == ["insurance", "inland haulage", "customs broker", "port fees"]
    assert landed(value=5000)["costs"] == []


def test_without_a_price_there_is_no_total() -> None:
    found = landed({"freight": 1500})
    assert (found["amount"], found["low"], found["high"]) == (None, None, None)


def test_a_range_gives_a_range() -> None:
    found = landed({"freight": {"min": 1000, "max": 1500}}, value=5000)
    assert found["amount"] is None
    assert cents(found["high"]) - cents(found["low"]) == 50_000


def test_a_cost_that_is_none_is_refused() -> None:
    with pytest.raises(keiimport.InputError, match=r"entry\.costs\.frieght"):
        landed({"frieght": 1}, value=5000)
