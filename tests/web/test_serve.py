# SPDX-License-Identifier: Apache-2.0
"""The command: what it says before it serves, and when it cannot."""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

import pytest
from click.testing import CliRunner

from keiimport.cli.app import app
from keiimport.web import serve


def error(*arguments: str) -> Any:
    """The error of a call, and its exit code."""
    found = CliRunner().invoke(app, ["serve", *arguments])
    return found.exit_code, json.loads(found.stderr.splitlines()[-1])


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = error("--port", str(taken.getsockname()[1]))
    assert code == 2
    assert said["error"].startswith("nothing can listen at `127.0.0.1`, port ")
    assert said["at"] == "--port"


def test_an_address_of_another_machine_is_told() -> None:
    code, said = error("--host", "192.0.2.1", "--port", "0")
    assert (code, said["at"]) == (2, "--port")


def test_rules_that_cannot_be_read_are_told_before_it_listens() -> None:
    code, said = error("--rules", "no-such-folder", "--port", "0")
    assert code == 2
    assert "no-such-folder" in said["error"]


@pytest.mark.parametrize("package", ["uvicorn", "fastapi", "python_multipart"])
def test_without_the_extra_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    """Other extras bring some of it: the SDK of `mcp` has uvicorn, and no FastAPI."""
    monkeypatch.setitem(sys.modules, package, None)
    code, said = error()
    assert code == 1
    assert said["error"] == (
        f"pages and the API need the package `{package}`, which is not installed: "
        "pip install 'keiimport[web]'"
    )


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_leaving_the_machine_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, host: str, warned: bool
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(serve, "serve", lambda *given: told.extend(given))
    found = CliRunner().invoke(app, ["serve", "--host", host])
    assert found.exit_code == 0
    assert ("everybody who reaches" in found.stderr) is warned
    # who may be reached by others is asked for under names that are not known here
    assert bool(told[3].hosts) is not warned
