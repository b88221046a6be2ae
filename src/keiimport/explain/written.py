# SPDX-License-Identifier: Apache-2.0
"""The parts of a verdict: doors, gates, standards, reasons, assumptions, facts and warnings.

Also the proof of a path in JSON form, with the facts of the case in its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import Door, papers, remarks
from keiimport.explain.explanation import Explanation
from keiimport.explain.proof import Proof, Prover
from keiimport.explain.reads import Group, ReadMemory, Reads
from keiimport.explain.words import day_text, day_words, fact_words, listed, title
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.vocabulary import Fact, Vocabulary
from keiimport.rulebook.files import overlay_name
from keiimport.rulebook.model import Rule, Standard
from keiimport.verdict_types import (
    Action,
    Assumption,
    Certainty,
    FactText,
    FactUsed,
    GateOutcome,
    GateResult,
    PathResult,
    Reason,
    StandardResult,
    TruthWord,
)

NAMES = ("vehicle.make", "vehicle.model", "vehicle.chassis_code")
"""The facts that say which vehicle a verdict is about."""

STATE_ALONE = ["entry.state"]
"""The facts read by remarks about the told state, or about none being told."""

MOST_PARTS = 3  # how many parts of a standard one reason names
WHERE_TRUE: Mapping[Truth, TruthWord] = {True: "true", False: "false", None: "unknown"}
GATE: Mapping[Truth, GateOutcome] = {True: "barred", False: "clear", None: "unclear"}


def paths(
    explained: Explanation, asked_for: Callable[[int, Door], Sequence[str]]
) -> tuple[PathResult, ...]:
    """Every door, considered or not, with the facts it waits for."""
    found = []
    each = zip(explained.doors, explained.recalled(papers), strict=True)
    for place, (door, (filed, restrictions)) in enumerate(each):
        path = door.path
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
                papers=tuple(map(explained.said, filed)),
                restrictions=tuple(map(explained.said, restrictions)),
                missing=tuple(asked_for(place, door)),
                because=explained.said(door.because),
                cite=tuple(path.cite),
                confidence=path.confidence,
            )
        )
    return tuple(found)


def day_or_none(day: int | None) -> date | None:
    """A date from its ordinal."""
    return None if day is None else date.fromordinal(day)


def days_used(decided: DecidedCase) -> dict[str, str]:
    """The day of entry and the day of the law, in JSON form."""
    return {"entry_date": day_text(decided.day), "law_as_of": day_text(decided.law_day)}


def rules_used(index: RuleIndex) -> dict[str, Any]:
    """The rulebook, and the reforms laid over it, in JSON form."""
    book = index.rulebook
    return {
        "rulebook": {"version": book.version, "hash": book.hash},
        "scenarios": [scenario.id for scenario in book.scenarios],
    }


def gates(explained: Explanation) -> tuple[GateResult, ...]:
    """Every gate."""
    barred = explained.today.barred
    said = zip(explained.index.gates, barred, explained.gate_templates.said, strict=True)
    return tuple(
        GateResult(gate.id, gate.agency, GATE[bars], explained.said(because), tuple(gate.cite))
        for gate, bars, because in said
    )


MOST_BINDINGS = 10_000
"""How many questions are kept on each standard: 170 after 1,500 lots of a market, on one 3,800."""


class Bindings:
    """Whether each safety standard binds, and why.

    Each standard has a memory of its own, so cases that differ in one share the others.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._each = [
            ReadMemory(partial(_binding, index, standard), MOST_BINDINGS)
            for standard in index.rulebook.standards
        ]

    def of(self, group: Group) -> Sequence[Sequence[tuple[Truth, str]]]:
        """The answers of all standards, in order, for each case of a group."""
        return [*zip(*[memory.of(group) for memory in self._each], strict=True)]


