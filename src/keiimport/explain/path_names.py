# SPDX-License-Identifier: Apache-2.0
"""Which path a person means."""

from __future__ import annotations

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown


def place_of(path: str, ids: list[str]) -> int:
    """The place of a path among all, by its id or by its last word where only one has it.

    Raises:
        InputError: no path is called so, or several are.
    """
    if path in ids:
        return ids.index(path)
    ends = [i for i, name in enumerate(ids) if name.endswith(f".{path}")]
    if len(ends) == 1:
        return ends[0]
    near = nearest(path, ids)
    guess = f"; did you mean `{near}`?" if near else ""
    raise InputError(
        f"there is no path {shown(path)}",
        at="PATH",
        got=path,
        expected=f"a path such as `{ids[0]}`{guess}" if ids else "",
    )
