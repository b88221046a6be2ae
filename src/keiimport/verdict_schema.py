# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a verdict, from the types of its attributes and what they say of them."""

from __future__ import annotations

import inspect
from dataclasses import make_dataclass
from functools import cached_property, lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, create_model

from keiimport import verdict, verdict_types
from keiimport.verdict import Verdict
from keiimport.verdict_types import KEYS, attribute_names


def verdict_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every verdict meets, with what each key means."""
    getters = {key: _getter(key) for key in (*KEYS, "states")}
    hints = {key: get_type_hints(each, vars(verdict))["return"] for key, each in getters.items()}
    fields: dict[str, Any] = {key: (_shape(hint), ...) for key, hint in hints.items()}
    fields["states"] = (fields["states"][0], ())  # only where it was asked for
    model = create_model("keiimport verdict", **fields)
    schema = TypeAdapter(model).json_schema(mode="serialization")
    for name, part in schema["$defs"].items():
        kind = getattr(verdict_types, name)
        part["description"] = _first_sentence(kind)
        part["properties"] = _named(part["properties"], _attributes_of(kind))
        part["required"] = list(part["properties"])
        part["additionalProperties"] = False
    meanings = {key: _first_sentence(each) for key, each in getters.items()}
    schema["properties"] = _named(schema["properties"], meanings)
    schema["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _shape(kind: Any) -> Any:
    """A type, with parts of a verdict as dataclasses: pydantic writes named tuples as arrays."""
    if isinstance(kind, type) and attribute_names(kind):
        return _dataclass(kind)
    inner = tuple([_shape(each) for each in get_args(kind)])
    if not inner or get_origin(kind) is Literal:
        return kind
    return Union[inner] if isinstance(kind, UnionType) else get_origin(kind)[inner]  # noqa: UP007


@lru_cache(maxsize=64)
def _dataclass(kind: type) -> type:
    hints = get_type_hints(kind)
    fields = [(name, _shape(hints[name])) for name in attribute_names(kind)]
    return make_dataclass(kind.__name__, fields, namespace={"__doc__": kind.__doc__})


def _attributes_of(kind: type) -> dict[str, str]:
    """What each attribute of a part of a verdict means."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in attribute_names(kind)}


def _getter(key: str) -> Any:
    found = inspect.getattr_static(Verdict, key)
    return found.func if isinstance(found, cached_property) else found.fget


def _first_sentence(what: Any) -> str:
    return (inspect.getdoc(what) or "").partition("\n")[0]


def _named(properties: dict[str, Any], meanings: dict[str, str]) -> dict[str, Any]:
    """Properties by their names in JSON, each with its meaning and without a title."""
    return {
        name.rstrip("_"): {
            **{key: value for key, value in each.items() if key not in ("title", "default")},
            "description": meanings[name],
        }
        for name, each in properties.items()
    }
