# SPDX-License-Identifier: Apache-2.0
"""The catalogue of vehicles: one row for each chassis code, found by code or name.

A row says what the maker built under a code, and how well that was seen. Rows that match a
vehicle fill in facts that nobody told, and show where something else was told.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Final, NamedTuple, Self

from keiimport.errors import InputError, RuleError, nearest
from keiimport.facts.bounds import UNBOUNDED, Bounds
from keiimport.facts.case import Case
from keiimport.facts.catalogue_rows import CatalogueRow, Tables, agreed
from keiimport.facts.completion import COUNTRY
from keiimport.facts.data import table_rows
from keiimport.facts.dates import format_date
from keiimport.facts.identity import ExhaustPrefixes, recognise, same_code
from keiimport.facts.names import Name, Spellings, raw_words, squashed, words_of
from keiimport.facts.problems import listed, shown
from keiimport.facts.sources import SourcedValue
from keiimport.memory import Memory

Warned = tuple[str, Mapping[str, object]]
"""A sentence on the catalogue: its name in `words.yaml`, and the values filled in."""

_Index = tuple[dict[str, list[int]], list[tuple[str, str, list[int]]], dict[str, list[int]]]
"""Row numbers by chassis code; every make and model with its row numbers; and the positions among
these by the words of the name."""

_PARTS: Final = re.compile(r"[^\s()/]+")  # of a model's name, without what joins them
_SEARCHED = ("make", "model", "chassis_code", "model_code_prefix")


class Match(NamedTuple):
    """The catalogue rows that may describe a vehicle."""

    rows: tuple[CatalogueRow, ...] = ()
    warnings: tuple[Warned, ...] = ()
    loose: bool = False  # found by part of a name only, they may be another vehicle
    numbered: bool = False  # a chassis code names them, and not a name alone
    # where nothing fits, those that were named, and something else that was told rules out
    ruled_out: tuple[CatalogueRow, ...] = ()
    other_years: bool = False  # that is because none of them was built at the time told
    # those of the name for other markets, which say too how long there were vehicles of the name
    elsewhere: tuple[CatalogueRow, ...] = ()
    versions: bool = False  # only longer names, as of special versions, begin with what was told

    @property
    def facts(self) -> Mapping[str, SourcedValue]:
        """The facts on which all rows agree; figures that differ become a range."""
        facts = agreed(self.rows, self.loose)
        if self.versions and any(row.market != "JP" for row in self.rows):
            # a special version may come from another works than the plain model
            facts = {name: fact for name, fact in facts.items() if name != COUNTRY}
        return facts


class Machine(NamedTuple):
    """A machine's name and the facts it implies, for certain makers or for all."""

    name: str
    makes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Machines(dict[str, list[Machine]]):
    """The machines, by name in letters and digits alone."""

    @classmethod
    def read(cls, csv_text: str) -> Self:
        """Read the table, which may be empty."""
        found, columns = cls(), ("facts", "makes", "names")
        for (facts, makes, names), place in table_rows(csv_text, "data/machines.csv", columns):
            told = tuple((f, v) for f, _, v in (e.partition("=") for e in facts.split("; ")))
            try:
                Case.parse(dict(told))
            except InputError as error:
                raise RuleError(error.error, place, error.expected) from None
            for name in names.split("|"):
                machine = Machine(name, tuple(filter(None, makes.split("|"))), told)
                found.setdefault(squashed(name), []).append(machine)
        return found

    def told_in(self, make: str | None, model: str) -> Mapping[str, bool | str]:
        """The facts that a model's name implies; the longest machine name in it counts."""
        said = Name.of(f"{make} {model}" if make else model)
        maker = Name.of(make) if make else None
        for key in sorted(self.keys() & said.joined, key=len, reverse=True):
            for machine in self[key]:
                its = any(maker.same_maker(Name.of(each)) for each in machine.makes if maker)
                if its or not (machine.makes and maker):
                    words = {"true": True, "false": False}
                    return {fact: words.get(value, value) for fact, value in machine.facts}
        return {}


def as_spelled(model: str, rows: Iterable[CatalogueRow]) -> str:
    """A model as its rows write it (Carry, not carry); as told where it says more than they do."""
    names = " ".join(dict.fromkeys(row.model for row in rows))
    spelled = {squashed(part): part for part in _PARTS.findall(names)}
    if any(squashed(part) not in spelled for part in _PARTS.findall(model)):
        return model
    return _PARTS.sub(lambda part: spelled[squashed(part[0])], model)


