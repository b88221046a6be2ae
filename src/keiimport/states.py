# SPDX-License-Identifier: Apache-2.0
"""The answers of states about the vehicle once it is in the country.

Of the rows of a state that hold, the one with the lowest rank is its answer. A row that
may hold is never passed over: while a fact still decides, the answer is branches, one for
each row that can still be reached.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from keiimport.capitals import begun
from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.explain.proof import TruthOf
from keiimport.explain.words import fill
from keiimport.facts.comparisons import AtMost
from keiimport.facts.sources import SourcedValue
from keiimport.facts.texts import STATES
from keiimport.facts.vocabulary import Vocabulary
from keiimport.logic.program import Program
from keiimport.rulebook.model import ANY_STATE, CONFIDENCES, Rule, StateRow
from keiimport.verdict_types import StateAnswer, StateBranch

STATE = "entry.state"
ROAD_LIMIT = "entry.road_speed_limit"

# the columns of words that go into an answer as they stand
TERMS = ("titled", "plate", "roads", "posted_up_to", "interstates", "use_limits", "grandfather")
OTHERWISE = "otherwise"  # stands for every case that no branch before it is about
ROAD = ("state.road_refused", "state.road_doubtful")  # what is said of the road that was told


class Row(NamedTuple):
    """A row, its rule, its node, and the parts of its condition, each with words for it."""

    row: StateRow
    rule: Rule
    node: int
    parts: tuple[tuple[int, str], ...]


class StateTable:
    """The rows of all states, the lowest rank first, and the codes of the states by name."""

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        self.program = index.program
        self.vocabulary = index.rulebook.vocabulary
        self.say = self.vocabulary.say
        ranked = sorted(index.rulebook.states, key=lambda row: row.rank)
        self.rows = [self._row(row, index.rules[row.rule]) for row in ranked]
        codes = {row.state for row in ranked} - {ANY_STATE}
        self.codes = tuple(sorted(codes, key=lambda code: STATES.get(code, code)))

    def of(self, code: str) -> list[Row]:
        """The rows of one state and those that all states share, the lowest rank first."""
        return [each for each in self.rows if each.row.state in (code, ANY_STATE)]

    def _row(self, row: StateRow, rule: Rule) -> Row:
        asked = []
        for part in rule.when.parts if rule.when.op == "all" else (rule.when,):
            words, name, kind = part.because, part.conclusion, "state.is"
            if part.op == "not":
                name, kind = part.parts[0].conclusion, "state.is_not"
            if words is None and name is not None:
                words = self.say(kind, title=self._index.rulebook.conclusions[name].title)
            asked.append((self._index.node(part), words or self.say("state.asks")))
        return Row(row, rule, self.program.names[row.concludes], tuple(asked))


def state_sentence(answer: StateAnswer, vocabulary: Vocabulary) -> str:
    """The answer of a state as one sentence."""
    say, name, why = vocabulary.say, answer.name, answer.because
    if name.startswith("District"):
        name = say("state.the", state=name)
    if answer.outcome == "restricted" and answer.roads:
        road = tuple(vocabulary.sentences[each].partition("{")[0] for each in ROAD)
        why = "; ".join([answer.roads, *(c for c in answer.conditions if c.startswith(road))])
    depends = answer.branches and answer.outcome == "unclear"
    return begun(say(f"state.{'depends' if depends else answer.outcome}", state=name, because=why))


def asked_states(
    codes: Iterable[str], decided: DecidedCase, facts: Mapping[str, SourcedValue]
) -> Iterator[StateAnswer]:
    """The answers of states to a decided case, with every action done, on its day of entry."""
    decision = decided.decision(None)
    later = decision.earliest if decision.outcome == "not_yet" else None
    truths = decided.truths(later or decided.day, True)
    case = _Case(decided.index.view(StateTable), facts, truths.__getitem__)
    return (_asked(code, case) for code in codes)


def rests_on(
    answers: Sequence[StateAnswer], decided: DecidedCase, facts: Mapping[str, SourcedValue]
) -> list[str]:
    """The presumed facts without which the answer of one of some states would change."""
    index, case = decided.index, decided.case
    table = index.view(StateTable)
    rows = [row.node for answer in answers for row in table.of(answer.state)]
    found = []
    for name in index.program.facts_read(dict.fromkeys(rows)):
        if name in facts and facts[name].source == "presumed":
            less = decide(index, [case._replace(facts={**case.facts, name: None})])[0]
            known = {each: held for each, held in facts.items() if each != name}
            others = asked_states([each.state for each in answers], less, known)
            if any(other != each for other, each in zip(others, answers, strict=True)):
                found.append(name)
    return found


class _Case(NamedTuple):
    table: StateTable
    facts: Mapping[str, SourcedValue]
    truth: TruthOf

    def needs(self, node: int) -> frozenset[int]:
        return residue(self.table.program, node, self.truth)

    def reachable(self, rows: Iterator[Row]) -> Iterator[StateBranch]:
        """The rows that may be the answer, the lowest rank first, up to the first certain one."""
        refuted: list[frozenset[int]] = []
        for row in rows:
            needs = frozenset(n for n in self.needs(row.node) if not self._follows(n, refuted))
            if any(before <= needs for before in refuted):
                continue
            yield self.branch(row, needs, after=bool(refuted))
            if not needs:
                return
            refuted.append(needs)
        because = self.table.say("state.no_row")
        yield StateBranch(outcome="unclear", because=because, if_=OTHERWISE if refuted else None)

    def _follows(self, node: int, refuted: Sequence[frozenset[int]]) -> bool:
        """Whether a node holds because other nodes cannot all hold."""
        known = self.table.program.nodes[node]
        return known.op == "not" and any(each <= self.needs(known.args[0]) for each in refuted)

    def branch(self, row: Row, needs: frozenset[int], *, after: bool = False) -> StateBranch:
        said, rule = row.row, row.rule
        because = fill(rule.because or rule.title, self.facts, self.table.vocabulary)
        hang = ((words, self.needs(node)) for node, words in row.parts)
        asked = dict.fromkeys(words for words, own in hang if not needs.isdisjoint(own))
        tests = self.table.program.open_tests(sorted(needs), self.truth)
        behind = dict.fromkeys(name for test in tests for name in test.reads)
        missing = [n for n in behind if n in self.table.vocabulary and n != ENTRY_DAY]
        texts: dict[str, Any] = {name: said.texts.get(name) or None for name in TERMS}
        return StateBranch(
            outcome=said.outcome,
            applies_to=said.kind,
            conditions=(*self._road(row), *said.conditions),
            because=because.rstrip("."),
            cite=rule.cite,
            sources=said.sources,
            last_checked=date.fromordinal(said.last_checked),
            confidence=rule.confidence,
            rules=(rule.id,),
            missing=tuple(missing),
            if_=" and ".join(asked) or (OTHERWISE if after else None),
            **texts,
        )

    def _road(self, row: Row) -> Iterator[str]:
        most, held = row.row.posted_up_to, self.facts.get(ROAD_LIMIT)
        if most is None or held is None:
            return
        within = AtMost(ROAD_LIMIT, most, most).truth({ROAD_LIMIT: held.value})
        if within is not True:
            said = ROAD[within is None]
            yield self.table.say(said, speed=held.text, most=row.row.texts["posted_up_to"])


def _asked(code: str, case: _Case) -> StateAnswer:
    rows = [each for each in case.table.of(code) if case.truth(each.node) is not False]
    # what somebody must say counts once it is known
    rows = [each for each in rows if case.truth(each.node) or not each.row.claimed]
    beside = [each for each in rows if each.row.is_alternative]
    branches = list(case.reachable(each for each in rows if not each.row.is_alternative))
    while len(branches) > 1 and _terms(branches[-2]) == _terms(branches[-1]):
        # nothing hangs any more on what the row before asked
        last = branches.pop()
        branches[-1] = last if len(branches) > 1 else replace(last, if_=None)
    return StateAnswer(
        state=code,
        name=STATES.get(code, code),
        branches=tuple(branches) if len(branches) > 1 else (),
        alternatives=tuple(case.branch(each, case.needs(each.node)) for each in beside),
        **_joined(branches, case.table.say),
    )


def _terms(branch: StateBranch) -> tuple[object, ...]:
    """The terms of a branch that concern the owner, apart from reasons and sources."""
    return tuple(getattr(branch, name) for name in ("outcome", *TERMS, "conditions"))


def _joined(branches: Sequence[StateBranch], say: Callable[..., str]) -> dict[str, Any]:
    """The terms that branches share, and when each branch is the answer."""
    agreed = len({each.outcome for each in branches}) == 1
    found: dict[str, Any] = {"outcome": branches[0].outcome if agreed else "unclear"}
    for name in (*TERMS, "applies_to"):
        values = {getattr(each, name) for each in branches}
        found[name] = values.pop() if len(values) == 1 else None
    for name in ("cite", "sources", "rules", "missing"):
        words = dict.fromkeys(word for each in branches for word in getattr(each, name))
        found[name] = tuple(words)
    common = set.intersection(*(set(each.conditions) for each in branches))
    found["conditions"] = tuple(words for words in branches[0].conditions if words in common)
    alone, *others = branches
    told = [_told(each, agreed, say) for each in branches] if others else [alone.because]
    found["because"] = "; ".join(told)
    checked = [each.last_checked for each in branches if each.last_checked is not None]
    found["last_checked"] = min(checked, default=None)
    sure = [each.confidence for each in branches if each.confidence is not None]
    found["confidence"] = max(sure, key=CONFIDENCES.index, default=None)
    return found


def _told(branch: StateBranch, agreed: bool, say: Callable[..., str]) -> str:
    """A branch among others: its reason if all have one outcome, else its outcome."""
    name = "otherwise" if branch.if_ == OTHERWISE else "if"
    name = f"state.{name}" if agreed else f"state.outcome_{name}"
    outcome = say(f"state.{branch.outcome}_word")
    return say(name, condition=branch.if_, because=branch.because, outcome=outcome)


def residue(program: Program, node: int, truth: TruthOf) -> frozenset[int]:
    """The unknown nodes that must all hold for `node` to hold."""
    if truth(node) is not None:
        return frozenset()
    known = program.nodes[node]
    parts = list(known.args)
    alone = known.op == "all"
    if known.op == "any":
        parts = [child for child in parts if truth(child) is not False]
        alone = len(parts) < 2
    elif known.op == "choose":
        # whether each branch is live, and its value
        pairs = zip(known.args[::2], known.args[1::2], strict=True)
        parts = [part for pair in pairs if truth(pair[0]) is not False for part in pair]
        alone = len(parts) < 3
    if not alone:
        return frozenset([node])
    return frozenset[int]().union(*(residue(program, part, truth) for part in parts))
