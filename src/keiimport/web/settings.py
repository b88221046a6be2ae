# SPDX-License-Identifier: Apache-2.0
"""The settings of a server, and its limits."""

import os
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from keiimport.facts.reading import LARGEST_CASE

VARIABLE: Final = "KEIIMPORT_SERVE"  # carries the settings to worker processes
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")  # the names of this machine to itself


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a server, and its limits."""

    rules: str | None = None  # a folder of rules instead of those that come with keiimport
    hosts: tuple[str, ...] = LOOPBACK  # host names it accepts; empty: any
    case_bytes: int = LARGEST_CASE  # of the longest request about one case
    table_bytes: int = 8 << 20  # of the longest request with a table
    table_rows: int = 20_000  # of the longest table
    held_bytes: int = 64 << 20  # of all requests together that are held at a time
    body_seconds: float = 10.0  # within which a request must have come whole
    answer_seconds: float = 30.0  # within which an answer must be there, from its request on
    waiting: int = 64  # requests of one kind that may wait for an answer at a time
    connections: int = 1000  # that may be open at a time

    def tell(self) -> None:
        """Put the settings into the environment, for child processes too."""
        os.environ[VARIABLE] = _SETTINGS.dump_json(self).decode()

    @classmethod
    def told(cls) -> "Settings":
        """The settings that `tell` left in the environment, or the defaults."""
        return _SETTINGS.validate_json(os.environ.get(VARIABLE, "{}"))


_SETTINGS: Final = TypeAdapter(Settings)
