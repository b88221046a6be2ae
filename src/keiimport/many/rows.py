# SPDX-License-Identifier: Apache-2.0
"""The rows of one table: as columns of different values, and each as a case."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.case import Case, ToldValue
from keiimport.many.reading import NOTHING, Column, Reader, Value, plain_cell


class TableRows:
    """The rows of a frame that has a column for each fact.

    Attributes:
        height: how many they are.
        columns: the facts that are told, each with its different values.
        wrong: for each row whether something in it cannot be read; None where all can.
    """

    def __init__(self, facts: pl.DataFrame, reader: Reader) -> None:
        self._facts = facts
        self.height = facts.height
        self.columns = [reader.column(cells.name, cells) for cells in facts.get_columns()]
        self.wrong = _any_wrong(self.columns)

    def told(self, row: int) -> dict[str, Any]:
        """A row as a case has it."""
        cells = self._facts.row(row, named=True)
        return {n: told for n, cell in cells.items() if (told := plain_cell(cell)) is not None}

    def case(self, row: int) -> object:
        """The case of a row."""
        return self.told(row)

    def name(self, row: int) -> Hashable:
        """Equal for rows that tell the same."""
        return repr(self._facts.row(row))


class CaseRows:
    """Cases one by one: mappings, JSON texts or cases; attributes as of `TableRows`."""

    def __init__(self, cases: Sequence[object]) -> None:
        self.height = len(cases)
        self._cases: list[Case | InputError] = []
        places: dict[str, list[int]] = {}
        values: dict[str, dict[tuple[type, ToldValue], int]] = {}
        for row, given in enumerate(cases):
            try:
                case = Case.parse(given)
            except InputError as error:
                self._cases.append(error)
                continue
            self._cases.append(case)
            for fact, told in case.told_facts.items():
                here = values.setdefault(fact, {})
                at = here.setdefault((type(told), told), len(here) + 1)
                places.setdefault(fact, [0] * self.height)[row] = at
        self.columns = [
            Column(fact, pl.Series(at, dtype=pl.UInt32), _values(values[fact]))
            for fact, at in places.items()
        ]
        wrong = [isinstance(case, InputError) for case in self._cases]
        self.wrong = pl.Series(wrong) if any(wrong) else None

    def case(self, row: int) -> object:
        """The case of a row.

        Raises:
            InputError: it cannot be read.
        """
        case = self._cases[row]
        if isinstance(case, InputError):
            raise case
        return case

    def name(self, row: int) -> Hashable:
        """Equal for rows that tell the same."""
        case = self._cases[row]
        if isinstance(case, InputError):
            return case.sentence()
        return tuple([(n, type(told), told) for n, told in case.told_facts.items()])


def _values(known: Iterable[tuple[type, ToldValue]]) -> list[Value]:
    return [NOTHING, *(Value(told) for _, told in known)]


def told_in(columns: Sequence[Column], row: int) -> dict[str, ToldValue]:
    """What a row tells, by dotted names."""
    told = ((column.fact, column.values[column.places[row]].told) for column in columns)
    return {fact: value for fact, value in told if value is not None}


def _any_wrong(columns: Sequence[Column]) -> pl.Series | None:
    wrong: pl.Series | None = None
    for column in columns:
        bad = [place for place, value in enumerate(column.values) if value.wrong]
        if bad:
            here = column.places.is_in(bad)
            wrong = here if wrong is None else wrong | here
    return wrong
