# SPDX-License-Identifier: Apache-2.0
"""Which questions settle an undetermined answer, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import STYLES, grid, printed, section, styled
from keiimport.report.words import HEADLINES, TONES, Json, clean, headline, joined, plain

if TYPE_CHECKING:
    from rich.console import RenderableType

SETTLES: Final = {
    "always": ("Settled by every answer", "green"),
    "sometimes": ("Settled by some answers", "yellow"),
}


def render(found: Json, *, width: int = 100, colour: bool = False) -> str:
    """Write the smallest sets of questions, for people.

    Args:
        found: the JSON form of the sets (`QuestionSets.to_dict()`).
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.
    """
    return printed(_parts(found), width=width, colour=colour)


def answers_in_words(missing: Json) -> list[str]:
    """What the answers to a missing fact come to, where they come to different things."""
    answers = missing.get("answers") or ()
    if len({clean(each.get("outcome")) for each in answers}) < 2:
        return []
    return [f"{plain(each['answer'])}: {headline(each.get('outcome'))}" for each in answers]


def _parts(found: Json) -> Iterator[RenderableType]:
    outcome = clean(found.get("outcome"))
    yield styled(HEADLINES.get(outcome, outcome), style=f"bold {STYLES[TONES.get(outcome, 'no')]}")
    sets = found.get("sets") or ()
    for settles, (heading, tone) in SETTLES.items():
        table = grid(1)
        chosen = [each for each in sets if each.get("settles") == settles]
        for number, each in enumerate(chosen, 1):
            text = styled("\n".join(clean(question) for question in each.get("questions") or ()))
            example = each.get("example") or {}
            shown = joined((f"{name}: {example[name]}" for name in example), ", ")
            text.append(f"\n{shown}: {headline(each.get('outcome'))}", style="dim")
            table.add_row(f"{number}.", text)
        if chosen:
            yield section(heading, table, tone)
    if found.get("complete") is False:
        yield styled("There may be more: not every set of up to three questions was tried.")
    elif not sets and clean(found.get("outcome")) == "undetermined":
        yield styled("No set of up to three questions settles it.")
