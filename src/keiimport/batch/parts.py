# SPDX-License-Identifier: Apache-2.0
"""Answers on disk, in parts from which another run can continue without loss or repetition.

Beside the output is a folder `OUTPUT.parts` with a file for each finished chunk and a journal,
which is replaced atomically once a part is on disk; a part counts if the journal has it. A file
`keiimport.lock` marks the folder as ours; even there, only files with our names are ever replaced
or removed.
"""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl
from pydantic import TypeAdapter

from keiimport.batch.files import Position
from keiimport.batch.options import Options
from keiimport.batch.rows import texts
from keiimport.batch.summary import Summary
from keiimport.errors import InputError, KeiimportError, reason
from keiimport.facts.problems import bad_input

_RUN: Final = r"^[=+\-@\t\r\n＝＋－＠]"  # the start of a cell that a spreadsheet would run
_NUMBER: Final = r"^[+-]?[0-9][0-9.,]*$"


@contextmanager
def writing(name: object) -> Iterator[None]:
    """Turn errors of writing a file into a sentence."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KeiimportError(f"`{name}` cannot be written: {reason(error)}") from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        said = str(error).partition("\n")[0].lower()
        raise KeiimportError(f"`{name}` cannot be written: {said}") from None


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which after a crash is complete or absent."""
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def part_of(folder: Path, number: int, options: Options) -> Path:
    """The file of the answers of one chunk."""
    return folder / f"{number:08}.{options.output_format}"


def write_part(table: pl.DataFrame, options: Options, path: Path) -> int:
    """Write the answers of one chunk, and return the size of the file in bytes."""
    with writing(path), whole_file(path) as file:
        write_rows(table, options, file)
        return file.tell()


def write_rows(table: pl.DataFrame, options: Options, file: BinaryIO) -> None:
    """Write rows without a header."""
    mixed = [name for name, dtype in table.schema.items() if dtype == pl.Object]
    if options.output_format == "jsonl":  # which has no bytes
        table = table.with_columns(pl.col(pl.Binary).bin.encode("base64"))
    if options.output_format == "jsonl" and mixed:
        # values of mixed columns keep their types
        for row in table.iter_rows(named=True):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")
        return
    table = table.with_columns(texts(table[name]) for name in mixed)
    if options.output_format == "jsonl":
        table.write_ndjson(file)
    elif options.output_format == "parquet":
        table.write_parquet(file, compression="lz4")
    else:
        nested = [name for name, dtype in table.schema.items() if dtype.is_nested()]
        table = table.with_columns(  # lists of words in one cell, and anything deeper as JSON
            pl.col(name).list.join("|")
            if table.schema[name] == pl.List(pl.String)
            else texts(table[name])
            for name in nested
        )
        table = table if options.raw_cells else harmless(table)
        table.write_csv(file, include_header=False)


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """The table with an apostrophe before each cell that a spreadsheet would run."""
    cells = pl.col(pl.String)
    runs = cells.str.contains(_RUN) & ~cells.str.contains(_NUMBER)
    return table.with_columns(pl.when(runs).then(pl.lit("'") + cells).otherwise(cells).name.keep())


def header(table: pl.DataFrame, options: Options) -> bytes:
    """The header, if the format has one."""
    if options.output_format != "csv":
        return b""
    names = pl.DataFrame([table.columns], orient="row")
    names = names if options.raw_cells else harmless(names)
    return names.write_csv(include_header=False).encode()


def sync_folder(folder: Path) -> None:
    """Flush a folder to disk, if the system can."""
    if hasattr(os, "O_DIRECTORY"):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


# --- what is finished ---

_FILE: Final = "journal.json"
_LOCK: Final = "keiimport.lock"
OTHERS: Final = ("other_input", "other_options", "other_rulebook", "other_mapping", "other_version")
"""The sentences for what of an `Identity` may have changed since."""
_OURS: Final = re.compile(
    r"(?:[0-9]{8}|whole)\.(?:csv|jsonl|parquet)(?:\.new)?|journal\.json(?:\.new)?"
)

Identity = Mapping[str, str]  # what must be unchanged for a run to continue


@dataclass(slots=True)
class State:
    """The progress of a run: the size of each finished part, and where the next chunk begins."""

    identity: Identity
    today: date
    summary: Summary
    parts: list[int] = field(default_factory=list)
    then: Position = field(default_factory=Position)


_STATE: Final = TypeAdapter(State)


