# SPDX-License-Identifier: Apache-2.0
"""How an input is told apart into cases, whatever is wrong with it."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keiimport.cli.cases import Cases, read_cases
from keiimport.errors import InputError
from keiimport.facts.reading import LARGEST_CASE


class Dripping(io.RawIOBase):
    """A stream that hands out its bytes a few at a time, as a slow pipe does."""

    def __init__(self, data: bytes, size: int) -> None:
        self._rest = memoryview(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(self._size, len(buffer))
        taken, self._rest = self._rest[:size], self._rest[size:]
        buffer[: len(taken)] = taken
        return len(taken)


def read(data: bytes, size: int = 1 << 16) -> Cases:
    return read_cases(io.BufferedReader(Dripping(data, size)))


def rows(data: bytes, size: int = 1 << 16) -> list[Any]:
    """The cases of `data`, parsed, or the words of their errors."""
    found = read(data, size)
    return [
        str(case.text) if isinstance(case.text, InputError) else json.loads(case.text)
        for case in found.texts
    ]


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (b'{"a": 1}', "object"),
        (b'{"a": 1}\n', "object"),
        (b'\n \n  {"a": 1}\r\n\r\n', "object"),
        (b'{\n  "a": {\n    "b": 1\n  }\n}\n', "object"),
        (b'{"a":\n{"b": 1}\n}', "object"),
        (b'\xef\xbb\xbf{"a": 1}', "object"),
        (b'{"a": 1}\n{"a": 2}', "lines"),
        (b'{"a": 1}\r\n\r\n{"a": 2}\r\n', "lines"),
        (b'{"a": \n{"a": 2}\n', "lines"),
        (b'nonsense\n{"a": 2}\n', "lines"),
        (b'{"a": "\xff"}\n{"a": 2}\n', "lines"),
        (b"nonsense\nmore nonsense\n", "object"),
        (b'{"a": 1,\n "b": }\n', "object"),
        (b"[]", "array"),
        (b' [{"a": 1},\n {"a": 2}]', "array"),
    ],
)
def test_the_shape_of_an_input(data: bytes, shape: str) -> None:
    for size in (1, 3, 1 << 16):
        assert read(data, size).shape == shape


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r\n"])
def test_an_empty_input_says_so(data: bytes) -> None:
    with pytest.raises(InputError, match="the input is empty"):
        read(data)


def test_utf_16_is_named() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        read('{"a": 1}'.encode("utf-16"))


def test_lines_carry_their_numbers() -> None:
    cases = read(b'\n{"a": 1}\n\n{"a": \n{"a": 3}\n')
    assert [case.line for case in cases.texts] == [2, 4, 5]


def test_elements_carry_their_lines_and_places() -> None:
    cases = read(b'\n[\n  {"a": 1}, {"a":\n 2},\n\n  {"a": 3}\n]\n')
    assert [(case.line, case.item) for case in cases.texts] == [(3, 1), (3, 2), (6, 3)]


def test_a_line_that_is_too_long_does_not_stop_the_next() -> None:
    long = b'{"a": "' + b"x" * (3 * LARGEST_CASE) + b'"}'
    found = rows(b'{"a": 1}\n' + long + b'\n{"a": 3}\n')
    assert found[0] == {"a": 1}
    assert "longer than 1 MiB" in found[1]
    assert found[2] == {"a": 3}
    assert "longer than 1 MiB" in rows(long)[0]
    assert "longer than 1 MiB" in rows(long + b'\n{"a": 3}\n')[0]


def test_an_element_that_is_too_long_does_not_stop_the_next() -> None:
    long = b'{"a": "' + b"x" * (3 * LARGEST_CASE) + b'"}'
    found = rows(b'[{"a": 1},' + long + b',{"a": 3}]')
    assert found[0] == {"a": 1}
    assert "longer than 1 MiB" in found[1]
    assert found[2] == {"a": 3}


def test_an_object_over_many_lines_has_the_same_limit() -> None:
    data = b'{"a": [\n' + b'"some text",\n' * 200_000 + b'"end"]}\n'
    assert read(data).shape == "object"
    assert "longer than 1 MiB" in rows(data)[0]


@pytest.mark.parametrize("opening", [b"", b"[", b'{"a": 1}\n'])
def test_memory_does_not_grow_with_the_input(opening: bytes) -> None:
    class Endless(io.RawIOBase):
        left = 400

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.left -= 1
            said = opening if opening and self.left == 399 else b"x" * len(buffer)
            if self.left < 0:
                return 0
            buffer[: len(said)] = said
            return len(said)

    tracemalloc.start()
    found = list(read_cases(io.BufferedReader(Endless(), 65536)).texts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[-1].text, InputError)
    assert peak < 6 * LARGEST_CASE


@pytest.mark.parametrize(
    ("data", "good", "bad"),
    [
        (b'[{"a": }, {"a": 2}]', 1, 1),
        (b'[{"a": ]}, {"a": 2}]', 1, 1),
        (b'[{"a": [1, 2}, {"a": 2}]', 1, 1),
        (b'[{"a": 1}, , {"a": 2}]', 2, 1),
        (b'[{"a": 1}, {"a": 2}', 1, 1),
        (b'[{"a": 1}, {"a": 2},]', 2, 1),
        (b'[{"a": 1},\n]\n', 1, 1),
        (b"[,]", 0, 2),
        (b'[{"a": 1}, {"a": "2}]', 1, 1),
        (b'[{"a": 1}] {"a": 2}', 1, 1),
        (b'[{"a": "]}, \\" [{"}, {"a": 2}]', 2, 0),
        (b"[" + b"[" * 50_000 + b"]" * 50_000 + b', {"a": 2}]', 1, 1),
        (b"[" * 100_000, 0, 1),
        (b"[]", 0, 0),
        (b"[ \n ]\n", 0, 0),
    ],
)
def test_a_broken_element_does_not_stop_the_others(data: bytes, good: int, bad: int) -> None:
    for size in (1, 7, 1 << 16):
        found = []
        for case in read(data, size).texts:
            assert not isinstance(case.text, str)
            try:
                found.append(isinstance(json.loads(case.text), dict))  # type: ignore[arg-type]
            except (TypeError, ValueError, RecursionError):
                found.append(False)
        assert (found.count(True), found.count(False)) == (good, bad)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
objects = st.dictionaries(st.text(max_size=4), values, max_size=4)


@given(st.lists(objects, min_size=1, max_size=6), st.integers(1, 40), st.sampled_from([None, 0, 2]))
def test_a_list_is_split_as_json_reads_it(
    cases: list[dict[str, Any]], size: int, indent: int | None
) -> None:
    data = json.dumps(cases, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    assert rows(data, size) == json.loads(data)


@given(st.lists(objects, min_size=2, max_size=6), st.integers(1, 40))
def test_lines_are_split_as_json_reads_them(cases: list[dict[str, Any]], size: int) -> None:
    lines = [json.dumps(case, ensure_ascii=False).encode("utf-8", "replace") for case in cases]
    found = read(b"\r\n".join(lines), size)
    assert found.shape == "lines"
    assert rows(b"\n\n".join(lines) + b"\n", size) == [json.loads(line) for line in lines]


@given(objects, st.integers(1, 40), st.sampled_from([None, 0, 2, "\t"]))
def test_one_object_is_read_whole(
    case: dict[str, Any], size: int, indent: int | str | None
) -> None:
    data = json.dumps(case, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    assert read(data, size).shape == "object"
    assert rows(data, size) == [json.loads(data)]


@given(st.binary(max_size=200), st.integers(1, 40))
def test_any_bytes_are_told_apart(data: bytes, size: int) -> None:
    try:
        found = list(read(data, size).texts)
    except InputError:
        return
    assert all(case.line >= 1 for case in found)
