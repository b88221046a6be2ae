# SPDX-License-Identifier: Apache-2.0
"""What is shown of a verdict, however it is written: its short answer, and its sections.

The terminal, the page and the web show this; none of them looks into the JSON form itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from keiimport.capitals import begun
from keiimport.report import words
from keiimport.report.costs import cost_items
from keiimport.report.states import state_line, state_outcome
from keiimport.report.words import Json, clean, cleaned, day_words, plain, sentence

COUNTRIES: Final = frozenset({"vehicle.registered_in", "vehicle.country_of_manufacture"})
"""The facts that are countries."""

OF_THEIR_OWN: Final = ("motor_home", "ambulance", "fire_engine")  # say more than the class

SAID_ELSEWHERE: Final = (
    *("vehicle.make", "vehicle.model", "vehicle.chassis_code", "vehicle.manufactured"),
    *("vehicle.body", "vehicle.kei", "entry.date", "entry.value", "entry.state"),
)
"""The facts that have a place of their own in the answer."""

UNSAID: Final = "you haven't said "  # how sentences about what is not known begin
_SENTENCE: Final = re.compile(r"(?<=[a-z0-9)][.?]) (?=[A-Z])")  # between two sentences


class Part(NamedTuple):
    """One labelled part of the short answer: what it says, and what stands between that."""

    label: str
    items: Sequence[str]
    between: str = ", "

    @property
    def text(self) -> str:
        """All that it says."""
        return begun(self.between.join(self.items))


class View(NamedTuple):
    """The short answer: the vehicle in a few words, the tone, and the parts around the answer."""

    vehicle: str
    tone: str
    answer: Part
    before: list[Part]
    after: list[Part]


def view(verdict: Json, unread: Sequence[str] = ()) -> View:
    """The short answer of a verdict, with what was not understood and other notes on the words.

    Keys of the JSON form that are missing or empty are passed over.
    """
    verdict = cleaned(verdict)
    answer = verdict["headline"] or verdict["answer"]
    answer = answer or sentence(words.headline(verdict["outcome"]))
    tone = words.outcome(verdict["outcome"]).tone
    state = verdict["state"]
    if tone == "yes" and state and state["outcome"] == "banned":
        tone = "wait"  # no yes stands above what a state forbids
    before = [Part("Vehicle", [_vehicle(verdict)])]
    before += [Part("Note", [sentence(clean(each)) for each in unread], " ")] if unread else []
    after = [part for part in _parts(verdict) if any(part.items)]
    return View(_named(verdict), tone, Part("Answer", _SENTENCE.split(answer), " "), before, after)


def _parts(verdict: Json) -> Iterator[Part]:
    for agency in verdict["chosen"]:
        label = words.WORDS["agency"].get(agency, agency.upper())
        costs = cost_items(verdict) if label == "Customs" else ()
        yield Part(label, [_agency(verdict, agency), *costs], "; ")
    state, states = verdict["state"], verdict["states"]
    yield Part("States", list(_map(states)), "; ")
    if state or not states:
        said = state_line(state) if state else "not told; each has its own rules"
        yield Part("State", [said])
    yield Part("Bring", _papers(verdict))
    yield Part("Watch out", list(_dangers(verdict)), "; ")
    yield Part("Assumed", list(dict.fromkeys(each["says"] for each in verdict["assumptions"])))
    yield Part("Tell next", list(_next(verdict))[:2], " ")


# --- what it is ---


def _vehicle(verdict: Json) -> str:
    """The vehicle as it was understood, with what else was told."""
    known = {fact["name"]: fact for fact in verdict["facts"]}
    parts = [_named(verdict)]
    parts += [
        _told(name, fact["value"])
        for name, fact in known.items()
        if fact["source"] == "told" and name not in SAID_ELSEWHERE and ".costs." not in name
    ]
    if "entry.value" in known:
        parts.append(f"price {words.value_words(known['entry.value']['value'])}")
    to = f" in {verdict['state']['name']}" if verdict["state"] else ""
    parts.append(f"entering{to} on {day_words(verdict['entry_date'])}")
    return ", ".join(filter(None, parts))


def _named(verdict: Json) -> str:
    """What it is called, of what kind it is, and when it was built."""
    facts = {fact["name"]: words.value_words(fact["value"]) for fact in verdict["facts"]}
    kinds = [plain(kind) for kind in verdict["classification"] if kind != "motor_vehicle"]
    body = facts.get("vehicle.body", "")
    kind = plain(body) if body in OF_THEIR_OWN else " ".join(kinds) or body
    kind += " vehicle" if kind in ("kei", "multipurpose", "kei multipurpose") else ""
    name = words.named(verdict["facts"])
    parts = [f"a {kind}"] if kind and name == words.UNNAMED else [name, kind]
    built = day_words(facts.get("vehicle.manufactured"))
    return ", ".join(filter(None, [*parts, f"built {built}" if built else ""]))


def _told(name: str, value: object) -> str:
    said = plain(name.rpartition(".")[2])
    if value == "none":
        return f"no {said}"
    if how := words.WORDS["told"].get(name):
        words_of = _country if name in COUNTRIES else words.value_words
        return how.format(words_of(value))
    if isinstance(value, bool):
        return said if value else f"not {said}"
    return f"{said} {words.value_words(value)}"


def _country(code: object) -> str:
    """A country by its code, as people call it."""
    from iso3166 import countries_by_alpha2

    country = countries_by_alpha2.get(str(code))
    listed = country.apolitical_name.partition(",")[0] if country else clean(code)
    return words.WORDS["country"].get(str(code), listed)


# --- the agencies, the states ---


def _agency(verdict: Json, agency: str) -> str:
    chosen = verdict["chosen"][agency]
    path = next((path for path in verdict["paths"] if path["id"] == chosen), None)
    if path is None:
        # why the first door that counts is shut: only those that count are in the reasons
        counted = {step["concludes"] for step in verdict["reasoning"]}
        doors = [p for p in verdict["paths"] if p["agency"] == agency and not p["theoretical"]]
        doors.sort(key=lambda path: path["id"] not in counted)
        why = words.first_clause(doors[0]["because"]) if doors else "we know of none"
        return f"no way in: {why}"
    said = f"{words.door(path)}, {path['title']}"
    match path["outcome"]:
        case "not_yet":
            return f"{said}: from {day_words(path['opens_on'] or path['opens_possible'])}"
        case "needs_facts":
            return f"{said}: {words.first_clause(path['because'])}"
        case "needs_action":
            return f"{said}: once something is done"
    return said


def _map(states: Sequence[Json]) -> Iterator[str]:
    for outcome, said in words.STATES.items():
        codes = [each["state"] for each in states if state_outcome(each) == outcome]
        if codes:
            yield f"{len(codes)} {said.words}: {' '.join(codes)}"


# --- what to bring, what could sink it, what to tell ---


def _papers(verdict: Json) -> list[str]:
    """The papers of the doors that open, each by its name alone."""
    paths = () if verdict["outcome"] == "refused" else words.chosen_paths(verdict)
    papers = (paper for path in paths for paper in path["papers"])
    names = (words.first_clause(paper, ";(,:").split(" and the ")[0] for paper in papers)
    return list(dict.fromkeys(filter(None, names)))


def _dangers(verdict: Json) -> Iterator[str]:
    """What nobody has said and would bar it, and what was told and not believed."""
    unsaid: list[str] = []
    for warning in verdict["warnings"]:
        if ": you said `" in warning:
            yield words.first_clause(warning.replace("`", ""))
        elif warning.startswith(f"{UNSAID}what "):
            unsaid.append(words.first_clause(warning, ":"))
    unclear = (gate for gate in verdict["gates"] if gate["outcome"] == "unclear")
    unsaid += [words.first_clause(gate["because"]) for gate in unclear]
    # what they begin with is said once
    yield from unsaid[:1]
    yield from (said.removeprefix(UNSAID) for said in unsaid[1:])
    if verdict["outcome"] == "not_yet":
        yield "arriving before that day"


def untold(verdict: Json) -> list[str]:
    """The facts without which an answer that is found says less."""
    duty, found = verdict["duty"], []
    if verdict["earliest"] != verdict["earliest_possible"]:
        found = ["vehicle.manufactured"]
    found += ["entry.value"] if duty and not duty["value"] else []
    return found if verdict["state"] else [*found, "entry.state"]


def _next(verdict: Json) -> Iterator[str]:
    # what the outcome hangs on comes first
    missing = verdict["missing"] if verdict["outcome"] == "undetermined" else ()
    asked = [entry for entry in missing if entry["question"]]
    if asked:
        first, *others = asked
        ways = words.answers_in_words(first["answers"])
        # where to find it makes room for what hangs on it
        yield f"{first['question'].partition('?')[0]}?" if ways else first["question"]
        if ways:
            yield sentence(f"if {'; if '.join(ways)}")
        yield from (entry["question"] for entry in others)
        return
    if said := [words.WORDS["untold"][name] for name in untold(verdict)]:
        yield sentence(" and ".join(said[:2]))
    duty = verdict["duty"]
    if duty and not duty["rate"]:
        wanted = [name for name in duty["missing"] if name.startswith("vehicle.")]
        asks = {entry["fact"]: entry["question"] for entry in verdict["missing"]}
        yield from (asks[name] for name in wanted[:1] if asks.get(name))
