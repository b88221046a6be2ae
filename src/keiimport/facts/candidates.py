# SPDX-License-Identifier: Apache-2.0
"""Which rows of the catalogue a vehicle may be, by its chassis code or by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from keiimport.facts.bounds import shown
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.identity import same_code
from keiimport.facts.names import Name
from keiimport.facts.wording import listed


class Candidates(NamedTuple):
    """The rows a vehicle may be.

    Attributes:
        rows: the rows, in the order of the catalogue.
        warnings: what did not fit.
        loose: they were found by part of a name only, and may be another vehicle.
    """

    rows: tuple[CatalogueRow, ...] = ()
    warnings: tuple[str, ...] = ()
    loose: bool = False


class RowIndex:
    """The rows by chassis code and by name; both indexes are made when first needed."""

    def __init__(self, rows: tuple[CatalogueRow, ...]) -> None:
        self.rows = rows

    @cached_property
    def by_code(self) -> Mapping[str, list[CatalogueRow]]:
        """The rows of each chassis code, in order."""
        by_code: dict[str, list[CatalogueRow]] = {}
        for row in self.rows:
            if row.chassis_code:
                by_code.setdefault(row.chassis_code, []).append(row)
        return by_code

    @cached_property
    def names(self) -> Sequence[tuple[CatalogueRow, Name, Name]]:
        """Every row with its make and model taken apart."""
        return [(row, Name.of(row.make), Name.of(row.model)) for row in self.rows]

    def with_code(self, codes: tuple[str, ...], make: str | None, model: str | None) -> Candidates:
        """The rows of the codes that make and model do not contradict."""
        exact = [row for code in codes for row in self.by_code.get(code, ())]
        found = exact or [
            row
            for row in self.rows
            if row.chassis_code and any(same_code(code, row.chassis_code) for code in codes)
        ]
        fitting = [row for row in found if _fits(row, make, model)]
        if not fitting and exact and make is not None:
            # A short code may be one maker's and, with its last letter dropped, another's.
            fitting = [
                row
                for row in self.rows
                if len(row.chassis_code) > 3
                and row.chassis_code[:-1] in codes
                and _fits(row, make, model)
            ]
        if fitting:
            if len(codes) > 1 and len({row.chassis_code for row in fitting}) > 1:
                could = listed(row.chassis_code for row in fitting)
                return Candidates(
                    warnings=(
                        f"the frame number without its hyphen could begin with {could}: "
                        "write the hyphen",
                    )
                )
            return Candidates(tuple(fitting))
        if found:
            told = " ".join(filter(None, (make, model)))
            return Candidates(
                warnings=(
                    f"chassis code {listed(codes)} is that of {found[0].make} {found[0].model} "
                    f"in the catalogue, not of {shown(told)}: nothing is taken from it",
                )
            )
        warnings = (f"the catalogue does not know the chassis code {listed(codes)}",)
        if model is None:
            return Candidates(warnings=warnings)
        # Where the catalogue has no code, the vehicle may still be the one.
        named = self.with_name(make, model).rows
        return Candidates(tuple(row for row in named if not row.chassis_code), warnings, True)

    def with_name(self, make: str | None, model: str) -> Candidates:
        """The rows that the name may mean."""
        told = Name.of(model)
        makes = None if make is None else Name.of(make)
        named = [
            (row, name)
            for row, maker, name in self.names
            if makes is None or makes.same_maker(maker)
        ]
        wide = [(row, name) for row, name in named if told.within(name)]
        if any(told.covers_core(name) for _, name in wide):
            return Candidates(tuple(row for row, _ in wide))
        if wide:
            models = listed(f"{row.make} {row.model}" for row, _ in wide)
            return Candidates(
                warnings=(
                    f"the catalogue has no plain {shown(model)}, only {models}: nothing is "
                    "taken from it",
                )
            )
        narrow = [(told.core_size(name), row) for row, name in named if told.extends(name)]
        most = max((size for size, _ in narrow), default=0)
        rows = tuple(row for size, row in narrow if size == most)
        if not rows:
            return Candidates()
        models = listed(f"{row.make} {row.model}" for row in rows)
        return Candidates(
            rows, (f"the catalogue has no {shown(model)}: taken for a version of {models}",), True
        )


def in_markets(found: Candidates, markets: frozenset[str]) -> Candidates:
    """Those of the rows `found` (at least one) that were built for one of the markets."""
    rows = tuple(row for row in found.rows if row.market in markets)
    if rows:
        return Candidates(rows, found.warnings, found.loose)
    warning = (
        f"the catalogue knows {found.rows[0].title} only as built for "
        f"{listed(row.market for row in found.rows)}, which its number or its market rules out: "
        "nothing is taken from it"
    )
    return Candidates(warnings=(*found.warnings, warning))


def _fits(row: CatalogueRow, make: str | None, model: str | None) -> bool:
    """Whether make and model, as told, may be those of a row found by its code."""
    if make is not None and not Name.of(make).same_maker(Name.of(row.make)):
        return False
    if model is None:
        return True
    told, name = Name.of(model), Name.of(row.model)
    return not told.latin or told.within(name) or told.extends(name) or told.shares_word(name)
