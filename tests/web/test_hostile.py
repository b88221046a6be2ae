# SPDX-License-Identifier: Apache-2.0
"""Strangers: whatever they send, they get a sentence, and others get their answers."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from keiimport.engine import Engine
from keiimport.web.lanes import Lane
from keiimport.web.problems import Problem
from keiimport.web.serve import HEAD_SECONDS
from keiimport.web.settings import Settings

from .conftest import Server, asked, everything, served

EVALUATE = "/api/v1/evaluate"
JSON = {"content-type": "application/json"}
ARROW = {"content-type": "application/vnd.apache.arrow.stream"}
ACTY = {"vehicle": {"make": "Honda", "model": "Acty", "manufactured": "1999"}}
SCRIPT = "<script>alert(1)</script>"


def head(method: str, path: str, *lines: str) -> bytes:
    """The head of a request, as it stands on the wire."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", "")).encode()


def status(answer: bytes) -> int:
    """The status of an answer on the wire."""
    return int(answer.split(b" ", 2)[1])


# --- bodies ---


@pytest.mark.parametrize("spare", [0, 1])
def test_a_case_may_be_as_large_as_the_library_takes(client: TestClient, spare: int) -> None:
    body = json.dumps(ACTY).encode()
    body += b" " * ((1 << 20) - len(body) + spare)
    found = client.post(EVALUATE, content=body, headers=JSON)
    assert found.status_code == (413 if spare else 200)
    if spare:
        assert "larger than 1 MiB" in found.json()["detail"]


def test_a_table_may_be_larger_and_ends_somewhere(client: TestClient) -> None:
    pytest.importorskip("polars")
    address = "/api/v1/evaluate-many?columns=outcome"
    rows = json.dumps([ACTY] * 3).encode()
    found = client.post(address, content=rows + b" " * (2 << 20), headers=JSON)
    assert len(found.json()) == 3
    found = client.post(address, content=rows + b" " * (8 << 20), headers=JSON)
    assert found.status_code == 413


def test_a_body_that_never_ends_is_ended(server: Server) -> None:
    """Told as chunks, so that no length is known: read no further than a few times the bound."""
    with server.connected() as wire:
        wire.sendall(head("POST", EVALUATE, "content-type: application/json",
                          "transfer-encoding: chunked"))  # fmt: skip
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in range(2000):
                wire.sendall(chunk)
        except OSError:
            return
        assert status(everything(wire)) == 413


def test_a_length_that_is_a_lie_waits_for_nothing(server: Server) -> None:
    answer = server.said(
        head("POST", EVALUATE, "content-type: application/json", "content-length: 99999999999999")
    )
    assert status(answer) == 413


@pytest.mark.parametrize("opening", ["[", '{"vehicle":', '{"a":['])
@pytest.mark.parametrize("depth", [40, 5_000, 60_000])
def test_deep_bodies_are_told_so(client: TestClient, opening: str, depth: int) -> None:
    for address in (EVALUATE, "/api/v1/what-if", "/api/v1/check", "/api/v1/evaluate-many"):
        found = client.post(address, content=(opening * depth).encode(), headers=JSON)
        assert found.status_code == 400, address
        whole = opening * depth + "1" + "".join("]" if c == "[" else "}" for c in
                                                reversed(opening * depth) if c in "[{")  # fmt: skip
        found = client.post(address, content=whole.encode(), headers=JSON)
        # a list of lists is a table of one row that is wrong
        assert found.status_code in (400, 200)
        assert found.status_code == 400 or found.json()[0]["error"]


def test_a_slow_body_gets_a_408(hasty: Server) -> None:
    with hasty.connected() as wire:
        wire.sendall(head("POST", EVALUATE, "content-type: application/json", "content-length: 20"))
        wire.sendall(b'{"vehicle"')
        answer = everything(wire)
    assert status(answer) == 408
    assert b"did not come within 0.5 seconds" in answer


