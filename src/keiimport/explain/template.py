# SPDX-License-Identifier: Apache-2.0
"""What is said of cases that answer alike what was asked of them, with places for their facts.

It comes in pieces, since each asks for little: doors, gates, what every chain explains, papers,
remarks. Cases that differ in what papers they need still share what is said of their doors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.chain import Chain, Step
from keiimport.explain.doors import Door, door_asked, first_question, papers_of, say_door
from keiimport.explain.proof import Prover
from keiimport.explain.reads import Reads, remembered
from keiimport.rulebook.model import Remark

Said = TypeVar("Said")


class Template(NamedTuple, Generic[Said]):
    """What is said of doors or gates, of each in turn, the days left out."""

    steps: Sequence[Step]  # the steps of those that count, each after what it rests on
    facts: Sequence[str]  # the facts that they rest on, in order of use
    said: Sequence[Said]


@remembered
def always_explained(index: RuleIndex, reads: Reads) -> Template[None]:
    """The conclusions that every chain explains, whatever rests on them."""
    chain = _chain(index, reads)
    for name in index.explained:
        chain.conclude(name)
    for name in index.explained_when_true:
        if reads.truth(index.program.names[name]):
            chain.conclude(name)
    return Template(chain.steps, tuple(chain.facts), ())


@remembered
def door_templates(index: RuleIndex, reads: Reads) -> Template[Door]:
    """Every door, with the steps of those that count."""
    chain = _chain(index, reads)
    doors = [say_door(chain, reads, place) for place in range(len(index.paths))]
    return Template(chain.steps, tuple(chain.facts), doors)


@remembered
def gate_templates(index: RuleIndex, reads: Reads) -> Template[str]:
    """Every gate, with the steps of those that count and are not clear."""
    chain = _chain(index, reads)
    words = [_gate(chain, reads, place) for place in range(len(index.gates))]
    return Template(chain.steps, tuple(chain.facts), words)


def _gate(chain: Chain, reads: Reads, place: int) -> str:
    prover = chain.prover
    gate, bars = prover.index.gates[place], reads.barred(place)
    if bars is False:
        return chain.words(gate.otherwise or prover.say("gate.clear", title=gate.title))
    if not reads.raised(place):
        return gate.unsaid or prover.say("gate.unsaid", title=gate.title)
    if bars is None:
        names = prover.unknown([gate.barred_when])
        because = first_question(names, prover.vocabulary) or gate.title
    else:
        because = chain.words(gate.because or gate.title)
    chain.gate(gate, because, bars)
    return because


@remembered
def papers(index: RuleIndex, reads: Reads) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
    """What to file for each door that is not closed, and what it forbids afterwards."""
    return tuple(
        (papers_of(path.papers, index, reads), papers_of(path.restrictions, index, reads))
        if _stands(index, reads, place)
        else ((), ())
        for place, path in enumerate(index.paths)
    )


def _stands(index: RuleIndex, reads: Reads, place: int) -> bool:
    return door_asked(index, reads, place) not in (None, "closed")


@remembered
def speaking(index: RuleIndex, reads: Reads) -> Sequence[Remark]:
    """The remarks that concern the case."""
    places = {path.id: n for n, path in enumerate(index.paths) if not path.theoretical}

    def stands(path: str) -> bool:
        return path in places and _stands(index, reads, places[path])

    names = index.program.names
    return tuple(
        remark
        for remark in index.remarks
        if reads.truth(names[f"remark:{remark.id}"]) in remark.truths
        and (not remark.paths or any([stands(path) for path in remark.paths]))
    )


@remembered
def classes(index: RuleIndex, reads: Reads) -> Sequence[str]:
    """The classes that hold."""
    names = index.program.names
    return tuple(name for name in index.classes if reads.truth(names[name]))


@remembered
def opening_steps(index: RuleIndex, reads: Reads) -> Sequence[Step]:
    """The steps of the doors that are open on the day on which all agree."""
    wanted, chain = reads.paths(), _chain(index, reads)
    for path in index.paths:
        if path.id in wanted:
            chain.path(path, "", True)
    return chain.steps


def _chain(index: RuleIndex, reads: Reads) -> Chain:
    return Chain(Prover(index, reads.truth, reads.known, reads.doubtful))
