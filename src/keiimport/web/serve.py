# SPDX-License-Identifier: Apache-2.0
"""The server: a socket, worker processes, and a graceful shutdown."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from keiimport.facts.problems import bad_input
from keiimport.web.settings import Settings

HEAD_SECONDS: Final = 10.0  # for the headers of a request to arrive
BACKLOG: Final = 1024  # connections that may wait, such as for the rules to be read
LAST_SECONDS: Final = 20  # for requests in progress at shutdown


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection whose request headers never arrive."""

    _waited: object = None
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start watching the connection."""
        super().connection_made(transport)
        self._watch = self.loop.call_later(HEAD_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Close the connection if no request has begun since the last look."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or (cycle.response_complete and cycle is self._waited):
            self.transport.close()
            return
        self._waited = cycle
        self._watch = self.loop.call_later(HEAD_SECONDS, self._look)


def serve(
    host: str, port: int, workers: int, settings: Settings, ready: Callable[[str], None]
) -> None:
    """Serve until told to stop."""
    listening = _listen(host, port)
    settings.tell()
    how: dict[str, Any] = dict(
        app="keiimport.web.app:guarded",
        factory=True,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=settings.connections,
        timeout_graceful_shutdown=LAST_SECONDS,
    )
    name, own = listening.getsockname()[:2]
    ready(f"http://[{name}]:{own}/" if ":" in name else f"http://{name}:{own}/")
    with listening:
        if workers > 1:
            uvicorn.run(**how, workers=workers, fd=listening.fileno())
        else:
            uvicorn.Server(uvicorn.Config(**how)).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        server = socket.create_server(address, family=family, backlog=BACKLOG, dualstack_ipv6=both)
    except OSError as error:
        why = (error.strerror or "it cannot be").partition(" (")[0].lower()
        raise bad_input("not_listening", got=port, host=host, port=port, why=why) from None
    server.set_inheritable(True)
    return server
