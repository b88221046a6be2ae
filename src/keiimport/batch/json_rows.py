# SPDX-License-Identifier: Apache-2.0
"""The rows of JSON Lines: all at once, but for the lines that only a careful reader can judge.

A block of lines is parsed as one table. Whatever could have been lost or changed by that
(`_nothing_lost`) parts the block in two, until a few lines are left that are read one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from keiimport.batch.cells import cell_text, joined, nothing_told
from keiimport.batch.files import Rows, numbered, row_error
from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.models import KEYS
from keiimport.facts.reading import leaves, read_json
from keiimport.facts.wording import path_to

_ESCAPED_HALVES = (b"\\ud", b"\\uD")
_KEY, _NULL, _SPACED = '":', '": ?null', b'" :'
_BLANK = b" \t\r"
FEW = 16
"""Lines that are read one by one rather than parted again."""


def read_json_lines(text: bytes, line: int, lines: int, *, nests: bool) -> Rows:
    """The rows of whole lines, with a column for each key.

    Args:
        text: whole lines.
        line: the number of the first.
        lines: how many they are.
        nests: whether objects under the keys of a case are told apart into dotted columns.
    """
    table = _at_once(text, lines, nests)
    if table is not None:
        return Rows(numbered(line, lines), table)
    if lines <= FEW:
        return _one_by_one(text, line, nests)
    half, cut = lines // 2, 0
    for _ in range(half):
        cut = text.index(b"\n", cut) + 1
    first = read_json_lines(text[:cut], line, half, nests=nests)
    return joined([first, read_json_lines(text[cut:], line + half, lines - half, nests=nests)])


def _at_once(text: bytes, rows: int, nests: bool) -> pl.DataFrame | None:
    """A column for each key, or None where anything at all is unusual."""
    try:
        table = pl.read_ndjson(text, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    if table.height != rows or not _nothing_lost(table, text):
        return None
    return _flat(table, nests)


def _nothing_lost(table: pl.DataFrame, text: bytes) -> bool:
    """Whether every key of the text that is not null stands in the table.

    A key that stands twice is lost in reading; it makes the text hold more keys than the
    table holds values, and nothing makes it hold fewer but blanks before a colon. Half a
    character is lost too.
    """
    if b"\t" in text or _SPACED in text or any(half in text for half in _ESCAPED_HALVES):
        return False
    whole = pl.lit(pl.Series([text], dtype=pl.Binary).cast(pl.String))
    keys = pl.select(whole.str.count_matches(_KEY, literal=True)).item()
    values = _values(table)
    nulls = 0 if values == keys else pl.select(whole.str.count_matches(_NULL)).item()
    return bool(keys - nulls == values)


def _values(table: pl.DataFrame) -> int:
    """How many cells are not null, those within objects too."""
    found = 0
    for column in table.get_columns():
        found += column.len() - column.null_count()
        if isinstance(column.dtype, pl.Struct) and column.dtype.fields:
            found += _values(column.drop_nulls().struct.unnest())
    return found


def _flat(table: pl.DataFrame, nests: bool) -> pl.DataFrame | None:
    """The objects of a case as dotted columns, others as text; None where they are mixed."""
    found: dict[str, pl.Series] = {}
    for column in table.get_columns():
        if not _take_apart(column, column.name, found, nests):
            return None
    kept = [series.alias(name) for name, series in found.items() if series.dtype != pl.Null]
    return pl.DataFrame(kept) if kept else nothing_told(table.height)


def _take_apart(column: pl.Series, path: str, found: dict[str, pl.Series], nests: bool) -> bool:
    if nests and path in KEYS and column.dtype != pl.Null:
        return isinstance(column.dtype, pl.Struct) and all(
            _take_apart(column.struct.field(field.name), f"{path}.{field.name}", found, nests)
            for field in column.dtype.fields
        )
    if path in found or (column.dtype.is_nested() and column.dtype != pl.List(pl.String)):
        # what stands deeper is read, and written, as it stands in the text
        return False
    found[path] = column
    return True


def _one_by_one(text: bytes, line: int, nests: bool) -> Rows:
    numbers: list[int] = []
    rows: list[Mapping[str, object]] = []
    errors: list[str | None] = []
    for number, written in enumerate(text.split(b"\n"), line):
        if not written.strip(_BLANK):
            continue
        found: Mapping[str, object] = {}
        error = None
        try:
            told = read_json(written, (number, 1))
            if not isinstance(told, dict):
                raise InputError("the row is no JSON object", expected="an object")
            # what is handed through stands in the output, whatever is wrong with the rest
            found = {name: value for name, value in told.items() if name not in KEYS}
            found = _by_path(told) if nests else told
        except InputError as problem:
            error = row_error(number, problem.sentence())
        numbers.append(number)
        rows.append(found)
        errors.append(error)
    return Rows(
        pl.Series(numbers, dtype=pl.Int64), frame_of(rows), pl.Series(errors, dtype=pl.String)
    )


def _by_path(told: Mapping[str, object]) -> dict[str, object]:
    """What a row tells, by dotted names."""
    found: dict[str, object] = {}
    for at, key, value in leaves("", told):
        path = path_to(at, key)
        if value is None:
            continue
        if path in KEYS:
            raise InputError(f"{shown(value)} is not an object", at=path, expected="an object")
        if path in found:
            raise InputError(f"{shown(path)} is told twice", at=path)
        found[path] = value
    return found


def frame_of(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """A column for each key of some rows: of one type where all have it, else of text."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns: list[pl.Series] = []
    for name in names:
        cells = [row.get(name) for row in rows]
        kinds = {type(cell) for cell in cells if cell is not None}
        if kinds <= {bool} or kinds <= {int} or kinds <= {int, float}:
            try:
                columns.append(pl.Series(name, cells, strict=True))
                continue
            except (pl.exceptions.PolarsError, TypeError, OverflowError):
                pass
        columns.append(pl.Series(name, [cell_text(cell) for cell in cells], dtype=pl.String))
    return pl.DataFrame(columns) if columns else nothing_told(len(rows))
