# SPDX-License-Identifier: Apache-2.0
"""Where a known fact comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from keiimport.facts.comparisons import FactValue

Source = Literal[
    "told",
    "catalogue",
    "frame_number",
    "vin",
    "first_registered",
    "presumed",
    "derived",
    "today",
]
Confidence = Literal["verified", "secondary", "unverified", "presumed"]

CONFIDENCES: tuple[Confidence, ...] = ("verified", "secondary", "unverified", "presumed")
"""How sure a fact can be, the surest first."""


class Known(NamedTuple):
    """A fact, where it came from and how sure it is.

    Attributes:
        value: the fact, as comparisons take it.
        text: the fact in words, as it was told where it was.
        source: where it came from.
        confidence: how well it was seen; what the caller tells counts as verified.
        presumption: the presumption it rests on, or None.
    """

    value: FactValue
    text: str
    source: Source
    confidence: Confidence
    presumption: str | None = None


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of `confidences`; of none, the surest there is."""
    return max(confidences, key=CONFIDENCES.index, default="verified")
