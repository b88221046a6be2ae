# SPDX-License-Identifier: Apache-2.0
"""Figures and days that no vehicle can have."""

from __future__ import annotations

from datetime import date

import pytest

from keiimport.errors import InputError
from keiimport.facts.case import Case, fact_types
from keiimport.facts.contradictions import check_plausible
from keiimport.facts.vocabulary import Fact

KG = 100_000_000
DAY = date(1880, 1, 1).toordinal()


def fact(name: str, least: int | None, most: int | None) -> Fact:
    return Fact(
        fact_types()[name], "?", "there", "thing",
        least=least, most=most,
    )  # fmt: skip


LIMITED = {
    "vehicle.gvwr": fact("vehicle.gvwr", 20 * KG, 100_000 * KG),
    "vehicle.wheels": fact("vehicle.wheels", 1, None),
    "vehicle.seats": fact("vehicle.seats", None, 100),
    "vehicle.manufactured": fact("vehicle.manufactured", DAY, None),
}


@pytest.mark.parametrize(
    "told",
    [
        {"gvwr": "20 kg", "wheels": 1, "seats": 0},
        {"gvwr": "100 t", "wheels": 1000, "seats": 100},
        {"gvwr": {"max": "900 kg"}, "seats": {"min": 3}},
        {"manufactured": "1880-01-01"},
        {"manufactured": {"latest": "1999"}},
        {"kei": True, "length": "1 mm"},
    ],
)
def test_what_is_plausible_passes(told: dict[str, object]) -> None:
    check_plausible(Case.parse({"vehicle": told}).told(), LIMITED)


@pytest.mark.parametrize(
    ("told", "at", "expected"),
    [
        ({"gvwr": "19 kg"}, "vehicle.gvwr", "between 20 and 100,000 kg"),
        ({"gvwr": {"min": 19}}, "vehicle.gvwr", "between 20 and 100,000 kg"),
        ({"gvwr": "10-30 kg"}, "vehicle.gvwr", "between 20 and 100,000 kg"),
        ({"gvwr": {"max": "1 kg"}}, "vehicle.gvwr", "between 20 and 100,000 kg"),
        ({"gvwr": {"min": "101 t"}}, "vehicle.gvwr", "between 20 and 100,000 kg"),
        ({"gvwr": "1.290 kg"}, "vehicle.gvwr", "write `1290 kg` or `1.29 kg`"),
        ({"wheels": 0}, "vehicle.wheels", "at least 1"),
        ({"seats": 101}, "vehicle.seats", "at most 100"),
        ({"manufactured": "1879"}, "vehicle.manufactured", "1880-01-01 or later"),
        ({"manufactured": {"latest": 1870}}, "vehicle.manufactured", "1880-01-01 or later"),
    ],
)
def test_what_no_vehicle_has_is_refused_where_it_stands(
    told: dict[str, object], at: str, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        check_plausible(Case.parse({"vehicle": told}).told(), LIMITED)
    assert caught.value.at == at
    assert "is no plausible thing" in caught.value.error
    assert expected in caught.value.expected
