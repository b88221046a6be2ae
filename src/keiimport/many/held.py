# SPDX-License-Identifier: Apache-2.0
"""Facts of many rows: the value of those that all rows share, and columns of the others."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, Includes, IsOneOf
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import STANDARD
from keiimport.inference.columns import (
    HIGHEST,
    LOWEST,
    Kleene,
    comparison_column,
    high,
    includes,
    low,
    told,
)

OTHER = ""
"""Stands for a word that nothing asks for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a fact stands in columns.

    Attributes:
        fact: the fact.
        kind: `bool`, `words`, `list` or `bounds`.
        words: the words that something asks for, of `words` and of `list`.
    """

    fact: str
    kind: str
    words: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns; the first says whether it is known."""
        parts: tuple[str, ...]
        match self.kind:
            case "bounds":
                parts = low(self.fact), high(self.fact)
            case "list":
                parts = tuple([includes(self.fact, word) for word in self.words])
            case _:
                parts = (self.fact,)
        return (told(self.fact), *parts)

    def types(self) -> dict[str, pl.DataType]:
        """The columns with their types."""
        match self.kind:
            case "bounds":
                dtype: pl.DataType = pl.Int64()
            case "words":
                dtype = pl.Enum([OTHER, *self.words])
            case _:
                dtype = pl.Boolean()
        known, *others = self.columns
        return {known: pl.Boolean(), **dict.fromkeys(others, dtype)}

    def cells(self, value: FactValue | None) -> tuple[object, ...]:
        """What stands in its columns for one value."""
        known = None if value is None else True
        match self.kind:
            case "bounds":
                bounds = value if isinstance(value, Bounds) else Bounds(None, None)
                first = LOWEST if bounds.low is None else bounds.low
                return known, first, HIGHEST if bounds.high is None else bounds.high
            case "list":
                has = [None if value is None else word in value for word in self.words]  # type: ignore[operator]
                return (known, *has)
            case "words":
                word = value if value is None or value in self.words else OTHER
                return known, word
        return known, value


class Shapes(dict[str, Shape]):
    """How each fact stands in columns.

    Args:
        tests: everything that asks for a fact.
        more: words that facts may become besides.
    """

    def __init__(
        self, tests: Iterable[Comparison], more: Mapping[str, Iterable[FactValue | None]]
    ) -> None:
        super().__init__()
        self._words: dict[str, dict[str, None]] = {}
        for test in tests:
            if isinstance(test, IsOneOf):
                self._add(test.fact, test.values)
            elif isinstance(test, Includes):
                self._add(test.fact, [test.value])
        for fact, values in more.items():
            self._add(fact, values)

    def _add(self, fact: str, values: Iterable[object]) -> None:
        words = (value for value in values if isinstance(value, str) and value != OTHER)
        self._words.setdefault(fact, {}).update(dict.fromkeys(sorted(words)))

    def __missing__(self, fact: str) -> Shape:
        known = known_types().get(fact)
        kind = "bool" if fact.startswith(STANDARD) or known is None else known.kind
        form = {"number": "bounds", "date": "bounds", "bool": "bool", "choices": "list"}
        shape = Shape(fact, form.get(kind, "words"), tuple(self._words.get(fact, ())))
        self[fact] = shape
        return shape

    def frame(self, fact: str, values: Sequence[FactValue | None]) -> pl.DataFrame:
        """The columns of a fact, a row for each value."""
        shape = self[fact]
        cells = zip(*(shape.cells(value) for value in values), strict=True)
        schema = shape.types()
        return pl.DataFrame(dict(zip(schema, map(list, cells), strict=True)), schema=schema)


Key = TypeVar("Key")


class Taken(Mapping[Key, pl.Series]):
    """Some rows of many columns, each taken when it is first looked at."""

    def __init__(self, columns: Mapping[Key, pl.Series], rows: pl.Series) -> None:
        self._columns = columns
        self._rows = rows
        self._taken: dict[Key, pl.Series] = {}

    def __getitem__(self, name: Key) -> pl.Series:
        taken = self._taken.get(name)
        if taken is None:
            taken = self._taken[name] = self._columns[name].gather(self._rows)
        return taken

    def __iter__(self) -> Iterator[Key]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns


