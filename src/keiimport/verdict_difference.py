# SPDX-License-Identifier: Apache-2.0
"""The differences between two verdicts on one case, and where their chains of reasons part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from keiimport.explain.written import WHERE_TRUE, suppositions
from keiimport.facts.case import Case, changed
from keiimport.rulebook.arguments import checked
from keiimport.verdict import Verdict
from keiimport.verdict_types import plain

Json = dict[str, Any]

# the keys of a verdict of which a difference counts; paths, gates and warnings do besides
COMPARED = (
    *("outcome", "strict_outcome", "certainty", "depends_on", "earliest", "earliest_possible"),
    *("chosen", "classification", "duty", "state"),
)
IDLE = ("closed", "clear")  # of a path or gate: the same as its not being there


class Pair(NamedTuple):
    """A difference between two verdicts; None where one of them says nothing."""

    what: str  # a key of the verdict, or the id of a path or a gate
    a: object
    b: object


class Row(NamedTuple):
    """A step of one chain beside that of the other on the same conclusion; one may be missing."""

    same: bool  # whether both conclude the same for the same reason
    a: Json | None
    b: Json | None


@dataclass(frozen=True, slots=True)
class VerdictDifference:
    """The differences between two verdicts.

    Attributes:
        answers: both answers.
        pairs: the differences; empty if the verdicts come to the same.
        chains: both chains of reasons side by side.
        parting: the first row in which they part, or None.
    """

    answers: tuple[str, str]
    pairs: tuple[Pair, ...]
    chains: tuple[Row, ...]
    parting: Row | None

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @property
    def why(self) -> str:
        """The place where they part and the reason, in one sentence; empty if they do not."""
        if self.parting is None:
            return ""
        step: Json = self.parting.a or self.parting.b or {}
        first, second = _said(self.parting.a), _said(self.parting.b)
        return f"they part at `{step['concludes']}`: in the first {first}; in the second {second}"

    def to_dict(self) -> Json:
        """The difference as plain JSON values."""
        return {
            "changed": bool(self),
            "answer": {"a": self.answers[0], "b": self.answers[1]},
            "differences": plain(self.pairs),
            "why": self.why,
            "parts_at": plain(self.parting),
            "chains": plain(self.chains),
        }


def suppose(
    evaluate: Callable[..., Verdict], case: Case, told: Mapping[str, Any], state: str | None
) -> Json:
    """What would change if some facts were as `told`; without any, what would open each door.

    `evaluate` is that of an engine, with its options; `state` takes the place of that of the case.
    """
    today = date.today()  # the same on both sides, even over midnight
    case = changed(case, state=state)
    found = evaluate(case, today=today)
    if not told:
        return found.remedies().to_dict()
    other = evaluate(changed(case, told), today=today)
    return {"set": told} | compare_verdicts(found, other).to_dict()


@checked
def compare_verdicts(a: Verdict, b: Verdict) -> VerdictDifference:
    """Compare two verdicts on one case, and find where their chains part.

    Args:
        a: the first verdict.
        b: the second, by other rules or on another day.

    Example:
        >>> import keiimport
        >>> truck = {"vehicle": {"manufactured": "2015-06"}, "entry": {"date": "2026-11-21"}}
        >>> later = {**truck, "entry": {"date": "2040-06-30"}}
        >>> found = keiimport.compare_verdicts(*map(keiimport.evaluate, (truck, later)))
        >>> [(pair.a, pair.b) for pair in found.pairs if pair.what == "outcome"]
        [('not_yet', 'admissible')]
    """
    pairs = tuple(_pairs(a, b))
    chains = tuple(_side_by_side(plain(a.reasoning), plain(b.reasoning)))
    return VerdictDifference((a.answer, b.answer), pairs, chains, _parting(chains, a, b))


def differ(a: Verdict, b: Verdict) -> bool:
    """Whether two verdicts differ; no chains are written for it."""
    return next(_pairs(a, b), None) is not None


def _pairs(a: Verdict, b: Verdict) -> Iterator[Pair]:
    for key in COMPARED:
        one, other = plain(getattr(a, key)), plain(getattr(b, key))
        in_other_order = key == "classification" and sorted(one) == sorted(other)
        if one != other and not in_other_order:
            yield Pair(key, one, other)
    yield from _entries(plain(a.paths), plain(b.paths), ("outcome", "opens_on", "opens_possible"))
    yield from _entries(plain(a.gates), plain(b.gates), ("outcome",))
    # what was laid over the law is warned of everywhere, and changes no verdict by itself
    first, second = (
        [text for text in verdict.warnings if text not in set(suppositions(verdict._index))]
        for verdict in (a, b)
    )
    gone = [text for text in first if text not in second]
    new = [text for text in second if text not in first]
    if gone or new:
        yield Pair("warnings", gone, new)


def _entries(one: Sequence[Json], other: Sequence[Json], keys: tuple[str, ...]) -> Iterator[Pair]:
    first = {entry["id"]: entry for entry in one}
    second = {entry["id"]: entry for entry in other}
    for id in dict.fromkeys((*first, *second)):
        found = (first.get(id), second.get(id))
        a, b = (entry and {key: entry[key] for key in keys} for entry in found)
        idle = all(entry is None or entry["outcome"] in IDLE for entry in (a, b))
        if a != b and not idle:
            yield Pair(id, a, b)


def _side_by_side(one: Sequence[Json], other: Sequence[Json]) -> Iterator[Row]:
    """The steps of two chains, with steps on the same conclusion in one row."""
    first = [str(step["concludes"]) for step in one]
    second = [str(step["concludes"]) for step in other]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if kind == "equal":
            for a, b in zip(one[a_from:a_to], other[b_from:b_to], strict=True):
                yield Row(_alike(a, b, "rule", "truth", "because"), a, b)
        else:
            yield from (Row(False, step, None) for step in one[a_from:a_to])
            yield from (Row(False, None, step) for step in other[b_from:b_to])


def _alike(a: Json, b: Json, *keys: str) -> bool:
    """Whether two steps have the same values under some keys."""
    return all(a[key] == b[key] for key in keys)


def _parting(chains: Sequence[Row], a: Verdict, b: Verdict) -> Row | None:
    """The first row with another rule or truth, or in one chain only; else with other reasons."""
    for row in chains:
        if row.a and row.b:
            shared = _alike(row.a, row.b, "rule", "truth")
        else:
            shared = _finds(a, row.b) and _finds(b, row.a)
        if not shared:
            return row
    return next((row for row in chains if row.a and row.b and not row.same), None)


def _finds(verdict: Verdict, step: Json | None) -> bool:
    """Whether a verdict agrees with a step of another that its own chain does not have."""
    if step is None:
        return True
    name = step["concludes"]
    known = name in verdict._index.rulebook.conclusions
    return known and WHERE_TRUE[verdict.truth(name)] == str(step["truth"])


def _said(step: Json | None) -> str:
    return f"it is {step['truth']}: {step['because']}" if step else "it does not come up"
