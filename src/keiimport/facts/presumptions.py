# SPDX-License-Identifier: Apache-2.0
"""The only defaults there are: what is presumed when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.sources import SourcedValue

Tests = tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Presumption:
    """A value taken for granted while its conditions hold and nothing contradicts it.

    Attributes:
        id: its name in verdicts.
        facts: the facts it fills where they are not known.
        value: the value it fills in, or None where one of the next two says.
        text: the value in words.
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
        known: what it makes known, or None where it is each case's own.
    """

    id: str
    facts: tuple[str, ...]
    value: FactValue | None
    text: str
    because: str
    if_wrong: str
    calendar_year_of: str | None = None
    at_most_before: tuple[str, int] | None = None
    given: tuple[Tests, ...] = ()
    off_when: tuple[Tests, ...] = ()
    off_when_contradicted: frozenset[str] = frozenset()
    always_listed: bool = False
    only_closes: bool = False
    known: SourcedValue | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out what every case would ask again."""
        known = None
        if self.value is not None:
            known = SourcedValue(self.value, self.text, "presumed", "presumed", self.id)
        object.__setattr__(self, "known", known)

    @property
    def tests(self) -> Tests:
        """Everything that its conditions ask."""
        return tuple(test for group in (*self.given, *self.off_when) for test in group)

    def applies(self, facts: Mapping[str, FactValue]) -> bool:
        """Whether it may be presumed, given `facts`."""
        # every case asks each of them, and loops take half the time of `any` and `all`
        for group in self.given:
            for test in group:
                if test.truth(facts) is True:
                    break
            else:
                return False
        for group in self.off_when:
            for test in group:
                if test.truth(facts) is not True:
                    break
            else:
                return False
        return True

    def narrowed(self, known: Mapping[str, SourcedValue]) -> SourcedValue | None:
        """What is known of its date by the other one; None where that says nothing more.

        A date that is known to lie earlier than that stays as it is.
        """
        assert self.at_most_before is not None
        other, years = self.at_most_before
        held, since = known.get(self.facts[0]), known.get(other)
        if since is None:
            return None
        assert isinstance(since.value, Bounds)
        if since.value.low is None:
            return None
        first = months_later(since.value.low, -12 * years)
        if held is None:
            bounds = Bounds(first, None)
            return SourcedValue(bounds, format_date(bounds), "presumed", "presumed", self.id)
        assert isinstance(held.value, Bounds)
        low, high = held.value.low, held.value.high
        if (low is not None and low >= first) or (high is not None and high < first):
            return None
        value = Bounds(first, high)
        return held._replace(
            value=value, text=format_date(value), presumption=self.id, unpresumed=held
        )
