# SPDX-License-Identifier: Apache-2.0
"""The command line: cases in, verdicts out, words for people on the side."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line with the arguments of this process, and leave with its exit code."""
    # looking for plugins of pydantic means reading the metadata of everything installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from keiimport.cli.app import app

    app()
