# SPDX-License-Identifier: Apache-2.0
"""The server keeps nothing of those who asked: only memories grow, and those forget."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.memories import Kept

from .conftest import asked


def ask(client: TestClient, number: int) -> None:
    """Ask at every kind of address what nobody has asked before, of vehicles that were met."""
    case = {"vehicle.model": "Carry", "entry.value": number, "entry.date": "2026-11-21"}
    words = f"{1996 + number % 2} Suzuki Carry to Texas, ${3000 + number}"
    for page in ("/", "/ask", "/states"):
        assert client.get(page, params={"q": words, "date": "2026-11-21"}).status_code == 200
    for page, told in (
        ("/law", {"q": f"brake {number}"}),
        ("/api/v1/check", {"words": words}),
        ("/api/v1/vehicles", {"words": f"Acty x{number}"}),
    ):
        assert client.get(page, params=told).status_code == 200
    assert client.get(f"/nothing-{number}").status_code == 404
    assert client.get(f"/states/X{number}").status_code == 404
    assert client.post("/api/v1/evaluate", json=case).status_code == 200
    assert client.post("/api/v1/when", json=case).status_code == 200
    assert client.post("/api/v1/evaluate", content=b"{" * number).status_code == 415


def test_nothing_of_a_request_outlives_it_but_in_memories() -> None:
    with asked(answer_seconds=300.0) as client:
        for number in range(1, 3):
            ask(client, number)
        sizes = Kept(client.app).sizes()
        for number in range(3, 5):
            ask(client, number)
        after = Kept(client.app)
        grown = [each for n, each in after.others.items() if len(each) > sizes.get(n, 0)]
    assert after.memories
    assert not grown, f"unbounded: {[str(each)[:200] for each in grown]}"
