# SPDX-License-Identifier: Apache-2.0
"""What could be done, as text for a terminal: time, something to do, an answer, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from keiimport.report import words
from keiimport.report.layout import grid, outcome_line, printed, section, styled
from keiimport.report.words import Json, clean, day_words, joined, labels, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "open": ("Open already", "green"),
    "time": ("Time will do it", "magenta"),
    "action": ("Papers, work or another choice will do it", "yellow"),
    "facts": ("Only an answer can tell", "yellow"),
    "nothing": ("Nothing will do it", "red"),
    "theoretical": ("Open to no private person", "red"),
}


HIDDEN: Final = ("nothing", "theoretical")
"""The doors that are only counted, unless everything is asked for."""


def render(remedies: Json, *, full: bool = False, width: int = 100, colour: bool = False) -> str:
    """Write what could be done, for people.

    Args:
        remedies: the JSON form of the remedies (`Remedies.to_dict()`).
        full: also the doors that nothing opens.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.

    Returns:
        Lines without trailing blanks, and without a newline at the end.
    """
    return printed(_parts(remedies, full), width=width, colour=colour)


def _parts(found: Json, full: bool) -> Iterator[RenderableType]:
    title, style = outcome_line(found)
    yield styled(f"{title}, on {day_words(found.get('entry_date'))}", style=style)
    whole = found.get("whole") or {}
    if whole.get("kind") != "open":
        yield section("To get it in", _way(whole))
    paths = found.get("paths") or ()
    names = labels(paths)
    for kind, (title, style) in GROUPS.items():
        group = [path for path in paths if path.get("kind") == kind]
        if not group or (kind in HIDDEN and not full):
            continue
        table = grid(1)
        for path in group:
            table.add_row(f"{names[path['id']]} ({path['id']})", _way(path))
        yield section(title, table, style)
    shut = sum(path.get("kind") in HIDDEN for path in paths)
    if shut and not full:
        yield styled(f"Nothing opens the other {shut} doors; --full lists them.")
    for warning in found.get("warnings") or ():
        yield styled(sentence(clean(warning)))


def _way(way: Json) -> Text:
    remedies: Sequence[Json] = way.get("remedies") or ()
    if not remedies:
        return styled(clean(way.get("because")))
    text = styled("")
    for number, remedy in enumerate(remedies):
        if number:
            text.append("\nor ", style="bold")
        text.append(joined((change["what"] for change in remedy["changes"]), "; "))
        waits = any(change["kind"] == "time" for change in remedy["changes"])
        then = words.headline(remedy["outcome"])
        if any(change.get("depends_on") == "agency" for change in remedy["changes"]):
            then = words.AN_AGENCY_AGREES.lower()  # it may refuse, which is no yes
        day = "" if waits else f" on {day_words(remedy['opens_on'])}"
        text.append(f" (then{day}: {then})", style="cyan")
    return text
