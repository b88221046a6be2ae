# SPDX-License-Identifier: Apache-2.0
"""The vocabulary of facts: kind, unit, question, and the meaning of not being told."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from keiimport.facts.comparisons import FactValue

FactKind = Literal["bool", "choice", "choices", "number", "date", "text"]
Unknown = Literal["askable", "action", "letter"]
Opens = Literal["lower", "higher", "other"]
Change = Literal["no", "time", "work", "papers", "choice", "declared"]
DependsOn = Literal["importer", "agency"]


STANDARD = "vehicle.fmvss."  # begins the facts that say whether a vehicle meets a safety standard


class FactType(NamedTuple):
    """The type of a fact, as the sections declare it; without choices, it may be any text."""

    name: str
    kind: FactKind
    dimension: str | None = None
    choices: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A fact with its texts; `FactForm` documents its attributes."""

    type: FactType
    question: str
    where: str
    title: str
    answer: str = ""  # what may be answered, where its choices are too many to list
    # what not being told means: unknown and asked for; not yet done; or what an agency has not said
    # yet, and may say either way once it is asked
    unknown: Unknown = "askable"
    # whether a person can change it, and how; what is `declared` under oath is as it is
    change: Change = "no"
    depends_on: DependsOn | None = None  # who does an action, or supplies what only an agency can
    # which direction could open a door, so that who contradicts the catalogue is not believed
    opens: Opens | None = None
    todo: str = ""
    order: int = 0
    cost: str = ""
    becomes: tuple[bool | str, ...] = ()
    follows: tuple[str, ...] = ()  # what one must know to be asked
    least: int | None = None  # what is plausible, in smallest units or as a date ordinal
    most: int | None = None
    unless: tuple[tuple[FactValue, str], ...] = ()
    # pairs of what the catalogue has and what such a vehicle is also finished as: no contradiction
    finished_as: frozenset[tuple[str, str]] = frozenset()
    loosely: frozenset[str] = frozenset()
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    perhaps_columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The dotted name."""
        return self.type.name

    def word(self, choice: str) -> str:
        """Format one of its choices."""
        return dict(self.choices).get(choice) or choice.replace("_", " ")


_PLACE = re.compile(r"\{([a-z_]+)\}")
"""A placeholder in a sentence; one for a fact has a dot and is filled in later."""


class Vocabulary(dict[str, Fact]):
    """Every fact by dotted name, in the order of `facts.yaml`, and sentences to be filled in."""

    __slots__ = ("limited", "sentences")

    def __init__(self, facts: Mapping[str, Fact], sentences: Mapping[str, str] = {}) -> None:
        super().__init__(facts)
        self.sentences = dict(sentences)
        limited = ((n, f) for n, f in facts.items() if (f.least, f.most) != (None, None))
        self.limited = dict(limited)  # those of which not every figure or day is plausible

    def say(self, sentence: str, **places: object) -> str:
        """Fill in a sentence."""
        return _PLACE.sub(lambda place: str(places[place[1]]), self.sentences[sentence])

    @property
    def actions(self) -> tuple[Fact, ...]:
        """The facts that are actions somebody can still take."""
        return tuple(fact for fact in self.values() if fact.unknown == "action")

    @property
    def letters(self) -> tuple[Fact, ...]:
        """The facts that only a letter from an agency can settle."""
        return tuple(fact for fact in self.values() if fact.unknown == "letter")
