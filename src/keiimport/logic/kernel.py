# SPDX-License-Identifier: Apache-2.0
"""The kernel: a Program as one straight-line function over worlds, a bit for each.

A world is one case on one day with one way of looking at it. A truth is two integers:
`holds` has a bit for each world in which it is true, `fails` for each in which it is
false, and a world in neither does not know. So `all` is `&` of the first and `|` of the
second, `not` swaps them, and one pass answers for as many worlds as there are bits.
What it means stands in `keiimport.logic.naive`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from types import CodeType
from typing import NamedTuple, cast

from keiimport.facts.comparisons import Comparison, Facts, FactValue, HasAged, Reached, Truth
from keiimport.logic.program import Program
from keiimport.memory import Memory

Rails = tuple[list[int], list[int]]
"""For each comparison of a Program the worlds in which it holds, and those in which it fails."""

Bits = tuple[int, int]  # the worlds or days in which something holds, and those in which it fails
Run = Callable[[Sequence[int], Sequence[int], int], tuple[int, ...]]
"""Takes the rails and all worlds, returns holds and fails of each root in turn."""

Rail = tuple[int, bool]  # a node, and whether the worlds are meant in which it holds
Code = Mapping[tuple[int, ...], CodeType]  # the compiled evaluators of a Program by their roots
Varied = Mapping[str, Sequence[tuple[FactValue, int]]]
"""Values of facts, each with the worlds that have it."""

MOST_CELLS = 16_384
"""Values of facts whose tests are kept, each about 400 bytes: 97 of 100 are found again, and of six
times as many one in 500 more."""


class Cell(NamedTuple):
    """The numbers of the tests that hold, and of those that fail, for one value of a fact."""

    holds: tuple[int, ...]
    fails: tuple[int, ...]


MOST_REACHED = 4096
"""Days from which ages are counted, each about 4 kB: 18,000 cases of a market, supposed ones among
them, had 3,000."""


def _cell(found: Sequence[tuple[int, Truth]]) -> Cell:
    holds = tuple([number for number, truth in found if truth])
    return Cell(holds, tuple([number for number, truth in found if truth is False]))


def set_bits(rails: Rails, cells: Iterable[tuple[Cell, int]]) -> None:
    """Mark on the rails the results of tests, each cell for some worlds."""
    for cell, worlds in cells:
        for side, numbers in zip(rails, cell, strict=True):
            for number in numbers:
                side[number] |= worlds


class Kernel:
    """Evaluators generated for one Program; `code` has what was compiled for it before."""

    def __init__(self, program: Program, code: Code | None = None) -> None:
        self.program = program
        self.code = dict(code or {})
        self._made: dict[tuple[int, ...], Run] = {}
        self._cells: Memory[tuple[str, FactValue], Cell] = Memory(MOST_CELLS)
        self._none = [0] * len(program.comparisons)
        self._tests: dict[str, list[tuple[int, Comparison]]] = {}
        self._ages: dict[str, list[tuple[int, HasAged]]] = {}
        self._reached: Memory[tuple[str, FactValue], Mapping[int, Reached]] = Memory(MOST_REACHED)
        for number, comparison in enumerate(program.comparisons):
            if isinstance(comparison, HasAged):
                self._ages.setdefault(comparison.since, []).append((number, comparison))
            else:
                self._tests.setdefault(comparison.reads[0], []).append((number, comparison))
        self._until = {n: age.by for ages in self._ages.values() for n, age in ages}

    def evaluator(self, roots: Sequence[int]) -> Run:
        """The function that evaluates `roots`, generated on first use."""
        key = tuple(roots)
        if key not in self._made:
            if key not in self.code:
                text = _Writer(self.program).text(key)
                self.code[key] = compile(text, "<keiimport program>", "exec")
            scope: dict[str, object] = {}
            exec(self.code[key], scope)
            self._made[key] = cast(Run, scope["run"])
        return self._made[key]

    def bits(self, nodes: Sequence[int], rails: Rails, every: int) -> dict[int, Bits]:
        """The worlds in which each of `nodes` holds, and those in which it fails."""
        found = iter(self.evaluator(nodes)(*rails, every))
        return dict(zip(nodes, zip(found, found, strict=True), strict=True))

    @cached_property
    def every_node(self) -> Run:
        """The function that evaluates every node of the Program."""
        return self.evaluator(range(len(self.program.nodes)))

    def cell(self, name: str, value: FactValue) -> Cell:
        """The results, for `value`, of the tests that read the fact `name` alone."""
        cell = self._cells.get((name, value))
        if cell is None:
            facts, tests = {name: value}, self._tests.get(name, ())
            found = _cell([(number, test.truth(facts)) for number, test in tests])
            cell = self._cells.keep((name, value), found)
        return cell

    def when_reached(self, facts: Facts) -> dict[int, Reached]:
        """For each test on an age, by its number, when the age is reached."""
        found: dict[int, Reached] = {}
        for since, ages in self._ages.items():
            value = facts.get(since)
            if value is not None:
                reached = self._reached.get((since, value))
                if reached is None:
                    reached = {number: age.when_reached(value) for number, age in ages}
                    self._reached.keep((since, value), reached)
                found |= reached
        return found

    def ages(self, reached: Mapping[int, Reached], facts: Facts) -> Cell:
        """The results of the tests on ages, which read two facts."""
        until = self._until
        return _cell([(n, its.truth(facts.get(until[n]))) for n, its in reached.items()])

    def no_rails(self) -> Rails:
        """Rails on which no test has a result yet."""
        return self._none.copy(), self._none.copy()

    def rails(self, worlds: Iterable[Facts]) -> Rails:
        """The rails for some worlds, given the facts known in each."""
        rails = self.no_rails()
        for place, facts in enumerate(worlds):
            known = [self.cell(name, value) for name, value in facts.items() if value is not None]
            ages = self.ages(self.when_reached(facts), facts)
            set_bits(rails, [(cell, 1 << place) for cell in (*known, ages)])
        return rails

    def rails_over(self, facts: Facts, varied: Varied, every: int) -> Rails:
        """The rails for worlds that share `facts` and differ in those of `varied`."""
        holds, fails = rails = self.no_rails()
        same = {name: [(value, every)] for name, value in facts.items() if value is not None}
        for name, values in {**same, **varied}.items():
            set_bits(rails, [(self.cell(name, value), worlds) for value, worlds in values])
        for number, test in chain.from_iterable(self._ages.values()):
            ways = [[(n, *each) for each in varied[n]] for n in test.reads if n in varied]
            for chosen in product(*ways):
                truth = test.truth({**facts, **{name: value for name, value, _ in chosen}})
                worlds = every
                for _, _, these in chosen:
                    worlds &= these
                if truth is not None:
                    (holds if truth else fails)[number] |= worlds
        return rails

    def truths(self, roots: Sequence[int], facts: Facts) -> list[Truth]:
        """The truth of each root, given one set of facts."""
        bits = self.bits(roots, self.rails([facts]), 1)
        return [truth_at(bits[root], 0) for root in roots]


def truth_at(bits: Bits, place: int) -> Truth:
    """The truth in one world of a pass."""
    return True if bits[0] >> place & 1 else False if bits[1] >> place & 1 else None


class _Writer:
    """Generates the function for some roots: one line for each rail it reads, children first."""

    def __init__(self, program: Program) -> None:
        self.nodes = program.nodes
        self.asked: dict[Rail, None] = {}  # the rails that need a line

    def text(self, roots: Sequence[int]) -> str:
        """The text of the function `run(T, F, E)`."""
        result = "".join(f"{self._rail(r, holds)}, " for r in roots for holds in (True, False))
        made: dict[Rail, str] = {}
        # rules may rest on one another deeper than calls may
        while len(made) < len(self.asked):
            for rail in [*self.asked][len(made) :]:
                made[rail] = self._joined(*rail)
        lines = (f"{self._rail(*rail)} = {made[rail]}" for rail in sorted(made))
        return "\n ".join(["def run(T, F, E):", *lines, f"return ({result})"]) + "\n"

    def _rail(self, number: int, holds: bool) -> str:
        """The expression for the worlds in which a node holds, or fails."""
        op, args = self.nodes[number]
        match op:
            case "test":
                return f"{'T' if holds else 'F'}[{args[0]}]"
            case "not":
                return self._rail(args[0], not holds)
            case "true" | "false":
                return "E" if holds is (op == "true") else "0"
            case "unknown":
                return "0"
        self.asked[number, holds] = None
        return f"{'h' if holds else 'f'}{number}"

    def _joined(self, number: int, holds: bool) -> str:
        op, args = self.nodes[number]
        if op != "choose":
            word = " & " if (op == "all") == holds else " | "
            return word.join([self._rail(child, holds) for child in args])
        # every branch is dead or says so; or some live branch says so
        branches = [
            (self._rail(live, True), self._rail(live, False), self._rail(value, holds))
            for live, value in zip(args[0::2], args[1::2], strict=True)
        ]
        every = " & ".join(f"({dead} | {said})" for _, dead, said in branches)
        return " | ".join([*(f"{live} & {said}" for live, _, said in branches), every])


def places_in(bits: int) -> Iterator[int]:
    """The positions of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
