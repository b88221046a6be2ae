# SPDX-License-Identifier: Apache-2.0
"""What a state says of the vehicle once it is in: the answer of one, or the map of all.

Of the rows of a state that hold, the one with the lowest rank is its answer. A row that
may hold is never passed over: where it stands before the answer, only what both say alike
is certain, and the rest is unclear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    IsOneOf,
    Truth,
)
from keiimport.facts.known import Known
from keiimport.facts.states import STATES
from keiimport.rulebook.model import STATE_PREFIX, Condition, Rule, StateRow
from keiimport.verdict.law import Law
from keiimport.verdict.missing import unknown_facts
from keiimport.verdict.words import day_text, fill, listed, title, wanted

Json = dict[str, Any]
Limits = Mapping[tuple[str, str], str]

STATE = "entry.state"
ROAD_LIMIT = "entry.road_speed_limit"
WORDS = ("plate", "roads", "posted_up_to", "use_limits", "grandfather")
"""Columns of words that go into an answer as they stand."""

NO_ROW = "no row of this rulebook says what it does with such a vehicle"
_CONFIDENCES = ("verified", "secondary", "unverified")


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that holds or may hold.

    Attributes:
        row: the row.
        rule: its law and words.
        holds: whether it certainly holds.
        missing: the facts that would settle whether it holds.
        holds_if: what it waits for, in words.
    """

    row: StateRow
    rule: Rule
    holds: bool = True
    missing: tuple[str, ...] = ()
    holds_if: str = ""


class States:
    """The table of states for one case on one day.

    Args:
        law: the rulebook.
        facts: the facts of the case, as comparisons take them.
        known: the same facts with their words.
    """

    def __init__(
        self, law: Law, facts: Mapping[str, FactValue | None], known: Mapping[str, Known]
    ) -> None:
        self._law = law
        self._facts = facts
        self._known = known
        self._truths = _StateTruths(law, facts)

    def map(self) -> list[Json]:
        """The answer of every state of the rulebook, in the order of their names."""
        return [self.answer(code) for code in sorted(self._law.states.codes, key=name_of)]

    def answer(self, code: str) -> Json:
        """The answer of the state `code` (two capital letters)."""
        found = [each for row in self._law.states.of(code) if (each := self._found(row))]
        ways = [each for each in found if each.row.is_alternative]
        candidates: list[_Found] = []
        settled = False
        for each in found:
            if not each.row.is_alternative and not settled:
                candidates.append(each)
                settled = each.holds
        outcomes = {each.row.outcome for each in candidates}
        if not settled:
            outcomes.add("unclear")
        agreed = len(outcomes) == 1
        if len(candidates) > 1 or not settled:
            ways = [*candidates, *ways]
        entry = self._common(candidates if settled else [])
        entry |= {
            "state": code,
            "name": name_of(code),
            "outcome": outcomes.pop() if agreed else "unclear",
            "because": self._because(candidates, settled, agreed),
            **_provenance(candidates),
            "missing": list(dict.fromkeys(name for each in candidates for name in each.missing)),
            "alternatives": [self._way(each) for each in ways],
        }
        return {key: entry[key] for key in STATE_KEYS}

    # -- rows ----------------------------------------------------------------

    def _found(self, row: StateRow) -> _Found | None:
        rule = self._law.rules[row.rule]
        truth = self._truths[self._law.program.names[row.concludes]]
        if truth is False:
            return None
        if truth:
            return _Found(row, rule)
        vocabulary = self._law.rulebook.vocabulary
        missing = unknown_facts(self._law, self._truths.__getitem__, [rule.when])
        return _Found(
            row,
            rule,
            False,
            tuple(name for name in missing if name in vocabulary),
            self._waits_for(rule.when, row.limits) or "it is what that row is about",
        )

    def _common(self, candidates: Sequence[_Found]) -> Json:
        """What every candidate says alike; nothing where there is none."""
        entries = [self._said(each) for each in candidates]
        if not entries:
            entries = [{**dict.fromkeys(SAID_KEYS), "conditions": []}]
        common: Json = {
            key: value if all(entry[key] == value for entry in entries) else None
            for key, value in entries[0].items()
        }
        common["conditions"] = [
            words
            for words in entries[0]["conditions"]
            if all(words in entry["conditions"] for entry in entries)
        ]
        common["applies_to"] = common.pop("kind")
        return common

    def _way(self, found: _Found) -> Json:
        """A row as one of several ways."""
        entry = self._said(found)
        entry |= {
            "outcome": found.row.outcome,
            "because": self._words(found.rule),
            **_provenance([found]),
            "missing": list(found.missing),
        }
        return {key: entry[key] for key in WAY_KEYS}

    def _said(self, found: _Found) -> Json:
        row = found.row
        return {
            "kind": row.kind,
            "titled": row.titled or None,
            "interstates": row.interstates or None,
            **{name: row.texts.get(name) or None for name in WORDS},
            "conditions": [*self._road(row), *row.conditions],
        }

    def _road(self, row: StateRow) -> Iterable[str]:
        """What the row says of the road that was told."""
        held = self._known.get(ROAD_LIMIT)
        if row.posted_up_to is None or held is None:
            return
        within = AtMost(ROAD_LIMIT, row.posted_up_to, row.posted_up_to).truth(self._facts)
        most = f"only roads posted up to {row.texts['posted_up_to']} are"
        if within is False:
            yield f"a road posted at {held.text} is not allowed: {most}"
        elif within is None:
            yield f"a road posted at {held.text} may not be allowed: {most}"

    # -- words ---------------------------------------------------------------

    def _because(self, candidates: Sequence[_Found], settled: bool, agreed: bool) -> str:
        if not candidates:
            return NO_ROW
        if agreed and (settled or len(candidates) == 1):
            return self._words(candidates[-1].rule)
        waiting = candidates[:-1] if settled else candidates
        said = [f"{each.row.outcome} if {each.holds_if}" for each in waiting]
        otherwise = candidates[-1].row.outcome if settled else f"not known, since {NO_ROW}"
        return f"{'; '.join(said)}; otherwise {otherwise}"

    def _words(self, rule: Rule) -> str:
        vocabulary = self._law.rulebook.vocabulary
        return fill(rule.because or rule.title, self._known, vocabulary).rstrip(".")

    def _waits_for(self, condition: Condition, limits: Limits) -> str:
        """What would make an unknown condition hold, in words."""
        if self._truths[self._law.node(condition)] is not None:
            return ""
        match condition.op:
            case "fact":
                assert condition.comparison is not None
                return self._asked(condition.comparison, limits)
            case "conclusion":
                assert condition.conclusion is not None
                return self._held(condition.conclusion)
            case "unknown":
                return condition.because or condition.otherwise or ""
            case "not":
                within = self._waits_for(condition.parts[0], limits)
                return f"it is not so that {within}" if within else ""
        parts = dict.fromkeys(self._waits_for(part, limits) for part in condition.parts)
        return listed((part for part in parts if part), "and" if condition.op == "all" else "or")

    def _held(self, conclusion: str) -> str:
        words = self._law.rulebook.conclusions[conclusion].title
        if conclusion.startswith(STATE_PREFIX):
            return f"it is {words}"
        return f"it is a {words}" if conclusion.startswith("class.") else f"this holds: {words}"

    def _asked(self, comparison: Comparison, limits: Limits) -> str:
        vocabulary = self._law.rulebook.vocabulary
        name = comparison.since if isinstance(comparison, HasAged) else comparison.fact
        words, is_date = title(name, vocabulary), vocabulary[name].type.kind == "date"
        match comparison:
            case IsOneOf(_, values) if values <= {True, False}:
                return f"there is {words}" if True in values else f"there is no {words}"
            case AtMost(_, low, _) if is_date:
                # the day after is how people say it
                return f"the {words} is before {day_text(low + 1)}"
            case AtLeast(_, low, _) if is_date:
                return f"the {words} is not before {day_text(low)}"
            case AtMost():
                figure = limits.get((name, "at_most")) or limits.get((name, "above"))
                if figure:
                    return f"the {words} is at most {figure}"
            case AtLeast():
                figure = limits.get((name, "at_least")) or limits.get((name, "below"))
                if figure:
                    return f"the {words} is at least {figure}"
        return f"the {words} is {wanted(comparison, vocabulary)}"


