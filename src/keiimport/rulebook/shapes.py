# SPDX-License-Identifier: Apache-2.0
"""Checking a file against the shape it must have, with every mistake at its place."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from keiimport.errors import Place, RuleError, nearest
from keiimport.facts.data import rows
from keiimport.facts.problems import shown
from keiimport.rulebook.grammar import Form
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.yaml import ListNode, MapNode, Yaml

F = TypeVar("F", bound=Form)
Loc = tuple[str | int, ...]  # the keys and indexes that lead to a part of a file


def check_form(form: type[F], node: Yaml, problems: Problems) -> F | None:
    """Read `node` as a `form`; note what is wrong and return None if it is none."""
    try:
        found = form.model_validate(node.plain())
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        meant = _misspelt(errors)
        for error in errors:
            if error["type"] != "missing" or error["loc"] not in meant.values():
                problems.append(_error(error, node, form, meant))
        return None
    _place(found, node)
    return found


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


def _misspelt(errors: Sequence[ErrorDetails]) -> dict[Loc, Loc]:
    """Each unknown key that misspells a missing one, with the place of that."""
    missing = [error["loc"] for error in errors if error["type"] == "missing"]
    meant: dict[Loc, Loc] = {}
    for loc in (error["loc"] for error in errors if error["type"] == "extra_forbidden"):
        beside = {str(each[-1]): each for each in missing if each[:-1] == loc[:-1]}
        if found := nearest(str(loc[-1]), beside):
            meant[loc] = beside[found]
            missing.remove(beside[found])
    return meant


def _error(error: ErrorDetails, root: Yaml, form: type[Form], meant: dict[Loc, Loc]) -> RuleError:
    loc, value, context = error["loc"], error["input"], error.get("ctx", {})
    place, key = _find(root, loc)
    about, _ = _declared(form, loc)
    under = f" under `{key}`" if key else " at the top"
    said, expected = f"{shown(value)} cannot stand{under}", about or "something else"
    match error["type"]:
        case "missing":
            said, expected = f"`{loc[-1]}` is missing", about
        case "extra_forbidden":
            _, forms = _declared(form, loc[:-1])
            keys = sorted(str(key) for each in forms for key in _fields(each))
            keys = [str(meant[loc][-1])] if loc in meant else keys
            said = f"unknown key {shown(loc[-1])}"
            expected = likely(str(loc[-1]), keys, f"one of {listed(keys, 30)}")
        case "said":
            said = str(context["error"]) + ("" if loc[-1] == "[key]" else under)
            expected = str(context["expected"])
        case "literal_error":
            words = re.findall("'([^']*)'", str(context["expected"]))
            guess = likely(value, words) if isinstance(value, str) else ""
            expected = listed(words, 30) + (f"; perhaps {guess} was meant" if guess else "")
        case "string_type" if isinstance(value, int):
            what = "true or false" if isinstance(value, bool) else "a number"
            said, expected = f"{shown(value)}{under} is read as {what}", "quotes around it"
        case "shape":
            expected = error["msg"]
        case "too_short":
            said, expected = f"there are too few entries{under}", about
        case kind:
            expected = _KINDS.get(kind, expected)
    return RuleError(said, place, expected)


_KINDS = {row["kind"]: row["expected"] for row in rows(__file__, "form_errors.csv")}
"""What was expected, by the kind of error that pydantic finds."""


def _find(root: Yaml, loc: Loc) -> tuple[Place, str]:
    node, place, last = root, root.place, ""
    for step in loc:
        match node:
            case MapNode() if step in node.entries:
                last = str(step)
                key, node = node.keys[last], node.entries[last]
                # A value on its own line or after its key: errors point at the value.
                place = key if isinstance(node, MapNode) else node.place
            case ListNode() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                place = node.place
        # Anything else is the tag of a variant, or a key that is missing.
    return place, last


def _declared(form: type[Form], loc: Loc) -> tuple[str, list[type[Form]]]:
    """The description declared for the last key of `loc`, and the forms allowed there."""
    about, forms, is_name = "", [form], False
    for step in loc:
        if is_name:  # any name is a key of such a mapping
            is_name = False
        elif len(forms) > 1:  # the tag of a variant, which is the key that no other has
            forms = [each for each in forms if step in each.model_fields]
        else:
            field = next((_fields(each)[step] for each in forms if step in _fields(each)), None)
            if field is not None:
                about, forms = field.description or "", list(_forms_in(field.annotation))
                is_name = get_origin(field.annotation) is dict
    return about, forms


def _fields(form: type[Form]) -> dict[str | int, FieldInfo]:
    return {field.alias or name: field for name, field in form.model_fields.items()}


def _forms_in(annotation: Any) -> Iterator[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for part in get_args(annotation):
        yield from _forms_in(part)
