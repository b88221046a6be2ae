# SPDX-License-Identifier: Apache-2.0
"""What scenarios show of the rules, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from keiimport.report.layout import rendered, styled
from keiimport.report.words import Json, clean, plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

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
    yield styled(
        f"{report['rules']} rules in {report['cases']} cases: {report['both_ways']} shown both "
        f"ways, {len(report['one_way'])} with one way only, {len(gaps)} that lack one",
        style="bold",
    )
    if rows and (every or gaps):
        yield _table(rows if every else gaps)
    for name, words in (("never_live", "never live"), ("never_tagged", "named by no tag")):
        if report[name]:
            yield f"{words}: {', '.join(map(clean, report[name]))}"
    if "mcdc" in report:
        yield from _pairs(report["mcdc"])
        return
    undecided = [
        f"{clean(row['id'])}: {clean(atom['test'])} {lacking} ({clean(atom['place'])})"
        for row in rows
        for atom in row.get("atoms", ())
        if (lacking := _lacking(atom))
    ]
    if undecided:
        yield "\n".join(undecided)
    if report["not_evaluated"]:
        yield f"could not be evaluated: {', '.join(map(clean, report['not_evaluated']))}"


def _pairs(report: Json) -> Iterator[RenderableType]:
    """For how many conditions there is a pair of cases, and those without one."""
    yield styled(
        f"{report['with_pair']} of {report['conditions']} conditions have a pair of cases in which "
        f"each alone turns the conclusion ({report['percent']:g} % of those that can); "
        f"{report['without_by_reason']} cannot, {report['lacking']} lack one",
        style="bold",
    )
    lines = []
    for pair in report["pairs"]:
        missing = [way for way in ("true", "false") if pair[way] is None]
        if missing:
            why = pair["no_pair_because"] or f"no case in which it decides while {missing[0]}"
            lines.append(clean(f"{pair['rule']}: {pair['condition']}: {why} ({pair['place']})"))
    if lines:
        yield "\n".join(lines)


def _table(rows: list[Any]) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("rule", overflow="fold", ratio=1)
    for way in WAYS:
        table.add_column(plain(way), justify="right", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    for row in rows:
        counts = (row["shown"].get(way, {}).get("scenarios", 0) for way in WAYS)
        name = styled(clean(row["id"]), style="bold")
        name.append(f"\n{clean(row['place'])}", style="not bold cyan")
        table.add_row(name, *map(str, counts), _remark(row))
    return table


def _lacking(atom: Json) -> str:
    """Where no scenario shows that a single test decides."""
    found = [
        words
        for way, words in (("true", "while it holds"), ("false", "while it fails"))
        if atom["decides_by"][way] is None
    ]
    return f"never decides {' or '.join(found)}" if found else ""


def _remark(row: Json) -> str:
    lacks, only = row["lacks"], row["one_way"]
    if row["contradicted_by"]:
        word = clean(only["only"])
        return f"says that it is only ever {word}; otherwise in {clean(row['contradicted_by'])}"
    if lacks:
        return "never " + ", never ".join(lacks)
    return f"only {clean(only['only'])}: {clean(only['reason'])}" if only else ""
