# SPDX-License-Identifier: Apache-2.0
"""The market is the same for the same seed, and every engine answers the same on it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from benchmarks.agree import compare as agree
from benchmarks.conditions import compare, conditions
from benchmarks.market import SHARES, market, pieces, write_market
from benchmarks.memory import most_memory

from keiimport.engine import Engine


def test_a_market_is_made_again_from_its_seed(tmp_path: Path) -> None:
    table = market(3000, seed=7)
    assert table.equals(market(3000, seed=7)) and not table.equals(market(3000, seed=8))
    assert table["lot"].to_list() == list(range(3000))
    some = pl.concat(pieces(2500, 7, 1000))
    assert some["lot"].to_list() == list(range(2500))
    write_market(tmp_path / "m.parquet", 100, 7)
    write_market(tmp_path / "m.jsonl", 100, 7)
    assert pl.read_parquet(tmp_path / "m.parquet").equals(table.head(100))
    lines = pl.read_ndjson(tmp_path / "m.jsonl", infer_schema_length=None)
    assert lines["vehicle.make"].equals(table["vehicle.make"].head(100))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
def test_the_memory_measured_is_that_of_the_process_and_not_of_its_parent() -> None:
    held = bytearray(b"x") * (300 << 20)
    assert 1 < most_memory("this") < 150 < len(held) >> 20


def test_a_market_leaves_out_what_its_shares_say() -> None:
    table = market(20_000, seed=3)
    for column, share in {
        "vehicle.first_registered": 1 - SHARES["no year at all"],
        "vehicle.manufactured": SHARES["build month from a look-up"],
        "vehicle.altered": SHARES["repaired or altered"],
        "entry.value": SHARES["value told"],
    }.items():
        told = 1 - table[column].null_count() / table.height
        assert abs(told - share) < 0.02, column
    year_only = table["vehicle.first_registered"].str.contains("^([0-9]{4}|[HSR][0-9]+)$").mean()
    assert isinstance(year_only, float) and year_only > 0.8


def test_tables_say_of_the_market_what_single_evaluations_say() -> None:
    found = agree(150, seed=5)
    assert found.rows == 150 and found.different == 0, found.differences


def test_every_engine_finds_the_same_conditions_true() -> None:
    engine = Engine()
    assert len(conditions(engine)) == 40
    rows = dict.fromkeys(("kernel", "zen-engine", "rule-engine"), 60)
    speed = compare(engine, {**rows, "durable-rules": 60}, None)
    assert {"kernel"} <= set(speed)
