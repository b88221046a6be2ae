# SPDX-License-Identifier: Apache-2.0
"""Where the plugin keeps what scenarios share: the names of its options and of its stash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    pass

COVERAGE = "keiimport_coverage"
CURRENT_STEP = pytest.StashKey[tuple[Any, Any]]()
"""The feature of the step that runs, and the step, as pytest-bdd has them."""
