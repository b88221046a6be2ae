# SPDX-License-Identifier: Apache-2.0
"""Signatures: facts with everything left out that no test tells apart.

Rules look at facts through tests alone. A number lies between two thresholds, a text is
one that some rule names or any other: facts with the same signature have the same truths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Hashable, Iterable
from operator import itemgetter

from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, IsOneOf
from keiimport.inference.cells import OTHER_WORD, edges
from keiimport.inference.direct import Direct, Slot, Slots


class Signatures:
    """Finds signatures for some tests of a Program.

    Args:
        direct: the Program with its layout.
        tests: the numbers of the nodes that test facts.
        texts: the names of the facts that may be any text; of every other fact that is no
            number, the value itself is looked at.
    """

    def __init__(self, direct: Direct, tests: Iterable[int], texts: Container[str]) -> None:
        program, layout = direct.program, direct.layout
        tested = {n: program.comparisons[program.nodes[n].args[0]] for n in tests}
        compared = tested.values()
        figures: dict[str, list[Comparison]] = {}
        for comparison in compared:
            if isinstance(comparison, AtLeast | AtMost):
                figures.setdefault(comparison.fact, []).append(comparison)
        read = {name for comparison in compared for name in comparison.reads}
        single = [name for name in layout.single if name in read]
        named: dict[str, dict[Slot, Slot]] = {
            name: {None: None} for name in single if name in texts
        }
        for comparison in compared:
            if isinstance(comparison, IsOneOf) and comparison.fact in named:
                named[comparison.fact].update((value, value) for value in comparison.values)
        self._texts = [(layout.single[name], words) for name, words in named.items()]
        plain = [layout.single[name] for name in single if name not in named]
        self._plain = itemgetter(*plain) if plain else _nothing
        self._ends = [
            (at, sorted(edges(own, name, {})))
            for name, own in figures.items()
            for at in (layout.bounded[name], layout.bounded[name] + 1)
        ]
        ages = [number for number, comparison in tested.items() if isinstance(comparison, HasAged)]
        self._ages = direct.evaluator(ages)

    def of(self, slots: Slots) -> Hashable:
        """The signature of facts that are laid out."""
        return (
            self._plain(slots),
            tuple([bisect_right(thresholds, slots[at]) for at, thresholds in self._ends]),  # type: ignore[type-var]
            tuple([words.get(slots[at], OTHER_WORD) for at, words in self._texts]),
            self._ages(slots),
        )


def _nothing(_: Slots) -> Hashable:
    return ()
