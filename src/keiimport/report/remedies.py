# SPDX-License-Identifier: Apache-2.0
"""What could be done, as text for a terminal: time, something to do, an answer, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType

from keiimport.report import words
from keiimport.report.layout import outcome_line, rendered
from keiimport.report.rows import Group, Row, Section
from keiimport.report.words import Json, day_words, joined, labels, sentence

HIDDEN: Final = ("nothing", "theoretical")
"""The doors that are only counted, unless everything is asked for."""


@rendered
def render(remedies: Json, *, full: bool = False) -> Iterator[RenderableType | Section]:
    """Write what could be done, for people.

    Args:
        remedies: the JSON form of the remedies (`Remedies.to_dict()`).
        full: also the doors that nothing opens.
    """
    yield outcome_line(remedies, f", on {day_words(remedies['entry_date'])}")
    whole, paths = remedies["whole"], remedies["paths"]
    if whole["kind"] != "open":
        yield Section("whole", "To get it in", [Group([Row([_ways(whole)])])])
    names = labels(paths)
    for kind, title in words.WORDS["remedy"].items():
        if kind not in HIDDEN or full:
            group = [path for path in paths if path["kind"] == kind]
            rows = [Row((f"{names[path['id']]} ({path['id']})", _ways(path))) for path in group]
            yield Section(kind, title, [Group(rows)])
    shut = sum(path["kind"] in HIDDEN for path in paths)
    if shut and not full:
        yield f"Nothing opens the other {shut} doors; --full lists them."
    yield from map(sentence, remedies["warnings"])


def _ways(found: Json) -> str:
    """Each thing that would do, or why nothing does."""
    return "\nor ".join(map(_way, found["remedies"])) or str(found["because"])


def _way(remedy: Json) -> str:
    changes = remedy["changes"]
    waits = any(change["kind"] == "time" for change in changes)
    then = words.headline(remedy["outcome"])
    if any(change["depends_on"] == "agency" for change in changes):
        then = words.inside(words.AN_AGENCY_AGREES)  # it may refuse, which is no yes
    day = "" if waits else f" on {day_words(remedy['opens_on'])}"
    return f"{joined(change['what'] for change in changes)} (then{day}: {then})"
