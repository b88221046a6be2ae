# SPDX-License-Identifier: Apache-2.0
"""The short answer: what somebody with one vehicle wants to know, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.report.costs import cost_items
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
    what,
)

MOST_LINES: Final = 25
WIDTH: Final = 80

LABELS: Final = {
    "admissible": "Yes",
    "conditional": "Yes, if",
    "undetermined": "Not sure",
    "not_yet": "Not yet",
    "refused": "No",
}
"""The first word for each outcome."""

ANSWERS: Final = {
    "admissible": "yes",
    "conditional": "yes, on a condition",
    "undetermined": "still open",
    "not_yet": "not yet",
    "refused": "no",
}
"""What an answer comes to, inside a sentence."""

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

STYLES: Final = {"admissible": "32", "conditional": "33", "undetermined": "33"}
"""The colours of the first word; red where there is none."""

AGENCIES: Final = {"nhtsa": "Safety", "epa": "Emissions", "cbp": "Customs"}
"""What an agency is about, in one word."""

STATES: Final = {
    "allowed": "allowed",
    "restricted": "allowed with limits",
    "banned": "not allowed on its roads",
    "unclear": "unclear",
}

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


@dataclass(slots=True)
class Part:
    """One labelled part of the answer.

    Attributes:
        label: its first word.
        items: what it says; a list is cut between its items, a single text at a word.
        most: the lines it may take.
        least: the lines it is cut to where there is too much.
        between: what stands between items.
        more: what is said of items for which there is no room, with their number.
        colour: of its label, as terminals number them.
    """

    label: str
    items: Sequence[str]
    most: int = 2
    least: int = 1
    between: str = ", "
    more: str = " and {} more"
    colour: str = "0"

    def lines(self, width: int) -> list[str]:
        """The part in lines of at most `width` columns, without its label."""
        items = [item for item in self.items if item]
        for kept in range(len(items), 0, -1):
            rest = len(items) - kept
            text = self.between.join(items[:kept]) + (self.more.format(rest) if rest else "")
            found = wrapped(text, width)
            if len(found) <= self.most:
                return found
        if not items:
            return []
        *found, last = wrapped(items[0], width)[: self.most]
        return [*found, f"{last[: width - 1].rstrip(' ,;:')}…"]


def render(
    verdict: Json, *, unread: Sequence[str] = (), width: int = WIDTH, colour: bool = False
) -> str:
    """Write the short answer.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        unread: the words that were not understood, and what to know about how the others were.
        width: columns to fill, from 40 to 80.
        colour: whether to write terminal colours.

    Returns:
        At most 25 lines without trailing blanks, and without a newline at the end.
    """
    width = min(max(width, 40), WIDTH)
    parts = list(_parts(verdict, unread))
    margin = max(len(part.label) for part in parts) + 2
    while sum(len(part.lines(width - margin)) for part in parts) > MOST_LINES:
        longest = max(parts, key=lambda part: len(part.lines(width - margin)) - part.least)
        if longest.most <= longest.least:
            break
        longest.most = min(longest.most, len(longest.lines(width - margin))) - 1
    found: list[str] = []
    for part in parts:
        for number, line in enumerate(part.lines(width - margin)):
            label = f"{part.label if not number else '':{margin}}"
            found.append((f"\x1b[1;{part.colour}m{label}\x1b[0m" if colour else label) + line)
    return "\n".join(line.rstrip() for line in found[:MOST_LINES])


def _parts(verdict: Json, unread: Sequence[str]) -> Iterator[Part]:
    yield Part("Vehicle", [vehicle(verdict)], 3, 2)
    if unread:
        yield Part("Note", [sentence(clean(each)) for each in unread], 4, 2, " ")
    yield _headline(verdict)
    for agency in verdict.get("chosen") or ():
        label = AGENCIES.get(agency, clean(agency).upper())
        costs = cost_items(verdict) if label == "Customs" else ()
        yield Part(label, [_agency(verdict, agency), *costs], 5 if costs else 2, 2, "; ")
    state = verdict.get("state")
    if verdict.get("states"):
        yield Part("States", list(_map(verdict["states"])), 5, 4, "; ")
    if state or not verdict.get("states"):
        yield Part("State", [_state(state) if state else "not told; each has its own rules"], 3, 2)
    yield Part("Bring", list(_papers(verdict)), 5, 3)
    yield Part("Watch out", list(_dangers(verdict)), 3, 2, "; ")
    yield Part("Assumed", [plain(each.get("id")) for each in verdict.get("assumptions") or ()])
    yield Part("Tell next", list(_next(verdict))[:2], 2, 1, " ", "")


# --- what it is ---


def vehicle(verdict: Json) -> str:
    """The vehicle as it was understood, with what else was told."""
    known = {fact["name"]: fact for fact in verdict.get("facts") or ()}

    def value(name: str) -> str:
        return _value(known[name].get("value")) if name in known else ""

    name, kind = named(known.values()), _kind(verdict)
    parts = [f"a {kind}"] if kind and name == UNNAMED else [name, kind]
    built = value("vehicle.manufactured")
    parts.append(f"built {built}" if built else "")
    parts += [
        _told(name, fact.get("value"))
        for name, fact in known.items()
        if fact.get("source") == "told" and name not in SAID_ELSEWHERE and ".costs." not in name
    ]
    if "entry.value" in known:
        parts.append(f"price {value('entry.value')}")
    state = verdict.get("state")
    to = f" in {clean(state.get('name'))}" if state else ""
    parts.append(f"entering{to} on {day_words(verdict.get('entry_date'))}")
    return ", ".join(filter(None, parts))


def _kind(verdict: Json) -> str:
    """The class it belongs to, such as `kei truck`."""
    kinds = [plain(kind) for kind in verdict.get("classification") or ()]
    said = " ".join(kind for kind in kinds if kind != "motor vehicle")
    bodies = (fact for fact in verdict.get("facts") or () if fact["name"] == "vehicle.body")
    said = said or " ".join(_value(fact.get("value")) for fact in bodies)
    return f"{said} vehicle" if said in ADJECTIVES else said


def _told(name: str, value: object) -> str:
    """A fact that was told, in a word or two."""
    said = plain(name.rpartition(".")[2])
    if name in TOLD:
        return TOLD[name].format(_value(value))
    if isinstance(value, bool):
        return said if value else f"not {said}"
    return f"{said} {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return " and ".join(plain(each) for each in value) or "none"
    return plain(value)


# --- yes or no ---


def _headline(verdict: Json) -> Part:
    outcome = clean(verdict.get("outcome"))
    label = LABELS.get(outcome, outcome)
    if outcome == "conditional" and verdict.get("depends_on") == "agency":
        label = "Only if"
    said = list(_outcome(verdict, outcome))
    if verdict.get("scenarios"):
        said.insert(0, f"Hypothetical, supposing {', '.join(map(plain, verdict['scenarios']))}.")
    for step in verdict.get("reasoning") or ():
        if step.get("concludes") in HEADLINES and step.get("truth") == "true":
            said.append(sentence(first_clause(clean(step.get("because")))))
    return Part(label, said, 6, 4, " ", colour=STYLES.get(outcome, "31"))


def _outcome(verdict: Json, outcome: str) -> Iterator[str]:
    unless = _unless(verdict)
    answer = clean(verdict.get("answer"))
    if outcome == "admissible":
        assumed = verdict.get("certainty") == "assumed"
        rests = ", if what is assumed below is so" if assumed else ""
        yield f"It may come in now{rests}{_ban(verdict)}."
    elif outcome == "conditional":
        todo = [first_clause(what(action)) for action in _actions(verdict)]
        yield sentence(f"you {', and '.join(todo)}{_ban(verdict)}" if todo else answer)
    elif outcome == "not_yet":
        yield f"Not before {_days(verdict)}{unless}. It must not arrive earlier."
    elif outcome == "refused":
        yield sentence(_refusal(verdict) + unless)
    else:
        yield from _undecided(verdict)
        if verdict.get("earliest"):
            yield f"In any case it may from {day_words(verdict['earliest'])} on{unless}."


def _undecided(verdict: Json) -> Iterator[str]:
    """What the answers to the first question come to; what an agency's word decides."""
    if verdict.get("depends_on") == "agency":
        yield sentence(clean(verdict.get("answer")).split(". ")[0])
        return
    asked: Json = next(iter(verdict.get("missing") or ()), {})
    answers = asked.get("answers") or ()
    if len({clean(each.get("outcome")) for each in answers}) > 1:
        ways = (f"{plain(each['answer'])}: {ANSWERS[each['outcome']]}" for each in answers)
        yield f"It depends on the question below. If {'; if '.join(ways)}."
    else:
        yield "It cannot be said before what is asked below is known."


