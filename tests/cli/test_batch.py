# SPDX-License-Identifier: Apache-2.0
"""`keiimport batch`: a table in, a row of answers out for each row, and a summary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import keiimport

Run = Any

LOTS = (
    '{"lot": 1, "vehicle": {"chassis_code": "DD51T", "manufactured": "1998-05"}}\n'
    '{"lot": 2, "vehicle": {"chassis_code": "B6AW", "manufactured": "2022-06"}}\n'
    "{broken\n"
    '{"lot": 4, "vehicle": {"chassis_code": "B6AW", "manufactured": "2022-13"}}\n'
)
DAY = ("--entry-date", "2026-11-21")


@pytest.fixture
def lots(tmp_path: Path) -> Path:
    path = tmp_path / "lots.jsonl"
    path.write_text(LOTS)
    return path


@pytest.mark.parametrize("more", [(), ("--summary",)])
def test_what_is_set_aside_is_told_with_the_name_it_should_have(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """A table answered by its dates alone would look like any other."""
    lots = tmp_path / "lots.csv"
    lots.write_text("Maker,Name,First registered,Price\nSuzuki,Carry,1999,660\n")
    answer = run("batch", str(lots), "-o", str(tmp_path / "out.csv"), *more, *DAY)
    assert answer.code == 0
    assert answer.stderr.splitlines() == [
        "the column `Maker` is read as `vehicle.make`",
        "the column `Price` is read as `entry.value` where a cell has its unit",
        "there is no fact `Name`: the column is set aside; did you mean `vehicle.model`?",
    ]


def test_bad_rows_come_out_with_their_line_and_stop_nothing(run: Run, lots: Path) -> None:
    out = lots.with_name("out.jsonl")
    answer = run("batch", str(lots), "-o", str(out), "--id", "lot", *DAY)
    assert answer.code == 0 and answer.stdout == ""
    assert answer.stderr == "2 of 4 rows could not be evaluated\n"
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["line"] for row in rows] == [1, 2, 3, 4]
    assert [row["outcome"] for row in rows] == ["admissible", "not_yet", None, None]
    assert "not valid JSON at line 3" in rows[2]["error"] and "no month 13" in rows[3]["error"]
    assert rows[1]["earliest"] == "2047-06-30" and rows[3]["lot"] == 4


def test_a_row_that_is_shifted_names_the_column(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    whole = "Suzuki,Carry,1998,660\n"
    shifted = "Suzuki,Carry,1998\nSuzuki,Carry,1998,660,x\nSuzuki,,Carry,1998\n"
    path.write_text(f"Make,Model,Year,Engine cc\n{whole}{shifted}")
    rows = run("batch", str(path), "-o", "-", "--output-format", "jsonl", *DAY).rows
    assert rows[0]["outcome"] == "admissible"
    assert [row["error"].partition("; expected")[0] for row in rows[1:]] == [
        "line 3: the row has 3 cells and ends under `Year`",
        "line 4: the row has 5 cells, the last of them `x`",
        "column `Year`: `Carry` is not a date",
    ]


def test_a_stream_goes_in_and_out(run: Run) -> None:
    arguments = ("--input-format", "jsonl", "--output-format", "csv", "--columns", "outcome")
    answer = run("batch", "-", "-o", "-", "--id", "lot", *arguments, *DAY, data=LOTS)
    assert answer.stdout.splitlines()[:3] == [
        "line,lot,outcome,error",
        "1,1,admissible,",
        "2,2,not_yet,",
    ]


def test_the_summary_says_how_many_of_each_why_not_and_when(run: Run, lots: Path) -> None:
    found = run("batch", str(lots), "--summary", "--format", "json", "--id", "lot", *DAY).json
    assert found["rows"] == 4 and found["errors"] == 2
    assert found["outcomes"]["admissible"] == found["outcomes"]["not_yet"] == 1
    assert found["opens"] == [{"year": 2047, "rows": 1}]
    assert [each["line"] for each in found["first_errors"]] == [3, 4]
    assert found["reasons"][0]["rows"] == 1
    text = run("batch", str(lots), "--summary", "--id", "lot", *DAY).stdout
    for words in ("4 rows", "admissible", "25.0 %", "2047", "█", "line 3"):
        assert words in text


def test_exit_code_2_only_when_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text("{broken\n{too\n")
    answer = run("batch", str(path), "-o", str(out))
    assert answer.code == 2 and "none of the 2 rows" in answer.error["error"]
    assert len(out.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "at", "expected"),
    [
        (["in.jsonl"], "-o", "`-o OUT`, or `--summary`"),
        (["in.txt", "-o", "out.csv"], "input", "`--input-format`"),
        ([".", "-o", "out.csv"], "input", "a file of rows"),
        (["in.jsonl", "-o", "new/out.csv"], "output", "a folder that is there"),
        (["in.jsonl", "-o", "out.cvs"], "output", "`.csv`"),
        (["missing.csv", "-o", "out.csv"], "input", "a file of rows"),
        (["in.jsonl", "-o", "o.csv", "--mapping", "japanese"], "mapping", "`japanese-auction`"),
        (["in.jsonl", "-o", "o.csv", "--exchange-rate", "-1"], "entry.exchange_rate", "how many"),
        (["in.jsonl", "-o", "-", "--summary", "--output-format", "csv"], "--summary", "a file"),
        (["in.jsonl", "-o", "o.csv", "--columns", "outcom"], "columns", "`outcome`"),
    ],
)
def test_a_mistake_in_the_arguments_is_one_sentence(
    run: Run,
    lots: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    at: str,
    expected: str,
) -> None:
    lots.rename(lots.with_name("in.jsonl"))
    monkeypatch.chdir(lots.parent)
    Path("in.txt").touch()
    answer = run("batch", *arguments)
    assert answer.code == 2 and answer.error["at"] == at and expected in answer.error["expected"]
    assert not list(lots.parent.glob("*.parts"))


def test_an_interrupted_run_is_gone_on_with(
    run: Run, lots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from keiimport.batch import job

    out = lots.with_name("out.csv")
    arguments = ("batch", str(lots), "-o", str(out), "--id", "lot", *DAY)
    with monkeypatch.context() as patch:

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(job, "finish", interrupted)
        answer = run(*arguments)
    assert answer.code == 130 and "--resume" in answer.stderr and not out.exists()
    assert run(*arguments, "--resume").code == 0
    assert len(out.read_text().splitlines()) == 5


def test_a_state_and_an_engine_are_asked_as_of_one_case(run: Run, lots: Path) -> None:
    out = lots.with_name("out.jsonl")
    arguments = ("batch", str(lots), "-o", str(out), "--id", "lot", "--columns", "warnings", *DAY)
    assert run(*arguments).code == 0
    without = [json.loads(line)["warnings"] for line in out.read_text().splitlines()]
    assert run(*arguments, "--state", "GA", "--engine", "naive").code == 0
    asked = [json.loads(line)["warnings"] for line in out.read_text().splitlines()]
    assert without[2:] == asked[2:] == [None, None]
    engine = keiimport.Engine()
    for line, told, plain in zip(LOTS.splitlines()[:2], asked, without, strict=False):
        case = json.loads(line)
        del case["lot"]
        case.setdefault("entry", {})["date"] = DAY[1]
        assert plain == list(engine.evaluate(case).warnings)
        assert told == list(engine.evaluate(case, state="GA").warnings)
    answer = run(*arguments, "--state", "ZZ")
    assert answer.code == 2 and "is not a state" in answer.error["error"]


def test_without_polars_a_sentence_says_how_to_get_it(run: Run, lots: Path) -> None:
    import subprocess
    import sys

    code = "import sys; sys.modules['polars'] = None\nfrom keiimport.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "batch", str(lots), "-o", "x.csv"],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert "pip install 'keiimport[batch]'" in json.loads(ended.stderr)["error"]
    assert ended.returncode != 0


@pytest.mark.parametrize(("place", "byte"), [(1017, 0), (1020, 255)])
def test_a_damaged_page_of_parquet_leaves_one_line(
    process: Run, tmp_path: Path, place: int, byte: int
) -> None:
    """One makes Polars report on standard error by itself, one makes it end the process."""
    source = tmp_path / "in.parquet"
    days = [f"{1990 + n % 30}-0{1 + n % 9}" if n % 7 else None for n in range(500)]
    pl.DataFrame({"manufactured": days}).write_parquet(source, compression="uncompressed")
    data = bytearray(source.read_bytes())
    data[place] = byte
    source.write_bytes(data)
    found = process("batch", str(source), "-o", str(tmp_path / "out.csv"))
    assert found.code == 2
    assert "no Parquet file that can be read" in found.error["error"]
