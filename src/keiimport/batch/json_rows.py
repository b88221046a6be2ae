# SPDX-License-Identifier: Apache-2.0
"""The rows of JSON Lines: all at once, but for the lines that only a careful reader can judge.

A block of lines is parsed as one table. Whatever could have been lost or changed by that
(`_nothing_lost`) sends it to `mend`, which reads the doubtful lines one by one, writes what
they say in plain form, and has the block parsed once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from keiimport.batch.cells import nothing_told
from keiimport.batch.rows import Rows, row_error
from keiimport.errors import InputError
from keiimport.facts.models import KEYS, SECTIONS
from keiimport.facts.reading import read_json

_ESCAPED_HALVES = ("\\ud", "\\uD")
_KEY, _NULL = '":', '": ?null'
_SPACED = '" :'
_BLANK = b" \t\r"
_FEW = 512
"""Lines that are parsed together to find those that cannot be."""


class JsonReader:
    """Reads block after block, and keeps the form of the rows from one to the next.

    Attributes:
        nests: whether objects under the keys of a case are told apart into columns.
    """

    def __init__(self, *, nests: bool) -> None:
        self.nests = nests
        self._schema: pl.Schema | None = None

    def read(self, text: bytes, line: int, lines: int) -> Rows:
        """The rows of whole lines.

        Args:
            text: whole lines.
            line: the number of the first.
            lines: how many they are.
        """
        table = self._at_once(text, lines)
        if table is not None:
            numbers = pl.int_range(line, line + table.height, dtype=pl.Int64, eager=True)
            return Rows(numbers, table)
        return self._mended(text, line) or _one_by_one(text, line)

    def _at_once(self, text: bytes, rows: int, *, texts: bool = False) -> pl.DataFrame | None:
        """A column for each key, or None where anything at all is unusual.

        Args:
            text: whole lines.
            rows: how many rows there are, if no line is blank.
            texts: cells that look like objects are known to be texts.
        """
        for schema in [None] if self._schema is None else [self._schema, None]:
            table = _parsed(text, schema)
            if table is None or table.height != rows:
                continue
            if not _nothing_lost(table, text) or not (texts or not _looking_like_objects(table)):
                continue
            self._schema = _joined(self._schema, table.schema)
            return _flat(table, self.nests)
        return None

    def _mended(self, text: bytes, line: int) -> Rows | None:
        """The rows with the doubtful lines read one by one; None where they form no table."""
        lines = _Lines.of(text, line)
        lines.write_plainly(lines.unclear())
        table = None if not lines.written else _parsed(lines.text(), None)
        if table is None or table.height != len(lines.written):
            return None
        lines.write_plainly(lines.not_as_in(table))
        if not lines.hold_texts(_looking_like_objects(table)):
            return None
        flat = self._at_once(lines.text(), len(lines.written), texts=True)
        if flat is None:
            return None
        errors = pl.Series(lines.errors, dtype=pl.String)
        return Rows(pl.Series(lines.numbers, dtype=pl.Int64), flat, errors)


@dataclass(slots=True)
class _Lines:
    """The lines of a block that hold something.

    Attributes:
        numbers: the number of each.
        written: its bytes; those of an empty object where it cannot be read.
        errors: why it cannot be read, or None.
    """

    numbers: list[int]
    written: list[bytes]
    errors: list[str | None]

    @classmethod
    def of(cls, text: bytes, line: int) -> _Lines:
        told = [(n, w) for n, w in enumerate(text.split(b"\n"), line) if w.strip(_BLANK)]
        return cls([n for n, _ in told], [w for _, w in told], [None] * len(told))

    def text(self) -> bytes:
        """All of them in one."""
        return b"\n".join(self.written)

    def unclear(self) -> set[int]:
        """The places of lines that cannot be parsed, or not without losing something."""
        text = pl.Series([_decoded(written) for written in self.written], dtype=pl.String)
        found = text.is_null()
        for mark in (*_ESCAPED_HALVES, _SPACED, "\t"):
            found |= text.str.contains(mark, literal=True).fill_null(False)
        odd = set(found.arg_true())
        for start in range(0, len(self.written), _FEW):
            places = range(start, min(start + _FEW, len(self.written)))
            if not _are_objects([self.written[place] for place in places if place not in odd]):
                odd.update(places)
        return odd

    def not_as_in(self, table: pl.DataFrame) -> set[int]:
        """The places of lines that hold more or fewer values than their rows in a table."""
        text = pl.Series(self.written, dtype=pl.Binary).cast(pl.String)
        keys = text.str.count_matches(_KEY, literal=True).cast(pl.Int64)
        nulls = text.str.count_matches(_NULL).cast(pl.Int64)
        found = keys - nulls != table.select(_values_of_rows(table.schema)).to_series()
        return set(found.arg_true())

    def write_plainly(self, places: Iterable[int]) -> None:
        """Read lines with care, and write again in the plainest form what they say."""
        for place in places:
            found: object = None
            try:
                found = read_json(self.written[place], (self.numbers[place], 1))
                if not isinstance(found, dict):
                    raise InputError("the row is no JSON object", expected="an object")
            except InputError as problem:
                self.errors[place] = row_error(self.numbers[place], problem.sentence())
                found = {}
            plain = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
            self.written[place] = plain.encode("utf-8", "surrogatepass")

    def hold_texts(self, places: Iterable[int]) -> bool:
        """Whether what looks like an object or a list in some lines is a text in all of them."""
        return all(_all_plain(json.loads(self.written[place])) for place in places)


def _decoded(written: bytes) -> str | None:
    try:
        return written.decode()
    except UnicodeDecodeError:
        return None


def _all_plain(told: Mapping[str, object]) -> bool:
    """Whether there is no list, and no object but the sections of a case."""
    for name, value in told.items():
        if isinstance(value, list) or (
            isinstance(value, dict) and (name not in SECTIONS or not _all_plain(value))
        ):
            return False
    return True


def _parsed(text: bytes, schema: pl.Schema | None) -> pl.DataFrame | None:
    """The objects as rows of a form, by default the form that they all fit."""
    try:
        return pl.read_ndjson(text, schema=schema, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None


def _are_objects(lines: Sequence[bytes]) -> bool:
    """Whether each line is a JSON object."""
    if not lines:
        return True
    table = _parsed(b"\n".join(lines), pl.Schema({"": pl.Null()}))
    return table is not None and table.height == len(lines)


def _joined(known: pl.Schema | None, found: pl.Schema) -> pl.Schema:
    """The form that rows of both forms fit; of a column with two types the one found last."""
    joined = dict(known or {})
    for name, dtype in found.items():
        joined[name] = _wider(joined.get(name), dtype)
    return pl.Schema(joined)


def _wider(known: pl.DataType | None, found: pl.DataType) -> pl.DataType:
    if known is None or known == pl.Null:
        return found
    if isinstance(known, pl.Struct) and isinstance(found, pl.Struct):
        fields = _joined(pl.Schema(known), pl.Schema(found))
        return pl.Struct(dict(fields))
    return known if found == pl.Null else found


def _nothing_lost(table: pl.DataFrame, text: bytes) -> bool:
    """Whether every key of the text that is not null stands in the table.

    A key that stands twice, or that the form of the rows before does not have, is lost in
    reading; each makes the text hold more keys than the table holds values, and nothing
    makes it hold fewer but blanks before a colon. Half a character is lost too.
    """
    whole = pl.lit(pl.Series([text], dtype=pl.Binary).cast(pl.String))
    marks = [_SPACED, *(_ESCAPED_HALVES if b"\\" in text else ())]
    # side by side: looking through the whole text is what takes time
    found = pl.select(
        whole.str.count_matches(_KEY, literal=True),
        *(whole.str.contains(mark, literal=True).alias(mark) for mark in marks),
    ).row(0)
    if any(found[1:]) or b"\t" in text:
        return False
    values = _values(table)
    nulls = 0 if values == found[0] else pl.select(whole.str.count_matches(_NULL)).item()
    return bool(found[0] - nulls == values)


def _looking_like_objects(table: pl.DataFrame) -> set[int]:
    """The rows in which an object or a list may stand among texts, and was made one."""
    looks = table.select(_looks_like_object(table.schema)).to_series()
    return set(looks.arg_true())


def _looks_like_object(schema: Mapping[str, pl.DataType], parent: pl.Expr | None = None) -> pl.Expr:
    found = [pl.lit(False)]
    for name, dtype in schema.items():
        cell = pl.col(name) if parent is None else parent.struct.field(name)
        if dtype == pl.String:
            found.append(cell.str.starts_with("{") | cell.str.starts_with("["))
        elif isinstance(dtype, pl.Struct):
            found.append(_looks_like_object(pl.Schema(dtype), cell))
    return pl.any_horizontal(found).fill_null(False)


def _values(table: pl.DataFrame) -> int:
    """How many cells are not null, those within objects too."""
    found = 0
    for column in table.get_columns():
        found += column.len() - column.null_count()
        if isinstance(column.dtype, pl.Struct) and column.dtype.fields:
            found += _values(column.drop_nulls().struct.unnest())
    return found


def _values_of_rows(schema: Mapping[str, pl.DataType], parent: pl.Expr | None = None) -> pl.Expr:
    """How many cells of each row are not null, those within objects too."""
    found = [pl.lit(0, dtype=pl.Int64)]
    for name, dtype in schema.items():
        cell = pl.col(name) if parent is None else parent.struct.field(name)
        found.append(cell.is_not_null().cast(pl.Int64))
        if isinstance(dtype, pl.Struct):
            found.append(_values_of_rows(pl.Schema(dtype), cell))
    return pl.sum_horizontal(found)


def _flat(table: pl.DataFrame, nests: bool) -> pl.DataFrame | None:
    """The objects of a case as dotted columns; None where another stands, or a mixture."""
    found: dict[str, pl.Series] = {}
    for column in table.get_columns():
        if not isinstance(column.dtype, pl.Struct):
            found[column.name] = column
        elif not nests or not _take_apart(column, column.name, found):
            return None
    kept = {name: series for name, series in found.items() if series.dtype != pl.Null}
    if len(kept) == len(found) == 0 and table.height:
        return None
    if not kept:
        return nothing_told(table.height)
    return pl.DataFrame([series.alias(name) for name, series in kept.items()])


def _take_apart(column: pl.Series, path: str, found: dict[str, pl.Series]) -> bool:
    if path not in KEYS:
        return False
    assert isinstance(column.dtype, pl.Struct)
    for field in column.dtype.fields:
        name = f"{path}.{field.name}"
        inner = column.struct.field(field.name)
        if isinstance(field.dtype, pl.Struct):
            if not _take_apart(inner, name, found):
                return False
        elif name in found:
            return False
        else:
            found[name] = inner
    return True


def _one_by_one(text: bytes, line: int) -> Rows:
    numbers: list[int] = []
    objects: list[Mapping[str, object]] = []
    errors: list[str | None] = []
    for number, written in enumerate(text.split(b"\n"), line):
        if not written.strip(_BLANK):
            continue
        error = None
        found: object = {}
        try:
            found = read_json(written, (number, 1))
            if not isinstance(found, dict):
                found, error = {}, row_error(number, "the row is no JSON object", "an object")
        except InputError as problem:
            error = row_error(number, problem.sentence())
        assert isinstance(found, dict)
        numbers.append(number)
        objects.append(found)
        errors.append(error)
    return Rows(pl.Series(numbers, dtype=pl.Int64), objects, pl.Series(errors, dtype=pl.String))
