# SPDX-License-Identifier: Apache-2.0
"""Answering a question in words: the case that it makes, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import Case, fact_types
from keiimport.facts.dates import format_date
from keiimport.facts.identity import NUMBERS
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.units import RATE
from keiimport.question.builds import age_in, builds, take_later
from keiimport.question.phrases import DATED, phrases, plain
from keiimport.question.reader import Reader
from keiimport.question.reading import BODY, BUILT, ENTRY, MODEL, Reading
from keiimport.question.words import MAKE
from keiimport.rulebook.arguments import checked
from keiimport.verdict import Verdict

Facts = Mapping[str, object]
NOTHING: Final[Facts] = MappingProxyType({})
SHORT: Final = {
    "state": "entry.state",
    "price": "entry.value",
    "from": "vehicle.registered_in",
    "date": "entry.date",
}
"""Short names of facts given beside a question, as in command options and addresses."""

WHICH: Final = "make, model and year, such as `1999 Honda Acty to Texas`"
SPECIAL: Final = "vehicle.special_body"
MACHINE: Final = "vehicle.site_machine"
NAMING: Final = (
    *(MAKE, MODEL, *NUMBERS.values()),
    *(BODY, SPECIAL, MACHINE, "vehicle.kei", "vehicle.wheels"),
)
"""A question must tell at least one of these facts to name a vehicle."""

UNTOLD: Final = "the yes leaves that out: say it in other words if it matters"
"""The note on a yes if a word was not understood."""

LONGEST: Final = 2000  # characters of the longest question


@dataclass(slots=True)
class Checked:
    """The answer to a question in words.

    Attributes:
        case: the case as understood.
        reading: which words told which facts, and which were not understood.
        verdict: the verdict on the case.
    """

    case: Case
    reading: Reading
    verdict: Verdict

    @checked
    def to_text(self, *, full: bool = False, width: int = 80, colour: bool = False) -> str:
        """Format the answer as text.

        Args:
            full: include every door and every reason instead of filling one screen.
            width: number of columns, at least 40; the short answer uses at most 80.
            colour: whether to use terminal colours.
        """
        from keiimport.report import text

        found, remarks = self.verdict.form, self.reading.remarks
        if self.reading.unread and self.verdict.outcome == "admissible":
            remarks.insert(1, UNTOLD)
        render = text.render if full else text.render_short
        return render(found, unread=remarks, width=width, colour=colour)

    def to_dict(self) -> dict[str, Any]:
        """The answer, with what was understood and what was not, as plain JSON values."""
        return {
            "understood": [each._asdict() for each in self.reading.understood],
            "not_understood": self.reading.unread,
            "notes": self.reading.notes,
            "case": self.case.to_dict(),
            "verdict": self.verdict.to_dict(),
        }


def question(words: Collection[object]) -> str:
    """Join several texts into one question."""
    for each in words:
        if not isinstance(each, str):
            raise InputError(f"{shown(each)} is no text", WHICH, at="words", got=each)
    return " ".join(map(str, words))


def check(words: str, engine: Engine, besides: Facts, instead: Facts = NOTHING) -> Checked:
    """Answer a question in everyday words.

    Args:
        words: the question.
        engine: the rules to use.
        besides: further facts, by dotted names or the short ones of `SHORT`.
        instead: facts that replace those told in words.
    """
    reading = understood(words, engine, besides, instead)
    case = Case.parse(reading.told)
    verdict = engine.evaluate(case)
    if reading.arriving and ENTRY not in reading.told:
        then = Case.parse({**reading.told, ENTRY: reading.arriving})
        if (later := engine.evaluate(then)).outcome == "admissible":
            reading.tell("", ENTRY, reading.arriving)
            reading.notes.remove(reading.not_a_day)
            reading.notes.append(f"took {reading.arriving} for the day of entry")
            case, verdict = then, later
    _ask_for_body(reading, verdict)
    return Checked(case, reading, verdict)


def understood(
    words: str, engine: Engine, besides: Facts = NOTHING, instead: Facts = NOTHING
) -> Reading:
    """Read a question, without answering it; the arguments are those of `check`."""
    words = re.sub(r"[^\S\n]+", " ", words)
    # lines that go on in small letters or figures are one
    words = re.sub(r" ?\n ?(?=[a-z0-9])", " ", words)
    words = words.strip(' "“”').rstrip("…").removesuffix("...")
    age = age_in(words, engine)
    reading = _read_builds(age.rest if age else words, engine)
    for name, value in besides.items():
        if value is not None:
            reading.tell("", SHORT.get(name, name), value)
    reading.told.update(instead)
    if age and age.how == "aside":
        reading.unread.append(age.words)
    elif age:
        entry = Case.parse({ENTRY: reading.told.get(ENTRY) or date.today()}).entry.date
        assert entry is not None and entry.bounds.low is not None
        build = age.build_before(entry.bounds.low)
        reading.notes += take_later([build], reading.told, engine)
        if BUILT not in reading.told:
            said = format_date(build.days)
            reading.tell(build.words, BUILT, said)
            reading.notes.append(f"took {shown(build.words)} to mean built {said}")
    if reading.told.get("vehicle.used") is False and reading.told.keys().isdisjoint(DATED):
        reading.tell("", BUILT, said := f"{date.today().year - 1} or later")
        reading.notes.append(f"took it as built {said}, since it is new")
    _set_aside_foreign_money(reading)
    return reading


def _read_builds(words: str, engine: Engine) -> Reading:
    """Read a question; if it mentions a later build date too, both are possible."""
    try:
        reading = read(words, engine)
    except InputError as error:
        for build in builds(words, (), engine) if error.at == BUILT else ():
            reading = read(build.rest, engine)
            if notes := take_later([build], reading.told, engine):
                reading.notes += notes
                return reading
        raise
    if BUILT in reading.told or "vehicle.model_year" in reading.told:
        said = builds(words, (), engine) if len(re.findall("[0-9]{2,}", words)) > 1 else ()
        notes = take_later(said, reading.told, engine)
        reading.unread = [e for e in reading.unread if not any(e in note for note in notes)]
        reading.notes[:0] = notes
    return reading


def _ask_for_body(reading: Reading, verdict: Verdict) -> None:
    """Ask whether a tractor is for farms or for roads, unless its make or model shows it."""
    if SPECIAL not in reading.told or BODY in reading.told:
        return
    if {fact.name for fact in verdict.facts} & {MACHINE, "vehicle.made_for_roads"}:
        return
    said = " ".join(each.words for each in reading.understood if each.fact == SPECIAL)
    raise bad_input("which_tractor", got=said, said=said)


def _set_aside_foreign_money(reading: Reading) -> None:
    if RATE in reading.told:
        return
    for fact in [fact for fact in reading.told if fact_types()[fact].dimension == "money"]:
        try:
            Case.parse({fact: reading.told[fact]})
        except InputError:
            Case.parse({fact: reading.told[fact], RATE: "1"})  # a rate makes no amount of `abc`
            amount = shown(str(reading.told.pop(fact)))
            until = "once its exchange rate is told, such as `rate 0.0066` for yen"
            reading.notes.append(f"{amount} counts {until}")


def read(words: str, engine: Engine) -> Reading:
    """Read a question that names a vehicle."""
    if len(words) > LONGEST:
        raise InputError("the question is too long", f"at most {LONGEST} characters")
    if re.match(r"\s*[\[{]\s*(?:[\[{}\]\"\d]|$)", words) or words.endswith((".json", ".jsonl")):
        raise bad_input("json_asked", got=words)
    found = Reader(words, engine).read()
    cars = phrases(engine).marked["car"].intersection(plain(words).split())
    if cars and BUILT in found.told and not (found.unread or found.told.keys() & NAMING):
        found.told[BODY] = "passenger_car"
    if not found.told.keys() & NAMING:
        of = f" in {shown(words.strip())}" if words.strip() else ""
        raise InputError(f"no vehicle is named{of}", WHICH, at="words", got=words)
    return found
