# SPDX-License-Identifier: Apache-2.0
"""A proof as boxes and arrows, in Mermaid, which many pages draw, or in DOT of Graphviz."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Final, NamedTuple

from keiimport.report.html import environment
from keiimport.report.proof import Line, lines
from keiimport.report.words import TRUTHS, Json, cleaned, door, joined

WIDEST: Final = 40  # letters on one line of a box

COLOURS: Final = {
    "true": ("#e6f4ea", "#1e6b34", "#10381c"),
    "false": ("#fbe9e7", "#a02616", "#4a1008"),
    "unknown": ("#fff6db", "#7a5b00", "#3d2e00"),
}
"""What a box of each truth is filled, drawn and written with."""

PLAIN: Final = frozenset(" .,-/'()?!✓✗§+*=°·’–")  # mean nothing to Mermaid or HTML


class Box(NamedTuple):
    """A box: its number, that of the one it hangs from, its truth and its lines."""

    number: int
    above: int | None
    truth: str
    text: list[str]
    is_fact: bool


def mermaid(why: Json) -> str:
    """Write the proof of a path in Mermaid; what could mean something to it is an entity."""
    return _drawn("proof.mmd", why, _entities)


def dot(why: Json) -> str:
    """Write the proof of a path in DOT."""
    return _drawn("proof.dot", why, _escaped)


def _drawn(template: str, why: Json, safe: Callable[[str], str]) -> str:
    why = cleaned(why)
    boxes = [box._replace(text=[*map(safe, box.text)]) for box in _boxes(why)]
    told = {"path": safe(why["path"] or "proof"), "boxes": boxes, "colours": COLOURS}
    return environment().get_template(template).render(told).rstrip("\n")


def _entities(text: str) -> str:
    """`text` in letters, digits and harmless marks; all else by its number."""
    return "".join(mark if mark.isalnum() or mark in PLAIN else f"#{ord(mark)};" for mark in text)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _boxes(why: Json) -> list[Box]:
    """The boxes of a proof, each after the one it hangs from; the first is the path."""
    root = lines(why["proof"] or {})
    begin = root._replace(text=f"{door(why)}: {root.text}") if why["path"] else root
    found: list[Box] = []
    waiting: list[tuple[Line, int | None]] = [(begin, None)]
    while waiting:
        line, above = waiting.pop()
        mark = f"{TRUTHS[line.truth].sign} " if line.truth in TRUTHS else ""
        cite = [f"[{joined(line.cite)}]"] if line.cite else []
        said = (mark + line.text, *(() if line.parts else line.notes), *cite)
        text = [part for each in said for part in wrap(each, WIDEST)]
        waiting += [(part, len(found)) for part in reversed(line.parts)]
        found.append(Box(len(found), above, line.truth, text, not line.parts))
    return found
