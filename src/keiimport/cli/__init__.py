# SPDX-License-Identifier: Apache-2.0
"""The command line: cases in, verdicts out, words for people on the side."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Run the command line with the arguments of this process, and leave with its exit code."""
    # looking for plugins of pydantic means reading the metadata of everything installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # nothing that a start makes is garbage: it is looked for seldom, but in long runs too
    gc.set_threshold(100_000)
    from keiimport.cli.app import app

    app()
