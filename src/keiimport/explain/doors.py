# SPDX-License-Identifier: Apache-2.0
"""Each door of an agency: its outcome, its days, and why in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from keiimport.decide.decision import RANK, PathOutcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.missing import unknown_facts
from keiimport.explain.proof import Prover
from keiimport.explain.reads import Reads
from keiimport.explain.undone import undone
from keiimport.explain.words import ALSO, also_joined, listed, place, word
from keiimport.facts.comparisons import Truth
from keiimport.facts.vocabulary import Fact, Vocabulary
from keiimport.rulebook.model import Paper, Path

PURPOSE = "entry.purpose"
"""The fact that says what it is imported for."""


class Door(NamedTuple):
    """A path, settled for one case.

    Attributes:
        path: the path of the rulebook.
        outcome: what it comes to.
        considered: whether it counts: somebody claims it, the purpose fits, and it is open to
            private persons.
        undone: the actions it waits for.
        missing: the facts it waits for.
        because: why, in words with places for facts.
        assumed: whether what it comes to rests on a fact that is not sure.
        suits: whether somebody claims it and the purpose fits, so that its days matter.
        opens_on: the day from which it is certainly open (date ordinal), or None.
        opens_possible: the day from which it may be open, or None.
    """

    path: Path
    outcome: PathOutcome
    considered: bool
    undone: tuple[Fact, ...]
    missing: tuple[str, ...]
    because: str
    assumed: bool
    suits: bool = True
    opens_on: int | None = None
    opens_possible: int | None = None


def door_asked(prover: Prover, reads: Reads, place: int) -> PathOutcome | None:
    """What the door at a place comes to; None where nobody asks for it."""
    if purpose_fits(prover, place) is False:
        return None
    return reads.door(place)


def purpose_fits(prover: Prover, place: int) -> Truth:
    """Whether the door at a place is for what it is imported for."""
    index = prover.index
    purpose = index.program.names.get(f"purpose:{index.paths[place].id}")
    return True if purpose is None else prover.truth_of(purpose)


def say_door(prover: Prover, reads: Reads, place: int) -> Door:
    """What is said of the path at a place, the days left out.

    The step of a door that counts is added to the chain of `prover`.
    """
    return _Doorman(prover, reads, place, prover.index.paths[place]).said()


def opening_day(path: Path) -> str:
    """The name under which the day on which `path` opens stands in words."""
    return f"opens:{path.id}"


class _Doorman:
    def __init__(self, prover: Prover, reads: Reads, position: int, path: Path) -> None:
        self.index: RuleIndex = prover.index
        self.prover = prover
        self.reads = reads
        self.position = position
        self.path = path

    def said(self) -> Door:
        if purpose_fits(self.prover, self.position) is False:
            return self.shut(other_purpose(self.path, self.index.rulebook.vocabulary))
        outcome = door_asked(self.prover, self.reads, self.position)
        if outcome is None:
            return self.shut(self.prover.say("door.unclaimed"), self.claim_facts())
        waits_for = self.undone() if outcome in ("needs_action", "not_yet") else ()
        missing = self.missing() if outcome == "needs_facts" else ()
        because = self.because(outcome, waits_for, missing)
        truth = {"open": True, "needs_facts": None}.get(outcome, False)
        if outcome == "needs_action":
            truth = self.prover.truth_of(self.index.node(self.path.open_when))
        counts = not self.path.theoretical
        assumed = False
        if counts:
            assumed = self.prover.is_doubtful(self.prover.path(self.path, because, truth))
        return Door(self.path, outcome, counts, waits_for, missing, because, assumed)

    def shut(self, because: str, missing: Sequence[str] = ()) -> Door:
        return Door(self.path, "closed", False, (), tuple(missing), because, False, suits=False)

    def claim_facts(self) -> list[str]:
        claim = self.path.claimed_when
        if claim is None:
            return []
        return unknown_facts(self.index, self.prover.truth_of, [claim])

    def missing(self) -> tuple[str, ...]:
        found = unknown_facts(self.index, self.prover.truth_of, [self.path.open_when])
        if purpose_fits(self.prover, self.position) is None:
            found = list(dict.fromkeys((PURPOSE, *found)))
        return tuple(name for name in found if name in self.index.rulebook.vocabulary)

    def undone(self) -> tuple[Fact, ...]:
        """The actions it waits for."""
        index = self.index
        left = frozenset(
            fact.name for fact in index.waits_for[self.position] if not self.reads.done(fact.name)
        )
        names = undone(index, self.prover.truth_of, self.path.open_when, left)
        return tuple(fact for fact in index.waits_for[self.position] if fact.name in names)

    def because(
        self,
        outcome: PathOutcome,
        waits_for: Sequence[Fact],
        missing: Sequence[str],
    ) -> str:
        path = self.path
        say = self.prover.say
        if outcome == "open":
            return self.prover.words(path.because) if path.because else self.reasons(True)
        if outcome == "needs_action":
            todo = "; ".join(fact.todo or fact.title for fact in waits_for)
            return say("door.todo", todo=todo)
        if outcome == "needs_facts":
            return first_question(missing, self.index.rulebook.vocabulary) or self.reasons(None)
        if path.theoretical and path.otherwise:
            return self.prover.words(path.otherwise)
        why = self.reasons(False)
        if outcome != "not_yet":
            return why
        return say("door.opens", because=why, day=place(opening_day(path)))

    def reasons(self, truth: bool | None) -> str:
        """All failing direct conditions: of the vehicle first, then time, gaps, actions."""
        failing = self.prover.failing(self.path.open_when, truth)
        ordered = sorted(failing, key=self.index.kind)
        words = []
        for condition in ordered:
            said = also_joined(self.prover.ground(condition, whole=True).words)
            if said and said not in words:
                words.append(said)
        if not words:
            return self.prover.words(self.path.otherwise or self.prover.say("door.closed"))
        return ALSO.join(words)


def first_question(names: Iterable[str], vocabulary: Vocabulary) -> str:
    """What to tell first of what is not known, or nothing where nothing can be told."""
    asked = (vocabulary[name].question for name in names if name in vocabulary)
    question = next(asked, "").partition("?")[0]
    return vocabulary.say("door.missing", question=_inside(f"{question}?")) if question else ""


def _inside(sentence: str) -> str:
    """A sentence as part of another one."""
    return sentence[:1].lower() + sentence[1:]


def other_purpose(path: Path, vocabulary: Vocabulary, said: str | None = place(PURPOSE)) -> str:
    """That it is imported for something that a path is not for.

    Args:
        path: the path.
        vocabulary: the words.
        said: what it is imported for, in words; None where that is not known.
    """
    kind = "box" if path.box else "code" if path.code else "entry"
    return vocabulary.say(
        "door.purpose_unknown" if said is None else "door.other_purpose",
        purpose=said,
        door=vocabulary.say(f"door.this_{kind}"),
        purposes=listed((word(PURPOSE, each, vocabulary) for each in path.purposes), "or"),
    )


def choose(doors: Iterable[Door]) -> Door | None:
    """The best of an agency's doors: a total order, None when every door is closed."""
    standing = [door for door in doors if door.considered and door.outcome != "closed"]
    return min(standing, key=_order, default=None)


STAYS = ("permanent", "temporary", "transit")


def _order(door: Door) -> tuple[object, ...]:
    return (
        RANK[door.outcome],
        STAYS.index(door.path.stay),
        door.assumed,
        len(door.undone),
        door.opens_on if door.opens_on is not None else float("inf"),
        door.path.prefer,
        door.path.id,
    )


def papers_of(items: Iterable[Paper], prover: Prover) -> tuple[str, ...]:
    """The papers (or restrictions) that concern this case, in words with places for facts.

    What may concern it is among them, but for what speaks of a fact that nobody told.
    """
    index = prover.index

    def concerns(paper: Paper) -> bool:
        truth = True if paper.when is None else prover.truth_of(index.node(paper.when))
        return truth is True or (truth is None and "{" not in paper.name)

    return tuple(prover.words(paper.name) for paper in items if concerns(paper))
