# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of one door, as a code, and which truths that depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from keiimport.rulebook.model import Condition
from keiimport.verdict.doors import PURPOSE
from keiimport.verdict.law import MOVING_DAYS, Law
from keiimport.verdict.missing import unknown_facts
from keiimport.verdict.proof import Prover, TruthOf
from keiimport.verdict.undone import undone


@lru_cache(maxsize=8)
def large_part(law: Law) -> int | None:
    """The conclusion behind which most of the law stands, if no day or action changes it.

    Which of its many parts are not known is no matter of a code.
    """
    part = law.program.largest_part(law.roots)
    if part is None:
        return None
    changing = {*MOVING_DAYS, *law.stated, *law.gaps}
    return part if changing.isdisjoint(law.program.facts_read([part])) else None


def missing_code(law: Law, place: int, truth_of: TruthOf) -> str:
    """The code of a door of which not enough is known: the first fact it asks for."""
    path, part = law.paths[place], large_part(law)
    purpose = _purpose(law, place)
    if purpose is not None and truth_of(purpose) is None:
        return f"{path.id}:ask:{PURPOSE}"
    unknown = unknown_facts(
        law, lambda node: True if node == part else truth_of(node), [path.open_when]
    )
    names = (name for name in unknown if name in law.rulebook.vocabulary)
    return f"{path.id}:ask:{next(names, 'standards')}"


@lru_cache(maxsize=256)
def doing(left: frozenset[str]) -> Callable[[Law, int, TruthOf], str]:
    """What writes the code of a door that waits for somebody to act.

    Args:
        left: the names of the actions that are not done yet.
    """

    def doing_code(law: Law, place: int, truth_of: TruthOf) -> str:
        path = law.paths[place]
        needed = undone(law, truth_of, path.open_when, left)
        first = next(fact for fact in law.waits_for[place] if fact.name in needed)
        return f"{path.id}:do:{first.name}"

    return doing_code


def failing_code(law: Law, place: int, truth_of: TruthOf) -> str:
    """The code of a door that is shut: the first of what fails."""
    path = law.paths[place]
    truth = truth_of(law.node(path.open_when))
    if truth is True:
        return path.id
    prover = Prover(law, frozenset(), frozenset(), truth_of)
    failing = sorted(prover.failing(path.open_when, truth), key=law.kind)
    return f"{path.id}:{condition_code(failing[0])}" if failing else path.id


def condition_code(condition: Condition) -> str:
    """A condition in a few words that stay the same from run to run."""
    if condition.conclusion is not None:
        return condition.conclusion
    if condition.comparison is not None:
        return "+".join(condition.comparison.reads)
    if condition.op == "not":
        return f"!{condition_code(condition.parts[0])}"
    names = dict.fromkeys(condition_code(part) for part in condition.parts)
    return "+".join(names) or condition.op


def failing_nodes(law: Law, place: int) -> tuple[int, ...]:
    """The nodes whose truths `failing_code` may ask for."""
    whole = law.paths[place].open_when
    return tuple(sorted({law.node(condition) for condition in (whole, *whole.parts)}))


def missing_nodes(law: Law, place: int) -> tuple[int, ...]:
    """The nodes whose truths `missing_code` may ask for."""
    return door_nodes(law, place, large_part(law))


def door_nodes(law: Law, place: int, left_out: int | None = None) -> tuple[int, ...]:
    """The nodes whose truths somebody may ask for who explains a door."""
    nodes = explaining_nodes(law, law.paths[place].open_when, left_out)
    purpose = _purpose(law, place)
    return nodes if purpose is None else tuple(sorted({*nodes, purpose}))


def explaining_nodes(
    law: Law, condition: Condition, left_out: int | None = None
) -> tuple[int, ...]:
    """The nodes whose truths somebody may ask for who explains a condition.

    Args:
        law: the rules.
        condition: what is explained.
        left_out: a conclusion that is not explained.
    """
    found = set(_below(law, condition, left_out, set()))
    return tuple(sorted(found - {left_out}))


def doing_nodes(law: Law, place: int) -> tuple[int, ...]:
    """The nodes whose truths what `doing` gives may ask for."""
    return tuple(sorted(set(_acting(law, law.paths[place].open_when))))


def _acting(law: Law, condition: Condition) -> Iterator[int]:
    if not law.acts_in(condition):
        return
    parts = list(condition.parts)
    if condition.conclusion is not None:
        for rule in law.rules_of[condition.conclusion]:
            yield law.bundle.compiled.lives[rule.id]
            parts.append(rule.when)
    for part in parts:
        yield law.node(part)
        yield from _acting(law, part)


def _purpose(law: Law, place: int) -> int | None:
    return law.program.names.get(f"purpose:{law.paths[place].id}")


def concluding_nodes(law: Law, name: str) -> tuple[int, ...]:
    """The nodes whose truths somebody may ask for who explains a conclusion."""
    return tuple(sorted(set(_conclusion(law, name, None, set()))))


def _below(law: Law, condition: Condition, part: int | None, seen: set[str]) -> Iterator[int]:
    for each in condition.walk():
        yield law.node(each)
        name = each.conclusion
        if name is None or name in seen or law.program.names[name] == part:
            continue
        yield from _conclusion(law, name, part, seen)


def _conclusion(law: Law, name: str, part: int | None, seen: set[str]) -> Iterator[int]:
    if name in seen or law.program.names[name] == part:
        return
    seen.add(name)
    yield law.program.names[name]
    compiled = law.bundle.compiled
    for rule in law.rules_of[name]:
        yield from (compiled.lives[rule.id], compiled.values[rule.id])
        for selected in rule.selector:
            yield from _conclusion(law, selected, part, seen)
        for condition in (rule.applies, rule.when, rule.unless):
            if condition is not None:
                yield from _below(law, condition, part, seen)
