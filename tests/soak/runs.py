# SPDX-License-Identifier: Apache-2.0
"""Runs over tables that are killed at any moment, and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.soak.found import Found

_RUNS = """
import json, os, signal, sys, threading, time
from datetime import date
from functools import partial
from keiimport import Engine, tables
from keiimport.batch import job
def die_after(left):
    def dying(name):
        real = getattr(os, name)
        def step(*arguments, **named):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)
        setattr(os, name, step)
    for name in ("fsync", "replace", "open", "unlink", "rmdir", "mkdir"):
        dying(name)
if len(sys.argv) > 1:  # the rules are read once
    job.Evaluator = partial(job.Evaluator, engine=Engine())
asked = {"id": ["lot"], "columns": ["outcome"], "today": date(2026, 11, 21), "chunk_bytes": 300}
for line in sys.stdin:
    source, out, steps, seconds = json.loads(line)
    child = os.fork()  # before Polars has begun its threads
    if child == 0:
        try:
            tables.forked_with_polars = False  # it was loaded, and not used
            die_after(steps)
            job.run(source, out, resume=True, **asked)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
NEVER = 1_000_000

Runs = Callable[[Path, Path, int, float], int]
"""One run, ended after so many steps or seconds: what it leaves with."""


@contextmanager
def begun(*, read: bool = False) -> Iterator[Runs]:
    """A process that begins runs, one after the other, without reading the library anew.

    Args:
        read: whether it has read the rules too.
    """
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, "-c", _RUNS, *["read"] * read],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        ) as process,
    ):
        assert process.stdin is not None and process.stdout is not None  # both are pipes

        def run(source: Path, out: Path, steps: int, seconds: float) -> int:
            line = json.dumps([str(source), str(out), steps, seconds])
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            code = int(process.stdout.readline() or 2)
            if code not in (0, -signal.SIGKILL):
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace")[-500:]
                raise Found("kills", {"said": said}, "it cannot be gone on with")
            return code

        yield run
        process.stdin.close()


def kills(chance: Random) -> int:
    """A run ended at any moment and gone on with makes the same bytes."""
    form, killed = chance.choice(("csv", "jsonl", "parquet")), 0
    with tempfile.TemporaryDirectory() as name, begun(read=chance.random() < 0.9) as run:
        folder = Path(name)
        source, whole, out = (folder / n for n in ("in.jsonl", f"whole.{form}", f"out.{form}"))
        rows = [{"lot": n, "manufactured": f"{1990 + n}-05", "make": "Suzuki"} for n in range(30)]
        source.write_text("".join(json.dumps(row) + "\n" for row in rows))
        run(source, whole, NEVER, 0)
        while not out.exists() and killed < 40:
            if chance.random() < 0.5:
                killed += run(source, out, chance.randrange(1, 45), 0) != 0
            else:
                killed += run(source, out, NEVER, chance.uniform(0.01, 0.5)) != 0
        run(source, out, NEVER, 0)
        if out.read_bytes() != whole.read_bytes():
            raise Found("kills", {"form": form, "kills": killed}, "bytes are lost or doubled")
        # killed just before its end a run leaves an empty folder, which may be anybody's
        paths = [p for p in folder.iterdir() if not (p.is_dir() and not any(p.iterdir()))]
        left = {path.name for path in paths} - {source.name, whole.name, out.name}
        if left:
            raise Found("kills", {"form": form, "left": sorted(left)}, "something is left")
    return killed