def _actions(verdict: Json) -> Iterator[Json]:
    """What has still to be done for the doors that were chosen, or for no door of its own."""
    chosen = set((verdict.get("chosen") or {}).values())
    for action in verdict.get("actions") or ():
        wanted = action.get("for") or ()
        if not wanted or chosen.intersection(wanted):
            yield action


def _ban(verdict: Json) -> str:
    """That the state asked refuses what may come in, as a clause."""
    state: Json = verdict.get("state") or {}
    banned = state.get("outcome") == "banned"
    return f", but {clean(state.get('name'))} does not let it on its roads" if banned else ""


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
        return f"It may not come in: {first_clause(clean(bars[0].get('because')))}"
    shut = [AGENCIES.get(agency, agency) for agency in _shut(verdict)]
    if not shut:
        return "It may not come in"
    return f"There is no way in on {' or '.join(clean(each).lower() for each in shut)}"


def _shut(verdict: Json) -> list[str]:
    """The agencies that have no door for it."""
    return [agency for agency, path in (verdict.get("chosen") or {}).items() if path is None]


# --- the agencies, the state ---


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
    return first_clause(clean(doors[0].get("because"))) if doors else "no door is known"


def _state(state: Json) -> str:
    outcome = clean(state.get("outcome"))
    said = f"{clean(state.get('name') or state.get('state'))}: {STATES.get(outcome, outcome)}"
    plate = clean(state.get("plate"))
    terms = [f"{plate} plate"] if plate and outcome in ("allowed", "restricted") else []
    terms += [clean(state[key]) for key in ("roads", "use_limits") if state.get(key)]
    if outcome != "allowed" or not terms:
        terms.append(clean(state.get("because")))
    return f"{said}; {'; '.join(terms)}"


