# SPDX-License-Identifier: Apache-2.0
"""The API says what the library says, and errors are sentences."""

from __future__ import annotations

import importlib.util
import io
import json
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Server

import keiimport
from keiimport.engine import Engine
from keiimport.verdict_types import plain

ROOT = Path(__file__).parents[2]
CARRY = (ROOT / "examples/carry-1998.json").read_text(encoding="utf-8")
SAKURA = (ROOT / "examples/sakura-2022.json").read_text(encoding="utf-8")
DAY = "2026-11-21"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    return client.get("/api/v1/openapi.json").json()


def dated(text: str) -> Any:
    """A case with its day, so that no clock matters."""
    case = json.loads(text)
    return {**case, "entry": {**case.get("entry", {}), "date": DAY}}


def fits(document: Any, name: str, answer: Any) -> None:
    """The answer is what the document says of it."""
    jsonschema.validate(
        answer, {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )


@pytest.mark.parametrize("text", [CARRY, SAKURA])
def test_evaluate_is_the_verdict_of_the_library(
    client: TestClient, engine: Engine, document: Any, text: str
) -> None:
    case = dated(text)
    found = client.post("/api/v1/evaluate?state=GA", json=case)
    assert found.status_code == 200
    assert found.text == engine.evaluate(case, state="GA").to_json()
    fits(document, "Verdict", found.json())


def test_evaluate_as_text_is_the_short_answer(client: TestClient, engine: Engine) -> None:
    case = dated(SAKURA)
    found = client.post("/api/v1/evaluate?format=text", json=case)
    assert found.text == engine.evaluate(case).to_text()
    assert found.headers["content-type"] == "text/plain; charset=utf-8"


def test_check_takes_words_in_the_address_and_in_the_body(
    client: TestClient, document: Any
) -> None:
    told = {"words": "平成11年 ホンダ アクティ", "state": "Texas", "price": "3000", "date": DAY}
    asked = client.get("/api/v1/check", params={**told, "from": "JP"})
    sent = client.post("/api/v1/check", json={**told, "from": "JP"})
    fits(document, "Checked", asked.json())
    assert asked.json() == sent.json()
    found = asked.json()["verdict"]
    assert found["outcome"] == "admissible"
    assert found["state"]["state"] == "TX"
    assert asked.json()["case"]["vehicle"]["registered_in"] == "JP"


@pytest.mark.parametrize(
    ("address", "schema", "of"),
    [
        (
            "when?until=2050-01-01",
            "Timeline",
            lambda e, c: e.evaluate(c).timeline("2050-01-01").to_dict(),
        ),
        ("why?path=nhtsa.box_1", "Proof", lambda e, c: e.evaluate(c).why("nhtsa.box_1")),
        ("states", "States", lambda e, c: plain(e.evaluate(c, state="all").states)),
        ("forms", "Forms", lambda e, c: plain(e.evaluate(c).forms)),
    ],
)
def test_each_question_about_a_case(
    client: TestClient, engine: Engine, document: Any, address: str, schema: str, of: Any
) -> None:
    case = dated(CARRY)
    found = client.post(f"/api/v1/{address}", json=case)
    assert found.status_code == 200, found.text
    fits(document, schema, found.json())
    assert found.json() == json.loads(json.dumps(of(engine, case)))


def test_what_if_finds_the_smallest_changes(
    client: TestClient, engine: Engine, document: Any
) -> None:
    case = dated(SAKURA)
    found = client.post("/api/v1/what-if", json={"case": case})
    assert found.json() == json.loads(json.dumps(engine.evaluate(case).remedies().to_dict()))
    fits(document, "WhatIf", found.json())


def test_what_if_compares(client: TestClient, document: Any) -> None:
    case = dated(SAKURA)
    case["vehicle"] = {"make": "Suzuki", "model": "Carry", "manufactured": "2010-01"}
    sent = {"case": case, "set": {"vehicle.manufactured": "1996-01"}}
    found = client.post("/api/v1/what-if", json=sent)
    fits(document, "WhatIf", found.json())
    assert found.json()["changed"] is True
    differences = {each["what"]: each["b"] for each in found.json()["differences"]}
    assert differences["outcome"] == "admissible"


def test_vehicles_are_found(client: TestClient, engine: Engine, document: Any) -> None:
    found = client.get("/api/v1/vehicles", params={"words": "acty 1999", "limit": 3})
    fits(document, "Vehicles", found.json())
    assert found.json() == [row.to_dict() for row in engine.catalogue.search("acty 1999", 3)]


# --- tables ---


def test_many_rows_as_json(client: TestClient, document: Any) -> None:
    pytest.importorskip("polars")
    rows = [
        {"vehicle.make": "Honda", "vehicle.model": "Acty", "vehicle.manufactured": "1999"},
        {"vehicle": {"make": "Nissan", "model": "Sakura", "manufactured": "2022"}},
        {"vehicle.gvrw": 1},
        "no object",
    ]
    columns = "outcome,earliest"
    found = client.post(f"/api/v1/evaluate-many?columns={columns}", json=rows)
    fits(document, "Answers", found.json())
    outcomes = [each["outcome"] for each in found.json()]
    assert outcomes == ["admissible", "not_yet", None, None]
    assert found.json()[1]["earliest"] == "2047-12-31"
    assert found.json()[2]["error"].startswith("vehicle.gvrw: ")
    assert found.json()[3]["error"]


def test_many_rows_as_an_arrow_stream(client: TestClient, engine: Engine) -> None:
    polars = pytest.importorskip("polars")
    rows = polars.DataFrame(
        {
            "make": ["Honda", "Nissan"] * 700,
            "model": ["Acty", "Sakura"] * 700,
            "manufactured": ["1999-05", "2022-06"] * 700,
            "entry.date": [DAY] * 1400,
            "lot": list(range(1400)),
        }
    )
    stream = io.BytesIO()
    rows.write_ipc_stream(stream)
    found = client.post(
        "/api/v1/evaluate-many?columns=outcome",
        content=stream.getvalue(),
        headers={"content-type": "application/vnd.apache.arrow.stream"},
    )
    assert found.headers["content-type"] == "application/vnd.apache.arrow.stream"
    table = polars.read_ipc_stream(found.content)
    assert table["outcome"].to_list() == ["admissible", "not_yet"] * 700
    assert "`lot`" in found.headers["warning"]


def test_no_rows_are_no_error(client: TestClient) -> None:
    pytest.importorskip("polars")
    assert client.post("/api/v1/evaluate-many", json=[]).json() == []


def test_a_row_that_is_broken_costs_no_other_its_answer(client: TestClient) -> None:
    whole, broken = json.dumps({"vehicle.model": "Carry"}), '{"vehicle.model": Carry}'
    found = client.post(
        "/api/v1/evaluate-many?columns=outcome",
        content=f" [{whole}, {broken}, {whole}]",
        headers={"content-type": "application/json"},
    )
    assert [row["error"] is None for row in found.json()] == [True, False, True]
    assert found.json()[1]["error"].startswith("the case is not valid JSON")


@pytest.mark.parametrize(
    ("body", "words", "at"),
    [
        ("{}", "the rows are no JSON list", ""),
        ("[{}, {", "the list is cut off", "[1]"),
        ("[{},, {}]", "there is nothing between two commas", "[1]"),
        ("[{}] {}", "there is more text after the end of the list", "[1]"),
    ],
)
def test_what_is_no_list_is_told(client: TestClient, body: str, words: str, at: str) -> None:
    headers = {"content-type": "application/json"}
    found = client.post("/api/v1/evaluate-many", content=body, headers=headers)
    assert found.status_code == 400
    assert words in found.json()["detail"]
    assert found.json()["at"] == at


# --- the document ---


def test_the_document_names_every_question(document: Any) -> None:
    named = {path.removeprefix("/api/v1/") for path in document["paths"]}
    assert named == {
        "check", "evaluate", "evaluate-many", "when", "what-if", "why", "states", "forms",
        "vehicles",
    }  # fmt: skip


def test_the_document_has_the_schemas_of_the_library(document: Any) -> None:
    """What a client generates from it knows every key of a case and of a verdict."""
    schemas = document["components"]["schemas"]
    shipped = json.loads((ROOT / "schema/verdict.schema.json").read_text(encoding="utf-8"))
    assert schemas["Verdict"]["required"] == shipped["required"]
    case = json.loads((ROOT / "schema/case.schema.json").read_text(encoding="utf-8"))
    assert schemas["Vehicle"]["properties"].keys() == case["$defs"]["Vehicle"]["properties"].keys()


def test_every_reference_of_the_document_leads_somewhere(document: Any) -> None:
    text = json.dumps(document)
    names = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names <= document["components"]["schemas"].keys()
    assert document["info"]["version"] == keiimport.__version__
    assert "#/$defs" not in text


# --- errors ---


@pytest.mark.parametrize(
    ("address", "sent", "at", "expected"),
    [
        ("evaluate", {"vehicle": {"gvrw": 1}}, "vehicle.gvrw", "`gvwr`"),
        ("evaluate?as_of=someday", {}, "as_of", ""),
        ("evaluate?stat=TX", {}, "stat", "`state`"),
        ("evaluate?state=Texass", {}, "state", "Texas"),
        ("evaluate?state=TX&state=GA", {}, "state", ""),
        ("evaluate?strict=perhaps", {}, "strict", ""),
        ("when?until=someday", {}, "until", ""),
        ("why", {}, "path", ""),
        ("why?path=nhtsa.box_111", {}, "", "nhtsa.box_11"),
        ("what-if", {"case": {}, "sett": {}}, "sett", "`set`"),
        ("what-if", {"case": {}, "set": {"vehicle.gvrw": 1}}, "vehicle.gvrw", "gvwr"),
        ("what-if", {"case": {}, "set": {"vehicle.off_road": True, "vehicle.off_road.warning_label":
            True}}, "vehicle.off_road", ""),
        ("what-if", {"set": {}}, "case", ""),
        ("check", {"words": "hello there"}, "words", "make, model and year"),
        ("check", {"words": 5}, "words", "words"),
        ("check", {"words": "1999 Honda Acty", "price": {}}, "price", ""),
        ("check", {"words": "1999 Honda Acty", "price": "soon"}, "entry.value", "US dollars"),
        ("what-if", {"case": {}, "set": []}, "set", "facts"),
        ("evaluate?format=xml", {}, "format", "`json` or `text`"),
        ("check", {"word": "1999 Honda Acty"}, "word", "`words`"),
        ("evaluate-many", {"vehicle": {}}, "", "list"),
        ("evaluate-many?columns=outcom", [], "", "outcome"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said(
    client: TestClient, document: Any, address: str, sent: Any, at: str, expected: str
) -> None:
    found = client.post(f"/api/v1/{address}", json=sent)
    assert found.status_code == 400, found.text
    assert found.headers["content-type"] == "application/problem+json"
    said = found.json()
    fits(document, "Problem", said)
    assert said["status"] == 400 and said["title"] == "Bad Request"
    assert said.get("at", "").startswith(at) if at else True
    assert expected in said.get("expected", "") + said["detail"]


def test_a_price_without_end_is_no_price(client: TestClient) -> None:
    head, sent = {"content-type": "application/json"}, b'{"words": "1999 Acty", "price": 1e400}'
    found = client.post("/api/v1/check", content=sent, headers=head)
    assert (found.status_code, found.json()["at"]) == (400, "entry.value")


def test_broken_json_is_located(client: TestClient) -> None:
    head = {"content-type": "application/json"}
    found = client.post("/api/v1/evaluate", content=b'{"vehicle":\n {"gvwr": }}', headers=head)
    assert "line 2, column 11" in found.json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/evaluate", 405),
        ("GET", "/api/v1/nothing", 404),
        ("POST", "/nowhere", 404),
        ("GET", "/static/nothing.css", 404),
    ],
)
def test_wrong_addresses_are_problems_too(
    client: TestClient, method: str, address: str, status: int
) -> None:
    found = client.request(method, address, headers={"accept": "application/json"})
    assert (found.status_code, found.json()["status"]) == (status, status)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", "GET, HEAD"),
        ("/batch", "GET, HEAD, POST"),
        ("/api/v1/check", "GET, HEAD, POST"),
        ("/api/v1/evaluate", "POST"),
        ("/api/v1/openapi.json", "GET, HEAD"),
    ],
)
def test_every_way_to_ask_at_an_address_is_allowed(
    client: TestClient, address: str, allowed: str
) -> None:
    found = client.put(address)
    assert (found.status_code, found.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("address", ["/", "/law", "/api/v1/vehicles?words=acty", "/nowhere"])
def test_the_head_of_an_answer_is_told_without_it(server: Server, address: str) -> None:
    with closing(HTTPConnection("127.0.0.1", server.port)) as wire:
        told = []
        for method in ("GET", "HEAD"):
            wire.request(method, address)
            found = wire.getresponse()
            told.append((found.status, found.headers["content-length"]))
            body = found.read()
    assert told[0] == told[1] and not body


@pytest.mark.parametrize("address", ["/api/v1/evaluate-many", "/batch"])
def test_tables_say_what_is_not_installed(
    client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    table: dict[str, Any] = (
        {"json": [{}]} if address.startswith("/api") else {"data": {"table": "make\nSuzuki"}}
    )
    found = client.post(address, **table)
    assert (found.status_code, found.json()["title"]) == (501, "Not Implemented")
    assert "pip install 'keiimport[batch]'" in found.json()["detail"]
