# SPDX-License-Identifier: Apache-2.0
"""The answer to a question in words: what was understood, the case it makes, the verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.case import Case, fact_types
from keiimport.facts.dates import format_date, months_later
from keiimport.question.clauses import Clause, Stand
from keiimport.question.phrases import RATE, phrases
from keiimport.question.reader import NUMBERS, Reader
from keiimport.question.reading import BODY, BUILT, ENTRY, MODEL, Reading
from keiimport.question.words import MAKE
from keiimport.question.years import rewritten

if TYPE_CHECKING:
    from keiimport.engine import Engine
    from keiimport.verdict import Verdict

Facts = Mapping[str, object]
NOTHING: Final[Facts] = MappingProxyType({})
SHORT: Final = {
    "state": "entry.state",
    "price": "entry.value",
    "from": "vehicle.registered_in",
    "date": "entry.date",
}
"""The facts that have a short name beside a question, as options of commands and in addresses."""

WHICH: Final = "which vehicle is it? Make, model and year, such as `1999 Honda Acty to Texas`"
WHICH_TRACTOR: Final = "which is it? A farm tractor, or a road tractor that pulls trailers"
SPECIAL: Final = "vehicle.special_body"
MACHINE: Final = "vehicle.site_machine"
NAMING: Final = (
    *(MAKE, MODEL, *NUMBERS.values()),
    *(BODY, SPECIAL, MACHINE, "vehicle.kei", "vehicle.wheels"),
)
"""The facts of which one at least is told of any vehicle that is asked about."""

AGE: Final = re.compile(
    r"(?:\b(?:(?P<more>over|at least|more than|(?P<than>older than))"
    r"|(?P<less>under|up to|at most|(?:less|younger|newer) than|(?P<near>almost|nearly))) )?"
    r"(?<![\w.])(?P<years>[0-9]{1,2})(?P<plus>\+)?"
    r"(?:[ -]?(?:years?|yrs?)(?:,? (?:and )?(?P<months>[0-9]{1,2})[ -]months?)?[ -]"
    r"(?:old(?! in \w+ (?:month|week|day|year))|(?P<ago>ago))\b"
    r"|[ -]?yo\b|年(?:(?P<least>以上)(?:落ち|前(?!で|じゃ)|経過(?:した|済|の))|落ち|前)"
    r"|(?(than)(?:[ -]?(?:years?|yrs?)\b|(?=[?!.,]|$))|(?!)))",
    re.IGNORECASE,
)

# before the last of two ages
SPAN: Final = re.compile("[0-9](?: ?[-–~]| to| or| and) ?$", re.IGNORECASE)

UNTOLD: Final = "the yes leaves that out: say it in other words if it matters"
"""What stands beside a yes where a word was not understood."""

LONGEST: Final = 2000  # characters of the longest question


@dataclass(slots=True)
class Checked:
    """The answer to a question in words.

    Attributes:
        case: what was understood, as a case.
        reading: which words told what, and which told nothing.
        verdict: what the law says about the case.
    """

    case: Case
    reading: Reading
    verdict: Verdict

    def to_text(self, *, full: bool = False, width: int = 80, colour: bool = False) -> str:
        """The answer for people: one screen, or everything.

        Args:
            full: everything, with every door and every reason.
            width: columns to fill, from 40 on; the short answer fills at most 80.
            colour: whether to write terminal colours.
        """
        from keiimport.report import text

        found, remarks = self.verdict.to_dict(), self.reading.remarks
        if self.reading.unread and self.verdict.outcome == "admissible":
            remarks.insert(1, UNTOLD)
        render = text.render if full else text.render_short
        return render(found, unread=remarks, width=width, colour=colour)

    def to_dict(self) -> dict[str, Any]:
        """What was understood, what was not, the case, and the verdict, as plain values."""
        return {
            "understood": [each._asdict() for each in self.reading.understood],
            "not_understood": self.reading.unread,
            "notes": self.reading.notes,
            "case": self.case.to_dict(),
            "verdict": self.verdict.to_dict(),
        }


def check(words: str, engine: Engine, besides: Facts, instead: Facts = NOTHING) -> Checked:
    """Answer a question in the words people use.

    Args:
        words: the question.
        engine: the rules to answer by.
        besides: facts that are told too, by their dotted names or as in `SHORT`.
        instead: facts that count in place of what the words tell.
    """
    reading = understood(words, engine, besides, instead)
    case = Case.parse(reading.told)
    verdict = engine.evaluate(case)
    if reading.arriving and ENTRY not in reading.told:
        then = Case.parse({**reading.told, ENTRY: reading.arriving})
        if (later := engine.evaluate(then)).outcome == "admissible":
            reading.tell("", ENTRY, reading.arriving)
            reading.notes.append(f"took {reading.arriving} for the day of entry")
            case, verdict = then, later
    _ask_for_body(reading, verdict)
    return Checked(case, reading, verdict)


def understood(
    words: str, engine: Engine, besides: Facts = NOTHING, instead: Facts = NOTHING
) -> Reading:
    """What is understood of words that people use; the arguments are those of `check`."""
    words = rewritten(_spaced(words), "ages")
    age = AGE.search(words)
    how, start = _stand_of(age, words, engine) if age else ("told", 0)
    reading = read(f"{words[:start]} {words[age.end() :]}" if age else words, engine)
    if age and how == "aside":
        reading.unread.append(words[start : age.end()])
        age = None
    for name, value in besides.items():
        if value is not None:
            reading.tell("", SHORT.get(name, name), value)
    reading.told.update(instead)
    if age and BUILT not in reading.told:
        _tell_age(reading, age, words[start : age.end()], turned=how == "turned")
    _set_aside_foreign_money(reading)
    return reading


def _spaced(words: str) -> str:
    """Words with one space between them and each line whole, without what stands around them."""
    words = re.sub(r"[^\S\n]+", " ", words)
    return re.sub(r" ?\n ?(?=[a-z0-9])", " ", words).strip(' "“”').rstrip("…").removesuffix("...")


def _ask_for_body(reading: Reading, verdict: Verdict) -> None:
    """A tractor may be one of the farm or of the road, unless its maker or model tells."""
    if SPECIAL not in reading.told or BODY in reading.told:
        return
    if {fact.name for fact in verdict.facts} & {MACHINE, "vehicle.made_for_roads"}:
        return
    said = " ".join(each.words for each in reading.understood if each.fact == SPECIAL)
    wrong = f"{shown(said)} may be a machine of the farm or a vehicle of the road"
    raise InputError(wrong, WHICH_TRACTOR, at="words", got=said)


def _stand_of(age: re.Match[str], words: str, engine: Engine) -> Stand:
    """Whether an age is told, or the contrary of it, or neither."""
    if SPAN.search(words, 0, age.start()):
        return Stand("aside", age.start())
    turns = bool(age["more"] or age["least"] or age["plus"] or age["less"])
    clause = Clause(words, *age.span(), phrases(engine))
    return clause.stand_of_age(turns=turns, ago=bool(age["ago"]))


def _tell_age(reading: Reading, age: re.Match[str], words: str, *, turned: bool) -> None:
    """An age bounds the build; without its months people count calendar years."""
    entry = Case.parse({ENTRY: reading.told.get(ENTRY) or date.today()}).entry.date
    assert entry is not None and entry.bounds.low is not None
    day, years, months = entry.bounds.low, int(age["years"]), age["months"]
    more = bool(age["more"] or age["least"] or age["plus"])
    old = 12 * years + int(months or 0)
    first = months_later(day, -old - (1 if months else 12)) + 1
    last = months_later(day, -old)
    if not months:
        last = date(date.fromordinal(last).year, 12, 31).toordinal()
    bounds = Bounds(first, min(last, day))
    if more or age["less"]:
        at_age = months_later(day, -old)
        younger = Bounds(at_age + 1, months_later(day, 12 - old) if age["near"] else day)
        bounds = Bounds(None, at_age) if more != turned else younger
    said = format_date(bounds)
    reading.tell(words, BUILT, said)
    reading.notes.append(f"took {shown(words)} for built {said}")


def _set_aside_foreign_money(reading: Reading) -> None:
    """Leave out amounts in another currency whose rate is not told, and say so."""
    if RATE in reading.told:
        return
    types = fact_types()
    for fact in [fact for fact in reading.told if types[fact].dimension == "money"]:
        try:
            Case.parse({fact: reading.told[fact]})
        except InputError:
            amount = shown(str(reading.told.pop(fact)))
            until = "once its exchange rate is told, such as `rate 0.0066` for yen"
            reading.notes.append(f"{amount} counts {until}")


def read(words: str, engine: Engine) -> Reading:
    """What a question in words tells of a vehicle, and what of it is not understood."""
    if len(words) > LONGEST:
        raise InputError("the question is too long", f"at most {LONGEST} characters")
    finished_as = engine.rulebook.vocabulary[BODY].finished_as
    found = Reader(words, engine.catalogue, phrases(engine), finished_as).read()
    if not found.told.keys() & NAMING:
        of = f" in {shown(words.strip())}" if words.strip() else ""
        raise InputError(f"no vehicle is named{of}", WHICH, at="words", got=words)
    return found
