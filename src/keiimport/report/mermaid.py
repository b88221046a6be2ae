# SPDX-License-Identifier: Apache-2.0
"""The proof of one path as a Mermaid flowchart, which many pages and editors draw."""

from __future__ import annotations

from typing import Final

from keiimport.report.graph import Box, boxes
from keiimport.report.words import Json

_STYLES: Final = (
    "classDef true fill:#e6f4ea,stroke:#1e6b34,color:#10381c",
    "classDef false fill:#fbe9e7,stroke:#a02616,color:#4a1008",
    "classDef unknown fill:#fff6db,stroke:#7a5b00,color:#3d2e00",
)
_PLAIN: Final = frozenset(" .,-/'()?!✓✗§+*=°·’–")


def render(why: Json) -> str:
    """Write the proof of a path as a flowchart.

    Args:
        why: what `Verdict.why()` gives.

    Returns:
        Mermaid text; whatever could mean something to Mermaid or to HTML is written as an entity.
    """
    found = boxes(why)
    written = ["flowchart TD", *(f"  {_box(box)}" for box in found)]
    written += [f"  n{box.above} --> n{box.number}" for box in found if box.above is not None]
    return "\n".join([*written, *(f"  {style}" for style in _STYLES)])


def _box(box: Box) -> str:
    text = "<br/>".join(_escaped(line) for line in box.text)
    shape = f'(["{text}"])' if box.is_fact else f'["{text}"]'
    return f"n{box.number}{shape}" + (f":::{box.truth}" if box.truth else "")


def _escaped(text: str) -> str:
    """`text` in letters, digits and harmless marks; all else by its number."""
    return "".join(mark if mark.isalnum() or mark in _PLAIN else f"#{ord(mark)};" for mark in text)
