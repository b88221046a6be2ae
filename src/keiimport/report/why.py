# SPDX-License-Identifier: Apache-2.0
"""The proof of one path for people: what is said of it, and the tree as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from keiimport.report.layout import STYLES, grid, rendered, styled
from keiimport.report.proof import MARKS, Line, lines
from keiimport.report.rows import Row, Section, section
from keiimport.report.words import (
    GROUPS,
    LAW_SEEN,
    Json,
    clean,
    day_words,
    door,
    joined,
    plain,
    sentence,
    what,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from rich.tree import Tree


class Why(NamedTuple):
    """What is said of a path.

    Attributes:
        door: its form and its box or code.
        title: what it is for.
        label: whether it is open, in a word or two.
        tone: `yes`, `wait`, `later` or `no`.
        said: why, in a sentence; empty where only what is missing would tell.
        about: names with what stands for them.
        sections: papers and restrictions.
    """

    door: str
    title: str
    label: str
    tone: str
    said: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def said(why: Json) -> Why:
    """What is said of a path."""
    outcome = clean(why.get("outcome"))
    label, tone = GROUPS.get(outcome, (outcome, "no"))
    if why.get("scenarios"):
        label += f" (hypothetical, supposing {joined(map(plain, why['scenarios']), ', ')})"
    # of a door that waits for facts only those that would settle it are worth naming
    because = sentence(clean(why.get("because"))) if outcome != "needs_facts" else ""
    opens = why.get("opens_on") if outcome not in ("open", "needs_action") else None
    about = (
        ("Path", clean(why.get("path"))),
        ("Law", joined(why.get("cite") or ())),
        ("How it was seen", LAW_SEEN.get(clean(why.get("confidence")), "")),
        ("Opens on", day_words(opens)),
        ("Waits for", joined(why.get("missing") or (), ", ")),
        ("Day of entry", day_words(why.get("entry_date"))),
        ("Law of", day_words(why.get("law_as_of"))),
    )
    lists = {"papers": "Papers", "restrictions": "Terms and penalties"}
    found = [
        section(key, title, [Row((sentence(what(each)),)) for each in why.get(key) or ()])
        for key, title in lists.items()
    ]
    told = tuple(each for each in about if each[1])
    shown = tuple(filter(None, found))
    return Why(door(why), clean(why.get("title")), label, tone, because, told, shown)


@rendered
def render(why: Json) -> Iterator[RenderableType]:
    """Write the proof of a path (what `Verdict.why()` gives) for people."""
    found = said(why)
    head = styled(f"{found.label}: {found.door}, {found.title}", style=f"bold {STYLES[found.tone]}")
    if found.said:
        head.append(f"\n{found.said}", style="not bold default")
    yield head
    yield grid(1, found.about)
    yield _tree(lines(why.get("proof") or {}))
    yield styled("   ".join(f"{mark} {word}" for mark, word, _ in MARKS.values()), style="dim")


@rendered
def render_list(paths: Sequence[Json]) -> Iterator[RenderableType]:
    """Write the paths of an agency for people, each with how it stands."""
    rows = []
    for path in paths:
        word, tone = GROUPS.get(clean(path.get("outcome")), (clean(path.get("outcome")), ""))
        line = styled(f"{word}: ", style=STYLES.get(tone, ""))
        line.append(f"{door(path)}, {clean(path.get('title'))}", style="default")
        rows.append((clean(path.get("id")), line))
    yield grid(1, rows)


def _tree(line: Line) -> Tree:
    from rich.tree import Tree

    tree = Tree(_label(line), guide_style="dim")
    for part in line.parts:
        tree.add(_tree(part))
    return tree


def _label(line: Line) -> Text:
    mark, _, tone = MARKS.get(line.truth, ("…", "", ""))
    label = styled(f"{mark} ", style=STYLES.get(tone, "dim"))
    label.append(line.text)
    if line.cite:
        label.append(f" [{joined(line.cite)}]", style="cyan")
    if line.remarks:
        label.append(f" ({line.remarks})", style="dim")
    return label
