# SPDX-License-Identifier: Apache-2.0
"""What rows that are alike have in common, and the days in which they differ.

A case is filled in once for all rows whose facts fall into the same cells. Every day told is
marked with where it was told, so that the days of the filled-in case can be found again for
each of those rows; in which order they come with the days of the law then says which rows
have the same answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import FactValue, HasAged
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import BUILT, ENTRY, MODEL_YEAR
from keiimport.facts.known import Filled
from keiimport.many.alike import Alike, checker, dimension_of, law_thresholds, order_of, tests_of
from keiimport.many.dates import DateOrders
from keiimport.many.identities import IDENTITY, Identities, Identity
from keiimport.verdict.law import MOVING_DAYS, Law

VIN = "vehicle.vin"
MOST_KINDS = 100_000
"""Kinds of rows that are kept."""

Row = Mapping[str, ToldValue]
Days = list[int | None]


class ToldFacts:
    """Stands for a case while it is filled in: the facts told, and nothing else."""

    def __init__(self, told_facts: Row) -> None:
        self.told_facts = told_facts


class _Day(int):
    """A day that remembers in which fact, and as which end of it, it was told."""

    source: tuple[str, int]


Source = int | tuple[str, int] | None
"""Where a day comes from: it is the same for all rows, or an end of a fact told, or none."""

Counted = tuple[Source, HasAged | None]
"""A day, or the day on which what is of that day reaches an age."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows whose facts fall into the same cells.

    Attributes:
        number: its own number.
        ends: where both ends of each date come from that ages are counted from.
    """

    number: int
    ends: Mapping[str, tuple[Source, Source]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What says which answer a row has.

    Attributes:
        key: equal for rows with the same answer, but for days and words.
        days: the days on which something may change; the answer names its days by their
            places here.
        sources: where each of them comes from.
        built: where both ends of the build date used come from.
    """

    key: Hashable
    days: Days
    sources: Sequence[Counted]
    built: tuple[Source, Source]


