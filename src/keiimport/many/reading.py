# SPDX-License-Identifier: Apache-2.0
"""What a table tells: its columns made into facts, each different value read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import polars as pl

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.fact_types import known_types
from keiimport.facts.filling import told_text
from keiimport.facts.models import KEYS, SECTIONS

STANDARD = "vehicle.fmvss."
FRAME = "vehicle.frame_number"
MOST_KEPT = 50_000
"""Different values of one column that are kept read."""

_SERIAL = r"-(?:[0-9]{5,7}|[0-9]{0,6}[*?X]{3,7})$"
"""The end of a frame number, in which no two vehicles of a kind are told apart."""


@dataclass(frozen=True, slots=True)
class Value:
    """One different value of a column, read.

    Attributes:
        told: what it tells; None where it tells nothing, or cannot be read.
        error: why it can be in no case; None where it can.
    """

    told: ToldValue | None
    error: str | None = None

    @property
    def wrong(self) -> bool:
        """Whether it can be in no case."""
        return self.error is not None


NOTHING = Value(None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table.

    Attributes:
        fact: the fact that it tells.
        places: for each row the place of its value among `values`.
        values: the different values.
    """

    fact: str
    places: pl.Series
    values: Sequence[Value]


class Reader:
    """Reads columns, remembering what it has read before.

    Args:
        cuts: for dimensions in which figures are compared with those of the law alone, where
            they are cut, in the base unit.
        check: raises an error where a value of a fact makes a case impossible by itself.
    """

    def __init__(
        self,
        cuts: Mapping[str, Sequence[float]] | None = None,
        check: Callable[[str, ToldValue], None] | None = None,
    ) -> None:
        self._cuts = cuts or {}
        self._check = check
        self._known: dict[str, dict[Hashable, Value]] = {}

    def column(self, fact: str, cells: pl.Series) -> Column:
        """The values of one column, each different one read once."""
        if cells.dtype == pl.Null:
            places = pl.repeat(0, len(cells), dtype=pl.UInt32, eager=True)
            return Column(fact, places, [NOTHING])
        if fact == FRAME and cells.dtype == pl.String:
            cells = cells.str.replace(_SERIAL, "-00000")
        if isinstance(cells.dtype, pl.List | pl.Struct | pl.Array | pl.Object):
            return self._nested(fact, cells)
        if cells.dtype.is_float() and cells.is_nan().any():
            cells = cells.cast(pl.Float64)
        cuts = self._cuts.get(_dimension(fact) or "") if cells.dtype.is_numeric() else None
        if cuts is not None:
            found = self._read(fact, _usual(cells, cuts))
            # what is wrong is told as it was written
            if not any(value.wrong for value in found.values):
                return found
        return self._read(fact, cells)

    def exact(self, fact: str, cells: pl.Series) -> Column:
        """The values of one column just as they are told, to be repeated in words."""
        if cells.dtype == pl.Null:
            return self.column(fact, cells)
        if isinstance(cells.dtype, pl.List | pl.Struct | pl.Array | pl.Object):
            return self._nested(fact, cells)
        return self._read(fact, cells)

    def _read(self, fact: str, cells: pl.Series) -> Column:
        different = cells.unique()
        numbers = pl.int_range(len(different), dtype=pl.UInt32, eager=True)
        places = cells.replace_strict(different, numbers, return_dtype=pl.UInt32)
        return Column(fact, places, [self._value(fact, raw) for raw in different])

    def _nested(self, fact: str, cells: pl.Series) -> Column:
        """Lists and ranges, which Polars cannot look up."""
        found: dict[str, int] = {}
        values: list[Value] = []
        places = []
        for raw in cells:
            plain = plain_cell(raw)
            key = repr(plain)
            if key not in found:
                found[key] = len(values)
                values.append(self._value(fact, plain, key))
            places.append(found[key])
        return Column(fact, pl.Series(places, dtype=pl.UInt32), values or [NOTHING])

    def _value(self, fact: str, raw: Any, key: Hashable = None) -> Value:
        if raw is None:
            return NOTHING
        known = self._known.setdefault(fact, {})
        # 1, 1.0 and True are one key of a dictionary, and not one value
        name = (type(raw), raw if key is None else key)
        value = known.get(name)
        if value is None:
            if len(known) >= MOST_KEPT:
                known.clear()
            value = known[name] = self.value(fact, _read(fact, raw))
        return value

    def value(self, fact: str, value: Value) -> Value:
        """A value, wrong where it makes a case impossible by itself."""
        if value.told is not None and self._check is not None:
            try:
                self._check(fact, value.told)
            except InputError as error:
                return Value(value.told, error.sentence())
        return value


