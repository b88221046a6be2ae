# SPDX-License-Identifier: Apache-2.0
"""Wordings: the facts of each row as they stand in words.

What filling in makes of the words that were told (`1996 as told, by 1995-12-31 when it was
first registered`) is worked out once for all rows of a kind that tell the same days of build
and of first registration, with marks in the places of the words, and these are put in for
each row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from keiimport.facts.bounds import Told
from keiimport.facts.filling import BUILT, CODE, REGISTERED, told_text
from keiimport.facts.known import Filled
from keiimport.many.filled import Filling
from keiimport.many.groups import LaidOut
from keiimport.many.interning import Interner
from keiimport.many.kinds import NONE, ToldFacts, ends
from keiimport.many.rows import Rows, told_in

MOST_KEPT = 200_000
"""Wordings that are kept."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the name of a fact where the words of a row go: nobody tells these characters."""


class Wordings:
    """Finds the words for the facts of rows.

    Args:
        filling: tells kinds of rows apart.
        fill: fills in what was told, presuming nothing.
    """

    def __init__(self, filling: Filling, fill: Callable[[ToldFacts], Filled]) -> None:
        self._filling = filling
        self._fill = fill
        self.forget()

    @property
    def full(self) -> bool:
        """Whether so much was met that it is time to `forget` it."""
        return len(self._kept) > MOST_KEPT

    def forget(self) -> None:
        """Begin anew."""
        self._found = Interner()
        self._kept: list[Mapping[str, str | None]] = [{}]

    def of(self, laid_out: LaidOut) -> Words:
        """The words of some rows."""
        rows, kinds = laid_out.rows, laid_out.kinds
        columns = {column.fact: column for column in rows.columns}
        nothing = pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True)
        parts = [kinds]
        for fact in (BUILT, REGISTERED):
            for end in (0, 1):
                known = fact in columns
                parts.append(ends(columns[fact], end, NONE) if known else nothing)
        numbers = self._found.numbers(
            parts, lambda new: [self._add(rows, row) if kinds[row] else 0 for row in new]
        )
        return Words(rows, numbers, self._kept, self._filling.looked_at)

    def _add(self, rows: Rows, row: int) -> int:
        filled_from = [c for c in rows.columns if c.fact in self._filling.filled_from]
        told = told_in(filled_from, row)
        marked = {
            name: replace(value, text=_mark(name)) if isinstance(value, Told) else value
            for name, value in told.items()
        }
        known = self._fill(ToldFacts(marked)).known
        texts: dict[str, str | None] = {name: held.text for name, held in known.items()}
        for name, value in told.items():
            if not isinstance(value, Told) and texts.get(name) == told_text(value):
                texts[name] = _mark(name)
        if CODE not in told:
            # kinds are the same whatever code a number has that means the same vehicle
            texts[CODE] = None
        self._kept.append(texts)
        return len(self._kept) - 1


class Words:
    """The words of some rows.

    Args:
        rows: the rows.
        numbers: for each the place of its wording among `kept`.
        kept: the texts of facts, with marks.
        looked_at: the facts that are in them; others stand as they were told.
    """

    def __init__(
        self,
        rows: Rows,
        numbers: pl.Series,
        kept: list[Mapping[str, str | None]],
        looked_at: frozenset[str],
    ) -> None:
        self._rows = rows
        self._numbers = numbers
        self._kept = kept
        self._looked_at = looked_at
        self._told: dict[str, pl.Series] = {}

    def of(self, fact: str) -> pl.Series:
        """A fact of each row in words; null where it is not known, or only the row itself says."""
        if fact not in self._looked_at:
            return self._as_told(fact)
        present = self._numbers.unique().sort()
        texts = [self._kept[number].get(fact) for number in present]
        marks = dict.fromkeys(name for text in texts for name in _marked(text))
        places = self._numbers.replace_strict(
            present, pl.int_range(len(present), dtype=pl.UInt32, eager=True)
        )
        found = pl.col("text")
        columns = [pl.Series("text", texts, dtype=pl.String).gather(places)]
        for name in marks:
            columns.append(self._as_told(name).alias(name))
            has = pl.col("text").str.contains(_mark(name), literal=True)
            put = found.str.replace_all(_mark(name), pl.col(name), literal=True)
            found = pl.when(has).then(put).otherwise(found)
        return pl.DataFrame(columns).select(found.alias(fact)).to_series()

    def _as_told(self, fact: str) -> pl.Series:
        found = self._told.get(fact)
        if found is None:
            found = self._told[fact] = self._rows.texts(fact)
        return found


def _mark(fact: str) -> str:
    return f"{_OPEN}{fact}{_CLOSE}"


def _marked(text: str | None) -> list[str]:
    """The facts that have a mark in a text."""
    return [] if text is None else [part.partition(_CLOSE)[0] for part in text.split(_OPEN)[1:]]
