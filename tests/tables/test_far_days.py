# SPDX-License-Identifier: Apache-2.0
"""Days that tables write where they know none, such as 9999-12-31: an error of that row alone."""

from __future__ import annotations

from datetime import date

import pytest

from keiimport import Engine, InputError

DAYS = ("vehicle.manufactured", "vehicle.first_registered", "vehicle.exported", "entry.date")
CARRY = {"vehicle.make": "Suzuki", "vehicle.model": "Carry", "vehicle.manufactured": "1998-05"}


@pytest.mark.parametrize("fact", (*DAYS, "entry.entered", "entry.arrived", "entry.loaded"))
def test_a_day_at_the_end_of_the_calendar(fact: str) -> None:
    """It was a failure of the library at that row, and with it of the whole table."""
    engine = Engine()
    rows = [CARRY, {**CARRY, fact: "9999-12-31"}, CARRY]
    answers = engine.evaluate_many(rows, today=date(2026, 11, 21))
    assert answers["outcome"].to_list() == ["admissible", None, "admissible"]
    with pytest.raises(InputError, match="9999-12-31` is no plausible"):
        engine.evaluate(rows[1])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_law_of_a_far_day(day: str) -> None:
    """The law of any day of the calendar may be asked for."""
    assert Engine().evaluate(CARRY, as_of=day, today=date(2026, 11, 21)).to_text(full=True)


def test_the_last_plausible_day() -> None:
    verdict = Engine().evaluate({"entry.date": "2999-12-31"})
    assert verdict.to_html(full=True) and verdict.remedies().to_dict()
