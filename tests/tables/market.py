# SPDX-License-Identifier: Apache-2.0
"""A small random market: rows that are like those of auctions, with gaps and mistakes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

from tests.verdict.cases import engine

TODAY = date(2026, 11, 28)


@cache
def vehicles() -> list[Any]:
    return list(engine().catalogue.rows)


def row(chance: random.Random, days: bool = True) -> dict[str, Any]:
    """One row: a vehicle of the catalogue or none, and what somebody says of it."""
    vehicle = chance.choice(vehicles())
    told: dict[str, Any] = {}
    if chance.random() < 0.9:
        told["vehicle.make"], told["vehicle.model"] = vehicle.make, vehicle.model
    if vehicle.chassis_code and chance.random() < 0.5:
        told["vehicle.chassis_code"] = vehicle.chassis_code
    if vehicle.chassis_code and chance.random() < 0.2:
        told["vehicle.frame_number"] = f"{vehicle.chassis_code}-{chance.randrange(10**5, 10**6)}"
    if chance.random() < 0.05:
        told["vehicle.vin"] = chance.choice(("1HGCM82633A004352", "JS3TD62V1Y4107896"))
    built = date(1988, 1, 1) + timedelta(chance.randrange(38 * 365))
    told |= when("vehicle.manufactured", built, chance, 0.75)
    first = built + timedelta(chance.randrange(-20, 500))
    told |= when("vehicle.first_registered", first, chance, 0.4)
    if days and chance.random() < 0.4:
        entry = TODAY + timedelta(chance.choice((0, 1, 30, 400, 3000, -900)))
        told["entry.date"] = entry.isoformat()
    told |= figures(vehicle, chance)
    for fact in ("vehicle.body", "vehicle.market", "entry.purpose", "importer.kind", "entry.type"):
        if chance.random() < 0.12:
            told[fact] = chance.choice(engine().rulebook.vocabulary[fact].type.choices)
    for fact in ("vehicle.original_configuration", "importer.ri_contract", "vehicle.built_for_us"):
        if chance.random() < 0.1:
            told[fact] = chance.random() < 0.5
    if chance.random() < 0.08:
        told["vehicle.certified_to"] = chance.choice(([], ["us_fmvss"], ["canada_cmvss"]))
    if chance.random() < 0.03:
        told["vehicle.gvwr"] = chance.choice(("heavy", -3, {"min": 900, "max": 1100}))
    return told


def when(fact: str, day: date, chance: random.Random, told: float) -> dict[str, Any]:
    """A date to the year, the month or the day, or in an era."""
    if chance.random() > told:
        return {}
    forms = (f"{day.year}", f"{day:%Y-%m}", day.isoformat(), f"H{day.year - 1988}.{day.month}")
    return {fact: chance.choice(forms[: 4 if 1990 < day.year < 2019 else 3])}


def figures(vehicle: Any, chance: random.Random) -> dict[str, Any]:
    """Figures of the catalogue, or a little beside them, or quite other ones."""
    told: dict[str, Any] = {}
    for fact, known in vehicle.facts.items():
        bounds = getattr(known.value, "low", None)
        if bounds is None or chance.random() < 0.8:
            continue
        if fact == "vehicle.displacement":
            told[fact] = chance.choice((550, 657, 658, 660, 1300, 0.66))
        elif fact in ("vehicle.seats", "vehicle.wheels", "vehicle.doors"):
            told[fact] = chance.choice((2, 3, 4, 5))
        elif fact == "vehicle.top_speed":
            told[fact] = chance.choice(("25 mph", 40, 41, 100, "62 mph"))
        elif fact == "vehicle.gvwr":
            told[fact] = chance.choice((1100, "1290 kg", "3000 lb", 1361, 4000, 700))
        elif fact == "vehicle.curb_weight":
            told[fact] = chance.choice((650, 710, 900, 1400))
    if chance.random() < 0.2:
        told["vehicle.odometer"] = chance.randrange(200_000)
    if chance.random() < 0.3:
        told["entry.value"] = chance.choice((2500, 2499.99, chance.randrange(500, 30_000)))
    if chance.random() < 0.1:
        told["vehicle.model_year"] = chance.randrange(1990, 2026)
    return told
