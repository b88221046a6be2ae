# SPDX-License-Identifier: Apache-2.0
"""What is known of a case: what was told, what follows from it, and what dates are presumed.

What else is presumed stands before the doors (`keiimport.decide.presuming`). Nothing here
decides anything. Every fact keeps where it came from and how sure it is,
so that a verdict can say so; and where a caller contradicts the catalogue in the
direction that would open a door, neither is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from keiimport.facts import build_date
from keiimport.facts.bounds import listed
from keiimport.facts.case import StatedValue
from keiimport.facts.catalogue import Catalogue, Match
from keiimport.facts.catalogue_rows import FACTS, CatalogueRow, agreed
from keiimport.facts.comparisons import FactValue
from keiimport.facts.completion import (
    ARRIVED,
    BUILT,
    CERTIFIED_BY,
    COUNTRY,
    DISPLACEMENT,
    ENTERED,
    ENTRY,
    EVIDENCE,
    FOR_US,
    LABELS,
    MAKE,
    MARKET,
    MODEL,
    MODEL_YEAR,
    POWERTRAIN,
    REGISTERED,
    Completion,
)
from keiimport.facts.contradictions import check_weights, differs, settle, take_whole_engine
from keiimport.facts.identity import NUMBERS, Numbers, read_numbers
from keiimport.facts.markets import (
    REGISTERED_IN,
    check_labels,
    may_be_labelled,
    name_sold_there,
    rule_out_us_market,
)
from keiimport.facts.presumptions import Presumption
from keiimport.facts.sources import SourcedValue, with_margin
from keiimport.facts.vocabulary import Vocabulary

SEATS = "vehicle.seats"
PERSONS = "vehicle.designed_persons"

__all__ = ["CompletedCase", "Completer", "SourcedValue"]


class CompletedCase(NamedTuple):
    """A case filled in, but for what is presumed of it whatever its dates are.

    Attributes:
        contradicted: facts on which caller and catalogue differ so that neither is
            believed.
        disputed: facts told otherwise than the catalogue has them, whoever is believed.
    """

    known: Mapping[str, SourcedValue]
    values: Mapping[str, FactValue]
    warnings: tuple[str, ...]
    models: tuple[str, ...]
    contradicted: frozenset[str]
    disputed: frozenset[str] = frozenset()

    def strictly(self) -> CompletedCase:
        """The same case with no date presumed."""
        known = {
            name: held.unpresumed or held
            for name, held in self.known.items()
            if held.source != "presumed"
        }
        return self._replace(known=known, values={n: held.value for n, held in known.items()})


LOOKED_AT = frozenset(
    (
        *(BUILT, REGISTERED, EVIDENCE, MODEL_YEAR, ENTRY, ENTERED, ARRIVED),
        *(REGISTERED_IN, FOR_US, LABELS, CERTIFIED_BY, PERSONS, *NUMBERS, *FACTS),
    )
)
"""The facts that others are derived from; all others are left as they were told, but for dates
that are presumed by other dates."""


class Completer:
    """Fills in one case after another under the same rules."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        catalogue: Catalogue,
        presumptions: Iterable[Presumption],
        standards: Sequence[str],
    ) -> None:
        self.vocabulary = vocabulary
        self._catalogue = catalogue
        self._standards = frozenset(standards)
        self._by_date = [each for each in presumptions if each.known is None]

    def completed(self, told: Mapping[str, StatedValue], today: date) -> CompletedCase:
        """What was told and what follows from it.

        Raises:
            InputError: it cannot be so.
        """
        completion = Completion(told, self.vocabulary, self._standards)
        build_date.take_entry_day(completion, today)
        build_date.bound_build(completion)
        numbers = read_numbers(completion, self._catalogue.exhaust)
        build_date.check_model_year(completion, numbers)
        match = _find_vehicle(completion, self._catalogue, numbers)
        if match.rows:
            then = build_date.in_production(completion, match)
            _use_catalogue(completion, then, self._catalogue)
        elif match.other_years:
            _use_name(completion, match.ruled_out, _ANY_YEAR)
            _use_name(completion, _near(completion, match.ruled_out), _OF_A_NAME)
        build_date.bound_by_production(completion, match, numbers)
        if any([row.start_confidence == "unverified" for row in match.rows]):
            # the catalogue itself is not sure of when they were built
            completion.warn("unsure_start", vehicles=listed(row.title for row in match.rows))
        check_weights(completion)
        check_labels(completion, self._catalogue, numbers, match)
        rule_out_us_market(completion, self._catalogue, match)
        if seats := completion.known.get(SEATS):
            # unless somebody says otherwise, it is designed for as many persons as it seats
            completion.offer(PERSONS, seats._replace(source="derived"))
        for each in self._by_date:
            for name in each.facts:
                dated = each.by_date(name, completion.known)
                if dated is not None and name not in completion.contradicted:
                    completion.set(name, dated)
        return CompletedCase(
            completion.known,
            completion.values,
            tuple(dict.fromkeys(completion.warnings)),
            tuple([row.id for row in match.rows]),
            frozenset(completion.contradicted),
            frozenset(completion.disputed),
        )


