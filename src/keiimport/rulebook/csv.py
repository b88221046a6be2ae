# SPDX-License-Identifier: Apache-2.0
"""Comma-separated values (RFC 4180), each cell with its place."""

from __future__ import annotations

import re

from keiimport.errors import Place, RuleError
from keiimport.rulebook.yaml import ScalarNode, decode

_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"|([^",\n]*)')


def read_csv(data: bytes, file: str) -> list[list[ScalarNode]]:
    """Read comma-separated values (RFC 4180) with the place of each cell.

    Args:
        data: the bytes, UTF-8.
        file: the name, for places.

    Returns:
        The lines that are not empty; every cell stripped of spaces around it.

    Raises:
        RuleError: when a quote is out of place or a line has not as many cells as the first.
    """
    text = decode(data, file).replace("\r\n", "\n").replace("\r", "\n")
    lines: list[list[ScalarNode]] = []
    cells: list[ScalarNode] = []
    at, line, start = 0, 1, 0
    while at < len(text) or cells:
        place = Place(file, line, at - start + 1)
        found = _CELL.match(text, at)
        assert found is not None  # an empty cell always matches
        quoted = found[1] is not None
        cell = found[1].replace('""', '"') if quoted else found[2]
        cells.append(ScalarNode(place, cell.strip()))
        if breaks := found[0].count("\n"):
            line += breaks
            start = at + found[0].rindex("\n") + 1
        at = found.end()
        if at < len(text) and text[at] not in ",\n":
            raise RuleError(
                "a quote stands out of place in this cell",
                place,
                'quotes around the whole cell, and `""` for each quote within',
            )
        if at < len(text) and text[at] == ",":
            at += 1
            continue
        at, line, start = at + 1, line + 1, at + 1
        if any(each.text for each in cells) or len(cells) > 1:
            if lines and len(cells) != len(lines[0]):
                raise RuleError(
                    f"this line has {len(cells)} cells",
                    Place(file, cells[0].place.line, 1),
                    f"{len(lines[0])}, as in the first line",
                )
            lines.append(cells)
        cells = []
    return lines
