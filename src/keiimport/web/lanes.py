# SPDX-License-Identifier: Apache-2.0
"""Lanes: threads with their own engines, each of which runs one request after the other.

Slow work (tables, remedies) has a lane of its own; work that takes too long is cancelled.
"""

import asyncio
import ctypes
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock, get_ident
from time import sleep
from typing import TypeVar

from keiimport.engine import Engine
from keiimport.web.problems import Problem, busy
from keiimport.web.settings import Settings

T = TypeVar("T")


class _BrokenOff(BaseException):
    """Raised in the thread of a lane when its time is up; only the lane catches it."""


class Lane:
    """One thread with an engine, and the requests waiting for it."""

    def __init__(self, kind: str, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, f"keiimport-{kind}")
        self._places = BoundedSemaphore(settings.waiting)
        self._engine: Engine | None = None
        self._turn = Lock()
        self._running: object = None

    async def answer(self, work: Callable[[Engine], T]) -> T:
        """The result of `work`, run in the thread of the lane."""
        if not self._places.acquire(blocking=False):
            raise busy()
        found = self._thread.submit(self._work, work)
        found.add_done_callback(lambda _: self._places.release())
        try:
            async with asyncio.timeout(self._settings.answer_seconds):
                # work still waiting is cancelled with its request
                return await asyncio.wrap_future(found)
        except TimeoutError:
            self._break_off(work)
            seconds = self._settings.answer_seconds
            said = f"no answer was found within {seconds:g} seconds, and it was broken off"
            raise Problem(503, said, headers={"retry-after": "10"}) from None

    def _work(self, work: Callable[[Engine], T]) -> T:
        """Run `work` in the thread of the lane, where it may be cancelled."""
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
                    sleep(0)  # let a late cancellation arrive before the next work begins
        except _BrokenOff:
            self._running = self._engine = None  # its state may be inconsistent
            raise TimeoutError from None

    def _break_off(self, work: object) -> None:
        """Cancel `work` at its next bytecode, if it is what runs."""
        with self._turn:
            if isinstance(self._running, tuple) and self._running[0] is work:
                thread = ctypes.c_ulong(self._running[1])
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(_BrokenOff))
                self._running = None

    async def start(self) -> None:
        """Read the rules before the first question."""
        await asyncio.wrap_future(self._thread.submit(self.engine))

    def engine(self) -> Engine:
        """The engine of this lane, made on first use; only for its thread."""
        if self._engine is None:
            self._engine = Engine(self._settings.rules)
            self._engine.keep()
        return self._engine

    def close(self) -> None:
        """Finish what runs, and drop what waits."""
        self._thread.shutdown(wait=True, cancel_futures=True)
