# SPDX-License-Identifier: Apache-2.0
"""The application in this process, and a server of its own on a free port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

from keiimport.web.app import guarded
from keiimport.web.settings import Settings

ROOT = Path(__file__).parents[2]
SERVE = ("-m", "keiimport", "serve", "--port", "0")


@contextmanager
def asked(raising: bool = False, **told: object) -> Iterator[TestClient]:
    """A client of the application with some settings otherwise."""
    settings = replace(Settings(), **told)  # type: ignore[arg-type]
    with TestClient(
        guarded(settings), base_url="http://localhost", raise_server_exceptions=raising
    ) as client:
        yield client


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with asked() as client:
        yield client


@dataclass(slots=True)
class Server:
    """A server that runs.

    Attributes:
        process: its process.
        port: where it listens.
    """

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connected(self, seconds: float = 60) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def said(self, sent: bytes, seconds: float = 60) -> bytes:
        """What it answers to some bytes, to the end of the connection."""
        with self.connected(seconds) as wire:
            wire.sendall(sent)
            return everything(wire)


def everything(wire: socket.socket) -> bytes:
    """All that comes, to the end of the connection."""
    parts = []
    while chunk := wire.recv(1 << 16):
        parts.append(chunk)
    return b"".join(parts)


@contextmanager
def served(*options: str, program: Sequence[str] = SERVE) -> Iterator[Server]:
    """A server with some options, ended as Ctrl-C ends it."""
    command = [sys.executable, *program, *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if found := re.search(rb"http://[^:]+:(\d+)/", line):
                break
        else:
            raise AssertionError("it did not start")
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield Server(process, int(found[1]))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served() as server:
        yield server
