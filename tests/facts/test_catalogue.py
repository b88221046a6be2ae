# SPDX-License-Identifier: Apache-2.0
"""The catalogue: reading the table, finding vehicles, and agreeing on what they are."""

from __future__ import annotations

import csv
import io
import pickle
import shutil
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

import keiimport
from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import fact_types
from keiimport.facts.catalogue import Catalogue, Match
from keiimport.facts.dates import parse_date
from keiimport.facts.identity import recognise
from keiimport.rulebook.files import read_tables
from keiimport.rulebook.vehicles import check_vehicles

DATA = Path(__file__).parents[2] / "rules" / "data"
TABLES = read_tables("", "vehicles")
LINES = [line for text in TABLES.values() for line in csv.DictReader(io.StringIO(text))]
NAMES = (DATA / "model-names.csv").read_text(encoding="utf-8")
ABROAD = frozenset({"US", "CA", "EU", "other"})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.read(TABLES, names=NAMES)


def warned(match: Match) -> str:
    """What did not fit, in words."""
    say = keiimport.load_rulebook().vocabulary.say
    return " ".join(say(f"catalogue.{name}", **places) for name, places in match.warnings)


def match(
    catalogue: Catalogue,
    make: str | None = None,
    model: str | None = None,
    number: str | None = None,
    built: str | None = None,
    markets: frozenset[str] | None = None,
) -> Match:
    return catalogue.match(
        make=make,
        model=model,
        chassis_codes=() if number is None else recognise(number).chassis_codes,
        built=None if built is None else parse_date(built).bounds,
        markets=markets,
    )


def ids(found: Match) -> list[str]:
    return [row.id for row in found.rows]


def models(found: Match) -> set[str]:
    return {row.model for row in found.rows}


# ---------------------------------------------------------------- reading


def test_every_row_is_read_and_every_fact_is_one_of_a_case(catalogue: Catalogue) -> None:
    types = fact_types()
    check_vehicles(catalogue)
    assert len(catalogue.rows) >= 299
    for row in catalogue.rows:
        for name, fact in row.facts.items():
            assert (types[name].kind == "number") == isinstance(fact.value, Bounds)
            assert fact.text
            assert name != "vehicle.certified_to"


def test_a_cell_may_hold_a_range(catalogue: Catalogue) -> None:
    (sakura,) = match(catalogue, "Nissan", "Sakura").rows
    gross = sakura.facts["vehicle.gvwr"]
    assert gross.value == Bounds(129_000_000_000, 130_000_000_000)
    assert gross.text == "between 1,290 and 1,300 kg (Japanese gross weight)"


def test_a_derived_gross_weight_is_unverified_and_a_stated_one_as_sure_as_its_row(
    catalogue: Catalogue,
) -> None:
    sure = {row.id: row.facts["vehicle.gvwr"].confidence for row in catalogue.rows
            if "vehicle.gvwr" in row.facts}  # fmt: skip
    assert sure["nissan-sakura-b6aw"] == "unverified"
    assert sure["mitsubishi-i-miev-ha3w"] == "unverified"
    (stated,) = [row["id"] for row in LINES if row["gross_weight_basis"] == "stated"]  # fmt: skip
    assert sure[stated] == next(
        row.facts["vehicle.make"].confidence for row in catalogue.rows if row.id == stated
    )


def test_what_a_note_calls_unverified_is_so(catalogue: Catalogue) -> None:
    (row,) = match(catalogue, number="HD4W").rows
    assert row.facts["vehicle.top_speed"].confidence == "unverified"
    assert row.facts["vehicle.length"].confidence == "secondary"
    (first,) = match(catalogue, number="HA3W").rows
    assert (first.start_confidence, first.end_confidence) == ("secondary", "unverified")


def test_months_of_production_run_from_a_first_day_to_a_last(catalogue: Catalogue) -> None:
    (row,) = match(catalogue, "Honda", "Beat").rows
    assert row.produced == parse_date({"earliest": "1991-05", "latest": "1996-02"}).bounds


def test_seats_of_the_s_cargo_are_not_known(catalogue: Catalogue) -> None:
    (row,) = match(catalogue, number="G20").rows
    assert "vehicle.seats" not in row.facts
    assert "4-5" in row.note and "or 2" in row.note


