# SPDX-License-Identifier: Apache-2.0
"""The questions of a verdict: what to ask while the answer hangs on unknown facts."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property
from typing import Any

from keiimport.verdict.doors import Door
from keiimport.verdict.explanation import Explanation
from keiimport.verdict.missing import Question, Suppose, questions, unknown_facts
from keiimport.verdict.truths import Truths

Json = dict[str, Any]

MOST_TOGETHER = 5
"""How many facts are asked for where only several together settle anything."""


class Questions:
    """What is worth asking about one case."""

    def __init__(self, explained: Explanation, suppose: Suppose) -> None:
        self._explained = explained
        self._law = explained.law
        self._sight = explained.sight
        self._suppose = suppose

    @cached_property
    def asked(self) -> list[Question]:
        """The questions worth asking, the most useful first."""
        return self.besides(())

    def besides(self, skipped: Container[str]) -> list[Question]:
        """The questions worth asking while nobody can answer those about `skipped` facts."""
        explained, sight = self._explained, self._sight
        if explained.settled.outcome != "needs_facts":
            return []
        doors = explained.doors
        waiting = [d for d in doors if d.considered and d.outcome == "needs_facts"]
        names = dict.fromkeys(name for door in waiting for name in door.missing)
        barred = sight.look(sight.day, True).barred
        gates = [
            gate.barred_when
            for gate, bars in zip(self._law.gates, barred, strict=True)
            if bars is None
        ]
        unknown = unknown_facts(self._law, explained.account.truth_of, gates)
        names.update(dict.fromkeys(unknown))
        if not names:
            names = dict.fromkeys(self._unknown_later(waiting))
        # whether single standards are met comes last: a label mostly settles all of them
        met = self._law.standards_met
        open_names = sorted((n for n in names if n not in skipped), key=met.__contains__)
        asked = questions(sight, open_names, self._suppose)
        if not asked:
            asked = self._together(open_names)
        claims = dict.fromkeys(
            name
            for door in doors
            if not door.considered and not door.path.theoretical
            for name in door.missing
            if name not in names and name not in skipped
        )
        vocabulary = explained.vocabulary
        asked.extend(Question(vocabulary[name]) for name in claims if name in vocabulary)
        return asked

    def _unknown_later(self, waiting: Sequence[Door]) -> list[str]:
        """What doors wait for that are closed today and may open later."""
        day = self._explained.settled.possible
        if day is None:
            return []
        then = Truths.of_slots(self._law, self._sight.slots(day, True)).__getitem__
        return unknown_facts(self._law, then, [door.path.open_when for door in waiting])

    def _together(self, names: Sequence[str]) -> list[Question]:
        """Where no single answer settles anything: the facts that do so together."""
        met = self._law.standards_met
        plain = [name for name in names if name not in met] or list(names)
        vocabulary = self._explained.vocabulary
        known = [name for name in plain if name in vocabulary]
        return [Question(vocabulary[name]) for name in known[:MOST_TOGETHER]]

    def of_door(self, place: int, door: Door) -> list[str]:
        """The facts that the door at a place waits for, those first that would settle it."""
        if self._explained.settled.outcome != "needs_facts":
            return list(door.missing)
        settling = [question.fact.name for question in self.asked if place in question.settles]
        return settling or list(door.missing)

    def is_claim(self, question: Question) -> bool:
        """Whether a question only asks if somebody claims another door."""
        doors = self._explained.doors
        asked = {name for door in doors if door.considered for name in door.missing}
        claims = {name for door in doors if not door.considered for name in door.missing}
        return question.fact.name in claims - asked and not question.settles

    def to_list(self) -> list[Json]:
        """The facts an undetermined answer hangs on, the most useful first."""
        claims = {
            name: (door.path.id,)
            for door in self._explained.doors
            if not door.considered
            for name in door.missing
        }
        return [
            {
                "fact": question.fact.name,
                "question": question.fact.question,
                "where": question.fact.where,
                "settles": [self._law.paths[i].id for i in sorted(question.settles)]
                or list(claims.get(question.fact.name, ())),
            }
            for question in self.asked
        ]
