# SPDX-License-Identifier: Apache-2.0
"""Reads facts from the columns of a table, each distinct value once."""

import warnings
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, NamedTuple

import polars as pl

from keiimport.errors import InputError, InputWarning
from keiimport.facts.bounds import UNBOUNDED, StatedBounds
from keiimport.facts.case import KEYS, Case, StatedValue, flat, nested
from keiimport.facts.complete import REGISTERED_IN
from keiimport.facts.completion import COUNTRY
from keiimport.facts.contradictions import check_plausible
from keiimport.facts.headings import by_section, read_headings, side_facts
from keiimport.facts.problems import bad_input
from keiimport.facts.reading import DEEPEST_CASE, read_json
from keiimport.facts.texts import near_country
from keiimport.facts.units import RATE, in_dollars
from keiimport.facts.vocabulary import Fact, Vocabulary

MOST_KEPT = 250_000  # values remembered, each about 400 bytes


class Value(NamedTuple):
    """A distinct value of a fact."""

    number: int  # its own
    raw: Any  # as it stands in the table
    # what it tells, of other facts too; only a warning for a side fact that cannot be read
    told: Mapping[str, StatedValue]
    error: InputError | None = None  # why no case can have it
    aside: bool = False  # whether it is a side fact that cannot be read


class Row(NamedTuple):
    """A row of a table: its facts, and their values in the same order."""

    facts: tuple[str, ...]
    values: tuple[Value, ...]
    wrong: InputError | None = None  # why it cannot be a case at all

    @property
    def key(self) -> Hashable:
        """A key that rows share if they have the same values, written the same way."""
        if self.wrong is not None:
            return self.wrong.sentence()
        return self.facts, tuple([value.number for value in self.values])


class Reader:
    """Reads rows, remembering the values it has read before."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._values: dict[Hashable, Value] = {}
        self.aside = Counter[str]()  # unreadable values of each side fact, which were set aside
        self._numbers = count(1)

    @property
    def full(self) -> bool:
        """Whether it remembers more than it should."""
        return len(self._values) > MOST_KEPT

    def forget(self) -> None:
        """Forget everything read so far."""
        self._values.clear()

    def rows(self, rows: pl.DataFrame | Sequence[object]) -> Iterator[Row]:
        """The rows of a frame, or cases.

        Raises:
            InputError: no column of the frame is a fact, or two are the same one.
        """
        if isinstance(rows, pl.DataFrame):
            return map(self._row, facts_of(rows, self._vocabulary.values()))
        return map(self._case, rows)

    def told(self, row: Row) -> Mapping[str, StatedValue] | InputError:
        """The facts in a row, or why it cannot be read."""
        if row.wrong is not None:
            return row.wrong
        values = dict(zip(row.facts, row.values, strict=True))
        if all(value.error is None for value in row.values):
            every = {fact: told for value in row.values for fact, told in value.told.items()}
            return every | {f: v.told[f] for f, v in values.items() if f in v.told}
        try:
            # of several errors, the one that a case would raise
            return Case.parse({f: v.raw for f, v in values.items() if not v.aside}).told()
        except InputError as error:
            return error

    def _case(self, given: object) -> Row:
        try:
            data = read_json(given) if isinstance(given, str | bytes | bytearray) else given
            data = data if isinstance(data, Mapping) else Case.parse(data).told()
            return self._row(flat(nested(by_section(data, self._vocabulary.values()))))
        except InputError as error:
            return Row((), (), error)
        except RecursionError:
            return Row((), (), bad_input("deep_case", most=DEEPEST_CASE))

    def _row(self, told: Mapping[str, Any]) -> Row:
        told = _priced(told) if told.get(RATE) is not None else told
        values = {f: self._value(f, raw) for f, raw in told.items() if raw is not None}
        self.aside.update(fact for fact, value in values.items() if value.aside)
        return Row(tuple(values), tuple(values.values()))

    def _value(self, fact: str, raw: Any) -> Value:
        # as keys of a dictionary 1, 1.0 and True are equal
        key: Hashable = (fact, type(raw), raw)
        try:
            value = self._values.get(key)
        except TypeError:
            key = (fact, type(raw), repr(raw))
            value = self._values.get(key)
        if value is None:
            value = self._values[key] = self._read(fact, raw)
        return value

    def _read(self, fact: str, raw: Any) -> Value:
        number = next(self._numbers)
        try:
            told = Case.parse({fact: raw}).told()
            if fact in told:
                check_plausible({fact: told[fact]}, self._vocabulary.limited)
        except InputError as error:
            # a misspelt country may be one under an embargo
            is_country = isinstance(raw, str) and fact in (COUNTRY, REGISTERED_IN)
            if fact not in side_facts() or (is_country and near_country(raw)):
                return Value(number, raw, {}, error)
            said = StatedBounds(UNBOUNDED, "", (f"{error.sentence()}: it is set aside",))
            return Value(number, raw, {fact: said}, aside=True)
        return Value(number, raw, told)


def _priced(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row with its amounts in dollars, if they can be read."""
    with suppress(InputError):
        return {**told, **flat({"entry": in_dollars(nested(told)["entry"])})}
    return told


def facts_of(table: pl.DataFrame, vocabulary: Iterable[Fact]) -> Iterator[Mapping[str, Any]]:
    """The rows of a table by the dotted names of facts.

    A column may leave out its section if its name is still unambiguous (`gvwr`), and the
    sections `vehicle`, `importer` and `entry` may be structs. A column that is not a fact is
    set aside with a warning.

    Raises:
        InputError: no column is a fact, two are the same one, or a column may be the date of
            manufacture or of first registration.
    """
    columns = {n: c for column in table.get_columns() for n, c in _unfolded(column.name, column)}
    headings = read_headings(columns, vocabulary=vocabulary)
    for sentence in headings.aside.values():
        warnings.warn(sentence, InputWarning, stacklevel=2)
    found: dict[str, pl.Series] = {}
    for column, fact in headings.facts.items():
        if fact in found:
            raise bad_input("fact_twice", at=fact, fact=fact)
        found[fact] = columns[column].alias(fact)
    if not found:
        return iter([{}] * table.height)
    rows = in_calendar(pl.DataFrame(found)).iter_rows(named=True)
    structs = [fact for fact, cells in found.items() if isinstance(cells.dtype, pl.Struct)]
    return (row | {fact: _without_null(row[fact]) for fact in structs} for row in rows)


def _without_null(cell: Mapping[str, Any] | None) -> object:
    """A range without its null ends, as a case has it."""
    return {key: value for key, value in (cell or {}).items() if value is not None} or None


def _unfolded(name: str, cells: pl.Series) -> Iterable[tuple[str, pl.Series]]:
    """A column with its name, or the fields of a section as columns."""
    if name in KEYS and isinstance(cells.dtype, pl.Struct):
        for field in cells.struct.fields:
            yield from _unfolded(f"{name}.{field}", cells.struct.field(field))
    elif name not in KEYS or cells.dtype != pl.Null:
        yield name, cells


def in_calendar(table: pl.DataFrame) -> pl.DataFrame:
    """A table in which columns with dates beyond Python's calendar are text."""
    types = table.schema.items()
    days = [name for name, dtype in types if isinstance(dtype, pl.Date | pl.Datetime)]
    odd = [name for name in days if not table[name].dt.year().is_between(1, 9999).all()]
    return table.with_columns(pl.col(odd).cast(pl.String))
