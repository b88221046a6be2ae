# SPDX-License-Identifier: Apache-2.0
"""Filling in a case: what follows from what was told, and what is not believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import keiimport
from keiimport.decide.presuming import Presumable, compiled_presumptions, presume
from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import Case, fact_types
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import Includes, IsOneOf, IsTold
from keiimport.facts.complete import CompletedCase, Completer
from keiimport.facts.dates import parse_date
from keiimport.facts.sources import Presumption
from keiimport.facts.units import parse_quantity
from keiimport.facts.vocabulary import Fact, Opens, Vocabulary
from keiimport.logic.kernel import Kernel
from keiimport.logic.program import Program
from keiimport.rulebook.files import read_tables

DATA = Path(__file__).parents[2] / "rules" / "data"
CATALOGUE = Catalogue.read(
    read_tables("", "vehicles"),
    names=(DATA / "model-names.csv").read_text(encoding="utf-8"),
    exhaust=(DATA / "exhaust-prefixes.csv").read_text(encoding="utf-8"),
)
TODAY = date(2026, 11, 22)
STANDARDS = ("208", "214", "305a")

OPENS: Mapping[str, Opens] = {
    "vehicle.manufactured": "lower",
    "vehicle.top_speed": "lower",
    "vehicle.length": "higher",
    "vehicle.body": "other",
    "vehicle.kei": "other",
    "vehicle.gvwr": "lower",
    "vehicle.market": "other",
    "vehicle.built_for_us": "other",
    "vehicle.certified_to": "other",
}
VOCABULARY = Vocabulary(
    {
        name: Fact(type, "which?", "there", name.split(".")[-1], opens=OPENS.get(name))
        for name, type in fact_types().items()
    },
    keiimport.load_rulebook().vocabulary.sentences,
)
PRESUMPTIONS = (
    Presumption("purpose", ("entry.purpose",), "road_use", "road use", "s", "b", "w"),
    Presumption(
        "original_engine",
        ("vehicle.engine",),
        "original",
        "original",
        "s",
        "b",
        "w",
        off_when=((IsOneOf("vehicle.original_configuration", frozenset({False})),),),
        off_when_contradicted=frozenset({"vehicle.powertrain", "vehicle.displacement"}),
    ),
    Presumption(
        "no_us_label",
        ("vehicle.certified_to",),
        frozenset(),
        "none",
        "s",
        "b",
        "w",
        given=((IsOneOf("vehicle.market", frozenset({"JP"})),),),
    ),
    Presumption(
        "conformity",
        ("vehicle.fmvss.*",),
        True,
        "yes",
        "s",
        "b",
        "w",
        given=((Includes("vehicle.certified_to", "us_fmvss"),),),
    ),
    Presumption(
        "model_year",
        ("vehicle.model_year",),
        None,
        "",
        "s",
        "b",
        "w",
        calendar_year_of="vehicle.manufactured",
    ),
    Presumption(
        "follows",
        ("vehicle.remanufactured",),
        False,
        "no",
        "s",
        "b",
        "w",
        given=((IsTold("vehicle.engine"),),),
    ),
    Presumption("body", ("vehicle.body",), "pickup", "pickup", "s", "b", "w"),
    Presumption(
        "soon",
        ("vehicle.manufactured",),
        None,
        "",
        "s",
        "b",
        "w",
        at_most_before=("vehicle.first_registered", 2),
    ),
)
COMPLETER = Completer(VOCABULARY, CATALOGUE, PRESUMPTIONS, STANDARDS)
TESTS = dict.fromkeys(test for each in PRESUMPTIONS for test in each.tests)
KERNEL = Kernel(Program(tuple(TESTS), (), {}))
COMPILED = compiled_presumptions(PRESUMPTIONS, STANDARDS, KERNEL)


def completed(strict: bool = False, **facts: object) -> CompletedCase:
    """A case of dotted facts, with `__` for the dots."""
    return filled({name.replace("__", "."): value for name, value in facts.items()}, strict)


def filled(told: Mapping[str, object], strict: bool = False) -> CompletedCase:
    """A case with what is presumed of it."""
    found = COMPLETER.completed(Case.parse(told).told(), TODAY)
    found = found.strictly() if strict else found
    known = dict.fromkeys((*found.known, *found.contradicted), 1)
    disputed = dict.fromkeys(found.disputed, 1)
    rails = KERNEL.rails([{name: held.value for name, held in found.known.items()}])
    more = presume(COMPILED, rails, Presumable(0 if strict else 1, 1, known, disputed))
    every = {**found.known, **{name: held for name, held, _ in more}}
    return found._replace(known=every)


def days(value: object) -> Bounds:
    return parse_date(value).bounds


def quantity(value: object, dimension: str) -> Bounds:
    return parse_quantity(value, dimension).bounds


# ---------------------------------------------------------------- entry and build


def test_without_an_entry_day_it_is_today_and_said() -> None:
    found = completed()
    entry = found.known["entry.date"]
    assert (entry.value, entry.source) == (days("2026-11-22"), "today")
    assert found.warnings == ("you haven't said when it enters, so we use today, 2026-11-22",)


def test_what_is_told_is_known_as_told() -> None:
    known = completed(vehicle__gvwr="1,290 kg", vehicle__kei=True).known
    assert (known["vehicle.gvwr"].text, known["vehicle.gvwr"].source) == ("1,290 kg", "told")
    assert known["vehicle.kei"].text == "yes"
    assert known["vehicle.kei"].confidence == "verified"


def test_the_first_registration_bounds_the_build_from_above() -> None:
    known = completed(vehicle__manufactured="2001", vehicle__first_registered="2001-03").known
    build = known["vehicle.manufactured"]
    assert build.value == days({"earliest": "2001", "latest": "2001-03"})
    assert build.source == "first_registered"


def test_a_registration_alone_leaves_the_first_day_open() -> None:
    build = completed(True, vehicle__first_registered="H13.3").known["vehicle.manufactured"]
    assert build.value == days({"latest": "2001-03-31"})


def test_a_later_registration_changes_nothing() -> None:
    build = completed(vehicle__manufactured="2001-02", vehicle__first_registered="2001-03").known[
        "vehicle.manufactured"
    ]
    assert (build.value, build.source) == (days("2001-02"), "told")


def test_a_build_after_the_first_registration_cannot_be() -> None:
    with pytest.raises(InputError) as caught:
        completed(vehicle__manufactured="2001-05", vehicle__first_registered="2001-03")
    assert caught.value.at == "vehicle.manufactured"
    assert "after it was first registered" in caught.value.error


def test_a_build_is_clipped_to_the_day_of_entry() -> None:
    known = completed(vehicle__manufactured="2024", entry__date="2024-06-15").known
    assert known["vehicle.manufactured"].value == days(
        {"earliest": "2024-01-01", "latest": "2024-06-15"}
    )


def test_a_build_after_the_day_of_entry_cannot_be() -> None:
    with pytest.raises(InputError) as caught:
        completed(vehicle__manufactured="2024-07", entry__date="2024-06-15")
    assert caught.value.at == "vehicle.manufactured"
    assert "built after it enters" in caught.value.error
    with pytest.raises(InputError, match="entry today"):
        completed(vehicle__manufactured="2031")


def test_a_warning_of_a_date_is_passed_on() -> None:
    assert any("Showa" in warning for warning in completed(vehicle__manufactured="S64.3").warnings)


# ---------------------------------------------------------------- numbers


def test_a_frame_number_tells_chassis_code_and_market() -> None:
    known = completed(vehicle__frame_number="b6aw-0001234").known
    assert (known["vehicle.chassis_code"].value, known["vehicle.chassis_code"].source) == (
        "B6AW",
        "frame_number",
    )
    assert (known["vehicle.market"].value, known["vehicle.market"].source) == (
        "JP",
        "frame_number",
    )


def test_a_type_code_is_kept_as_told_and_compared_as_chassis_code() -> None:
    code = completed(vehicle__chassis_code="zaa-b6aw").known["vehicle.chassis_code"]
    assert (code.value, code.text, code.source) == ("B6AW", "zaa-b6aw", "told")


def test_a_vin_never_fills_a_label_and_excludes_rows_for_japan() -> None:
    found = completed(vehicle__vin="JA3215H14CU018805", vehicle__model="i-MiEV")
    assert found.models == ("mitsubishi-i-miev-us",)
    assert found.known["vehicle.market"].value == "US"
    assert "vehicle.certified_to" not in found.known
    assert found.known["vehicle.model_year"].value == Bounds.point(2012)
    assert found.known["vehicle.model_year"].source == "vin"


def test_a_vin_alone_tells_no_market() -> None:
    assert "vehicle.market" not in completed(vehicle__vin="JA3215H14CU018805").known


def test_a_number_in_the_wrong_field_is_read_and_said() -> None:
    found = completed(vehicle__vin="B6AW-0001234")
    assert found.models == ("nissan-sakura-b6aw",)
    assert any("holds a Japanese frame number" in warning for warning in found.warnings)


def test_numbers_that_do_not_fit_each_other_fill_nothing() -> None:
    found = completed(vehicle__frame_number="PP1-1000123", vehicle__chassis_code="B6AW")
    assert not found.models
    assert any("do not fit each other" in warning for warning in found.warnings)


def test_a_vin_beside_a_frame_number_leaves_the_market_open() -> None:
    found = completed(vehicle__frame_number="AZE0-123456", vehicle__vin="1M8GDM9AXKP042788")
    assert "vehicle.market" not in found.known
    assert len(found.models) == 2


# ---------------------------------------------------------------- the catalogue


def test_the_catalogue_fills_what_was_not_told() -> None:
    found = completed(vehicle__make="nissan", vehicle__model="sakura", vehicle__seats=4)
    assert found.known["vehicle.powertrain"].source == "catalogue"
    assert found.known["vehicle.powertrain"].confidence == "secondary"
    assert found.known["vehicle.gvwr"].confidence == "unverified"
    assert found.known["vehicle.seats"].source == "told"
    assert (found.known["vehicle.make"].value, found.known["vehicle.make"].text) == (
        "Nissan",
        "Nissan",
    )


def test_a_model_is_written_as_the_catalogue_writes_it() -> None:
    known = completed(vehicle__make="suzuki", vehicle__model="carry").known
    assert [known[f"vehicle.{name}"].text for name in ("make", "model")] == ["Suzuki", "Carry"]
    assert completed(vehicle__make="Suzuki", vehicle__model="hArrier").known[
        "vehicle.model"
    ].text == ("hArrier")
    # what its rows do not say would be lost or half spelled: it stays as told
    for model in ("Skyline GT-R V-Spec (R34)", "fortwo coupe"):
        known = completed(vehicle__make="Nissan" if "R" in model else "Smart",
                          vehicle__model=model).known  # fmt: skip
        assert known["vehicle.model"].text == model


def test_the_catalogue_never_fills_a_label() -> None:
    found = completed(strict=True, vehicle__make="Nissan", vehicle__model="Leaf",
                   vehicle__market="US")  # fmt: skip
    assert found.models
    assert "vehicle.certified_to" not in found.known


def test_a_contradiction_that_would_open_a_door_is_believed_on_neither_side() -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__top_speed="25 mph")
    speed = found.known["vehicle.top_speed"]
    assert speed.value == quantity({"min": "25 mph", "max": "130 km/h"}, "speed")
    assert found.contradicted == {"vehicle.top_speed"}
    (warning,) = [warning for warning in found.warnings if "top_speed" in warning]
    assert "25 mph" in warning and "130 km/h" in warning and "Nissan Sakura B6AW" in warning


def test_in_the_other_direction_the_caller_is_believed() -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__top_speed="160 km/h")
    assert found.known["vehicle.top_speed"].value == quantity("160 km/h", "speed")
    assert not found.contradicted
    assert any("we go by what you said" in warning for warning in found.warnings)


def test_a_word_that_would_open_a_door_becomes_unknown_and_is_not_presumed() -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__body="golf_cart", vehicle__kei=False)
    assert "vehicle.body" not in found.known
    assert "vehicle.kei" not in found.known
    assert found.contradicted == {"vehicle.body", "vehicle.kei"}


def test_a_word_that_opens_nothing_is_believed() -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__powertrain="gasoline")
    assert found.known["vehicle.powertrain"].value == "gasoline"
    assert not found.contradicted


def test_a_figure_told_roundly_is_no_contradiction() -> None:
    found = completed(vehicle__chassis_code="DD51T", vehicle__displacement="660 cc")
    assert not any("displacement" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("code", "built", "latest"),
    [
        ("PP1", "1990-04", "1997-02-28"),  # more than a year before, up to a year after its end
        ("B6AW", "2022-03", "2022-06-30"),  # not long before: to the month after its start
        ("B6AW", "1998-05", "2026-11-22"),  # long before: to the day of entry
    ],
)
def test_built_before_production_is_any_day_of_it(code: str, built: str, latest: str) -> None:
    found = completed(vehicle__chassis_code=code, vehicle__manufactured=built)
    assert found.known["vehicle.manufactured"].value == days({"earliest": built, "latest": latest})
    assert found.contradicted == {"vehicle.manufactured"}
    assert any("as possible" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("code", "built"), [("PP1", "1991-03"), ("PP1", "1996-09"), ("PD8W", "1992-04")]
)
def test_a_build_that_the_catalogue_may_miss_is_kept(code: str, built: str) -> None:
    """Months from a second hand are a year off at most, unverified ones two."""
    found = completed(vehicle__chassis_code=code, vehicle__manufactured=built)
    assert found.known["vehicle.manufactured"].value == days(built)
    assert not found.contradicted


def test_registered_before_production_is_not_believed_either() -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__first_registered="1999")
    assert found.known["vehicle.manufactured"].value == days({"latest": "2026-11-22"})
    assert found.contradicted == {"vehicle.manufactured"}


def test_built_after_production_is_only_a_warning() -> None:
    found = completed(vehicle__frame_number="PP1-1000123", vehicle__manufactured="1999")
    assert found.known["vehicle.manufactured"].value == days("1999")
    assert any("ended in 1996-02" in warning for warning in found.warnings)
    assert not found.contradicted


def test_production_bounds_the_build_that_nobody_told() -> None:
    found = completed(vehicle__chassis_code="PP1")
    build = found.known["vehicle.manufactured"]
    assert build.value == days({"earliest": "1990-05-01", "latest": "1997-02-28"})
    assert (build.source, build.confidence) == ("catalogue", "secondary")
    assert any("the papers must say a day between" in warning for warning in found.warnings)


def test_a_name_alone_bounds_the_build_where_its_last_row_is_known() -> None:
    """Nothing was called Beat after them; of other names the catalogue may lack the last."""
    build = completed(vehicle__make="Honda", vehicle__model="Beat").known["vehicle.manufactured"]
    assert (build.text, build.confidence) == ("between 1990-05 and 1997-02", "unverified")
    ended = completed(
        vehicle__make="Suzuki", vehicle__model="Wagon R", vehicle__chassis_code="CT21S"
    )
    named = completed(vehicle__make="Suzuki", vehicle__model="Wagon R")
    assert " and " in ended.known["vehicle.manufactured"].text
    assert named.known["vehicle.manufactured"].text.endswith(" or later")


def test_production_that_goes_on_ends_no_build() -> None:
    build = completed(vehicle__chassis_code="B6AW").known["vehicle.manufactured"]
    assert build.value == days({"earliest": "2022-05-01", "latest": "2026-11-22"})
    assert build.text == "2022-05 or later"


@pytest.mark.parametrize(
    ("code", "earliest", "latest", "sure"),
    [
        ("E-ZZ9Z", "1977-01-01", "2002-12-31", "secondary"),
        ("5AA-ZZ9Z", "2017-01-01", "2026-11-22", "secondary"),
        ("GG-ZZ9Z", "1995-01-01", "2005-12-31", "unverified"),
        ("3BA-B6AW", "2022-05-01", "2026-11-22", "verified"),  # no earlier than its production
    ],
)
def test_the_exhaust_prefix_bounds_the_build(
    code: str, earliest: str, latest: str, sure: str
) -> None:
    found = completed(vehicle__chassis_code=code)
    build = found.known["vehicle.manufactured"]
    assert build.value == days({"earliest": earliest, "latest": latest})
    assert build.confidence == sure
    assert found.known["vehicle.market"].value == "JP"
    assert found.known["vehicle.built_for_us"].value is False


def test_a_build_from_before_its_exhaust_prefix_is_in_doubt() -> None:
    found = completed(vehicle__chassis_code="DBA-ZZ9Z", vehicle__manufactured="1999-05")
    assert found.contradicted == {"vehicle.manufactured"}
    assert found.known["vehicle.manufactured"].value == days(
        {"earliest": "1999-05-01", "latest": "2022-12-31"}
    )


@pytest.mark.parametrize("code", ["S-MX", "QQ-ZZ9Z", "ZZ9Z"])
def test_what_is_no_exhaust_prefix_says_nothing(code: str) -> None:
    plain = completed(vehicle__model="S-MX").known
    known = completed(vehicle__model="S-MX", vehicle__chassis_code=code).known
    assert known["vehicle.manufactured"].value == plain["vehicle.manufactured"].value
    assert known.get("vehicle.market") == plain.get("vehicle.market")


def test_production_begins_a_build_known_only_by_its_registration() -> None:
    build = completed(vehicle__chassis_code="B6AW", vehicle__first_registered="2022-08").known[
        "vehicle.manufactured"
    ]
    assert build.value == days({"earliest": "2022-05", "latest": "2022-08"})
    assert (build.source, build.confidence) == ("derived", "verified")


def test_a_build_that_was_told_is_not_narrowed() -> None:
    build = completed(vehicle__chassis_code="B6AW", vehicle__manufactured="2022").known[
        "vehicle.manufactured"
    ]
    assert (build.value, build.source) == (days("2022"), "told")


# ---------------------------------------------------------------- presumptions


def test_presumptions_fill_what_is_open_and_see_those_before() -> None:
    known = completed().known
    assert known["entry.purpose"].presumption == "purpose"
    assert known["vehicle.engine"].confidence == "presumed"
    assert known["vehicle.remanufactured"].presumption == "follows"


def test_a_presumption_is_switched_off_by_its_facts() -> None:
    known = completed(vehicle__original_configuration=False).known
    assert "vehicle.engine" not in known
    assert "vehicle.remanufactured" not in known


def test_a_presumption_never_replaces_what_is_known() -> None:
    assert completed(entry__purpose="parts").known["entry.purpose"].source == "told"


def test_a_presumption_needs_what_it_is_given() -> None:
    assert "vehicle.certified_to" not in completed().known
    label = completed(vehicle__frame_number="B6AW-0001234").known["vehicle.certified_to"]
    assert (label.value, label.source) == (frozenset(), "presumed")


def test_a_presumption_on_all_standards_spares_those_that_were_told() -> None:
    known = completed(vehicle__certified_to=["us_fmvss"], **{"vehicle__fmvss__208": False}).known
    assert known["vehicle.fmvss.208"].value is False
    assert known["vehicle.fmvss.214"].presumption == "conformity"
    assert known["vehicle.fmvss.305a"].value is True


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ({"vehicle__first_registered": "2013-06"}, "2011-06-01", "2013-06-30"),
        # the first day of what is told, and a day that its month lacks
        ({"vehicle__first_registered": "2016-02-29"}, "2014-02-28", "2016-02-29"),
        # what else is known lies within, or starts later
        (
            {"vehicle__first_registered": "2023-02", "vehicle__chassis_code": "B6AW"},
            "2022-05-01",
            "2023-02-28",
        ),
        # told earlier than that, which stands
        (
            {"vehicle__first_registered": "2013-06", "vehicle__manufactured": "1998"},
            "1998-01-01",
            "1998-12-31",
        ),
    ],
)
def test_a_date_is_narrowed_by_another(
    told: Mapping[str, object], earliest: str, latest: str
) -> None:
    build = completed(**told).known["vehicle.manufactured"]
    assert build.value == days({"earliest": earliest, "latest": latest})
    strict = completed(strict=True, **told).known["vehicle.manufactured"]
    assert (build.unpresumed or build) == strict
    assert (build.presumption == "soon") is (build != strict)


def test_a_registration_long_after_production_narrows_nothing() -> None:
    found = completed(vehicle__chassis_code="PP1", vehicle__first_registered="2010-03")
    assert found.contradicted == {"vehicle.manufactured"}
    assert found.known["vehicle.manufactured"].value == days(
        {"earliest": "1990-05-01", "latest": "2010-03-31"}
    )
    assert any("one of the two is wrong" in warning for warning in found.warnings)


def test_the_model_year_follows_the_build() -> None:
    year = completed(vehicle__manufactured={"earliest": "1998-11", "latest": "1999-02"}).known[
        "vehicle.model_year"
    ]
    assert (year.value, year.text) == (Bounds(1998, 1999), "between 1998 and 1999")
    assert "vehicle.model_year" not in completed().known


def test_strictly_nothing_is_presumed() -> None:
    assert not any(
        known.source == "presumed"
        for known in completed(strict=True, vehicle__vin="x").known.values()
    )


def test_an_unknown_standard_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        completed(**{"vehicle__fmvss__305b": True})
    assert caught.value.at == "vehicle.fmvss.305b"
    assert "`305a`" in caught.value.expected


# ---------------------------------------------------------------- labels and markets

JAPANESE: tuple[Mapping[str, object], ...] = (
    {"vehicle__chassis_code": "B6AW"},
    {"vehicle__frame_number": "B6AW-0001234"},
    {"vehicle__frame_number": "ZZ9Z-0001234"},
    {"vehicle__make": "Nissan", "vehicle__model": "Sakura"},
    {"vehicle__make": "Nissan", "vehicle__model": "Sakura", "vehicle__manufactured": "2021"},
    {"vehicle__market": "JP"},
    {"vehicle__market": "US", "vehicle__frame_number": "B6AW-0001234"},
    {"vehicle__frame_number": "B6AW-0001234", "vehicle__chassis_code": "PP1"},
    {"vehicle__chassis_code": "B6AW", "vehicle__model": "Carry"},
)


@pytest.mark.parametrize("told", JAPANESE)
@pytest.mark.parametrize("label", ["us_fmvss", "canada_cmvss"])
def test_a_label_on_a_japanese_vehicle_is_not_believed(
    told: Mapping[str, object], label: str
) -> None:
    found = completed(vehicle__certified_to=[label], **told)
    assert "vehicle.certified_to" not in found.known
    assert "vehicle.certified_to" in found.contradicted
    assert any(f"certified_to: you said `{label}`, but" in warning for warning in found.warnings)


@pytest.mark.parametrize("told", JAPANESE)
def test_a_japanese_vehicle_is_not_believed_to_be_built_for_the_us(
    told: Mapping[str, object],
) -> None:
    found = completed(vehicle__built_for_us=True, **told)
    assert "vehicle.built_for_us" not in found.known
    assert "vehicle.built_for_us" in found.contradicted


@pytest.mark.parametrize(
    "told",
    [
        {"vehicle__chassis_code": "B6AW", "vehicle__market": "US"},
        {"vehicle__chassis_code": "B6AW", "vehicle__vin": "1M8GDM9AXKP042788"},
        {"vehicle__chassis_code": "ZE0"},
        {"vehicle__chassis_code": "B6AW", "vehicle__certified_by": "converter"},
        {"vehicle__frame_number": "B6AW-0001234", "vehicle__certified_by": "registered_importer"},
        {"vehicle__make": "Nissan"},
    ],
)
def test_a_label_that_nothing_speaks_against_stays_as_told(told: Mapping[str, object]) -> None:
    known = completed(vehicle__certified_to=["us_fmvss"], **told).known
    assert known["vehicle.certified_to"].value == frozenset({"us_fmvss"})


def test_no_label_is_believed_anywhere() -> None:
    known = completed(vehicle__certified_to=[], vehicle__frame_number="B6AW-0001234").known
    assert known["vehicle.certified_to"].source == "told"


@pytest.mark.parametrize("market", ["US", "CA"])
def test_a_market_with_labels_is_not_believed_of_a_japanese_frame_number(market: str) -> None:
    found = completed(vehicle__market=market, vehicle__frame_number="B6AW-0001234")
    assert "vehicle.market" not in found.known
    assert "vehicle.built_for_us" not in found.known
    assert "vehicle.market" in found.contradicted
    assert found.models == ("nissan-sakura-b6aw",)


def test_another_market_beside_a_japanese_frame_number_is_only_a_warning() -> None:
    found = completed(vehicle__market="other", vehicle__frame_number="ZZ9Z-0001234")
    assert found.known["vehicle.market"].value == "other"
    assert not found.contradicted


# ---------------------------------------------------------------- numbers against the build


@pytest.mark.parametrize(
    "told",
    [
        {"vehicle__vin": "JA3215H19CU000123"},
        {"vehicle__model_year": 2012},
        {"vehicle__model_year": 1998, "vehicle__vin": "JA3215H19CU000123"},
    ],
)
def test_a_build_too_early_for_the_model_year_is_in_doubt(told: Mapping[str, object]) -> None:
    found = completed(vehicle__manufactured="1998-05", **told)
    build = found.known["vehicle.manufactured"]
    assert build.value == days({"earliest": "1998-05-01", "latest": "2026-11-22"})
    assert "vehicle.manufactured" in found.contradicted
    assert any("2012" in warning and "before 2010" in warning for warning in found.warnings)


@pytest.mark.parametrize("built", ["2010", "2011-06", "2015"])
def test_a_build_within_two_years_before_the_model_year_is_believed(built: str) -> None:
    found = completed(vehicle__manufactured=built, vehicle__model_year=2012)
    assert found.known["vehicle.manufactured"].value == days(built)
    assert not found.contradicted


def test_codes_in_conflict_put_a_build_in_doubt_that_does_not_fit_both() -> None:
    told = {"vehicle__chassis_code": "DD51T", "vehicle__frame_number": "B6AW-0001234"}
    found = completed(vehicle__manufactured="1998-05", **told)
    assert found.contradicted == {"vehicle.manufactured"} and not found.models
    assert found.known["vehicle.manufactured"].value == days(
        {"earliest": "1998-05-01", "latest": "2026-11-22"}
    )
    assert not completed(vehicle__manufactured="2022-06", **told).contradicted


def test_a_code_in_conflict_that_nobody_knows_may_be_of_any_age() -> None:
    found = completed(
        vehicle__chassis_code="ZZ9Z",
        vehicle__frame_number="DD51T-123456",
        vehicle__manufactured="1998-05",
    )
    assert found.contradicted == {"vehicle.manufactured"}


@pytest.mark.parametrize("other", [{"vehicle__model": "Carry"}, {"vehicle__market": "US"}])
def test_a_row_that_something_else_rules_out_says_nothing_of_the_build(
    other: Mapping[str, object],
) -> None:
    found = completed(vehicle__chassis_code="B6AW", vehicle__manufactured="1998-05", **other)
    assert not found.contradicted and not found.models
    assert found.known["vehicle.manufactured"].value == days("1998-05")


def test_a_name_that_began_with_its_rows_is_no_older() -> None:
    found = completed(vehicle__model="Sakura", vehicle__manufactured="1998-05")
    assert found.contradicted == {"vehicle.manufactured"}
    assert found.models == ("nissan-sakura-b6aw",)
    assert any("began in 2022-05" in warning for warning in found.warnings)
    assert not any("built 1998-05, only from" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("make", "model", "built", "doubted"),
    [
        ("Nissan", "Juke", "1998", True),  # a new name, whose row says nothing of a generation
        ("Toyota", "Aqua", "1998", True),
        ("Honda", "Acty Truck", "1970", True),  # an old name, whose row says that it is the first
        ("Nissan", "GT-R", "1995", False),  # the catalogue has the Skyline under its whole name
        ("Bentley", "Mulsanne", "1985", False),
        ("Subaru", "Sambar", "1970", False),
    ],
)
def test_no_date_is_believed_before_the_first_vehicle_of_a_name(
    make: str, model: str, built: str, doubted: bool
) -> None:
    told = {"vehicle__make": make, "vehicle__model": model, "vehicle__manufactured": built}
    assert ("vehicle.manufactured" in completed(**told).contradicted) is doubted


@pytest.mark.parametrize(
    ("told", "models"),
    [
        # all vehicles of this name are known, and are kei vehicles: it got the engine later
        ({"vehicle__model": "Beat", "vehicle__displacement": "1500 cc"}, ("honda-beat-pp1",)),
        ({"vehicle__model": "Skyline GT-R", "vehicle__displacement": "1500 cc"}, ()),
        ({"vehicle__model": "Beat", "vehicle__displacement": "660 cc"}, ("honda-beat-pp1",)),
        ({"vehicle__model": "Beat", "vehicle__powertrain": "diesel"}, ("honda-beat-pp1",)),
        (
            {"vehicle__chassis_code": "PP1", "vehicle__displacement": "1500 cc"},
            ("honda-beat-pp1",),
        ),
    ],
)
def test_another_engine_makes_another_vehicle_of_a_name(
    told: Mapping[str, object], models: tuple[str, ...]
) -> None:
    assert completed(**told).models == models


@pytest.mark.parametrize(
    ("make", "model", "built"),
    [
        ("Subaru", "Sambar", 1970),
        ("Daihatsu", "Hijet", 1970),
        ("Mitsubishi", "Minicab", 1970),
        ("Suzuki", "Carry", 1970),
        ("Nissan", "Caravan", 1975),
    ],
)
def test_an_older_vehicle_of_a_name_is_believed_and_takes_nothing(
    make: str, model: str, built: int
) -> None:
    found = completed(vehicle__make=make, vehicle__model=model, vehicle__manufactured=built)
    assert found.known["vehicle.manufactured"].value == days(str(built))
    assert not found.contradicted and not found.models
    assert "vehicle.powertrain" not in found.known
    assert any(f"no `{model}` built {built}" in warning for warning in found.warnings)


def test_a_registration_after_the_entry_is_said() -> None:
    found = completed(vehicle__first_registered="2027-01", entry__date="2026-11-21")
    assert any("after the day of entry" in warning for warning in found.warnings)
    calm = completed(vehicle__first_registered="2026", entry__date="2026-11-21")
    assert not any("after the day of entry" in warning for warning in calm.warnings)


def test_a_registration_as_evidence_wants_its_date() -> None:
    told = {"vehicle__manufactured": "1998", "vehicle__manufactured_evidence": "registration"}
    assert any("first_registered" in warning for warning in completed(**told).warnings)
    dated = completed(vehicle__first_registered="1998", **told)
    assert not any("first_registered" in warning for warning in dated.warnings)


# ---------------------------------------------------------------- a vehicle that was changed


@pytest.mark.parametrize(
    "told",
    [
        {"vehicle__powertrain": "electric"},
        {"vehicle__displacement": "1000 cc"},
        {"vehicle__displacement": "550 cc"},
    ],
)
def test_what_differs_from_the_catalogue_switches_presumptions_off(
    told: Mapping[str, object],
) -> None:
    assert "vehicle.engine" not in completed(vehicle__chassis_code="DD51T", **told).known


def test_what_agrees_with_the_catalogue_switches_nothing_off() -> None:
    told = {"vehicle__displacement": "660 cc", "vehicle__powertrain": "gasoline"}
    assert "vehicle.engine" in completed(vehicle__chassis_code="DD51T", **told).known


def test_something_else_that_drives_it_is_another_version_of_the_name() -> None:
    found = completed(vehicle__model="Sakura X", vehicle__powertrain="gasoline")
    assert not found.models and not found.contradicted
    assert found.known["vehicle.powertrain"].value == "gasoline"
    assert any("we take nothing" in warning for warning in found.warnings)


def test_a_name_in_katakana_is_known_in_latin_letters_and_printed_as_told() -> None:
    model = completed(vehicle__model="サクラ").known["vehicle.model"]
    assert (model.value, model.text) == ("Sakura", "サクラ")


def test_a_gross_weight_below_the_empty_weight_is_not_believed() -> None:
    found = completed(vehicle__gvwr="500 kg", vehicle__curb_weight="900 kg")
    assert found.known["vehicle.gvwr"].value == Bounds(50_000_000_000, None)
    assert found.contradicted == {"vehicle.gvwr"}
    assert any("weighs 900 kg empty" in warning for warning in found.warnings)
    assert not completed(vehicle__gvwr="900 kg", vehicle__curb_weight="900 kg").contradicted


# ---------------------------------------------------------------- laws

TOLD = st.fixed_dictionaries(
    {},
    optional={
        "vehicle.make": st.sampled_from(["Suzuki", "Nissan", "honda", "BMW"]),
        "vehicle.model": st.sampled_from(["Carry", "Sakura", "Jimny", "Leaf", "N-BOX Custom"]),
        "vehicle.chassis_code": st.sampled_from(["DD51T", "B6AW", "AZE0", "ZZ9Z"]),
        "vehicle.frame_number": st.sampled_from(["DD51T-123456", "PP11012345", "?"]),
        "vehicle.vin": st.sampled_from(["JA3215H14CU018805", "1M8GDM9A0KP042788"]),
        "vehicle.manufactured": st.integers(1985, 2020),
        "vehicle.first_registered": st.integers(2020, 2026),
        "vehicle.top_speed": st.sampled_from(["25 mph", "130 km/h", "200 km/h"]),
        "vehicle.body": st.sampled_from(["pickup", "golf_cart"]),
        "vehicle.certified_to": st.sampled_from([[], ["us_fmvss"]]),
    },
)


@settings(deadline=None)
@given(TOLD)
def test_strict_knows_nothing_that_is_not_known_otherwise(told: dict[str, object]) -> None:
    loose, strict = (filled(told, strict) for strict in (False, True))
    known = {name: held.unpresumed or held for name, held in loose.known.items()}
    assert strict.known.items() <= known.items()
    assert strict.contradicted == loose.contradicted
    extra = loose.known.keys() - strict.known.keys()
    assert all(loose.known[name].presumption is not None for name in extra)


@settings(deadline=None)
@given(TOLD)
def test_filling_in_never_narrows_what_was_told_towards_an_open_door(
    told: dict[str, object],
) -> None:
    found = filled(told)
    build = found.known.get("vehicle.manufactured")
    if build is not None and "vehicle.manufactured" in told:
        assert isinstance(build.value, Bounds)
        first, last = build.value.low, days(str(told["vehicle.manufactured"]))
        assert first == last.low and (build.value.high or 0) >= (last.high or 0)
    assert found.known.get("vehicle.certified_to") is None or (
        found.known["vehicle.certified_to"].source in ("told", "presumed")
    )
