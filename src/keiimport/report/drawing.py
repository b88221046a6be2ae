# SPDX-License-Identifier: Apache-2.0
"""A proof as boxes and arrows, in Mermaid, which many pages draw, or in DOT of Graphviz."""

from __future__ import annotations

from textwrap import wrap
from typing import Final, NamedTuple

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
    """A box: the number of the one it hangs from, its truth and its lines."""

    above: int | None
    truth: str
    text: list[str]
    is_fact: bool


def mermaid(why: Json) -> str:
    """Write the proof of a path in Mermaid; what could mean something to it is an entity."""
    written = ["flowchart TD"]
    found = list(enumerate(_boxes(cleaned(why))))
    for number, box in found:
        text = "<br/>".join(map(_entities, box.text))
        shape = f'(["{text}"])' if box.is_fact else f'["{text}"]'
        written.append(f"  n{number}{shape}" + (f":::{box.truth}" if box.truth else ""))
    written += [f"  n{box.above} --> n{n}" for n, box in found if box.above is not None]
    written += [
        f"  classDef {truth} fill:{fill},stroke:{line},color:{ink}"
        for truth, (fill, line, ink) in COLOURS.items()
    ]
    return "\n".join(written)


def dot(why: Json) -> str:
    """Write the proof of a path in DOT."""
    why = cleaned(why)
    written = [
        f'digraph "{_escaped(why["path"] or "proof")}" {{',
        '  node [shape=box, style="filled,rounded", fontname="sans-serif", fontsize=11];',
        '  edge [color="#555555"];',
    ]
    found = list(enumerate(_boxes(why)))
    for number, box in found:
        fill, line, _ = COLOURS.get(box.truth, ("#ffffff", "#555555", ""))
        label = "\\n".join(map(_escaped, box.text))
        shape = ", shape=ellipse" if box.is_fact else ""
        told = f'label="{label}", fillcolor="{fill}", color="{line}"{shape}'
        written.append(f"  n{number} [{told}];")
    written += [f"  n{box.above} -> n{n};" for n, box in found if box.above is not None]
    return "\n".join([*written, "}"])


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
        found.append(Box(above, line.truth, text, not line.parts))
    return found
