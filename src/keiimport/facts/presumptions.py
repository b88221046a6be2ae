# SPDX-License-Identifier: Apache-2.0
"""The only defaults there are: what is presumed when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.sources import Known


@dataclass(frozen=True, slots=True)
class Presumption:
    """A value taken for granted while its conditions hold and nothing contradicts it.

    Attributes:
        id: its name in verdicts.
        facts: the facts it fills where they are not known.
        value: the value it fills in, or None where `calendar_year_of` says.
        text: the value in words.
        calendar_year_of: a date fact whose calendar year is the value.
        because: why it may be presumed, one clause.
        if_wrong: what to tell when it is wrong, one sentence.
        given: comparisons that must all be true of the facts known so far.
        off_when: comparisons of which none may be true.
        off_when_contradicted: facts of which none may be told otherwise than the catalogue
            has them, whoever is believed.
        always_listed: it frames the question itself, so every verdict names it.
        known: what it makes known, or None where `calendar_year_of` says.
        stops: `off_when`, each by the first fact it reads: while that is not known, it
            cannot be true.
    """

    id: str
    facts: tuple[str, ...]
    value: FactValue | None
    text: str
    because: str
    if_wrong: str
    calendar_year_of: str | None = None
    given: tuple[Comparison, ...] = ()
    off_when: tuple[Comparison, ...] = ()
    off_when_contradicted: frozenset[str] = frozenset()
    always_listed: bool = False
    known: Known | None = field(init=False, repr=False, compare=False)
    stops: tuple[tuple[str, Comparison], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out what every case would ask again."""
        if self.value is not None and self.calendar_year_of is None:
            known = Known(self.value, self.text, "presumed", "presumed", self.id)
        else:
            known = None
        object.__setattr__(self, "known", known)
        object.__setattr__(self, "stops", tuple((test.reads[0], test) for test in self.off_when))

    def applies(self, facts: Mapping[str, FactValue]) -> bool:
        """Whether it may be presumed, given `facts`."""
        for test in self.given:
            if test.truth(facts) is not True:
                return False
        for name, test in self.stops:  # noqa: SIM110 - a loop takes half the time of `any`
            if name in facts and test.truth(facts) is True:
                return False
        return True
