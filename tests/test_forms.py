# SPDX-License-Identifier: Apache-2.0
"""What to write in which field of the forms of the chosen doors."""

from __future__ import annotations

from typing import Any

import pytest

import keiimport
from keiimport.forms import forms
from keiimport.rulebook.model import Declaration, Edition
from keiimport.rulebook.model import FormField as FieldOfForm
from keiimport.verdict_types import FormField

CARRY = {
    "vehicle": {
        "make": "Suzuki",
        "model": "Carry",
        "frame_number": "DD51T-123456",
        "manufactured": "1998-05",
    },
    "entry": {"date": "2026-11-21"},
}


def filed(case: dict[str, Any], form: str) -> dict[str, FormField]:
    """The fields of a form by name."""
    (found,) = [each for each in keiimport.evaluate(case).forms if each.form == form]
    return {field.field: field for field in found.fields}


def test_fields_hold_the_words_of_the_facts() -> None:
    """Each value says which fact it is, and a presumed one says so."""
    fields = filed(CARRY, "HS-7")
    assert (fields["vin"].value, fields["vin"].from_) == (
        "DD51T-123456",
        "vehicle.frame_number",
    )
    assert fields["box_1_date"].value == "1998-05"
    assert fields["year"].value == "1998"
    assert fields["year"].note.endswith("assumed; check that it is so")


def test_what_only_the_declarant_knows_stays_empty() -> None:
    fields = filed(CARRY, "HS-7")
    assert fields["signature"].value is None
    assert fields["signature"].from_ is None
    assert "sworn" in fields["signature"].note


def test_a_door_has_its_own_fields() -> None:
    """The box that is marked is that of the chosen door, and no other."""
    marked = [name for name, field in filed(CARRY, "HS-7").items() if field.value == "mark it"]
    assert marked == ["box_1"]
    assert filed(CARRY, "3520-1")["code"].value == "E"


def test_a_visit_asks_for_the_passport() -> None:
    case = {
        "vehicle": {**CARRY["vehicle"], "manufactured": "2015-05", "registered_in": "CA"},
        "importer": {"us_resident": False},
        "entry": {"date": "2026-11-21", "purpose": "visit"},
    }
    assert "passport" in filed(case, "HS-7")
    assert "passport" not in filed(CARRY, "HS-7")


def test_what_may_not_come_in_has_no_forms() -> None:
    young = {**CARRY, "vehicle": {**CARRY["vehicle"], "manufactured": "2001-12"}}
    assert keiimport.evaluate(young).forms == ()


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2024-07-31", "with OMB number 2060-0095, expiry 02-28-2017"),
        ("2024-08-01", "August 2024 (OMB 2060-0717)"),
    ],
)
def test_the_edition_is_that_of_the_day(day: str, edition: str) -> None:
    verdict = keiimport.evaluate({**CARRY, "entry": {"date": day}})
    assert {each.form: each.edition for each in verdict.forms}["3520-1"] == edition


def test_an_edition_that_was_not_seen_is_none() -> None:
    path = next(path for path in keiimport.load_rulebook().paths if path.id == "nhtsa.box_1")
    field = FieldOfForm("power", "Power", ("vehicle.power",), "", (), "", "a form", "unverified")
    edition = Edition("of 2020", 100, 200, ("a form",), "verified")
    (found,) = forms(
        [Declaration("HS-7", "HS-7", (edition,), (field,))], [path], {}, 201, str.upper
    )
    assert found.edition is None
    assert found.fields[0].note == "FORM.UNVERIFIED; FORM.UNTOLD"


def test_every_door_on_these_forms_has_its_mark() -> None:
    """No box or code of theirs is chosen without a field that says so."""
    book = keiimport.load_rulebook()
    for declared in book.declarations:
        for path in book.paths:
            if path.form != declared.form or not (path.box or path.code):
                continue
            fields = [f for f in declared.fields if not f.paths or path.id in f.paths]
            assert any(f.value in ("mark it", "{door}") for f in fields), path.id
