# SPDX-License-Identifier: Apache-2.0
"""`keiimport vehicles`: the vehicles that are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from keiimport.cli.options import form, rules
from keiimport.cli.output import indented, say, write
from keiimport.engine import Engine
from keiimport.facts.catalogue import CatalogueRow
from keiimport.facts.dates import format_date

_SHOWN: Final = ("vehicle.powertrain", "vehicle.top_speed", "vehicle.gvwr", "vehicle.displacement")


@click.command("vehicles")
@click.argument("search", nargs=-1, required=True, metavar="SEARCH")
@form("json", "text")
@rules()
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Most rows to print."
)
def command(
    search: tuple[str, ...], form: Literal["json", "text"], folder: Path | None, limit: int
) -> None:
    """Search the catalogue by make, model or chassis code, in any spelling.

    Each row says what a verdict takes from it where nobody told otherwise, and how well
    that was seen.
    """
    words = " ".join(search)
    found = Engine(folder).catalogue.search(words, limit + 1)
    if not found:
        say(f"nothing in the catalogue looks like `{words}`")
    if len(found) > limit:
        say(f"there are more than {limit}; `--limit` shows more")
    rows = found[:limit]
    if form == "json":
        write(indented([_row(row) for row in rows]))
    elif rows:
        write("\n".join(_line(row) for row in rows))


def _row(row: CatalogueRow) -> dict[str, object]:
    return {
        "id": row.id,
        "make": row.make,
        "model": row.model,
        "chassis_code": row.chassis_code or None,
        "type_prefix": row.type_prefix or None,
        "market": row.market,
        "produced": {
            "earliest": _day(row.produced.low),
            "latest": _day(row.produced.high),
            "confidence": [row.start_confidence, row.end_confidence],
        },
        "facts": {
            name: {"value": fact.text, "confidence": fact.confidence}
            for name, fact in row.facts.items()
        },
        "sources": list(row.sources),
        "note": row.note or None,
    }


def _line(row: CatalogueRow) -> str:
    facts = ", ".join(row.facts[name].text for name in _SHOWN if name in row.facts)
    return f"{row.title} ({row.market}), built {format_date(row.produced)}: {facts}".rstrip(": ")


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
