# SPDX-License-Identifier: Apache-2.0
"""The sections of the text about states: the answer of one, and the map of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from keiimport.report.layout import grid, heading, section, styled
from keiimport.report.words import LAW_SEEN, Json, clean, joined, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

OUTCOMES: Final[Mapping[str, tuple[str, str]]] = {
    "allowed": ("Allowed on its roads", "green"),
    "restricted": ("Allowed with restrictions", "yellow"),
    "banned": ("Banned from its roads", "red"),
    "depends": ("Depends on what is not told", "magenta"),
    "unclear": ("Unclear", "magenta"),
}
"""How states are grouped by what they say, in this order, with their colours."""


def state_section(verdict: Json) -> RenderableType | None:
    """What the state that was asked says, or None where none was."""
    state: Json | None = verdict.get("state")
    if not state:
        return None
    title, style = OUTCOMES.get(_group(state), (_group(state), ""))
    body = grid(1)
    for label, words in _lines(state):
        body.add_row(label, words)
    for branch in state.get("branches") or ():
        body.add_row(_condition(branch), _in_short(branch))
    for way in state.get("alternatives") or ():
        kind = clean(way.get("applies_to")).replace("_", " ")
        only = f" {_condition(way)}" if way.get("if") else ""
        body.add_row(f"as {kind}{only}", _in_short(way))
    return section(f"{clean(state.get('name'))}: {title[:1].lower()}{title[1:]}", body, style)


def states_section(verdict: Json) -> RenderableType | None:
    """The map of the states, grouped by what they say; None where it was not asked for."""
    from rich.console import Group

    states = verdict.get("states") or ()
    parts: list[RenderableType] = []
    for outcome, (title, style) in OUTCOMES.items():
        group = [state for state in states if _group(state) == outcome]
        if not group:
            continue
        body = grid(2)
        for state in group:
            said = f"{sentence(clean(state.get('because')))} Checked {_checked(state)}."
            place = f"{clean(state.get('state'))}  {clean(state.get('name'))}"
            body.add_row(place, clean(state.get("roads")) or clean(state.get("plate")), said)
        parts += [heading(f"{title}: {len(group)} of {len(states)} jurisdictions", style), body]
    return Group(*parts) if parts else None


def _lines(state: Json) -> Iterator[tuple[str, RenderableType]]:
    yield "because", styled(sentence(clean(state.get("because"))), cite=state.get("cite"))
    if state.get("applies_to"):
        yield "as", clean(state["applies_to"]).replace("_", " ")
    yield from _terms(state)
    for condition in state.get("conditions") or ():
        yield "condition", sentence(clean(condition))
    if state.get("missing"):
        yield "missing", joined(state["missing"], ", ")
    for source in state.get("sources") or ():
        yield "source", clean(source)
    if state.get("last_checked"):
        yield "checked", _checked(state)


def _group(state: Json) -> str:
    """What a state says; `depends` where its branches say different things."""
    outcome = clean(state.get("outcome"))
    return "depends" if outcome == "unclear" and state.get("branches") else outcome


def _checked(state: Json) -> str:
    """When the row was last checked, and how well its law was seen."""
    seen = LAW_SEEN.get(clean(state.get("confidence")), "")
    return clean(state.get("last_checked")) + (f" ({seen})" if seen else "")


def _condition(branch: Json) -> str:
    """When a branch is the answer."""
    words = clean(branch.get("if"))
    return words if words == "otherwise" else f"if {words}"


def _in_short(branch: Json) -> str:
    """A branch in one line."""
    terms = [f"{label}: {words}" for label, words in _terms(branch)]
    said = [clean(branch.get("because")), *terms, *map(clean, branch.get("conditions") or ())]
    return f"{clean(branch.get('outcome'))}: {joined(said)}"


def _terms(entry: Json) -> Iterator[tuple[str, str]]:
    """How the vehicle may be titled, plated and used."""
    for key in ("titled", "plate", "roads", "interstates", "use_limits", "grandfather"):
        if entry.get(key):
            yield key.replace("_", " "), clean(entry[key])
