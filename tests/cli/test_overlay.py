# SPDX-License-Identifier: Apache-2.0
"""Rules of one's own laid over those that are shipped: what is replaced, and what is added."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from keiimport import Engine, InputError
from keiimport.errors import KeiimportError, RuleError
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.loader import load
from keiimport.rulebook.model import Rulebook
from keiimport.rulebook.vehicles import check_vehicles

HOUSE = """
title: House rules
agency: nhtsa
remarks:
  - id: house.photographs
    when: class.kei
    say: no kei vehicle without a photograph
    cite: [house rules]
"""
CELICA = (
    "toyota_celica,listed,Toyota Celica,VSP-999,Toyota,Celica,2003,2003,,,left,,,,,,,2005-01-01,,"
    "own file,secondary,\n"
)
DECISIONS = "federal/nhtsa/eligibility.csv"


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    """The rules that come with the package."""
    return load()


@pytest.fixture
def mine(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes an overlay of files by name."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            file = tmp_path / "mine" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / "mine"

    return write


def header(name: str) -> str:
    """The first line of a table that is shipped."""
    file = rules_folder() / name
    return file.read_text(encoding="utf-8").splitlines()[0] + "\n"


Mine = Callable[[dict[str, str]], Path]


def test_what_is_new_is_added_and_named(mine: Mine) -> None:
    """A remark speaks, and the verdict says whose rules these are."""
    engine = Engine(overlays=[mine({"house.yaml": HOUSE})])
    verdict = engine.evaluate({"vehicle": {"kei": True}, "entry": {"date": "2026-05-01"}})
    assert verdict.rulebook.with_ == ("mine",)
    assert "`mine`" in verdict.warnings[0]
    assert any("without a photograph" in text for text in verdict.warnings)
    assert Engine().evaluate({"entry": {"date": "2026-05-01"}}).rulebook.with_ == ()


def test_what_has_a_shipped_id_stands_in_its_place(mine: Mine, shipped: Rulebook) -> None:
    """Rules, conclusions and parts: the others stay as they are."""
    rule = """
title: Mine
conclusions:
  class.kei: {when_no_rule: false, title: of my own}
rules:
  - id: japan.kei.registered
    adds_to: class.kei
    cite: [own]
    confidence: verified
    when: {vehicle.kei: false}
"""
    book = load(overlays=[mine({"kei.yaml": rule})])
    rules = {rule.id: rule for rule in book.rules}
    assert rules["japan.kei.registered"].cite == ("own",)
    assert set(rules) == {rule.id for rule in shipped.rules}
    assert book.conclusions["class.kei"].title == "of my own"
    assert book.hash != shipped.hash


def test_facts_and_presumptions_keep_what_is_not_said_again(mine: Mine, shipped: Rulebook) -> None:
    """One key of one presumption, and one of one fact."""
    files = {
        "presumptions.yaml": "presumptions:\n  - {id: purpose_road_use, because: we say so}\n",
        "facts.yaml": "facts:\n  vehicle.make: {question: Which badge is on it?}\n",
    }
    book = load(overlays=[mine(files)])
    before = {each.id: each for each in shipped.presumptions}
    after = {each.id: each for each in book.presumptions}
    assert list(before) == list(after)
    assert after["purpose_road_use"].because == "we say so"
    assert after["purpose_road_use"].value == before["purpose_road_use"].value
    assert book.vocabulary["vehicle.make"].question == "Which badge is on it?"
    assert book.vocabulary["vehicle.make"].where == shipped.vocabulary["vehicle.make"].where


def test_rows_of_tables(mine: Mine, shipped: Rulebook) -> None:
    """A row is added to every table that reads the file; one with its keys is replaced."""
    own = header(DECISIONS) + CELICA + "kei,never_decided,mine,,,,,,,,,,kei,,,,,,,own,verified,\n"
    book = load(overlays=[mine({DECISIONS: own})])
    rules = {rule.id: rule for rule in book.rules}
    assert rules["nhtsa.eligibility.kei"].cite == ("own",)
    assert rules["nhtsa.eligibility_number.toyota_celica"].concludes == "eligibility.number_known"
    assert len(book.rules) == len(shipped.rules) + 3


def test_a_single_table_finds_its_own(tmp_path: Path) -> None:
    """By its name, where one table that is shipped has it."""
    file = tmp_path / "eligibility.csv"
    file.write_text(header(DECISIONS) + CELICA, encoding="utf-8")
    for laid in ([file], file, str(file)):
        ids = {rule.id for rule in load(overlays=laid).rules}
        assert "nhtsa.eligibility.toyota_celica" in ids


def test_forms(mine: Mine, shipped: Rulebook) -> None:
    """A field is added or replaced by its name; a form by its own, its fields as shipped or not."""
    fields = header("federal/forms.csv") + (
        "HS-7,port_of_entry,Port,,Baltimore,,we land there,own,verified\n"
        "HS-7,lot,Our lot,,,,,own,verified\n"
    )
    declared = """
