# SPDX-License-Identifier: Apache-2.0
"""What a server is told when it starts, and the bounds it keeps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from keiimport.facts.reading import LARGEST_CASE

VARIABLE: Final = "KEIIMPORT_SERVE"  # by which worker processes are told their settings
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")  # the names of this machine to itself


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told, and its bounds.

    Attributes:
        rules: a folder of rules instead of those that come with keiimport.
        hosts: the names under which it may be asked for; none: under any.
        case_bytes: of the longest request about one case.
        table_bytes: of the longest request with a table.
        table_rows: of the longest table.
        held_bytes: of all requests together that are held at a time.
        body_seconds: within which a request must have come whole.
        answer_seconds: within which an answer must be there, from its request on.
        waiting: requests that may wait for an answer at a time, of one kind.
        connections: that may be open at a time.
    """

    rules: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    case_bytes: int = LARGEST_CASE
    table_bytes: int = 8 << 20
    table_rows: int = 20_000
    held_bytes: int = 64 << 20
    body_seconds: float = 10.0
    answer_seconds: float = 30.0
    waiting: int = 64
    connections: int = 1000

    def tell(self) -> None:
        """Leave the settings to the processes that this one starts, and to itself."""
        os.environ[VARIABLE] = _SETTINGS.dump_json(self).decode()

    @classmethod
    def told(cls) -> Settings:
        """The settings that `tell` left; the usual ones where it left none."""
        return _SETTINGS.validate_json(os.environ.get(VARIABLE, "{}"))


_SETTINGS: Final = TypeAdapter(Settings)
