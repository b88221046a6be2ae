# SPDX-License-Identifier: Apache-2.0
"""A value in another currency, with the rate told beside it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case
from keiimport.facts.models import Entry


def value(**entry: Any) -> StatedBounds:
    """The value of an entry, as it is read."""
    told = Case.parse({"entry": entry}).entry.value
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("written", "rate", "cents"),
    [
        ("600000 JPY", 0.0066, 396_000),
        ("600,000 yen", "0.0066", 396_000),
        ("¥600,000", "0.0066 USD", 396_000),
        ("60万円", 0.0066, 396_000),
        ("5000 EUR", 1.08, 540_000),
        ("€ 5000", 1.08, 540_000),
        ("1 JPY", 0.005, 1),
        ("1 JPY", 0.0049, 0),
    ],
)
def test_it_is_turned_into_dollars(written: str, rate: object, cents: int) -> None:
    """Half a cent goes up."""
    assert value(value=written, exchange_rate=rate).bounds == Bounds(cents, cents)
    assert Entry(value=written, exchange_rate=rate).value is not None  # type: ignore[arg-type]


def test_a_range_is_turned_end_by_end() -> None:
    told = value(value="500000-600000 JPY", exchange_rate={"min": 0.006, "max": 0.007})
    assert told.bounds == Bounds(300_000, 420_000)


def test_dollars_stay_what_they_are() -> None:
    for written in (5000, "$5,000", "5000 USD", {"min": 5000, "max": 5000}):
        assert value(value=written, exchange_rate=0.0066).bounds == Bounds(500_000, 500_000)


def test_it_is_written_back_in_dollars() -> None:
    case = Case.parse({"entry": {"value": "600000 JPY", "exchange_rate": 0.0066}})
    assert Case.parse(case.to_dict()) == case


def test_without_a_rate_the_error_says_how_to_tell_it() -> None:
    with pytest.raises(InputError) as found:
        value(value="600000 JPY")
    assert found.value.at == "entry.value"
    assert "another currency" in found.value.error
    assert "`entry.exchange_rate`" in found.value.expected


@pytest.mark.parametrize(
    ("entry", "at"),
    [
        ({"value": "many JPY", "exchange_rate": 0.0066}, "entry.value"),
        ({"value": "600000 JPY", "exchange_rate": "much"}, "entry.exchange_rate"),
    ],
)
def test_errors_have_their_place(entry: dict[str, Any], at: str) -> None:
    with pytest.raises(InputError) as found:
        value(**entry)
    assert found.value.at == at


@given(st.text(max_size=30), st.one_of(st.floats(), st.text(max_size=10), st.integers()))
def test_any_text_gives_a_value_or_an_error(written: str, rate: object) -> None:
    try:
        Case.parse({"entry": {"value": written, "exchange_rate": rate}})
    except InputError as error:
        assert error.at.startswith("entry")


def test_costs_are_turned_too() -> None:
    costs = {"freight": "100000 JPY", "broker": "$300"}
    told = Case.parse({"entry": {"costs": costs, "exchange_rate": 0.0066}}).told()
    assert [told[f"entry.costs.{name}"] for name in costs] == [
        StatedBounds(Bounds.point(66_000), "660 USD"),
        StatedBounds(Bounds.point(30_000), "$300"),
    ]
    with pytest.raises(InputError, match=r"exchange_rate"):
        Case.parse({"entry": {"costs": costs}})
