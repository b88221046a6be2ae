# SPDX-License-Identifier: Apache-2.0
"""The outcome and the reason of every door and gate, with placeholders for the facts of a case.

Texts are made once for all cases that read alike. They are made in parts (doors, gates, what
every chain explains, papers, remarks), since each part reads little: cases that need different
papers still share the explanation of their doors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from keiimport.capitals import inside
from keiimport.decide.outcomes import RANK, PathOutcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.errors import nearest
from keiimport.explain.chain import Chain, Grounds, Step, Support
from keiimport.explain.proof import PURPOSE, TruthOf, other_purpose
from keiimport.explain.reads import Reads, remembered
from keiimport.explain.words import ALSO, also_joined, place
from keiimport.facts.comparisons import Truth
from keiimport.facts.problems import refused
from keiimport.facts.vocabulary import Fact, Vocabulary
from keiimport.rulebook.model import Condition, Gate, Paper, Path, Remark

NOTHING: frozenset[str] = frozenset()

Said = TypeVar("Said")


class Door(NamedTuple):
    """A path with its outcome for one case."""

    path: Path  # the path of the rulebook
    outcome: PathOutcome
    # whether it counts: somebody claims it, it suits the purpose, and private persons can use it
    considered: bool
    because: str  # why, with placeholders for facts
    undone: tuple[Fact, ...] = ()  # the actions it waits for
    missing: tuple[str, ...] = ()  # the facts it waits for
    assumed: bool = False  # whether its outcome rests on a fact that is not sure
    suits: bool = True  # whether somebody claims it and it suits the purpose
    opens_on: int | None = None  # the day from which it is certainly open (date ordinal), or None
    opens_possible: int | None = None  # the day from which it may be open, or None


def purpose_fits(index: RuleIndex, reads: Reads, place: int) -> Truth:
    """Whether the path at a position serves the purpose of the import."""
    purpose = index.program.names.get(f"purpose:{index.paths[place].id}")
    return True if purpose is None else reads.truth(purpose)


def opening_day(path: Path) -> str:
    """The placeholder name for the day on which `path` opens."""
    return f"opens:{path.id}"


def say_door(chain: Chain, reads: Reads, place: int) -> Door:
    """The door at a position, without its days.

    If it counts, its step is added to `chain`.
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
        missing = tuple(asked)
    because = _because(chain, path, outcome, waits_for, missing)
    truth = {"open": True, "needs_facts": None}.get(outcome, False)
    if outcome == "needs_action":
        truth = prover.truth(path.open_when)
    counts = not path.theoretical
    assumed = counts and chain.is_doubtful(chain.path(path, because, truth))
    return Door(path, outcome, counts, because, waits_for, missing, assumed)


def undone_for(index: RuleIndex, reads: Reads, place: int) -> tuple[Fact, ...]:
    """The actions that the path at a position waits for, in the order a person would do them."""
    may = index.waits_for[place]
    left = frozenset([fact.name for fact in may if not reads.done(fact.name)])
    names = undone(index, reads.truth, index.paths[place].open_when, left)
    return tuple([fact for fact in may if fact.name in names])


def undone(
    index: RuleIndex, truth_of: TruthOf, condition: Condition, left: frozenset[str]
) -> frozenset[str]:
    """The actions that `condition` waits for.

    Of several alternatives the one that needs the fewest actions counts, so that a registered
    importer is not told to engage another one.
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
    met = [part for part in parts if truth_of(index.node(part)) is True]
    if alternatives and met:
        parts = met
    waits = [undone(index, truth_of, part, left) for part in parts]
    if alternatives:
        # if none is met yet, one that waits for no action may never be
        waits = waits if met else [*filter(None, waits)]
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
    """Every failing direct condition: about the vehicle first, then time, gaps and actions."""
    prover = chain.prover
    words: dict[str, None] = {}
    for condition in sorted(prover.failing(path.open_when, truth), key=prover.index.kind):
        said = chain.ground(prover.condition(condition), Support({}, {}), whole=True)
        words[also_joined(said)] = None
    words.pop("", None)
    return ALSO.join(words) or chain.words(path.otherwise or prover.say("door.closed"))


def first_question(names: Iterable[str], vocabulary: Vocabulary) -> str:
    """The first of the open questions, or nothing where none can be asked."""
    question = next((vocabulary[name].question for name in names), "").partition("?")[0]
    return vocabulary.say("door.missing", question=f"{inside(question)}?") if question else ""


def choose(doors: Iterable[Door]) -> Door | None:
    """The best of an agency's doors, in a total order; None when every door is closed."""
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


def place_of(path: str, ids: Sequence[str], others: Iterable[str] = ()) -> int:
    """The position of a path, by its id or by the last part of it if only one path has that.

    Args:
        path: the id.
        ids: the ids of all paths.
        others: further names to suggest if there is no such path.

    Raises:
        InputError: there is no such path, or there are several.
    """
    if path in ids:
        return ids.index(path)
    ends = [i for i, name in enumerate(ids) if name.endswith(f".{path}")]
    if len(ends) == 1:
        return ends[0]
    such, near = (f"a path such as `{ids[0]}`", nearest(path, [*ids, *others])) if ids else ("", "")
    raise refused(path, "no_path", such, near=near)


# --- made once for all cases that read alike ---


@dataclass(frozen=True, eq=False)
class Template(Generic[Said]):
    """The explanation of every door or every gate, without days."""

    steps: Sequence[Step]  # the steps of those that count, each after what it rests on
    facts: Sequence[str]  # the facts that they rest on, in order of use
    said: Sequence[Said]


