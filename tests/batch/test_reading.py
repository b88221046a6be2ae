# SPDX-License-Identifier: Apache-2.0
"""Tables are read whole or row by row, with the same rows either way and none lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keiimport.batch import csv_rows, json_rows
from keiimport.batch.cells import as_text
from keiimport.batch.files import Chunk, Position, Rows, open_source
from keiimport.errors import InputError

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x1f\x00"), max_size=6)


def chunks(path: Path, form: Any, size: int, start: Position | None = None) -> list[Chunk]:
    source = open_source(str(path), form, chunk_bytes=size)
    try:
        return list(source.chunks(start or Position(), 0))
    finally:
        source.close()


@settings(max_examples=40, deadline=None)
@example([["", "\x1e"], ["\u3000", "\x85"]], 1)
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=8), st.integers(1, 40)
)
def test_rows_of_csv_come_out_as_they_went_in_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["a", "b"], *rows])
    found: list[tuple[Any, ...]] = []
    for chunk in chunks(path, "csv", size):
        assert chunk.text is not None
        read = csv_rows.read_csv(chunk.text, chunk.line, chunk.lines, ("a", "b"), ",")
        assert read.errors is None or not read.errors.drop_nulls().len()
        found += read.table.rows()
    assert [tuple(cell or "" for cell in row) for row in found] == [tuple(row) for row in rows]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"1,2",
                b'"x",',
                b"3",
                b"4,5,6",
                b"",
                b"\xff,1",
                b"a b,c",
                b" ,\xc2\xa0",
                b"\xe3\x80\x80,x",
            ]
        )
    )
)
def test_clean_csv_and_careful_csv_are_read_alike(lines: list[bytes]) -> None:
    text = b"\n".join([*lines, b"7,8"])
    read = csv_rows.read_csv(text, 2, len(lines) + 1, ("a", "b"), ",")
    careful = csv_rows._one_by_one(text, 2, ("a", "b"), ",")
    assert read.lines.to_list() == careful.lines.to_list()
    assert _told(read) == _told(careful)
    told = [line for line in lines if line] + [b"7,8"]
    assert len(read) == len(told)
    bad = [line in (b"3", b"4,5,6", b"\xff,1") for line in told]
    errors = [None] * len(read) if read.errors is None else read.errors.to_list()
    assert [error is not None for error in errors] == bad


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["1999", "x", 'a":b', "null"])
)
OBJECTS = st.dictionaries(
    st.sampled_from(["lot", "vehicle.make", "kei", "entry"]),
    VALUES | st.dictionaries(st.sampled_from(["date", "value"]), VALUES, max_size=2),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=6))
def test_json_lines_lose_no_value_and_no_row(rows: list[Mapping[str, Any]]) -> None:
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    read = json_rows.read_json_lines(text, 1, len(rows), nests=True)
    assert read.lines.to_list() == list(range(1, len(rows) + 1))
    errors = [None] * len(read) if read.errors is None else read.errors.to_list()
    found = [_plain(row) for row in read.table.iter_rows(named=True)]
    for row, told, error in zip(rows, found, errors, strict=True):
        entry = row.get("entry")
        # a section that is no object is a mistake of its row
        bad = entry is not None and not isinstance(entry, dict)
        assert (error is not None) == bad
        rest = {name: value for name, value in row.items() if name != "entry"}
        assert told == _plain(_flat(rest if bad else row))


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    found = {f"entry.{name}": value for name, value in (row.get("entry") or {}).items()}
    found |= {name: value for name, value in row.items() if name != "entry"}
    return {
        name: json.dumps(value) if isinstance(value, dict) else str(value)
        for name, value in found.items()
        if value is not None
    }


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"kei": true,}', "line 2, column 14"),
        (b"\xff\xfe{}", "not valid UTF-8"),
        (b"7", "no JSON object"),
        (b'{"kei": true, "kei": false}', "stands twice"),
        (b'{"kei": NaN}', "not a JSON number"),
    ],
)
def test_a_bad_line_costs_that_line_alone(line: bytes, error: str) -> None:
    text = b'{"kei": true}\n' + line + b'\n{"kei": true}'
    read = json_rows.read_json_lines(text, 1, 3, nests=True)
    assert read.errors is not None and read.lines.to_list() == [1, 2, 3]
    assert read.table.rows() == [(True,), (None,), (True,)]
    first, second, third = read.errors.to_list()
    assert first is None and third is None and error in second


ODD = st.sampled_from(
    [
        '{"kei" : true}',
        '{"kei":\t"yes", "lot": 3}',
        '{"make": "[A]"}',
        '{"make": "\\ud83d\\ude97"}',
        '{"make": "\\ud83d"}',
        '{"lot": 1, "lot": 1}',
        '{"lot": null, "make": "null"}',
        '{"make": "a\\": null"}',
        '{"vehicle": {"make": "b"}, "entry": {}}',
        '{"certified_to": ["us_fmvss"]}',
        '{"make": {"deep": 1}}',
        '{"lot": 1.5}',
        "{}",
        "",
        "   ",
        "{",
        '{"lot": 1}{"lot": 2}',
        "null",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD | st.just('{"lot": 7, "make": "x"}'), min_size=1, max_size=40))
def test_json_lines_read_at_once_say_what_they_say_one_by_one(lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    careful = json_rows._one_by_one(text, 1, True)
    read = json_rows.read_json_lines(text, 1, len(lines), nests=True)
    assert read.lines.to_list() == careful.lines.to_list()
    assert _errors(read) == _errors(careful)
    assert _told(read) == _told(careful)


def _errors(rows: Rows) -> list[str | None]:
    return [None] * len(rows) if rows.errors is None else rows.errors.to_list()


def _told(rows: Rows) -> list[dict[str, str]]:
    return [_plain(row) for row in as_text(rows.table).iter_rows(named=True)]


def _plain(row: Mapping[str, Any]) -> dict[str, str]:
    """A row as text, in which 7 and 7.0 are one number."""
    texts = {name: str(value).lower().strip() for name, value in row.items() if value is not None}
    return {name: text.removesuffix(".0") for name, text in texts.items() if text}


def test_a_line_longer_than_a_row_may_be_is_one_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"a": 1}\n{"b": "' + b"x" * (3 << 20) + b'"}\n{"c": 1}\n')
    found = chunks(path, "jsonl", 1000)
    assert [(chunk.line, chunk.too_long) for chunk in found] == [(1, False), (2, True), (3, False)]
    assert found[-1].then.offset == path.stat().st_size


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_run_that_goes_on_makes_the_same_chunks(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"rows.{form}"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["a", "b"])
    writer.writerows([[n, 'x"\n' * (n % 3)] for n in range(200)])
    lines = "".join(json.dumps({"a": n, "b": "x" * (n % 7)}) + "\n" for n in range(200))
    path.write_text(out.getvalue() if form == "csv" else lines)
    whole = chunks(path, form, 97)
    assert len(whole) > 10
    for number, chunk in enumerate(whole[:-1]):
        rest = chunks(path, form, 97, chunk.then)
        assert [each.text for each in rest] == [each.text for each in whole[number + 1 :]]
        assert rest[0].line == whole[number + 1].line


@pytest.mark.parametrize(
    ("data", "form", "error"),
    [
        (b"", "csv", "empty"),
        (b"PAR1....", "jsonl", "Parquet"),
        (b"[{}]", "jsonl", "JSON list"),
        (b"a,a\n", "csv", "twice"),
        (b"no parquet", "parquet", "no Parquet file"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, form: Any, error: str
) -> None:
    path = tmp_path / "table"
    path.write_bytes(data)
    with pytest.raises(InputError, match=error):
        open_source(str(path), form)
