# SPDX-License-Identifier: Apache-2.0
"""Proofs: why a truth is what it is, as a tree from rules down to the facts it rests on.

What holds keeps the cheapest way in which it holds; what fails keeps everything that fails and
nothing else; what is unknown keeps what is unknown. So pruned, a proof can still be recomputed
from its leaves alone, by the logic of the naive evaluator. The chain of reasons is a proof in
order (`chain`), and the questions to ask are its unknown leaves.

A proof reads truths, and which facts are known and sure, but never the values of facts: its
texts have placeholders for those, so it serves every case in the same situation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.explain.words import day_words, listed, phrase, place, word
from keiimport.facts.comparisons import Comparison, IsOneOf, Truth
from keiimport.facts.vocabulary import Vocabulary
from keiimport.logic.naive import conjunction, negation
from keiimport.rulebook.model import (
    CLOCK_FACTS,
    LAW_DAYS,
    Condition,
    Path,
    Rule,
    Window,
    gaps_between,
)

PURPOSE = "entry.purpose"  # the fact that says what it is imported for
UNSURE = 100  # what it costs a proof to rest on something that is not sure
MOST_ALTERNATIVES = 3  # how many rules are named when several say the same
NEVER_ASKED = frozenset({ENTRY_DAY, *LAW_DAYS})  # dates that every case has
TruthOf = Callable[[int], Truth]
IsSo = Callable[[str], bool]  # whether something is so of a fact
Kind = Literal[
    "path",
    "conclusion",
    "rule",
    "all",
    "any",
    "not",
    "fact",
    "in_force",
    "table",
    "no_rule",
    "unwritten",
    "again",
]
"""What a node of a proof is.

`path` and `all` need all their parts, `any` needs one, `not` the opposite of its part. A
`conclusion` is the choice among its rules; a `rule` has what makes it apply and what its value
rests on. The others are leaves: a test on facts, the days of a rule, a table with an answer of
its own, no rule in force, law that is not encoded, and a conclusion explained before.
"""


@dataclass(eq=False)
class Proof:
    """A node of a proof; what it rests on is computed when it is first asked for."""

    kind: Kind
    truth: Truth
    says: str | None = None  # its own text, with placeholders for facts
    rests_on: Callable[[], Iterable[Proof]] = tuple  # computes `parts`
    name: str = ""  # the path or conclusion
    law: Path | Rule | None = None  # the law behind it
    comparison: Comparison | None = None  # the test on facts
    clock: str = ""  # the fact that its days are compared with
    applies_by: Callable[[], Iterable[Proof]] = tuple  # computes `applies`
    cost: int | None = None  # see `Prover.cost`; None until it is first asked for

    @cached_property
    def parts(self) -> Sequence[Proof]:
        """What it rests on; for a rule, what its value rests on."""
        return tuple(self.rests_on())

    @cached_property
    def applies(self) -> Sequence[Proof]:
        """What makes a rule apply."""
        return tuple(self.applies_by())

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that a leaf reads."""
        if self.comparison is not None:
            return self.comparison.reads
        return (self.clock,) if self.clock else ()


