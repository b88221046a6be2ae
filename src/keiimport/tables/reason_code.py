# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of a case, as a code that stays the same from run to run."""

from __future__ import annotations

from functools import partial

from keiimport.decide.decision import DecidedCase, Truths
from keiimport.decide.outcomes import RANK
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import STAYS, undone
from keiimport.explain.proof import PURPOSE, Prover
from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import Condition, Path
from keiimport.verdict import Verdict


def reason_code(verdict: Verdict) -> str | None:
    """What stands in the way today, as a code that stays the same from run to run.

    - `<path>:<what>`: a door is shut by the first thing that fails, facts of the vehicle
      before time before the rest: the name of a conclusion (`nhtsa.box_1:age.nhtsa_25_years`)
      or of the facts that a test looks at, joined by `+`; `!` before what must not be so.
    - `<path>:ask:<fact>`: a fact is missing (`standards` for those on single standards);
      `<path>:do:<action>`: something is to be done.
    - `<agency>:no_door`: no door of an agency fits; `<agency>:not_written`: its law of that
      day is not in the rulebook; `<gate>:barred` and `<gate>:ask`: a gate bars, or may.

    Null where nothing stands in the way. The agency is the first that says no, or that does
    not say yes; of its doors that somebody claims the nearest one: by what it comes to, a
    permanent stay first, by its place in the rulebook's preferences, by its name.
    """
    if verdict.outcome == "admissible":
        return None
    index, decided = verdict._index, verdict._decided
    doors_on = decided.doors_on(decided.day, True)
    says = doors_on.agencies
    if verdict.outcome == "conditional":
        says = decided.doors_on(decided.day, False).agencies
    refusing = verdict.explained.refusing
    for doors, truth in zip(index.doors, says, strict=True):
        agency = doors.agency
        if truth or (refusing and agency.id not in refusing):
            continue
        if agency.covered_from is not None and verdict._law_day < agency.covered_from:
            return f"{agency.id}:not_written"
        for place in doors.gates:
            if doors_on.barred[place]:
                return f"{index.gates[place].id}:barred"
            if doors_on.barred[place] is None and doors_on.raised[place]:
                return f"{index.gates[place].id}:ask"
        considered = [place for place in doors.counted if doors_on.claims[place]]
        if not considered:
            return f"{agency.id}:no_door"
        truths = decided.truths(decided.day, True)
        nearest = min(considered, key=partial(_nearness, decided, truths))
        return _door_code(decided, truths, nearest)
    return None


def _nearness(decided: DecidedCase, truths: Truths, place: int) -> tuple[object, ...]:
    path = decided.index.paths[place]
    return (
        RANK[decided.decision(place).outcome],
        _purpose_fits(truths, decided.index, path) is False,
        STAYS.index(path.stay),
        path.prefer,
        path.id,
    )


def _purpose_fits(truths: Truths, index: RuleIndex, path: Path) -> Truth:
    purpose = index.program.names.get(f"purpose:{path.id}")
    return True if purpose is None else truths[purpose]


def _door_code(decided: DecidedCase, truths: Truths, place: int) -> str:
    """What a door waits for, or the first thing that shuts it."""
    index, truth_of = decided.index, truths.__getitem__
    path, outcome = index.paths[place], decided.decision(place).outcome
    fits = _purpose_fits(truths, index, path)
    if fits is False:
        return f"{path.id}:{PURPOSE}"
    if outcome == "needs_action":
        facts = decided.facts
        left = frozenset(fact.name for fact in index.actions if facts.get(fact.name) is not True)
        needed = undone(index, truth_of, path.open_when, left)
        first = next(fact for fact in index.waits_for[place] if fact.name in needed)
        return f"{path.id}:do:{first.name}"
    if outcome == "needs_facts":
        if fits is None:
            return f"{path.id}:ask:{PURPOSE}"
        prover = Prover(index, lambda node: True if node == index.large_part else truth_of(node))
        unknown = prover.unknown([path.open_when])
        names = (name for name in unknown if name in index.rulebook.vocabulary)
        return f"{path.id}:ask:{next(names, 'standards')}"
    truth = truth_of(index.node(path.open_when))
    if truth is True:
        return path.id
    failing = sorted(Prover(index, truth_of).failing(path.open_when, truth), key=index.kind)
    return f"{path.id}:{_condition_code(failing[0])}" if failing else path.id


def _condition_code(condition: Condition) -> str:
    """A condition in a few words that stay the same from run to run."""
    if condition.conclusion is not None:
        return condition.conclusion
    if condition.comparison is not None:
        return "+".join(condition.comparison.reads)
    if condition.op == "not":
        return f"!{_condition_code(condition.parts[0])}"
    names = dict.fromkeys(_condition_code(part) for part in condition.parts)
    return "+".join(names) or condition.op