def _binding(index: RuleIndex, standard: Standard, reads: Reads) -> tuple[Truth, str]:
    prover = reads.prover
    truth = reads.truth(index.program.names[standard.binds])
    if truth is False:
        return truth, prover.say("standard.none")
    rules = index.rules_of[standard.binds]
    parts = [rule for rule in rules if prover.word(rule) is truth and prover.selected(rule)]
    if truth:
        said = dict.fromkeys(rule.because or rule.title for rule in parts[:MOST_PARTS])
        return truth, prover.say("standard.parts", parts=listed(said))
    why = dict.fromkeys(_unknown(rule, prover.vocabulary) for rule in parts)
    return truth, prover.say("standard.unclear", parts=listed(list(why)[:MOST_PARTS]))


def _unknown(rule: Rule, vocabulary: Vocabulary) -> str:
    """Why a part of a standard is undecided: law that is not encoded, or an unknown fact."""
    part = rule.because or rule.title
    for condition in rule.when.walk():
        why = condition.because or condition.otherwise
        if condition.op == "unknown" and why:
            return vocabulary.say("standard.part", part=part, because=why)
    return part


def standards(explained: Explanation) -> tuple[StandardResult, ...]:
    """Every safety standard: whether it binds, and whether it is known to be met."""
    facts = explained.decided.facts
    found = explained.recalled(Bindings)
    said = zip(explained.index.rulebook.standards, found, strict=True)
    return tuple(
        StandardResult(
            standard.number,
            standard.title,
            binds,
            met if isinstance(met := facts.get(standard.met), bool) else None,
            because,
        )
        for standard, (binds, because) in said
    )


def reasoning(explained: Explanation) -> tuple[Reason, ...]:
    """The chain of reasons: each step's rule, conclusion, reason and law."""
    titles, said = explained.index.titles, explained.said
    numbers = {step.concludes: n for n, step in enumerate(explained.chain, 1)}
    return tuple(
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
    )


def actions(explained: Explanation) -> tuple[Action, ...]:
    """The actions that could be taken, in the order a person would take them."""
    waiting = undone(explained, (door for door in explained.doors if door.considered))
    return tuple(
        Action(fact.name, fact.todo or fact.title, fact.depends_on, fact.cost or None, tuple(ids))
        for fact, ids in waiting
    )


def undone(explained: Explanation, doors: Iterable[Door]) -> list[tuple[Fact, list[str]]]:
    """The actions that some doors, and all gates, wait for, with the ids of those."""
    waiting = [(door.path.id, door.undone) for door in doors]
    found: dict[str, list[str]] = {}
    for id, facts in (*waiting, *explained.gates_wait.items()):
        for fact in facts:
            found.setdefault(fact.name, []).append(id)
    each = [(explained.vocabulary[name], ids) for name, ids in found.items()]
    return sorted(each, key=lambda one: one[0].order)


def assumptions(explained: Explanation, others: Iterable[str] = ()) -> tuple[Assumption, ...]:
    """The presumptions without which the verdict would not stand, and those they rest on.

    Args:
        explained: the verdict's explanation.
        others: facts that something else rests on, such as the answer of a state.
    """
    by_id = {each.id: each for each in explained.index.rulebook.presumptions}
    made = {n: by_id[h.presumption] for n, h in explained.known.items() if h.presumption}
    values = {name: held.value for name, held in explained.known.items()}
    opened = explained.decision.outcome == "open"
    # an upper bound on a date cannot stand in the way of a yes
    idle = {name for name, each in made.items() if opened and each.at_most_before}
    waiting = [*(name for name in explained.used if name not in idle), *others]
    used = {name for name, presumption in made.items() if presumption.always_listed}
    while waiting:
        name = waiting.pop()
        if name in made and name not in used:
            used.add(name)
            tests = (test for group in made[name].given for test in group)
            waiting += [read for test in tests if test.truth(values) for read in test.reads]
    found: dict[str, Assumption] = {}
    for name, presumption in made.items():
        if name in used and presumption.id not in found:
            found[presumption.id] = Assumption(
                presumption.id,
                ", ".join(presumption.facts),
                fact_text(explained.known[name].value, explained.known[name].text),
                presumption.say,
                presumption.because,
                presumption.if_wrong,
            )
    return tuple(found.values())


