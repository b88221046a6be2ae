# SPDX-License-Identifier: Apache-2.0
"""The same answers for assistants, over the Model Context Protocol (`keiimport mcp`).

Tools answer questions, resources hold the rules and what states say. Everything stays on this
machine, and nothing is remembered between two calls. Each result says that it is no legal advice.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, Field

import keiimport
from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import KeiimportError, needing
from keiimport.facts.texts import STATES, parse_state
from keiimport.rulebook.describe import found, summary
from keiimport.rulebook.model import entries
from keiimport.rulebook.rows import ANY_STATE
from keiimport.verdict_schema import verdict_schema

if TYPE_CHECKING:
    from mcp.server import MCPServer

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound="Cautioned")

INSTRUCTIONS: Final = (
    "May this (mostly Japanese, mostly small) vehicle come into the United States, through which "
    "door, from which day, at what cost, and what does a state say of it? `check` takes a question "
    "in words and gives a short answer with the case that was understood. Correct or complete that "
    "case and give it to `evaluate`, `when`, `why` or `state_map`. Never fill in what the person "
    "did not say: what is unknown stays unknown; `missing` says what to ask. Repeat the caution."
)

_CASE: Final = (
    "A case: `vehicle`, `importer` and `entry` with the facts that are known, such as "
    '{"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}, "entry": '
    '{"date": "2026-11-21", "state": "TX", "value": 5000}}. Leave out what nobody said. The '
    "resource keiimport://schema/case has every fact."
)
CaseIn = Annotated[dict[str, Any], Field(description=_CASE)]


class Cautioned(BaseModel):
    """What every result has."""

    caution: str = Field(description="what this answer is not; pass it on")


class Asked(BaseModel):
    """A fact that still decides."""

    fact: str = Field(description="its dotted name in a case")
    question: str = Field(description="what to ask the person")
    where: str = Field(description="where the answer is found")


class Answer(Cautioned):
    """A short answer to a question in words."""

    outcome: str = Field(description="admissible, conditional, undetermined, not_yet or refused")
    certainty: str = Field(description="shown, or assumed where it rests on presumptions")
    answer: str = Field(description="the answer in a sentence or two")
    earliest: str | None = Field(description="the first day on which it certainly may come in")
    earliest_possible: str | None = Field(description="the first day on which it may come in")
    text: str = Field(description="the whole short answer, as on a screen")
    missing: list[Asked] = Field(description="what still decides, the most telling first")
    understood: list[dict[str, Any]] = Field(description="which words told which fact")
    not_understood: list[str] = Field(description="words that told nothing")
    notes: list[str] = Field(description="how words were read that could be read otherwise")
    case: dict[str, Any] = Field(description="what was understood, for the other tools")


class Evaluation(Cautioned):
    """The whole verdict, with the caution; its schema is that of every verdict."""

    model_config = ConfigDict(extra="allow")

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: object) -> dict[str, Any]:
        schema = verdict_schema()
        parts = schema["$defs"]
        assert isinstance(parts, Mapping)
        whole: dict[str, Any] = _inlined(schema, parts)
        del whole["$defs"]
        whole["properties"]["caution"] = {"type": "string"}
        return whole


class Period(BaseModel):
    """Days on which nothing changes."""

    from_: str = Field(alias="from", description="its first day of entry")
    until: str | None = Field(description="its last day; null where it does not end")
    outcome: str
    open: list[str] = Field(description="the paths that are open")
    needs_action: list[str] = Field(description="the paths that somebody can still open")
    needs_facts: list[str] = Field(description="the paths of which too little is known")


class When(Cautioned):
    """When the answer changes, and what changes it."""

    outcome: str
    earliest: str | None
    earliest_possible: str | None
    law_moves: bool = Field(description="whether the law of each day is used, as now written")
    periods: list[Period]
    changes: list[dict[str, Any]] = Field(description="each day with the clocks that turn on it")


class Why(Cautioned):
    """Why a path is open, or what of it fails."""

    path: str
    outcome: str
    opens_on: str | None
    because: str
    papers: list[str]
    restrictions: list[str]
    text: str = Field(description="the proof as a tree, down to the facts and their sources")


class Known(BaseModel):
    """A row of the catalogue: what a maker built under one chassis code."""

    id: str
    make: str
    model: str
    chassis_code: str | None
    market: str = Field(description="where it was sold new")
    produced: dict[str, Any] = Field(description="first and last day of its build, how well seen")
    facts: dict[str, Any] = Field(description="what it says of facts, each with its confidence")
    note: str | None


class Vehicles(Cautioned):
    """What the catalogue knows."""

    vehicles: list[Known]


class StateSays(BaseModel):
    """What one jurisdiction says of the vehicle once it is in."""

    state: str
    name: str
    outcome: str = Field(description="allowed, restricted, banned, depends or unclear")
    applies_to: str | None = Field(description="the class of vehicle that it answers about")
    plate: str | None
    roads: str | None
    use_limits: str | None
    because: str
    cite: list[str]
    sources: list[str]
    last_checked: str | None
    confidence: str | None


class StateMap(Cautioned):
    """What all 51 jurisdictions say."""

    outcome: str = Field(description="whether it may come in at all, by federal law")
    states: list[StateSays]


def server(engine: Engine | None = None) -> MCPServer[Any]:
    """A server with every tool and resource, not yet connected to anything.

    Args:
        engine: the rules to answer by; default: those that are shipped.

    Raises:
        KeiimportError: the SDK of the protocol is not installed.
    """
    with needing("mcp", "assistants", "mcp"):
        from mcp.server import MCPServer
    law = Engine() if engine is None else engine
    made: MCPServer[Any] = MCPServer(
        "keiimport", version=keiimport.__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    _add_tools(made, law)
    _add_resources(made, law)
    return made


def _add_tools(made: MCPServer[Any], law: Engine) -> None:
    from mcp.types import ToolAnnotations

    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    always = (f"{each[:1].upper()}{each[1:]}." for each in law.rulebook.always)
    caution = " ".join(("This is no legal advice.", *always))

    def tool(function: Callable[P, R]) -> Callable[P, R]:
        made.tool(annotations=reads)(_told(function))
        return function

    def said(model: type[M], told: Mapping[str, Any]) -> M:
        # what the model has no place for is left out
        return model.model_validate({"caution": caution, **told})

    @tool
    def check(
        question: Annotated[
            str, Field(description="in any order: make, model, year, number, price, state")
        ],
        date: Annotated[str | None, Field(description="the day of entry; default: today")] = None,
    ) -> Answer:
        """Answer a question in words, English or Japanese: `1999 Honda Acty to Texas`."""
        from keiimport.question.check import check as answer

        checked = answer(question, law, {"entry.date": date})
        told = checked.to_dict()
        return said(Answer, told | told["verdict"] | {"text": checked.to_text()})

    @tool
    def evaluate(
        case: CaseIn,
        as_of: Annotated[
            str | None, Field(description="the day whose law to use; default: that of entry")
        ] = None,
        strict: Annotated[bool, Field(description="presume nothing")] = False,
        state: Annotated[
            str | None, Field(description="a state to ask, or `all`; default: entry.state")
        ] = None,
    ) -> Evaluation:
        """The whole verdict on a case: every door, duty, state, papers, forms and reasons."""
        verdict = law.evaluate(case, as_of=as_of, strict=strict, state=state)
        return said(Evaluation, verdict.to_dict())

    @tool
    def when(
        case: CaseIn,
        until: Annotated[str | None, Field(description="tell of no later day")] = None,
    ) -> When:
        """The periods in which the answer stays the same, and what ends each."""
        return said(When, law.evaluate(case).timeline(until).to_dict())

    @tool
    def why(
        case: CaseIn,
        path: Annotated[str, Field(description="such as nhtsa.box_1, epa.code_e")],
    ) -> Why:
        """The proof of one path: why it is open to this case, or what of it fails."""
        from keiimport.report.text import render_why

        told = law.evaluate(case).why(path)
        return said(Why, {"text": render_why(told), **told})

    @tool
    def vehicles(
        search: Annotated[str, Field(description="make, model, chassis code, year")],
        limit: Annotated[int, Field(ge=1, le=100, description="most rows")] = 10,
    ) -> Vehicles:
        """Search the catalogue of vehicles, in any spelling."""
        rows = [row.to_dict() for row in law.catalogue.search(search, limit)]
        return said(Vehicles, {"vehicles": rows})

    @tool
    def state_map(case: CaseIn) -> StateMap:
        """What each of the 51 jurisdictions says of the vehicle, once it is in lawfully."""
        return said(StateMap, law.evaluate(case, state=EVERY_STATE).to_dict())


def _add_resources(made: MCPServer[Any], law: Engine) -> None:
    read = functools.partial(_told, resource=True)

    @made.resource("keiimport://schema/case", mime_type="application/json")
    def case_schema() -> str:
        """The JSON Schema of a case: every fact, with its unit and what it means."""
        from keiimport.facts.case import case_schema

        return _json(case_schema())

    @made.resource("keiimport://rules", mime_type="application/json")
    def rules() -> str:
        """Every rule, path, gate and remark, with its dates and citations."""
        return _json([summary(entry) for entry in entries(law.rulebook)])

    @made.resource("keiimport://rules/{id}", mime_type="application/json")
    @read
    def rule(id: str) -> str:
        """Whatever has a name in the rules: a rule, path, conclusion, presumption or fact."""
        return _json(found(law.rulebook, id))

    @made.resource("keiimport://states", mime_type="application/json")
    def states() -> str:
        """The jurisdictions that have rows of their own, by their codes."""
        codes = {row.state for row in law.rulebook.states}
        return _json({code: name for code, name in STATES.items() if code in codes})

    @made.resource("keiimport://states/{state}", mime_type="application/json")
    @read
    def state(state: str) -> str:
        """Every row of one state: what it says of which vehicle, under which law, since when."""
        asked = (parse_state(state), ANY_STATE)
        rows = [row.rule for row in law.rulebook.states if row.state in asked]
        return _json([found(law.rulebook, rule) for rule in rows])


def _told(function: Callable[P, R], *, resource: bool = False) -> Callable[P, R]:
    """What is wrong with the input, said to the assistant as one sentence."""
    from mcp.server.mcpserver.exceptions import ResourceError, ToolError

    @functools.wraps(function)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except KeiimportError as error:
            raise (ResourceError if resource else ToolError)(str(error)) from None

    return telling


def _inlined(schema: Any, parts: Mapping[str, Any]) -> Any:
    """The schema with its named parts in their places, for it becomes a part of another."""
    if isinstance(schema, Mapping):
        if "$ref" in schema:
            return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
        return {key: _inlined(value, parts) for key, value in schema.items()}
    return [_inlined(each, parts) for each in schema] if isinstance(schema, list) else schema


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
