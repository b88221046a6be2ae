# SPDX-License-Identifier: Apache-2.0
"""The short answer of a verdict, which the terminal, the page and the web show."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from keiimport.capitals import begun
from keiimport.report import words
from keiimport.report.costs import cost_items
from keiimport.report.states import state_line, state_outcome
from keiimport.report.words import Json, cleaned, day_words, plain, sentence

OF_THEIR_OWN: Final = ("motor home", "ambulance", "fire engine")  # say more than the class

UNSAID: Final = "you haven't said "  # how sentences about what is not known begin
_SENTENCE: Final = re.compile(r"(?<=[a-z0-9)][.?]) (?=[A-Z])")  # between two sentences


class Part(NamedTuple):
    """A labelled part of the short answer: its texts, and what separates them."""

    label: str
    items: Sequence[str]
    between: str = ", "

    @property
    def text(self) -> str:
        """All that it says."""
        return begun(self.between.join(self.items))


class View(NamedTuple):
    """The short answer: the vehicle, the tone, and the parts, of which one is the answer."""

    vehicle: str
    tone: str
    answer: Part
    parts: list[Part]


def view(verdict: Json, unread: Sequence[str] = ()) -> View:
    """The short answer of a verdict, with notes on words not understood."""
    verdict = cleaned(verdict)
    said = sentence(words.headline(verdict["outcome"]))
    tone, state = words.outcome(verdict["outcome"]).tone, verdict["state"]
    if tone == "yes" and state and state["outcome"] == "banned":
        tone = "wait"  # never a yes above what a state forbids
    says = Part("Answer", _SENTENCE.split(verdict["headline"] or verdict["answer"] or said), " ")
    rules = verdict["rulebook"]
    # warnings of own rules come first, each name once
    laid = verdict["warnings"][: len(set(rules["with"]))] if rules else ()
    notes = Part("Note", [*map(sentence, (*laid, *map(words.clean, unread)))], " ")
    every = (Part("Vehicle", [_vehicle(verdict)]), notes, says, *_parts(verdict))
    return View(_named(verdict), tone, says, [part for part in every if any(part.items)])


def _parts(verdict: Json) -> Iterator[Part]:
    for agency in verdict["chosen"]:
        label = words.WORDS["agency"].get(agency, agency.upper())
        costs = cost_items(verdict) if label == "Customs" else ()
        yield Part(label, [_agency(verdict, agency), *costs], "; ")
    state, states = verdict["state"], verdict["states"]
    mapped = {
        said.words: [each["state"] for each in states if state_outcome(each) == outcome]
        for outcome, said in words.STATES.items()
    }
    said = [f"{len(codes)} {said}: {' '.join(codes)}" for said, codes in mapped.items() if codes]
    yield Part("States", said, "; ")
    if state or not states:
        yield Part("State", [state_line(state) if state else "not told; each has its own rules"])
    # the papers of the doors that open, each by its name alone
    paths = () if verdict["outcome"] == "refused" else words.chosen_paths(verdict)
    papers = (paper for path in paths for paper in path["papers"])
    names = (words.first_clause(paper, ";(,:").split(" and the ")[0] for paper in papers)
    yield Part("Bring", list(dict.fromkeys(filter(None, names))))
    yield Part("Watch out", list(_dangers(verdict)), "; ")
    # first those behind most reasons of the chosen doors
    used = [use for step in words.rests_on(verdict) for use in step["uses"]]
    assumed = sorted(
        verdict["assumptions"], key=lambda each: -max(map(used.count, each["fact"].split(", ")))
    )
    yield Part("Assumed", list(dict.fromkeys(each["says"] for each in assumed)))
    yield Part("Tell next", list(_next(verdict))[:2], " ")


def _vehicle(verdict: Json) -> str:
    known = {fact["name"]: fact for fact in verdict["facts"]}
    parts, elsewhere = [_named(verdict)], words.WORDS["elsewhere"]
    parts += [
        _told(name, fact["value"])
        for name, fact in known.items()
        if fact["source"] == "told" and name not in elsewhere and ".costs." not in name
    ]
    if "entry.value" in known:
        parts.append(f"price {words.value_words(known['entry.value']['value'])}")
    to = f" in {verdict['state']['name']}" if verdict["state"] else ""
    parts.append(f"entering{to} on {day_words(verdict['entry_date'])}")
    return ", ".join(dict.fromkeys(filter(None, parts)))  # the market may say it twice


def _named(verdict: Json) -> str:
    """The name of the vehicle, its kind, and when it was built."""
    facts = {fact["name"]: words.value_words(fact["value"]) for fact in verdict["facts"]}
    kinds = [plain(kind) for kind in verdict["classification"] if kind != "motor_vehicle"]
    body = facts.get("vehicle.body", "")
    body = words.WORDS["body"].get(body, body)
    kinds = [*({"kei"} & {*kinds}), body] if body in OF_THEIR_OWN else kinds
    kind = " ".join(kinds) or body
    kind += " vehicle" if kind in ("kei", "multipurpose", "kei multipurpose") else ""
    name = words.named(verdict["facts"])
    article = "an" if kind[:1] in tuple("aeioS") else "a"  # an SUV
    parts = [f"{article} {kind}"] if kind and name == words.UNNAMED else [name, kind]
    built = day_words(facts.get("vehicle.manufactured"))
    return ", ".join(filter(None, [*parts, f"built {built}" if built else ""]))


def _told(name: str, value: object) -> str:
    said, known = plain(name.rpartition(".")[2]), words.WORDS["told"]
    if whole := known.get(f"{name}={value}"):
        return whole
    if value == "none":
        return f"no {said}"
    if how := known.get(name):
        said_as = words.country if name in words.COUNTRIES else words.value_words
        return how.format(said_as(value))
    if isinstance(value, bool):
        return said if value else f"not {said}"
    return f"{said} {words.value_words(value)}"


def _agency(verdict: Json, agency: str) -> str:
    chosen = verdict["chosen"][agency]
    path = next((path for path in verdict["paths"] if path["id"] == chosen), None)
    if path is None:
        # why the first door that counts is shut: only those that count are in the reasons
        counted = {step["concludes"] for step in verdict["reasoning"]}
        doors = (p for p in verdict["paths"] if p["agency"] == agency and not p["theoretical"])
        first = min(doors, key=lambda path: path["id"] not in counted, default=None)
        return f"no way in: {words.first_clause(first['because']) if first else 'we know of none'}"
    door, title = words.door(path), path["title"]
    said = title if door in title else f"{door}, {title}"
    match path["outcome"]:
        case "not_yet":
            return f"{said}: from {day_words(path['opens_on'] or path['opens_possible'])}"
        case "needs_facts":
            return f"{said}: {words.first_clause(path['because'])}"
        case "needs_action":
            return f"{said}: once something is done"
    return said


def _dangers(verdict: Json) -> Iterator[str]:
    """Costs not in the figures, what nobody has said, and what was told but not believed."""
    for action in verdict["actions"] if verdict["outcome"] == "conditional" else ():
        if action["cost"]:
            what, cost = (words.first_clause(action[key], ",;") for key in ("what", "cost"))
            yield f"not counted here: {cost} (to {what})"
    unsaid: list[str] = []
    for warning in verdict["warnings"]:
        if ": you said `" in warning:
            yield words.first_clause(warning.replace("`", ""))
        elif warning.startswith(f"{UNSAID}what "):
            unsaid.append(words.first_clause(warning, ":"))
    unclear = (gate for gate in verdict["gates"] if gate["outcome"] == "unclear")
    unsaid += [words.first_clause(gate["because"]) for gate in unclear]
    # their common beginning is said once
    yield from unsaid[:1]
    yield from (said.removeprefix(UNSAID) for said in unsaid[1:])
    if verdict["outcome"] == "not_yet":
        yield "arriving before that day"


def untold(verdict: Json) -> list[str]:
    """The facts that would make an answer say more."""
    duty, found = verdict["duty"], []
    if verdict["earliest"] != verdict["earliest_possible"]:
        found = ["vehicle.manufactured"]
    found += ["entry.value"] if duty and not duty["value"] else []
    return found if verdict["state"] else [*found, "entry.state"]


def _next(verdict: Json) -> Iterator[str]:
    # what decides the outcome comes first
    missing = verdict["missing"] if verdict["outcome"] == "undetermined" else ()
    asked = [entry for entry in missing if entry["question"]]
    if asked:
        first, *others = asked
        ways = words.answers_in_words(first["fact"], first["answers"])
        # what depends on it matters more than where to find it
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
