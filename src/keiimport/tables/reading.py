# SPDX-License-Identifier: Apache-2.0
"""What a table tells: its columns made into facts, each different value read once."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from keiimport.errors import InputError, InputWarning
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.headings import by_section, read_headings
from keiimport.facts.models import KEYS

FRAME = "vehicle.frame_number"
MOST_KEPT = 500_000
"""Different values that are kept read; each is about 500 bytes."""

_SERIAL = re.compile(r"-(?:[0-9]{5,7}|[0-9]{0,6}[*?X]{3,7})$")
"""The end of a frame number, in which no two vehicles of a kind are told apart."""


class Value(NamedTuple):
    """One different value of a fact.

    Attributes:
        number: tells it from the others.
        raw: as it stands in the table.
        told: what it tells, or None where it tells nothing.
        error: why it cannot be read, or None.
    """

    number: int
    raw: Any
    told: ToldValue | None
    error: InputError | None = None


NOTHING = Value(0, None, None)


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        key: equal for rows that tell the same of what is looked at.
        values: what it tells, by fact.
        whole: the row as a case, where it is one already or is wrong as a whole.
    """

    key: Hashable
    values: Mapping[str, Value]
    whole: Case | InputError | None = None

    def told(self) -> Mapping[str, ToldValue]:
        """What the row tells.

        Raises:
            InputError: it cannot be read.
        """
        if isinstance(self.whole, InputError):
            raise self.whole
        if self.whole is not None:
            return self.whole.told_facts
        if any(value.error is not None for value in self.values.values()):
            # of several errors the one is told that a case would tell first
            raw = {fact: value.raw for fact, value in self.values.items()}
            return Case.parse(raw).told_facts
        return {f: v.told for f, v in self.values.items() if v.told is not None}


class Reader:
    """Reads rows, remembering the values it has read before.

    Args:
        looked_at: the facts on which the answers hang; None for all of them.
    """

    def __init__(self, looked_at: Collection[str] | None) -> None:
        self._looked_at = looked_at
        self._values: dict[tuple[str, type, Hashable], Value] = {}
        self._forms: dict[tuple[str, ...], int] = {}

    @property
    def full(self) -> bool:
        """Whether it has to forget, after which numbers of values begin anew."""
        return len(self._values) > MOST_KEPT

    def forget(self) -> None:
        """Forget the values read so far."""
        self._values.clear()

    def rows(self, rows: pl.DataFrame | Sequence[object]) -> Iterator[Row]:
        """The rows of a frame, or cases.

        Raises:
            InputError: a column of the frame is no fact, or two tell the same one.
        """
        if not isinstance(rows, pl.DataFrame):
            yield from map(self._case, rows)
            return
        table = facts_of(rows)
        columns = [self._column(fact, table[fact]) for fact in table.columns]
        if not columns:
            yield from (Row((), {}) for _ in range(rows.height))
            return
        names = tuple(table.columns)
        form = self._forms.setdefault(names, len(self._forms))
        keyed = [
            [value.number for value in column]
            if self._looked_at is None or fact in self._looked_at
            else [value.number if value.error else 0 for value in column]
            for fact, column in zip(names, columns, strict=True)
        ]
        for key, values in zip(zip(*keyed, strict=True), zip(*columns, strict=True), strict=True):
            yield Row((form, key), _Named(names, values))

    def _column(self, fact: str, cells: pl.Series) -> list[Value]:
        listed = cells.to_list()
        if isinstance(cells.dtype, pl.List | pl.Struct | pl.Array | pl.Object):
            listed = [plain_cell(raw) for raw in listed]
        if fact == FRAME and self._looked_at is not None:
            listed = [_SERIAL.sub("-00000", c) if isinstance(c, str) else c for c in listed]
        return [NOTHING if raw is None else self._value(fact, raw) for raw in listed]

    def _value(self, fact: str, raw: Any) -> Value:
        name = raw if isinstance(raw, Hashable) else repr(raw)
        # 1, 1.0 and True are one key of a dictionary, and not one value
        key = (fact, type(raw), name)
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = _read(fact, raw, len(self._values) + 1)
        return value

    def _case(self, given: object) -> Row:
        try:
            case = Case.parse(by_section(given) if isinstance(given, Mapping) else given)
        except InputError as error:
            return Row(error.sentence(), {}, error)
        told = case.told_facts
        if self._looked_at is not None:
            told = {fact: value for fact, value in told.items() if fact in self._looked_at}
        return Row(tuple([(f, type(value), value) for f, value in told.items()]), {}, case)


class _Named(Mapping[str, Value]):
    """The values of a row by the names of their columns, which are looked at for new rows only."""

    __slots__ = ("_names", "_row")

    def __init__(self, names: Sequence[str], row: Sequence[Value]) -> None:
        self._names = names
        self._row = row

    def __getitem__(self, name: str) -> Value:
        return self._row[self._names.index(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def items(self) -> Any:
        """The names with their values."""
        return zip(self._names, self._row, strict=True)

    def values(self) -> Any:
        """The values."""
        return self._row


def _read(fact: str, raw: Any, number: int) -> Value:
    try:
        told = Case.parse({fact: raw}).told_facts.get(fact)
    except InputError as error:
        return Value(number, raw, None, error)
    return Value(number, raw, told)


def plain_cell(raw: Any) -> Any:
    """A cell as a case has it: lists as lists, and ends of a range that are null left out."""
    if isinstance(raw, pl.Series):
        return raw.to_list()
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if value is not None} or None
    return raw


def facts_of(table: pl.DataFrame) -> pl.DataFrame:
    """The table with a column for each fact, by its dotted name.

    Columns may be named without their section, where no other fact ends alike (`gvwr`), and
    the sections `vehicle`, `importer` and `entry` may be structs. A column that is no fact is
    set aside with a warning.

    Raises:
        InputError: when no column is a fact, when the day of the build seems to stand in a
            column that may be that of the first registration as well, or two tell the same.
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
    return pl.DataFrame(found)


def _unfolded(name: str, cells: pl.Series) -> Iterable[tuple[str, pl.Series]]:
    """A column by its name, or those of the fields of a section."""
    if name in KEYS and (isinstance(cells.dtype, pl.Struct) or cells.dtype == pl.Null):
        if isinstance(cells.dtype, pl.Struct):
            for field in cells.struct.fields:
                yield from _unfolded(f"{name}.{field}", cells.struct.field(field))
        return
    yield name, cells
