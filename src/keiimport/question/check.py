# SPDX-License-Identifier: Apache-2.0
"""The answer to a question in words: what was understood, the case it makes, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.case import Case, fact_types
from keiimport.question.phrases import RATE, phrases
from keiimport.question.reader import MAKE, MODEL, NUMBERS, Reader, Reading
from keiimport.report import short, text

if TYPE_CHECKING:
    from keiimport.engine import Engine
    from keiimport.verdict import Verdict

WHICH: Final = "which vehicle is it? Make, model and year, such as `1999 Honda Acty to Texas`"
NAMING: Final = (MAKE, MODEL, *NUMBERS.values(), "vehicle.body", "vehicle.kei", "vehicle.wheels")
"""The facts of which one at least is told of any vehicle that is asked about."""

UNTOLD: Final = "the yes leaves that out: say it in other words if it matters"
"""What stands beside a yes where a word was not understood."""

LONGEST: Final = 2000
"""Characters of the longest question."""


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
        found, remarks = self.verdict.to_dict(), self.reading.remarks
        if self.reading.unread and self.verdict.outcome == "admissible":
            remarks.insert(1, UNTOLD)
        render = text.render if full else short.render
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


def check(
    words: str,
    engine: Engine,
    besides: Mapping[str, object],
    instead: Mapping[str, object] = MappingProxyType({}),
) -> Checked:
    """Answer a question in the words people use."""
    reading = read(words, engine)
    for fact, value in besides.items():
        if value is not None:
            reading.tell("", fact, value)
    reading.told.update(instead)
    _set_aside_foreign_money(reading)
    case = Case.parse(reading.told)
    return Checked(case, reading, engine.evaluate(case))


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
            reading.notes.append(
                f"{amount} counts once its exchange rate is told, such as `rate 0.0066` for yen"
            )


def read(words: str, engine: Engine) -> Reading:
    """What a question in words tells of a vehicle, and what of it is not understood."""
    if len(words) > LONGEST:
        raise InputError("the question is too long", expected=f"at most {LONGEST} characters")
    found = Reader(words, engine.catalogue, phrases(engine)).read()
    if not found.told.keys() & NAMING:
        of = f" in {shown(words.strip())}" if words.strip() else ""
        raise InputError(f"no vehicle is named{of}", at="words", got=words, expected=WHICH)
    return found
