# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document of the API, with the schemas of cases and answers that the library has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from keiimport.facts.case import case_schema
from keiimport.verdict_schema import COMPONENTS, Schema, answer_schemas, typed
from keiimport.web.problems import MEDIA_TYPE

ARROW: Final = "application/vnd.apache.arrow.stream"
JSON: Final = "application/json"
TEXT: Final = "text/plain"

AS_TEXT: Final[Schema] = {TEXT: {"schema": {"type": "string"}}}
AS_ARROW: Final[Schema] = {ARROW: {"schema": {"type": "string", "format": "binary"}}}

_WRITTEN: Final = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
Answers = dict[int | str, dict[str, Any]]  # by their status
REFUSED: Final[Answers] = {  # what stands in the place of an answer, by its status
    code: {"description": said, "content": {MEDIA_TYPE: {"schema": typed("Problem")}}}
    for code, said in _WRITTEN["refused"].items()
}
_NO_TABLES: Final[Answers] = {"501": REFUSED.pop("501")}  # for tables


def document(app: FastAPI) -> dict[str, Any]:
    """The document, as OpenAPI 3.1 has it."""
    found = get_openapi(
        title="keiimport",
        version=app.version,
        description="May this vehicle come into the United States, and why? No legal advice.",
        routes=app.routes,
    )
    says = _WRITTEN["options"]
    for path, operations in found["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            for option in operation.get("parameters", ()):
                own = f"/{path.rpartition('/')[2]} {option['name']}"
                said = says.get(own) or says.get(option["name"])
                for of in (option, option["schema"]) if said else ():
                    of["description"] = said
    case = case_schema(COMPONENTS)
    schemas = {**_WRITTEN["schemas"], **case.pop("$defs", {}), "Case": case, **answer_schemas()}
    found["components"] = {"schemas": schemas}
    return found


def body(kind: str, **besides: Any) -> dict[str, Any]:
    """What a request holds: JSON of a kind, or what else it may be."""
    return {"requestBody": {"required": True, "content": _content(kind) | besides}}


def answer(kind: str, **besides: Any) -> Answers:
    """What an answer holds: JSON of a kind, or what else it may be."""
    found: Answers = {200: {"description": "The answer", "content": _content(kind) | besides}}
    return found | (_NO_TABLES if ARROW in besides else {})


def _content(kind: str) -> Schema:
    return {JSON: {"schema": typed(kind)}}
