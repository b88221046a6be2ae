# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document of the API, with the schemas of cases and verdicts that the library has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from keiimport.facts.case import case_schema
from keiimport.verdict_schema import verdict_schema
from keiimport.web.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from fastapi import FastAPI

Schema = Mapping[str, Any]

ARROW: Final = "application/vnd.apache.arrow.stream"
JSON: Final = "application/json"
TEXT: Final = "text/plain"

_COMPONENTS: Final = "#/components/schemas/"


def ref(name: str) -> Schema:
    """A reference to one of the schemas."""
    return {"$ref": _COMPONENTS + name}


def _keys(*names: str, **known: Schema) -> Schema:
    """An object with these keys, and perhaps more."""
    return {
        "type": "object",
        "properties": {name: {} for name in names} | known,
        "required": [*names, *known],
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TEXT: Final[Schema] = {"type": "string"}
_CHANGE: Final = _keys("day", "what", "id", "before", "after", "certain", "by")

SCHEMAS: Final[Mapping[str, Schema]] = {
    "Problem": {
        "type": "object",
        "description": "Why there is no answer (RFC 9457).",
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": {**_TEXT, "description": "what is wrong, where, and what was expected"},
            "error": {**_TEXT, "description": "what is wrong"},
            "at": {**_TEXT, "description": "where, as a path such as `vehicle.gvwr`"},
            "got": {"description": "what was found"},
            "expected": {**_TEXT, "description": "what is understood; the nearest name"},
        },
        "required": ["type", "title", "status", "detail"],
    },
    "Question": {
        "type": "object",
        "properties": {
            "words": {**_TEXT, "description": "the question, in English or Japanese"},
            "state": {"type": ["string", "null"], "description": "where it will be registered"},
            "price": {"type": ["string", "number", "null"], "description": "in US dollars"},
            "from": {"type": ["string", "null"], "description": "the country it is registered in"},
            "date": {"type": ["string", "null"], "description": "when it comes in; else today"},
        },
        "required": ["words"],
        "additionalProperties": False,
    },
    "Checked": _keys(
        "understood",
        "not_understood",
        "notes",
        case=ref("Case"),
        verdict=ref("Verdict"),
    ),
    "Rows": {
        **_list({"type": "object"}),
        "description": "cases; facts by their dotted names, or nested as in a case",
    },
    "Answers": {
        **_list(_keys("error")),
        "description": "one object for each row: the columns asked for, and `error`",
    },
    "Timeline": _keys(
        "outcome",
        "earliest",
        "earliest_possible",
        "entry_date",
        "law_as_of",
        "law_moves",
        "until",
        "changes_again",
        "rulebook",
        "scenarios",
        periods=_list(_keys("from", "until", "outcome")),
        agencies=_list(_keys("id", "periods")),
        paths=_list(_keys("id", "agency", "periods")),
        gates=_list(_keys("id", "agency", "title", "periods")),
        changes=_list(_CHANGE),
        warnings=_list(_TEXT),
    ),
    "Supposed": {
        "type": "object",
        "properties": {
            "case": ref("Case"),
            "set": {
                "type": "object",
                "description": "facts that are otherwise, by dotted name; null takes one back",
            },
        },
        "required": ["case"],
        "additionalProperties": False,
    },
    "WhatIf": {
        "anyOf": [
            {**_keys("paths"), "title": "the smallest changes that open each door"},
            {
                **_keys("set", "changed", "answer", "differences", "why", "parts_at", "chains"),
                "title": "what the verdict says differently",
            },
        ]
    },
    "States": _list(ref("verdict_StateAnswer")),
    "Forms": _list(_keys("form", "edition", "fields")),
    "Proof": _keys("path", "outcome", "because", "cite", "entry_date", "proof"),
    "Vehicles": _list(
        _keys(
            "id",
            "make",
            "model",
            "chassis_code",
            "type_prefix",
            "market",
            "produced",
            "facts",
            "sources",
            "note",
        )
    ),
}


def document(app: FastAPI) -> dict[str, Any]:
    """The document, as OpenAPI 3.1 has it."""
    from fastapi.openapi.utils import get_openapi

    found = get_openapi(
        title="keiimport",
        version=app.version,
        description="May this vehicle come into the United States, and why? No legal advice.",
        routes=app.routes,
    )
    for operations in found["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    schemas = {**SCHEMAS, **_case(), **_verdict()}
    found["components"] = {"schemas": schemas}
    return found


def _case() -> dict[str, Any]:
    schema = case_schema(_COMPONENTS + "{name}")
    inner: dict[str, Any] = schema.pop("$defs", {})
    return {**inner, "Case": schema}


def _verdict() -> dict[str, Any]:
    text = json.dumps(verdict_schema()).replace('"#/$defs/', f'"{_COMPONENTS}verdict_')
    schema: dict[str, Any] = json.loads(text)
    schema.pop("$schema", None)
    inner = {f"verdict_{name}": each for name, each in schema.pop("$defs", {}).items()}
    return {**inner, "Verdict": schema}


def body(**schemas: str) -> dict[str, Any]:
    """What a request holds: the name of a schema for each kind of content."""
    kinds = {"json": JSON, "arrow": ARROW}
    content = {kinds[kind]: _content(kind, name) for kind, name in schemas.items()}
    return {"requestBody": {"required": True, "content": content}}


def answers(**schemas: str) -> dict[int | str, dict[str, Any]]:
    """What an answer holds, and what there is where there is none."""
    kinds = {"json": JSON, "arrow": ARROW, "text": TEXT}
    content = {kinds[kind]: _content(kind, name) for kind, name in schemas.items()}
    problem = {MEDIA_TYPE: {"schema": ref("Problem")}}
    wrong = {400: "It cannot be understood.", 408: "It did not come in time."}
    wrong |= {413: "It is too large.", 415: "It is of another kind.", 503: "Ask again later."}
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "The answer", "content": content}
    }
    return found | {code: {"description": say, "content": problem} for code, say in wrong.items()}


def _content(kind: str, name: str) -> dict[str, Any]:
    if kind == "json":
        return {"schema": ref(name)}
    return {"schema": {"type": "string"} | ({"format": "binary"} if kind == "arrow" else {})}
