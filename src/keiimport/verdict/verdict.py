# SPDX-License-Identifier: Apache-2.0
"""The verdict: everything that is said about one case, worked out when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.known import Filled, Known
from keiimport.inference.engines import CHECKED_BY, CaseEngine, EngineName
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.answer import answer
from keiimport.verdict.doors import Door, choose, open_doors, papers
from keiimport.verdict.law import ENTRY_DAY, Law
from keiimport.verdict.missing import Question, questions, unknown_facts
from keiimport.verdict.outcome import OVERALL, Outcome, Settled, Sight
from keiimport.verdict.proof import Prover, Step, unsure
from keiimport.verdict.standards import binding
from keiimport.verdict.truths import Truths
from keiimport.verdict.words import day_text, listed

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
    ) -> None:
        self._law = law
        self._engine = engine
        self._engine_name = engine_name
        self._filled = filled
        self._refill = refill
        self._law_day = law_day
        self._pinned = pinned
        self._strict = strict

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
        """The outcome with nothing presumed."""
        if self._strict:
            return self.outcome
        return OVERALL[self._see(self._refill(True, {}), self._engine).settle(None).outcome]

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

    def _prover(self, day: int, done: bool) -> Prover:
        facts = {**self._sight.facts, **self._sight.changes(day, done)}
        known = dict(self._known)
        day_words = Known(Bounds.point(day), day_text(day), "told", "verified")
        known[ENTRY_DAY] = day_words if day != self._sight.day else known[ENTRY_DAY]
        law_day = facts[LAW_DAY]
        assert isinstance(law_day, Bounds) and law_day.low is not None
        known[LAW_DAY] = Known(law_day, day_text(law_day.low), "told", "verified")
        return Prover(self._law, known, Truths(self._law, facts).__getitem__)

    @cached_property
    def _explained(self) -> tuple[Prover, list[Door]]:
        """The chain of reasons and every door, on the entry day."""
        done = self._settled.outcome != "open"
        prover = self._prover(self._sight.day, done)
        names = self._law.program.names
        for name in self._law.explained:
            prover.conclude(name)
        for name in self._law.explained_when_true:
            if prover.truth_of(names[name]):
                prover.conclude(name)
        return prover, open_doors(self._sight, prover)

    @cached_property
    def _chosen_doors(self) -> dict[str, Door | None]:
        doors = self._explained[1]
        return {
            agency.id: choose(door for door in doors if door.path.agency == agency.id)
            for agency in self._law.rulebook.agencies
        }

    @cached_property
    def _opening(self) -> Prover | None:
        """For what opens later: the chain on the day it opens."""
        if self._settled.outcome != "not_yet" or self._settled.earliest is None:
            return None
        prover = self._prover(self._settled.earliest, True)
        for door in self._chosen_doors.values():
            if door is not None:
                prover.path(door.path, "", True)
        return prover

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

        Those of the chosen doors where it is yes, those of every considered door where
        it is no, and those of what opens later.
        """
        prover, doors = self._explained
        if self._settled.outcome in ("open", "needs_action"):
            kept = {door.path.id for door in self._chosen_doors.values() if door is not None}
        else:
            kept = {door.path.id for door in doors if door.considered}
        steps = _under(prover.steps, kept)
        if self._opening is not None:
            steps.extend(_under(self._opening.steps, {step.rule for step in self._opening.steps}))
        return steps

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
        return self._explained[0].truth_of(self._law.program.names[name])

    @cached_property
    def reasoning(self) -> list[Json]:
        """The chain: each step a rule, what it concluded, why, and under which law."""
        return [
            {
                "step": step.number,
                "rule": step.rule,
                "concludes": step.concludes,
                "truth": WHERE_TRUE[step.truth],
                "because": step.because,
                "cite": list(step.cite),
                "uses": list(step.uses),
                "confidence": step.confidence,
            }
            for step in self._explained[0].steps
        ]

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
        opening = self._opening.steps if self._opening is not None else self._deciding_steps
        doubtful = any(step.confidence == "unverified" and step.truth for step in opening)
        return "assumed" if doubtful else "shown"

    @cached_property
    def facts(self) -> list[Json]:
        """Every fact used, with its source and how sure it is."""
        names: dict[str, None] = dict.fromkeys((*self._explained[0].facts, *self._used))
        order = {name: place for place, name in enumerate(self._law.rulebook.vocabulary)}
        rows = []
        for name in sorted(names, key=lambda name: order.get(name, len(order))):
            held = self._known.get(name)
            if held is not None and name in order:
                rows.append(
                    {
                        "name": name,
                        "value": plain(held),
                        "source": held.source,
                        "confidence": held.confidence,
                    }
                )
        return rows

    @cached_property
    def classification(self) -> list[str]:
        """The classes that hold."""
        prover = self._explained[0]
        names = self._law.program.names
        return [
            name.removeprefix("class.")
            for name in self._law.classes
            if prover.truth_of(names[name])
        ]

    # -- doors ---------------------------------------------------------------

    @cached_property
    def paths(self) -> list[Json]:
        """Every door, considered or not."""
        prover, doors = self._explained
        return [self._path(door, prover) for door in doors]

    def _path(self, door: Door, prover: Prover) -> Json:
        path = door.path
        live = door.outcome != "closed"
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
            "papers": papers(path.papers, prover, self._law) if live else [],
            "restrictions": papers(path.restrictions, prover, self._law) if live else [],
            "missing": self._asked_for(door),
            "because": door.because,
            "cite": list(path.cite),
            "confidence": path.confidence,
        }

    def _asked_for(self, door: Door) -> list[str]:
        """The facts a door waits for, those first that would settle it."""
        at = self._law.paths.index(door.path)
        settling = [question.fact.name for question in self._questions if at in question.settles]
        return settling or list(door.missing)

    @cached_property
    def gates(self) -> list[Json]:
        """Everything that only bars."""
        prover = self._explained[0]
        rows = []
        for gate, barred in zip(
            self._law.gates, self._sight.look(self._sight.day, True).barred, strict=True
        ):
            words = gate.because if barred else gate.otherwise
            rows.append(
                {
                    "id": gate.id,
                    "agency": gate.agency,
                    "outcome": {True: "barred", False: "clear", None: "unclear"}[barred],
                    "because": prover.words(words) if words else gate.title,
                    "cite": list(gate.cite),
                }
            )
        return rows

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
        prover = self._explained[0]
        rows = []
        for standard in self._law.rulebook.standards:
            binds, because = binding(standard, prover)
            rows.append(
                {
                    "standard": standard.number,
                    "title": standard.title,
                    "binds": binds,
                    "met": self._sight.facts.get(standard.met),
                    "because": because,
                }
            )
        return rows

    @property
    def duty(self) -> None:
        """No tariff stands in the rulebook yet, so no duty is estimated."""
        return None

    @property
    def state(self) -> None:
        """No state's law stands in the rulebook yet."""
        return None

    # -- what to do and to ask -----------------------------------------------

    def _suppose(self, name: str, answer: FactValue) -> Sight | None:
        told = Told(answer, "supposed") if isinstance(answer, Bounds) else answer
        try:
            return self._see(self._refill(self._strict, {name: told}), self._engine.unchecked)
        except InputError:
            return None

    @cached_property
    def _questions(self) -> list[Question]:
        if self._settled.outcome != "needs_facts":
            return []
        prover, doors = self._explained
        waiting = [d for d in doors if d.considered and d.outcome == "needs_facts"]
        names = dict.fromkeys(name for door in waiting for name in door.missing)
        gates = [
            gate.barred_when
            for gate, barred in zip(
                self._law.gates, self._sight.look(self._sight.day, True).barred, strict=True
            )
            if barred is None
        ]
        names.update(dict.fromkeys(unknown_facts(self._law, prover.truth_of, gates)))
        asked = questions(self._sight, names, self._suppose)
        claims = dict.fromkeys(
            name
            for door in doors
            if not door.considered and not door.path.theoretical
            for name in door.missing
            if name not in names
        )
        vocabulary = self._law.rulebook.vocabulary
        asked.extend(Question(vocabulary[name]) for name in claims if name in vocabulary)
        return asked

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
            waiting = [
                name
                for door in self._explained[1]
                if door.considered and door.outcome == "needs_facts"
                for name in door.missing
            ]
            vocabulary = self._law.rulebook.vocabulary
            if waiting and all(vocabulary[name].depends_on == "agency" for name in waiting):
                return "agency"
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
        return answer(
            self._settled,
            [door for door in self._chosen_doors.values() if door is not None],
            self._explained[1],
            self._questions,
            entry=self._sight.day,
            assumed=self.certainty == "assumed",
            depends_on=self.depends_on,
            vehicle=self._vehicle,
            scope=self._law.rulebook.scope,
        )

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
        said: dict[str, None] = dict.fromkeys(self._filled.warnings)
        said.update(dict.fromkeys(self._remarks()))
        said.update(dict.fromkeys(self._uncovered()))
        said.update(dict.fromkeys(self._doubtful_facts()))
        said.update(dict.fromkeys(self._doubtful_law()))
        said.update(dict.fromkeys(self._gap_warnings()))
        said.update(dict.fromkeys(self._law.rulebook.always))
        return list(said)

    def _uncovered(self) -> Iterable[str]:
        for doors in self._law.doors:
            covered = doors.agency.covered_from
            if covered is not None and self._law_day < covered:
                yield (
                    f"the law of {doors.agency.name} stands in this rulebook from "
                    f"{day_text(covered)} on; on {self.law_as_of} its answer is not known"
                )

    def _remarks(self) -> Iterable[str]:
        prover, doors = self._explained
        names = self._law.program.names
        standing = {d.path.id for d in doors if d.considered and d.outcome != "closed"}
        for remark in self._law.remarks:
            if remark.paths and standing.isdisjoint(remark.paths):
                continue
            if prover.truth_of(names[f"remark:{remark.id}"]) in remark.truths:
                yield f"{prover.words(remark.say)} [{'; '.join(remark.cite)}]"

    def _doubtful_facts(self) -> Iterable[str]:
        doubtful = [
            name
            for name in self._explained[0].facts
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
                step.rule
                for step in self._deciding_steps
                if step.confidence == confidence and step.rule and step.truth is not None
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

    @property
    def rulebook(self) -> dict[str, str]:
        """Version and hash of the rules used."""
        rulebook = self._law.rulebook
        return {"version": rulebook.version, "hash": rulebook.hash}

    @property
    def scenarios(self) -> list[str]:
        """The hypothetical reforms that were laid over the law."""
        return []

    @property
    def checked_by(self) -> list[str]:
        """The engines that agree on the outcome."""
        return list(CHECKED_BY[self._engine_name])

    def to_dict(self) -> Json:
        """The verdict as plain values, in the order of `KEYS`."""
        return {key: getattr(self, key) for key in KEYS}

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


def _under(steps: Sequence[Step], rules: Iterable[str]) -> list[Step]:
    """The steps of `rules` with every step they rest on, in order."""
    wanted = set(rules)
    by_number = {step.number: step for step in steps}
    found: dict[int, Step] = {}
    stack = [step for step in steps if step.rule in wanted]
    while stack:
        step = stack.pop()
        if step.number not in found:
            found[step.number] = step
            stack.extend(by_number[use] for use in step.uses if isinstance(use, int))
    return [found[number] for number in sorted(found)]
