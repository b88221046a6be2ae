# SPDX-License-Identifier: Apache-2.0
"""Which rows of the catalogue a vehicle may be, by its chassis code or by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.catalogue_table import Tables
from keiimport.facts.dates import format_date
from keiimport.facts.identity import same_code
from keiimport.facts.names import Name
from keiimport.facts.wording import listed


class Candidates(NamedTuple):
    """The rows a vehicle may be.

    Attributes:
        rows: the rows, in the order of the catalogue.
        warnings: what did not fit.
        loose: they were found by part of a name only, and may be another vehicle.
        numbered: a chassis code names them, and not a name alone.
        ruled_out: where nothing fits, the rows that were named, but for which something
            else that was told leaves no room.
    """

    rows: tuple[CatalogueRow, ...] = ()
    warnings: tuple[str, ...] = ()
    loose: bool = False
    numbered: bool = False
    ruled_out: tuple[CatalogueRow, ...] = ()


class RowIndex(NamedTuple):
    """The numbers of the rows of each chassis code and of each name.

    Attributes:
        codes: by chassis code.
        short: the codes that are written in short so.
        names: by make and model.
    """

    codes: dict[str, list[int]]
    short: dict[str, list[str]]
    names: dict[tuple[str, str], list[int]]

    @staticmethod
    def of(tables: Tables) -> RowIndex:
        """The index of some tables."""
        index = RowIndex({}, {}, {})
        for number in range(len(tables)):
            cells = tables.line(number).cells
            index.names.setdefault((cells["make"], cells["model"]), []).append(number)
            if code := cells["chassis_code"]:
                index.codes.setdefault(code, []).append(number)
        for code in index.codes:
            for end in (1, 2):
                if same_code(code, code[:-end]):
                    index.short.setdefault(code[:-end], []).append(code)
        return index

    def rows(self, tables: Tables, codes: Iterable[str]) -> list[CatalogueRow]:
        """The rows of some chassis codes, in order."""
        found = dict.fromkeys(number for code in codes for number in self.codes.get(code, ()))
        return [tables[number] for number in found]

    def similar(self, code: str) -> list[str]:
        """The codes that differ from `code` by the letters for the body."""
        shorter = (code[:-end] for end in (1, 2) if same_code(code, code[:-end]))
        return [*self.short.get(code, ()), *(known for known in shorter if known in self.codes)]


def with_code(
    tables: Tables, index: RowIndex, codes: tuple[str, ...], make: str | None, model: str | None
) -> Candidates:
    """The rows of the codes that make and model do not contradict."""
    exact = index.rows(tables, codes)
    found = exact or index.rows(tables, (known for code in codes for known in index.similar(code)))
    fitting = [row for row in found if _fits(row, make, model)]
    if not fitting and exact and make is not None:
        # A short code may be one maker's and, with its last letter dropped, another's.
        longer = index.rows(tables, (c for code in codes for c in index.codes if c[:-1] == code))
        fitting = [row for row in longer if len(row.chassis_code) > 3 and _fits(row, make, model)]
    if fitting:
        if len(codes) > 1 and len({row.chassis_code for row in fitting}) > 1:
            could = listed(row.chassis_code for row in fitting)
            return Candidates(
                warnings=(
                    f"the frame number without its hyphen could begin with {could}: "
                    "write the hyphen",
                ),
                numbered=True,
                ruled_out=tuple(fitting),
            )
        return Candidates(tuple(fitting), numbered=True)
    if found:
        told = " ".join(filter(None, (make, model)))
        return Candidates(
            warnings=(
                f"chassis code {listed(codes)} is that of {found[0].make} {found[0].model} "
                f"in the catalogue, not of {shown(told)}: nothing is taken from it",
            ),
            numbered=True,
            ruled_out=tuple(found),
        )
    warnings = (f"the catalogue does not know the chassis code {listed(codes)}",)
    if model is None:
        return Candidates(warnings=warnings)
    # Where the catalogue has no code, the vehicle may still be the one.
    named = with_name(tables, index, make, model).rows
    return Candidates(tuple(row for row in named if not row.chassis_code), warnings, True)


def with_name(tables: Tables, index: RowIndex, make: str | None, model: str) -> Candidates:
    """The rows that the name may mean."""
    told = Name.of(model)
    makes = None if make is None else Name.of(make)
    named = [
        (tables[number], Name.of(name))
        for (maker, name), numbers in index.names.items()
        if makes is None or makes.same_maker(Name.of(maker))
        for number in numbers
    ]
    wide = [(row, name) for row, name in named if told.within(name)]
    if any(told.covers_core(name) for _, name in wide):
        return Candidates(tuple(row for row, _ in wide))
    if wide:
        return _longer(model, told, wide)
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
        return found._replace(rows=rows)
    warning = (
        f"the catalogue knows {found.rows[0].title} only as built for "
        f"{listed(row.market for row in found.rows)}, which its number or its market rules out: "
        "nothing is taken from it"
    )
    return found._replace(rows=(), warnings=(*found.warnings, warning), ruled_out=found.rows)


def built_then(found: Candidates, model: str | None, built: Bounds) -> Candidates:
    """Those of the rows `found` (at least one) that were in production when it was built.

    A chassis code names its rows whenever the vehicle was built. A name says less: older
    vehicles of the name may be missing in the catalogue.
    """
    rows = tuple(row for row in found.rows if row.produced.intersect(built))
    if rows or found.numbered:
        return found._replace(rows=rows or found.rows)
    warning = (
        f"the catalogue has no {shown(model)} built {format_date(built)}, only "
        f"{_years(found.rows)}: the build is kept as told, and nothing is taken from it"
    )
    return found._replace(rows=(), warnings=(*found.warnings, warning), ruled_out=found.rows)


def _years(rows: tuple[CatalogueRow, ...]) -> str:
    """The months in which any of the rows was in production, in words."""
    lows = [row.produced.low for row in rows if row.produced.low is not None]
    highs = [row.produced.high for row in rows if row.produced.high is not None]
    first = date.fromordinal(min(lows)).isoformat()[:7] if len(lows) == len(rows) else None
    last = date.fromordinal(max(highs)).isoformat()[:7] if len(highs) == len(rows) else None
    if first is None:
        return f"until {last}" if last else "of other years"
    return f"from {first} to {last}" if last else f"from {first} on"


def _longer(model: str, told: Name, wide: Sequence[tuple[CatalogueRow, Name]]) -> Candidates:
    """What the catalogue has only under longer names, where one word more makes the name."""
    rest = [told.words_short_of(name) for _, name in wide if told.begins(name)]
    models = listed(f"{row.make} {row.model}" for row, _ in wide)
    only = f"the catalogue has no plain {shown(model)}, only {models}"
    if min(rest, default=2) > 1:
        return Candidates(warnings=(f"{only}: nothing is taken from it",))
    rows = tuple(row for row, name in wide if told.begins(name))
    taken = listed(f"{row.make} {row.model}" for row in rows)
    return Candidates(rows, (f"{only}: taken for {taken}, which is not certain",), True)


def _fits(row: CatalogueRow, make: str | None, model: str | None) -> bool:
    """Whether make and model, as told, may be those of a row found by its code."""
    if make is not None and not Name.of(make).same_maker(Name.of(row.make)):
        return False
    if model is None:
        return True
    told, name = Name.of(model), Name.of(row.model)
    return not told.latin or told.within(name) or told.extends(name) or told.shares_word(name)
