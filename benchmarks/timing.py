# SPDX-License-Identifier: Apache-2.0
"""Timing many things side by side: interleaved rounds, and the quickest of each.

What else a machine does only ever adds time, so the quickest slice comes nearest to what a
thing costs; and the time of the processor is counted, not that spent waiting for it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping
from time import process_time
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

MOST_RUNS = 20_000
"""Runs in one slice, however short they are."""

FEWEST = 5
"""Slices that even the slowest subject gets, where there are so many rounds."""


def quickest(
    subjects: Mapping[Key, Callable[[], object]], *, rounds: int, slice_seconds: float
) -> dict[Key, float]:
    """Seconds of the processor that one run of each subject takes.

    In every round each subject runs for one short slice, one after the other, so that a
    machine that gets slower or busier does so for all of them. Each round begins with
    another subject; what takes many slices for one run sits out some rounds, but never
    more than leaves it `FEWEST`. The garbage collector runs as it does for a user.

    Args:
        subjects: what to run, by any key.
        rounds: how many slices each subject gets; the quickest of them counts.
        slice_seconds: about how long a slice takes.

    Returns:
        The least time of one run, in seconds, by the same keys in the same order.
    """
    runs: dict[Key, int] = {}
    every: dict[Key, int] = {}
    for key, run in subjects.items():
        runs[key], once = _runs_in(run, slice_seconds)
        slices = once / slice_seconds if slice_seconds else 1.0
        every[key] = max(1, min(round(slices / 4), rounds // FEWEST))
    taken: dict[Key, list[float]] = {key: [] for key in subjects}
    keys = list(subjects)
    for number in range(rounds):
        gc.collect()
        first = number * 7 % len(keys) if keys else 0
        for key in keys[first:] + keys[:first]:
            if number % every[key] == 0:
                taken[key].append(_slice(subjects[key], runs[key]))
    return {key: min(times) for key, times in taken.items()}


def _runs_in(run: Callable[[], object], slice_seconds: float) -> tuple[int, float]:
    """How many runs fill a slice, and what one takes; finding out warms the subject up."""
    run()
    if not slice_seconds:
        return 1, 0.0
    runs = 1
    while True:
        once = _slice(run, runs)
        if once * runs >= slice_seconds or runs >= MOST_RUNS:
            return max(1, min(MOST_RUNS, round(slice_seconds / once))), once
        runs *= 2


def _slice(run: Callable[[], object], runs: int) -> float:
    begin = process_time()
    for _ in range(runs):
        run()
    return (process_time() - begin) / runs
