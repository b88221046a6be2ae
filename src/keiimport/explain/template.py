# SPDX-License-Identifier: Apache-2.0
"""An account: all that is said in one situation, with places for the facts of each case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import (
    Door,
    PathTemplate,
    first_question,
    open_door,
    papers,
    say_doors,
)
from keiimport.explain.missing import unknown_facts
from keiimport.explain.proof import Prover, Step
from keiimport.explain.reads import ReadMemory, Reads
from keiimport.explain.standards import binding
from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Remark
from keiimport.verdict_types import PathResult


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether a standard binds, and why in words."""

    binds: Truth
    because: str


class AnswerTemplate:
    """What is said in one situation; every text may have places for facts.

    Attributes:
        steps: the chain of reasons.
        doors: what is said of each path.
        same_doors: the doors that are the same in every case; None for the others.
        facts: every fact that the chain rests on, in order of use.
        mentioned: those facts, and those in papers, gates and remarks.
        papers: what to file for each path that is not closed.
        restrictions: what each such path forbids afterwards.
        gates: what is said of each gate.
        speaking: the remarks that concern the case.
        remarks: what they say.
        classes: the classes that hold.
        same_paths: what a verdict says of those doors, by place.
    """

    def __init__(self, index: RuleIndex, reads: Reads) -> None:
        self._index = index
        self.same_paths: dict[int, PathResult] = {}
        self._under: dict[frozenset[str], Sequence[Step]] = {}
        prover = Prover(index, reads.known, reads.doubtful, reads.truth)
        names = index.program.names
        conclude_explained(prover)
        self.doors: Sequence[PathTemplate] = say_doors(prover, reads)
        self.same_doors: Sequence[Door | None] = tuple(
            None if said.suits or "{" in said.because else open_door(said, None, said.because)
            for said in self.doors
        )
        self.gates: Sequence[str] = tuple(
            say_gate(prover, reads, place) for place in range(len(index.gates))
        )
        self.steps: Sequence[Step] = tuple(prover.steps)
        self.facts = tuple(prover.facts)
        self.classes = tuple(name for name in index.classes if reads.truth(names[name]))
        self.papers = self._papers(prover)
        self.speaking = tuple(self._speaking(reads))
        self.remarks = tuple(
            f"{prover.words(remark.say)} [{'; '.join(remark.cite)}]" for remark in self.speaking
        )
        self.mentioned = tuple(prover.facts)

    def _papers(self, prover: Prover) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
        """Papers and restrictions of each door."""
        return tuple(
            (papers(said.path.papers, prover), papers(said.path.restrictions, prover))
            if said.outcome != "closed"
            else ((), ())
            for said in self.doors
        )

    def _speaking(self, reads: Reads) -> Iterator[Remark]:
        names = self._index.program.names
        standing = {d.path.id for d in self.doors if d.considered and d.outcome != "closed"}
        for remark in self._index.remarks:
            if remark.paths and standing.isdisjoint(remark.paths):
                continue
            if reads.truth(names[f"remark:{remark.id}"]) in remark.truths:
                yield remark

    def steps_under(self, paths: Iterable[str]) -> Sequence[Step]:
        """The steps of `paths` with every step they rest on, in order."""
        wanted = frozenset(paths)
        found = self._under.get(wanted)
        if found is None:
            found = self._under[wanted] = under(self.steps, wanted)
        return found


def conclude_explained(prover: Prover) -> None:
    """Add the steps of the conclusions that every chain explains, whatever rests on them."""
    index = prover.index
    for name in index.explained:
        prover.conclude(name)
    for name in index.explained_when_true:
        if prover.truth_of(index.program.names[name]):
            prover.conclude(name)


def say_gate(prover: Prover, reads: Reads, place: int) -> str:
    """What is said of a gate; one that counts and is not clear gets a step in the chain."""
    index = prover.index
    gate, bars = index.gates[place], reads.barred(place)
    if bars is False:
        return prover.words(gate.otherwise or prover.say("gate.clear", title=gate.title))
    if not reads.raised(place):
        return gate.unsaid or prover.say("gate.unsaid", title=gate.title)
    if bars is None:
        names = unknown_facts(index, prover.truth_of, [gate.barred_when])
        because = first_question(names, index.rulebook.vocabulary) or gate.title
    else:
        because = prover.words(gate.because or gate.title)
    prover.gate(gate, because, bars)
    return because


def accounts(index: RuleIndex) -> ReadMemory[AnswerTemplate]:
    """What was said of earlier cases."""
    return ReadMemory(partial(AnswerTemplate, index))


class Bindings:
    """Whether each safety standard binds.

    Attributes:
        each: of every standard of the rulebook, in order.
    """

    def __init__(self, index: RuleIndex, reads: Reads) -> None:
        standards = index.rulebook.standards
        self.each = tuple(Binding(*binding(each, index, reads.truth)) for each in standards)


def bindings(index: RuleIndex) -> ReadMemory[Bindings]:
    """Whether each safety standard binds, for earlier cases."""

    def make(reads: Reads) -> Bindings:
        return Bindings(index, reads)

    return ReadMemory(make)


def chains(index: RuleIndex) -> ReadMemory[Sequence[Step]]:
    """The chains of reasons for which paths are open on the day they are, for earlier cases."""

    def make(reads: Reads) -> Sequence[Step]:
        wanted = reads.paths()
        prover = Prover(index, reads.known, reads.doubtful, reads.truth)
        for path in index.paths:
            if path.id in wanted:
                prover.path(path, "", True)
        return under(prover.steps, {step.rule for step in prover.steps})

    return ReadMemory(make)


def under(steps: Sequence[Step], rules: Iterable[str]) -> Sequence[Step]:
    """The steps of `rules` with every step they rest on, in order."""
    wanted = set(rules)
    by_number = {step.number: step for step in steps}
    found: dict[int, Step] = {}
    stack = [step for step in steps if step.rule in wanted]
    while stack:
        step = stack.pop()
        if step.number not in found:
            found[step.number] = step
            stack.extend(by_number[use] for use in step.uses if isinstance(use, int))
    return tuple(found[number] for number in sorted(found))
