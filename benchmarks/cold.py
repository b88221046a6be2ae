# SPDX-License-Identifier: Apache-2.0
"""The cold start: whole processes, from the first instruction to the last byte."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import keiimport
from benchmarks.cases import CASES, EXAMPLES
from keiimport.logic.bundle import CACHE_VARIABLE

ONE_MODEL = """
from pydantic import BaseModel

class Vehicle(BaseModel):
    make: str
    model: str
    wheels: int | None = None
    gvwr: float | None = None
    imported: bool = False

Vehicle.model_validate({"make": "Nissan", "model": "Sakura", "wheels": 4, "gvwr": 1290.0})
"""
"""The yardstick: a script that defines one pydantic model and uses it once."""

REFERENCE = "a script with one pydantic model"
KEPT = "keiimport evaluate, bundle kept"
ALONE = "the same, --engine kernel"
FRESH = "keiimport evaluate, nothing kept"


def cold_starts(runs: int) -> dict[str, float]:
    """The least time of the processor that each process took, in seconds, the yardstick first.

    The processes take turns, so that all meet the same machine.
    """
    case = str(EXAMPLES / f"{CASES['Sakura 2022']}.json")
    evaluate = [sys.executable, "-m", "keiimport", "evaluate", case]
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o700)
        kept, fresh = _environment(folder), _environment("off")
        processes: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
            REFERENCE: ([sys.executable, "-c", ONE_MODEL], kept),
            KEPT: (evaluate, kept),
            ALONE: ([*evaluate, "--engine", "kernel"], kept),
            FRESH: (evaluate, fresh),
            "an empty script": ([sys.executable, "-c", ""], kept),
        }
        taken: dict[str, list[float]] = {name: [] for name in processes}
        for _ in range(1 + runs):
            for name, (command, environment) in processes.items():
                taken[name].append(_time_of(command, environment))
    # the first run leaves compiled modules and the bundle behind
    return {name: min(times[1:] or times) for name, times in taken.items()}


def _environment(cache: str) -> dict[str, str]:
    here = str(Path(keiimport.__file__).resolve().parents[1])
    path = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH", "")) if part)
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": path, CACHE_VARIABLE: cache}


def _time_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begin = _spent()
    subprocess.run(
        command,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return _spent() - begin


def _spent() -> float:
    """Seconds of the processor that finished processes took, for themselves and in the system."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
