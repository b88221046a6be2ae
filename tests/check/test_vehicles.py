# SPDX-License-Identifier: Apache-2.0
"""Vehicles as people name them: what the name and the numbers tell, and what they do not."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from keiimport.engine import Engine
from keiimport.question.check import check

VEHICLES = list(csv.DictReader((Path(__file__).parent / "vehicles.csv").open(encoding="utf-8")))
DAY = {"entry.date": "2026-11-30"}


@cache
def engine() -> Engine:
    return Engine()


@pytest.mark.parametrize("vehicle", VEHICLES, ids=lambda vehicle: str(vehicle["words"]))
def test_a_vehicle_is_known_by_what_people_call_it(vehicle: dict[str, str]) -> None:
    """An empty cell for country or body is one that nobody can know."""
    found = check(vehicle["words"], engine(), DAY)
    text, known = " ".join(found.to_text().split()), found.verdict.explained.known
    built, country, body = (
        known.get(f"vehicle.{name}") for name in ("manufactured", "country_of_manufacture", "body")
    )
    assert (built.text if built else "").startswith(vehicle["built"])
    assert (country.value if country else "") == vehicle["country"]
    assert (body.value if body else "") == vehicle["body"]
    assert not vehicle["duty"] or f"duty {vehicle['duty']} of the price" in text
    assert vehicle["says"] in text
    assert not vehicle["never"] or vehicle["never"] not in text
