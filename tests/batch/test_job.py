# SPDX-License-Identifier: Apache-2.0
"""A whole run: rows in, as many answers out, in order, whatever happens on the way."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

import keiimport
from keiimport.batch import job, parts
from keiimport.batch.job import Done, run
from keiimport.batch.parts import Journal
from keiimport.errors import InputError, KeiimportError

DAY = date(2026, 11, 21)
CORE = ["outcome", "earliest"]
"""Enough where it does not matter what is asked."""
ROWS: list[dict[str, Any]] = [
    {"lot": "a1", "vehicle": {"chassis_code": "DD51T", "manufactured": "1998-05"}},
    {"lot": "a2", "vehicle": {"chassis_code": "B6AW", "manufactured": "2022-06"}},
    {"lot": "a3", "vehicle": {"make": "Suzuki", "model": "Carry", "first_registered": "H13"}},
    {"lot": "a4", "vehicle": {"chassis_code": "B6AW", "manufactured": "2022-13"}},
    {"lot": "a5", "vehicle": {"gvwr": "700 kg", "kei": True}, "entry": {"date": "2027-01-02"}},
    {"lot": "a6", "vehicle": {"gvwr": {"min": 700, "max": 710}, "manufactured": 1999}},
]


def flat(row: dict[str, Any]) -> dict[str, Any]:
    sections = {f"{s}.{f}": v for s in ("vehicle", "entry") for f, v in row.get(s, {}).items()}
    return {"lot": row["lot"], **{n: v for n, v in sections.items() if not isinstance(v, dict)}}


def table(path: Path, times: int = 1) -> Path:
    rows = [flat(row) for row in ROWS[:5]] * times
    frame = pl.DataFrame(rows, infer_schema_length=None)
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".csv":
        frame.write_csv(path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS * times))
    return path


@pytest.fixture(scope="module")
def single() -> list[Any]:
    engine = keiimport.Engine()
    found: list[Any] = []
    for row in ROWS:
        case = {name: value for name, value in row.items() if name != "lot"}
        try:
            found.append(engine.evaluate(case, today=DAY).to_dict())
        except InputError as error:
            found.append(error)
    return found


@pytest.mark.parametrize("read", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("write", ["csv", "jsonl", "parquet"])
def test_each_row_has_the_answer_of_its_own_evaluation(
    tmp_path: Path, single: list[Any], read: str, write: str
) -> None:
    source, out = table(tmp_path / f"in.{read}"), tmp_path / f"out.{write}"
    counted = run(source, out, id=["lot"], today=DAY, chunk_bytes=200, chunk_rows=2)
    read_back: Any = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}
    rows = read_back[write](out).to_dicts()
    expected = single if read == "jsonl" else single[:5]
    assert [row["lot"] for row in rows] == [row["lot"] for row in ROWS[: len(expected)]]
    first_line = 2 if read == "csv" else 1
    assert [row["line"] for row in rows] == list(range(first_line, first_line + len(rows)))
    for row, verdict in zip(rows, expected, strict=True):
        if isinstance(verdict, InputError):
            assert row["outcome"] is None and row["error"] == str(verdict)
            continue
        assert row["error"] is None
        assert row["outcome"] == verdict["outcome"]
        assert row["strict_outcome"] == verdict["strict_outcome"]
        assert row["certainty"] == verdict["certainty"]
        assert row["chosen_nhtsa"] == verdict["chosen"]["nhtsa"]
        assert (None if row["earliest"] is None else str(row["earliest"])) == verdict["earliest"]
        missing = row["missing"].split("|") if write == "csv" and row["missing"] else row["missing"]
        # a verdict also names what duty and state wait for, after what the outcome hangs on
        asked, told = [each["fact"] for each in verdict["missing"]], list(missing or [])
        assert told == asked[: len(told)]
        assert bool(told) is (verdict["outcome"] == "undetermined")
    assert counted.rows == len(expected) and counted.errors == 1
    assert not list(tmp_path.glob("*.parts")) and not list(tmp_path.glob(".*"))


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    source = table(tmp_path / "in.jsonl", 20)
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    first = run(source, one, id=["lot"], today=DAY, chunk_bytes=1000)
    second = run(source, two, id=["lot"], today=DAY, chunk_bytes=1000, workers=2)
    assert one.read_bytes() == two.read_bytes() and first.to_dict() == second.to_dict()


@pytest.mark.parametrize(("processors", "workers"), [(1, None), (2, 2), (64, 10)])
def test_a_large_table_is_shared_by_all_processors_that_it_has_work_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int, workers: int | None
) -> None:
    source = table(tmp_path / "in.jsonl", 20)
    shared: list[int] = []

    def elsewhere(*given: Any) -> list[Done]:
        shared.append(given[-1])
        return []

    monkeypatch.setattr("os.cpu_count", lambda: processors)
    monkeypatch.setattr(job, "CHUNK_BYTES", source.stat().st_size // 20)
    monkeypatch.setattr(job, "elsewhere", elsewhere)
    run(source, tmp_path / "out.csv", columns=CORE, today=DAY)
    assert shared == ([] if workers is None else [workers])


class Killed(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize("write", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_run_that_goes_on_loses_nothing_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, after: int
) -> None:
    source = table(tmp_path / "in.jsonl", 5)
    whole, out = tmp_path / f"whole.{write}", tmp_path / f"out.{write}"
    counted = run(source, whole, id=["lot"], columns=CORE, today=DAY, chunk_bytes=400)
    finish = job.finish

    def killed(evaluator: Any, chunk: Any, folder: Path) -> Any:
        if chunk.number == after:
            form = evaluator.options.output_format
            (folder / f"{chunk.number:08}.{form}.new").write_bytes(b"half")
            raise Killed
        return finish(evaluator, chunk, folder)

    with monkeypatch.context() as patch:
        patch.setattr(job, "finish", killed)
        with pytest.raises(Killed):
            run(source, out, id=["lot"], columns=CORE, today=DAY, chunk_bytes=400)
    assert not out.exists()
    seen: list[int] = []
    # another day has come; the rows before were given the old one, so the others are too
    again = run(
        source,
        out,
        id=["lot"],
        columns=CORE,
        today=date(2026, 11, 22),
        chunk_bytes=400,
        resume=True,
        progress=lambda done, total: seen.append(done),
    )
    assert out.read_bytes() == whole.read_bytes() and again.to_dict() == counted.to_dict()
    assert len(seen) == len(list(_chunks(source))) - after


def _chunks(source: Path) -> Any:
    from keiimport.batch.files import Position, open_source

    return open_source(str(source), "jsonl", chunk_bytes=400).chunks(Position(), 0)


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("left", [1, 2, 5])
def test_a_run_that_ends_while_it_tidies_up_can_be_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int, resume: bool
) -> None:
    """Found by the soak: the parts were gone, and the journal still named them."""
    source, whole, out = (tmp_path / name for name in ("in.jsonl", "whole.csv", "out.csv"))
    table(source, 5)
    asked: Any = {"id": ["lot"], "columns": CORE, "today": DAY, "chunk_bytes": 400}
    run(source, whole, **asked)
    listed, remove = Path.iterdir, os.unlink

    def removing(path: Any, **named: Any) -> None:
        nonlocal left
        left -= Path(path).parent.suffix == ".parts"
        if left == 0:
            raise Killed
        remove(path, **named)

    def finishing(*_: Any) -> Any:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Path, "iterdir", lambda folder: iter(sorted(listed(folder))))
        if not resume:  # what another run has left is thrown away at the beginning
            with monkeypatch.context() as other, pytest.raises(Killed):
                other.setattr(Journal, "put", finishing)
                run(source, out, **asked)
        patch.setattr(os, "unlink", removing)
        run(source, out, resume=resume, **asked)
    run(source, out, resume=True, **asked)
    assert out.read_bytes() == whole.read_bytes() and not list(tmp_path.glob("*.parts"))


_KILLED = """
import os, signal, sys
from datetime import date
from keiimport.batch.job import run
left = int(sys.argv[3])
def dying(name):
    real = getattr(os, name)
    def step(*arguments):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)
    setattr(os, name, step)