class Journal:
    """The folder of parts beside an output."""

    def __init__(self, output: Path, options: Options) -> None:
        self._output, self._options = output, options
        self.folder = output.with_name(output.name + ".parts")

    def begin(self, state: State) -> None:
        """Discard what an earlier run left, and start afresh."""
        self._clear()
        self.write(state)

    def write(self, state: State) -> None:
        """Save the progress; a crash leaves either the old state or the new."""
        with whole_file(self.folder / _FILE) as file:
            file.write(_STATE.dump_json(state))
        sync_folder(self.folder)

    def read(self, identity: Identity) -> State | None:
        """The progress of an earlier run, if there was one."""
        try:
            state = _STATE.validate_json((self.folder / _FILE).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise self._refused("its journal cannot be read") from None
        for other in OTHERS:
            name = other.removeprefix("other_")
            if state.identity.get(name) != identity.get(name):
                raise bad_input(other, folder=self.folder.name)
        for number, size in enumerate(state.parts):
            part = part_of(self.folder, number, self._options)
            if not part.is_file() or part.stat().st_size != size:
                raise self._refused(f"its part `{part.name}` is missing or damaged")
        return state

    def put(self, state: State, empty: pl.DataFrame) -> None:
        """Join all parts into one file, move it into place, and remove the folder."""
        form, rows = self._options.output_format, state.summary.rows
        unfinished = self.folder / f"whole.{form}"
        parts = [part_of(self.folder, n, self._options) for n in range(len(state.parts))]
        if form == "parquet":
            if parts:
                pl.scan_parquet(parts, glob=False).sink_parquet(unfinished)
            else:
                write_part(empty, self._options, unfinished)
            found = pl.scan_parquet(unfinished, glob=False).select(pl.len()).collect().item()
            complete = found == rows
        else:
            begin = header(empty, self._options)
            with unfinished.open("wb") as whole:
                whole.write(begin)
                for part in parts:
                    with part.open("rb") as file:
                        shutil.copyfileobj(file, whole, 1 << 20)
            complete = unfinished.stat().st_size == len(begin) + sum(state.parts)
        if not complete:
            raise KeiimportError(f"the {rows} rows that were answered are not all in the output")
        with unfinished.open("rb+") as whole:
            os.fsync(whole.fileno())
        if self._output.exists():
            shutil.copymode(self._output, unfinished)
        os.replace(unfinished, self._output)
        sync_folder(self._output.parent)
        self._clear()
        (self.folder / _LOCK).unlink()
        with suppress(OSError):  # if somebody put something into it
            self.folder.rmdir()

    def _clear(self) -> None:
        # the journal first: one whose parts are gone could not be resumed
        (self.folder / _FILE).unlink(missing_ok=True)
        for left in self.folder.iterdir():
            if _OURS.fullmatch(left.name) and not left.is_dir():
                left.unlink()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder if necessary, and keep other runs out of it."""
        folder, lock = self.folder, self.folder / _LOCK
        # a run that was killed at once leaves an empty one
        left = folder.is_dir() and (lock.is_file() or not any(folder.iterdir()))
        if folder.is_symlink() or (folder.exists() and not left):
            raise bad_input("folder_of_others", got=str(folder), folder=folder)
        try:
            folder.mkdir(exist_ok=True)
            file = lock.open("ab")
        except OSError as error:
            why = reason(error)
            raise bad_input("no_folder", got=str(folder), folder=folder, why=why) from None
        with file:
            with suppress(ImportError):  # not every system has such locks
                import fcntl

                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise bad_input("other_run", folder=folder) from None
            yield

    def _refused(self, why: str) -> InputError:
        return bad_input("not_resumed", folder=self.folder.name, why=why)


def place_of(output: str, read: Iterable[str]) -> Path:
    """Where an output is written, links resolved; it is an error if that is an input file."""
    place = Path(os.path.realpath(output))
    if output == "-" or not os.path.lexists(place):
        return place
    what = ""
    try:
        mode = os.stat(place).st_mode
        if stat.S_ISDIR(mode):
            what = "a folder"
        elif not stat.S_ISREG(mode) and not is_stream(place):
            what = "nothing that can be written"
        elif any(os.path.exists(name) and os.path.samefile(place, name) for name in read):
            what = "a file that is read"
    except OSError as error:
        what = f"no file: {reason(error)}"
    if what:
        raise InputError(f"`{output}` is {what}", "another file", at="output", got=output)
    return place


def is_stream(place: Path) -> bool:
    """Whether it is a device or a pipe, to which answers are written as they come."""
    with suppress(OSError):
        return place.is_char_device() or place.is_fifo()
    return False
