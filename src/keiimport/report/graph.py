# SPDX-License-Identifier: Apache-2.0
"""A proof as a graph: numbered boxes and arrows, before any language draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from keiimport.report.proof import Line, lines
from keiimport.report.words import Json, door, joined

WIDEST = 40
"""Letters on one line of a box."""

MARKS = {"true": "✓ ", "false": "✗ ", "unknown": "? "}


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the graph.

    Attributes:
        number: its number, from 0; the first is the path.
        above: the number of the box it hangs from; None for the first.
        truth: true, false, unknown, or empty for a remark.
        text: its lines.
        is_fact: whether it is a leaf.
    """

    number: int
    above: int | None
    truth: str
    text: tuple[str, ...]
    is_fact: bool


def boxes(why: Json) -> list[Box]:
    """The boxes of the proof of a path, each after the one it hangs from."""
    found: list[Box] = []
    root = lines(why.get("proof") or {})
    _add(root, None, found, head=f"{door(why)}: {root.text}" if why.get("path") else root.text)
    return found


def _add(line: Line, above: int | None, found: list[Box], head: str = "") -> None:
    number = len(found)
    text = [*wrap(MARKS.get(line.truth, "") + (head or line.text), WIDEST)]
    text += _small(line)
    found.append(Box(number, above, line.truth, tuple(text), not line.parts))
    for part in line.parts:
        _add(part, number, found)


def _small(line: Line) -> Iterator[str]:
    for note in line.notes if not line.parts else ():
        yield from wrap(note, WIDEST)
    if line.cite:
        yield from wrap(f"[{joined(line.cite)}]", WIDEST)
