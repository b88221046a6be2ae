# SPDX-License-Identifier: Apache-2.0
"""A situation: all that the words of a verdict depend on, but for the facts that fill them.

Rules look at facts through tests only, so vehicles that every test finds alike (built in
1996 or in 1997, 54 or 63 horsepower) have the same reasons. What was worked out for one
serves all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from keiimport.decide.decision import Decision, PathOutcome
from keiimport.facts.comparisons import Facts, Truth
from keiimport.facts.known import Known
from keiimport.verdict.proof import UNSURE_CONFIDENCES


class Situation(NamedTuple):
    """What a chain of reasons depends on.

    Attributes:
        signature: the facts, as far as tests tell them apart.
        known: the names of the facts that are known.
        doubtful: those of them that are not sure enough to open a door.
        doors: what each path comes to; None where nobody claims it.
        barred: whether each gate bars.
        raised: whether somebody raised each gate.
        done: whether each action is done already.
    """

    signature: Hashable
    known: frozenset[str]
    doubtful: frozenset[str]
    doors: tuple[PathOutcome | None, ...] = ()
    barred: tuple[Truth, ...] = ()
    raised: tuple[Truth, ...] = ()
    done: tuple[bool, ...] = ()


def situation(sight: Decision, known: Mapping[str, Known], looked_at: Facts) -> Situation:
    """The situation of a case on the day of entry.

    Args:
        sight: the case.
        known: its facts with their sources.
        looked_at: its facts, its actions as they count.
    """
    law = sight.law
    look = sight.look(sight.day, True)
    facts = sight.facts
    return Situation(
        law.signatures.of(looked_at),
        frozenset(known),
        doubtful(known),
        tuple(
            [
                sight.settle(place).outcome if claimed else None
                for place, claimed in enumerate(look.claims)
            ]
        ),
        tuple(look.barred),
        tuple(look.raised),
        tuple([facts.get(action.name) is True for action in law.actions]),
    )


def doubtful(known: Mapping[str, Known]) -> frozenset[str]:
    """The facts that are not sure enough to open a door by themselves."""
    return frozenset(
        [name for name, held in known.items() if held.confidence in UNSURE_CONFIDENCES]
    )
