# SPDX-License-Identifier: Apache-2.0
"""Which questions settle an undetermined answer, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import document, rendered
from keiimport.report.rows import Row, Section, section
from keiimport.report.words import Json, clean, headline, joined, plain, texts

if TYPE_CHECKING:
    from rich.console import RenderableType

SETTLES: Final = {
    "always": "Settled by every answer",
    "sometimes": "Settled by some answers",
}


@rendered
def render(found: Json) -> Iterator[RenderableType]:
    """Write the smallest sets of questions (`QuestionSets.to_dict()`) for people."""
    return document(found, "", _parts(found))


def answers_in_words(answers: Sequence[Json]) -> list[str]:
    """What the answers to a question come to, where they come to different things."""
    if len({clean(each.get("outcome")) for each in answers}) < 2:
        return []
    return [f"{plain(each['answer'])}: {headline(each.get('outcome'))}" for each in answers]


def _parts(found: Json) -> Iterator[Section | str | None]:
    sets = found.get("sets") or ()
    for settles, title in SETTLES.items():
        chosen = [each for each in sets if each.get("settles") == settles]
        yield section(settles, title, [_row(n, each) for n, each in enumerate(chosen, 1)])
    if found.get("complete") is False:
        yield "There may be more: not every set of up to three questions was tried."
    elif not sets and clean(found.get("outcome")) == "undetermined":
        yield "No set of up to three questions settles it."


def _row(number: int, found: Json) -> Row:
    example = found.get("example") or {}
    shown = joined((f"{name}: {value}" for name, value in example.items()), ", ")
    questions = "\n".join(texts(found.get("questions")))
    return Row((f"{number}.", questions), (f"{shown}: {headline(found.get('outcome'))}",))
