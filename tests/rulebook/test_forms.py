# SPDX-License-Identifier: Apache-2.0
"""Mistakes in the fields of forms, each with its place."""

from __future__ import annotations

import pytest

from keiimport.errors import RuleErrors
from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.loader import load_files

HEADER = "form,field,label,fact,value,paths,note,cite,confidence\n"
FILE = "federal/forms.csv"


def mistakes(csv: str) -> str:
    files = {**read_folder(rules_folder()), FILE: csv.encode()}
    with pytest.raises(RuleErrors) as found:
        load_files(files)
    return str(found.value)


def test_mistakes_in_fields_are_told_with_their_places() -> None:
    said = mistakes(
        HEADER
        + "HS-7,vin,VIN,vehicle.vinn,,,,a form,verified\n"
        + "HS-7,box_1,1,,mark it,epa.code_e,,a form,verified\n"
        + "HS-7,make,Make,vehicle.make,Suzuki,,,a form,verified\n"
        + "HS-7,model,,vehicle.model,,,,a form,verified\n"
        + "HS-7,year,Year,vehicle.model_year,,,,a form,certain\n"
    )
    assert f"{FILE}:2:14: there is no fact `vehicle.vinn`" in said
    assert f"{FILE}:3:23: there is no path with the form HS-7 `epa.code_e`" in said
    assert f"{FILE}:4:29: a fact and a value" in said
    assert f"{FILE}:5:12: `label` is missing" in said
    assert f"{FILE}:6:45: `certain` is no confidence" in said


def test_other_columns_are_refused() -> None:
    assert "columns are missing or in another order" in mistakes("form,field\nHS-7,vin\n")
