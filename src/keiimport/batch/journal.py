# SPDX-License-Identifier: Apache-2.0
"""What a run has finished, kept so that another can go on: nothing lost, nothing twice.

Beside the output lies a folder `OUTPUT.parts` with one file for each finished chunk and a
journal. A part counts when the journal names it; the journal is replaced as a whole after
the part is on disk. Whatever a crash leaves besides is overwritten by the next run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from keiimport.batch.files import Format, Position
from keiimport.batch.sinks import sync_folder
from keiimport.errors import InputError

VERSION: Final = 1
_FILE: Final = "journal.json"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Identity:
    """What must not have changed for a run to go on.

    Attributes:
        input: the fingerprint of the table.
        options: the digest of what was asked.
        rulebook: the hash of the rules.
        mapping: the digest of the mapping, or empty.
        version: the version of this library.
    """

    input: str
    options: str
    rulebook: str
    mapping: str
    version: str


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
        parts: the size in bytes of each finished part.
        then: where the next chunk begins.
        counts: what the finished rows were, as the summary keeps it.
    """

    identity: Identity
    today: date
    parts: list[int] = field(default_factory=list)
    then: Position = field(default_factory=Position)
    counts: dict[str, Any] = field(default_factory=dict)


class Journal:
    """The folder of parts beside an output.

    Args:
        output: the file to be made.
        form: what it is written in.
    """

    def __init__(self, output: Path, form: Format) -> None:
        self.folder = output.with_name(output.name + ".parts")
        self._form = form

    def part(self, number: int) -> Path:
        """The file of one part."""
        return self.folder / f"{number:08}.{self._form}"

    def begin(self, state: State) -> None:
        """Throw away what an earlier run has left, and begin anew."""
        if self.folder.exists():
            for left in self.folder.iterdir():
                if left.name != _LOCK:
                    left.unlink()
        self.write(state)

    def write(self, state: State) -> None:
        """Keep what is finished now; after a crash the old or the new state is there."""
        kept = asdict(state) | {"journal": VERSION, "today": state.today.isoformat()}
        unfinished = self.folder / f"{_FILE}.new"
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, self.folder / _FILE)
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
                Identity(**kept["identity"]),
                date.fromisoformat(kept["today"]),
                [int(size) for size in kept["parts"]],
                Position(**kept["then"]),
                dict(kept["counts"]),
            )
            known = kept["journal"] == VERSION
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            known = False
        if not known:
            raise self._refused("its journal cannot be read")
        for name, words in _CHANGED.items():
            if getattr(state.identity, name) != getattr(identity, name):
                raise self._refused(words)
        for number, size in enumerate(state.parts):
            part = self.part(number)
            if not part.is_file() or part.stat().st_size != size:
                raise self._refused(f"its part `{part.name}` is missing or damaged")
        return state

    def remove(self) -> None:
        """Take the folder away; the output holds everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out of the folder.

        Raises:
            InputError: when another run is at work in it, or it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / _LOCK).open("a")
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
            yield

    def _refused(self, why: str) -> InputError:
        return InputError(
            f"the run that left `{self.folder.name}` cannot be gone on with: {why}",
            at="--resume",
            expected="the same input, options, rules and version, or a run without `--resume`",
        )
