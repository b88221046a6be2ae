# SPDX-License-Identifier: Apache-2.0
"""What is shown of a verdict, however it is written: its short answer, and its sections.

The terminal, the page and the web show this; none of them looks into the JSON form itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.report import words
from keiimport.report.costs import cost_items
from keiimport.report.states import state_line, state_outcome
from keiimport.report.words import (
    UNNAMED,
    Json,
    clean,
    day_words,
    door,
    first_clause,
    named,
    plain,
    sentence,
    value_words,
    what,
)

LABELS: Final = {
    "admissible": "Yes",
    "conditional": "Yes, if",
    "undetermined": "Not sure",
    "not_yet": "Not yet",
    "refused": "No",
}
"""The first word for each outcome."""

IN_A_SENTENCE: Final = {
    "admissible": "yes",
    "conditional": "yes, on a condition",
    "undetermined": "still open",
    "not_yet": "not yet",
    "refused": "no",
}

TOLD: Final = {
    "vehicle.limited_speed": "limited to {}",
    "vehicle.top_speed": "top speed {}",
    "vehicle.registered_in": "registered in {}",
    "vehicle.country_of_manufacture": "built in {}",
    "vehicle.certified_to": "labels: {}",
    "vehicle.displacement": "{}",
    "vehicle.powertrain": "{}",
    "entry.purpose": "for {}",
    "entry.transport": "by {}",
}
"""How facts that people often tell are said."""

AGENCIES: Final = {"nhtsa": "Safety", "epa": "Emissions", "cbp": "Customs"}
"""What an agency is about, in one word."""

HEADLINES: Final = ("lsv.limited_only",)
"""The conclusions that the first sentence quotes where they are so: what somebody did to the
vehicle and hopes for."""

ADJECTIVES: Final = ("kei", "multipurpose", "kei multipurpose")
"""The names of classes that need the word vehicle."""

SAID_ELSEWHERE: Final = frozenset(
    {
        "vehicle.make",
        "vehicle.model",
        "vehicle.chassis_code",
        "vehicle.manufactured",
        "vehicle.body",
        "vehicle.kei",
        "entry.date",
        "entry.value",
        "entry.state",
    }
)
"""The facts that have a place of their own in the answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part of the short answer.

    Attributes:
        label: its first word.
        items: what it says.
        between: what stands between items.
    """

    label: str
    items: tuple[str, ...]
    between: str = ", "

    @property
    def text(self) -> str:
        """All that it says."""
        said = self.between.join(self.items)
        return f"{said[:1].upper()}{said[1:]}"


@dataclass(frozen=True, slots=True)
class View:
    """The short answer.

    Attributes:
        vehicle: the vehicle as it was understood, in a few words, for titles.
        label: yes, no or what lies between, in a word or two.
        tone: `yes`, `wait` or `no`.
        said: the answer in sentences.
        before: the parts above the answer: what was understood, and what was not.
        after: the parts below it.
    """

    vehicle: str
    label: str
    tone: str
    said: tuple[str, ...]
    before: tuple[Part, ...]
    after: tuple[Part, ...]


def view(verdict: Json, unread: Sequence[str] = ()) -> View:
    """The short answer of a verdict.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        unread: the words that were not understood, and what to know about how the others were.
    """
    label, tone = _label(verdict)
    before = [Part("Vehicle", (vehicle(verdict),))]
    before += [Part("Note", tuple(sentence(clean(each)) for each in unread), " ")] if unread else []
    after = tuple(part for part in _parts(verdict) if any(part.items))
    return View(_named(verdict), label, tone, tuple(_said(verdict)), tuple(before), after)


def _parts(verdict: Json) -> Iterator[Part]:
    for agency in verdict.get("chosen") or ():
        label = AGENCIES.get(agency, clean(agency).upper())
        costs = cost_items(verdict) if label == "Customs" else ()
        yield Part(label, (_agency(verdict, agency), *costs), "; ")
    state = verdict.get("state")
    if verdict.get("states"):
        yield Part("States", tuple(_map(verdict["states"])), "; ")
    if state or not verdict.get("states"):
        said = state_line(state) if state else "not told; each has its own rules"
        yield Part("State", (said,))
    yield Part("Bring", tuple(_papers(verdict)))
    yield Part("Watch out", tuple(_dangers(verdict)), "; ")
    assumed = verdict.get("assumptions") or ()
    yield Part("Assumed", tuple(plain(each.get("id")) for each in assumed))
    yield Part("Tell next", tuple(_next(verdict))[:2], " ")


# --- what it is ---


def vehicle(verdict: Json) -> str:
    """The vehicle as it was understood, with what else was told."""
    known = {fact["name"]: fact for fact in verdict.get("facts") or ()}
    parts = [_named(verdict)]
    parts += [
        _told(name, fact.get("value"))
        for name, fact in known.items()
        if fact.get("source") == "told" and name not in SAID_ELSEWHERE and ".costs." not in name
    ]
    if "entry.value" in known:
        parts.append(f"price {value_words(known['entry.value'].get('value'))}")
    state = verdict.get("state")
    to = f" in {clean(state.get('name'))}" if state else ""
    parts.append(f"entering{to} on {day_words(verdict.get('entry_date'))}")
    return ", ".join(filter(None, parts))


def _named(verdict: Json) -> str:
    """What it is called, of what kind it is, and when it was built."""
    facts = {fact["name"]: fact.get("value") for fact in verdict.get("facts") or ()}
    name, kind = named(verdict.get("facts") or ()), _kind(verdict)
    parts = [f"a {kind}"] if kind and name == UNNAMED else [name, kind]
    built = day_words(value_words(facts.get("vehicle.manufactured")))
    return ", ".join(filter(None, [*parts, f"built {built}" if built else ""]))


def _kind(verdict: Json) -> str:
    """The class it belongs to, such as `kei truck`."""
    kinds = [plain(kind) for kind in verdict.get("classification") or ()]
    said = " ".join(kind for kind in kinds if kind != "motor vehicle")
    bodies = (fact for fact in verdict.get("facts") or () if fact["name"] == "vehicle.body")
    said = said or " ".join(value_words(fact.get("value")) for fact in bodies)
    return f"{said} vehicle" if said in ADJECTIVES else said


def _told(name: str, value: object) -> str:
    """A fact that was told, in a word or two."""
    said = plain(name.rpartition(".")[2])
    if name in TOLD:
        return TOLD[name].format(value_words(value))
    if isinstance(value, bool):
        return said if value else f"not {said}"
    return f"{said} {value_words(value)}"


# --- yes or no ---


def _label(verdict: Json) -> tuple[str, str]:
    """The first words of the answer and their tone: no plain yes above what a state forbids."""
    outcome = clean(verdict.get("outcome"))
    tone = words.TONES.get(outcome, "no")
    if outcome == "conditional" and verdict.get("depends_on") == "agency":
        return "Only if", tone
    if outcome in ("admissible", "conditional") and _banned(verdict):
        return "Careful", "wait"
    return LABELS.get(outcome, outcome), tone


def _said(verdict: Json) -> Iterator[str]:
    if verdict.get("scenarios"):
        yield f"Hypothetical, supposing {', '.join(map(plain, verdict['scenarios']))}."
    yield from _outcome(verdict, clean(verdict.get("outcome")))
    for step in verdict.get("reasoning") or ():
        if step.get("concludes") in HEADLINES and step.get("truth") == "true":
            yield sentence(first_clause(clean(step.get("because"))))


def _outcome(verdict: Json, outcome: str) -> Iterator[str]:
    unless = _unless(verdict)
    if outcome == "admissible":
        assumed = verdict.get("certainty") == "assumed"
        rests = ", if our assumptions below are right" if assumed else ""
        yield f"You may import it now{rests}{_ban(verdict)}."
    elif outcome == "conditional":
        todo = [first_clause(what(action)) for action in _actions(verdict)]
        answer = clean(verdict.get("answer"))
        yield sentence(f"you {', and '.join(todo)}{_ban(verdict)}" if todo else answer)
    elif outcome == "not_yet":
        yield f"Not before {_days(verdict)}{unless}. It must not arrive earlier."
    elif outcome == "refused":
        yield sentence(_refusal(verdict) + unless)
    else:
        yield from _undecided(verdict)
        if verdict.get("earliest"):
            yield f"In any case you may import it from {day_words(verdict['earliest'])} on{unless}."


def _undecided(verdict: Json) -> Iterator[str]:
    """What the answers to the first question come to; what an agency's word decides."""
    if verdict.get("depends_on") == "agency":
        yield sentence(clean(verdict.get("answer")).split(". ")[0])
        return
    asked: Json = next(iter(verdict.get("missing") or ()), {})
    answers = asked.get("answers") or ()
    if len({clean(each.get("outcome")) for each in answers}) > 1:
        ways = (f"{plain(each['answer'])}: {IN_A_SENTENCE[each['outcome']]}" for each in answers)
        yield f"It depends on the question below. If {'; if '.join(ways)}."
    else:
        yield "We can't say before we know what is asked below."


