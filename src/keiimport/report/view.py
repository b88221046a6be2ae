# SPDX-License-Identifier: Apache-2.0
"""What is shown of a verdict, however it is written: its short answer, and its sections.

The terminal, the page and the web show this; none of them looks into the JSON form itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.report import words
from keiimport.report.costs import cost_items
from keiimport.report.questions import answers_in_words
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

TOLD: Final = {
    "vehicle.limited_speed": "limited to {}",
    "vehicle.top_speed": "top speed {}",
    "vehicle.registered_in": "registered in {}",
    "vehicle.country_of_manufacture": "built in {}",
    "vehicle.certified_to": "labels: {}",
    "vehicle.displacement": "{}",
    "vehicle.powertrain": "{}",
    "importer.kind": "importer: {}",
    "entry.purpose": "for {}",
    "entry.transport": "by {}",
}
"""How facts that people often tell are said."""

AGENCIES: Final = {"nhtsa": "Safety", "epa": "Emissions", "cbp": "Customs"}
"""What an agency is about, in one word."""

COUNTRIES: Final = frozenset({"vehicle.registered_in", "vehicle.country_of_manufacture"})
"""The facts that are countries."""

SPOKEN: Final = {
    "AE": "the Emirates",
    "GB": "the United Kingdom",
    "NL": "the Netherlands",
    "PH": "the Philippines",
    "RU": "Russia",
    "US": "the United States",
}
"""How countries are called whose listed name nobody says."""

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


_SENTENCE: Final = re.compile(r"(?<=[a-z0-9)][.?]) (?=[A-Z])")
"""Between two sentences."""


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
        tone: `yes`, `wait` or `no`.
        answer: yes, no or what lies between, sentence by sentence.
        before: the parts above the answer: what was understood, and what was not.
        after: the parts below it.
    """

    vehicle: str
    tone: str
    answer: Part
    before: tuple[Part, ...]
    after: tuple[Part, ...]


def view(verdict: Json, unread: Sequence[str] = ()) -> View:
    """The short answer of a verdict.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        unread: the words that were not understood, and what to know about how the others were.
    """
    answer = clean(verdict.get("headline") or verdict.get("answer"))
    answer = answer or sentence(words.headline(verdict.get("outcome")))
    before = [Part("Vehicle", (vehicle(verdict),))]
    before += [Part("Note", tuple(sentence(clean(each)) for each in unread), " ")] if unread else []
    after = tuple(part for part in _parts(verdict) if any(part.items))
    said = Part("Answer", tuple(_SENTENCE.split(answer)), " ")
    return View(_named(verdict), _tone(verdict), said, tuple(before), after)


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
    yield Part("Assumed", tuple(dict.fromkeys(clean(a.get("says")) for a in assumed)))
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
    said = plain(name.rpartition(".")[2])
    if value == "none":
        return f"no {said}"
    if name in TOLD:
        words_of = _country if name in COUNTRIES else value_words
        return TOLD[name].format(words_of(value))
    if isinstance(value, bool):
        return said if value else f"not {said}"
    return f"{said} {value_words(value)}"


def _country(code: object) -> str:
    """A country by its code, as people call it."""
    from iso3166 import countries_by_alpha2

    country = countries_by_alpha2.get(str(code))
    listed = country.apolitical_name.partition(",")[0] if country else clean(code)
    return SPOKEN.get(str(code), listed)


# --- yes or no ---


def _tone(verdict: Json) -> str:
    """The tone of the answer: no yes above what a state forbids."""
    tone = words.TONES.get(clean(verdict.get("outcome")), "no")
    banned = (verdict.get("state") or {}).get("outcome") == "banned"
    return "wait" if banned and tone == "yes" else tone


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
    # what the outcome hangs on comes first
    undetermined = verdict.get("outcome") == "undetermined"
    missing = verdict.get("missing") or () if undetermined else ()
    asked = [entry for entry in missing if entry.get("question")]
    if asked:
        first, *others = asked
        ways = answers_in_words(first.get("answers") or ())
        # where to find it makes room for what hangs on it
        yield f"{clean(first['question']).partition('?')[0]}?" if ways else clean(first["question"])
        if ways:
            yield sentence(f"if {'; if '.join(ways)}")
        yield from (clean(entry["question"]) for entry in others)
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
    if untold:
        yield sentence(" and ".join(untold[:2]))
    if duty and not duty.get("rate"):
        wanted = [name for name in duty.get("missing") or () if name.startswith("vehicle.")]
        asks = {row.get("fact"): row.get("question") for row in verdict.get("missing") or ()}
        yield from (clean(asks[name]) for name in wanted[:1] if asks.get(name))
