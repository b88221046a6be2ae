# SPDX-License-Identifier: Apache-2.0
"""A proof as boxes and arrows, for Mermaid or for Graphviz."""

from textwrap import wrap
from typing import Final

from keiimport.report import proof, words
from keiimport.report.html import written
from keiimport.report.words import Json, cleaned

WIDEST: Final = 40  # letters to a line of a box


def drawing(why: Json, form: str) -> str:
    """Write the proof of a path as `mermaid`, which many pages draw, or as `dot` of Graphviz."""
    why = cleaned(why)
    root = proof.lines(why["proof"] or {})
    begin = root._replace(text=f"{words.door(why)}: {root.text}") if why["path"] else root
    boxes: list[Json] = []  # each after the one `above`, from which it hangs
    waiting: list[tuple[proof.Line, int | None]] = [(begin, None)]
    while waiting:
        line, above = waiting.pop()
        mark = f"{words.TRUTHS[line.truth].sign} " if line.truth in words.TRUTHS else ""
        cite = [f"[{words.joined(line.cite)}]"] if line.cite else []
        said = (mark + line.text, *(() if line.parts else line.notes), *cite)
        text = [part for each in said for part in wrap(each, WIDEST)]
        waiting += [(part, len(boxes)) for part in reversed(line.parts)]
        boxes.append({"above": above, "truth": line.truth, "text": text, "ends": not line.parts})
    return written(f"proof.{form}", path=why["path"] or "proof", boxes=boxes).rstrip("\n")
