# SPDX-License-Identifier: Apache-2.0
"""Reading a case: what is understood, what is refused, and in which words."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from contextlib import suppress
from itertools import product
from pathlib import Path
from random import Random
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.models import MODELS, models
from tests.soak.cases import changed_on_the_way, random_words

from keiimport.errors import InputError
from keiimport.facts import sections
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case, case_schema, fact_types
from keiimport.facts.data import rows
from keiimport.facts.models import Entry, Vehicle
from keiimport.facts.reading import LARGEST_CASE
from keiimport.facts.texts import STATES, Cut

RULES = Path(__file__).parents[2] / "rules"

FULL = {
    "vehicle": {
        "make": "Suzuki",
        "model": "Carry",
        "manufactured": {"earliest": "1998-03", "latest": "1998-05"},
        "first_registered": "H10.5",
        "gvwr": "1,290 kg",
        "odometer": {"min": "10000 mi"},
        "power": {"max": "64 PS"},
        "doors": 2,
        "certified_to": [],
        "fmvss": {"208": False, "305a": True, "part_563": None},
        "off_road": {"warning_label": True, "nhtsa_opinion": "not_motor_vehicle"},
        "registered_in": "jp",
        "kei": True,
    },
    "importer": {"kind": "individual", "ri_contract": False},
    "entry": {"date": "2024-06-15", "value": 3500.5, "state": "tx", "purpose": "road_use"},
}


def refused(data: object) -> InputError:
    with pytest.raises(InputError) as caught:
        Case.parse(data)
    return caught.value


def test_what_was_told_comes_out_flat_and_nothing_else() -> None:
    told = Case.parse(FULL).told()
    assert told["vehicle.gvwr"] == StatedBounds(Bounds.point(129_000_000_000), "1,290 kg")
    assert told["vehicle.registered_in"] == "JP"
    assert told["entry.state"] == "TX"
    assert told["vehicle.certified_to"] == frozenset()
    assert told["vehicle.fmvss.208"] is False
    assert told["vehicle.off_road.warning_label"] is True
    assert "vehicle.fmvss.part_563" not in told
    assert "vehicle.vin" not in told


def test_null_is_not_told() -> None:
    assert Case.parse({"vehicle": {"gvwr": None, "off_road": None}, "entry": None}).told() == {}


def test_blank_text_is_not_told() -> None:
    assert Case.parse({"vehicle": {"make": "  "}}).told() == {}


def test_text_is_plain_width_and_stripped() -> None:
    assert Case.parse({"vehicle": {"model": " Ｃａｒｒｙ　Truck "}}).vehicle.model == "Carry Truck"


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("vcp 32", "VCP-32"),
        ("VCP32", "VCP-32"),
        ("vsp-1", "VSP-1"),
        ("VSA – 080", "VSA-80"),
        ("vcp", "VCP"),
        ("VCP-32 or so", "VCP-32 OR SO"),
    ],
)
def test_an_eligibility_number_is_read_as_the_list_prints_it(told: str, number: str) -> None:
    assert Case.parse({"vehicle.eligibility_number": told}).told() == {
        "vehicle.eligibility_number": number
    }


def test_capitals_that_are_longer_than_what_was_told_are_too_long_as_well() -> None:
    """Else what is written of a case could not be read again."""
    with pytest.raises(InputError, match="too long"):
        Case.parse({"vehicle.eligibility_number": "ß" * 60})


def test_what_reads_two_ways_comes_back_the_same() -> None:
    case = Case.parse({"vehicle.gvwr": 585.967, "vehicle.odometer": "45.123 km"})
    again = Case.parse(json.loads(json.dumps(case.to_dict()))).told()
    for name, told in case.told().items():
        read = again[name]
        assert isinstance(told, StatedBounds) and isinstance(read, StatedBounds)
        assert read.bounds == told.bounds


@pytest.mark.parametrize(
    ("fact", "written", "told"),
    [
        ("vehicle.kei", "Yes", True),
        ("vehicle.kei", 0, False),
        ("vehicle.kei", 1.0, True),
        ("vehicle.fmvss", {"208": "no"}, {"vehicle.fmvss.208": False}),
        ("vehicle.certified_to", "us_fmvss|canada_cmvss", frozenset({"us_fmvss", "canada_cmvss"})),
        ("vehicle.certified_to", "none", frozenset()),
        ("vehicle.powertrain", "petrol", "gasoline"),
        ("vehicle.powertrain", "HYBRID(PETROL)", "hybrid"),
        ("vehicle.powertrain", "LPG", "lpg"),
        ("vehicle.powertrain", "CNG", "cng"),
        ("vehicle.powertrain", "none", "none"),
        ("vehicle.powertrain", "Plug-in hybrid", "plug_in_hybrid"),
        ("vehicle.transmission", "5MT", "manual"),
        ("vehicle.transmission", "CVT", "automatic"),
        ("vehicle.drive_side", "RHD", "right"),
        ("vehicle.body", "Station Wagon", "station_wagon"),
        ("vehicle.market", "UK", "GB"),
        ("vehicle.market", "nz", "NZ"),
        ("vehicle.market", "eu", "EU"),
        ("vehicle.market", "Other", "other"),
        ("vehicle.registered_in", "Japan", "JP"),
        ("vehicle.registered_in", "JPN", "JP"),
        ("vehicle.manufactured", "N/A", None),
        ("vehicle.manufactured", "-", None),
        ("vehicle.manufactured", "不明", None),
        ("vehicle.odometer", "走不明", None),
        ("vehicle.model", "---", None),
        ("vehicle.model", 500, "500"),
        ("vehicle.chassis_code", 223.0, "223"),
        ("entry.purpose", "road use", "road_use"),
    ],
)
def test_words_are_read_as_people_write_them(fact: str, written: object, told: object) -> None:
    found = Case.parse({fact: written}).told()
    assert found == (told if isinstance(told, dict) else {} if told is None else {fact: told})


def test_of_a_long_name_the_first_words_are_kept_and_that_is_said() -> None:
    case = Case.parse({"vehicle.model": "リーフ X " + "装備 " * 60})
    model = case.told()["vehicle.model"]
    assert isinstance(model, Cut) and model.startswith("リーフ X 装備") and len(model) <= 100
    assert "first words" in model.warnings[0]
    assert Case.parse(case.to_dict()).told()["vehicle.model"] == model


def test_dotted_keys_may_stand_for_nested_ones() -> None:
    flat = {
        "vehicle.gvwr": "1290 kg",
        "vehicle": {"fmvss.208": True, "off_road.warning_label": False},
        "vehicle.fmvss.214": False,
        "entry.state": "TX",
    }
    nested = {
        "vehicle": {
            "gvwr": "1290 kg",
            "fmvss": {"208": True, "214": False},
            "off_road": {"warning_label": False},
        },
        "entry": {"state": "TX"},
    }
    assert Case.parse(flat) == Case.parse(nested)


def test_a_case_is_given_back_as_it_is() -> None:
    case = Case.parse(FULL)
    assert Case.parse(case) is case


@pytest.mark.parametrize("form", [json.dumps, lambda case: json.dumps(case).encode()])
def test_json_text_and_bytes_are_read(form: object) -> None:
    assert Case.parse(form(FULL)) == Case.parse(FULL)  # type: ignore[operator]


def test_a_case_comes_back_from_its_own_form() -> None:
    case = Case.parse(FULL)
    again = Case.parse(json.loads(json.dumps(case.to_dict())))
    assert again == case
    assert again.told() == case.told()


def test_what_was_told_as_bounds_is_written_exactly() -> None:
    told = StatedBounds(Bounds(40_233_600, 40_233_601), "about 25 mph")
    written = Case(vehicle=Vehicle(top_speed=told)).to_dict()
    again = Case.parse(written).told()["vehicle.top_speed"]
    assert isinstance(again, StatedBounds)
    assert again.bounds == told.bounds


def test_a_case_can_be_pickled() -> None:
    case = Case.parse(FULL)
    assert pickle.loads(pickle.dumps(case)) == case


def test_a_case_cannot_be_changed_by_what_it_told() -> None:
    case = Case.parse(FULL)
    case.told().clear()
    assert case.told()


@pytest.mark.parametrize(
    ("data", "at", "error", "expected"),
    [
        ({"vehicle": {"gvrw": 1}}, "vehicle.gvrw", "unknown key `gvrw`", "did you mean `gvwr`?"),
        ({"gvwr": 1}, "gvwr", "unknown key `gvwr`", "did you mean `vehicle.gvwr`?"),
        (
            {"vehicle": {"year": 1}},
            "vehicle.year",
            "`year`",
            "`manufactured` or `first_registered`?",
        ),
        ({"vehicle": {"price": 1}}, "vehicle.price", "`price`", "did you mean `entry.value`?"),
        ({"entry": {"price": 1}}, "entry.price", "`price`", "did you mean `value`?"),
        ({"vehicle": {"cc": 1}}, "vehicle.cc", "`cc`", "did you mean `displacement`?"),
        ({"vehicle": {"milage": 1}}, "vehicle.milage", "`milage`", "did you mean `odometer`?"),
        ({"importer": {"state": "TX"}}, "importer.state", "unknown key", "`entry.state`"),
        ({"vehicle.gvwr.min": 3}, "vehicle.gvwr.min", "unknown key", "`gvwr`"),
        ({"vehicle": {"off_road": {"x": 1}}}, "vehicle.off_road.x", "unknown key `x`", "known key"),
        ({"vehicle": {"gvwr": "heavy"}}, "vehicle.gvwr", "`heavy` is not a weight", "kg"),
        ({"vehicle": {"gvwr": {"min": "x"}}}, "vehicle.gvwr.min", "`x` is not a weight", "kg"),
        ({"vehicle": {"kei": "perhaps"}}, "vehicle.kei", "neither true nor false", "`true`"),
        ({"vehicle": {"kei": 2}}, "vehicle.kei", "neither true nor false", "`true`"),
        ({"vehicle": {"body": "pickp"}}, "vehicle.body", "`pickp`", "did you mean `pickup`?"),
        ({"vehicle": {"make": [5]}}, "vehicle.make", "a list is not text", "text in quotes"),
        ({"vehicle": {"vin": "x" * 101}}, "vehicle.vin", "too long", "100"),
        ({"vehicle": {"make": "a\x1b[31m"}}, "vehicle.make", "cannot be printed", "plain text"),
        ({"vehicle": 3}, "vehicle", "`3` is not an object", "an object"),
        ({"vehicle": {"certified_to": "us"}}, "vehicle.certified_to", "not a list", "a list"),
        ({"vehicle": {"certified_to": ["us"]}}, "vehicle.certified_to[0]", "`us`", "`us_fmvss`"),
        ({"vehicle": {"fmvss": {"208": "x"}}}, "vehicle.fmvss.208", "neither true", "true"),
        ({"vehicle": {"market": "USDM"}}, "vehicle.market", "`USDM` is no market", "`EU`"),
        ({"vehicle": {"fmvss": {"x y": True}}}, "vehicle.fmvss.x y", "number of a standard", "208"),
        ({"vehicle": {"fmvss": True}}, "vehicle.fmvss", "is not an object", "standards"),
        ({"entry": {"date": "2024-06"}}, "entry.date", "not a full day", "2024-06-15"),
        ({"entry": {"state": "Texass"}}, "entry.state", "`Texass`", "did you mean `Texas`?"),
        ({"entry": {"state": "XX"}}, "entry.state", "`XX` is not a state", "TX"),
        ({"vehicle": {"registered_in": "Jappan"}}, "vehicle.registered_in", "`Jappan`", "`JP`"),
        ({"vehicle": {"registered_in": "QZ"}}, "vehicle.registered_in", "`QZ`", "two letters"),
        ({"foo": None}, "foo", "unknown key `foo`", "known key"),
        ({"vehicle": None, "foo": None}, "foo", "unknown key `foo`", "known key"),
        ({"foo": None, "vehicle.make": "x"}, "foo", "unknown key `foo`", "known key"),
        ({"vehicle": {"gvwr": 1}, "vehicle.gvwr": 2}, "vehicle.gvwr", "told twice", ""),
        ({1: 2}, "[1]", "`1` is not text", "known key"),
        ([], "", "a list, not an object", "`vehicle`"),
        (None, "", "`null`, not an object", "`vehicle`"),
    ],
)
def test_what_cannot_be_understood_is_said_in_words(
    data: object, at: str, error: str, expected: str
) -> None:
    found = refused(data)
    assert found.at == at or at == "[1]"
    assert error in found.error
    assert expected in found.expected
    assert "pydantic" not in found.sentence() and "Traceback" not in found.sentence()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "not valid JSON at line 1, column 1"),
        ("{'a': 1}", "not valid JSON"),
        ('{"vehicle": {"gvwr": NaN}}', "`NaN` is not a JSON number"),
        ('{"vehicle": {"gvwr": -Infinity}}', "`-Infinity` is not a JSON number"),
        ('{"vehicle": {}, "vehicle": {}}', "`vehicle` stands twice"),
        ("[" * 50 + "]" * 50, "deeper than 32 levels"),
        ("[" * 100_000, "deeper than 32 levels"),
        ('{"a":' * 40 + "1" + "}" * 40, "deeper than 32 levels"),
        ('{"vehicle": {"gvwr": ' + "1" * 5000 + "}}", "too many digits"),
        (" " * (LARGEST_CASE + 1), "larger than 1 MiB"),
        ("é" * (LARGEST_CASE // 2 + 1), "larger than 1 MiB"),
        (b"\xff\xfe", "not valid UTF-8 at byte 0"),
        ('{"vehicle": {"make": "\\ud800"}}', "cannot be printed"),
    ],
)
def test_text_that_is_no_case_is_refused(text: str | bytes, error: str) -> None:
    assert error in refused(text).error


def test_an_endless_structure_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["min"] = endless
    assert refused({"vehicle": {"gvwr": endless}}).at in ("", "vehicle.gvwr.min", "vehicle.gvwr")
    deep: object = "x"
    for _ in range(100_000):
        deep = {"min": deep}
    refused({"vehicle": {"gvwr": deep}}).as_dict()


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
fact_names = st.sampled_from(sorted(fact_types())) | st.text(max_size=12)


@given(st.dictionaries(fact_names, plain_values, max_size=6))
def test_whatever_is_told_is_read_or_refused_with_an_input_error(data: object) -> None:
    try:
        case = Case.parse(data)
    except InputError as error:
        json.dumps(error.as_dict())
    else:
        assert changed_on_the_way(case) is None


@given(st.integers(0, 2**32))
def test_a_case_is_written_and_read_as_the_same_case(seed: int) -> None:
    told = random_words(Random(seed))
    assert changed_on_the_way(told) is None, told
    for name, value in told.items():  # one that cannot be read hides the others
        assert changed_on_the_way({name: value}) is None, value


@pytest.mark.parametrize(
    "told",
    [
        # a text that begins like a range, once it is read
        {"vehicle.model": ' {"min": 3}'},
        {"vehicle.vin": "｛"},
        # a part in which nothing is told is none
        {"vehicle.off_road": {"nhtsa_opinion": "n/a"}},
        {"vehicle.fmvss": {"208": "unknown"}},
        {"vehicle.off_road": {}},
    ],
)
def test_what_comes_back_is_what_was_read(told: Mapping[str, object]) -> None:
    case = Case.parse(told)
    assert Case.parse(case.to_dict()) == case


MARKS = "-/.~ ,'?*01年月日()[]十元T:AH平{}\"円$k万"
RUNS = [*MARKS, *map("".join, product(MARKS, repeat=2)), "1,", "000,", "OR ", "TO ", "AND "]


@pytest.mark.parametrize(
    "fact",
    [
        *("vehicle.manufactured", "entry.date", "vehicle.gvwr", "entry.value", "vehicle.vin"),
        *("vehicle.model", "vehicle.frame_number", "vehicle.certified_to", "entry.state"),
    ],
)
def test_no_run_of_marks_holds_a_reader_up(fact: str) -> None:
    """`2005-----12` took twice as long with each hyphen more."""
    for run, first, last in product(RUNS, ("", "2005", "x"), ("", "12", "x")):
        told = {fact: first + (run * 36)[:36] + last}
        begun = process_time()
        with suppress(InputError):
            Case.parse(told)
        assert process_time() - begun < 0.5, told


def test_a_figure_that_reads_two_ways_says_so_each_time() -> None:
    for told in ({"vehicle.gvwr": "58.723"}, {"vehicle.curb_weight": "336.214"}):
        (first,) = Case.parse(told).told().values()
        (again,) = Case.parse(Case.parse(told).to_dict()).told().values()
        assert isinstance(first, StatedBounds) and isinstance(again, StatedBounds)
        assert again.bounds == first.bounds
        assert len(again.warnings) == len(first.warnings) == 1


def test_an_amount_too_large_in_dollars_is_refused_where_it_is_told() -> None:
    found = refused({"entry": {"value": "9000000 万円", "exchange_rate": "7000000"}})
    assert found.at == "entry.value" and "too large for an amount of money" in found.error


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_whatever_the_text_is_it_is_read_or_refused(text: bytes | str) -> None:
    try:
        Case.parse(text)
    except InputError as error:
        json.dumps(error.as_dict())


def test_the_sections_of_a_case_are_made_from_the_list_of_facts() -> None:
    words = yaml.safe_load((RULES / "facts.yaml").read_text(encoding="utf-8"))["facts"]
    assert list(words) == list(fact_types())
    assert MODELS.read_text(encoding="utf-8") == models()


def test_a_section_is_told_in_what_its_fields_take_and_gives_what_was_read() -> None:
    vehicle = Vehicle(manufactured="2003-05", gvwr=700, kei=True, body="pickup")
    built: StatedBounds | None = vehicle.manufactured
    assert built is not None and built.text == "2003-05" and vehicle.vin is None
    case = Case(vehicle=vehicle, entry=Entry(value=4000, costs={"freight": "$900"}))
    assert case == Case.parse(case.to_dict()) and case.entry.costs is not None
    with pytest.raises(AttributeError):
        vehicle.manufactured = "2004"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        case.vehicle = vehicle
    with pytest.raises(InputError, match=r"vehicle.body: `pickp` is none of the words"):
        Vehicle(body="pickp")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"entry.valu: unknown key .* `value`"):
        Entry(valu=4000)  # type: ignore[call-arg]


def test_a_model_of_pydantic_may_hold_a_case() -> None:
    reader = TypeAdapter(Case)
    case = reader.validate_python({"vehicle": {"gvwr": 700}})
    assert case == Case.parse({"vehicle.gvwr": 700})
    assert reader.dump_python(case) == {"vehicle": {"gvwr": "700 kg"}}
    assert reader.json_schema()["title"] == case_schema()["title"]
    with pytest.raises(ValidationError, match=r"vehicle.gvwr: `x` is not a weight"):
        reader.validate_python({"vehicle": {"gvwr": "x"}})


def test_shapes_of_facts_are_those_of_the_models() -> None:
    types = fact_types()
    assert (types["vehicle.gvwr"].kind, types["vehicle.gvwr"].dimension) == ("number", "weight")
    assert types["vehicle.kei"].kind == "bool"
    assert types["vehicle.drive_side"].choices == ("left", "right")
    assert types["vehicle.certified_to"].kind == "choices"
    assert types["vehicle.registered_in"].kind == "choice"
    assert types["entry.date"].kind == "date"
    assert types["entry.state"].choices == tuple(STATES)
    assert not any(name.startswith("vehicle.fmvss") for name in types)


def test_there_are_fifty_states_the_district_and_five_territories() -> None:
    assert len(STATES) == 50 + 1 + 5


def test_the_case_has_a_json_schema() -> None:
    assert "gvwr" in json.dumps(case_schema())


@pytest.mark.parametrize(
    ("told", "code"),
    [
        *((name, code) for code, name in STATES.items()),
        ("tx", "TX"), ("new  hampshire", "NH"), ("D.C.", "DC"), ("WEST VIRGINIA", "WV"),
    ],
)  # fmt: skip
def test_a_state_is_told_by_its_code_or_its_name(told: str, code: str) -> None:
    assert Case.parse({"entry": {"state": told}}).told()["entry.state"] == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("tx", "TX"),
        ("Houston, TX", "TX"),
        ("US-CA", "CA"),
        ("Washington, D.C.", "DC"),
        ("the District of Columbia", "DC"),
        ("State of Utah", "UT"),
        ("The State of Utah", "UT"),
        ("Commonwealth of Virginia", "VA"),
    ],
)
def test_a_state_may_be_told_as_letters_have_it(told: str, code: str) -> None:
    assert Case.parse({"entry": {"state": told}}).told() == {"entry.state": code}


def test_a_country_may_be_told_with_its_article() -> None:
    built = {"vehicle": {"country_of_manufacture": "the Netherlands"}}
    assert Case.parse(built).told() == {"vehicle.country_of_manufacture": "NL"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"vehicle": {"make": "Suz', "a closing quote"),
        ('{"vehicle": {"make": "a\nb"}}', "text without line breaks"),
        ('{"vehicle": {"make": }}', "a value"),
        ("{vehicle: 1}", "a name in double quotes"),
        ('{"vehicle" 1}', "`:` between a name and its value"),
        ('{"vehicle": {} "entry": {}}', "`,`, or the closing bracket"),
        ('{"vehicle": {}} 1', "nothing after the end of the case"),
    ],
)
def test_broken_json_says_in_words_what_was_expected(text: str, expected: str) -> None:
    with pytest.raises(InputError) as raised:
        Case.parse(text)
    assert raised.value.expected.startswith(expected)


def test_the_keys_that_people_try_are_none_and_mean_facts() -> None:
    for row in rows(sections.__file__, "keys.csv"):
        assert row["key"] not in {name.rsplit(".")[-1] for name in fact_types()}
        assert set(row["meant"].split()) <= set(fact_types())
