# SPDX-License-Identifier: Apache-2.0
"""The rows of text tables, each read on its own, with cells that keep their types.

A row of CSV is one line, or several if a quoted cell spans them and the row then has as many cells
as the header; any other open quote spoils only its own line. So each row depends on itself alone,
and reading takes time in proportion to the size of the text.
"""

import csv
import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO, Final, NamedTuple

import polars as pl

from keiimport.batch.splitting import split_lines
from keiimport.errors import InputError
from keiimport.facts.case import KEYS
from keiimport.facts.headings import OWN_UNITS
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.reading import LARGEST_CASE, read_json
from keiimport.tables.reading import in_calendar

MOST_LINES = 256
MOST_BYTES = 1 << 16  # of a row whose cells contain line breaks
MOST_KEYS = 1000  # keys of the largest row of JSON


class Row(NamedTuple):
    """The cells of a row by the names of their columns, or why it cannot be read."""

    line: int
    told: Mapping[str, object]
    error: str | None = None


def row_error(line: int, error: InputError) -> str:
    """The sentence for a row that cannot be read."""
    said = error.sentence()
    return said if f"line {line}" in said else f"line {line}: {said}"


def rows_of(table: pl.DataFrame, line: int = 1) -> Iterator[Row]:
    """The rows of a frame."""
    rows = in_calendar(table).iter_rows(named=True) if table.width else [{}] * table.height
    return (Row(*each) for each in enumerate(rows, line))


def cell_text(value: object) -> str | None:
    """A value as it would be written in a text file: as JSON, unless it is text."""
    if isinstance(value, str):
        # JSON can hold half a character, a file cannot
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, pl.Series):
        value = value.to_list()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, default=str)


_NUMBER: Final = re.compile(r"[0-9][0-9,.]*")
_APART: Final = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")  # 87 000 km


def with_unit(value: object, unit: str) -> object:
    """A bare figure with the unit of its column; None if each cell should have its own."""
    if unit and isinstance(value, str):
        value = _APART.sub("", value)
    text = cell_text(value) if unit and not isinstance(value, bool) else None
    text = (text or "").strip().removeprefix("$" if unit != OWN_UNITS else "").lstrip()
    if not _NUMBER.fullmatch(text):
        return value
    return None if unit == OWN_UNITS else f"{text} {unit}"


def texts(cells: pl.Series) -> pl.Series:
    """The values of a column as `cell_text` writes them."""
    return pl.Series(cells.name, map(cell_text, cells.to_list()), dtype=pl.String)


class RowText(NamedTuple):
    """A row as written, or why it is none, with its size in bytes and in lines."""

    text: bytes | InputError
    size: int
    lines: int = 1


def row_lines(head: bytes, rest: BinaryIO) -> Iterator[RowText]:
    """The lines of a text that begins with `head`."""
    for line, size in split_lines(head, rest):
        yield RowText(bad_input("long_row") if line is None else line, size)


def split_csv(lines: Iterator[RowText], separator: str, columns: int) -> Iterator[RowText]:
    """The rows of CSV, joined from lines."""
    comma = re.escape(separator.encode())
    loose = rb'(?>"(?:[^"\n]++|"")*+"[^\n%b]*+|(?:[^"\n%b][^\n%b]*+)?+)' % ((comma,) * 3)
    bare = rb'(?:[^"\n\r%b][^"\n\r%b]*+)?+' % (comma, comma)
    broad = rb'(?>"(?:[^"]++|"")*+"(?=[%b\r\n])|%b)' % (comma, bare)
    closed = re.compile(rb"%b(?>%b%b)*+" % (loose, comma, loose))
    whole = re.compile(rb"%b(?:%b%b){%d}\r?\n" % (broad, comma, broad, columns - 1))
    ahead: deque[RowText] = deque()
    while row := ahead.popleft() if ahead else next(lines, None):
        text = row.text
        if isinstance(text, bytes) and b'"' in text and not closed.fullmatch(text):
            room = MOST_BYTES - row.size - sum(each.size for each in ahead)
            while room > 0 and len(ahead) < MOST_LINES - 1 and (more := next(lines, None)):
                ahead.append(more)
                room -= more.size
            found = whole.match(b"%b\n%b" % (text, _joined(ahead)), 0, MOST_BYTES)
            if found:
                others = [ahead.popleft() for _ in range(found[0].count(b"\n") - 1)]
                size = row.size + sum(each.size for each in others)
                row = RowText(found[0], size, 1 + len(others))
            else:
                row = row._replace(text=bad_input("open_quote", most=MOST_LINES))
        yield row


