# SPDX-License-Identifier: Apache-2.0
"""Whole tables: columns in, each different row decided once, columns out. Needs Polars.

This module alone does not load it: whoever makes an engine sees from then on whether it is forked.
"""

import os
import sys

MOST_ANSWERS = 100_000
"""Rows whose answers an engine keeps, each about 4 kB with all columns: a night's lots."""

forked_with_polars = False
"""Whether this process was forked from one that had loaded Polars, whose threads no fork has."""


def _after_fork() -> None:
    global forked_with_polars
    forked_with_polars |= "polars" in sys.modules


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
