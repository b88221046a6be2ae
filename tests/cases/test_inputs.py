# SPDX-License-Identifier: Apache-2.0
"""Small inputs that once failed, each with what is right, in `inputs/`.

The table below says it in terms of a verdict, for `evaluate` and for a table alike.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import keiimport
from keiimport.batch.job import run
from keiimport.batch.table import TableEvaluator
from keiimport.errors import InputError
from keiimport.facts.bounds import StatedBounds
from keiimport.facts.case import Case
from keiimport.facts.dates import format_date, parse_date
from keiimport.facts.units import parse_quantity

INPUTS = Path(__file__).parent / "inputs"
DAY = date(2026, 9, 1)
Check = Callable[[Any], object]


@pytest.fixture(scope="module")
def engine() -> keiimport.Engine:
    return keiimport.Engine()


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((INPUTS / f"{name}.json").read_bytes())["cases"]
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (INPUTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known(verdict: Any, fact: str) -> Any:
    """The value of a fact of a verdict, or None."""
    return next((each.value for each in verdict.facts if each.name == fact), None)


def said(verdict: Any, words: str) -> bool:
    return any(words in warning for warning in verdict.warnings)


def admissible(verdict: Any) -> bool:
    return bool(verdict.outcome == "admissible")


def assumed(verdict: Any) -> bool:
    return admissible(verdict) and bool(verdict.certainty == "assumed")


def not_yet(earliest: str | None = None) -> Check:
    def check(verdict: Any) -> bool:
        day = None if verdict.earliest is None else str(verdict.earliest)
        return verdict.outcome == "not_yet" and (earliest is None or day == earliest)

    return check


def no_kei_car(verdict: Any) -> bool:
    return known(verdict, "vehicle.kei") is not True


def path(verdict: Any, name: str) -> Any:
    return next(each.outcome for each in verdict.paths if each.id == name)


RIGHT: dict[str, list[Check]] = {
    "build_before_catalogue_start": [
        admissible,
        admissible,
        not_yet(),
        not_yet("2043-05-31"),
    ],
    "code_shared_by_makes": [admissible, admissible, not_yet("2034-12-31")],
    "engine_against_a_name": [admissible, admissible, admissible],
    "kai_in_type_code": [
        lambda v: (
            known(v, "vehicle.chassis_code") == "DD51T"
            and known(v, "vehicle.altered") is True
            and v.certainty != "shown"
        )
    ],
    "letters_of_another_script": [
        lambda v: not said(v, "holds no I, O or Q"),
        lambda v: known(v, "vehicle.chassis_code") == "DD51T",
    ],
    "litres_without_unit": [admissible, lambda v: path(v, "epa.code_u") == "closed"],
    "name_inside_a_name": [
        lambda v: no_kei_car(v) and v.outcome == "not_yet",
        *[no_kei_car] * (len(cases("name_inside_a_name")) - 1),
    ],
    "production_long_ended": [assumed, assumed],
    "vin_year_in_the_future": [
        not_yet("2033-09-30"),
        admissible,
    ],
}
VERDICTS = [
    pytest.param(name, place, check, id=f"{name}-{place}")
    for name, checks in RIGHT.items()
    for place, check in enumerate(checks)
]


@pytest.mark.parametrize(("name", "place", "right"), VERDICTS)
def test_a_case_that_failed_is_answered_as_is_right(
    engine: keiimport.Engine, name: str, place: int, right: Check
) -> None:
    entry = cases(name)[place]
    verdict = engine.evaluate(entry["case"])
    assert right(verdict), (entry.get("right"), verdict.answer, verdict.warnings)


def test_every_case_has_what_is_right() -> None:
    for name, checks in RIGHT.items():
        assert len(checks) == len(cases(name)), name
    others = {"float_year_month", "two_columns_for_one_fact", "words_not_known"}
    tested = {*RIGHT, *others, *(path.stem for path in INPUTS.glob("*.csv"))}
    assert tested == {path.stem for path in INPUTS.iterdir()} and len(list(INPUTS.iterdir())) == 22


@pytest.mark.parametrize("row", rows("dates_in_listings"), ids=lambda row: row["manufactured"])
def test_dates_in_listings(row: Mapping[str, str]) -> None:
    text, right = row["manufactured"], row["what_is_right"]
    if right.startswith("error"):
        with pytest.raises(InputError) as caught:
            parse_date(text)
        assert f"`{text}`" in caught.value.error and "S5" not in caught.value.sentence()
        return
    try:
        told = Case.parse({"vehicle.manufactured": text}).vehicle.manufactured
    except InputError as error:
        assert "is a date of registration" in error.error
        told = Case.parse({"vehicle.first_registered": text}).vehicle.first_registered
    if right == "nothing told":
        assert told is None
        return
    first, _, last = right.split(",")[0].split(" (")[0].partition(" to ")
    assert isinstance(told, StatedBounds)
    expected = parse_date({"earliest": first, "latest": last or first}).bounds
    assert told.bounds == expected, format_date(told.bounds)


@pytest.mark.parametrize("row", rows("units_in_listings"), ids=lambda row: row["text"])
def test_units_in_listings(row: Mapping[str, str]) -> None:
    fact, text, right = row["fact"], row["text"], row["what_is_right"]
    dimensions = {"odometer": "distance", "curb_weight": "weight", "value": "money"}
    dimension = dimensions.get(fact.split(".")[1], fact.split(".")[1])
    if "error" in right or right == "as above":
        with pytest.raises(InputError) as caught:
            Case.parse({fact: text})
        expected = caught.value.sentence()
        assert "--exchange-rate" in expected or (
            "short tons" in expected and "perhaps" not in expected
        )
    elif right == "nothing told":
        assert Case.parse({fact: text}).told() == {}
    else:
        told = Case.parse({fact: text}).told()[fact]
        assert isinstance(told, StatedBounds)
        assert told.bounds == parse_quantity(right, dimension).bounds


def test_words_not_known(engine: keiimport.Engine) -> None:
    for entry in cases("words_not_known"):
        for value in entry["values"]:
            if entry["fact"] == "vehicle.engine":
                with pytest.raises(InputError, match="`certified_newer`, `other`"):
                    Case.parse({entry["fact"]: value})
            else:
                assert Case.parse({entry["fact"]: value}).told()
    assert Case.parse({"vehicle.powertrain": "petrol"}).vehicle.powertrain == "gasoline"


@pytest.mark.parametrize("value", [2001.1, "2001.1"])
def test_one_value_is_read_one_way(engine: keiimport.Engine, tmp_path: Path, value: object) -> None:
    (entry,) = cases("float_year_month")
    case = entry["case"]
    case["vehicle"]["manufactured"] = value
    verdict = engine.evaluate(case)
    assert verdict.outcome == "undetermined"
    day = case["entry"]["date"]
    flat = {**case["vehicle"], "entry.date": day}
    answers = {verdict.outcome}
    asked: Any = {"columns": ["outcome"], "today": DAY}
    for name in ("in.jsonl", "in.parquet", "in.csv"):
        source, out = tmp_path / name, tmp_path / "out.csv"
        if name == "in.jsonl":
            source.write_text(json.dumps(case) + "\n")
        elif name == "in.parquet":
            pl.DataFrame([flat]).write_parquet(source)
        else:
            pl.DataFrame([flat]).write_csv(source)
        run(source, out, **asked)
        answers |= set(pl.read_csv(out)["outcome"])
    answers |= set(engine.evaluate_many([flat], outputs=["outcome"])["outcome"])
    assert answers == {"undetermined"}


def table(name: str, **asked: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The answers to a file as it stands, and the warnings about it."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        counted = run(INPUTS / f"{name}.csv", out, output_format="csv", today=DAY, **asked)
    found = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    return found, counted.warnings


@pytest.mark.parametrize("name", ["cp932", "cr_line_ends", "headline_above_header", "title_column"])
def test_tables_that_could_not_be_read(name: str) -> None:
    found, said = table(name)
    assert [(row["error"], row["outcome"]) for row in found] == [("", "admissible")]
    about = {"cp932": "`cp932`", "headline_above_header": "line 2", "title_column": "`title`"}
    assert any(about.get(name, "") in each for each in (*said, ""))


def test_a_float_of_a_year_is_the_year() -> None:
    found, _ = table("float_year_month", entry_date=date(2026, 2, 1))
    assert [row["outcome"] for row in found] == ["undetermined", "admissible"]


def test_a_long_model_cell_costs_no_row() -> None:
    (row,), _ = table("long_model_cell")
    assert row["error"] == "" and row["outcome"] and "first words" in row["warnings"]


def test_two_columns_for_one_fact(tmp_path: Path) -> None:
    mapping = json.loads((INPUTS / "two_columns_for_one_fact.json").read_bytes())["mapping"]
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps({"title": "two layouts of one site", **mapping}))
    asked: Any = {"columns": ["earliest_possible"], "today": DAY}
    evaluator = TableEvaluator(mapping=str(file), **asked)
    one = {"Registration Year:": "2018/10", "Year:": None}
    other = {"Registration Year:": None, "Year:": "2018/10"}
    found = evaluator(pl.DataFrame([one, other, {**one, "Year:": "2001"}]))
    assert found["error"].null_count() == 3
    assert found["earliest_possible"].n_unique() == 1


@pytest.mark.parametrize(
    ("name", "place", "right"),
    [
        *(
            pytest.param("placeholder_and_padded_numbers", place, check, id=f"placeholder-{place}")
            for place, check in enumerate(
                [
                    admissible,
                    lambda v: admissible(v) and known(v, "vehicle.kei") is True,
                    lambda v: admissible(v) and said(v, "stands for no number"),
                    lambda v: known(v, "vehicle.chassis_code") == "U41T",
                    lambda v: known(v, "vehicle.chassis_code") == "S83P",
                    lambda v: not said(v, "I1N6AA0ED4AN300001` holds no"),
                ]
            )
        ),
        *(
            pytest.param("registered_recently_unknown_code", place, check, id=f"recently-{place}")
            for place, check in enumerate(
                [
                    not_yet(),
                    not_yet(),
                    not_yet(),
                    not_yet(),
                    lambda v: (
                        v.outcome in ("not_yet", "undetermined")
                        and str(v.earliest_possible) >= "2030-01-01"
                    ),
                    lambda v: (
                        str(v.earliest_possible) >= "2023-01-01"
                        and any(m.fact == "vehicle.manufactured" for m in v.missing)
                    ),
                ]
            )
        ),
    ],
)
def test_rows_that_were_answered_wrongly(
    engine: keiimport.Engine, name: str, place: int, right: Check
) -> None:
    row = rows(name)[place]
    names = {"kuzov": "chassis_code", "year": "first_registered"}
    told = {f"vehicle.{names.get(n, n)}": t for n, t in row.items() if t and n != "what_is_right"}
    if "year" in row:
        told["vehicle.registered_in"] = "JP"
    verdict = engine.evaluate({**told, "entry.date": DAY.isoformat()})
    assert right(verdict), (row["what_is_right"], verdict.answer, verdict.warnings)
