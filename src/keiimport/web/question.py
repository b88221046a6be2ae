# SPDX-License-Identifier: Apache-2.0
"""A question as the address of a page holds it: words, and facts by their dotted names.

Nothing else holds it: who has the address has the question, and the server keeps nothing.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import Case
from keiimport.facts.vocabulary import Fact, Vocabulary
from keiimport.question.check import check
from keiimport.question.replies import question_about, understood
from keiimport.verdict import Verdict

WORDS: Final = "q"
SHORT: Final = {
    "state": "entry.state",
    "price": "entry.value",
    "from": "vehicle.registered_in",
    "date": "entry.date",
}
"""The facts that have a short name in an address, as in the commands."""

MOST_FACTS: Final = 300
"""Facts in one address."""

MOST_NEXT: Final = 3
"""Facts that are asked for beside an answer."""

_SHORTLY: Final = {fact: name for name, fact in SHORT.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and what is told besides.

    Attributes:
        words: the question in words; empty where facts say it all.
        told: facts with their values as they were written, in the order of being told; an
            empty value is one that nobody knows.
    """

    words: str = ""
    told: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]], keep_unknown: bool = False) -> Question:
        """The question in the names and values of an address.

        Args:
            named: names and values; a name that is neither short nor dotted is passed over.
            keep_unknown: whether an empty value says that nobody knows it.

        Raises:
            InputError: there are more facts than there can be.
        """
        words, told = "", []
        for name, value in named:
            value = " ".join(value.split())
            fact = SHORT.get(name, name)
            if name == WORDS:
                words = value
            elif "." in fact and (value or keep_unknown):
                told.append((fact, value))
        if len(told) > MOST_FACTS:
            raise InputError(f"there are {len(told)} facts", expected=f"at most {MOST_FACTS}")
        return cls(words, tuple(told))

    def __bool__(self) -> bool:
        return bool(self.words or self.told)

    def text(self, name: str) -> str:
        """What was written for a fact, or for one by its short name."""
        fact = SHORT.get(name, name)
        return next((value for told, value in reversed(self.told) if told == fact), "")

    def telling(self, told: tuple[str, str]) -> Question:
        """The same with one fact more."""
        return replace(self, told=(*self.told, told))

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, as an address and a form have them."""
        found = [(WORDS, self.words)] if self.words else []
        return found + [(_SHORTLY.get(fact, fact), value) for fact, value in self.told]

    def address(self, page: str = "/") -> str:
        """The address of a page that has this question."""
        return f"{page}?{urlencode(self.pairs())}"

    # --- what it means ---

    def facts(self, engine: Engine) -> dict[str, Any]:
        """What is told, as a case in JSON has it; None where nobody knows.

        A later value counts in place of an earlier one, but for one that nobody knows.

        Raises:
            InputError: a value cannot be understood.
        """
        found: dict[str, Any] = {}
        for fact, text in self.told:
            value = value_of(engine, fact, text)
            if value is not None or fact not in found:
                found[fact] = value
        return found

    def answer(self, engine: Engine) -> Answer:
        """The case it makes, and what the law says about it.

        Raises:
            InputError: it cannot be understood.
        """
        told = {fact: value for fact, value in self.facts(engine).items() if value is not None}
        if self.words:
            checked = check(self.words, engine, {}, told)
            return Answer(checked.case, checked.verdict, tuple(checked.reading.remarks))
        case = Case.parse(told)
        return Answer(case, engine.evaluate(case), ())

    def command(self) -> str | None:
        """The same question on the command line, where words and a few options can say it."""
        if not self.words or any(fact not in _SHORTLY for fact, _ in self.told):
            return None
        options = [f"--{name}={text}" for name in SHORT if (text := self.text(name))]
        return shlex.join(["keiimport", "check", *self.words.split(), *options])


class Answer(NamedTuple):
    """What a question comes to.

    Attributes:
        case: what was understood.
        verdict: what the law says of it.
        remarks: what was not understood, and what to know of the rest.
    """

    case: Case
    verdict: Verdict
    remarks: tuple[str, ...]


def value_of(engine: Engine, name: str, text: str) -> Any:
    """What somebody wrote of a fact, as a case in JSON has it; None for nothing.

    Raises:
        InputError: it cannot be understood, or there is no such fact.
    """
    if not text:
        return None
    fact: Fact | None = engine.rulebook.vocabulary.get(name)
    value = text if fact is None else understood(question_about(fact), text)
    if fact is None and text in ("yes", "no"):  # a standard is met, or is not
        value = text == "yes"
    Case.parse({name: value})
    return value


def next_facts(verdict: Mapping[str, Any], known: Vocabulary) -> list[Fact]:
    """The facts that are worth telling next."""
    wanted = [entry["fact"] for entry in verdict["missing"]]
    duty: Mapping[str, Any] = verdict["duty"] or {}
    if verdict["earliest"] != verdict["earliest_possible"]:
        wanted.append("vehicle.manufactured")
    if verdict["state"] is None:
        wanted.append("entry.state")
    if duty and not duty["value"]:
        wanted.append("entry.value")
    wanted += duty.get("missing") or ()
    return [known[name] for name in dict.fromkeys(wanted) if name in known][:MOST_NEXT]
