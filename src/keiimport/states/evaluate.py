# SPDX-License-Identifier: Apache-2.0
"""Which rows of a state answer.

Of the rows of a state that hold, the one with the lowest rank is its answer. A row that
may hold is never passed over: while a fact still decides, the answer is branches, one for
each row that can still be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, NamedTuple

from keiimport.decide.decision import DecidedCase, decide
from keiimport.decide.rule_index import RuleIndex
from keiimport.facts.comparisons import AtMost
from keiimport.facts.complete import SourcedValue
from keiimport.facts.texts import STATES
from keiimport.states.answer import OTHERWISE, ROAD, TERMS
from keiimport.states.table import Row, Say, StateTable, TruthOf, residue
from keiimport.verdict_types import StateAnswer, StateBranch, StateRuling

STATE = "entry.state"
ROAD_LIMIT = "entry.road_speed_limit"
ENTRY_DAY = "entry.date"
_CONFIDENCES = ("verified", "secondary", "unverified")
_PLACE = re.compile(r"\{([a-z0-9_.]+)\}")


def state_table(index: RuleIndex) -> StateTable:
    """The rows of every state."""
    return StateTable(index.bundle)


def asked_state(code: str, decided: DecidedCase, facts: Mapping[str, SourcedValue]) -> StateAnswer:
    """What a state says of a decided case, in two capital letters, with everything done."""
    truths = decided.truths(decided.day, True)
    return state_answer(decided.index.view(state_table), code, facts, truths.__getitem__)


def rests_on(
    answers: Sequence[StateAnswer], decided: DecidedCase, facts: Mapping[str, SourcedValue]
) -> list[str]:
    """The presumed facts without which one of some states would say something else."""
    index, case = decided.index, decided.case
    table = index.view(state_table)
    rows = [row.node for answer in answers for row in table.of(answer.state)]
    found = []
    for name in index.program.facts_read(dict.fromkeys(rows)):
        if name in facts and facts[name].source == "presumed":
            less = decide(index, [case._replace(facts={**case.facts, name: None})])[0]
            known = {each: held for each, held in facts.items() if each != name}
            if any(asked_state(each.state, less, known) != each for each in answers):
                found.append(name)
    return found


def state_answer(
    table: StateTable, code: str, facts: Mapping[str, SourcedValue], truth: TruthOf
) -> StateAnswer:
    """What a state says of the vehicle.

    Args:
        table: the rows.
        code: the state, in two capital letters.
        facts: what is known, with its words.
        truth: the truth of a node of the Program, every action taken as done.
    """
    case = _Case(table, facts, truth)
    rows = [each for each in table.of(code) if truth(each.node) is not False]
    beside = [each for each in rows if each.row.is_alternative]
    ranked = (each for each in rows if not each.row.is_alternative)
    branches = _without_equals(list(case.reachable(ranked)))
    whole = branches[0] if len(branches) == 1 else _joined(branches, table.say)
    return StateAnswer(
        state=code,
        name=STATES.get(code, code),
        branches=tuple(branches) if len(branches) > 1 else (),
        alternatives=tuple(case.branch(each, case.needs(each.node)) for each in beside),
        **{field.name: getattr(whole, field.name) for field in fields(StateRuling)},
    )


class _Case(NamedTuple):
    table: StateTable
    facts: Mapping[str, SourcedValue]
    truth: TruthOf

    def needs(self, node: int) -> frozenset[int]:
        return residue(self.table.program, node, self.truth)

    def reachable(self, rows: Iterator[Row]) -> Iterator[StateBranch]:
        """The rows that can still be the answer, the lowest rank first, up to one that is certain.

        A row is passed over where it could hold only together with one before it.
        """
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
        """Whether a node holds because some nodes do not all hold."""
        known = self.table.program.nodes[node]
        return known.op == "not" and any(each <= self.needs(known.args[0]) for each in refuted)

    def branch(self, row: Row, needs: frozenset[int], *, after: bool = False) -> StateBranch:
        """A row as one of several answers."""
        said, index = row.row, row.rule
        asked = dict.fromkeys(
            words for node, words in row.parts if not needs.isdisjoint(self.needs(node))
        )
        behind = dict.fromkeys(
            name
            for node in sorted(needs)
            for test in self.table.program.open_tests([node], self.truth)
            for name in test.reads
            if name in self.table.facts and name != ENTRY_DAY
        )
        texts: dict[str, Any] = {name: said.texts.get(name) or None for name in TERMS}
        return StateBranch(
            outcome=said.outcome,
            applies_to=said.kind,
            conditions=(*self._road(row), *said.conditions),
            because=_PLACE.sub(self._value, index.because or index.title).rstrip("."),
            cite=index.cite,
            sources=said.sources,
            last_checked=date.fromordinal(said.last_checked),
            confidence=index.confidence,
            rules=(index.id,),
            missing=tuple(behind),
            if_=" and ".join(asked) or (OTHERWISE if after else None),
            **texts,
        )

    def _value(self, place: re.Match[str]) -> str:
        held = self.facts.get(place[1])
        return self.table.say("fact.not_known") if held is None else held.text

    def _road(self, row: Row) -> Iterator[str]:
        """What a row says of the road that was told."""
        most, held = row.row.posted_up_to, self.facts.get(ROAD_LIMIT)
        if most is None or held is None:
            return
        within = AtMost(ROAD_LIMIT, most, most).truth({ROAD_LIMIT: held.value})
        if within is not True:
            said = ROAD[within is None]
            yield self.table.say(said, speed=held.text, most=row.row.texts["posted_up_to"])


def _without_equals(branches: list[StateBranch]) -> list[StateBranch]:
    """The branches without those that mean the same as what comes after all of them."""
    while len(branches) > 1 and _terms(branches[-2]) == _terms(branches[-1]):
        # nothing hangs any more on what the row before asked
        last = branches.pop()
        branches[-1] = last if len(branches) > 1 else replace(last, if_=None)
    return branches


def _terms(branch: StateBranch) -> tuple[object, ...]:
    """What a branch means for the owner, apart from why and from which source."""
    return tuple(getattr(branch, name) for name in ("outcome", *TERMS, "conditions"))


def _joined(branches: Sequence[StateBranch], say: Say) -> StateRuling:
    """What several branches say together: what they share, and when each is the answer."""
    outcomes = {each.outcome for each in branches}
    shared: dict[str, Any] = {
        name: getattr(branches[0], name)
        for name in (*TERMS, "applies_to")
        if len({getattr(each, name) for each in branches}) == 1
    }
    agreed = len(outcomes) == 1
    said = [_told(each, agreed, say) for each in branches]
    checked = [each.last_checked for each in branches if each.last_checked is not None]
    sure = [each.confidence for each in branches if each.confidence is not None]
    return StateRuling(
        outcome=outcomes.pop() if agreed else "unclear",
        conditions=tuple(
            words
            for words in branches[0].conditions
            if all(words in each.conditions for each in branches)
        ),
        because="; ".join(said),
        cite=_each_once(branches, "cite"),
        sources=_each_once(branches, "sources"),
        last_checked=min(checked, default=None),
        confidence=max(sure, key=_CONFIDENCES.index, default=None),
        rules=_each_once(branches, "rules"),
        missing=_each_once(branches, "missing"),
        **shared,
    )


def _told(branch: StateBranch, agreed: bool, say: Say) -> str:
    """A branch among others: why, where all have one outcome; else the outcome."""
    certain = branch.if_ == OTHERWISE
    if agreed:
        name = "state.otherwise" if certain else "state.if"
    else:
        name = "state.outcome_otherwise" if certain else "state.outcome_if"
    outcome = say(f"state.{branch.outcome}_word")
    return say(name, condition=branch.if_, because=branch.because, outcome=outcome)


def _each_once(branches: Sequence[StateBranch], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in branches for word in getattr(each, name)))
