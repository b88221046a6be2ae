# SPDX-License-Identifier: Apache-2.0
"""The answer of a state in words."""

from __future__ import annotations

from keiimport.rulebook.rows import StateOutcome
from keiimport.verdict_types import StateAnswer

TERMS = (
    "titled",
    "plate",
    "roads",
    "posted_up_to",
    "interstates",
    "use_limits",
    "grandfather",
)
"""The columns of words that go into an answer as they stand."""


OTHERWISE = "otherwise"
"""Stands for every case that no branch before it is about."""


ROAD = "a road posted at "
"""Begins what is said of the road that was told."""

_SAID: dict[StateOutcome, str] = {
    "allowed": "{name} lets it on its roads",
    "restricted": "{name} lets it on its roads with restrictions",
    "banned": "{name} bans it from its roads",
    "unclear": "whether {name} lets it on its roads is unclear",
}


def sentence(answer: StateAnswer) -> str:
    """The answer of a state as one sentence."""
    name = f"the {answer.name}" if answer.name.startswith("District") else answer.name
    said = _SAID[answer.outcome].format(name=name)
    if answer.branches and answer.outcome == "unclear":
        said = f"whether {name} lets it on its roads depends"
    why = [answer.because]
    if answer.outcome == "restricted" and answer.roads:
        why = [answer.roads, *(each for each in answer.conditions if each.startswith(ROAD))]
    said = f"{said}: {'; '.join(why)}."
    return said[0].upper() + said[1:]
