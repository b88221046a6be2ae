# SPDX-License-Identifier: Apache-2.0
"""Sets of questions: the smallest ones whose answers together settle an undetermined outcome.

A set settles `always` if every answer to its questions settles the outcome, and `sometimes` if
some answers do. It is minimal if no part of it does as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import Literal, NamedTuple

from keiimport.decide.decision import DecidedCase
from keiimport.decide.outcomes import OVERALL, RANK, Outcome, PathOutcome
from keiimport.explain.counterfactuals import Answers, Suppose
from keiimport.explain.missing import answers_to, some
from keiimport.explain.words import answer_in_words
from keiimport.facts.comparisons import FactValue
from keiimport.facts.vocabulary import Fact

Settles = Literal["always", "sometimes"]
Example = tuple[Answers, PathOutcome]  # answers that settle the outcome, and that outcome
MOST_FACTS = 3  # how many facts one set has at most
MOST_TRIED = 1500  # how many combinations of answers are evaluated for one case


class QuestionSet(NamedTuple):
    """Questions that settle the outcome together; none of them can be left out."""

    facts: tuple[str, ...]  # what they ask for
    questions: tuple[str, ...]
    settles: Settles  # `always`, whatever the answers are; or `sometimes`
    example: Mapping[str, str]  # answers that settle it, in words, by fact
    outcome: Outcome  # the outcome that these answers give


class QuestionSets(NamedTuple):
    """The smallest sets of questions about one case."""

    outcome: Outcome  # the outcome as things stand; only an undetermined one has sets
    sets: tuple[QuestionSet, ...]  # those that always settle it first, then the smaller ones
    # whether these are all sets of up to three facts; false if the search was cut off
    complete: bool


def question_sets(
    decided: DecidedCase, facts: Sequence[Fact], suppose: Suppose, most: int = MOST_TRIED
) -> QuestionSets:
    """The smallest sets of questions that settle the overall outcome, the best first."""
    decision = decided.decision(None).outcome
    if decision != "needs_facts":
        return QuestionSets(OVERALL[decision], (), True)
    search = _Search(decided, facts, suppose, most)
    try:
        for names in search.candidates():
            search.look_into(names)
    except _CutOffError:
        search.exact = False
    return QuestionSets(
        "undetermined", tuple(sorted(search.found(), key=search.order)), search.exact
    )


class _CutOffError(Exception):
    """The limit on answers to try is reached."""


class _Search:
    def __init__(
        self, decided: DecidedCase, facts: Sequence[Fact], suppose: Suppose, most: int
    ) -> None:
        self.facts = {fact.name: fact for fact in facts}
        self.say = decided.index.rulebook.vocabulary.say
        self.suppose = suppose
        self.most = most
        self.late = decided.index.standards_met
        self.plain = [name for name in self.facts if name not in self.late]
        every = {fact.name: answers_to(decided.index, fact, decided.facts) for fact in facts}
        self.answers = {name: some(answers) for name, answers in every.items()}
        self.exact = self.answers == every
        self.seen: dict[frozenset[tuple[str, FactValue]], PathOutcome | None] = {}
        self.always: dict[frozenset[str], Example] = {}
        self.sometimes: dict[frozenset[str], Example] = {}
        # as many answers as could be found that together leave it open
        self.open: dict[str, FactValue] = {}

    def candidates(self) -> Iterator[tuple[str, ...]]:
        """Every set that may settle it: smaller ones first, single standards last."""
        self.open = self.widened({})
        for size in range(1, MOST_FACTS + 1):
            yield from combinations(self.plain, size)
        for size in range(1, MOST_FACTS + 1):
            yield from (c for c in combinations(self.facts, size) if not self.late.isdisjoint(c))

    def look_into(self, names: tuple[str, ...]) -> None:
        """Try answers until it is known whether the set settles it, always or sometimes."""
        these = frozenset(names)
        if any(smaller < these for smaller in self.always):
            return
        wanted = not any(smaller < these for smaller in self.sometimes)
        example: Example | None = None
        always = True
        for answers in self.together(self.combined(names)):
            outcome = self.outcome(answers)
            if outcome == "needs_facts":
                always = False
            elif outcome and (example is None or RANK[outcome] < RANK[example[1]]):
                example = answers, outcome
            if not always and (example is not None or not wanted):
                break
        if example is None:
            return
        if always:
            self.always[these] = example
        elif wanted:
            self.sometimes[these] = example

    def combined(self, names: Iterable[str]) -> Iterator[Answers]:
        """Every combination of answers, beginning with the one most likely to leave it open."""
        names = tuple(names)
        first = {name: self.open[name] for name in names if name in self.open}
        if len(first) == len(names):
            yield first
        for chosen in product(*(self.answers[name] for name in names)):
            answers = dict(zip(names, chosen, strict=True))
            if answers != first:
                yield answers

    def together(self, every: Iterator[Answers]) -> Iterator[Answers]:
        """The same answers, decided in growing batches, since the first few mostly suffice."""
        size = 2
        while answers := list(islice(every, size)):
            self.suppose(answers)
            yield from answers
            size *= 4

    def widened(self, answers: dict[str, FactValue]) -> dict[str, FactValue]:
        """The same answers with as many more as leave it open."""
        for name in self.plain:
            for answer in self.answers[name]:
                more = {**answers, name: answer}
                if name not in answers and self.outcome(more) == "needs_facts":
                    answers = more
        return answers

    def outcome(self, answers: Answers) -> PathOutcome | None:
        """The overall outcome with some answers, or None if they are impossible."""
        key = frozenset(answers.items())
        if key not in self.seen:
            if len(self.seen) >= self.most:
                raise _CutOffError
            then = self.suppose([answers])[0]
            self.seen[key] = None if then is None else then.decision(None).outcome
        return self.seen[key]

    def found(self) -> Iterator[QuestionSet]:
        for these, example in self.always.items():
            yield self.made(these, "always", example)
        for these, example in self.sometimes.items():
            # a set is of no use if a part of it always settles the outcome
            if not any(smaller <= these for smaller in self.always):
                yield self.made(these, "sometimes", example)

    def made(self, these: frozenset[str], settles: Settles, example: Example) -> QuestionSet:
        answers, outcome = example
        facts = [fact for name, fact in self.facts.items() if name in these]
        words = {fact.name: answer_in_words(fact, answers[fact.name], self.say) for fact in facts}
        questions = tuple([fact.question for fact in facts])
        return QuestionSet(tuple(words), questions, settles, words, OVERALL[outcome])

    def order(self, found: QuestionSet) -> tuple[object, ...]:
        """The sort key, best first."""
        agency = any(self.facts[name].depends_on == "agency" for name in found.facts)
        return found.settles != "always", agency, len(found.facts)