class Catalogue:
    """All catalogue rows, indexed by chassis code and by name."""

    def __init__(
        self,
        tables: Tables,
        spellings: Spellings,
        exhaust: ExhaustPrefixes,
        machines: Machines,
        index: _Index | None = None,
    ) -> None:
        self.rows = tables  # in their order, each understood when it is first needed
        self.spellings = spellings
        self.exhaust = exhaust
        self.machines = machines
        self._index = index or _index_of(tables)
        self._codes, self._named, self._words = self._index
        self.names = tuple((make, model) for make, model, _ in self._named)
        self._makes = {squashed(make): make for make, _ in self.names}
        # What was asked before; feeds ask for the same few thousand vehicles again.
        self._found: Memory[Hashable, Match] = Memory(4096)

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self.rows, self.spellings, self.exhaust, self.machines, self._index)

    @classmethod
    def read(
        cls, tables: Mapping[str, str], *, names: str = "", exhaust: str = "", machines: str = ""
    ) -> Self:
        """Read the catalogue and the tables that go with it."""
        read = Spellings.read(names), ExhaustPrefixes.read(exhaust), Machines.read(machines)
        return cls(Tables(tables), *read)

    def maker(self, make: str) -> str:
        """The maker's name in the spelling of the catalogue, if it is known."""
        latin = self.spellings.latin(make)
        return self._makes.get(squashed(latin), latin)

    def is_maker(self, name: str) -> bool:
        """Whether a name is that of a maker and not also that of a model."""
        named = squashed(self.maker(name))
        return named in self._makes and all(named != squashed(model) for _, model in self.names)

    def made_by(self, make: str, built: Bounds) -> tuple[CatalogueRow, ...]:
        """The rows of a maker that may be built then; none if it also builds off-road machines."""
        question = (make, built)
        if (found := self._found.get(question)) is None:
            each = (machine for machines in self.machines.values() for machine in machines)
            others = {name for e in each for name in e.makes or (raw_words(e.name)[0],)}
            builds_machines = any(_is_by(make, other) for other in others)
            makers = () if builds_machines else {by for by, _ in self.names}
            known = {by for by in makers if _is_by(make, by)}
            rows = (self.rows[n] for by, _, numbers in self._named if by in known for n in numbers)
            fitting = tuple(row for row in rows if row.may_be_built.overlaps(built))
            found = self._found.keep(question, Match(fitting))
        return found.rows

    def match(
        self,
        *,
        make: str | None = None,
        model: str | None = None,
        chassis_codes: tuple[str, ...] = (),
        built: Bounds | None = None,
        markets: frozenset[str] | None = None,
    ) -> Match:
        """Find the rows that may describe a vehicle, and warn about what does not fit."""
        make, model = (each and self.spellings.latin(each) for each in (make, model))
        question = (make, model, chassis_codes, markets)
        found = self._found.get(question)
        if found is None:
            if chassis_codes:
                found = self._with_code(chassis_codes, make, model)
            else:
                found = Match() if model is None else self._with_name(make, model)
            if found.rows and markets is not None:
                found = _in_markets(found, markets)
            self._found.keep(question, found)
        if not found.rows or built is None or built == UNBOUNDED:
            return found
        return _built_then(found, model, built)

    def search(self, text: str, limit: int = 20) -> list[CatalogueRow]:
        """Find rows with every word of `text`, or built in a year it names; whole words first."""
        text = text[:200]  # each word is looked for in every row
        exact = self._rows_of(recognise(text).chassis_codes)
        words = words_of(self.spellings.latin(text))
        scored: list[tuple[int, int]] = []
        for number in range(len(self.rows) if words else 0):
            cells = self.rows.line(number).cells
            have = words_of(" ".join(map(cells.__getitem__, _SEARCHED)))
            squashed = "".join(have)
            years = [word for word in words if word not in squashed]
            first, last = cells["produced_from"][:4] or "0", cells["produced_to"][:4] or "9"
            if all(len(y) == 4 and y.isdigit() and first <= y <= last for y in years):
                scored.append((sum(word not in have for word in words) - len(years), number))
        found = (self.rows[number] for _, number in sorted(scored))
        return list({row.id: row for row in (*exact, *found)}.values())[:limit]

    def _with_code(self, codes: tuple[str, ...], make: str | None, model: str | None) -> Match:
        exact = self._rows_of(codes)
        # those that differ by the letters for the body
        near = ((known, c) for c in codes for known in self._codes if known[:4] == c[:4])
        found = exact or self._rows_of(known for known, code in near if same_code(known, code))
        fitting = [row for row in found if _fits(row, make, model)]
        if not fitting and exact and make is not None:
            # A short code may be one maker's and, with its last letter dropped, another's.
            longer = self._rows_of(c for code in codes for c in self._codes if c[:-1] == code)
            fitting = [r for r in longer if len(r.chassis_code) > 3 and _fits(r, make, model)]
        if fitting and len(codes) > 1 and len({row.chassis_code for row in fitting}) > 1:
            warnings = _warned("hyphen", codes=listed(row.chassis_code for row in fitting))
            return Match(warnings=warnings, numbered=True, ruled_out=tuple(fitting))
        if fitting:
            return Match(tuple(fitting), numbered=True)
        if found:
            told = shown(" ".join(filter(None, (make, model))))
            vehicle = f"{found[0].make} {found[0].model}"
            warnings = _warned("other_code", codes=listed(codes), vehicle=vehicle, told=told)
            return Match(warnings=warnings, numbered=True, ruled_out=tuple(found))
        warnings = _warned("no_code", codes=listed(codes))
        if model is None:
            return Match(warnings=warnings)
        # Where the catalogue has no code, the vehicle may still be the one.
        named = self._with_name(make, model).rows
        return Match(tuple([r for r in named if not r.chassis_code]) or named, warnings, True)

    def _rows_of(self, codes: Iterable[str]) -> list[CatalogueRow]:
        found = dict.fromkeys(number for code in codes for number in self._codes.get(code, ()))
        return [self.rows[number] for number in found]

    def _with_name(self, make: str | None, model: str) -> Match:
        make, model = self._split(make, model)
        told = Name.of(model)
        if make is not None and not Name.of(make).latin:
            return Match(warnings=_warned("no_make", make=shown(make)))
        # the names of the make that share a word with the one told, with their rows
        named = map(self._named.__getitem__, self._sharing(told))
        names = [(Name.of(name), rows) for known, name, rows in named if _is_by(make, known)]

        def rows(found: Iterable[tuple[Name, list[int]]]) -> tuple[CatalogueRow, ...]:
            numbers = sorted(number for _, numbers in found for number in numbers)
            return tuple(self.rows[number] for number in numbers)

        exact = [e for e in names if told.within(e[0]) and told.covered(e[0])]
        plain = any(told.same(name) for name, _ in exact)
        longer = [e for e in names if not plain and told.begins(e[0]) and e not in exact]
        if exact or longer:
            found = rows((*exact, *longer))
            models = dict.fromkeys(f"{row.make} {row.model}" for row in found)
            kei = {fact and fact.value for fact in (row.facts.get("vehicle.kei") for row in found)}
            name = "several" if exact else "no_plain"
            warnings = _warned(name, model=shown(model), models=listed(models))
            several = not exact or longer or len(kei) > 1
            return Match(found, warnings if several else (), bool(longer), versions=not exact)
        sizes = [told.covered(name) if told.extends(name) else 0 for name, _ in names]
        most = [each for each, size in zip(names, sizes, strict=True) if size == max(sizes)]
        version = _narrowed(rows(most), told) if any(sizes) else ()
        if not version:
            return Match(warnings=self._unknown(make, model))
        titles = listed(f"{row.make} {row.model}" for row in version)
        return Match(version, _warned("version", model=shown(model), models=titles), True)

    def _split(self, make: str | None, model: str) -> tuple[str | None, str]:
        """Separate a make at the beginning of `model`, unless another make is told."""
        words = raw_words(model)
        for count in range(1, min(3, len(words))):
            known = self._makes.get("".join(words[:count]))
            if known and _is_by(make, known):
                return make or known, " ".join(words[count:])
        return make, model

    def names_like(self, told: Name) -> list[tuple[str, Name]]:
        """The make and name of every model that shares a word with `told`."""
        named = (self.names[number] for number in self._sharing(told))
        return [(make, Name.of(model)) for make, model in named]

    def _sharing(self, told: Name) -> list[int]:
        return sorted({n for key in told.keys for n in self._words.get(key, ())})

    def _unknown(self, make: str | None, model: str) -> tuple[Warned, ...]:
        """Warn that the catalogue lacks a model, with the nearest known name."""
        makers = {known for known in self._makes.values() if _is_by(make, known)}
        titles = {
            " ".join((*(() if make else raw_words(known)), *core)): f"{known} {name}"
            for known, name in self.names
            if known in makers
            for core in Name.of(name).cores
        }
        guess = titles.get(nearest(" ".join(raw_words(model)), titles, 0.75) or "")
        told = shown(" ".join(filter(None, (make, model))))
        near = {} if guess is None else {"near": guess}
        return _warned("no_model_near" if near else "no_model", model=told, **near)