def _actions(verdict: Json) -> Iterator[Json]:
    """What has still to be done for the doors that were chosen, or for no door of its own."""
    chosen = set((verdict.get("chosen") or {}).values())
    for action in verdict.get("actions") or ():
        wanted = action.get("for") or ()
        if not wanted or chosen.intersection(wanted):
            yield action


def _banned(verdict: Json) -> bool:
    return (verdict.get("state") or {}).get("outcome") == "banned"


def _ban(verdict: Json) -> str:
    """That the state asked refuses what may come in, as a clause."""
    name = clean((verdict.get("state") or {}).get("name"))
    return f", but {name} does not allow it on its roads" if _banned(verdict) else ""


def _unless(verdict: Json) -> str:
    """What would make the answer better, as a clause."""
    found = [clean(each.get("words")) for each in verdict.get("unless") or ()]
    return f", unless {found[0].removeprefix('unless ').rstrip('.')}" if found else ""


def _days(verdict: Json) -> str:
    certain, possible = verdict.get("earliest"), verdict.get("earliest_possible")
    if not certain:
        return f"{day_words(possible)}, and perhaps later"
    if possible and possible != certain:
        return f"{day_words(possible)}, for certain from {day_words(certain)}"
    return day_words(certain)


def _refusal(verdict: Json) -> str:
    """What bars it, or which agency has no door for it."""
    bars = [g for g in verdict.get("gates") or () if g.get("outcome") == "barred"]
    if bars:
        return f"You cannot import it: {first_clause(clean(bars[0].get('because')))}"
    chosen = verdict.get("chosen") or {}
    shut = [AGENCIES.get(agency, agency) for agency, path in chosen.items() if path is None]
    if not shut:
        return "You cannot import it"
    return f"There is no way in on {' or '.join(clean(each).lower() for each in shut)}"


