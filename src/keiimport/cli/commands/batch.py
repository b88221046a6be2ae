# SPDX-License-Identifier: Apache-2.0
"""`keiimport batch`: a table of any size in, verdict columns out."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from keiimport.cli.cases import exit_code
from keiimport.cli.options import Law, form, law, options
from keiimport.cli.output import say, show
from keiimport.errors import need
from keiimport.facts.problems import bad_input


@click.command("batch")
@click.argument("input", metavar="IN|-")
@options("-o --output", "--input-format", "--encoding", "--output-format", "--mapping")
@options("--id", "--pass-through", "--entry-date", "--exchange-rate", "--reasons", "--raw-cells")
@options("--columns", "--state")
@law
@options("batch --engine", "batch --workers", "--resume", "batch --summary")
@form("text", "json")
def command(input: str, output: str | None, law: Law, summary: bool, form: str, **told: Any) -> int:
    """Evaluate every row of a table: CSV, JSON Lines or Parquet.

    Columns are named like facts (`vehicle.gvwr` or `gvwr`), or a mapping says what they mean.
    Each row comes out with its line and the columns of its answer; a row that cannot be
    evaluated has an `error` and does not stop the others. `--resume` continues an
    interrupted run. `--format` is the form of the summary.
    """
    if output is None and not summary:
        raise bad_input("no_output")
    if output == "-" and summary:
        raise bad_input("both_to_stdout")
    need("batch", "tables", "polars")
    from keiimport.batch.job import run

    told |= law._asdict()
    told["rules"] = told.pop("folder")
    with _progress_bar() as progress:
        try:
            counted = run(
                sys.stdin.buffer if input == "-" else input,
                sys.stdout.buffer if output == "-" else output,
                summary=summary,
                progress=progress,
                **told,
            )
        except KeyboardInterrupt:
            if output not in (None, "-"):
                say("interrupted; the same command with `--resume` goes on from here")
            raise
    if not (summary and form == "json"):  # which has them
        for sentence in counted.warnings:
            say(sentence)
    if summary:
        show(counted.to_dict(), form, "text.render_summary")
    first = counted.first_errors[0][1] if counted.first_errors else ""
    return exit_code(counted.rows, counted.errors, "evaluated", "rows", first)


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int | None], object] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
