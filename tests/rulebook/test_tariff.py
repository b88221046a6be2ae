# SPDX-License-Identifier: Apache-2.0
"""Tables of the tariff and of fees: what is wrong in one is told with its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from keiimport.errors import RuleErrors
from keiimport.rulebook.files import read_folder
from keiimport.rulebook.loader import load_files

RULES = Path(__file__).parents[2] / "rules"
TARIFF, FEES = "federal/cbp/tariff.csv", "federal/cbp/fees.csv"
STATES = "states/states.csv"
NHTSA = "federal/nhtsa/fees.csv"
DECLARED, DECLARED_FEES = "federal/cbp/duty.yaml", "federal/cbp/fees.yaml"


@cache
def files() -> dict[str, bytes]:
    return dict(read_folder(RULES))


def errors(file: str, old: str, new: str) -> list[str]:
    """What is wrong after one edit of a file that is shipped."""
    text = files()[file].decode()
    assert old in text
    with pytest.raises(RuleErrors) as caught:
        load_files({**files(), file: text.replace(old, new, 1).encode()})
    return [error.sentence() for error in caught.value.errors]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (TARIFF, "base,base,2.5 %", "base,bse,2.5 %", "`bse` is no kind of line"),
        (TARIFF, ",base,2.5 %", ",base,2.5", "`2.5` is no rate"),
        (TARIFF, ",base,2.5 %", ",base,-2.5 %", "`-2.5 %` is no rate"),
        (TARIFF, ",base,2.5 %", ",base,1/2 %", "`1/2 %` is no rate"),
        (TARIFF, "8703_21,8703.21.01", "8703_25,8703.21.01", "there is no heading `8703_25`"),
        (TARIFF, "8703_21,8703.21.01", ",8703.21.01", "the line concerns no heading"),
        (TARIFF, "little_metal,add,0 %", ",add,0 %", "the line belongs to no layer"),
        (TARIFF, "vehicle.steel_value_share", "vehicle.gvwr", "`vehicle.gvwr` is no share"),
        (TARIFF, "autos_232_age|autos_deal", "autos_232_old", "no line belongs to the layer"),
        (TARIFF, "made_25_years_before,,", "made_25_years_before,autos_deal,", "in a circle"),
        (TARIFF, ",yes,", ",perhaps,", "`perhaps` cannot stand here"),
        (FEES, "mpf,,$2.62", "mpf,1 %,$2.62", "a part of the value or a fixed amount"),
        (FEES, "mpf,,$2.62", ",,$2.62", "the row names no fee"),
        (FEES, "$32.71", "cheap", "cheap"),
        (NHTSA, "nhtsa.box_3,2014", "nhtsa.box_33,2014", "there is no path `nhtsa.box_33`"),
        (NHTSA, ",yes,nhtsa.box_3", ",perhaps,nhtsa.box_3", "`perhaps` cannot stand here"),
        (DECLARED, "concludes: duty.{row}", "concludes: levy.{row}", "concludes `levy.{row}`"),
        (DECLARED, "layer: text", "layer: note", "a list of tariff lacks its columns"),
        (DECLARED_FEES, "fee: text", "fee: note", "a list of fees lacks its columns"),
    ],
)
def test_what_is_wrong(file: str, old: str, new: str, said: str) -> None:
    found = errors(file, old, new)
    assert any(said in each for each in found), found


def test_a_line_that_is_wrong_is_the_only_error_of_its_layer() -> None:
    (said,) = errors(TARIFF, "little_metal,add,0 %", "little_metal,add,0")
    assert "`0` is no rate" in said


def test_a_circle_of_layers_is_told_once() -> None:
    found = errors(TARIFF, "made_25_years_before,,", "made_25_years_before,autos_deal,")
    assert sum("in a circle" in each for each in found) == 1


@pytest.mark.parametrize(
    ("file", "key"),
    [(TARIFF, "autos_deal.japan"), (STATES, "ok.mini_truck"), (FEES, "mpf.1995_informal")],
)
def test_of_two_rows_about_the_same_vehicles_one_is_in_force(file: str, key: str) -> None:
    text = files()[file].decode()
    row = next(line for line in text.splitlines() if line.startswith(f"{key},"))
    (said,) = errors(file, row, f"{row}\n{row.replace(key, key + '_2', 1)}")
    assert f"`{key}` ({file}:" in said
    assert f"and `{key}_2` are in force for the same vehicles on the same days" in said


def test_a_state_may_have_several_other_ways() -> None:
    text = files()[STATES].decode()
    row = next(line for line in text.splitlines() if line.startswith("ok.ancient,"))
    load_files({**files(), STATES: f"{text}{row.replace('ok.ancient', 'ok.older', 1)}\n".encode()})