for name in ("fsync", "replace", "open"):
    dying(name)
day = date(2026, 11, 21)
asked = {"id": ["lot"], "columns": ["outcome"], "today": day, "chunk_bytes": 400}
run(sys.argv[1], sys.argv[2], resume=True, **asked)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed at once here")
@pytest.mark.parametrize(("write", "seed"), [("csv", 1), ("parquet", 2), ("jsonl", 3)])
def test_processes_killed_at_any_moment_lose_nothing_and_double_nothing(
    tmp_path: Path, write: str, seed: int
) -> None:
    source = table(tmp_path / "in.jsonl", 4)
    whole, out = tmp_path / f"whole.{write}", tmp_path / f"out.{write}"
    asked: Any = {"id": ["lot"], "columns": ["outcome"], "today": DAY, "chunk_bytes": 400}
    run(source, whole, **asked)
    random, killed = Random(seed), 0
    while not out.exists():
        arguments = [sys.executable, "-c", _KILLED, str(source), str(out)]
        arguments.append(str(random.randint(8, 26)))
        ended = subprocess.run(arguments, env={**os.environ}, check=False, timeout=60)
        killed += ended.returncode == -signal.SIGKILL
        assert ended.returncode in (0, -signal.SIGKILL) and killed < 20
    assert killed and out.read_bytes() == whole.read_bytes()
    # the last may have died after the output was whole
    run(source, out, resume=True, **asked)
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"strict": True}, "the options are others"),
        ({"scenarios": ["fifteen-years"]}, "the options are others"),
        ({"columns": ["outcome"]}, "the options are others"),
        ({"state": "GA"}, "the options are others"),
        ({"engine": "naive"}, "the options are others"),
    ],
)
def test_a_run_with_other_options_is_not_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], why: str
) -> None:
    source, out = table(tmp_path / "in.csv", 4), tmp_path / "out.csv"
    _interrupted(source, out, monkeypatch)
    with pytest.raises(InputError, match=why):
        run(source, out, **{"id": ["lot"], "today": DAY, "resume": True, **change})
    _interrupted(source, out, monkeypatch)  # without `resume` it begins anew


