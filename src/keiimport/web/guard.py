# SPDX-License-Identifier: Apache-2.0
"""What stands between strangers and the answers: bounds on what comes in and how long it takes.

A request reaches the application only once it has come whole, so that it waits for no client.
Answers are worked out one after the other in a lane, a thread with an engine to itself. What takes
long (tables, remedies) has a lane of its own; what is not found in time is broken off.
"""

from __future__ import annotations

import asyncio
import ctypes
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock, get_ident
from time import sleep
from typing import Final, TypeVar

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keiimport.engine import Engine
from keiimport.facts.data import rows
from keiimport.web.pages import HTML, written
from keiimport.web.problems import MEDIA_TYPE, Problem
from keiimport.web.settings import Settings

T = TypeVar("T")

HEADERS: Final = [  # the headers of every answer
    (row["name"].encode(), row["value"].encode()) for row in rows(__file__, "headers.csv")
]
DRAINED: Final = 4
"""So many times the bound is read of a body that is too long, so that its sender, who is still
writing, reads the answer instead of a broken connection."""


class Gone(Exception):
    """The client broke off."""


class Guard:
    """An application behind its bounds."""

    def __init__(self, app: ASGIApp, settings: Settings, large: frozenset[str]) -> None:
        self._app, self._settings, self._large = app, settings, large
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        chunks: list[bytes] = []
        try:
            self._check_host(scope)
            if scope["method"] == "HEAD":  # which is told the head of what `GET` would be
                scope = {**scope, "method": "GET"}
            async with asyncio.timeout(self._settings.body_seconds):
                await self._take(scope, receive, chunks)
            await self._app(scope, _replayed(b"".join(chunks), receive), guarded)
        except Gone:
            pass
        except Problem as problem:
            await refusal(problem, scope)(scope, receive, guarded)
        except TimeoutError:
            late = f"the request did not come within {self._settings.body_seconds:g} seconds"
            slow = Problem(408, late, headers={"connection": "close"})
            await refusal(slow, scope)(scope, receive, guarded)
        finally:
            self._held -= sum(map(len, chunks))

    def _check_host(self, scope: Scope) -> None:
        """Refuse requests for another name: a page elsewhere whose name was made to lead here."""
        name = Headers(scope=scope).get("host", "")
        host = name.rpartition(":")[0] if name.rpartition(":")[2].isdecimal() else name
        host = host.removeprefix("[").removesuffix("]").lower()
        if self._settings.hosts and host not in self._settings.hosts:
            said = "this server is asked for under a name that is not its own"
            expected = " or ".join(f"`{each}`" for each in self._settings.hosts)
            raise Problem(421, said, got=name[:200], expected=expected)

    async def _take(self, scope: Scope, receive: Receive, chunks: list[bytes]) -> None:
        bounds = self._settings
        most = bounds.table_bytes if scope["path"] in self._large else bounds.case_bytes
        told = Headers(scope=scope).get("content-length", "0")
        size, full = 0, False
        if told.isascii() and told.isdigit() and (len(told) > 18 or int(told) > DRAINED * most):
            raise _too_large(most)
        more = True
        while more and size <= DRAINED * most:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            chunk, more = message.get("body", b""), message.get("more_body", False)
            size += len(chunk)
            full = full or self._held + len(chunk) > bounds.held_bytes
            if size <= most and not full:
                chunks.append(chunk)
                self._held += len(chunk)
        if size > most:
            raise _too_large(most)
        if full:
            raise busy()


def busy() -> Problem:
    """The problem of a server that has its hands full."""
    detail = "too much is asked at the same time; ask again in a moment"
    return Problem(503, detail, headers={"retry-after": "1"})


def _too_large(most: int) -> Problem:
    said, expected = f"the request is larger than {most >> 20} MiB", f"at most {most >> 20} MiB"
    return Problem(413, said, expected=expected, headers={"connection": "close"})


def refusal(problem: Problem, scope: Scope) -> Response:
    """A problem as a page, where a person asked, or as JSON."""
    headers = {"cache-control": "no-store", **problem.headers}
    api = scope["path"].startswith("/api/")
    if not api and "text/html" in Headers(scope=scope).get("accept", ""):
        said = written("problem.html", here="", problem=problem.to_dict())
        return Response(said.encode("utf-8", "backslashreplace"), problem.status, headers, HTML)
    return Response(problem.body(), problem.status, headers, MEDIA_TYPE)


def _replayed(body: bytes, receive: Receive) -> Receive:
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return whole.pop() if whole else await receive()

    return replay


# --- lanes ---


class _BrokenOff(BaseException):
    """Raised in the thread of a lane when its time is over; nothing but the lane catches it."""


class Lane:
    """One thread with an engine, and the requests that wait for it."""

    def __init__(self, kind: str, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, f"keiimport-{kind}")
        self._places = BoundedSemaphore(settings.waiting)
        self._engine: Engine | None = None
        self._turn = Lock()
        self._running: object = None

    async def answer(self, work: Callable[[Engine], T]) -> T:
        """What `work` finds."""
        if not self._places.acquire(blocking=False):
            raise busy()
        found = self._thread.submit(self._work, work)
        found.add_done_callback(lambda _: self._places.release())
        try:
            async with asyncio.timeout(self._settings.answer_seconds):
                # what waits still is called off with its request
                return await asyncio.wrap_future(found)
        except TimeoutError:
            self._break_off(work)
            seconds = self._settings.answer_seconds
            said = f"no answer was found within {seconds:g} seconds, and it was broken off"
            raise Problem(503, said, headers={"retry-after": "10"}) from None

    def _work(self, work: Callable[[Engine], T]) -> T:
        """What `work` finds, in the thread of the lane; whoever is late breaks it off."""
        engine = self.engine()
        try:
            with self._turn:
                self._running = work, get_ident()
            try:
                return work(engine)
            finally:
                with self._turn:
                    broken, self._running = self._running is None, None
                while broken and not isinstance(sys.exception(), _BrokenOff):
                    sleep(0)  # too late to break anything off, it must not meet the next work
        except _BrokenOff:
            self._running = self._engine = None  # which may stand in the middle of something
            raise TimeoutError from None

    def _break_off(self, work: object) -> None:
        """End what runs, at its next step in Python, where that is `work`."""
        with self._turn:
            if isinstance(self._running, tuple) and self._running[0] is work:
                thread = ctypes.c_ulong(self._running[1])
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(_BrokenOff))
                self._running = None

    async def start(self) -> None:
        """Read the rules before the first question."""
        await asyncio.wrap_future(self._thread.submit(self.engine))

    def engine(self) -> Engine:
        """The engine of this lane, made when it is first asked; for its thread alone."""
        if self._engine is None:
            self._engine = Engine(self._settings.rules)
            self._engine.keep()
        return self._engine

    def close(self) -> None:
        """Let what runs come to its end, and drop what waits."""
        self._thread.shutdown(wait=True, cancel_futures=True)
