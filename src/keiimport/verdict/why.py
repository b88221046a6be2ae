# SPDX-License-Identifier: Apache-2.0
"""Why one path is open or not, as plain JSON values: what is said of it, and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown

if TYPE_CHECKING:
    from keiimport.verdict.verdict import Verdict

CONTEXT = ("entry_date", "law_as_of", "rulebook", "scenarios", "checked_by")
"""What of the verdict stands beside the proof."""


def why(verdict: Verdict, path: str) -> dict[str, Any]:
    """What `verdict` says of one path, and the proof of it.

    Raises:
        InputError: there is no such path.
    """
    paths = verdict.paths
    ids = [entry["id"] for entry in paths]
    place = place_of(path, ids)
    said = {key: getattr(verdict, key) for key in CONTEXT}
    return {
        "path": ids[place],
        **{key: value for key, value in paths[place].items() if key != "id"},
        **said,
        "proof": verdict.proof(place).to_dict(),
    }


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
