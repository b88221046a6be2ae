# SPDX-License-Identifier: Apache-2.0
"""What scenarios show of the rules, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from keiimport.report.layout import heading, rendered
from keiimport.report.words import Json, plain

ATOMS: Final = (("true", "while it holds"), ("false", "while it fails"))
"""Where a scenario shows that a single test decides."""

WAYS: Final = ("true", "false", "unknown", "not_live")


@rendered
def render(report: Json, *, every: bool = False) -> Iterator[RenderableType]:
    """Write which rules lack a way, or every rule with how often it was shown.

    Args:
        report: what `keiimport rules coverage` prints as JSON.
        every: whether to write what lacks nothing too.
    """
    rows = report["rows"]
    gaps = [row for row in rows if row["lacks"] or row["contradicted_by"]]
    yield heading(
        f"{report['rules']} rules in {report['cases']} cases: {report['both_ways']} shown both "
        f"ways, {len(report['one_way'])} with one way only, {len(gaps)} that lack one"
    )
    if rows and (every or gaps):
        yield _table(rows if every else gaps)
    for name, words in (("never_live", "never live"), ("never_tagged", "named by no tag")):
        if report[name]:
            yield f"{words}: {', '.join(report[name])}"
    if report["mcdc"]:
        yield from _pairs(report["mcdc"])
        return
    undecided = [
        f"{row['id']}: {atom['test']} never decides {' or '.join(lacking)} ({atom['place']})"
        for row in rows
        for atom in row["atoms"]
        if (lacking := [words for way, words in ATOMS if not atom["decides_by"][way]])
    ]
    if undecided:
        yield "\n".join(undecided)
    if report["not_evaluated"]:
        yield f"could not be evaluated: {', '.join(report['not_evaluated'])}"


def _pairs(report: Json) -> Iterator[RenderableType]:
    """For how many conditions there is a pair of cases, and those without one."""
    yield heading(
        f"{report['with_pair']} of {report['conditions']} conditions have a pair of cases in which "
        f"each alone turns the conclusion ({report['percent']:g} % of those that can); "
        f"{report['without_by_reason']} cannot, {report['lacking']} lack one"
    )
    lines = []
    for pair in report["pairs"]:
        missing = [way for way in ("true", "false") if not pair[way]]
        if missing:
            why = pair["no_pair_because"] or f"no case in which it decides while {missing[0]}"
            lines.append(f"{pair['rule']}: {pair['condition']}: {why} ({pair['place']})")
    if lines:
        yield "\n".join(lines)


def _table(rows: Sequence[Json]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("rule", overflow="fold", ratio=1)
    for way in WAYS:
        table.add_column(plain(way), justify="right", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    for row in rows:
        counts = ((row["shown"][way] or {}).get("scenarios", 0) for way in WAYS)
        name = Text(row["id"], style="bold")
        name.append(f"\n{row['place']}", style="not bold cyan")
        table.add_row(name, *map(str, counts), _remark(row))
    return table


def _remark(row: Json) -> str:
    only = row["one_way"]
    if row["contradicted_by"]:
        return f"says that it is only ever {only['only']}; otherwise in {row['contradicted_by']}"
    if row["lacks"]:
        return "never " + ", never ".join(row["lacks"])
    return f"only {only['only']}: {only['reason']}" if only else ""
