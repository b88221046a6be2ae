# SPDX-License-Identifier: Apache-2.0
"""What two sides say differently, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from keiimport.report import words
from keiimport.report.layout import STYLES as COLOURS
from keiimport.report.layout import grid, heading, rendered, styled
from keiimport.report.words import Json, clean, joined, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

MARKS = {"added": "+", "removed": "-", "changed": "~", "replaced": "~"}
ARROW = "→"
SHOWN = ("when_no_rule", "covered_from", "outcome", "confidence", "cite")
"""What else is shown with both sides; the rest is in the JSON."""

STYLES = {"added": "green", "removed": "red", "changed": "yellow", "replaced": "yellow"}


@rendered
def render_rules(found: Json) -> Iterator[RenderableType]:
    """Write what the rules of two sides say differently, as `keiimport rules diff` has it."""
    changes = found.get("changes") or ()
    names = [_side(found[side]) for side in ("a", "b")]
    count = {0: "no difference", 1: "1 difference"}.get(len(changes), f"{len(changes)} differences")
    yield styled(f"{names[0]} {ARROW} {names[1]}: {count}", style="bold")
    for change in changes:
        yield _change(change)


def _side(side: Json) -> str:
    name = clean(side.get("name"))
    day = clean(side.get("day"))
    return f"{name} on {day}" if day and day != name else name


def _change(change: Json) -> Table:
    kind = clean(change.get("change"))
    head = styled(f"{clean(change.get('kind'))} {clean(change.get('id'))}", style="bold")
    if change.get("was"):
        head.append(f" in the place of {clean(change['was'])}")
    if change.get("concludes"):
        head.append(f", on {clean(change['concludes'])}")
    mark = styled(MARKS.get(kind, "~"), style=STYLES.get(kind, ""))
    return grid(1, [(mark, head), *(("", line) for line in _lines(change))])


def _lines(change: Json) -> Iterator[str]:
    """What differs in one entry, a line each; words that differ are only named."""
    if change.get("title"):
        yield clean(change["title"])
    if change.get("dates"):
        windows = (_window(change["dates"][side], change.get(side)) for side in ("a", "b"))
        yield "in force: " + f" {ARROW} ".join(window for window in windows if window)
    for threshold in change.get("thresholds") or ():
        yield _both(threshold.get("a"), threshold.get("b"))
    others = {other["what"]: other for other in change.get("others") or ()}
    for key in SHOWN:
        if key in others:
            yield f"{key}: {_both(_value(others[key]['a']), _value(others[key]['b']))}"
    named = [key for key in others if key not in (*SHOWN, "title")]
    if named:
        yield f"also other: {joined(named, ', ')}"


def _both(one: object, other: object) -> str:
    if one is None:
        return f"now {clean(other)}"
    if other is None:
        return f"no longer {clean(one)}"
    return f"{clean(one)} {ARROW} {clean(other)}"


def _window(window: Json | None, side: object) -> str | None:
    """The days of a window in words; None where that side has no such entry."""
    if side is None:
        return None
    if window is None:
        return "always"
    days = [f"{word} {clean(window[word])}" for word in ("from", "until") if window.get(word)]
    what = "built" if window.get("clock") == "manufactured" else "law"
    return f"{what} {' '.join(days)}"


def _value(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list():
            return joined((_value(each) or "" for each in value), "; ")
        case Mapping():
            told = {key: _value(each) for key, each in value.items()}
            return joined((f"{key} {said}" for key, said in told.items() if said), ", ")
    return clean(value)


# --- verdicts ---


@rendered
def render_verdicts(found: Json, names: tuple[str, str]) -> Iterator[RenderableType]:
    """Write what two verdicts on one case say differently, their chains side by side.

    Args:
        found: the JSON form of the difference.
        names: what the two sides are called.
    """
    table = _table(names)
    answer = found.get("answer") or {}
    table.add_row("answer", clean(answer.get("a")), clean(answer.get("b")))
    for pair in found.get("differences") or ():
        table.add_row(clean(pair["what"]), *(_value(pair[side]) or "nothing" for side in "ab"))
    yield table
    if found.get("why"):
        yield styled(sentence(clean(found["why"])))
    if found.get("chains"):
        yield heading("The two chains, side by side")
        table = _table(names)
        for row in found["chains"]:
            mark = "" if row["same"] else "≠"
            if row == found.get("parts_at"):
                mark = ARROW
            table.add_row(mark, *(_step(row[side], row["same"]) for side in "ab"))
        yield table


def _step(step: Json | None, same: bool) -> Text:
    if step is None:
        return styled("")
    truth, tone = words.truth(step)
    text = styled(f"{clean(step.get('step'))}. {clean(step.get('concludes'))}: ")
    text.append(truth, style=COLOURS[tone])
    if not same:
        text.append(f", {clean(step.get('because'))}")
        if step.get("cite"):
            text.append(f" [{joined(step['cite'])}]", style="cyan")
    return text


def _table(names: tuple[str, str]) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(no_wrap=True)
    for name in names:
        table.add_column(name, ratio=1)
    return table