def test_a_head_that_never_ends_is_hung_up_on(hasty: Server) -> None:
    with hasty.connected() as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        assert everything(wire) == b""


def test_others_are_answered_while_some_are_slow(server: Server) -> None:
    httpx.post(f"{server.address}{EVALUATE}", json=ACTY, timeout=120)  # the rules are read
    wires = [server.connected() for _ in range(50)]
    try:
        for wire in wires:
            wire.sendall(head("POST", EVALUATE, "content-length: 20"))
        begun = time.monotonic()
        found = httpx.post(f"{server.address}{EVALUATE}", json=ACTY, timeout=60)
        assert found.json()["outcome"] == "admissible"
        assert time.monotonic() - begun < 5
    finally:
        for wire in wires:
            wire.close()


HASTY = """
import sys
from keiimport.web import serve
from keiimport.web.settings import Settings
serve.HEAD_SECONDS = 0.5
serve.serve("127.0.0.1", 0, 1, Settings(body_seconds=0.5), lambda at: print(at, file=sys.stderr))
"""


@pytest.fixture(scope="module")
def hasty() -> Iterator[Server]:
    """A server that waits half a second for those who take their time."""
    with served(program=("-c", HASTY)) as server:
        yield server


def test_patience_has_an_end() -> None:
    """Ten seconds, unless a server is told otherwise."""
    assert Settings().body_seconds == HEAD_SECONDS == 10


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/json2", "a" * 999]
)
def test_other_kinds_of_content_are_refused(client: TestClient, kind: str) -> None:
    found = client.post(EVALUATE, content=b"{}", headers={"content-type": kind})
    assert found.status_code == 415
    assert "`application/json`" in found.json()["expected"]


@given(body=st.binary(max_size=200))
def test_any_bytes_get_a_verdict_or_a_sentence(client: TestClient, body: bytes) -> None:
    for address in (EVALUATE, "/api/v1/check", "/api/v1/what-if"):
        found = client.post(address, content=body, headers=JSON)
        assert found.status_code in (200, 400), found.text
        assert found.status_code == 200 or found.json()["detail"]


@given(name=st.sampled_from(["words", "state", "price", "from", "date", "format"]), text=st.text())
def test_any_words_get_an_answer_or_a_sentence(client: TestClient, name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    told = {"words": "1999 Honda Acty", name: text}
    found = client.get("/api/v1/check", params=told)
    assert found.status_code in (200, 400), found.text


def test_bytes_that_are_no_text_are_no_failure(client: TestClient) -> None:
    for address in ("/api/v1/check?words=%ff%fe", "/api/v1/check?%00=%80&words=1999+Honda+Acty"):
        assert client.get(address).status_code == 400
    found = client.post(f"{EVALUATE}?state=%ed%a0%80", content=b"{}", headers=JSON)
    assert found.status_code == 400


# --- Arrow ---


def test_an_arrow_stream_that_lies_hurts_nobody(client: TestClient) -> None:
    """Sizes that are not there end the process that reads them; that is not this one."""
    polars = pytest.importorskip("polars")
    import io

    stream = io.BytesIO()
    polars.DataFrame({"make": ["Honda"] * 40, "n": range(40)}).write_ipc_stream(stream)
    sound = bytearray(stream.getvalue())
    bad = []
    for place in range(0, len(sound) - 8, len(sound) // 12):
        changed = sound.copy()
        changed[place : place + 8] = b"\xff" * 7 + b"\x7f"
        bad.append(bytes(changed))
    address = "/api/v1/evaluate-many?columns=outcome"
    with ThreadPoolExecutor(4) as together:
        answers = list(
            together.map(lambda body: client.post(address, content=body, headers=ARROW), bad)
        )
    assert {answer.status_code for answer in answers} <= {200, 400}
    assert any(answer.status_code == 400 for answer in answers)
    assert client.post(EVALUATE, json=ACTY).status_code == 200


def test_a_stream_of_more_rows_than_are_taken_is_told_so(client: TestClient) -> None:
    pytest.importorskip("polars")
    rows = b"[" + b",".join([b"{}"] * 20_001) + b"]"
    found = client.post("/api/v1/evaluate-many", content=rows, headers=JSON)
    assert found.status_code == 400
    assert found.json()["expected"] == "at most 20,000 in one request"


# --- headers, addresses, pages ---


@pytest.mark.parametrize("ending", ["%0d%0aset-cookie:%20a=b", "\r\nset-cookie: a=b"])
def test_no_header_can_be_added(server: Server, ending: str) -> None:
    for path in (f"/api/v1/check?words=Acty{ending}", f"/{ending}", f"/api/v1/why?path={ending}"):
        answer = server.said(head("GET", path, "connection: close"))
        top = answer.partition(b"\r\n\r\n")[0].lower()
        assert b"\r\nset-cookie" not in top


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/static/../../../pyproject.toml",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static//etc/passwd",
        "/law/../../etc/passwd",
        "/api/v1/../../../etc/passwd",
    ],
)
def test_no_address_leads_out(server: Server, path: str) -> None:
    answer = server.said(head("GET", path, "connection: close"))
    assert status(answer) in (400, 404)
    assert b"root:" not in answer and b"[project]" not in answer


