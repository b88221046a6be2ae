# SPDX-License-Identifier: Apache-2.0
"""Why, or why not: the proof of one path as a tree, down to the facts it rests on.

What holds keeps the cheapest way in which it holds; what fails keeps everything that
fails and nothing else; what is unknown keeps what is unknown. So pruned, a proof can be
worked out again from its leaves alone (`replay`), by the logic of the naive evaluator.
A conclusion is explained where it is first asked for, and only named after that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import PURPOSE, other_purpose
from keiimport.explain.proof import Prover, TruthOf
from keiimport.explain.words import day_text, fill, phrase, title, value_text
from keiimport.facts.comparisons import AtLeast, AtMost, FactValue, Truth
from keiimport.facts.complete import SourcedValue
from keiimport.logic.compile import gaps_between
from keiimport.logic.naive import choice, conjunction, disjunction, negation
from keiimport.rulebook.model import CLOCK_FACTS, LAW_DAY, Condition, Path, Rule, Window

Json = dict[str, Any]

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

`path`, `all` need all their parts, `any` one of them, `not` the opposite of its part.
A `conclusion` is the choice among its rules; a `rule` has first what makes it apply, then
what it says. The others are leaves: a test on facts, the days of a rule, a table with
an answer of its own, no rule in force, law that is not written down, and a conclusion
explained before.
"""

