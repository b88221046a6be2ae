# SPDX-License-Identifier: Apache-2.0
"""`keiimport vehicles`: the catalogue from the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("search", [["sakura"], ["Nissan", "SAKURA"], ["b6aw"], ["B6AW"]])
def test_a_vehicle_is_found_in_any_spelling(run: Run, search: list[str]) -> None:
    answer = run("vehicles", *search)
    assert (answer.code, answer.stderr) == (0, "")
    first = answer.json[0]
    assert (first["make"], first["chassis_code"]) == ("Nissan", "B6AW")
    assert "130" in first["facts"]["vehicle.top_speed"]["value"]
    assert first["sources"]


def test_text_has_one_line_for_each(run: Run) -> None:
    text = run("vehicles", "sakura", "--format", "text").stdout
    assert text.startswith("Nissan Sakura B6AW (JP), built ")


def test_a_limit_is_kept_and_said(run: Run) -> None:
    answer = run("vehicles", "suzuki", "--limit", "2")
    assert len(answer.json) == 2
    assert "--limit" in answer.stderr


def test_nothing_found_is_an_empty_list(run: Run) -> None:
    answer = run("vehicles", "zeppelin", "xyzzy")
    assert (answer.code, answer.json) == (0, [])
    assert "zeppelin" in answer.stderr
