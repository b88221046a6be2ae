# SPDX-License-Identifier: Apache-2.0
"""What assistants get: tools, resources, sentences for what is wrong; in memory and over stdio."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest

import keiimport
from keiimport.verdict_schema import verdict_schema

pytestmark = pytest.mark.skipif(find_spec("mcp") is None, reason="the SDK is not installed here")

CASE = {
    "vehicle": {"make": "Nissan", "model": "Sakura", "manufactured": "2022-06"},
    "entry": {"date": "2026-11-21"},
}
TOOLS = ["check", "evaluate", "when", "why", "vehicles", "state_map"]


@cache
def here() -> Any:
    """A server in this process."""
    from keiimport.mcp import server

    return server()


def talk(told: Callable[[Any], Awaitable[Any]], to: object = None) -> Any:
    """What comes of a conversation with a server, in memory unless it is told which."""
    import mcp  # takes a second, also of those who only collect the tests

    async def conversation() -> Any:
        async with mcp.Client(to or here()) as client:
            return await told(client)

    return anyio.run(conversation)


def call(name: str, **arguments: object) -> dict[str, Any]:
    """The structured result of one tool; every one of them has the caution."""
    found = talk(lambda client: client.call_tool(name, arguments))
    assert not found.is_error, found.content
    result: dict[str, Any] = found.structured_content
    assert result["caution"].startswith("This is no legal advice.")
    for sentence in keiimport.load_rulebook().always:
        assert sentence[1:] in result["caution"]
    return result


def test_the_tools_are_typed_and_only_read() -> None:
    tools = talk(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert "caution" in tool.output_schema["properties"]
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)


def test_check_gives_a_short_answer_and_the_case() -> None:
    found = call("check", question="1999 Honda Akty to Texas", date="2026-11-21")
    same = keiimport.check("1999 Honda Akty to Texas", date="2026-11-21")
    assert found["outcome"] == same.verdict.outcome == "admissible"
    assert found["text"] == same.to_text()
    assert found["case"] == same.case.to_dict()
    assert found["notes"] == ["took `Akty` for Acty"]


def test_check_says_what_to_ask() -> None:
    found = call("check", question="2001 Suzuki Carry", date="2026-11-21")
    assert found["outcome"] == "undetermined"
    assert found["missing"][0]["fact"] == "vehicle.manufactured"
    assert found["missing"][0]["question"].startswith("When was it")


def test_evaluate_gives_the_verdict() -> None:
    found = call("evaluate", case=CASE)
    del found["caution"]
    assert found == json.loads(keiimport.evaluate(CASE).to_json())
    jsonschema.validate(found, dict(verdict_schema()))


def test_evaluate_takes_the_options_of_an_engine() -> None:
    found = call("evaluate", case=CASE, as_of="2020-01-01", strict=True, state="TX")
    same = keiimport.evaluate(CASE, as_of="2020-01-01", strict=True, state="TX")
    assert found["law_as_of"] == "2020-01-01"
    assert (found["outcome"], found["state"]["state"]) == (same.outcome, "TX")


def test_when_tells_of_the_periods() -> None:
    found = call("when", case=CASE)
    assert (found["outcome"], found["earliest"]) == ("not_yet", "2047-06-30")
    assert found["periods"][0]["from"] == "2026-11-21"
    assert found["periods"][-1]["until"] is None
    assert call("when", case=CASE, until="2030-01-01")["periods"][-1]["from"] < "2030-01-02"


def test_why_proves_one_path() -> None:
    found = call("why", case=CASE, path="nhtsa.box_1")
    assert (found["outcome"], found["opens_on"]) == ("not_yet", "2047-06-30")
    assert "age.nhtsa_25_years" in found["text"]


def test_vehicles_finds_the_catalogue() -> None:
    rows = call("vehicles", search="Sakura")["vehicles"]
    assert {(row["make"], row["model"]) for row in rows} == {("Nissan", "Sakura")}
    assert len(call("vehicles", search="Suzuki Carry", limit=2)["vehicles"]) == 2
    call("vehicles", search="Suzuki " * 100_000)  # at once, not in minutes


def test_state_map_has_every_jurisdiction() -> None:
    found = call("state_map", case=CASE)
    assert found["outcome"] == "not_yet"
    assert len({row["state"] for row in found["states"]}) == 51
    assert all(row["because"] for row in found["states"])


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("evaluate", {"case": {"vehicle": {"gvrw": 3}}}, "did you mean `gvwr`?"),
        ("why", {"case": CASE, "path": "nhtsa.box_99"}, "there is no path `nhtsa.box_99`"),
        ("check", {"question": "hello"}, "words: no vehicle is named"),
        ("when", {"case": CASE, "until": "soon"}, "`soon`"),
        ("check", {}, "`question` is missing"),
        ("check", {"question": 5}, "question: it is `5`; expected text in quotes"),
        ("check", {"question": "1999 Honda Acty", "state": "TX"}, "no option `state`; expected `d"),
        ("evaluate", {"case": CASE, "as_off": "2020-01-01"}, "`as_off`; expected `as_of`"),
        ("evaluate", {"case": CASE, "strict": "maybe"}, "strict: it is `maybe`; expected `true`"),
        ("evaluat", {"case": CASE}, "there is no tool `evaluat`; expected `evaluate`"),
        ("state_map", {"case": []}, "case: it is a list; expected an object"),
        ("vehicles", {"search": "x", "limit": 0}, "limit: it is `0`; expected at least 1"),
        ("vehicles", {"search": "x", "limit": 2.5}, "limit: it is `2.5`; expected a whole number"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    name: str, arguments: dict[str, object], sentence: str
) -> None:
    found = talk(lambda client: client.call_tool(name, arguments))
    assert found.is_error
    assert sentence in found.content[0].text
    for word in ("Traceback", "Error executing", "pydantic", "type=", "\n"):
        assert word not in found.content[0].text


def read(uri: str) -> Any:
    return json.loads(talk(lambda client: client.read_resource(uri)).contents[0].text)


def test_rules_and_states_are_resources() -> None:
    law = keiimport.load_rulebook()
    listed = {row["id"]: row for row in read("keiimport://rules")}
    assert {path.id for path in law.paths} <= set(listed)
    box = read("keiimport://rules/nhtsa.box_1")
    assert (box["form"], box["box"], box["cite"]) == ("HS-7", "1", listed["nhtsa.box_1"]["cite"])
    assert read("keiimport://rules/vehicle.gvwr")["kind"] == "fact"
    assert len(read("keiimport://states")) == 51
    texas = read("keiimport://states/TX")
    assert texas == read("keiimport://states/texas")
    assert any("Tex. Transp. Code 502.001" in cite for row in texas for cite in row["cite"])
    assert "vehicle" in read("keiimport://schema/case")["properties"]


@pytest.mark.parametrize(
    ("uri", "sentence"),
    [
        ("keiimport://rules/nhtsa.box_99", "there is no rule `nhtsa.box_99`"),
        ("keiimport://states/Atlantis", "`Atlantis` is not a state"),
    ],
)
def test_a_resource_that_is_not_there_is_said_so(uri: str, sentence: str) -> None:
    from mcp import MCPError

    async def refused(client: Any) -> str:
        with pytest.raises(MCPError) as found:
            await client.read_resource(uri)
        return str(found.value)

    assert sentence in talk(refused)


def test_over_stdio_too(tmp_path: Path) -> None:
    """The command that an assistant is given, started as it starts it."""
    from mcp import StdioServerParameters

    command = StdioServerParameters(
        command=sys.executable, args=["-m", "keiimport", "mcp"], env=dict(os.environ)
    )

    async def conversation(client: Any) -> Any:
        tools = await client.list_tools()
        found = await client.call_tool("check", {"question": "1998 Suzuki Carry"})
        return [tool.name for tool in tools.tools], found.structured_content["outcome"]

    assert talk(conversation, command) == (TOOLS, "admissible")
