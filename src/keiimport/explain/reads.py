# SPDX-License-Identifier: Apache-2.0
"""The one interface through which explanations read a case, and a memory keyed by what was read.

Doors, reasons, papers and remarks depend on truths and on which facts are known and trusted,
never on the values of facts, for which texts have placeholders. So an explanation made for one
case serves every case that gives the same answers to the same questions, and the questions asked
while making it are the complete key. Many cases are asked at once and split where their answers
differ.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property, partial
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar, cast

from keiimport.decide.decision import DecidedCase, Nodes
from keiimport.decide.outcomes import PathOutcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import DONE, DONE_GAPS, STATED, STATED_GAPS
from keiimport.explain.proof import Prover
from keiimport.facts.comparisons import Comparison, FactValue, Truth, is_settled
from keiimport.facts.sources import SourcedValue
from keiimport.logic.cells import cells
from keiimport.logic.kernel import Bits, places_in
from keiimport.rulebook.model import LAW_DAY

MOST_QUESTIONS = 100_000
"""How many questions one memory keeps, about 200 bytes each with the explanations. On doors, 16,000
lots of a market ask 43,000; with room for 20,000, all had to be asked again every 3,500 lots."""

Kind = Literal[
    "truth",
    "stated",
    "known",
    "settled",
    "sides",
    "doubtful",
    "done",
    "outcome",
    "door",
    "barred",
    "raised",
    "agency",
    "agency_stated",
    "refusing",
    "unwritten",
    "paths",
]
Question = tuple[Kind, Hashable]
Tests = tuple[Comparison, ...]
Varied = Mapping[str, Sequence[tuple[FactValue, int]]]
"""The values of each fact that differs between worlds, each with its worlds."""
Ways = Mapping[Hashable, int]  # cases by their answer to a question
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Case(NamedTuple):
    """A case that explanations can ask.

    Attributes:
        decided: its decision.
        known: its facts with their sources.
        paths: the ids of the paths to explain, where not all are wanted.
    """

    decided: DecidedCase
    known: Mapping[str, SourcedValue]
    paths: tuple[str, ...] = ()

    def knows(self, fact: str) -> bool:
        """Whether a fact is known."""
        return fact in self.known or fact == LAW_DAY

    def doubts(self, fact: str) -> bool:
        """Whether a fact is known but not sure enough to open a door by itself."""
        return fact in self.known and self.known[fact].is_unsure

    def answer(self, question: Question) -> Hashable:
        """Its answer to a question that has to be asked case by case."""
        kind, about = question
        match kind:
            case "known":
                return self.knows(cast(str, about))
            case "settled":
                return is_settled(self.decided.facts.get(cast(str, about)))
            case "sides":
                return self._sides(*cast("tuple[str, Tests]", about))
            case "doubtful":
                return self.doubts(cast(str, about))
            case "done":
                return self.decided.facts.get(cast(str, about)) is True
            case "paths":
                return self.paths
            case "refusing":
                return self.decided.refusing
        assert kind == "unwritten"
        since = self.decided.index.doors[cast(int, about)].agency.covered_from
        return since is not None and self.decided.law_day < since

    def cells(self, fact: str, tests: Tests) -> list[list[FactValue]]:
        """The possible values of a fact, grouped by how tests treat them."""
        index, facts = self.decided.index, self.decided.facts
        return cells(tests, index.rulebook.vocabulary[fact].type, facts)

    def _sides(self, fact: str, tests: Tests) -> Hashable:
        """The results of the tests for each of those groups."""
        facts = self.decided.facts
        if facts.get(fact) is None and all(len(test.reads) == 1 for test in tests):
            return None  # then they are those of every case
        read = {name: facts.get(name) for test in tests for name in test.reads}
        each = [{**read, fact: values[0]} for values in self.cells(fact, tests)]
        return tuple([tuple([test.truth(world) for test in tests]) for world in each])


class Group:
    """Cases of one pass, each in one world, that are asked questions together.

    A set of cases is an integer in which each case has the bit at its position in the pass.

    Attributes:
        cases: the cases by position.
        worlds: the world of each case, by position.
        every: all cases.
        truths: the truths of nodes asked for so far; see `truth`.
    """

    def __init__(self, cases: Sequence[Case], worlds: Sequence[int]) -> None:
        self.cases = {case.decided.place: case for case in cases}
        self.worlds = dict(zip(self.cases, worlds, strict=True))
        self.every = sum(1 << place for place in self.cases)
        self._nodes, self._found = cases[0].decided.nodes, cases[0].decided.result
        self.truths: dict[Hashable, Bits] = {}
        self._ways: dict[Question, tuple[dict[Hashable, int], int]] = {}
        # the cases by the distance from their positions to their worlds
        self._offsets: dict[int, int] = {}
        for place, world in self.worlds.items():
            self._offsets[world - place] = self._offsets.get(world - place, 0) | 1 << place

    def truth(self, node: int) -> Bits:
        """The cases in whose worlds a node holds, and those in whose worlds it fails."""
        found = self.truths.get(node)
        if found is None:
            held, failed = self._nodes.bits(node)
            holds = fails = 0
            for offset, mine in self._offsets.items():
                holds |= held >> offset & mine
                fails |= failed >> offset & mine
            found = self.truths[node] = (holds, fails)
        return found

    def ways(self, question: Question, cases: int) -> Ways:
        """The given cases by their answer to a question; others may be among them."""
        if question[0] == "truth":
            holds, fails = self.truth(cast(int, question[1]))
            return {True: holds, False: fails, None: self.every & ~(holds | fails)}
        ways, answered = self._ways.get(question, ({}, 0))
        if asked := cases & ~answered:
            kind, about = question
            together = self._together(kind, cast(int, about))
            if together is not None:
                ways, asked = together, self.every
            else:
                for place in places_in(asked):
                    said = self.cases[place].answer(question)
                    ways[said] = ways.get(said, 0) | 1 << place
            self._ways[question] = (ways, answered | asked)
        return ways

    def _together(self, kind: Kind, place: int) -> dict[Hashable, int] | None:
        """All cases by their answer, if the pass knows it for all of them; otherwise None."""
        found, truths = self._found, self._found.truths
        match kind:
            case "outcome":
                return {said: cases for said, cases in found.outcomes(None).items()}
            case "door":
                claimed = found.on_first(truths.claims[place], DONE)[0]
                outcomes = found.outcomes(place).items()
                ways: dict[Hashable, int] = {said: cases & claimed for said, cases in outcomes}
                return ways | {None: self.every & ~claimed}
            case "stated":
                return self._by_truth(self._nodes.bits(place), STATED)
            case "barred":
                return self._by_truth(truths.barred[place], DONE)
            case "raised":
                return self._by_truth(truths.raised[place], DONE)
            case "agency":
                return self._by_truth(truths.agencies[place], DONE_GAPS)
            case "agency_stated":
                return self._by_truth(truths.agencies[place], STATED_GAPS)
        return None

    def _by_truth(self, bits: Bits, look: int) -> dict[Hashable, int]:
        """The cases by a truth on the day of entry."""
        holds, fails = self._found.on_first(bits, look)
        return {True: holds, False: fails, None: self.every & ~(holds | fails)}


class Reads:
    """The answers of one case of a group, with a record of every question asked.

    Attributes:
        index: the rules.
        asked: every question asked, in order, with its answer.
    """

    def __init__(self, group: Group, place: int) -> None:
        self._group = group
        self._place, self._bit = place, 1 << place
        self._case = group.cases[place]
        self.index = self._case.decided.index
        self.asked: dict[Question, Hashable] = {}

    @cached_property
    def prover(self) -> Prover:
        """Builds proofs from these answers."""
        return Prover(self.index, self.truth, self.known, self.doubtful)

    def let_go(self) -> None:
        """Drop the proofs, which refer to each other and would wait for the garbage collector."""
        prover: Prover | None = self.__dict__.pop("prover", None)
        if prover is not None:
            prover.forget()

    def _ask(self, kind: Kind, about: Hashable) -> Hashable:
        question = (kind, about)
        if question not in self.asked:
            ways = self._group.ways(question, self._bit).items()
            self.asked[question] = next(said for said, cases in ways if cases & self._bit)
        return self.asked[question]

    def truth(self, node: int) -> Truth:
        """The truth of a node."""
        holds, fails = self._group.truth(node)
        truth = True if holds & self._bit else False if fails & self._bit else None
        self.asked["truth", node] = truth
        return truth

    def stated(self, node: int) -> Truth:
        """The truth of a node on the day of entry as things stand, with no further action done."""
        return cast(Truth, self._ask("stated", node))

    def over(self, nodes: Sequence[int], varied: Varied, every: int) -> Mapping[int, Bits]:
        """Where nodes hold and fail in worlds that differ in some facts.

        `cells` must have been asked for each fact that differs, since that records what matters
        about it; this records what else leaves the nodes open.

        Args:
            nodes: the nodes.
            varied: the facts that differ.
            every: all worlds.
        """
        index = self.index
        for _ in index.program.open_part(nodes, self.truth):
            pass  # it asks for the truth of each
        read = set(index.program.facts_read(nodes))
        facts = {name: value for name, value in self._facts().items() if name in read}
        tests = index.kernel.rails_over(facts, varied, every)
        said = Nodes(index, lambda: tests, every)
        return {node: said.bits(node) for node in nodes}

    def _facts(self) -> Mapping[str, FactValue | None]:
        """Every fact known in its world."""
        decided = self._case.decided
        look, day = decided.result.layout.look_and_day(self._group.worlds[self._place])
        done, gaps = look in (DONE, DONE_GAPS), look in (DONE_GAPS, STATED_GAPS)
        return decided.on(decided.days[day], done, gaps=gaps)

    def settled(self, fact: str) -> bool:
        """Whether a fact is known exactly."""
        return cast(bool, self._ask("settled", fact))

    def cells(self, fact: str, tests: Tests) -> Sequence[Sequence[FactValue]]:
        """The possible values of a fact, grouped by how tests treat them.

        Only the test results are recorded: another case with the same results has as many groups,
        in the same order.
        """
        self._ask("sides", (fact, tests))
        return self._case.cells(fact, tests)

    def known(self, fact: str) -> bool:
        """Whether a fact is known."""
        return cast(bool, self._ask("known", fact))

    def doubtful(self, fact: str) -> bool:
        """Whether a fact is not sure enough to open a door by itself."""
        return cast(bool, self._ask("doubtful", fact))

    def door(self, place: int) -> PathOutcome | None:
        """The outcome of the path at a position; None where nobody claims it."""
        return cast("PathOutcome | None", self._ask("door", place))

    def barred(self, place: int) -> Truth:
        """Whether the gate at a position bars."""
        return cast(Truth, self._ask("barred", place))

    def raised(self, place: int) -> Truth:
        """Whether somebody raised the gate at a position."""
        return cast(Truth, self._ask("raised", place))

    def outcome(self) -> PathOutcome:
        """The overall outcome."""
        return cast(PathOutcome, self._ask("outcome", ""))

    def agency(self, place: int, *, done: bool) -> Truth:
        """Whether the agency at a position says yes, with every action done or as things stand."""
        return cast(Truth, self._ask("agency" if done else "agency_stated", place))

    def refusing(self) -> tuple[str, ...]:
        """The agencies that say no; see `DecidedCase.refusing`."""
        return cast("tuple[str, ...]", self._ask("refusing", ""))

    def unwritten(self, place: int) -> bool:
        """Whether the rulebook lacks the law of the agency at a position for that day."""
        return cast(bool, self._ask("unwritten", place))

    def done(self, action: str) -> bool:
        """Whether an action is done already."""
        return cast(bool, self._ask("done", action))

    def paths(self) -> tuple[str, ...]:
        """The ids of the paths to explain."""
        return cast("tuple[str, ...]", self._ask("paths", ""))


class _Branch:
    """Cases that gave the same answers so far, and the questions asked of them next.

    Attributes:
        run: questions to which only one answer was ever met, each with that answer.
        parts: the next question, with the branch for each answer; None at the end.
        made: the explanation, at the end.
    """

    __slots__ = ("failed", "held", "made", "open", "others", "parts", "run")

    def __init__(self, run: Run, parts: Parts | None, made: object) -> None:
        self.run, self.parts, self.made = run, parts, made
        # nearly all questions are about truths, which need only a few operations for many cases
        truths = [(about, said) for (kind, about), said in run if kind == "truth"]
        self.held = [about for about, said in truths if said is True]
        self.failed = [about for about, said in truths if said is False]
        self.open = [about for about, said in truths if said is None]
        self.others = [(question, said) for question, said in run if question[0] != "truth"]

    def fitting(self, group: Group, cases: int) -> int:
        """Those of the given cases that give the answers of this run."""
        truths = group.truths
        for node in self.held:
            cases &= (truths.get(node) or group.truth(cast(int, node)))[0]
        for node in self.failed:
            cases &= (truths.get(node) or group.truth(cast(int, node)))[1]
        for node in self.open:
            holds, fails = truths.get(node) or group.truth(cast(int, node))
            cases &= ~(holds | fails)
        for question, said in self.others:
            if not cases:
                break
            cases &= group.ways(question, cases).get(said, 0)
        return cases


Run = Sequence[tuple[Question, Hashable]]
Parts = tuple[Question, dict[Hashable, _Branch]]


class Recalls(Protocol[Made_co]):
    """A memory of explanations."""

    def of(self, group: Group) -> Sequence[Made_co]:
        """The explanation of each case of a group, in order."""
        ...


class ReadMemory(Generic[Made]):
    """Explanations, found again for cases that give the same answers to every question asked.

    After the same answers `make` asks the same next question, so the questions form a tree. The
    whole tree is dropped when it grows too large.

    Args:
        make: makes an explanation.
        most: how many questions are kept, apart from those of the last explanation.
    """

    def __init__(self, make: Callable[[Reads], Made], most: int = MOST_QUESTIONS) -> None:
        self.most = most
        self._make = make
        self._tree: dict[Hashable, _Branch] = {}
        self._questions = 0

    def of(self, group: Group) -> Sequence[Made]:
        """The explanation of each case of a group, in order."""
        made = self.among(group, group.every)
        return [made[place] for place in group.cases]

    def among(self, group: Group, cases: int) -> Mapping[int, Made]:
        """The explanations of some cases of a group, by position."""
        made: dict[int, Made] = {}
        waiting = [(self._tree.get(None), cases)]
        while waiting:
            at, cases = waiting.pop()
            here = 0 if at is None else at.fitting(group, cases)
            new = cases ^ here
            if here and at is not None:
                if at.parts is None:
                    made.update(dict.fromkeys(places_in(here), cast(Made, at.made)))
                    here = 0
                else:
                    question, answers = at.parts
                    ways = group.ways(question, here)
                    # another thread may add to them meanwhile
                    for said, then in list(answers.items()):
                        if these := here & ways.get(said, 0):
                            waiting.append((then, these))
                            here ^= these
            if new := new | here:
                self._learn(Reads(group, (new & -new).bit_length() - 1))
                waiting.append((self._tree.get(None), new))
        return made

    def __len__(self) -> int:
        """The number of questions kept."""
        return self._questions

    def _learn(self, reads: Reads) -> None:
        made = self._make(reads)
        reads.let_go()
        if self._questions >= self.most:
            self._tree, self._questions = {}, 0
        asked = [*reads.asked.items()]
        answers, said = self._tree, cast(Hashable, None)
        while (at := answers.get(said)) is not None:
            same = _alike(at.run, asked)
            if same < len(at.run):
                # only one answer was met so far
                question, answer = at.run[same]
                others = {answer: _Branch(at.run[same + 1 :], at.parts, at.made)}
                answers[said] = at = _Branch(at.run[:same], (question, others), None)
            if at.parts is None:
                return  # another thread has learnt it meanwhile
            question, then = at.parts
            assert asked[same][0] == question, "questions hang on answers alone"
            answers, said, asked = then, asked[same][1], asked[same + 1 :]
        answers[said] = _Branch(asked, None, made)
        self._questions += len(asked)


def _alike(run: Run, asked: Run) -> int:
    """How many questions at the start of both have the same answers."""
    pairs = zip(run, asked, strict=False)
    return next((n for n, (met, new) in enumerate(pairs) if met != new), min(len(run), len(asked)))


def remembered(
    make: Callable[[RuleIndex, Reads], Made],
) -> Callable[[RuleIndex], ReadMemory[Made]]:
    """Have what `make` explains remembered, by `ReadMemory`, for each set of rules."""

    def memory(index: RuleIndex) -> ReadMemory[Made]:
        return ReadMemory(partial(make, index))

    return memory