def _find_vehicle(completion: Completion, catalogue: Catalogue, numbers: Numbers) -> Match:
    built, model = completion.bounds_of(BUILT), completion.text_of(MODEL)
    make = completion.text_of(MAKE)
    if make is not None and (spelled := catalogue.maker(make)) != make:
        completion.set(MAKE, completion.known[MAKE]._replace(value=spelled))
    if numbers.conflict:
        each = [catalogue.match(chassis_codes=codes, built=built) for codes in numbers.conflict]
        build_date.check_codes(completion, each)
        return Match(ruled_out=tuple(row for match in each for row in match.rows))
    if model is not None and (latin := catalogue.latin(model)) != model:
        completion.set(MODEL, completion.known[MODEL]._replace(value=latin))
        model = latin
    if not (numbers.codes or model):
        return Match()
    match = catalogue.match(
        make=completion.text_of(MAKE),
        model=model,
        chassis_codes=numbers.codes,
        built=built,
        markets=numbers.markets,
    )
    for name, places in match.warnings:
        completion.warnings.append(completion.vocabulary.say(f"catalogue.{name}", **places))
    take_whole_engine(completion, match.rows)
    return _with_its_engine(completion, match, catalogue)


def _with_its_engine(completion: Completion, match: Match, catalogue: Catalogue) -> Match:
    """The rows that have the engine told; a vehicle known by a name alone is another without it.

    Where a chassis code names the rows, it may have got another engine since; so may one of a name
    that only kei vehicles ever had.
    """
    told = [name for name in (POWERTRAIN, DISPLACEMENT) if name in completion.known]
    if not told:
        return match
    other: dict[str, SourcedValue] = {}
    rows = []
    for row in match.rows:
        differing = [n for n in told if differs(completion, n, row.facts.get(n))]
        if not differing:
            rows.append(row)
        other.update((name, row.facts[name]) for name in differing)
    if not other or (match.numbered and not rows):
        return match
    if not rows and _only_kei(completion, catalogue):
        return match._replace(numbered=True)
    if not rows:
        # of another size, it may be of another class
        other_size = DISPLACEMENT in other
        _use_name(completion, match.rows, _OF_A_NAME[:-1] if other_size else _OF_A_NAME)
        name, fact = next(iter(other.items()))
        has = completion.say("vehicle_has", vehicle=match.rows[0].title, value=fact.text)
        completion.warn("another_vehicle", told=completion.told(name), because=has)
        return match._replace(rows=(), ruled_out=match.rows, other_years=False)
    return match._replace(rows=tuple(rows))


def _only_kei(completion: Completion, catalogue: Catalogue) -> bool:
    """Whether all vehicles of its name are known, and are kei vehicles."""
    named = catalogue.match(make=completion.text_of(MAKE), model=completion.text_of(MODEL)).rows
    kei = [row.facts.get("vehicle.kei") for row in named]
    closed = any(row.is_last_of_its_name for row in named)
    return closed and all(fact is not None and fact.value is True for fact in kei)


_ANY_YEAR = (COUNTRY,)
_OF_A_NAME = (COUNTRY, "vehicle.body", "vehicle.designed_for", "vehicle.kei")
"""What the vehicles of a name share with one that is none of the known ones; the class last."""


def _near(completion: Completion, rows: tuple[CatalogueRow, ...]) -> tuple[CatalogueRow, ...]:
    """Those of the rows, all or none, that end or begin near the build told."""
    built = completion.bounds_of(BUILT)
    spans = [with_margin(row.produced, "name", "name") for row in rows]
    near = built is not None and any(span.overlaps(built) for span in spans)
    return rows if near else ()


def _use_name(completion: Completion, rows: tuple[CatalogueRow, ...], names: Sequence[str]) -> None:
    """Fill in what all rows of its name share, though it is none of them."""
    shared = agreed(rows, loose=True)
    for name in names:
        if name in shared:
            completion.offer(name, shared[name])


def _use_catalogue(completion: Completion, match: Match, catalogue: Catalogue) -> None:
    """Fill in what the vehicle is, and settle where that is not what was told."""
    facts = dict(match.facts)
    labelled = completion.values.get(LABELS) and not match.numbered
    twin = may_be_labelled(completion, catalogue, match)
    if twin or (labelled and name_sold_there(completion, catalogue)):
        # its twin with the label may come from other works
        facts.pop(COUNTRY, None)
    if twin:
        facts.pop(MARKET, None)
    known, values = completion.known, completion.values
    for name, fact in facts.items():
        told = known.get(name)
        if told is None:
            if name not in completion.contradicted:
                known[name], values[name] = fact, fact.value
        elif told.value != fact.value and told.source != "vin":
            settle(completion, name, told, fact, match.rows[0], numbered=match.numbered)