title: Mine
forms:
  - form: HS-7
    title: our copy
    file: forms.csv
    editions: [{edition: ours, cite: [own], confidence: verified}]
"""
    before = next(each for each in shipped.declarations if each.form == "HS-7")
    book = load(overlays=[mine({"federal/forms.csv": fields})])
    after = next(each for each in book.declarations if each.form == "HS-7")
    assert (after.title, after.editions) == (before.title, before.editions)
    values = {field.name: field.value for field in after.fields}
    assert values["port_of_entry"] == "Baltimore" and "lot" in values
    assert len(after.fields) == len(before.fields) + 1
    book = load(overlays=[mine({"federal/own.yaml": declared})])
    after = next(each for each in book.declarations if each.form == "HS-7")
    assert (after.title, [each.name for each in after.editions]) == ("our copy", ["ours"])
    assert len(after.fields) == len(before.fields) + 1
    assert len(book.declarations) == len(shipped.declarations)
    with pytest.raises(RuleError, match=r"with:mine/federal/forms\.csv:1:1: columns are missing"):
        load(overlays=[mine({"federal/forms.csv": "form,field\nHS-7,lot\n"})])


def test_vehicles(mine: Mine) -> None:
    """A vehicle of one's own, with the columns that are known."""
    columns = header("data/vehicles/nissan.csv")
    told = {"id": "mine", "make": "Honda", "model": "Broker", "chassis_code": "ZZ99"}
    told |= {"market": "JP", "dates_confidence": "secondary", "spec_confidence": "secondary"}
    told |= {"sources": "own file"}
    row = ",".join(told.get(column, "") for column in columns.strip().split(","))
    engine = Engine(overlays=[mine({"data/vehicles/own.csv": f"{columns}{row}\n"})])
    verdict = engine.evaluate({"vehicle": {"chassis_code": "ZZ99"}})
    assert "Honda Broker" in verdict.answer


def test_the_last_of_two_wins(mine: Mine, tmp_path: Path) -> None:
    """Each is laid over all before it, and their order counts in the hash."""
    other = tmp_path / "other.yaml"
    other.write_text(HOUSE.replace("no kei vehicle", "nothing at all"), encoding="utf-8")
    first = mine({"house.yaml": HOUSE})
    one, two = load(overlays=[first, other]), load(overlays=[other, first])
    said = [
        next(remark.say for remark in book.remarks if remark.id == "house.photographs")
        for book in (one, two)
    ]
    assert said == ["nothing at all without a photograph", "no kei vehicle without a photograph"]
    assert one.hash != two.hash


def test_mistakes_name_the_overlay(mine: Mine, tmp_path: Path) -> None:
    """The file, line and column of one's own; what is not there; what stands twice."""
    folder = mine({"house.yaml": HOUSE.replace("class.kei", "class.kie")})
    with pytest.raises(RuleError, match=r"with:mine/house.yaml:6:11: .*`class.kie`.*`class.kei`"):
        load(overlays=[folder])
    with pytest.raises(InputError, match="nothing to lay over"):
        load(overlays=[tmp_path / "nowhere"])
    with pytest.raises(InputError, match="laid over the rules twice"):
        load(overlays=[folder, folder])
    with pytest.raises(RuleError, match=r"with:mine/t.yaml|no file"):
        load(overlays=[mine({"house.yaml": HOUSE, "t.yaml": "a: 1\n"})])


