# SPDX-License-Identifier: Apache-2.0
"""The questions of a verdict: what to ask while the answer hangs on unknown facts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from keiimport.explain.counterfactuals import Counterfactuals, decide_answers
from keiimport.explain.doors import Door, unknown_facts
from keiimport.explain.explanation import Explanation
from keiimport.explain.missing import (
    MOST_AT_ONCE,
    Question,
    answers_to_try,
    answers_tried,
    prospects,
    questions,
)
from keiimport.facts.vocabulary import Fact
from keiimport.verdict_types import MissingFact, Prospect

if TYPE_CHECKING:
    from keiimport.explain.question_sets import QuestionSets

MOST_TOGETHER = 5
"""How many facts are asked for where only several together settle anything."""

MOST_TRIED_TOGETHER = 150
"""How many combinations of answers are tried to find those facts."""


class Questions:
    """What is worth asking about one case."""

    def __init__(self, explained: Explanation, counterfactuals: Counterfactuals) -> None:
        self._explained = explained
        self._index = explained.index
        self._decided = explained.decided
        self._counterfactuals = counterfactuals
        self._suppose = counterfactuals.answered
        self._tried = cache(partial(answers_to_try, self._decided))

    @staticmethod
    def together(each: Sequence[Questions]) -> None:
        """Try out answers of many cases in few passes, before they are asked one by one."""
        first = [(its, its._facts(its._unknown)[:MOST_AT_ONCE]) for its in each]
        tried = [
            (its._counterfactuals, chain.from_iterable(map(its._tried, facts)))
            for its, facts in first
        ]
        if each:
            decide_answers(each[0]._index, tried)

    @cached_property
    def asked(self) -> list[Question]:
        """The questions worth asking, the most useful first."""
        return self.besides(())

    def besides(self, skipped: Container[str]) -> list[Question]:
        """The questions worth asking while nobody can answer those about `skipped` facts."""
        explained, names = self._explained, self._unknown
        if explained.decision.outcome != "needs_facts":
            return []
        open_names = [name for name in names if name not in skipped]
        facts = self._facts(open_names)
        asked = questions(self._decided, facts, self._tried, self._suppose)
        asked = asked or self._together(open_names)
        claims = [
            name
            for door in explained.door_templates.said
            if not door.considered and not door.path.theoretical
            for name in door.missing
        ]
        # last of all what would raise a gate that nobody raises
        unraised = explained.open_gates.unraised
        others = [n for n in (*claims, *unraised) if n not in names and n not in skipped]
        return [*asked, *(Question(fact) for fact in self._facts(others))]

    def _facts(self, names: Iterable[str]) -> list[Fact]:
        """Those of the names that are facts which somebody could tell, each once."""
        vocabulary = self._explained.vocabulary
        return [vocabulary[name] for name in dict.fromkeys(names) if name in vocabulary]

    @cached_property
    def sets(self) -> QuestionSets:
        """The smallest sets of questions that settle the outcome together."""
        return self._sets(self._unknown)

    def _sets(self, names: Sequence[str], **most: int) -> QuestionSets:
        from keiimport.explain.question_sets import question_sets  # few verdicts search for sets

        return question_sets(self._decided, self._facts(names), self._suppose, **most)

    @cached_property
    def _unknown(self) -> Sequence[str]:
        """What an undetermined outcome may hang on, single standards last."""
        explained = self._explained
        if explained.decision.outcome != "needs_facts":
            return ()
        doors = explained.door_templates.said
        waiting = [d for d in doors if d.considered and d.outcome == "needs_facts"]
        names = dict.fromkeys(name for door in waiting for name in door.missing)
        names.update(dict.fromkeys(explained.open_gates.raised))
        day = explained.decision.possible
        if not names and day is not None:
            # doors that are closed today may open later
            paths = tuple([door.path.id for door in waiting])
            names = dict.fromkeys(explained.recalled_on(day, unknown_facts, paths))
        # a label mostly settles all standards
        return tuple(sorted(names, key=self._index.standards_met.__contains__))

    def _together(self, names: Sequence[str]) -> list[Question]:
        """Where no single answer settles anything: the facts that do so together."""
        sets = self._sets(names, most=MOST_TRIED_TOGETHER)
        found = sets.facts
        if not found and sets.complete and len(names) < len(self._unknown):
            return []  # all hangs on what nobody can answer
        if not found:
            met = self._index.standards_met
            found = self._facts([name for name in names if name not in met] or names)
        return [Question(fact) for fact in found[:MOST_TOGETHER]]

    def of_door(self, place: int, door: Door) -> list[str]:
        """The facts that the door at a place waits for, those first that would settle it."""
        settling = [question.fact.name for question in self.asked if place in question.settles]
        return settling or list(door.missing)

    def is_claim(self, question: Question) -> bool:
        """Whether a question only asks if somebody claims another door."""
        doors = [door for door in self._explained.door_templates.said if door.considered]
        asked = {name for door in doors for name in door.missing}
        name = question.fact.name
        return name in self._claimed_by and name not in asked and not question.settles

    def prospects(self, name: str) -> list[Prospect]:
        """What each answer to the question about a fact would make of the whole."""
        return prospects(self._decided, self._explained.vocabulary[name], self._suppose)

    def missing(self, others: Mapping[str, Iterable[str]]) -> tuple[MissingFact, ...]:
        """The facts an undetermined answer hangs on, the most useful first, then all others.

        Args:
            others: what else waits for facts, such as `duty`, and for which.
        """
        # the answers to all of them in one pass
        each = (answers_tried(self._decided, question.fact) for question in self.asked)
        self._suppose(chain.from_iterable(each))
        rows = {question.fact.name: self._row(question) for question in self.asked}
        for what, names in others.items():
            for fact in self._facts(names):
                row = rows.get(fact.name)
                row = row or MissingFact(fact.name, fact.question, fact.where, (), ())
                rows[fact.name] = row._replace(settles=(*row.settles, what))
        return tuple(rows.values())

    def _row(self, question: Question) -> MissingFact:
        fact = question.fact
        paths = [self._index.paths[i].id for i in sorted(question.settles)]
        settles = tuple(paths) or self._claimed_by.get(fact.name, ())
        answers = tuple(self.prospects(fact.name))
        return MissingFact(fact.name, fact.question, fact.where, settles, answers)

    @cached_property
    def _claimed_by(self) -> Mapping[str, tuple[str, ...]]:
        """The facts by which other doors would be claimed, or gates raised, with which."""
        doors = [d for d in self._explained.door_templates.said if not d.considered]
        claims = {name: (door.path.id,) for door in doors for name in door.missing}
        return claims | dict(self._explained.open_gates.unraised)
