# SPDX-License-Identifier: Apache-2.0
"""Wankel engines, of which Japanese papers and feeds give the displacement of one chamber."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.completion import DISPLACEMENT, Completion
from keiimport.facts.contradictions import same_roundly
from keiimport.facts.data import rows
from keiimport.facts.units import parse_quantity

_CHAMBERS = [
    (parse_quantity(row["chamber"], "displacement").bounds, int(row["rotors"]))
    for row in rows(__file__, "rotors.csv")
]


def take_whole_engine(completion: Completion, vehicles: Sequence[CatalogueRow]) -> None:
    """Where the displacement of one chamber was told, go by that of the engine.

    Only where it is the engine of a vehicle that it may be: of a piston engine as small as a
    chamber it stays as it was told.
    """
    told = completion.known.get(DISPLACEMENT)
    if told is None or told.source != "told":
        return
    engines = [row.facts[DISPLACEMENT] for row in vehicles if DISPLACEMENT in row.facts]
    if any(same_roundly(told.value, fact.value) for fact in engines):
        return
    of_one = [(c, rotors) for c, rotors in _CHAMBERS if same_roundly(told.value, c)]
    fitting = [
        fact
        for fact in engines
        if any(same_roundly(fact.value, _times(c, rotors)) for c, rotors in of_one)
    ]
    if fitting:
        whole = reduce(Bounds.hull, (fact.bounds for fact in fitting))
        completion.warn("chamber", told=completion.told(DISPLACEMENT))
        completion.set(DISPLACEMENT, told._replace(value=whole))


def _times(chamber: Bounds, rotors: int) -> Bounds:
    assert chamber.low is not None and chamber.high is not None
    return Bounds(chamber.low * rotors, chamber.high * rotors)
