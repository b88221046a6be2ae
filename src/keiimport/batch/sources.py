# SPDX-License-Identifier: Apache-2.0
"""A table of any kind opened, to be read in chunks."""

from __future__ import annotations

from typing import BinaryIO

from keiimport.batch.chunks import CHUNK_BYTES, CHUNK_ROWS, Format, Source
from keiimport.batch.parquet_chunks import ParquetChunks
from keiimport.batch.text_chunks import TextChunks
from keiimport.errors import InputError


def open_source(
    name: str,
    form: Format,
    *,
    stream: BinaryIO | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    chunk_rows: int = CHUNK_ROWS,
) -> Source:
    """Open a table.

    Args:
        name: its file; for a stream, what to call it.
        form: what is in it.
        stream: the bytes themselves, where it is no file.
        chunk_bytes: about how many bytes of a text are one chunk.
        chunk_rows: how many rows of a Parquet file are one chunk.

    Raises:
        InputError: when it cannot be read, is empty, or is something else.
    """
    if form == "parquet":
        if stream is not None:
            raise InputError(
                "a Parquet file cannot be read from a stream", at="input", expected="a file"
            )
        return ParquetChunks(name, chunk_rows)
    return TextChunks(name, form, stream, chunk_bytes)