@dataclass(frozen=True, slots=True)
class Held:
    """The facts of many rows; a fact that is in neither is not known of any of them.

    Attributes:
        shapes: how facts stand in columns.
        height: how many rows they are.
        shared: the facts that are known of all rows and are the same for all.
        columns: the columns of the facts that are not.
        differing: the facts that are in columns.
    """

    shapes: Shapes
    height: int
    shared: Mapping[str, FactValue]
    columns: Mapping[str, pl.Series]
    differing: frozenset[str]

    def truth(self, test: Comparison) -> Kleene:
        """The truth of a test on one fact."""
        if self.differing.isdisjoint(test.reads):
            return test.truth(self.shared)
        return comparison_column(test)

    def known(self, fact: str) -> Kleene:
        """Whether a fact is known: never unknown itself."""
        if fact in self.differing:
            return pl.col(told(fact)).is_not_null()
        return fact in self.shared

    def frame(self, names: Iterable[str] | None = None) -> pl.DataFrame:
        """Some of the columns, or all."""
        chosen = self.columns if names is None else {n: self.columns[n] for n in names}
        return pl.DataFrame(list(chosen.values())) if chosen else pl.DataFrame()

    def select(self, *columns: pl.Expr) -> list[pl.Series]:
        """Columns worked out from those there are."""
        names = {name for column in columns for name in column.meta.root_names()}
        return self.frame(names).select(columns).get_columns()

    def with_shared(self, values: Mapping[str, FactValue | None]) -> Held:
        """The same with facts that are the same for all rows, or with None known of none."""
        shared = {n: v for n, v in self.shared.items() if n not in values}
        shared |= {name: value for name, value in values.items() if value is not None}
        # columns that nobody will look at any more may stay
        return replace(self, shared=shared, differing=self.differing - values.keys())

    def with_columns(self, fact: str, columns: Iterable[pl.Series]) -> Held:
        """The same with a fact that differs."""
        names = self.shapes[fact].columns
        more = {n: c.alias(n) for n, c in zip(names, columns, strict=True)}
        shared = {n: v for n, v in self.shared.items() if n != fact}
        return replace(
            self,
            shared=shared,
            columns=ChainMap(more, self.columns),  # type: ignore[arg-type]
            differing=self.differing | {fact},
        )

    def supplied(self, fact: str, value: FactValue, where: pl.Series | None = None) -> Held:
        """The same with a value for a fact in the rows in which it is not known.

        Args:
            fact: a fact that is not shared.
            value: what it is there.
            where: the rows that it is for; all where left out.
        """
        shape = self.shapes[fact]
        if fact not in self.differing:
            if where is None:
                return self.with_shared({fact: value})
            columns = [pl.Series([None] * self.height, dtype=t) for t in shape.types().values()]
            if shape.kind == "bounds":
                columns[1:] = [
                    pl.repeat(end, self.height, dtype=pl.Int64(), eager=True)
                    for end in (LOWEST, HIGHEST)
                ]
        else:
            columns = [self.columns[name] for name in shape.columns]
        table = pl.DataFrame([c.alias(n) for n, c in zip(shape.columns, columns, strict=True)])
        unknown = pl.col(told(fact)).is_null()
        at = unknown if where is None else unknown & pl.lit(where)
        cells = zip(shape.types().items(), shape.cells(value), strict=True)
        made = table.select(
            pl.when(at).then(pl.lit(cell, dtype=dtype)).otherwise(pl.col(name)).alias(name)
            for (name, dtype), cell in cells
        )
        return self.with_columns(fact, made.get_columns())

    def filter(self, rows: pl.Series) -> Held:
        """Some of the rows, by their places."""
        return replace(self, height=len(rows), columns=Taken(self.columns, rows))
