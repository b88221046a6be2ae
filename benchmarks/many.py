# SPDX-License-Identifier: Apache-2.0
"""Whole tables: rows a second, memory, growth, and others on the same conditions."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl

import keiimport
from benchmarks.conditions import MOST, compare
from benchmarks.market import ENTRY, write_market
from benchmarks.memory import most_memory
from benchmarks.rows import Aim, Report, Row
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


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to measure.

    Attributes:
        rows: rows of the chief table.
        few: rows of the table of which verdicts are asked.
        growth: the sizes over which growth is measured.
        memory: the sizes at which the most memory is measured.
        conditions: rows for each engine on the same conditions.
    """

    rows: int
    few: int
    growth: tuple[int, ...]
    memory: tuple[int, ...]
    conditions: int

    @classmethod
    def full(cls) -> Effort:
        """What the figures in the README of the benchmarks come from."""
        thousand = 1000
        return cls(
            rows=100 * thousand,
            few=5 * thousand,
            growth=(25 * thousand, 50 * thousand, 100 * thousand),
            memory=(100 * thousand, 400 * thousand),
            conditions=1000 * thousand,
        )

    @classmethod
    def quick(cls) -> Effort:
        """Just enough to see that everything runs."""
        return cls(500, 300, (250, 500), (500,), 1000)


def measure_many(effort: Effort, openfisca: Path | None) -> Report:
    """Measure whole tables."""
    with TemporaryDirectory() as folder:
        rows = [
            *_speed(Path(folder), effort),
            *_growth(Path(folder), effort),
            *_memory(Path(folder), effort),
            *_side_by_side(effort, openfisca),
        ]
    about = {
        "keiimport": keiimport.__version__,
        "rulebook": Engine().rulebook.hash[:12],
        "polars": version("polars"),
        "threads": str(pl.thread_pool_size()),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    return Report(about, tuple(rows), NOTES)


def _speed(folder: Path, effort: Effort) -> Iterator[Row]:
    table, few, lines = (folder / name for name in ("market.parquet", "few.parquet", "m.jsonl"))
    write_market(table, effort.rows)
    write_market(few, effort.few)
    write_market(lines, effort.rows)
    asked: Sequence[tuple[str, Path, Sequence[str] | None, bool, Aim]] = (
        ("Parquet to outcome and reason", table, CORE, False, Aim(4e5, least=True)),
        ("Parquet to doors and days too", table, DOORS, False, Aim(2.5e5, least=True)),
        ("JSON Lines to outcome and reason", lines, CORE, False, Aim(2.5e5, least=True)),
        ("Parquet to the duty", few, DUTY, False, Aim(5e4, least=True)),
        ("Parquet to doors and reasons", few, DOORS, True, Aim(3e4, least=True)),
        ("Parquet to the default columns", few, None, False, Aim(1e5 / 60, least=True)),
    )
    first: float | None = None
    for what, source, columns, reasons, aim in asked:
        seconds = _seconds(source, folder / "out.parquet", columns, reasons)
        rows = effort.few if source == few else effort.rows
        speed = rows / seconds
        first = first or speed
        yield Row(
            "whole runs",
            "",
            f"{what}, {rows:,} rows",
            speed,
            "rows/s",
            ratio=speed / first,
            aim=aim,
        )


def _growth(folder: Path, effort: Effort) -> Iterator[Row]:
    first: float | None = None
    for rows in effort.growth:
        table = folder / f"growth-{rows}.parquet"
        write_market(table, rows)
        seconds = _seconds(table, folder / "out.parquet", CORE, False)
        first = first or seconds
        yield Row(
            "growth with rows", "", f"{rows:,} rows", seconds * 1e3, "ms", ratio=seconds / first
        )
        table.unlink()


def _seconds(source: Path, out: Path, columns: Sequence[str] | None, reasons: bool) -> float:
    begun = perf_counter()
    run(source, out, id=["lot"], columns=columns, reasons=reasons, today=ENTRY)
    return perf_counter() - begun


def _memory(folder: Path, effort: Effort) -> Iterator[Row]:
    first: float | None = None
    for rows in effort.memory:
        table, out = folder / f"memory-{rows}.parquet", folder / "out.parquet"
        write_market(table, rows)
        most = most_memory(
            "keiimport",
            ["batch", str(table), "-o", str(out), "--id", "lot", "--columns", ",".join(CORE)],
        )
        first = first or most
        yield Row(
            "most memory", "", f"{rows:,} rows", most, "MB", ratio=most / first, aim=Aim(1000.0)
        )
        table.unlink()


def _side_by_side(effort: Effort, openfisca: Path | None) -> Iterator[Row]:
    most = effort.conditions
    speed = compare(
        Engine(),
        {
            "kernel": min(most, 100_000),
            "durable-rules": min(most, 500),
            "zen-engine batch": min(most, 10_000),
            "rule-engine": min(most, 2_000),
            "OpenFisca-core": most,
        },
        openfisca,
    )
    group = f"{MOST} conditions, the same for all"
    aims = {"zen-engine batch": Aim(50.0, least=True), "OpenFisca-core": Aim(1.0, least=True)}
    for name, each in speed.items():
        yield Row(group, "", name, each, "rows/s", ratio=each / speed["kernel"])
    for name, aim in aims.items():
        if name in speed:
            ratio = speed["kernel"] / speed[name]
            yield Row("kernel against others", "", name, ratio, "times", aim=aim)