TRUTHS: Mapping[Truth, str] = {True: "true", False: "false", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Used:
    """A fact that a leaf looks at.

    Attributes:
        name: dotted name.
        title: short words for it.
        value: its value in words, or that it is not known.
        source: where it came from; `not_told` where it is not known.
        confidence: how sure it is; empty where it is not known.
        presumption: the presumption it rests on, or None.
    """

    name: str
    title: str
    value: str
    source: str
    confidence: str
    presumption: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A node of a proof.

    Attributes:
        kind: what it is.
        truth: what was found.
        says: why, in words; empty where its parts say it.
        name: the path, conclusion or rule.
        title: short words for a path or conclusion.
        cite: the law.
        confidence: how well the law behind it was seen; empty where it rests on no rule.
        facts: for a leaf, the facts it looks at.
        parts: what it rests on.
        live: for a rule, how many of its parts make it apply; the rest is what it says.
        adds: for a rule, whether it only adds an alternative to the others.
    """

    kind: Kind
    truth: Truth
    says: str = ""
    name: str = ""
    title: str = ""
    cite: tuple[str, ...] = ()
    confidence: str = ""
    facts: tuple[Used, ...] = ()
    parts: tuple[Proof, ...] = ()
    live: int = 0
    adds: bool = False

    def walk(self) -> Iterator[Proof]:
        """This node and everything under it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def to_dict(self) -> Json:
        """The proof as plain JSON values; what is empty is left out."""
        found: Json = {"kind": self.kind, "truth": TRUTHS[self.truth]}
        for key in ("name", "title", "says"):
            if value := getattr(self, key):
                found[key] = value
        if self.cite:
            found["cite"] = list(self.cite)
        if self.confidence:
            found["confidence"] = self.confidence
        if self.adds:
            found["adds"] = True
        if self.facts:
            found["facts"] = [
                {
                    "name": used.name,
                    "title": used.title,
                    "value": used.value,
                    "source": used.source,
                    "confidence": used.confidence or None,
                    "presumption": used.presumption,
                }
                for used in self.facts
            ]
        if self.parts:
            if self.kind == "rule":
                found["applies"] = [part.to_dict() for part in self.parts[: self.live]]
                found["parts"] = [part.to_dict() for part in self.parts[self.live :]]
            else:
                found["parts"] = [part.to_dict() for part in self.parts]
        return found


def replay(proof: Proof) -> Truth:
    """The truth of a proof, worked out again from its leaves alone.

    Raises:
        KeyError: a conclusion is named that was never explained before.
    """
    return _Replay().truth(proof)


class _Replay:
    def __init__(self) -> None:
        self.seen: dict[str, Truth] = {}

    def truth(self, proof: Proof) -> Truth:
        match proof.kind:
            case "path" | "all":
                return conjunction([self.truth(part) for part in proof.parts])
            case "any":
                return disjunction([self.truth(part) for part in proof.parts])
            case "not":
                return negation(self.truth(proof.parts[0]))
            case "conclusion":
                found = self.seen[proof.name] = self.conclusion(proof)
                return found
            case "again":
                return self.seen[proof.name]
        return proof.truth

    def conclusion(self, proof: Proof) -> Truth:
        lives: list[Truth] = []
        values: list[Truth] = []
        added: list[Truth] = []
        for part in proof.parts:
            if part.kind == "no_rule":
                live = conjunction([self.truth(inner) for inner in part.parts])
                lives.append(live)
                values.append(part.truth)
                continue
            live = conjunction([self.truth(inner) for inner in part.parts[: part.live]])
            value = conjunction([self.truth(inner) for inner in part.parts[part.live :]])
            if part.adds:
                added.append(conjunction([live, value]))
            else:
                lives.append(live)
                values.append(value)
        chosen = [choice(lives, values)] if lives else []
        return disjunction([*chosen, *added])


class ProofTree:
    """Draws the proofs of one case in one state of affairs.

    Args:
        index: the law.
        facts: the facts as tests look at them, the day of the law among them.
        known: the facts with their sources.
        words: the facts as they stand in words.
        doubtful: the facts that are not sure enough to open a door.
        truth_of: the truth of each node.
    """

    def __init__(
        self,
        index: RuleIndex,
        facts: Mapping[str, FactValue | None],
        known: Mapping[str, SourcedValue],
        words: Mapping[str, SourcedValue],
        doubtful: frozenset[str],
        truth_of: TruthOf,
    ) -> None:
        self.index = index
        self.facts = facts
        self.known = known
        self.words = words
        self.truth_of = truth_of
        self._vocabulary = index.rulebook.vocabulary
        self._sentence = self._vocabulary.say
        self._costs = Prover(index, frozenset(known) | {LAW_DAY}, doubtful, truth_of)
        self._nodes = index.bundle.compiled.conditions
        self._lives = index.bundle.compiled.lives
        self._values = index.bundle.compiled.values
        self._names = index.program.names
        self._explained: set[str] = set()

    def path(self, path: Path) -> Proof:
        """Why a path is open to this case, or why it is not: its purpose, claim and conditions."""
        node = self.index.node
        purpose = self._names.get(f"purpose:{path.id}")
        truths = [True if purpose is None else self.truth_of(purpose)]
        claim = path.claimed_when
        truths.append(True if claim is None else self.truth_of(node(claim)))
        waived = path.claimed_unless
        if waived is not None:
            truths[1] = self.truth_of(node(waived)) is not True
        truths.append(self.truth_of(node(path.open_when)))
        truth = conjunction(truths)
        parts: list[Proof] = []
        # what is left out is never drawn, so that nothing is named before it is explained
        if purpose is not None and truths[0] is truth:
            parts.append(self._purpose(path, truth))
        if claim is not None and truths[1] is truth:
            parts.append(self._claim(claim, truth))
        if waived is not None and truths[1] is truth and not truth:
            proof = self.condition(waived)
            denied = Proof("not", False, parts=(proof,))
            parts.append(Proof("all", False, self._sentence("door.unclaimed"), parts=(denied,)))
        if truths[2] is truth:
            parts.append(self.condition(path.open_when))
        return Proof(
            "path",
            truth,
            name=path.id,
            title=path.title,
            cite=path.cite,
            confidence=path.confidence,
            parts=_flat(parts),
        )

    def _purpose(self, path: Path, truth: Truth) -> Proof:
        held = self.words.get(PURPOSE)
        said = None if held is None else held.text
        if truth:
            says = self._sentence("door.right_purpose", purpose=said)
        else:
            says = other_purpose(path, self._vocabulary, said)
        return Proof("fact", truth, says, facts=(self._used(PURPOSE),))

    def _claim(self, claim: Condition, truth: Truth) -> Proof:
        proof = self.condition(claim)
        if truth:
            return proof
        if proof.kind != "all" or proof.says:
            proof = Proof("all", truth, parts=(proof,))
        return replace(proof, says=self._sentence("door.unclaimed"))

    def conclusion(self, name: str) -> Proof:
        """Why a conclusion is what it is."""
        truth = self.truth_of(self._names[name])
        about = self.index.rulebook.conclusions[name].title
        rules = self.index.rules_of[name]
        if name in self._explained:
            return Proof("again", truth, name=name, title=about)
        if any(rule.selector for rule in rules) or name in self.index.standard_names:
            return Proof("table", truth, self._standard(name, truth), name=name, title=about)
        self._explained.add(name)
        live = [rule for rule in rules if self.truth_of(self._lives[rule.id]) is not False]
        parts = [self._rule(rule) for rule in self._deciding(live, truth)]
        if not any(part.truth is True for part in parts) or truth is not True:
            parts.extend(self._no_rule(name))
        return Proof("conclusion", truth, name=name, title=about, parts=tuple(parts))

    def _standard(self, name: str, truth: Truth) -> str:
        """Whether a standard binds, in words; empty where the table is no table of standards."""
        applies = {True: "applies", False: "does_not_apply", None: "may_apply"}[truth]
        return next(
            (
                self._sentence(f"standard.{applies}", number=standard.number, title=standard.title)
                for standard in self.index.rulebook.standards
                if standard.binds == name
            ),
            "",
        )

    def _deciding(self, live: list[Rule], truth: Truth) -> list[Rule]:
        """Of the rules that may be live, those whose word the conclusion is."""
        if truth is True:
            holding = [
                rule
                for rule in live
                if self.truth_of(self._lives[rule.id]) and self.truth_of(self._values[rule.id])
            ]
            if holding:
                return [min(holding, key=lambda rule: self._costs.cost(rule.when))]
        if truth is None:
            # an alternative that fails says nothing about what is unknown
            return [
                rule
                for rule in live
                if not rule.adds or self.truth_of(self._values[rule.id]) is None
            ]
        return live

    def _rule(self, rule: Rule) -> Proof:
        applies: list[Proof] = []
        if rule.window is not None:
            applies.append(self._window(rule.window))
        if rule.applies is not None:
            applies.append(self.condition(rule.applies))
        for rival in self.index.rules_of[rule.concludes]:
            if rule.id in rival.overrides:
                applies.append(self._yields_to(rival))
        node = self.index.node
        when = self.truth_of(node(rule.when))
        unless = rule.unless
        lifted = True if unless is None else negation(self.truth_of(node(unless)))
        value = conjunction([when, lifted])
        says: list[Proof] = []
        if when is value:
            says.append(self.condition(rule.when))
        if unless is not None and lifted is value:
            says.append(_negated(self.condition(unless)))
        kept = _flat(says)
        truth = conjunction([*(part.truth for part in applies), value])
        own = rule.because if value else rule.otherwise if value is False else None
        return Proof(
            "rule",
            truth,
            self._say(own) if own else "",
            name=rule.id,
            title=rule.title,
            cite=rule.cite,
            confidence=rule.confidence,
            parts=(*applies, *kept),
            live=len(applies),
            adds=rule.adds,
        )

    def _window(self, window: Window, says: str = "in_force") -> Proof:
        """Whether a rule is in force on its clock, or (`no_rule_in_force`) none is."""
        fact = CLOCK_FACTS[window.clock]
        tests: list[Truth] = []
        days: list[str] = []
        if window.start is not None:
            tests.append(AtLeast(fact, window.start, window.start).truth(self.facts))
            days.append(self._sentence("proof.from", day=day_text(window.start)))
        if window.end is not None:
            tests.append(AtMost(fact, window.end, window.end).truth(self.facts))
            days.append(self._sentence("proof.until", day=day_text(window.end)))
        if window.clock == "manufactured":
            says += "_built"
        span = " ".join(days) or self._sentence("proof.always")
        words = self._sentence(f"proof.{says}", span=span)
        return Proof("in_force", conjunction(tests), words, facts=(self._used(fact),))

    def _yields_to(self, rival: Rule) -> Proof:
        parts: list[Truth] = []
        if rival.window is not None:
            parts.append(self._window(rival.window).truth)
        if rival.applies is not None:
            parts.append(self.truth_of(self._nodes[rival.applies.number]))
        truth = negation(conjunction(parts))
        return Proof("in_force", truth, self._sentence("proof.rival", rule=rival.id))

    def _no_rule(self, name: str) -> Iterator[Proof]:
        """What holds where no rule is in force, in so far as that may be so."""
        definitions = [rule for rule in self.index.rules_of[name] if not rule.adds]
        conclusion = self.index.rulebook.conclusions[name]
        otherwise = None if conclusion.gap is not None else conclusion.when_no_rule
        said = self._sentence("proof.no_rule_applies")
        if conclusion.gap is not None:
            said = self._sentence("proof.gap", gap=conclusion.gap)
        if not definitions:
            yield Proof("no_rule", otherwise, said)
            return
        windows = [rule.window for rule in definitions if rule.window is not None]
        clocks = {window.clock for window in windows}
        if (
            len(windows) == len(definitions)
            and len(clocks) == 1
            and all(rule.applies is None for rule in definitions)
        ):
            for gap in gaps_between(clocks.pop(), windows):
                idle = self._window(gap, "no_rule_in_force")
                if idle.truth is not False:
                    yield Proof("no_rule", otherwise, said, parts=(idle,))
            return
        none_live = conjunction([negation(self.truth_of(self._lives[r.id])) for r in definitions])
        if none_live is not False:
            idle = Proof("in_force", none_live, self._sentence("proof.none_applies"))
            yield Proof("no_rule", otherwise, said, parts=(idle,))

    # -- conditions ----------------------------------------------------------

    def condition(self, condition: Condition) -> Proof:
        """Why a condition holds, fails, or is not known."""
        truth = self.truth_of(self._nodes[condition.number])
        own = condition.because if truth else condition.otherwise if truth is False else None
        says = self._say(own) if own else ""
        match condition.op:
            case "fact":
                return self._fact(condition, truth, says)
            case "conclusion":
                assert condition.conclusion is not None
                found = self.conclusion(condition.conclusion)
                return replace(found, says=says) if says else found
            case "unknown":
                return Proof("unwritten", None, self._say(condition.because or ""))
            case "true":
                return Proof("all", True, says)
            case "not":
                inner = _negated(self.condition(condition.parts[0]))
                return replace(inner, says=says) if says else inner
        parts = self._parts(condition, truth)
        if len(parts) == 1 and not says:
            return parts[0]
        kept = _flat(parts) if condition.op == "all" else tuple(parts)
        return Proof("all" if condition.op == "all" else "any", truth, says, parts=kept)

    def _parts(self, condition: Condition, truth: Truth) -> list[Proof]:
        same = [p for p in condition.parts if self.truth_of(self._nodes[p.number]) is truth]
        if condition.op == "any" and truth is True:
            same = [min(same, key=self._costs.cost)]
        return [self.condition(part) for part in same]

    def _fact(self, condition: Condition, truth: Truth, says: str) -> Proof:
        comparison = condition.comparison
        assert comparison is not None
        used = tuple(self._used(name) for name in comparison.reads)
        if not says:
            undone = [name for name in comparison.reads if self._is_undone(name)]
            if truth is False and undone:
                about = title(undone[0], self._vocabulary)
                says = self._sentence("proof.undone", title=about)
            else:
                known = frozenset(self.known) | {LAW_DAY}
                says = self._say(phrase(comparison, truth, known, self._vocabulary))
        return Proof("fact", truth, says, facts=used)

    def _is_undone(self, name: str) -> bool:
        fact = self._vocabulary.get(name)
        held = self.known.get(name)
        doable = fact is not None and fact.unknown == "action"
        return doable and (held is None or held.value is False)

    def _used(self, name: str) -> Used:
        about = title(name, self._vocabulary)
        held = self.words.get(name)
        if held is None:
            fact = self._vocabulary.get(name)
            doable = fact is not None and fact.unknown == "action"
            said = self._sentence("proof.undone_fact" if doable else "fact.not_known")
            return Used(name, about, said, "not_told", "")
        text = value_text(name, self.words, self._vocabulary)
        return Used(name, about, text, held.source, held.confidence, held.presumption)

    def _say(self, text: str) -> str:
        return fill(text, self.words, self._vocabulary)


def _negated(inner: Proof) -> Proof:
    """The opposite of a proof; its words, which say how things are, stay."""
    if inner.kind == "not":
        return inner.parts[0]
    return Proof("not", negation(inner.truth), inner.says, parts=(inner,))


def _flat(parts: list[Proof]) -> tuple[Proof, ...]:
    """Parts of an `all`, with what stands in an `all` without words of its own among them."""
    found: list[Proof] = []
    for part in parts:
        if part.kind == "all" and not part.says:
            found.extend(part.parts)
        else:
            found.append(part)
    return tuple(found)
