# SPDX-License-Identifier: Apache-2.0
"""The answer: one or two plain sentences that could stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from keiimport.decide.decision import Decision
from keiimport.explain.doors import Door
from keiimport.explain.missing import Question
from keiimport.explain.words import ALSO, day_text, listed, month_text
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import Fact

FAR_AWAY_YEARS = 2
"""From this many years on the answer speaks of a month and of today's law."""

RESTS = "This rests on what was assumed or not verified, as listed."


def answer(
    decision: Decision,
    chosen: Sequence[Door],
    doors: Sequence[Door],
    questions: Sequence[Question],
    *,
    entry: int,
    assumed: bool,
    depends_on: str | None,
    waiting: Door | None,
    unwritten: Sequence[tuple[str, str]],
    law_day: int,
    barred: Sequence[str],
    besides: Sequence[Fact],
    vehicle: str,
    scope: str,
    unless: str,
    state: str = "",
) -> str:
    """The answer in plain sentences.

    Args:
        decision: the outcome of the whole.
        chosen: the chosen door of each agency that has one.
        doors: every door; for a no, those of the agencies that say it.
        questions: what is asked, best first.
        entry: the day of entry (date ordinal).
        assumed: whether the answer rests on presumptions or unverified law.
        depends_on: who has to act, where somebody has.
        waiting: the door that waits for an agency's word, where one does.
        unwritten: agencies whose law is not written down for that day, with the day from which on
            it is.
        law_day: the day whose law counts (date ordinal).
        barred: why each gate that bars does.
        besides: the actions that gates wait for.
        vehicle: words for the vehicle.
        scope: a clause that limits every yes, or empty.
        unless: what would make the answer better, or empty.
        state: what a state says, to stand after the first sentence, or empty.
    """
    yes = f"Yes, {scope}" if scope else "Yes"
    through = listed(_door(door) for door in chosen)
    match decision.outcome:
        case "open":
            said = f"{yes}: {vehicle} may come in through {through} on {day_text(entry)}."
            return _sentences(said, state, RESTS if assumed else "")
        case "needs_action":
            todo = _todo(chosen, besides)
            rests = RESTS if assumed else ""
            if depends_on == "agency":
                agrees = ", and ".join(filter(None, ("Only if an agency agrees", scope)))
                said = (
                    f"{agrees}: {vehicle} may come in through {through} once this is done: {todo}."
                )
                return _sentences(said, state, "The agency may refuse.", rests)
            said = f"{yes}, if this is done first: {todo}."
            return _sentences(said, state, f"It then comes in through {through}.", rests)
        case "needs_facts":
            return _sentences(
                *_unwritten(decision, unwritten, law_day, vehicle, entry, state)
                if unwritten
                else _undetermined(decision, doors, questions, waiting, vehicle, entry, state)
            )
        case "not_yet":
            return _sentences(*_not_yet(decision, chosen, doors, vehicle, entry, unless, state))
        case "closed":
            but = f", unless {unless}" if unless else ""
            return _sentences(f"No: {vehicle} cannot come in{but}.", state, _why_not(doors, barred))


def _sentences(*said: str) -> str:
    return " ".join(sentence for sentence in said if sentence)


def hypothetical(said: str, supposed: Sequence[str]) -> str:
    """An answer under scenarios, which begins by saying so.

    Args:
        said: the answer.
        supposed: the titles of the scenarios.
    """
    return f"Hypothetical: supposing {listed(supposed, 'and')}, {said[:1].lower()}{said[1:]}"


def _todo(chosen: Sequence[Door], besides: Sequence[Fact]) -> str:
    """What is still to do, in the order in which a person would do it."""
    undone = [*(fact for door in chosen for fact in door.undone), *besides]
    ordered = sorted(undone, key=lambda fact: fact.order)
    todo = list(dict.fromkeys(fact.todo or fact.title for fact in ordered))
    return "; and ".join(part for part in ("; ".join(todo[:-1]), *todo[-1:]) if part)


def _undetermined(
    decision: Decision,
    doors: Sequence[Door],
    questions: Sequence[Question],
    waiting: Door | None,
    vehicle: str,
    entry: int,
    state: str,
) -> tuple[str, ...]:
    sure = _certain(decision, entry)
    if waiting is not None:
        return (
            f"Do not ship on this: whether {vehicle} may come in through {_door(waiting)} depends "
            "on a written opinion of the agency that nobody has shown.",
            state,
            sure,
        )
    find_out = f"The first thing to find out: {questions[0].fact.question}" if questions else ""
    possible = decision.possible
    if possible is not None and possible > entry:
        when = month_text(possible)
        if _years_between(entry, possible) < FAR_AWAY_YEARS:
            when = day_text(possible)
        said = (
            f"No, not before {when}: until then every door is closed to {vehicle}, and it must not "
            "arrive earlier; whether it may come in then cannot be said yet."
        )
        return said, state, find_out, sure
    yet = " yet" if questions else ""
    said = f"It cannot be said{yet} whether {vehicle} may come in."
    return said, state, find_out or _left_open(doors, entry), sure