FORM = """title: mine
agency: nhtsa
forms:
  - form: {}
    title: mine
    file: federal/forms.csv
    editions: [{{edition: new, cite: [x], confidence: verified}}]
"""
DOOR = """title: mine
agency: nhtsa
paths:
  - id: nhtsa.box_99
    title: mine
    form: {}
    stay: permanent
    open_when: class.kei
    cite: [x]
    confidence: verified
"""
FEES = (
    "row,fee,rate,fixed,minimum,maximum,value_up_to,entry_type,from,until,suppressed_by,title,"
    "cite,confidence\nmine,mine,{},,${},$485,,,1995-01-01,,,mine,x,verified\n"
)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"states/state.csv": "row\n"}, "state.csv:1:1: nothing reads this.*`states/states.csv`"),
        ({"states.csv": "row\n"}, "states.csv:1:1: nothing reads this.*`states/states.csv`"),
        ({"data/phrases.csv": "said,fact,value\n"}, "phrases.csv:1:1: nothing reads this"),
        ({"data/model-names.csv": "a,b\nx,y\n"}, "names.csv:1:1: the first line is not that of"),
        ({"data/vehicles/a.csv": ""}, "a.csv:1:1: the first line is empty"),
        ({"scenarios/x.yaml": "title: A\n"}, "x.yaml:1:1: a scenario is not read from what is"),
        ({"notes.txt": "x"}, "no rules stand in the folder"),
        ({"states/states.csv": ""}, "states.csv:1:1: the file is empty"),
        ({"facts.yaml": "facts:\n  vehicle.maek: {where: x}\n"}, "2:3: there is no fact .*make`"),
        ({"presumptions.yaml": "presumptions:\n  - {value: 1}\n"}, "2:5: `id` is missing"),
        ({"a.yaml": FORM.format("HS7")}, "a.yaml:4:5: there is no door with the form `HS7`.*HS-7"),
        ({"a.yaml": DOOR.format("HS7")}, "4:5: no other door is declared on a form `HS7`.*HS-7"),
        ({"federal/cbp/fees.csv": FEES.format("0.21 %", 900)}, "2:.*smallest fee is above"),
        ({"federal/cbp/fees.csv": FEES.format("2500 %", 25)}, "2:.*`2500 %` is no rate"),
    ],
)
def test_nothing_is_passed_over(mine: Mine, files: dict[str, str], said: str) -> None:
    """What cannot have any effect is refused, for it was meant to have one."""
    with pytest.raises(KeiimportError, match=said):
        check_vehicles(Engine(load(overlays=[mine(files)])).catalogue)


def test_a_row_twice_in_one_table(mine: Mine) -> None:
    """The second does not quietly stand in place of the first."""
    text = (rules_folder() / "states/states.csv").read_text(encoding="utf-8")
    first, *rows = text.splitlines(True)
    texas = next(row for row in rows if row.startswith("tx.low_speed_vehicle,"))
    folder = mine({"states/states.csv": first + texas + texas})
    said = r"with:mine/states/states.csv:3:1: the row `states.tx.\w+` stands here again.*2:1"
    with pytest.raises(RuleError, match=said):
        load(overlays=[folder])


def test_a_value_that_says_nothing(mine: Mine) -> None:
    folder = mine({"house.yaml": HOUSE.replace("class.kei", '{vehicle.model: "-"}')})
    with pytest.raises(RuleError, match=r"`-` is no value of .*; expected something that says"):
        load(overlays=[folder])


@pytest.mark.parametrize(("word", "code"), [("Japan", "JP"), ("jp", "JP"), ("Nippn", None)])
def test_a_value_that_no_case_has(mine: Mine, word: str, code: str | None) -> None:
    """A rule that compares with another spelling would never hold, and say so to nobody."""
    when = f"{{vehicle.country_of_manufacture: {word}}}"
    folder = mine({"house.yaml": HOUSE.replace("class.kei", when)})
    said = f"no value of .* as a case has it; expected `{code}`" if code else "is no country"
    with pytest.raises(RuleError, match=said):
        load(overlays=[folder])


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("{fact: vehicle.gwvr, test: at_most}", "`vehicle.gwvr`; expected `vehicle.gvwr`"),
        ("{fact: vehicle.gvwr, test: any_of}", "`any_of` does not fit `vehicle.gvwr`"),
        ("{age: vehicle.gvwr}", "`age` does not fit `vehicle.gvwr`"),
    ],
)
def test_columns_are_read_even_where_no_cell_is_filled(mine: Mine, column: str, said: str) -> None:
    """A misspelt fact is an error of its column, once, where it stands."""
    table = f"""
title: A
tables:
  - id: mine.t
    file: t.csv
    concludes: mine.light
    when_no_rule: false
    columns:
      row: key
      weight: {column}
      cite: cite
      confidence: confidence
"""
    rows = "row,weight,cite,confidence\na,,X,verified\n"
    with pytest.raises(RuleError, match=rf"with:mine/t.yaml:10:\d+: .*{said}"):
        load(overlays=[mine({"t.yaml": table, "t.csv": rows})])


