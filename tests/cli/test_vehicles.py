# SPDX-License-Identifier: Apache-2.0
"""`keiimport vehicles`: the catalogue from the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from keiimport.report.layout import render_rows

Run = Callable[..., Any]


@pytest.mark.parametrize("search", [["sakura"], ["Nissan", "SAKURA"], ["b6aw"], ["B6AW"]])
def test_a_vehicle_is_found_in_any_spelling(run: Run, search: list[str]) -> None:
    answer = run("vehicles", *search, "--format", "json")
    assert (answer.code, answer.stderr) == (0, "")
    first = answer.json[0]
    assert (first["make"], first["chassis_code"]) == ("Nissan", "B6AW")
    assert "130" in first["facts"]["vehicle.top_speed"]["value"]
    assert first["sources"]


def test_a_short_table_has_one_line_for_each(run: Run) -> None:
    titles, line = run("vehicles", "sakura").stdout.splitlines()
    assert titles.startswith("vehicle        code  for  built")
    assert line.split()[:5] == ["Nissan", "Sakura", "B6AW", "JP", "2022-05–"]
    assert line.split()[-2:] == ["yes", "verified"]


def test_a_table_fits_a_narrow_terminal() -> None:
    heads, cells = ["vehicle", *["built"] * 6], ["Honda Acty Street", *["1981-02–88"] * 6]
    first, *_, last = render_rows(heads, [cells], width=80).splitlines()
    assert len(first) <= 80 and last.split()[:2] != cells[0].split()[:2]


def test_a_year_is_one_of_production(run: Run) -> None:
    lines = run("vehicles", "Acty 1999").stdout.splitlines()[1:]
    codes = {line.split()[3] for line in lines}
    assert {"HA3", "HA6", "HH5"} <= codes and not {"HA8", "VD"} & codes
    assert "SR311" in run("vehicles", "Fairlady 2000").stdout


def test_accents_may_be_left_out(run: Run) -> None:
    assert "Citroën 2CV" in run("vehicles", "citroen 2cv").stdout


def test_a_summary_counts_codes_by_how_well_they_were_seen(run: Run) -> None:
    counts = run("vehicles", "--summary", "--format", "json").json
    assert counts["chassis_codes"] >= 2400
    for title in ("months", "figures"):
        assert list(counts[title]) == ["verified", "secondary", "unverified"]
        assert sum(counts[title].values()) == counts["chassis_codes"]
    text = run("vehicles", "--summary").stdout
    assert f"{counts['chassis_codes']:,} chassis codes" in text and "%)" in text


def test_something_must_be_searched(run: Run) -> None:
    answer = run("vehicles")
    assert answer.code == 2 and "SEARCH" in answer.stderr


def test_a_limit_is_kept_and_said(run: Run) -> None:
    answer = run("vehicles", "suzuki", "--limit", "2", "--format", "json")
    assert len(answer.json) == 2
    assert "--limit" in answer.stderr


def test_nothing_found_is_an_empty_list(run: Run) -> None:
    answer = run("vehicles", "zeppelin", "xyzzy", "--format", "json")
    assert (answer.code, answer.json) == (0, [])
    assert "zeppelin" in answer.stderr
    assert run("vehicles", "zeppelin").stdout == ""