def test_every_answer_has_its_policies(client: TestClient) -> None:
    answers = [
        client.get("/api/v1/check?words=1999+Honda+Acty"),
        client.get("/nothing"),
        client.get("/api/v1/check", headers={"host": "elsewhere.example"}),
        client.post(EVALUATE, content=b" " * (2 << 20), headers=JSON),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example:80", "", "["])
def test_it_answers_to_its_own_name_alone(client: TestClient, host: str) -> None:
    """A page elsewhere whose name leads to this machine learns nothing."""
    found = client.get("/api/v1/check?words=1999+Honda+Acty", headers={"host": host})
    assert found.status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_its_own_names_are_many(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/openapi.json", headers={"host": host}).status_code == 200


def test_a_script_stays_text(client: TestClient) -> None:
    """JSON is told to be JSON, and may not be guessed to be a page."""
    for found in (
        client.get("/api/v1/check", params={"words": SCRIPT}),
        client.get("/api/v1/check", params={"words": f"1999 Honda Acty {SCRIPT}"}),
        client.get(f"/{SCRIPT}"),
    ):
        assert found.headers["content-type"].startswith(("application/", "text/html"))
        if found.headers["content-type"].startswith("text/html"):
            assert SCRIPT not in found.text


# --- many at a time ---


def test_too_many_at_a_time_are_asked_to_come_again() -> None:
    with asked(waiting=2) as client, ThreadPoolExecutor(12) as together:
        answers = list(
            together.map(lambda _: client.post("/api/v1/what-if", json={"case": ACTY}), range(12))
        )
        codes = [answer.status_code for answer in answers]
        assert set(codes) == {200, 503}
        refused = next(answer for answer in answers if answer.status_code == 503)
        assert refused.headers["retry-after"] == "1"
        # and then it is as before
        assert client.post("/api/v1/what-if", json={"case": ACTY}).status_code == 200


def test_an_answer_that_takes_too_long_is_not_waited_for() -> None:
    with asked(answer_seconds=0.001) as client:
        found = client.post("/api/v1/what-if", json={"case": ACTY})
        assert found.status_code == 503
        assert "0.001 seconds" in found.json()["detail"]


def test_an_answer_that_takes_too_long_is_broken_off() -> None:
    """Its thread is free for the next question, whose engine nobody left in the middle."""

    def endless(engine: Engine) -> None:
        engines.append(engine)
        while True:
            pass

    async def ask() -> None:
        lane = Lane("long", replace(Settings(), answer_seconds=0.1))
        await lane.start()
        with pytest.raises(Problem) as late:
            await lane.answer(endless)
        assert late.value.status == 503
        while len(engines) < 2:  # the next engine is made first
            with suppress(Problem):
                await lane.answer(engines.append)
        lane.close()

    engines: list[Engine] = []
    asyncio.run(ask())
    assert engines[0] is not engines[1]


def test_a_process_that_answered_can_be_traced() -> None:
    """What was said to the interpreter at the end of an answer let a traced call hang."""
    said = """
        import asyncio, sys
        from keiimport.web.lanes import Lane
        from keiimport.web.settings import Settings
        lane = Lane("short", Settings())
        asyncio.run(lane.answer(lambda engine: None))
        sys.settrace(lambda *_: None)
        (lambda: None)()
        sys.settrace(None)
        lane.close()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(said)], check=True, timeout=60)


def test_bodies_together_are_bounded_too() -> None:
    with asked(held_bytes=1000) as client:
        assert client.post(EVALUATE, json=ACTY).status_code == 200
        found = client.post(EVALUATE, content=b" " * 1001, headers=JSON)
        assert found.status_code == 503
        assert client.post(EVALUATE, json=ACTY).status_code == 200


def test_short_questions_do_not_wait_for_long_ones(server: Server) -> None:
    with ThreadPoolExecutor(8) as together:
        httpx.post(f"{server.address}/api/v1/what-if", json={"case": ACTY}, timeout=60)
        long = [
            together.submit(
                httpx.post, f"{server.address}/api/v1/what-if", json={"case": ACTY}, timeout=60
            )
            for _ in range(6)
        ]
        found = httpx.post(f"{server.address}{EVALUATE}", json=ACTY, timeout=60)
        assert found.status_code == 200
        assert not all(each.done() for each in long)
        assert {each.result().status_code for each in long} == {200}


def test_the_same_answers_to_many_at_a_time(server: Server) -> None:
    """Two hundred questions of four kinds from sixteen clients: each gets its own answer."""
    years = ("1997", "1999", "2005", "2022")
    cases = [{**ACTY, "vehicle": {**ACTY["vehicle"], "manufactured": year}} for year in years]
    with httpx.Client(base_url=server.address, timeout=60) as one:
        alone = [one.post(EVALUATE, json=case).text for case in cases]
        with ThreadPoolExecutor(16) as together:
            found = list(together.map(lambda n: one.post(EVALUATE, json=cases[n % 4]).text,
                                      range(200)))  # fmt: skip
    assert found == [alone[n % 4] for n in range(200)]


def test_those_who_break_off_disturb_nobody(server: Server) -> None:
    body = json.dumps(ACTY).encode()
    lines = ("content-type: application/json", f"content-length: {len(body)}")
    whole = head("POST", EVALUATE, *lines) + body
    for cut in (10, len(whole) - 5, len(whole)):
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", server.port)) as wire:
                wire.sendall(whole[:cut])
    found = httpx.post(f"{server.address}{EVALUATE}", json=ACTY, timeout=60)
    assert found.json()["outcome"] == "admissible"


# --- the end ---


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
@pytest.mark.parametrize("workers", [1, 2])
def test_it_ends_without_losing_a_request(workers: int) -> None:
    body = json.dumps({"case": ACTY}).encode()
    lines = ("content-type: application/json", f"content-length: {len(body)}", "connection: close")
    whole = head("POST", "/api/v1/what-if", *lines) + body
    with served("--workers", str(workers)) as server:
        assert status(server.said(whole)) == 200
        wires = [server.connected() for _ in range(4)]
        for wire in wires:
            wire.sendall(whole)
        time.sleep(0.3)  # until they are taken; each takes longer to answer
        server.process.send_signal(signal.SIGTERM)
        assert [status(everything(wire)) for wire in wires] == [200] * 4
        server.process.wait(30)
        with pytest.raises(OSError):
            server.connected(1)
