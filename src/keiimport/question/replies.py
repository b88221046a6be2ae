# SPDX-License-Identifier: Apache-2.0
"""Asking for facts, and understanding the replies."""

from dataclasses import dataclass
from typing import Any, Literal

from keiimport.errors import InputError, nearest
from keiimport.facts.case import Case
from keiimport.facts.fields import says_nothing
from keiimport.facts.problems import shown, with_guess
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import Fact, FactKind
from keiimport.verdict_types import Prospect

Why = Literal["opening", "open", "claim", "assumed", "cost", "changed"]
"""Why something is asked: to begin with, because an outcome depends on it, because it may open an
unclaimed door, to confirm a presumption, for the duty or the state, or to change it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a fact."""

    fact: str
    title: str
    question: str
    where: str  # where a person finds the answer
    kind: FactKind
    choices: tuple[str, ...]
    words: tuple[str, ...]  # the choices as a person says them
    expected: str  # what may be answered, in words
    why: Why
    settles: tuple[str, ...] = ()  # the paths that an answer settles
    held: str = ""  # what is known of it so far, in words; empty where nothing is
    prospects: tuple[Prospect, ...] = ()  # what the answers would make of the whole


def question_about(fact: Fact, why: Why = "changed", **more: Any) -> Asked:
    """Make the question that asks for a fact."""
    kind, words = fact.type, tuple(map(fact.word, fact.type.choices))
    about = (fact.name, fact.title, fact.question, fact.where)
    expected = fact.answer or _expected(fact, ", ".join(words))
    return Asked(*about, kind.kind, kind.choices, words, expected, why, **more)


def nobody_knows(text: str) -> bool:
    """Whether a reply means that nobody knows; `none` may be a real answer."""
    return says_nothing(text) and text.casefold() != "none"


def understood(question: Asked, reply: object) -> Any:
    """Convert a reply, possibly in a person's own words, to the value in a JSON case."""
    if not isinstance(reply, str):
        return sorted(reply) if isinstance(reply, set | frozenset) else reply
    text = " ".join(reply.split())
    if nobody_knows(text):
        return None
    if question.kind == "choices":
        if text.casefold() in ("none", "no", "nothing"):
            return []
        words = text.replace(" and ", ",").split(",")
        return [_chosen(question, each.strip()) for each in words if each.strip()]
    return _chosen(question, text) if question.choices or question.kind == "bool" else text


def _chosen(question: Asked, text: str) -> bool | str:
    if text.isdecimal() and text.isascii() and 1 <= int(text) <= len(question.choices):
        return question.choices[int(text) - 1]
    try:
        # a state by its name, a body in the word of a listing
        told = Case.parse({question.fact: text}).told().get(question.fact)
    except InputError:
        told = None
    if isinstance(told, bool | str):
        return told
    said = zip(question.choices + question.words, question.choices * 2, strict=True)
    words = {word.casefold().replace("_", " "): choice for word, choice in said}
    word = text.casefold().replace("_", " ")
    if word in words:
        return words[word]
    expected = with_guess(question.expected, words.get(nearest(word, words) or ""))
    raise InputError(f"{shown(text)} is none of the answers", expected, at=question.fact, got=text)


def _expected(fact: Fact, words: str) -> str:
    kind = fact.type
    match kind.kind:
        case "bool":
            return "yes or no"
        case "choice" if words:
            return f"one of {words}"
        case "choices":
            return f"any of {words}, with commas between them, or none"
        case "date":
            return "a date such as 2001-11-21, a month such as 2001-11 or H13.11, or a year"
        case "number" if kind.dimension is not None:
            return DIMENSIONS[kind.dimension].expected
        case "choice":
            return "a name, or two letters such as JP"
    return "a few words"
