# SPDX-License-Identifier: Apache-2.0
"""The duty: how lines stack, what they come to, and what is said while facts are missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from keiimport import Engine
from keiimport.duty.money import WHOLE, Shares, charged, fee, half_up
from keiimport.duty.plan import Plan, plans
from keiimport.errors import Place
from keiimport.report.html import render as html
from keiimport.report.text import render
from keiimport.rulebook.model import FeeRow, Portion, TariffKind, TariffRow
from keiimport.verdict_schema import verdict_schema
from keiimport.verdict_types import Duty, plain

ROOT = Path(__file__).parents[2]
PLACE = Place("tariff.csv", 1, 1)
PERCENT = 10_000
"""Millionths."""

BODIES: Mapping[str, Mapping[str, Any]] = {
    "truck": {
        "body": "pickup",
        "open_cargo_bed": True,
        "designed_for": "cargo",
        "seats": 2,
        "rear_seats": "none",
        "wheels": 4,
        "gvwr": "1050 kg",
        "powertrain": "gasoline",
        "displacement": "660 cc",
    },
    "kei car": {
        "body": "passenger_car",
        "open_cargo_bed": False,
        "designed_for": "people",
        "seats": 4,
        "rear_seats": "fixed",
        "wheels": 4,
        "powertrain": "gasoline",
        "displacement": "657 cc",
    },
}
BODIES = {
    **BODIES,
    "car": {**BODIES["kei car"], "displacement": "1600 cc"},
    "some car": {k: v for k, v in BODIES["kei car"].items() if k != "displacement"},
    "electric car": {
        **{k: v for k, v in BODIES["kei car"].items() if k != "displacement"},
        "powertrain": "electric",
    },
    "motorcycle": {
        "body": "motorcycle",
        "wheels": 2,
        "powertrain": "gasoline",
        "displacement": "400 cc",
    },
}


OF_THE_VEHICLE = (
    "country_of_manufacture",
    "metal_share",
    "steel_value_share",
    "powertrain",
    "body",
    "exported",
    "improved_abroad",
)


@cache
def engine() -> Engine:
    return Engine()


def case(body: str, built: str | None, day: str, **more: Any) -> dict[str, Any]:
    """A case of Japan with a value of $5,000 that comes by ship, unless `more` says otherwise."""
    vehicle = {**BODIES[body], "country_of_manufacture": "JP", "manufactured": built}
    importer: dict[str, Any] = {}
    entry = {"date": day, "value": "$5,000", "transport": "ocean", "type": "consumption"}
    for name, value in more.items():
        part = vehicle if name in OF_THE_VEHICLE else entry
        part = importer if name == "us_resident" else part
        part[name] = value
    return {"vehicle": vehicle, "importer": importer, "entry": entry}


def duty(*told: Any, as_of: str | None = None, **more: Any) -> Duty:
    """The duty of a case."""
    found = engine().evaluate(case(*told, **more), as_of=as_of).duty
    assert found is not None
    return found


def cents(text: str | None) -> int | None:
    """The cents of an amount such as `$1,250.00`."""
    return None if text is None else int(text.replace("$", "").replace(",", "").replace(".", ""))


def fees(found: Duty) -> dict[str, str | None]:
    """The amount of each fee by its name."""
    return {each.fee: each.amount for each in found.fees}


# --- lines ---


def line(
    name: str,
    kind: TariffKind,
    rate: int | str | None,
    layer: str | None = None,
    suppressed_by: str = "",
    contested_by: str = "",
    of: Portion | None = None,
) -> TariffRow:
    return TariffRow(
        rule=name,
        concludes=f"duty.{name}",
        layer=layer or name,
        kind=kind,
        headings=("hts.8704_31",),
        number=name,
        rate=None if rate is None else int(Fraction(rate) * PERCENT),
        of=of or Portion(),
        suppressed_by=frozenset(suppressed_by.split()),
        contested_by=frozenset(contested_by.split()),
        refundable="",
        claimed=False,
        note="",
        place=PLACE,
    )


def rates(*rows: TariffRow) -> list[Fraction | None]:
    """The whole rate of the figure and, where there is a dispute, without it; in percent."""
    return [
        None
        if any(each.rate is None for each in plan.charges)
        else Fraction(100 * sum(charged(each, {}) for each in plan.charges), WHOLE)
        for plan in plans("hts.8704_31", rows)
    ]


BASE = line("base", "base", "2.5")


class TestStacking:
    def test_the_base_alone(self) -> None:
        assert rates(BASE) == [Fraction("2.5")]

    def test_what_adds_is_added(self) -> None:
        assert rates(BASE, line("a", "add", 25), line("b", "add", 100)) == [Fraction("127.5")]

    def test_a_floor_fills_up_the_base(self) -> None:
        assert rates(BASE, line("f", "floor", 15)) == [15]

    def test_a_floor_below_the_base_adds_nothing(self) -> None:
        assert rates(line("base", "base", 25), line("f", "floor", 15)) == [25]

    def test_only_the_largest_floor_counts(self) -> None:
        assert rates(BASE, line("f", "floor", 10), line("g", "floor", 15)) == [15]
        assert rates(BASE, line("g", "floor", 15), line("f", "floor", 10)) == [15]

    def test_a_floor_does_not_count_what_is_added(self) -> None:
        """Chapter 99 measures its floors by the duty of column 1 alone."""
        assert rates(BASE, line("a", "add", 25), line("f", "floor", 15)) == [40]

    def test_a_suppressed_line_is_left_out(self) -> None:
        assert rates(BASE, line("a", "add", 25), line("b", "add", 10, suppressed_by="a")) == [
            Fraction("27.5")
        ]

    def test_a_suppressed_line_suppresses_nothing(self) -> None:
        exempt, tariff = line("e", "add", 0), line("t", "add", 25, suppressed_by="e")
        other = line("o", "add", 10, suppressed_by="t")
        assert rates(BASE, exempt, tariff, other) == [Fraction("12.5")]
        assert rates(BASE, tariff, other) == [Fraction("27.5")]

    def test_lines_of_one_layer_stand_together(self) -> None:
        two = [line("a", "add", 1, layer="l"), line("b", "add", 2, layer="l")]
        assert rates(BASE, *two) == [Fraction("5.5")]

    def test_a_line_instead_stands_alone(self) -> None:
        assert rates(BASE, line("a", "add", 25), line("bond", "instead", 0)) == [0]

    def test_a_disputed_line_gives_two_figures(self) -> None:
        aged = line("aged", "add", 0)
        assert rates(BASE, aged, line("d", "floor", "12.5", contested_by="aged")) == [
            Fraction("12.5"),
            Fraction("2.5"),
        ]
        assert rates(BASE, line("d", "floor", "12.5", contested_by="aged")) == [Fraction("12.5")]

    def test_what_comes_to_nothing_is_no_dispute(self) -> None:
        aged, base = line("aged", "add", 0), line("base", "base", 25)
        assert rates(base, aged, line("d", "floor", "12.5", contested_by="aged")) == [25]

    def test_what_a_disputed_line_left_out_does_not_come_in_its_place(self) -> None:
        aged = line("aged", "add", 0)
        whole = line("whole", "add", 15, suppressed_by="rest", contested_by="aged")
        rest = line("rest", "add", 5, contested_by="aged")
        assert rates(BASE, aged, whole, rest) == [Fraction("7.5"), Fraction("2.5")]

    def test_an_unknown_rate_leaves_the_sum_unknown(self) -> None:
        assert rates(BASE, line("a", "add", None)) == [None]
        assert rates(line("base", "base", None), line("f", "floor", 15)) == [None]

    def test_lines_of_other_headings_do_not_count(self) -> None:
        assert [plan.charges for plan in plans("hts.8703_21", [BASE])] == [()]


def amount(plan: Plan, value: int, shares: Shares) -> int:
    """What a plan comes to in cents, each line rounded by itself."""
    return sum(half_up(charged(each, shares) * value) for each in plan.charges)


class TestMoney:
    @pytest.mark.parametrize(
        ("exact", "rounded"),
        [("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("0", 0)],
    )
    def test_half_a_cent_goes_up(self, exact: str, rounded: int) -> None:
        assert half_up(int(Fraction(exact) * WHOLE)) == rounded

    def test_every_line_is_rounded_by_itself(self) -> None:
        (plan,) = plans("hts.8704_31", [BASE, line("a", "add", "2.5")])
        assert amount(plan, 20, {}) == 2  # half a cent each
        assert amount(plan, 19, {}) == 0

    def test_a_rate_of_a_share_and_of_its_rest(self) -> None:
        share = "vehicle.steel_value_share"
        steel = line("steel", "add", 50, of=Portion(share))
        rest = line("rest", "floor", 15, of=Portion(share, rest=True))
        (plan,) = plans("hts.8704_31", [BASE, steel, rest])
        assert plan.shares == (share,)
        assert amount(plan, 1_000_000, {share: 200_000}) == 25_000 + 100_000 + 100_000
        assert amount(plan, 1_000_000, {share: 0}) == 150_000
        assert amount(plan, 1_000_000, {share: 1_000_000}) == 525_000

    @pytest.mark.parametrize(
        ("value", "owed"),
        [(0, 3458), (500_000, 3458), (998_267, 3458), (998_500, 3459), (50_000_000, 67_086)],
    )
    def test_a_fee_has_a_minimum_and_a_maximum(self, value: int, owed: int) -> None:
        row = FeeRow(
            "mpf", "duty.fee.mpf", "mpf", 3464, None, 3458, 67_086, None,
            frozenset(), PLACE,
        )  # fmt: skip
        assert fee(row, value) == owed


# --- the tariff that is shipped ---


def test_the_worked_example_to_the_cent() -> None:
    """A kei truck of 25 calendar years worth $5,000, on 2026-11-21, by ship."""
    found = duty("truck", "2001", "2026-11-21")
    assert (found.hts, found.rate, found.amount) == ("8704.31.01", "25 %", "$1,250.00")
    assert fees(found) == {"mpf": "$34.58", "hmf": "$6.25"}
    assert found.total == "$1,290.83"
    assert found.valid_on == date(2026, 11, 21)
    assert found.low == found.high == found.amount
    assert found.alternatives == ()
    assert found.missing == ()
    assert found.notes[0].startswith("this is an estimate")


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        ("2025-09-30", "$32.71", "$634.62"),
        ("2025-10-01", "$33.58", "$651.50"),
        ("2026-09-30", "$33.58", "$651.50"),
        ("2026-10-01", "$34.58", "$670.86"),
    ],
)
def test_the_processing_fee_of_a_budget_year(day: str, low: str, high: str) -> None:
    assert fees(duty("truck", "1998", day, value="$100"))["mpf"] == low
    assert fees(duty("truck", "1998", day, value="$900,000"))["mpf"] == high


@pytest.mark.parametrize(
    ("day", "amount"), [("2026-09-30", "$2.69"), ("2026-10-01", "$2.77"), ("2026-11-21", "$2.77")]
)
def test_the_fee_of_an_informal_entry(day: str, amount: str) -> None:
    assert fees(duty("truck", "1998", day, value="$2,500", type="informal"))["mpf"] == amount
    above = fees(duty("truck", "1998", day, value="$2,500.01", type="informal"))["mpf"]
    assert above is not None and above > "$30"


def test_nobody_says_which_type_of_entry() -> None:
    """Up to $2,500 it may be informal, above it may not."""
    small = duty("truck", "1998", "2026-11-21", value="$2,000", type=None)
    (mpf,) = [each for each in small.fees if each.fee == "mpf"]
    assert (mpf.amount, mpf.low, mpf.high) == (None, "$2.77", "$34.58")
    assert small.total is None
    assert fees(duty("truck", "1998", "2026-11-21", type=None))["mpf"] == "$34.58"


@pytest.mark.parametrize(("transport", "hmf"), [("ocean", "$6.25"), ("air", None), ("land", None)])
def test_the_harbor_fee_is_for_ships(transport: str, hmf: str | None) -> None:
    assert fees(duty("truck", "1998", "2026-11-21", transport=transport)).get("hmf") == hmf


def test_nobody_says_how_it_comes() -> None:
    found = duty("truck", "1998", "2026-11-21", transport=None)
    assert (found.total, found.total_low, found.total_high) == (
        None, "$1,284.58", "$1,290.83",
    )  # fmt: skip
    assert found.missing == ("entry.transport",)


def test_a_value_that_nobody_told() -> None:
    found = duty("truck", "1998", "2026-11-21", value=None)
    assert (found.rate, found.amount, found.low, found.total) == (
        "25 %", None, None, None,
    )  # fmt: skip
    assert any("entry.value" in note for note in found.notes)


def test_a_value_between_two() -> None:
    found = duty("truck", "1998", "2026-11-21", value={"min": 4000, "max": 6000})
    assert (found.rate, found.amount) == ("25 %", None)
    assert (found.low, found.high) == ("$1,000.00", "$1,500.00")
    assert (found.total_low, found.total_high) == ("$1,039.58", "$1,542.08")


class TestOrigin:
    @pytest.mark.parametrize(
        ("origin", "day", "rate"),
        [
            ("KR", "2025-10-31", "27.5 %"),
            ("KR", "2025-11-01", "15 %"),
            ("DE", "2025-07-31", "27.5 %"),
            ("DE", "2025-08-01", "15 %"),
            ("JP", "2025-09-15", "27.5 %"),
            ("JP", "2025-09-16", "15 %"),
            ("IN", "2026-11-21", "27.5 %"),
            ("CN", "2018-07-05", "2.5 %"),
            ("CN", "2018-07-06", "27.5 %"),
            ("CN", "2026-11-21", "52.5 %"),
        ],
    )
    def test_a_young_car(self, origin: str, day: str, rate: str) -> None:
        assert duty("car", "2010", day, country_of_manufacture=origin).rate == rate

    @pytest.mark.parametrize(
        ("day", "rate"),
        [("2024-09-26", "27.5 %"), ("2024-09-27", "102.5 %"), ("2026-11-21", "127.5 %")],
    )
    def test_an_electric_car_of_china(self, day: str, rate: str) -> None:
        """T-C22, the Racco, and the day on which 25 % became 100 %."""
        assert duty("electric car", "2023", day, country_of_manufacture="CN").rate == rate

    @pytest.mark.parametrize(
        ("origin", "rate"),
        [("JP", "12.5 %"), ("KR", "12.5 %"), ("CH", "12.5 %"), ("DE", "10 %"), ("TW", "10 %")],
    )
    def test_an_old_car_pays_the_tariff_on_forced_labor(self, origin: str, rate: str) -> None:
        assert duty("car", "1998", "2026-11-21", country_of_manufacture=origin).rate == rate

    def test_a_rate_that_is_not_known_here(self) -> None:
        found = (
            engine()
            .evaluate(
                {
                    "vehicle": {"body": "armored", "country_of_manufacture": "GB"},
                    "entry": {"date": "1998-06-01", "value": 9000},
                }
            )
            .duty
        )
        assert found is not None and found.hts == "8710.00.00"
        assert (found.rate, found.rate_low, found.rate_high) == (None, "0 %", None)
        assert any("no upper end" in note for note in found.notes)

    def test_nobody_told_it(self) -> None:
        """Never presumed: each origin that makes a difference is a way of its own."""
        found = duty("car", "2010", "2026-11-21", country_of_manufacture=None)
        assert found.amount is None
        assert {way.rate for way in found.alternatives} >= {"15 %", "27.5 %", "52.5 %"}
        assert any("`vehicle.country_of_manufacture`" in note for note in found.notes)
        assert found.missing == ("vehicle.country_of_manufacture", "entry.quota_open")


class TestUnknown:
    def test_a_build_year_on_the_line(self) -> None:
        """2001 or 2002 in 2026: both come to 25 % for a truck, not for a car."""
        truck = duty("truck", {"earliest": "2001", "latest": "2002"}, "2026-11-21")  # type: ignore[arg-type]
        assert truck.amount == "$1,250.00"
        car = duty("car", {"earliest": "2001", "latest": "2002"}, "2026-11-21")  # type: ignore[arg-type]
        assert (car.rate, car.rate_low, car.rate_high) == (None, "2.5 %", "15 %")
        assert any("2002-01-01 to 2002-12-31" in way.why for way in car.alternatives)

    def test_a_heading_that_is_open(self) -> None:
        found = duty("some car", "1990", "2026-11-21", metal_share="60 %")
        assert found.hts is None
        assert (found.rate_low, found.rate_high) == ("2.5 %", "15 %")
        assert any("8703.21.01" in way.hts for way in found.alternatives)
        assert len(found.alternatives) <= 8

    def test_what_comes_to_the_same_is_neither_asked_nor_shown(self) -> None:
        """A truck pays 25 % whether or not it was loaded before the tariff on forced labor."""
        found = duty("truck", "1998", "2026-07-24")
        assert (found.amount, found.missing) == ("$1,250.00", ())
        assert not any("loaded before" in line.what for line in found.lines)
        car = duty("car", "1998", "2026-07-24")
        assert (car.amount, car.missing) == (None, ("entry.loaded",))

    def test_what_tells_most_headings_apart_is_asked_first(self) -> None:
        told = {"make": "Toyota", "model": "Town Ace", "manufactured": "1998-05"}
        found = engine().evaluate({"vehicle": told, "entry": {"date": "2026-11-21"}}).duty
        assert found is not None and found.missing[0] == "vehicle.body"

    def test_where_it_was_built_comes_before_what_drives_a_truck(self) -> None:
        truck = {"body": "dump_truck", "kei": True, "registered_in": "CN", "manufactured": "1996"}
        found = engine().evaluate({"vehicle": truck, "entry": {"date": "2026-11-21"}}).duty
        assert found is not None and found.missing[0] == "vehicle.country_of_manufacture"

    def test_nothing_told_at_all(self) -> None:
        found = engine().evaluate({"entry": {"date": "2026-11-21"}}).duty
        assert found is not None and found.rate is None and found.hts is None
        assert len(found.alternatives) == 8
        assert any("results are possible" in note for note in found.notes)

    def test_a_share_of_the_value(self) -> None:
        """What is of steel pays by its share, so that nothing else settles it."""
        found = duty("kei car", "2010", "2025-10-06", loaded="2025-10-01")
        assert (found.rate, found.missing) == (None, ("vehicle.steel_value_share",))
        settled = duty(
            "kei car", "2010", "2025-10-06", loaded="2025-10-01", steel_value_share="20 %"
        )
        assert (settled.rate, settled.missing) == ("22.5 %", ())


class TestDays:
    def test_before_the_tariff(self) -> None:
        verdict = engine().evaluate(case("truck", "1980", "1988-12-31"))
        assert verdict.duty is None
        assert any(
            "we cannot estimate the duty" in w and "1 January 1989" in w for w in verdict.warnings
        )

    def test_beyond_the_last_known_revision(self) -> None:
        assert engine().evaluate(case("truck", "1998", "2026-12-31")).duty is not None
        known = duty("truck", "1998", "2026-12-31")
        assert known.carried_forward is None
        verdict = engine().evaluate(case("truck", "1998", "2027-01-01"))
        assert verdict.duty is not None
        same = verdict.duty._replace(
            valid_on=known.valid_on, carried_forward=None, notes=known.notes
        )
        assert same == known
        assert verdict.duty.carried_forward is not None
        assert "31 December 2026" in verdict.duty.carried_forward
        assert verdict.duty.notes[0] == verdict.duty.carried_forward
        assert any("today's law carried forward" in w for w in verdict.warnings)
        assert "(25 % by today's law)" in " ".join(verdict.to_text().split())
        assert "today's law carried forward" in verdict.to_text(full=True)

    def test_beyond_the_last_known_fees(self) -> None:
        found = duty("truck", "1998", "2027-11-01")
        assert (fees(found)["mpf"], found.total) == ("$34.58", "$1,290.83")

    @pytest.mark.parametrize(("day", "total"), [("1994-06-01", None), ("1999-06-01", "$1,281.25")])
    def test_fees_of_earlier_years(self, day: str, total: str | None) -> None:
        found = duty("truck", "1980", day)
        assert (found.rate, found.total) == ("25 %", total)
        incomplete = any("fees are incomplete" in note for note in found.notes)
        assert incomplete is (total is None)

    def test_the_entry_for_consumption_decides(self) -> None:
        """Imported into a warehouse under one tariff, withdrawn under another."""
        found = duty("truck", "2015", "2025-09-10", entered="2025-09-16")
        assert (found.rate, found.valid_on) == ("25 %", date(2025, 9, 16))

    def test_the_year_of_the_entry_for_consumption_counts_the_age(self) -> None:
        assert duty("car", "2001", "2025-12-20").rate == "15 %"
        assert duty("car", "2001", "2025-12-20", entered="2026-03-02").rate == "12.5 %"

    def test_the_law_of_another_day(self) -> None:
        """`as_of` asks for the tariff of that day; the age stays that on the day of entry."""
        found = duty("car", "2001", "2026-11-21", as_of="2025-06-01")
        assert (found.rate, found.valid_on) == ("12.5 %", date(2025, 6, 1))
        assert duty("truck", "2001", "2030-11-21", as_of="2026-11-21").rate == "25 %"


OPEN: Mapping[str, Any] = {
    "tib": {"purpose": "research", "for_resale": False},
    "nonresident_personal": {
        "purpose": "visit",
        "us_resident": False,
        "personal_use": True,
        "for_resale": False,
    },
    "goods_returned": {"exported": "2025-06", "improved_abroad": False},
}
"""What opens the door of each type of entry."""


class TestNotForConsumption:
    @pytest.mark.parametrize(
        ("type", "heading"),
        [
            ("tib", "9813.00"),
            ("nonresident_personal", "9804.00.35"),
            ("goods_returned", "9801.00.10"),
            ("warehouse", ""),
            ("export_transit", ""),
        ],
    )
    def test_no_duty_is_paid(self, type: str, heading: str) -> None:
        found = duty("truck", "2015", "2026-11-21", type=type, **OPEN.get(type, {}))
        assert (found.rate, found.amount) == ("0 %", "$0.00")
        assert [each.heading for each in found.lines] == [heading]
        assert "mpf" not in fees(found)
        assert len(found.notes) > 1

    @pytest.mark.parametrize("type", OPEN)
    def test_while_its_door_is_in_doubt_both_are_possible(self, type: str) -> None:
        found = duty("truck", "2015", "2026-11-21", type=type)
        assert (found.rate, found.rate_low, found.rate_high) == (None, "0 %", "25 %")
        assert set(found.missing) & {"entry.purpose", "importer.us_resident", "vehicle.exported"}
        (mpf,) = [each for each in found.fees if each.fee == "mpf"]
        assert (mpf.low, mpf.high, mpf.certain) == ("$0.00", "$34.58", False)
        assert (found.low, found.total_low) == ("$0.00", "$6.25")

    def test_a_line_of_chapter_98_counts_only_where_its_door_is_open(self) -> None:
        """A truck of Japan that left the United States long ago comes back as any other."""
        found = duty(
            "truck",
            "2015",
            "2026-11-21",
            type="goods_returned",
            exported="2018",
            improved_abroad=False,
        )
        assert (found.rate, found.amount) == ("25 %", "$1,250.00")

    def test_nobody_who_says_nothing_has_it(self) -> None:
        assert duty("truck", "2015", "2026-11-21", type=None).rate == "25 %"


def test_what_is_refundable_says_how() -> None:
    found = duty("car", "1998", "2025-06-01")
    (ieepa,) = [each for each in found.lines if each.layer == "ieepa"]
    assert "refund" in ieepa.refundable and ieepa.contested
    assert [way.rate for way in found.alternatives] == ["2.5 %"]
    assert (found.low, found.amount, found.high) == ("$125.00", "$625.00", "$625.00")


def test_reports_show_it() -> None:
    verdict = engine().evaluate(case("car", "1998", "2025-06-01")).to_dict()
    for text in (render(verdict), html(verdict, full=True)):
        for said in ("9903.01.25", "disputed", "refundable", "$625.00", "$6.25", "estimate"):
            assert said in text


# --- whatever is told ---

POOLS: Mapping[str, st.SearchStrategy[Any]] = {
    "vehicle.country_of_manufacture": st.sampled_from(["JP", "GB", "KR", "CN", "DE", "CH", "IN"]),
    "vehicle.manufactured": st.sampled_from(["1990", "2000-06", "2001", "2015-03-04"]),
    # nothing below 15 %: whoever tells that contradicts what is presumed
    "vehicle.metal_share": st.sampled_from(["15.1 %", "60 %", "100 %"]),
    "vehicle.steel_value_share": st.sampled_from(["0 %", "12.3456 %", "33 %", "100 %"]),
    "entry.loaded": st.sampled_from(["2025-01-01", "2026-02-23", "2026-02-24", "2026-07-24"]),
    "entry.transport": st.sampled_from(["ocean", "air"]),
    "entry.quota_open": st.booleans(),
    "entry.value": st.integers(0, 10**8).map(lambda n: f"${n // 100}.{n % 100:02}"),
}
DAYS = st.sampled_from(
    ["2018-08-01", "2025-04-04", "2025-06-01", "2025-08-10", "2025-10-01", "2026-02-25",
     "2026-05-01", "2026-06-10", "2026-07-25", "2026-11-21"]
)  # fmt: skip


def told(body: str, day: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"vehicle": dict(BODIES[body]), "entry": {"date": day}}
    for name, value in facts.items():
        part, _, key = name.partition(".")
        made[part][key] = value
    return made


def facts() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict(POOLS))


def within(inner: Duty, outer: Duty, low: str, high: str, slack: int) -> bool:
    """Whether what is possible of a figure is possible of another one."""
    least, most = cents(getattr(outer, low)), cents(getattr(outer, high))
    first, last = cents(getattr(inner, low)), cents(getattr(inner, high))
    lower = least is None or (first is not None and first >= least - slack)
    return lower and (most is None or (last is not None and last <= most + slack))


@cache
def duty_form() -> jsonschema.Draft202012Validator:
    schema = verdict_schema()
    return jsonschema.Draft202012Validator({**schema["$defs"]["Duty"], "$defs": schema["$defs"]})


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(BODIES)), DAYS, facts())
def test_figures_agree(body: str, day: str, known: dict[str, Any]) -> None:
    """The amount lies between its ends, its lines make it up, and fees make the total."""
    verdict = engine().evaluate(told(body, day, known))
    found = verdict.duty
    assert found is not None
    duty_form().validate(plain(found))
    amount, low, high = (cents(each) for each in (found.amount, found.low, found.high))
    if low is not None and high is not None:
        assert low <= high
    if amount is None:
        return
    assert low is not None and low <= amount and (high is None or amount <= high)
    assert sum(cents(each.amount) or 0 for each in found.lines) == amount
    owed = [cents(each.amount) for each in found.fees]
    total = cents(found.total)
    if total is not None:
        assert total == amount + sum(each for each in owed if each is not None)
    for way in found.alternatives:
        least, most = cents(way.low), cents(way.high)
        assert least is None or low <= least
        assert high is None or most is None or most <= high


@settings(max_examples=75, deadline=None)
@given(st.sampled_from(sorted(BODIES)), DAYS, facts(), st.data())
def test_telling_only_narrows(
    body: str, day: str, known: dict[str, Any], data: st.DataObject
) -> None:
    """What nobody told may be anything, so telling it leaves less, never something else."""
    missing = sorted(POOLS.keys() - known.keys() - {"entry.value"})
    assume(missing)
    name = data.draw(st.sampled_from(missing))
    more = {**known, name: data.draw(POOLS[name])}
    before = engine().evaluate(told(body, day, known)).duty
    after = engine().evaluate(told(body, day, more)).duty
    assert before is not None and after is not None
    # lines are rounded one by one, so a share in between may be a cent off the ends of it
    assert within(after, before, "low", "high", 2)
    assert within(after, before, "total_low", "total_high", 2)
    if before.rate is not None and before.amount is not None:
        assert after.rate == before.rate


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["truck", "car", "kei car"]), DAYS, st.integers(0, 10**9))
@example("truck", "2026-11-21", 2)
def test_each_line_is_its_rate_of_the_value(body: str, day: str, value: int) -> None:
    found = duty(
        body, "2015-01", day, value=f"${value // 100}.{value % 100:02}", loaded=day,
        metal_share="60 %", steel_value_share="25 %",
    )  # fmt: skip
    for each in found.lines:
        rate = Fraction(each.rate.removesuffix(" %")) / 100
        share = {"value": Fraction(1)}.get(each.of, Fraction(1, 4))
        share = 1 - share if each.of.startswith("the rest") else share
        assert cents(each.amount) == half_up(int(rate * share * value * WHOLE))


def test_what_a_price_with_freight_waits_for_is_what_the_freight_cost() -> None:
    """Nobody is asked for a price that was told."""
    told: dict[str, object] = {"vehicle.chassis_code": "DD51T"}
    told |= {"vehicle.manufactured": "1998-05"}
    told |= {"entry.date": "2026-11-21", "entry.value": 5000, "entry.freight_included": True}
    costs = {"entry.costs.freight": 1000, "entry.costs.insurance": 50}
    missing = Engine().evaluate(told).duty.missing
    assert costs.keys() <= {*missing} and "entry.value" not in missing
    assert {*costs, "entry.value"}.isdisjoint(Engine().evaluate(told | costs).duty.missing)
