# SPDX-License-Identifier: Apache-2.0
"""The columns of a table: the facts they hold, and the facts in each row's cells and words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import polars as pl

from keiimport.batch import other_names
from keiimport.batch.mapping import TableMapping
from keiimport.batch.options import Options
from keiimport.batch.rows import Row, cell_text, with_unit
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts import headings
from keiimport.facts.completion import ALTERED
from keiimport.facts.fields import says_nothing
from keiimport.facts.identity import NUMBERS
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.units import DIMENSIONS, RATE
from keiimport.memory import Memory
from keiimport.question.builds import take_later_build
from keiimport.question.check import understood
from keiimport.question.naming import ORIGINAL
from keiimport.question.phrases import bounds_of, phrases
from keiimport.question.reader import DISPLACEMENT, REGISTERED
from keiimport.question.reading import BODY, MODEL, Reading
from keiimport.question.words import CODE, MAKE
from keiimport.question.years import plain_years, whole_years
from keiimport.rulebook.problems import likely

LOOKED_AT = 20  # rows by which a column shows that it holds headlines
NAMED = frozenset((MAKE, MODEL, *NUMBERS.values()))  # a body alone names no vehicle
NUMBERED = frozenset((NUMBERS["vin"], NUMBERS["frame_number"]))
ANY = "van"  # stands before words on a vehicle that nothing names
REMARKS = ("change", "mark", "prose", "listing", "engine", "version", "place")
CHANGES = (  # other facts have values that have no hash
    *((other_names.ENGINE, engine) for engine in ("other", "absent")),
    *((f"vehicle.{fact}", True) for fact in ("altered", "body_replaced", "numbers_altered")),
    ("vehicle.foreign_soil", True),
    *((f"vehicle.{fact}", False) for fact in ("original_configuration", "transmission_present")),
)
OF_NAMES = frozenset((ORIGINAL, "vehicle.made_for_roads", "vehicle.street_features"))
UNITS = {each.casefold() for of in DIMENSIONS.values() for each in (*of.units, *of.unclear)}
DAYS = headings.DATED | {"vehicle.model_year"}
YEAR = re.compile(r"\b(?:19[5-9][0-9]|20[0-9][1-9]|20[1-9]0)\b")  # 2000 may be cc
MOST_NOTES = 100  # keys of JSON Lines that are no facts and are told of by name
MOST_NAMES = 1000  # sets of keys of JSON Lines that are remembered with what they tell


class Meanings(NamedTuple):
    """The fact and the unit of each column, and notes on the columns."""

    facts: Mapping[str, tuple[str, str]]
    aside: Mapping[str, str]  # a sentence for the name of each


class Columns:
    """The columns of one table: the facts they hold, and which are passed through."""

    def __init__(self, options: Options, engine: Engine, mapping: TableMapping | None) -> None:
        self._options, self._engine, self._mapping = options, engine, mapping
        self.by_lines = options.input_format == "jsonl"
        self.kept: dict[str, pl.DataType] = {}  # passed through, with their types in the output
        self.meanings = Meanings({}, {})  # of the first rows, if each has its own keys
        self._headlines: frozenset[str] = frozenset()
        self._undated: frozenset[str] = frozenset()
        self._otherwise: Mapping[str, str] = {}
        self._listing = ""
        self._meanings_of: Memory[tuple[str, ...], Meanings] = Memory(MOST_NAMES)

    def knows(self, column: str) -> bool:
        """Whether a column of this name would be read or passed through."""
        if self._mapping is None:
            return len(headings.facts_named(column)) == 1 or column in self._options.id
        return bool(self._mapping.name_of(column)) or column in self._options.id

    def heads(self, column: str) -> bool:
        """Whether this may be the name of a column, even an unclear one."""
        return self.knows(column) or bool(headings.kind_of(column) or self._others([column]))

    def are_read(self, columns: Iterable[str]) -> list[str]:
        """The columns whose cells are read."""
        knows = self.meanings.facts.__contains__ if self._mapping is None else self.knows
        return [name for name in columns if knows(name) or headings.kind_of(name)]

    def learn(self, types: Mapping[str, pl.DataType], rows: Iterable[Row]) -> None:
        """Learn what the columns mean from their names, types and first rows."""
        # an unclear column, or none with a fact, stops a run before it begins
        begin = [*islice(rows, LOOKED_AT)]
        cells = {name: [row.told.get(name) for row in begin] for name in types}
        self._otherwise = {} if self._mapping else other_names.told_otherwise(cells)
        kept = self._kept_of(tuple(types))
        if self._mapping is None and any(name not in kept for name in types):
            self._headlines = frozenset()  # those of another table may be facts here
            self._undated = frozenset(name for name in cells if _no_days(name, cells[name]))
            listings = [name for name in cells if other_names.is_listing(name, cells[name])]
            # titles before whole descriptions
            self._listing = min(listings, key=lambda n: headings.kind_of(n) == "prose", default="")
            try:
                read = self._read(types, kept)
            except InputError as error:
                raise headings.unclear_day(error.at) or _nested(begin) or error from None
            self._headlines = frozenset(
                name
                for name, (fact, _) in read.facts.items()
                if name != fact and other_names.is_headline(fact, cells[name])
            )
            self.meanings = self._read(types, kept)
        found = {name: types.get(name, pl.Object()) for name in kept}
        self.kept = {name: pl.String() if t == pl.Null else t for name, t in found.items()}

    def _read(
        self, columns: Iterable[str], kept: Collection[str], *, alone: bool = True
    ) -> Meanings:
        """The meanings of columns not passed through; if `alone`, at least one must be a fact."""
        vocabulary = self._engine.rulebook.vocabulary.values()
        others = self._others(columns)
        others |= {name: (fact, "") for name, fact in self._otherwise.items() if name in columns}
        alone = alone and not self._listing
        read = headings.read_headings(
            columns, {*kept, *self._undated}, alone=alone, others=others, vocabulary=vocabulary
        )
        facts = {name: others.get(name, (fact, "")) for name, fact in read.facts.items()}
        facts.pop(self._listing, None)
        aside = {name: other_names.read_as(name, *facts[name]) for name in others if name in facts}
        aside |= read.aside
        for name in self._undated & {*columns}:
            aside[name] = f"the cells of the column {shown(name)} are no days: it is set aside"
        told = {name: headings.SAID.get(headings.kind_of(name)) for name in aside}
        aside |= {n: f"words of the column {shown(n)} may tell `{f}`" for n, f in told.items() if f}
        for name in [name for name in facts if name in self._headlines]:
            said = f"the cells of the column {shown(name)} are none of the words of"
            aside[name] = f"{said} `{facts.pop(name)[0]}`: the column is set aside"
        if self._listing in columns:
            said = f"the column {shown(self._listing)} is read as `keiimport check` reads words"
            aside[self._listing] = said
        return Meanings(facts, aside)

    def _others(self, columns: Iterable[str]) -> dict[str, tuple[str, str]]:
        known, others = self._engine.rulebook.vocabulary.values(), {*self._undated, self._listing}
        return {**other_names.other_names([c for c in columns if c not in others], known)}

    def _kept_of(self, columns: Sequence[str]) -> tuple[str, ...]:
        asked, others = self._options.id, self._options.pass_through
        for name in () if self.by_lines else asked:
            if name not in columns:
                raise bad_input("none_to_keep", likely(name, columns), got=name, name=name)
        keep, read = {*asked}, set[str]()
        if self._mapping is None:
            read.update(self._others(columns), self._otherwise)
        else:
            form = self._mapping.form
            found = {name: form.columns.get(self._mapping.name_of(name) or "") for name in columns}
            if not any(found.values()):
                such = ", ".join(f"`{name}`" for name in list(form.columns)[:4])
                raise bad_input("none_of_mapping", mapping=self._mapping.name, such=such)
            for name in () if self.by_lines else columns:
                self._check_known(name)
            if not keep:
                keep = {name for name, each in found.items() if each is not None and each.keep}
                others = others or form.other_columns == "keep"
        kept = (n for n in columns if n in keep or (others and n not in read and not self.knows(n)))
        return tuple(dict.fromkeys([*asked, *kept])) if self.by_lines else tuple(kept)

    def _check_known(self, column: str) -> None:
        """Refuse a column that is missing from a mapping with `other_columns: refuse`."""
        mapping = self._mapping
        if mapping is None or mapping.form.other_columns != "refuse":
            return
        if not self._options.pass_through and not self.knows(column):
            near, name = likely(column, mapping.form.columns), mapping.name
            raise bad_input("unmapped", near, at=column, got=column, mapping=name, column=column)

    def told(
        self, cells: Mapping[str, object], notes: dict[str, str]
    ) -> tuple[Mapping[str, object], list[str]]:
        """The facts in a row, and remarks on how it was read; adds notes on columns to `notes`.

        Raises:
            InputError: the row cannot be read.
        """
        if cells and all(name == cell for name, cell in cells.items()):
            raise bad_input("row_of_headings")
        own = self._facts_of(cells, notes)
        listing = self._read_listing(cells, own)
        told = self._remarks(cells, _beside(listing.told, own))
        words = [cell_text(cell) or "" for name, cell in cells.items() if self._may_date(name)]
        listing.notes += take_later_build(words, told, self._engine)
        self._check_vehicle(cells, told)
        return told, listing.remarks

    def _read_listing(self, told: Mapping[str, object], own: Mapping[str, object]) -> Reading:
        """Read the words of the column that holds listings, if there is one."""
        words = told.get(self._listing) if self._listing else None
        if words is None:
            return Reading()
        named = _named(own) if headings.kind_of(self._listing) == "prose" else ""
        try:
            return understood(f"{named} {words}".lstrip(), self._engine)
        except InputError as error:
            if not NAMED.isdisjoint(own):
                parts = _words(named, str(words), self._engine)
                return Reading(told={**parts}, unread=[str(words)])
            raise error.located(self._listing) from None

    def _may_date(self, column: str) -> bool:
        """Whether words in a column may say when a vehicle was built."""
        name = self._mapping.name_of(column) if self._mapping else None
        if self._mapping and name:
            return name in self._mapping.texts
        return headings.kind_of(column) in REMARKS

    def _remarks(
        self, cells: Mapping[str, object], told: Mapping[str, object]
    ) -> dict[str, object]:
        """Add what remarks tell: changes to the vehicle, and which it is if no column names it."""
        found: dict[str, object] = {}
        named = _named(told)
        undated = DAYS.isdisjoint(told)
        if undated and YEAR.search(str(told.get(MODEL))):  # 1997 Nissan Skyline
            found |= {n: v for n, v in _words("", named, self._engine).items() if n in DAYS}
        said = phrases(self._engine).told_in(named)
        if not OF_NAMES.isdisjoint(said):  # S600 Brabus, CRF450R
            found |= {n: v for n, v in said.items() if n in OF_NAMES or n == BODY}
        for fact, cell in told.items() if self._mapping is None else ():
            if headings.fact_type(fact).choices and not headings.is_told(fact, str(cell)):
                words = _words_on(named, str(cell), self._engine)  # Washington D.C.
                told = {**told, fact: words.get(fact, cell)}
                found |= {n: v for n, v in words.items() if (n, v) in CHANGES}
        days = [str(told[each]) for each in sorted(DAYS) if told.get(each)]
        for column, value in cells.items():
            figure = "engine" if self._otherwise.get(column) == DISPLACEMENT else ""
            kind, text = headings.kind_of(column) or figure, cell_text(value) or ""
            if not self._may_remark(column, kind, text, undated):
                continue
            if other_names.says_altered(column, text):
                found[ALTERED] = True
            # an engine may be older than the vehicle
            whole = f"{''.join(days[-1:])} {text} engine" if kind == "engine" else text
            words = _words_on(named, whole, self._engine)
            fresh = set[str]()  # the facts that this column may tell, besides changes
            if kind in ("prose", "listing") and (undated or NAMED.isdisjoint(told)):
                fresh |= {*words}
            if kind == "version" or YEAR.fullmatch(text):
                fresh |= DAYS
            if kind == "place":
                fresh.add(REGISTERED)
            if not undated:
                fresh -= DAYS
            if NUMBERED.isdisjoint(told):
                fresh |= NUMBERED
            if told.keys().isdisjoint(NUMBERS.values()):
                fresh.add(CODE)
            found |= {n: v for n, v in words.items() if n in fresh or (n, v) in CHANGES}
        return {**found, **told, **{n: v for n, v in found.items() if (n, v) in CHANGES}}

    def _may_remark(self, column: str, kind: str, text: str, undated: bool) -> bool:
        """Whether a cell may tell more than the fact of its column."""
        if self._mapping and self._mapping.name_of(column):
            return False
        if not YEAR.fullmatch(text) and not any(map(str.isalpha, text)):
            return False
        if kind == "version":  # there are many, and few tell of a change
            said = phrases(self._engine).told_in(text)
            changes = any(each in CHANGES for each in said.items())
            return changes or (undated and YEAR.search(text) is not None)
        is_lot = kind == "listing" and column in self.kept
        return kind in REMARKS and column != self._listing and not is_lot

    def _check_vehicle(self, cells: Mapping[str, object], told: Mapping[str, object]) -> None:
        said_by = {(cell_text(cell) or "").strip(" ()[]").casefold() for cell in cells.values()}
        if said_by - {""} and UNITS.issuperset(said_by - {""}):
            raise bad_input("row_of_units")
        said = {f: v for f, v in told.items() if f.startswith("vehicle.")}
        if len(said) < 2 and any(headings.kind_of(str(cell)) == "total" for cell in cells.values()):
            raise InputError("the row is one of sums", expected="rows of vehicles alone")
        known = {fact for fact, _ in self.meanings.facts.values() if fact.startswith("vehicle.")}
        note = known > said.keys() == {MAKE} and len(str(said[MAKE]).split()) > 2  # Source: ours
        if known and (note or not said) and not self.by_lines:
            raise InputError("the row tells of no vehicle", expected="rows of vehicles alone")

    def _facts_of(self, told: Mapping[str, object], notes: dict[str, str]) -> dict[str, object]:
        keys = tuple(key for key in told if told[key] is not None and key not in self.kept)
        if self._mapping is None:
            found = self._read_cells(keys, told, notes)
        else:
            for key in keys if self.by_lines else ():
                self._check_known(key)
            found = self._mapping.facts(told)
        if self._options.entry_date is not None:
            found.setdefault("entry.date", self._options.entry_date.isoformat())
        if self._options.exchange_rate is not None:
            found.setdefault(RATE, self._options.exchange_rate)
        return found

    def _read_cells(
        self, keys: tuple[str, ...], told: Mapping[str, object], notes: dict[str, str]
    ) -> dict[str, object]:
        found, column_of, known = dict[str, object](), dict[str, str](), self.meanings
        currency = [v for k, v in told.items() if v and headings.kind_of(k) == "currency"]
        if self.by_lines:
            known = self._meanings_of.recall(keys, lambda: self._read(keys, (), alone=False))
            news = ((name, said) for name, said in known.aside.items() if name not in notes)
            notes |= islice(news, MOST_NOTES - len(notes))
        # years before the days in them, and what other facts may be last
        for key in sorted(
            filter(known.facts.__contains__, keys),
            key=lambda key: (key in self._otherwise, headings.kind_of(key) != "year"),
        ):
            (fact, unit), value = known.facts[key], told[key]
            if says_nothing(str(value), fact):
                continue
            if self._otherwise.get(key) == DISPLACEMENT:
                other = found.get(fact)
                figure = other_names.figure_in(str(value), other)
                if figure and other is not None:
                    continue
                if figure is None:
                    fact = headings.fact_named(key)  # words after all, such as `swapped`
                value = figure or value
            if headings.kind_of(column_of.get(fact, "")) == "year":
                year, day = (bounds_of(fact, _day(str(d))) for d in (found[fact], value))
                if day is None or (year and year.intersect(day) != day):
                    continue
            elif fact in column_of and str(value) != str(told[column_of[fact]]):
                raise bad_input("both_tell", at=fact, fact=fact, one=column_of[fact], other=key)
            column_of[fact] = key
            value = value.isoformat()[:10] if isinstance(value, date) else value
            if fact in headings.DATED:
                value = other_names.with_month(key, value, told)
                value = _day(value) if isinstance(value, str) else value
            unit = str(currency[0]) if currency and fact == "entry.value" else unit
            found[fact] = with_unit(value, unit)
        # it may be a model year, beside that of the build
        unsure = headings.kind_of(column_of.get(headings.FIRST_REGISTERED, "")) in headings.DAYS
        if unsure and headings.BUILT in found:
            del found[headings.FIRST_REGISTERED]
        return found


def _named(told: Mapping[str, object]) -> str:
    return " ".join(str(told[name]) for name in (MAKE, MODEL) if told.get(name))


def _words_on(named: str, said: str, engine: Engine) -> Mapping[str, object]:
    """The facts in words about a vehicle, which may have no name."""
    if named:
        return _words(named, said, engine)
    of_any = {n: value for n, value in _words(ANY, said, engine).items() if n != BODY}
    return {**of_any, **_words("", said, engine)}


@lru_cache(maxsize=4096)
def _words(named: str, said: str, engine: Engine) -> Mapping[str, object]:
    """The facts in words about a vehicle; if they contradict each other, those of each part."""
    try:
        return understood(f"{named} {said}", engine).told
    except InputError:
        parts = re.split("[.,;!?\n]", said)
        each = (_words(named, part, engine) for part in parts if part != said)
        return {name: value for told in each for name, value in told.items()}


@lru_cache(maxsize=4096)
def _day(told: str) -> str:
    """A day as people write it (c.1998, late 1998), in a form that can be parsed."""
    plain, fact = whole_years(plain_years(told)).strip(), headings.FIRST_REGISTERED
    return plain if not headings.is_told(fact, told) and headings.is_told(fact, plain) else told


def _no_days(column: str, cells: Iterable[object]) -> bool:
    """Whether a column with the name of a date column holds no dates, such as plates."""
    days = [_day(cell_text(cell) or "") for cell in cells if cell]
    none = not any(headings.is_told(headings.FIRST_REGISTERED, day) for day in days)
    return headings.kind_of(column) in headings.DAYS and bool(days) and none


def _beside(words: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """The facts of columns and, beside them, those in words, except another day or entry."""
    told = {n: v for n, v in words.items() if n not in DAYS or DAYS.isdisjoint(own)}
    if not NAMED.isdisjoint(own):
        told = {name: value for name, value in told.items() if name.startswith("vehicle.")}
    return {**told, **own, **({ALTERED: True} if told.get(ALTERED) else {})}


def _nested(rows: Iterable[Row]) -> InputError | None:
    """The error for nested objects other than the sections of a case, if there are any."""
    for row in rows:
        for name, value in row.told.items():
            if isinstance(value, dict | list) and value:
                named = f"`--mapping` with columns such as `{name}.{next(iter(value))}`"
                expected = named if isinstance(value, dict) else "one row a line"
                return bad_input("nested", expected, at=name, name=name)
    return None
