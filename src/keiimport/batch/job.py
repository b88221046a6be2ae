# SPDX-License-Identifier: Apache-2.0
"""A run over a whole table: chunk after chunk, kept as it goes, joined at the end."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import polars as pl

import keiimport
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.journal import Identity, Journal, State
from keiimport.batch.options import Options
from keiimport.batch.sinks import header, join, write_part, write_rows
from keiimport.batch.sources import (
    CHUNK_BYTES,
    CHUNK_ROWS,
    Chunk,
    Format,
    Position,
    Source,
    fingerprint,
    format_of,
    open_source,
    unreadable,
)
from keiimport.batch.summary import NEEDED, Summary
from keiimport.errors import InputError, KeiimportError

Progress = Callable[[int, int | None], None]
"""Told how much of the input is done, and how much there is: bytes, or rows of Parquet."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one chunk."""

    number: int
    then: Position
    size: int
    summary: Summary


def run(
    input: str | Path | BinaryIO,
    output: str | Path | BinaryIO | None = None,
    *,
    input_format: Format | None = None,
    output_format: Format | None = None,
    mapping: str | Path | None = None,
    parameters: Mapping[str, float] | None = None,
    id: Iterable[str] = (),
    pass_through: bool = False,
    as_of: date | None = None,
    strict: bool = False,
    scenarios: Iterable[str] = (),
    rules: str | Path | None = None,
    entry_date: date | None = None,
    reasons: bool = False,
    columns: Iterable[str] | None = None,
    workers: int = 1,
    resume: bool = False,
    summary: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    chunk_rows: int = CHUNK_ROWS,
) -> Summary:
    """Evaluate every row of a table of any size.

    A row that cannot be read or evaluated comes out with its line and an `error`, and does
    not stop the others. While the run lasts, what is finished lies beside the output in a
    folder `OUTPUT.parts`; the output itself appears at the end, whole.

    Args:
        input: a file of CSV, JSON Lines or Parquet, or a stream of bytes.
        output: the file to write, a stream (of CSV or JSON Lines), or None only to count.
        input_format: what is in the input; by its ending where not told.
        output_format: what to write; by the ending where not told.
        mapping: what the columns mean: a mapping file, or one that comes with keiimport.
            Without one, columns are named like facts, with or without their section.
        parameters: numbers that the mapping asks for.
        id: columns to hand through as they are.
        pass_through: hand every column through that is no fact.
        as_of: the day whose law to use, whatever the day of entry.
        strict: presume nothing.
        scenarios: hypothetical reforms to lay over the law.
        rules: a folder of rules instead of those that come with keiimport.
        entry_date: the day of entry of rows that tell none; by default today.
        reasons: add the full chain of reasons.
        columns: the columns of the answer to write, by default all.
        workers: how many processes share the work.
        resume: go on where an interrupted run stopped, if there was one.
        summary: count outcomes, reasons and years too, which means working them out.
        today: the day that counts as today.
        progress: told after each chunk how much is done.
        chunk_bytes: about how many bytes of CSV or JSON Lines are held at a time.
        chunk_rows: how many rows of Parquet are held at a time.

    Returns:
        What the rows were, counted; without `summary` only how many, and the errors, where
        not all columns are asked for.

    Raises:
        InputError: when the input or an argument cannot be understood at all.
        RuleError: when the rules or the mapping cannot be read.
    """
    name = str(input) if isinstance(input, str | Path) else "-"
    into = str(output) if isinstance(output, str | Path) else "-"
    if workers < 1:
        raise InputError("there is no worker", at="workers", got=workers, expected="1 or more")
    read_as = format_of(name, input_format, "input")
    write_as = read_as if output is None else format_of(into, output_format, "output")
    options = Options(
        input_format=read_as,
        output_format=write_as,
        today=today or date.today(),
        entry_date=entry_date,
        as_of=as_of,
        strict=strict,
        scenarios=tuple(sorted(scenarios)),
        rules=None if rules is None else str(rules),
        mapping=None if mapping is None else str(mapping),
        parameters=dict(parameters or {}),
        keep=tuple(id),
        keep_unknown=pass_through,
        reasons=reasons,
        # who only counts needs no more than what is counted
        columns=() if output is None else None if columns is None else tuple(columns),
        summary=summary or output is None,
    )
    stream = None if isinstance(input, str | Path) else input
    source = open_source(
        name, read_as, stream=stream, chunk_bytes=chunk_bytes, chunk_rows=chunk_rows
    )
    try:
        job = _Job(options, source, workers, progress)
        if output is None:
            return job.count()
        if not isinstance(output, str | Path):
            return job.stream(output)
        return job.file(name if stream is None else None, Path(output), resume)
    finally:
        source.close()


