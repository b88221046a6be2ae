# SPDX-License-Identifier: Apache-2.0
"""Comparisons of facts, of which every condition is made: each is true, false or unknown.

A comparison reads one or two facts and nothing else. Numbers and dates are bounds, so
`x >= k` is true if the lowest possible value is enough, false if the highest is not, and
unknown in between. Once a comparison is true or false, learning further facts cannot change it.
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
    """Whether a fact with this value is known exactly."""
    return value is not None and (not isinstance(value, Bounds) or value.exact)


def agree(one: FactValue, other: FactValue) -> bool:
    """Whether two values of a fact are compatible: equal, or with overlapping bounds."""
    if isinstance(one, Bounds) and isinstance(other, Bounds):
        return one.overlaps(other)
    return one == other


@dataclass(frozen=True, slots=True)
class _OfOneFact(ABC):
    fact: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts that this comparison reads."""
        return (self.fact,)

    def truth(self, facts: Facts) -> Truth:
        """Evaluate this comparison."""
        value = facts.get(self.fact)
        return None if value is None else self._holds_of(value)

    @abstractmethod
    def _holds_of(self, value: Any) -> Truth:
        """Evaluate this comparison for a known value."""


@dataclass(frozen=True, slots=True)
class IsOneOf(_OfOneFact):
    """True if the fact (a Boolean, a choice or a text) is one of `values`."""

    values: frozenset[bool | str]

    def _holds_of(self, value: Any) -> Truth:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Includes(_OfOneFact):
    """True if the fact (a list of choices) includes `value`."""

    value: str

    def _holds_of(self, value: Any) -> Truth:
        return self.value in value


@dataclass(frozen=True, slots=True)
class IsTold(_OfOneFact):
    """True if the fact is known, otherwise unknown; never false."""

    def _holds_of(self, value: Any) -> Truth:
        return True


@dataclass(frozen=True, slots=True)
class _Threshold(_OfOneFact):
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AtLeast(_Threshold):
    """True if the fact reaches the threshold.

    The law often prints a pair of figures that differ a little (25 mph, 40 km/h), so a threshold
    has a `low` and a `high` figure, which are equal if only one is printed. A value that equals
    either figure is judged by that one; a value strictly between them is unknown. Figures are
    integers of the smallest unit, or date ordinals.
    """

    def _holds_of(self, value: Any) -> Truth:
        low, high = value.low, value.high
        if low is not None and (low >= self.high or low == high == self.low):
            return True
        return False if high is not None and high < self.low else None


@dataclass(frozen=True, slots=True)
class AtMost(_Threshold):
    """True if the fact does not exceed the threshold, whose figures are those of `AtLeast`."""

    def _holds_of(self, value: Any) -> Truth:
        low, high = value.low, value.high
        if high is not None and (high <= self.low or low == high == self.high):
            return True
        return False if low is not None and low > self.high else None


Count = Literal["anniversary", "calendar_years"]
LeapDay = Literal["next_day", "last_day"]


class Reached(NamedTuple):
    """The first days (date ordinals) on which something is surely, or may be, old enough."""

    surely: int | None
    maybe: int | None

    def truth(self, by: FactValue | None) -> Truth:
        """Whether it is old enough on the day `by`."""
        if by is None:
            return None
        assert isinstance(by, Bounds)
        if self.surely is not None and by.low is not None and self.surely <= by.low:
            return True
        too_soon = self.maybe is not None and by.high is not None and self.maybe > by.high
        return False if too_soon else None


@dataclass(frozen=True, slots=True)
class HasAged:
    """True if `years` have passed from the date `since` to the date `by`."""

    since: str
    by: str
    years: int
    count: Count
    leap_day: LeapDay

    def reached(self, ordinal: int) -> int:
        """The first day on which something dated `ordinal` is old enough."""
        if self.count == "calendar_years":
            return calendar_year_start(ordinal, self.years)
        return anniversary(ordinal, self.years, self.leap_day)

    def when_reached(self, since: FactValue) -> Reached:
        """The first days on which something dated `since` is old enough."""
        assert isinstance(since, Bounds)
        low, high = (None if end is None else self.reached(end) for end in since)
        return Reached(high, low)

    def truth(self, facts: Facts) -> Truth:
        """Evaluate this comparison."""
        since = facts.get(self.since)
        return None if since is None else self.when_reached(since).truth(facts.get(self.by))

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts that this comparison reads."""
        return (self.since, self.by)


Comparison = IsOneOf | Includes | IsTold | AtLeast | AtMost | HasAged
