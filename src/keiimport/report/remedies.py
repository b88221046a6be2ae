# SPDX-License-Identifier: Apache-2.0
"""What could be done, as text for a terminal: time, something to do, an answer, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from keiimport.report import words
from keiimport.report.layout import document, rendered
from keiimport.report.rows import Row, Section, section
from keiimport.report.words import Json, clean, day_words, joined, labels, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

GROUPS: Final = {
    "open": "Open already",
    "time": "Time will do it",
    "action": "Papers, work or another choice will do it",
    "facts": "Only an answer can tell",
    "nothing": "Nothing will do it",
    "theoretical": "Open to no private person",
}

HIDDEN: Final = ("nothing", "theoretical")
"""The doors that are only counted, unless everything is asked for."""


@rendered
def render(remedies: Json, *, full: bool = False) -> Iterator[RenderableType]:
    """Write what could be done, for people.

    Args:
        remedies: the JSON form of the remedies (`Remedies.to_dict()`).
        full: also the doors that nothing opens.
    """
    day = f", on {day_words(remedies.get('entry_date'))}"
    return document(remedies, day, _parts(remedies, full))


def _parts(found: Json, full: bool) -> Iterator[Section | str | None]:
    whole = found.get("whole") or {}
    if whole.get("kind") != "open":
        yield section("whole", "To get it in", [Row((_ways(whole),))])
    paths = found.get("paths") or ()
    names = labels(paths)
    for kind, title in GROUPS.items():
        if kind not in HIDDEN or full:
            group = [path for path in paths if path.get("kind") == kind]
            rows = [Row((f"{names[path['id']]} ({path['id']})", _ways(path))) for path in group]
            yield section(kind, title, rows)
    shut = sum(path.get("kind") in HIDDEN for path in paths)
    if shut and not full:
        yield f"Nothing opens the other {shut} doors; --full lists them."
    for warning in found.get("warnings") or ():
        yield sentence(clean(warning))


def _ways(found: Json) -> str:
    """Each thing that would do, or why nothing does."""
    ways = [_way(each) for each in found.get("remedies") or ()]
    return "\nor ".join(ways) or clean(found.get("because"))


def _way(remedy: Json) -> str:
    changes = remedy["changes"]
    waits = any(change["kind"] == "time" for change in changes)
    then = words.headline(remedy["outcome"])
    if any(change.get("depends_on") == "agency" for change in changes):
        then = words.AN_AGENCY_AGREES.lower()  # it may refuse, which is no yes
    day = "" if waits else f" on {day_words(remedy['opens_on'])}"
    return f"{joined((change['what'] for change in changes), '; ')} (then{day}: {then})"
