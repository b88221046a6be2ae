# SPDX-License-Identifier: Apache-2.0
"""Limits on requests from strangers: their size, their host and how long they take to arrive.

The application gets a request only once it has arrived complete, so it never waits for a client.
"""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keiimport.facts.data import rows
from keiimport.web.pages import HTML, written
from keiimport.web.problems import MEDIA_TYPE, Problem, busy
from keiimport.web.settings import Settings

HEADERS: Final = [  # the headers of every answer
    (row["name"].encode(), row["value"].encode()) for row in rows(__file__, "headers.csv")
]
DRAINED: Final = 4
"""A body that is too long is read up to so many times the limit, so that its sender gets the answer
instead of a broken connection."""


class Guard:
    """An application behind limits."""

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
            if scope["method"] == "HEAD":  # answered like GET; the server drops the body
                scope = {**scope, "method": "GET"}
            async with asyncio.timeout(self._settings.body_seconds):
                await self._take(scope, receive, chunks)
            await self._app(scope, _replayed(b"".join(chunks), receive), guarded)
        except ClientDisconnect:
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
        """Refuse requests under another host name, which guards against DNS rebinding."""
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
                raise ClientDisconnect
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


def _too_large(most: int) -> Problem:
    said, expected = f"the request is larger than {most >> 20} MiB", f"at most {most >> 20} MiB"
    return Problem(413, said, expected=expected, headers={"connection": "close"})


def refusal(problem: Problem, scope: Scope) -> Response:
    """A problem as a page for a person, or as JSON."""
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