# --- the agencies, the states ---


def _agency(verdict: Json, agency: str) -> str:
    chosen = (verdict.get("chosen") or {}).get(agency)
    path = next((p for p in verdict.get("paths") or () if p.get("id") == chosen), None)
    if path is None:
        return f"no way in: {_why_shut(verdict, agency)}"
    said = f"{door(path)}, {clean(path.get('title'))}"
    match path.get("outcome"):
        case "not_yet":
            return f"{said}: from {day_words(path.get('opens_on') or path.get('opens_possible'))}"
        case "needs_facts":
            return f"{said}: {first_clause(clean(path.get('because')))}"
        case "needs_action":
            return f"{said}: once something is done"
    return said


def _why_shut(verdict: Json, agency: str) -> str:
    """Why the first door that counts is shut: only those that count are in the reasons."""
    counted = {step.get("concludes") for step in verdict.get("reasoning") or ()}
    doors = [
        path
        for path in verdict.get("paths") or ()
        if path.get("agency") == agency and not path.get("theoretical")
    ]
    doors.sort(key=lambda path: path.get("id") not in counted)
    return first_clause(clean(doors[0].get("because"))) if doors else "we know of none"


def _map(states: Sequence[Json]) -> Iterator[str]:
    """The states by what they say."""
    for outcome, said in words.STATES.items():
        codes = [clean(each.get("state")) for each in states if state_outcome(each) == outcome]
        if codes:
            yield f"{len(codes)} {said}: {' '.join(codes)}"


# --- what to bring, what could sink it, what to tell ---


def _papers(verdict: Json) -> Iterator[str]:
    """The papers of the doors that open, each by its name alone."""
    if verdict.get("outcome") == "refused":
        return
    said: set[str] = set()
    for path in words.chosen_paths(verdict):
        for paper in path.get("papers") or ():
            name = first_clause(what(paper), ";(,:").split(" and the ")[0]
            if name and name not in said:
                said.add(name)
                yield name


UNSAID: Final = "you haven't said "
"""How sentences about what is not known begin."""


def _dangers(verdict: Json) -> Iterator[str]:
    """What nobody has said and would bar it, and what was told and not believed."""
    unsaid: list[str] = []
    for warning in verdict.get("warnings") or ():
        if ": you said `" in clean(warning):
            yield first_clause(clean(warning).replace("`", ""))
        elif clean(warning).startswith(f"{UNSAID}what "):
            unsaid.append(first_clause(clean(warning), ":"))
    for gate in verdict.get("gates") or ():
        if gate.get("outcome") == "unclear":
            unsaid.append(first_clause(clean(gate.get("because"))))
    # what they begin with is said once
    yield from [
        said if not place else said.removeprefix(UNSAID) for place, said in enumerate(unsaid)
    ]
    if verdict.get("outcome") == "not_yet":
        yield "arriving before that day"


def _next(verdict: Json) -> Iterator[str]:
    """The one or two facts worth telling next."""
    # what the outcome hangs on comes first
    undetermined = verdict.get("outcome") == "undetermined"
    missing = verdict.get("missing") or () if undetermined else ()
    asked = [entry for entry in missing if entry.get("question")]
    for entry in asked[:2]:
        yield clean(entry["question"])
    if asked:
        return
    certain, possible = verdict.get("earliest"), verdict.get("earliest_possible")
    untold = []
    if certain and possible and certain != possible:
        untold.append("the exact day or month it was built")
    duty = verdict.get("duty")
    if duty and not duty.get("value"):
        untold.append("the price")
    if not verdict.get("state"):
        untold.append("the state")
    if duty and not duty.get("rate"):
        wanted = [clean(name) for name in duty.get("missing") or ()]
        wanted = [name for name in wanted if name.startswith("vehicle.")]
        untold += [f"the {plain(name.partition('.')[2])}" for name in wanted[:1]]
    if untold:
        yield sentence(" and ".join(untold[:2]))
