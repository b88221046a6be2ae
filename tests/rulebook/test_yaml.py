# SPDX-License-Identifier: Apache-2.0
"""The strict YAML reader: what it makes of values, and what it refuses at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keiimport.errors import Place, RuleError
from keiimport.rulebook.yaml import MapNode, ScalarNode, read_yaml


def value(text: str) -> object:
    return read_yaml(f"a: {text}\n".encode(), "f.yaml").plain()["a"]  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True), ("false", False), ("True", "True"), ("yes", "yes"), ("NO", "NO"),
        ("on", "on"), ("4", 4), ("-4", -4), ("0", 0), ("04", "04"), ("1.5", "1.5"),
        ("0x10", "0x10"), ("1_000", "1_000"), ("1e3", "1e3"), ("2006-06-05", "2006-06-05"),
        ("", None), ("~", None), ("null", None), ('"4"', "4"), ("'true'", "true"), ('""', ""),
        ("9" * 30, "9" * 30), ("軽自動車", "軽自動車"), ("[1, b]", [1, "b"]),
        ("{b: 25 mph}", {"b": "25 mph"}), ("49 CFR 571.3(b)", "49 CFR 571.3(b)"), ("=", "="),
    ],
)  # fmt: skip
def test_values(text: str, expected: object) -> None:
    """Only `true` and `false` are Booleans and only whole numbers are numbers."""
    assert value(text) == expected
    assert type(value(text)) is type(expected)


def test_keys_stay_text() -> None:
    """`on`, numbers and dates as keys are words."""
    read = read_yaml(b"on: 1\n208: 2\n2006-06-05: 3\ntrue: 4\n", "f.yaml").plain()
    assert read == {"on": 1, "208": 2, "2006-06-05": 3, "true": 4}


def test_places() -> None:
    """Keys, values and list items know line and column, counted in characters from 1."""
    node = read_yaml("è: {b: ü, c: 車}\nd:\n  - e\n".encode(), "f.yaml")
    assert isinstance(node, MapNode)
    inner = node.entries["è"]
    assert isinstance(inner, MapNode)
    assert node.keys["d"] == Place("f.yaml", 2, 1)
    assert inner.keys["c"] == Place("f.yaml", 1, 11)
    assert inner.entries["c"] == ScalarNode(Place("f.yaml", 1, 14), "車")
    assert str(node.entries["d"].items[0].place) == "f.yaml:3:5"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "error", "line", "column"),
    [
        (b"a: \xff", "not UTF-8", 1, 4),
        (b"a: 1\n\xc3\xa9: \xff", "not UTF-8", 2, 4),
        (b"\xef\xbb\xbfa: 1", "byte order mark", 1, 1),
        (b"a:\n\tb: 1", "a tab", 2, 1),
        (b"a: \x00", "cannot be seen", 1, 4),
        ("a: x\u2028y".encode(), "U+2028", 1, 5),
        ("a: x\u202ey".encode(), "U+202E", 1, 5),
        (b"%YAML 1.1\n---\na: 1", "beginning with `%`", 1, 1),
        (b"a: " + b"[" * 100, "too deep", 1, 66),
        (b"{a: " * 5_000, "too deep", 1, 257),
        (b"[" + b"1," * 200_001 + b"]", "too many parts", 1, 399_996),
        (b"#" * (1 << 20) + b"\n", "1048577 bytes", 1, 1),
        (b"a: &x [1]\nb: *x", "anchor `&x`", 1, 4),
        (b"a: *x", "alias `*x`", 1, 4),
        (b"a: !str b", "tag `!str`", 1, 4),
        (b"a: .inf", "`.inf` is not a figure", 1, 4),
    ],
)
def test_refused(data: bytes, error: str, line: int, column: int) -> None:
    """What no rule file needs is refused with its place, before anything large is built."""
    with pytest.raises(RuleError, match=re.escape(error)) as raised:
        read_yaml(data, "f.yaml")
    place = raised.value.place
    assert place is not None and place.line == line
    assert abs(place.column - column) <= 1


def test_far_too_deep() -> None:
    """Whether the scanner or the reader notices first, no depth of brackets is built."""
    with pytest.raises(RuleError, match="the nesting is too deep; expected at most 64 levels"):
        read_yaml(b"[" * 100_000, "f.yaml")


def test_line_ends() -> None:
    """Files from any editor read alike."""
    assert read_yaml(b"a: 1\r\nb: 2\r\n", "f.yaml").plain() == {"a": 1, "b": 2}


def test_hash_is_only_a_comment_after_a_space() -> None:
    """A number sign within a word belongs to it."""
    assert value("a#b # c") == "a#b"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet="ab:-{}[],&*!|>'\"%#?\n \t~<", max_size=60))
def test_any_bytes(data: bytes | str) -> None:
    """Whatever the bytes, the reader returns a value or raises a rule error."""
    raw = data.encode() if isinstance(data, str) else data
    try:
        read_yaml(raw, "f.yaml")
    except RuleError as error:
        assert error.place is not None


@pytest.mark.parametrize(
    "text", ["", "a: [b\n", "a: !<b\n", "a: {b\n", 'a: "b\n', "a: @b\n", "? - a"]
)
def test_every_error_says_what_was_expected(text: str) -> None:
    """Whatever stops the parser, a person learns what to write."""
    with pytest.raises(RuleError) as raised:
        read_yaml(text.encode(), "a.yaml")
    assert raised.value.expected
    assert raised.value.place is not None
