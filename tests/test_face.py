# SPDX-License-Identifier: Apache-2.0
"""The Python face: examples that run, types, threads, tables of every make, and no noise."""

from __future__ import annotations

import doctest
import inspect
import json
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests import client

import keiimport

ROOT = Path(__file__).parents[1]
EXAMPLES = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.json"))]
SHOWN = (
    "check",
    "compare_rulebooks",
    "compare_verdicts",
    "evaluate",
    "evaluate_many",
    "interview",
    "Engine",
    "Rulebook",
    "Session",
)
"""The names that begin most programs."""


@pytest.mark.parametrize("name", SHOWN)
def test_each_shows_an_example_that_runs(name: str) -> None:
    thing = getattr(keiimport, name)
    text = inspect.getdoc(thing) or ""
    assert "Example:" in text
    session = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    assert session.examples
    failures: list[str] = []
    doctest.DocTestRunner().run(session, out=failures.append)
    assert not failures, "".join(failures)


@pytest.mark.parametrize("name", keiimport.__all__)
def test_each_public_function_tells_its_arguments_and_errors(name: str) -> None:
    thing = getattr(keiimport, name)
    text = inspect.getdoc(thing) or ""
    assert text.splitlines()[0].endswith((".", ":", "`")), text
    if inspect.isfunction(thing):
        told = text.partition("Args:")[2]
        for parameter in inspect.signature(thing).parameters:
            assert f"{parameter}:" in told, f"{name} does not say what `{parameter}` is"


WRONG: dict[str, Callable[[keiimport.Verdict], object]] = {
    "as_of: `soon` is not a date": lambda _: keiimport.evaluate({}, as_of="soon"),
    "strict: it is `no`; expected `true` or `false`": lambda _: keiimport.evaluate({}, strict="no"),
    "engine: it is a list; expected text": lambda _: keiimport.evaluate({}, engine=["naive"]),
    "scenarios: it is `7`; expected a list of names": lambda _: keiimport.Engine(scenarios=7),
    "overlays: it is a list; expected a list of paths": lambda _: keiimport.Engine(overlays=[7]),
    "outputs: it is `7`": lambda _: keiimport.evaluate_many([], outputs=7),
    "today: it must be one day": lambda _: keiimport.evaluate_many([], today="2026"),
    "engine: it is `x`; expected an engine": lambda _: keiimport.interview(engine="x"),
    "b: it is `7`; expected a verdict": lambda told: keiimport.compare_verdicts(told, 7),
    "a_day: `x` is not a date": lambda _: keiimport.compare_rulebooks(LAW, LAW, a_day="x"),
    "folder: it is `7`; expected the path": lambda _: keiimport.load_rulebook(7),
    "width: it is `x`; expected a whole number": lambda told: told.to_text(width="x"),
    "there is no conclusion `class.truk`; expected `class.truck`": lambda v: v.truth("class.truk"),
    "there is no path `nhtsa.box1`": lambda told: told.remedies().way("nhtsa.box1"),
    "there is no path or agency `nhsta`; expected `nhtsa`": lambda v: v.timeline().track("nhsta"),
}
LAW: Any = keiimport.Engine().rulebook


@pytest.mark.parametrize("said", WRONG)
def test_an_argument_of_another_kind_is_one_sentence(said: str) -> None:
    with pytest.raises(keiimport.InputError, match=re.escape(said)):
        WRONG[said](keiimport.evaluate({}))


def test_a_day_may_be_text_and_a_list_one_name() -> None:
    ask = keiimport.Engine().evaluate
    assert ask({}, today="2026-11-21").entry_date == DAY == ask({}, today=DAY).entry_date
    assert keiimport.evaluate_many([{}], today=DAY, outputs="outcome").columns == [
        "outcome",
        "error",
    ]


# --- types ---


def test_the_client_runs(capsys: pytest.CaptureFixture[str]) -> None:
    client.main()
    said = capsys.readouterr().out
    assert "admissible, from 2026-11-21: Yes" in said
    assert "vehicle.manufactured: `long ago` is not a date, expected a date" in said


def test_pyright_finds_nothing_to_say_of_the_client(tmp_path: Path) -> None:
    """In strict mode; mypy, strict too, has the client among its files."""
    if not (command := shutil.which("pyright")) or not shutil.which("node"):
        pytest.skip("pyright, or the node that it runs on, is not here")
    try:
        subprocess.run([command, "--version"], check=True, capture_output=True, timeout=60)
    except (subprocess.SubprocessError, OSError):
        pytest.skip("pyright cannot run here: it fetches itself when it is first used")
    settings = {
        "include": ["client.py"],
        "extraPaths": [str(ROOT / "src")],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    shutil.copy(ROOT / "tests" / "client.py", tmp_path)
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    line = [command, "--outputjson", "--project", str(tmp_path), "--pythonpath", sys.executable]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=False)
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == 1
    assert found["generalDiagnostics"] == []


