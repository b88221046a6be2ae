# SPDX-License-Identifier: Apache-2.0
"""Parts of sentences about a case: what was told, where it stands, lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from keiimport.errors import printable
from keiimport.facts.bounds import shown


def got(value: object) -> object:
    """`value` for the `got` of an error; a structure, which may be endless, in words."""
    return shown(value) if isinstance(value, Mapping | list | tuple | set) else printable(value)


def key_text(key: object) -> str:
    """A key of an object as part of a JSON path."""
    return shown(key).strip("`") if isinstance(key, str) else shown(key)


def path_to(at: str, key: object) -> str:
    """The JSON path of `key` in the object at `at` (empty: the whole case)."""
    return f"{at}.{key_text(key)}" if at else key_text(key)


def listed(words: Iterable[str]) -> str:
    """`words` in back-ticks, each once, at most four of them."""
    each = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(each) > 4:
        return ", ".join(each[:4]) + f" and {len(each) - 4} more"
    return ", ".join(each[:-1]) + (" and " if each[:-1] else "") + each[-1] if each else ""
