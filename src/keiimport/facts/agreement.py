# SPDX-License-Identifier: Apache-2.0
"""What the rows of the catalogue agree on, where a vehicle may be any of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue_rows import JAPANESE_WEIGHT, CatalogueRow
from keiimport.facts.fact_types import known_types
from keiimport.facts.sources import SourcedValue, weakest
from keiimport.facts.units import format_quantity


def agreed(rows: Sequence[CatalogueRow], loose: bool) -> dict[str, SourcedValue]:
    """The facts on which all rows agree; a number is the hull of theirs.

    Args:
        rows: the rows, if any.
        loose: they were found by part of a name only, so that nothing about them is sure.
    """
    found: dict[str, SourcedValue] = {}
    for name, first in rows[0].facts.items() if rows else ():
        facts = [row.facts[name] for row in rows if name in row.facts]
        if len(facts) < len(rows):
            continue
        confidence = "unverified" if loose else weakest(fact.confidence for fact in facts)
        value, text = first.value, first.text
        if any(fact.value != value for fact in facts):
            if not isinstance(value, Bounds):
                continue
            for fact in facts:
                value = value.hull(cast(Bounds, fact.value))
            text = _spread(name, value)
        found[name] = SourcedValue(value, text, "catalogue", confidence)
    return found


def _spread(name: str, bounds: Bounds) -> str:
    text = format_quantity(bounds, cast(str, known_types()[name].dimension))
    return text + JAPANESE_WEIGHT if name == "vehicle.gvwr" else text
