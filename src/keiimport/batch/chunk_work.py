# SPDX-License-Identifier: Apache-2.0
"""What is done with each chunk, in this process or in others that share the work."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import polars as pl

from keiimport.batch.evaluate import Evaluator
from keiimport.batch.files import Chunk, Position, Source
from keiimport.batch.options import Options
from keiimport.batch.sinks import write_part
from keiimport.batch.summary import NEEDED, Answers, Summary
from keiimport.errors import KeiimportError


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one chunk.

    Attributes:
        then: where the next one begins.
        size: the bytes of its part.
        summary: what its rows were.
    """

    then: Position
    size: int
    summary: Summary


def here(
    evaluator: Evaluator, chunks: Iterator[Chunk], last: Callable[[Answers, Chunk], Done]
) -> Iterator[Done]:
    """Work on chunks in this process, one after the other.

    While one is evaluated, the next is read and the one before is written.
    """
    read = ((chunk, evaluator.read(chunk)) for chunk in chunks)
    writing: Future[Done] | None = None
    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(1) as reader:
        reading = reader.submit(next, read, None)
        while (found := reading.result()) is not None:
            reading = reader.submit(next, read, None)
            chunk, told = found
            answers = evaluator.answers(told)
            if writing is not None:
                yield writing.result()
            writing = writer.submit(last, answers, chunk)
        if writing is not None:
            yield writing.result()


def elsewhere(
    options: Options, source: Source, chunks: Iterator[Chunk], folder: Path | None, workers: int
) -> Iterator[Done]:
    """Work on chunks in other processes; what is done comes back in the order of the chunks.

    Raises:
        KeiimportError: when one of the processes was killed.
    """
    given = (options, source.columns, source.separator, source.first)
    with _processes(workers, given) as pool:
        waiting: deque[Future[Done]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work_there, chunk, folder))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise KeiimportError(
                "a worker process was killed; `--resume` goes on with what is finished"
            ) from None


def finish(answers: Answers, chunk: Chunk, options: Options, folder: Path | None) -> Done:
    """Write the answers of a chunk, and count them.

    Raises:
        KeiimportError: when rows are lost or doubled, or cannot be written.
    """
    if answers.table.height != chunk.rows:
        raise KeiimportError(
            f"{chunk.rows} rows from line {chunk.line} on came to {answers.table.height} answers; "
            "nothing is written of them; please report it"
        )
    size = 0
    if folder is not None:
        path = folder / f"{chunk.number:08}.{options.output_format}"
        table = asked(answers.table, options)
        size = write_part(table, options.output_format, path, raw=options.raw_cells)
    return Done(chunk.then, size, Summary.of(answers))


def asked(table: pl.DataFrame, options: Options) -> pl.DataFrame:
    """The columns that were asked for; those that only the summary needs are left out."""
    if options.columns is None:
        return table
    extra = {name for name in NEEDED if name not in (*options.columns, "error")}
    return table.drop(extra & set(table.columns))


_there: list[Evaluator] = []
"""The evaluator of a worker process."""


@contextmanager
def _processes(
    count: int, given: tuple[Options, tuple[str, ...] | None, str, Chunk]
) -> Iterator[ProcessPoolExecutor]:
    """Processes that have read the rules, and share the cores."""
    share = max(1, (os.cpu_count() or 1) // count)
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = str(share)
    pool = ProcessPoolExecutor(
        count,
        # a fork would copy the locks of Polars' own threads
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_there,
        initargs=given,
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        if before is None:
            del os.environ["POLARS_MAX_THREADS"]
        else:
            os.environ["POLARS_MAX_THREADS"] = before


def _begin_there(
    options: Options, columns: tuple[str, ...] | None, separator: str, first: Chunk
) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    evaluator = Evaluator(options)
    evaluator.begin(columns, separator, first)
    _there[:] = [evaluator]


def _end_with_parent() -> None:
    """End with the process that shares out the work, whatever ends it.

    Its queues stay open in the other workers, so that nothing else tells.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a worker
    parent.join()
    os._exit(1)


def _work_there(chunk: Chunk, folder: Path | None) -> Done:
    (evaluator,) = _there
    return finish(evaluator.answers(evaluator.read(chunk)), chunk, evaluator.options, folder)