def _joined(lines: Iterable[RowText]) -> bytes:
    """The text of the lines before one that is too long."""
    found = b""
    for line in lines:
        if isinstance(line.text, InputError):
            break
        found += line.text + b"\n"
    return found


Text = tuple[int, bytes | InputError]  # a row and the line it begins on
Written = Iterable[Text]


def read_csv(rows: Written, columns: Sequence[str], separator: str) -> Iterator[Row]:
    """The rows of CSV, every cell as text."""
    for line, text in rows:
        try:
            told = zip(columns, _cells(text, columns, separator), strict=True)
            yield Row(line, {name: cell for name, cell in told if cell})
        except InputError as error:
            yield Row(line, {}, row_error(line, error))


def _cells(row: bytes | InputError, columns: Sequence[str], separator: str) -> list[str]:
    if isinstance(row, InputError):
        raise row
    csv.field_size_limit(LARGEST_CASE)
    try:
        cells = next(csv.reader([row.decode("utf-8")], delimiter=separator))
    except UnicodeDecodeError:
        raise InputError("the row is not UTF-8", "UTF-8 text, or `--encoding`") from None
    except csv.Error:
        raise InputError("a carriage return stands in the row", "rows that end in one") from None
    number, most = len(cells), len(columns)
    if number != most:
        more = f", the last of them {shown(cells[-1])}" if number > most else ""
        ends = more or f" and ends under {shown(columns[number - 1])}"
        raise InputError(f"the row has {number} cells{ends}", f"{most}, as in the header")
    return cells


def read_json_lines(rows: Written, whole: Collection[str] | None = None) -> Iterator[Row]:
    """The rows of JSON Lines, every value keeping its own type.

    The sections of a case are flattened into dotted names. If there is a mapping, which gives
    `whole`, all nested objects are flattened, and those of these names are also kept whole.
    """
    for line, text in rows:
        found: dict[str, object] = {}
        error = None
        try:
            if isinstance(text, InputError):
                raise text
            told = read_json(text, (line, 1))
            if not isinstance(told, dict):
                raise InputError("the row is no JSON object", "an object")
            if len(told) > MOST_KEYS:
                raise InputError(f"the row has {len(told)} keys", f"at most {MOST_KEYS}")
            # passed through even if the rest is wrong
            found = {name: value for name, value in told.items() if name not in KEYS}
            told_apart: dict[str, object] = {}
            _tell(told_apart, "", told, whole)
            found = told_apart
        except InputError as problem:
            error = row_error(line, problem)
        yield Row(line, found, error)


def _tell(
    found: dict[str, object], at: str, section: Mapping[str, object], whole: Collection[str] | None
) -> None:
    """Flatten an object into `found`; without `whole` only the sections of a case."""
    for key, value in section.items():
        path = f"{at}.{key}" if at else key
        if whole is None and value is None:
            continue
        if path in KEYS if whole is None else isinstance(value, dict):
            if not isinstance(value, dict):
                raise InputError(f"{shown(value)} is not an object", "an object", at=path)
            _tell(found, path, value, whole)
            if whole is None or path not in whole:
                continue
        if path in found:
            raise InputError(f"{shown(path)} is told twice", at=path)
        if len(found) == MOST_KEYS:
            raise InputError(f"the row has more than {MOST_KEYS} keys", "fewer")
        found[path] = value