def _map(states: Sequence[Json]) -> Iterator[str]:
    """The states by what they say."""
    for outcome, words in STATES.items():
        codes = [clean(each.get("state")) for each in states if each.get("outcome") == outcome]
        if codes:
            yield f"{len(codes)} {words}: {' '.join(codes)}"


# --- what to bring, what could sink it ---


def _papers(verdict: Json) -> Iterator[str]:
    """The papers of the doors that open, each by its name alone."""
    by_id = {path.get("id"): path for path in verdict.get("paths") or ()}
    if verdict.get("outcome") == "refused":
        return
    said: set[str] = set()
    for chosen in (verdict.get("chosen") or {}).values():
        for paper in by_id.get(chosen, {}).get("papers") or ():
            name = first_clause(what(paper), ";(,:").split(" and the ")[0]
            if name and name not in said:
                said.add(name)
                yield name


def _dangers(verdict: Json) -> Iterator[str]:
    """What nobody has said and would bar it, and what was told and not believed."""
    for warning in verdict.get("warnings") or ():
        if ": told `" in clean(warning):
            yield clean(warning).replace("`", "").rstrip(".")
        elif clean(warning).startswith("nobody said "):
            yield first_clause(clean(warning), ":")
    for gate in verdict.get("gates") or ():
        if gate.get("outcome") == "unclear":
            yield clean(gate.get("because")).removeprefix("nobody says so: ").rstrip(".")
    if verdict.get("outcome") == "not_yet":
        yield "arriving before that day"


def _next(verdict: Json) -> Iterator[str]:
    """The one or two facts worth telling next."""
    asked = [entry for entry in verdict.get("missing") or () if entry.get("question")]
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


# --- lines ---


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; a wide character takes two."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, _environ={})
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)]
