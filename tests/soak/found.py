# SPDX-License-Identifier: Apache-2.0
"""What a soak finds, and how it is made small."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from keiimport import KeiimportError

Json = dict[str, Any]


class Found(AssertionError):
    """Something that must not be.

    Attributes:
        kind: what was tried.
        shown: the smallest that shows it, as JSON.
    """

    def __init__(self, kind: str, shown: Json, why: object) -> None:
        super().__init__(f"{kind}: {why}: {json.dumps(shown, ensure_ascii=False)[:2000]}")
        self.kind, self.shown = kind, shown


def fails_still(look: Callable[[], str | None]) -> bool:
    """Whether something smaller fails too; what cannot be read at all does not."""
    with suppress(KeiimportError):
        return look() is not None
    return False


def smaller_case(case: Mapping[str, Any], fails: Callable[[Json], bool]) -> Json:
    """The case with every fact left out without which it still fails."""
    found: Json = {section: dict(facts) for section, facts in case.items()}
    for section in list(found):
        for fact in list(found[section]):
            less = {
                s: {f: v for f, v in fs.items() if (s, f) != (section, fact)}
                for s, fs in found.items()
            }
            if fails(less):
                found = less
    return found


def smaller_bytes(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The bytes with every stretch left out without which they still fail."""
    size = len(data) // 2
    while size:
        place = 0
        while place < len(data):
            less = data[:place] + data[place + size :]
            if fails(less):
                data = less
            else:
                place += size
        size //= 2
    return data
