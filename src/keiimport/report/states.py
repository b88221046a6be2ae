# SPDX-License-Identifier: Apache-2.0
"""The answers of states on an imported vehicle: one in a line or in full, or all as a map."""

import re
from collections.abc import Iterator
from typing import Final

from keiimport.capitals import begun
from keiimport.report import words
from keiimport.report.rows import Group, Row, Section, section
from keiimport.report.words import Json, cleaned, day_words, joined, plain, sentence

TERMS: Final = ("titled", "plate", "roads", "interstates", "use_limits", "grandfather")
# words that say by themselves what the vehicle gets
NO_PLATE: Final = re.compile(r"\b(plate|tag|decal|permit|number|registered|none)\b")


def state_outcome(state: Json) -> str:
    """The outcome of a state: the one that its branches agree on, else `depends`."""
    outcome = str(state["outcome"])
    known = {branch["outcome"] for branch in state["branches"]} - {"unclear"}
    if outcome != "unclear" or not known:
        return outcome
    return known.pop() if len(known) == 1 else "depends"


def state_line(state: Json) -> str:
    """A state in a line: its answer, the plate, the roads, or why."""
    state = cleaned(state)
    branches, said = state["branches"], _in_short(state)
    if len({branch["outcome"] for branch in branches}) > 1:
        said = joined(f"{_outcome(branch['outcome'])} {_condition(branch)}" for branch in branches)
    return f"{state['name'] or state['state']}: {said}"


def _in_short(state: Json) -> str:
    terms = [state[key] for key in ("roads", "use_limits") if state[key]]
    if state["plate"] and state["outcome"] in ("allowed", "restricted"):
        # `ordinary plate, permanent from 11 years on`, `off-road decal`
        said = state["plate"]
        kind = re.split(r"[,;:(]", said, maxsplit=1)[0].strip()
        terms.insert(0, said if NO_PLATE.search(kind) else f"{kind} plate{said[len(kind) :]}")
    # each branch has a reason of its own, even if they agree
    if (state["outcome"] != "allowed" or not terms) and not state["branches"]:
        terms.append(state["because"])
    return "; ".join([_outcome(state["outcome"]), *terms])


def _outcome(name: str) -> str:
    return words.STATES[name].words if name in words.STATES else name


def _condition(branch: Json) -> str:
    return branch["if"] if branch["if"] == "otherwise" else f"if {branch['if']}"


def one_state(state: Json, full: bool) -> Section:
    """The answer of the state that was asked about."""
    title = f"{state['name']}: {_outcome(state_outcome(state))}"
    return section("state", title, _rows(state, full))


def every_state(verdict: Json) -> Section:
    """The map of the states, grouped by outcome; empty if it was not asked for."""
    states, groups = verdict["states"], []
    for outcome, said in words.STATES.items():
        rows = []
        for state in (each for each in states if state_outcome(each) == outcome):
            terms = next((each for each in state["branches"] if each["roads"]), state)
            why = f"{sentence(state['because'])} Checked {_checked(state)}."
            cells = (f"{state['state']}  {state['name']}", terms["roads"] or state["plate"], why)
            rows.append(Row(cells))
        title = f"{begun(said.words)}: {len(rows)} of {len(states)} jurisdictions"
        groups.append(Group(rows, title, said.tone))
    return Section("states", "Every state", groups, ("State", "Roads or plate", "Why"))


def _rows(state: Json, full: bool) -> Iterator[Row]:
    whole = full or not state["branches"]  # which say the same
    if whole:
        yield Row(("Because", sentence(state["because"])), cite=state["cite"])
    if state["last_checked"]:
        yield Row(("Checked", _checked(state)), cite=() if whole else state["cite"])
    if full and state["applies_to"]:
        yield Row(("As", plain(state["applies_to"])))
    yield from (Row((begun(label), said)) for label, said in _terms(state))
    if state["conditions"]:
        yield Row(("Conditions", sentence(joined(state["conditions"]))))
    if full and state["missing"]:
        yield Row(("Missing", joined(state["missing"], ", ")))
    written = _branch if full else _in_short
    yield from (Row((begun(_condition(each)), written(each))) for each in state["branches"])
    for way in state["alternatives"]:
        only = f" {_condition(way)}" if way["if"] else ""
        yield Row((f"As {plain(way['applies_to'])}{only}", written(way)))
    if full and state["sources"]:
        yield Row(("Sources", joined(state["sources"])))


def _checked(state: Json) -> str:
    return day_words(state["last_checked"]) + "".join(f" ({s})" for s in words.law_seen(state))


def _branch(branch: Json) -> str:
    terms = (f"{label}: {said}" for label, said in _terms(branch))
    said = joined([branch["because"], *terms, *branch["conditions"]])
    return f"{_outcome(branch['outcome'])}: {said}"


def _terms(entry: Json) -> Iterator[tuple[str, str]]:
    for key in TERMS:
        if entry[key] not in ("", "unclear"):
            yield plain(key), entry[key]
