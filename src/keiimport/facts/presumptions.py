# SPDX-License-Identifier: Apache-2.0
"""The only defaults there are: what is presumed when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.completion import STANDARD
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.sources import SourcedValue
from keiimport.facts.units import format_quantity

Tests = tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Presumption:
    """A value taken for granted while its conditions hold and nothing contradicts it.

    Attributes:
        id: its name in verdicts.
        facts: the facts it fills where they are not known.
        value: the value it fills in, or None where one of the next two says.
        text: the value in words.
        say: what is presumed, as a broker would say it aloud, one clause.
        calendar_year_of: a date fact whose calendar year is the value.
        at_most_before: another date fact, and how many years before it the date lies at
            most; it narrows what is known of the date, or says that much where nothing is.
        because: why it may be presumed, one clause.
        if_wrong: what to tell when it is wrong, one sentence.
        given: tests on the facts known so far; of each group one must be true.
        off_when: tests of which no group may be true as a whole.
        off_when_contradicted: facts of which none may be told otherwise than the catalogue
            has them, whoever is believed.
        always_listed: it frames the question itself, so every verdict names it.
        only_closes: it can close doors and open none.
        follows: it is no presumption but follows from its conditions, also where none is made.
        known: what it makes known, or None where it is each case's own.
    """

    id: str
    facts: tuple[str, ...]
    value: FactValue | None
    text: str
    say: str
    because: str
    if_wrong: str
    calendar_year_of: str | None = None
    at_most_before: tuple[str, int] | None = None
    given: tuple[Tests, ...] = ()
    off_when: tuple[Tests, ...] = ()
    off_when_contradicted: frozenset[str] = frozenset()
    always_listed: bool = False
    only_closes: bool = False
    follows: bool = False
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
        """Everything that its conditions ask."""
        return tuple(test for group in (*self.given, *self.off_when) for test in group)

    @property
    def dates(self) -> tuple[str, ...]:
        """What it fills in by another date, and that date."""
        other = self.calendar_year_of if self.at_most_before is None else self.at_most_before[0]
        return self.facts if other is None else (*self.facts, other)

    def by_date(self, name: str, known: Mapping[str, SourcedValue]) -> SourcedValue | None:
        """What is known of one of its facts by another date; None where that says nothing more.

        A date that is known to lie earlier than that stays as it is.
        """
        held, (other, years) = known.get(name), self.at_most_before or (self.calendar_year_of, 0)
        since = known.get(other) if other else None
        if since is None:
            return None
        day, last = since.bounds.low, since.bounds.high
        if self.at_most_before is None:
            return _years_of(day, last, self.id) if held is None else None
        if day is None:
            return None
        first = months_later(day, -12 * years)
        if held is None:
            return _from_day(first, self.id)
        low, high = held.bounds.low, held.bounds.high
        if (low is not None and low >= first) or (high is not None and high < first):
            return None
        value = Bounds(first, high)
        return held._replace(
            value=value, text=format_date(value), presumption=self.id, unpresumed=held
        )


ALL_STANDARDS = STANDARD + "*"
"""Stands among the facts of a presumption for every safety standard."""


@lru_cache(maxsize=4096)
def _from_day(first: int, presumption: str) -> SourcedValue:
    bounds = Bounds(first, None)
    return SourcedValue(bounds, format_date(bounds), "presumed", "presumed", presumption)


@lru_cache(maxsize=4096)
def _years_of(first: int | None, last: int | None, presumption: str) -> SourcedValue:
    ends = (None if day is None else date.fromordinal(day).year for day in (first, last))
    years = Bounds(*ends)
    return SourcedValue(years, format_quantity(years, "year"), "presumed", "presumed", presumption)