def changed(**cells: str) -> str:
    """The table of one row, the Sakura, with some cells changed."""
    sakura = next(row for row in LINES if row["id"] == "nissan-sakura-b6aw")
    return table(sakura | cells)


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("name", ["vehicles/honda.csv", "model-names.csv", "exhaust-prefixes.csv"])
def test_a_table_that_is_not_utf_8_is_named_with_its_place(tmp_path: Path, name: str) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(DATA.parent, rules)
    table = rules / "data" / name
    data = table.read_bytes()
    table.write_bytes(data + b"caf\xe9")
    with pytest.raises(RuleError, match="not UTF-8") as caught:
        assert keiimport.Engine(rules).evaluate({"vehicle.chassis_code": "HA4"}).outcome
    line = data.count(b"\n") + 1
    assert str(caught.value.place) == f"data/{name}:{line}:4"


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"body": "boat"}, "column `body`: `boat` is not allowed"),
        ({"length_mm": "long"}, "column `length_mm`"),
        ({"produced_from": "2022-13"}, "column `produced_from`"),
        ({"produced_to": "2001-01"}, "production ends before it begins"),
        ({"spec_confidence": "sure"}, "column `spec_confidence`"),
        ({"length_mm": "3395-3295"}, "column `length_mm`: the range runs backwards"),
        ({"note": "unverified: hight_mm"}, "`hight_mm` is no column"),
        ({"id": ""}, "empty or used twice"),
        ({"heigth": "1"}, "column `heigth` is unknown"),
    ],
)
def test_a_bad_cell_is_named_with_its_place(cells: dict[str, str], error: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_vehicles(Catalogue.read({"data/vehicles/x.csv": changed(**cells)}))
    assert error in caught.value.sentence()
    assert caught.value.sentence().startswith("data/vehicles/x.csv:")


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({}, "Nissan Sakura B6AW is already the row of data/vehicles/x.csv:2:1"),
        ({"model": "Sakura X", "wheels": "3"}, "vehicle.wheels 3, and Nissan Sakura B6AW in"),
        ({"model": "Sakura X", "kei": "false"}, "vehicle.kei no, and Nissan Sakura B6AW in"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(cells: dict[str, str], error: str) -> None:
    sakura = next(row for row in LINES if row["id"] == "nissan-sakura-b6aw")
    text = table(sakura, sakura | {"id": "other"} | cells)
    with pytest.raises(RuleError, match=error) as caught:
        check_vehicles(Catalogue.read({"data/vehicles/x.csv": text}))
    assert caught.value.sentence().startswith("data/vehicles/x.csv:3:1")


@pytest.mark.parametrize(("first", "bad"), [("2019-01", False), ("1997-01", True)])
def test_a_prefix_covers_the_months_of_its_row(first: str, bad: bool) -> None:
    text = changed(model_code_prefix="5AA", produced_from=first)
    exhaust = (DATA / "exhaust-prefixes.csv").read_text(encoding="utf-8")
    catalogue = Catalogue.read({"data/vehicles/x.csv": text}, exhaust=exhaust)
    if bad:
        with pytest.raises(RuleError, match="`5AA` was given from 2018 on"):
            check_vehicles(catalogue)
    else:
        check_vehicles(catalogue)


def test_another_make_may_have_the_same_code() -> None:
    sakura = next(row for row in LINES if row["id"] == "nissan-sakura-b6aw")
    text = table(sakura, sakura | {"id": "other", "make": "Honda", "wheels": "3"})
    check_vehicles(Catalogue.read({"x.csv": text}))


# ---------------------------------------------------------------- finding by name


@pytest.mark.parametrize(
    ("make", "model", "expected"),
    [
        ("nissan", "SAKURA", {"Sakura"}),
        ("日産", "Sakura", {"Sakura"}),
        (None, "Sakura", {"Sakura"}),
        ("Suzuki", "Carry", {"Carry Truck", "Carry Van"}),
        ("suzuki", "carry truck", {"Carry Truck"}),
        ("Honda", "nbox", {"N-BOX"}),
        ("Honda", "N Box", {"N-BOX"}),
        ("Nissan", "scargo", {"S-Cargo"}),
        ("Mazda", "AZ-1", {"AZ-1"}),
        ("Daihatsu", "Hijet Deck Van", {"Hijet Deck Van"}),
        ("Mitsubishi", "Minicab Bravo", {"Minicab Van / Bravo"}),
        (None, "Honda Beat", {"Beat"}),
        ("Honda", "Honda Beat", {"Beat"}),
        ("Autozam", "Mazda AZ-1", {"AZ-1"}),
        ("Mitsubishi", "i", {"i"}),
        ("Mitsubishi", "ek x", {"eK X"}),
        ("Mitsubishi", "Pajero", {"Pajero"}),
        ("Suzuki", "Wagon R Wide", {"Wagon R Wide"}),
        ("Mitsubishi", "Town Box Wide", {"Town Box Wide"}),
        ("Daihatsu", "Hijet Gran Cargo", {"Hijet Gran Cargo"}),
        ("Suzuki", "Jimny 1300", {"Jimny 1300", "Jimny / 1300 Sierra"}),
        (None, "CARRY ON TRAILER", set()),
        ("フォルクスワーゲン", "ザ・ビートル", {"The Beetle"}),
        ("Volkswagen", "Beat", set()),
        ("Mitsubishi", "eK X EV", {"eK X EV"}),
        ("Nissan", "Skyline GT-R", {f"Skyline GT-R ({name})" for name in
                                    ("PGC10", "KPGC10", "KPGC110", "R32", "R33", "R34")}),
        ("Nissan", "Skyline GTR R34", {"Skyline GT-R (R34)"}),
        ("Honda", "Sakura", set()),
        ("Suzuki", "kei truck", set()),
        ("Suzuki", None, set()),
    ],
)  # fmt: skip
def test_names_are_found_in_any_spelling(
    catalogue: Catalogue, make: str | None, model: str | None, expected: set[str]
) -> None:
    assert models(match(catalogue, make, model)) == expected


def test_a_short_name_stands_for_all_its_versions(catalogue: Catalogue) -> None:
    found = match(catalogue, "Daihatsu", "Hijet")
    assert {"Hijet Truck", "Hijet Cargo", "Hijet Deck Van"} <= models(found)
    assert "vehicle.body" not in found.facts
    assert found.facts["vehicle.kei"].value is True


def test_a_name_that_kei_and_other_vehicles_share_settles_neither(catalogue: Catalogue) -> None:
    jimny = match(catalogue, "Suzuki", "Jimny")
    assert "vehicle.kei" not in jimny.facts
    assert "`Jimny` may be `Suzuki Jimny`, `Suzuki Jimny / 1300 Sierra`" in warned(jimny)


@pytest.mark.parametrize(("make", "model"), [(None, "X"), ("Honda", "N"), ("Nissan", "Figaro EV")])
def test_a_part_of_another_name_fills_nothing(
    catalogue: Catalogue, make: str | None, model: str
) -> None:
    found = match(catalogue, make, model)
    assert not found.rows
    assert "does not have" in warned(found)


@pytest.mark.parametrize(
    ("make", "model", "nearest"),
    [
        ("Honda", "Actty", "Honda Acty Van"),
        ("Nissan", "Figarro", "Nissan Figaro"),
        (None, "Nissan Figarro", "Nissan Figaro"),
        ("Honda", "Sakura", None),
    ],
)
def test_a_model_that_is_not_known_is_said_with_the_nearest(
    catalogue: Catalogue, make: str | None, model: str, nearest: str | None
) -> None:
    found = match(catalogue, make, model)
    assert not found.rows
    warning = warned(found)
    assert (f"the nearest name is `{nearest}`" in warning) == (nearest is not None)


def test_a_name_that_begins_several_gives_what_they_share(catalogue: Catalogue) -> None:
    delica = match(catalogue, "Mitsubishi", "Delica")
    assert {"Delica Star Wagon", "Delica Space Gear", "Delica Van"} <= models(delica)
    assert delica.loose and "`Delica` may be" in warned(delica)
    assert delica.facts["vehicle.kei"].value is False
    assert delica.facts["vehicle.country_of_manufacture"].value == "JP"
    assert "vehicle.body" not in delica.facts
    cruiser = match(catalogue, "Toyota", "Land Cruiser")
    assert cruiser.loose and "no plain `Land Cruiser`" in warned(cruiser)
    assert cruiser.facts["vehicle.body"].value == "suv"
    assert {fact.confidence for fact in cruiser.facts.values()} == {"unverified"}


def test_words_for_a_drive_or_a_generation_pick_among_versions(catalogue: Catalogue) -> None:
    hybrid = match(catalogue, "Honda", "Fit Hybrid")
    assert hybrid.facts["vehicle.powertrain"].value == "hybrid" and hybrid.loose
    assert {row.chassis_code for row in match(catalogue, "Nissan", "Silvia S15").rows} == {"S15"}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("サクラ", {"Sakura"}),
        ("ｻｸﾗ", {"Sakura"}),
        ("キャリイ", {"Carry Truck", "Carry Van"}),
        ("キャリー", {"Carry Truck", "Carry Van"}),
        ("ハイゼットトラック", {"Hijet Truck"}),
        ("エブリイワゴン", {"Every Wagon"}),
        ("ワゴンR", {"Wagon R"}),
        ("アルトラパン", {"Alto Lapin"}),
        ("アクティ トラック", {"Acty Truck"}),
        ("ジムニーシエラ", {"Jimny / 1300 Sierra", "Jimny / Sierra", "Jimny / Wide / Sierra"}),
        ("サンバー トラック", {"Sambar Truck"}),
        ("ビート", {"Beat"}),
        ("カプチーノ", {"Cappuccino"}),
        ("キャラバン", {"Caravan", "Caravan Van"}),
        ("スズキアルト", {"Alto", "Alto Van"}),
        ("ザ・ビートル", {"The Beetle"}),
        ("ミラージュ", {"Mirage"}),
    ],
)
def test_names_in_katakana_are_read(catalogue: Catalogue, model: str, expected: set[str]) -> None:
    assert models(match(catalogue, None, model)) == expected


