# SPDX-License-Identifier: Apache-2.0
"""The command line: cases in, verdicts out, messages on standard error."""

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress


def main() -> None:
    """Run the command line with the arguments of this process, and exit."""
    # looking for plugins would mean reading the metadata of every installed package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # starting makes no garbage, so collect rarely
    gc.set_threshold(100_000)
    from keiimport.cli.app import app

    app()


def run() -> None:
    """Run as a process of its own, which exits at once without freeing its memory piecemeal."""
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
    """Whether a profiler or debugger is attached, which needs a normal exit."""
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    tools = () if monitoring is None else map(monitoring.get_tool, range(6))
    return bool(sys.getprofile() or sys.gettrace() or any(tools))
