# SPDX-License-Identifier: Apache-2.0
"""How dates told by people become bounded days, and how clocks count from them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import Case
from keiimport.facts.dates import ERAS, anniversary, calendar_year_start, format_date, parse_date

LeapDay = Literal["next_day", "last_day"]
LEAP_DAYS = st.sampled_from(("next_day", "last_day"))
DAYS = st.dates().map(date.toordinal)
LAST_DAY = date.max.toordinal()


def days(first: str | None, last: str | None = None) -> Bounds:
    """Bounds from one ISO day to another (one argument: that day alone)."""
    low = None if first is None else date.fromisoformat(first).toordinal()
    high = low if last is None else date.fromisoformat(last).toordinal()
    return Bounds(low, high)


def refusal(value: object) -> InputError:
    """The error that `value` raises."""
    with pytest.raises(InputError) as caught:
        parse_date(value)
    return caught.value


NOVEMBER = days("2001-11-01", "2001-11-30")
THE_DAY = days("2001-11-21")


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2001", days("2001-01-01", "2001-12-31")),
        (2001, days("2001-01-01", "2001-12-31")),
        ("2001-11", NOVEMBER),
        ("2001/11", NOVEMBER),
        ("2001-2", days("2001-02-01", "2001-02-28")),
        ("2000-02", days("2000-02-01", "2000-02-29")),
        ("2001-11-21", THE_DAY),
        ("2001.11.21", THE_DAY),
        ("2001年11月21日", THE_DAY),
        ("November 2001", NOVEMBER),
        ("listopad 2001", NOVEMBER),
        ("21 ноября 2001", THE_DAY),
        ("2001 Kasım", NOVEMBER),
        ("nov. 2001", NOVEMBER),
        ("août 2001", days("2001-08-01", "2001-08-31")),
        ("nov. 2001", NOVEMBER),
        (" 2001-11 ", NOVEMBER),
        ("２００１－１１", NOVEMBER),
        ("2001\N{EN DASH}11", NOVEMBER),
        (date(2001, 11, 21), THE_DAY),
        (datetime(2001, 11, 21, 23, 59), THE_DAY),
    ],
)
def test_western_dates(value: object, bounds: Bounds) -> None:
    """A western date covers exactly the days of the year, month or day it names."""
    told = parse_date(value)
    assert told.bounds == bounds
    assert told.warnings == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("昭和64年1月7日", days("1989-01-07")),
        ("平成元年1月8日", days("1989-01-08")),
        ("平成31年4月30日", days("2019-04-30")),
        ("令和元年5月1日", days("2019-05-01")),
        ("昭和元年12月25日", days("1926-12-25")),
        ("大正元年7月30日", days("1912-07-30")),
        ("大正15年12月24日", days("1926-12-24")),
        ("H13.11.21", THE_DAY),
        ("H13/11/21", THE_DAY),
        ("平成13年11月21日", THE_DAY),
        ("平成十三年十一月二十一日", THE_DAY),
        ("平成一三年一一月二一日", THE_DAY),
        ("H13.11", NOVEMBER),
        ("h13.11", NOVEMBER),
        ("H.13.11", NOVEMBER),
        ("H 13 / 11", NOVEMBER),
        ("Ｈ１３．１１", NOVEMBER),
        ("H13・11", NOVEMBER),
        ("平成13年11月", NOVEMBER),
        ("平成 13 年 11 月", NOVEMBER),
        ("Heisei 13-11", NOVEMBER),
        ("㍻13年11月", NOVEMBER),
        ("二〇〇一年十一月", NOVEMBER),
        ("H10-7", days("1998-07-01", "1998-07-31")),
        ("H10/07", days("1998-07-01", "1998-07-31")),
        ("平10", days("1998-01-01", "1998-12-31")),
        ("H10年", days("1998-01-01", "1998-12-31")),
        ("平成二十年", days("2008-01-01", "2008-12-31")),
        ("㍽10", days("1921-01-01", "1921-12-31")),
        ("㍼63", days("1988-01-01", "1988-12-31")),
        ("S63", days("1988-01-01", "1988-12-31")),
        ("㋿3", days("2021-01-01", "2021-12-31")),
        ("R3", days("2021-01-01", "2021-12-31")),
    ],
)
def test_japanese_eras(text: str, bounds: Bounds) -> None:
    """An era date is the western date of the same day, which is said beside it."""
    told = parse_date(text)
    assert told.bounds == bounds
    assert told.text in (text, f"{format_date(bounds)} ({text})")
    assert told.warnings == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("H1", days("1989-01-08", "1989-12-31")),
        ("H元", days("1989-01-08", "1989-12-31")),
        ("平成元年", days("1989-01-08", "1989-12-31")),
        ("H1.1", days("1989-01-08", "1989-01-31")),
        ("R1", days("2019-05-01", "2019-12-31")),
        ("S1", days("1926-12-25", "1926-12-31")),
        ("S64.1", days("1989-01-01", "1989-01-07")),
        ("H31.4", days("2019-04-01", "2019-04-30")),
    ],
)
def test_a_year_shared_by_two_eras_is_cut_at_the_change(text: str, bounds: Bounds) -> None:
    """A year or month in which an era changed covers only the days of the era written."""
    told = parse_date(text)
    assert told.bounds == bounds
    assert told.warnings == ()


@pytest.mark.parametrize(
    ("text", "bounds", "western"),
    [
        ("S64", days("1989-01-01", "1989-01-07"), "1989"),
        ("昭和64年", days("1989-01-01", "1989-01-07"), "1989"),
        ("H31", days("2019-01-01", "2019-04-30"), "2019"),
        ("T15", days("1926-01-01", "1926-12-24"), "1926"),
    ],
)
def test_the_last_year_of_an_era_warns_of_papers_that_kept_counting(
    text: str, bounds: Bounds, western: str
) -> None:
    """The last year of an era ends with it, and the warning says how to contradict that."""
    told = parse_date(text)
    assert told.bounds == bounds
    (warning,) = told.warnings
    assert f"`{western}`" in warning


@pytest.mark.parametrize(
    ("text", "bounds", "edge"),
    [
        ("H31.5", days("2019-05-01", "2019-05-31"), "ended on 2019-04-30"),
        ("平成31年12月1日", days("2019-12-01"), "ended on 2019-04-30"),
        ("S64.3", days("1989-03-01", "1989-03-31"), "ended on 1989-01-07"),
        ("昭和64年1月8日", days("1989-01-08"), "ended on 1989-01-07"),
        ("H1.1.7", days("1989-01-07"), "began on 1989-01-08"),
        ("R1.3", days("2019-03-01", "2019-03-31"), "began on 2019-05-01"),
    ],
)
def test_sloppy_eras_are_read_with_a_warning(text: str, bounds: Bounds, edge: str) -> None:
    """A month or day outside the era in its first or last year is read as counted, and said."""
    told = parse_date(text)
    assert told.bounds == bounds
    (warning,) = told.warnings
    assert edge in warning and text in warning


def test_era_table_leaves_no_day_out() -> None:
    """Each era ends on the day before the next begins, and only the last one still runs."""
    for era, following in pairwise(ERAS):
        assert era.last is not None
        assert era.last.toordinal() + 1 == following.first.toordinal()
    assert ERAS[-1].last is None


@given(st.dates(min_value=date(1912, 7, 30), max_value=date(2117, 12, 31)))
def test_every_day_has_one_era_that_reads_back(day: date) -> None:
    """A day written in the era it lies in reads back as that day, without a warning."""
    (era,) = (e for e in ERAS if e.first <= day and (e.last is None or day <= e.last))
    year = day.year - era.offset
    for text in (
        f"{era.letter}{year}.{day.month}.{day.day}",
        f"{era.kanji}{'元' if year == 1 else year}年{day.month}月{day.day}日",
    ):
        told = parse_date(text)
        assert told.bounds == Bounds.point(day.toordinal())
        assert told.warnings == ()


@pytest.mark.parametrize(
    ("value", "offers"),
    [
        ("10年", ("`S10` (1935)", "`H10` (1998)", "`1910`", "`2010`")),
        ("10/7", ("`H10` (1998)",)),
        ("98", ("`1998`",)),
        ("'98", ("`1998`",)),
        (98, ("`1998`",)),
        ("98-07", ("`1998`",)),
        ("元年", ("`H1` (1989)", "`R1` (2019)")),
        ("元", ("`H1` (1989)",)),
        ("十年", ("`H10` (1998)",)),
    ],
)
def test_a_short_year_is_ambiguous(value: object, offers: tuple[str, ...]) -> None:
    """A year without era or century is refused, and the error says what to write instead."""
    error = refusal(value)
    assert "could be several years" in error.error
    assert error.got == value
    for offer in offers:
        assert offer in error.expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2001-02-30", "a day from 1 to 28"),
        ("2000-02-30", "a day from 1 to 29"),
        ("2001-13", "a month from 1 to 12"),
        ("H13.13", "a month from 1 to 12"),
        ("H13.2.29", "a day from 1 to 28"),
        ("H99", "`H1` to `H31`"),
        ("H32", "`H1` to `H31`"),
        ("S65", "`S1` to `S64`"),
        ("H0", "`H1` to `H31`"),
        ("H2001", "or a western year"),
        ("0", "leave it out when it is not known"),
        (0, "a four-digit year"),
        ("0000", "a four-digit year"),
        (-2001, "a four-digit year"),
        (998, "a four-digit year"),
        (10000, "a four-digit year"),
    ],
)
def test_impossible_dates_say_what_is_possible(value: object, expected: str) -> None:
    """A date that no calendar has is refused, and the error says what would do."""
    error = refusal(value)
    assert expected in error.expected
    assert error.got == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "   ",
        "soon",
        "-2001",
        "20011",
        "10000-01-01",
        "2001-11/21",
        "5月",
        "1998年5月頃",
        "soon (1998)",
        "1998 (soon)",
        "2001-11-21-1",
        "20 01",
        "H13年11",
        "平成十十年",
        "٢٠٠١",
        "2001" + " " * 100,
        True,
        False,
        None,
        2001.123,
        98.5,
        float("nan"),
        float("inf"),
        [],
        ["2001"],
    ],
)
def test_what_is_no_date_is_refused(value: object) -> None:
    """Anything but a date raises an error that shows the accepted forms."""
    error = refusal(value)
    assert "`2001-11`" in error.expected
    assert "`H13.11`" in error.expected


@pytest.mark.parametrize("value", [2001.1, "2001.1", " 2001.1 "])
def test_what_may_be_january_or_october_is_both(value: object) -> None:
    """A number has lost the zero of 2001.10, in a cell of text too."""
    told = parse_date(value)
    assert told.bounds == days("2001-01-01", "2001-10-31")
    assert "January or October" in told.warnings[0]


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        (2001.0, days("2001-01-01", "2001-12-31")),
        (2001.11, NOVEMBER),
        (200111, NOVEMBER),
        (20011121, THE_DAY),
        ("2001.10", days("2001-10-01", "2001-10-31")),
    ],
)
def test_numbers_that_passed_through_a_table(value: object, bounds: Bounds) -> None:
    told = parse_date(value)
    assert told.bounds == bounds and told.warnings == ()


LISTED = {
    "2001": days("2001-01-01", "2001-12-31"),
    "2001-11": NOVEMBER,
    "2001-11-21": THE_DAY,
    "2001-2002": days("2001-01-01", "2002-12-31"),
}
SPELLINGS = {
    "2001": (
        "2001.0|2001年|2001年式|2001 (H13)|2001(H13)年|2001年(H13)|2001(平成13年)|2001年(平成13年)"
        "|2001 [H13]|平成13年式|平成13年(2001年)|H13年式|H13年|平成13|平13|2001/00|2001-00-00"
        "|2001/-|2001/--|2001-??|2001/00/00|西暦2001年|Reg. 2001|Registered 2001|Year 2001"
        "|2001 model|Built 2001|2001 г.|2001 г.в.|2001年登録|年式 2001年|初度登録 2001|H13.0"
    ),
    "2001-11": (
        "2001/11|2001.11|2001 11|2001年11月|2001年 11月|2001/11月|2001年11月登録|2001(H13)年11月"
        "|2001年(平成13年)11月|平成13年(2001年)11月|2001/11(H13)|2001/11 (H13/11)|平成13年11月"
        "|H13 11|H13/11|H13-11|H13.11|平成13/11|初度登録 平成13年11月|初度登録年月 2001/11"
        "|初年度登録：2001年11月|西暦2001年11月|Reg. 2001/11|Reg 2001-11|First registered Nov 2001"
        "|1st reg: 11/2001|11/2001|11-2001|11.2001|Nov-2001|Nov 2001|Nov. 2001|NOVEMBER, 2001"
        "|2001-Nov|2001 Nov|2001/November|11.2001 г.|200111|2001-11-00|2001/11/00|2001/11/--"
        "|November '01|2001年11月製造|Ｈ１３年１１月|二〇〇一年十一月"
    ),
    "2001-11-21": (
        "2001/11/21|2001.11.21|2001年11月21日|20011121|21 Nov 2001|21-Nov-2001|21-Nov-01"
        "|21/Nov/2001|November 21, 2001|Nov 21 2001|21st November 2001|2001-Nov-21|2001 Nov 21"
        "|21.11.2001|21/11/2001|11/21/2001|21-11-2001|2001-11-21 00:00:00|2001-11-21T00:00:00Z"
        "|2001-11-21T09:30:00+09:00|2001-11-21T00:00:00.000Z|2001/11/21 0:00|平成13年11月21日"
        "|H13.11.21|H13/11/21|平成13年(2001年)11月21日|2001 11 21|登録 2001/11/21"
    ),
    "2001-2002": (
        "2001〜2002|2001~2002|2001 - 2002|2001 to 2002|between 2001 and 2002|H13~H14"
        "|平成13年～平成14年|2001-01 - 2002-12|2001/1〜2002/12"
    ),
}


def test_the_western_date_stands_beside_an_era() -> None:
    assert parse_date("H13.11").text == "November 2001 (H13.11)"
    assert parse_date("H13~H14").text == "between 2001-01-01 and 2002-12-31 (H13~H14)"
    assert parse_date("2001 (H13)").text == "2001 (H13)"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [(text, LISTED[right]) for right, texts in SPELLINGS.items() for text in texts.split("|")],
)
def test_dates_as_listings_write_them(text: str, bounds: Bounds) -> None:
    """More than a hundred spellings of four dates, each read without a doubt."""
    told = parse_date(text)
    assert told.bounds == bounds
    assert told.text in (text, f"{format_date(bounds)} ({text})") and told.warnings == ()


def test_there_are_as_many_spellings_as_listings_were_seen_to_have() -> None:
    assert sum(len(texts.split("|")) for texts in SPELLINGS.values()) >= 114


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2001 or later", Bounds(days("2001-01-01").low, None)),
        ("2001~", Bounds(days("2001-01-01").low, None)),
        ("Nov 2001 or earlier", Bounds(None, NOVEMBER.high)),
    ],
)
def test_open_ranges_in_words(text: str, bounds: Bounds) -> None:
    assert parse_date(text).bounds == bounds


def test_days_and_months_that_may_change_places_are_both() -> None:
    told = parse_date("5/6/2001")
    assert told.bounds == days("2001-05-06", "2001-06-05")
    assert "2001-06-05 or 2001-05-06" in told.warnings[0]
    assert parse_date("5.6.2001").bounds == days("2001-06-05")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5/15/98", "`5/15/98` does not say which of its figures is the year"),
        ("1-2-3", "`1-2-3` does not say which of its figures is the year"),
        ("May 15", "has two digits only"),
        ("May-50", "has two digits only"),
        ("2001 (H14)", "says two dates, 2001 and 2002"),
        ("2001-11 (H13/10)", "says two dates"),
        ("2002 - 2001", "runs backwards"),
        ("2001 5", "is not a date"),
        ("2001 or later - 2002", "is not a date"),
    ],
)
def test_what_says_two_things_is_refused_by_its_own_text(text: str, words: str) -> None:
    error = refusal(text)
    assert words in error.error and error.got == text
    assert "`S5`" not in error.expected


@pytest.mark.parametrize("text", ["初度登録 平成13年12月", "Reg. 2001/12", "2001年12月登録"])
def test_a_registration_is_no_build(text: str) -> None:
    with pytest.raises(InputError, match="is a date of registration, not of manufacture"):
        Case.parse({"vehicle.manufactured": text})
    assert Case.parse({"vehicle.first_registered": text})


def test_a_decade_is_ten_years() -> None:
    assert parse_date("1990s").bounds == days("1990-01-01", "1999-12-31")


def test_a_huge_year_is_an_error_like_any_other() -> None:
    """A number too long to print is refused without failing on the message."""
    error = refusal(10**5000)
    assert "very many digits" in str(error)
    assert isinstance(error.got, str)


@pytest.mark.parametrize(
    ("value", "bounds", "text"),
    [
        (
            {"earliest": "2001-11-05", "latest": "2001-12-03"},
            days("2001-11-05", "2001-12-03"),
            "between 2001-11-05 and 2001-12-03",
        ),
        (
            {"earliest": "H13.11", "latest": 2002},
            days("2001-11-01", "2002-12-31"),
            "between November 2001 (H13.11) and 2002",
        ),
        ({"earliest": 2001, "latest": "平成13年"}, days("2001-01-01", "2001-12-31"), None),
        ({"earliest": "2001", "latest": "2001"}, days("2001-01-01", "2001-12-31"), "2001"),
        (
            {"earliest": "2001-11", "latest": None},
            Bounds(days("2001-11-01").low, None),
            "2001-11 or later",
        ),
        ({"latest": "H13.11"}, Bounds(None, NOVEMBER.high), "November 2001 (H13.11) or earlier"),
    ],
)
def test_ranges(value: dict[str, Any], bounds: Bounds, text: str | None) -> None:
    """A range runs from the first day of its earliest to the last day of its latest date."""
    told = parse_date(value)
    assert told.bounds == bounds
    assert text is None or told.text == text


def test_a_range_keeps_the_warnings_of_its_ends() -> None:
    """What was warned of one end of a range is warned of the range, each sentence once."""
    assert (
        parse_date({"earliest": "S64.3", "latest": "H1"}).warnings == parse_date("S64.3").warnings
    )
    assert parse_date({"earliest": "S64.3", "latest": "S64.3"}).warnings == (
        parse_date("S64.3").warnings
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, "neither end"),
        ({"earliest": None}, "neither end"),
        ({"earlyest": "2001"}, "perhaps `earliest` was meant"),
        ({1: "2001"}, "no part of a range"),
        ({"min": "2001"}, "`min` is no part of a range"),
        ({"earliest": "2002", "latest": "2001"}, "runs backwards"),
        ({"earliest": {"latest": "2001"}}, "earliest: a range stands inside a range"),
        ({"latest": "2001-13"}, "latest: `2001-13` has no month 13"),
    ],
)
def test_bad_ranges_say_where(value: dict[object, object], words: str) -> None:
    """A range that cannot be is refused, and the error names the end at fault."""
    assert words in str(refusal(value))


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (THE_DAY, "2001-11-21"),
        (NOVEMBER, "November 2001"),
        (days("2000-02-01", "2000-02-29"), "February 2000"),
        (days("2000-02-01", "2000-02-28"), "between 2000-02-01 and 2000-02-28"),
        (days("2001-01-01", "2001-12-31"), "2001"),
        (days("2001-01-01", "2002-12-31"), "between 2001-01-01 and 2002-12-31"),
        (days("2001-11-05", "2001-12-03"), "between 2001-11-05 and 2001-12-03"),
        (Bounds(None, NOVEMBER.high), "2001-11-30 or earlier"),
        (Bounds(NOVEMBER.low, None), "2001-11-01 or later"),
        (Bounds(None, None), "not known"),
    ],
)
def test_format_date(bounds: Bounds, text: str) -> None:
    """Whole days, months and years print as such; anything else names its end days."""
    assert format_date(bounds) == text


@given(st.dates(), st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d")))
def test_days_months_and_years_read_back_as_printed(day: date, shape: str) -> None:
    """What `format_date` prints for a day, month or year, `parse_date` reads as the same days."""
    told = parse_date(
        "-".join((f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")[: len(shape.split("-"))])
    )
    assert parse_date(format_date(told.bounds)).bounds == told.bounds
    assert told.bounds.contains(Bounds.point(day.toordinal()))


@given(st.text(max_size=100) | st.floats() | st.integers() | st.binary(max_size=9))
def test_any_input_is_read_or_refused(value: object) -> None:
    """No input does anything but give bounds or raise an error for people."""
    try:
        told = parse_date(value)
    except InputError as error:
        assert error.expected
    else:
        assert told.text and told.bounds != Bounds(None, None)


@given(
    st.text("HSRTM平成昭和令元年月日㍻0123456789十一二〇./-' ", min_size=1, max_size=12).filter(
        str.strip
    )
)
def test_any_near_date_is_read_or_refused(text: str) -> None:
    """Text made of the signs of dates is read as days of the calendar or refused."""
    try:
        bounds = parse_date(text).bounds
    except InputError as error:
        assert error.expected
    else:
        assert bounds.low is not None and bounds.high is not None
        assert 1 <= bounds.low <= bounds.high <= LAST_DAY


@pytest.mark.parametrize(
    ("day", "years", "leap_day", "reached"),
    [
        ("2001-11-21", 25, "next_day", "2026-11-21"),
        ("2000-02-29", 25, "next_day", "2025-03-01"),
        ("2000-02-29", 25, "last_day", "2025-02-28"),
        ("2000-02-29", 4, "next_day", "2004-02-29"),
        ("2000-02-29", 4, "last_day", "2004-02-29"),
        ("2000-02-29", 100, "next_day", "2100-03-01"),
        ("1999-02-28", 25, "last_day", "2024-02-28"),
        ("2022-06-30", 25, "next_day", "2047-06-30"),
        ("2001-11-21", 0, "next_day", "2001-11-21"),
        ("9990-05-05", 9, "next_day", "9999-05-05"),
        ("9990-05-05", 10, "next_day", "9999-12-31"),
    ],
)
def test_anniversary(day: str, years: int, leap_day: LeapDay, reached: str) -> None:
    """The same day of a later year; 29 February goes where its rounding says."""
    ordinal = date.fromisoformat(day).toordinal()
    assert anniversary(ordinal, years, leap_day) == date.fromisoformat(reached).toordinal()


@given(DAYS, DAYS, st.integers(0, 60), LEAP_DAYS)
def test_anniversary_is_monotone(one: int, other: int, years: int, leap_day: LeapDay) -> None:
    """What was built later never comes of age earlier."""
    first, second = sorted((one, other))
    assert anniversary(first, years, leap_day) <= anniversary(second, years, leap_day)


@given(DAYS, st.integers(0, 60))
def test_roundings_differ_by_one_day_on_leap_days_only(ordinal: int, years: int) -> None:
    """`last_day` is one day before `next_day` for a 29 February without a counterpart."""
    start = date.fromordinal(ordinal)
    late, early = (anniversary(ordinal, years, rule) for rule in ("next_day", "last_day"))
    reached = date.fromordinal(early)
    moved = (start.month, start.day) == (2, 29) and (reached.month, reached.day) == (2, 28)
    assert late - early == int(moved)
    if late != LAST_DAY:
        assert reached.year == start.year + years


@pytest.mark.parametrize(
    ("day", "years", "reached"),
    [
        ("2001-11-21", 25, "2026-01-01"),
        ("2001-01-01", 25, "2026-01-01"),
        ("2000-12-31", 25, "2025-01-01"),
        ("9990-12-31", 9, "9999-01-01"),
        ("9990-12-31", 10, "9999-12-31"),
    ],
)
def test_calendar_year_start(day: str, years: int, reached: str) -> None:
    """Calendar-year clocks turn on 1 January, whatever the day of the year."""
    ordinal = date.fromisoformat(day).toordinal()
    assert calendar_year_start(ordinal, years) == date.fromisoformat(reached).toordinal()


@given(DAYS, st.integers(0, 60), LEAP_DAYS)
def test_a_calendar_year_never_turns_after_the_anniversary(
    ordinal: int, years: int, leap_day: LeapDay
) -> None:
    """1 January of the later year comes no later than the anniversary in that year."""
    assert calendar_year_start(ordinal, years) <= anniversary(ordinal, years, leap_day)