class _Job:
    """One run, once everything that could be wrong from the start has been looked at."""

    def __init__(
        self, options: Options, source: Source, workers: int, progress: Progress | None
    ) -> None:
        self._options, self._source, self._workers = options, source, workers
        self._progress = progress
        self._separator = getattr(source, "separator", ",")
        self._evaluator = Evaluator(options, source.columns, self._separator)
        # other processes, and the next run, find the rules compiled
        self._evaluator.engine.keep()

    def count(self) -> Summary:
        """Only count."""
        with tempfile.TemporaryDirectory() as folder:
            total = Summary()
            for done in self._results(Position(), 0, Path(folder), write=False):
                total.merge(done.summary)
        return total

    def stream(self, output: BinaryIO) -> Summary:
        """Write to a stream, each chunk as soon as it is done."""
        if self._options.output_format == "parquet":
            raise InputError(
                "a Parquet file cannot be written to a stream", at="output", expected="a file"
            )
        total, begun = Summary(), False
        for chunk in self._chunks(Position(), 0):
            table = self._evaluator.answers(chunk)
            if not begun:
                output.write(
                    header(
                        _asked(self._evaluator.empty(), self._options), self._options.output_format
                    )
                )
            begun = True
            write_rows(_asked(table, self._options), self._options.output_format, output)
            output.flush()
            total.merge(_summary(table))
            self._report(chunk.then)
        if not begun:
            output.write(
                header(_asked(self._evaluator.empty(), self._options), self._options.output_format)
            )
        return total

    def file(self, name: str | None, output: Path, resume: bool) -> Summary:
        """Write a file, in parts that another run can go on with."""
        journal = Journal(output, self._options.output_format)
        with journal.held():
            state = self._state(name, journal, resume)
            total = Summary.from_dict(state.counts)
            folder, number = journal.folder, len(state.parts)
            for done in self._results(state.then, number, folder):
                total.merge(done.summary)
                state.parts.append(done.size)
                state.then = done.then
                state.counts = total.to_dict()
                journal.write(state)
            parts = [journal.part(each) for each in range(len(state.parts))]
            empty = _asked(self._evaluator.empty(), self._options)
            join(parts, empty, self._options.output_format, output)
            journal.remove()
        return total

    def _state(self, name: str | None, journal: Journal, resume: bool) -> State:
        mapping = self._evaluator.mapping
        try:
            told_apart = "" if name is None else fingerprint(name)
        except OSError as error:
            raise unreadable(name or "-", error) from None
        identity = Identity(
            input=told_apart,
            options=self._options.digest(),
            rulebook=self._evaluator.engine.rulebook.hash,
            mapping="" if mapping is None else mapping.digest,
            version=keiimport.__version__,
        )
        if resume:
            if name is None:
                raise InputError(
                    "a stream cannot be gone on with", at="--resume", expected="a file to read"
                )
            found = journal.read(identity)
            if found is not None:
                # the day may have passed since; the rows before were given the old one
                self._options = replace(self._options, today=found.today)
                self._evaluator.options = self._options
                return found
        state = State(identity, self._options.today, counts=Summary().to_dict())
        journal.begin(state)
        return state

    def _chunks(self, start: Position, number: int) -> Iterator[Chunk]:
        """Every chunk that is left; what is handed through is fixed by the very first."""
        chunks = self._source.chunks(start, number)
        if self._evaluator.kept is None:
            first = next(self._source.chunks(Position(), 0), None) if number else None
            if first is not None:
                self._evaluator.fix_kept(first)
                chunks = self._source.chunks(start, number)
            else:
                chunk = next(chunks, None)
                self._evaluator.fix_kept(chunk)
                if chunk is not None:
                    yield chunk
        yield from chunks

    def _results(
        self, start: Position, number: int, folder: Path, *, write: bool = True
    ) -> Iterator[_Done]:
        """Every chunk that is left, evaluated and written, in order."""
        chunks = self._chunks(start, number)
        if self._workers == 1:
            for chunk in chunks:
                yield _work(self._evaluator, self._options, chunk, folder, write)
                self._report(chunk.then)
            return
        first = next(chunks, None)
        if first is None:
            return
        with _workers(self._workers, self._evaluator, self._source, self._separator) as pool:
            waiting: deque[Future[_Done]] = deque()
            try:
                waiting.append(pool.submit(_work_there, first, str(folder), write))
                for chunk in chunks:
                    waiting.append(pool.submit(_work_there, chunk, str(folder), write))
                    if len(waiting) > self._workers:
                        yield self._taken(waiting)
                while waiting:
                    yield self._taken(waiting)
            except BrokenProcessPool:
                raise KeiimportError(
                    "a worker process was killed; `--resume` goes on with what is finished"
                ) from None

    def _taken(self, waiting: deque[Future[_Done]]) -> _Done:
        done = waiting.popleft().result()
        self._report(done.then)
        return done

    def _report(self, then: Position) -> None:
        if self._progress is not None:
            self._progress(then.offset, self._source.size)


def _work(evaluator: Evaluator, options: Options, chunk: Chunk, folder: Path, write: bool) -> _Done:
    table = evaluator.answers(chunk)
    size = 0
    if write:
        path = folder / f"{chunk.number:08}.{options.output_format}"
        size = write_part(_asked(table, options), options.output_format, path)
    return _Done(chunk.number, chunk.then, size, _summary(table))


def _asked(table: pl.DataFrame, options: Options) -> pl.DataFrame:
    """The columns that were asked for; those that only the summary needs are left out."""
    if options.columns is None:
        return table
    extra = {name for name in NEEDED if name not in (*options.columns, "error")}
    return table.drop(extra & set(table.columns))


def _summary(table: pl.DataFrame) -> Summary:
    found = Summary()
    found.add(table)
    return found


# ---------------------------------------------------------------- other processes

_there: list[Evaluator] = []
"""The evaluator of a worker process."""


@contextmanager
def _workers(
    count: int, evaluator: Evaluator, source: Source, separator: str
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
        initargs=(evaluator.options, source.columns, separator, evaluator.kept),
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
    options: Options,
    columns: tuple[str, ...] | None,
    separator: str,
    kept: dict[str, pl.DataType] | None,
) -> None:
    evaluator = Evaluator(options, columns, separator)
    evaluator.kept = kept
    _there[:] = [evaluator]


def _work_there(chunk: Chunk, folder: str, write: bool) -> _Done:
    (evaluator,) = _there
    return _work(evaluator, evaluator.options, chunk, Path(folder), write)
