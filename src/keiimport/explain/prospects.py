# SPDX-License-Identifier: Apache-2.0
"""What each answer to a question would make of the whole: one of each kind is tried out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from keiimport.decide.decision import OVERALL, DecidedCase, Outcome
from keiimport.explain.missing import Suppose
from keiimport.explain.words import day_text
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.dimensions import DIMENSIONS
from keiimport.facts.units import format_quantity, is_plain
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import OTHER_WORD, samples
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
    answers = samples(decided.index.thresholds.get(fact.name, ()), fact.type, decided.facts)
    if len(answers) > MOST_TRIED:
        return []
    tried: list[tuple[FactValue, Outcome]] = []
    supposed = suppose({fact.name: answer} for answer in answers)
    for answer, then in zip(answers, supposed, strict=True):
        if then is not None:
            tried.append((answer, OVERALL[then.decision(None).outcome]))
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
    last = held.high if isinstance(held, Bounds) else None
    starts: list[tuple[int, Outcome]] = []
    for outcome, group in groupby(tried, key=lambda pair: pair[1]):
        first = next(group)[0]
        assert isinstance(first, Bounds) and first.low is not None
        starts.append((first.low, outcome))
    found: list[Prospect] = []
    known_low = isinstance(held, Bounds) and held.low is not None
    for place, (start, outcome) in enumerate(starts):
        after = starts[place + 1][0] if place + 1 < len(starts) else None
        low = _figure(fact, start) if place or known_low else None
        words = say("value.anything")
        if fact.type.kind == "date":
            end = _figure(fact, after - 1) if after is not None else last and _figure(fact, last)
            if low is not None:
                words = say("value.from_to" if end else "value.or_later", low=low, high=end)
            elif end:
                words = say("value.or_earlier", high=end)
        elif after is not None:
            # the smallest step above a plain figure is `above` it, or `at most` that figure
            over = _steps_over(fact, after)
            words = say(
                "value.at_most" if over else "value.below", high=_figure(fact, after - over)
            )
            if low is not None:
                words = say("value.between", low=_from(fact, start, "value.from", say), high=words)
        elif low is not None:
            words = _from(fact, start, "value.or_more", say)
        found.append(Prospect(words, outcome))
    return found


def answer_in_words(fact: Fact, answer: FactValue, say: Say) -> str:
    """One answer in words."""
    match answer:
        case Bounds() if answer.low is not None:
            return _figure(fact, answer.low)
        case bool():
            return say("value.yes" if answer else "value.no")
        case frozenset():
            return " and ".join(sorted(answer)) or say("value.none")
    return say("value.anything_else") if answer == OTHER_WORD else str(answer)


def _from(fact: Fact, start: int, sentence: str, say: Say) -> str:
    """From a number on, which is said by `sentence` where it is a plain one."""
    if _steps_over(fact, start):
        return say("value.above", low=_figure(fact, start - 1))
    return say(sentence, low=_figure(fact, start))


def _steps_over(fact: Fact, number: int) -> bool:
    """Whether a number is one smallest step above a figure that a rule may have."""
    dimension = fact.type.dimension
    if dimension is None or DIMENSIONS[dimension].whole:
        return False
    return not is_plain(number, dimension) and is_plain(number - 1, dimension)


def _figure(fact: Fact, number: int) -> str:
    if fact.type.kind == "date" or fact.type.dimension is None:
        return day_text(number)
    return format_quantity(Bounds.point(number), fact.type.dimension)
