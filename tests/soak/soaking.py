# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.soak --minutes 10`: try everything over and over, and keep what fails.

Every seed is printed; `--seed S --only KIND` tries the same again. With `--figures` it goes on
until each kind has reached its figure, or the minutes are over; `--processes 2` does twice as
much on two processors, each with a seed of its own. Memory is measured from the end of the
first quarter to the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, NamedTuple

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # many small tables

from tests.soak.found import Found
from tests.soak.kinds import FIGURES, KINDS, SHARES

FOUND = Path(__file__).parent / "found"
GROWTH = 1.3
"""How much more memory a long run may hold at its end than after its first quarter."""

TELLING = 300.0
"""Seconds after which it is said again how far it is."""


def memory() -> float:
    """Megabytes that this process holds; 0 where nobody says."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def keep(error: Found) -> Path:
    """Keep a failure, to be tried again by every run of the tests."""
    FOUND.mkdir(exist_ok=True)
    text = json.dumps({"kind": error.kind, "shown": error.shown}, ensure_ascii=False, indent=1)
    path = FOUND / f"{error.kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


class Tried(NamedTuple):
    """What a soak has tried.

    Attributes:
        kinds: how often each kind was tried.
        seconds: the time of the processor that each took, other processes of it included.
        failed: of each failure its kind, and what is wrong.
    """

    kinds: Counter[str]
    seconds: Counter[str]
    failed: list[tuple[str, str]]


def processor() -> float:
    """Seconds that this process and those that it began have taken of the processor."""
    return sum(os.times()[:4])


def soak(kinds: list[str], seed: int, seconds: float, figures: Mapping[str, float]) -> Tried:
    """Take turns between the kinds until the time is over, or each has reached its figure.

    Each kind has a share of the time, or is as far from its figure as the others.
    """
    tried, spent, failed = Counter[str](), Counter[str](), list[tuple[str, str]]()
    begun, quarter, turn = monotonic(), 0.0, 0
    told = begun
    while monotonic() - begun < seconds or turn < len(kinds):
        if figures:
            kind = min(kinds, key=lambda each: tried[each] / figures[each])
            if tried[kind] >= figures[kind]:
                break
        else:
            kind = min(kinds, key=lambda each: spent[each] / SHARES.get(each, 1))
        chance = Random(f"{seed}:{turn}")
        before = processor()
        try:
            tried[kind] += KINDS[kind](chance)
        except Found as error:
            failed.append((kind, str(error)))
            print(f"seed {seed}, turn {turn}: {error}\nkept as {keep(error)}", flush=True)
        spent[kind] += processor() - before
        turn += 1
        if monotonic() - told > TELLING:
            told = monotonic()
            so_far = ", ".join(f"{tried[each]:,} {each}" for each in kinds)
            print(f"{(told - begun) / 60:.0f} minutes: {so_far}; {memory():.0f} MB", flush=True)
        if not quarter and monotonic() - begun > seconds / 4:
            quarter = memory()
    held = memory()
    print(f"memory {quarter:.0f} MB after a quarter, {held:.0f} MB at the end", flush=True)
    if seconds > 300 and quarter and held > GROWTH * quarter:
        failed.append(("memory", f"memory grows from {quarter:.0f} to {held:.0f} MB"))
    return Tried(tried, spent, failed)


def soak_in(processes: int, kinds: list[str], seed: int, seconds: float, figures: Any) -> Tried:
    """The same in several processes, each with a seed of its own and a share of the figures."""
    if processes == 1:
        return soak(kinds, seed, seconds, figures)
    shares = {kind: figure / processes for kind, figure in figures.items()}
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        asked = [pool.submit(soak, kinds, seed + n, seconds, shares) for n in range(processes)]
        total = Tried(Counter(), Counter(), [])
        for each in asked:
            found = each.result()
            total.kinds.update(found.kinds)
            total.seconds.update(found.seconds)
            total.failed.extend(found.failed)
    return total


def main() -> None:
    """Soak as the arguments say; leave with 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=None, help="by default a new one each time")
    parser.add_argument("--only", choices=KINDS, action="append", help="may be given again")
    parser.add_argument("--figures", action="store_true", help="until the figures are reached")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    seed = secrets.randbelow(10**9) if arguments.seed is None else arguments.seed
    kinds = arguments.only or list(FIGURES if arguments.figures else KINDS)
    if arguments.figures and not FIGURES.keys() >= set(kinds):
        parser.error(f"only {', '.join(FIGURES)} have a figure to reach")
    print(f"seed {seed}: {', '.join(kinds)} for {arguments.minutes:g} minutes", flush=True)
    figures = {kind: FIGURES[kind] for kind in kinds} if arguments.figures else {}
    found = soak_in(arguments.processes, kinds, seed, 60 * arguments.minutes, figures)
    for kind in kinds:
        failed = sum(each == kind for each, _ in found.failed)
        tried, hours = found.kinds[kind], found.seconds[kind] / 3600
        each = f"{tried / hours:>12,.0f} an hour of the processor" if hours else ""
        print(f"{kind:10} {tried:>10,} tried, {failed} failed {each}")
    sys.exit(bool(found.failed))
