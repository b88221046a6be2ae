# SPDX-License-Identifier: Apache-2.0
"""Whole tables: rows a second, memory, growth, and others on the same conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import polars as pl

from benchmarks.conditions import MOST, compare
from benchmarks.market import ENTRY, write_market
from benchmarks.memory import most_memory
from benchmarks.report import Aim, Report, Row
from keiimport.batch.job import run
from keiimport.engine import Engine

CORE = ("outcome", "reason")
DOORS = (*CORE, "earliest", "chosen_nhtsa", "chosen_epa")
DUTY = ("duty_heading", "duty_rate", "duty_total")

NOTES = (
    "Rows a second of whole runs, file to file, with an engine that has seen nothing before: "
    "what is alike is worked out once, so the first rows cost far more than the later ones.",
    "Columns for which verdicts are asked, and the duty, are measured on fewer rows.",
    "The conditions are the same for every engine, over facts that are all known; the others "
    "know no unknowns. Each is timed on rows that are laid out for it beforehand.",
    "durable-rules is asked as keiimport asks it, with the comparisons made beforehand.",
)


class Effort(NamedTuple):
    """How much to measure."""

    rows: int = 100_000  # of the chief table
    few: int = 5_000  # of the table of which verdicts are asked
    growth: Sequence[int] = (25_000, 50_000, 100_000)  # the sizes over which it is measured
    memory: Sequence[int] = (100_000, 400_000)  # the sizes at which the most memory is measured
    conditions: int = 1_000_000  # rows for each engine on the same conditions


QUICK = Effort(500, 300, (250, 500), (500,), 1000)
"""Just enough to see that everything runs."""


def measure_many(effort: Effort, openfisca: Path | None) -> Report:
    """Measure whole tables; `openfisca` is the Python that has OpenFisca-core, if one has."""
    with TemporaryDirectory() as folder:
        rows = [
            *_speed(Path(folder), effort),
            *_growth(Path(folder), effort.growth),
            *_memory(Path(folder), effort.memory),
            *_side_by_side(effort.conditions, openfisca),
        ]
    about = {
        "rulebook": Engine().rulebook.hash[:12],
        "polars": version("polars"),
        "threads": str(pl.thread_pool_size()),
    }
    return Report(rows, NOTES, **about)


def _speed(folder: Path, effort: Effort) -> Iterator[Row]:
    table, few, lines = (folder / name for name in ("market.parquet", "few.parquet", "m.jsonl"))
    write_market(table, effort.rows)
    write_market(few, effort.few)
    write_market(lines, effort.rows)
    asked: Sequence[tuple[str, Path, Sequence[str] | None, bool, float]] = (
        ("Parquet to outcome and reason", table, CORE, False, 4e5),
        ("Parquet to doors and days too", table, DOORS, False, 2.5e5),
        ("JSON Lines to outcome and reason", lines, CORE, False, 2.5e5),
        ("Parquet to the duty", few, DUTY, False, 5e4),
        ("Parquet to doors and reasons", few, DOORS, True, 3e4),
        ("Parquet to the default columns", few, None, False, 1e5 / 60),
    )
    for what, source, columns, reasons, wanted in asked:
        rows = effort.few if source == few else effort.rows
        speed = rows / _seconds(source, folder / "out.parquet", columns, reasons)
        aim = Aim(wanted, least=True)
        yield Row("whole runs", f"{what}, {rows:,} rows", speed, "rows/s", aim=aim)


def _growth(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    for rows in sizes:
        table = folder / f"growth-{rows}.parquet"
        write_market(table, rows)
        seconds = _seconds(table, folder / "out.parquet", CORE, False)
        yield Row("growth with rows", f"{rows:,} rows", seconds * 1e3, "ms")
        table.unlink()


def _seconds(source: Path, out: Path, columns: Sequence[str] | None, reasons: bool) -> float:
    begun = perf_counter()
    run(source, out, id=["lot"], columns=columns, reasons=reasons, today=ENTRY)
    return perf_counter() - begun


def _memory(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    for rows in sizes:
        table, out = folder / f"memory-{rows}.parquet", folder / "out.parquet"
        write_market(table, rows)
        options = ["-o", str(out), "--id", "lot", "--columns", ",".join(CORE)]
        most = most_memory("keiimport", ["batch", str(table), *options])
        yield Row("most memory", f"{rows:,} rows", most, "MB", aim=Aim(1000.0))
        table.unlink()


def _side_by_side(most: int, openfisca: Path | None) -> Iterator[Row]:
    rows = {"kernel": 100_000, "durable-rules": 500, "zen-engine": 10_000, "rule-engine": 2_000}
    asked = {name: min(most, each) for name, each in rows.items()} | {"OpenFisca-core": most}
    speed = compare(Engine(), asked, openfisca)
    for name, each in speed.items():
        yield Row(f"{MOST} conditions, the same for all", name, each, "rows/s")
    for name, times in {"zen-engine": 50.0, "OpenFisca-core": 1.0}.items():
        if name in speed:
            ratio, aim = speed["kernel"] / speed[name], Aim(times, least=True)
            yield Row("kernel against others", name, ratio, "times", aim=aim)
