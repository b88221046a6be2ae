# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document of the API, with the schemas of cases and verdicts that the library has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

from keiimport.decide.outcomes import Outcome, PathOutcome
from keiimport.explain.proof import Kind as NodeKind
from keiimport.explain.remedies import Kind as WayKind
from keiimport.explain.timeline import Cause, What
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


def _one_of(*kinds: object) -> Schema:
    """One of the words of some types of words."""
    return {"enum": [word for kind in kinds for word in get_args(kind)]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


TYPES: Final[Mapping[str, Schema]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "flag": {"type": "boolean"},
    "any": {},
    "object": {"type": "object"},
    "outcome": _one_of(Outcome),
    # what is said of the whole, of an agency, a door or a gate
    "answer": _one_of(Outcome, PathOutcome, GateOutcome),
    "what": _one_of(What),
    "clock": _one_of(get_type_hints(Cause)["kind"]),
    "way": _one_of(WayKind),
    "who": _one_of(DependsOn),
    "node": _one_of(NodeKind),
    "truth": _one_of(TruthWord),
}
"""The types that have no schema of their own in the document."""

_MADE_BY: Final = "entry_date:day law_as_of:day rulebook:Rules scenarios:text*"
_DOOR: Final = "id agency form:text? box:text? code:text? title"
_PERIOD: Final = "from:day until:day? outcome:answer"
_WAY: Final = "id outcome:answer kind:way remedies:Remedy* blocked_by:Block* missing:text* because"

SHAPES: Final[Mapping[str, str]] = {
    "Understood": "words fact value:any",
    "Checked": "understood:Understood* not_understood:text* notes:text* case:Case verdict:Verdict",
    "Rules": "version hash",
    "Period": _PERIOD,
    "Standing": f"{_PERIOD} agencies:object open:text* needs_action:text* needs_facts:text*",
    "AgencyInTime": "id name earliest:day? earliest_possible:day? periods:Period*",
    "PathInTime": (f"{_DOOR} theoretical:flag opens_possible:day? opens_on:day? periods:Period*"),
    "GateInTime": "id agency title periods:Period*",
    "Cause": "kind:clock rules:text* because cite:text*",
    "Turn": "day:day what:what id before:answer after:answer certain:flag by:Cause*",
    "Timeline": (
        f"outcome:outcome earliest:day? earliest_possible:day? {_MADE_BY} law_moves:flag "
        "until:day? changes_again:day? periods:Standing* agencies:AgencyInTime* paths:PathInTime* "
        "gates:GateInTime* changes:Turn* warnings:text*"
    ),
    "Change": "fact kind from:text? to:any or:any* what depends_on:who cost:text?",
    "Remedy": "kind:way changes:Change* opens_on:day outcome:outcome",
    "Block": "fact title value",
    "Way": _WAY,
    "PathWay": f"agency form:text? box:text? code:text? title {_WAY}",
    "Remedies": f"outcome:outcome {_MADE_BY} whole:Way paths:PathWay* warnings:text*",
    "Sides": "a b",
    "Pair": "what a:any b:any",
    "StepPair": "same:flag a:verdict_Reason? b:verdict_Reason?",
    "Difference": (
        "set:object changed:flag answer:Sides differences:Pair* why parts_at:StepPair? "
        "chains:StepPair*"
    ),
    "ProofFact": "name title value source confidence:text? presumption:text?",
    "ProofNode": (
        "kind:node truth:truth [name] [title] [says] [cite:text*] [confidence] [adds:flag] "
        "[facts:ProofFact*] [applies:ProofNode*] [parts:ProofNode*]"
    ),
    "Produced": "earliest:day? latest:day? confidence:text*",
    "CatalogueRow": (
        "id make model chassis_code:text? type_prefix:text? market produced:Produced facts:object "
        "sources:text* note:text?"
    ),
}
"""The keys of each object: `name:type`, text where no type stands; `?` or null, `*` a list of
them, in brackets where it may be missing."""


def _shape(keys: str) -> Schema:
    """The schema of an object with these keys and no others."""
    properties: dict[str, Schema] = {}
    needed = []
    for key in keys.split():
        name, _, kind = key.strip("[]").partition(":")
        needed += [] if key.startswith("[") else [name]
        base = kind.rstrip("?*") or "text"
        schema = TYPES[base] if base in TYPES else ref(base)
        schema = {"anyOf": [schema, {"type": "null"}]} if kind.endswith("?") else schema
        properties[name] = _list(schema) if kind.endswith("*") else schema
    return {
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


_TEXT: Final = TYPES["text"]

SCHEMAS: Final[Mapping[str, Schema]] = {
    **{name: _shape(keys) for name, keys in SHAPES.items()},
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
    "Rows": {
        **_list({"type": "object"}),
        "description": "cases; facts by their dotted names, or nested as in a case",
    },
    "Answers": {
        **_list({"type": "object", "properties": {"error": {"type": ["string", "null"]}}}),
        "description": "one object for each row: the columns asked for, and `error`",
    },
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
    "WhatIf": {"anyOf": [ref("Remedies"), ref("Difference")]},
    "States": _list(ref("verdict_StateAnswer")),
    "Forms": _list(ref("verdict_FormEntry")),
    "Vehicles": _list(ref("CatalogueRow")),
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
    keys = {"path": said.pop("id"), **said, **context, "proof": ref("ProofNode")}
    return {**_shape(""), "properties": keys, "required": list(keys)}


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
