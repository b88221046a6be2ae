# SPDX-License-Identifier: Apache-2.0
"""Names, codes and numbers as people wrote them, and what each vehicle is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.verdict.cases import engine

from keiimport.facts.bounds import Bounds
from keiimport.verdict import Verdict

DAY = "2026-09-01"


def verdict(**vehicle: object) -> Verdict:
    return engine().evaluate({"vehicle": vehicle, "entry": {"date": DAY}})


def facts(found: Verdict) -> Mapping[str, Any]:
    """What is known of the vehicle, whether or not the answer needs it."""
    return {name: value for name, value in found._decided.facts.items() if value is not None}


@pytest.mark.parametrize(
    ("make", "model", "built", "is_kei"),
    [
        ("フォルクスワーゲン", "ザ・ビートル", "2013", False),
        ("Mitsubishi", "Pajero", "1998-05", False),
        ("Suzuki", "Wagon R Wide", "1998-05", False),
        ("Mitsubishi", "Town Box Wide", "2000-05", False),
        ("Daihatsu", "Hijet Gran Cargo", "2000-05", False),
        ("Suzuki", "Jimny 1300", "1990", False),
        (None, "CARRY ON TRAILER", "2012", None),
        ("Suzuki", "Wagon R", "1998-05", True),
        ("Daihatsu", "Hijet", "1998-05", True),
    ],
)
def test_a_name_within_another_is_no_name(
    make: str | None, model: str, built: str, is_kei: bool | None
) -> None:
    found = verdict(make=make, model=model, manufactured=built)
    assert facts(found).get("vehicle.kei") is is_kei


@pytest.mark.parametrize(
    ("vehicle", "outcome"),
    [
        ({"model": "Odyssey", "chassis_code": "E-RA1", "manufactured": "1995-03"}, "admissible"),
        ({"model": "Insight", "frame_number": "ZE1-1000001", "manufactured": "1999-11"},
         "admissible"),
        ({"model": "Insight", "frame_number": "ZE2-1000001", "first_registered": "2009"},
         "not_yet"),
    ],
)  # fmt: skip
def test_a_code_of_two_makes_is_that_of_the_make_told(
    vehicle: dict[str, str], outcome: str
) -> None:
    found = verdict(make="Honda", registered_in="JP", **vehicle)
    assert found.outcome == outcome
    assert facts(found)["vehicle.kei"] is False


def test_the_mark_of_alteration_is_told() -> None:
    known = facts(verdict(make="Suzuki", chassis_code="V-DD51T改", manufactured="1996-05"))
    assert (known["vehicle.chassis_code"], known["vehicle.altered"]) == ("DD51T", True)
    contradicted = verdict(chassis_code="DD51T改", altered=False)
    assert facts(contradicted)["vehicle.altered"] is True
    assert any("ends in 改" in warning for warning in contradicted.warnings)


@pytest.mark.parametrize("number", ["1" * 17, "0" * 17, "X" * 17])
def test_a_placeholder_takes_nothing_away(number: str) -> None:
    found = verdict(make="Honda", model="Acty", manufactured="1991", frame_number=number)
    assert found.outcome == "admissible" and facts(found)["vehicle.kei"] is True
    assert f"`{number}` stands for no number" in found.warnings


def test_a_padded_frame_number_is_found() -> None:
    known = facts(verdict(make="Daihatsu", model="Hijet", frame_number="0000000S83P000001"))
    assert (known["vehicle.chassis_code"], known["vehicle.market"]) == ("S83P", "JP")


@pytest.mark.parametrize(
    ("vin", "vehicle", "year"),
    [
        ("1FUJGLDR69LAC9984", {"manufactured": "2008-09"}, 2009),
        ("1FUJGLDR69LAC9984", {}, 2009),
        ("4ENGAAA81R1003437", {"manufactured": "1994"}, 1994),
        ("4ENGAAA81R1003437", {}, 2024),
        # position 7 settles it for what is light
        ("4ENGAAA81R1003437", {"manufactured": "1994", "gvwr": "9000 lb"}, 2024),
        ("4ENGAAA81R1003437", {"manufactured": "1994", "gvwr": "20000 lb"}, 1994),
    ],
)
def test_the_model_year_of_a_vin_is_of_the_round_that_fits(
    vin: str, vehicle: dict[str, str], year: int
) -> None:
    assert facts(verdict(vin=vin, **vehicle))["vehicle.model_year"] == Bounds.point(year)


@pytest.mark.parametrize(
    "vehicle",
    [
        {"make": "Toyota", "model": "Aqua", "chassis_code": "DAA-NHP10",
          "first_registered": "2013"},
        {"make": "Suzuki", "model": "Hustler", "chassis_code": "5BA-MR92S",
          "first_registered": "2021"},
        {"make": "Honda", "model": "Fit Hybrid", "chassis_code": "GP5",
          "first_registered": "2014"},
        {"make": "Toyota", "model": "Century", "manufactured": "2019"},
        {"make": "Toyota", "model": "Alphard", "manufactured": "2005"},
        {"make": "Volkswagen", "model": "ID.3", "manufactured": "2021"},
        {"make": "Piaggio", "model": "Ape", "manufactured": "2015"},
    ],
)  # fmt: skip
def test_what_people_ask_about_is_known(vehicle: dict[str, str]) -> None:
    found = verdict(**vehicle)
    assert found.outcome == "not_yet"
    assert {"vehicle.body", "vehicle.kei", "vehicle.country_of_manufacture"} <= facts(found).keys()
