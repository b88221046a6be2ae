# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document of the API, with the schemas of cases and verdicts that the library has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from keiimport.decide.decision import Outcome, PathOutcome
from keiimport.explain.proof_tree import Kind as NodeKind
from keiimport.explain.remedies.model import Kind as WayKind
from keiimport.explain.timeline.model import What
from keiimport.facts.case import case_schema
from keiimport.facts.vocabulary import DependsOn
from keiimport.verdict import WHY_CONTEXT
from keiimport.verdict_schema import verdict_schema
from keiimport.verdict_types import GateOutcome, TruthWord
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


def _keys(needed: Mapping[str, Schema], **others: Schema) -> Schema:
    """An object with these keys, and perhaps some of the others, and none besides."""
    return {
        "type": "object",
        "properties": {**needed, **others},
        "required": list(needed),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(*kinds: object) -> Schema:
    """One of the words of some types of words."""
    return {"enum": [word for kind in kinds for word in get_args(kind)]}


_ANY: Final[Schema] = {}
_TEXT: Final[Schema] = {"type": "string"}
_FLAG: Final[Schema] = {"type": "boolean"}
_TEXTS: Final = _list(_TEXT)
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_ANSWER: Final = _one_of(Outcome, PathOutcome, GateOutcome)
"""What is said of the whole, of an agency, a door or a gate."""

_MADE_BY: Final[Mapping[str, Schema]] = {
    "entry_date": _DAY,
    "law_as_of": _DAY,
    "rulebook": _keys({"version": _TEXT, "hash": _TEXT}),
    "scenarios": _TEXTS,
}
_DOOR: Final[Mapping[str, Schema]] = {
    "id": _TEXT,
    "agency": _TEXT,
    "form": _or_null(_TEXT),
    "box": _or_null(_TEXT),
    "code": _or_null(_TEXT),
    "title": _TEXT,
}
_PERIOD: Final[Mapping[str, Schema]] = {
    "from": _DAY,
    "until": _or_null(_DAY),
    "outcome": _ANSWER,
}
_PERIODS: Final = _list(_keys(_PERIOD))
_CHANGE: Final = _keys(
    {
        "day": _DAY,
        "what": _one_of(What),
        "id": _TEXT,
        "before": _ANSWER,
        "after": _ANSWER,
        "certain": _FLAG,
        "by": _list(
            _keys(
                {
                    "kind": {"enum": ["age", "law", "day", "coverage"]},
                    "rules": _TEXTS,
                    "because": _TEXT,
                    "cite": _TEXTS,
                }
            )
        ),
    }
)
_REMEDY: Final = _keys(
    {
        "kind": _one_of(WayKind),
        "changes": _list(
            _keys(
                {
                    "fact": _TEXT,
                    "kind": _TEXT,
                    "from": _or_null(_TEXT),
                    "to": _ANY,
                    "or": _list(_ANY),
                    "what": _TEXT,
                    "depends_on": _one_of(DependsOn),
                    "cost": _or_null(_TEXT),
                }
            )
        ),
        "opens_on": _DAY,
        "outcome": _one_of(Outcome),
    }
)
_WAY: Final[Mapping[str, Schema]] = {
    "id": _TEXT,
    "outcome": _ANSWER,
    "kind": _one_of(WayKind),
    "remedies": _list(_REMEDY),
    "blocked_by": _list(_keys({"fact": _TEXT, "title": _TEXT, "value": _TEXT})),
    "missing": _TEXTS,
    "because": _TEXT,
}
_STEPS: Final = _keys(
    {"same": _FLAG, "a": _or_null(ref("verdict_Reason")), "b": _or_null(ref("verdict_Reason"))}
)
_NODES: Final = _list(ref("ProofNode"))
_USED: Final = _keys(
    {
        "name": _TEXT,
        "title": _TEXT,
        "value": _TEXT,
        "source": _TEXT,
        "confidence": _or_null(_TEXT),
        "presumption": _or_null(_TEXT),
    }
)

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
        {
            "understood": _list(_keys({"words": _TEXT, "fact": _TEXT, "value": _ANY})),
            "not_understood": _TEXTS,
            "notes": _TEXTS,
            "case": ref("Case"),
            "verdict": ref("Verdict"),
        }
    ),
    "Rows": {
        **_list({"type": "object"}),
        "description": "cases; facts by their dotted names, or nested as in a case",
    },
    "Answers": {
        **_list({"type": "object", "properties": {"error": _or_null(_TEXT)}}),
        "description": "one object for each row: the columns asked for, and `error`",
    },
    "Timeline": _keys(
        {
            "outcome": _one_of(Outcome),
            "earliest": _or_null(_DAY),
            "earliest_possible": _or_null(_DAY),
            **_MADE_BY,
            "law_moves": _FLAG,
            "until": _or_null(_DAY),
            "changes_again": _or_null(_DAY),
            "periods": _list(
                _keys(
                    {
                        **_PERIOD,
                        "agencies": {"type": "object", "additionalProperties": _ANSWER},
                        "open": _TEXTS,
                        "needs_action": _TEXTS,
                        "needs_facts": _TEXTS,
                    }
                )
            ),
            "agencies": _list(
                _keys(
                    {
                        "id": _TEXT,
                        "name": _TEXT,
                        "earliest": _or_null(_DAY),
                        "earliest_possible": _or_null(_DAY),
                        "periods": _PERIODS,
                    }
                )
            ),
            "paths": _list(
                _keys(
                    {
                        **_DOOR,
                        "theoretical": _FLAG,
                        "opens_possible": _or_null(_DAY),
                        "opens_on": _or_null(_DAY),
                        "periods": _PERIODS,
                    }
                )
            ),
            "gates": _list(
                _keys({"id": _TEXT, "agency": _TEXT, "title": _TEXT, "periods": _PERIODS})
            ),
            "changes": _list(_CHANGE),
            "warnings": _TEXTS,
        }
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
            {
                **_keys(
                    {
                        "outcome": _one_of(Outcome),
                        **_MADE_BY,
                        "whole": _keys(_WAY),
                        "paths": _list(_keys({**_DOOR, **_WAY})),
                        "warnings": _TEXTS,
                    }
                ),
                "title": "the smallest changes that open each door",
            },
            {
                **_keys(
                    {
                        "set": {"type": "object"},
                        "changed": _FLAG,
                        "answer": _keys({"a": _TEXT, "b": _TEXT}),
                        "differences": _list(_keys({"what": _TEXT, "a": _ANY, "b": _ANY})),
                        "why": _TEXT,
                        "parts_at": _or_null(_STEPS),
                        "chains": _list(_STEPS),
                    }
                ),
                "title": "what the verdict says differently",
            },
        ]
    },
    "States": _list(ref("verdict_StateAnswer")),
    "Forms": _list(ref("verdict_FormEntry")),
    "ProofNode": _keys(
        {"kind": _one_of(NodeKind), "truth": _one_of(TruthWord)},
        name=_TEXT,
        title=_TEXT,
        says=_TEXT,
        cite=_TEXTS,
        confidence=_TEXT,
        adds=_FLAG,
        facts=_list(_USED),
        applies=_NODES,
        parts=_NODES,
    ),
    "Vehicles": _list(
        _keys(
            {
                "id": _TEXT,
                "make": _TEXT,
                "model": _TEXT,
                "chassis_code": _or_null(_TEXT),
                "type_prefix": _or_null(_TEXT),
                "market": _TEXT,
                "produced": _keys(
                    {
                        "earliest": _or_null(_DAY),
                        "latest": _or_null(_DAY),
                        "confidence": {**_TEXTS, "minItems": 2, "maxItems": 2},
                    }
                ),
                "facts": {
                    "type": "object",
                    "additionalProperties": _keys({"value": _TEXT, "confidence": _TEXT}),
                },
                "sources": _TEXTS,
                "note": _or_null(_TEXT),
            }
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
    schemas["Proof"] = _proof(schemas)
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


def _proof(schemas: Mapping[str, Any]) -> Schema:
    """What a verdict says of a path, on which days and by which rules, and the tree."""
    said = dict(schemas["verdict_PathResult"]["properties"])
    context = {key: schemas["Verdict"]["properties"][key] for key in WHY_CONTEXT}
    return _keys({"path": said.pop("id"), **said, **context, "proof": ref("ProofNode")})


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
    if "arrow" in schemas:
        wrong[501] = "What reads tables is not installed here."
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "The answer", "content": content}
    }
    return found | {code: {"description": say, "content": problem} for code, say in wrong.items()}


def _content(kind: str, name: str) -> dict[str, Any]:
    if kind == "json":
        return {"schema": ref(name)}
    return {"schema": {"type": "string"} | ({"format": "binary"} if kind == "arrow" else {})}
