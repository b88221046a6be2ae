# SPDX-License-Identifier: Apache-2.0
"""Under the rules that are shipped: what is not believed opens no door."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.verdict import Verdict

OLD, LABEL = "nhtsa.box_1", "nhtsa.box_2a"


@cache
def engine() -> Engine:
    return Engine()


def evaluated(**vehicle: object) -> Verdict:
    return engine().evaluate({"vehicle": vehicle, "entry": {"date": "2026-11-21"}})


def outcome(path: str, vehicle: Mapping[str, object]) -> str:
    paths = {one["id"]: one["outcome"] for one in evaluated(**vehicle).to_dict()["paths"]}
    return str(paths[path])


LABELLED = {"manufactured": "2022-06", "certified_to": ["us_fmvss"]}


@pytest.mark.parametrize(
    "vehicle",
    [
        {"chassis_code": "B6AW", "frame_number": "B6AW-0001234"},
        {"make": "Nissan", "model": "Sakura"},
        {"frame_number": "B6AW-0001234", "market": "US"},
        {"frame_number": "B6AW-0001234", "chassis_code": "XX99"},
        {"market": "JP"},
    ],
)
def test_a_label_on_a_japanese_vehicle_opens_nothing(vehicle: Mapping[str, object]) -> None:
    assert outcome(LABEL, {**vehicle, **LABELLED}) == "needs_facts"


@pytest.mark.parametrize(
    ("vehicle", "believed"),
    [
        ({"make": "Honda", "model": "Civic", "manufactured": "2018"}, True),
        ({"make": "Toyota", "model": "Corolla", "manufactured": "2003"}, True),
        # a chassis code, or the market, says which Civic it is
        ({"make": "Honda", "model": "Civic", "chassis_code": "FC1", "manufactured": "2018"}, False),
        ({"make": "Honda", "model": "Civic", "market": "JP", "manufactured": "2018"}, False),
        # never sold there
        ({"make": "Toyota", "model": "Alphard", "manufactured": "2018"}, False),
        ({"make": "Honda", "model": "Acty", "manufactured": "2018"}, False),
    ],
)
@pytest.mark.parametrize("label", ["us_fmvss", "canada_cmvss"])
def test_a_label_on_a_name_that_was_sold_there_is_believed(
    vehicle: Mapping[str, object], believed: bool, label: str
) -> None:
    """Where nothing but the name says what it is, in years of which the catalogue has Japan's."""
    verdict = evaluated(**vehicle, certified_to=[label])
    told = any(fact.name == "vehicle.certified_to" for fact in verdict.facts)
    assert told is believed
    assert (
        any(text.startswith("permanent conformity label") for text in verdict.warnings)
        is not believed
    )


def test_the_label_of_a_converter_is_told_and_counts_for_nothing() -> None:
    vehicle = {"chassis_code": "B6AW", **LABELLED, "certified_by": "converter"}
    assert outcome(LABEL, vehicle) == "closed"


@pytest.mark.parametrize(
    "vehicle",
    [
        {"vin": "JA3215H19CU000123"},
        {"make": "Suzuki", "model": "Carry", "model_year": 2012},
        {"chassis_code": "DD51T", "frame_number": "B6AW-0001234"},
        {"chassis_code": "DD51T", "powertrain": "electric"},
        {"chassis_code": "DD51T", "displacement": "1000 cc"},
        {"chassis_code": "DD51T", "body": "bus"},
    ],
)
def test_what_contradicts_an_old_build_leaves_the_door_for_age_in_doubt(
    vehicle: Mapping[str, object],
) -> None:
    assert outcome(OLD, {**vehicle, "manufactured": "1998-05"}) == "needs_facts"


def test_a_row_of_another_make_says_nothing_of_the_build() -> None:
    """The code of a Sakura on a Carry of 1998, or of a Pleo on an Odyssey of 1995."""
    carry = {"make": "Suzuki", "model": "Carry", "chassis_code": "B6AW"}
    assert outcome(OLD, {**carry, "manufactured": "1998-05"}) == "open"
    odyssey = {"make": "Honda", "model": "Odyssey", "chassis_code": "E-RA1"}
    assert outcome(OLD, {**odyssey, "manufactured": "1995-03"}) == "open"


@pytest.mark.parametrize(
    ("make", "model", "built"),
    [
        ("Subaru", "Sambar", 1985),
        ("Daihatsu", "Hijet", 1982),
        ("Mitsubishi", "Minicab", 1985),
        ("Suzuki", "Carry", 1980),
        ("Suzuki", "Jimny", 1980),
        ("Mazda", "Scrum", 1990),
        ("スズキ", "キャリイ", 1998),
    ],
)
def test_old_vehicles_of_a_known_name_are_old_enough(make: str, model: str, built: int) -> None:
    assert outcome(OLD, {"make": make, "model": model, "manufactured": built}) == "open"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gvwr", "1.290 kg"),
        ("wheels", 0),
        ("manufactured", "1700"),
        ("top_speed", "501 km/h"),
        ("length", "3.395 mm"),
        ("seats", 101),
        ("model_year", 1800),
    ],
)
def test_what_no_vehicle_has_is_refused(name: str, value: object) -> None:
    with pytest.raises(InputError, match="no plausible") as caught:
        evaluated(**{name: value})
    assert caught.value.at == f"vehicle.{name}"
