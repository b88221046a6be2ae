# SPDX-License-Identifier: Apache-2.0
"""From the columns of a table to facts, reading each different value once."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import polars as pl

from keiimport.errors import InputError, InputWarning
from keiimport.facts.bounds import UNBOUNDED, StatedBounds
from keiimport.facts.case import KEYS, Case, StatedValue, nested
from keiimport.facts.fields import beside, tells_more
from keiimport.facts.headings import by_section, read_headings, side_facts
from keiimport.facts.reading import read_json
from keiimport.facts.units import RATE, in_dollars

AMOUNTS = ("entry.value", "entry.costs.")
MOST_KEPT = 250_000  # values remembered, each about 400 bytes


class Value(NamedTuple):
    """A distinct value of a fact."""

    number: int  # its own
    raw: Any  # as it stands in the table
    # what it tells, if anything; only a warning for a side fact that cannot be read
    told: StatedValue | None
    error: InputError | None = None  # why no case can have it


NOTHING = Value(0, None, None)


class Row(NamedTuple):
    """A row of a table: its facts, and their values in the same order."""

    facts: tuple[str, ...]
    values: tuple[Value, ...]
    wrong: InputError | None = None  # why it cannot be a case at all

    @property
    def key(self) -> Hashable:
        """Equal for rows with the same values, written the same way."""
        if self.wrong is not None:
            return self.wrong.sentence()
        return self.facts, tuple([value.number for value in self.values])


class Reader:
    """Reads rows, remembering the values it has read before.

    `check` raises an error if a value alone makes a case impossible.
    """

    def __init__(self, check: Callable[[str, StatedValue], None]) -> None:
        self._check = check
        self._values: dict[Hashable, Value] = {}
        self.aside = Counter[str]()  # unreadable values of each side fact, which were set aside
        self._unread: set[int] = set()
        self._numbers = count(1)

    @property
    def full(self) -> bool:
        """Whether it has to forget."""
        return len(self._values) > MOST_KEPT

    def forget(self) -> None:
        """Forget everything read so far."""
        self._values.clear()
        self._unread.clear()

    def rows(self, rows: pl.DataFrame | Sequence[object]) -> Iterator[Row]:
        """The rows of a frame, or cases.

        Raises:
            InputError: no column of the frame is a fact, or two are the same one.
        """
        if not isinstance(rows, pl.DataFrame):
            yield from map(self._case, rows)
            return
        table = in_calendar(facts_of(rows))
        facts = tuple(table.columns)
        if not facts:
            yield from (Row((), ()) for _ in range(rows.height))
            return
        columns = [self._column(fact, table[fact]) for fact in facts]
        yield from (Row(facts, values) for values in zip(*columns, strict=True))

    def told(self, row: Row) -> Mapping[str, StatedValue] | InputError:
        """The facts in a row, or why it cannot be read."""
        if row.wrong is not None:
            return row.wrong
        values = dict(zip(row.facts, row.values, strict=True))
        if all(value.error is None for value in row.values):
            return {fact: value.told for fact, value in values.items() if value.told is not None}
        try:
            # of several errors, the one that a case would raise
            told = {f: v.raw for f, v in values.items() if v.number not in self._unread}
            return Case.parse(told).told()
        except InputError as error:
            return error

    def _column(self, fact: str, cells: pl.Series) -> list[Value]:
        listed = cells.to_list()
        if isinstance(cells.dtype, pl.List | pl.Struct | pl.Array | pl.Object):
            listed = [plain_cell(raw) for raw in listed]
        values = [NOTHING if raw is None else self._value(fact, raw) for raw in listed]
        if self._unread and (aside := sum(value.number in self._unread for value in values)):
            self.aside[fact] += aside
        return values

    def _value(self, fact: str, raw: Any, *, is_read: bool = False) -> Value:
        """A value from a table, or from a case that has been read."""
        # as keys of a dictionary 1, 1.0 and True are equal
        key: Hashable = (fact, type(raw), is_read, raw)
        try:
            value = self._values.get(key)
        except TypeError:
            key = (fact, type(raw), is_read, repr(raw))
            value = self._values.get(key)
        if value is None:
            value = self._values[key] = self._read(fact, raw, is_read)
        return value

    def _read(self, fact: str, raw: Any, is_read: bool) -> Value:
        try:
            told = raw if is_read else Case.parse({fact: raw}).told().get(fact)
            if told is not None:
                self._check(fact, told)
        except InputError as error:
            if fact not in side_facts():
                return self._new(raw, None, error)
            said = StatedBounds(UNBOUNDED, "", (f"{error.sentence()}: it is set aside",))
            value = self._new(raw, said)
            self._unread.add(value.number)
            return value
        return self._new(raw, told)

    def _new(self, raw: Any, told: StatedValue | None, error: InputError | None = None) -> Value:
        return Value(next(self._numbers), raw, told, error)

    def _case(self, given: object) -> Row:
        aside: dict[str, Any] = {}
        try:
            data = read_json(given) if isinstance(given, str | bytes | bytearray) else given
            data = by_section(data) if isinstance(data, Mapping) else data
            while True:
                try:
                    told = Case.parse(data).told()
                    break
                except InputError as error:
                    data, fact, raw = without_unread(data, error)
                    aside[fact] = raw
        except InputError as error:
            return Row((), (), error)
        values = [self._value(fact, value, is_read=True) for fact, value in told.items()]
        values += [self._value(fact, raw) for fact, raw in aside.items()]
        names = (*told, *aside)
        if self._unread:
            each = zip(names, values, strict=True)
            self.aside.update(fact for fact, value in each if value.number in self._unread)
        return Row(names, tuple(values))


def without_unread(data: object, error: InputError) -> tuple[Mapping[str, Any], str, Any]:
    """A case without the side fact that cannot be read, with its name and value.

    Raises:
        InputError: what cannot be read is not a side fact.
    """
    for fact in side_facts():
        if error.at == fact or error.at.startswith((f"{fact}.", f"{fact}[")):
            case = read_json(data) if isinstance(data, str | bytes | bytearray) else data
            assert isinstance(case, Mapping)  # a fact in it has been looked at
            *sections, name = fact.split(".")
            case = section = dict(nested(case))
            for key in sections:
                section[key] = section = dict(section[key])
            return case, fact, section.pop(name)
    raise error


def plain_cell(raw: Any) -> Any:
    """A cell as a case has it: lists as Python lists, ranges without their null ends."""
    if isinstance(raw, pl.Series):
        return raw.to_list()
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if value is not None} or None
    return raw


def facts_of(table: pl.DataFrame) -> pl.DataFrame:
    """The table with its columns renamed to the dotted names of facts.

    A column may leave out its section if its name is still unambiguous (`gvwr`), and the
    sections `vehicle`, `importer` and `entry` may be structs. A column that is not a fact is
    set aside with a warning.

    Raises:
        InputError: no column is a fact, two are the same one, or a column may be the date of
            manufacture or of first registration.
    """
    columns = {n: c for column in table.get_columns() for n, c in _unfolded(column.name, column)}
    headings = read_headings(columns)
    for sentence in headings.aside.values():
        warnings.warn(sentence, InputWarning, stacklevel=2)
    found: dict[str, pl.Series] = {}
    for column, fact in headings.facts.items():
        if fact in found:
            raise InputError(
                f"two columns tell `{fact}`", at=fact, expected="one column for each fact"
            )
        found[fact] = columns[column].alias(fact)
    if RATE in found:
        found |= {cells.name: cells for cells in _in_dollars(found)}
    for fact, cells in [*found.items()]:
        told = [beside(fact, cell) for cell in cells.to_list()] if tells_more(fact) else []
        for more in sorted({name for each in told for name in each}):
            own = found.get(more, pl.Series([None] * len(told))).to_list()
            both = (o if o is not None else t.get(more) for o, t in zip(own, told, strict=True))
            found[more] = pl.Series(more, [*both], dtype=pl.Object)
    return pl.DataFrame(found)


def _in_dollars(found: Mapping[str, pl.Series]) -> Iterator[pl.Series]:
    """Amounts in other currencies, converted at the rate of their row, if it has one."""
    rates = found[RATE].to_list()
    for fact, cells in found.items():
        if fact.startswith(AMOUNTS) and cells.dtype in (pl.String, pl.Object):
            pairs = zip(cells.to_list(), rates, strict=True)
            yield pl.Series(fact, [_dollars(*pair) for pair in pairs], dtype=pl.Object)


def _dollars(told: object, rate: object) -> object:
    try:
        return in_dollars({"value": told, "exchange_rate": rate})["value"]
    except InputError:
        return told


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
