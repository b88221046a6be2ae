# SPDX-License-Identifier: Apache-2.0
"""What is known of a case: what was told, what follows from it, and what is presumed.

Nothing here decides anything. Every fact keeps where it came from and how sure it is,
so that a verdict can say so; and where a caller contradicts the catalogue in the
direction that would open a door, neither is believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keiimport.facts.build_date import bound_build, check_production, take_entry_day
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.catalogue import Catalogue, Match
from keiimport.facts.contradictions import settle
from keiimport.facts.filling import BUILT, FOR_US, MAKE, MARKET, MODEL, Filling
from keiimport.facts.presume import presume
from keiimport.facts.presumptions import Presumption
from keiimport.facts.sources import Confidence, Known, Source
from keiimport.facts.vehicle_numbers import read_numbers
from keiimport.facts.vocabulary import Vocabulary
from keiimport.facts.wording import listed

__all__ = ["Confidence", "Filled", "Known", "Source", "fill_in"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A case filled in.

    Attributes:
        known: every fact that is known, by its dotted name.
        warnings: what to tell people, one sentence each.
        models: the rows of the catalogue that were used.
        contradicted: facts on which caller and catalogue differ so that neither is
            believed.
    """

    known: Mapping[str, Known]
    warnings: tuple[str, ...]
    models: tuple[str, ...]
    contradicted: frozenset[str]


def fill_in(
    case: Case,
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    presumptions: Sequence[Presumption],
    standards: Sequence[str],
    *,
    today: date,
    strict: bool = False,
    supposing: Mapping[str, ToldValue] | None = None,
) -> Filled:
    """Everything that is known of a case.

    Args:
        case: what was told.
        vocabulary: the facts; `opens` says which contradictions could open a door.
        catalogue: the vehicles that are known.
        presumptions: what to presume, in the order in which they are tried.
        standards: the numbers of the safety standards, for presumptions on all of them.
        today: the day of entry where none was told.
        strict: presume nothing.
        supposing: facts to take as told besides, to see what an answer would change.

    Raises:
        InputError: when what was told cannot be: built after it was first registered or
            after it enters, or a standard that there is none of.
    """
    told = {**case.told_facts, **supposing} if supposing else case.told_facts
    filling = Filling(told, vocabulary, standards)
    take_entry_day(filling, today)
    bound_build(filling)
    match = _find_vehicle(filling, catalogue)
    if match.rows:
        _use_catalogue(filling, match)
    _rule_out_us_market(filling, match)
    if not strict:
        presume(filling, presumptions)
    return Filled(
        filling.known,
        tuple(dict.fromkeys(filling.warnings)),
        tuple([row.id for row in match.rows]),
        frozenset(filling.contradicted),
    )


_NOTHING = Match()


def _find_vehicle(filling: Filling, catalogue: Catalogue) -> Match:
    """The vehicle by its numbers and its names."""
    numbers = read_numbers(filling)
    model = filling.text_of(MODEL)
    if numbers is None or not (numbers.codes or model):
        return _NOTHING
    match = catalogue.match(
        make=filling.text_of(MAKE),
        model=model,
        chassis_codes=numbers.codes,
        built=filling.bounds_of(BUILT),
        markets=numbers.markets,
    )
    if match.warnings:
        filling.warnings += match.warnings
    return match


def _use_catalogue(filling: Filling, match: Match) -> None:
    """Fill in what the vehicle is, and settle where that is not what was told."""
    known, values = filling.known, filling.values
    for name, fact in match.facts.items():
        told = known.get(name)
        if told is None:
            known[name], values[name] = fact, fact.value
        elif told.value != fact.value:
            settle(filling, name, told, fact, match.rows[0])
    check_production(filling, match)
    if match.start_confidence == "unverified":
        titles = listed(row.title for row in match.rows)
        filling.warnings.append(
            f"the catalogue on {titles} is not verified: no source was seen for when its "
            "production began"
        )


def _rule_out_us_market(filling: Filling, match: Match) -> None:
    """Whether it was built for the United States, where every vehicle it can be agrees."""
    if FOR_US in filling.known:
        return
    market, rows = filling.known.get(MARKET), match.rows
    if market is not None:
        built_for_us = market.value == "US"
        source, sure = market.source, market.confidence
    elif rows and len({row.market == "US" for row in rows}) == 1:
        built_for_us = rows[0].market == "US"
        source, sure = "catalogue", "secondary"
    else:
        return
    filling.set(FOR_US, Known(built_for_us, "yes" if built_for_us else "no", source, sure))
