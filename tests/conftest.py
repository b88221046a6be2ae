# SPDX-License-Identifier: Apache-2.0
"""Settings for every test."""

from __future__ import annotations

import gc
import os

from hypothesis import settings

# where a change is judged, the same change gives the same examples; elsewhere new ones are tried
# (the same in every run, so half as many do)
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "searching")

gc.set_threshold(100_000)  # as the command line does


def pytest_collection_finish() -> None:
    """Have the collector pass over the ten thousand tests, which stay to the end."""
    gc.collect()
    gc.freeze()
