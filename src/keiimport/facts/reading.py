# SPDX-License-Identifier: Apache-2.0
"""JSON text or a mapping with dotted keys, made into the nested mapping that the models read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from keiimport.errors import InputError
from keiimport.facts.bounds import got, path_to, shown
from keiimport.facts.fact_types import KEYS
from keiimport.facts.models import SECTIONS

LARGEST_CASE = 2**20
"""Bytes of the largest case read from JSON text."""

DEEPEST_CASE = 32
"""Levels of objects and lists in the deepest case read from JSON text."""


def read_json(text: str | bytes | bytearray, begins: tuple[int, int | None] = (1, 1)) -> object:
    """Read JSON text, in which no key may stand twice in one object."""
    # Four bytes at most for a character: short text needs no encoding to be measured.
    if len(text) > LARGEST_CASE or (
        isinstance(text, str)
        and 4 * len(text) > LARGEST_CASE
        and len(text.encode("utf-8", "surrogatepass")) > LARGEST_CASE
    ):
        raise InputError("the case is larger than 1 MiB", expected="one case, not a list of them")
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(
                f"the case is not valid UTF-8 at byte {error.start}", expected="JSON in UTF-8"
            ) from None
    try:
        if text.startswith("\ufeff"):
            raise json.JSONDecodeError("Unexpected byte order mark", text, 0)
        data = _decoded(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"the case is not valid JSON at {_place(error, begins)}",
            expected="a JSON object" if not text.strip() else _json_hint(error),
        ) from None
    except RecursionError:
        raise too_deep() from None
    if text.count("{") + text.count("[") > DEEPEST_CASE and _depth(data) > DEEPEST_CASE:
        raise too_deep()
    return data


def _decoded(text: str) -> object:
    """The data of JSON text; what it says that cannot be is left in place, and found there."""
    wrong: list[_Wrong] = []

    def leave(error: str, got: str | None, expected: str) -> _Wrong:
        wrong.append(_Wrong(InputError(error, got=got, expected=expected)))
        return wrong[-1]

    def constant(name: str) -> _Wrong:
        return leave(f"`{name}` is not a JSON number", name, "a number, or null")

    def integer(digits: str) -> int | _Wrong:
        try:
            return int(digits)
        except ValueError:
            said = "a number in the case has too many digits"
            return leave(said, None, "a shorter number")

    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            read.clear()
            for key, value in pairs:
                if key in read:
                    said = f"the key {shown(key)} stands twice in one object"
                    value = leave(said, None, "each key once in an object")
                read[key] = value
        return read

    decoder = json.JSONDecoder(parse_constant=constant, parse_int=integer, object_pairs_hook=whole)
    data = decoder.decode(text)
    if wrong:
        raise next(_errors("", data))
    return data


class _Wrong(NamedTuple):
    """Stands for what cannot be read, until its path is known."""

    error: InputError


def _errors(at: str, data: object) -> Iterator[InputError]:
    """What is wrong in `data`, each with its path, in the order of the text."""
    if isinstance(data, _Wrong):
        yield data.error.located(at)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _errors(path_to(at, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _errors(f"{at}[{place}]", value)


def _place(error: json.JSONDecodeError, begins: tuple[int, int | None]) -> str:
    line, column = begins
    at = f"line {line + error.lineno - 1}"
    if error.lineno > 1:
        return f"{at}, column {error.colno}"
    return at if column is None else f"{at}, column {column + error.colno - 1}"


def _json_hint(error: json.JSONDecodeError) -> str:
    """What the parser missed, in lower case and without its own full stop."""
    hint = error.msg
    if hint.startswith("Expecting "):
        return hint.removeprefix("Expecting ").replace("'", "`")
    return f"JSON ({hint[0].lower()}{hint[1:]})"


def _depth(data: object) -> int:
    """How deep `data` nests, counted no further than just past the limit."""
    level, depth = [data], -1
    while level and depth <= DEEPEST_CASE:
        nests = (item for item in level if isinstance(item, dict | list))
        level = [each for n in nests for each in (n.values() if isinstance(n, dict) else n)]
        depth += 1
    return depth


def too_deep() -> InputError:
    """The error for a case that nests deeper than any needs to."""
    return InputError(
        f"the case nests deeper than {DEEPEST_CASE} levels",
        expected="an object with `vehicle`, `importer` and `entry`",
    )


def nested(data: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """`data` with dotted keys put in their place, and sections that are null left out."""
    if _is_plain(data):
        return data
    tree: dict[Any, Any] = {}
    for at, key, value in leaves("", data):
        node = tree
        for step in at.split(".") if at else ():
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise InputError(f"`{at}` is told both whole and in parts", at=at)
        if node.get(key) is not None and value is not None:
            path = path_to(at, key)
            raise InputError(f"{shown(path)} is told twice", at=path, got=got(value))
        if value is not None or key not in node:
            node[key] = value
    return {key: value for key, value in tree.items() if value is not None or key not in SECTIONS}


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Every fact of a case in JSON by its dotted name, those that are null among them."""
    each = ((f"{at}.{key}" if at else key, value) for at, key, value in leaves("", data))
    return {name: value for name, value in each if value is not None or "." in name}


def _is_plain(data: Mapping[Any, Any]) -> bool:
    """Whether `data` is nested as it stands, as nearly every case is."""
    for name, section in data.items():
        known = _KNOWN.get(name)
        if known is None or section is None:
            return False
        if isinstance(section, Mapping) and not known.issuperset(section):
            return False
    return True


def leaves(at: str, section: Mapping[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Section, key and value of everything in `section` that is no section itself."""
    for key, value in section.items():
        within, last = at, key
        while isinstance(last, str) and "." in last:
            head, rest = last.split(".", 1)
            if path_to(within, head) not in KEYS:
                break
            within, last = path_to(within, head), rest
        path = path_to(within, last)
        if path in KEYS and isinstance(value, Mapping):
            yield from leaves(path, value)
        else:
            yield within, last, value


_KNOWN: Mapping[str, frozenset[str]] = {name: frozenset(KEYS[name]) for name in SECTIONS}
