# SPDX-License-Identifier: Apache-2.0
"""Where answers are worked out: off the event loop, one after the other in each lane.

An engine remembers what it found, so a thread of its own keeps it to itself. What takes long
(tables, remedies) has a lane of its own and never stands before a short question. What is not
found in time is broken off, so that it stands before nobody else.
"""

from __future__ import annotations

import asyncio
import ctypes
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import BoundedSemaphore, Lock, get_ident
from typing import Literal, TypeVar

from keiimport.engine import Engine
from keiimport.web.guard import busy
from keiimport.web.problems import Problem
from keiimport.web.settings import Settings

T = TypeVar("T")
Kind = Literal["short", "long"]


class _BrokenOff(BaseException):
    """Raised in the thread of a lane when its time is over; nothing but the lane catches it."""


class Lane:
    """One thread with an engine, and the requests that wait for it."""

    def __init__(self, kind: Kind, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, f"keiimport-{kind}")
        self._places = BoundedSemaphore(settings.waiting)
        self._engine: Engine | None = None
        self._turn = Lock()
        self._running: object = None

    async def answer(self, work: Callable[[Engine], T]) -> T:
        """What `work` finds.

        Raises:
            Problem: too many wait already, or it takes too long.
        """
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
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"no answer was found within {seconds:g} seconds, and it was broken off",
                headers={"retry-after": "10"},
            ) from None

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
                    self._running = None
                    # one that comes too late to break anything off is taken back
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(get_ident()), None)
        except _BrokenOff:
            self._running = self._engine = None  # which may stand in the middle of something
            raise TimeoutError from None

    def _break_off(self, work: object) -> None:
        """End what runs, at its next step in Python, where that is `work`."""
        with self._turn:
            if isinstance(self._running, tuple) and self._running[0] is work:
                thread = ctypes.c_ulong(self._running[1])
                error = ctypes.py_object(_BrokenOff)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)

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


class Lanes:
    """A lane for each kind of question.

    Attributes:
        start: reads the rules before the first question.
        short: gives what is found in some milliseconds.
        long: gives what is found in some seconds.
    """

    def __init__(self, settings: Settings) -> None:
        self._short, self._long = Lane("short", settings), Lane("long", settings)
        self.start = self._short.start
        self.short, self.long = self._short.answer, self._long.answer

    def close(self) -> None:
        """Come to an end."""
        self._short.close()
        self._long.close()