def certainty(explained: Explanation) -> Certainty:
    """shown, or assumed: resting on presumptions, unverified values or unverified law."""
    known = explained.known
    if any(name in known and known[name].is_unsure for name in explained.used):
        return "assumed"
    if explained.decision.outcome == "closed":
        return "shown"
    return "assumed" if explained.grounds[-1].is_doubtful else "shown"


def facts(explained: Explanation) -> tuple[FactUsed, ...]:
    """Every fact used or told, and what names the vehicle, with its source and confidence."""
    order, known = explained.index.order, explained.known
    told = [name for name, held in known.items() if held.source == "told"]
    names = {*explained.facts, *explained.used, *NAMES, *told}
    used = sorted(names & order.keys() & known.keys(), key=order.__getitem__)
    held = [(name, known[name]) for name in used]
    return tuple([FactUsed(n, fact_text(h.value, h.text), h.source, h.confidence) for n, h in held])


def fact_text(value: FactValue, text: str) -> FactText:
    """The value of a fact as a verdict gives it: quantities and dates as text."""
    match value:
        case bool() | str():
            return value
        case frozenset():
            return tuple(sorted(value))
    return text


def warnings(
    explained: Explanation,
    told: Iterable[str],
    duty: Iterable[str],
    every_state: bool = False,
) -> list[str]:
    """What to know before relying on the verdict, each thing once.

    Args:
        explained: the verdict's explanation.
        told: warnings about the facts as told.
        duty: warnings about the duty.
        every_state: whether every state was asked, so that none is missing.
    """
    index, say = explained.index, explained.vocabulary.say
    law_day = day_words(explained.decided.law_day)
    remarked = (
        explained.said(remark.say) + (f" [{'; '.join(remark.cite)}]" if remark.cite else "")
        for remark in explained.recalled(remarks)
        if not (every_state and index.program.facts_read([index.node(remark.when)]) == STATE_ALONE)
    )
    said = chain(
        suppositions(index),
        told,
        remarked,
        # agencies whose law the rulebook lacks for that day
        (
            say("warning.no_law", agency=agency.name, day=day_words(first), law_day=law_day)
            for agency, first in explained.unwritten
        ),
        _doubtful_facts(explained),
        _doubtful_law(explained),
        _gaps(explained),
        duty,
        index.rulebook.always,
    )
    return list(dict.fromkeys(said))


def suppositions(index: RuleIndex) -> Iterator[str]:
    """What is laid over the shipped law: rules of one's own, and hypothetical reforms."""
    say = index.rulebook.vocabulary.say
    for path in index.rulebook.overlays:
        yield say("warning.own_rules", rules=overlay_name(path))
    for scenario in index.rulebook.scenarios:
        yield say(
            "warning.scenario",
            title=scenario.title,
            id=scenario.id,
            law=scenario.law,
            proposal=scenario.proposal,
            invention=scenario.invention,
        )


def _doubtful_facts(explained: Explanation) -> Iterator[str]:
    held = (item for item in explained.known.items() if item[1].confidence == "unverified")
    doubtful = {name for name, its in held if its.source == "catalogue"}
    if doubtful and (names := [name for name in explained.mentioned if name in doubtful]):
        titles = listed(explained.vocabulary[name].title for name in names)
        yield explained.vocabulary.say("warning.catalogue", titles=titles)


def _doubtful_law(explained: Explanation) -> Iterator[str]:
    written = explained.index.rules
    unsure = dict.fromkeys(chain.from_iterable(each.unsure for each in explained.grounds))
    for confidence in ("unverified", "secondary"):
        for its, rule in unsure:
            if its == confidence and (rule not in written or written[rule].confidence == its):
                yield explained.vocabulary.say(f"warning.{confidence}", rule=rule)


def _gaps(explained: Explanation) -> Iterator[str]:
    index, today = explained.index, explained.today
    for i, titles in enumerate(index.gaps_of):
        if titles and today.offers[i] is None and today.claims[i]:
            for title in titles:
                path = index.paths[i].id
                yield explained.vocabulary.say("warning.gap", list=title, path=path)