class Prover:
    """Builds the proofs of one case in one world, each condition and conclusion once.

    Args:
        index: the rules.
        truth_of: the truth of each node.
        known: whether a fact is known.
        doubtful: whether a fact is not sure enough to open a door.
    """

    def __init__(
        self,
        index: RuleIndex,
        truth_of: TruthOf,
        known: IsSo = frozenset().__contains__,
        doubtful: IsSo = frozenset().__contains__,
    ) -> None:
        self.index = index
        self.truth_of = truth_of
        self.known = known
        self.doubtful = doubtful
        self.vocabulary = index.rulebook.vocabulary
        self.say = self.vocabulary.say
        self._compiled = index.bundle.compiled
        self._conditions: dict[int, Proof] = {}
        self._rules: dict[str, list[Rule]] = {}
        self._decisive: dict[str, list[Rule]] = {}
        self._drawn: dict[str, Proof] = {}

    def forget(self) -> None:
        """Drop the proofs built so far."""
        self._conditions.clear()
        self._drawn.clear()

    def truth(self, condition: Condition) -> Truth:
        """The truth of a condition."""
        return self.truth_of(self._compiled.conditions[condition.number])

    # -- conditions ----------------------------------------------------------

    def condition(self, condition: Condition) -> Proof:
        """Why a condition holds, fails, or is unknown."""
        made = self._conditions.get(condition.number)
        if made is None:
            made = self._conditions[condition.number] = self._condition(condition)
        return made

    def _condition(self, condition: Condition) -> Proof:
        truth = self.truth(condition)
        says = _says(condition, truth)
        match condition.op:
            case "fact":
                return Proof("fact", truth, says, comparison=condition.comparison)
            case "conclusion":
                assert condition.conclusion is not None
                return self.conclusion(condition.conclusion, says)
            case "unknown":
                return Proof("unwritten", None, condition.because or condition.otherwise)
            case "true":
                return Proof("all", True, says)
            case "not":
                return Proof("not", truth, says, lambda: [self.condition(condition.parts[0])])
        return Proof(condition.op, truth, says, lambda: self._parts(condition))

    def _parts(self, condition: Condition) -> Iterator[Proof]:
        """The parts of an `all` or `any` that decide its truth."""
        truth = self.truth(condition)
        same = [part for part in condition.parts if self.truth(part) is truth]
        if condition.op == "any" and truth and len(same) > 1:
            same = [min(same, key=lambda part: self.cost(self.condition(part)))]
        return map(self.condition, same)

    def failing(self, condition: Condition, truth: Truth) -> list[Condition]:
        """The direct parts of `condition` that make it `truth`, or itself."""
        if condition.op == "all" and truth is not True:
            return [part for part in condition.parts if self.truth(part) is truth]
        return [condition]

    def words(self, node: Proof) -> str:
        """The text of a leaf, or of a node with a text of its own."""
        if node.kind != "fact" or node.says or node.comparison is None:
            return node.says or ""
        return phrase(node.comparison, node.truth, self.known, self.vocabulary)

    # -- conclusions and rules -----------------------------------------------

    def conclusion(self, name: str, says: str | None = None) -> Proof:
        """Why a conclusion is what it is; `says` is a text to give instead of its own."""
        index = self.index
        truth = self.truth_of(index.program.names[name])
        is_table = name in index.standard_names or any(r.selector for r in index.rules_of[name])
        return Proof(
            "table" if is_table else "conclusion",
            truth,
            says,
            lambda: [*map(self.rule, self.rules(name)), *self._no_rule(name, truth)],
            name=name,
        )

    def rules(self, name: str) -> list[Rule]:
        """The rules that may be live and that contribute to a conclusion."""
        if name not in self._rules:
            truth = self.truth_of(self.index.program.names[name])
            live = [
                rule
                for rule in self.index.rules_of[name]
                if self._live(rule) is not False and self.selected(rule)
            ]
            if truth:
                surely = [rule for rule in live if self._live(rule) and self._value(rule)]
                live = [min(surely, key=self._rule_cost)] if len(surely) > 1 else surely or live
            elif truth is None:
                # an alternative that fails does not explain what is unknown
                live = [rule for rule in live if not rule.adds or self._value(rule) is None]
            self._rules[name] = live
        return self._rules[name]

    def deciding(self, name: str) -> list[Rule]:
        """The few of these rules that show why the conclusion is what it is."""
        if name not in self._decisive:
            truth = self.truth_of(self.index.program.names[name])
            said = [rule for rule in self.rules(name) if self._value(rule) is truth]
            surely = [rule for rule in said if self._live(rule)]
            if truth is False:
                # a failing alternative explains nothing, unless there is nothing else
                found = [rule for rule in surely if not rule.adds] or said[:MOST_ALTERNATIVES]
            else:
                found = (surely or said)[:MOST_ALTERNATIVES]
            self._decisive[name] = found
        return self._decisive[name]

    def _live(self, rule: Rule) -> Truth:
        return self.truth_of(self._compiled.lives[rule.id])

    def _value(self, rule: Rule) -> Truth:
        return self.truth_of(self._compiled.values[rule.id])

    def word(self, rule: Rule) -> Truth:
        """Whether a rule is live and its value holds."""
        return conjunction([self._live(rule), self._value(rule)])

    def selected(self, rule: Rule) -> bool:
        """Whether a rule may concern this case: it is about no class, or one that may hold."""
        names = self.index.program.names
        classes = [names[name] for name in rule.selector]
        return not classes or any(self.truth_of(node) is not False for node in classes)

    def rule(self, rule: Rule) -> Proof:
        """Why a rule applies, and why its value is what it is."""
        if rule.id not in self._drawn:
            live, value = self._live(rule), self._value(rule)
            self._drawn[rule.id] = Proof(
                "rule",
                self.word(rule),
                _says(rule, value),
                lambda: self._said(rule, value),
                law=rule,
                applies_by=lambda: self._applying(rule, live),
            )
        return self._drawn[rule.id]

    def _said(self, rule: Rule, value: Truth) -> Iterator[Proof]:
        if self.truth(rule.when) is value:
            yield self.condition(rule.when)
        unless = rule.unless
        if unless is not None and (lifted := negation(self.truth(unless))) is value:
            yield Proof("not", lifted, None, lambda: [self.condition(unless)])

    def _applying(self, rule: Rule, live: Truth) -> Iterator[Proof]:
        if rule.window is not None:
            yield self._window(rule.window, live)
        if rule.applies is not None:
            yield self.condition(rule.applies)
        for rival in self.index.rules_of[rule.concludes]:
            if rule.id in rival.overrides:
                parts = [] if rival.window is None else [self._window(rival.window).truth]
                parts += [] if rival.applies is None else [self.truth(rival.applies)]
                says = self.say("proof.rival", rule=rival.id)
                yield Proof("in_force", negation(conjunction(parts)), says)

    def _window(self, window: Window, live: Truth = None, says: str = "in_force") -> Proof:
        """Whether a day lies within a window, as it surely does where a rule is live."""
        truth = live or self.truth_of(self._compiled.windows[window])
        ends = (("from", window.start), ("until", window.end))
        days = [
            self.say(f"proof.{end}", day=day_words(day)) for end, day in ends if day is not None
        ]
        built = "_built" if window.clock == "manufactured" else ""
        span = " ".join(days) or self.say("proof.always")
        said = self.say(f"proof.{says}{built}", span=span)
        return Proof("in_force", truth, said, clock=CLOCK_FACTS[window.clock])

    def _no_rule(self, name: str, truth: Truth) -> Iterator[Proof]:
        """What holds if no rule is in force, as far as that may be so."""
        if truth and any(self.word(rule) for rule in self.rules(name)):
            return
        definitions = [rule for rule in self.index.rules_of[name] if not rule.adds]
        conclusion = self.index.rulebook.conclusions[name]
        otherwise, said = conclusion.when_no_rule, self.say("proof.no_rule_applies")
        if conclusion.gap is not None:
            otherwise, said = None, self.say("proof.gap", gap=conclusion.gap)
        if not definitions:
            yield Proof("no_rule", otherwise, said)
            return
        windows = [r.window for r in definitions if r.window is not None and r.applies is None]
        if len(windows) == len(definitions) and len({window.clock for window in windows}) == 1:
            gaps = gaps_between(windows[0].clock, windows)
            idle = [self._window(gap, says="no_rule_in_force") for gap in gaps]
        else:
            truths = [negation(self._live(rule)) for rule in definitions]
            idle = [Proof("in_force", conjunction(truths), self.say("proof.none_applies"))]
        for each in idle:
            if each.truth is not False:
                yield Proof("no_rule", otherwise, said, partial(list, [each]))

    # -- paths ---------------------------------------------------------------

    def path(self, path: Path) -> Proof:
        """Why a path is open to this case or not: its purpose, its claim and its conditions."""
        parts = [self.condition(path.open_when)]
        claim, waived = path.claimed_when, path.claimed_unless
        if waived is not None and self.truth(waived):
            denied = Proof("not", False, None, lambda: [self.condition(waived)])
            parts.insert(0, self._unclaimed(denied))
        if claim is not None:
            claimed = self.condition(claim)
            parts.insert(0, claimed if claimed.truth else self._unclaimed(claimed))
        purpose = self.index.program.names.get(f"purpose:{path.id}")
        if purpose is not None:
            parts.insert(0, self._purpose(path, self.truth_of(purpose)))
        truth = conjunction([part.truth for part in parts])
        same = [part for part in parts if part.truth is truth]
        return Proof("path", truth, None, lambda: same, name=path.id, law=path)

    def _unclaimed(self, why: Proof) -> Proof:
        return Proof("all", why.truth, self.say("door.unclaimed"), lambda: [why])

    def _purpose(self, path: Path, truth: Truth) -> Proof:
        said = place(PURPOSE) if self.known(PURPOSE) else None
        right = self.say("door.right_purpose", purpose=said) if truth else ""
        says = right or other_purpose(path, self.vocabulary, said)
        return Proof("fact", truth, says, comparison=IsOneOf(PURPOSE, frozenset(path.purposes)))

    # -- what is asked of a proof --------------------------------------------

    def unknown(self, conditions: Iterable[Condition]) -> list[str]:
        """The facts that could settle unknown `conditions`, each once."""
        nodes = [self._compiled.conditions[condition.number] for condition in conditions]
        tests = self.index.program.open_tests(nodes, self.truth_of)
        names = dict.fromkeys(name for test in tests for name in test.reads)
        return [name for name in names if name in self.vocabulary and name not in NEVER_ASKED]

    def cost(self, node: Proof) -> int:
        """How much a node rests on; unsure things weigh most."""
        if node.cost is None:
            node.cost = self._cost(node)
        return node.cost

    def _cost(self, node: Proof) -> int:
        if node.name:
            return 1 + sum(map(self._rule_cost, self.deciding(node.name)))
        if node.kind == "fact":
            return sum(1 + UNSURE * self.doubtful(name) for name in node.facts)
        costs = list(map(self.cost, node.parts))
        return min(costs, default=0) if fails_by_one(node) else sum(costs)

    def _rule_cost(self, rule: Rule) -> int:
        doubt = UNSURE if rule.confidence == "unverified" else 0
        return doubt + self.cost(self.condition(rule.when))


def _says(law: Condition | Rule, truth: Truth) -> str | None:
    return law.because if truth else law.otherwise if truth is False else None


def fails_by_one(node: Proof) -> bool:
    """Whether any one of the node's parts suffices to make it false."""
    return node.kind == "all" and node.truth is False


def other_purpose(path: Path, vocabulary: Vocabulary, said: str | None = place(PURPOSE)) -> str:
    """The reason for a path that does not serve the purpose of the import."""
    kind = "box" if path.box else "code" if path.code else "entry"
    return vocabulary.say(
        "door.purpose_unknown" if said is None else "door.other_purpose",
        purpose=said,
        door=vocabulary.say(f"door.this_{kind}"),
        purposes=listed((word(PURPOSE, each, vocabulary) for each in path.purposes), "or"),
    )
