# SPDX-License-Identifier: Apache-2.0
"""Tables are read whole or row by row, with the same rows either way and none lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import keiimport
from keiimport.batch import rows as reading
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.files import Chunk, Position, encoding_of, open_source
from keiimport.batch.options import Options
from keiimport.errors import InputError, KeiimportError

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x1f\x00"), max_size=6)


def chunks(path: Path, form: Any, size: int, start: Position | None = None) -> list[Chunk]:
    known = {"a", "b"}.__contains__
    source = open_source(str(path), form, chunk_bytes=size, encoding="utf-8", known=known)
    try:
        return list(source.chunks(start or Position(), 0))
    finally:
        source.close()


def cells(row: reading.Row) -> tuple[Any, ...]:
    """The cells of a row, empty where it could not be read."""
    return tuple(row.told.get(name, "") for name in ("a", "b"))


def read_csv(text: bytes, line: int) -> list[reading.Row]:
    written: list[tuple[int, bytes | InputError]] = []
    for row in reading.split_csv(reading.row_lines(text, io.BytesIO()), ",", 2):
        if isinstance(row.text, InputError) or row.text.strip(b"\r\n"):
            written.append((line, row.text))
        line += row.lines
    return read_texts(written)


def read_texts(texts: reading.Written) -> list[reading.Row]:
    return list(reading.read_csv(texts, ("a", "b"), ","))


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
        read = read_texts(chunk.texts)
        assert not any(row.error for row in read)
        assert len(read) == chunk.rows
        found += map(cells, read)
    assert found == [tuple(row) for row in rows]


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
def test_a_row_of_csv_is_read_alike_alone_and_among_others(lines: list[bytes]) -> None:
    text = b"\n".join([*lines, b"7,8"])
    read = read_csv(text, 2)
    told = [(number, line) for number, line in enumerate([*lines, b"7,8"], 2) if line]
    assert [row.line for row in read] == [number for number, _ in told]
    for (number, line), row in zip(told, read, strict=True):
        assert read_csv(line + b"\n", number) == [row]
        bad = line in (b"3", b"4,5,6", b"\xff,1")
        assert (row.error is not None) == bad
        assert bad or list(cells(row)) == next(csv.reader([line.decode()]))


PIECES = st.sampled_from([b"a", b'"', b'""', b",", b"\n", b"\r\n", b"\r", b" ", b"\xff", b"\xe8"])


@settings(max_examples=75, deadline=None)
@example([b'"', b"a", b"\n", b"a", b",", b"a", b"\n"], 3)
@given(st.lists(PIECES, max_size=40), st.integers(1, 30))
def test_any_text_gives_the_same_rows_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"a,b\n" + b"".join(pieces))

    def rows(size: int) -> list[Any]:
        found: list[Any] = []
        for chunk in chunks(path, "csv", size):
            read = read_texts(chunk.texts)
            assert len(read) == chunk.rows
            found += read
        return found

    assert rows(size) == rows(1 << 20)


@pytest.mark.parametrize("quote", [b'"', b'1,"', b'"x"y,"', b'a",b,"c', b'"",""""'])
def test_a_stray_quote_costs_its_own_row(tmp_path: Path, quote: bytes) -> None:
    path = tmp_path / "stray.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 500 + quote + b"1,2\n" + b"1,2\n" * 1500)
    (chunk,) = chunks(path, "csv", 1 << 20)
    assert chunk.rows == 2001
    read = read_texts(chunk.texts)
    assert len(read) == 2001
    assert [row.line for row in read if row.error] == [502]


def test_a_cell_over_several_lines_is_one_row() -> None:
    text = b'1,"two\nlines, and a ""quote"""\n3,4\n"5\r\n6",7\r\n'
    read = read_csv(text, 2)
    assert not any(row.error for row in read)
    assert [row.line for row in read] == [2, 4, 5]
    assert [*map(cells, read)] == [
        ("1", 'two\nlines, and a "quote"'),
        ("3", "4"),
        ("5\r\n6", "7"),
    ]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["1999", "x", 'a":b', "null"])
)
OBJECTS = st.dictionaries(
    st.sampled_from(["lot", "vehicle.make", "kei", "entry"]),
    VALUES | st.dictionaries(st.sampled_from(["date", "value"]), VALUES, max_size=2),
    max_size=3,
)


def read_lines(text: bytes) -> list[reading.Row]:
    lines = enumerate(reading.row_lines(text, io.BytesIO()), 1)
    return list(reading.read_json_lines((n, line.text) for n, line in lines))


