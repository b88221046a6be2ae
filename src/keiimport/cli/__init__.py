# SPDX-License-Identifier: Apache-2.0
"""The command line: cases in, verdicts out, words for people on the side."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress


def main() -> None:
    """Run the command line with the arguments of this process, and leave with its exit code."""
    # looking for plugins of pydantic means reading the metadata of everything installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # nothing that a start makes is garbage: it is looked for seldom, but in long runs too
    gc.set_threshold(100_000)
    from keiimport.cli.app import app

    app()


def run() -> None:
    """The same as a process of its own, which ends at once and frees nothing piece by piece."""
    try:
        main()
    except SystemExit as left:
        if threading.active_count() > 1 or _watched() or not isinstance(left.code, int):
            raise
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # closed, or nobody reads it
                stream.flush()
        os._exit(left.code)


def _watched() -> bool:
    """Whether a profiler or a debugger looks on, which has its say at the end."""
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    tools = () if monitoring is None else map(monitoring.get_tool, range(6))
    return bool(sys.getprofile() or sys.gettrace() or any(tools))
