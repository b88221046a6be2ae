# SPDX-License-Identifier: Apache-2.0
"""The table of every door in the docs, written from the rules: `python -m tests.doors`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keiimport
from keiimport.rulebook.model import Path as Door

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "doors.md"
BEGIN, END = "<!-- doors, written by `make generate` -->", "<!-- end of doors -->"
SEEN = {"verified": "yes", "secondary": "secondary source", "unverified": "no"}
HEAD = """| door | declared on | what it is for | stays | its law | seen | rules |
|---|---|---|---|---|---|---|"""


def table() -> str:
    """Every path of the rulebook, one a line, agency by agency."""
    law = keiimport.load_rulebook()
    return "\n".join([HEAD, *(_row(door) for agency in law.agencies for door in law.paths
                              if door.agency == agency.id)])  # fmt: skip


def _row(door: Door) -> str:
    assert door.place is not None
    cells = (
        f"`{door.id}`",
        _declared(door),
        f"{door.title} (theoretical)" if door.theoretical else door.title,
        door.stay,
        "; ".join(door.cite),
        SEEN[door.confidence],
        f"[{Path(door.place.file).stem}](../../rules/{door.place.file})",
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _declared(door: Door) -> str:
    if door.box is not None:
        return f"{door.form} box {door.box}"
    return door.form if door.code is None else f"{door.form} code {door.code}"


def parts(text: str) -> Iterator[str]:
    """What stands before the table, the table, and what stands after it."""
    before, _, rest = text.partition(f"{BEGIN}\n")
    within, _, after = rest.partition(f"\n{END}")
    yield from (before, within, after)


def main() -> None:
    """Write the table anew between its marks."""
    before, _, after = parts(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
