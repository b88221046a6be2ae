# SPDX-License-Identifier: Apache-2.0
"""What to ask: the unknown facts that an undetermined answer depends on, most useful first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, cached_property, partial
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from keiimport.decide.decision import DecidedCase
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.counterfactuals import Answers, Counterfactuals, decide_answers
from keiimport.explain.doors import Door
from keiimport.explain.explanation import Explanation
from keiimport.explain.proof import Prover
from keiimport.explain.words import answer_in_words, interval
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.verdict_types import MissingFact, Prospect

if TYPE_CHECKING:
    from keiimport.explain.question_sets import QuestionSets

MOST_ANSWERS = 12  # how many answers to one question are tried out
MOST_AT_ONCE = 16  # questions whose answers are decided in one pass; few cases need more
MOST_PROSPECTS = 60
"""How many answers a question may have for their outcomes to be shown."""

MOST_NAMED = 10  # answers with one outcome that are named, where others come to another
MOST_TOGETHER = 5  # how many facts are asked for if only several together settle anything
MOST_TRIED_TOGETHER = 150  # how many combinations of answers are tried to find those facts


class Question(NamedTuple):
    """An unknown fact, and what an answer to it would settle.

    Attributes:
        fact: the fact asked for.
        always: the paths (by position) that every answer settles.
        ever: the paths that some answer settles.
        share: the share of its answers that settle the whole.
    """

    fact: Fact
    always: frozenset[int] = frozenset()
    ever: frozenset[int] = frozenset()
    share: float = 0.0

    @property
    def settles(self) -> frozenset[int]:
        """The paths it is asked for."""
        return self.always or self.ever


def answers_to(
    index: RuleIndex, fact: Fact, facts: Mapping[str, FactValue | None]
) -> list[FactValue]:
    """One answer of each kind to a question, within the bounds known from `facts`."""
    tests, untold = index.thresholds.get(fact.name, ()), index.view(_untold_answers)
    if facts.get(fact.name) is not None or any(len(test.reads) > 1 for test in tests):
        return samples(tests, fact.type, facts)
    if fact.name not in untold:
        untold[fact.name] = samples(tests, fact.type, {})
    return untold[fact.name]


def _untold_answers(index: RuleIndex) -> dict[str, list[FactValue]]:
    """The answers to untold facts, by fact; they are the same for every case."""
    return {}


def some(answers: list[FactValue]) -> list[FactValue]:
    """As many of the answers to a question as are tried."""
    return answers[:: 1 + len(answers) // MOST_ANSWERS]


def _tried(decided: DecidedCase, fact: Fact) -> list[Answers]:
    answers = some(answers_to(decided.index, fact, decided.facts))
    return [{fact.name: answer} for answer in answers]


class Questions:
    """The questions worth asking about one case."""

    def __init__(self, explained: Explanation, counterfactuals: Counterfactuals) -> None:
        self._explained = explained
        self._index = explained.index
        self._decided = explained.decided
        self._counterfactuals = counterfactuals
        self._suppose = counterfactuals.answered
        self._tried = cache(partial(_tried, self._decided))

    @staticmethod
    def together(each: Sequence[Questions]) -> None:
        """Try answers for many cases in a few passes, before each case asks for its own."""
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
        return self.besides(frozenset())

    def unasked(self, skipped: Set[str]) -> Set[str]:
        """The facts not worth asking for while nobody can answer those about `skipped` facts."""
        # who cannot answer one question that is open knows of no single standard
        late = frozenset() if skipped.isdisjoint(self._unknown) else self._index.standards_met
        each = self._explained.vocabulary.values()
        return skipped | late | {f.name for f in each if not skipped.isdisjoint(f.follows)}

    def besides(self, skipped: Set[str]) -> list[Question]:
        """The questions worth asking while nobody can answer those about `skipped` facts."""
        explained, names = self._explained, self._unknown
        if explained.decision.outcome != "needs_facts":
            return []
        skipped = self.unasked(skipped)
        open_names = [name for name in names if name not in skipped]
        asked = self._useful(self._facts(open_names)) or self._together(open_names)
        claims = [
            name
            for door in explained.door_templates.said
            if not door.considered and not door.path.theoretical
            for name in door.missing
        ]
        # last of all, what would raise a gate that nobody raises
        unraised = explained.open_gates.unraised
        others = [n for n in (*claims, *unraised) if n not in names and n not in skipped]
        return [*asked, *(Question(fact) for fact in self._facts(others))]

    def _useful(self, facts: Sequence[Fact]) -> list[Question]:
        """The questions worth asking about some of the facts, the most useful first.

        One answer from each interval between the thresholds of the rules is tried, with everything
        that would then be presumed, until every open path has a question that settles it whatever
        the answer. Questions that merely may settle a path are then left out.
        """
        unsettled = self._unsettled
        waiting = set(unsettled)
        asked: list[Question] = []
        for place, fact in enumerate(facts):
            if place % MOST_AT_ONCE == 0:
                at_once = facts[place : place + MOST_AT_ONCE]
                self._suppose(chain.from_iterable(map(self._tried, at_once)))
            asked.append(self._question(fact))
            waiting -= asked[-1].always
            if not waiting:
                break
        sure = [question for question in asked if question.share == 1.0]
        if not sure:
            for path in unsettled:
                surely = [question for question in asked if path in question.always]
                sure += surely or [question for question in asked if path in question.ever]
        return sorted(dict.fromkeys(sure), key=lambda q: (q.fact.depends_on == "agency", -q.share))

    def _question(self, fact: Fact) -> Question:
        possible = [then for then in self._suppose(self._tried(fact)) if then is not None]
        if not possible:
            return Question(fact)
        settled = [
            frozenset([path for path in self._unsettled if not _waits(then, path)])
            for then in possible
        ]
        share = sum(not _waits(then, None) for then in possible) / len(possible)
        return Question(fact, frozenset.intersection(*settled), frozenset.union(*settled), share)

    @cached_property
    def _unsettled(self) -> Sequence[int]:
        """The considered paths of which it is unknown whether they can be open.

        That is today, or on a later day if everything about today is known.
        """
        doors_on = self._explained.today
        paths = enumerate(self._index.paths)
        claimed = [n for n, path in paths if doors_on.claims[n] and not path.theoretical]
        today = [n for n in claimed if doors_on.offers[n] is None]
        return today or [n for n in claimed if _waits(self._decided, n)]

    def _facts(self, names: Iterable[str]) -> list[Fact]:
        """The facts with these names, each once."""
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
        """The facts that an undetermined outcome may depend on, single standards last."""
        explained = self._explained
        if explained.decision.outcome != "needs_facts":
            return ()
        doors = explained.door_templates.said
        waiting = [d for d in doors if d.considered and d.outcome == "needs_facts"]
        names = dict.fromkeys(name for door in waiting for name in door.missing)
        names.update(dict.fromkeys(explained.open_gates.raised))
        day = explained.decision.possible
        if not names and day is not None:
            # doors closed today may open later
            prover = Prover(self._index, self._decided.truths(day, True).__getitem__)
            names = dict.fromkeys(prover.unknown(door.path.open_when for door in waiting))
        # a label usually settles all standards at once
        return tuple(sorted(names, key=self._index.standards_met.__contains__))

    def _together(self, names: Sequence[str]) -> list[Question]:
        """The facts that settle the outcome together, where no single answer does."""
        sets = self._sets(names, most=MOST_TRIED_TOGETHER)
        found = self._facts(name for each in sets.sets for name in each.facts)
        if not found and len(names) < len(self._unknown):
            late = self._index.standards_met
            rest = self._facts(n for n in self._unknown if n not in names and n not in late)
            if sets.complete or any(self._question(fact).ever for fact in rest):
                return []  # all hangs on what nobody can answer
        if not found:
            met = self._index.standards_met
            found = self._facts([name for name in names if name not in met] or names)
        return [Question(fact) for fact in found[:MOST_TOGETHER]]

    def of_door(self, place: int, door: Door) -> list[str]:
        """The facts that the door at a position waits for; if any would settle it, only those."""
        settling = [question.fact.name for question in self.asked if place in question.settles]
        return settling or list(door.missing)

    def is_claim(self, question: Question) -> bool:
        """Whether a question only asks if somebody claims another door."""
        doors = [door for door in self._explained.door_templates.said if door.considered]
        asked = {name for door in doors for name in door.missing}
        name = question.fact.name
        return name in self._claimed_by and name not in asked and not question.settles

    def prospects(self, fact: Fact) -> list[Prospect]:
        """The outcomes that the answers to a question lead to.

        Returns:
            The answers in order, those with the same outcome together; empty if there are too many
            to try.
        """
        told = self._answers(fact)
        tried = [
            (answers[fact.name], OVERALL[then.decision(None).outcome])
            for answers, then in zip(told, self._suppose(told), strict=True)
            if then is not None
        ]
        if tried and fact.type.kind in ("number", "date"):
            return self._intervals(fact, tried)
        found: dict[Outcome, list[str]] = {}
        say = self._explained.vocabulary.say
        for answer, outcome in tried:
            found.setdefault(outcome, []).append(answer_in_words(fact, answer, say))
        rest = [say("value.anything_else")]
        most = max(found.values(), key=lambda words: (rest[0] in words, len(words)), default=rest)
        if rest[0] in most or (len(found) > 1 and len(most) > MOST_NAMED):
            most[:] = rest
        last = sorted(found.items(), key=lambda each: each[1] == rest)
        return [Prospect(", ".join(words), outcome) for outcome, words in last]

    def _answers(self, fact: Fact) -> list[Answers]:
        """Every answer to a question, or none if there are too many."""
        answers = answers_to(self._index, fact, self._decided.facts)
        few = len(answers) <= MOST_PROSPECTS
        return [{fact.name: answer} for answer in answers] if few else []

    def _intervals(self, fact: Fact, tried: Sequence[tuple[FactValue, Outcome]]) -> list[Prospect]:
        held, say = self._decided.facts.get(fact.name), self._explained.vocabulary.say
        known = held if isinstance(held, Bounds) else Bounds(None, None)
        groups = [(said, next(group)[0]) for said, group in groupby(tried, lambda each: each[1])]
        starts = [first.low for _, first in groups if isinstance(first, Bounds)]
        ends = [*starts[1:], None]
        if known.low is None:
            starts[:1] = [None]
        return [
            Prospect(interval(fact.type, low, after, known.high, say), outcome)
            for low, after, (outcome, _) in zip(starts, ends, groups, strict=True)
        ]

    def missing(self, others: Mapping[str, Iterable[str]]) -> tuple[MissingFact, ...]:
        """The facts an undetermined answer depends on, the most useful first, then all others.

        Args:
            others: what else waits for facts, such as `duty`, with the names of the facts.
        """
        # try the answers to all of them in one pass
        each = (self._answers(question.fact) for question in self.asked)
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
        answers = tuple(self.prospects(fact))
        return MissingFact(fact.name, fact.question, fact.where, settles, answers)

    @cached_property
    def _claimed_by(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that would claim another path or raise a gate, with the ids of those."""
        doors = [d for d in self._explained.door_templates.said if not d.considered]
        claims = {name: (door.path.id,) for door in doors for name in door.missing}
        return claims | dict(self._explained.open_gates.unraised)


def _waits(decided: DecidedCase, place: int | None) -> bool:
    """Whether it is unknown if a path, or the whole, can be open, today or later."""
    return decided.decision(place).outcome == "needs_facts"
