# SPDX-License-Identifier: Apache-2.0
"""A timeline as text for a terminal: every answer a bar, and below it what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from keiimport.report import words
from keiimport.report.layout import grid, outcome_line, printed, section, styled
from keiimport.report.words import Json, clean, joined, labels

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "open": ("█", "green"),
    "admissible": ("█", "green"),
    "clear": ("█", "green"),
    "needs_action": ("▓", "yellow"),
    "conditional": ("▓", "yellow"),
    "needs_facts": ("?", "yellow"),
    "undetermined": ("?", "yellow"),
    "unclear": ("?", "yellow"),
    "not_yet": ("·", "magenta"),
    "closed": ("-", "red"),
    "refused": ("-", "red"),
    "barred": ("-", "red"),
}
"""The mark of each outcome, with its colour; the marks alone say it too."""

LEGEND: Final = "█ open   ▓ open once something is done   ? a fact is missing   · later   - closed"
LEAST: Final = 3
"""Columns of the shortest period."""

IDLE: Final = ("closed", "clear")


def render(timeline: Json, *, width: int = 100, colour: bool = False) -> str:
    """Draw a timeline for people.

    Args:
        timeline: the JSON form of a timeline (`Timeline.to_dict()`).
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.

    Returns:
        Lines without trailing blanks, and without a newline at the end.
    """
    return printed(_parts(timeline, max(width, 40)), width=width, colour=colour)


def _parts(found: Json, width: int) -> Iterator[RenderableType]:
    title, style = outcome_line(found)
    yield styled(title + _since(found), style=style)
    periods = found.get("periods") or ()
    yield _drawing(found, periods, width)
    yield styled(LEGEND)
    if found.get("changes"):
        yield section("What changes, and by which rule", _changes(found["changes"]))
    else:
        yield styled("Nothing changes as time goes by.")
    notes = [clean(text) for text in found.get("warnings") or ()]
    if found.get("changes_again"):
        notes.append(f"after {clean(found['until'])} it changes again: {found['changes_again']}")
    if notes:
        yield section("To know", styled("\n".join(f"- {note}" for note in notes)))


def _since(found: Json) -> str:
    certain, possible = found.get("earliest"), found.get("earliest_possible")
    if not certain:
        return f": perhaps from {clean(possible)}" if possible else ""
    also = f", perhaps from {clean(possible)}" if possible and possible != certain else ""
    return f": certainly from {clean(certain)}{also}"


def _drawing(found: Json, periods: Sequence[Json], width: int) -> Text:
    rows = list(_rows(found))
    margin = max(len(name) for name, _ in rows) + 2
    columns = _columns(periods, width - margin)
    text = styled(" " * margin + _scale(periods, columns), style="bold")
    for name, own in rows:
        text.append(f"\n{name:{margin}}")
        for period, wide in zip(periods, columns, strict=True):
            mark, style = MARKS.get(_on(own, period["from"]), (" ", ""))
            text.append(mark * wide, style=style)
    return text


def _rows(found: Json) -> Iterator[tuple[str, Sequence[Json]]]:
    """The bars worth drawing; what is closed for good is left out."""
    yield "altogether", found.get("periods") or ()
    names = labels(found.get("paths") or ())
    for agency in found.get("agencies") or ():
        yield clean(agency["id"]).upper(), agency["periods"]
        for path in found.get("paths") or ():
            idle = all(period["outcome"] in IDLE for period in path["periods"])
            if path["agency"] == agency["id"] and not idle and not path["theoretical"]:
                yield f"  {names[path['id']]}", path["periods"]
        for gate in found.get("gates") or ():
            idle = all(period["outcome"] in IDLE for period in gate["periods"])
            if gate["agency"] == agency["id"] and not idle:
                yield f"  {clean(gate['id'])}", gate["periods"]


def _on(periods: Sequence[Json], day: str) -> str:
    return next((clean(p["outcome"]) for p in reversed(periods) if p["from"] <= day), "")


def _columns(periods: Sequence[Json], width: int) -> list[int]:
    """How wide each period is drawn: by its length, as far as every one can be seen."""
    days = [_length(period) for period in periods]
    ended = [length for length in days if length is not None]
    # what has no end gets as much as a sixth of all that has
    tail = max(sum(ended) // 6, 1)
    lengths = [tail if length is None else length for length in days]
    room = max(width - LEAST * len(lengths), 0)
    shares = [room * length // max(sum(lengths), 1) for length in lengths]
    return [LEAST + share for share in shares]


def _length(period: Json) -> int | None:
    if not period.get("until"):
        return None
    return (date.fromisoformat(period["until"]) - date.fromisoformat(period["from"])).days + 1


def _scale(periods: Sequence[Json], columns: Sequence[int]) -> str:
    """The first day of each period above its bar, as far as there is room for it."""
    line = ""
    at = 0
    for period, wide in zip(periods, columns, strict=True):
        if len(line) <= at:
            line = f"{line:{at}}{clean(period['from'])} "
        at += wide
    return line[: max(at, 10)].rstrip()


def _changes(changes: Sequence[Json]) -> RenderableType:
    """One row for each day and cause, with all that it changes."""
    grouped: dict[tuple[str, str], list[Json]] = {}
    why: dict[tuple[str, str], RenderableType] = {}
    for change in changes:
        causes = change.get("by") or ()
        key = clean(change["day"]), joined(cause["because"] for cause in causes)
        grouped.setdefault(key, []).append(change)
        cited = [cite for cause in causes for cite in cause["cite"]]
        rules = joined((rule for cause in causes for rule in cause["rules"]), ", ")
        text = styled(key[1] or "several clocks together", cite=dict.fromkeys(cited))
        if rules:
            text.append(f" ({rules})")
        why[key] = text
    table = grid(1)
    for (day, because), group in grouped.items():
        what = styled(joined(_what(change) for change in group))
        what.append("\n")
        what.append(why[day, because])  # type: ignore[arg-type]
        table.add_row(day, what)
    return table


def _what(change: Json) -> str:
    name = "altogether" if change["what"] == "whole" else clean(change["id"])
    perhaps = "" if change["certain"] else " (possible)"
    after = words.GROUPS.get(change["after"], (clean(change["after"]).replace("_", " "), ""))[0]
    return f"{name}: {_lower(after)}{perhaps}"


def _lower(text: Any) -> str:
    said = clean(text)
    return said[:1].lower() + said[1:]
