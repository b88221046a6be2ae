# SPDX-License-Identifier: Apache-2.0
"""Tables in files of any format and encoding, cut into chunks of whole rows."""

import codecs
import csv
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, get_args

import polars as pl

from keiimport.batch.rows import Text, Written, row_lines, split_csv
from keiimport.batch.splitting import refuse_others
from keiimport.errors import InputError, nearest, need, reason
from keiimport.facts.headings import facts_named
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.reading import LARGEST_CASE
from keiimport.rulebook.problems import either, likely

Format = Literal["csv", "jsonl", "parquet"]
ENDINGS: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}

CHUNK_BYTES: Final = 2 << 20
CHUNK_ROWS: Final = 16_384  # a minute of work, the most a killed run loses
LONGER: Final = 10  # chunks are so many times smaller if reasons are asked for
MOST_COLUMNS: Final = 2000  # columns of the widest table of text
FIRST_ROWS: Final = 1000  # rows that show what a table is like
HEADLINES: Final = 10  # lines searched for the header
_SEPARATORS: Final = ",;|\t"
_OBJECT: Final = re.compile(rb"^[ \t\r\xef\xbb\xbf]*\{", re.MULTILINE)
PARQUET: Final = b"PAR1".hex()  # how its files begin


class Position(NamedTuple):
    """How far a table has been read: the next byte of a text or row of Parquet, and its line."""

    offset: int = 0
    line: int = 1


class Chunk(NamedTuple):
    """A piece of a table not yet read: rows of text as written, or of a Parquet file."""

    number: int
    line: int
    then: Position
    rows: int
    texts: Written = ()
    columns: tuple[str, ...] = ()  # of CSV
    separator: str = ","
    parquet: str = ""


class ParquetSource:
    """The rows of a Parquet file, by number."""

    notes = ()

    def __init__(self, name: str, chunk_rows: int) -> None:
        self._name, self._chunk_rows = name, chunk_rows
        refuse_others(_head(name), PARQUET)
        with _reading(name):
            self._rows: int = pl.scan_parquet(name, glob=False).select(pl.len()).collect().item()
        _check_decodes(name)
        self.size = self._rows
        self.first = Chunk(0, 1, Position(), min(self._rows, FIRST_ROWS), parquet=name)

    def close(self) -> None:
        """Nothing to do: the file is closed between chunks."""

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk from `start` on, numbered from `number`."""
        for place, first in enumerate(range(start.offset, self._rows, self._chunk_rows), number):
            last = min(first + self._chunk_rows, self._rows)
            then = Position(last, last + 1)
            yield Chunk(place, first + 1, then, last - first, parquet=self._name)


_DECODE: Final = """
import sys, polars
rows = polars.scan_parquet(sys.argv[1], glob=False)
for first in range(0, rows.select(polars.len()).collect().item(), 250_000):
    rows.slice(first, 250_000).collect()