class _StateTruths(dict[int, Truth]):
    """Truths of the rows of states and of what they rest on, found in one go."""

    def __init__(self, law: Law, facts: Mapping[str, FactValue | None]) -> None:
        self._direct = law.bundle.direct
        self._slots = self._direct.layout.slots(facts)
        nodes = law.states.nodes
        super().__init__(zip(nodes, self._direct.truths(nodes, self._slots), strict=True))

    def __missing__(self, node: int) -> Truth:
        truth = self[node] = self._direct.truths((node,), self._slots)[0]
        return truth


SAID_KEYS = ("kind", "titled", "interstates", *WORDS, "conditions")
_ROW_KEYS = (
    "titled",
    "plate",
    "roads",
    "posted_up_to",
    "interstates",
    "use_limits",
    "grandfather",
    "conditions",
    "because",
    "cite",
    "sources",
    "last_checked",
    "confidence",
    "rules",
    "missing",
)
WAY_KEYS = ("kind", "outcome", *_ROW_KEYS)
"""The keys of one of several ways, in the order they are written."""

STATE_KEYS = ("state", "name", "outcome", "applies_to", *_ROW_KEYS, "alternatives")
"""The keys of a state's answer, in the order they are written."""


def _provenance(candidates: Sequence[_Found]) -> Json:
    """Where an answer comes from: every source, the oldest check, the weakest confidence."""
    checked = [each.row.last_checked for each in candidates]
    sure = [each.rule.confidence for each in candidates]
    return {
        "cite": list(dict.fromkeys(c for each in candidates for c in each.rule.cite)),
        "sources": list(dict.fromkeys(s for each in candidates for s in each.row.sources)),
        "last_checked": day_text(min(checked)) if checked else None,
        "confidence": max(sure, key=_CONFIDENCES.index) if sure else None,
        "rules": [each.rule.id for each in candidates],
    }


def name_of(code: str) -> str:
    """The name of a state."""
    return STATES.get(code, code)


def sentence(state: Json) -> str:
    """A state's answer as a sentence that can stand in the answer of a verdict."""
    name = state["name"]
    name = f"the {name}" if name.startswith("District") else name
    because = state["because"]
    match state["outcome"]:
        case "allowed":
            said = f"{name} lets it on its roads: {because}."
        case "restricted":
            roads = [state["roads"] or because, *(c for c in state["conditions"] if _road_of(c))]
            said = f"{name} lets it on its roads with restrictions: {'; '.join(roads)}."
        case "banned":
            said = f"{name} bans it from its roads: {because}."
        case _:
            said = f"Whether {name} lets it on its roads is unclear: {because}."
    return said[0].upper() + said[1:]


def _road_of(condition: str) -> bool:
    return condition.startswith("a road posted at ")
