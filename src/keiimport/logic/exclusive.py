# SPDX-License-Identifier: Apache-2.0
"""The proof that declared-exclusive conclusions exclude each other.

`exactly_one` lets the compiler choose among classes, which is only right when exactly
one of them holds for every vehicle. It is proved by looking for a vehicle for which two of
them hold, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, FactValue, Includes
from keiimport.facts.dates import format_date
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic import naive
from keiimport.logic.cells import samples
from keiimport.logic.program import Program
from keiimport.logic.solving import Met, Search, TooMany, Way
from keiimport.rulebook.model import LAW_DAYS, Rulebook

MOST_TRIALS = 20_000
"""A group that takes more trials than this is refused as too entangled to prove."""


def prove_exclusive(rulebook: Rulebook, program: Program) -> None:
    """Prove every `exactly_one` of `rulebook`, which is compiled to `program`.

    Raises:
        RuleError: two members of a group can hold at once, or none need hold.
    """
    types = {name: fact.type for name, fact in rulebook.vocabulary.items()}
    types |= {name: FactType(name, "date") for name in LAW_DAYS}
    tests = program.comparisons

    def values(fact: str, mine: Met) -> list[FactValue]:
        if fact not in types:  # that a partial table has it after all
            return [True]
        if types[fact].kind == "choices":  # all that must be in it, and no more
            listed = ((tests[number], truth) for number, truth in mine)
            words = [t.value for t, truth in listed if truth and isinstance(t, Includes)]
            found: Sequence[FactValue] = [frozenset(words)]
        else:
            found = samples([tests[number] for number, _ in mine], types[fact], {})
        return [v for v in found if all(tests[n].truth({fact: v}) is truth for n, truth in mine)]

    search = Search(program, values, _open_nodes(program))
    for group in rulebook.exactly_one:
        named = f"exactly one of {', '.join(group)}"
        node = program.names
        wrong: list[tuple[str, Way]] = [
            (f"{one} and {other} would hold", [(node[one], True), (node[other], True)])
            for one, other in combinations(group, 2)
        ]
        wrong.append(("none of them would hold", [(node[name], False) for name in group]))
        for what, wanted in wrong:
            try:
                found = search.tests(wanted, Random(0), MOST_TRIALS)
            except TooMany:
                found = {}  # which shows no such vehicle
            if found is None:
                continue
            read = dict.fromkeys(name for number in found for name in tests[number].reads)
            told = {each: values(each, search.met_by(each, found))[0] for each in read}
            truths = naive.truths(program, told)
            said = f"{named} is declared, but {what}{_cell(told, types)}"
            if any(truths[number] is not truth for number, truth in wanted):
                said = f"{named} cannot be proved: the facts behind them have too many cases"
            expected = "rules that leave each other's cases out"
            raise RuleError(said, rulebook.conclusions[group[0]].place, expected)


def _open_nodes(program: Program) -> set[int]:
    """The nodes that may be unknown though every fact is known.

    So are what no rule says yet, and figures between the two that the law prints.
    """
    found: set[int] = set()
    for number, node in enumerate(program.nodes):
        if node.op == "test":
            test = program.comparisons[node.args[0]]
            between = isinstance(test, AtLeast | AtMost) and test.low != test.high
        else:
            between = node.op == "unknown" or not found.isdisjoint(node.children)
        if between:
            found.add(number)
    return found


def _cell(told: Mapping[str, FactValue], types: Mapping[str, FactType]) -> str:
    said = ", ".join(f"{name} {_shown(types[name], told[name])}" for name in told if name in types)
    return f" for {said}" if said else ""


def _shown(fact: FactType, value: FactValue) -> str:
    if isinstance(value, Bounds):
        if fact.dimension is None:
            return format_date(value)
        return format_quantity(value, fact.dimension)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(sorted(value)) or "none") if isinstance(value, frozenset) else value
