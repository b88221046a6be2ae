# SPDX-License-Identifier: Apache-2.0
"""The facts understood from a question, and the words that were not understood."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import fact_types
from keiimport.facts.contradictions import same_roundly
from keiimport.facts.problems import shown
from keiimport.question.phrases import bounds_of, parsed

MODEL: Final = "vehicle.model"
BODY, BUILT = "vehicle.body", "vehicle.manufactured"
ENTRY, STATE = "entry.date", "entry.state"

LONGEST_STOCK: Final = 366  # days from the build to a model year or first registration
DAYS_OF_MONTH: Final = 31

_PLATED: Final = re.compile(r"\b(?:plate|regist|reg\b|title)", re.IGNORECASE)


class Understood(NamedTuple):
    """Words of a question, and the fact they tell."""

    words: str
    fact: str
    value: object


@dataclass(slots=True)
class Reading:
    """What was understood of a question."""

    # bodies in pairs: what people call it, and what it is more exactly
    finished_as: frozenset[tuple[str, str]] = frozenset()
    told: dict[str, object] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # on how the others were understood
    arriving: str = ""  # the first day of the month or year of entry, if no more is told
    not_a_day: str = ""  # the note on these words, which goes where that day is taken

    @property
    def remarks(self) -> list[str]:
        """The words not understood, and the notes."""
        unread = ", ".join(shown(word) for word in self.unread)
        return [*([f"not understood: {unread}"] if unread else []), *self.notes]

    def tell(self, words: str, fact: str, value: object) -> None:
        """Store a fact, or raise `InputError` if it contradicts the one stored."""
        self.understood.append(Understood(words, fact, value))
        held = self.told.get(fact)
        both = value if held is None else self._narrower(fact, held, value)
        if both is None:
            what = fact.rpartition(".")[2].replace("_", " ")
            said = f"{shown(str(held))} and {shown(str(value))} cannot both be so ({what})"
            raise InputError(said, "one of them: which is it?", at=fact, got=str(value))
        self.told[fact] = both

    def _narrower(self, fact: str, held: object, value: object) -> object:
        """The more exact of two values of a fact; None if they contradict each other."""
        if held == value or parsed(fact, str(held)) == parsed(fact, str(value)):
            return held
        one, other = bounds_of(fact, held), bounds_of(fact, value)
        if one and other:
            both = one.intersect(other)
            if fact_types()[fact].dimension == "displacement" and same_roundly(one, other):
                # 3.0L, 2982cc
                return max(held, value, key=lambda each: len(re.findall(r"\d", str(each))))
            return held if both == one else value if both == other else None
        if fact == BODY:  # a tow truck is a truck
            more = self.finished_as
            return value if (held, value) in more else held if (value, held) in more else None
        if fact == STATE:  # landing at Tacoma, titled in Montana, going to Idaho
            *told, last = [each for each in self.understood if each.fact == fact]
            first = max(nearness(each.words) for each in told if each.value == held)
            later = nearness(last.words)
            return held if first > later else value if later > first else None
        if fact == "vehicle.registered_in":  # from Panama, German registered
            said = {e.value for e in self.understood if e.fact == fact and _PLATED.search(e.words)}
            plated = [each for each in (held, value) if each in said]
            return plated[0] if len(plated) == 1 else None
        if fact == MODEL:
            names = [set(re.findall(r"\w+", str(each).casefold())) for each in (held, value)]
            return held if names[1] <= names[0] else value if names[0] <= names[1] else None
        return None

    def is_another_day(self, words: str, year: object, *, named: bool, entering: bool) -> bool:
        """Whether a bare date is not the build date; if so, say what it is.

        A date in the future is that of entry, unless it precedes a name. A date told to be the
        build date comes before a bare one, unless it makes the vehicle years older.
        """
        held, other = self.told.get(BUILT), bounds_of(BUILT, year)
        if other is None or other.low is None:
            return False
        built, today = bounds_of(BUILT, held), date.today().toordinal()
        end = other.high or 0
        within = other.low <= today <= end and (entering or end < other.low + DAYS_OF_MONTH)
        ahead = other.low > today or (within and built and not built.overlaps(other))
        if ahead and (built is not None or not named):
            self.note_day(words, other, entering=entering)
            return True
        by_words = any(each.fact == BUILT and each.words != each.value for each in self.understood)
        if not by_words or built is None or built.high is None or built.overlaps(other):
            return False
        if other.low - built.high > LONGEST_STOCK:
            return False
        self.notes.append(f"took {shown(str(held))} for the build and left {shown(words)} out")
        return True

    def note_day(self, words: str, days: Bounds, *, entering: bool) -> None:
        """Note that a future date is not an entry date, although the entry may be in that month."""
        today, low, high = date.today().toordinal(), days.low or 1, days.high or 0
        whole = low < high and date.fromordinal(low).day == date.fromordinal(high + 1).day == 1
        such = date.fromordinal(max(low, today)).isoformat()
        said = f"{shown(words)} is not one day: tell the day of entry such as `{such}`"
        if days.low == days.high:
            said = f"left {shown(words)} out: if it is the day of entry, say `arriving {such}`"
        if entering and whole and high >= today:
            self.arriving, self.not_a_day = such, said
        self.notes.append(said)


def nearness(words: str) -> int:
    """How surely words name the state: 3 by plates, 2 as destination, 1 by name, 0 by city."""
    first, *rest = words.split()
    if rest and first.casefold() in ("register", "registering", "title", "titling", "plate"):
        return 3
    if rest and first.casefold() in ("to", "into"):
        return 2
    names = (" ".join((first, *rest)[start:]) for start in range(len(rest) + 1))
    return int(any(parsed(STATE, name.upper() if len(name) == 2 else name) for name in names))
