# SPDX-License-Identifier: Apache-2.0
"""Timing many things side by side: interleaved rounds, and the quickest of each.

What else a machine does only ever adds time, so the quickest slice comes nearest to what a
thing costs; and the time of the processor is counted, not that spent waiting for it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping
from time import process_time
from timeit import Timer
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

MOST_RUNS = 20_000
"""Runs in one slice, however short they are."""


def quickest(
    subjects: Mapping[Key, Callable[[], object]], *, rounds: int, slice_seconds: float
) -> dict[Key, float]:
    """Seconds of the processor that one run of each subject takes, by the same keys.

    In every round each subject runs for one short slice, one after the other, so that a
    machine that gets slower or busier does so for all of them. The garbage collector runs as
    it does for a user.
    """
    timers = {key: Timer(run, gc.enable, process_time) for key, run in subjects.items()}
    runs: dict[Key, int] = {}
    for key, timer in timers.items():
        timer.timeit(1)  # the first warms the subject up
        runs[key] = max(1, min(MOST_RUNS, round(slice_seconds / timer.timeit(1))))
    taken = dict.fromkeys(subjects, float("inf"))
    for _ in range(rounds):
        gc.collect()
        for key, timer in timers.items():
            taken[key] = min(taken[key], timer.timeit(runs[key]) / runs[key])
    return taken
