# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas of a verdict, generated from its types, and of the other answers."""

import inspect
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from keiimport import verdict
from keiimport.decide.outcomes import Outcome, PathOutcome
from keiimport.explain.proof import Kind as NodeKind
from keiimport.explain.remedies import Kind as WayKind
from keiimport.explain.timeline import Cause, What
from keiimport.facts.data import rows
from keiimport.facts.vocabulary import DependsOn
from keiimport.verdict import KEYS, WHY_CONTEXT, Verdict
from keiimport.verdict_types import GateOutcome, TruthWord, attribute_names

Schema = dict[str, Any]

COMPONENTS: Final = "#/components/schemas/"  # where the schemas of answers refer to one another


def verdict_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every verdict meets, with what each key means."""
    getters = {key: getattr(Verdict, key).func for key in (*KEYS, "states")}
    hints = {key: get_type_hints(each, vars(verdict))["return"] for key, each in getters.items()}
    parts: dict[str, Schema] = {}
    keys = {key: (hint, _first_sentence(getters[key])) for key, hint in hints.items()}
    whole = _object("keiimport verdict", keys, parts)
    whole["required"].remove("states")  # only where it was asked for
    begin = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return begin | {"$defs": dict(sorted(parts.items()))} | whole


def _object(title: str, keys: Mapping[str, tuple[Any, str]], parts: dict[str, Schema]) -> Schema:
    properties = {
        name.rstrip("_"): _schema(kind, parts) | {"description": about}
        for name, (kind, about) in keys.items()
    }
    required = list(properties)
    found = {"properties": properties, "required": required, "title": title, "type": "object"}
    return found | {"additionalProperties": False}


def _schema(kind: Any, parts: dict[str, Schema]) -> Schema:
    """The schema of a type; the parts of a verdict that it refers to are added to `parts`."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind)), "type": "string"}
    if isinstance(kind, type) and (names := attribute_names(kind)):
        if kind.__name__ not in parts:
            hints = get_type_hints(kind, include_extras=True)
            keys = {name: get_args(hints[name]) for name in names}
            about = {"description": _first_sentence(kind)}
            parts[kind.__name__] = about | _object(kind.__name__, keys, parts)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    inner = [_schema(each, parts) for each in get_args(kind) if each is not Ellipsis]
    if get_origin(kind) is dict:
        return {"additionalProperties": inner[1], "type": "object"}
    return {"items": inner[0], "type": "array"} if get_origin(kind) is tuple else {"anyOf": inner}


_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"format": "date", "type": "string"},
}


def _first_sentence(what: Any) -> str:
    return (inspect.getdoc(what) or "").partition("\n")[0]


# --- the other answers ---


def one_of(*kinds: object) -> Schema:
    """The schema of a word of one of these literal types."""
    return {"enum": [word for kind in kinds for word in get_args(kind)]}


TYPES: Final[Mapping[str, Schema]] = {  # the types that have no schema of their own
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "flag": {"type": "boolean"},
    "any": {},
    "object": {"type": "object"},
    "amount": {"type": ["string", "number", "null"]},
    # what is said of the whole, of an agency, a door or a gate
    "answer": one_of(Outcome, PathOutcome, GateOutcome),
    "what": one_of(What),
    "clock": one_of(get_type_hints(Cause)["kind"]),
    "way": one_of(WayKind),
    "who": one_of(DependsOn),
    "node": one_of(NodeKind),
    "truth": one_of(TruthWord),
}
SHAPES: Final = {row["name"]: row["keys"] for row in rows(__file__, "shapes.csv")}
"""The keys of each object: `name:type`; `?` or null, `*` a list of them, in brackets where it may
be missing. Where no type stands it is that key of a verdict, if a verdict has it, else text."""


def shape(keys: str) -> Schema:
    """The schema of an object with these keys, written as in `SHAPES`, and no others."""
    of_verdict = verdict_parts()["Verdict"]["properties"]
    properties: dict[str, Schema] = {}
    needed = []
    for key in keys.split():
        name, _, kind = key.strip("[]").partition(":")
        needed += [] if key.startswith("[") else [name]
        properties[name] = typed(kind) if kind else of_verdict.get(name, TYPES["text"])
    found = {"type": "object", "properties": properties, "required": needed}
    return found | {"additionalProperties": False}


def typed(kind: str) -> Schema:
    """The schema of a type, written as in `SHAPES`."""
    base = kind.rstrip("?*")
    schema = TYPES[base] if base in TYPES else {"$ref": COMPONENTS + base}
    schema = {"anyOf": [schema, {"type": "null"}]} if kind.endswith("?") else schema
    return {"type": "array", "items": schema} if kind.endswith("*") else schema


@cache
def verdict_parts() -> dict[str, Any]:
    """The schemas of a `Verdict` and of its parts, such as `verdict_Reason`, by their names."""
    text = json.dumps(verdict_schema()).replace('"#/$defs/', f'"{COMPONENTS}verdict_')
    schema: Schema = json.loads(text)
    del schema["$schema"]
    inner = {f"verdict_{name}": each for name, each in schema.pop("$defs").items()}
    return {**inner, "Verdict": schema}


def answer_schemas() -> dict[str, Any]:
    """The schemas of every answer, and of what answers are made of, by their names."""
    found = {name: shape(keys) for name, keys in SHAPES.items()} | verdict_parts()
    # what a verdict says of a path, on which days and by which rules, and the tree
    said = dict(found["verdict_PathResult"]["properties"])
    context = {key: found["Verdict"]["properties"][key] for key in WHY_CONTEXT}
    keys = {"path": said.pop("id"), **said, **context, "proof": typed("ProofNode")}
    return found | {"Proof": {**shape(""), "properties": keys, "required": list(keys)}}
