# SPDX-License-Identifier: Apache-2.0
"""Tests on facts: the atoms of every rule, each true, false or unknown.

A comparison looks at one or two facts and nothing else. Numbers and dates are
intervals, so `x >= k` is true when the lowest value is enough, false when the
highest is not, and unknown in between. What a comparison finds never changes when
a fact that was unknown becomes known, unless it was unknown itself.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.dates import anniversary, calendar_year_start

Truth = bool | None
FactValue = bool | str | frozenset[str] | Bounds
Facts = Mapping[str, FactValue | None]


def is_settled(value: FactValue | None) -> bool:
    """Whether a fact of this value is known, and exactly."""
    return value is not None and (not isinstance(value, Bounds) or value.exact)


def agree(one: FactValue, other: FactValue) -> bool:
    """Whether two values of a fact may both be right: one word, or bounds that overlap."""
    if isinstance(one, Bounds) and isinstance(other, Bounds):
        return one.overlaps(other)
    return one == other


@dataclass(frozen=True, slots=True)
class _OfOneFact(ABC):
    fact: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts this comparison looks at."""
        return (self.fact,)

    def truth(self, facts: Facts) -> Truth:
        """The truth of this comparison, given `facts`."""
        value = facts.get(self.fact)
        return None if value is None else self._holds_of(value)

    @abstractmethod
    def _holds_of(self, value: Any) -> Truth:
        """The truth for a value that is known."""


@dataclass(frozen=True, slots=True)
class IsOneOf(_OfOneFact):
    """True when the fact is one of `values` (a Boolean, a choice or a text)."""

    values: frozenset[bool | str]

    def _holds_of(self, value: Any) -> Truth:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Includes(_OfOneFact):
    """True when the fact, a list of choices, has `value` among them."""

    value: str

    def _holds_of(self, value: Any) -> Truth:
        return self.value in value


@dataclass(frozen=True, slots=True)
class IsTold(_OfOneFact):
    """True when the fact is known at all; unknown, never false, when it is not."""

    def _holds_of(self, value: Any) -> Truth:
        return True


@dataclass(frozen=True, slots=True)
class _Threshold(_OfOneFact):
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AtLeast(_Threshold):
    """True when the fact reaches the threshold.

    The law prints pairs of figures that disagree a little (25 mph, 40 km/h), so a
    threshold has a `low` and a `high` figure, equal when one was printed. A value
    that meets either figure exactly is judged by that figure; one strictly between
    the two is unknown. Figures are integers of the smallest unit, or date ordinals.
    """

    def _holds_of(self, value: Any) -> Truth:
        low, high = value.low, value.high
        if low is not None and (low >= self.high or low == high == self.low):
            return True
        return False if high is not None and high < self.low else None


@dataclass(frozen=True, slots=True)
class AtMost(_Threshold):
    """True when the fact does not exceed the threshold; figures as in `AtLeast`."""

    def _holds_of(self, value: Any) -> Truth:
        low, high = value.low, value.high
        if high is not None and (high <= self.low or low == high == self.high):
            return True
        return False if low is not None and low > self.high else None


Count = Literal["anniversary", "calendar_years"]
LeapDay = Literal["next_day", "last_day"]


class Reached(NamedTuple):
    """The first days (date ordinals) on which something surely, and may be, old enough."""

    surely: int | None
    maybe: int | None

    def truth(self, by: FactValue | None) -> Truth:
        """Whether it is old enough on a day."""
        if by is None:
            return None
        assert isinstance(by, Bounds)
        if self.surely is not None and by.low is not None and self.surely <= by.low:
            return True
        too_soon = self.maybe is not None and by.high is not None and self.maybe > by.high
        return False if too_soon else None


@dataclass(frozen=True, slots=True)
class HasAged:
    """True when `years` have passed from the date `since` to the date `by`, counted forward."""

    since: str
    by: str
    years: int
    count: Count
    leap_day: LeapDay

    def reached(self, ordinal: int) -> int:
        """The first day on which something of the day `ordinal` is old enough."""
        if self.count == "calendar_years":
            return calendar_year_start(ordinal, self.years)
        return anniversary(ordinal, self.years, self.leap_day)

    def when_reached(self, since: FactValue) -> Reached:
        """When something of that day is old enough."""
        assert isinstance(since, Bounds)
        low, high = (None if end is None else self.reached(end) for end in since)
        return Reached(high, low)

    def truth(self, facts: Facts) -> Truth:
        """The truth of this comparison, given `facts`."""
        since = facts.get(self.since)
        return None if since is None else self.when_reached(since).truth(facts.get(self.by))

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts this comparison looks at."""
        return (self.since, self.by)


Comparison = IsOneOf | Includes | IsTold | AtLeast | AtMost | HasAged
