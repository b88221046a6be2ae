# SPDX-License-Identifier: Apache-2.0
"""Which names and numbers of a vehicle mean the same to the rules and the catalogue.

Feeds write one vehicle in many ways: with the make in Japanese, with the emission prefix
before the chassis code, with a serial. What is filled in from all of them is the same; only
words tell them apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue, CatalogueRow
from keiimport.facts.comparisons import Comparison, IsOneOf
from keiimport.facts.filling import CODE, MAKE, MARKET, MODEL, Filling
from keiimport.facts.identity import recognise
from keiimport.facts.vehicle_numbers import read_numbers
from keiimport.facts.vocabulary import Vocabulary
from keiimport.many.alike import about

NUMBERS = ("vehicle.vin", "vehicle.frame_number", CODE)
IDENTITY = (MAKE, MODEL, *NUMBERS, MARKET)
"""The facts by which a vehicle is found."""

MOST_KEPT = 100_000
OTHER = "another"


class Identity(NamedTuple):
    """What a vehicle is known by.

    Attributes:
        meaning: equal for vehicles of which the same is filled in.
        days: the days from which on production of one that it may be began, or was over.
    """

    meaning: Hashable
    days: frozenset[int]


class Identities:
    """Finds what a vehicle is known by.

    Args:
        comparisons: the tests of the rules and of the presumptions.
        vocabulary: the facts.
        catalogue: the vehicles that are known.
    """

    def __init__(
        self, comparisons: Iterable[Comparison], vocabulary: Vocabulary, catalogue: Catalogue
    ) -> None:
        self._vocabulary = vocabulary
        self._catalogue = catalogue
        self._words: dict[str, dict[Hashable, str]] = {}
        for test in comparisons:
            if isinstance(test, IsOneOf):
                words = self._words.setdefault(test.fact, {})
                words.update((_squashed(value), str(value)) for value in test.values)
        self._known: dict[Hashable, Identity] = {}

    def word(self, fact: str, text: str) -> Hashable:
        """A text as far as rules tell it from others, however the catalogue may spell it."""
        return text if _squashed(text) in self._words.get(fact, ()) else OTHER

    def of(self, told: Mapping[str, ToldValue]) -> Identity:
        """What a vehicle is known by, whatever else is told of it."""
        named = {fact: told[fact] for fact in IDENTITY if fact in told}
        key = tuple(named.items())
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            found = self._known[key] = self._identity(named)
        return found

    def _identity(self, named: Mapping[str, ToldValue]) -> Identity:
        filling = Filling(named, self._vocabulary, ())
        numbers = read_numbers(filling)
        catalogue, model = self._catalogue, filling.text_of(MODEL)
        make = filling.text_of(MAKE)
        groups = numbers.conflict or (numbers.codes,)
        alone = bool(numbers.conflict)
        found = tuple(
            catalogue.candidates(None if alone else make, None if alone else model, codes)
            for codes in groups
        )
        meaning = (
            tuple([(fact, self.word(fact, str(value))) for fact, value in named.items()]),
            tuple([_number(str(named[fact])) if fact in named else None for fact in NUMBERS]),
            tuple(
                [
                    (
                        fact,
                        fact == MARKET and filling.values.get(fact),
                        held.source,
                        held.confidence,
                    )
                    for fact, held in filling.known.items()
                ]
            ),
            frozenset(filling.contradicted),
            bool(numbers.codes),
            numbers.markets,
            alone,
            tuple([(_ids(f.rows), _ids(f.ruled_out), f.loose, f.numbered) for f in found]),
        )
        produced = [row.produced for f in found for row in (*f.rows, *f.ruled_out)]
        return Identity(meaning, frozenset().union(*(about(p.low, p.high) for p in produced)))


def _ids(rows: Iterable[CatalogueRow]) -> tuple[str, ...]:
    return tuple([row.id for row in rows])


def _number(text: str) -> Hashable:
    """What a number says, its own characters left out."""
    number = recognise(text)
    return number.kind, number.chassis_codes and True, number.model_year, number.north_american


def _squashed(value: object) -> Hashable:
    if not isinstance(value, str):
        return value
    return "".join(character for character in value.casefold() if character.isalnum())
