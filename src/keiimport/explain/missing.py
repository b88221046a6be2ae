# SPDX-License-Identifier: Apache-2.0
"""What to ask: the unknown facts an undetermined answer hangs on, the most useful first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from keiimport.decide.decision import DecidedCase
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.words import Say, answer_in_words, interval
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.verdict_types import Prospect

MOST_ANSWERS = 12
"""How many answers to one question are tried out."""

MOST_AT_ONCE = 16
"""Questions whose answers are decided in one pass; few cases need more."""

MOST_PROSPECTS = 60
"""Answers to one question of which it is told what they lead to; where there are more, of none."""

Answers = Mapping[str, FactValue]
Suppose = Callable[[Iterable[Answers]], Sequence[DecidedCase | None]]
"""The same case with each of some sets of facts told besides; None where it cannot be so."""

ToTry = Callable[[Fact], list[Answers]]
"""The answers to a question that are tried out."""


class Question(NamedTuple):
    """An unknown fact with what an answer to it would settle.

    Attributes:
        fact: the fact asked for.
        always: the paths (by position) that every answer settles.
        ever: the paths that some answer settles.
        share: the part of its answers that settle the whole.
    """

    fact: Fact
    always: frozenset[int] = frozenset()
    ever: frozenset[int] = frozenset()
    share: float = 0.0

    @property
    def settles(self) -> frozenset[int]:
        """The paths it is asked for."""
        return self.always or self.ever


def questions(
    decided: DecidedCase, facts: Sequence[Fact], tried: ToTry, suppose: Suppose
) -> list[Question]:
    """The questions worth asking about some of the facts, the most useful first.

    One answer from each interval between the thresholds of the rules is tried out, with
    all that would be presumed after it, until every waiting path has a question that
    settles it whatever the answer. Questions that only may settle it are then not asked.
    """
    unsettled = _unsettled(decided)
    waiting = set(unsettled)
    asked: list[Question] = []
    for place, fact in enumerate(facts):
        if place % MOST_AT_ONCE == 0:
            suppose(chain.from_iterable(map(tried, facts[place : place + MOST_AT_ONCE])))
        asked.append(_question(fact, suppose(tried(fact)), frozenset(unsettled)))
        waiting -= asked[-1].always
        if not waiting:
            break
    sure = [question for question in asked if question.share == 1.0]
    if not sure:
        for path in unsettled:
            surely = [question for question in asked if path in question.always]
            sure += surely or [question for question in asked if path in question.ever]
    return sorted(dict.fromkeys(sure), key=lambda q: (q.fact.depends_on == "agency", -q.share))


def _question(
    fact: Fact, supposed: Sequence[DecidedCase | None], waiting: frozenset[int]
) -> Question:
    possible = [then for then in supposed if then is not None]
    if not possible:
        return Question(fact)
    settled = [frozenset(i for i in waiting if not _waits(then, i)) for then in possible]
    share = sum(not _waits(then, None) for then in possible) / len(possible)
    return Question(fact, frozenset.intersection(*settled), frozenset.union(*settled), share)


def answers_to_try(decided: DecidedCase, fact: Fact) -> list[Answers]:
    """The answers to one question that are tried out."""
    answers = some(answers_to(decided.index, fact, decided.facts))
    return [{fact.name: answer} for answer in answers]


def answers_to(
    index: RuleIndex, fact: Fact, facts: Mapping[str, FactValue | None]
) -> list[FactValue]:
    """An answer of each kind to the question about a fact, within what `facts` says of it."""
    return samples(index.thresholds.get(fact.name, ()), fact.type, facts)


def some(answers: list[FactValue]) -> list[FactValue]:
    """As many of the answers to one question as are tried out."""
    return answers[:: 1 + len(answers) // MOST_ANSWERS]


def _unsettled(decided: DecidedCase) -> list[int]:
    """The considered paths of which it is not known whether they can be open.

    That is today; where all is known of today, on a later day.
    """
    doors_on = decided.doors_on(decided.day, True)
    claimed = [
        i
        for i, path in enumerate(decided.index.paths)
        if doors_on.claims[i] and not path.theoretical
    ]
    today = [i for i in claimed if doors_on.offers[i] is None]
    return today or [i for i in claimed if _waits(decided, i)]


def _waits(decided: DecidedCase, place: int | None) -> bool:
    """Whether it is not known of a path, or the whole, if it can be open, today or later."""
    return decided.decision(place).outcome == "needs_facts"


def prospects(decided: DecidedCase, fact: Fact, suppose: Suppose) -> list[Prospect]:
    """The answers to a question, those that come to the same put together.

    Returns:
        In the order of the answers; empty where there are too many to try.
    """
    told = answers_tried(decided, fact)
    tried = [
        (answers[fact.name], OVERALL[then.decision(None).outcome])
        for answers, then in zip(told, suppose(told), strict=True)
        if then is not None
    ]
    if not tried:
        return []
    say = decided.index.rulebook.vocabulary.say
    if fact.type.kind in ("number", "date"):
        return _intervals(fact, tried, decided.facts.get(fact.name), say)
    found: dict[Outcome, list[str]] = {}
    for answer, outcome in tried:
        found.setdefault(outcome, []).append(answer_in_words(fact, answer, say))
    return [Prospect(", ".join(words), outcome) for outcome, words in found.items()]


def answers_tried(decided: DecidedCase, fact: Fact) -> list[Answers]:
    """Every answer to one question, where there are not too many."""
    answers = answers_to(decided.index, fact, decided.facts)
    return [{fact.name: answer} for answer in answers] if len(answers) <= MOST_PROSPECTS else []


def _intervals(
    fact: Fact, tried: list[tuple[FactValue, Outcome]], held: FactValue | None, say: Say
) -> list[Prospect]:
    known = held if isinstance(held, Bounds) else Bounds(None, None)
    groups = [(outcome, next(group)[0]) for outcome, group in groupby(tried, lambda each: each[1])]
    starts = [first.low for _, first in groups if isinstance(first, Bounds)]
    ends = [*starts[1:], None]
    if known.low is None:
        starts[:1] = [None]
    return [
        Prospect(interval(fact.type, low, after, known.high, say), outcome)
        for low, after, (outcome, _) in zip(starts, ends, groups, strict=True)
    ]
