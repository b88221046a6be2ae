# SPDX-License-Identifier: Apache-2.0
"""What was worked out before, kept so long as there is room."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

MOST_KEPT = 256
"""How many things are kept; an account of a situation takes up to 100 kB."""

Made = TypeVar("Made")


class Memory:
    """Things by what they depend on; all are forgotten when there are too many.

    Args:
        most: how many things are kept.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._made: dict[Hashable, object] = {}

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for `key`, made now if it never was or was forgotten."""
        made = self._made.get(key)
        if made is None:
            made = make()
            if len(self._made) >= self._most:
                self._made.clear()
            self._made[key] = made
        return cast(Made, made)

    def forget(self) -> None:
        """Forget everything, so that the next case is worked out anew."""
        self._made.clear()
