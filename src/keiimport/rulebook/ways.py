# SPDX-License-Identifier: Apache-2.0
"""The truths that conditions can have, before any case is known.

Law that is not encoded (`unknown`) never settles, so a rule that rests on it alone can go one way
only, and says so by itself; `one_way` in a rule file says it of the others.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from keiimport.errors import RuleError
from keiimport.facts.comparisons import IsTold, Truth
from keiimport.facts.problems import wrong
from keiimport.rulebook import model

TRUTHS: Mapping[Truth, str] = {False: "false", None: "unknown", True: "true"}
"""What each truth is called, the least true first: `all` is the least, `any` the greatest."""


def ways(condition: model.Condition) -> frozenset[Truth]:
    """The truths that `condition` can have; most tests and every conclusion can have any."""
    match condition.op:
        case "true":
            return frozenset({True})
        case "unknown":
            return frozenset({None})
        case "not":
            return frozenset(None if way is None else not way for way in ways(condition.parts[0]))
        case "all" | "any":
            parts = {ways(part) for part in condition.parts}  # each set of truths once
            joined = min if condition.op == "all" else max
            return frozenset(joined(chosen, key=[*TRUTHS].index) for chosen in product(*parts))
        case "fact" if isinstance(condition.comparison, IsTold):
            return frozenset({True, None})  # a fact nobody told is unknown, never a no
        case _:
            return frozenset(TRUTHS)


def definition(entry: model.Entry) -> model.Condition:
    """The condition by which `entry` holds, opens, bars or speaks, with its exceptions."""
    match entry:
        case model.Path():
            return entry.open_when
        case model.Gate():
            return entry.barred_when
        case model.Rule() if entry.unless is not None:
            return model.Condition("all", (entry.when, model.Condition("not", (entry.unless,))))
        case _:
            return entry.when


def ways_of(entry: model.Entry) -> frozenset[Truth]:
    """The truths that `entry` can have; of a remark, whether it can speak and be silent."""
    found = ways(definition(entry))
    match entry:
        case model.Remark():
            # it is silent too where none of its paths can be taken
            spoken = frozenset(way in entry.truths for way in found)
            return spoken | {False} if entry.paths else spoken
        case model.Rule() if entry.adds and (entry.window is not None or entry.applies is not None):
            return found | {False}  # outside its window an alternative just does not hold
        case _:
            return found


def standing_one_way(entry: model.Entry) -> model.OneWay | None:
    """Why `entry` can go one way only, as declared or found; None if it can go both ways."""
    if entry.one_way is not None:
        return entry.one_way
    settled = ways_of(entry) - {None}
    if len(settled) == 2:
        return None
    only = next(iter(settled), None)
    said = None if only or isinstance(entry, model.Remark) else entry.otherwise
    stuck = (part for part in definition(entry).walk() if part.op in ("unknown", "true"))
    words = next(filter(None, (part.otherwise or part.because for part in stuck)), said)
    return model.OneWay(only, words or "nothing that it asks for can be otherwise")


def check_ways(book: model.Rulebook) -> Iterator[RuleError]:
    """Errors for declarations of `one_way` that cannot be true."""
    for entry in model.entries(book):
        stuck = entry.one_way
        if stuck is not None and stuck.only not in ways_of(entry):
            able = " or ".join(sorted(TRUTHS[way] for way in ways_of(entry)))
            yield wrong("never_so", entry.place, able, id=entry.id, only=TRUTHS[stuck.only])
