# SPDX-License-Identifier: Apache-2.0
"""The outcome on a day, from the truth of one formula on that day and on later ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keiimport.facts.comparisons import Truth
from keiimport.verdict.outcome import PathOutcome, Sight

TruthOn = Callable[[int, bool], Truth]
"""The truth of one formula on a day, with actions as stated or done."""


def standings(truth: TruthOn, days: Sequence[int]) -> list[PathOutcome]:
    """The outcome for an entry on each of `days`, after the last of which nothing changes."""
    found: list[PathOutcome] = []
    ahead: PathOutcome = "closed"
    for day in reversed(days):
        done = truth(day, True)
        if done is not False and truth(day, False):
            found.append("open")
        elif done:
            found.append("needs_action")
        else:
            found.append("needs_facts" if done is None else ahead)
        if done:
            ahead = "not_yet"
        elif done is None and ahead == "closed":
            ahead = "needs_facts"
    return found[::-1]


def standing(truth: TruthOn, days: Sequence[int]) -> PathOutcome:
    """The outcome for an entry on the first of `days`, looking no further than needed."""
    today, *later = days
    done = truth(today, True)
    if done is not False and truth(today, False):
        return "open"
    if done:
        return "needs_action"
    if done is None:
        return "needs_facts"
    ahead: PathOutcome = "closed"
    for day in later:
        then = truth(day, True)
        if then:
            return "not_yet"
        if then is None:
            ahead = "needs_facts"
    return ahead


def truth_of(sight: Sight, pick: int | None) -> TruthOn:
    """The truth of the path at position `pick`, or of the whole (None), day by day."""

    def truth(day: int, done: bool) -> Truth:
        look = sight.look(day, done)
        return look.whole if pick is None else look.offers[pick]

    return truth