"""


def _check_decodes(name: str) -> None:
    """Read a whole Parquet file in another process, which a damaged page would crash."""
    found = subprocess.run(
        [sys.executable, "-P", "-c", _DECODE, name],
        env={**os.environ, "PYTHONPATH": str(Path(pl.__file__).parents[1])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if found.returncode:
        raise _damaged(name)


def read_parquet(chunk: Chunk) -> pl.DataFrame:
    """The rows of a chunk of a Parquet file."""
    with _reading(chunk.parquet):
        whole = pl.scan_parquet(chunk.parquet, glob=False)
        return whole.slice(chunk.line - 1, chunk.rows).collect()


@contextmanager
def _reading(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise bad_input("no_rows", got=name, name=name, why=reason(error)) from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise _damaged(name) from None


def _damaged(name: str) -> InputError:
    return bad_input("no_parquet", got=name, name=name)


def _head(name: str) -> bytes:
    with _reading(name), open(name, "rb") as file:
        return file.read(LARGEST_CASE)


class TextSource:
    """CSV or JSON Lines, cut between rows."""

    size: int | None = None  # in bytes, if known
    columns: tuple[str, ...] = ()  # none for JSON Lines, whose rows have their own
    separator = ","  # between two cells of CSV
    notes: tuple[str, ...] = ()  # sentences on how it is read

    def __init__(
        self,
        name: str,
        form: Format,
        stream: BinaryIO | None,
        chunk_bytes: int,
        encoding: str | None,
        known: Callable[[str], bool],
    ) -> None:
        self._form, self._bytes = form, chunk_bytes
        self._stack = ExitStack()
        if stream is None:
            with _reading(name):
                stream = open(name, "rb")  # noqa: SIM115 - closed by `close`
            self._stack.enter_context(stream)
            self.size = os.fstat(stream.fileno()).st_size
        self._stream = stream
        try:
            head = self._opening(encoding)
            begin = Position(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
            if form == "csv":
                begin = self._read_header(head, begin, known, tabs=name.lower().endswith(".tsv"))
        except InputError:
            self.close()
            raise
        self._begin = begin
        self._rows = self._split(begin, head[begin.offset :])
        self._begun = [*islice(self._rows, FIRST_ROWS)]  # kept for `chunks`
        self.first = self._chunk(0, begin, Position(), [text for text, _ in self._begun if text[1]])

    def _opening(self, encoding: str | None) -> bytes:
        head = self._stream.read(LARGEST_CASE)
        if not head.strip():
            raise InputError("the input is empty", "rows", at="input")
        found = encoding_of(head, encoding, guess=self._form == "csv")
        returns = b"\r" in head and b"\n" not in head  # as on old Macs
        if found is not None or returns:
            self._stream = as_utf8(head, self._stream, found, returns=returns)
            self._stack.enter_context(self._stream)
            self.size = os.fstat(self._stream.fileno()).st_size
            head = self._stream.read(LARGEST_CASE)
            if found is not None and encoding is None:
                self.notes = (f"it is no UTF-8: read as `{found}` (`--encoding` tells another)",)
        if self._form == "jsonl" and head.lstrip()[:1] == b"[":
            raise InputError("the input is one JSON list", "one JSON object a line", at="input")
        if self._form == "jsonl" and not _OBJECT.search(head):
            expected = "one JSON object a line, or another `--input-format`"
            raise InputError("no line of the input is an object", expected, at="input")
        if self._form == "csv" and head.lstrip()[:2] in (b'{"', b"[{"):
            raise InputError("the input is JSON", "CSV, or `--input-format jsonl`", at="input")
        return head

    def _read_header(
        self, head: bytes, begin: Position, known: Callable[[str], bool], *, tabs: bool
    ) -> Position:
        """Find the header, skipping any lines above it; the position of the first row."""
        lines = list[bytes]()
        for line in head[begin.offset :].split(b"\n", HEADLINES)[:HEADLINES]:
            if lines and lines[-1].count(b'"') % 2:
                lines[-1] += b"\n" + line  # a name over two lines
            else:
                lines.append(line)
        rows = [_cells(line, tabs=tabs) for line in lines]
        if rows[0] is None:
            raise InputError("the header cannot be read", "names of columns in UTF-8", at="line 1")
        names = [sum(map(known, cells[1])) if cells else 0 for cells in rows]
        place = 0 if 2 * names[0] > max(names) else names.index(max(names))
        found = rows[place]
        assert found is not None  # the first is readable, and only readable ones hold names
        self.separator, cells = found
        if place:
            self.notes += (f"the header is line {place + 1}: what stands above it is passed over",)
        self.columns = _names(cells, place + 1)
        size = begin.offset + sum(len(line) + 1 for line in lines[: place + 1])
        above = sum(line.count(b"\n") + 1 for line in lines[: place + 1])
        return Position(min(size, len(head)), above + 1)

    def _split(self, start: Position, head: bytes = b"") -> Iterator[tuple[Text, Position]]:
        """The rows from a position on, with where each ends; a blank one is empty."""
        rows, blank = row_lines(head, self._stream), b" \t\r\n"
        if self._form == "csv":
            rows, blank = split_csv(rows, self.separator, len(self.columns)), b"\r\n"
        offset, line = start
        for text, size, lines in rows:
            row = line, b"" if isinstance(text, bytes) and not text.strip(blank) else text
            offset, line = offset + size, line + lines
            yield row, Position(offset, line)

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk from `start` on; where a chunk begins is all that its content depends on."""
        if start.offset:
            self._stream.seek(start.offset)
            rows = self._split(start)
        else:
            start, rows = self._begin, chain(self._begun, self._rows)
        texts: list[Text] = []
        then = start
        for row, then in rows:
            if row[1]:
                texts.append(row)
            if then.offset - start.offset >= self._bytes:
                yield self._chunk(number, start, then, texts)
                start, number, texts = then, number + 1, []
        if then != start:
            yield self._chunk(number, start, then, texts)

    def _chunk(self, number: int, start: Position, then: Position, texts: Sequence[Text]) -> Chunk:
        cells = (self.columns, self.separator)
        return Chunk(number, start.line, then, len(texts), texts, *cells)

    def close(self) -> None:
        """Close the file."""
        self._stack.close()


Source = TextSource | ParquetSource


def open_source(
    name: str,
    form: Format,
    *,
    stream: BinaryIO | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    chunk_rows: int = CHUNK_ROWS,
    encoding: str | None = None,
    known: Callable[[str], bool] = bool,
) -> Source:
    """Open a table; the header is recognised by column names that are `known`."""
    if form != "parquet":
        return TextSource(name, form, stream, chunk_bytes, encoding, known)
    if stream is not None:
        raise InputError("a Parquet file cannot be read from a stream", "a file", at="input")
    return ParquetSource(name, chunk_rows)


