# SPDX-License-Identifier: Apache-2.0
"""What is no road model is answered alike in words, as a case and in a table."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from keiimport.engine import Engine
from keiimport.errors import RuleError
from keiimport.facts.catalogue import Machines
from keiimport.question.check import check

DAY = {"entry.date": "2026-11-21"}


@cache
def engine() -> Engine:
    return Engine()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2020 Honda ATV", {"make": "Honda", "body": "atv"}),
        ("2020 Honda quad", {"make": "Honda", "body": "Quad Bike"}),
        ("2020 Honda TRX450R ATV", {"make": "Honda", "model": "TRX450R ATV"}),
        ("2020 TRX450R", {"model": "TRX450R"}),
        ("2020 Honda UTV", {"make": "Honda", "body": "utv"}),
        ("2020 Kawasaki Mule", {"make": "Kawasaki", "model": "Mule"}),
        ("2020 Honda CRF450R", {"make": "Honda", "model": "CRF450R"}),
        ("2020 Honda dirt bike", {"make": "Honda", "body": "dirt bike"}),
        ("2020 Yamaha Kodiak", {"make": "Yamaha", "model": "Kodiak 700"}),
        ("2020 KTM 450 SX-F", {"make": "KTM", "model": "450 SX-F"}),
        ("2020 Toyota forklift", {"make": "Toyota", "model": "Forklift 7FG"}),
        ("2020 Honda Civic", {"make": "Honda", "model": "Civic"}),
        ("2020 GMC Kodiak", {"make": "GMC", "model": "Kodiak"}),
    ],
)
def test_words_a_case_and_a_table_agree(words: str, told: dict[str, str]) -> None:
    asked = check(words, engine(), DAY).verdict
    facts = {f"vehicle.{name}": value for name, value in told.items()}
    case = {**facts, "vehicle.manufactured": "2020", **DAY}
    alone = engine().evaluate(case)
    assert (alone.outcome, alone.chosen) == (asked.outcome, asked.chosen)
    rows = (pl.DataFrame([case]), [case])
    assert [engine().evaluate_many(each)["outcome"][0] for each in rows] == [asked.outcome] * 2


def test_what_is_told_counts_before_what_its_name_tells() -> None:
    told = engine().evaluate({"vehicle": {"make": "Honda", "body": "atv", "steering": "wheel"}})
    assert {f.value for f in told.facts if f.name == "vehicle.steering"} == {"wheel"}
    car = {"make": "Honda", "model": "ATV", "body": "passenger_car", "manufactured": "2020"}
    assert engine().evaluate({"vehicle": car, "entry": {"date": "2026-11-21"}}).outcome == "not_yet"


def test_a_maker_of_road_models_of_the_name_builds_no_such_machine() -> None:
    machines = Machines.read("facts,makes,names\nvehicle.body=motorcycle,KTM,200 SX\n")
    assert machines.told_in("Nissan", "200SX") == {}
    assert machines.told_in("KTM", "200SX") == {"vehicle.body": "motorcycle"}
    with pytest.raises(RuleError, match="flying"):
        Machines.read("facts,makes,names\nvehicle.flying=yes,KTM,X\n")
