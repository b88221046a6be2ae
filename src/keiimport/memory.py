# SPDX-License-Identifier: Apache-2.0
"""What was worked out before, kept so long as there is room."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


class Memory(dict[Key, Made]):
    """Things by what they depend on; all are forgotten when there are too many.

    Whatever outlives a case and grows with cases is one of these, or a `ReadMemory`, or an
    `lru_cache`; a test walks through an engine and finds what is not.

    Args:
        most: how many things are kept.
    """

    __slots__ = ("most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: Key, made: Made) -> Made:
        """Keep what was made for `key`."""
        if len(self) >= self.most:
            self.clear()
        self[key] = made
        return made

    def recall(self, key: Key, make: Callable[[], Made]) -> Made:
        """What was made for `key`, made now if it never was or was forgotten."""
        made = self.get(key)
        return self.keep(key, make()) if made is None else made