class DoorTemplate(Template[Door]):
    """The explanation of every door."""

    @cached_property
    def standing(self) -> Sequence[int]:
        """The positions of the doors that suit the import and are not closed."""
        said = enumerate(self.said)
        return [place for place, door in said if door.suits and door.outcome != "closed"]

    @cached_property
    def has_purposes(self) -> bool:
        """Whether any door that counts serves some purposes only."""
        return any(door.considered and door.path.purposes for door in self.said)

    @cached_property
    def considered(self) -> Mapping[str, Sequence[str]]:
        """The ids of the doors that count, by agency."""
        found: dict[str, list[str]] = {}
        for door in self.said:
            if door.considered:
                found.setdefault(door.path.agency, []).append(door.path.id)
        return found


@dataclass(frozen=True, eq=False)
class GateTemplate(Template[str]):
    """The explanation of every gate."""

    standing: Sequence[tuple[Gate, Truth]]  # those that bar or are undecided, with whether they bar


@remembered
def always_explained(index: RuleIndex, reads: Reads) -> Template[None]:
    """The conclusions that every chain explains, whether or not anything rests on them."""
    chain = Chain(reads.prover)
    for name in index.explained:
        chain.conclude(name)
    for name in index.explained_when_true:
        if reads.truth(index.program.names[name]):
            chain.conclude(name)
    return Template(chain.steps, tuple(chain.facts), ())


@remembered
def door_templates(index: RuleIndex, reads: Reads) -> DoorTemplate:
    """Every door, with the steps of those that count."""
    chain = Chain(reads.prover)
    doors = [say_door(chain, reads, place) for place in range(len(index.paths))]
    return DoorTemplate(chain.steps, tuple(chain.facts), doors)


@remembered
def gate_templates(index: RuleIndex, reads: Reads) -> GateTemplate:
    """Every gate, with the steps of those that are raised and not clear."""
    chain = Chain(reads.prover)
    words = [_gate(chain, reads, place) for place in range(len(index.gates))]
    barred = [(gate, reads.barred(place)) for place, gate in enumerate(index.gates)]
    standing = [(gate, bars) for gate, bars in barred if bars is not False]
    return GateTemplate(chain.steps, tuple(chain.facts), words, standing)


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


class OpenGates(NamedTuple):
    """What the undecided gates wait for."""

    raised: Sequence[str]  # the facts that would settle those that somebody raised
    # for each fact that would raise a gate nobody raises, these gates
    unraised: Mapping[str, tuple[str, ...]]


@remembered
def open_gates(index: RuleIndex, reads: Reads) -> OpenGates:
    """What the undecided gates wait for."""
    prover = reads.prover
    raised: list[Condition] = []
    unraised: dict[str, tuple[str, ...]] = {}
    for at, gate in enumerate(index.gates):
        if reads.barred(at) is not None:
            continue
        if reads.raised(at):
            raised.append(gate.barred_when)
        elif gate.raised_when is not None:
            for name in prover.unknown([gate.raised_when]):
                unraised[name] = (*unraised.get(name, ()), gate.id)
    return OpenGates(prover.unknown(raised), unraised)


@remembered
def papers(index: RuleIndex, reads: Reads) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
    """For each door that is not closed, the papers to file and the restrictions afterwards."""
    return tuple(
        (_concerning(path.papers, index, reads), _concerning(path.restrictions, index, reads))
        if _stands(index, reads, place)
        else ((), ())
        for place, path in enumerate(index.paths)
    )


def _concerning(items: Iterable[Paper], index: RuleIndex, reads: Reads) -> tuple[str, ...]:
    """The papers (or restrictions) that concern this case, with placeholders for facts.

    Those that may concern it are included, unless they mention a fact that nobody told.
    """

    def concerns(paper: Paper) -> bool:
        truth = True if paper.when is None else reads.truth(index.node(paper.when))
        return truth is True or (truth is None and "{" not in paper.name)

    return tuple([paper.name for paper in items if concerns(paper)])


def _stands(index: RuleIndex, reads: Reads, place: int) -> bool:
    """Whether the path at a position suits the import, is claimed, and is not closed."""
    asked = purpose_fits(index, reads, place) is not False
    return asked and reads.door(place) not in (None, "closed")


@remembered
def remarks(index: RuleIndex, reads: Reads) -> Sequence[Remark]:
    """The remarks that concern the case."""
    place_by = {path.id: n for n, path in enumerate(index.paths) if not path.theoretical}

    def stands(path: str) -> bool:
        return path in place_by and _stands(index, reads, place_by[path])

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
def opening_steps(index: RuleIndex, reads: Reads) -> Grounds:
    """The steps of the wanted paths, on the day on which every agency says yes."""
    wanted, chain = reads.paths(), Chain(reads.prover)
    for path in index.paths:
        if path.id in wanted:
            chain.path(path, "", True)
    return Grounds(chain.steps)


@remembered
def facts_of_claims(index: RuleIndex, reads: Reads) -> Sequence[str]:
    """The facts by which the wanted paths are claimed."""
    wanted, chain = reads.paths(), Chain(reads.prover)
    support = Support({}, {})
    for path in index.paths:
        if path.id in wanted and path.claimed_when is not None:
            chain.ground(reads.prover.condition(path.claimed_when), support)
    return tuple({**support.facts, **chain.facts})
