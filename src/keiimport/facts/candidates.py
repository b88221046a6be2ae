# SPDX-License-Identifier: Apache-2.0
"""Which rows of the catalogue a vehicle may be, by its chassis code or by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, reduce
from typing import NamedTuple

from keiimport.errors import nearest
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.catalogue_rows import CatalogueRow, agreed
from keiimport.facts.catalogue_table import Tables
from keiimport.facts.completion import COUNTRY
from keiimport.facts.days import format_date
from keiimport.facts.identity import same_code
from keiimport.facts.names import Name, raw_words
from keiimport.facts.sources import SourcedValue
from keiimport.facts.wording import listed

Warned = tuple[str, Mapping[str, object]]
"""A sentence about the catalogue: its name and its places."""


class Match(NamedTuple):
    """The rows a vehicle may be.

    Attributes:
        loose: they were found by part of a name only, and may be another vehicle.
        numbered: a chassis code names them, and not a name alone.
        ruled_out: where nothing fits, the rows that were named, but for which something
            else that was told leaves no room.
        other_years: they are ruled out because none of them was built at the time told.
        elsewhere: the rows of the name for other markets than it can be of; how long there
            have been vehicles of the name they say too.
        versions: only longer names begin with what was told, as that of a special version may.
    """

    rows: tuple[CatalogueRow, ...] = ()
    warnings: tuple[Warned, ...] = ()
    loose: bool = False
    numbered: bool = False
    ruled_out: tuple[CatalogueRow, ...] = ()
    other_years: bool = False
    elsewhere: tuple[CatalogueRow, ...] = ()
    versions: bool = False

    @property
    def facts(self) -> Mapping[str, SourcedValue]:
        """What all rows agree on; a number is the hull of theirs."""
        facts = agreed(self.rows, self.loose)
        if self.versions and any(row.market != "JP" for row in self.rows):
            # a special version may come from another works than the plain model
            facts = {name: fact for name, fact in facts.items() if name != COUNTRY}
        return facts


def _warned(name: str, **places: object) -> tuple[Warned, ...]:
    return ((name, places),)


class RowIndex:
    """The numbers of the rows of each chassis code and of each name."""

    def __init__(
        self,
        codes: dict[str, list[int]],
        names: list[tuple[str, str, list[int]]],
        words: dict[str, list[int]],
    ) -> None:
        self.codes = codes
        self.names = names
        self.words = words

    def __reduce__(self) -> tuple[type[RowIndex], tuple[object, ...]]:
        """How to make it again elsewhere: the rest is made when first needed."""
        return RowIndex, (self.codes, self.names, self.words)

    @staticmethod
    def of(tables: Tables) -> RowIndex:
        """The index of some tables."""
        codes: dict[str, list[int]] = {}
        named: dict[tuple[str, str], list[int]] = {}
        words: dict[str, list[int]] = {}
        for number in range(len(tables)):
            cells = tables.line(number).cells
            named.setdefault((cells["make"], cells["model"]), []).append(number)
            if code := cells["chassis_code"]:
                codes.setdefault(code, []).append(number)
        names = [(make, model, rows) for (make, model), rows in named.items()]
        for number, (_, model, _) in enumerate(names):
            for word in Name.of(model).keys:
                words.setdefault(word, []).append(number)
        return RowIndex(codes, names, words)

    @cached_property
    def short(self) -> Mapping[str, list[str]]:
        """The codes that are written in short so."""
        short: dict[str, list[str]] = {}
        for code in self.codes:
            for end in (1, 2):
                if same_code(code, code[:-end]):
                    short.setdefault(code[:-end], []).append(code)
        return short

    @cached_property
    def makes(self) -> Mapping[tuple[str, ...], str]:
        """Every make, by its words."""
        return {raw_words(make): make for make, _, _ in self.names}

    def named(self, make: str | None, model: str) -> tuple[str | None, str]:
        """Make and model, where the make is told, or told again, before the model."""
        words = raw_words(model)
        for count in range(1, min(3, len(words))):
            known = self.makes.get(words[:count])
            if known and (make is None or Name.of(make).same_maker(Name.of(known))):
                return make or known, " ".join(words[count:])
        return make, model

    def like(self, make: str | None, told: Name) -> list[tuple[Name, list[int]]]:
        """The names of the make that share a word with the one told, with their rows."""
        maker = None if make is None else Name.of(make)
        numbers = dict.fromkeys(n for key in told.keys for n in self.words.get(key, ()))
        return [
            (Name.of(model), rows)
            for known, model, rows in map(self.names.__getitem__, sorted(numbers))
            if maker is None or maker.same_maker(Name.of(known))
        ]

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
) -> Match:
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
            return Match((), _warned("hyphen", codes=could), False, True, tuple(fitting))
        return Match(tuple(fitting), numbered=True)
    if found:
        told = shown(" ".join(filter(None, (make, model))))
        vehicle = f"{found[0].make} {found[0].model}"
        warnings = _warned("other_code", codes=listed(codes), vehicle=vehicle, told=told)
        return Match((), warnings, False, True, tuple(found))
    warnings = _warned("no_code", codes=listed(codes))
    if model is None:
        return Match(warnings=warnings)
    # Where the catalogue has no code, the vehicle may still be the one.
    named = with_name(tables, index, make, model).rows
    return Match(tuple(row for row in named if not row.chassis_code), warnings, True)


def with_name(tables: Tables, index: RowIndex, make: str | None, model: str) -> Match:
    """The rows that the name may mean."""
    make, model = index.named(make, model)
    told = Name.of(model)
    if make is not None and not Name.of(make).latin:
        return Match(warnings=_warned("no_make", make=shown(make)))
    names = index.like(make, told)

    def rows(found: Iterable[tuple[Name, list[int]]]) -> tuple[CatalogueRow, ...]:
        return tuple(tables[n] for n in sorted(n for _, numbers in found for n in numbers))

    exact = [each for each in names if told.within(each[0]) and told.covers_core(each[0])]
    plain = any(told.same(name) for name, _ in exact)
    longer = [each for each in names if not plain and told.begins(each[0]) and each not in exact]
    if exact or longer:
        found = rows((*exact, *longer))
        models = dict.fromkeys(f"{row.make} {row.model}" for row in found)
        warnings: tuple[Warned, ...] = ()
        kei = {fact and fact.value for fact in (row.facts.get("vehicle.kei") for row in found)}
        if not exact or longer or len(kei) > 1:
            name = "several" if exact else "no_plain"
            warnings = _warned(name, model=shown(model), models=listed(models))
        return Match(found, warnings, bool(longer), versions=not exact)
    sizes = [told.core_size(name) if told.extends(name) else 0 for name, _ in names]
    most = [each for each, size in zip(names, sizes, strict=True) if size == max(sizes)]
    version = _narrowed(rows(most), told) if any(sizes) else ()
    if not version:
        return Match(warnings=_unknown(index, make, model))
    titles = listed(f"{row.make} {row.model}" for row in version)
    return Match(version, _warned("version", model=shown(model), models=titles), True)


def _narrowed(rows: tuple[CatalogueRow, ...], told: Name) -> tuple[CatalogueRow, ...]:
    """Those of the rows that a word for their drive, or for their generation, means."""
    if drives := told.drives:
        driven = (row.facts.get("vehicle.powertrain") for row in rows)
        rows = tuple(r for r, d in zip(rows, driven, strict=True) if d and d.value in drives)
    ends = tuple(w.upper() for w in told.words if len(w) > 1 and w[-1].isdigit() and w.isalnum())
    return tuple(row for row in rows if row.chassis_code.endswith(ends or ("?",))) or rows


def _unknown(index: RowIndex, make: str | None, model: str) -> tuple[Warned, ...]:
    """What to tell people of a model that the catalogue does not have."""
    maker = None if make is None else Name.of(make)
    titles = {
        " ".join((*(() if make else raw_words(known)), *core)): f"{known} {name}"
        for known, name, _ in index.names
        if maker is None or maker.same_maker(Name.of(known))
        for core in Name.of(name).cores
    }
    guess = titles.get(nearest(" ".join(raw_words(model)), titles, 0.75) or "")
    told = shown(" ".join(filter(None, (make, model))))
    if guess is None:
        return _warned("no_model", model=told)
    return _warned("no_model_near", model=told, near=guess)


def in_markets(found: Match, markets: frozenset[str]) -> Match:
    """Those of the rows `found` (at least one) that were built for one of the markets."""
    rows = tuple(row for row in found.rows if row.market in markets)
    if rows:
        others = tuple(row for row in found.rows if row.market not in markets)
        elsewhere = () if found.numbered else others
        return found._replace(rows=rows, elsewhere=elsewhere)
    only = listed(row.market for row in found.rows)
    more = _warned("other_market", vehicle=found.rows[0].title, markets=only)
    return found._replace(rows=(), warnings=(*found.warnings, *more), ruled_out=found.rows)


def built_then(found: Match, model: str | None, built: Bounds) -> Match:
    """Those of the rows `found` (at least one) that were in production when it was built.

    A chassis code names its rows whenever the vehicle was built. A name says less: older
    vehicles of the name may be missing in the catalogue.
    """
    rows = tuple([row for row in found.rows if row.produced.overlaps(built)])
    if len(rows) == len(found.rows):
        return found
    rows = rows or tuple([row for row in found.rows if row.may_be_built.overlaps(built)])
    if not rows and reduce(Bounds.hull, (row.produced for row in found.rows)).overlaps(built):
        rows = found.rows  # between two of them, where no code is known
    if model is not None and not found.numbered:
        # a Sunny of a year of which only the Sunny Truck is known is no truck by its name
        told = Name.of(model)
        plain = {row for row in found.rows if told.same(Name.of(row.model))}
        if rows and plain and plain.isdisjoint(rows):
            rows = found.rows
    if rows or found.numbered:
        return found._replace(rows=rows or found.rows)
    first, last = _months(found.rows)
    name = "other_years" + ("_from" if first else "") + ("_to" if last else "")
    span = {"model": shown(model), "built": format_date(built), "first": first, "last": last}
    warnings = (*found.warnings, (name, span))
    return found._replace(rows=(), warnings=warnings, ruled_out=found.rows, other_years=True)


def _months(rows: tuple[CatalogueRow, ...]) -> tuple[str | None, str | None]:
    """The first and the last month in which any of the rows was in production."""
    lows = [row.produced.low for row in rows if row.produced.low is not None]
    highs = [row.produced.high for row in rows if row.produced.high is not None]
    first = date.fromordinal(min(lows)).isoformat()[:7] if len(lows) == len(rows) else None
    last = date.fromordinal(max(highs)).isoformat()[:7] if len(highs) == len(rows) else None
    return first, last


def _fits(row: CatalogueRow, make: str | None, model: str | None) -> bool:
    """Whether make and model, as told, may be those of a row found by its code."""
    if make is not None and not Name.of(make).same_maker(Name.of(row.make)):
        return False
    if model is None:
        return True
    told, name = Name.of(model), Name.of(row.model)
    return not told.latin or told.within(name) or told.extends(name) or told.shares_word(name)