# --- threads ---


@pytest.mark.parametrize("judge", ["kernel", "naive", keiimport.evaluate({}).checked_by[-1]])
def test_eight_threads_share_one_engine(judge: str) -> None:
    """Each gets, byte for byte, what one thread alone gets; nothing is remembered at first."""
    cases = EXAMPLES[:: 5 if judge == "kernel" else 16]
    alone = [keiimport.evaluate(case, engine=judge).to_json() for case in cases]
    shared = keiimport.Engine(engine=judge)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as threads:
        work = [threads.submit(all_of, shared, cases, start) for start in range(8)]
        for each in work:
            assert each.result() == alone


def all_of(engine: keiimport.Engine, cases: list[bytes], start: int) -> list[str]:
    """The answers in the order of the cases, asked in another order by each thread."""
    order = [(start * 5 + number) % len(cases) for number in range(len(cases))]
    found = {number: engine.evaluate(cases[number]).to_json() for number in order}
    return [found[number] for number in range(len(cases))]


def test_eight_threads_share_one_engine_for_tables() -> None:
    rows = [json.loads(case) for case in EXAMPLES[::4]]
    alone = keiimport.Engine().evaluate_many(rows)
    shared = keiimport.Engine()
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: shared.evaluate_many(rows), range(8)):
            assert found.equals(alone)


def test_threads_may_ask_for_tables_of_other_options_at_once() -> None:
    """What one thread adds does not disturb another that counts what is kept."""
    shared, pause = keiimport.Engine(), sys.getswitchinterval()
    days = [date.fromordinal(DAY.toordinal() - number) for number in range(600)]
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(lambda day: shared.table(as_of=day), days))
    finally:
        sys.setswitchinterval(pause)


# --- tables ---

FLAT = [
    {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05", "gvwr": None},
    {"make": "Nissan", "model": "Sakura", "manufactured": "2022-06", "gvwr": None},
    {"make": "Honda", "model": "Acty", "manufactured": "long ago", "gvwr": None},
]
OUTPUTS = ["outcome", "earliest", "error"]
DAY = date(2026, 11, 21)


TABLES: dict[str, Callable[[], Any]] = {
    "polars": lambda: pl.DataFrame(FLAT),
    "polars, lazy": lambda: pl.LazyFrame(FLAT),
    "arrow": lambda: pytest.importorskip("pyarrow").Table.from_pylist(FLAT),
    "pandas": lambda: pytest.importorskip("pandas").DataFrame(FLAT),
    "pandas, objects": lambda: pytest.importorskip("pandas").DataFrame(FLAT).astype(object),
    "list": lambda: [{"vehicle": row} for row in FLAT],
    "dotted": lambda: [{f"vehicle.{k}": v for k, v in row.items()} for row in FLAT],
    "generator": lambda: ({"vehicle": row} for row in FLAT),
    "JSON": lambda: [json.dumps({"vehicle": row}) for row in FLAT],
}
"""The same three lots in every form that people have tables in."""


@pytest.mark.parametrize("form", TABLES)
def test_every_form_of_table_gives_the_same_rows(form: str) -> None:
    rows = TABLES[form]()
    found = keiimport.evaluate_many(rows, outputs=OUTPUTS, today=DAY)
    found = found.collect() if isinstance(found, pl.LazyFrame) else found
    assert found.columns == OUTPUTS
    outcomes = found["outcome"].to_list()
    assert outcomes == ["admissible", "not_yet", None]
    assert found["earliest"][1] == date(2047, 6, 30)
    assert found["error"][2].startswith("vehicle.manufactured: `long ago` is not a date")
    single = [keiimport.Engine().evaluate({"vehicle": row}, today=DAY) for row in FLAT[:2]]
    assert [verdict.outcome for verdict in single] == outcomes[:2]


def test_pandas_marks_of_what_is_missing_are_not_told() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "manufactured": pandas.to_datetime(["1998-05-01", None]),
            "gvwr": [1050.0, float("nan")],
            "kei": pandas.array([True, None], dtype="boolean"),
            "make": pandas.Categorical(["Suzuki", None]),
        }
    )
    found = keiimport.evaluate_many(frame, outputs=OUTPUTS, today=DAY)
    assert found["error"].to_list() == [None, None]
    empty = keiimport.Engine().evaluate({}, today=DAY)
    assert found["outcome"].to_list() == ["admissible", empty.outcome]


# --- noise ---


def test_it_logs_nothing_unless_asked(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        keiimport.Engine().evaluate(EXAMPLES[0])
        keiimport.check("1999 Honda Acty", date="2026-11-21")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("keiimport").handlers


def test_a_question_that_is_no_text_is_refused_in_a_sentence() -> None:
    with pytest.raises(keiimport.InputError, match="`null` is no text; expected make, model"):
        keiimport.check(None)  # type: ignore[arg-type]
