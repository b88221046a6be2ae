# SPDX-License-Identifier: Apache-2.0
"""How words in a feature become keys and values of a case."""

from __future__ import annotations

from typing import Any

import pytest

from keiimport.gherkin.values import full_name, retold, value_of


@pytest.mark.parametrize(
    ("name", "part", "full"),
    [
        ("vehicle.gvwr", "", "vehicle.gvwr"),
        ("gvwr", "", "vehicle.gvwr"),
        ("gvwr", "vehicle", "vehicle.gvwr"),
        ("fmvss.208", "", "vehicle.fmvss.208"),
        ("fmvss.208", "vehicle", "vehicle.fmvss.208"),
        ("off_road.warning_label", "vehicle", "vehicle.off_road.warning_label"),
        ("warning_label", "", "vehicle.off_road.warning_label"),
        ("date", "", "entry.date"),
        ("kind", "", "importer.kind"),
        ("gvrw", "", None),
        ("vehicle.gvrw", "", "vehicle.gvrw"),
    ],
)
def test_facts_have_short_names(name: str, part: str, full: str | None) -> None:
    """A name that begins with its part is left to the case, whose error names the nearest."""
    assert full_name(name, part) == full


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("true", "vehicle.kei", True),
        (" false ", "vehicle.kei", False),
        ("2001", "vehicle.manufactured", "2001"),
        ("2001", "vehicle.model_year", 2001),
        ("-5", "vehicle.gvwr", -5),
        ("1200 kg", "vehicle.gvwr", "1200 kg"),
        ("us_fmvss, canada_cmvss", "vehicle.certified_to", ["us_fmvss", "canada_cmvss"]),
        ("none", "vehicle.certified_to", []),
        ("none", "vehicle.rear_seats", "none"),
        ('{"min": 20, "max": 30}', "vehicle.top_speed", {"min": 20, "max": 30}),
        ("", "vehicle.gvwr", None),
    ],
)
def test_values_are_read_by_the_kind_of_the_fact(text: str, fact: str, value: object) -> None:
    assert value_of(text, fact) == value


def test_what_looks_like_json_must_be_json() -> None:
    with pytest.raises(ValueError):
        value_of("[1, ", "vehicle.gvwr")


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"vehicle": {"off_road": {"warning_label": False}}},
        {"vehicle": {"off_road.warning_label": False}},
        {"vehicle.off_road.warning_label": False},
        {"vehicle.off_road": {"warning_label": False}},
        {"vehicle": None},
    ],
)
def test_a_fact_is_replaced_wherever_it_stands(case: dict[str, Any]) -> None:
    """Nested or with dotted keys: afterwards it stands once, nested."""
    told = retold(case, {"vehicle.off_road.warning_label": True})
    assert told == {"vehicle": {"off_road": {"warning_label": True}}}
    taken = retold(told, {"vehicle.off_road.warning_label": None})
    assert "warning_label" not in str(taken)
