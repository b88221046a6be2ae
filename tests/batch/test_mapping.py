# SPDX-License-Identifier: Apache-2.0
"""Mapping files: what they mean, what they refuse, and the feed of Japanese auctions."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import keiimport
from keiimport.batch.job import run
from keiimport.batch.mapping import mapping_names, read_mapping
from keiimport.batch.table import TableEvaluator
from keiimport.errors import InputError, RuleError
from keiimport.facts.headings import told_facts

DAY = date(2026, 11, 21)


def mapped(text: str, tmp_path: Path, **cells: Any) -> dict[str, Any]:
    """The facts of one row under a mapping."""
    file = tmp_path / "mapping.yaml"
    file.write_text(text, encoding="utf-8")
    return read_mapping(file, told_facts()).facts(cells)


def auction(**cells: Any) -> dict[str, Any]:
    """The facts of one lot of the feed."""
    return read_mapping("japanese-auction", told_facts()).facts(cells)


def test_the_year_is_that_of_the_first_registration_and_never_the_build() -> None:
    told = auction(marka_name="SUZUKI", model_name="CARRY", year=1998)
    assert told["vehicle.first_registered"] == "1998"
    assert told["vehicle.manufactured_evidence"] == "registration"
    assert "vehicle.manufactured" not in told


@pytest.mark.parametrize("year", [0, "0", "", None, "-"])
def test_year_0_means_unknown(year: Any) -> None:
    told = auction(marka_name="SUZUKI", year=year)
    assert not {"vehicle.first_registered", "vehicle.registered_in"} & set(told)


@pytest.mark.parametrize("year", ["S63", "H10/7", "H元", "平成10年7月", "Ｈ１０", "1998", 1998.0])
def test_era_dates_are_dates(tmp_path: Path, year: Any) -> None:
    told = auction(year=year)["vehicle.first_registered"]
    assert keiimport.Case.parse({"vehicle.first_registered": told}).told()


@pytest.mark.parametrize("rate", ["R", "RA", "RB", "R1", "RA2", "ra", "***", "X", 0])
def test_scores_of_repaired_vehicles_switch_presumptions_off(rate: Any) -> None:
    assert auction(marka_name="SUZUKI", rate=rate)["vehicle.altered"] is True


@pytest.mark.parametrize(
    "rate", ["1", "99", "修", "修復", "評価外", "事故", "A", "ＲＡ", "4R", "R4"]
)
def test_a_score_that_is_not_known_to_be_of_a_plain_vehicle_does_so_too(rate: str) -> None:
    assert auction(marka_name="SUZUKI", rate=rate)["vehicle.altered"] is True


@pytest.mark.parametrize(
    "rate", ["4", "4.5", "4.0", "S", "N", "6", "-", "", " ", 3, 3.5, 4.0, None]
)
def test_other_scores_say_nothing(rate: Any) -> None:
    assert "vehicle.altered" not in auction(marka_name="SUZUKI", rate=rate)


@pytest.mark.parametrize(
    "grade",
    [
        "修復歴有",
        "事故車",
        "エンジン載せ替え",
        "swap済",
        "Engine Swap",
        "EV conversion",
        "水没",
        "キャンピング",
        "NO ENGINE",
        "改造",
        "修復車",
        "フレーム修正",
        "エンジン載せ換え",
        "front damage",
        "repair",
        "REBUILD",
        "EV化",
        "engine_swap",
        "wheelchair",
        # only part of it is denied
        "No accident, engine swap",
        "修復歴なし 公認改",
        "無事故車 エンジン載替",
        "no accident no damage flooded",
        # a name that ends like a denial
        "MIRA GINO ACCIDENT",
        "PINO REPAIRED",
    ],
)
def test_words_of_damage_and_conversion_switch_presumptions_off(grade: str) -> None:
    assert auction(marka_name="SUZUKI", grade=grade)["vehicle.altered"] is True


@pytest.mark.parametrize(
    "grade",
    [
        "修復歴なし",
        "無事故",
        "No accident",
        "no accident no damage",
        "Non-accident",
        "tyre repair kit",
        "修復歴:無",
        "CUSTOM RS",
        "改良型",
        "レストア済",
        "SWAPPING",
        "KC",
    ],
)
def test_words_that_deny_it_or_only_look_alike_do_not(grade: str) -> None:
    assert "vehicle.altered" not in auction(marka_name="SUZUKI", grade=grade)


def test_the_kai_mark_in_the_type_code_says_modified() -> None:
    assert auction(kuzov="GD-S210P改")["vehicle.altered"] is True


def test_free_text_in_a_code_field_is_no_chassis_code() -> None:
    assert "vehicle.chassis_code" not in auction(marka_name="SUZUKI", kuzov="WELFARE")
    assert auction(kuzov="V-DD51T")["vehicle.chassis_code"] == "V-DD51T"


def test_words_in_the_code_fields_count_too() -> None:
    assert auction(kuzov="WELFARE")["vehicle.altered"] is True
    assert auction(serial="事故現状車")["vehicle.altered"] is True


@pytest.mark.parametrize("names", [str.upper, str.title])
def test_the_case_of_the_columns_is_no_matter(names: Any) -> None:
    told = auction(**{names("marka_name"): "SUZUKI", names("year"): 1995, names("rate"): "RA"})
    assert told["vehicle.make"] == "SUZUKI" and told["vehicle.altered"] is True


def test_rows_whose_keys_differ_in_case_are_read_alike(tmp_path: Path) -> None:
    source, out = tmp_path / "feed.jsonl", tmp_path / "out.jsonl"
    lot = '"marka_name": "SUZUKI", "model_name": "CARRY", "year": 1995, "kuzov": "DD51T"'
    source.write_text(f'{{{lot}, "rate": "4"}}\n{{{lot}, "RATE": "RA"}}\n{{{lot}}}\n')
    run(source, out, mapping="japanese-auction", entry_date=DAY, columns=["outcome"])
    rows = pl.read_ndjson(out).to_dicts()
    outcomes = ["admissible", "undetermined", "admissible"]
    assert [row["outcome"] for row in rows] == outcomes


CARRY = {"marka_name": "SUZUKI", "model_name": "CARRY", "kuzov": "DD51T", "year": "1995"}


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({}, "admissible"),
        ({"year": "H7"}, "admissible"),
        ({"year": "199507"}, "admissible"),
        ({"year": "平成7年"}, "admissible"),
        ({"year": "H13/7"}, "admissible"),
        # with no year at all, the model was no longer built 25 years ago
        ({"year": "0"}, "admissible"),
        ({"year": "不明"}, "admissible"),
        # the year of a kei vehicle runs to its last day, and the build may have no bound at all
        ({"year": "2001"}, "undetermined"),
        ({"year": "H13"}, "undetermined"),
        ({"year": "2099"}, "undetermined"),
        # what contradicts the catalogue opens nothing
        ({"kuzov": "DA16T"}, "undetermined"),
        ({"kuzov": "DA17V", "model_name": "EVERY"}, "undetermined"),
        ({"eng_v": "1300"}, "undetermined"),
        ({"rate": "R"}, "undetermined"),
        ({"grade": "エンジン載せ替え"}, "undetermined"),
        ({"kuzov": "DD51T改"}, "undetermined"),
        # two digits could be several years, and a row that cannot be read says so
        ({"year": "95"}, None),
        ({"year": "-1"}, None),
    ],
)
def test_no_odd_lot_gets_a_plain_yes(cells: dict[str, str], outcome: str | None) -> None:
    row = evaluator()(pl.DataFrame([{**CARRY, **cells}])).to_dicts()[0]
    assert row["outcome"] == outcome and (row["error"] is None) == (outcome is not None)


@cache
def evaluator() -> TableEvaluator:
    asked: Any = {"entry_date": DAY, "today": DAY, "columns": ["outcome"]}
    return TableEvaluator(mapping="japanese-auction", **asked)


@cache
def engine() -> keiimport.Engine:
    return keiimport.Engine()


@pytest.mark.parametrize(
    ("make", "code", "joined"),
    [
        ("SUZUKI", "DD51T", True),
        ("スズキ", "V-DD51T", True),
        ("SUZUKI", "ｄｄ５１ｔ", True),
        ("SUZUKI", "DD51", True),  # but for at most two letters of the body
        ("HONDA", "DD51T", False),
        ("SUZUKI", "DD5", False),
        ("SUZUKI", "DD", False),
        ("SUZUKI", "DD51TABC", False),
    ],
)
def test_a_chassis_code_joins_the_catalogue_by_its_lessons(
    make: str, code: str, joined: bool
) -> None:
    told = auction(marka_name=make, kuzov=code)
    facts = {fact.name: fact for fact in engine().evaluate(told, today=DAY).facts}
    assert ("vehicle.body" in facts and facts["vehicle.body"].source == "catalogue") is joined


@pytest.mark.parametrize(
    ("names", "mapping", "price"),
    [
        ("marka_name,model_name,year,finish", "japanese-auction", "120,000"),
        ("brand,model,year,price_total", "examples/mappings/japanese-site.yaml", "12"),
        ("make,model,first_registered,price [JPY]", None, "120,000"),
        ("make,model,first_registered,price", None, "120,000円"),
        ("make,model,first_registered,price", None, "$792"),
    ],
)
def test_a_price_in_yen_is_reckoned_in_dollars_by_a_rate(
    tmp_path: Path, names: str, mapping: str | None, price: str
) -> None:
    source, out = tmp_path / "lots.csv", tmp_path / "answers.csv"
    source.write_text(f'{names}\nSUZUKI,CARRY,1998,"{price}"\n', encoding="utf-8")
    asked: Any = {"mapping": mapping, "entry_date": DAY, "columns": ["duty_amount"]}
    without = run(source, out, **asked)
    assert bool(without.set_aside) is ("$" not in price)
    assert not run(source, out, exchange_rate=0.0066, **asked).set_aside
    (row,) = pl.read_csv(out).to_dicts()
    assert row["duty_amount"] == 198


def test_other_columns_are_told_as_facts() -> None:
    told = auction(lhdrive=1, eng_v=660, kpp_type="2", serial="DD51T-123456", model_name="－")
    assert told == {
        "vehicle.drive_side": "left",
        "vehicle.displacement": "660",
        "vehicle.transmission": "automatic",
        "vehicle.frame_number": "DD51T-123456",
    }
    assert auction(lhdrive=0, eng_v=0, serial="1234567") == {"vehicle.drive_side": "right"}


def test_a_repaired_carry_is_no_plain_yes(tmp_path: Path) -> None:
    source, out = tmp_path / "feed.csv", tmp_path / "out.csv"
    source.write_text(
        "id,marka_name,model_name,year,kuzov,rate\n"
        "1,SUZUKI,CARRY,1995,V-DD51T,4\n2,SUZUKI,CARRY,1995,DD51T,RA\n3,SUZUKI,CARRY,0,DD51T,4\n"
    )
    run(source, out, mapping="japanese-auction", entry_date=DAY)
    rows = pl.read_csv(out).to_dicts()
    assert [row["id"] for row in rows] == [1, 2, 3]  # a column it does not name passes through
    assert [row["outcome"] for row in rows][:2] == ["admissible", "undetermined"]
    assert "vehicle.engine" in rows[1]["missing"]


GENERAL = """
title: somebody's table
columns:
  weight: {fact: vehicle.gvwr, unit: lb}
  type: {fact: vehicle.body, values: {TRUCK: pickup, VAN: van}, also: {vehicle.wheels: 4}}
  notes: {}
