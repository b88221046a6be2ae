# SPDX-License-Identifier: Apache-2.0
"""The batch layer alone: files read, handed over and written, with a stand-in that evaluates.

The stand-in says of each row what the engine said of one of a few others, so that columns of
real answers are written; nothing is inferred.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import polars as pl

from benchmarks.market import ENTRY, market, write_market
from benchmarks.memory import most_memory
from benchmarks.report import Aim, Report, Row
from keiimport.batch.job import run
from keiimport.engine import Engine

CORE = ("outcome", "reason")
SAMPLE = 40
"""Rows of which the engine is asked once."""

FORMATS = ("parquet", "csv", "jsonl")

NOTES = (
    "Rows a second of whole runs from file to file in one process, without what evaluating takes; "
    "beside them rows for each second of the processor, which a busy machine changes less.",
    "Memory is the most that a process held, libraries and rules included.",
)


def measure_layer(*, quick: bool, speed: bool = True) -> Report:
    """Measure the batch layer without the engine: its speed, if asked, and its memory."""
    rows, sizes = (300, (300,)) if quick else (1_000_000, (1_000_000, 10_000_000))
    with TemporaryDirectory() as folder:
        measured = list(_speed(Path(folder), rows)) if speed else []
        measured += _memory(Path(folder), sizes)
    about = {"polars": version("polars"), "threads": str(pl.thread_pool_size())}
    return Report(measured, NOTES, **about)


@contextmanager
def stand_in() -> Iterator[None]:
    """Nothing is evaluated but a few rows once; every row gets the answer of one of them."""
    evaluate = Engine.evaluate_many
    sample = market(SAMPLE).drop("lot")
    known: dict[object, pl.DataFrame] = {}

    def answers(self: Engine, rows: Any, **options: Any) -> pl.DataFrame:
        height = rows.height if isinstance(rows, pl.DataFrame) else len(rows)
        if not height:
            return evaluate(self, rows, **options)  # type: ignore[no-any-return]
        asked = (options["outputs"], options["reasons"])
        if asked not in known:
            known[asked] = evaluate(self, sample, **options)
        places = pl.int_range(height, dtype=pl.UInt32, eager=True) % SAMPLE
        return known[asked][places]

    with patch.object(Engine, "evaluate_many", answers):
        yield


def _speed(folder: Path, rows: int) -> Iterator[Row]:
    tables = {form: folder / f"speed.{form}" for form in FORMATS}
    for table in tables.values():
        write_market(table, rows)
    few = folder / "few.csv"
    write_market(few, 10)
    asked: Sequence[tuple[str, str, tuple[str, ...] | None]] = (
        *((form, "parquet", CORE) for form in FORMATS),
        *(("parquet", form, CORE) for form in ("csv", "jsonl")),
        *(("parquet", form, None) for form in FORMATS),
    )
    for source, target, columns in asked:
        what = f"{source} to {target}, {'every column' if columns is None else 'two columns'}"
        with stand_in():
            for table in (few, tables[source]):
                begun, worked = perf_counter(), process_time()
                run(table, folder / f"out.{target}", id=["lot"], columns=columns, today=ENTRY)
                seconds, work = perf_counter() - begun, process_time() - worked
        aim = Aim(1e6, least=True) if source == "jsonl" else None
        yield Row("rows a second", what, rows / seconds, "rows/s", aim=aim)
        yield Row("for each second of a processor", what, rows / work, "rows/s")


def _memory(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    for form in FORMATS:
        for rows in sizes:
            table, out = folder / f"memory.{form}", folder / f"out.{form}"
            write_market(table, rows)
            most = most_memory("benchmarks.layer", [str(table), str(out)])
            yield Row("most memory", f"{rows:,} rows", most, "MB", form, aim=Aim(2000.0))
            table.unlink()
            out.unlink()


if __name__ == "__main__":
    # one run with the stand-in: a table in, answers out
    with stand_in():
        run(sys.argv[1], sys.argv[2], id=["lot"], columns=CORE, today=ENTRY)