@pytest.mark.parametrize("what", ["input", "part", "journal"])
def test_a_run_is_not_gone_on_with_when_its_files_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    source, out = table(tmp_path / "in.csv", 4), tmp_path / "out.csv"
    _interrupted(source, out, monkeypatch)
    parts = tmp_path / "out.csv.parts"
    assert (parts / "keiimport.lock").is_file()
    if what == "input":
        source.write_bytes(source.read_bytes().replace(b"1998", b"1997"))
    elif what == "part":
        (parts / "00000000.csv").write_bytes(b"")
    else:
        (parts / "journal.json").write_bytes(b"{}")
    words = {"input": "input has changed", "part": "part `0+.csv`", "journal": "its journal"}
    with pytest.raises(InputError, match=words[what]):
        run(source, out, id=["lot"], today=DAY, resume=True, chunk_bytes=300)


def test_a_run_is_not_gone_on_with_under_other_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = table(tmp_path / "in.csv", 4), tmp_path / "out.csv"
    rules = tmp_path / "rules"
    shutil.copytree(Path(__file__).parents[2] / "rules", rules)
    _interrupted(source, out, monkeypatch, rules=rules)
    law = rules / "federal" / "nhtsa" / "age-25-years.yaml"
    law.write_text(law.read_text(encoding="utf-8") + "# another word\n", encoding="utf-8")
    asked = {"id": ["lot"], "today": DAY, "chunk_bytes": 300, "rules": rules}
    with pytest.raises(InputError, match="the rules have changed since"):
        run(source, out, resume=True, **asked)


