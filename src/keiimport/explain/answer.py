# SPDX-License-Identifier: Apache-2.0
"""The answer: a few plain sentences that could stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keiimport.capitals import begun
from keiimport.explain.doors import Door
from keiimport.explain.explanation import Explanation
from keiimport.explain.missing import Question
from keiimport.explain.words import ALSO, day_words, listed, month_text
from keiimport.explain.written import undone
from keiimport.facts.vocabulary import Vocabulary

NAMED_BY = ("vehicle.make", "vehicle.model")
"""The facts by which an answer names the vehicle, as far as they are known."""

FAR_AWAY_YEARS = 2  # from this many years on the answer speaks of a month and of today's law


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Everything the answer is composed from."""

    explained: Explanation  # the case with its doors
    questions: Sequence[Question]  # what is asked, best first
    assumed: bool  # whether the answer rests on presumptions or unverified law
    unless: str  # what would make the answer better, or empty
    other: str  # what else would, or empty
    state: str  # what a state says, to stand after the first sentence, or empty
    forbidden: bool  # whether the state does not allow it on its roads
    # leave out what the short answer says in lines of its own: the doors, and what a state says
    # unless it forbids the vehicle
    brief: bool = False

    @property
    def entry(self) -> int:
        """The day of entry (date ordinal)."""
        return self.explained.decided.day

    @cached_property
    def chosen(self) -> Sequence[Door]:
        """The chosen door of each agency that has one; if it opens later, those of that day."""
        if self.explained.decision.outcome == "not_yet":
            return self.explained.opening_doors
        return [door for door in self.explained.chosen.values() if door is not None]

    @cached_property
    def doors(self) -> Sequence[Door]:
        """Every door; for a no, those of the agencies that refuse."""
        refused = self.explained.decision.outcome == "closed"
        return self.explained.doors_that_refuse if refused else self.explained.doors

    def text(self) -> str:
        """The answer in plain sentences."""
        match self.explained.decision.outcome:
            case "open" | "needs_action":
                # a yes must not stand above what a state forbids
                ban = self._of_state() if self.brief else ""
                said = [ban, *self._yes(), self._say("rests") if self.assumed else ""]
            case "needs_facts":
                said = list(self._no_law() if self.explained.unwritten else self._undetermined())
            case "not_yet":
                said = list(self._not_yet())
            case "closed":
                said = [
                    self._say("refused"),
                    *self.explained.headlines,
                    self._of_state(),
                    self._why_not(),
                ]
        return " ".join(filter(None, said))

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.explained.vocabulary

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """Values for the placeholders that any sentence may have."""
        say, known = self._vocabulary.say, self.explained.known
        named = " ".join(dict.fromkeys(known[name].text for name in NAMED_BY if name in known))
        return {
            "unless": say("answer.unless", unless=self.unless) if self.unless else "",
            "sooner": self._sooner() if self.unless else "",
            "vehicle": f"this {named}" if named else say("answer.this"),
            "scope": self.explained.index.rulebook.scope,
        }

    def _sooner(self) -> str:
        """What would let it in sooner: one thing, or one of two."""
        if self.other:
            return self._vocabulary.say("answer.sooner_or", unless=self.unless, other=self.other)
        return self._vocabulary.say("answer.sooner", unless=self.unless)

    def _say(self, sentence: str, **places: str) -> str:
        return self._vocabulary.say(f"answer.{sentence}", **self._places, **places)

    def _of_state(self) -> str:
        if not self.brief:
            return self.state
        return f"{self.state.partition(':')[0]}." if self.forbidden else ""

    def _doors(self, sentence: str) -> str:
        return "" if self.brief else self._say(sentence, through=self._through())

    def _yes(self) -> Iterator[str]:
        limited = "_scope" if self.explained.index.rulebook.scope else ""
        yes = self._say(f"yes{limited}")
        is_open = self.explained.decision.outcome == "open"
        asks = self.explained.depends_on == "agency"
        if is_open:
            yield self._say("open", yes=yes, day=day_words(self.entry))
        else:
            # in the order a person would do it
            facts = (fact for fact, _ in undone(self.explained, self.chosen))
            *before, last = dict.fromkeys(fact.todo or fact.title for fact in facts)
            todo = f"{'; '.join(before)}; and {last}" if before else last
            yield self._say(f"agency{limited}" if asks else "action", yes=yes, todo=todo)
            yield self._vocabulary.say("answer.spared", unless=self.unless) if self.unless else ""
        yield "" if self.brief else self.state
        yield self._doors("use" if is_open else "then_use")
        if asks:
            yield self._say("refuse")
        # how long it may stay: the first chosen door with a limit decides
        terms = (door.path.term for door in self.chosen)
        yield next((self._say("stays", term=term) for term in terms if term is not None), "")

    def _through(self) -> str:
        """The doors to take; one that nobody has to claim goes without saying."""
        named = [d for d in self.chosen if d.path.box or d.path.code or d.path.claimed_when]
        return listed(door_name(door, self._vocabulary) for door in named or self.chosen)

    def _no_law(self) -> Iterator[str]:
        begins = listed(
            self._say("no_law_agency", agency=agency.name, day=day_words(first))
            for agency, first in self.explained.unwritten
        )
        yield self._say("no_law", day=day_words(self.explained.decided.law_day), begins=begins)
        yield self._of_state()
        yield self._certain()

    def _undetermined(self) -> Iterator[str]:
        possible = self.explained.decision.possible
        waiting = self.explained.waiting_for_an_agency
        if waiting is not None:
            yield self._say("waiting", door=door_name(waiting, self._vocabulary))
            yield self._of_state()
        else:
            if possible is not None and possible > self.entry:
                far = _years_between(self.entry, possible) >= FAR_AWAY_YEARS
                when = month_text(possible) if far else day_words(possible)
                yield self._say("not_before", month=when)
            else:
                yield self._say("undetermined" if self.questions else "unsettled")
            yield from self.explained.headlines
            yield self._of_state()
            if self.questions and not self.brief:
                yield self._say("first", question=self.questions[0].fact.question)
            elif not self.questions and (possible is None or possible <= self.entry):
                yield self._left_open()
        yield self._certain()

    def _certain(self) -> str:
        earliest = self.explained.decision.earliest
        if earliest is None or earliest <= self.entry:
            return ""
        return self._say("certain", day=day_words(earliest))

    def _left_open(self) -> str:
        """A sentence on why the nearest door stays undecided whatever else is told."""
        open_ended = [
            door
            for door in self.doors
            if door.considered
            and door.outcome == "needs_facts"
            and not door.missing
            # not what only waits for a later day
            and door.opens_possible == self.entry
        ]
        return self._of_nearest("left_open", open_ended)

    def _not_yet(self) -> Iterator[str]:
        opens = self.explained.decision.earliest
        assert opens is not None
        first = self.explained.decision.possible or opens
        last = max(self.chosen, key=lambda door: door.opens_on or 0, default=None)
        opening = self._say("opening")
        # if another door may open before it, its words do not describe the first day
        if last and last.path.opening and (last.opens_possible or first) <= first:
            opening = last.path.opening
        opening = begun(opening)
        month, certain = month_text(first), month_text(opens)
        near = _years_between(self.entry, opens) < FAR_AWAY_YEARS
        if near:
            name = "not_yet" if first == opens else "not_yet_range"
            when = {"month": day_words(first), "day": day_words(opens), "through": self._through()}
        else:
            name = "not_yet_far" if month == certain else "not_yet_far_certain"
            # the month just said tells the year
            year = date.fromordinal(opens).year if month == certain else None
            when = {"month": month, "last": certain, "day": day_words(opens, year=year)}
        yield self._say(name, opening=opening, **when)
        yield from self.explained.headlines
        yield self._of_state()
        if near:
            return
        yield self._doors("then")
        if not self.unless and not self.brief:  # which says what the nearest door lacks
            yield self._first_reason()

    def _why_not(self) -> str:
        """A sentence on the gate that bars it, or else on why the nearest door is closed."""
        words = zip(self.explained.today.barred, self.explained.gate_templates.said, strict=True)
        for barred in (self.explained.said(said) for bars, said in words if bars):
            return f"{begun(barred)}."
        closed = [door for door in self.doors if door.outcome == "closed"]
        return self._first_reason() or self._of_nearest("closed", closed)

    def _first_reason(self) -> str:
        """A sentence on why the nearest considered door is closed."""
        closed = [door for door in self.doors if door.considered and door.outcome == "closed"]
        return self._of_nearest("closed", closed)

    def _of_nearest(self, sentence: str, doors: Sequence[Door]) -> str:
        """A sentence on the nearest of some doors, with the first reason for its outcome."""
        if not doors:
            return ""
        # a claimed door is nearer than one that everybody has
        nearest = min(doors, key=lambda door: (door.path.claimed_when is None, door.path.prefer))
        name = door_name(nearest, self._vocabulary)
        because = self.explained.said(nearest.because).partition(ALSO)[0].rstrip(".?")
        said = self._say(sentence, door=name, because=because)
        return begun(said)


def door_name(door: Door, vocabulary: Vocabulary) -> str:
    """A door as people call it, such as `HS-7 box 1`."""
    path = door.path
    if path.box is not None:
        return vocabulary.say("answer.box", form=path.form, box=path.box)
    if path.code is not None:
        agency = path.agency.upper()
        return vocabulary.say("answer.code", agency=agency, form=path.form, code=path.code)
    return path.title


def _years_between(first: int, second: int) -> float:
    return (date.fromordinal(second) - date.fromordinal(first)).days / 365.2425
