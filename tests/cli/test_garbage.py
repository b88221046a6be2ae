# SPDX-License-Identifier: Apache-2.0
"""What a command leaves behind is collected, however long it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

WATCH = """
import atexit, gc, sys
collected = []
gc.callbacks.append(lambda phase, found: phase == "stop" and collected.append(found["generation"]))
atexit.register(lambda: print(gc.isenabled(), len(collected), file=sys.stderr))
sys.argv[1:] = {arguments!r}
from keiimport.cli import main
main()
"""
CASE = '{"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}}'


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evaluate", "-"], f"[{','.join([CASE] * 60)}]"),
        (["batch", "-", "--input-format", "jsonl", "--summary"], f"{CASE}\n" * 400),
        (["check", "1998", "Suzuki", "Carry"], ""),
        (["when", "-"], CASE),
    ],
)
def test_every_command_collects(arguments: list[str], told: str) -> None:
    code = WATCH.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], input=told, capture_output=True, text=True, check=True
    )
    enabled, collections = done.stderr.split()[-2:]
    assert enabled == "True"
    assert int(collections) > 0
