# SPDX-License-Identifier: Apache-2.0
"""A timeline as text for a terminal: every answer a bar, and below it what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import document, printed, styled
from keiimport.report.picture import LOOKS
from keiimport.report.rows import Row, Section, section
from keiimport.report.words import (
    GROUPS,
    Json,
    bar,
    clean,
    day_words,
    days_words,
    joined,
    labels,
    plain,
    sentence,
    texts,
)

if TYPE_CHECKING:
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
    """Draw a timeline for people."""
    parts = document(timeline, _since(timeline), _parts(timeline, max(width, 40)))
    return printed(parts, width=width, colour=colour)


def _parts(found: Json, width: int) -> Iterator[Section | Text | str | None]:
    yield _drawing(found, found.get("periods") or (), width)
    yield LEGEND
    changed = section("changes", "What changes, and by which rule", _changes(found))
    yield changed or "Nothing changes as time goes by."
    notes = [clean(text) for text in found.get("warnings") or ()]
    if found.get("changes_again"):
        until, again = day_words(found["until"]), day_words(found["changes_again"])
        notes.append(f"after {until} it changes again: {again}")
    yield section("notes", "To know", [Row((sentence(note),)) for note in notes])


def _since(found: Json) -> str:
    certain, possible = found.get("earliest"), found.get("earliest_possible")
    if found.get("outcome") == "admissible" or not (certain or possible):
        return ""
    return f": from {days_words(possible, certain)}"


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
    names = _names(found)
    for agency in found.get("agencies") or ():
        yield clean(agency["id"]).upper(), agency["periods"]
        for each in (*(found.get("paths") or ()), *(found.get("gates") or ())):
            idle = all(period["outcome"] in IDLE for period in each["periods"])
            if each["agency"] == agency["id"] and not idle and not each.get("theoretical"):
                yield f"  {names[each['id']]}", each["periods"]


def _names(found: Json) -> dict[str, str]:
    """The short name of each door and each gate."""
    gates = {gate["id"]: bar(gate) for gate in found.get("gates") or ()}
    return labels(found.get("paths") or ()) | gates


def _on(periods: Sequence[Json], day: str) -> str:
    return next((clean(p["outcome"]) for p in reversed(periods) if p["from"] <= day), "")


def _columns(periods: Sequence[Json], width: int) -> list[int]:
    """How wide each period is drawn: by its length, as far as every one can be seen."""
    days = [_length(period) for period in periods]
    # what has no end gets as much as a sixth of all that has
    tail = max(sum(days) // 6, 1)
    lengths = [length or tail for length in days]
    room = max(width - LEAST * len(lengths), 0)
    shares = [room * length // max(sum(lengths), 1) for length in lengths]
    return [LEAST + share for share in shares]


def _length(period: Json) -> int:
    """The days of a period; 0 where it has no end."""
    if not period.get("until"):
        return 0
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


def _changes(found: Json) -> list[Row]:
    """One row for each day and cause, with all that it changes."""
    names = _names(found)
    grouped: dict[tuple[str, str], list[Json]] = {}
    for change in found.get("changes") or ():
        because = joined(cause["because"] for cause in change.get("by") or ())
        grouped.setdefault((clean(change["day"]), because), []).append(change)
    return [_change(day, because, group, names) for (day, because), group in grouped.items()]


def _change(day: str, because: str, group: Sequence[Json], names: Mapping[str, str]) -> Row:
    causes = group[0].get("by") or ()
    rules = joined((rule for cause in causes for rule in cause["rules"]), ", ")
    why = (because or "several clocks together") + (f" ({rules})" if rules else "")
    changed = joined(_what(change, names) for change in group)
    cited = tuple(dict.fromkeys(cite for cause in causes for cite in cause["cite"]))
    return Row((day_words(day), f"{changed}\n{why}"), (), texts(cited))


def _what(change: Json, names: Mapping[str, str]) -> str:
    name = clean(change["id"])
    said = {"whole": "altogether", "agency": name.upper()}.get(clean(change["what"]), name)
    perhaps = "" if change["certain"] else " (possible)"
    after = clean(change["after"])
    became = LOOKS[after][1] if after in LOOKS else GROUPS.get(after, (plain(after),))[0].lower()
    return f"{names.get(name, said)}: {became}{perhaps}"
