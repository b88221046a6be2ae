# SPDX-License-Identifier: Apache-2.0
"""Errors as responses: `application/problem+json` (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

MEDIA_TYPE: Final = "application/problem+json"


class Problem(Exception):
    """An error response."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        self.status = status
        self.detail = detail
        self.more = more
        self.headers = headers or {}
        super().__init__(detail)

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain values."""
        title = HTTPStatus(self.status).phrase
        head = {"type": "about:blank", "title": title, "status": int(self.status)}
        return head | {"detail": self.detail} | self.more

    def body(self) -> bytes:
        """The problem as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False).encode("utf-8", "backslashreplace")


def busy() -> Problem:
    """The problem for a server that is too busy."""
    detail = "too much is asked at the same time; ask again in a moment"
    return Problem(503, detail, headers={"retry-after": "1"})
