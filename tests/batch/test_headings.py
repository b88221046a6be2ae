# SPDX-License-Identifier: Apache-2.0
"""Tables of other people, as they head their columns: Japanese auction sheets, British dealers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from keiimport import InputError
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.job import run
from keiimport.batch.options import Options
from keiimport.batch.other_names import other_names
from keiimport.engine import Engine
from keiimport.facts.headings import facts_named

DAY = date(2026, 11, 21)
ASKED = ["outcome", "earliest", "reason", "duty_heading", "warnings"]


def answers(source: Path, **options: Any) -> list[dict[str, Any]]:
    out = source.with_suffix(".out.jsonl")
    run(source, out, today=DAY, **{"columns": ASKED, **options})
    return [json.loads(line) for line in out.read_text().splitlines()]


SHEET = """出品番号,メーカー,車名,型式,年式,車台番号,排気量,形状,燃料,走行,ミッション,ハンドル
1,スズキ,キャリイ,V-DD51T,H8年5月,DD51T-***001,657,軽トラック,ガソリン,6万km,5速,右
2,ダイハツ,ハイゼット,GD-S210V,H12.6,S210V-100200,659cc,軽バン,ガソリン,"85,000",AT,右
3,マツダ,RX-7,E-FD3S,H5,FD3S-100300,654,クーペ,ガソリン,12万km,5MT,右
4,スバル,サンバー,V-KS4,H9.12,KS4-100400,658,消防車,ガソリン,0.6万km,5MT,右
5,トヨタ,プリウス,DAA-ZVW30,H22.4,ZVW30-100500,1797cc,セダン,ハイブリッド,10万km,CVT,右
6,いすゞ,エルフ,KC-NKR66E,平成9年4月,NKR66E-100600,4334,トラック,軽油,20万km,5速,右
"""


def test_a_japanese_auction_sheet_is_read_as_it_stands(tmp_path: Path) -> None:
    source = tmp_path / "sheet.csv"
    source.write_text(SHEET, encoding="cp932")
    rows = answers(source)
    assert [row["outcome"] for row in rows] == [*["admissible"] * 4, "not_yet", "admissible"]
    assert [row["duty_heading"] for row in rows[:5]] == [
        "8704.31.01",
        None,  # are there rear seats?
        "8703.22.01",
        None,  # is there a pump?
        "8703.40.00",
    ]
    assert rows[4]["earliest"] == "2035-04-30"
    # a figure of no unit is left out, not guessed
    assert not any("is set aside" in said for row in rows for said in row["warnings"])


def test_a_heading_of_the_registration_gives_way_to_the_day_itself(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("make,model,年式,manufactured\nSuzuki,Carry,1996,1998-05\n", encoding="utf-8")
    assert answers(source)[0]["outcome"] == "admissible"


def test_a_column_of_repairs_takes_back_what_is_presumed(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = "Suzuki,Carry,1996-05,なし,4\nSuzuki,Carry,1996-05,有り,R\n"
    source.write_text(f"make,model,年式,修復歴,評価点\n{rows}", encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == ["admissible", "undetermined"]
    # what only a mapping can read is set aside, and not in silence
    said = run(source, out, today=DAY, columns=ASKED).warnings
    assert any("`評価点`" in each and "`vehicle.altered`" in each for each in said)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("No accident", "admissible"),
        ("修復歴なし", "admissible"),
        ("Repaired", "undetermined"),
        ("修復歴あり", "undetermined"),
        ("RA", "undetermined"),
    ],
)
def test_words_for_repairs_in_cells_are_read(tmp_path: Path, said: str, outcome: str) -> None:
    source = tmp_path / "in.csv"
    row = f"Suzuki,Carry,1996-05,{said}\n"
    source.write_text(f"make,model,manufactured,accident history\n{row}", encoding="utf-8")
    assert answers(source)[0]["outcome"] == outcome


DEALER = """Stock Ref,Manufacturer,Model Range,Date First Registered,Engine Capacity (cc),\
Fuel Type,Gearbox,Body Style,No. of Seats,Odometer,Retail Price
U1,Land Rover,Defender,20/11/2001,2495,Diesel,Manual,4x4,5,98120 miles,"$24,950"
U2,Vauxhall,Astra,2003,1686,Diesel,Manual,Car Derived Van,2,120000,"£1,295"
U3,Nissan,Figaro,1991 (J),987,Petrol,Automatic,Convertible,4,61000,
U4,Suzuki,Carry,2001 (51),1298,Petrol,Manual,Pickup,2,43000,
"""


def test_a_british_dealer_is_read_as_he_writes(tmp_path: Path) -> None:
    source = tmp_path / "dealer.csv"
    source.write_text(DEALER.replace("\\\n", ""), encoding="utf-8")
    rows = answers(source, columns=[*ASKED, "duty_total"])
    assert [row["outcome"] for row in rows] == [
        "admissible",
        "undetermined",
        "admissible",
        "undetermined",
    ]
    assert "£" in rows[1]["warnings"][0]


MAPPING = """title: A feed of objects within objects
columns:
  car.brand: {fact: vehicle.make}
  car.registration.first: {fact: vehicle.first_registered}
  car.chassis.code: {fact: vehicle.chassis_code}
