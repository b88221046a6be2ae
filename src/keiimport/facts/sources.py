# SPDX-License-Identifier: Apache-2.0
"""Where known facts come from and how sure they are; and presumptions, the only defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from keiimport.errors import Place
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.data import rows
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import STANDARD

Source = Literal[
    "told", "catalogue", "frame_number", "vin", "first_registered", "presumed", "derived", "today"
]
Confidence = Literal["verified", "secondary", "unverified", "presumed"]

CONFIDENCES: tuple[Confidence, ...] = ("verified", "secondary", "unverified", "presumed")
"""The confidences, the surest first."""


class SourcedValue(NamedTuple):
    """A known fact, with its source and confidence."""

    value: FactValue
    text: str
    source: Source
    confidence: Confidence
    presumption: str | None = None
    # what is known of it otherwise, where the presumption only narrows it
    unpresumed: SourcedValue | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether it is too unsure to open a door by itself."""
        return self.confidence in ("unverified", "presumed")

    @property
    def bounds(self) -> Bounds:
        """The bounds of a number or a date."""
        assert isinstance(self.value, Bounds)
        return self.value


FIGURES = {row["name"]: row["figure"] for row in rows(__file__, "figures.csv")}
"""Figures for judging what was told."""

MARGINS = {name: int(f.split()[0]) for name, f in FIGURES.items() if f.endswith(" months")}
"""Margins in months for days, by their confidence or by what they are derived from."""


@lru_cache(maxsize=4096)
def with_margin(window: Bounds, first: str, last: str) -> Bounds:
    """Widen a window of days at each end by the named margin."""
    low, high = window.low, window.high
    return Bounds(
        None if low is None else months_later(low, -MARGINS[first]),
        None if high is None else months_later(high, MARGINS[last]),
    )


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The lowest of `confidences`, or `verified` if there are none."""
    return max(confidences, key=CONFIDENCES.index, default="verified")


Tests = tuple[Comparison, ...]

ALL_STANDARDS = STANDARD + "*"  # stands among the facts of a presumption for every safety standard


@dataclass(frozen=True, slots=True)
class Presumption:
    """A value assumed while its conditions hold and nothing contradicts it."""

    id: str  # its name in verdicts
    facts: tuple[str, ...]  # those it fills where they are not known
    value: FactValue | None  # what it fills in; None where one of the two below says
    text: str  # the value in words
    say: str  # what is presumed, as a broker would say it aloud, one clause
    because: str  # why it may be presumed, one clause
    if_wrong: str  # what to tell when it is wrong, one sentence
    calendar_year_of: str | None = None  # a date fact whose calendar year is the value
    # another date fact, and how many years before it the date lies at most: that narrows what is
    # known of the date, or says that much where nothing is
    at_most_before: tuple[str, int] | None = None
    given: tuple[Tests, ...] = ()  # on the facts known so far; of each group one must be true
    off_when: tuple[Tests, ...] = ()  # no group may be true as a whole
    # none may be told otherwise than the catalogue has it, whoever is believed
    off_when_contradicted: frozenset[str] = frozenset()
    always_listed: bool = False  # it frames the question itself, so every verdict names it
    only_closes: bool = False  # it can close doors and open none
    follows: bool = False  # no presumption: it follows from its conditions, also where none is made
    place: Place | None = field(default=None, compare=False)
    # what it makes known, or None where it is each case's own
    known: SourcedValue | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = None
        if self.value is not None and self.follows:
            known = SourcedValue(self.value, self.text, "derived", "verified")
        elif self.value is not None:
            known = SourcedValue(self.value, self.text, "presumed", "presumed", self.id)
        object.__setattr__(self, "known", known)

    @property
    def tests(self) -> Tests:
        """All comparisons in its conditions."""
        return tuple(test for group in (*self.given, *self.off_when) for test in group)

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates it fills in from another date, and that date."""
        other = self.calendar_year_of if self.at_most_before is None else self.at_most_before[0]
        return self.facts if other is None else (*self.facts, other)

    def by_date(self, name: str, known: Mapping[str, SourcedValue]) -> SourcedValue | None:
        """Fill in one of its facts from another date; None if that adds nothing."""
        held, (other, years) = known.get(name), self.at_most_before or (self.calendar_year_of, 0)
        since = known.get(other) if other else None
        if since is None:
            return None
        if self.at_most_before is None:
            ends = (end and date.fromordinal(end).year for end in since.bounds)
            return _presumed(Bounds(*ends), True, self.id) if held is None else None
        if since.bounds.low is None:
            return None
        first = months_later(since.bounds.low, -12 * years)
        if held is None:
            return _presumed(Bounds(first, None), False, self.id)
        low, high = held.bounds
        if (low is not None and low >= first) or (high is not None and high < first):
            return None
        value = Bounds(first, high)
        text = format_date(value)
        return held._replace(value=value, text=text, presumption=self.id, unpresumed=held)


@lru_cache(maxsize=4096)
def _presumed(value: Bounds, of_years: bool, presumption: str) -> SourcedValue:
    text = format_quantity(value, "year") if of_years else format_date(value)
    return SourcedValue(value, text, "presumed", "presumed", presumption)
