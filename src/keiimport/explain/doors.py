# SPDX-License-Identifier: Apache-2.0
"""Each door of an agency: its outcome, its days, and why in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from keiimport.decide.outcomes import RANK, PathOutcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.errors import InputError, nearest
from keiimport.explain.chain import Chain
from keiimport.explain.proof import PURPOSE, TruthOf, other_purpose
from keiimport.explain.reads import Reads
from keiimport.explain.words import ALSO, also_joined, place
from keiimport.facts.bounds import shown, with_guess
from keiimport.facts.comparisons import Truth
from keiimport.facts.vocabulary import Fact, Vocabulary
from keiimport.rulebook.model import Condition, Paper, Path

NOTHING: frozenset[str] = frozenset()


class Door(NamedTuple):
    """A path, settled for one case."""

    path: Path  # the path of the rulebook
    outcome: PathOutcome  # what it comes to
    # whether it counts: somebody claims it, the purpose fits, and it is open to private persons
    considered: bool
    because: str  # why, in words with places for facts
    undone: tuple[Fact, ...] = ()  # the actions it waits for
    missing: tuple[str, ...] = ()  # the facts it waits for
    assumed: bool = False  # whether what it comes to rests on a fact that is not sure
    suits: bool = True  # whether somebody claims it and the purpose fits, so that its days matter
    opens_on: int | None = None  # the day from which it is certainly open (date ordinal), or None
    opens_possible: int | None = None  # the day from which it may be open, or None


def door_asked(index: RuleIndex, reads: Reads, place: int) -> PathOutcome | None:
    """What the door at a place comes to; None where nobody asks for it."""
    return None if purpose_fits(index, reads, place) is False else reads.door(place)


def purpose_fits(index: RuleIndex, reads: Reads, place: int) -> Truth:
    """Whether the door at a place is for what it is imported for."""
    purpose = index.program.names.get(f"purpose:{index.paths[place].id}")
    return True if purpose is None else reads.truth(purpose)


def opening_day(path: Path) -> str:
    """The name under which the day on which `path` opens stands in words."""
    return f"opens:{path.id}"


def say_door(chain: Chain, reads: Reads, place: int) -> Door:
    """What is said of the path at a place, the days left out.

    The step of a door that counts is added to `chain`.
    """
    prover = chain.prover
    index, path = prover.index, prover.index.paths[place]
    if purpose_fits(index, reads, place) is False:
        because = other_purpose(path, prover.vocabulary)
        return Door(path, "closed", False, because, suits=False)
    outcome = reads.door(place)
    if outcome is None:
        because = prover.say("door.unclaimed")
        missing = tuple(prover.unknown(() if path.claimed_when is None else (path.claimed_when,)))
        return Door(path, "closed", False, because, missing=missing, suits=False)
    waits_for: tuple[Fact, ...] = ()
    missing = ()
    if outcome in ("needs_action", "not_yet"):
        waits_for = undone_for(index, reads, place)
    if outcome == "needs_facts":
        asked = dict.fromkeys(prover.unknown([path.open_when]))
        if purpose_fits(index, reads, place) is None:
            asked = {PURPOSE: None, **asked}
        missing = tuple([name for name in asked if name in prover.vocabulary])
    because = _because(chain, path, outcome, waits_for, missing)
    truth = {"open": True, "needs_facts": None}.get(outcome, False)
    if outcome == "needs_action":
        truth = prover.truth(path.open_when)
    counts = not path.theoretical
    assumed = counts and chain.is_doubtful(chain.path(path, because, truth))
    return Door(path, outcome, counts, because, waits_for, missing, assumed)


def undone_for(index: RuleIndex, reads: Reads, place: int) -> tuple[Fact, ...]:
    """The actions that the path at a place waits for, in the order a person would do them."""
    may = index.waits_for[place]
    left = frozenset([fact.name for fact in may if not reads.done(fact.name)])
    names = undone(index, reads.truth, index.paths[place].open_when, left)
    return tuple([fact for fact in may if fact.name in names])


def undone(
    index: RuleIndex, truth_of: TruthOf, condition: Condition, left: frozenset[str]
) -> frozenset[str]:
    """The actions that `condition` waits for.

    Of alternatives the one counts that needs the fewest, so that a registered importer is not
    told to engage another one.
    """
    if left.isdisjoint(index.acts_in(condition)):
        return NOTHING
    if condition.comparison is not None:
        return left.intersection(condition.comparison.reads)
    parts = list(condition.parts)
    alternatives = condition.op == "any"
    if condition.conclusion is not None:
        compiled = index.bundle.compiled
        rules = index.rules_of[condition.conclusion]
        live = [rule for rule in rules if truth_of(compiled.lives[rule.id]) is not False]
        parts = [rule.when for rule in live]
        alternatives = any(rule.adds for rule in live)
    if alternatives:
        parts = [part for part in parts if truth_of(index.node(part)) is True] or parts
    waits = [undone(index, truth_of, part, left) for part in parts]
    if alternatives:
        return min(waits, key=lambda names: (len(names), sorted(names)), default=NOTHING)
    return NOTHING.union(*waits)


def _because(
    chain: Chain,
    path: Path,
    outcome: PathOutcome,
    waits_for: Sequence[Fact],
    missing: Sequence[str],
) -> str:
    say = chain.prover.say
    if outcome == "open":
        return chain.words(path.because) if path.because else _reasons(chain, path, True)
    if outcome == "needs_action":
        return say("door.todo", todo="; ".join(fact.todo or fact.title for fact in waits_for))
    if outcome == "needs_facts":
        return first_question(missing, chain.prover.vocabulary) or _reasons(chain, path, None)
    if path.theoretical and path.otherwise:
        return chain.words(path.otherwise)
    why = _reasons(chain, path, False)
    if outcome != "not_yet":
        return why
    return say("door.opens", because=why, day=place(opening_day(path)))


def _reasons(chain: Chain, path: Path, truth: Truth) -> str:
    """All failing direct conditions: of the vehicle first, then time, gaps, actions."""
    prover = chain.prover
    words: dict[str, None] = {}
    for condition in sorted(prover.failing(path.open_when, truth), key=prover.index.kind):
        ground = chain.ground(prover.condition(condition), whole=True)
        words[also_joined(ground.words)] = None
    words.pop("", None)
    return ALSO.join(words) or chain.words(path.otherwise or prover.say("door.closed"))


def first_question(names: Iterable[str], vocabulary: Vocabulary) -> str:
    """What to tell first of what is not known, or nothing where nothing can be told."""
    asked = (vocabulary[name].question for name in names if name in vocabulary)
    question = next(asked, "").partition("?")[0]
    inside = f"{question[:1].lower()}{question[1:]}?"
    return vocabulary.say("door.missing", question=inside) if question else ""


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


def papers_of(items: Iterable[Paper], index: RuleIndex, reads: Reads) -> tuple[str, ...]:
    """The papers (or restrictions) that concern this case, in words with places for facts.

    What may concern it is among them, but for what speaks of a fact that nobody told.
    """

    def concerns(paper: Paper) -> bool:
        truth = True if paper.when is None else reads.truth(index.node(paper.when))
        return truth is True or (truth is None and "{" not in paper.name)

    return tuple([paper.name for paper in items if concerns(paper)])


def place_of(path: str, ids: list[str]) -> int:
    """The place of a path among all, by its id or by its last word where only one has it.

    Raises:
        InputError: no path is called so, or several are.
    """
    if path in ids:
        return ids.index(path)
    ends = [i for i, name in enumerate(ids) if name.endswith(f".{path}")]
    if len(ends) == 1:
        return ends[0]
    expected = with_guess(f"a path such as `{ids[0]}`", nearest(path, ids)) if ids else ""
    raise InputError(f"there is no path {shown(path)}", at="PATH", got=path, expected=expected)