facts: {entry.type: consumption}
words:
  - {title: no label, columns: [notes], words: [label lost], unsets: [vehicle.body]}
"""


def test_a_mapping_sets_units_values_constants_and_forgets(tmp_path: Path) -> None:
    assert mapped(GENERAL, tmp_path, weight="1,500", type="truck", notes="Label lost!") == {
        "vehicle.gvwr": "1,500 lb",
        "vehicle.wheels": "4",
        "entry.type": "consumption",
    }
    assert mapped(GENERAL, tmp_path, weight="700 kg", type="bus", notes=None) == {
        "vehicle.gvwr": "700 kg",
        "entry.type": "consumption",
    }


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("unit: lb", "unit: mph", r"mapping.yaml:4:38: `vehicle.gvwr` is not given in `mph`"),
        ("VAN: van", "VAN: vann", r"`vann`"),
        ("notes: {}", "notes: {unit: kg}", "tells no fact"),
        ("words: [label lost], ", "", "no words stand here"),
        (", unsets: [vehicle.body]", "", "these words do nothing"),
        ("wheels: 4", "wheels: many", "many"),
        ("title: somebody", "titel: somebody", "unknown key `titel`; expected `title`"),
        ("unit: lb", "end: from", "is no date"),
        ("notes: {}", "notes: {end: to}", "tells no fact"),
        ("unit: lb", "unit: JPY", "is not given in `JPY`"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, error: str) -> None:
    assert old in GENERAL
    with pytest.raises(RuleError, match=error):
        mapped(GENERAL.replace(old, new, 1), tmp_path, weight="1", type="x", notes="")


PREFERRED = """
title: a site that changed its layout
columns:
  "Registration Year:": {fact: vehicle.first_registered}
  "Year:": {fact: vehicle.first_registered}
  from: {fact: vehicle.manufactured, end: from}
  to: {fact: vehicle.manufactured, end: to, nothing: [No end date]}
