# SPDX-License-Identifier: Apache-2.0
"""For which market it was built, and whether what was told of labels fits that.

The catalogue never fills a label. Where the vehicle is one of Japan, by its number, its
market or every row it can be, a US or Canadian label that somebody tells is not believed:
it would open a door at once. A VIN of 17 characters, or the market itself, speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from keiimport.facts.bounds import listed
from keiimport.facts.catalogue import Catalogue, Match
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.completion import CERTIFIED_BY, FOR_US, LABELS, MAKE, MARKET, MODEL, Completion
from keiimport.facts.identity import LABELLED, Numbers
from keiimport.facts.sources import Confidence, Source, SourcedValue

TWIN = "vehicle.us_twin"
REGISTERED_IN = "vehicle.registered_in"

_OF_A_VERSION = frozenset({"vehicle.displacement", "vehicle.drive_side", "vehicle.powertrain"})


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
    if why is None:
        return
    if not match.numbered and name_sold_there(completion, catalogue):
        # the version with labels may have the wheel on the other side, and another engine
        for name in _OF_A_VERSION & completion.known.keys():
            if completion.known[name].source == "catalogue":
                del completion.known[name], completion.values[name]
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


def name_sold_there(completion: Completion, catalogue: Catalogue) -> bool:
    """Whether some vehicle of the same name was sold with labels, in whatever years.

    A Civic of 2018 may be of Japan or of Canada, though the catalogue has that of Japan alone.
    """
    model, market = completion.text_of(MODEL), completion.known.get(MARKET)
    if model is None or (market is not None and market.source == "told"):
        return False
    rows = catalogue.match(make=completion.text_of(MAKE), model=model).rows
    words = set(model.casefold().split())
    twins = (str(row.twin.value).casefold().split() for row in rows if row.twin)
    return any(row.market in LABELLED for row in rows) or any(map(words.issubset, twins))


def _may_be_of(market: str, rows: Sequence[CatalogueRow], numbered: bool) -> bool:
    """Whether any row is of a market, or shares its name alone with one that is."""
    return any(row.market == market or (row.twin and not numbered) for row in rows)


def may_be_labelled(completion: Completion, catalogue: Catalogue, match: Match) -> bool:
    """Whether a vehicle known by its name alone is registered where its labelled twin was sold."""
    if match.numbered or completion.values.get(REGISTERED_IN) not in LABELLED:
        return False
    return any(row.twin for row in match.rows) or name_sold_there(completion, catalogue)


def rule_out_us_market(completion: Completion, catalogue: Catalogue, match: Match) -> None:
    """Whether it was built for the United States, where every vehicle it can be agrees.

    What one row of the United States ties to it stays open; a VIN says nothing of labels.
    """
    if FOR_US in completion.known or not completion.contradicted.isdisjoint((FOR_US, MARKET)):
        return
    built = completion.known.get("vehicle.country_of_manufacture")
    if built is not None and built.source == "told" and built.value in LABELLED:
        return  # a Civic made in Indiana
    market, rows = completion.known.get(MARKET), match.rows
    of_us = all(row.market == "US" for row in rows)
    source: Source = "catalogue"
    confidence: Confidence = "secondary"
    if market is not None:
        source, confidence, of_us = market.source, market.confidence, market.value == "US"
    elif (
        not rows
        or of_us is not _may_be_of("US", rows, match.numbered)
        or may_be_labelled(completion, catalogue, match)
    ):
        # it may be the version for the United States itself
        twin = next((row for row in rows if row.market == "US" or row.twin), None)
        if twin is not None and TWIN not in completion.known:
            own = SourcedValue(twin.title, twin.title, source, confidence)
            completion.set(TWIN, twin.twin or own)
        return
    completion.set(FOR_US, SourcedValue(of_us, "yes" if of_us else "no", source, confidence))
