# SPDX-License-Identifier: Apache-2.0
"""The proof that declared-exclusive conclusions exclude each other.

`exactly_one` lets the compiler choose among classes, which is only right when exactly
one of them holds for every vehicle. It is proved by trying every cell of every fact
that the classes look at.
"""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.dates import format_date
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic.cells import samples
from keiimport.logic.kernel import Bits, Kernel, truth_at
from keiimport.rulebook.model import LAW_DAYS, Rulebook

MOST_LOOKS = 200_000
"""A group that takes more looks than this is refused as too entangled to prove."""


def prove_exclusive(rulebook: Rulebook, kernel: Kernel) -> None:
    """Prove every `exactly_one` of `rulebook`, which `kernel` runs.

    Raises:
        RuleError: two members of a group can hold at once, or none need hold.
    """
    for group in rulebook.exactly_one:
        _Search(group, rulebook, kernel).under({})


class _Search:
    """Tries the cells of one fact after the other.

    Truths never change as more becomes known, so where some facts already settle every
    member of the group the rest need not be tried, and only facts that something
    unsettled still looks at are.
    """

    def __init__(self, group: tuple[str, ...], rulebook: Rulebook, kernel: Kernel) -> None:
        self.group = group
        self.place = rulebook.conclusions[group[0]].place
        self.vocabulary = rulebook.vocabulary
        self.kernel = kernel
        self.program = program = kernel.program
        self.roots = [program.names[name] for name in group]
        self.cone = program.cone(self.roots)
        tests = [program.nodes[n].args[0] for n in self.cone if program.nodes[n].op == "test"]
        comparisons = [program.comparisons[number] for number in tests]
        self.cells = {
            name: samples(comparisons, self.type_of(name), {})
            for name in program.facts_read(self.roots)
            if name in rulebook.vocabulary or name in LAW_DAYS
        }
        self.looks = 0

    def under(self, told: dict[str, FactValue], name: str | None = None) -> None:
        """Prove the group for every vehicle of which `told` is true, by each cell of `name`."""
        tried = [told] if name is None else [{**told, name: value} for value in self.cells[name]]
        self.looks += len(tried)
        if self.looks > MOST_LOOKS:
            raise self.error("cannot be proved: the facts behind them have too many cases", told)
        every = (1 << len(tried)) - 1
        varied = {} if name is None else {name: [(t[name], 1 << n) for n, t in enumerate(tried)]}
        found = self.kernel.bits(self.cone, self.kernel.rails_over(told, varied, every), every)
        for place, facts in enumerate(tried):
            truths = [truth_at(found[root], place) for root in self.roots]
            holding = [name for name, truth in zip(self.group, truths, strict=True) if truth]
            if len(holding) > 1:
                raise self.error(f"is declared, but {' and '.join(holding)} would hold", facts)
            if all(truth is False for truth in truths):
                raise self.error("is declared, but none of them would hold", facts)
            if None in truths:
                following = self.next_fact(found, place, facts)
                if following is not None:
                    self.under(facts, following)

    def next_fact(
        self, found: Mapping[int, Bits], place: int, told: Mapping[str, FactValue]
    ) -> str | None:
        """A fact that something unsettled looks at, the one with the fewest cells."""
        tests = self.program.open_tests(self.roots, lambda node: truth_at(found[node], place))
        wanted = {name for test in tests for name in test.reads}
        free = [name for name in sorted(wanted) if name in self.cells and name not in told]
        return min(free, key=lambda name: len(self.cells[name]), default=None)

    def type_of(self, name: str) -> FactType:
        return FactType(name, "date") if name in LAW_DAYS else self.vocabulary[name].type

    def error(self, what: str, told: Mapping[str, FactValue]) -> RuleError:
        cell = ", ".join(f"{name} {_shown(self.type_of(name), told[name])}" for name in told)
        return RuleError(
            f"exactly one of {', '.join(self.group)} {what}" + (f" for {cell}" if cell else ""),
            place=self.place,
            expected="rules that leave each other's cases out",
        )


def _shown(fact: FactType, value: FactValue) -> str:
    if isinstance(value, Bounds):
        if fact.dimension is None:
            return format_date(value)
        return format_quantity(value, fact.dimension)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(sorted(value)) or "none") if isinstance(value, frozenset) else value
