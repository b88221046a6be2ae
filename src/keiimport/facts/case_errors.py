# SPDX-License-Identifier: Apache-2.0
"""What pydantic finds wrong in a case, said in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.fact_types import known_types
from keiimport.facts.models import KEYS
from keiimport.facts.standards import not_bool
from keiimport.facts.texts import LONGEST_TEXT
from keiimport.facts.wording import got, path_to


def first_error(error: ValidationError) -> InputError:
    """The first thing pydantic found, in plain words."""
    found = error.errors(include_url=False)[0]
    at, kind, value = _json_path(found["loc"]), found["type"], found["input"]
    if kind == "input":
        inner = cast(InputError, found["ctx"]["error"])
        return inner.located(f"{at}.{inner.at}" if inner.at else at)
    if kind == "extra_forbidden":
        return _unknown_key(found, at)
    if kind in ("bool_type", "bool_parsing"):
        return not_bool(value).located(at)
    if kind == "literal_error":
        return _unknown_word(known_types()[at.split("[")[0]].choices, value).located(at)
    if kind == "tuple_type":
        words = ", ".join(f"`{word}`" for word in known_types()[at].choices)
        return InputError(
            f"{shown(value)} is not a list",
            at=at,
            got=got(value),
            expected=f"a list of {words}; empty when there is none",
        )
    if kind in ("invalid_key", "string_unicode"):
        key = found["loc"][-1] if kind == "invalid_key" else value
        return InputError(
            f"the key {shown(key)} is not text", at=at, got=got(key), expected="a known key"
        )
    if kind in ("model_type", "model_attributes_type"):
        return InputError(
            f"{shown(value)} is not an object", at=at, got=got(value), expected="an object"
        )
    return InputError(f"{shown(value)} cannot be understood here", at=at, got=got(value))


def _json_path(loc: Iterable[int | str]) -> str:
    path = ""
    for step in loc:
        path = f"{path}[{step}]" if isinstance(step, int) else path_to(path, step)
    return path


def _unknown_key(found: ErrorDetails, at: str) -> InputError:
    key = str(found["loc"][-1])
    section = ".".join(str(step) for step in found["loc"][:-1])
    guess = nearest(key, KEYS.get(section, ())) if len(key) <= LONGEST_TEXT else None
    if guess is None and len(key) <= LONGEST_TEXT:
        # Perhaps the right name in the wrong section, or without one.
        leaf = key.rsplit(".", 1)[-1]
        by_leaf = {name.rsplit(".", 1)[-1]: name for name in known_types()}
        guess = nearest(key, known_types()) or by_leaf.get(nearest(leaf, by_leaf) or "")
    return InputError(
        f"unknown key {shown(key)}",
        at=at,
        got=got(found["input"]),
        expected=f"a known key; did you mean `{guess}`?" if guess else "a known key",
    )


def _unknown_word(words: tuple[str, ...], value: object) -> InputError:
    listed = ", ".join(f"`{word}`" for word in words)
    guess = nearest(value, words) if isinstance(value, str) and len(value) <= 100 else None
    return InputError(
        f"{shown(value)} is none of the words known here",
        got=got(value),
        expected=f"one of {listed}" + (f"; did you mean `{guess}`?" if guess else ""),
    )
