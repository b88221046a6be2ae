# SPDX-License-Identifier: Apache-2.0
"""For which market it was built, and whether what was told of labels fits that.

The catalogue never fills a label. Where the vehicle is one of Japan, by its number, its
market or every row it can be, a US or Canadian label that somebody tells is not believed:
it would open a door at once. A VIN of 17 characters, or the market itself, speaks for it.
"""

from __future__ import annotations

from keiimport.facts.bounds import shown
from keiimport.facts.catalogue import Match
from keiimport.facts.filling import CERTIFIED_BY, FOR_US, LABELS, MARKET, Filling
from keiimport.facts.sources import Known
from keiimport.facts.vehicle_numbers import LABELLED, Numbers
from keiimport.facts.wording import listed


def check_labels(filling: Filling, numbers: Numbers, match: Match) -> None:
    """Doubt labels of the maker, or a US market, told of a vehicle built for another one."""
    values = filling.values
    labelled = bool(values.get(LABELS)) and values.get(CERTIFIED_BY) in (None, "original_maker")
    for_us = values.get(FOR_US) is True
    if not (labelled or for_us):
        return
    why = _other_market(filling, numbers, match)
    if why is None:
        return
    for name, told in ((LABELS, labelled), (FOR_US, for_us)):
        if told and filling.opens(name) is not None:
            filling.disbelieve(
                name,
                f"{filling.title(name)}: told `{filling.known[name].text}`, but {why}: it is "
                "taken as unknown, since it could open a door",
            )


def _other_market(filling: Filling, numbers: Numbers, match: Match) -> str | None:
    """What shows that it was built for another market than one with labels, if anything does."""
    market = filling.known.get(MARKET)
    if numbers.vin or (market is not None and market.value in LABELLED):
        return None
    if numbers.frame is not None:
        return f"{shown(numbers.frame)} is the form of a Japanese frame number"
    if market is not None and market.source == "told":
        return f"its market is told as `{market.text}`"
    rows = match.rows or match.ruled_out
    if rows and not any(row.market in LABELLED for row in rows):
        return (
            f"the catalogue has {rows[0].title} only as built for "
            f"{listed(row.market for row in rows)}"
        )
    return None


def rule_out_us_market(filling: Filling, match: Match) -> None:
    """Whether it was built for the United States, where every vehicle it can be agrees."""
    if FOR_US in filling.known or not filling.contradicted.isdisjoint((FOR_US, MARKET)):
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
