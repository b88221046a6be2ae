# SPDX-License-Identifier: Apache-2.0
"""Kinds of rows: those whose facts come out alike when they are filled in.

Filling in looks at few facts: the names and numbers of a vehicle, what the catalogue has of
it, and when it was built and registered. It is done once for each combination of those,
presuming nothing; every day told is marked with where it was told, so that the days of the
filled-in case can be found again for each row of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import BUILT, ENTRY, MODEL_YEAR, REGISTERED
from keiimport.facts.known import Filled, looked_at
from keiimport.inference.columns import HIGHEST, LOWEST
from keiimport.many.alike import Alike, about
from keiimport.many.cell_numbers import CellNumbers
from keiimport.many.held import Held, Shapes
from keiimport.many.identities import IDENTITY, Identities
from keiimport.many.interning import Interner
from keiimport.many.ordinals import UNIX
from keiimport.many.presuming import Doubts
from keiimport.many.reading import Column
from keiimport.many.rows import AnyRows, told_in
from keiimport.verdict.law import Law
from keiimport.verdict.situation import doubtful

VIN = "vehicle.vin"
MOST_KINDS = 200_000
"""Kinds that are kept."""

MOST_CELLS = 1_000_000
"""Cells of values that are kept."""

FAR = 1 << 23
"""More than there are days."""

NONE = 0
"""Stands for a day that is not known; before every day there is."""

Row = Mapping[str, ToldValue]
Source = int | tuple[str, int] | None
"""Where a day comes from: it is the same for all rows, or an end of a fact told, or none."""


class ToldFacts:
    """Stands for a case while it is filled in: the facts told, and nothing else."""

    def __init__(self, told_facts: Row) -> None:
        self.told_facts = told_facts


class _Day(int):
    """A day that remembers in which fact, and as which end of it, it was told."""

    source: tuple[str, int]


class _Values:
    """The value of one fact for each kind, each different one kept once.

    Attributes:
        values: the different values; the first stands for not known.
    """

    def __init__(self) -> None:
        self.values: list[FactValue | None] = [None]
        self._numbers: dict[FactValue, int] = {}
        self._places = pl.Series(dtype=pl.UInt32)
        self._more: list[int] = []

    def put(self, kind: int, value: FactValue) -> None:
        """Note the value for a kind; it is not known of those that are passed over."""
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        self._fill_up(kind)
        self._more.append(number)

    def places(self, kinds: pl.Series, count: int) -> pl.Series:
        """The places of the values of some kinds among `values`.

        Args:
            kinds: the numbers of the kinds.
            count: how many kinds there are.
        """
        self._fill_up(count)
        if self._more:
            self._places = pl.concat([self._places, pl.Series(self._more, dtype=pl.UInt32)])
            self._more = []
        return self._places.gather(kinds)

    def _fill_up(self, count: int) -> None:
        self._more += [0] * (count - len(self._places) - len(self._more))


class Kinds:
    """Finds the kind of each row, and what is known of each kind; kind 0 cannot be filled in.

    Args:
        law: the rules.
        catalogue: the vehicles that are known.
        tests: everything that asks for a fact.
        shapes: how facts stand in columns.
        fill: fills in what was told, presuming nothing.
        today: the day of entry of rows that tell none.

    Attributes:
        looked_at: the facts that make a kind.
    """

    def __init__(
        self,
        law: Law,
        catalogue: Catalogue,
        tests: Sequence[Comparison],
        shapes: Shapes,
        fill: Callable[[ToldFacts], Filled],
        today: date,
    ) -> None:
        self._alike = Alike(law, catalogue)
        vocabulary = law.rulebook.vocabulary
        self._identities = Identities(tests, vocabulary, catalogue)
        limits = (
            vocabulary.limited[n] for n in (BUILT, REGISTERED, ENTRY) if n in vocabulary.limited
        )
        self._limits = frozenset().union(*(about(fact.least, fact.most) for fact in limits))
        self._asked = {name for test in tests for name in test.reads}
        self._shapes = shapes
        self._fill = fill
        self._today = today.toordinal()
        self.looked_at = looked_at()
        self.forget()

    @property
    def full(self) -> bool:
        """Whether so many kinds were met that it is time to `forget` them."""
        return self._count > MOST_KINDS or len(self._cells) > MOST_CELLS

    def forget(self) -> None:
        """Begin anew; numbers that were given before mean nothing any more."""
        self._cells = CellNumbers(self._cell)
        self._meanings: dict[Hashable, int] = {}
        self._days: list[int] = []
        self._starts: list[int] = []
        self._names, self._kinds = Interner(), Interner()
        self._facts: dict[str, None] = {}
        self._count = 1
        self._values: dict[str, _Values] = {}
        # also rows that cannot be filled in are looked at on some day
        self._dates: dict[str, dict[int, tuple[Source, Source]]] = {
            ENTRY: {0: (self._today, self._today)}
        }
        self._contradicted: dict[str, list[int]] = {}
        self._disputed: dict[str, list[int]] = {}
        self._doubtful: dict[str, list[int]] = {}
        self._identity({})

    def numbers(self, rows: AnyRows) -> pl.Series:
        """The number of the kind of each row."""
        columns = {c.fact: c for c in rows.columns if c.fact in self.looked_at}
        self._facts.update(dict.fromkeys(columns))
        nothing = pl.repeat(0, rows.height, dtype=pl.UInt32, eager=True)
        parts = [
            self._cells.of(columns[fact]) if fact in columns else nothing
            for fact in self._facts
            if fact not in IDENTITY
        ]
        identities = self._identities_of(columns, nothing)
        parts += [identities, *self._relations(rows.height, columns, identities)]
        found = self._kinds.numbers(parts, lambda new: [self._add(columns, row) for row in new])
        if rows.wrong is not None:
            found = pl.select(pl.when(rows.wrong).then(0).otherwise(found)).to_series()
        return found.cast(pl.UInt32)

    def _cell(self, fact: str, told: ToldValue) -> Hashable:
        if is_date(fact, told):
            return True
        if fact == MODEL_YEAR:
            return told
        return type(told), self._alike.cell(fact, told)

    def _identities_of(self, columns: Mapping[str, Column], nothing: pl.Series) -> pl.Series:
        """What the names and numbers of each row mean, as a number."""
        named = [columns[fact] for fact in IDENTITY if fact in columns]
        if not named:
            return nothing
        parts = [self._cells.of(columns[fact]) if fact in columns else nothing for fact in IDENTITY]
        return self._names.numbers(
            parts, lambda new: [self._identity(told_in(named, row)) for row in new]
        )

    def _identity(self, told: Row) -> int:
        identity = self._identities.of(told)
        number = self._meanings.setdefault(identity.meaning, len(self._meanings))
        if number == len(self._starts):
            self._starts.append(len(self._days))
            self._days += [number * FAR + day for day in sorted(identity.days | self._limits)]
        return number

    # -- days ----------------------------------------------------------------

    def _relations(
        self, height: int, columns: Mapping[str, Column], identities: pl.Series
    ) -> list[pl.Series]:
        """How the days of each row stand to each other, and to the production of its vehicle."""
        never = pl.repeat(NONE, height, dtype=pl.Int64, eager=True)
        days = {
            f"{fact} {end}": ends(columns[fact], end, NONE) if fact in columns else never
            for fact in (BUILT, REGISTERED)
            for end in (0, 1)
        }
        entry = pl.repeat(self._today, height, dtype=pl.Int64, eager=True)
        if ENTRY in columns:
            told = ends(columns[ENTRY], 0, NONE)
            entry = pl.select(pl.when(told != NONE).then(told).otherwise(entry)).to_series()
        days["entry"] = entry
        years = [pl.lit(_is_told(columns[fact])) for fact in (MODEL_YEAR, VIN) if fact in columns]
        table = pl.DataFrame(
            [
                *(series.alias(name) for name, series in days.items()),
                identities.cast(pl.Int64).alias("vehicle"),
                pl.Series(self._starts, dtype=pl.UInt32).gather(identities).alias("start"),
            ]
        )
        order = pl.lit(0, dtype=pl.UInt32)
        for one, other in combinations(days, 2):
            after, on = pl.col(one) > pl.col(other), pl.col(one) >= pl.col(other)
            order = order * 3 + after.cast(pl.UInt32) + on.cast(pl.UInt32)
        whole = pl.lit(pl.Series(self._days, dtype=pl.Int64))
        found = [order.alias("order")]
        for name in days:
            place = whole.search_sorted(pl.col("vehicle") * FAR + pl.col(name), side="right")
            place = place.cast(pl.UInt32) - pl.col("start") + 1
            found.append(pl.when(pl.col(name) == NONE).then(0).otherwise(place).alias(name))
            if years:
                asked = pl.any_horizontal(years) & (pl.col(name) != NONE)
                day = (pl.col(name) - UNIX).cast(pl.Int32).cast(pl.Date)
                year = pl.when(asked).then(day.dt.year().cast(pl.UInt32)).otherwise(0)
                found.append(year.alias(f"year {name}"))
        made = table.select(found).get_columns()
        if not years:
            made += [pl.repeat(0, height, dtype=pl.UInt32, eager=True)] * len(days)
        return made

    # -- what is known of a kind ---------------------------------------------

    def _add(self, columns: Mapping[str, Column], row: int) -> int:
        """The kind of a row of which no other was met before."""
        told = told_in(list(columns.values()), row)
        marked = {name: _marked(name, value) for name, value in told.items()}
        try:
            filled = self._fill(ToldFacts(marked))
        except InputError:
            return 0
        number = self._count
        self._count += 1
        for name, held in filled.known.items():
            value = held.value
            if name not in self._asked:
                continue
            if isinstance(value, Bounds) and _is_day(name):
                both = _source(value.low), _source(value.high)
                self._dates.setdefault(name, {})[number] = both
            else:
                if name not in self._values:
                    self._values[name] = _Values()
                self._values[name].put(number, value)
        for name in filled.contradicted:
            self._contradicted.setdefault(name, []).append(number)
        for name in filled.disputed:
            self._disputed.setdefault(name, []).append(number)
        for name in doubtful(filled.known) & self._asked:
            self._doubtful.setdefault(name, []).append(number)
        return number

    def held(self, rows: AnyRows, numbers: pl.Series) -> Held:
        """What is known of each row by its kind.

        Args:
            rows: the rows.
            numbers: the numbers of their kinds.
        """
        present = numbers.unique().sort()
        found = Held(self._shapes, rows.height, {}, {}, frozenset())
        for fact, known in self._values.items():
            some = known.places(present, self._count).unique()
            if len(some) > 1:
                table = self._shapes.frame(fact, known.values)
                places = known.places(numbers, self._count)
                columns = [column.gather(places) for column in table.get_columns()]
                found = found.with_columns(fact, columns)
            elif (value := known.values[some[0]]) is not None:
                found = found.with_shared({fact: value})
        dates = self.dates(rows, numbers, self._dates)
        return replace(
            found,
            columns={**found.columns, **dates.columns},
            differing=found.differing | dates.differing,
        )

    def dates(self, rows: AnyRows, numbers: pl.Series, facts: Iterable[str]) -> Held:
        """The dates among `facts` that are known of any row."""
        found = Held(self._shapes, rows.height, {}, {}, frozenset())
        present = numbers.unique().sort()
        counted = pl.int_range(len(present), dtype=pl.UInt32, eager=True)
        places = numbers.replace_strict(present, counted)
        for fact in facts:
            sources = self._dates.get(fact, {})
            known = [number in sources or None for number in present]
            if any(known):
                both = [sources.get(number, (None, None)) for number in present]
                told = pl.Series(known, dtype=pl.Boolean).gather(places)
                found = found.with_columns(fact, [told, *_days_of(rows, places, both)])
        return found

    def doubted(self, numbers: pl.Series) -> tuple[Doubts, Doubts]:
        """The facts that are known to nobody, and those that are not as the catalogue has them.

        Each with the rows of which that is so.
        """
        return _among(numbers, self._contradicted), _among(numbers, self._disputed)

    def doubtful(self, numbers: pl.Series) -> Doubts:
        """The facts that are not sure enough to open a door, with the rows of which that is so."""
        return _among(numbers, self._doubtful)


def _among(numbers: pl.Series, each: Mapping[str, Sequence[int]]) -> Doubts:
    """Which rows are of some kinds, where any is."""
    return {
        fact: rows
        for fact, kinds in each.items()
        if (rows := numbers.is_in(pl.Series(kinds, dtype=pl.UInt32).implode())).any()
    }


def _days_of(
    rows: AnyRows, places: pl.Series, both: Sequence[tuple[Source, Source]]
) -> list[pl.Series]:
    """Both ends of a date of each row.

    Args:
        rows: the rows.
        places: for each row the place of its kind among `both`.
        both: where the ends of each kind come from.
    """
    columns = {column.fact: column for column in rows.columns}
    found = []
    for end, missing in ((0, LOWEST), (1, HIGHEST)):
        sources = [each[end] for each in both]
        days = [s if isinstance(s, int) else missing for s in sources]
        told = list(dict.fromkeys(s for s in sources if isinstance(s, tuple)))
        column = pl.Series(days, dtype=pl.Int64).gather(places)
        if told:
            ways = [1 + told.index(s) if isinstance(s, tuple) else 0 for s in sources]
            way = pl.Series(ways, dtype=pl.UInt8).gather(places)
            day = pl.lit(column)
            for number, (fact, which) in enumerate(told, 1):
                here = pl.lit(ends(columns[fact], which, missing))
                day = pl.when(pl.lit(way) == number).then(here).otherwise(day)
            column = pl.select(day).to_series()
        found.append(column)
    return found


def ends(column: Column, place: int, missing: int) -> pl.Series:
    """The first (0) or the last (1) that a date of each row can be."""
    found = []
    for value in column.values:
        end = None
        if isinstance(value.told, Told):
            end = value.told.bounds.high if place else value.told.bounds.low
        found.append(missing if end is None else end)
    return pl.Series(found, dtype=pl.Int64).gather(column.places)


def is_date(name: str, value: ToldValue) -> bool:
    """Whether a value is one of a date."""
    return isinstance(value, Told) and _is_day(name)


def _is_day(name: str) -> bool:
    known = known_types().get(name)
    return known is not None and known.kind == "date"


def _is_told(column: Column) -> pl.Series:
    told = [value.told is not None for value in column.values]
    return pl.Series(told, dtype=pl.Boolean).gather(column.places)


def _marked(name: str, value: ToldValue) -> ToldValue:
    """A value whose days remember where they were told."""
    if not is_date(name, value):
        return value
    assert isinstance(value, Told)
    bounds = Bounds(_mark(name, 0, value.bounds.low), _mark(name, 1, value.bounds.high))
    return Told(bounds, value.text, value.warnings)


def _mark(name: str, place: int, day: int | None) -> _Day | None:
    if day is None:
        return None
    marked = _Day(day)
    marked.source = (name, place)
    return marked


def _source(day: int | None) -> Source:
    return day.source if isinstance(day, _Day) else day