def _dimension(fact: str) -> str | None:
    known = known_types().get(fact)
    return None if known is None else known.dimension


def _usual(cells: pl.Series, cuts: Sequence[float]) -> pl.Series:
    """Figures far from every cut, each replaced by one that stands for all between two cuts."""
    ends = [0.0, *(cut for cut in cuts if cut > 0), _LARGE]
    usual = pl.col("x")
    for low, high in pairwise(ends):
        if high - low > 4:
            between = pl.col("x").is_between(low + 1, high - 1)
            one = pl.lit(int(low) + 2, dtype=cells.dtype)
            usual = pl.when(between).then(one).otherwise(usual)
    return cells.alias("x").to_frame().select(usual).to_series()


_LARGE = 1e8


def _read(fact: str, raw: Any) -> Value:
    try:
        told = Case.parse({fact: raw}).told_facts.get(fact)
    except InputError as error:
        return Value(None, error.sentence())
    return NOTHING if told is None else Value(told)


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
    the sections `vehicle`, `importer` and `entry` may be structs.

    Raises:
        InputError: when a column is no fact, or two tell the same one.
    """
    found: dict[str, pl.Series] = {}
    for column in table.get_columns():
        for fact, cells in _unfolded(column.name, column):
            if fact in found:
                raise InputError(
                    f"two columns tell `{fact}`", at=fact, expected="one column for each fact"
                )
            found[fact] = cells.alias(fact)
    return pl.DataFrame(found)


def _unfolded(name: str, cells: pl.Series) -> Iterable[tuple[str, pl.Series]]:
    """The facts that a column tells: its own, or those of the fields of a section."""
    if name in KEYS and (isinstance(cells.dtype, pl.Struct) or cells.dtype == pl.Null):
        if isinstance(cells.dtype, pl.Struct):
            for field in cells.struct.fields:
                yield from _unfolded(f"{name}.{field}", cells.struct.field(field))
        return
    yield fact_named(name), cells


def fact_named(column: str) -> str:
    """The fact that a column of this name tells.

    Raises:
        InputError: there is none, or there are several.
    """
    if column in known_types() or _is_standard(column):
        return column
    could = _endings().get(column, ())
    if len(could) == 1:
        return could[0]
    if _is_standard(f"vehicle.{column}"):
        return f"vehicle.{column}"
    if could:
        raise InputError(
            f"the column {shown(column)} could be several facts",
            at=column,
            got=column,
            expected=" or ".join(f"`{name}`" for name in could),
        )
    near = nearest(column, [*known_types(), *_endings()])
    raise InputError(
        f"there is no fact {shown(column)}",
        at=column,
        got=column,
        expected=f"`{near}`" if near else "the name of a fact",
    )


def texts_of(column: Column) -> pl.Series:
    """What each row tells, as text; null where it tells nothing."""
    texts = [None if v.told is None else told_text(v.told) for v in column.values]
    return pl.Series(texts, dtype=pl.String).gather(column.places)


def _is_standard(name: str) -> bool:
    return name.startswith(STANDARD) and len(name) > len(STANDARD)


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    """The facts that each ending of a dotted name may mean."""
    found: dict[str, list[str]] = {}
    for name in known_types():
        parts = name.split(".")
        for start in range(1, len(parts)):
            found.setdefault(".".join(parts[start:]), []).append(name)
    return {ending: tuple(names) for ending, names in found.items() if ending not in SECTIONS}
