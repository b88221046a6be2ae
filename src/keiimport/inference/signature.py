# SPDX-License-Identifier: Apache-2.0
"""Signatures: facts with everything left out that no test tells apart.

Rules look at facts through tests alone. A number lies between two thresholds, a text is
one that some rule names or any other: facts with the same signature have the same truths.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from keiimport.facts.comparisons import FactValue
from keiimport.inference.kernel import MOST_CELLS, Cell, Kernel


class Signatures:
    """Finds signatures for some tests of a Program.

    Args:
        kernel: the Program.
        tests: the numbers of the comparisons.
    """

    def __init__(self, kernel: Kernel, tests: Iterable[int]) -> None:
        self._kernel = kernel
        self._tests = frozenset(tests)
        self._joint = [n for n in self._tests if len(kernel.program.comparisons[n].reads) > 1]
        self._numbers: dict[tuple[str, Cell], int] = {}
        self._found: dict[tuple[str, FactValue], int] = {}

    def of(self, facts: Mapping[str, FactValue | None]) -> Hashable:
        """The signature of facts."""
        found = self._found
        seen = []
        for name, value in facts.items():
            if value is not None:
                number = found.get((name, value))
                seen.append(self._number(name, value) if number is None else number)
        return frozenset(seen), self._kernel.cell_of(self._joint, facts)

    def _number(self, name: str, value: FactValue) -> int:
        """A number for all values of a fact that the tests do not tell apart."""
        if len(self._found) >= MOST_CELLS:
            self._found.clear()
        cell = self._kernel.cell(name, value)
        mine = Cell(
            tuple([number for number in cell.holds if number in self._tests]),
            tuple([number for number in cell.fails if number in self._tests]),
        )
        number = self._numbers.setdefault((name, mine), len(self._numbers))
        self._found[name, value] = number
        return number