def _unwritten(
    decision: Decision,
    unwritten: Sequence[tuple[str, str]],
    law_day: int,
    vehicle: str,
    entry: int,
    state: str,
) -> tuple[str, ...]:
    begins = listed(f"{name} from {first}" for name, first in unwritten)
    said = (
        f"It cannot be said whether {vehicle} may come in: the law of {day_text(law_day)} does not "
        f"stand in this rulebook, which has that of {begins} on."
    )
    return said, state, _certain(decision, entry)


def _certain(decision: Decision, entry: int) -> str:
    if decision.earliest is None or decision.earliest <= entry:
        return ""
    return f"It is certain only from {day_text(decision.earliest)} on."


def _left_open(doors: Sequence[Door], entry: int) -> str:
    """Why the nearest door stays open to doubt whatever is still told, as a sentence."""
    open_ended = [
        door
        for door in doors
        if door.considered
        and door.outcome == "needs_facts"
        and not door.missing
        # not what only waits for a later day
        and door.opens_possible == entry
    ]
    if not open_ended:
        return ""
    nearest = min(open_ended, key=lambda door: door.path.prefer)
    return f"Of {_door(nearest)} this is left open: {nearest.because}."


def _not_yet(
    decision: Decision,
    chosen: Sequence[Door],
    doors: Sequence[Door],
    vehicle: str,
    entry: int,
    unless: str,
    state: str,
) -> tuple[str, ...]:
    assert decision.earliest is not None
    but = f", unless {unless}" if unless else ""
    opens = decision.earliest
    through = listed(_door(door) for door in chosen)
    possible = decision.possible
    if _years_between(entry, opens) >= FAR_AWAY_YEARS:
        first, certain = month_text(possible or opens), month_text(opens)
        sure = "Then" if first == certain else f"It is certain only from {certain} on: then"
        return (
            f"No, not before {first}{but}: until then {vehicle} may not come in, and it must not "
            "arrive earlier.",
            state,
            f"{sure} {through} {'open' if len(chosen) > 1 else 'opens'} if today's law still "
            "stands.",
            _first_reason(doors),
        )
    if possible is not None and possible != opens:
        return (
            f"Not yet: {vehicle} may come in from {day_text(possible)} at the earliest and "
            f"certainly from {day_text(opens)}, through {through}{but}; it must not arrive "
            "earlier.",
            state,
        )
    return (
        f"Not yet: {vehicle} may come in from {day_text(opens)} on, through {through}{but}; it "
        "must not arrive earlier.",
        state,
    )


def _why_not(doors: Sequence[Door], barred: Sequence[str]) -> str:
    """What bars it whatever the doors say, or else why the nearest door is closed."""
    if barred:
        return f"{barred[0][:1].upper()}{barred[0][1:]}."
    return _first_reason(doors) or _reason_of([d for d in doors if d.outcome == "closed"])


def _first_reason(doors: Sequence[Door]) -> str:
    """Why the nearest closed door is closed, as a sentence."""
    closed = [door for door in doors if door.considered and door.outcome == "closed"]
    return _reason_of(closed)


def _reason_of(closed: Sequence[Door]) -> str:
    if not closed:
        return ""
    reason = min(closed, key=lambda door: door.path.prefer)
    words = reason.because.partition(ALSO)[0]
    return f"{_door(reason)[0].upper()}{_door(reason)[1:]} is closed: {words}."


def _door(door: Door) -> str:
    path = door.path
    if path.box is not None:
        return f"box {path.box} of form {path.form} ({path.title})"
    if path.code is not None:
        return f"code {path.code} of form {path.form} ({path.title})"
    return path.title


def _years_between(first: int, second: int) -> float:
    return (date.fromordinal(second) - date.fromordinal(first)).days / 365.2425


def vehicle_named(known: Mapping[str, SourcedValue]) -> str:
    """The vehicle as an answer names it: "this Nissan Sakura"."""
    names = ("vehicle.make", "vehicle.model")
    words = [known[name].text for name in names if name in known]
    return f"this {' '.join(words)}" if words else "this vehicle"
