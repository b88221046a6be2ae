# SPDX-License-Identifier: Apache-2.0
"""Words for people: facts in sentences, days, and plain phrases for tests on facts.

Reasons have placeholders for facts (`{vehicle.gvwr}`), so that a reason is composed once for each
situation, and each case fills in its own facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
    Truth,
)
from keiimport.facts.dates import MONTHS, format_date
from keiimport.facts.sources import SourcedValue
from keiimport.facts.units import DIMENSIONS, format_quantity, is_plain
from keiimport.facts.vocabulary import Fact, FactType, Vocabulary
from keiimport.logic.cells import OTHER_WORD
from keiimport.rulebook.model import LAW_DAYS, Path

Say = Callable[..., str]  # says a sentence by its name and its places


def fill(words: str, known: Mapping[str, SourcedValue], vocabulary: Vocabulary) -> str:
    """`words` with every `{fact}` replaced by its value in words.

    Only whole dotted names of facts are looked up; there are no attributes and no format codes.
    """
    if "{" not in words:
        return words
    text = list(_taken_apart(words))
    for at, name in enumerate(text[1::2]):
        if name in known:
            said = fact_words(name, known[name], vocabulary)
            if name not in vocabulary or vocabulary[name].type.kind == "date":
                said = _ISO.sub(_in_words, said)
        elif name in vocabulary:
            said = vocabulary.say("fact.not_known_title", title=vocabulary[name].title)
        else:
            said = vocabulary.say("fact.not_known")
        text[2 * at + 1] = said
    return "".join(text)


_ISO = re.compile(r"\b([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?\b")


def _in_words(found: re.Match[str]) -> str:
    month = f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


@lru_cache(maxsize=4096)
def _taken_apart(words: str) -> Sequence[str]:
    """Text and placeholder names in turn, beginning and ending with text."""
    return re.split(r"\{([^{}]*)\}", words)


def places(words: str) -> Sequence[str]:
    """The facts that have a placeholder in `words`."""
    return _taken_apart(words)[1::2] if "{" in words else ()


def fact_words(name: str, held: SourcedValue, vocabulary: Vocabulary) -> str:
    """The value of a fact in words."""
    fact = vocabulary.get(name)
    chosen = fact is not None and fact.type.kind.startswith("choice")
    return fact.word(held.text) if fact is not None and chosen else held.text


def place(name: str) -> str:
    """The placeholder of a fact."""
    return f"{{{name}}}"


def title(name: str, vocabulary: Vocabulary) -> str:
    """The short name of a fact."""
    fact = vocabulary.get(name)
    if fact is not None:
        return fact.title
    return vocabulary.say("fact.law_day") if name in LAW_DAYS else name


def door_named(path: Path) -> dict[str, str | None]:
    """The form of a path, and its title."""
    return {key: getattr(path, key) for key in ("agency", "form", "box", "code", "title")}


def day_text(ordinal: int) -> str:
    """A day as ISO text."""
    return date.fromordinal(ordinal).isoformat()


def day_words(ordinal: int, *, year: int | None = None) -> str:
    """A day in words, such as `30 June 2047`; without its year if that is `year`."""
    day = date.fromordinal(ordinal)
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def month_text(ordinal: int) -> str:
    """The month of a day: `June 2047`."""
    day = date.fromordinal(ordinal)
    return f"{MONTHS[day.month - 1]} {day.year}"


ALSO = "; also, "  # between reasons of which each is a sentence
_INNER_MARKS = ("; ", ": ", ", ", " and ")


def listed(parts: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def also_joined(parts: Iterable[str]) -> str:
    """Reasons in one line: clauses joined by `and`, whole sentences by `also`."""
    items = list(dict.fromkeys(item for part in parts if part for item in part.split(ALSO)))
    if any(mark in item for item in items for mark in _INNER_MARKS):
        return ALSO.join(items)
    return listed(items)


def phrase(
    comparison: Comparison, truth: Truth, known: Callable[[str], bool], vocabulary: Vocabulary
) -> str:
    """The result of a test on facts, in words with placeholders."""
    name = comparison.since if isinstance(comparison, HasAged) else comparison.fact
    say = partial(vocabulary.say, title=title(name, vocabulary), value=place(name))
    if truth is None:
        return say("fact.inexact" if known(name) else "fact.unknown")
    fact = vocabulary.get(name)
    if fact is not None and fact.type.kind == "bool":
        return say("fact.is_bool")
    return say("fact.is") if truth else say("fact.is_not", wanted=wanted(comparison, vocabulary))


def wanted(comparison: Comparison, vocabulary: Vocabulary) -> str:
    """What a test on facts requires."""
    say = vocabulary.say
    match comparison:
        case IsOneOf(fact, values):
            words = (word(fact, value, vocabulary) for value in sorted(values, key=str))
            return listed(words, "or")
        case Includes(fact, value):
            return say("fact.includes", value=word(fact, value, vocabulary))
        case IsTold():
            return say("fact.told")
        case AtLeast(fact, low, high):
            return say("fact.at_least", value=_figures(fact, low, high, vocabulary))
        case AtMost(fact, low, high):
            return say("fact.at_most", value=_figures(fact, low, high, vocabulary))
        case HasAged(_, by, years, count, _):
            how = "fact.aged_calendar" if count == "calendar_years" else "fact.aged"
            return say(how, years=years, day=title(by, vocabulary))


def word(fact: str, value: bool | str, vocabulary: Vocabulary) -> str:
    """Yes or no, or a choice of a fact, in words."""
    if isinstance(value, bool):
        return vocabulary.say("value.yes" if value else "value.no")
    known = vocabulary.get(fact)
    return value.replace("_", " ") if known is None else known.word(value)


def _figures(fact: str, low: int, high: int, vocabulary: Vocabulary) -> str:
    if fact not in vocabulary:
        return day_text(low)
    kind = vocabulary[fact].type
    first, other = (_figure(kind, end) for end in (low, high))
    return first if low == high else vocabulary.say("fact.either", one=first, other=other)


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
            return " and ".join(map(fact.word, sorted(answer))) or say("value.none")
    return say("value.anything_else") if answer == OTHER_WORD else fact.word(str(answer))


def _from(fact: FactType, start: int, sentence: str, say: Say) -> str:
    """That a number is at least `start`, said by `sentence` if it is a plain figure."""
    if _steps_over(fact, start):
        return say("value.above", low=_figure(fact, start - 1))
    return say(sentence, low=_figure(fact, start))


def _steps_over(fact: FactType, number: int) -> bool:
    """Whether a number is the smallest step above a figure that a rule may have."""
    dimension = fact.dimension
    if dimension is None or DIMENSIONS[dimension].whole:
        return False
    return not is_plain(number, dimension) and is_plain(number - 1, dimension)


def _figure(kind: FactType, number: int) -> str:
    """A date or a quantity as people write it."""
    value = Bounds.point(number)
    dated = kind.kind == "date" or kind.dimension is None
    return format_date(value) if dated else format_quantity(value, str(kind.dimension))
