# SPDX-License-Identifier: Apache-2.0
"""What a run has finished, kept so that another can go on: nothing lost, nothing twice.

Beside the output lies a folder `OUTPUT.parts` with one file for each finished chunk and a
journal. A part counts when the journal names it; the journal is replaced as a whole after
the part is on disk. Whatever a crash leaves besides is overwritten by the next run. A file
`keiimport.lock` marks the folder: where it is missing the folder is somebody else's, and in a
folder of ours only files with names of ours are ever replaced or removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from keiimport.batch.files import Format, Position
from keiimport.batch.sinks import sync_folder, whole_file
from keiimport.batch.summary import Summary
from keiimport.errors import InputError

VERSION: Final = 1
_FILE: Final = "journal.json"
_LOCK: Final = "keiimport.lock"
_MARK: Final = b"parts of a run of keiimport batch; removed when it is finished\n"
_OURS: Final = re.compile(
    r"(?:[0-9]{8}|whole)\.(?:csv|jsonl|parquet)(?:\.new)?|journal\.json(?:\.new)?"
)


Identity = Mapping[str, str]
"""What must not have changed for a run to go on, by the names of `_CHANGED`."""

_CHANGED: Final = {
    "input": "the input has changed since",
    "options": "the options are others",
    "rulebook": "the rules have changed since",
    "mapping": "the mapping has changed since",
    "version": "keiimport itself is of another version",
}


@dataclass(slots=True)
class State:
    """What a run has finished.

    Attributes:
        identity: what it was about.
        today: the day that rows without a day of entry were given.
        summary: what the finished rows were.
        parts: the size in bytes of each finished part.
        then: where the next chunk begins.
    """

    identity: Identity
    today: date
    summary: Summary
    parts: list[int] = field(default_factory=list)
    then: Position = field(default_factory=Position)


class Journal:
    """The folder of parts beside an output."""

    def __init__(self, output: Path, form: Format) -> None:
        self._output = output
        self.folder = output.with_name(output.name + ".parts")
        self._form = form
        self._made = False

    @property
    def unfinished(self) -> Path:
        """Where the output is made before it stands in its place."""
        return self.folder / f"whole.{self._form}"

    def part(self, number: int) -> Path:
        """The file of one part."""
        return self.folder / f"{number:08}.{self._form}"

    def begin(self, state: State) -> None:
        """Throw away what an earlier run has left, and begin anew."""
        self._clear()
        self.write(state)

    def write(self, state: State) -> None:
        """Keep what is finished now; after a crash the old or the new state is there."""
        kept = {
            "journal": VERSION,
            "identity": state.identity,
            "today": state.today.isoformat(),
            "counts": state.summary.to_dict(),
            "parts": state.parts,
            "then": asdict(state.then),
        }
        with whole_file(self.folder / _FILE) as file:
            file.write(json.dumps(kept, ensure_ascii=False).encode())
        sync_folder(self.folder)

    def read(self, identity: Identity) -> State | None:
        """What an earlier run finished; None where there was none.

        Raises:
            InputError: when that run was about something else, or a part is damaged.
        """
        path = self.folder / _FILE
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            state = State(
                dict(kept["identity"]),
                date.fromisoformat(kept["today"]),
                Summary.from_dict(kept["counts"]),
                [int(size) for size in kept["parts"]],
                Position(**kept["then"]),
            )
            known = kept["journal"] == VERSION
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            known = False
        if not known:
            raise self._refused("its journal cannot be read")
        for name, words in _CHANGED.items():
            if state.identity.get(name) != identity[name]:
                raise self._refused(words)
        for number, size in enumerate(state.parts):
            part = self.part(number)
            if not part.is_file() or part.stat().st_size != size:
                raise self._refused(f"its part `{part.name}` is missing or damaged")
        return state

    def put(self) -> None:
        """Put the finished output in its place at once, and take the folder away."""
        if self._output.exists():
            shutil.copymode(self._output, self.unfinished)
        os.replace(self.unfinished, self._output)
        sync_folder(self._output.parent)
        self._clear()
        (self.folder / _LOCK).unlink()
        if self._made:
            with suppress(OSError):  # somebody has put something into it
                self.folder.rmdir()

    def _clear(self) -> None:
        """Remove what a run leaves in the folder, and nothing else."""
        # first what names the parts: a journal of parts that are gone could not be gone on with
        (self.folder / _FILE).unlink(missing_ok=True)
        for left in self.folder.iterdir():
            if _OURS.fullmatch(left.name) and not left.is_dir():
                left.unlink()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out of the folder.

        Raises:
            InputError: when another run is at work in it, it is somebody else's, or it cannot
                be made.
        """
        try:
            file = self._opened()
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise InputError(
                f"`{self.folder}` cannot be made: {reason}",
                at="output",
                got=str(self.folder),
                expected="a place that can be written to",
            ) from None
        with file:
            with suppress(ImportError):  # only where the system has such locks
                import fcntl

                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise InputError(
                        f"another run is at work on `{self.folder}`", at="output", expected="one"
                    ) from None
            # without the mark somebody has just made the folder, and was ended
            if os.fstat(file.fileno()).st_size < len(_MARK):
                file.write(_MARK)
                file.flush()
            yield

    def _opened(self) -> BinaryIO:
        """The lock of the folder, which is made where there is none."""
        lock, theirs = self.folder / _LOCK, False
        self._made = True
        try:
            self.folder.mkdir(parents=True)
        except FileExistsError:
            # an empty one may be left by a run that was ended at once
            self._made = lock.is_file() and not lock.is_symlink()
            theirs = self.folder.is_symlink() or not self.folder.is_dir()
            theirs = theirs or (not self._made and any(self.folder.iterdir()))
        if not theirs:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            file = os.fdopen(os.open(lock, flags, 0o666), "ab+")
            file.seek(0)
            if _MARK.startswith(file.read(len(_MARK) + 1)):
                return file
            file.close()
        raise InputError(
            f"`{self.folder}` is not of a run of keiimport, and stays as it is",
            at="output",
            got=str(self.folder),
            expected="another name for the output, or that this is put elsewhere",
        )

    def _refused(self, why: str) -> InputError:
        return InputError(
            f"the run that left `{self.folder.name}` cannot be gone on with: {why}",
            at="--resume",
            expected="the same input, options, rules and version, or a run without `--resume`",
        )


def place_of(output: str, read: Iterable[str]) -> Path:
    """Where an output is written, links followed; whatever is wrong with it shows at once.

    Args:
        output: the file to write; `-` is none.
        read: the files that are read, `-` among them for none.

    Raises:
        InputError: when it is a folder, one of these files, or nothing that can be written.
    """
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
        what = f"no file: {(error.strerror or 'it cannot be opened').lower()}"
    if what:
        raise InputError(f"`{output}` is {what}", at="output", got=output, expected="another file")
    return place


def is_stream(place: Path) -> bool:
    """Whether it is a device or a pipe, into which answers are written as they come."""
    with suppress(OSError):
        return place.is_char_device() or place.is_fifo()
    return False
