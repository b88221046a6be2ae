# SPDX-License-Identifier: Apache-2.0
"""Listings as people write them, cleaned by nobody, each with its mapping in `examples/`."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from keiimport.batch.job import run

ROOT = Path(__file__).resolve().parents[2]
LISTINGS, MAPPINGS = ROOT / "tests" / "listings", ROOT / "examples" / "mappings"
ENTRY = date(2026, 11, 29)
FILES = {
    "japanese-site": "csv",
    "exporter": "jsonl",
    "us-classifieds": "csv",
    "australian-register": "csv",
}


@cache
def listed(name: str) -> list[dict[str, Any]]:
    """The rows of a listing as they stand."""
    path = LISTINGS / f"{name}.{FILES[name]}"
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            return list(csv.DictReader(file))
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The outcome of each row of a listing, as it stands, under its mapping; worked out once."""
    folder, known = tmp_path_factory.mktemp("listings"), dict[str, list[dict[str, Any]]]()

    def answers(name: str) -> list[dict[str, Any]]:
        if name not in known:
            out = folder / f"{name}.jsonl"
            mapping = MAPPINGS / f"{name}.yaml"
            asked: Any = {"columns": ["outcome"], "today": ENTRY, "entry_date": ENTRY}
            run(LISTINGS / f"{name}.{FILES[name]}", out, mapping=mapping, **asked)
            known[name] = [json.loads(line) for line in out.read_text().splitlines()]
        return known[name]

    return answers


def newest_year(name: str, row: dict[str, Any]) -> int | None:
    """The last year in which a row may have been built, as a reader sees it; None: not said."""
    columns = {"exporter": ("Registration Year:", "Year:"), "australian-register": ("to",)}
    texts = [str(row.get(column) or "") for column in columns.get(name, ("year",))]
    years = [int(year) for text in texts for year in re.findall("[0-9]{4}", text)]
    return max(years) if years else None


@pytest.mark.parametrize("name", FILES)
def test_a_listing_runs_as_it_stands(answered: Any, name: str) -> None:
    """Every row has an answer, and at most one in a hundred an error."""
    rows = answered(name)
    assert len(rows) == len(listed(name))
    assert sum(row["error"] is not None for row in rows) <= len(rows) / 100


@pytest.mark.parametrize("name", FILES)
def test_no_row_that_a_reader_calls_too_young_is_admissible(answered: Any, name: str) -> None:
    young = 0
    for row, found in zip(listed(name), answered(name), strict=True):
        year = newest_year(name, row)
        # a span of builds is that of a model, which may have been built on its first day
        if year is not None and year > ENTRY.year - 23:
            young += 1
            assert found["outcome"] != "admissible", row
    assert young


COUNTS = {
    # the most that may be undetermined, in parts of a hundred, and what most rows are
    # among them a dozen Jeeps, which may have their US label
    "japanese-site": (2, "not_yet"),
    "exporter": (5, "not_yet"),
    "us-classifieds": (8, "admissible"),
    # among them what was sold in the United States (Navigator, Tundra, Ram), which may be labelled
    "australian-register": (23, "not_yet"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_listing_is_answered_as_a_reader_would(answered: Any, name: str) -> None:
    outcomes = Counter(row["outcome"] for row in answered(name))
    most, plain = COUNTS[name]
    assert outcomes["undetermined"] <= len(listed(name)) * most / 100, outcomes
    assert outcomes.most_common(1)[0][0] == plain, outcomes
