# SPDX-License-Identifier: Apache-2.0
"""A run over a whole table: evaluated chunk by chunk, saved as it goes, joined at the end."""

from __future__ import annotations

import io
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import BinaryIO, NamedTuple, Unpack

import keiimport
from keiimport.batch import files, parts
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.files import CHUNK_BYTES, CHUNK_ROWS, Chunk, Format, Position, Source
from keiimport.batch.options import Asked, Options
from keiimport.batch.summary import Summary
from keiimport.errors import InputError, KeiimportError
from keiimport.rulebook.arguments import checked

Output = Path | BinaryIO | None  # a folder of parts, a stream, or nothing
# called with how much of the input is done, and its size: in bytes, or rows of Parquet
Progress = Callable[[int, int | None], object]


class Done(NamedTuple):
    """The result of one chunk."""

    then: Position
    size: int
    summary: Summary


@checked
def run(
    input: str | Path | BinaryIO,
    output: str | Path | BinaryIO | None = None,
    *,
    input_format: Format | None = None,
    output_format: Format | None = None,
    workers: int | None = None,
    resume: bool = False,
    summary: bool = False,
    progress: Progress | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    chunk_rows: int = CHUNK_ROWS,
    **asked: Unpack[Asked],
) -> Summary:
    """Evaluate every row of a table of any size.

    A row that cannot be read or evaluated comes out with its line and an `error`, and does
    not stop the others. During the run, finished parts are kept beside the output in a
    folder `OUTPUT.parts`; the output itself appears at the end, complete.

    Args:
        input: a file of CSV, JSON Lines or Parquet, or a stream of bytes.
        output: the file to write, a stream (for CSV or JSON Lines), or None only to count.
        input_format: by default that of the extension.
        output_format: by default that of the extension.
        workers: how many processes share the work; by default one for each processor, if the
            input is large enough.
        resume: continue an interrupted run, if there was one.
        summary: also count outcomes, reasons and years, which have to be worked out for it.
        progress: called after each chunk.
        chunk_bytes: about how many bytes of CSV or JSON Lines to hold at a time; a tenth of
            that with reasons, which are long.
        chunk_rows: how many rows of Parquet to hold at a time, likewise.
        asked: the options of `keiimport.batch.options.Asked`: `rules`, `mapping`, `id`,
            `columns`, `as_of` and more.

    Returns:
        Counts of the rows; without `summary`, if only some columns are asked for, just of
        rows and errors.

    Raises:
        InputError: the input as a whole, or an argument, cannot be understood.
        RuleError: the rules or the mapping cannot be read.
        KeiimportError: the answers cannot be written.
    """
    stream = None if isinstance(input, str | Path) else input
    name = str(input) if stream is None else "-"
    into = str(output) if isinstance(output, str | Path) else "-"
    place = parts.place_of(into, [name, str(asked.get("mapping") or "-")])
    if workers is not None and workers < 1:
        raise InputError("there is no worker", "1 or more", at="workers", got=workers)
    read_as = files.format_of(name, input_format, "input")
    if output is None:
        asked["columns"] = ()  # only what is counted is needed
    options = replace(
        Options.of(**asked),
        input_format=read_as,
        output_format=read_as if output is None else files.format_of(into, output_format, "output"),
        summary=summary or output is None,
    )
    part = files.LONGER if options.reasons or "reasons" in (options.columns or ()) else 1
    chunk_bytes, chunk_rows = max(1, chunk_bytes // part), max(1, chunk_rows // part)
    evaluator = Evaluator(options)
    source = files.open_source(
        name,
        read_as,
        stream=stream,
        chunk_bytes=chunk_bytes,
        chunk_rows=chunk_rows,
        encoding=options.encoding,
        known=evaluator.columns.heads,
    )
    try:
        if workers is None:  # one for each processor that gets two chunks or more
            chunk = CHUNK_ROWS if read_as == "parquet" else CHUNK_BYTES
            workers = max(1, min(os.cpu_count() or 1, (source.size or 0) // (2 * chunk)))
        job = _Job(evaluator, source, workers, progress)
        if output is None:
            return job.count()
        if not isinstance(output, str | Path):
            return job.stream(output)
        if parts.is_stream(place):
            with parts.writing(into), place.open("wb") as device:
                return job.stream(device)
        return job.file(name if stream is None else None, place, resume)
    finally:
        source.close()


class _Job:
    """One run whose options have been checked."""

    def __init__(
        self, evaluator: Evaluator, source: Source, workers: int, progress: Progress | None
    ) -> None:
        self._evaluator, self._options, self._source = evaluator, evaluator.options, source
        self._workers, self._progress = workers, progress
        evaluator.begin(source.first)
        # so that other processes and the next run find the rules compiled
        evaluator.engine.keep()
        self._empty = evaluator.empty()
        self._total = Summary(warnings=list(source.notes))

    def count(self) -> Summary:
        deque(self._finished(Position(), 0, None), maxlen=0)
        return self._total

    def stream(self, output: BinaryIO) -> Summary:
        self._workers = 1
        if self._options.output_format == "parquet":
            raise InputError("a Parquet file cannot be written to a stream", "a file", at="output")
        with parts.writing("the output"):
            output.write(parts.header(self._empty, self._options))
            deque(self._finished(Position(), 0, output), maxlen=0)
            output.flush()
        return self._total

    def file(self, name: str | None, output: Path, resume: bool) -> Summary:
        journal = parts.Journal(output, self._options)
        with journal.held(), parts.writing(output):
            state = self._state(name, journal, resume)
            self._total = state.summary
            for done in self._finished(state.then, len(state.parts), journal.folder):
                state.parts.append(done.size)
                state.then = done.then
                journal.write(state)
            journal.put(state, self._empty)
        return self._total

    def _state(self, name: str | None, journal: parts.Journal, resume: bool) -> parts.State:
        mapping = self._evaluator.mapping
        identity: parts.Identity = {
            "input": "" if name is None else files.fingerprint(name),
            "options": self._options.digest(),
            "rulebook": self._evaluator.engine.rulebook.hash,
            "mapping": "" if mapping is None else mapping.digest,
            "version": keiimport.__version__,
        }
        if resume:
            if name is None:
                raise InputError("a stream cannot be gone on with", "a file to read", at="--resume")
            if (found := journal.read(identity)) is not None:
                # rows without a day keep the day on which the run began
                self._options = replace(self._options, today=found.today)
                self._evaluator.options = self._options
                return found
        state = parts.State(identity, self._options.today, self._total)
        journal.begin(state)
        return state

    def _finished(self, start: Position, number: int, output: Output) -> Iterator[Done]:
        """The chunks still to do, evaluated, written and counted, in order."""
        chunks = self._source.chunks(start, number)
        if self._workers > 1:
            assert output is None or isinstance(output, Path)  # streams are written here
            each = elsewhere(self._options, self._source, chunks, output, self._workers)
        else:
            each = (finish(self._evaluator, chunk, output) for chunk in chunks)
        for done in each:
            self._total.merge(done.summary)
            yield done
            if self._progress is not None:
                self._progress(done.then.offset, self._source.size)


def elsewhere(
    options: Options, source: Source, chunks: Iterator[Chunk], folder: Path | None, workers: int
) -> Iterator[Done]:
    """Work on chunks in other processes; the results come in the order of the chunks."""
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = str(max(1, (os.cpu_count() or 1) // workers))
    pool = ProcessPoolExecutor(
        workers,
        # a fork would copy the locks of Polars' threads
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_there,
        initargs=(options, source.first),
    )
    waiting: deque[Future[Done]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_work_there, chunk, folder))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        said = "a worker process was killed; `--resume` goes on with what is finished"
        raise KeiimportError(said) from None
    finally:
        pool.shutdown(cancel_futures=True)
        del os.environ["POLARS_MAX_THREADS"]
        if before is not None:
            os.environ["POLARS_MAX_THREADS"] = before


_there: list[Evaluator] = []  # the evaluator of a worker process


def _begin_there(options: Options, first: Chunk) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    evaluator = Evaluator(options)
    evaluator.begin(first)
    _there[:] = [evaluator]


def _end_with_parent() -> None:
    """Exit when the parent process has gone, which nothing else would notice."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a worker
    parent.join()
    os._exit(1)


def _work_there(chunk: Chunk, folder: Path | None) -> Done:
    return finish(_there[0], chunk, folder)


def finish(evaluator: Evaluator, chunk: Chunk, output: Output) -> Done:
    """Evaluate a chunk, write it to a folder of parts or to a stream, and count its rows."""
    answers, options = evaluator.answers(chunk), evaluator.options
    size, table = 0, answers.table
    if table.height != chunk.rows:
        raise KeiimportError(
            f"{chunk.rows} rows from line {chunk.line} on came to {table.height} answers; "
            "nothing is written of them; please report it"
        )
    if isinstance(output, Path):
        size = parts.write_part(table, options, parts.part_of(output, chunk.number, options))
    elif output is not None:
        # written via memory, since Polars hides the errors of a stream
        rows = io.BytesIO()
        parts.write_rows(table, options, rows)
        output.write(rows.getbuffer())
        output.flush()
    return Done(chunk.then, size, answers.summary)