def test_every_name_in_another_script_is_read_as_a_whole(catalogue: Catalogue) -> None:
    for cells in csv.DictReader(io.StringIO(NAMES)):
        assert catalogue.spellings.latin(cells["written"]) == cells["name"]


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ("name,written\n", "columns are missing or in another order"),
        ("written,name\nサクラ\n", "not complete"),
        ("written,name\nサクラ,\n", "not complete"),
        ("written,name\nサクラ,Sakura\nｻｸﾗ,Sakura\n", "written twice"),
    ],
)
def test_a_bad_table_of_names_is_refused(table: str, error: str) -> None:
    with pytest.raises(RuleError, match=error) as caught:
        Catalogue.read(TABLES, names=table)
    assert caught.value.sentence().startswith("data/model-names.csv:")


def test_a_name_with_a_trim_level_is_loose_and_unverified(catalogue: Catalogue) -> None:
    found = match(catalogue, "Honda", "N-BOX Custom")
    assert found.loose
    assert {fact.confidence for fact in found.facts.values()} == {"unverified"}
    assert "take it for a version of `Honda N-BOX`" in warned(found)


# ---------------------------------------------------------------- finding by code


@pytest.mark.parametrize("number", ["DD51T", "DD51", "E-DD51T", "dd51t-123456", "ＤＤ５１Ｔ"])
def test_codes_are_found_in_any_form(catalogue: Catalogue, number: str) -> None:
    assert ids(match(catalogue, number=number)) == ["suzuki-carry-truck-dd51t"]


