# SPDX-License-Identifier: Apache-2.0
"""The chain of reasons: a proof in order, each step after those it rests on.

When several things make something fail, a step gives the cheapest: a sure one before one that
rests on a presumption or on unverified law.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from keiimport.explain.proof import MOST_ALTERNATIVES, Proof, Prover, fails_by_one
from keiimport.explain.words import also_joined, places
from keiimport.facts.comparisons import Truth
from keiimport.rulebook.model import CONFIDENCES, LAW_DAYS, Confidence, Gate, Path, Rule


class Step(NamedTuple):
    """One step of the chain: what a rule concluded, and from what."""

    rule: str  # the rule, or empty where no rule is in force
    concludes: str  # the conclusion or path
    truth: Truth  # what was found
    because: str  # why, with placeholders for facts
    cite: tuple[str, ...]  # the law
    facts: tuple[str, ...]  # the facts it read
    rests_on: tuple[str, ...]  # the conclusions of earlier steps, in order
    confidence: Confidence  # how well the law behind it was seen


@dataclass(frozen=True, eq=False)
class Grounds:
    """Steps that an answer rests on."""

    steps: Sequence[Step]

    @cached_property
    def facts(self) -> Sequence[str]:
        """The facts that the steps read, each once."""
        return facts_of(self.steps)

    @cached_property
    def unsure(self) -> Sequence[tuple[Confidence, str]]:
        """The rules, of conclusions that are known, of which the law was not seen."""
        steps = (step for step in self.steps if step.confidence != "verified")
        said = ((step.confidence, step.rule) for step in steps if step.truth is not None)
        return [(sure, rule) for sure, rules in said for rule in rules.split(", ") if rule]

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether a conclusion that holds rests on unverified law."""
        return any(step.confidence == "unverified" and step.truth for step in self.steps)


class Support(NamedTuple):
    """What a truth rests on."""

    facts: dict[str, None]  # the facts it read
    conclusions: dict[str, None]  # the conclusions it read


