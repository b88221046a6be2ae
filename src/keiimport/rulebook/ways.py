# SPDX-License-Identifier: Apache-2.0
"""Which truths a condition can have at all, before any case is looked at.

Law that is not encoded (`unknown`) never settles, so a rule that rests on it alone can go one
way only, and says so by itself. `one_way` in a rule file says it of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from keiimport.errors import RuleError
from keiimport.facts.comparisons import IsTold, Truth
from keiimport.rulebook.model import (
    Condition,
    Entry,
    Gate,
    OneWay,
    Path,
    Remark,
    Rule,
    Rulebook,
    entries,
)

EVERY_WAY: frozenset[Truth] = frozenset({True, False, None})


def ways(condition: Condition) -> frozenset[Truth]:
    """The truths that `condition` can have; most tests and every conclusion can have any."""
    match condition.op:
        case "true":
            return frozenset({True})
        case "unknown":
            return frozenset({None})
        case "not":
            return frozenset(None if way is None else not way for way in ways(condition.parts[0]))
        case "all" | "any":
            parts = {ways(part) for part in condition.parts}  # what all can have, each kind once
            joined = _all if condition.op == "all" else _any
            return frozenset(joined(chosen) for chosen in product(*parts))
        case "fact" if isinstance(condition.comparison, IsTold):
            return frozenset({True, None})  # what nobody told is unknown, and never a no
        case _:
            return EVERY_WAY


def asked(entry: Entry) -> Condition:
    """The condition by which `entry` holds, is open, bars or speaks."""
    match entry:
        case Path():
            return entry.open_when
        case Gate():
            return entry.barred_when
        case _:
            return entry.when


def ways_of(entry: Entry) -> frozenset[Truth]:
    """The truths that `entry` can have; of a remark, whether it can speak and be silent."""
    found = ways(asked(entry))
    match entry:
        case Remark():
            # it is silent too where none of its paths can be taken
            spoken = frozenset(way in entry.truths for way in found)
            return spoken | {False} if entry.paths else spoken
        case Rule():
            if entry.unless is not None:
                free = ways(Condition("not", (entry.unless,)))
                found = frozenset(_all(both) for both in product(found, free))
            # outside its window an alternative just does not hold
            is_cut = entry.adds and (entry.window is not None or entry.applies is not None)
            return found | {False} if is_cut else found
        case _:
            return found


def standing_one_way(entry: Entry) -> OneWay | None:
    """Why `entry` can go one way only: what it says itself, or what it leaves open."""
    if entry.one_way is not None:
        return entry.one_way
    left = ways_of(entry)
    settled = left - {None}
    if len(settled) == 2:
        return None
    only = next(iter(settled), None)
    said = None if only or isinstance(entry, Remark) else entry.otherwise
    words = next(iter(_unsettled(asked(entry))), said)
    return OneWay(only, words or "nothing that it asks for can be otherwise")


def check_ways(book: Rulebook) -> Iterator[RuleError]:
    """What rules say of their one way that cannot be."""
    for entry in entries(book):
        stuck = entry.one_way
        if stuck is not None and stuck.only not in ways_of(entry):
            word = {True: "true", False: "false", None: "unknown"}
            able = " or ".join(sorted(word[way] for way in ways_of(entry)))
            said = f"`{entry.id}` says that it is only ever {word[stuck.only]}, which it never is"
            yield RuleError(said, entry.place, able)


def _all(parts: tuple[Truth, ...]) -> Truth:
    return False if False in parts else None if None in parts else True


def _any(parts: tuple[Truth, ...]) -> Truth:
    return True if True in parts else None if None in parts else False


def _unsettled(condition: Condition) -> Iterator[str]:
    """What is said of the parts that never settle, or never change."""
    for part in condition.walk():
        if part.op in ("unknown", "true") and (words := part.otherwise or part.because):
            yield words