def test_a_frame_number_without_hyphen_is_settled_by_the_catalogue(catalogue: Catalogue) -> None:
    assert ids(match(catalogue, number="PP11012345")) == ["honda-beat-pp1"]


def test_the_make_settles_what_a_short_code_means(catalogue: Catalogue) -> None:
    assert ids(match(catalogue, "Honda", "Acty", "HA3")) == ["honda-acty-truck-ha3"]
    assert ids(match(catalogue, "Mitsubishi", "i-MiEV", "HA3")) == ["mitsubishi-i-miev-ha3w"]


@pytest.mark.parametrize(("make", "model"), [("Subaru", "Sambar"), ("Suzuki", "Cappuccino")])
def test_a_code_that_contradicts_the_name_fills_nothing(
    catalogue: Catalogue, make: str, model: str
) -> None:
    found = match(catalogue, make, model, "DA63T")
    assert not found.rows
    assert "is the chassis code of Suzuki Carry Truck" in warned(found)


def test_a_name_in_japanese_does_not_contradict_a_code(catalogue: Catalogue) -> None:
    assert ids(match(catalogue, "スズキ", "キャリイ", "DA63T")) == ["suzuki-carry-truck-da63t"]


def test_an_unknown_code_is_said_and_leaves_what_the_name_says(catalogue: Catalogue) -> None:
    found = match(catalogue, "Suzuki", "Carry", "ZZ99Z")
    assert found.rows == match(catalogue, "Suzuki", "Carry").rows and found.loose
    assert "does not have the chassis code `ZZ99Z`" in warned(found)
    # a name without a code is nearer to it than those of other codes
    assert not any(row.chassis_code for row in match(catalogue, "Isuzu", "Elf", "ZZ99Z").rows)
    assert not match(catalogue, None, None, "ZZ99Z").rows


# ---------------------------------------------------------------- markets and dates


