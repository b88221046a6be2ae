# SPDX-License-Identifier: Apache-2.0
"""What each answer to a question would make of the whole: one of each kind is tried out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from keiimport.decide.decision import DecidedCase
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.explain.missing import Suppose, answers_to
from keiimport.explain.words import day_text, in_figures
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.units import DIMENSIONS, format_quantity, is_plain
from keiimport.facts.vocabulary import Fact, FactType
from keiimport.logic.cells import OTHER_WORD
from keiimport.verdict_types import Prospect

Say = Callable[..., str]
"""Says a sentence by its name and its places."""

MOST_TRIED = 60
"""Answers tried out for one question; where there are more, none is told."""


def prospects(decided: DecidedCase, fact: Fact, suppose: Suppose) -> list[Prospect]:
    """The answers to a question, those that come to the same put together.

    Returns:
        In the order of the answers; empty where there are too many to try.
    """
    answers = answers_to(decided.index, fact, decided.facts)
    if len(answers) > MOST_TRIED:
        return []
    supposed = suppose({fact.name: answer} for answer in answers)
    tried = [
        (answer, OVERALL[then.decision(None).outcome])
        for answer, then in zip(answers, supposed, strict=True)
        if then is not None
    ]
    say = decided.index.rulebook.vocabulary.say
    if fact.type.kind in ("number", "date"):
        return _intervals(fact, tried, decided.facts.get(fact.name), say)
    found: dict[Outcome, list[str]] = {}
    for answer, outcome in tried:
        found.setdefault(outcome, []).append(answer_in_words(fact, answer, say))
    return [Prospect(", ".join(words), outcome) for outcome, words in found.items()]


def _intervals(
    fact: Fact, tried: list[tuple[FactValue, Outcome]], held: FactValue | None, say: Say
) -> list[Prospect]:
    known = held if isinstance(held, Bounds) else Bounds(None, None)
    starts: list[int | None] = []
    outcomes: list[Outcome] = []
    for outcome, group in groupby(tried, key=lambda pair: pair[1]):
        first = next(group)[0]
        assert isinstance(first, Bounds)
        starts.append(first.low)
        outcomes.append(outcome)
    ends = [*starts[1:], None]
    if known.low is None:
        starts[:1] = [None]
    return [
        Prospect(interval(fact.type, low, after, known.high, say), outcome)
        for low, after, outcome in zip(starts, ends, outcomes, strict=True)
    ]


def interval(
    fact: FactType, first: int | None, after: int | None, last: int | None, say: Say
) -> str:
    """The values from `first` to below `after`, or up to `last`, in words."""
    if fact.kind == "date":
        end = last if after is None else after - 1
        low, high = (None if day is None else day_text(day) for day in (first, end))
        if low is None:
            return say("value.or_earlier", high=high) if high else say("value.anything")
        if high is None:
            return say("value.or_later", low=low)
        return low if low == high else say("value.from_to", low=low, high=high)
    if after is None:
        if last is not None:
            return format_quantity(Bounds(first, last), fact.dimension or "count")
        return say("value.anything") if first is None else _from(fact, first, "value.or_more", say)
    # the smallest step above a plain figure is `above` it, or `at most` that figure
    over = _steps_over(fact, after)
    words = say("value.at_most" if over else "value.below", high=_figure(fact, after - over))
    if first is None:
        return words
    return say("value.between", low=_from(fact, first, "value.from", say), high=words)


def answer_in_words(fact: Fact, answer: FactValue, say: Say) -> str:
    """One answer in words."""
    match answer:
        case Bounds() if answer.low is not None:
            return _figure(fact.type, answer.low)
        case bool():
            return say("value.yes" if answer else "value.no")
        case frozenset():
            return " and ".join(sorted(answer)) or say("value.none")
    return say("value.anything_else") if answer == OTHER_WORD else str(answer)


def _from(fact: FactType, start: int, sentence: str, say: Say) -> str:
    """From a number on, which is said by `sentence` where it is a plain one."""
    if _steps_over(fact, start):
        return say("value.above", low=_figure(fact, start - 1))
    return say(sentence, low=_figure(fact, start))


def _steps_over(fact: FactType, number: int) -> bool:
    """Whether a number is one smallest step above a figure that a rule may have."""
    dimension = fact.dimension
    if dimension is None or DIMENSIONS[dimension].whole:
        return False
    return not is_plain(number, dimension) and is_plain(number - 1, dimension)


def _figure(fact: FactType, number: int) -> str:
    return in_figures(fact, Bounds.point(number))
