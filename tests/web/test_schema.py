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


PHASES = os.environ.get("KEIIMPORT_SCHEMATHESIS", "fuzzing")
"""`coverage,fuzzing` also asks every edge of every schema: some 11,500 requests, ten minutes."""


@pytest.mark.skipif(not PROGRAM.exists(), reason="Schemathesis is not installed here")
def test_every_answer_fits_the_document(server: Server, tmp_path: Path) -> None:
    document = f"{server.address}/api/v1/openapi.json"
    assert httpx.get(document, timeout=120).status_code == 200  # the rules are read
    bounds = [
        "--request-timeout",
        "60",
        "--max-examples",
        "10",
        "--phases",
        PHASES,
        "--seed",
        "1",
        "--no-shrink",
    ]
    found = subprocess.run(
        [PROGRAM, "run", document, "--checks", ",".join(CHECKS), *bounds, "--no-color"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-4000:] + found.stderr[-1000:]
    assert "10 selected / 10 total" in found.stdout
