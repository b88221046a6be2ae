# SPDX-License-Identifier: Apache-2.0
"""Which rows are alike: those between which nothing that looks at a case tells a difference.

Rules, presumptions, limits and the catalogue look at numbers and days through thresholds
only, and at days also through ages and through which of them comes first. So a number is
as good as the cell between thresholds that it lies in, and days are as good as their cells
and their order. Everything else counts as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date

from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import Comparison, IsOneOf
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import STANDARD, Filling
from keiimport.facts.identity import recognise
from keiimport.facts.plausible import check_plausible
from keiimport.facts.units import DIMENSIONS
from keiimport.inference.cells import edges
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.law import Law

FRAME = "vehicle.frame_number"
_ROUND = 50
"""The part of themselves by which figures may differ and still be one told roundly."""

Cell = Hashable


class Alike:
    """Finds what of a told value matters.

    Args:
        law: the rules.
        catalogue: the vehicles that are known.

    Attributes:
        cuts: the thresholds of dimensions of which the catalogue says nothing, in base units.
    """

    def __init__(self, law: Law, catalogue: Catalogue) -> None:
        self._limits = _thresholds(law, catalogue)
        measured = {dimension_of(fact) for row in catalogue.rows for fact in row.facts}
        self.cuts = {
            name: [cut / float(DIMENSIONS[name].scale) for cut in cuts]
            for name, cuts in self._limits.items()
            if name is not None
            and name in DIMENSIONS
            and name not in measured
            and name != "year"
            # a bare number is no figure in one unit there
            and not DIMENSIONS[name].small
        }
        self._frame_is_read = any(
            isinstance(test, IsOneOf) and test.fact == FRAME for test in law.program.comparisons
        )

    def cell(self, fact: str, told: ToldValue | None) -> Cell:
        """What of the value of a fact matters that is no date."""
        if isinstance(told, Told):
            return self._number(fact, told)
        if fact == FRAME and isinstance(told, str) and not self._frame_is_read:
            number = recognise(told)
            if number.kind == "frame_number":
                return ("frame", number.chassis_codes)
        return told

    def _number(self, fact: str, told: Told) -> Cell:
        low, high = told.bounds.low, told.bounds.high
        if low is None or low != high or told.warnings:
            return told
        return bisect_right(self._limits[known_types()[fact].dimension], low)


def checker(law: Law) -> Callable[[str, ToldValue], None]:
    """What raises an error where a value of a fact makes a case impossible by itself."""
    vocabulary = law.rulebook.vocabulary
    standards = tuple(standard.number for standard in law.rulebook.standards)

    def check(fact: str, told: ToldValue) -> None:
        check_plausible({fact: told}, vocabulary.limited)
        if fact.startswith(STANDARD):
            Filling({fact: told}, vocabulary, standards)

    return check


def tests_of(law: Law) -> list[Comparison]:
    """The tests of the rules and of the presumptions."""
    return [*law.program.comparisons, *presuming(law)]


def presuming(law: Law) -> list[Comparison]:
    """The tests of the presumptions."""
    found: list[Comparison] = []
    for presumption in law.rulebook.presumptions:
        found += [*presumption.given, *presumption.off_when]
    return found


Thresholds = Mapping[str | None, Sequence[int]]
"""The first value of each cell of each dimension, and of `date`."""


def law_thresholds(law: Law, tests: Iterable[Comparison]) -> Thresholds:
    """The thresholds of some tests and of the limits of what is plausible.

    Facts of one dimension are compared with each other and filled in from each other, so they
    share theirs.
    """
    found = _empty_thresholds()
    for test in tests:
        for fact in test.reads:
            found.get(dimension_of(fact), set()).update(edges([test], fact, {}))
    for name, limited in law.rulebook.vocabulary.limited.items():
        found.get(dimension_of(name), set()).update(about(limited.least, limited.most))
    for agency in law.rulebook.agencies:
        if agency.covered_from is not None:
            found["date"].add(agency.covered_from)
    # a model year is compared with the year of the build
    found["date"].update(date(year, 1, 1).toordinal() for year in found["year"])
    return {name: sorted(cuts) for name, cuts in found.items()}


def _thresholds(law: Law, catalogue: Catalogue) -> Thresholds:
    """Those of the law, and the figures and days of the catalogue."""
    found = {name: set(cuts) for name, cuts in law_thresholds(law, tests_of(law)).items()}
    for row in catalogue.rows:
        found["date"] |= about(row.produced.low, row.produced.high)
        for fact, known in row.facts.items():
            if isinstance(known.value, Bounds):
                cuts = about(known.value.low, known.value.high) | _roundly(known.value)
                found.get(dimension_of(fact), set()).update(cuts)
    return {name: sorted(cuts) for name, cuts in found.items()}


def _empty_thresholds() -> dict[str | None, set[int]]:
    found: dict[str | None, set[int]] = {dimension_of(fact): set() for fact in known_types()}
    return found | {"date": set()}


def dimension_of(fact: str) -> str | None:
    """The dimension of a number, `date` for dates, None for what is neither."""
    known = known_types().get(fact)
    # the day of the law is a day of entry
    if known is None or known.kind == "date":
        return "date" if known is not None or fact == LAW_DAY else None
    return known.dimension if known.kind == "number" else None


def about(*ends: int | None) -> set[int]:
    """The cells that lie between these ends, which are in their own."""
    return {cut for end in ends if end is not None for cut in (end, end + 1)}


def _roundly(bounds: Bounds) -> set[int]:
    """Where a figure begins or ends to be that of the catalogue, told roundly."""
    low, high = bounds.low, bounds.high
    if low is None or high is None:
        return set()
    return {high - high // _ROUND, low * _ROUND // (_ROUND - 1) + 1}
