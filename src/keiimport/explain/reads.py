# SPDX-License-Identifier: Apache-2.0
"""Reads: the one way in which what is said of a case looks at it, and a memory by what was read.

Doors, reasons, papers and remarks hang on truths and on which facts are known and sure; never
on the facts themselves, for which words leave places. So what is said of one case serves every
case that answers the same questions alike, and the questions that were asked are all that can
matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Generic, Literal, TypeVar, cast

from keiimport.decide.decision import DecidedCase, PathOutcome, Truths
from keiimport.decide.rule_index import RuleIndex
from keiimport.facts.comparisons import Truth
from keiimport.facts.complete import SourcedValue
from keiimport.rulebook.model import LAW_DAY

MOST_QUESTIONS = 20_000
"""Questions that are kept in one memory, each about 400 bytes with what was made: those of 2,000
lots of a market, of whose doors nine of ten are then found again."""

Kind = Literal["truth", "known", "doubtful", "door", "barred", "raised", "done", "paths"]
Question = tuple[Kind, int | str]
Made = TypeVar("Made")


class Reads:
    """Answers about one case in one world, remembering what was asked.

    Args:
        decided: the case.
        known: its facts with their sources.
        truths: the truths of the world.
        paths: the ids of the paths that are to be explained, where not all are.

    Attributes:
        truths: the truths of the world.
        asked: every question that was asked, in order, with its answer.
    """

    def __init__(
        self,
        decided: DecidedCase,
        known: Mapping[str, SourcedValue],
        truths: Truths,
        paths: tuple[str, ...] = (),
    ) -> None:
        self._decided = decided
        self._known = known
        self.truths = truths
        self._paths = paths
        self.asked: dict[Question, Hashable] = {}

    def answer(self, question: Question) -> Hashable:
        """The answer to a question, which does not count as asked."""
        kind, about = question
        match kind:
            case "truth":
                return self.truths[cast(int, about)]
            case "known":
                return about in self._known or about == LAW_DAY
            case "doubtful":
                held = self._known.get(cast(str, about))
                return held is not None and held.is_unsure
            case "done":
                return self._decided.facts.get(cast(str, about)) is True
            case "paths":
                return self._paths
        doors_on, place = self._decided.doors_on(self._decided.day, True), cast(int, about)
        if kind == "door":
            return self._decided.decision(place).outcome if doors_on.claims[place] else None
        return (doors_on.barred if kind == "barred" else doors_on.raised)[place]

    def _ask(self, kind: Kind, about: int | str) -> Hashable:
        question = (kind, about)
        if question not in self.asked:
            self.asked[question] = self.answer(question)
        return self.asked[question]

    def truth(self, node: int) -> Truth:
        """The truth of a node."""
        return cast(Truth, self._ask("truth", node))

    def known(self, fact: str) -> bool:
        """Whether a fact is known."""
        return cast(bool, self._ask("known", fact))

    def doubtful(self, fact: str) -> bool:
        """Whether a fact is not sure enough to open a door by itself."""
        return cast(bool, self._ask("doubtful", fact))

    def door(self, place: int) -> PathOutcome | None:
        """What the path at a place comes to; None where nobody claims it."""
        return cast("PathOutcome | None", self._ask("door", place))

    def barred(self, place: int) -> Truth:
        """Whether the gate at a place bars."""
        return cast(Truth, self._ask("barred", place))

    def raised(self, place: int) -> Truth:
        """Whether somebody raised the gate at a place."""
        return cast(Truth, self._ask("raised", place))

    def done(self, action: str) -> bool:
        """Whether an action is done already."""
        return cast(bool, self._ask("done", action))

    def paths(self) -> tuple[str, ...]:
        """The ids of the paths that are to be explained."""
        return cast("tuple[str, ...]", self._ask("paths", ""))


class _Branch:
    """A question, and where each answer that was met leads."""

    __slots__ = ("answers", "question")

    def __init__(self, question: Question) -> None:
        self.question = question
        self.answers: dict[Hashable, _Branch | _Leaf] = {}


class _Leaf:
    __slots__ = ("made",)

    def __init__(self, made: object) -> None:
        self.made = made


class ReadMemory(Generic[Made]):
    """What was made of cases, found again for those that answer every question that it asked.

    What makes it asks the same next question after the same answers, so the questions form a
    tree. All is forgotten when there are too many.

    Args:
        make: makes it.
        most: how many questions are kept, but for the last that were asked together.
    """

    def __init__(self, make: Callable[[Reads], Made], most: int = MOST_QUESTIONS) -> None:
        self.most = most
        self._make = make
        self._tree: dict[Hashable, _Branch | _Leaf] = {}
        self._questions = 0

    def of(self, reads: Reads) -> Made:
        """What is made of a case."""
        answer, truths, at = reads.answer, reads.truths, self._tree.get(None)
        while type(at) is _Branch:
            kind, about = question = at.question
            # most questions are of this kind, and all rows of a table ask them
            said = truths[cast(int, about)] if kind == "truth" else answer(question)
            at = at.answers.get(said)
        if at is not None:
            return cast(Made, cast(_Leaf, at).made)
        reads.asked = {}
        made = self._make(reads)
        if self._questions >= self.most:
            self._tree, self._questions = {}, 0
        self._keep(reads.asked, made)
        return made

    def __len__(self) -> int:
        """How many questions are kept."""
        return self._questions

    def _keep(self, asked: Mapping[Question, Hashable], made: Made) -> None:
        answers, said = self._tree, cast(Hashable, None)
        for question, answer in asked.items():
            at = answers.get(said)
            if at is None:
                at = answers[said] = _Branch(question)
                self._questions += 1
            assert type(at) is _Branch and at.question == question, (
                "questions hang on answers alone"
            )
            answers, said = at.answers, answer
        answers[said] = _Leaf(made)


def remembered(
    make: Callable[[RuleIndex, Reads], Made],
) -> Callable[[RuleIndex], ReadMemory[Made]]:
    """The memory, of the rules that it is given, of what `make` makes of cases."""

    def memory(index: RuleIndex) -> ReadMemory[Made]:
        return ReadMemory(partial(make, index))

    return memory
