# SPDX-License-Identifier: Apache-2.0
"""Telling VINs, frame numbers, type codes and chassis codes apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keiimport.facts.identity import recognise, same_code


@pytest.mark.parametrize(
    ("text", "kind", "codes", "serial", "prefix"),
    [
        ("B6AW-0001234", "frame_number", ("B6AW",), "0001234", None),
        ("b6aw - 0001234", "frame_number", ("B6AW",), "0001234", None),
        ("Ｂ６ＡＷ－０００１２３４", "frame_number", ("B6AW",), "0001234", None),
        ("PG6SA-100123", "frame_number", ("PG6SA",), "100123", None),
        ("AA-1012345", "frame_number", ("AA",), "1012345", None),
        ("EBD-DA64V-123456", "frame_number", ("DA64V",), "123456", "EBD"),
        ("DD51T-150***", "frame_number", ("DD51T",), "150***", None),
        ("B6AW0001234", "frame_number", ("B6AW",), "0001234", None),
        ("PP11012345", "frame_number", ("PP1", "PP11", "PP110"), None, None),
        ("ZAA-B6AW", "type_code", ("B6AW",), None, "ZAA"),
        ("3BD-DA17V", "type_code", ("DA17V",), None, "3BD"),
        ("E-DD51T", "type_code", ("DD51T",), None, "E"),
        ("E-AA", "type_code", ("AA",), None, "E"),
        ("dd51t", "chassis_code", ("DD51T",), None, None),
        ("3MA-000101", "frame_number", ("3MA",), "000101", None),
        ("MC21-1000001", "frame_number", ("MC21",), "1000001", None),
        ("BA-MC33", "type_code", ("MC33",), None, "BA"),
    ],
)
def test_japanese_numbers_are_taken_apart(
    text: str, kind: str, codes: tuple[str, ...], serial: str | None, prefix: str | None
) -> None:
    number = recognise(text)
    assert (number.kind, number.chassis_codes, number.serial, number.prefix) == (
        kind,
        codes,
        serial,
        prefix,
    )
    assert not number.warnings


def test_a_vin_for_north_america_tells_the_model_year() -> None:
    number = recognise("ja3215h14cu018805")
    assert number.kind == "vin"
    assert number.model_year == 2012
    assert not number.warnings


@pytest.mark.parametrize(
    ("vin", "country"),
    [("9BWZZZ377VT004251", "BR"), ("VAGZZZ377VT004251", "AT"), ("ja3215h14cu018805", "JP")],
)
def test_a_vin_begins_with_the_country_of_its_works(vin: str, country: str) -> None:
    assert recognise(vin).country == country


def test_the_seventh_character_tells_the_round_of_the_year_letters() -> None:
    assert recognise("1M8GDM9AXKP042788").model_year == 1989


def test_a_wrong_check_digit_is_a_warning_and_tells_no_year() -> None:
    number = recognise("1M8GDM9A0KP042788")
    assert number.model_year is None
    assert "probably mistyped" in number.warnings[0]
    assert "not built for North America" in recognise("SALLDVAF8VA123456").warnings[0]


@pytest.mark.parametrize("text", ["??", "12345", "IOQ12345678901234", "A" * 17, ""])
def test_what_is_no_number_of_a_vehicle_is_unknown(text: str) -> None:
    number = recognise(text)
    assert number.kind == "unknown"
    assert number.warnings


@pytest.mark.parametrize("text", ["1" * 17, "0" * 17, "X" * 17, "99999", "*****"])
def test_one_character_over_and_over_is_no_number(text: str) -> None:
    number = recognise(text)
    assert number.kind == "unknown" and number.model_year is None
    assert number.warnings == (f"`{text}` stands for no number",)


@pytest.mark.parametrize(
    ("text", "read", "code"),
    [
        ("000000U41T0100001", "U41T-0100001", "U41T"),
        ("0000000S83P000001", "S83P-000001", "S83P"),
    ],
)
def test_titles_pad_frame_numbers_with_zeros(text: str, read: str, code: str) -> None:
    number = recognise(text)
    assert (number.kind, number.text, number.chassis_codes) == ("frame_number", read, (code,))
    assert f"read as the frame number `{read}`" in number.warnings[0]


def test_import_labels_put_an_i_before_the_vin() -> None:
    number = recognise("I1M8GDM9AXKP042788")
    assert (number.kind, number.text, number.model_year) == ("vin", "1M8GDM9AXKP042788", 1989)
    assert "the mark of a bar code" in number.warnings[0]


@pytest.mark.parametrize("text", ["V-DD51T改", "V-DD51T-改", "V-DD51T(改)", "V-DD51T KAI"])
def test_a_mark_of_alteration_is_no_part_of_the_code(text: str) -> None:
    number = recognise(text)
    assert (number.kind, number.chassis_codes, number.prefix) == ("type_code", ("DD51T",), "V")
    assert number.altered and not number.warnings
    assert not recognise("V-DD51T").altered


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("DD51\N{CYRILLIC CAPITAL LETTER TE}", "DD51T"),
        ("\N{CYRILLIC CAPITAL LETTER HA}8955713100000001", "X8955713100000001"),
        ("\N{GREEK CAPITAL LETTER BETA}6AW-0001234", "B6AW-0001234"),
    ],
)
def test_look_alikes_of_another_script_are_read_and_said(text: str, read: str) -> None:
    number = recognise(text)
    assert number.text == read
    assert f"of another script: read as `{read}`" in number.warnings[0]


@given(st.text(max_size=25))
def test_any_text_is_recognised_or_unknown(text: str) -> None:
    number = recognise(text)
    assert (number.kind == "unknown") == (not number.chassis_codes and number.kind != "vin")


def test_body_letters_may_be_dropped_from_codes_that_are_long_enough() -> None:
    assert same_code("DD51", "DD51T")
    assert same_code("DD51T", "DD51T")
    assert not same_code("HA3", "HA3W")
    assert not same_code("SP31", "SP311")
    assert not same_code("DD51", "DD51TXX")
