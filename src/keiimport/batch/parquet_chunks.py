# SPDX-License-Identifier: Apache-2.0
"""Parquet cut into chunks by counting its rows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from keiimport.batch.chunks import Chunk, Format, Position, unreadable
from keiimport.errors import InputError


class ParquetChunks:
    """The rows of a Parquet file, counted off."""

    format: Format = "parquet"

    def __init__(self, name: str, chunk_rows: int) -> None:
        self._name, self._chunk_rows = name, chunk_rows
        try:
            with open(name, "rb"):
                pass
            self.columns: tuple[str, ...] | None = tuple(pl.read_parquet_schema(name))
            self.size: int | None = int(
                pl.scan_parquet(name, glob=False).select(pl.len()).collect().item()
            )
        except OSError as error:
            raise unreadable(name, error) from None
        except pl.exceptions.PolarsError as error:
            raise InputError(
                f"`{name}` is no Parquet file that can be read: {_first_line(error)}",
                at="input",
                got=name,
                expected="a Parquet file, or another `--input-format`",
            ) from None

    def chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk from `start` on, of which the first has this number."""
        assert self.size is not None  # a Parquet file says how many rows it has
        for first in range(start.offset, self.size, self._chunk_rows):
            last = min(first + self._chunk_rows, self.size)
            then = Position(last, last + 1)
            yield Chunk(number, first + 1, then, path=self._name, start=first, rows=last - first)
            number += 1

    def close(self) -> None:
        """Nothing stays open."""


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else "it is damaged"
