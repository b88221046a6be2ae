# SPDX-License-Identifier: Apache-2.0
"""What is tried over and over: each kind takes a source of chance and says what went wrong.

A kind gives how many it has tried. A failure is kept in `tests/soak/found/` as small as it can
be made, and tried again by every run of the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

from tests.soak import answers, chains, inputs, runs
from tests.soak.cases import changed_on_the_way
from tests.soak.found import Json

KINDS: Mapping[str, Callable[[Random], int]] = {
    "chains": chains.chains,
    "cases": answers.cases,
    "tellings": answers.tellings,
    "tables": answers.tables,
    "threads": answers.threads,
    "processes": answers.processes,
    "mutations": answers.mutations,
    "inputs": inputs.inputs,
    "requests": inputs.requests,
    "kills": runs.kills,
}

SHARES: Final = {"chains": 10, "cases": 2, "inputs": 4, "mutations": 3, "kills": 2}
"""The shares of the time; of any other kind 1."""

FIGURES: Final = {"chains": 1_000_000, "inputs": 200_000, "kills": 500}
"""How many of each kind a soak for a release tries."""


def again(kind: str, shown: Json) -> Iterator[str]:
    """What is still wrong with a failure that was kept."""
    why: str | None = None
    match kind:
        case "inputs":
            why = inputs.wrong_reading(shown["form"], shown["bytes"].encode("latin-1"))
        case "requests":
            body = shown["body"].encode("latin-1")
            told = (shown["method"], shown["address"], shown["told"])
            why = inputs.wrong_answer(*told, body, shown["kind"])
        case "chains":
            why = chains.wrong_with(chains.read(shown))
        case "tellings":
            why = changed_on_the_way(shown)
        case "tables":
            why = answers.unlike_row(shown)
        case "cases" | "threads" | "processes":
            why = answers.wrong_with(shown, whole=True)
    if why:
        yield why