def test_a_run_is_not_gone_on_with_under_another_mapping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out, mapping = table(tmp_path / "in.csv", 4), tmp_path / "out.csv", tmp_path / "m.yaml"
    mapping.write_text("title: t\ncolumns: {vehicle.gvwr: {fact: vehicle.gvwr}}\n")
    _interrupted(source, out, monkeypatch, mapping=mapping)
    mapping.write_text("title: t\ncolumns: {vehicle.gvwr: {fact: vehicle.curb_weight}}\n")
    asked = {"id": ["lot"], "today": DAY, "chunk_bytes": 300, "mapping": mapping}
    with pytest.raises(InputError, match="the mapping has changed since"):
        run(source, out, resume=True, **asked)


def test_a_run_is_not_gone_on_with_by_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = table(tmp_path / "in.csv", 4), tmp_path / "out.csv"
    _interrupted(source, out, monkeypatch)
    monkeypatch.setattr(keiimport, "__version__", "9.9.9")
    with pytest.raises(InputError, match="of another version"):
        run(source, out, id=["lot"], today=DAY, resume=True, chunk_bytes=300)


def _interrupted(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, **asked: Any) -> None:
    def stop(done: int, total: int | None) -> None:
        if done > 600:
            raise Killed

    with pytest.raises(Killed):
        run(source, out, id=["lot"], today=DAY, chunk_bytes=300, progress=stop, **asked)


