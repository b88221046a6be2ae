# SPDX-License-Identifier: Apache-2.0
"""Records what scenarios ask, where `--keiimport-coverage` is given.

Each scenario notes its cases among the properties of its pytest item. They travel with its
report, also from another process, and are written where all reports arrive.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from keiimport.coverage.recording import Asked
from keiimport.gherkin.stash import COVERAGE

PROPERTY = "keiimport"


def note(
    item: pytest.Item,
    case: dict[str, Any] | str | bytes,
    as_of: str | None,
    strict: bool,
    scenarios: list[str],
    days: list[str],
) -> None:
    """Note a case that was evaluated, if anybody wants to know.

    Args:
        item: the scenario.
        case: what was told.
        as_of: the day whose law was applied.
        strict: whether nothing was presumed.
        scenarios: the hypothetical reforms that were supposed.
        days: other days of entry that it looks at; may grow until the scenario ends.
    """
    if not item.config.getoption(COVERAGE, None):
        return
    told = case.decode() if isinstance(case, bytes) else copy.deepcopy(case)
    noted = {
        "case": told,
        "tags": sorted({mark.name for mark in item.iter_markers()}),
        "as_of": as_of,
        "strict": strict,
        "scenarios": list(scenarios),
        "days": days,
    }
    item.user_properties.append((PROPERTY, noted))


class Recorder:
    """Writes what the scenarios asked that passed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a scenario noted, once it has passed."""
        if report.when != "call" or not report.passed:
            return
        file, line, _ = report.location
        for name, noted in report.user_properties:
            if name == PROPERTY and isinstance(noted, dict):
                place = f"{file}:{(line or 0) + 1}"
                self._lines.append(Asked(report.nodeid, place, **noted).line())

    def pytest_sessionfinish(self) -> None:
        """Write the recording."""
        text = "".join(f"{line}\n" for line in sorted(self._lines))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(text, encoding="utf-8")
