# SPDX-License-Identifier: Apache-2.0
"""Settings for every test."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import lru_cache

import pytest
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


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse a file of rules once, however many rulebooks differ from another in a line of one."""
    from keiimport.rulebook import loader, tables

    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((loader, "read_yaml"), (tables, "read_csv")):
            patch.setattr(module, name, lru_cache(500)(getattr(module, name)))
        yield