class Chain:
    """Builds one chain of reasons, in which every conclusion is explained once."""

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.facts: dict[str, None] = {}
        self._steps: dict[str, Step] = {}
        self._places: dict[str, int] = {}

    @property
    def steps(self) -> Sequence[Step]:
        """The steps so far, each after those it rests on."""
        return [*self._steps.values()]

    def words(self, text: str) -> str:
        """Return `text`; the facts with a placeholder in it count as used."""
        vocabulary = self.prover.vocabulary
        self.facts.update((name, None) for name in places(text) if name in vocabulary)
        return text

    # -- steps ---------------------------------------------------------------

    def conclude(self, name: str) -> Step:
        """The step that explains a conclusion, added after those it rests on."""
        return self._steps.get(name) or self._conclusion(name)

    def _conclusion(self, name: str) -> Step:
        prover = self.prover
        truth = prover.truth_of(prover.index.program.names[name])
        rules = prover.deciding(name)
        ground = Support({}, {})
        if not rules:
            for rule in prover.index.rules_of[name]:
                self._applies(rule, ground)
            return self._step("", name, truth, self._no_rule(name, truth), (), ground)
        because = also_joined([self._rule(rule, truth, ground, told=True) for rule in rules])
        if truth is False and len(rules) >= MOST_ALTERNATIVES and all(r.adds for r in rules):
            # it is false because every one of its alternatives fails
            for rule in prover.rules(name):
                if rule not in rules and not rule.selector:
                    self._rule(rule, truth, ground, told=False)
        if not because:
            # only standards decide it, and they have a table of their own
            because = prover.say("proof.unknown", title=prover.index.titles[name])
        cite = tuple(dict.fromkeys(c for rule in rules for c in rule.cite))
        named = ", ".join(rule.id for rule in rules)
        confidence = max((rule.confidence for rule in rules), key=CONFIDENCES.index)
        return self._step(named, name, truth, because, cite, ground, confidence)

    def _no_rule(self, name: str, truth: Truth) -> str:
        """Why no rule decides a conclusion: not in force on that day, or about other things."""
        if truth is None:
            return self.prover.say("proof.which_rule")
        windows = [rule.window for rule in self.prover.index.rules_of[name] if rule.window]
        if any(window.clock == "manufactured" for window in windows):
            return self.prover.say("proof.no_rule_built")
        return self.prover.say("proof.no_rule_day" if windows else "proof.no_rule")

    def _applies(self, rule: Rule, ground: Support) -> None:
        """Add what makes a rule apply, or keeps it from applying."""
        if rule.applies is not None:
            self.ground(self.prover.condition(rule.applies), ground)
        if rule.window is not None and rule.window.clock == "manufactured":
            ground.facts["vehicle.manufactured"] = None

    def _rule(self, rule: Rule, truth: Truth, ground: Support, *, told: bool) -> str:
        """Add what a rule's truth rests on, and return its reason."""
        node = self.prover.rule(rule)
        self._applies(rule, ground)
        names = self.prover.index.program.names
        for name in rule.selector:
            if self.prover.truth_of(names[name]):
                ground.conclusions[name] = None
        parts, whole = node.parts if truth else node.parts[:1], told and truth is not True
        said = [self.ground(part, ground, whole=whole) for part in parts]
        # that no exception applies goes without saying
        return self.words(node.says) if node.says else also_joined(said[0] if said else ())

    def path(self, path: Path, because: str, truth: Truth) -> Step:
        """Add the step of a path, with the given reason."""
        ground = Support({}, {})
        self.ground(self.prover.condition(path.open_when), ground, whole=truth is not True)
        return self._step(path.id, path.id, truth, because, path.cite, ground, path.confidence)

    def gate(self, gate: Gate, because: str, truth: Truth) -> Step:
        """Add the step of a gate that bars or is undecided."""
        ground = Support({}, {})
        self.ground(self.prover.condition(gate.barred_when), ground, whole=truth is None)
        if gate.raised_when is not None:
            raised = Support(ground.facts, {})
            self.ground(self.prover.condition(gate.raised_when), raised)
        return self._step(gate.id, gate.id, truth, because, gate.cite, ground, gate.confidence)

    def is_doubtful(self, step: Step) -> bool:
        """Whether a step rests, directly or through other steps, on a fact that is not sure."""
        below = under(self.steps, [step.concludes])
        # ask about every fact, so that the questions do not depend on the first doubtful one
        return any([self.prover.doubtful(fact) for fact in sorted(facts_of(below))])

    def _step(
        self,
        rule: str,
        concludes: str,
        truth: Truth,
        because: str,
        cite: tuple[str, ...],
        ground: Support,
        confidence: Confidence = "verified",
    ) -> Step:
        for name in ground.conclusions:
            self.conclude(name)
        earlier = tuple(sorted(ground.conclusions, key=self._places.__getitem__))
        self.facts.update(ground.facts)
        facts = tuple(ground.facts)
        step = Step(rule, concludes, truth, because, cite, facts, earlier, confidence)
        self._places[concludes] = len(self._steps)
        self._steps[concludes] = step
        return step

    # -- grounds -------------------------------------------------------------

    def ground(self, node: Proof, support: Support, *, whole: bool = False) -> list[str]:
        """Why a node is what it is, as clauses; what that rests on is added to `support`.

        With `whole`, every direct part that fails is given; without, only the cheapest.
        """
        words = []
        if node.name:
            # standards that do not bind are explained in their own table
            if node.truth or node.name not in self.prover.index.standard_names:
                support.conclusions[node.name] = None
                words.append(self.conclude(node.name).because)
        elif node.parts:
            parts = node.parts
            if fails_by_one(node) and not whole and len(parts) > 1:
                parts = (min(parts, key=self.prover.cost),)
            for part in parts:
                words += self.ground(part, support)
        elif node.kind in ("fact", "unwritten"):
            support.facts.update(dict.fromkeys(f for f in node.facts if f not in LAW_DAYS))
            words.append(self.prover.words(node))
        if node.says and node.kind != "unwritten":
            return [self.words(node.says)]
        return words


def under(steps: Iterable[Step], wanted: Iterable[str]) -> list[Step]:
    """The steps that conclude what is `wanted` and every step they rest on, in order."""
    every = list(steps)
    waiting = set(wanted)
    for step in reversed(every):
        if step.concludes in waiting:
            waiting.update(step.rests_on)
    return [step for step in every if step.concludes in waiting]


def facts_of(steps: Iterable[Step]) -> list[str]:
    """The facts that some steps read, each once."""
    return list(dict.fromkeys(fact for step in steps for fact in step.facts))
