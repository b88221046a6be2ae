# SPDX-License-Identifier: Apache-2.0
"""Presuming: what a broker takes for granted, worked out for many cases at once, a bit for each.

What is still open of a case is filled with what may be presumed, each presumption seeing those
before. What is contradicted is known to nobody, and stays open. A vehicle that is not as the
catalogue has it may have been changed, so that less is presumed of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from keiimport.facts.comparisons import Comparison
from keiimport.facts.sources import ALL_STANDARDS, Presumption, SourcedValue
from keiimport.facts.vocabulary import STANDARD
from keiimport.logic.kernel import Cell, Kernel, Rails

Numbers = tuple[tuple[int, ...], ...]  # groups of tests, each by its number
Presumed = tuple[str, SourcedValue, int]  # a fact, what is presumed of it, and of which cases


class CompiledPresumption(NamedTuple):
    """A presumption, with its tests by their numbers.

    Attributes:
        given: of each group one test must be true.
        off_when: no group may be true as a whole.
        disputed: facts of which none may be told otherwise than the catalogue has them.
        certain: whether it is no presumption but follows from its conditions.
        known: what it makes known.
        fills: the facts it fills, each with what tests find of its value.
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
    """What may be presumed of some cases.

    Attributes:
        loose: those of which all is presumed.
        sure: those that are filled with what follows; the loose ones among them.
        known: by fact those that know it, or of which it is contradicted; those of which it is
            presumed join them.
        disputed: by fact those in which it is told otherwise than the catalogue has it.
    """

    loose: int
    sure: int
    known: dict[str, int]
    disputed: Mapping[str, int]


def presume(
    compiled: Sequence[CompiledPresumption], rails: Rails, cases: Presumable
) -> list[Presumed]:
    """Presume what may be presumed of the cases, and add it to the rails.

    Returns:
        What is presumed, in the order of the presumptions.
    """
    holds, fails = rails
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
                for number in cell.holds:
                    holds[number] |= mine
                for number in cell.fails:
                    fails[number] |= mine
                found.append((name, each.known, mine))
    return found
