# SPDX-License-Identifier: Apache-2.0
"""What the documents say of the columns of an answer is what the engine gives."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.market import ENTRY, market

import keiimport

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
TYPES = {
    "String": "text",
    "Date": "day",
    "Float64": "number",
    "List(String)": "list of texts",
    "Decimal(precision=18, scale=2)": "amount",
}


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a title of the page."""
    lines = PAGE.split(title, 1)[1].split("\n## ", 1)[0].splitlines()
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:2] == "| "]


def test_every_column_is_documented_with_its_type_and_no_other_is() -> None:
    documented = {
        name: cells[1]
        for cells in rows("# The columns of an answer")[1:]
        for name in re.findall(r"`([a-z_]+)`", cells[0])
    }
    engine = keiimport.Engine()
    names = [*engine.answer_columns(), "error"]
    assert [name for name in documented if name != "line"] == names
    empty = engine.evaluate_many(market(1).head(0).drop("lot"), reasons=True)
    for name, dtype in empty.schema.items():
        assert documented[name].split(",")[0] == TYPES[str(dtype)], name


def test_every_code_of_a_market_has_a_documented_form() -> None:
    engine = keiimport.Engine()
    table = market(150, seed=5).drop("lot")
    asked = ["answer", "outcome", "reason"]
    found = engine.evaluate_many(table, outputs=asked, today=ENTRY).drop_nulls("outcome")
    answers = {cells[0].strip("`"): cells[1] for cells in rows("## Answer codes")[1:]}
    law = engine.rulebook
    paths, gates = {path.id for path in law.paths}, {gate.id for gate in law.gates}
    agencies = {agency.id for agency in law.agencies}
    for answer, outcome, reason in found.select(asked).iter_rows():
        assert answers[answer] == outcome
        assert (reason is None) == (outcome == "admissible")
        if reason is None:
            continue
        first, _, rest = reason.partition(":")
        if first in agencies:
            assert rest in ("no_door", "not_written")
        elif first in gates:
            assert rest in ("barred", "ask")
        else:
            assert first in paths and re.fullmatch(r"|(ask:|do:|!?)[a-z0-9_.+!]+", rest)
