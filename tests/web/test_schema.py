# SPDX-License-Identifier: Apache-2.0
"""Schemathesis asks what the OpenAPI document allows: no failure, and answers that fit it.

It runs as a process of its own; its pytest plugin is switched off, for it warns in every test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from .conftest import Server

PROGRAM = Path(sys.executable).parent / "schemathesis"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)

SMALL = ("--include-path-regex", "/(check|vehicles)$")
"""What takes no case, whose every edge is asked in seconds; those of a case take ten minutes."""

RUNS = (
    [("coverage,fuzzing", ())]
    if os.environ.get("KEIIMPORT_SOAK")
    else [("fuzzing", ()), ("coverage", SMALL)]
)


@pytest.mark.skipif(not PROGRAM.exists(), reason="Schemathesis is not installed here")
@pytest.mark.parametrize(("phases", "where"), RUNS)
def test_every_answer_fits_the_document(
    server: Server, tmp_path: Path, phases: str, where: tuple[str, ...]
) -> None:
    document = f"{server.address}/api/v1/openapi.json"
    assert httpx.get(document, timeout=120).status_code == 200  # the rules are read
    bounds = ["--request-timeout", "60", "--max-examples", "10", "--phases", phases, *where]
    bounds += ["--seed", "1", "--no-shrink", "--no-color"]
    found = subprocess.run(
        [PROGRAM, "run", document, "--checks", ",".join(CHECKS), *bounds],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-4000:] + found.stderr[-1000:]
    assert f"{3 if where else 10} selected / 10 total" in found.stdout
