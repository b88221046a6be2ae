# SPDX-License-Identifier: Apache-2.0
"""The answer of a state in words."""

from __future__ import annotations

from keiimport.facts.vocabulary import Vocabulary
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

ROAD = ("state.road_refused", "state.road_doubtful")
"""What is said of the road that was told."""


def sentence(answer: StateAnswer, vocabulary: Vocabulary) -> str:
    """The answer of a state as one sentence."""
    say, name, why = vocabulary.say, answer.name, answer.because
    if name.startswith("District"):
        name = say("state.the", state=name)
    if answer.outcome == "restricted" and answer.roads:
        road = tuple(vocabulary.sentences[each].partition("{")[0] for each in ROAD)
        why = "; ".join([answer.roads, *(c for c in answer.conditions if c.startswith(road))])
    depends = answer.branches and answer.outcome == "unclear"
    said = say(f"state.{'depends' if depends else answer.outcome}", state=name, because=why)
    return said[0].upper() + said[1:]
