# SPDX-License-Identifier: Apache-2.0
"""A program of somebody who uses keiimport, held to the strictest that type checkers know."""

from __future__ import annotations

from datetime import date

import keiimport
from keiimport import Case, Engine, InputError, Session, Verdict


def sentence(verdict: Verdict) -> str:
    """What to tell the customer."""
    earliest: str = f", from {verdict.earliest}" if verdict.earliest else ""
    return f"{verdict.outcome}{earliest}: {verdict.answer}"


def answers(engine: Engine, built: list[str], day: date) -> list[str]:
    """One sentence for each month of build."""
    found: list[str] = []
    for month in built:
        vehicle = {"make": "Suzuki", "model": "Carry", "manufactured": month}
        try:
            case = Case.parse({"vehicle": vehicle, "entry": {"date": day, "value": 4000}})
            found.append(sentence(engine.evaluate(case, state="TX")))
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
