# SPDX-License-Identifier: Apache-2.0
"""Solving: truths of tests under which some nodes of a Program have the truths that are wanted.

A wanted truth of a node is reduced to wanted truths of other nodes, in one way or in several.
Ways that have become impossible are dropped, and of several that remain one after the other is
tried; so it soon shows if no facts can give a few nodes the truths that are wanted. More
knowledge never changes what is settled, so it is enough to search cases in which every fact is
known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Facts, FactValue, HasAged, Includes
from keiimport.facts.dates import format_date
from keiimport.facts.problems import wrong
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic import naive
from keiimport.logic.cells import samples
from keiimport.logic.program import Compiled, Node, Op, Program
from keiimport.rulebook.checks import rivals
from keiimport.rulebook.model import LAW_DAYS, Rulebook, entries, parts_of
from keiimport.rulebook.problems import Problems

Wanted = tuple[int, bool]  # a node or a comparison of the Program, and whether it must hold
Met = frozenset[Wanted]  # of comparisons that look at one fact alone
Values = Callable[[str, Met], Sequence[FactValue]]  # what a fact may be so that they are met
Way = Sequence[Wanted]  # what must be together
Choices = list[Sequence[Way]]  # ways of which one must be taken, several times
Truths = dict[int, bool]  # what nodes, or comparisons, must be


class TooMany(Exception):
    """The search was given up before it was known whether there is a solution."""


class Search:
    """Searches for truths of tests under which nodes have the truths that are wanted.

    Args:
        program: the nodes.
        values: the values that a fact can have.
        open_nodes: nodes that may be unknown though every fact is known. A choice among them has
            a value too where every branch is dead or has it; left out, such ways are not tried.
    """

    def __init__(self, program: Program, values: Values, open_nodes: Collection[int] = ()) -> None:
        self._nodes, self._comparisons = [*program.nodes], program.comparisons
        self._open = open_nodes
        self._agreed: dict[Wanted, int] = {}
        self._alone: dict[str, list[int]] = {}
        self._ages: dict[HasAged, list[tuple[int, int]]] = {}
        for number, test in enumerate(program.comparisons):
            if len(test.reads) == 1:
                self._alone.setdefault(test.reads[0], []).append(number)
            if isinstance(test, HasAged):  # with the ages that differ in years alone
                self._ages.setdefault(replace(test, years=0), []).append((test.years, number))
        self._able = cache(lambda fact, met: bool(values(fact, met)))

    def met_by(self, fact: str, wanted: Mapping[int, bool]) -> Met:
        """The wanted truths of the comparisons that read this fact alone."""
        return frozenset((n, wanted[n]) for n in self._alone.get(fact, ()) if n in wanted)

    def tests(self, wanted: Way, chance: Random, most: int) -> Truths | None:
        """The truths of comparisons, by their numbers, that make it so, or None if there are none.

        Chance decides in which order open ways are tried.

        Raises:
            TooMany: `most` trials were not enough.
        """
        self._chance, self._left = chance, most
        return self._solved(wanted, {}, {}, [])

    def able(self, wanted: Way, most: int) -> bool:
        """Whether any facts make it so; true if `most` trials do not tell."""
        try:
            return self.tests(wanted, Random(0), most) is not None
        except TooMany:
            return True

    def _solved(self, wanted: Way, found: Truths, tests: Truths, choices: Choices) -> Truths | None:
        """The tests that make `wanted` so too, with one way of each choice."""
        while wanted:
            if not self._settle(wanted, found, tests, choices):
                return None
            left = [
                [way for way in ways if all(found.get(n, truth) is truth for n, truth in way)]
                for ways in choices
            ]
            if not all(left):
                return None
            wanted = [each for ways in left if len(ways) == 1 for each in ways[0]]
            wanted = [each for each in wanted if each[0] not in found]
            more = [ways for ways in left if len(ways) > 1]
            known = found.keys()
            choices = [ways for ways in more if not any(dict(way).keys() <= known for way in ways)]
        if not choices:
            return tests
        ways = min(choices, key=len)
        for way in self._chance.sample(ways, len(ways)):
            self._left -= 1
            if self._left < 0:
                raise TooMany
            solved = self._solved(way, found.copy(), tests.copy(), choices.copy())
            if solved is not None:
                return solved
        return None

    def _settle(self, wanted: Way, found: Truths, tests: Truths, choices: Choices) -> bool:
        for number, truth in wanted:
            if found.get(number, truth) is not truth:
                return False
            if number in found:
                continue
            found[number] = truth
            op, args = self._nodes[number]
            if op != "test":
                choices.append(self._ways(number, truth))
                continue
            tests[args[0]] = truth
            if not self._fits(args[0], tests):
                return False
        return True

    def _ways(self, number: int, truth: bool) -> Sequence[Way]:
        node = self._nodes[number]
        match node.op:
            case "not":
                return [[(node.args[0], not truth)]]
            case "all" | "true" | "any" | "false":  # all of nothing is true, any of it false
                each = [(child, truth) for child in node.args]
                together = truth is (node.op in ("all", "true"))
                return [each] if together else [[child] for child in each]
            case "choose":  # one branch is live, and the node has its value
                branches = [*zip(node.args[::2], node.args[1::2], strict=True)]
                ways: list[Way] = [[(live, True), (value, truth)] for live, value in branches]
                if any(live in self._open for live, _ in branches):
                    ways.append([(self._agreeing(number, truth, branches), True)])
                return ways
        return []

    def _agreeing(self, number: int, truth: bool, branches: Sequence[tuple[int, int]]) -> int:
        """A node that holds if each branch of a choice is dead or has this value."""
        if (number, truth) not in self._agreed:
            dead = [self._node("not", live) for live, _ in branches]
            said = [value if truth else self._node("not", value) for _, value in branches]
            each = [self._node("any", *either) for either in zip(dead, said, strict=True)]
            self._agreed[number, truth] = self._node("all", *each)
        return self._agreed[number, truth]

    def _node(self, op: Op, *args: int) -> int:
        self._nodes.append(Node(op, args))
        return len(self._nodes) - 1

    def _fits(self, number: int, wanted: Mapping[int, bool]) -> bool:
        test = self._comparisons[number]
        if isinstance(test, HasAged):  # who is old enough for more years is so for fewer
            alike = sorted(self._ages[replace(test, years=0)])
            found = [wanted[n] for _, n in alike if n in wanted]
            return found == sorted(found, reverse=True)
        return all(self._able(fact, self.met_by(fact, wanted)) for fact in test.reads)


def types_of(rulebook: Rulebook) -> dict[str, FactType]:
    """The type of every fact that a Program reads, except the gaps of partial tables."""
    laws = {name: FactType(name, "date") for name in LAW_DAYS}
    return laws | {name: fact.type for name, fact in rulebook.vocabulary.items()}


def cell_values(program: Program, fact: FactType, mine: Met, facts: Facts) -> list[FactValue]:
    """One value of a fact from each cell of the wanted tests; of a list, just the words needed."""
    tests = [program.comparisons[number] for number, truth in mine if truth]
    if fact.kind == "choices":
        return [frozenset(test.value for test in tests if isinstance(test, Includes))]
    return samples([program.comparisons[number] for number, _ in mine], fact, facts)


# --- what compiling takes on trust ---
# A `choose` node is only right when exactly one of its branches is live: of several definitions at
# most one, and of the classes under `exactly_one` just one for every vehicle. It is proved by
# looking for a case in which two are, or none.

FEW_TRIALS = 3  # after so many, two parts of a condition are taken to go together
MOST_TRIALS = 20_000
"""What takes more trials than this is refused as too entangled to prove."""


def prove_exclusive(rulebook: Rulebook, compiled: Compiled) -> None:
    """Prove that no two rivals are live, and that of each `exactly_one` exactly one holds."""
    program, problems = compiled.program, Problems()
    types, tests = types_of(rulebook), program.comparisons
    values = _values_of(program, types)
    search = Search(program, values, _open_nodes(program))
    for one, other in rivals(rulebook):
        if search.able([(compiled.lives[rule.id], True) for rule in (one, other)], MOST_TRIALS):
            problems.note("both_define", other.place, one=one, other=other)
    problems.raise_all()
    for group in rulebook.exactly_one:
        named = f"exactly one of {', '.join(group)}"
        node = program.names
        never: list[tuple[str, Way]] = [
            (f"{one} and {other} would hold", [(node[one], True), (node[other], True)])
            for one, other in combinations(group, 2)
        ]
        never.append(("none of them would hold", [(node[name], False) for name in group]))
        for what, wanted in never:
            try:
                found = search.tests(wanted, Random(0), MOST_TRIALS)
            except TooMany:
                found = {}  # which shows no such vehicle
            if found is None:
                continue
            read = dict.fromkeys(name for number in found for name in tests[number].reads)
            told = {each: values(each, search.met_by(each, found))[0] for each in read}
            truths = naive.truths(program, told)
            each = (name for name in told if name in types)
            where = ", ".join(f"{name} {_shown(types[name], told[name])}" for name in each)
            said = f"{named} is declared, but {what}" + (f" for {where}" if where else "")
            if any(truths[number] is not truth for number, truth in wanted):
                said = f"{named} cannot be proved: the facts behind them have too many cases"
            expected = "rules that leave each other's cases out"
            raise RuleError(said, rulebook.conclusions[group[0]].place, expected)


def _values_of(program: Program, types: Mapping[str, FactType]) -> Values:
    tests = program.comparisons

    def values(fact: str, mine: Met) -> list[FactValue]:
        if fact not in types:  # that a partial table has it after all
            return [True]
        found = cell_values(program, types[fact], mine, {})
        return [v for v in found if all(tests[n].truth({fact: v}) is truth for n, truth in mine)]

    return values


def never_together(rulebook: Rulebook, compiled: Compiled) -> Iterator[RuleError]:
    """Errors for pairs of parts of a condition that no case can meet, or can fail, together."""
    program, nodes = compiled.program, compiled.conditions
    search = Search(program, _values_of(program, types_of(rulebook)), _open_nodes(program))
    able = cache(lambda *wanted: search.able(wanted, FEW_TRIALS))
    for entry in entries(rulebook):
        asked = [(part.parts, part.op) for part in parts_of(entry) if part.op in ("all", "any")]
        for parts, op in asked:
            each = [((nodes[part.number], op == "all"), part.place) for part in parts]
            able_alone = [(wanted, place) for wanted, place in each if able(wanted)]
            for (one, other), (two, place) in combinations(able_alone, 2):
                if not able(one, two):
                    name = "never_both" if op == "all" else "always_one"
                    yield wrong(name, place, where="beside it" if other == place else f"at {other}")


def _open_nodes(program: Program) -> set[int]:
    """Nodes that may be unknown though every fact is known: law not encoded, pairs of figures."""
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


def _shown(fact: FactType, value: FactValue) -> str:
    if isinstance(value, Bounds):
        return format_quantity(value, fact.dimension) if fact.dimension else format_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(sorted(value)) or "none") if isinstance(value, frozenset) else value