@settings(max_examples=50, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=6))
def test_json_lines_lose_no_value_and_no_row(rows: list[Mapping[str, Any]]) -> None:
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    read = read_lines(text)
    assert [line for line, _, _ in read] == list(range(1, len(rows) + 1))
    for row, (_, told, error) in zip(rows, read, strict=True):
        entry = row.get("entry")
        # a section that is no object is a mistake of its row
        bad = entry is not None and not isinstance(entry, dict)
        assert (error is not None) == bad
        assert bad or told == _flat(row)


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "lot": VALUES | st.just({}) | st.just([1]),
        "manufactured": st.sampled_from(["1998-05", 1998, 1998.0, 2001.1, True, {}, None, "x"]),
        "entry": st.just({}) | st.just("1999") | st.just({"date": "2026-11-21"}),
        "gvwr": st.sampled_from([700, 700.5, "700 kg", {"min": 700, "max": 710}, [], False]),
        "year": st.sampled_from([1998, None]),
        "unheard_of": VALUES,
    },
)


@cache
def engine() -> keiimport.Engine:
    return keiimport.Engine()


@settings(max_examples=25, deadline=None)
@example([{"entry": {}}, {"entry": "1999"}], 1)
@given(st.lists(ROWS, min_size=1, max_size=8), st.integers(1, 200))
def test_the_answer_to_a_row_depends_on_that_row_alone(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "alone.jsonl"
    first = {"lot": 0, "manufactured": "1998-05", "gvwr": 700}
    asked = Options.of(id=["lot"], today=date(2026, 11, 21), columns=["outcome"])

    def answers(rows: list[dict[str, Any]], size: int) -> list[Any]:
        path.write_text("".join(json.dumps(row) + "\n" for row in [first, *rows]))
        evaluator = Evaluator(replace(asked, input_format="jsonl"), engine=engine())
        source = open_source(str(path), "jsonl", chunk_bytes=size)
        evaluator.begin(source.first)
        found: list[Any] = []
        for chunk in source.chunks(Position(), 0):
            found += evaluator.answers(chunk).table.to_dicts()
        for row in found:
            row["error"] = (row["error"] or "").partition(": ")[2]
        return [row | {"line": None} for row in found[1:]]

    whole = answers(rows, 1 << 20)
    assert answers(rows, size) == whole
    assert [answers([row], 1 << 20)[0] for row in rows] == whole
    for row, found in zip(rows, whole, strict=True):
        assert found["lot"] == row.get("lot")


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {f"entry.{name}": value for name, value in (row.get("entry") or {}).items()}
    found |= {name: value for name, value in row.items() if name != "entry"}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"kei": true,}', "line 2, column 1"),  # at the comma, or behind it
        (b"\xff\xfe{}", "not valid UTF-8"),
        (b"7", "no JSON object"),
        (b'{"kei": true, "kei": false}', "stands twice"),
        (b'{"kei": NaN}', "not a JSON number"),
    ],
)
def test_a_bad_line_costs_that_line_alone(line: bytes, error: str) -> None:
    text = b'{"kei": true}\n' + line + b'\n{"kei": true}'
    read = read_lines(text)
    assert [(number, told.get("kei")) for number, told, _ in read][::2] == [(1, True), (3, True)]
    first, second, third = (error for _, _, error in read)
    assert first is None and third is None and second is not None and error in second


def test_a_line_longer_than_a_row_may_be_is_one_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"a": 1}\n{"b": "' + b"x" * (3 << 20) + b'"}\n{"c": 1}\n')
    found = chunks(path, "jsonl", 1000)
    written = [row for chunk in found for row in chunk.texts]
    assert [(n, isinstance(text, InputError)) for n, text in written] == [
        (1, False),
        (2, True),
        (3, False),
    ]
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
        assert [each.texts for each in rest] == [each.texts for each in whole[number + 1 :]]
        assert rest[0].line == whole[number + 1].line


@pytest.mark.parametrize(
    ("data", "form", "error"),
    [
        (b"", "csv", "empty"),
        (b"PAR1....", "jsonl", "Parquet"),
        (b"[{}]", "jsonl", "JSON list"),
        (b"kei,kei\n", "csv", "twice"),
        (b"no parquet", "parquet", "no Parquet file"),
        (b"\x1f\x8b\x08\0", "csv", "packed with gzip; expected the file in it, unpacked"),
        (b"\x1f\x8b\x08\0", "parquet", "packed with gzip"),
        (b"PK\3\4..[Content_Types].xml", "csv", "Excel workbook; expected its sheet saved as CSV"),
        (b"PK\3\4..lots.csv", "jsonl", "packed with ZIP"),
        (b"make,model\nSuzuki,Carry\n", "jsonl", "no line of the input is an object"),
        (b'{"make": "Suzuki"}\n', "csv", "is JSON; expected CSV, or `--input-format jsonl`"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, form: Any, error: str
) -> None:
    path = tmp_path / "table"
    path.write_bytes(data)
    with pytest.raises(InputError, match=error):
        open_source(str(path), form)


def test_where_the_guesser_of_encodings_is_missing_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(KeiimportError, match=r"pip install 'keiimport\[batch\]'"):
        encoding_of("車名,年式\nキャリイ,平成10年\n".encode("cp932") * 3, None)