# --- the proof of a path ---


class ProofWriter:
    """Writes proofs in JSON form; a conclusion is explained once, then only named."""

    def __init__(self, prover: Prover, explained: Explanation) -> None:
        self._prover = prover
        self._say = prover.say
        self._explained = explained
        self._named: set[str] = set()

    def written(self, node: Proof) -> dict[str, Any]:
        """A node with all that it rests on; empty parts are left out."""
        node = _plain(node)
        law = node.law
        kind: str = node.kind
        if kind == "conclusion" and node.name in self._named:
            kind = "again"
        found: dict[str, Any] = {"kind": kind, "truth": WHERE_TRUE[node.truth]}
        if law is not None:
            found |= {"name": law.id, "title": law.title}
        elif node.name:
            found |= {"name": node.name, "title": self._prover.index.titles[node.name]}
        found["says"] = self._says(node)
        if law is not None:
            found |= {"cite": list(law.cite), "confidence": law.confidence}
        found["adds"] = isinstance(law, Rule) and law.adds
        found["facts"] = [self._used(name) for name in node.facts]
        if kind == "rule":
            found["applies"] = [self.written(part) for part in node.applies]
        elif kind == "conclusion":
            self._named.add(node.name)
        if kind not in ("again", "table"):
            flat = kind in ("path", "rule", "all")
            parts = _flat(node.parts) if flat else node.parts
            found["parts"] = [self.written(part) for part in parts]
        kept = ("applies", "parts") if kind == "rule" else ()
        return {key: value for key, value in found.items() if value or key in kept}

    def _says(self, node: Proof) -> str:
        if node.says:
            return self._explained.said(node.says)
        if node.kind == "fact":
            return self._fact(node)
        if node.kind == "table":
            return self._standard(node)
        if node.kind == "not":
            return self._says(_plain(node.parts[0]))
        return ""

    def _fact(self, node: Proof) -> str:
        known = self._explained.known
        for name in node.facts if node.truth is False else ():
            if self._is_doable(name) and not (name in known and known[name].value):
                return self._say("proof.undone", title=title(name, self._prover.vocabulary))
        return self._explained.said(self._prover.words(node))

    def _standard(self, node: Proof) -> str:
        """Whether a standard binds; empty for tables that are not about standards."""
        how = {True: "applies", False: "does_not_apply", None: "may_apply"}[node.truth]
        for each in self._prover.index.rulebook.standards:
            if each.binds == node.name:
                return self._say(f"standard.{how}", number=each.number, title=each.title)
        return ""

    def _used(self, name: str) -> dict[str, Any]:
        vocabulary, words = self._prover.vocabulary, self._explained.words
        held = words.get(name)
        if held is not None:
            value = fact_words(name, held, vocabulary)
        else:
            value = self._say("proof.undone_fact" if self._is_doable(name) else "fact.not_known")
        return {
            "name": name,
            "title": title(name, vocabulary),
            "value": value,
            "source": "not_told" if held is None else held.source,
            "confidence": None if held is None else held.confidence,
            "presumption": None if held is None else held.presumption,
        }

    def _is_doable(self, name: str) -> bool:
        fact = self._prover.vocabulary.get(name)
        return fact is not None and fact.unknown == "action"


def _plain(node: Proof) -> Proof:
    """A node without empty wrappings: groups of one part, double negations."""
    while not node.says and node.kind in ("all", "any") and len(node.parts) == 1:
        node = node.parts[0]
    if node.kind != "not":
        return node
    inner = _plain(node.parts[0])
    if inner.kind != "not":
        return node
    found = copy(_plain(inner.parts[0]))
    found.says = node.says or found.says
    return found


def _flat(parts: Iterable[Proof]) -> list[Proof]:
    """The parts of an `all`, with nested `all`s that have no text of their own opened up."""
    found: list[Proof] = []
    for part in map(_plain, parts):
        found += _flat(part.parts) if part.kind == "all" and not part.says else [part]
    return found
