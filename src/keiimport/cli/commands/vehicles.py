# SPDX-License-Identifier: Apache-2.0
"""`keiimport vehicles`: the vehicles that are known."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import click

from keiimport.cli.options import form, options, rules
from keiimport.cli.output import as_text, indented, say, write
from keiimport.engine import Engine
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.dates import iso_day
from keiimport.facts.sources import CONFIDENCES, Confidence, weakest

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
@options("--limit", "vehicles --summary")
def command(
    search: tuple[str, ...], form: str, folder: Path | None, limit: int, summary: bool
) -> None:
    """Search the catalogue by make, model, chassis code or year.

    Each row says what a verdict takes from it where nobody told otherwise, and how well
    that was seen.
    """
    catalogue = Engine(folder).catalogue
    if summary:
        counts = _summary(catalogue)
        write(indented(counts) if form == "json" else _shares(counts))
        return
    if not search:
        raise click.UsageError("Missing argument 'SEARCH', such as `Acty 1999`.")
    words = " ".join(search)
    found = catalogue.search(words, limit + 1)
    if not found:
        say(f"nothing in the catalogue looks like `{words}`")
    if len(found) > limit:
        say(f"there are more than {limit}; `--limit` shows more")
    if form == "json":
        write(indented([row.to_dict() for row in found[:limit]]))
    elif found:
        heads = ("vehicle", "code", "for", "built", *_COLUMNS.values(), "seen")
        write(as_text("layout.render_rows", heads, [_row(row) for row in found[:limit]]))


def _summary(catalogue: Catalogue) -> dict[str, Any]:
    months: dict[tuple[str, str], list[Confidence]] = {}
    figures: dict[tuple[str, str], list[Confidence]] = {}
    for row in catalogue.rows:
        if row.chassis_code:
            code = (row.make, row.chassis_code)
            months.setdefault(code, []).extend((row.start_confidence, row.end_confidence))
            figures.setdefault(code, []).append(row.facts["vehicle.make"].confidence)
    return {
        "rows": len(catalogue.rows),
        "chassis_codes": len(months),
        "months": _counted(months.values()),
        "figures": _counted(figures.values()),
    }


def _counted(seen: Iterable[Iterable[Confidence]]) -> dict[str, int]:
    counts = Counter(map(weakest, seen))
    return {kind: counts[kind] for kind in CONFIDENCES[:3]}


def _shares(counts: dict[str, Any]) -> str:
    codes = counts["chassis_codes"]
    lines = [f"{counts['rows']:,} rows, {codes:,} chassis codes of a make"]
    for title in ("months", "figures"):
        kinds = counts[title].items()
        shares = (f"{kind} {count:,} ({count / codes:.0%})" for kind, count in kinds)
        lines.append(f"{title}: {', '.join(shares)}")
    return "\n".join(lines)


def _row(row: CatalogueRow) -> tuple[str, ...]:
    ends = (row.produced.low, row.produced.high)
    built = "–".join((iso_day(end) or "")[:7] for end in ends)
    facts = (row.facts[name].text if name in row.facts else "" for name in _COLUMNS)
    seen = weakest((row.start_confidence, row.end_confidence))
    return f"{row.make} {row.model}", row.chassis_code, row.market, built, *facts, seen
