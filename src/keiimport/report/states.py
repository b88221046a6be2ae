# SPDX-License-Identifier: Apache-2.0
"""What states say of the vehicle once it is in: one in a line or whole, all of them as a map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from keiimport.report.rows import Group, Row, Section, group, section
from keiimport.report.words import (
    LAW_SEEN,
    STATES,
    Json,
    clean,
    day_words,
    joined,
    plain,
    sentence,
    texts,
)

TONES: Final = {"allowed": "yes", "restricted": "wait", "banned": "no"}

TERMS: Final = ("titled", "plate", "roads", "interstates", "use_limits", "grandfather")
"""How the vehicle may be titled, plated and used."""


NO_PLATE: Final = re.compile(r"\b(plate|tag|decal|permit|number|registered|none)\b")
"""Words that say by themselves what the vehicle gets."""


def state_outcome(state: Json) -> str:
    """What a state says: what its branches say where they agree, `depends` where they do not."""
    outcome = clean(state.get("outcome"))
    branches = {clean(branch.get("outcome")) for branch in state.get("branches") or ()}
    known = branches - {"unclear"}
    if outcome != "unclear" or not known:
        return outcome
    return known.pop() if len(known) == 1 else "depends"


def state_line(state: Json) -> str:
    """A state in a line: its answer, the plate, the roads, or why."""
    name = clean(state.get("name") or state.get("state"))
    branches = state.get("branches") or ()
    if len({clean(branch.get("outcome")) for branch in branches}) > 1:
        said = joined(f"{_says(each.get('outcome'))} {condition(each)}" for each in branches)
        return f"{name}: {said}"
    return f"{name}: {_in_short(state)}"


def _in_short(state: Json) -> str:
    outcome, plate = clean(state.get("outcome")), clean(state.get("plate"))
    terms = [_plate(plate)] if plate and outcome in ("allowed", "restricted") else []
    terms += [clean(state[key]) for key in ("roads", "use_limits") if state.get(key)]
    # why branches that agree do so takes a sentence for each
    if (outcome != "allowed" or not terms) and not state.get("branches"):
        terms.append(clean(state.get("because")))
    return "; ".join([_says(outcome), *terms])


def _plate(said: str) -> str:
    """A plate in words: `ordinary plate, permanent from 11 years on`, `off-road decal`."""
    kind = re.split(r"[,;:(]", said, maxsplit=1)[0].strip()
    return said if NO_PLATE.search(kind) else f"{kind} plate{said[len(kind) :]}"


def _says(outcome: object) -> str:
    return STATES.get(clean(outcome), clean(outcome))


def condition(branch: Json) -> str:
    """When a branch is the answer."""
    said = clean(branch.get("if"))
    return said if said == "otherwise" else f"if {said}"


def one_state(verdict: Json, full: bool) -> Section | None:
    """What the state that was asked says; None where none was."""
    state: Json = verdict.get("state") or {}
    title = f"{clean(state.get('name'))}: {_says(state_outcome(state))}"
    return section("state", title, list(_rows(state, full)) if state else [])


def every_state(verdict: Json, full: bool) -> Section | None:
    """The map of the states, grouped by what they say; None where it was not asked for."""
    states = verdict.get("states") or ()
    groups = []
    for outcome, said in STATES.items():
        rows = [_mapped(state) for state in states if state_outcome(state) == outcome]
        title = f"{_begun(said)}: {len(rows)} of {len(states)} jurisdictions"
        groups.append(Group(title, tuple(rows), TONES.get(outcome, "later")))
    return group("states", "Every state", groups, ("State", "Roads or plate", "Why"))


def _mapped(state: Json) -> Row:
    place = f"{clean(state.get('state'))}  {clean(state.get('name'))}"
    terms: Json = next((each for each in state.get("branches") or () if each.get("roads")), state)
    where = clean(terms.get("roads")) or clean(state.get("plate"))
    why = f"{sentence(clean(state.get('because')))} Checked {_checked(state)}."
    return Row((place, where, why))


def _rows(state: Json, full: bool) -> Iterator[Row]:
    cite = texts(state.get("cite"))
    whole = full or not state.get("branches")  # which say the same
    if whole:
        yield Row(("Because", sentence(clean(state.get("because")))), cite=cite)
    if state.get("last_checked"):
        yield Row(("Checked", _checked(state)), cite=() if whole else cite)
    if full and state.get("applies_to"):
        yield Row(("As", plain(state["applies_to"])))
    for label, said in _terms(state):
        yield Row((_begun(label), said))
    if state.get("conditions"):
        yield Row(("Conditions", sentence(joined(state["conditions"]))))
    if full and state.get("missing"):
        yield Row(("Missing", joined(state["missing"], ", ")))
    written = _branch if full else _in_short
    for branch in state.get("branches") or ():
        yield Row((_begun(condition(branch)), written(branch)))
    for way in state.get("alternatives") or ():
        only = f" {condition(way)}" if way.get("if") else ""
        yield Row((f"As {plain(way.get('applies_to'))}{only}", written(way)))
    if full and state.get("sources"):
        yield Row(("Sources", joined(state["sources"])))


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _checked(state: Json) -> str:
    """When the row was last checked, and how well its law was seen."""
    seen = LAW_SEEN.get(clean(state.get("confidence")), "")
    return day_words(state.get("last_checked")) + (f" ({seen})" if seen else "")


def _branch(branch: Json) -> str:
    terms = [f"{label}: {said}" for label, said in _terms(branch)]
    said = [branch.get("because"), *terms, *(branch.get("conditions") or ())]
    return f"{_says(branch.get('outcome'))}: {joined(said)}"


def _terms(entry: Json) -> Iterator[tuple[str, str]]:
    for key in TERMS:
        if entry.get(key) not in (None, "", "unclear"):
            yield plain(key), clean(entry[key])