def _index_of(tables: Tables) -> _Index:
    codes: dict[str, list[int]] = {}
    named: dict[tuple[str, str], list[int]] = {}
    words: dict[str, list[int]] = {}
    for number in range(len(tables)):
        cells = tables.line(number).cells
        named.setdefault((cells["make"], cells["model"]), []).append(number)
        if code := cells["chassis_code"]:
            codes.setdefault(code, []).append(number)
    for number, (_, model) in enumerate(named):
        for word in Name.of(model).keys:
            words.setdefault(word, []).append(number)
    return codes, [(make, model, rows) for (make, model), rows in named.items()], words


def _warned(name: str, **places: object) -> tuple[Warned, ...]:
    return ((name, places),)


def _is_by(make: str | None, known: str) -> bool:
    return make is None or Name.of(make).same_maker(Name.of(known))


def _fits(row: CatalogueRow, make: str | None, model: str | None) -> bool:
    if not _is_by(make, row.make):
        return False
    if model is None:
        return True
    told, name = Name.of(model), Name.of(row.model)
    return not told.latin or told.within(name) or told.extends(name) or told.shares_word(name)


def _narrowed(rows: tuple[CatalogueRow, ...], told: Name) -> tuple[CatalogueRow, ...]:
    """Keep the rows that fit a drive or generation named in `told`."""
    if drives := told.drives:
        driven = ((row, row.facts.get("vehicle.powertrain")) for row in rows)
        rows = tuple(row for row, drive in driven if drive and drive.value in drives)
    ends = tuple(w.upper() for w in told.words if len(w) > 1 and w[-1].isdigit() and w.isalnum())
    return tuple(row for row in rows if row.chassis_code.endswith(ends or ("?",))) or rows