"""


def test_of_two_columns_for_one_fact_the_first_that_says_something_counts(tmp_path: Path) -> None:
    cells = {"Registration Year:": "2018/10", "Year:": "2017/7"}
    assert mapped(PREFERRED, tmp_path, **cells) == {"vehicle.first_registered": "2018/10"}
    later = mapped(PREFERRED, tmp_path, **{**cells, "Registration Year:": ""})
    assert later == {"vehicle.first_registered": "2017/7"}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("10/2001", "06/2007", ("2001-10-01", "2007-06-30")),
        ("10/2001", "No end date", ("2001-10-01", None)),
        (None, "06/2007", (None, "2007-06-30")),
    ],
)
def test_two_columns_make_a_range_of_days(
    tmp_path: Path, first: str | None, last: str, days: tuple[str | None, str | None]
) -> None:
    told = keiimport.Case.parse(mapped(PREFERRED, tmp_path, **{"from": first, "to": last})).told()
    built: Any = told["vehicle.manufactured"]
    ends = (built.bounds.low, built.bounds.high)
    assert tuple(end and str(date.fromordinal(end)) for end in ends) == days


def test_a_mapping_may_be_json(tmp_path: Path) -> None:
    text = '{"title": "t", "columns": {"w": {"fact": "vehicle.gvwr"}}}'
    assert mapped(text, tmp_path, w="700 kg") == {"vehicle.gvwr": "700 kg"}


def test_every_mapping_that_is_shipped_can_be_read() -> None:
    assert mapping_names() == ("japanese-auction", "schema-org")
    for name in mapping_names():
        assert read_mapping(name, told_facts()).form.title


def test_a_mapping_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="expected `japanese-auction`"):
        read_mapping("japanese-auctoin", told_facts())
