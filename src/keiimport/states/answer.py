# SPDX-License-Identifier: Apache-2.0
"""The answer of a state, as typed values and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from keiimport.rulebook.model import Confidence, StateOutcome

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a state does with a vehicle.

    Attributes:
        outcome: whether it may be driven on the state's roads; of several branches what they
            share, as with every other term.
        applies_to: the kind of vehicle that the row is about, such as `kei`.
        titled: whether it gets a title, which alone lets nobody drive it.
        plate: the plate it gets.
        roads: the roads it may use.
        posted_up_to: the highest posted speed of those roads.
        interstates: whether it may use them.
        use_limits: what it may be used for.
        grandfather: what earlier registrations keep.
        conditions: further conditions, one sentence each.
        because: why, in one clause.
        cite: the law.
        sources: what each source says and where.
        last_checked: the day on which the oldest of its rows was last checked.
        confidence: how well the least known of its rows is known.
        rules: the ids of its rows.
        missing: the facts that would settle whether they hold.
    """

    outcome: StateOutcome
    applies_to: str | None = None
    titled: str | None = None
    plate: str | None = None
    roads: str | None = None
    posted_up_to: str | None = None
    interstates: str | None = None
    use_limits: str | None = None
    grandfather: str | None = None
    conditions: tuple[str, ...] = ()
    because: str = ""
    cite: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    last_checked: date | None = None
    confidence: Confidence | None = None
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """As plain JSON values."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(Ruling)}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Ruling):
    """One of several answers.

    Attributes:
        condition: when it is the answer: a clause, `OTHERWISE`, or None where it is certain.
    """

    condition: str | None = None

    def to_dict(self) -> Json:
        """As plain JSON values, the condition as `if`."""
        return {"if": self.condition, **Ruling.to_dict(self)}


OTHERWISE = "otherwise"
"""Stands for every case that no branch before it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAnswer(Ruling):
    """What one state says.

    Attributes:
        state: its postal code.
        name: its name.
        branches: what it says in each case, in order, where a fact still decides; else empty.
        alternatives: other ways beside the answer, such as an antique plate.
    """

    state: str
    name: str
    branches: tuple[Branch, ...] = ()
    alternatives: tuple[Branch, ...] = ()

    def to_dict(self) -> Json:
        """As plain JSON values, in the order of the verdict's schema."""
        return {
            "state": self.state,
            "name": self.name,
            **Ruling.to_dict(self),
            "branches": [each.to_dict() for each in self.branches],
            "alternatives": [each.to_dict() for each in self.alternatives],
        }

    @property
    def sentence(self) -> str:
        """The answer as one sentence."""
        name = f"the {self.name}" if self.name.startswith("District") else self.name
        said = _SAID[self.outcome].format(name=name)
        if self.branches and self.outcome == "unclear":
            said = f"whether {name} lets it on its roads depends"
        why = [self.because]
        if self.outcome == "restricted" and self.roads:
            why = [self.roads, *(each for each in self.conditions if each.startswith(ROAD))]
        said = f"{said}: {'; '.join(why)}."
        return said[0].upper() + said[1:]


ROAD = "a road posted at "
"""Begins what is said of the road that was told."""

_SAID: dict[StateOutcome, str] = {
    "allowed": "{name} lets it on its roads",
    "restricted": "{name} lets it on its roads with restrictions",
    "banned": "{name} bans it from its roads",
    "unclear": "whether {name} lets it on its roads is unclear",
}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
