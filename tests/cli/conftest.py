# SPDX-License-Identifier: Apache-2.0
"""The command line as tests call it: inside this process, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call printed, and its exit code."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.stdout)

    @property
    def rows(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.stdout.splitlines()]

    @property
    def error(self) -> Any:
        """The error: the only line on standard error, with exactly four keys."""
        found = json.loads(self.stderr)
        assert self.stderr.endswith("\n") and self.stderr.count("\n") == 1
        assert list(found) == ["error", "at", "got", "expected"]
        return found


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def run() -> Run:
    """Call the command line inside this process: `run("evaluate", "-", data=b"{}")`."""

    def call(*args: str, data: bytes | str = b"") -> Answer:
        from keiimport.cli.app import app

        found = CliRunner().invoke(app, list(args), input=data)
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        return Answer(found.exit_code, found.stdout, found.stderr)

    return call


@pytest.fixture(scope="session")
def process() -> Run:
    """Call the command line as a process of its own."""

    def call(*args: str, data: bytes | str = b"", **environment: str) -> Answer:
        found = subprocess.run(
            [sys.executable, "-m", "keiimport", *args],
            input=data.encode() if isinstance(data, str) else data,
            capture_output=True,
            env={**os.environ, **environment},
            cwd=ROOT,
            timeout=120,
            check=False,
        )
        return Answer(found.returncode, found.stdout.decode(), found.stderr.decode())

    return call
