# SPDX-License-Identifier: Apache-2.0
"""What is said of each door, gate, standard and step, as plain JSON values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import PathResult
from keiimport.explain.explanation import Explanation
from keiimport.explain.proof import Step
from keiimport.explain.words import day_text
from keiimport.facts.comparisons import Truth

Json = dict[str, Any]

WHERE_TRUE: Mapping[Truth, str] = {True: "true", False: "false", None: "unknown"}
GATE: Mapping[Truth, str] = {True: "barred", False: "clear", None: "unclear"}


def paths(explained: Explanation, asked_for: Callable[[int, PathResult], list[str]]) -> list[Json]:
    """Every door, considered or not.

    Args:
        explained: the case with its doors.
        asked_for: the facts that the door at a place waits for, the most useful first.
    """
    kept = explained.template.plain
    waits = explained.decision.outcome == "needs_facts"
    found: list[Json] = []
    for place, door in enumerate(explained.doors):
        plain = None if waits else kept.get(place)
        if plain is None:
            made = path(explained, place, door, asked_for(place, door))
            if not waits and explained.template.same_doors[place] is not None:
                kept[place] = _copied(made)
        else:
            made = _copied(plain)
        found.append(made)
    return found


_LISTS = ("actions", "papers", "restrictions", "missing", "cite")


def _copied(door: Json) -> Json:
    """A door whose lists may be changed as well."""
    made = door.copy()
    for key in _LISTS:
        made[key] = made[key].copy()
    return made


def path(explained: Explanation, place: int, door: PathResult, missing: list[str]) -> Json:
    """The door at a place, and the facts it waits for."""
    papers, restrictions = explained.template.papers[place]
    path = door.path
    return {
        "id": path.id,
        "agency": path.agency,
        "form": path.form,
        "box": path.box,
        "code": path.code,
        "title": path.title,
        "outcome": door.outcome,
        "opens_possible": None if door.opens_possible is None else day_text(door.opens_possible),
        "opens_on": None if door.opens_on is None else day_text(door.opens_on),
        "stay": path.stay,
        "theoretical": path.theoretical,
        "actions": [fact.name for fact in door.undone],
        "papers": [explained.said(paper) for paper in papers],
        "restrictions": [explained.said(paper) for paper in restrictions],
        "missing": missing,
        "because": door.because,
        "cite": list(path.cite),
        "confidence": path.confidence,
    }


def gates(explained: Explanation) -> list[Json]:
    """Everything that only bars."""
    barred = explained.today.barred
    said = zip(explained.index.gates, barred, explained.template.gates, strict=True)
    return [
        {
            "id": gate.id,
            "agency": gate.agency,
            "outcome": GATE[bars],
            "because": explained.said(because),
            "cite": list(gate.cite),
        }
        for gate, bars, because in said
    ]


def standards(explained: Explanation) -> list[Json]:
    """Every safety standard: whether it binds, whether it is known to be met."""
    facts = explained.decided.facts
    said = zip(explained.index.rulebook.standards, explained.standards.each, strict=True)
    return [
        {
            "standard": standard.number,
            "title": standard.title,
            "binds": binding.binds,
            "met": facts.get(standard.met),
            "because": binding.because,
        }
        for standard, binding in said
    ]


def reasoning(explained: Explanation) -> list[Json]:
    """The chain: each step a rule, what it concluded, why, and under which law."""
    return [
        step(explained.index, each, explained.said(each.because))
        for each in explained.template.steps
    ]


def step(index: RuleIndex, step: Step, because: str) -> Json:
    """One step of the chain, with its words."""
    return {
        "step": step.number,
        "rule": step.rule,
        "concludes": step.concludes,
        "title": title_of(index, step.concludes),
        "truth": WHERE_TRUE[step.truth],
        "because": because,
        "cite": list(step.cite),
        "uses": list(step.uses),
        "confidence": step.confidence,
    }


def title_of(index: RuleIndex, concluded: str) -> str:
    """Short words for a conclusion or a path."""
    return index.titles.get(concluded, concluded)


def actions(explained: Explanation) -> list[Json]:
    """What could be done, in the order a person would do it."""
    wanted: dict[str, list[str]] = {}
    for door in explained.doors:
        for fact in door.undone if door.considered else ():
            wanted.setdefault(fact.name, []).append(door.path.id)
    for gate, waiting in explained.gates_wait.items():
        for fact in waiting:
            wanted.setdefault(fact.name, []).append(gate)
    facts = sorted((explained.vocabulary[name] for name in wanted), key=lambda fact: fact.order)
    return [
        {
            "action": fact.name,
            "what": fact.todo or fact.title,
            "depends_on": fact.depends_on,
            "cost": fact.cost or None,
            "for": wanted[fact.name],
        }
        for fact in facts
    ]
