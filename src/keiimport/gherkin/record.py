# SPDX-License-Identifier: Apache-2.0
"""Records what scenarios ask, where `--keiimport-coverage` is given.

Each scenario notes its cases among the properties of its pytest item. They travel with its
report, also from another process, and are written where all reports arrive.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from keiimport.coverage.recording import Asked

PROPERTY = "keiimport"


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
