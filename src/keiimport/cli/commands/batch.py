# SPDX-License-Identifier: Apache-2.0
"""`keiimport batch`: a table of any size in, verdict columns out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from keiimport.cli.cases import exit_code
from keiimport.cli.options import Law, day, form, in_state, law
from keiimport.cli.output import page, say, write, written
from keiimport.errors import InputError, needing
from keiimport.logic.engines import EngineName

if TYPE_CHECKING:
    from keiimport.batch.job import Progress
    from keiimport.batch.summary import Summary

_FORMATS: Final = click.Choice(["csv", "jsonl", "parquet"])


def _names(text: str) -> list[str]:
    """Names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _parameter(text: str) -> tuple[str, float]:
    """A name and a number: `usd_per_yen=0.0066`."""
    name, _, number = text.partition("=")
    try:
        return name.strip(), float(number)
    except ValueError:
        raise click.BadParameter(
            f"`{text}` gives no number; write it like `usd_per_yen=0.0066`"
        ) from None


@click.command("batch")
@click.argument("input", metavar="IN|-")
@click.option("-o", "--output", metavar="OUT|-", help="The file to write; `-` for a stream.")
@click.option("--input-format", type=_FORMATS, help="What is in IN, if its ending does not say.")
@click.option(
    "--encoding", metavar="NAME", help="What IN is written in, such as cp932; found out by default."
)
@click.option("--output-format", type=_FORMATS, help="What to write, if the ending does not say.")
@click.option(
    "--mapping",
    metavar="NAME|FILE",
    help="What the columns mean: `japanese-auction`, `schema-org`, or a mapping file of your own.",
)
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    type=_parameter,
    metavar="NAME=NUMBER",
    help="A number that the mapping asks for; may be given again.",
)
@click.option("--id", multiple=True, metavar="COLUMN", help="Hand this column through as it is.")
@click.option("--pass-through", is_flag=True, help="Hand every column through that is no fact.")
@click.option(
    "--entry-date", type=day, metavar="DATE", help="The day of entry of rows that tell none."
)
@click.option("--reasons", is_flag=True, help="Add the full chain of reasons.")
@click.option(
    "--raw-cells",
    is_flag=True,
    help="In CSV leave cells as they are that a spreadsheet would run as a formula.",
)
@click.option(
    "--columns",
    type=_names,
    metavar="NAME,...",
    help="The columns of the answer to write; by default all.",
)
@in_state
@law
@click.option(
    "--engine",
    type=click.Choice(get_args(EngineName)),
    default="kernel",
    show_default=True,
    help="Which engine answers, as in `keiimport evaluate`.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that share it; by default a large table is shared by all processors.",
)
@click.option("--resume", is_flag=True, help="Go on where an interrupted run stopped.")
@click.option(
    "--summary",
    is_flag=True,
    help="Print how many of each outcome there are, why not, and when they open.",
)
@form("text", "json")
def command(
    input: str,
    output: str | None,
    parameters: tuple[tuple[str, float], ...],
    law: Law,
    summary: bool,
    form: str,
    **told: Any,
) -> int:
    """Evaluate every row of the table IN: CSV, JSON Lines or Parquet, of any size.

    Columns are named like facts (`vehicle.gvwr` or `gvwr`), or a mapping says what they mean.
    Each row comes out with its line and the columns of its answer; a row that cannot be
    evaluated has an `error` and does not stop the others. An interrupted run is gone on
    with by `--resume`. The form of `--format` is that of the summary.
    """
    if output is None and not summary:
        raise InputError(
            "nothing says what to do with the answers", at="-o", expected="`-o OUT`, or `--summary`"
        )
    if output == "-" and summary:
        said = "the answers and the summary cannot both go to standard output"
        raise InputError(said, at="--summary", expected="`-o` with a file")
    with needing("batch", "tables", "polars"):
        from keiimport.batch.job import run
    with _progress_bar() as progress:
        try:
            counted: Summary = run(
                sys.stdin.buffer if input == "-" else input,
                sys.stdout.buffer if output == "-" else output,
                parameters=dict(parameters),
                as_of=law.as_of,
                strict=law.strict,
                scenarios=law.scenarios,
                overlays=law.overlays,
                rules=law.folder,
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
        found = counted.to_dict()
        write(written(found) if form == "json" else page("summary.render", found))
    first = counted.first_errors[0][1] if counted.first_errors else ""
    return exit_code(counted.rows, counted.errors, "evaluated", "rows", first)


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """Tells a person at a terminal how far it is."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
