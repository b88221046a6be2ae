# SPDX-License-Identifier: Apache-2.0
"""Whole tables: columns in, each different row decided once, columns out. Needs Polars.

Only this module does not import it, so that every engine can watch for forks from its start.
"""

import os
import sys

MOST_ANSWERS = 100_000
"""Rows whose answers an engine remembers, each about 4 kB with all columns: one night of lots."""

forked_with_polars = False
"""Whether this process was forked after Polars, whose threads no fork inherits, was loaded."""


def _after_fork() -> None:
    global forked_with_polars
    forked_with_polars |= "polars" in sys.modules


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