def _in_markets(found: Match, markets: frozenset[str]) -> Match:
    rows = tuple(row for row in found.rows if row.market in markets)
    if rows:
        others = tuple(row for row in found.rows if row.market not in markets)
        return found._replace(rows=rows, elsewhere=() if found.numbered else others)
    only = listed(row.market for row in found.rows)
    more = _warned("other_market", vehicle=found.rows[0].title, markets=only)
    return found._replace(rows=(), warnings=(*found.warnings, *more), ruled_out=found.rows)


def _built_then(found: Match, model: str | None, built: Bounds) -> Match:
    """Keep the rows in production at the build date.

    All are kept where a chassis code names them and none was, or where the date is before the
    first vehicle of the name, so that it cannot be believed.
    """
    rows = tuple([row for row in found.rows if row.produced.overlaps(built)])
    oldest = min(found.rows, key=lambda row: row.produced.low or 0)
    too_early = built.high is not None and built.high < (oldest.may_be_built.low or 0)
    if len(rows) == len(found.rows) or (too_early and oldest.is_first_of_its_name):
        return found
    rows = rows or tuple([row for row in found.rows if row.may_be_built.overlaps(built)])
    if not rows:
        span = reduce(Bounds.hull, (row.produced for row in found.rows))
        if span.overlaps(built):
            rows = found.rows  # between two of them, where no code is known
    if model is not None and not found.numbered:
        # a Sunny of a year of which only the Sunny Truck is known is no truck by its name
        told = Name.of(model)
        plain = {row for row in found.rows if told.same(Name.of(row.model))}
        if rows and plain and plain.isdisjoint(rows):
            rows = found.rows
    if rows or found.numbered:
        return found._replace(rows=rows or found.rows)
    first, last = (day and date.fromordinal(day).isoformat()[:7] for day in (span.low, span.high))
    name = "other_years" + ("_from" if first else "") + ("_to" if last else "")
    places = {"model": shown(model), "built": format_date(built), "first": first, "last": last}
    warnings = (*found.warnings, (name, places))
    return found._replace(rows=(), warnings=warnings, ruled_out=found.rows, other_years=True)