def test_two_runs_on_one_output_are_kept_apart(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    source, out = table(tmp_path / "in.csv", 2), tmp_path / "out.csv"

    def another(done: int, total: int | None) -> None:
        with pytest.raises(InputError, match="another run is at work"):
            run(source, out, id=["lot"], today=DAY)

    assert run(source, out, id=["lot"], today=DAY, progress=another).rows == 10


def test_an_unknown_column_is_set_aside_with_one_warning(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("lot,colour,Chassis Code,manufactured,odometr\n1,red,DD51T,1998-05,5 km\n")
    counted = run(source, out, id=["lot"], today=DAY, columns=CORE)
    assert pl.read_csv(out)["outcome"].to_list() == ["admissible"]
    assert counted.warnings == [
        "there is no fact `colour`: the column is set aside",
        "there is no fact `odometr`: the column is set aside; did you mean `odometer`?",
    ]
    counted = run(source, out, pass_through=True, today=DAY, columns=CORE)
    assert pl.read_csv(out).columns[:4] == ["line", "lot", "colour", "odometr"]
    assert counted.warnings == []


@pytest.mark.parametrize("name", ["year", "Built", "production_date", "Registration Year:"])
def test_a_column_of_an_unclear_day_counts_where_none_is_clear(tmp_path: Path, name: str) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"make,model,{name}\nSuzuki,Carry,1998\n", encoding="utf-8")
    assert run(source, out, today=DAY).errors == 0
    assert pl.read_csv(out)["outcome"].to_list() == ["admissible"]
    source.write_text(f"make,manufactured,{name}\nSuzuki,1998,2018\n", encoding="utf-8")
    assert run(source, out, today=DAY, columns=CORE).errors == 0
    assert pl.read_csv(out)["outcome"].to_list() == ["admissible"]
    source.write_text("colour,price\nred,5\n")
    with pytest.raises(InputError, match="no fact `colour`"):
        run(source, out, today=DAY)


def test_a_header_that_names_fact_and_unit_is_read(tmp_path: Path) -> None:
    source, out, plain = (tmp_path / name for name in ("in.csv", "out.csv", "plain.csv"))
    rows = "Suzuki,Carry,{},82000,4500,1998-05,x\nHonda,Acty,656 cc,51 mi,$1,1997-03,x\n"
    asked: Any = {"today": DAY, "columns": ["outcome", "duty_total", "warnings"]}
    source.write_text(
        "make,model,displacement,odometer,value,first_registered,x\n" + rows.format("660 cc")
    )
    run(source, plain, **asked)
    header = "Maker,Model Name,Engine Size (L),Mileage (km),Price [USD],First Registration,Name\n"
    source.write_text(header + rows.format(0.66))
    counted = run(source, out, **asked)
    assert out.read_bytes() == plain.read_bytes()
    assert "the column `Mileage (km)` is read as `vehicle.odometer` in km" in counted.warnings
    (aside,) = (each for each in counted.warnings if "set aside" in each)
    assert "`Name`" in aside and "did you mean `vehicle.model`?" in aside
    counted = run(source, out, pass_through=True, **asked)
    assert out.read_text().splitlines()[0] == "line,Name,outcome,duty_total,warnings,error"


def test_a_header_beside_the_fact_itself_or_of_a_strange_unit_is_set_aside(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("make,Maker,Mileage (stars),manufactured\nSuzuki,x,2,1998-05\n")
    counted = run(source, out, today=DAY, columns=CORE)
    assert counted.errors == 0
    for said, column in zip(counted.warnings, ("Maker", "Mileage (stars)"), strict=True):
        assert f"`{column}`: the column is set aside" in said


def test_a_header_without_a_unit_is_read_where_the_cell_has_its_unit(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    totals = []
    for price in ("$4000", "4000"):
        source.write_text(f'make,model,manufactured,Price\nSuzuki,Carry,1998-05,"{price}"\n')
        counted = run(source, out, today=DAY, columns=["duty_amount"])
        assert "`Price` is read as `entry.value` where a cell has its unit" in counted.warnings[0]
        totals.append(json.loads(out.read_text())["duty_amount"])
    assert totals == ["1000.00", None]


def test_a_cell_beside_the_question_costs_no_row(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(
        "make,model,manufactured,odometer,transmission,engine,foreign_soil\n"
        "Suzuki,Carry,1998-05,far,odd,,\n"
        "Suzuki,Carry,soon,5 km,,,\n"
        "Suzuki,Carry,1998-05,5 km,,strange,\n"
        "Suzuki,Carry,1998-05,5 km,manual,original,\n"
        "Suzuki,Carry,1998-05,5 km,manual,original,a bit\n"
    )
    counted = run(source, out, today=DAY, columns=["outcome", "warnings"])
    found = [json.loads(line) for line in out.read_text().splitlines()]
    first, second, third, fourth, fifth = found
    assert first["outcome"] == fourth["outcome"] == "admissible" and first["error"] is None
    assert any("`far` is not a distance" in said for said in first["warnings"])
    assert any("`odd`" in said and "set aside" in said for said in first["warnings"])
    assert not any("set aside" in said for said in fourth["warnings"])
    # without its day a vehicle is another one; what was done to it takes back what is presumed
    assert "`soon` is not a date" in second["error"] and "certified_newer" in third["error"]
    assert "`a bit` is neither true nor false" in fifth["error"]
    assert counted.errors == 3
    assert counted.set_aside == {"vehicle.odometer": 1, "vehicle.transmission": 1}


def test_a_column_of_headlines_is_set_aside_and_a_misspelt_word_is_not(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text("title,chassis_code,manufactured\n1998 Suzuki Carry 4WD,DD51T,1998-05\n")
    counted = run(source, out, today=DAY, columns=CORE)
    assert json.loads(out.read_text())["outcome"] == "admissible"
    assert "is read as `keiimport check` reads words" in counted.warnings[0]
    for name, cell, word in (("title", "salvagd", "`salvage`"), ("engine", "strange", "`other`")):
        source.write_text(f"{name},chassis_code,manufactured\n{cell},DD51T,1998-05\n")
        run(source, out, today=DAY, columns=CORE)
        assert word in json.loads(out.read_text())["error"]
    source.write_text("type,chassis_code,manufactured\ndeluxe one,DD51T,1998-05\n")
    counted = run(source, out, today=DAY, columns=CORE)
    assert "none of the words of `entry.type`" in counted.warnings[0]


JAPANESE = "make,model,manufactured\nスズキ,キャリイ,平成9年5月\n日産,ノート,2019\n"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("told", [False, True])
def test_tables_are_read_whatever_they_are_written_in(
    tmp_path: Path, encoding: str, told: bool
) -> None:
    source, out, plain = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "plain.csv"
    source.write_text(JAPANESE, encoding="utf-8")
    run(source, plain, today=DAY, pass_through=True, columns=CORE)
    source.write_bytes(JAPANESE.encode(encoding))
    asked: Any = {"encoding": encoding} if told else {}
    counted = run(source, out, today=DAY, pass_through=True, columns=CORE, chunk_bytes=50, **asked)
    assert out.read_bytes() == plain.read_bytes() and counted.errors == 0
    found_out = not told and not encoding.startswith("utf-8")
    assert [f"`{encoding.replace('-', '_')}`" in each for each in counted.warnings] == (
        [True] if found_out else []
    )


def test_an_encoding_that_does_not_fit_is_one_sentence(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(JAPANESE.encode("cp932"))
    with pytest.raises(InputError, match="not written in `euc_jp` throughout"):
        run(source, out, encoding="euc_jp")
    with pytest.raises(InputError, match="no encoding `cp923`; expected `cp932`"):
        run(source, out, encoding="cp923")


def test_lines_that_end_in_a_return_and_headlines_are_read(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"make,model,manufactured\rSuzuki,Carry,1996-05\rSuzuki,Carry,1997-05\r")
    run(source, out, today=DAY, columns=CORE)
    assert pl.read_csv(out)["outcome"].to_list() == ["admissible"] * 2
    source.write_text("Stock list May,,\n,,\n,make,manufactured\n1,Suzuki,1996-05\n2,Suzuki,x\n")
    counted = run(source, out, today=DAY, columns=CORE)
    rows = pl.read_csv(out).to_dicts()
    assert [row["line"] for row in rows] == [4, 5] and "`x` is not a date" in rows[1]["error"]
    assert "the header is line 3" in counted.warnings[0] and "`column 1`" in counted.warnings[1]


def test_in_json_lines_an_unknown_key_is_set_aside_and_a_mistake_costs_its_row(
    tmp_path: Path,
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"lot": 1, "gvwr": 700},
        {"lot": 2, "vehicle": {"gwvr": 700}},
        {"lot": 3, "colour": "red", "gvwr": 700},
        {"lot": 4, "colour": None, "gvwr": 700},
        {"lot": 5, "gvwr": 700, "vehicle.gvwr": 701},
        {"lot": 6, "vehicle.gvwr": 700},
        {"lot": 7, "vehicle": "Carry"},
        {"lot": "x", "gvwr": 7e2},
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    counted = run(source, out, id=["lot"], today=DAY, columns=["outcome"], chunk_bytes=200)
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["lot"] for row in found] == [1, 2, 3, 4, 5, 6, 7, "x"] and counted.errors == 2
    wrong = [row["lot"] for row in found if row["error"] is not None]
    assert wrong == [5, 7]
    assert "both tell `vehicle.gvwr`" in found[4]["error"]
    assert "is not an object" in found[6]["error"]
    assert any("did you mean `vehicle.gvwr`" in each for each in counted.warnings)
    assert any("no fact `colour`" in each for each in counted.warnings)


def test_under_a_mapping_a_key_that_it_refuses_costs_its_own_row(tmp_path: Path) -> None:
    source, out, mapping = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "m.yaml"
    mapping.write_text("title: t\ncolumns: {kg: {fact: vehicle.gvwr}}\nother_columns: refuse\n")
    source.write_text('{"kg": 700}\n{"kg": 700, "colour": "red"}\n{"colour": "red"}\n{}\n')
    run(source, out, today=DAY, columns=["outcome"], mapping=mapping, chunk_bytes=20)
    errors = [json.loads(line)["error"] for line in out.read_text().splitlines()]
    assert [error is None for error in errors] == [True, False, False, True]
    assert "does not know the column `colour`" in errors[1]


def test_only_the_columns_asked_for_are_written(tmp_path: Path) -> None:
    source, out = table(tmp_path / "in.csv"), tmp_path / "out.csv"
    run(source, out, id=["lot"], columns=["earliest", "outcome"], today=DAY)
    assert out.read_text().splitlines()[0] == "line,lot,earliest,outcome,error"
    with pytest.raises(InputError, match="expected `earliest`"):
        run(source, out, id=["lot"], columns=["earlest"], today=DAY)


def test_reasons_are_the_whole_chain(tmp_path: Path, single: list[Any]) -> None:
    source, out = table(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    run(source, out, id=["lot"], reasons=True, today=DAY)
    first = json.loads(out.read_text().splitlines()[0])
    assert json.loads(first["reasons"]) == single[0]["reasoning"]


def test_a_table_without_rows_gives_a_table_without_rows(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("gvwr\n")
    for name in ("out.csv", "out.parquet"):
        assert run(source, tmp_path / name, today=DAY).rows == 0
    assert pl.read_parquet(tmp_path / "out.parquet").columns[:2] == ["line", "outcome"]
    assert (tmp_path / "out.csv").read_text().startswith("line,outcome,")


def test_nothing_is_touched_that_a_run_did_not_make(tmp_path: Path) -> None:
    source = table(tmp_path / "in.csv")
    before = source.read_bytes()
    asked: Any = {"id": ["lot"], "columns": ["outcome"], "today": DAY}
    with pytest.raises(InputError, match="is a file that is read"):
        run(source, source, **asked)
    os.link(source, tmp_path / "same.csv")
    with pytest.raises(InputError, match="is a file that is read"):
        run(source, tmp_path / "same.csv", **asked)
    assert source.read_bytes() == before
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    with pytest.raises(InputError, match="is a folder"):
        run(source, folder, **asked)
    # a folder of somebody else, a link to one, and a file where the parts would lie
    out, parts = tmp_path / "out.csv", tmp_path / "out.csv.parts"
    parts.mkdir()
    (parts / "letter.txt").write_text("mine")
    for _ in range(2):
        with pytest.raises(InputError, match="not of a run of keiimport"):
            run(source, out, **asked)
        assert (parts / "letter.txt").read_text() == "mine" and not out.exists()
        if not parts.is_symlink():
            parts.rename(tmp_path / "elsewhere")
            parts.symlink_to(tmp_path / "elsewhere")
    parts.unlink()
    parts.write_text("mine")
    with pytest.raises(InputError, match="not of a run of keiimport"):
        run(source, out, **asked)
    assert parts.read_text() == "mine"
    parts.unlink()
    # what somebody puts into a folder of ours stays there
    (tmp_path / ".out.csv.new").write_text("mine")

    def put(done: int, total: int | None) -> None:
        (parts / "inner").mkdir(exist_ok=True)
        (parts / "letter.txt").write_text("mine")

    assert run(source, out, progress=put, **asked).rows == 5
    assert {path.name for path in parts.iterdir()} == {"inner", "letter.txt"}
    assert (tmp_path / ".out.csv.new").read_text() == "mine"


def test_a_link_as_output_is_followed_and_a_device_stays_one(tmp_path: Path) -> None:
    source, real, link = table(tmp_path / "in.csv"), tmp_path / "real.csv", tmp_path / "link.csv"
    asked: Any = {"id": ["lot"], "columns": ["outcome"], "today": DAY}
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    run(source, link, **asked)
    assert link.is_symlink() and real.read_text().startswith("line,lot,outcome")
    assert real.stat().st_mode & 0o777 == 0o640
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    run(source, pipe, **asked)
    assert reader.communicate(timeout=60)[0] == real.read_bytes()
    assert not pipe.is_file() and not list(tmp_path.glob("*.parts"))


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "\rx", "＝1"]
HARMLESS = ["-5", "+7.5", "a=b"]


def test_cells_that_a_spreadsheet_would_run_are_text(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.csv"
    rows = [{"lot": cell, "manufactured": cell} for cell in [*HOSTILE, *HARMLESS]]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    asked: Any = {"id": ["lot"], "columns": ["outcome"], "today": DAY}
    run(source, out, **asked)
    with out.open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert [row["lot"] for row in found] == [f"'{cell}" for cell in HOSTILE] + HARMLESS
    run(source, out, raw_cells=True, **asked)
    with out.open(newline="", encoding="utf-8") as file:
        assert [row["lot"] for row in csv.DictReader(file)] == [*HOSTILE, *HARMLESS]


@pytest.mark.parametrize("write", ["csv", "jsonl", "parquet"])
def test_values_of_json_lines_are_handed_through_as_they_were_told(
    tmp_path: Path, write: str
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / f"out.{write}"
    told = [1, 1.5, "x", True, None, {"a": [1]}, ["b"], "\u2028é"]
    source.write_text("".join(json.dumps({"lot": lot, "gvwr": 700}) + "\n" for lot in told))
    run(source, out, id=["lot"], columns=["outcome"], today=DAY)
    if write == "jsonl":
        found = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n")[:-1]]
        assert [row["lot"] for row in found] == told
        assert list(found[0]) == ["line", "lot", "outcome", "error"]
        return
    read = pl.read_csv(out, infer_schema=False) if write == "csv" else pl.read_parquet(out)
    texts = ["1", "1.5", "x", "true", None, '{"a": [1]}', '["b"]', "\u2028é"]
    assert read["lot"].to_list() == texts


def test_a_page_of_parquet_that_is_damaged_is_a_sentence(tmp_path: Path) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    frame = pl.DataFrame({"manufactured": [f"{1990 + n % 30}-0{1 + n % 9}" for n in range(5000)]})
    frame.write_parquet(source, compression="zstd")
    data = bytearray(source.read_bytes())
    data[40:200] = bytes(160)
    source.write_bytes(data)
    with pytest.raises(InputError, match="no Parquet file that can be read"):
        run(source, out, today=DAY, columns=["outcome"])


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no full disk here")
def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = table(tmp_path / "in.csv")
    with pytest.raises(KeiimportError, match="cannot be written: no space left"):
        run(source, "/dev/full", output_format="csv", today=DAY, columns=["outcome"])
    assert Path("/dev/full").is_char_device()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parts, "write_rows", full)
    with pytest.raises(KeiimportError, match=r"out.csv.*cannot be written: no space left"):
        run(source, tmp_path / "out.csv", today=DAY, columns=["outcome"])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no list of processes here")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_shares_out_the_work(
    tmp_path: Path, how: signal.Signals
) -> None:
    source = table(tmp_path / "in.jsonl", 4000)
    code = (
        "import sys, keiimport.batch.job as job\n"
        "if __name__ == '__main__':\n"
        "    job.run(sys.argv[1], sys.argv[2], chunk_bytes=2000, workers=2, columns=['outcome'])\n"
    )
    script = tmp_path / "share.py"
    script.write_text(code)
    parent = subprocess.Popen([sys.executable, script, source, tmp_path / "out.csv"])
    deadline = time.monotonic() + 120
    workers: list[int] = []
    while not (tmp_path / "out.csv.parts" / "00000001.csv").exists():
        assert parent.poll() is None and time.monotonic() < deadline
        time.sleep(0.05)
        workers = _children(parent.pid)
    assert len(workers) >= 2
    parent.send_signal(how)
    parent.wait(timeout=60)
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in listed]


def test_days_beyond_the_calendar_and_bytes_cost_no_run(tmp_path: Path) -> None:
    days = pl.Series([-800_000, 3_000_000, 10_000]).cast(pl.Date)
    lots = {"make": ["Honda"] * 3, "manufactured": days, "seen": days, "lot": [b"\xff"] * 3}
    source, out = tmp_path / "in.parquet", tmp_path / "out.jsonl"
    pl.DataFrame(lots).write_parquet(source)
    run(source, out, pass_through=True, workers=1, entry_date=date(2026, 11, 21))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["outcome"] for row in rows] == [None, None, "admissible"]
    assert "`-0221-09-04` is not a date" in rows[0]["error"]
    assert {row["lot"] for row in rows} == {"/w=="}
    told = pl.DataFrame({"vehicle.make": ["Honda"] * 3, "vehicle.manufactured": days})
    found = keiimport.evaluate_many(told, outputs=["outcome"])
    assert [row[0] for row in found.rows()] == [None, None, "admissible"]
