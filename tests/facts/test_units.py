# SPDX-License-Identifier: Apache-2.0
"""How quantities told by people become bounded integers, and how bounds combine."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.units import (
    DIMENSIONS,
    LARGEST,
    format_quantity,
    parse_figure,
    parse_quantity,
)

KG = 10**8  # smallest units in one kg; likewise below
KM_H = 10**6
CC = 10**6
KW = 10**8
MM = 10
MILE = 1_609_344
CENTS = 100

SMALL = st.integers(-50, 50)
ENDS = st.none() | SMALL


@st.composite
def some_bounds(draw: st.DrawFn) -> Bounds:
    """Bounds over small numbers, open at either side or not."""
    low, high = draw(ENDS), draw(ENDS)
    assume(low is None or high is None or low <= high)
    return Bounds(low, high)


def allows(bounds: Bounds, number: int) -> bool:
    """Whether `number` lies within, straight from the meaning of bounds."""
    above = bounds.low is None or bounds.low <= number
    return above and (bounds.high is None or number <= bounds.high)


def refusal(value: object, dimension: str) -> InputError:
    """The error that `value` raises."""
    with pytest.raises(InputError) as caught:
        parse_quantity(value, dimension)
    return caught.value


def test_bounds_cannot_run_backwards() -> None:
    """Bounds that nothing lies within cannot be made."""
    with pytest.raises(ValueError, match="backwards"):
        Bounds(2, 1)


@pytest.mark.parametrize(
    ("bounds", "exact"),
    [
        (Bounds.point(3), True),
        (Bounds(0, 0), True),
        (Bounds(3, 4), False),
        (Bounds(None, 3), False),
        (Bounds(3, None), False),
        (Bounds(None, None), False),
    ],
)
def test_exact(bounds: Bounds, exact: bool) -> None:
    """Bounds are exact when one number alone lies within."""
    assert bounds.exact is exact


@given(some_bounds(), some_bounds(), st.integers(-60, 60))
def test_intersection_is_what_both_allow(one: Bounds, other: Bounds, number: int) -> None:
    """A number lies in the intersection just when it lies in both; none in common is None."""
    common = one.intersect(other)
    both = allows(one, number) and allows(other, number)
    assert both == (common is not None and allows(common, number))
    assert other.intersect(one) == common


@given(some_bounds(), some_bounds())
def test_hull_is_the_tightest_bounds_around_both(one: Bounds, other: Bounds) -> None:
    """The hull contains both, and each of its ends is an end of one of them."""
    hull = one.hull(other)
    assert hull.contains(one) and hull.contains(other)
    assert hull.low in (one.low, other.low) and hull.high in (one.high, other.high)
    assert other.hull(one) == hull


@given(some_bounds(), some_bounds())
def test_contains_means_nothing_is_lost_by_intersecting(one: Bounds, other: Bounds) -> None:
    """Bounds contain others just when intersecting leaves the others as they were."""
    assert one.contains(other) == (one.intersect(other) == other)


@pytest.mark.parametrize(
    ("value", "dimension", "number"),
    [
        ("1290 kg", "weight", 1290 * KG),
        ("1,290kg", "weight", 1290 * KG),
        ("１，２９０ｋｇ", "weight", 1290 * KG),
        ("1290 ㎏", "weight", 1290 * KG),
        ("1290", "weight", 1290 * KG),
        (1290, "weight", 1290 * KG),
        (0.1, "weight", KG // 10),
        (1290.5, "weight", 12905 * KG // 10),
        (Decimal("0.00000001"), "weight", 1),
        (0, "weight", 0),
        (-0.0, "weight", 0),
        ("500 g", "weight", KG // 2),
        ("1.29 t", "weight", 1290 * KG),
        ("3,000 lb", "weight", 3000 * 45_359_237),
        ("3000 LBS.", "weight", 3000 * 45_359_237),
        ("25 mph", "speed", 40_233_600),
        ("40 km/h", "speed", 40 * KM_H),
        ("40 Km / H", "speed", 40 * KM_H),
        ("40kph", "speed", 40 * KM_H),
        ("40 kmph", "speed", 40 * KM_H),
        ("40 kmh", "speed", 40 * KM_H),
        ("660cc", "displacement", 660 * CC),
        ("660 cm³", "displacement", 660 * CC),
        ("660 cm3", "displacement", 660 * CC),
        ("660 ml", "displacement", 660 * CC),
        ("0.66 L", "displacement", 660 * CC),
        ("0.66l", "displacement", 660 * CC),
        ("1 cu in", "displacement", 16_387_064),
        ("1 cu. in.", "displacement", 16_387_064),
        ("40 ci", "displacement", 40 * 16_387_064),
        ("47 kW", "power", 47 * KW),
        ("47000 W", "power", 47 * KW),
        ("64PS", "power", 64 * 73_549_875),
        ("3395 mm", "length", 3395 * MM),
        ("339.5 cm", "length", 3395 * MM),
        ("3.395 m", "length", 3395 * MM),
        ("1 in", "length", 254),
        ('58"', "length", 58 * 254),
        ("58\N{DOUBLE PRIME}", "length", 58 * 254),
        ("11 ft", "length", 11 * 3048),
        (".5 ft", "length", 1524),
        ("2,500 miles", "distance", 2500 * MILE),
        (1, "distance", MILE),
        ("1 mile", "distance", MILE),
        ("80000 km", "distance", 80_000 * 10**6),
        ("$1,200.50", "money", 1200 * CENTS + 50),
        ("1200.50 USD", "money", 1200 * CENTS + 50),
        ("US$ 1200.50", "money", 1200 * CENTS + 50),
        ("$1200.50 USD", "money", 1200 * CENTS + 50),
        (1200.5, "money", 1200 * CENTS + 50),
        (0.29, "money", 29),
        ("195189 kms", "distance", 195_189 * 10**6),
        ("6.3万km", "distance", 63_000 * 10**6),
        ("6.3 万km", "distance", 63_000 * 10**6),
        ("76k km", "distance", 76_000 * 10**6),
        ("76k", "distance", 76_000 * MILE),
        ("0.65リットル", "displacement", 650 * CC),
        ("0.66", "displacement", 660 * CC),
        (0.66, "displacement", 660 * CC),
        ("1.5", "displacement", 1500 * CC),
        (2, "displacement", 2000 * CC),
        ("1.5L", "displacement", 1500 * CC),
        (0, "displacement", 0),
        ("10", "displacement", 10 * CC),
        ("657 ccm", "displacement", 657 * CC),
        ("2.6-liter", "displacement", 2600 * CC),
        ("660cc turbo", "displacement", 660 * CC),
        ("660ccターボ", "displacement", 660 * CC),
        ("660 см3", "displacement", 660 * CC),
        ("10 cubic inches", "displacement", 163_870_640),
        ("0.35トン", "weight", 350 * KG),
        ("350キロ", "weight", 350 * KG),
        ("2 short tons", "weight", 4000 * 45_359_237),
        ("1,290 kg (2,844 lb)", "weight", 1290 * KG),
        ("64馬力", "power", 64 * 73_549_875),
        ("47kW (64PS)", "power", 47 * KW),
        ("64ps/6000rpm", "power", 64 * 73_549_875),
        ("64 PS @ 6,000 rpm", "power", 64 * 73_549_875),
        ("$9.9k", "money", 9900 * CENTS),
        ("USD 6,232", "money", 6232 * CENTS),
        ("4", "count", 4),
        (4, "count", 4),
        (4.0, "count", 4),
        ("33,600", "count", 33600),
        (2001, "year", 2001),
        ("2001", "year", 2001),
    ],
)
def test_exact_quantities(value: object, dimension: str, number: int) -> None:
    """A quantity that is a whole number of smallest units is that number, in any unit."""
    assert parse_quantity(value, dimension).bounds == Bounds.point(number)
    assert parse_figure(value, dimension) == number


@pytest.mark.parametrize(
    ("value", "dimension", "low"),
    [
        ("1 hp", "power", 74_569_987),
        ("63 bhp", "power", 4_697_909_190),
        ("0.01 mm", "length", 0),
        ("49.7 mi", "distance", 79_984_396),
        ("$1.0051", "money", 100),
        (1e-9, "weight", 0),
    ],
)
def test_a_value_between_two_units_becomes_both(value: object, dimension: str, low: int) -> None:
    """What is no whole number of smallest units is bounded by its neighbours, one unit apart."""
    assert parse_quantity(value, dimension).bounds == Bounds(low, low + 1)
    with pytest.raises(InputError, match="not one exact figure"):
        parse_figure(value, dimension)


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("above 25 mph", Bounds(40_233_601, None)),
        ("Over 25 mph", Bounds(40_233_601, None)),
        ("below 25 mph", Bounds(None, 40_233_599)),
        ("under 25 mph", Bounds(None, 40_233_599)),
        ("at most 25 mph", Bounds(None, 40_233_600)),
    ],
)
def test_one_end_in_words(told: str, bounds: Bounds) -> None:
    """What an assumption says, such as `above 25 mph`, can be told, and is printed as it was."""
    found = parse_quantity(told, "speed")
    assert (found.bounds, found.text) == (bounds, told[0].lower() + told[1:])


@pytest.mark.parametrize("told", ["below 0 km/h", "above", "under at least 5 km/h"])
def test_no_end_in_words(told: str) -> None:
    """What lies below nothing, or has two words for one end, is refused."""
    with pytest.raises(InputError):
        parse_quantity(told, "speed")


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        ("1290-1300 kg", 1290, 1300, "1290-1300 kg"),
        ("1290 - 1300", 1290, 1300, "1290 - 1300 kg"),
        ("1,290 kg \N{EN DASH} 1,300 kg", 1290, 1300, None),
        ("1290\N{WAVE DASH}1300kg", 1290, 1300, None),
        ("1290kg to 1.3 t", 1290, 1300, None),
        ("1290 kg to 1300", 1290, 1300, None),
        ("between 1,290 and 1,300 kg", 1290, 1300, None),
        ("1290-1290 kg", 1290, 1290, None),
        ({"min": 1290, "max": "1.3t"}, 1290, 1300, "between 1,290 kg and 1.3t"),
        ({"min": "1290kg", "max": "1290kg"}, 1290, 1290, "1290kg"),
        ({"min": 1290}, 1290, None, "at least 1,290 kg"),
        ({"min": None, "max": "1300kg"}, None, 1300, "at most 1300kg"),
    ],
)
def test_ranges(value: object, low: int | None, high: int | None, text: str | None) -> None:
    """A range runs from its lower to its upper end; a unit written once counts for both."""
    told = parse_quantity(value, "weight")
    assert told.bounds == Bounds(
        None if low is None else low * KG, None if high is None else high * KG
    )
    assert text is None or told.text == text


@pytest.mark.parametrize("text", ["20-25 mph", "20 mph to 25", "20 mph - 25mph"])
def test_a_unit_written_once_counts_for_both_ends(text: str) -> None:
    """Neither end of a range falls back to the base unit when the other names its unit."""
    assert parse_quantity(text, "speed").bounds == Bounds(20 * MILE, 25 * MILE)


def test_a_currency_sign_before_the_range_counts_for_both_ends() -> None:
    """`$1,200-1,300` is dollars at both ends."""
    assert parse_quantity("$1,200-1,300", "money").bounds == Bounds(120_000, 130_000)


@pytest.mark.parametrize(
    ("value", "dimension", "text"),
    [
        ("1,290kg", "weight", "1,290kg"),
        (" 25   mph ", "speed", "25 mph"),
        ("1290", "weight", "1290 kg"),
        (1290, "weight", "1,290 kg"),
        (1290.0, "weight", "1,290 kg"),
        (40.2336, "speed", "40.2336 km/h"),
        (Decimal("1E+3"), "weight", "1,000 kg"),
        (1200.5, "money", "1,200.50 USD"),
        (4, "count", "4"),
        (2001, "year", "2001"),
        ("0.65", "displacement", "0.65 L"),
        (0.65, "displacement", "0.65 L"),
    ],
)
def test_text_is_what_was_written_with_its_unit(value: object, dimension: str, text: str) -> None:
    """A value prints back as it was told; a bare number gains its unit and loses no digit."""
    assert parse_quantity(value, dimension).text == text


@pytest.mark.parametrize(
    ("value", "dimension", "words", "expected"),
    [
        ("25 mph", "weight", "is a speed, not a weight", "a weight in kg, g, t or lb"),
        ("660 cc", "length", "is a displacement, not a length", "a length in mm"),
        ("$5", "weight", "is an amount of money, not a weight", "a weight in kg"),
        ("4 kg", "count", "is a weight, not a count", "without a unit"),
        ("5 kgg", "weight", "unknown unit `kgg`, perhaps `kg` was meant", "kg, g, t or lb"),
        ("40 km/hr", "speed", "unknown unit `km/hr`, perhaps `km/h` was meant", "km/h or mph"),
        ("3000 (lb)", "weight", "unknown unit `(lb)`, perhaps `lb` was meant", "kg, g, t or lb"),
        ("350k", "weight", "unknown unit `k`", "kg, g, t or lb"),
        ("1.2 tons", "weight", "does not say which tons", "`short tons`"),
        ("45万円", "money", "is in another currency", "--exchange-rate"),
        ("5 stone", "weight", "unknown unit `stone`", "kg, g, t or lb"),
        ("\N{YEN SIGN}500,000", "money", "is in another currency", "--exchange-rate"),
        ("500000 JPY", "money", "is in another currency", "--exchange-rate"),
        (-5, "weight", "is negative", "a weight"),
        (-0.1, "weight", "is negative", "a weight"),
        ("-5 kg", "weight", "is negative", "a weight"),
        ("\N{MINUS SIGN}5 kg", "weight", "is negative", "a weight"),
        ("-$5", "money", "is negative", "US dollars"),
        (float("nan"), "weight", "is not a number", "a weight"),
        (float("inf"), "weight", "is not a number", "a weight"),
        (Decimal("sNaN"), "weight", "is not a number", "a weight"),
        (True, "count", "`true` is not a count", "a whole number"),
        (None, "weight", "`null` is not a weight", "a weight"),
        ([5], "weight", "a list is not a weight", "a weight"),
        ("", "weight", "is not a weight", "a weight"),
        ("kg", "weight", "is not a weight", "a weight"),
        ("kg 5", "weight", "is not a weight", "a weight"),
        ("1,2900 kg", "weight", "is not a weight", "a weight"),
        ("1 290 kg", "weight", "is not a weight", "a weight"),
        ("12,90,5 kg", "weight", "is not a weight", "a weight"),
        ("5- kg", "weight", "is not a weight", "a weight"),
        ("+5 kg", "weight", "is not a weight", "a weight"),
        ("1e3 kg", "weight", "unknown unit `e3 kg`", "a weight"),
        ("٥ kg", "weight", "is not a weight", "a weight"),
        ("1 kg" + " " * 100, "weight", "is too long", "a weight"),
        (4.5, "count", "is not a whole number", "a whole number"),
        (98, "year", "is not a four-digit year", "`2001`"),
        (20011, "year", "is not a four-digit year", "`2001`"),
        ("1300-1290 kg", "weight", "runs backwards", "the lower end first"),
        ({"min": 2, "max": 1}, "weight", "runs backwards", "the lower end first"),
        ({}, "weight", "neither end", '`{"min": ..., "max": ...}`'),
        ({"mim": 2}, "weight", "perhaps `min` was meant", '`{"min": ..., "max": ...}`'),
        ({"min": {"max": 2}}, "weight", "a range stands inside a range", "a weight"),
    ],
)
def test_refusals_say_what_is_wrong_and_what_would_do(
    value: Any, dimension: str, words: str, expected: str
) -> None:
    """What is no such quantity is refused in words, with the units that are understood."""
    error = refusal(value, dimension)
    assert words in error.error
    assert expected in error.expected


def test_an_error_inside_a_range_names_its_end() -> None:
    """The error of one end of a range is located at that end."""
    assert refusal({"min": 5, "max": "5 mph"}, "weight").at == "max"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**5000, id="5001 digits"),
        10**12,
        1e300,
        Decimal("1e999999999"),
        "99999999999999999999 kg",
        "1" + "0" * 11,
    ],
)
def test_absurd_magnitudes_are_refused(value: object) -> None:
    """What would not fit a signed 64-bit integer is refused, with the largest that does."""
    error = refusal(value, "weight")
    assert "too large" in error.error
    assert "92,233,720,368" in error.expected


def test_the_largest_integer_fits() -> None:
    """The limit itself is accepted, one more is not."""
    assert parse_figure(LARGEST, "count") == LARGEST == 2**63 - 1
    assert "too large" in refusal(LARGEST + 1, "count").error


def test_absurd_precision_is_refused() -> None:
    """A number with a billion decimals is refused before it is expanded."""
    assert "more decimals" in refusal(Decimal("1e-999999999"), "weight").error


def test_a_rule_figure_is_never_a_range() -> None:
    """A figure of a rule file is one number."""
    for value in ("1-2 kg", {"min": 1}, {"max": 1}):
        with pytest.raises(InputError, match="not one exact figure"):
            parse_figure(value, "weight")


@pytest.mark.parametrize(
    ("bounds", "dimension", "text"),
    [
        (Bounds.point(1290 * KG), "weight", "1,290 kg"),
        (Bounds(1290 * KG, 1300 * KG), "weight", "between 1,290 and 1,300 kg"),
        (Bounds(40_233_600, None), "speed", "at least 25 mph"),
        (Bounds(None, 40_500_000), "speed", "at most 40.5 km/h"),
        (Bounds(4_697_909_190, 4_697_909_191), "power", "63 hp"),
        (Bounds.point(72_574_779_200), "weight", "1,600 lb"),
        (Bounds.point(72_574_779_201), "weight", "725.748 kg"),
        (Bounds(40_233_600, 41_000_000), "speed", "between 40.234 and 41 km/h"),
        (Bounds.point(10 * MILE), "distance", "10 mi"),
        (Bounds.point(120_050), "money", "1,200.50 USD"),
        (Bounds.point(120_000), "money", "1,200 USD"),
        (Bounds.point(1), "length", "0.1 mm"),
        (Bounds.point(4), "count", "4"),
        (Bounds.point(2001), "year", "2001"),
        (Bounds.point(500), "speed", "0.001 km/h"),
        (Bounds.point(499), "speed", "0 km/h"),
        (Bounds(None, None), "weight", "not known"),
    ],
)
def test_format_quantity(bounds: Bounds, dimension: str, text: str) -> None:
    """Bounds print in the base unit, thousands by commas, to three decimals, half up.

    What is odd there and plain in another unit was written in that one.
    """
    assert format_quantity(bounds, dimension) == text


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("length", "mm"),
        ("weight", "kg"),
        ("speed", "km/h"),
        ("displacement", "cc"),
        ("power", "kW"),
        ("distance", "mi"),
        ("money", "USD"),
        ("share", "%"),
        ("fuel_economy", "mpg"),
        ("count", ""),
        ("year", ""),
    ],
)
def test_base_units(name: str, base: str) -> None:
    """Bare numbers are in the unit that the description of the case gives for the fact."""
    assert DIMENSIONS[name].name == name
    assert DIMENSIONS[name].base == base
    assert set(DIMENSIONS) == {
        "length", "weight", "speed", "displacement", "power", "distance", "money", "share",
        "exchange_rate", "fuel_economy", "count", "year",
    }  # fmt: skip


def test_horsepower_is_exact() -> None:
    """A horsepower is 550 ft lbf/s and a metric one 75 kgf m/s, at standard gravity."""
    units = DIMENSIONS["power"].units
    foot, pound, gravity = Fraction("0.3048"), Fraction("0.45359237"), Fraction("9.80665")
    assert units["hp"] == 550 * foot * pound * gravity * units["W"]
    assert units["PS"] == 75 * gravity * units["W"]


@pytest.mark.parametrize(
    ("text", "dimension", "advice"),
    [
        ("1.290 kg", "weight", "write `1290 kg` or `1.29 kg`"),
        ("2.700", "weight", "write `2700 kg` or `2.7 kg`"),
        ("2.756 lb", "weight", "write `2756 lb` or `2.7560 lb`"),
        ("1.290-1.300 kg", "weight", "write `1290 kg` or `1.29 kg`"),
        ({"min": "1.290 kg"}, "weight", "write `1290 kg` or `1.29 kg`"),
    ],
)
def test_a_point_before_three_digits_may_stand_between_thousands(
    text: object, dimension: str, advice: str
) -> None:
    assert advice in parse_quantity(text, dimension).warnings[0]


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("1.290 t", "weight"),
        ("1.29 kg", "weight"),
        ("1.2900 kg", "weight"),
        ("0.350 kg", "weight"),
        ("1290.125 kg", "weight"),
        ("1,290.125 kg", "weight"),
        ("3.395 m", "length"),
        ("0.658 L", "displacement"),
        (1.125, "weight"),
    ],
)
def test_other_points_stand_before_decimals(text: object, dimension: str) -> None:
    assert not parse_quantity(text, dimension).warnings


UNITS = st.sampled_from(
    [
        (dimension.name, unit)
        for dimension in DIMENSIONS.values()
        for unit in dimension.units
        if unit and not dimension.whole and unit != "$" and unit != "US$"
    ]
)


@given(UNITS, st.integers(0, 10**9), st.integers(0, 6))
def test_conversion_is_exact_in_every_unit(
    unit: tuple[str, str], digits: int, decimals: int
) -> None:
    """A decimal in any unit is bounded by exact arithmetic, and exact where it can be."""
    name, spelling = unit
    number = Fraction(digits, 10**decimals)
    written = f"{Decimal(f'{digits}E-{decimals}'):f}"
    exact = number * DIMENSIONS[name].units[spelling]
    assume(exact <= LARGEST)
    # there a point before three digits stands between thousands
    assume(not (decimals == 3 and spelling in DIMENSIONS[name].grouped))
    bounds = parse_quantity(f"{written} {spelling}", name).bounds
    assert bounds.low is not None and bounds.high is not None
    assert bounds.low <= exact <= bounds.high
    assert bounds.exact == (exact.denominator == 1)
    assert bounds.high - bounds.low <= 1


@given(
    st.sampled_from(sorted(set(DIMENSIONS) - {"year", "distance"})),
    st.integers(0, 10**9),
    st.integers(0, 10**6),
    st.sampled_from(["neither", "low", "high"]),
)
def test_what_is_printed_reads_back(name: str, low: int, width: int, is_open: str) -> None:
    """Amounts of at most three decimals survive printing and reading, open ones too."""
    grain = max(1, int(DIMENSIONS[name].units[DIMENSIONS[name].base] / 1000))
    ends = {"low": low * grain, "high": (low + width) * grain, is_open: None}
    bounds = Bounds(ends["low"], ends["high"])
    assert parse_quantity(format_quantity(bounds, name), name).bounds == bounds


@given(st.decimals(0, 10**9, places=4), st.integers(1, 5))
def test_the_decimal_context_of_the_caller_changes_nothing(number: Decimal, digits: int) -> None:
    """A caller who computes with few digits gets the same bounds and the same words."""
    usual = parse_quantity(number, "weight")
    words = format_quantity(usual.bounds, "weight")
    with decimal.localcontext(decimal.Context(prec=digits)):
        assert parse_quantity(number, "weight") == usual
        assert format_quantity(usual.bounds, "weight") == words


@given(st.floats(0, 10**9, allow_subnormal=False))
def test_a_float_means_the_decimal_that_was_written(number: float) -> None:
    """A float is read as its shortest decimal, as if it had been told as text."""
    written = f"{Decimal(repr(number)):f}"
    assume(len(written) <= 80)
    assert parse_quantity(number, "weight").bounds == parse_quantity(written, "weight").bounds


@given(
    st.text(max_size=100) | st.text("0123456789,.-~$ kgmph/lbto", max_size=20) | st.floats(),
    st.sampled_from(sorted(DIMENSIONS)),
)
def test_any_input_is_read_or_refused(value: object, name: str) -> None:
    """No input does anything but give bounds that fit 64 bits or raise an error for people."""
    try:
        told = parse_quantity(value, name)
    except InputError as error:
        assert error.expected
    else:
        assert told.text and told.bounds.low is not None and told.bounds.high is not None
        assert 0 <= told.bounds.low <= told.bounds.high <= LARGEST


@pytest.mark.parametrize(
    ("text", "dimension", "same"),
    [
        ("2.494 cm³", "displacement", "2494 cc"),
        ("2.494 ccm", "displacement", "2494 cc"),
        ("45.000 km", "distance", "45000 km"),
        ("1.781", "displacement", "1781 cc"),
        ("658.000 cc", "displacement", "658 cc"),
        ("2.494 L", "displacement", "2494 cc"),
        ("12.900 USD", "money", "$12,900"),
        ("2.500,00 USD", "money", "$2,500"),
        ("2,5 L", "displacement", "2500 cc"),
        ("$45.000", "money", "$45,000"),
        ("$1.50", "money", "1.5 USD"),
    ],
)
def test_a_point_stands_between_thousands_where_nothing_else_is_meant(
    text: str, dimension: str, same: str
) -> None:
    assert parse_quantity(text, dimension).bounds == parse_quantity(same, dimension).bounds
