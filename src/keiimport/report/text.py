# SPDX-License-Identifier: Apache-2.0
"""A verdict as text for a terminal: the short answer uncut, and every section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keiimport.report.layout import STYLES, grid, rendered, shown, styled
from keiimport.report.rows import section
from keiimport.report.sections import reason, sections
from keiimport.report.view import view
from keiimport.report.words import Json, rests_on

if TYPE_CHECKING:
    from rich.console import RenderableType


@rendered
def render(verdict: Json, *, unread: Sequence[str] = ()) -> Iterator[RenderableType]:
    """Write a verdict for people.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        unread: the words that were not understood, and what to know about how the others were.
    """
    found = view(verdict, unread)
    rows = [
        (styled(part.label, style=STYLES[found.tone] if part is found.answer else ""), part.text)
        for part in (*found.before, found.answer, *found.after)
    ]
    yield grid(1, rows)
    for each in sections(verdict, full=True):
        yield from shown(each)


@rendered
def render_chain(verdict: Json) -> Iterator[RenderableType]:
    """Write the reasons that the answer rests on, those of the doors that were chosen."""
    found = section("reasons", "Why", [reason(step) for step in rests_on(verdict)])
    if found:
        yield from shown(found)
