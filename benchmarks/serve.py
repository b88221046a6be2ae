# SPDX-License-Identifier: Apache-2.0
"""What `keiimport serve` answers in a second on loopback, beside the same in process."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.cases import subjects
from keiimport.engine import Engine

CLIENTS = 8
BREAKING_OFF = 200
ONE_LOT_IN = 20
"""Of so many requests over which memory is watched one is a lot of a made-up market."""
PLACES = (0.05, 0.1, 0.25, 0.5, 0.75, 1.0)
"""Where on the way memory is looked at; before the first, all that is asked are lots, so that what
remembers is full."""


class Effort(NamedTuple):
    """How much is done."""

    requests: int = 3000  # of each row
    memory: int = 100_000  # requests over which memory is watched
    warm: int = 300  # requests before anything is measured


QUICK = Effort(9, 20, 2)
"""A few only: shows that it works, measures nothing."""


@dataclass(slots=True)
class Rate:
    """Some requests, answered."""

    name: str  # who answered
    seconds: float = 0.0  # of all of them together
    each: list[float] = field(default_factory=list)  # the seconds of each of them
    lost: int = 0  # requests without an answer of status 200

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values; times in milliseconds."""
        slow = sorted(self.each)
        return {
            "what": self.name,
            "requests": len(self.each),
            "per_second": round(len(self.each) / self.seconds, 1),
            "median_ms": round(1000 * statistics.median(slow), 2),
            "p99_ms": round(1000 * slow[min(len(slow) - 1, int(0.99 * len(slow)))], 2),
            "lost": self.lost,
        }


def measure_serve(effort: Effort) -> dict[str, Any]:
    """Measure everything, one after the other, as plain values."""
    bodies = [json.dumps(subject.told).encode() for subject in subjects()]
    rows = [_in_process(bodies, effort).to_dict()]
    broken: dict[str, Any] = {}
    for workers in (1, 2):
        with _served(workers) as (_, port):
            asyncio.run(_ask(port, bodies, effort.warm, CLIENTS, Rate("")))
            for clients in (1, CLIENTS):
                rate = Rate(f"workers {workers}, clients {clients}")
                asyncio.run(_ask(port, bodies, effort.requests, clients, rate))
                rows.append(rate.to_dict())
            if workers == 1:
                broken = asyncio.run(_break_off(port, bodies, effort))
    return {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()],
        "rows": rows,
        "broken_off": broken,
        "memory": measure_memory(effort),
    }


def show_serve(found: Mapping[str, Any]) -> None:
    """Print what was measured for people; its memory was printed on the way."""
    print(f"CPython {found['python']}, {found['processors']} processors, load {found['load'][0]}")
    for row in (*found["rows"], {"broken off": ""} | found["broken_off"]):
        print("  ".join(f"{key} {value}".rstrip() for key, value in row.items()))


def _in_process(bodies: list[bytes], effort: Effort) -> Rate:
    engine = Engine()
    for number in range(effort.warm):
        engine.evaluate(bodies[number % len(bodies)]).to_json()
    rate = Rate("in process")
    begun = time.perf_counter()
    for number in range(effort.requests):
        start = time.perf_counter()
        engine.evaluate(bodies[number % len(bodies)]).to_json()
        rate.each.append(time.perf_counter() - start)
    rate.seconds = time.perf_counter() - begun
    return rate


@contextmanager
def _served(workers: int) -> Iterator[tuple[int, int]]:
    """A server with so many workers: its process and its port."""
    command = [sys.executable, "-m", "keiimport", "serve", "--port", "0"]
    command += ["--workers", str(workers)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        found = None
        while found is None and (line := process.stderr.readline()):
            found = re.search(rb"http://[^:]+:(\d+)/", line)
        assert found is not None, "it did not start"
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield process.pid, int(found[1])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _request(body: bytes) -> bytes:
    head = (
        "POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _ask(port: int, bodies: list[bytes], requests: int, clients: int, rate: Rate) -> None:
    """Ask so often from so many connections, each its next question after an answer."""
    left = iter(range(requests))

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in left:
            start = time.perf_counter()
            writer.write(_request(bodies[number % len(bodies)]))
            status = await _answer(reader)
            rate.each.append(time.perf_counter() - start)
            rate.lost += status != 200
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    rate.seconds = time.perf_counter() - begun


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer whole; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = re.search(rb"content-length: (\d+)", head)
    assert length is not None
    await reader.readexactly(int(length[1]))
    return int(head.split(b" ", 2)[1])


async def _break_off(port: int, bodies: list[bytes], effort: Effort) -> dict[str, Any]:
    """Clients that leave in the middle of a request or before the answer, beside others."""
    whole = _request(bodies[0])

    async def leave(number: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(whole[: len(whole) * (number % 4 + 1) // 4])
        await writer.drain()
        await asyncio.sleep(0.01)
        writer.transport.abort()

    others = Rate("others")
    leaving = (leave(number) for number in range(BREAKING_OFF))
    await asyncio.gather(_ask(port, bodies, effort.requests // 3, CLIENTS, others), *leaving)
    after = Rate("after")
    await _ask(port, bodies, effort.requests // 3, CLIENTS, after)
    return {
        "clients": BREAKING_OFF,
        "others_asked": len(others.each),
        "others_lost": others.lost,
        "after_asked": len(after.each),
        "after_lost": after.lost,
    }


def measure_memory(effort: Effort) -> list[dict[str, Any]]:
    """The memory of a server that has just begun, and at some places on the way."""
    found: list[dict[str, Any]] = []
    asked, done = _questions(effort.memory), 0
    with _served(1) as (pid, port):
        for share in (0.0, *PLACES):
            step = max(1, int(share * effort.memory)) - done if share else 0
            asyncio.run(_ask(port, list(islice(asked, step)), step, CLIENTS, Rate("")))
            done += step
            found.append({"requests": done, "mb": _megabytes(pid)})
            print(f"memory after {done:,} requests: {found[-1]['mb']} MB", file=sys.stderr)
    return found


def _questions(requests: int) -> Iterator[bytes]:
    """Different cases: lots of a market, then examples at prices of their own and more lots."""
    from benchmarks.market import cases, market  # needs Polars

    examples = [subject.told for subject in subjects()]
    first = int(PLACES[0] * requests)
    lots = iter(cases(market(first + requests // ONE_LOT_IN + 1, seed=15)))
    for number in range(requests):
        if number < first or number % ONE_LOT_IN == 0:
            yield json.dumps(next(lots), default=str).encode()
        else:
            case = examples[number % len(examples)]
            yield json.dumps({**case, "entry": {**case["entry"], "value": number}}).encode()


def _megabytes(pid: int) -> float | None:
    """The resident memory of a process; None where the system does not say."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return None if found is None else round(int(found[1]) / 1024, 1)
