# SPDX-License-Identifier: Apache-2.0
"""The most memory that a process held, read by that process itself.

What the system tells a parent of a child that has ended (`ru_maxrss`) is no measure of it: on
Linux it begins with what the parent had held when it started the child.
"""

from __future__ import annotations

import atexit
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_STATUS = Path("/proc/self/status")


def most_memory(module: str, arguments: Sequence[str] = ()) -> float:
    """The most memory, in MB, that a process held which ran a module of Python.

    Args:
        module: the module, as after `python -m`.
        arguments: its arguments.

    Raises:
        RuntimeError: the process failed, or the system does not tell.
    """
    command = [sys.executable, "-m", "benchmarks.memory", module, *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"`{' '.join(command)}` ended with {ended.returncode}")
    return int(ended.stdout.split()[-1]) / 1024


def _high_water() -> int:
    """The most memory, in KB, that this process held since it began to run its program."""
    if not _STATUS.exists():
        raise RuntimeError("the system does not tell the most memory of a process")
    told = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    return int(told["VmHWM"].split()[0])


def main() -> None:
    """Run the module that the arguments name, and say how much memory was held."""
    module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    atexit.register(lambda: print(_high_water(), flush=True))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
