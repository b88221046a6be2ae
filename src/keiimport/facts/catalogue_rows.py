# SPDX-License-Identifier: Apache-2.0
"""The rows of the catalogue: what a maker built under one chassis code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from keiimport.facts.bounds import Bounds
from keiimport.facts.fact_types import fact_types
from keiimport.facts.sources import Confidence, SourcedValue, weakest, with_margin
from keiimport.facts.units import format_quantity

JAPANESE_WEIGHT = " (Japanese gross weight)"
"""Follows a gross weight in words: it is no rating in the sense of 49 CFR 567."""


FIRST_GENERATION = "1st generation"
"""What the note of a row says where it begins the line of its name."""

LAST_OF_ITS_NAME = "last of its name"
"""What the note of a row says where nothing of its name was built after it."""


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueRow:
    """One chassis code, or one model where the code is not known."""

    id: str
    make: str
    model: str
    chassis_code: str
    type_prefix: str
    market: str
    produced: Bounds
    start_confidence: Confidence
    end_confidence: Confidence
    facts: Mapping[str, SourcedValue]
    sources: tuple[str, ...]
    note: str

    @property
    def may_be_built(self) -> Bounds:
        """The days of production, with a margin for how well they were seen."""
        return with_margin(self.produced, self.start_confidence, self.end_confidence)

    @property
    def is_first_of_its_name(self) -> bool:
        """Whether no vehicle of this name is known to have been built before it."""
        return FIRST_GENERATION in self.note

    @property
    def title(self) -> str:
        """Make, model and chassis code in words."""
        return " ".join(filter(None, (self.make, self.model, self.chassis_code)))

    def to_dict(self) -> dict[str, object]:
        """The row as plain JSON values, each fact with how well it was seen."""
        return {
            "id": self.id,
            "make": self.make,
            "model": self.model,
            "chassis_code": self.chassis_code or None,
            "type_prefix": self.type_prefix or None,
            "market": self.market,
            "produced": {
                "earliest": _day(self.produced.low),
                "latest": _day(self.produced.high),
                "confidence": [self.start_confidence, self.end_confidence],
            },
            "facts": {
                name: {"value": fact.text, "confidence": fact.confidence}
                for name, fact in self.facts.items()
            },
            "sources": list(self.sources),
            "note": self.note or None,
        }


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)
def agreed(rows: tuple[CatalogueRow, ...], loose: bool) -> Mapping[str, SourcedValue]:
    """The facts on which all rows agree; a number is the hull of theirs."""
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
    text = format_quantity(bounds, cast(str, fact_types()[name].dimension))
    return text + JAPANESE_WEIGHT if name == "vehicle.gvwr" else text
