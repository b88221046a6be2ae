# SPDX-License-Identifier: Apache-2.0
"""Where a caller and the catalogue differ: what is believed, and what is not.

Neither is believed where the caller contradicts the catalogue in the direction that could open a
door. The catalogue never fills a label: where the vehicle is one of Japan, by its number, its
market or every row it can be, a US or Canadian label that somebody tells would open one at once.
A VIN of 17 characters, or the market itself, speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue import Catalogue, CatalogueRow, Match
from keiimport.facts.completion import (
    CERTIFIED_BY,
    CODE,
    CURB,
    FOR_US,
    GROSS,
    LABELS,
    MAKE,
    MARKET,
    MODEL,
    Completion,
)
from keiimport.facts.names import squashed
from keiimport.facts.sources import Confidence, Source, SourcedValue
from keiimport.facts.vehicle_numbers import LABELLED, Numbers
from keiimport.facts.wording import listed

_NAMES = frozenset({MAKE, MODEL, CODE, MARKET})
_ROUND = 30
"""Figures that differ by no more than this part of themselves are not worth a warning."""


def settle(
    completion: Completion,
    name: str,
    told: SourcedValue,
    fact: SourcedValue,
    row: CatalogueRow,
    *,
    numbered: bool,
) -> None:
    """Settle a difference between what was told and what the catalogue has.

    A name alone (not `numbered`) is that of several bodies, so that another body does not show
    that the vehicle was changed.
    """
    if name in _NAMES:
        _respell(completion, name, told, fact)
        return
    was_disputed = name in completion.disputed
    _compare(completion, name, told, fact, row)
    if not (numbered or was_disputed):
        completion.disputed.discard(name)


def _respell(completion: Completion, name: str, told: SourcedValue, fact: SourcedValue) -> None:
    """Spell a name as the catalogue and the tables do, and print it as it was told."""
    if (
        isinstance(told.value, str)
        and isinstance(fact.value, str)
        and (squashed(told.value) == squashed(fact.value))
    ):
        completion.set(name, told._replace(value=fact.value))


def _compare(
    completion: Completion, name: str, told: SourcedValue, fact: SourcedValue, row: CatalogueRow
) -> None:
    """Believe what was told, the catalogue, or neither."""
    opens, value = completion.opens(name), told.value
    if (fact.value, value) in completion.vocabulary[name].finished_as:
        return
    has = completion.say("catalogue_has", value=fact.text, vehicle=row.title)
    both = {"told": completion.told(name), "because": has}
    if isinstance(value, Bounds) and isinstance(fact.value, Bounds):
        if value.overlaps(fact.value):
            return
        nominal = _nominal(value, fact.value)
        if not nominal:
            completion.disputed.add(name)
        lower = (
            value.high is not None and fact.value.low is not None and (value.high < fact.value.low)
        )
        if opens == "other" or opens == ("lower" if lower else "higher"):
            completion.contradicted.add(name)
            hull = value.hull(fact.value)
            completion.warn("between", **both)
            text = completion.say("in_both", told=told.text, known=fact.text)
            completion.set(name, SourcedValue(hull, text, "told", fact.confidence))
            return
        if nominal:
            return
    else:
        completion.disputed.add(name)
        if opens is not None:
            completion.disbelieve(name, has)
            return
    completion.warn("used", **both)


def differs(completion: Completion, name: str, fact: SourcedValue | None) -> bool:
    """Whether a fact was told otherwise than the catalogue has it, and not only roundly."""
    told = completion.values.get(name)
    if told is None or fact is None:
        return False
    if isinstance(told, Bounds) and isinstance(fact.value, Bounds):
        return not told.overlaps(fact.value) and not _nominal(told, fact.value)
    return told != fact.value


def _nominal(told: Bounds, known: Bounds) -> bool:
    """Whether two figures are one, told roundly: listings say 660 cc for 657, 1,300 for 1,329."""
    ends = [end for end in (told.low, told.high, known.low, known.high) if end is not None]
    return len(ends) == 4 and (max(ends) - min(ends)) * _ROUND <= max(ends)


def check_weights(completion: Completion) -> None:
    """Doubt a gross weight below the weight of the empty vehicle: it may be any above."""
    gross, curb = completion.bounds_of(GROSS), completion.bounds_of(CURB)
    if gross is None or curb is None or gross.high is None or curb.low is None:
        return
    if gross.high >= curb.low:
        return
    told, empty = completion.known[GROSS], completion.known[CURB]
    why = {
        "told": completion.say("weight", value=told.text),
        "because": completion.say("weight_empty", empty=empty.text),
    }
    if completion.opens(GROSS) != "lower":
        completion.warn("used", **why)
        return
    completion.contradicted.add(GROSS)
    text = completion.say("weight_more", value=told.text, empty=empty.text)
    completion.set(GROSS, told._replace(value=Bounds(gross.low, None), text=text))
    completion.warn("weight_from", value=told.text, **why)


TWIN = "vehicle.us_twin"
REGISTERED_IN = "vehicle.registered_in"


def check_labels(
    completion: Completion, catalogue: Catalogue, numbers: Numbers, match: Match
) -> None:
    """Doubt labels of the maker, or a US market, told of a vehicle built for another one."""
    values = completion.values
    labelled = bool(values.get(LABELS)) and values.get(CERTIFIED_BY) in (None, "original_maker")
    for_us = values.get(FOR_US) is True
    if not (labelled or for_us):
        return
    why = _other_market(completion, numbers, match)
    if why is None or (not match.numbered and _name_sold_there(completion, catalogue)):
        return
    for name, told in ((LABELS, labelled), (FOR_US, for_us)):
        if told and completion.opens(name) is not None:
            completion.disbelieve(name, why)


def _other_market(completion: Completion, numbers: Numbers, match: Match) -> str | None:
    """What shows that it was built for another market than one with labels, if anything does."""
    market = completion.known.get(MARKET)
    if numbers.vin or (market is not None and market.value in LABELLED):
        return None
    if numbers.japanese is not None:
        return numbers.japanese
    if market is not None and market.source == "told":
        return completion.say("market", value=market.text)
    rows = match.rows or match.ruled_out
    if rows and not any(_may_be_of(each, rows, match.numbered) for each in LABELLED):
        markets = listed(row.market for row in rows)
        return completion.say("market_only", vehicle=rows[0].title, markets=markets)
    return None


def _name_sold_there(completion: Completion, catalogue: Catalogue) -> bool:
    """Whether some vehicle of the same name was sold with labels, in whatever years.

    A Civic of 2018 may be of Japan or of Canada, though the catalogue has that of Japan alone.
    """
    model, market = completion.text_of(MODEL), completion.known.get(MARKET)
    if model is None or (market is not None and market.source == "told"):
        return False
    rows = catalogue.match(make=completion.text_of(MAKE), model=model).rows
    twins = [str(row.facts[TWIN].value).casefold().split() for row in rows if TWIN in row.facts]
    words = model.casefold().split()
    return any(row.market in LABELLED for row in rows) or any(
        set(words) <= set(twin) for twin in twins
    )


def _may_be_of(market: str, rows: Sequence[CatalogueRow], numbered: bool) -> bool:
    """Whether any row is of a market, or shares its name alone with one that is."""
    return any(row.market == market or (TWIN in row.facts and not numbered) for row in rows)


def may_be_labelled(completion: Completion, match: Match) -> bool:
    """Whether a vehicle known by its name alone is registered where its labelled twin was sold."""
    return (
        not match.numbered
        and completion.values.get(REGISTERED_IN) in LABELLED
        and any(TWIN in row.facts for row in match.rows)
    )


def rule_out_us_market(completion: Completion, match: Match) -> None:
    """Whether it was built for the United States, where every vehicle it can be agrees.

    What one row of the United States ties to it stays open; a VIN says nothing of labels.
    """
    if FOR_US in completion.known or not completion.contradicted.isdisjoint((FOR_US, MARKET)):
        return
    source: Source
    sure: Confidence
    market, rows = completion.known.get(MARKET), match.rows
    if market is not None:
        built_for_us = market.value == "US"
        source, sure = market.source, market.confidence
    elif rows and not _may_be_of("US", rows, match.numbered):
        built_for_us, source, sure = False, "catalogue", "secondary"
    elif rows and all(row.market == "US" for row in rows):
        built_for_us, source, sure = True, "catalogue", "secondary"
    else:
        _take_twin(completion, rows)
        return
    completion.set(
        FOR_US, SourcedValue(built_for_us, "yes" if built_for_us else "no", source, sure)
    )


def _take_twin(completion: Completion, rows: Sequence[CatalogueRow]) -> None:
    """The version for the United States that it may be itself."""
    if TWIN in completion.known:
        return
    for row in rows:
        if row.market == "US" or TWIN in row.facts:
            twin = row.facts.get(TWIN) or SourcedValue(
                row.title, row.title, "catalogue", "secondary"
            )
            completion.set(TWIN, twin)
            return
