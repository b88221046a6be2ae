# SPDX-License-Identifier: Apache-2.0
"""Checking a file against the shape it must have, with every mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from keiimport.errors import Place
from keiimport.facts.bounds import shown
from keiimport.rulebook.grammar import Form
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.yaml import ListNode, MapNode, Yaml

F = TypeVar("F", bound=Form)


def check_form(form: type[F], node: Yaml, problems: Problems) -> F | None:
    """Read `node` as a `form`; note what is wrong and return None if it is none."""
    try:
        found = form.model_validate(node.plain())
        _place(found, node)
        return found
    except ValidationError as wrong:
        schema = form.model_json_schema()
        for error in wrong.errors(include_url=False):
            _note(error, node, schema, problems)
        return None


def _place(said: object, node: Yaml) -> None:
    match said, node:
        case Form(), MapNode():
            said._node = node
            for name, field in type(said).model_fields.items():
                if (inner := node.get(field.alias or name)) is not None:
                    _place(getattr(said, name), inner)
        case list(), ListNode():
            for each, item in zip(said, node.items, strict=False):
                _place(each, item)
        case dict(), MapNode():
            for key, each in said.items():
                _place(each, node.entries[key])


def _note(error: ErrorDetails, root: Yaml, schema: dict[str, Any], problems: Problems) -> None:
    loc, kind = error["loc"], error["type"]
    place, key = _find(root, loc)
    context, value = error.get("ctx", {}), error["input"]
    field = next(iter(_schemas_at(schema, loc)), {})
    about = str(field.get("description", ""))
    under = f" under `{key}`" if key else " at the top"
    match kind:
        case "missing":
            problems.add(f"`{loc[-1]}` is missing", place, about)
        case "extra_forbidden":
            keys = {k for part in _schemas_at(schema, loc[:-1]) for k in part.get("properties", ())}
            expected = likely(str(loc[-1]), keys, f"one of {listed(sorted(keys), 30)}")
            problems.add(f"unknown key {shown(loc[-1])}", place, expected)
        case "said":
            under = "" if loc[-1] == "[key]" else under
            problems.add(str(context["error"]) + under, place, str(context["expected"]))
        case "literal_error":
            words = re.findall("'([^']*)'", str(context["expected"]))
            guess = likely(value, words) if isinstance(value, str) else ""
            expected = listed(words, 30) + (f"; perhaps {guess} was meant" if guess else "")
            problems.add(f"{shown(value)} cannot stand{under}", place, expected)
        case "string_type" if isinstance(value, int):
            what = "true or false" if isinstance(value, bool) else "a number"
            problems.add(f"{shown(value)}{under} is read as {what}", place, "quotes around it")
        case "shape":
            problems.add(f"{shown(value)} cannot stand{under}", place, error["msg"])
        case "too_short":
            problems.add(f"there are too few entries{under}", place, about)
        case _:
            expected = _KINDS.get(kind, about or "something else")
            problems.add(f"{shown(value)} cannot stand{under}", place, expected)


_KINDS = {
    "string_type": "text",
    "string_too_short": "text",
    "bool_type": "`true` or `false`, the only spellings of yes and no",
    "int_type": "a whole number",
    "list_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def _find(root: Yaml, loc: tuple[str | int, ...]) -> tuple[Place, str]:
    """The place of `loc` below `root`, and the last key on the way there."""
    node, place, last = root, root.place, ""
    for step in loc:
        if isinstance(node, MapNode) and step in node.entries:
            last, place = str(step), node.keys[str(step)]
            node = node.entries[str(step)]
            # A value on its own line or after its key: errors point at the value.
            place = node.place if not isinstance(node, MapNode) else place
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        # Anything else is the tag of a variant, or a key that is missing.
    if loc and isinstance(node, MapNode) and loc[-1] in node.keys:
        place = node.keys[str(loc[-1])]
    return place, last


def _schemas_at(schema: dict[str, Any], loc: tuple[str | int, ...]) -> Iterator[Mapping[str, Any]]:
    """The parts of a JSON Schema that describe `loc`."""
    parts: list[dict[str, Any]] = [schema]
    for step in loc:
        following: list[dict[str, Any]] = []
        for part in _open(parts, schema):
            if isinstance(step, int) and "items" in part:
                following.append(part["items"])
            elif step in part.get("properties", ()):
                following.append(part["properties"][step])
            elif isinstance(part.get("additionalProperties"), dict):
                following.append(part["additionalProperties"])
        # A step that leads nowhere is the tag of a variant: stay.
        parts = following or parts
    described = [part for part in parts if "description" in part and "properties" not in part]
    yield from described
    yield from _open(parts, schema)


def _open(parts: list[dict[str, Any]], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Follow references and look into variants."""
    for part in parts:
        if "$ref" in part:
            name = part["$ref"].rsplit("/", 1)[-1]
            yield from _open([schema.get("$defs", {}).get(name, {})], schema)
        elif "anyOf" in part or "oneOf" in part:
            yield from _open(part.get("anyOf", []) + part.get("oneOf", []), schema)
        else:
            yield part
