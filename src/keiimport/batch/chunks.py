# SPDX-License-Identifier: Apache-2.0
"""Chunks of a table: what is in a file, where a chunk begins, and what can be cut into them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from keiimport.errors import InputError, nearest

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "jsonl", "parquet")

ENDINGS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}

CHUNK_BYTES: Final = 64 << 20
CHUNK_ROWS: Final = 250_000
LONGER: Final = 10
"""The part of a chunk that is held at a time where reasons are asked for."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a table has been read.

    Attributes:
        offset: the next byte of a text, or the next row of a Parquet file.
        line: the number of the next line, or of the next row of a Parquet file, from 1.
    """

    offset: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a table that is not read yet; it can be sent to another process.

    Attributes:
        number: its place among the chunks, from 0.
        line: the number of its first line, or row of a Parquet file, from 1.
        text: the bytes of whole rows, or None for rows of a Parquet file.
        path: the Parquet file.
        start: its first row there, from 0.
        rows: how many rows there are.
        then: where the next chunk begins.
        too_long: it is a single row, cut off, for it is longer than a row may be.
    """

    number: int
    line: int
    then: Position
    text: bytes | None = None
    path: str = ""
    start: int = 0
    rows: int = 0
    too_long: bool = False

    @property
    def lines(self) -> int:
        """How many lines of a text there are."""
        return self.then.line - self.line


class Source(Protocol):
    """A table that can be read in chunks, from any place that a chunk said."""

    format: Format
    size: int | None
    """Bytes of a text or rows of a Parquet file; None where that is not known."""

    columns: tuple[str, ...] | None
    """The names of the columns; None for JSON Lines, where each row has its own."""

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk from `start` on, of which the first has this number."""

    def close(self) -> None:
        """Let go of the file."""


def format_of(name: str, told: Format | None, option: str) -> Format:
    """The format of a file: as told, or by its ending.

    Raises:
        InputError: when neither says.
    """
    if told is not None:
        return told
    ending = Path(name).suffix.lower()
    found = ENDINGS.get(ending)
    if found is None:
        near = nearest(ending, ENDINGS) if ending else None
        raise InputError(
            f"the ending of `{name}` does not say what is in it"
            if name != "-"
            else "a stream does not say what is in it",
            at=option,
            got=name,
            expected=(f"`{near}`, or " if near else "")
            + f"`--{option}-format` with one of "
            + ", ".join(f"`{each}`" for each in FORMATS),
        )
    return found  # type: ignore[return-value]


def fingerprint(name: str) -> str:
    """What tells this content of a file from another: its size, its time, its two ends."""
    status = os.stat(name)
    digest = hashlib.sha256(f"{status.st_size} {status.st_mtime_ns}".encode())
    with open(name, "rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(max(0, status.st_size - (1 << 20)))
        digest.update(file.read(1 << 20))
    return digest.hexdigest()


def unreadable(name: str, error: OSError) -> InputError:
    """The error for a file that cannot be opened."""
    reason = (error.strerror or "it cannot be opened").lower()
    return InputError(
        f"`{name}` cannot be read: {reason}", at="input", got=name, expected="a file of rows"
    )
