# SPDX-License-Identifier: Apache-2.0
"""What is said of each door, gate, standard and step, as a verdict has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from keiimport.explain.doors import Door
from keiimport.explain.explanation import Explanation
from keiimport.explain.standards import Bindings
from keiimport.facts.comparisons import Truth
from keiimport.verdict_types import (
    Action,
    GateOutcome,
    GateResult,
    PathResult,
    Reason,
    StandardResult,
    TruthWord,
)

WHERE_TRUE: Mapping[Truth, TruthWord] = {True: "true", False: "false", None: "unknown"}
GATE: Mapping[Truth, GateOutcome] = {True: "barred", False: "clear", None: "unclear"}


def paths(
    explained: Explanation, asked_for: Callable[[int, Door], Sequence[str]]
) -> tuple[PathResult, ...]:
    """Every door, considered or not, and the facts it waits for."""
    found = []
    for place, door in enumerate(explained.doors):
        path, (papers, restrictions) = door.path, explained.papers[place]
        found.append(
            PathResult(
                id=path.id,
                agency=path.agency,
                form=path.form,
                box=path.box,
                code=path.code,
                title=path.title,
                outcome=door.outcome,
                opens_possible=day_or_none(door.opens_possible),
                opens_on=day_or_none(door.opens_on),
                stay=path.stay,
                theoretical=path.theoretical,
                actions=tuple([fact.name for fact in door.undone]),
                papers=tuple(map(explained.said, papers)),
                restrictions=tuple(map(explained.said, restrictions)),
                missing=tuple(asked_for(place, door)),
                because=explained.said(door.because),
                cite=tuple(path.cite),
                confidence=path.confidence,
            )
        )
    return tuple(found)


def day_or_none(day: int | None) -> date | None:
    """A day from its ordinal."""
    return None if day is None else date.fromordinal(day)


def gates(explained: Explanation) -> tuple[GateResult, ...]:
    """Everything that only bars."""
    barred = explained.today.barred
    said = zip(explained.index.gates, barred, explained.gate_templates.said, strict=True)
    return tuple(
        [
            GateResult(gate.id, gate.agency, GATE[bars], explained.said(because), tuple(gate.cite))
            for gate, bars, because in said
        ]
    )


def standards(explained: Explanation) -> tuple[StandardResult, ...]:
    """Every safety standard: whether it binds, whether it is known to be met."""
    facts = explained.decided.facts
    found = explained.recalled(Bindings)
    said = zip(explained.index.rulebook.standards, found, strict=True)
    return tuple(
        [
            StandardResult(
                standard.number,
                standard.title,
                binds,
                met if isinstance(met := facts.get(standard.met), bool) else None,
                because,
            )
            for standard, (binds, because) in said
        ]
    )


def reasoning(explained: Explanation) -> tuple[Reason, ...]:
    """The chain: each step a rule, what it concluded, why, and under which law."""
    titles, said = explained.index.titles, explained.said
    numbers = {step.concludes: n for n, step in enumerate(explained.chain, 1)}
    return tuple(
        [
            Reason(
                number,
                step.rule,
                step.concludes,
                titles.get(step.concludes, step.concludes),
                WHERE_TRUE[step.truth],
                said(step.because),
                tuple(step.cite),
                (*step.facts, *sorted(numbers[name] for name in step.rests_on)),
                step.confidence,
            )
            for number, step in enumerate(explained.chain, 1)
        ]
    )


def actions(explained: Explanation) -> tuple[Action, ...]:
    """What could be done, in the order a person would do it."""
    waiting = [(door.path.id, door.undone) for door in explained.doors if door.considered]
    wanted: dict[str, list[str]] = {}
    for name, facts in (*waiting, *explained.gates_wait.items()):
        for fact in facts:
            wanted.setdefault(fact.name, []).append(name)
    return tuple(
        [
            Action(
                fact.name,
                fact.todo or fact.title,
                fact.depends_on,
                fact.cost or None,
                tuple(wanted[fact.name]),
            )
            for fact in sorted(map(explained.vocabulary.__getitem__, wanted), key=lambda f: f.order)
        ]
    )
