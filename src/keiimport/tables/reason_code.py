# SPDX-License-Identifier: Apache-2.0
"""A stable code for what stands in the way of a vehicle."""

from functools import partial

from keiimport.decide.outcomes import RANK
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import STAYS, purpose_fits, undone_for
from keiimport.explain.proof import PURPOSE, Prover
from keiimport.explain.reads import Reads, remembered
from keiimport.rulebook.model import Condition


@remembered
def reason_code(index: RuleIndex, reads: Reads) -> str | None:
    """A code for what stands in the way today (see `docs/columns.md`); None if nothing does.

    The agency is the first that says no, or that does not say yes; the door is its nearest
    claimed one: by outcome, then a permanent stay first, then by the rulebook's preference, then
    by name. Of what shuts the door, facts of the vehicle come before time, and time before others.
    """
    outcome, refusing = reads.outcome(), reads.refusing()
    if outcome == "open":
        return None
    for number, doors in enumerate(index.doors):
        agency = doors.agency.id
        says_yes = reads.agency(number, done=outcome != "needs_action")
        if says_yes or (refusing and agency not in refusing):
            continue
        if reads.unwritten(number):
            return f"{agency}:not_written"
        for place in doors.gates:
            if reads.barred(place):
                return f"{index.gates[place].id}:barred"
            if reads.barred(place) is None and reads.raised(place):
                return f"{index.gates[place].id}:ask"
        considered = [place for place in doors.counted if reads.door(place) is not None]
        if not considered:
            return f"{agency}:no_door"
        return _door_code(index, reads, min(considered, key=partial(_nearness, index, reads)))
    return None


def _nearness(index: RuleIndex, reads: Reads, place: int) -> tuple[object, ...]:
    path, outcome = index.paths[place], reads.door(place)
    assert outcome is not None
    fits = purpose_fits(index, reads, place) is not False
    return RANK[outcome], not fits, STAYS.index(path.stay), path.prefer, path.id


def _door_code(index: RuleIndex, reads: Reads, place: int) -> str:
    """The code for what a door waits for, or for the first thing that shuts it."""
    path, outcome = index.paths[place], reads.door(place)
    fits = purpose_fits(index, reads, place)
    if fits is False:
        return f"{path.id}:{PURPOSE}"
    if outcome == "needs_action":
        return f"{path.id}:do:{undone_for(index, reads, place)[0].name}"
    if outcome == "needs_facts":
        if fits is None:
            return f"{path.id}:ask:{PURPOSE}"
        large = index.large_part
        prover = Prover(index, lambda node: True if node == large else reads.truth(node))
        unknown = prover.unknown([path.open_when])
        return f"{path.id}:ask:{unknown[0] if unknown else 'standards'}"
    truth = reads.truth(index.node(path.open_when))
    if truth is True:
        return path.id
    failing = sorted(reads.prover.failing(path.open_when, truth), key=index.kind)
    return f"{path.id}:{_condition_code(failing[0])}" if failing else path.id


def _condition_code(condition: Condition) -> str:
    if condition.conclusion is not None:
        return condition.conclusion
    if condition.comparison is not None:
        return "+".join(condition.comparison.reads)
    if condition.op == "not":
        return f"!{_condition_code(condition.parts[0])}"
    names = dict.fromkeys(_condition_code(part) for part in condition.parts)
    return "+".join(names) or condition.op
