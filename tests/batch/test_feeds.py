# SPDX-License-Identifier: Apache-2.0
"""Tables as listing sites, auction houses, dealers and brokers export them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keiimport import InputError
from keiimport.batch.job import run
from keiimport.engine import Engine
from keiimport.question.check import check

DAY = date(2026, 12, 1)
ASKED = ["outcome", "chosen_nhtsa", "earliest", "duty_heading", "duty_amount", "warnings"]


def answers(
    folder: Path, text: str, suffix: str = ".csv", encoding: str = "utf-8", **options: str
) -> list[Any]:
    source, out = folder / f"in{suffix}", folder / "out.jsonl"
    source.write_text(text, encoding=encoding)
    run(source, out, today=DAY, columns=ASKED, **options)
    return [json.loads(line) for line in out.read_text().splitlines()]


def outcomes(folder: Path, text: str, **options: str) -> list[str | None]:
    return [row["outcome"] for row in answers(folder, text, **options)]


CHANGED = """Make,Model,Manufactured,Modifications,Conversion,Engine Swap,Notes
Nissan,Skyline,1993-05,Turbo upgrade,None,,
Nissan,Skyline,1993-05,,,RB30,
Suzuki,Carry,1996-04,no,Camper,,
Suzuki,Carry,1996-04,,,,repaired
Honda,Beat,1992-08,None,N/A,stock,one owner
"""


def test_a_column_of_changes_takes_back_what_is_presumed(tmp_path: Path) -> None:
    assert outcomes(tmp_path, CHANGED) == [*["undetermined"] * 4, "admissible"]


SHEET = """車名,年式,型式,排気量,シフト,評価点,備考,落札価格
キャリイ,H9,V-DC51T,660,F5,3.5,,210千円
シルビア,H11,GF-S15,2000,F6,R,,"1,250千円"
セルシオ,H8,E-UCF20,4000,FA,4,修復歴あり,390千円
セルシオ,H8,E-UCF20,4000,FA,4,修復歴なし,390千円
"""


def test_a_score_or_a_remark_takes_back_what_is_presumed(tmp_path: Path) -> None:
    found = outcomes(tmp_path, SHEET, encoding="cp932")
    assert found == ["admissible", "undetermined", "undetermined", "admissible"]


LOTS = """Stock #,Model Year,Make,Model,VIN,Primary Damage,Engine,Vehicle Class,Country of Origin
1,1999,HONDA,ACTY,HA4-2412345,FRONT END,0.66L I-3,Pickup,Japan
2,1999,NISSAN,SKYLINE,BNR34-001234,NONE,2.6L V6 Twin Turbo,Sports Car,Japan
3,1991,NISSAN,FIGARO,FK10-011223,MINOR DENTS,987 cc,Convertible,Japan
4,1998,SUZUKI,CARRY,DD51T-512345,,F6A,Pickup,Japan
5,1998,SUZUKI,CARRY,DD51T-512345,,.7L swapped,Pickup,Japan
"""


def test_an_engine_is_read_as_auctions_write_it(tmp_path: Path) -> None:
    found = outcomes(tmp_path, LOTS.rpartition("5,1998")[0])
    assert found == ["undetermined", *["admissible"] * 3]  # the first was in a crash
    rows = answers(tmp_path, LOTS)
    # what is more than an engine is read in words
    assert [row["outcome"] for row in rows] == [*found, "conditional"]


@pytest.mark.parametrize(
    ("engine", "outcome"), [("0.66L", "admissible"), ("E07A", "admissible"), ("1.8L", None)]
)
def test_an_engine_of_another_size_than_is_told_is_no_yes(
    tmp_path: Path, engine: str, outcome: str | None
) -> None:
    header = "Vehicle Name,Manufactured,Engine,Displacement"
    assert outcomes(tmp_path, f"{header}\nBeat,1993-02,{engine},656\n") == [outcome]


VAUTO = """Stock #,Vehicle,VIN,Body,Price
A13,1995 Suzuki Every Joypop,DE51V-110022,Van,"$6,995"
A14,1995 Daihatsu Midget II,K100P-001122,Pickup,"$9,295"
A15,LS-swapped 1995 Nissan Skyline,BCNR33-001122,Coupe,"$9,295"
A16,Call us,K100P-001122,Pickup,
"""
LOT = "make,model,manufactured,description\nHonda,Beat,1992-05,"


def test_a_title_tells_the_day_and_the_changes_beside_columns(tmp_path: Path) -> None:
    found = outcomes(tmp_path, VAUTO)
    assert found[:2] == ["admissible"] * 2
    assert found[2] not in ("admissible", None) and found[3] == "undetermined"
    text = "title,brand,model,first registration\n2014 Honda Beat,Honda,Beat,1993-02\n"
    assert outcomes(tmp_path, text) == ["admissible"]


def test_a_description_tells_changes_and_nothing_of_the_entry(tmp_path: Path) -> None:
    assert outcomes(tmp_path, f"{LOT}It has an engine swap and a roll cage\n") == ["undetermined"]
    (row,) = answers(tmp_path, f"{LOT}Lovely car in Texas for $9000\n")
    assert row["outcome"] == "admissible" and row["duty_amount"] is None
    (row,) = answers(tmp_path, f"{LOT}We have Suzuki and Honda here\n")
    assert any("not understood: `We have Suzuki" in said for said in row["warnings"])


@pytest.mark.parametrize(("cell", "outcome"), [("Y", "undetermined"), ("N", "admissible")])
def test_a_column_of_damage_by_yes_or_no(tmp_path: Path, cell: str, outcome: str) -> None:
    text = f"Make,Model,Manufactured,Flood Damage\nHonda,Beat,1992-05,{cell}\n"
    assert outcomes(tmp_path, text) == [outcome]


def test_dollars_in_a_column_of_another_currency_are_of_that_one(tmp_path: Path) -> None:
    row = 'Honda,Beat,1993-02,"$24,990"\n'
    (row_of_aud,) = answers(tmp_path, f"Make,Model,Date of Manufacture,Price (AUD)\n{row}")
    assert row_of_aud["duty_amount"] is None
    (row_of_usd,) = answers(tmp_path, f"Make,Model,Date of Manufacture,price_usd\n{row}")
    assert row_of_usd["duty_amount"] == "3748.50"
    for told, duty in (("USD", "3748.50"), ("AUD", None)):
        for price in ("24990", '"$24,990"'):
            text = f"Make,Model,Manufactured,Price,Currency\nHonda,Beat,1993-02,{price},{told}\n"
            assert answers(tmp_path, text)[0]["duty_amount"] == duty


PARTS = """SKU,Item,Category,Price,Condition
H1,Honda Beat half cut 1992,Half cuts,1500,used
H2,1991 Honda Beat runs well,Vehicles,2500,used
"""


def test_a_header_is_known_by_what_may_be_read(tmp_path: Path) -> None:
    assert [row["line"] for row in answers(tmp_path, PARTS)] == [2, 3]
    text = ",Vehicle,,,Price,\nNo,Make,Model,First Registration,FOB,Remarks\n"
    rows = answers(tmp_path, text + "1,Suzuki,Jimny,1998/10,$4200,lift up\n")
    assert [row["outcome"] for row in rows] == ["admissible"] and rows[0]["line"] == 3


def test_a_column_that_stands_twice_is_set_aside_the_second_time(tmp_path: Path) -> None:
    text = "Make,Model,Manufactured,Price,Price\nHonda,Beat,1993-05,$4000,$4400\n"
    (row,) = answers(tmp_path, text)
    assert row["duty_amount"] == "600.00"
    with pytest.raises(InputError, match="`Model` stands twice"):
        answers(tmp_path, "Model,Model,Manufactured\nBeat,Beat,1993\n")


@pytest.mark.parametrize(
    "column", ["Year Built", "Prod. Date", "Baujahr", "Bouwjaar", "Rok výroby"]
)
def test_a_year_of_the_build_is_read(tmp_path: Path, column: str) -> None:
    text = f"Make,Model,{column}\nHonda,Beat,1993\nHonda,N-One,2013\nSuzuki,Jimny,2003\n"
    rows = answers(tmp_path, text)
    assert [row["outcome"] for row in rows] == ["admissible", "not_yet", "not_yet"]
    assert [row["earliest"] for row in rows][1:] == ["2038-12-31", "2028-12-31"]


@pytest.mark.parametrize(
    "column",
    ["Month/Year", "Yr", "Year", "año", "Année", "Anno", "rok", "Årsmodell", "年式", "Reg. Year"],
)
def test_a_year_of_several_kinds_is_at_least_that_of_the_build(tmp_path: Path, column: str) -> None:
    """Which day it holds does not say; a vehicle is not built later, and may be somewhat older."""
    text = f"Make,Model,{column}\nHonda,Beat,1993\nHonda,N-One,2013\nSuzuki,Jimny,2003\n"
    rows = answers(tmp_path, text)
    assert [row["outcome"] for row in rows] == ["admissible", "not_yet", "undetermined"]


def test_of_several_years_the_surest_counts(tmp_path: Path) -> None:
    text = "Make,Model,Reg. Year,Year,Year Built\nHonda,Beat,2012,1993,1992\n"
    assert outcomes(tmp_path, text) == ["admissible"]
    text = "Make,Model,Reg. Year,Year\nHonda,Beat,2012,1993\n"
    assert outcomes(tmp_path, text) == ["admissible"]


def test_a_table_of_which_nothing_is_known_says_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        answers(tmp_path, "what for,how old\nsuzuki,1995\n")
    assert "`model`" in raised.value.expected and "`title`" in raised.value.expected


def test_a_purpose_in_other_words_costs_no_row(tmp_path: Path) -> None:
    text = "Item,Purpose\n1996 Suzuki Carry,mowing\n2015 Daihatsu Hijet,hauling\n"
    assert outcomes(tmp_path, text) == ["admissible", "not_yet"]


ELSEWHERE = [
    ("Hersteller;Modell;Erstzulassung;Hubraum;Getriebe", "Suzuki;Carry;05/1996;657;Automatik"),
    ("Марка;Модель;Дата первой регистрации;КПП", "Suzuki;Carry;1996-05;МКПП"),
    ("Mfr;Mdl;Mfd;Ch. No.;Eng cc;Odo km;FOB US$", "Suzuki;Carry;6/1996;DD51T-112233;657;9;21"),
    ("Vehicle Make;Vehicle Model;First Reg Date;VIN/Chassis", "Suzuki;Carry;5/1996;DD51T-112233"),
    ("Year Make Model;KMs;Price CAD", "1996 Suzuki Carry;61000;7900"),
    ("Description of Goods;Value USD", "USED VEHICLE 1996 SUZUKI CARRY DD51T-512345;2500"),
    ("商品ID;タイトル;現在価格", "x1;平成8年 スズキ キャリイ 5速;255,000円"),
    ("posting_title;condition;title status", "1996 suzuki carry 4x4;excellent;lien"),
]


@pytest.mark.parametrize(("header", "row"), ELSEWHERE)
def test_other_headings_are_read(tmp_path: Path, header: str, row: str) -> None:
    assert outcomes(tmp_path, f"{header}\n{row}\n") == ["admissible"]


@pytest.mark.parametrize(
    ("heading", "cell", "outcome"),
    [
        ("Comment", "engine swapped to a GSXR 1000", "conditional"),
        ("Seller Notes", "roll cage, stripped", "undetermined"),
        ("Condition Report", "the VIN tag is missing", "refused"),
        ("Features", "motor replaced by a 1.3", "conditional"),
        ("Beschreibung", "engine swap", "conditional"),
        ("コメント", "エンジン載せ替え", "conditional"),
        ("Description", "one owner, no accidents", "admissible"),
        ("Comments", "it has a US FMVSS label", "admissible"),
        ("Comments", "soil in the bed", "conditional"),
        ("Engine", "F6A", "admissible"),
        ("Body", "Great little truck! It has an engine swap", "conditional"),
        ("備考", "キャビン交換", "undetermined"),
        ("Notes", "chassis DA63T-345678", "undetermined"),
        ("Notes", "chassis DD51T-345678", "admissible"),
        ("備考", "車台番号打替", "refused"),
        ("Comments", "engine no. differs from the papers", "conditional"),
        ("Engine", "13B", "conditional"),
        ("Engine", "LS1 V8", "conditional"),
    ],
)
def test_remarks_take_back_what_is_presumed(
    tmp_path: Path, heading: str, cell: str, outcome: str
) -> None:
    assert outcomes(
        tmp_path, f'Make,Model,Manufactured,{heading}\nSuzuki,Carry,1996-05,"{cell}"\n'
    ) == [outcome]


LATER = [
    "actual build 2004",
    "really a 2004",
    "VIN decodes to 2004",
    "実際は2004年式",
    "実際はH16年",
    "model year 2004",
    "2004 Suzuki Carry, new tires",
    "not 1999 but 2004",
    "built 12 May 2004",
    "built in Dec 2004, the title says 1999",
    "PROD 2004.3",
    "初年度登録H16",
    "only 20 years old",
    "Baujahr 2004",
    "tatsächlich 2004 gebaut",
    "en realidad es del 2004",
    "eigenlijk uit 2004",
    "на самом деле 2004 год",
    "2004 г.в.",
    "wrong year: should be 2004",
    "not importable until 2028",
    "cannot be imported before 2030",
    "US legal in March 2029",
    "not 25 years old yet",
]
EVENTS = [
    "tires 2020",
    "serviced 2019",
    "registered 2001 in Canada",
    "auction date 2024-05-01",
    "タイヤ2020年製",
    "engine built in 2004",
    "not built in 2004",
    "imported to Canada in 2015",
    "model year 2000",
    "2004 price list",
    "same engine as the 2004 model",
    "bed liner made in 2021",
]


@pytest.mark.parametrize("column", ["Remarks", "Description", "備考"])
def test_a_later_build_in_remarks_takes_the_yes_back(tmp_path: Path, column: str) -> None:
    lots = "".join(f'Suzuki,Carry,1999,"{said}"\n' for said in [*LATER, *EVENTS])
    rows = answers(tmp_path, f"make,model,manufactured,{column}\n{lots}")
    asked, sure = rows[: len(LATER)], rows[len(LATER) :]
    assert {row["outcome"] for row in asked} == {"undetermined"}
    later = "is later than 1999: taken for built between"
    assert all(any(later in said for said in row["warnings"]) for row in asked)
    assert {row["outcome"] for row in sure} == {"admissible"}


@pytest.mark.parametrize(
    ("remark", "outcome"),
    [("built 2006", "undetermined"), ("built 1999", "admissible"), ("MY2000", "admissible")],
)
def test_a_later_build_than_the_model_year(tmp_path: Path, remark: str, outcome: str) -> None:
    text = f"make,model,model_year,notes\nSuzuki,Carry,1999,{remark}\n"
    assert outcomes(tmp_path, text) == [outcome]


@pytest.mark.parametrize(
    ("model", "year", "notes", "outcome"),
    [
        ("Carry 2006", 1999, "", "undetermined"),
        ("2006 Carry KC", 1999, "", "undetermined"),
        ("Carry", 1999, "DA63T", "undetermined"),
        ("Carry", 1999, "DD51T", "admissible"),
        ("Carry 1998", 1998, "", "admissible"),
        ("Spacia", 1999, "", "undetermined"),
    ],
)
def test_a_later_build_in_a_model_or_a_code(
    tmp_path: Path, model: str, year: int, notes: str, outcome: str
) -> None:
    text = f"make,model,manufactured,notes\nSuzuki,{model},{year},{notes}\n"
    assert outcomes(tmp_path, text) == [outcome]


@pytest.mark.parametrize(
    ("grade", "notes", "outcome"),
    [
        ("KC", "", "admissible"),
        ("2004年式", "", "undetermined"),
        ("KC", "really a 2004", "undetermined"),
        ("KC", "engine swapped", "undetermined"),
    ],
)
def test_a_mapping_reads_remarks_as_other_tables(
    tmp_path: Path, grade: str, notes: str, outcome: str
) -> None:
    text = (
        f"marka_name,model_name,year,kuzov,grade,notes\nSuzuki,Carry,1999,DD51T,{grade},{notes}\n"
    )
    assert outcomes(tmp_path, text, mapping="japanese-auction") == [outcome]


@pytest.mark.parametrize(
    ("version", "outcome"),
    [("KC 4WD", "admissible"), ("R", "admissible"), ("LS swap", "conditional")],
)
def test_a_version_may_tell_of_a_change(tmp_path: Path, version: str, outcome: str) -> None:
    text = f"make,model,trim,manufactured\nSuzuki,Carry,{version},1999\n"
    assert outcomes(tmp_path, text) == [outcome]


def test_a_tuner_in_the_name_of_the_model_takes_the_yes_back(tmp_path: Path) -> None:
    lots = ["Mercedes-Benz,S600 Brabus", "Brabus,G500", "Alpina,B10", "Nissan,Skyline Nismo"]
    text = "".join(f"{lot},1995-05\n" for lot in lots)
    found = outcomes(tmp_path, f"make,model,manufactured\n{text}Brabus,G500,2020-05\n")
    assert found == ["conditional", "conditional", "admissible", "admissible", "not_yet"]


def test_a_bike_for_competition_goes_by_the_same_box_as_in_a_question(tmp_path: Path) -> None:
    engine, text = Engine(), "make,model,manufactured\nHonda,CRF450R,2015-06\n"
    asked = check("Honda CRF450R built June 2015", engine, {"entry.date": DAY.isoformat()}).verdict
    assert outcomes(tmp_path, text) == [asked.outcome]
    assert answers(tmp_path, text)[0]["chosen_nhtsa"] == asked.chosen["nhtsa"] == "nhtsa.box_8"


def test_a_later_year_in_a_title_takes_the_yes_back(tmp_path: Path) -> None:
    lots = "2004 Suzuki Carry,Suzuki,Carry,1999\nSuzuki Carry 2004,Suzuki,Carry,1999\n"
    assert outcomes(tmp_path, f"title,make,model,first registration\n{lots}") == [
        "undetermined",
        "undetermined",
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("chassis_code,body,manufactured", "DD51T,odd shape,1998-05"),
        ("chassis_code,manufactured,Title,Description", "DD51T,1998-05,,blue and runs good"),
    ],
)
def test_words_give_no_body_to_what_nothing_names(tmp_path: Path, header: str, row: str) -> None:
    """A Carry by its code is no van, whatever words stand beside it."""
    found = answers(tmp_path, f"{header}\n{row}\n")
    assert [each["outcome"] for each in found] == ["admissible"]
    assert not any("a van" in said or "body `van`" in said for said in found[0]["warnings"])


def test_a_description_tells_what_the_title_does_not(tmp_path: Path) -> None:
    lots = [
        {"title": "Kei truck", "description": "1995 honda acty, 5 spd"},
        {"title": "Suzuki Every turbo van", "description": "1999, right hand drive"},
        {"title": "1998 Suzuki Carry", "description": "engine swapped with a Hayabusa"},
        {"title": "1998 Suzuki Carry", "description": "2003 price list"},
    ]
    text = "\n".join(map(json.dumps, lots))
    found = outcomes(tmp_path, text, suffix=".jsonl")
    assert found == ["admissible", "admissible", "conditional", "admissible"]


@pytest.mark.parametrize(
    ("header", "months"),
    [
        ("Manufactured Year,Manufactured Month", ("11", "Mar", "", "0")),
        ("First Registration Year,Month", ("11.0", "March", "n/a", "-")),
    ],
)
def test_a_month_may_stand_beside_its_year(
    tmp_path: Path, header: str, months: tuple[str, ...]
) -> None:
    lots = "\n".join(f"Suzuki,Carry,2001,{month}" for month in months)
    rows = answers(tmp_path, f"Make,Model,{header}\n{lots}\n")
    assert [row["earliest"] for row in rows] == ["2026-12-01", "2026-12-01", *["2026-12-31"] * 2]
    assert [row["outcome"] for row in rows] == [*["admissible"] * 2, *["undetermined"] * 2]


def test_columns_parted_by_bars_and_words_below_a_table(tmp_path: Path) -> None:
    text = "make|model|manufactured|state\nHonda|Acty|1999-05|Houston, TX\nSource: our list|||\n"
    rows = answers(tmp_path, text)
    assert [row["outcome"] for row in rows] == ["admissible", None]


@pytest.mark.parametrize("engine", ["0.7 L", ".7L", "0.7", "700 cc"])
def test_a_displacement_to_a_tenth_of_a_litre_is_that_of_the_catalogue(
    tmp_path: Path, engine: str
) -> None:
    rows = answers(tmp_path, f"make,model,manufactured,displacement\nHonda,Acty,1999-05,{engine}\n")
    assert rows[0]["outcome"] == "admissible"
    assert not any("displacement" in said for said in rows[0]["warnings"])


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("c.1998", "admissible"),
        ("~1998", "admissible"),
        ("late 1998", "admissible"),
        ("late 2001", "undetermined"),
        ("'98", "admissible"),
        ("5/98", "admissible"),
        ("98", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_as_people_say_it(tmp_path: Path, told: str, outcome: str | None) -> None:
    assert outcomes(tmp_path, f"make,model*,manufactured\nSuzuki,Carry,{told}\n") == [outcome]


@pytest.mark.parametrize("state", ["Calif.", "California, USA", "Los Angeles", "US-CA"])
def test_a_word_of_a_few_is_read_as_in_a_question(tmp_path: Path, state: str) -> None:
    rows = answers(tmp_path, f'make,model,manufactured,state\nHonda,Acty,1999-05,"{state}"\n')
    assert rows[0]["outcome"] == "admissible" and "error" not in rows[0]["warnings"]


def test_remarks_may_stand_in_a_list_or_an_object(tmp_path: Path) -> None:
    told = {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}
    lots = [{**told, "comments": ["engine swap", "lift"]}, {**told, "details": {"mods": "cage"}}]
    found = outcomes(tmp_path, "\n".join(map(json.dumps, lots)), suffix=".jsonl")
    assert found == ["conditional", "undetermined"]


@pytest.mark.parametrize("heading", ["Comments", "Description"])
@pytest.mark.parametrize(
    "said", ["asking $5000, was $6000, engine swapped", "engine from a 2005 Every"]
)
def test_remarks_that_cannot_all_be_so_are_read_in_parts(
    tmp_path: Path, heading: str, said: str
) -> None:
    text = f'make,model,manufactured,{heading}\nSuzuki,Carry,1998-05,"{said}"\n'
    assert outcomes(tmp_path, text) == ["conditional"]


def test_plates_in_a_column_of_registrations_cost_no_row(tmp_path: Path) -> None:
    text = "Make,Model,Registration\nSuzuki,Hustler,P123 ABC\n"
    assert outcomes(tmp_path, text) == ["not_yet"]
    assert outcomes(tmp_path, text.replace("Hustler", "Cappuccino")) == ["admissible"]
    assert outcomes(tmp_path, text.replace("P123 ABC", "2019")) == ["not_yet"]


REAL = [  # headings of tables that others have published
    ("name,year,selling_price,km_driven,engine", "Honda City 1.5 EXi,1999,80000,90000,1493 CC"),
    ("Make,Car Name,Car Type", "Nissan,1997 Nissan Skyline GT-R V-Spec,Retro Sports Cars"),
    ("Vehicle,Reg. Year,Mfg. Year", "DAIHATSU HIJET TRUCK,2000/3,N/A"),
    ("vehicleType;yearOfRegistration;gearbox;model;brand", "kleinwagen;1991;manuell;micra;nissan"),
    ("Placa,Marca,Modelo,Año,Tipo,Estado", "V1B-124,Toyota,Hiace,1995,BUS,ACTIVO"),
    (
        "車名,グレード,年式,修復歴,排気量",
        "トヨタ クラウン,ロイヤルサルーン,1997(平成9)年,なし,3000cc",
    ),
    ("make,name,doors,engine,year", "Honda,Honda Beat,2 doors,0.7,1991"),
]


@pytest.mark.parametrize(("header", "row"), REAL)
def test_tables_of_others_are_answered(tmp_path: Path, header: str, row: str) -> None:
    (found,) = answers(tmp_path, f"{header}\n{row}\n")
    assert found["outcome"] == "admissible", found["error"]
