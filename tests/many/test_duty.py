# SPDX-License-Identifier: Apache-2.0
"""The duty of whole tables is that of the verdict of each row."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from keiimport.many import duty as duty_columns
from keiimport.many.duty import DUTY_COLUMNS

from .market import TODAY, row
from .test_evaluate_many import crowd, differing, engine, frame

NAMES = tuple(DUTY_COLUMNS)
ORIGINS = ("JP", "GB", "DE", "KR", "CN", "US", "MX", "BR", "RU", "CH")
TYPES = ("consumption", "informal", "tib", "warehouse", "nonresident_personal")


def value(chance: random.Random) -> Any:
    return chance.choice(
        (
            None,
            chance.randrange(1, 60_000),
            chance.randrange(10**7) / 100,
            chance.random() * 5000,
            chance.choice((0, 2500, 2500.01, 2499.995, 0.02, 0.1, 1.005, "$1,200.50")),
            {"min": chance.randrange(2600), "max": chance.randrange(2600, 9000)},
            {"min": chance.randrange(2600)},
        )
    )


def lots(seed: int, size: int, entries: bool = True) -> list[dict[str, Any]]:
    """Vehicles with what a duty looks at, told or not."""
    chance = random.Random(seed)
    rows = [row(chance, days=entries) for _ in range(size)] + crowd(seed, size, entries)
    for told in rows:
        told["entry.value"] = value(chance)
        if told["entry.value"] is None:
            del told["entry.value"]
        if chance.random() < 0.6:
            told["vehicle.country_of_manufacture"] = chance.choice(ORIGINS)
        if chance.random() < 0.3:
            told["entry.type"] = chance.choice(TYPES)
        if chance.random() < 0.5:
            told["entry.transport"] = chance.choice(("ocean", "air"))
        if chance.random() < 0.5:
            told["vehicle.open_cargo_bed"] = True
        if chance.random() < 0.3:
            share = chance.choice((0.2, 0.15, 0.3333, 1, {"min": 0.1, "max": 0.4}))
            told["vehicle.metal_share"] = share
        if entries and chance.random() < 0.5:
            told["entry.date"] = (TODAY - timedelta(chance.randrange(-100, 900))).isoformat()
        if entries and chance.random() < 0.2:
            told["entry.loaded"] = (TODAY - timedelta(chance.randrange(0, 700))).isoformat()
    return rows


@pytest.mark.parametrize("entries", [False, True])
def test_the_duty_of_each_row_is_that_of_its_verdict(entries: bool) -> None:
    """Known and unknown headings, values and origins, ranges, shares, and days of the tariff."""
    rows = lots(21, 120, entries)
    found = engine().evaluate_many(rows, outputs=NAMES, today=TODAY)
    assert differing(rows, found, NAMES) == []
    assert all(found[name].null_count() < len(rows) for name in NAMES)


@pytest.mark.parametrize("options", [{"as_of": "2015-03-01"}, {"strict": True}])
def test_options_are_those_of_a_verdict(options: dict[str, Any]) -> None:
    """Law of another day, nothing presumed; other columns beside them."""
    rows = lots(22, 40)
    names = ("duty_total", "outcome", "duty_rate", "earliest")
    found = engine().evaluate_many(rows, outputs=names, today=TODAY, **options)
    assert differing(rows, found, names, **options) == []


@pytest.mark.parametrize("kind", [pl.Float64, pl.Int64, pl.Decimal(12, 2)])
def test_values_as_a_column_holds_them(kind: Any) -> None:
    """Whole numbers, doubles that are no whole cents, decimals."""
    chance = random.Random(23)
    rows = [told | {"vehicle.open_cargo_bed": True} for told in crowd(23, 150, False)]
    for told in rows:
        amount = chance.choice((0.1, 1.005, 2500, 2499.995, 3 * chance.random() * 5000))
        told["entry.value"] = float(amount) if kind == pl.Float64 else round(amount)
        told["vehicle.country_of_manufacture"] = chance.choice(ORIGINS)
    table = frame(rows).with_columns(pl.col("entry.value").cast(kind))
    found = engine().evaluate_many(table, outputs=NAMES, today=TODAY)
    assert differing(rows, found, NAMES) == []


def test_shares_of_the_value_are_those_of_each_row() -> None:
    """What is of steel pays by its own share, though no test tells the shares apart."""
    rows: list[dict[str, Any]] = [
        {
            "vehicle.body": "suv",
            "vehicle.manufactured": "2015",
            "vehicle.country_of_manufacture": "JP",
            "vehicle.metal_share": "60 %",
            "vehicle.steel_value_share": share,
            "entry.value": 8000,
            "entry.date": "2025-10-01",
            "entry.loaded": "2025-09-20",
        }
        for share in ("70 %", "80 %", "90 %", {"min": 0.6, "max": 0.75})
    ]
    found = engine().evaluate_many(rows, outputs=NAMES, today=TODAY)
    assert differing(rows, found, NAMES) == []
    assert found["duty_high"].n_unique() == len(rows)


def test_sums_too_large_for_whole_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with large values are asked one by one."""
    monkeypatch.setattr(duty_columns, "_ROOM", 10**8)
    rows = lots(24, 30, False)
    found = engine().evaluate_many(rows, outputs=NAMES, today=TODAY)
    assert differing(rows, found, NAMES) == []


def test_fees_of_a_door_are_those_of_each_row() -> None:
    """What box 3 costs, where it is claimed: certain, possible or none, beside any value."""
    chance = random.Random(25)
    settled = {
        "vehicle.make": "smart",
        "vehicle.model": "fortwo",
        "vehicle.model_year": 2003,
        "vehicle.drive_side": "left",
        "vehicle.body": "passenger_car",
        "vehicle.designed_for": "people",
        "vehicle.open_cargo_bed": False,
        "vehicle.seats": 4,
        "vehicle.rear_seats": "fixed",
        "vehicle.wheels": 4,
        "vehicle.powertrain": "gasoline",
        "vehicle.displacement": 1200,
        "vehicle.country_of_manufacture": "FR",
        "vehicle.title": "clean",
        "vehicle.theft_marked": True,
        "vehicle.body_replaced": False,
        "vehicle.remanufactured": False,
        "importer.ri_contract": True,
        "entry.bond": True,
        "entry.type": "consumption",
        "entry.transport": "air",
    }
    rows: list[dict[str, Any]] = []
    for _ in range(60):
        told = settled | {"vehicle.manufactured": chance.choice(("2003-05", "2003", "2001-11-28"))}
        told["entry.value"] = value(chance) or 8000
        told["vehicle.eligibility_number"] = chance.choice(("VCP-27", "VSA-80", "VSP-999"))
        told["entry.date"] = (TODAY + timedelta(chance.choice((-900, -1, 0, 30)))).isoformat()
        for fact in ("importer.ri_contract", "entry.bond", "vehicle.theft_marked"):
            if chance.random() < 0.2:
                told[fact] = chance.choice((None, False))
        for fact in ("entry.cash_deposit", "importer.ri_pays_by_card"):
            if chance.random() < 0.3:
                told[fact] = chance.random() < 0.7
        rows.append({fact: each for fact, each in told.items() if each is not None})
    found = engine().evaluate_many(rows, outputs=NAMES, today=TODAY)
    assert differing(rows, found, NAMES) == []
    assert found["duty_total"].n_unique() > 10