def _cells(line: bytes, *, tabs: bool) -> tuple[str, list[str]] | None:
    """The separator and cells of a line that may be the header; None if it cannot be."""
    csv.field_size_limit(LARGEST_CASE)
    with suppress(UnicodeDecodeError, csv.Error):
        text = line.decode("utf-8").rstrip("\r")
        separator = "\t" if tabs else max(_SEPARATORS, key=text.count)
        cells = next(csv.reader([text], delimiter=separator), [])
        return separator, [" ".join(cell.split()) for cell in cells]
    return None


def _names(cells: Sequence[str], line: int) -> tuple[str, ...]:
    """The names of the columns; a nameless or repeated one is named by its number."""
    if len(cells) > MOST_COLUMNS:
        raise bad_input("wide", at=f"line {line}", columns=len(cells), most=MOST_COLUMNS)
    names: dict[str, None] = {}
    for place, name in enumerate(cells, 1):
        if name in names and facts_named(name):
            raise bad_input("column_twice", at=f"line {line}", got=name, name=name)
        names[f"column {place}" if not name or name in names else name] = None
    return tuple(names)


def format_of(name: str, told: Format | None, option: str) -> Format:
    """The format of a file: as told, or by its extension."""
    ending, known = Path(name).suffix.lower(), get_args(Format)
    if told not in (None, *known):
        said, at = f"{shown(told)} cannot stand here", f"{option}_format"
        raise InputError(said, either(str(told), known), at=at, got=told)
    found = told or ENDINGS.get(ending)
    if found is None:
        if option == "input" and name != "-":
            refuse_others(_head(name))
        near = nearest(ending, ENDINGS) if ending else None
        what = "a stream" if name == "-" else f"the ending of `{name}`"
        formats = ", ".join(f"`{each}`" for each in known)
        expected = (f"`{near}`, or " if near else "") + f"`--{option}-format` with one of {formats}"
        raise bad_input("no_ending", expected, at=option, got=name, what=what)
    return found


def fingerprint(name: str) -> str:
    """A hash of a file's size, its modification time and its two ends."""
    with _reading(name), open(name, "rb") as file:
        status = os.fstat(file.fileno())
        digest = hashlib.sha256(f"{status.st_size} {status.st_mtime_ns}".encode())
        digest.update(file.read(1 << 20))
        file.seek(max(0, status.st_size - (1 << 20)))
        digest.update(file.read(1 << 20))
    return digest.hexdigest()


# --- encodings ---

USUAL: Final = ("cp932", "euc_jp", "cp1252", "cp1251", "gb18030", "utf_16")
"""Encodings of vehicle tables other than UTF-8: what Excel saves in Japan, in the West and in
Russia, and what Japanese sites send."""


def encoding_of(head: bytes, told: str | None, *, guess: bool = True) -> str | None:
    """The encoding of a text; None if it is UTF-8."""
    refuse_others(head)
    if told is not None:
        try:
            name = codecs.lookup(told).name
        except LookupError:
            near = likely(told, ("utf-8", *USUAL))
            raise bad_input("no_encoding", near, got=told, name=told) from None
        return None if name in ("utf-8", "utf-8-sig") else name
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf_16"
    # in UTF-16 the first or the second byte of each Latin letter is 0
    big, little = (b"\0" in head[start:64:2] for start in (0, 1))
    if big != little:
        return "utf_16_be" if big else "utf_16_le"
    if not guess or _mostly_utf8(head):
        return None
    need("batch", "files in other encodings than UTF-8", "charset_normalizer")
    from charset_normalizer import from_bytes

    # whole lines, since half a character at the end would rule out every encoding
    sample = head[: 1 << 16]
    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample, cp_isolation=list(USUAL)).best()
    if best is None:
        raise bad_input("encoding_unsaid")
    return best.encoding


def _mostly_utf8(head: bytes) -> bool:
    """Whether most lines that are not ASCII are UTF-8; the last may be cut off."""
    good = bad = 0
    for line in head.splitlines():
        if not line.isascii():
            try:
                codecs.getincrementaldecoder("utf-8")().decode(line)
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad


def as_utf8(head: bytes, rest: BinaryIO, encoding: str | None, *, returns: bool) -> BinaryIO:
    """Copy a text to a UTF-8 file; if `returns`, its lines end in bare carriage returns."""
    name = encoding or "utf-8-sig"
    decoder = codecs.getincrementaldecoder(name)()
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by its reader
    read = 0
    try:
        for block in chain([head], iter(partial(rest.read, 1 << 20), b"")):
            text = decoder.decode(block)
            file.write((text.replace("\r", "\n") if returns else text).encode())
            read += len(block)
        file.write(decoder.decode(b"", final=True).encode())
    except UnicodeError:
        file.close()
        raise bad_input("encoding_ends", got=name, name=name, byte=read) from None
    file.seek(0)
    return file
