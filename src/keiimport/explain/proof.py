# SPDX-License-Identifier: Apache-2.0
"""Why: the chain of reasons behind a truth, from the rules that decided it.

A proof walks from a condition to the facts and conclusions that settle it. Where one
part is enough, the cheapest is taken, a sure one before one that rests on a
presumption or on law that was not seen in a source.

It looks at truths, and at which facts are known and sure, never at the facts themselves:
its words leave places for them, and serve every case in the same situation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.words import also_joined, phrase, places
from keiimport.facts.comparisons import Truth
from keiimport.facts.complete import SourcedValue
from keiimport.rulebook.model import LAW_DAYS, Condition, Confidence, Gate, Path, Rule

UNSURE = 100
"""What it costs a proof to rest on something that is not sure."""

TruthOf = Callable[[int], Truth]


class FactSet(Protocol):
    """Facts, as far as a proof asks which they are; a set of names is one."""

    def __contains__(self, fact: object, /) -> bool:
        """Whether a fact is among them."""

    def isdisjoint(self, facts: Iterable[str], /) -> bool:
        """Whether none of `facts` is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain: what a rule concluded, and from what.

    Attributes:
        rule: the rule, or empty where no rule is in force.
        concludes: the conclusion or path.
        truth: what was found.
        because: why, in words with places for facts.
        cite: the law.
        facts: the facts it looked at.
        rests_on: what earlier steps conclude, in their order.
        confidence: how well the law behind it was seen.
    """

    rule: str
    concludes: str
    truth: Truth
    because: str
    cite: tuple[str, ...]
    facts: tuple[str, ...]
    rests_on: tuple[str, ...]
    confidence: Confidence


@dataclass(slots=True)
class Support:
    """What a condition's truth rests on.

    Attributes:
        words: why, one part of a sentence each, with places for facts.
        facts: the facts it looked at.
        conclusions: the conclusions it asked.
    """

    words: list[str] = field(default_factory=list)
    facts: dict[str, None] = field(default_factory=dict)
    conclusions: dict[str, None] = field(default_factory=dict)

    def add(self, other: Support) -> None:
        """Rest on `other` as well."""
        self.words.extend(word for word in other.words if word not in self.words)
        self.facts.update(other.facts)
        self.conclusions.update(other.conclusions)


class Prover:
    """Writes one chain of reasons; every conclusion is explained once.

    Args:
        index: the law.
        known: the names of the facts that are known.
        doubtful: those of them that are not sure enough to open a door.
        truth_of: the truth of each node.

    Attributes:
        steps: the chain so far.
        facts: every fact the chain rests on, in order of use.
    """

    def __init__(
        self, index: RuleIndex, known: FactSet, doubtful: FactSet, truth_of: TruthOf
    ) -> None:
        self.index = index
        self.known = known
        self.doubtful = doubtful
        self.truth_of = truth_of
        self.say = index.rulebook.vocabulary.say
        self.steps: list[Step] = []
        self.facts: dict[str, None] = {}
        self._step_of: dict[str, Step] = {}
        self._places: dict[str, int] = {}
        self._costs: dict[int, int] = {}
        self._conclusion_costs: dict[str, int] = {}
        self._nodes = index.bundle.compiled.conditions
        self._names = index.program.names

    # -- steps ---------------------------------------------------------------

    def conclude(self, name: str) -> Step:
        """The step that explains a conclusion; those it rests on come before it."""
        made = self._step_of.get(name)
        if made is None:
            made = self._step_of[name] = self._conclusion(name)
        return made

    def _conclusion(self, name: str) -> Step:
        truth = self.truth_of(self._names[name])
        rules = self._deciding(name, truth)
        if not rules:
            why = self._no_rule(name)
            if truth is None:
                why = self.say("proof.which_rule")
            return self._step("", name, truth, why, (), self._why_not_live(name))
        ground = Support()
        reasons: list[str] = []
        for rule in rules:
            reasons.append(self._rule_words(rule, truth, ground, whole=truth is not True))
        for rule in self._silent(name, truth, rules):
            self._rule_words(rule, truth, ground, whole=False)
        because = also_joined(reasons)
        if not because:
            # all that tells are standards, which have a table of their own
            because = self.say("proof.unknown", title=self.index.rulebook.conclusions[name].title)
        cite = tuple(dict.fromkeys(c for rule in rules for c in rule.cite))
        named = ", ".join(rule.id for rule in rules)
        confidence = max((rule.confidence for rule in rules), key=_doubt)
        return self._step(named, name, truth, because, cite, ground, confidence)

    def _deciding(self, name: str, truth: Truth) -> list[Rule]:
        """The rules whose word this conclusion is."""
        compiled = self.index.bundle.compiled
        live = [
            rule
            for rule in self.index.rules_of[name]
            if self.truth_of(compiled.lives[rule.id]) is not False
            and self.truth_of(compiled.values[rule.id]) is truth
            and self._selected(rule)
        ]
        surely = [rule for rule in live if self.truth_of(compiled.lives[rule.id])]
        if truth is True and surely:
            return [min(surely, key=self._rule_cost)]
        if truth is False:
            # an alternative that only adds says nothing by failing, unless nothing else speaks
            return [rule for rule in surely if not rule.adds] or live[:MOST_ALTERNATIVES]
        return (surely or live)[:MOST_ALTERNATIVES]

    def _silent(self, name: str, truth: Truth, told: list[Rule]) -> list[Rule]:
        """The alternatives that fail as well, but are too many to tell.

        What only alternatives could make true is false because every one of them fails.
        """
        if truth is not False or len(told) < MOST_ALTERNATIVES or not all(r.adds for r in told):
            return []
        compiled = self.index.bundle.compiled
        return [
            rule
            for rule in self.index.rules_of[name]
            if rule not in told
            and not rule.selector
            and self.truth_of(compiled.lives[rule.id]) is not False
        ]

    def _selected(self, rule: Rule) -> bool:
        if not rule.selector:
            return True
        return any(self.truth_of(self._names[name]) is not False for name in rule.selector)

    def _why_not_live(self, name: str) -> Support:
        """What keeps every rule on a conclusion from speaking: dates, and whom they concern."""
        ground = Support()
        for rule in self.index.rules_of[name]:
            if rule.window is not None and rule.window.clock == "manufactured":
                ground.facts["vehicle.manufactured"] = None
            if rule.applies is not None:
                ground.add(self.ground(rule.applies, whole=False))
        return ground

    def _no_rule(self, name: str) -> str:
        """Why no rule speaks on a conclusion: it came later, was over, or lists other things."""
        rules = self.index.rules_of[name]
        if any(rule.window and rule.window.clock == "manufactured" for rule in rules):
            return self.say("proof.no_rule_built")
        return self.say("proof.no_rule_day" if any(r.window for r in rules) else "proof.no_rule")

    def _rule_words(self, rule: Rule, truth: Truth, ground: Support, *, whole: bool) -> str:
        """Adds what a rule's truth rests on, and says it; see `ground` for `whole`."""
        for condition in (rule.applies,):
            if condition is not None:
                applied = self.ground(condition, whole=False)
                applied.words.clear()
                ground.add(applied)
        for name in rule.selector:
            if self.truth_of(self._names[name]):
                ground.conclusions[name] = None
        if rule.window is not None and rule.window.clock == "manufactured":
            ground.facts["vehicle.manufactured"] = None
        mine = Support()
        when = self.truth_of(self._nodes[rule.when.number])
        unless = rule.unless
        if truth is False and when is not False and unless is not None:
            mine.add(self.ground(unless, whole=False))
        else:
            mine.add(self.ground(rule.when, whole=whole))
            if truth is True and unless is not None:
                guarded = self.ground(unless, whole=False)
                guarded.words.clear()
                mine.add(guarded)
        ground.facts.update(mine.facts)
        ground.conclusions.update(mine.conclusions)
        own = rule.because if truth else rule.otherwise if truth is False else None
        return self.words(own) if own else also_joined(mine.words)

    def path(self, path: Path, because: str, truth: Truth, *, extra: Iterable[str] = ()) -> Step:
        """The step of a path: its condition, with the words chosen for it."""
        ground = self.ground(path.open_when, whole=truth is not True)
        ground.facts.update(dict.fromkeys(extra))
        return self._step(path.id, path.id, truth, because, path.cite, ground, path.confidence)

    def gate(self, gate: Gate, because: str, truth: Truth) -> Step:
        """The step of a gate that bars, or of which it is not known."""
        ground = self.ground(gate.barred_when, whole=truth is None)
        if gate.raised_when is not None:
            ground.facts.update(self.ground(gate.raised_when, whole=False).facts)
        return self._step(gate.id, gate.id, truth, because, gate.cite, ground, gate.confidence)

    def is_doubtful(self, step: Step) -> bool:
        """Whether a step rests on a fact that is not sure, itself or through other steps."""
        facts, waiting = dict.fromkeys(step.facts), list(step.rests_on)
        seen = set(waiting)
        while waiting:
            below = self._step_of[waiting.pop()]
            facts.update(dict.fromkeys(below.facts))
            new = [name for name in below.rests_on if name not in seen]
            seen.update(new)
            waiting += new
        return not self.doubtful.isdisjoint(facts)

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
        self._places[concludes] = len(self.steps)
        self.steps.append(step)
        return step

    # -- grounds -------------------------------------------------------------

    def ground(self, condition: Condition, *, whole: bool) -> Support:
        """What the truth of `condition` rests on.

        With `whole`, every direct part that fails (or is unknown) is told; without, the
        cheapest one.
        """
        truth = self.truth_of(self._nodes[condition.number])
        found = Support()
        match condition.op:
            case "fact":
                comparison = condition.comparison
                assert comparison is not None
                found.facts.update(dict.fromkeys(f for f in comparison.reads if f not in LAW_DAYS))
                found.words.append(
                    phrase(comparison, truth, self.known, self.index.rulebook.vocabulary)
                )
            case "conclusion":
                name = condition.conclusion
                assert name is not None
                # the table of standards tells on its own of each that does not bind
                if truth or name not in self.index.standard_names:
                    found.conclusions[name] = None
                    found.words.append(self.conclude(name).because)
            case "unknown":
                found.words.append(condition.because or condition.otherwise or "")
            case "not":
                found.add(self.ground(condition.parts[0], whole=False))
            case "all" | "any":
                for part in self._telling(condition, truth, whole):
                    found.add(self.ground(part, whole=False))
        own = condition.because if truth else condition.otherwise if truth is False else None
        if own:
            found.words = [self.words(own)]
        return found

    def failing(self, condition: Condition, truth: Truth) -> list[Condition]:
        """The direct parts of `condition` that make it `truth`, or itself."""
        if condition.op == "all" and truth is not True:
            return [part for part in condition.parts if self._truth(part) is truth]
        return [condition]

    def _telling(self, condition: Condition, truth: Truth, whole: bool) -> list[Condition]:
        """The parts of an `all` or `any` that make its truth."""
        every = truth is None or truth is (condition.op == "all")
        same = [part for part in condition.parts if self._truth(part) is truth]
        if every or (whole and truth is False) or len(same) < 2:
            return same
        return [min(same, key=self.cost)]

    def _truth(self, condition: Condition) -> Truth:
        return self.truth_of(self._nodes[condition.number])

    # -- costs ---------------------------------------------------------------

    def cost(self, condition: Condition) -> int:
        """How much the truth of `condition` rests on; unsure things weigh most."""
        known = self._costs.get(condition.number)
        if known is not None:
            return known
        truth = self._truth(condition)
        match condition.op:
            case "fact":
                assert condition.comparison is not None
                total = sum(self._fact_cost(name) for name in condition.comparison.reads)
            case "conclusion":
                assert condition.conclusion is not None
                total = 1 + self._conclusion_cost(condition.conclusion)
            case "not":
                total = self.cost(condition.parts[0])
            case "all" | "any":
                costs = [self.cost(p) for p in condition.parts if self._truth(p) is truth]
                every = truth is None or truth is (condition.op == "all")
                total = sum(costs) if every else min(costs, default=0)
            case _:
                total = 0
        self._costs[condition.number] = total
        return total

    def _fact_cost(self, name: str) -> int:
        return 1 + (UNSURE if name in self.doubtful else 0)

    def _conclusion_cost(self, name: str) -> int:
        known = self._conclusion_costs.get(name)
        if known is None:
            truth = self.truth_of(self._names[name])
            rules = self._deciding(name, truth)
            known = sum(self._rule_cost(rule) for rule in rules)
            self._conclusion_costs[name] = known
        return known

    def _rule_cost(self, rule: Rule) -> int:
        doubt = UNSURE if rule.confidence == "unverified" else 0
        return doubt + self.cost(rule.when)

    # -- words ---------------------------------------------------------------

    def words(self, text: str) -> str:
        """`text` as it is; the facts that have a place in it count as used."""
        vocabulary = self.index.rulebook.vocabulary
        self.facts.update((name, None) for name in places(text) if name in vocabulary)
        return text


MOST_ALTERNATIVES = 3
"""How many rules one step names when several say the same."""


UNSURE_CONFIDENCES = ("unverified", "presumed")
"""How well a fact may have been seen without being sure enough to open a door."""


def unsure(held: SourcedValue) -> bool:
    """Whether a fact is not sure enough to open a door by itself."""
    return held.confidence in UNSURE_CONFIDENCES


def doubtful(known: Mapping[str, SourcedValue]) -> frozenset[str]:
    """The facts that are not sure enough to open a door by themselves."""
    return frozenset([name for name, held in known.items() if unsure(held)])


def _doubt(confidence: str) -> int:
    return ("verified", "secondary", "unverified").index(confidence)