def test_the_market_picks_among_rows_of_one_code(catalogue: Catalogue) -> None:
    assert len(match(catalogue, number="AZE0").rows) == 2
    assert ids(match(catalogue, number="AZE0", markets=frozenset({"JP"}))) == [
        "nissan-leaf-aze0-jp"
    ]
    assert ids(match(catalogue, number="AZE0", markets=ABROAD)) == ["nissan-leaf-aze0-us"]
    assert "vehicle.market" not in match(catalogue, number="AZE0").facts


def test_a_market_that_rules_out_all_rows_is_said(catalogue: Catalogue) -> None:
    found = match(catalogue, number="B6AW", markets=ABROAD)
    assert not found.rows
    assert "only as built for `JP`" in warned(found)


def test_the_build_picks_among_generations(catalogue: Catalogue) -> None:
    found = match(catalogue, "Suzuki", "Carry", built="2003")
    assert ids(found) == ["suzuki-carry-truck-da63t"]


def test_a_code_names_its_row_whenever_it_was_built(catalogue: Catalogue) -> None:
    for built in ("1985", "2005"):
        found = match(catalogue, number="EA11R", built=built)
        assert len(found.rows) == 1 and not found.other_years


def test_a_name_names_rows_of_years_that_may_be_meant(catalogue: Catalogue) -> None:
    """Months from a second hand may be a year off; those of a generation come first."""
    assert ids(match(catalogue, "Honda", "Beat", built="1990-09")) == ["honda-beat-pp1"]
    assert match(catalogue, "Honda", "Beat", built="1999-09").other_years
    # before the first of the name the date is wrong, and not the name
    assert ids(match(catalogue, "Honda", "Beat", built="1989-09")) == ["honda-beat-pp1"]


@pytest.mark.parametrize(
    ("make", "model", "built", "years"),
    [
        ("Subaru", "Sambar", "1970", "from 1976-01 on"),
        ("Daihatsu", "Hijet", "1970", "from 1977-04 on"),
        ("Suzuki", "Cappuccino", "2005", "from 1991-10 to 1998-12"),
    ],
)
def test_a_name_names_no_row_of_other_years(
    catalogue: Catalogue, make: str, model: str, built: str, years: str
) -> None:
    found = match(catalogue, make, model, built=built)
    assert not found.rows and not found.facts and found.ruled_out
    warning = warned(found)
    assert f"no `{model}` built {built}, only {years}" in warning


def test_numbers_that_differ_spread_and_words_that_differ_are_left_out(
    catalogue: Catalogue,
) -> None:
    found = match(catalogue, "Suzuki", "Carry", built="1995")
    lengths = [row.facts["vehicle.length"].value for row in found.rows]
    hull = found.facts["vehicle.length"].value
    assert isinstance(hull, Bounds)
    assert all(isinstance(one, Bounds) and hull.contains(one) for one in lengths)
    assert "vehicle.chassis_code" not in found.facts


# ---------------------------------------------------------------- the rest


def test_search_wants_every_word_and_puts_codes_first(catalogue: Catalogue) -> None:
    assert all("carry" in row.id for row in catalogue.search("suzuki carry"))
    assert catalogue.search("B6AW-0001234")[0].id == "nissan-sakura-b6aw"
    assert len(catalogue.search("honda", limit=3)) == 3
    assert catalogue.search("") == catalogue.search("zeppelin") == []


def test_the_same_question_has_the_same_answer(catalogue: Catalogue) -> None:
    assert match(catalogue, "Suzuki", "Carry") is match(catalogue, "Suzuki", "Carry")


def test_a_catalogue_can_be_pickled(catalogue: Catalogue) -> None:
    again = pickle.loads(pickle.dumps(catalogue))
    assert ids(match(again, "Nissan", "Sakura")) == ["nissan-sakura-b6aw"]


def test_a_file_holds_one_make_and_is_named_after_it() -> None:
    for path in sorted((DATA / "vehicles").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            makes = {row["make"] for row in csv.DictReader(file)}
        (make,) = makes
        plain = unicodedata.normalize("NFKD", make.casefold()).encode("ascii", "ignore").decode()
        assert path.stem == plain.replace(" ", "-"), make


def test_a_name_without_a_code_stands_once_for_each_day() -> None:
    """Two rows on the same vehicles contradict each other as soon as one of them is corrected."""
    found: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for row in (row for row in LINES if not row["chassis_code"]):
        same = ("make", "model", "market", "kei", "body", "powertrain")
        window = row["produced_from"], row["produced_to"] or "9999", row["id"]
        found.setdefault(tuple(row[name] for name in same), []).append(window)
    for windows in found.values():
        for (_, last, earlier), (first, _, later) in pairwise(sorted(windows)):
            assert last <= first, (earlier, later)
