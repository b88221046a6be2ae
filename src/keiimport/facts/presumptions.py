# SPDX-License-Identifier: Apache-2.0
"""The only defaults there are: what is presumed when nobody says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from keiimport.facts.comparisons import Comparison, FactValue


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
        always_listed: it frames the question itself, so every verdict names it.
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
    always_listed: bool = False
