# SPDX-License-Identifier: Apache-2.0
"""A whole run: rows in, as many answers out, in order, whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

import keiimport
from keiimport.batch import chunk_work
from keiimport.batch.job import run
from keiimport.errors import InputError

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
        assert list(missing or []) == [asked["fact"] for asked in verdict["missing"]]
    assert counted.rows == len(expected) and counted.errors == 1
    assert not list(tmp_path.glob("*.parts")) and not list(tmp_path.glob(".*"))


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    source = table(tmp_path / "in.jsonl", 20)
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    first = run(source, one, id=["lot"], today=DAY, chunk_bytes=1000)
    second = run(source, two, id=["lot"], today=DAY, chunk_bytes=1000, workers=2)
    assert one.read_bytes() == two.read_bytes() and first.to_dict() == second.to_dict()


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
    finish = chunk_work.finish

    def killed(table: Any, chunk: Any, options: Any, folder: Path) -> Any:
        if chunk.number == after:
            (folder / f"{chunk.number:08}.{options.output_format}.new").write_bytes(b"half")
            raise Killed
        return finish(table, chunk, options, folder)

    with monkeypatch.context() as patch:
        patch.setattr(chunk_work, "finish", killed)
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
    from keiimport.batch.chunks import Position
    from keiimport.batch.sources import open_source

    return open_source(str(source), "jsonl", chunk_bytes=400).chunks(Position(), 0)


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
        arguments.append(str(random.randint(10, 40)))
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


def test_an_unknown_column_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("lot,vehicle.gwvr\n1,700 kg\n")
    with pytest.raises(InputError, match=r"`vehicle\.gwvr`; expected `vehicle\.gvwr`"):
        run(source, tmp_path / "out.csv", id=["lot"])
    source.write_text("lot,gvwr,colour\n1,700 kg,red\n")
    with pytest.raises(InputError, match="no fact `colour`"):
        run(source, tmp_path / "out.csv", id=["lot"])
    run(source, tmp_path / "out.csv", pass_through=True, today=DAY)
    row = pl.read_csv(tmp_path / "out.csv").to_dicts()[0]
    assert row["colour"] == "red" and row["lot"] == 1 and row["error"] is None


def test_in_json_lines_an_unknown_key_costs_its_row(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"lot": 7, "gvwr": 700}\n{"lot": 8, "gwvr": 700}\n{"lot": "x", "gvwr": 7e2}\n'
    )
    counted = run(source, out, id=["lot"], today=DAY, chunk_bytes=30)
    first, second, third = (json.loads(line) for line in out.read_text().splitlines())
    assert counted.errors == 2 and first["lot"] == 7 and first["error"] is None
    assert second["lot"] == 8 and "expected `gvwr`" in second["error"]
    assert "another type" in third["error"]


def test_in_json_lines_every_key_that_is_no_fact_costs_its_own_row_and_no_other(
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
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    counted = run(source, out, id=["lot"], today=DAY, columns=["outcome"])
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["lot"] for row in found] == [1, 2, 3, 4, 5, 6, 7] and counted.errors == 4
    assert [row["error"] is None for row in found] == [True, False, False, True, False, True, False]
    assert "did you mean `gvwr`" in found[1]["error"] and "no fact `colour`" in found[2]["error"]
    assert "both tell `vehicle.gvwr`" in found[4]["error"]


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
