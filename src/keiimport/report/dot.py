# SPDX-License-Identifier: Apache-2.0
"""The proof of one path in DOT, the language of Graphviz."""

from __future__ import annotations

from typing import Final

from keiimport.report.graph import Box, boxes
from keiimport.report.words import Json, clean

_FILLS: Final = {
    "true": ("#e6f4ea", "#1e6b34"),
    "false": ("#fbe9e7", "#a02616"),
    "unknown": ("#fff6db", "#7a5b00"),
    "": ("#ffffff", "#555555"),
}


def render(why: Json) -> str:
    """Write the proof of a path in DOT.

    Args:
        why: what `Verdict.why()` gives.
    """
    found = boxes(why)
    written = [
        f"digraph {_quoted(clean(why.get('path')) or 'proof')} {{",
        '  node [shape=box, style="filled,rounded", fontname="sans-serif", fontsize=11];',
        '  edge [color="#555555"];',
        *(f"  {_box(box)}" for box in found),
        *(f"  n{box.above} -> n{box.number};" for box in found if box.above is not None),
        "}",
    ]
    return "\n".join(written)


def _box(box: Box) -> str:
    fill, line = _FILLS.get(box.truth, _FILLS[""])
    label = "\\n".join(_escaped(text) for text in box.text)
    shape = ", shape=ellipse" if box.is_fact else ""
    return f'n{box.number} [label="{label}", fillcolor="{fill}", color="{line}"{shape}];'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')
