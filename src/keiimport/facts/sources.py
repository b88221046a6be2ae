# SPDX-License-Identifier: Apache-2.0
"""Where a known fact comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.data import rows
from keiimport.facts.dates import months_later

Source = Literal[
    "told", "catalogue", "frame_number", "vin", "first_registered", "presumed", "derived", "today"
]
Confidence = Literal["verified", "secondary", "unverified", "presumed"]

CONFIDENCES: tuple[Confidence, ...] = ("verified", "secondary", "unverified", "presumed")
"""How sure a fact can be, the surest first."""


class SourcedValue(NamedTuple):
    """A fact, where it came from and how sure it is."""

    value: FactValue
    text: str
    source: Source
    confidence: Confidence
    presumption: str | None = None
    # what is known of it otherwise, where the presumption only narrows it
    unpresumed: SourcedValue | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether it is not sure enough to open a door by itself."""
        return self.confidence in ("unverified", "presumed")

    @property
    def bounds(self) -> Bounds:
        """What a number or a date is."""
        assert isinstance(self.value, Bounds)
        return self.value


FIGURES = {row["name"]: row["figure"] for row in rows(__file__, "figures.csv")}
"""Figures by which what was told is judged."""

MARGINS = {name: int(f.split()[0]) for name, f in FIGURES.items() if f.endswith(" months")}
"""Months by which days may be off, by how well they were seen or by what says them."""


@lru_cache(maxsize=4096)
def with_margin(window: Bounds, first: str, last: str) -> Bounds:
    """A window of days, wider before and after by the margins of those names."""
    low, high = window.low, window.high
    return Bounds(
        None if low is None else months_later(low, -MARGINS[first]),
        None if high is None else months_later(high, MARGINS[last]),
    )


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of `confidences`; of none, the surest there is."""
    return max(confidences, key=CONFIDENCES.index, default="verified")