class Likenesses:
    """Finds which rows are alike.

    Args:
        law: the rules.
        catalogue: the vehicles that are known.
        fill: fills in what was told.
        today: the day of entry of rows that tell none.
        law_day: the day whose law is used, or None where it is the day of entry.
        worded: whether words are asked, or what is missing, which hang on all that was told
            and not only on what was filled in.
    """

    def __init__(
        self,
        law: Law,
        catalogue: Catalogue,
        fill: Callable[[ToldFacts], Filled],
        today: date,
        law_day: int | None,
        *,
        worded: bool = True,
    ) -> None:
        self._alike = Alike(law, catalogue)
        self.worded = worded
        vocabulary, tests = law.rulebook.vocabulary, tests_of(law)
        self._identities = Identities(tests, vocabulary, catalogue)
        self._edges = law_thresholds(law, tests)
        self._cuts: dict[frozenset[int], list[int]] = {}
        self._known: dict[Hashable, int] = {}
        # duty is reckoned from the figures themselves, and warnings and questions speak of it
        self.cuts = {} if worded else self._alike.cuts
        self.check = checker(law)
        self._fill = fill
        self._today = today.toordinal()
        self._law_day = law_day
        self._windows = law._windows
        self.ages = _ages(law)
        self._since = list(dict.fromkeys([*(age.since for age in self.ages), BUILT]))
        self._kinds: dict[Hashable, Kind | None] = {}
        self._count = 0

    def of(self, told: Row) -> Likeness | None:
        """What the row that told this is like; None where it cannot be filled in."""
        dates = {name: value.bounds for name, value in told.items() if is_date(name, value)}  # type: ignore[union-attr]
        entry = dates.get(ENTRY)
        day = self._today if entry is None or entry.low is None else entry.low
        ends = [end for bounds in dates.values() for end in (bounds.low, bounds.high)]
        alike, worded = self._alike, self.worded
        identity = None if worded else self._identities.of(told)
        cuts = alike.cells_of_days if identity is None else self._cells_for(identity.days)
        key = (
            frozenset(
                [(n, self.cell(n, v)) for n, v in told.items() if worded or n not in IDENTITY]
            ),
            () if identity is None else identity.meaning,
            tuple([(n, _cell(cuts, b.low), _cell(cuts, b.high)) for n, b in dates.items()]),
            order_of([day, *ends]),
            self._years(ends) if MODEL_YEAR in told or VIN in told else (),
        )
        kind = self._kinds.get(key, _NEW)
        if kind is _NEW:
            if len(self._kinds) >= MOST_KINDS:
                self._kinds.clear()
            kind = self._kinds[key] = self._kind(told)
        if kind is None:
            return None
        here: Source = day if entry is None else (ENTRY, 0)
        sources = self._sources(kind, dates, here)
        days = [_day(source, age, dates) for source, age in sources]
        first = min(day, day if self._law_day is None else self._law_day)
        order = order_of([None if d is None else max(d, first) for d in days])
        return Likeness((kind.number, order), days, sources, kind.ends[BUILT])

    def cell(self, name: str, value: ToldValue) -> Hashable:
        """What of the value of a fact matters; of a date only that it is told."""
        if name == MODEL_YEAR or (self.worded and dimension_of(name) in self._alike.cuts):
            return value
        return type(value), self._alike.cell(name, value)

    def identity(self, told: Row) -> Identity:
        """What the names and numbers of a vehicle mean."""
        return self._identities.of(told)

    def _cells_for(self, days: frozenset[int]) -> Sequence[int]:
        """The cells of days for vehicles that may be one of some in the catalogue."""
        cuts = self._cuts.get(days)
        if cuts is None:
            cuts = self._cuts[days] = sorted(days.union(self._edges["date"]))
        return cuts

    def orders(self, *, of_the_catalogue: bool) -> DateOrders:
        """What tells combinations of dates apart.

        Args:
            of_the_catalogue: whether the vehicles may be in the catalogue.
        """
        alike = self._alike
        cells = alike.cells_of_days if of_the_catalogue else self._edges["date"]
        starts = alike.starts if of_the_catalogue else ()
        return DateOrders(cells, starts, self._windows, self.ages, self._law_day)

    @staticmethod
    def _years(ends: Days) -> Hashable:
        """A model year is compared with the year of the build."""
        return tuple([None if end is None else date.fromordinal(end).year for end in ends])

    def _kind(self, told: Row) -> Kind | None:
        marked = {name: _marked(name, value) for name, value in told.items()}
        try:
            filled = self._fill(ToldFacts(marked))
        except InputError:
            return None
        known = filled.known
        ends: dict[str, tuple[Source, Source]] = {}
        for name in self._since:
            held = known[name].value if name in known else None
            bounds = held if isinstance(held, Bounds) else Bounds(None, None)
            ends[name] = (_source(bounds.low), _source(bounds.high))
        self._count += 1
        if self.worded:
            return Kind(self._count, ends)
        if len(self._known) >= MOST_KINDS:
            self._known.clear()
        return Kind(self._known.setdefault(self._signature(filled), self._count), ends)

    def _signature(self, filled: Filled) -> Hashable:
        """All that rules look at, and how sure it is."""
        facts = [
            (name, self._value(name, held.value), held.source, held.confidence, held.presumption)
            for name, held in filled.known.items()
        ]
        return frozenset(facts), filled.contradicted

    def _value(self, name: str, value: FactValue) -> Hashable:
        if isinstance(value, Bounds):
            cuts = self._edges.get(dimension_of(name), ())
            low = None if value.low is None else bisect_right(cuts, value.low)
            high = None if value.high is None else bisect_right(cuts, value.high)
            return low, high, value.exact
        fact = known_types().get(name)
        if isinstance(value, str) and fact is not None and fact.kind == "text":
            return self._identities.word(name, value)
        return type(value), value

    def _sources(self, kind: Kind, dates: Mapping[str, Bounds], here: Source) -> Sequence[Counted]:
        law: Source = here if self._law_day is None else self._law_day
        days: list[Source] = [here, law, *self._windows]
        used = [source for ends in kind.ends.values() for source in ends]
        # what is supposed of a fact is told in its place, and compared with what else was told
        told: list[Source] = []
        if self.worded:
            told = [(name, place) for name in dates if name != ENTRY for place in (0, 1)]
        counted = [(source, age) for age in self.ages for source in (*used, *told)]
        return [*((day, None) for day in days), *counted]


def _cell(cuts: Sequence[int], day: int | None) -> int | None:
    return None if day is None else bisect_right(cuts, day)


_NEW = Kind(0, {})


def _ages(law: Law) -> list[HasAged]:
    """The ages that anything but the tables of states asks for."""
    program = law.program
    tested = (program.nodes[n] for n in program.cone({*law.roots, *law.core}))
    found = [program.comparisons[node.args[0]] for node in tested if node.op == "test"]
    ages = [c for c in found if isinstance(c, HasAged) and c.by in MOVING_DAYS]
    return list(dict.fromkeys(ages))


def is_date(name: str, value: ToldValue) -> bool:
    """Whether a value is one of a date."""
    return isinstance(value, Told) and known_types()[name].kind == "date"


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


def _day(source: Source, age: HasAged | None, dates: Mapping[str, Bounds]) -> int | None:
    day = _end(source, dates)
    return day if day is None or age is None else age.reached(day)


def _end(source: Source, dates: Mapping[str, Bounds]) -> int | None:
    if not isinstance(source, tuple):
        return source
    name, place = source
    return dates[name].high if place else dates[name].low
