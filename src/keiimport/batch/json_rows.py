# SPDX-License-Identifier: Apache-2.0
"""The rows of JSON Lines: all at once where every row has the same form, else one by one."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from keiimport.batch.cells import nothing_told
from keiimport.batch.rows import Rows, row_error
from keiimport.errors import InputError
from keiimport.facts.models import KEYS
from keiimport.facts.reading import read_json

_ESCAPED_HALVES = (b"\\ud", b"\\uD")
_SPACED = (b'" :', b'"\t:')
_BLANK = b" \t\r"


class JsonReader:
    """Reads chunk after chunk, and keeps the form of the rows from one to the next.

    Attributes:
        nests: whether objects under the keys of a case are told apart into columns.
    """

    def __init__(self, *, nests: bool) -> None:
        self.nests = nests
        self._schema: pl.Schema | None = None

    def read(self, text: bytes, line: int) -> Rows:
        """The rows of whole lines.

        Args:
            text: whole lines.
            line: the number of the first.
        """
        return self._at_once(text, line) or _one_by_one(text, line)

    def _at_once(self, text: bytes, line: int) -> Rows | None:
        """A column for each key, or None where anything at all is unusual."""
        escaped = b"\\" in text and any(mark in text for mark in _ESCAPED_HALVES)
        if escaped or any(mark in text for mark in _SPACED):
            return None
        ended = text if text.endswith(b"\n") else text + b"\n"
        if b"\n\n" in ended or ended[:1] == b"\n" or b"\n\r" in ended:
            return None
        forms = [None] if self._schema is None else [self._schema, None]
        for schema in forms:
            table = _parsed(text, schema)
            if table is None or table.height != ended.count(b"\n"):
                continue
            if not _nothing_lost(table, text):
                continue
            flat = _flat(table, self.nests)
            if flat is None:
                return None
            self._schema = table.schema
            numbers = pl.int_range(line, line + table.height, dtype=pl.Int64, eager=True)
            return Rows(numbers, flat)
        return None


def _parsed(text: bytes, schema: pl.Schema | None) -> pl.DataFrame | None:
    """The objects as rows of a form, by default the form that they all fit."""
    try:
        return pl.read_ndjson(text, schema=schema, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None


def _nothing_lost(table: pl.DataFrame, text: bytes) -> bool:
    """Whether every key of the text that is not null stands in the table.

    A key that stands twice, or that the form of the rows before does not have, is lost in
    reading; each makes the text hold more keys than the table holds values, and nothing
    makes it hold fewer.
    """
    if _has_objects_as_text(table):
        return False
    nulls = text.count(b'":null') + text.count(b'": null')
    return text.count(b'":') - nulls == _values(table)


def _has_objects_as_text(table: pl.DataFrame) -> bool:
    """Whether an object or a list stands among texts, and was made one."""
    for column in table.get_columns():
        if column.dtype == pl.String:
            found = (column.str.starts_with("{") | column.str.starts_with("[")).any()
        else:
            inner = isinstance(column.dtype, pl.Struct) and bool(column.dtype.fields)
            found = inner and _has_objects_as_text(column.struct.unnest())
        if found:
            return True
    return False


def _values(table: pl.DataFrame) -> int:
    """How many cells are not null, those within objects too."""
    found = 0
    for column in table.get_columns():
        found += column.len() - column.null_count()
        if isinstance(column.dtype, pl.Struct) and column.dtype.fields:
            found += _values(column.drop_nulls().struct.unnest())
    return found


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
