# SPDX-License-Identifier: Apache-2.0
"""Presumptions, as a broker makes them, applied to many cases at once with one bit for each.

Untold facts are filled in presumption by presumption, each seeing the results of those before.
Contradicted facts stay unknown. A vehicle that differs from the catalogue may have been changed,
so fewer things are presumed about it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from keiimport.facts.comparisons import Comparison
from keiimport.facts.sources import ALL_STANDARDS, Presumption, SourcedValue
from keiimport.facts.vocabulary import STANDARD
from keiimport.logic.kernel import Cell, Kernel, Rails, set_bits

Numbers = tuple[tuple[int, ...], ...]  # groups of tests, each by its number
Presumed = tuple[str, SourcedValue, int]  # a fact, its presumed value, and the cases


class CompiledPresumption(NamedTuple):
    """A presumption, with its tests by number.

    Attributes:
        given: groups of tests; in each group one test must hold.
        off_when: groups of tests; if every test of a group holds, nothing is presumed.
        disputed: facts that switch it off when told differently from the catalogue.
        certain: whether it is no presumption but follows from its conditions.
        known: the presumed value, with its source.
        fills: the facts it fills, each with the test results of its value.
    """

    given: Numbers
    off_when: Numbers
    disputed: Collection[str]
    certain: bool
    known: SourcedValue
    fills: tuple[tuple[str, Cell], ...]


def compiled_presumptions(
    presumptions: Sequence[Presumption], standards: Sequence[str], kernel: Kernel
) -> tuple[CompiledPresumption, ...]:
    """The presumptions that fill in the same value in every case, in order."""
    numbers = {test: number for number, test in enumerate(kernel.program.comparisons)}
    every = tuple(STANDARD + number for number in standards)

    def numbered(groups: Sequence[Sequence[Comparison]]) -> Numbers:
        return tuple([tuple([numbers[test] for test in group]) for group in groups])

    compiled = []
    for each in presumptions:
        if (known := each.known) is not None:
            facts = every if ALL_STANDARDS in each.facts else each.facts
            fills = tuple([(name, kernel.cell(name, known.value)) for name in facts])
            given, off = numbered(each.given), numbered(each.off_when)
            compiled.append(
                CompiledPresumption(
                    given, off, each.off_when_contradicted, each.follows, known, fills
                )
            )
    return tuple(compiled)


class Presumable(NamedTuple):
    """Which facts may be presumed in which cases; a set of cases has one bit for each.

    Attributes:
        loose: the cases in which everything may be presumed.
        sure: the cases filled with what certainly follows, including the loose ones.
        known: for each fact, the cases in which it is known, presumed, or contradicted.
        disputed: for each fact, the cases in which it is told differently from the catalogue.
    """

    loose: int
    sure: int
    known: dict[str, int]
    disputed: Mapping[str, int]


def presume(
    compiled: Sequence[CompiledPresumption], rails: Rails, cases: Presumable
) -> list[Presumed]:
    """Apply the presumptions, and add the results to the rails.

    Returns:
        Each presumed fact with its value and its cases, in the order of the presumptions.
    """
    holds, _ = rails
    loose, sure, known, disputed = cases
    found: list[Presumed] = []
    for each in compiled:
        here = sure if each.certain else loose
        for name in each.disputed:
            here &= ~disputed.get(name, 0)
        for group in each.given:
            some = 0
            for number in group:
                some |= holds[number]
            here &= some
            if not here:
                break
        for group in each.off_when:
            whole = here
            for number in group:
                whole &= holds[number]
            here ^= whole
        if not here:
            continue
        for name, cell in each.fills:
            if mine := here & ~known.get(name, 0):
                known[name] = known.get(name, 0) | mine
                set_bits(rails, [(cell, mine)])
                found.append((name, each.known, mine))
    return found
