# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.soak --minutes 10`: try everything over and over, and keep what fails.

Every seed is printed; `--seed S --only KIND` tries the same again. Memory is measured from the
end of the first quarter to the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import monotonic

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # many small tables

from tests.soak.found import Found
from tests.soak.kinds import KINDS, SHARES

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


def soak(kinds: list[str], seed: int, seconds: float) -> tuple[Counter[str], list[Found]]:
    """Take turns between the kinds, each with a share of the time, until it is over."""
    tried: Counter[str] = Counter()
    spent = dict.fromkeys(kinds, 0.0)
    found: list[Found] = []
    begun, quarter, turn = monotonic(), 0.0, 0
    told = begun
    while monotonic() - begun < seconds or turn < len(kinds):
        kind = min(kinds, key=lambda each: spent[each] / SHARES.get(each, 1))
        chance = Random(f"{seed}:{turn}")
        before = monotonic()
        try:
            tried[kind] += KINDS[kind](chance)
        except Found as error:
            found.append(error)
            print(f"seed {seed}, turn {turn}: {error}\nkept as {keep(error)}", flush=True)
        spent[kind] += monotonic() - before
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
        found.append(Found("memory", {"quarter": quarter, "end": held}, "memory grows"))
    return tried, found


def main() -> None:
    """Soak as the arguments say; leave with 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=None, help="by default a new one each time")
    parser.add_argument("--only", choices=KINDS, action="append", help="may be given again")
    arguments = parser.parse_args()
    seed = secrets.randbelow(10**9) if arguments.seed is None else arguments.seed
    kinds = arguments.only or list(KINDS)
    print(f"seed {seed}: {', '.join(kinds)} for {arguments.minutes:g} minutes", flush=True)
    tried, found = soak(kinds, seed, 60 * arguments.minutes)
    for kind in kinds:
        failed = sum(error.kind == kind for error in found)
        print(f"{kind:10} {tried[kind]:>10,} tried, {failed} failed")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
