# SPDX-License-Identifier: Apache-2.0
"""The catalogue of vehicles: one row for each chassis code.

A row says what the maker built under a code, and how well that was seen. The rows that a
vehicle may be fill in what nobody told, and show where somebody told something else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property

from keiimport.errors import RuleErrors
from keiimport.facts.bounds import Bounds
from keiimport.facts.candidates import (
    Match,
    RowIndex,
    built_then,
    in_markets,
    with_code,
    with_name,
)
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.catalogue_table import Tables
from keiimport.facts.exhaust import ExhaustPrefixes
from keiimport.facts.identity import recognise
from keiimport.facts.names import Spellings, squashed, words_of
from keiimport.memory import Memory

__all__ = ["Catalogue", "CatalogueRow", "Match"]

_SEARCHED = ("make", "model", "chassis_code", "model_code_prefix")

_MEMORY = 4096
"""Questions whose answers the catalogue keeps."""


class Catalogue:
    """Every row, found by chassis code or by name."""

    def __init__(
        self,
        tables: Tables,
        spellings: Spellings | None = None,
        exhaust: ExhaustPrefixes | None = None,
        index: RowIndex | None = None,
    ) -> None:
        self._tables = tables
        self._spellings = spellings or Spellings({})
        self.exhaust = exhaust or ExhaustPrefixes()
        self._index = index or RowIndex.of(tables)
        self._makes = {squashed(make): make for make, *_ in self._index.names}
        # What was asked before; feeds ask for the same few thousand vehicles again.
        self._found: Memory[Hashable, Match] = Memory(_MEMORY)

    def __reduce__(self) -> tuple[type[Catalogue], tuple[object, ...]]:
        """How to make it again elsewhere: what was asked before is left behind."""
        return Catalogue, (self._tables, self._spellings, self.exhaust, self._index)

    @classmethod
    def read(
        cls,
        tables: Mapping[str, str],
        *,
        names: str = "",
        names_file: str = "data/model-names.csv",
        exhaust: str = "",
    ) -> Catalogue:
        """Read the catalogue; a row is understood when it is first needed."""
        prefixes = ExhaustPrefixes.read(exhaust) if exhaust else None
        return cls(Tables(tables), Spellings.read(names, names_file), prefixes)

    @cached_property
    def rows(self) -> tuple[CatalogueRow, ...]:
        """Every row, in the order of the tables."""
        return tuple(self._tables)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every make and model, once each."""
        return tuple((make, model) for make, model, _ in self._index.names)

    def check(self) -> None:
        """Understand every row."""
        from keiimport.facts.catalogue_check import check  # where somebody edits it

        if errors := tuple(check(self._tables, self.exhaust)):
            raise RuleErrors(errors)

    def latin(self, model: str) -> str:
        """The name of a model in Latin letters, where its name in Japanese is known."""
        return self._spellings.latin(model)

    def maker(self, make: str) -> str:
        """The name of a make as the rules spell it, where it is known."""
        latin = self._spellings.latin(make)
        return self._makes.get(squashed(latin), latin)

    def match(
        self,
        *,
        make: str | None = None,
        model: str | None = None,
        chassis_codes: tuple[str, ...] = (),
        built: Bounds | None = None,
        markets: frozenset[str] | None = None,
    ) -> Match:
        """The rows a vehicle may be, what they agree on, and what did not fit."""
        if model is not None:
            model = self._spellings.latin(model)
        if make is not None:
            make = self._spellings.latin(make)
        question = (make, model, chassis_codes, markets)
        found = self._found.get(question)
        if found is None:
            found = self._named(make, model, chassis_codes, markets)
            self._found.keep(question, found)
        return built_then(found, model, built) if found.rows and built is not None else found

    def search(self, text: str, limit: int = 20) -> list[CatalogueRow]:
        """The rows with every word of `text` in their make, model or code, whole words first.

        A year that is in no name is one of production.
        """
        exact = self._index.rows(self._tables, recognise(text).chassis_codes)
        words = words_of(self._spellings.latin(text))
        scored: list[tuple[int, int]] = []
        for number in range(len(self._tables) if words else 0):
            cells = self._tables.line(number).cells
            have = words_of(" ".join(map(cells.__getitem__, _SEARCHED)))
            squashed = "".join(have)
            years = [word for word in words if word not in squashed]
            if not years or _built_in(years, cells["produced_from"], cells["produced_to"]):
                scored.append((sum(word not in have for word in words) - len(years), number))
        found = (self._tables[number] for _, number in sorted(scored))
        return list({row.id: row for row in (*exact, *found)}.values())[:limit]

    def _named(
        self,
        make: str | None,
        model: str | None,
        codes: tuple[str, ...],
        markets: frozenset[str] | None,
    ) -> Match:
        """The rows that fit in all but the time."""
        if codes:
            found = with_code(self._tables, self._index, codes, make, model)
        elif model is not None:
            found = with_name(self._tables, self._index, make, model)
        else:
            return Match()
        return in_markets(found, markets) if found.rows and markets is not None else found


def _built_in(years: Sequence[str], first: str, last: str) -> bool:
    """Whether a row of these months was in production in all of the years."""
    return all(
        len(year) == 4 and year.isdigit() and (first[:4] or "0") <= year <= (last[:4] or "9")
        for year in years
    )