"""
LOT: dict[str, Any] = {
    "id": "L1",
    "car": {
        "brand": "Suzuki",
        "chassis": {"code": "DD51T"},
        "registration": {"first": "1996-05", "where": None},
    },
}


def test_objects_within_objects_are_mapped_by_dotted_names(tmp_path: Path) -> None:
    source, mapping = tmp_path / "in.jsonl", tmp_path / "map.yaml"
    source.write_text(json.dumps(LOT) + "\n")
    mapping.write_text(MAPPING)
    (row,) = answers(source, mapping=mapping, id=["id", "car"])
    assert row["id"] == "L1" and row["outcome"] == "admissible"
    assert row["car"]["brand"] == "Suzuki"
    (row,) = answers(source, mapping=mapping)
    assert row["outcome"] == "admissible" and row["car.registration.where"] is None
    with pytest.raises(InputError, match="`car` holds more than a cell") as raised:
        answers(source)
    assert "`car.brand`" in raised.value.expected


def test_a_capacity_may_be_one_of_seats_and_is_never_taken() -> None:
    vocabulary = Engine().rulebook.vocabulary.values()
    assert other_names(["capacity", "engine capacity"], vocabulary) == {
        "engine capacity": ("vehicle.displacement", "")
    }


def test_keys_of_other_names_are_read_in_each_row_by_itself(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lots = [
        {"brand": "Suzuki", "chassisCode": "DD51T", "firstRegistrationDate": "1996-05"},
        {"make": "Suzuki", "brand": "x", "chassis_code": "DD51T", "manufactured": "1996-05"},
        {"brand": "Suzuki", "model": "Carry", "fuel": "petrol", "manufactured": "2020-05"},
    ]
    source.write_text("".join(json.dumps(lot) + "\n" for lot in lots))
    rows = answers(source)
    assert [row["outcome"] for row in rows] == ["admissible", "admissible", "not_yet"]
    rows = answers(source, pass_through=True)
    assert [row["outcome"] for row in rows] == ["admissible", "admissible", "not_yet"]


STOCK = """Stock No;Make;Model;Registration Year/month;Chassis;Engine;Trans;Mileage;FOB USD;Score
BF101;NISSAN;FIGARO;1991/02;FK10-012345;990cc;AT;88,000km;$8,900;4.0
BF103;TOYOTA;CROWN COMFORT;1999/10;YXS10-0012345;"1,990cc";AT;240,000km;$3,000;R
BF104;HONDA;BEAT;1992/5;PP1-1023456;660cc;MT;98,000km;ASK;3
"""


def test_the_stock_of_an_exporter_is_read_as_it_stands(tmp_path: Path) -> None:
    source = tmp_path / "stock.csv"
    source.write_text(STOCK)
    rows = answers(source, columns=[*ASKED, "duty_amount"])
    # a score of R says that it was repaired
    assert [row["outcome"] for row in rows] == ["admissible", "undetermined", "admissible"]
    assert [row["duty_heading"] for row in rows] == ["8703.21.01", "8703.23.01", "8703.21.01"]
    assert rows[0]["duty_amount"] is not None and rows[2]["duty_amount"] is None
    assert not any("660cc" in said for row in rows for said in row["warnings"])


@pytest.mark.parametrize("more", [[], ["displacement"]])
def test_words_of_an_engine_among_its_figures_stay_words(tmp_path: Path, more: list[str]) -> None:
    source = tmp_path / "in.csv"
    cells = ["1993", *("660" for _ in more)]
    lots = [("Beat", *cells, cell) for cell in ("original", *["660cc"] * 24, "swapped")]
    header = ("model", "manufactured", *more, "engine")
    source.write_text("\n".join(map(",".join, [header, *lots])))
    rows = answers(source)
    # beside a displacement of its own it tells nothing more
    assert rows[0]["outcome"] == "admissible"
    assert [row["outcome"] for row in rows[1:25]] == ["admissible"] * 24
    assert rows[25]["outcome"] == "conditional"


FEED = """Auction Date,Lot#,Manufacturer,Model,First Registration,Chassis #,cc,Trans.,Equipment,Kind
2026-11-25,1234,SUZUKI,JIMNY,H10,JB32W-100123,1300,F5,AC PS PW,truck
2026-11-25,4567,NISSAN,SKYLINE,H11,BNR34-001234,2600,F6,AC PS,sedan
"""


def test_a_dot_may_be_an_underscore() -> None:
    """As in tables whose columns cannot have one; an `Entry Date` may be that of the listing."""
    named = map(facts_named, ("entry_date", "vehicle_first_registered", "Entry Date", "first_day"))
    assert [*named] == [("entry.date",), ("vehicle.first_registered",), (), ()]


def test_columns_that_are_called_as_another_fact_is_are_set_aside(tmp_path: Path) -> None:
    source = tmp_path / "feed.csv"
    source.write_text(FEED)
    found = run(source, tmp_path / "out.csv", today=DAY, columns=ASKED)
    assert found.errors == 0
    for name, fact in (("Equipment", "vehicle.equipment"), ("Kind", "importer.kind")):
        said = f"the cells of the column `{name}` are none of the words of `{fact}`"
        assert f"{said}: the column is set aside" in found.warnings
    assert [row["outcome"] for row in answers(source)] == ["admissible"] * 2
    source.write_text(FEED.replace("AC PS PW", "crane").replace("truck", "busines"))
    (first, second) = answers(source)
    assert "`busines` is none of the words" in first["error"]
    assert "`AC PS` is none of the words" in second["error"]


def test_the_year_of_a_feed_counts_beside_what_else_it_holds(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"year": 1995, "model": "Sambar", "location": {"city": "Portland"}}\n')
    assert [row["outcome"] for row in answers(source)] == ["admissible"]


VERSIONS = [
    ("1996", "admissible"),
    ("EK9 Type R 1998", "admissible"),
    ("2015 XC", "not_yet"),
    ("2000 Royal", "undetermined"),
    ("1996 SiR, K20 swap", "conditional"),
    ("SiR", "undetermined"),
]


@pytest.mark.parametrize("column", ["version", "Trim", "Grade", "グレード"])
@pytest.mark.parametrize(("cell", "outcome"), VERSIONS)
def test_a_year_of_a_version_counts_where_no_other_is_told(
    tmp_path: Path, column: str, cell: str, outcome: str
) -> None:
    source = tmp_path / "in.csv"
    if column == "Grade" and not cell.isdecimal():
        return  # a score and remarks
    source.write_text(f'make,model,{column}\nHonda,Civic,"{cell}"\n', encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == [outcome]
    text = f'make,model,{column},year\nHonda,Civic,"{cell}",2019\n'
    source.write_text(text, encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == ["not_yet"]


ENGINES = [
    ("Honda VTEC", "admissible"),
    ("B16A 1.6", "admissible"),
    ("1.6L VTEC B16A", "admissible"),
    ("D15B 1.5 VTEC", "admissible"),
    ("K20A", "conditional"),
    ("K20A swapped", "conditional"),
    ("original", "admissible"),
    ("Hayabusa", "conditional"),
    ("rebuilt last year", "undetermined"),
]


@pytest.mark.parametrize(("cell", "outcome"), ENGINES)
def test_words_on_an_engine_cost_no_row(tmp_path: Path, cell: str, outcome: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        f"Make,Model,Year,Engine\nHonda,Civic,1996,B16A 1.6\nHonda,Civic,1996,{cell}\n"
    )
    assert [row["outcome"] for row in answers(source)] == ["admissible", outcome]


MARKETPLACE = """Title,Year,Make,Model,Type,Registered,Price
1996 Honda Acty Street Van,1996,Honda,Other,Van,,ASK
1994 Suzuki Cappuccino,1994,Suzuki,Other,Cabrio/Roadster,,"US $9,500"
2004 Mitsubishi Minicab Kei Truck,2004,Mitsubishi,Other,Truck,2004 (54 reg),"US $5,500"
1999 Nissan Skyline,1999,Nissan,Skyline,Type M,1999 (T reg),"US $15,500"
"""


def test_what_a_marketplace_writes_for_nothing_tells_nothing(tmp_path: Path) -> None:
    """A model `Other` is that of the title, and one odd cell no reason to leave out the others."""
    source = tmp_path / "in.csv"
    source.write_text(MARKETPLACE, encoding="utf-8")
    rows = answers(source, columns=[*ASKED, "error"])
    assert [row["outcome"] for row in rows] == [*["admissible"] * 2, "not_yet", "admissible"]
    said = [" ".join(row["warnings"]) for row in rows]
    assert not any(
        "Other" in each or "ASK" in each or row["error"]
        for each, row in zip(said, rows, strict=True)
    )
    assert rows[1]["duty_heading"] == "8703.21.01" and rows[2]["duty_heading"] == "8704.31.01"
    assert "`Type M` is none of the words" in said[3]


def test_dates_and_figures_as_dealers_write_them(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    dealt = "Vehicle,Month/Year,Kilometerstand\n01 Sambar TT2,Oct-01,99.000 km\n98 Carry,98/03,\n"
    source.write_text(dealt, encoding="utf-8")
    rows = answers(source, columns=[*ASKED, "error"])
    assert [row["outcome"] for row in rows] == ["admissible"] * 2
    assert not any("two ways" in said for row in rows for said in row["warnings"])


def test_a_type_that_is_a_body_stays_one_in_every_row(tmp_path: Path) -> None:
    """What comes after the rows by which columns are learnt is no type of an entry either."""
    source = tmp_path / "in.csv"
    rows = ["make,model,year,Type", *["Honda,Acty,1998,pickup"] * 21, "Suzuki,Every,1999,oddity"]
    source.write_text("\n".join(rows))
    last = answers(source)[-1]
    assert (last["outcome"], last["error"]) == ("admissible", None)
    assert last["warnings"][0].startswith("vehicle.body: `oddity` is none of the words known here")


LISTINGS = [
    ("1994 Subaru Sambar KS4 4WD 5-Speed", "admissible", "8704.31.01"),
    ("No Reserve: 26k-Mile 1991 Honda Beat 5-Speed", "admissible", "8703.21.01"),
    ("Modified 2001 Nissan Skyline GT-R V-Spec II", "undetermined", "8703.23.01"),
    ("Suzuki Carry, 26 years old, 450,000 yen", "admissible", "8704.31.01"),
    ("2015 Suzuki Hustler xyzzy", "not_yet", "8703.21.01"),
    ("Vintage postcard of Tokyo", None, None),
]


@pytest.mark.parametrize("column", ["Title", "name", "Vehicle", "Item"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_listings_in_words_are_read_as_questions_are(
    tmp_path: Path, column: str, suffix: str
) -> None:
    source = tmp_path / f"in{suffix}"
    words, outcomes, duty = zip(*LISTINGS, strict=True)
    table = pl.DataFrame({column: words, "Sold Price": ["$7,100"] * len(words)})
    write = {".csv": table.write_csv, ".jsonl": table.write_ndjson, ".parquet": table.write_parquet}
    write[suffix](source)
    rows = answers(source, columns=[*ASKED, "duty_amount"])
    assert tuple(row["outcome"] for row in rows) == outcomes
    assert tuple(row["duty_heading"] for row in rows) == duty
    assert rows[0]["duty_amount"] == "1775.00"
    assert "not understood: `xyzzy`" in rows[4]["warnings"]
    assert rows[5]["error"].startswith(f"{column}: no vehicle is named")


@pytest.mark.parametrize("also", ["Sold", "", None])
def test_a_title_of_one_word_hides_no_others(also: str | None) -> None:
    table = pl.DataFrame({"title": ["1991 Honda Beat", also, "Honda Beat"]})
    found = Evaluator(Options.of(columns=ASKED, today=DAY)).of_table(table).table
    assert (found["outcome"][0], found["outcome"][2]) == ("admissible", "admissible")


def test_one_table_leaves_nothing_to_the_next() -> None:
    told = {"model": ["Acty"], "manufactured": ["1999"]}
    evaluator = Evaluator(Options.of(columns=ASKED, today=DAY))
    for title in ("a car of one owner", "a car of two owners"):
        found = evaluator.of_table(pl.DataFrame({**told, "title": [title]})).table
        assert found["outcome"].to_list() == ["admissible"]


def test_no_listing_is_read_beside_columns_that_name_the_vehicle(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("title,model,manufactured\n2015 Honda Beat,Beat,1993\n")
    assert answers(source)[0]["outcome"] == "admissible"


OFFERS = [
    {
        "@type": "Car",
        "brand": {"@type": "Brand", "name": "Suzuki"},
        "model": "Carry",
        "vehicleModelDate": "1997",
        "productionDate": "1997-06",
        "bodyType": "Truck",
        "vehicleIdentificationNumber": "DC51T-512345",
        "steeringPosition": "https://schema.org/RightHandDriving",
        "mileageFromOdometer": {"value": "83000", "unitCode": "KMT"},
        "vehicleEngine": {"engineDisplacement": {"value": 657, "unitCode": "CMQ"}},
        "offers": {"@type": "Offer", "price": "5400", "priceCurrency": "USD"},
    },
    {
        "brand": "Honda",
        "model": "Beat",
        "productionDate": "1993-02",
        "knownVehicleDamages": "accident, left front",
        "offers": {"price": 450000, "priceCurrency": "JPY"},
    },
    *(
        {"brand": "Honda", "model": "Beat", "productionDate": "1993", "knownVehicleDamages": said}
        for said in ("bent frame", "None reported")
    ),
]


def test_what_search_engines_are_told_is_read(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(lot) + "\n" for lot in OFFERS))
    columns = [*ASKED, "duty_amount"]
    rows = answers(source, columns=columns, mapping="schema-org")
    assert [row["outcome"] for row in rows] == ["admissible", *["undetermined"] * 2, "admissible"]
    # a price in another currency says nothing
    assert [row["duty_amount"] for row in rows] == ["1350.00", None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Make / メーカー,Model / 車種,Year / 年式,修復歴 / Repair\nHonda,Beat,1993/02,なし / None",
        "Marque;Modèle;Mise en circulation;Kilométrage\nHonda;Beat;02/1993;87 000 km",
        "Marca,Modelo,Fecha de fabricación,Combustible\nHonda,Beat,1993-02,Gasolina",
        "제조사,모델,제조년월,변속기,연료\nHonda,Beat,1993-02,수동,휘발유",
        "品牌,型号,生产日期,里程,燃料\nHonda,Beat,1993-02,8万公里,汽油",
        "メーカー,車名,年式（初度登録年）,ミッション\nホンダ,ビート,1993(H05)年,MT5速",
        "Make,Model,Manufactured\nHonda,Beat,34001",  # as spreadsheets count days
        '"Vehicle\nMake","Vehicle\r\nModel","Date of\nManufacture"\r\nHonda,Beat,1993-02',
        "make,model,manufactured,title_status,engine\nHonda,Beat,1993-02,Clean (WA),0.66L I-3 DI",
        "make,model,manufactured,title status\nHonda,Beat,1993-02,Bill of Sale",
        "Marke,Modell,Erstzulassung,Unfallfahrzeug\nHonda,Beat,02/1993,Nein",
        "Make,Model,Manufactured,Registered\nHonda,Beat,1993-02,- / -",
    ],
)
def test_a_table_in_another_language_is_read(tmp_path: Path, text: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text + "\n", encoding="utf-8")
    (row,) = answers(source)
    assert row["outcome"] == "admissible"
    assert not any("is set aside" in said for said in row["warnings"])


@pytest.mark.parametrize(
    "told", ["Primary Damage\nHonda,Beat,1993-02,FRONT END", "Accidenté\nHonda,Beat,1993-02,Oui"]
)
def test_a_crash_in_another_table_is_no_yes(tmp_path: Path, told: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"Make,Model,Manufactured,{told}\n", encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == ["undetermined"]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Modified?\nHonda,Beat,1993-02,Yes", "undetermined"),
        ("Engine swap?\nHonda,Beat,1993-02,Yes", "undetermined"),
        ("Aftermarket\nHonda,Beat,1993-02,turbo kit", "undetermined"),
        ("Auction sheet\nHonda,Beat,1993-02,engine swapped", "undetermined"),
        ("検査員報告\nHonda,Beat,1993-02,エンジン載せ替え", "conditional"),
        ("Tuning\nHonda,Beat,1993-02,None known", "admissible"),
        ("Frame\nHonda,Beat,1993-02,PP1-1012345", "admissible"),
    ],
)
def test_a_column_of_changes_by_another_name(tmp_path: Path, told: str, outcome: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"Make,Model,Manufactured,{told}\n", encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == [outcome]


def test_rows_of_sums_and_of_nothing_are_no_vehicles(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "Make,Model,Manufactured,Price\nHonda,Beat,1993-02,$4000\n,,,\nTotal,,,$4000\n  ,-,n/a,\n"
    )
    rows = answers(source)
    assert rows[0]["outcome"] == "admissible"
    errors = [row.get("error", "") for row in rows]
    assert "tells of no vehicle" in errors[1] and "one of sums" in errors[2]
    assert errors[3] == errors[1]


def test_headings_that_are_repeated_among_the_rows_are_no_vehicle(tmp_path: Path) -> None:
    for head, first in (("Maker,Model,Year,Lot", "Honda,Beat,1991,1"), ("title", "1991 Beat")):
        source = tmp_path / "in.csv"
        source.write_text(f"{head}\n{first}\n{head}\n")
        rows = answers(source)
        assert rows[1]["error"] == "the row repeats the headings; expected rows of vehicles alone"


def test_a_table_of_unknown_columns_says_which_there_are(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("thing,other\na,b\n")
    with pytest.raises(InputError, match=r"no column is known: `thing`, `other`.*`make`"):
        answers(source)


def test_a_row_of_units_is_no_vehicle(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "Make,Model,Manufactured,Engine size,Mileage\n,,,(cc),(km)\nHonda,Beat,1993-02,656,84000\n"
    )
    of_units, of_beat = answers(source)
    assert "the row is one of units" in of_units["error"]
    assert of_beat["outcome"] == "admissible"


TABLES = {  # as others publish them: what each row comes to, and what some of it is read as
    "Ad ID,Title,Province,Year,Make,Model\n1,one owner,Ontario,2018,Honda,Civic\n": (
        ["undetermined"],
        "words of the column `Province` may tell `vehicle.registered_in`",
    ),
    "Make,Model,Variant,Year (Reg)\nLand Rover,Defender 90,2.5 Td5,1999 (T reg)\n": (
        ["admissible"],
        "the column `Year (Reg)` is read as `vehicle.first_registered`",
    ),
    "Make,Model,Reg,£,Klms,Eng Size,WOVR,Cap\n"
    "Suzuki,Carry,1998-05,2500,120000,660,,350\n"
    "Suzuki,Carry,1998-05,2500,90000 km,660,Repairable Write-off,\n": (
        ["admissible", "undetermined"],
        "the column `£` is read as `entry.value` in £|"
        "the column `Klms` is read as `vehicle.odometer` in Klms|"
        "the column `Eng Size` is read as `vehicle.displacement`|"
        "the column `Reg` is read as `vehicle.first_registered`|"
        "words of the column `WOVR` may tell `vehicle.altered`",
    ),
    "Make,Model,Registration,Build Date\nSuzuki,Carry,M123 ABC,1998-05\n": (
        ["admissible"],
        "the cells of the column `Registration` are no days: it is set aside",
    ),
    "title,title status,type\n1971 VW Bus Westfalia,rebuilt,van\n1990 Toyota Sera,clean,coupe\n": (
        ["admissible", "admissible"],
        "the column `title status` is read as `vehicle.title`|"
        "the column `type` is read as `vehicle.body`",
    ),
    "Year,Make,Model,Engine,VIN/Chassis\n1997,Subaru,Sambar,658cc I4,KS4-123456\n": (
        ["admissible"],
        "the column `Engine` is read as `vehicle.displacement`",
    ),
    "車名,型式,車台番号,初度登録年月\nスズキ,V-DD51T,DD51T-654321,平成10年5月\n": (
        ["admissible"],
        "the column `車名` is read as `vehicle.model`",
    ),
    "Lot,Year Mfg,Make / Model\n1,1987,AM GENERAL M998\n": (
        ["admissible"],
        "the column `Make / Model` is read as `keiimport check` reads words",
    ),
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.partition("\n")[0])
def test_tables_that_others_publish_are_read_as_they_stand(table: str, tmp_path: Path) -> None:
    source, (outcomes, said) = tmp_path / "in.csv", TABLES[table]
    source.write_text(table, encoding="utf-8")
    out = source.with_suffix(".out.jsonl")
    notes = run(source, out, today=DAY, columns=["outcome", "warnings"]).warnings
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["outcome"] for row in rows] == outcomes
    assert not any("we take nothing from it" in each for row in rows for each in row["warnings"])
    for each in said.split("|"):
        assert each in notes


STRANGERS = [
    ("Make,Model,Year,ETA", ["Honda,Acty,2001,2027-02-15"], "`entry.date`", ["admissible"]),
    ("Make,Model,Year,ETA", ["Honda,Acty,2001,mid March"], "set aside", ["undetermined"]),
    ("Model,Year,ETA,Arrival", ["Acty,2001,2027-02-15,2027-03-01"], "`Arrival`", ["admissible"]),
    (
        "제조사,모델,연식,사고유무",
        ["현대,갤로퍼,1998,무사고", "현대,갤로퍼,1998,단순교환", "현대,갤로퍼,1998,사고"],
        "`vehicle.altered`",
        ["admissible", "admissible", "undetermined"],
    ),
    ("Marke,Modell,EZ,Fahrzeugzustand", ["VW,T3,06/89,Unfallwagen"], "tell", ["undetermined"]),
    ("Make,Type / Model,Year", ["Suzuki,Carry,1998"], "`vehicle.model`", ["admissible"]),
    # of a year and a registration the day within the year counts, and else the year
    (
        "Make,Model,Year,Registration Date",
        ["Honda,Acty,1999,2004-06", "Honda,Acty,2001,2001-05", "Honda,Acty,1999,no idea"],
        "`Year`",
        ["admissible"] * 3,
    ),
    ("Make,Submarca,Build To,Moc (KM)", ["Honda,Acty,1999,45"], "`Build To`", ["admissible"]),
    ("Vehicle,Compliance Date", ["Holden Monaro CV8,03/1999"], "registered", ["admissible"]),
    ("Make,Model,Chassis Code,Year", ["Suzuki,Carry,DA99X,1992"], "", ["admissible"]),
]


@pytest.mark.parametrize(("head", "rows", "read", "outcomes"), STRANGERS)
def test_columns_of_strangers_are_read(
    tmp_path: Path, head: str, rows: list[str], read: str, outcomes: list[str]
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert [row["outcome"] for row in answers(source)] == outcomes
    assert any(read in each for each in run(source, out, today=DAY, columns=ASKED).warnings)


@pytest.mark.parametrize("unit", ["万円", "만원", "万元"])
def test_a_price_may_be_counted_in_ten_thousands(tmp_path: Path, unit: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"make,model,year,price ({unit})\nSuzuki,Carry,1998,35.8\n", encoding="utf-8")
    (row,) = answers(source, columns=["duty_amount"], exchange_rate="0.0066")
    assert float(row["duty_amount"]) == 590.70


def test_a_polish_greek_or_turkish_seller_is_read_in_his_words(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "marca,modelo,año,country_of_origin,Yakıt Tipi,Vites Tipi\n"
        "Toyota,Corolla,1998,Niemcy,πετρέλαιο,Düz\n"
        "Toyota,Corolla,1998,Wielka Brytania,Dizel,χειροκίνητο\n",
        encoding="utf-8",
    )
    for row in answers(source, columns=["outcome", "error", "warnings"]):
        assert (row["outcome"], row.get("error")) == ("admissible", None)
        assert not any("none of the words" in said for said in row["warnings"])