def test_the_commands_take_it(mine: Mine, tmp_path: Path, run: Callable[..., Any]) -> None:
    """`evaluate --with`, and `rules diff` that says what it changes."""
    folder = str(mine({"house.yaml": HOUSE}))
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"vehicle": {"kei": True}, "entry": {"date": "2026-05-01"}}))
    assert run("evaluate", str(case), "--with", folder).json["rulebook"]["with"] == ["mine"]
    rules, changed, counts = run("rules", "diff", "law", folder, "--cases", str(case)).rows
    assert [change["id"] for change in rules["changes"]] == ["house.photographs"]
    assert [each["what"] for each in changed["differences"]] == ["warnings"]
    assert changed["differences"][0]["b"] == ["no kei vehicle without a photograph [house rules]"]
    assert counts["changed"] == 1


def test_one_s_own_rules_are_listed_and_covered(
    mine: Mine, tmp_path: Path, run: Callable[..., Any]
) -> None:
    """They can be asked for wherever the law can; alone they are no whole rules, which is said."""
    folder = mine({"house.yaml": HOUSE})
    case = tmp_path / "case.json"
    case.write_text('{"vehicle": {"kei": true}, "entry": {"date": "2026-11-21"}}')
    listed = run("rules", "list", "--with", str(folder)).json
    assert "house.photographs" in {entry["id"] for entry in listed}
    covered = run("rules", "coverage", "--cases", str(case), "--with", str(folder)).json
    assert "house.photographs" in json.dumps(covered)
    alone = run("rules", "check", str(folder))
    assert alone.code == 2 and f"--with {folder}" in alone.error["expected"]


REMARK = (
    "title: A\nagency: nhtsa\nremarks:\n  - id: mine.a\n    when: {NAMED}\n    say: we like it\n"
)
PRESUMED = """presumptions:
  - {id: mine_engine, fact: vehicle.engine, value: original, say: original, because: we look,
     if_wrong: say so, given: [NAMED]}
"""


@pytest.mark.parametrize(
    ("named", "right"),
    [("make: suzuki", "Suzuki"), ("make: スズキ", "Suzuki"), ("model: beat", "Beat")],
)
@pytest.mark.parametrize(("file", "text"), [("a.yaml", REMARK), ("presumptions.yaml", PRESUMED)])
def test_a_name_that_no_case_has_is_refused(
    mine: Mine, run: Run, named: str, right: str, file: str, text: str
) -> None:
    """In a case it is spelled as in the catalogue, so the rule would never hold."""
    laid = mine({file: text.replace("NAMED", f"vehicle.{named}")})
    found = run("rules", "check", "--with", str(laid))
    assert found.code == 2
    assert "no case has the {} `{}`".format(*named.split(": ")) in found.error["error"]
    assert found.error["expected"] == f"`{right}`" and "with:" in found.error["at"]


def test_a_name_like_one_of_the_catalogue_is_warned_of(mine: Mine, run: Run) -> None:
    """It may be new; what only begins the names of others (`Carry` of a Carry Truck) is known."""
    names = {"Suzki": "make", "Sakra": "model", "Carry": "model"}
    files = {
        f"{named}.yaml": REMARK.replace("NAMED", f"vehicle.{fact}: {named}").replace(".a", f".{n}")
        for n, (named, fact) in enumerate(names.items())
    }
    said = run("rules", "check", "--with", str(mine(files))).json["warnings"]
    warned = [each for each in said if "no vehicle in the catalogue has" in each]
    assert [named for named in names if any(f"{named}.yaml" in each for each in warned)] == [
        "Suzki",
        "Sakra",
    ]


def test_a_file_that_would_not_be_read_is_named_with_its_overlay(mine: Mine, run: Run) -> None:
    found = run("rules", "check", "--with", str(mine({"a.yml": "title: A\n"})))
    assert found.error["at"].startswith("with:") and found.error["at"].endswith("/a.yml:1:1")


def test_the_short_answer_names_one_s_own_rules(mine: Mine, run: Run) -> None:
    """And a remark that cites no law has no empty brackets."""
    laid = mine({"a.yaml": REMARK.replace("{NAMED}", "{vehicle.make: Suzuki}")})
    case = (
        '{"vehicle": {"make": "Suzuki", "manufactured": "1998"}, "entry": {"date": "2026-11-21"}}'
    )
    asked = ("evaluate", case, "--with", str(laid))
    assert (
        f"Your own rules replace or add to ours: `{laid.name}`"
        in run(*asked, "--format", "text").stdout
    )
    assert "we like it" in run(*asked).json["warnings"]


def test_what_is_laid_over_is_not_blamed_for_what_is_shipped(run: Run, mine: Mine) -> None:
    found = run("rules", "check", "--with", str(mine({"house.yaml": HOUSE}))).json
    assert found["ok"] and not found["warnings"]
