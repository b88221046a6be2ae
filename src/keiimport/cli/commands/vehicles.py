# SPDX-License-Identifier: Apache-2.0
"""`keiimport vehicles`: the vehicles that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from keiimport.cli.options import form, options, rules
from keiimport.cli.output import indented, say, write
from keiimport.engine import Engine
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.dates import iso_day
from keiimport.facts.sources import weakest

_COLUMNS: Final = {
    "vehicle.body": "body",
    "vehicle.powertrain": "drive",
    "vehicle.displacement": "engine",
    "vehicle.kei": "kei",
}


@click.command("vehicles")
@click.argument("search", nargs=-1, metavar="SEARCH")
@form("text", "json")
@rules
@options("--limit")
def command(search: tuple[str, ...], form: str, folder: Path | None, limit: int) -> None:
    """Search the catalogue by make, model, chassis code or year, in any spelling.

    Each row says what a verdict takes from it where nobody told otherwise, and how well
    that was seen.
    """
    if not search:
        raise click.UsageError("Missing argument 'SEARCH', such as `Acty 1999`.")
    words = " ".join(search)
    found = Engine(folder).catalogue.search(words, limit + 1)
    if not found:
        say(f"nothing in the catalogue looks like `{words}`")
    if len(found) > limit:
        say(f"there are more than {limit}; `--limit` shows more")
    if form == "json":
        write(indented([row.to_dict() for row in found[:limit]]))
    elif found:
        write(_table(found[:limit]))


def _table(rows: list[CatalogueRow]) -> str:
    lines = [("vehicle", "code", "market", "built", *_COLUMNS.values(), "seen")]
    for row in rows:
        ends = (row.produced.low, row.produced.high)
        built = " to ".join((iso_day(end) or "")[:7] for end in ends).strip()
        facts = (row.facts[name].text if name in row.facts else "" for name in _COLUMNS)
        seen = weakest((row.start_confidence, row.end_confidence))
        lines.append((f"{row.make} {row.model}", row.chassis_code, row.market, built, *facts, seen))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
