# SPDX-License-Identifier: Apache-2.0
"""Each door of an agency: its outcome, its days, and why in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keiimport.facts.vocabulary import Fact
from keiimport.rulebook.model import Paper, Path
from keiimport.verdict.law import Law
from keiimport.verdict.missing import unknown_facts
from keiimport.verdict.outcome import RANK, PathOutcome, Sight
from keiimport.verdict.proof import Prover, unsure
from keiimport.verdict.words import day_text, listed

NOBODY_CLAIMS_IT = "nobody claims it"


@dataclass(frozen=True, slots=True)
class Door:
    """A path, settled for one case.

    Attributes:
        path: the path of the rulebook.
        outcome: what it comes to.
        considered: whether somebody claims it and the purpose fits.
        opens_on: the day from which it is certainly open (date ordinal), or None.
        opens_possible: the day from which it may be open, or None.
        undone: the actions it waits for.
        missing: the facts it waits for.
        because: why, in words.
        assumed: whether its being open rests on a presumption or on unverified law.
    """

    path: Path
    outcome: PathOutcome
    considered: bool
    opens_on: int | None
    opens_possible: int | None
    undone: tuple[Fact, ...]
    missing: tuple[str, ...]
    because: str
    assumed: bool


def open_doors(sight: Sight, prover: Prover) -> list[Door]:
    """Every path of the rulebook, settled, in the order of the rulebook.

    The steps of the doors that count are added to the chain of `prover`.
    """
    return [_Doorman(sight, prover, i).door() for i in range(len(sight.law.paths))]


class _Doorman:
    def __init__(self, sight: Sight, prover: Prover, position: int) -> None:
        self.sight = sight
        self.law: Law = sight.law
        self.prover = prover
        self.position = position
        self.path = sight.law.paths[position]

    def door(self) -> Door:
        today = self.sight.look(self.sight.day, True)
        purpose = self.law.program.names.get(f"purpose:{self.path.id}")
        suits = purpose is None or self.prover.truth_of(purpose) is not False
        if not suits:
            return self.shut(f"it is not for the purpose {self._purpose()}")
        if not today.claims[self.position]:
            return self.shut(NOBODY_CLAIMS_IT, self.claim_facts())
        settled = self.sight.settle(self.position)
        outcome = settled.outcome
        undone = self.undone() if outcome in ("needs_action", "not_yet") else ()
        missing = self.missing() if outcome == "needs_facts" else ()
        before = len(self.prover.facts)
        because = self.because(outcome, undone, missing, settled.earliest)
        truth = {"open": True, "needs_facts": None}.get(outcome, False)
        if outcome == "needs_action":
            truth = self.prover.truth_of(self.law.node(self.path.open_when))
        first_step = len(self.prover.steps)
        if not self.path.theoretical:
            self.prover.path(self.path, because, truth)
        return Door(
            self.path,
            outcome,
            not self.path.theoretical,
            settled.earliest,
            settled.possible,
            undone,
            missing,
            because,
            self.rests_on_presumption(before, first_step),
        )

    def shut(self, because: str, missing: Sequence[str] = ()) -> Door:
        return Door(self.path, "closed", False, None, None, (), tuple(missing), because, False)

    def claim_facts(self) -> list[str]:
        claim = self.path.claimed_when
        if claim is None:
            return []
        return unknown_facts(self.law, self.prover.truth_of, [claim])

    def missing(self) -> tuple[str, ...]:
        found = unknown_facts(self.law, self.prover.truth_of, [self.path.open_when])
        return tuple(name for name in found if name in self.law.rulebook.vocabulary)

    def undone(self) -> tuple[Fact, ...]:
        """The actions it waits for."""
        facts = self.sight.facts
        waiting = self.law.waits_for[self.position]
        return tuple(fact for fact in waiting if facts.get(fact.name) is not True)

    def because(
        self,
        outcome: PathOutcome,
        undone: Sequence[Fact],
        missing: Sequence[str],
        earliest: int | None,
    ) -> str:
        path = self.path
        vocabulary = self.law.rulebook.vocabulary
        if outcome == "open":
            return self.prover.words(path.because) if path.because else self.reasons(True)
        if outcome == "needs_action":
            return f"still to do: {listed(fact.todo or fact.title for fact in undone)}"
        if outcome == "needs_facts":
            titles = listed((vocabulary[name].title for name in missing), "and")
            return f"not known well enough: {titles}" if titles else self.reasons(None)
        if path.theoretical and path.otherwise:
            return self.prover.words(path.otherwise)
        why = self.reasons(False)
        if outcome == "not_yet" and earliest is not None:
            return f"{why}; it opens on {day_text(earliest)}"
        return why

    def reasons(self, truth: bool | None) -> str:
        """All failing direct conditions: of the vehicle first, then time, gaps, actions."""
        failing = self.prover.failing(self.path.open_when, truth)
        ordered = sorted(failing, key=self.law.kind)
        words = []
        for condition in ordered:
            said = listed(self.prover.ground(condition, whole=True).words)
            if said and said not in words:
                words.append(said)
        if not words:
            return self.prover.words(self.path.otherwise or "its conditions are not met")
        return words[0] + "".join(f"; also, {more}" for more in words[1:])

    def _purpose(self) -> str:
        held = self.prover.known.get("entry.purpose")
        return held.text.replace("_", " ") if held is not None else "told"

    def rests_on_presumption(self, facts_before: int, first_step: int) -> bool:
        known = self.prover.known
        newer = list(self.prover.facts)[facts_before:]
        used = {name for step in self.prover.steps[first_step:] for name in step.uses}
        names = {*newer, *(name for name in used if isinstance(name, str))}
        return any(name in known and unsure(known[name]) for name in names)


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


def papers(items: Iterable[Paper], prover: Prover, law: Law) -> list[str]:
    """The papers (or restrictions) that concern this case, in words."""
    return [
        prover.words(paper.name)
        for paper in items
        if paper.when is None or prover.truth_of(law.node(paper.when)) is not False
    ]
