# SPDX-License-Identifier: Apache-2.0
"""A program of somebody who uses keiimport, held to the strictest that type checkers know."""

from __future__ import annotations

from datetime import date

import keiimport
from keiimport import Case, Engine, Entry, InputError, Session, Vehicle, Verdict


def sentence(verdict: Verdict) -> str:
    """What to tell the customer."""
    day: date | None = verdict.earliest
    earliest = f", from {day:%Y-%m-%d}" if day is not None else ""
    return f"{verdict.outcome}{earliest}: {verdict.answer}"


def details(verdict: Verdict) -> list[str]:
    """What a page of one's own would show, from the parts of the verdict."""
    lines = [f"{path.form} {path.box or path.code}: {path.outcome}" for path in verdict.paths]
    lines += [f"{each.fact}: {each.question} ({each.where})" for each in verdict.missing]
    lines += [f"{each.fact} would have to be {each.value}" for each in verdict.unless]
    lines += [f"assumed {each.fact}, for {each.because}" for each in verdict.assumptions]
    lines += [f"{step.rule}: {', '.join(step.cite)}" for step in verdict.reasoning]
    if verdict.duty is not None:
        lines.append(f"duty {verdict.duty.amount}, in all {verdict.duty.total}")
    if verdict.state is not None:
        lines.append(f"{verdict.state.name}: {verdict.state.outcome}")
    return lines


def answers(engine: Engine, built: list[str], day: date) -> list[str]:
    """One sentence for each month of build."""
    found: list[str] = []
    for month in built:
        try:
            vehicle = Vehicle(make="Suzuki", model="Carry", manufactured=month)
            case = Case(vehicle=vehicle, entry=Entry(date=day, value=4000))
            verdict = engine.evaluate(case, state="TX")
            found += [sentence(verdict), *details(verdict)]
        except InputError as error:
            found.append(f"{error.at}: {error.error}, expected {error.expected}")
    return found


def follow(built: str) -> dict[str, bool | None]:
    """What follows from the build alone."""
    with Session(entry={"date": "2026-11-21"}) as session:
        return session.tell("vehicle.manufactured", built)


def asked() -> list[str]:
    """What an interview asks first, and how it ends."""
    talk = keiimport.interview(
        {"vehicle": {"kei": True, "body": "pickup"}, "entry": {"date": "2026-11-21"}}
    )
    turn = next(talk)
    facts: list[str] = []
    while turn.question is not None and len(facts) < 5:
        facts.append(turn.question.fact)
        turn = talk.send(None)
    return [*facts, turn.verdict.outcome]


def main() -> None:
    """Everything once."""
    checked = keiimport.check("1999 Honda Acty to Texas", date="2026-11-21")
    print(checked.to_text(width=80), sentence(checked.verdict))
    for line in answers(Engine(), ["1998-05", "2015-06", "long ago"], date(2026, 11, 21)):
        print(line)
    law = keiimport.load_rulebook()
    print(law.version, law.hash, [path.id for path in law.paths][:3])
    print(
        bool(keiimport.compare_rulebooks(law, law)),
        follow("1998-05")["age.nhtsa_25_years"],
        asked(),
    )


if __name__ == "__main__":
    main()
