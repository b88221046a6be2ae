# SPDX-License-Identifier: Apache-2.0
"""Settings for every test."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from keiimport.rulebook.model import Rulebook

# where a change is judged, the same change gives the same examples; elsewhere new ones are tried
# (the same in every run, so half as many do)
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "searching")

gc.set_threshold(100_000)  # as the command line does


def pytest_collection_finish() -> None:
    """Have the collector pass over the ten thousand tests, which stay to the end.

    And have each step be sought among the steps alone, not among the fixtures of all tests.
    """
    gc.collect()
    gc.freeze()
    bdd: Any = sys.modules.get("pytest_bdd.scenario")
    if every := getattr(bdd, "get_fixture_names", None):
        step = "pytestbdd_stepdef"
        bdd.get_fixture_names = lambda fixturemanager: [
            name for name in every(fixturemanager) if name.startswith(step)
        ]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled rules away from those of the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEIIMPORT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Read the same rules once, and a file once, however many rulebooks differ in a line of one."""
    from keiimport.rulebook import loader, tables

    load = loader.load_files

    @lru_cache(6)
    def rulebook(files: tuple[tuple[str, bytes], ...], **options: Any) -> Rulebook:
        return load(dict(files), **options)

    def load_files(files: Mapping[str, bytes], **options: Any) -> Rulebook:
        if options.get("types") is not None:
            return load(files, **options)
        return rulebook(tuple(files.items()), **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "load_files", load_files)
        for module, name in ((loader, "read_yaml"), (tables, "read_csv")):
            patch.setattr(module, name, lru_cache(500)(getattr(module, name)))
        yield
