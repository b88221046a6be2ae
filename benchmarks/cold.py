# SPDX-License-Identifier: Apache-2.0
"""The cold start: whole processes, from the first instruction to the last byte."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import keiimport
from benchmarks.cases import CASES, EXAMPLES
from keiimport.inference.bundle import CACHE_VARIABLE

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
DIRECT = "the same, --engine direct"
FRESH = "keiimport evaluate, nothing kept"


def cold_starts(runs: int) -> dict[str, float]:
    """Median wall time of each process, in seconds, the yardstick first.

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
            DIRECT: ([*evaluate, "--engine", "direct"], kept),
            FRESH: (evaluate, fresh),
            "an empty script": ([sys.executable, "-c", ""], kept),
        }
        taken: dict[str, list[float]] = {name: [] for name in processes}
        for command, environment in processes.values():
            # The first run leaves compiled modules and the bundle behind.
            _wall_time(command, environment)
        for _ in range(runs):
            for name, (command, environment) in processes.items():
                taken[name].append(_wall_time(command, environment))
    return {name: median(times) for name, times in taken.items()}


def _environment(cache: str) -> dict[str, str]:
    here = str(Path(keiimport.__file__).resolve().parents[1])
    path = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH", "")) if part)
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": path, CACHE_VARIABLE: cache}


def _wall_time(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begin = perf_counter()
    subprocess.run(
        command,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - begin
