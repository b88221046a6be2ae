# SPDX-License-Identifier: Apache-2.0
"""A case being completed: the facts known so far, and the warnings."""

from collections.abc import Mapping, Set
from functools import lru_cache

from keiimport.errors import nearest
from keiimport.facts.bounds import UNBOUNDED, Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.problems import refused
from keiimport.facts.sources import SourcedValue
from keiimport.facts.texts import Cut
from keiimport.facts.vocabulary import STANDARD, Opens, Vocabulary

BUILT = "vehicle.manufactured"
REGISTERED = "vehicle.first_registered"
ENTRY = "entry.date"
MARKET = "vehicle.market"
COUNTRY = "vehicle.country_of_manufacture"
MAKE = "vehicle.make"
MODEL = "vehicle.model"
MODEL_YEAR = "vehicle.model_year"
ALTERED = "vehicle.altered"


class Completion:
    """A case being completed."""

    def __init__(
        self, told: Mapping[str, StatedValue], vocabulary: Vocabulary, standards: Set[str]
    ) -> None:
        self.vocabulary = vocabulary
        self.known: dict[str, SourcedValue] = {}
        self.warnings: list[str] = []
        self.contradicted: set[str] = set()  # neither the caller nor the catalogue is believed
        self.disputed: set[str] = set()  # told otherwise than there, whoever is believed
        self.entry_day = 0  # the first day on which it may enter, as a date ordinal
        known = self.known
        for name, value in told.items():
            if isinstance(value, StatedBounds):
                if value.warnings:
                    self.warnings += value.warnings
                if value.bounds == UNBOUNDED:
                    continue
                known[name] = SourcedValue(value.bounds, value.text, "told", "verified")
            else:
                known[name] = told_word(value)
                if isinstance(value, Cut):
                    self.warnings += value.warnings
            if standards and name.startswith(STANDARD):
                number = name.removeprefix(STANDARD)
                if number not in standards:
                    near = nearest(number, sorted(standards))
                    raise refused(number, "no_standard", at=name, near=near)

    def offer(self, name: str, known: SourcedValue) -> None:
        """Set a fact that is not yet known and not contradicted."""
        if name not in self.known and name not in self.contradicted:
            self.known[name] = known

    def disbelieve(self, name: str, because: str) -> None:
        """Make a fact that was told unknown again, for a reason that is shown."""
        self.warn("unbelieved", told=self.told(name), because=because)
        self.contradicted.add(name)
        del self.known[name]

    def value_of(self, name: str) -> FactValue | None:
        """The value of a fact, or None if it is not known."""
        known = self.known.get(name)
        return None if known is None else known.value

    def text_of(self, name: str) -> str | None:
        """The value of a choice or text fact, or None if it is not known."""
        value = self.value_of(name)
        return value if isinstance(value, str) else None

    def bounds_of(self, name: str) -> Bounds:
        """The bounds of a number or date, open if it is not known."""
        value = self.value_of(name)
        return value if isinstance(value, Bounds) else UNBOUNDED

    def say(self, sentence: str, **places: object) -> str:
        """Fill in a sentence of the group `told` in `words.yaml`."""
        return self.vocabulary.say(f"told.{sentence}", **places)

    def warn(self, sentence: str, **places: object) -> None:
        """Add a warning, a sentence of the group `told` in `words.yaml`."""
        self.warnings.append(self.say(sentence, **places))

    def told(self, name: str) -> str:
        """A fact and its told value, as the beginning of a sentence."""
        title, text = self.vocabulary[name].title, self.known[name].text
        return self.say("fact", title=title, value=text)

    def opens(self, name: str) -> Opens | None:
        """In which direction a wrong value of this fact could open a door."""
        return self.vocabulary[name].opens


@lru_cache(maxsize=4096)
def told_word(value: bool | str | frozenset[str]) -> SourcedValue:
    """A text, list of choices or Boolean as told."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = value if isinstance(value, str) else ", ".join(sorted(value)) or "none"
    return SourcedValue(value, text, "told", "verified")
