# SPDX-License-Identifier: Apache-2.0
"""The verdict: everything that is said about one case, worked out when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.known import Filled, Known
from keiimport.facts.vocabulary import Vocabulary
from keiimport.inference.direct import Slots
from keiimport.inference.engines import CHECKED_BY, CaseEngine, EngineName
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.account import Account, chain_of
from keiimport.verdict.answer import answer, hypothetical
from keiimport.verdict.doors import PURPOSE, Door, choose, open_door, opening_day
from keiimport.verdict.law import Law
from keiimport.verdict.missing import Question, questions, unknown_facts
from keiimport.verdict.outcome import OVERALL, Outcome, Settled, Sight
from keiimport.verdict.proof import Step, unsure
from keiimport.verdict.remedies import Remedies, remedies
from keiimport.verdict.situation import Situation, situation
from keiimport.verdict.state import STATE, States, sentence
from keiimport.verdict.timeline import Timeline, timeline
from keiimport.verdict.truths import Truths
from keiimport.verdict.words import day_text, fill, listed

if TYPE_CHECKING:
    from keiimport.verdict.proof_tree import Proof
    from keiimport.verdict.prospects import Prospect

Json = dict[str, Any]

Refill = Callable[[bool, Mapping[str, ToldValue]], Filled]
"""Fills the case in anew: strictly or not, with more facts taken as told."""

KEYS = (
    "outcome",
    "strict_outcome",
    "certainty",
    "depends_on",
    "answer",
    "earliest",
    "earliest_possible",
    "entry_date",
    "law_as_of",
    "rulebook",
    "scenarios",
    "assumptions",
    "facts",
    "classification",
    "standards",
    "paths",
    "gates",
    "chosen",
    "duty",
    "state",
    "missing",
    "actions",
    "reasoning",
    "warnings",
    "checked_by",
)
"""The keys of a verdict, in the order they are written."""

MOST_TOGETHER = 5
"""How many facts are asked for where only several together settle anything."""

WHERE_TRUE: Mapping[Truth, str] = {True: "true", False: "false", None: "unknown"}


class Verdict:
    """What the rulebook says about one case.

    Every key of the JSON form is an attribute with the same value. Attributes are worked
    out when they are first read, so asking only for `outcome` costs only that.
    """

    def __init__(
        self,
        law: Law,
        engine: CaseEngine,
        engine_name: EngineName,
        filled: Filled,
        refill: Refill,
        law_day: int,
        *,
        pinned: bool,
        strict: bool,
        every_state: bool = False,
    ) -> None:
        self._law = law
        self._engine = engine
        self._engine_name = engine_name
        self._filled = filled
        self._refill = refill
        self._law_day = law_day
        self._pinned = pinned
        self._strict = strict
        self._every_state = every_state

    # -- the outcome ---------------------------------------------------------

    def _see(self, filled: Filled, engine: CaseEngine) -> Sight:
        facts: dict[str, FactValue | None] = {
            name: held.value for name, held in filled.known.items()
        }
        facts[LAW_DAY] = Bounds.point(self._law_day)
        return Sight(self._law, facts, engine.start(facts), self._pinned)

    @cached_property
    def _sight(self) -> Sight:
        return self._see(self._filled, self._engine)

    @cached_property
    def _settled(self) -> Settled:
        return self._sight.settle(None)

    @cached_property
    def outcome(self) -> Outcome:
        """admissible, conditional, undetermined, not_yet or refused."""
        return OVERALL[self._settled.outcome]

    @cached_property
    def strict_outcome(self) -> Outcome:
        """The outcome with nothing presumed, without a second opinion of its own."""
        if self._strict:
            return self.outcome
        sight = self._see(self._refill(True, {}), self._engine.unchecked)
        return OVERALL[sight.settle(None).outcome]

    @cached_property
    def earliest(self) -> str | None:
        """The first day from the entry day on of which the whole is certainly open."""
        day = self._settled.earliest
        return None if day is None else day_text(day)

    @cached_property
    def earliest_possible(self) -> str | None:
        """The first day from the entry day on of which the whole may be open."""
        day = self._settled.possible
        return None if day is None else day_text(day)

    @property
    def entry_date(self) -> str:
        """The day of importation used."""
        return day_text(self._sight.day)

    @property
    def law_as_of(self) -> str:
        """The day whose law was used."""
        return day_text(self._law_day)

    # -- the chain -----------------------------------------------------------

    @cached_property
    def _known(self) -> Mapping[str, Known]:
        return self._filled.known

    @cached_property
    def _explained(self) -> tuple[Account, list[Door]]:
        """What is said in a situation like this, and every door, on the entry day."""
        sight, words = self._sight, self._words
        now, slots = self._situation
        account = self._law.memory.recall(now, partial(Account, self._law, now, slots))
        doors = []
        for place, said in enumerate(account.doors):
            settled = sight.settle(place) if said.suits else None
            if said.outcome == "not_yet" and settled is not None and settled.earliest is not None:
                words[opening_day(said.path)] = _day_in_words(settled.earliest)
            doors.append(open_door(said, settled, fill(said.because, words, self._vocabulary)))
        return account, doors

    @cached_property
    def _situation(self) -> tuple[Situation, Slots]:
        """What the words depend on, and the facts laid out for it."""
        sight = self._sight
        slots = sight.slots(sight.day, self._settled.outcome != "open")
        return situation(sight, self._known, slots), slots

    @cached_property
    def _words(self) -> dict[str, Known]:
        """The facts as they stand in words."""
        words = dict(self._known)
        words[LAW_DAY] = _day_in_words(self._law_day)
        if (purpose := words.get("entry.purpose")) is not None:
            words[PURPOSE] = replace(purpose, text=purpose.text.replace("_", " "))
        return words

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._law.rulebook.vocabulary

    def _said(self, template: str) -> str:
        return fill(template, self._words, self._vocabulary)

    @cached_property
    def _chosen_doors(self) -> dict[str, Door | None]:
        look = self._sight.look(self._sight.day, True)
        standing = [
            door
            for door, offer, counted in zip(
                self._explained[1], look.offers, look.counted, strict=True
            )
            if offer is not None or counted is not False
        ]
        return self._choose(standing)

    def _choose(self, doors: Sequence[Door]) -> dict[str, Door | None]:
        """The best of `doors` for each agency."""
        return {
            agency.id: choose(door for door in doors if door.path.agency == agency.id)
            for agency in self._law.rulebook.agencies
        }

    @cached_property
    def _opening_doors(self) -> list[Door]:
        """The doors through which it comes in on the first day on which all agree."""
        first = self._settled.earliest
        opened = [
            door
            for door in self._explained[1]
            if first is not None and door.opens_on is not None and door.opens_on <= first
        ]
        return [door for door in self._choose(opened).values() if door is not None]

    @cached_property
    def _opening(self) -> Sequence[Step] | None:
        """For what opens later: the chain on the day it opens."""
        first = self._settled.earliest
        if first is None or first == self._sight.day:
            return None
        opening = [door.path for door in self._opening_doors]
        law, slots = self._law, self._sight.slots(first, True)
        now = self._situation[0]
        then = Situation(law.signatures.of(slots), now.known, now.doubtful)
        key = (then, tuple([path.id for path in opening]))
        return law.memory.recall(key, lambda: chain_of(law, then, opening, slots))

    @cached_property
    def _used(self) -> list[str]:
        """The facts that the answer rests on."""
        steps = self._deciding_steps
        used = dict.fromkeys(use for step in steps for use in step.uses if isinstance(use, str))
        if any(door.considered and door.path.purposes for door in self._explained[1]):
            used["entry.purpose"] = None
        return list(used)

    @cached_property
    def _deciding_steps(self) -> list[Step]:
        """The steps that the answer rests on.

        Where an agency says no the others do not matter: those of every considered door of
        one that does. Otherwise those of the chosen doors of who says yes, and of every
        considered door of those of whom it is not known. And those of what opens later.
        """
        account, doors = self._explained
        considered: dict[str, list[str]] = {doors.agency.id: [] for doors in self._law.doors}
        for door in doors:
            if door.considered:
                considered[door.path.agency].append(door.path.id)
        refusing = self._refusing
        if refusing:
            kept = min((considered[name] for name in refusing), key=self._doubts_under)
        else:
            says = dict(zip(considered, self._agencies_say(self._sight.day), strict=True))
            chosen = {name: door.path.id for name, door in self._chosen_doors.items() if door}
            yes = [chosen[name] for name, truth in says.items() if truth and name in chosen]
            kept = [*yes, *(d for n, ids in considered.items() if not says[n] for d in ids)]
        return [*account.steps_under(kept), *(self._opening or ())]

    def _agencies_say(self, day: int) -> Sequence[Truth]:
        return self._sight.look(day, True).agencies

    @cached_property
    def _refusing(self) -> list[str]:
        """The agencies that say no today and, where there are several, as long as any."""
        names = [doors.agency.id for doors in self._law.doors]
        today = self._agencies_say(self._sight.day)
        refusing = [name for name, truth in zip(names, today, strict=True) if truth is False]
        if len(refusing) < 2:
            return refusing
        possible, later = self._settled.possible, self._sight.later()
        last = possible - 1 if possible is not None else later[-1] if later else self._sight.day
        then = dict(zip(names, self._agencies_say(last), strict=True))
        return [name for name in refusing if then[name] is False] or refusing

    def _doubts_under(self, paths: Sequence[str]) -> int:
        """How many unsure facts the steps of `paths` rest on."""
        steps = self._explained[0].steps_under(paths)
        uses = {use for step in steps for use in step.uses if isinstance(use, str)}
        return sum(name in self._known and unsure(self._known[name]) for name in uses)

    @property
    def conclusions(self) -> tuple[str, ...]:
        """The names that `truth` knows."""
        return tuple(self._law.rulebook.conclusions)

    def truth(self, name: str) -> Truth:
        """The truth of one conclusion of the rulebook on the entry day.

        Args:
            name: a conclusion such as `class.truck` or `standard.208.binds`.

        Raises:
            KeyError: the rulebook has no such conclusion.
        """
        if name not in self._law.rulebook.conclusions:
            raise KeyError(name)
        return self._truths[self._law.program.names[name]]

    @cached_property
    def _truths(self) -> Truths:
        return Truths.of_slots(self._law, self._situation[1])

    def truths_on(self, day: date | None = None, *, done: bool = True) -> Truths:
        """The truth of every node of the rules for an entry on `day`.

        Args:
            day: the day of entry; default: the one used.
            done: whether everything that somebody can still do is done.
        """
        sight = self._sight
        on = sight.day if day is None else day.toordinal()
        return Truths.of_slots(self._law, sight.slots(on, done))

    @property
    def speaking(self) -> tuple[str, ...]:
        """The ids of the remarks that the warnings carry."""
        return tuple(remark.id for remark in self._explained[0].speaking)

    @cached_property
    def reasoning(self) -> list[Json]:
        """The chain: each step a rule, what it concluded, why, and under which law."""
        steps = self._explained[0].steps
        words, vocabulary = self._words, self._vocabulary
        return [
            {
                "step": step.number,
                "rule": step.rule,
                "concludes": step.concludes,
                "title": self._title(step.concludes),
                "truth": WHERE_TRUE[step.truth],
                "because": fill(step.because, words, vocabulary),
                "cite": list(step.cite),
                "uses": list(step.uses),
                "confidence": step.confidence,
            }
            for step in steps
        ]

    def _title(self, concluded: str) -> str:
        """Short words for a conclusion or a path."""
        conclusion = self._law.rulebook.conclusions.get(concluded)
        if conclusion is not None:
            return conclusion.title
        return next((path.title for path in self._law.paths if path.id == concluded), concluded)

    def why(self, path: str) -> Json:
        """The proof of one path as a tree: why it is open, or what of it fails.

        Args:
            path: the id of a path, such as `nhtsa.box_1`.

        Returns:
            What the verdict says of the path, on which days, and `proof`, its tree.

        Raises:
            InputError: the rulebook has no such path.
        """
        from keiimport.verdict.why import why

        return why(self, path)

    def proof(self, place: int) -> Proof:
        """The proof of the path at a place among all paths, on the entry day."""
        from keiimport.verdict.proof_tree import ProofTree

        sight = self._sight
        # what waits for an action fails as things stand; the rest is told with all of it done
        done = sight.settle(place).outcome not in ("open", "needs_action")
        slots = sight.slots(sight.day, done)
        facts = {**sight.facts, **sight.changes(sight.day, done)}
        truths = Truths.of_slots(self._law, slots)
        return ProofTree(
            self._law,
            facts,
            self._known,
            self._words,
            self._situation[0].doubtful,
            truths.__getitem__,
        ).path(self._law.paths[place])

    # -- what it rests on ----------------------------------------------------

    @cached_property
    def assumptions(self) -> list[Json]:
        """The presumptions without which the verdict would not stand."""
        used = set(self._used)
        listed_here: dict[str, Json] = {}
        by_id = {presumption.id: presumption for presumption in self._law.rulebook.presumptions}
        for name, held in self._known.items():
            if held.presumption is None or held.presumption in listed_here:
                continue
            presumption = by_id[held.presumption]
            if name in used or presumption.always_listed:
                listed_here[presumption.id] = {
                    "id": presumption.id,
                    "fact": ", ".join(presumption.facts),
                    "value": plain(held),
                    "because": presumption.because,
                    "if_wrong": presumption.if_wrong,
                }
        return list(listed_here.values())

    @cached_property
    def certainty(self) -> str:
        """shown, or assumed: resting on presumptions, unverified values or unverified law."""
        if any(name in self._known and unsure(self._known[name]) for name in self._used):
            return "assumed"
        if self._settled.outcome == "closed":
            return "shown"
        opening = self._opening if self._opening is not None else self._deciding_steps
        doubtful = any(step.confidence == "unverified" and step.truth for step in opening)
        return "assumed" if doubtful else "shown"

    @cached_property
    def facts(self) -> list[Json]:
        """Every fact used, with its source and how sure it is."""
        names: dict[str, None] = dict.fromkeys((*self._explained[0].facts, *self._used))
        order, known = self._law.order, self._known
        return [
            {
                "name": name,
                "value": plain(held),
                "source": held.source,
                "confidence": held.confidence,
            }
            for name in sorted([name for name in names if name in order], key=order.__getitem__)
            if (held := known.get(name)) is not None
        ]

    @cached_property
    def classification(self) -> list[str]:
        """The classes that hold."""
        return [name.removeprefix("class.") for name in self._explained[0].classes]

    # -- doors ---------------------------------------------------------------

    @cached_property
    def paths(self) -> list[Json]:
        """Every door, considered or not."""
        account, doors = self._explained
        return [
            self._path(place, door, papers, restrictions)
            for place, (door, (papers, restrictions)) in enumerate(
                zip(doors, account.papers, strict=True)
            )
        ]

    def _path(
        self, place: int, door: Door, papers: Iterable[str], restrictions: Iterable[str]
    ) -> Json:
        path = door.path
        return {
            "id": path.id,
            "agency": path.agency,
            "form": path.form,
            "box": path.box,
            "code": path.code,
            "title": path.title,
            "outcome": door.outcome,
            "opens_possible": None
            if door.opens_possible is None
            else day_text(door.opens_possible),
            "opens_on": None if door.opens_on is None else day_text(door.opens_on),
            "stay": path.stay,
            "theoretical": path.theoretical,
            "actions": [fact.name for fact in door.undone],
            "papers": [self._said(paper) for paper in papers],
            "restrictions": [self._said(paper) for paper in restrictions],
            "missing": self._asked_for(place, door),
            "because": door.because,
            "cite": list(path.cite),
            "confidence": path.confidence,
        }

    def _asked_for(self, place: int, door: Door) -> list[str]:
        """The facts that the door at a place waits for, those first that would settle it."""
        if self._settled.outcome != "needs_facts":
            return list(door.missing)
        asked = self._questions
        settling = [question.fact.name for question in asked if place in question.settles]
        return settling or list(door.missing)

    @cached_property
    def gates(self) -> list[Json]:
        """Everything that only bars."""
        account = self._explained[0]
        barred = self._sight.look(self._sight.day, True).barred
        return [
            {
                "id": gate.id,
                "agency": gate.agency,
                "outcome": {True: "barred", False: "clear", None: "unclear"}[bars],
                "because": self._said(because),
                "cite": list(gate.cite),
            }
            for gate, bars, because in zip(self._law.gates, barred, account.gates, strict=True)
        ]

    @cached_property
    def chosen(self) -> dict[str, str | None]:
        """The best door of each agency, or None where every door is closed."""
        return {
            agency: None if door is None else door.path.id
            for agency, door in self._chosen_doors.items()
        }

    @cached_property
    def standards(self) -> list[Json]:
        """Every safety standard: whether it binds, whether it is known to be met."""
        facts = self._sight.facts
        standards = self._law.rulebook.standards
        return [
            {
                "standard": standard.number,
                "title": standard.title,
                "binds": binding.binds,
                "met": facts.get(standard.met),
                "because": binding.because,
            }
            for standard, binding in zip(standards, self._explained[0].standards, strict=True)
        ]

    @property
    def duty(self) -> None:
        """No tariff stands in the rulebook yet, so no duty is estimated."""
        return None

    @cached_property
    def _states(self) -> States:
        facts = {**self._sight.facts, **self._sight.changes(self._sight.day, True)}
        return States(self._law, facts, self._known)

    @cached_property
    def state(self) -> Json | None:
        """What the state that was told says of the vehicle; None where none was told."""
        held = self._known.get(STATE)
        return None if held is None else self._states.answer(str(held.value))

    @cached_property
    def states(self) -> list[Json]:
        """What every state of the rulebook says of it; in the JSON form only when asked for."""
        return self._states.map()

    # -- what to do and to ask -----------------------------------------------

    @property
    def values(self) -> Mapping[str, FactValue | None]:
        """The facts as tests look at them."""
        return self._sight.facts

    def text_of(self, fact: str) -> str | None:
        """What is known of a fact, in words; None where nothing is."""
        held = self._known.get(fact)
        return None if held is None else held.text

    def suppose(self, name: str, answer: FactValue) -> Sight | None:
        """The same case with one more fact told, or None where it cannot be so."""
        return self._suppose(name, answer)

    def prospects(self, fact: str) -> list[Prospect]:
        """What each answer to the question about a fact would make of the whole.

        Args:
            fact: the dotted name of a fact of the vocabulary.
        """
        from keiimport.verdict.prospects import prospects

        return prospects(self._sight, self._vocabulary[fact], self._suppose)

    def _suppose(self, name: str, answer: FactValue) -> Sight | None:
        told = Told(answer, "supposed") if isinstance(answer, Bounds) else answer
        try:
            return self._see(self._refill(self._strict, {name: told}), self._engine.unchecked)
        except InputError:
            return None

    @cached_property
    def _questions(self) -> list[Question]:
        return self.questions_besides(())

    def questions_besides(self, skipped: Container[str]) -> list[Question]:
        """The questions worth asking while nobody can answer those about `skipped` facts."""
        if self._settled.outcome != "needs_facts":
            return []
        account, doors = self._explained
        waiting = [d for d in doors if d.considered and d.outcome == "needs_facts"]
        names = dict.fromkeys(name for door in waiting for name in door.missing)
        gates = [
            gate.barred_when
            for gate, barred in zip(
                self._law.gates, self._sight.look(self._sight.day, True).barred, strict=True
            )
            if barred is None
        ]
        names.update(dict.fromkeys(unknown_facts(self._law, account.truth_of, gates)))
        if not names:
            names = dict.fromkeys(self._unknown_later(waiting))
        # whether single standards are met comes last: a label mostly settles all of them
        met = self._law.standards_met
        open_names = sorted((n for n in names if n not in skipped), key=met.__contains__)
        asked = questions(self._sight, open_names, self._suppose)
        if not asked:
            asked = self._questions_together(open_names)
        claims = dict.fromkeys(
            name
            for door in doors
            if not door.considered and not door.path.theoretical
            for name in door.missing
            if name not in names and name not in skipped
        )
        vocabulary = self._law.rulebook.vocabulary
        asked.extend(Question(vocabulary[name]) for name in claims if name in vocabulary)
        return asked

    def _unknown_later(self, waiting: Sequence[Door]) -> list[str]:
        """What doors wait for that are closed today and may open later."""
        day = self._settled.possible
        if day is None:
            return []
        then = Truths.of_slots(self._law, self._sight.slots(day, True)).__getitem__
        return unknown_facts(self._law, then, [door.path.open_when for door in waiting])

    def _questions_together(self, names: Sequence[str]) -> list[Question]:
        """Where no single answer settles anything: the facts that do so together."""
        met = self._law.standards_met
        plain = [name for name in names if name not in met] or list(names)
        known = [name for name in plain if name in self._vocabulary]
        return [Question(self._vocabulary[name]) for name in known[:MOST_TOGETHER]]

    @cached_property
    def missing(self) -> list[Json]:
        """The facts an undetermined answer hangs on, the most useful first."""
        claims = {
            name: (door.path.id,)
            for door in self._explained[1]
            if not door.considered
            for name in door.missing
        }
        return [
            {
                "fact": question.fact.name,
                "question": question.fact.question,
                "where": question.fact.where,
                "settles": [self._law.paths[i].id for i in sorted(question.settles)]
                or list(claims.get(question.fact.name, ())),
            }
            for question in self._questions
        ]

    @cached_property
    def depends_on(self) -> str | None:
        """Who has to act before it can be admitted: importer, agency, or nobody."""
        if self._settled.outcome == "needs_action":
            who = {f.depends_on for d in self._chosen_doors.values() if d for f in d.undone}
            return "agency" if "agency" in who else "importer"
        if self._settled.outcome == "needs_facts":
            return "agency" if self._waiting_for_an_agency else None
        return None

    @cached_property
    def _waiting_for_an_agency(self) -> Door | None:
        """The door, claimed by the importer, that only an agency's word can settle."""
        for door in self._explained[1]:
            claimed = door.considered and door.path.claimed_when is not None
            if claimed and door.outcome == "needs_facts" and door.missing:
                facts = [self._vocabulary[name] for name in door.missing]
                if all(fact.depends_on == "agency" for fact in facts):
                    return door
        return None

    @cached_property
    def actions(self) -> list[Json]:
        """What could be done, in the order a person would do it."""
        paths: dict[str, list[str]] = {}
        for door in self._explained[1]:
            for fact in door.undone:
                paths.setdefault(fact.name, []).append(door.path.id)
        facts = sorted(
            (self._law.rulebook.vocabulary[name] for name in paths), key=lambda fact: fact.order
        )
        return [
            {
                "action": fact.name,
                "what": fact.todo or fact.title,
                "depends_on": fact.depends_on,
                "cost": fact.cost or None,
                "for": paths[fact.name],
            }
            for fact in facts
        ]

    # -- words ---------------------------------------------------------------

    @cached_property
    def answer(self) -> str:
        """One or two plain sentences."""
        said = answer(
            self._settled,
            self._opening_doors
            if self._settled.outcome == "not_yet"
            else [door for door in self._chosen_doors.values() if door is not None],
            self._explained[1],
            [q for q in self._questions if not self._is_claim(q)],
            entry=self._sight.day,
            assumed=self.certainty == "assumed",
            depends_on=self.depends_on,
            waiting=self._waiting_for_an_agency,
            unwritten=list(self._uncovered()),
            vehicle=self._vehicle,
            scope=self._law.rulebook.scope,
            state="" if self.state is None else sentence(self.state),
        )
        supposed = [scenario.title for scenario in self._law.rulebook.scenarios]
        return hypothetical(said, supposed) if supposed else said

    def _is_claim(self, question: Question) -> bool:
        """Whether a question only asks if somebody claims another door."""
        doors = self._explained[1]
        asked = {name for door in doors if door.considered for name in door.missing}
        claims = {name for door in doors if not door.considered for name in door.missing}
        return question.fact.name in claims - asked and not question.settles

    @property
    def _vehicle(self) -> str:
        words = [
            self._known[name].text
            for name in ("vehicle.make", "vehicle.model")
            if name in self._known
        ]
        return f"this {' '.join(words)}" if words else "this vehicle"

    @cached_property
    def warnings(self) -> list[str]:
        """What to know before relying on this."""
        said: dict[str, None] = dict.fromkeys(self._suppositions())
        said.update(dict.fromkeys(self._filled.warnings))
        said.update(dict.fromkeys(self._said(remark) for remark in self._explained[0].remarks))
        said.update(dict.fromkeys(self._uncovered()))
        said.update(dict.fromkeys(self._doubtful_facts()))
        said.update(dict.fromkeys(self._doubtful_law()))
        said.update(dict.fromkeys(self._gap_warnings()))
        said.update(dict.fromkeys(self._law.rulebook.always))
        return list(said)

    def _suppositions(self) -> Iterable[str]:
        for scenario in self._law.rulebook.scenarios:
            yield (
                f"this is hypothetical, supposing {scenario.title} (`{scenario.id}`); law today: "
                f"{scenario.law}; proposed: {scenario.proposal}; made up here: "
                f"{scenario.invention}"
            )

    def _uncovered(self) -> Iterable[str]:
        for doors in self._law.doors:
            covered = doors.agency.covered_from
            if covered is not None and self._law_day < covered:
                yield (
                    f"the law of {doors.agency.name} stands in this rulebook from "
                    f"{day_text(covered)} on; on {self.law_as_of} its answer is not known"
                )

    def _doubtful_facts(self) -> Iterable[str]:
        doubtful = [
            name
            for name in self._explained[0].mentioned
            if name in self._known
            and self._known[name].source == "catalogue"
            and self._known[name].confidence == "unverified"
        ]
        if doubtful:
            vocabulary = self._law.rulebook.vocabulary
            titles = listed(vocabulary[name].title for name in doubtful)
            yield f"taken from the vehicle catalogue and not verified: {titles}"

    def _doubtful_law(self) -> Iterable[str]:
        for confidence, words in (
            ("unverified", "rests on law that was not seen in a source"),
            ("secondary", "rests on law seen in a secondary source only"),
        ):
            rules = dict.fromkeys(
                rule
                for step in self._deciding_steps
                if step.confidence == confidence and step.rule and step.truth is not None
                for rule in step.rule.split(", ")
                if rule not in self._law.rules or self._law.rules[rule].confidence == confidence
            )
            for rule in rules:
                yield f"{rule} {words}"

    def _gap_warnings(self) -> Iterable[str]:
        look = self._sight.look(self._sight.day, True)
        for i, path in enumerate(self._law.paths):
            if look.offers[i] is None and look.claims[i]:
                for title in self._law.gaps_of[i]:
                    yield f"{title} is known here in part only: {path.id} may be open"

    # -- the rest ------------------------------------------------------------

    def timeline(self, until: int | None = None) -> Timeline:
        """Every answer from the day of entry on, and what changes it.

        Args:
            until: the last day to tell of (date ordinal), or None for all days.
        """
        return timeline(self._sight, self._words, pinned=self._pinned, until=until)

    def remedies(self) -> Remedies:
        """The smallest sets of changes that open each door that is not open."""
        return remedies(
            self._sight, self._known, self._explained[1], self._refilled, pinned=self._pinned
        )

    def _refilled(self, told: Mapping[str, ToldValue]) -> Sight | None:
        try:
            return self._see(self._refill(self._strict, told), self._engine.unchecked)
        except InputError:
            return None

    @property
    def rulebook(self) -> dict[str, str]:
        """Version and hash of the rules used."""
        rulebook = self._law.rulebook
        return {"version": rulebook.version, "hash": rulebook.hash}

    @property
    def scenarios(self) -> list[str]:
        """The hypothetical reforms that were laid over the law."""
        return [scenario.id for scenario in self._law.rulebook.scenarios]

    @property
    def checked_by(self) -> list[str]:
        """The engines that agree on the outcome."""
        return list(CHECKED_BY[self._engine_name])

    def to_dict(self) -> Json:
        """The verdict as plain values, in the order of `KEYS`; `states` only where asked for."""
        found = {key: getattr(self, key) for key in KEYS}
        return found | {"states": self.states} if self._every_state else found

    def to_json(self, indent: int | None = None) -> str:
        """The verdict as JSON; the same case, day, rules and options give the same text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def __repr__(self) -> str:
        return f"<Verdict {self.outcome}: {self.answer}>"


def plain(held: Known) -> bool | str | list[str]:
    """The value of a fact as JSON has it: quantities and dates as text."""
    match held.value:
        case bool() | str():
            return held.value
        case frozenset():
            return sorted(held.value)
    return held.text


def _day_in_words(day: int) -> Known:
    return Known(Bounds.point(day), day_text(day), "told", "verified")
