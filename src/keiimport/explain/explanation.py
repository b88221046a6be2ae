# SPDX-License-Identifier: Apache-2.0
"""Everything that explains one verdict: its doors and gates, and the steps the answer rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain as joined
from typing import Any, TypeVar
from weakref import ref

from keiimport.decide.decision import DecidedCase, Truths
from keiimport.decide.outcomes import Decision, DoorTruths
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.chain import Grounds, Step, facts_of, under
from keiimport.explain.doors import (
    Door,
    DoorTemplate,
    GateTemplate,
    OpenGates,
    Template,
    always_explained,
    choose,
    door_templates,
    facts_of_claims,
    gate_templates,
    open_gates,
    opening_day,
    opening_steps,
    papers,
    remarks,
)
from keiimport.explain.reads import Case, Group, Recalls
from keiimport.explain.words import day_text, fill, places
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Truth
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import DependsOn, Fact, Vocabulary
from keiimport.memory import Memory
from keiimport.rulebook.model import LAW_DAY, Agency

Made = TypeVar("Made")

MOST_GROUNDS = 1024  # of answers: 12,000 lots of a market rest on 217


class Explanation:
    """The explanation of one verdict; each part is computed when it is first asked for."""

    def __init__(self, decided: DecidedCase, known: Mapping[str, SourcedValue]) -> None:
        self.decided = decided
        self.index = decided.index
        self.known = known
        self._dated: dict[int, Door] = {}
        self._together: _Together | None = None
        self._place = 0

    @staticmethod
    def together(explanations: Sequence[Explanation]) -> None:
        """Have the explanations of cases decided in one pass computed together from now on."""
        passes: dict[int, list[Explanation]] = {}
        for each in explanations:
            passes.setdefault(id(each.decided.nodes), []).append(each)
        for these in passes.values():
            shared = _Together(these)
            for place, each in enumerate(these):
                each._together, each._place = shared, place

    @property
    def case(self) -> Case:
        """The case in the form that questions are asked of."""
        return Case(self.decided, self.known)

    @cached_property
    def decision(self) -> Decision:
        """The overall decision."""
        return self.decided.decision(None)

    @cached_property
    def today(self) -> DoorTruths[Truth]:
        """Every path and gate on the day of entry, with every action done."""
        return self.decided.doors_on(self.decided.day, True)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of facts."""
        return self.index.rulebook.vocabulary

    @cached_property
    def truths(self) -> Truths:
        """The truths on the day of entry, with every action done unless it is a yes without."""
        return self.decided.truths(self.decided.day, self.decision.outcome != "open")

    def recalled(
        self, memory: Callable[[RuleIndex], Recalls[Made]], *, done: bool | None = None
    ) -> Made:
        """What `memory` has for this case on its day of entry.

        With every action `done` or not; None: done, unless the answer is a yes as things stand.
        """
        return self._shared.recalled(memory, done)[self._place]

    def recalled_on(
        self, day: int, memory: Callable[[RuleIndex], Recalls[Made]], paths: tuple[str, ...]
    ) -> Made:
        """What `memory` has about some paths for an entry on one of its days, all actions done."""
        world = self.decided.world(day, done=True)
        group = Group([self.case._replace(paths=paths)], [world])
        return self.index.view(memory).of(group)[0]

    @property
    def _shared(self) -> _Together:
        if self._together is None:
            self._together = _Together([self])
        return self._together

    @cached_property
    def door_templates(self) -> DoorTemplate:
        """The explanation of every door, shared with cases that read alike."""
        return self.recalled(door_templates)

    @cached_property
    def gate_templates(self) -> GateTemplate:
        """The explanation of every gate, shared with cases that read alike."""
        return self.recalled(gate_templates)

    @cached_property
    def _pieces(self) -> Sequence[Template[Any]]:
        """The parts of the chain of reasons."""
        return self.recalled(always_explained), self.door_templates, self.gate_templates

    @cached_property
    def chain(self) -> Sequence[Step]:
        """The chain of reasons: what is always explained, then the doors and gates that count."""
        found: dict[str, Step] = {}
        for step in joined.from_iterable(piece.steps for piece in self._pieces):
            found.setdefault(step.concludes, step)
        return tuple(found.values())

    @cached_property
    def facts(self) -> Sequence[str]:
        """Every fact the chain rests on, in order of use."""
        return tuple(dict.fromkeys(joined.from_iterable(piece.facts for piece in self._pieces)))

    @property
    def mentioned(self) -> Iterable[str]:
        """Those facts, and the facts named in papers and remarks."""
        texts = [text for said in joined(*self.recalled(papers)) for text in said]
        texts += [remark.say for remark in self.recalled(remarks)]
        return dict.fromkeys(joined(self.facts, *map(places, texts)))

    @cached_property
    def doors(self) -> Sequence[Door]:
        """Every door on the entry day."""
        return [self._door(place) for place in range(len(self.door_templates.said))]

    def _door(self, place: int) -> Door:
        """The door at a position, with its days."""
        door = self._dated.get(place)
        if door is None:
            door = self.door_templates.said[place]
            if door.suits and door.outcome != "closed":
                days = self.decided.decision(place)
                door = door._replace(opens_on=days.earliest, opens_possible=days.possible)
            self._dated[place] = door
        return door

    @cached_property
    def words(self) -> Mapping[str, SourcedValue]:
        """Each fact, and the day on which each door opens."""
        words = dict(self.known)
        words[LAW_DAY] = _day_in_words(self.decided.law_day)
        for door in map(self._door, self.door_templates.standing):
            if door.outcome == "not_yet" and door.opens_on is not None:
                words[opening_day(door.path)] = _day_in_words(door.opens_on)
        return words

    def said(self, template: str) -> str:
        """A text with its placeholders filled in for this case."""
        return fill(template, self.words, self.vocabulary)

    # -- doors ---------------------------------------------------------------

    @cached_property
    def chosen(self) -> dict[str, Door | None]:
        """The best door of each agency; None where every door is closed."""
        offers, counted = self.today.offers, self.today.counted
        doors = self.door_templates.standing
        standing = [n for n in doors if offers[n] is not None or counted[n] is not False]
        return self._best(map(self._door, standing))

    def _best(self, doors: Iterable[Door]) -> dict[str, Door | None]:
        """The best of `doors` for each agency that has any paths."""
        of: dict[str, list[Door]] = {
            each.agency.id: [] for each in self.index.doors if not each.only_bars
        }
        for door in doors:
            of[door.path.agency].append(door)
        return {agency: choose(its) for agency, its in of.items()}

    @cached_property
    def opening_doors(self) -> list[Door]:
        """The doors it comes in through on the first day on which every agency says yes."""
        first = self.decision.earliest
        if first is None:
            return []
        # prefer doors that wait for nothing on that day, though another may be nearest today
        stated = self.decided.doors_on(first, done=False)
        opened: list[Door] = []
        ready: list[Door] = []
        for place in self.door_templates.standing:
            door = self._door(place)
            if door.opens_on is not None and door.opens_on <= first:
                opened.append(door)
                if stated.offers[place] and stated.claims[place]:
                    ready.append(door)
        best = self._best(ready)
        doors = (best[agency] or door for agency, door in self._best(opened).items())
        return [door for door in doors if door is not None]

    @cached_property
    def waiting_for_an_agency(self) -> Door | None:
        """The door the importer claims that only an agency's word can settle, if there is one."""
        for door in self.door_templates.said:
            claimed = door.considered and door.path.claimed_when is not None
            if claimed and door.outcome == "needs_facts":
                asked = {self.vocabulary[name].depends_on for name in door.missing}
                if asked == {"agency"}:
                    return door
        return None

    @property
    def doors_that_refuse(self) -> list[Door]:
        """The doors of the agencies that say no: those considered, or else those claimed."""
        ours = [
            (door, claim)
            for door, claim in zip(self.doors, self.today.claims, strict=True)
            if door.path.agency in self.decided.refusing and not door.path.theoretical
        ]
        return [d for d, _ in ours if d.considered] or [d for d, claim in ours if claim]

    @cached_property
    def depends_on(self) -> DependsOn | None:
        """Who has to act before it is admitted: the importer, an agency, or nobody."""
        if self.decision.outcome == "needs_action":
            who = {fact.depends_on for door in self.chosen.values() if door for fact in door.undone}
            who.update(fact.depends_on for each in self.gates_wait.values() for fact in each)
            return "agency" if "agency" in who else "importer"
        waits = self.decision.outcome == "needs_facts" and self.waiting_for_an_agency
        return "agency" if waits else None

    # -- gates ---------------------------------------------------------------

    @cached_property
    def gates_wait(self) -> dict[str, tuple[Fact, ...]]:
        """For each gate that bars until something is done, the actions it waits for."""
        index, facts = self.index, self.decided.facts
        return {
            index.gates[i].id: tuple(
                fact for fact in index.gates_wait_for[i] if facts.get(fact.name) is not True
            )
            for i in self.decided.cleared_gates
        }

    @cached_property
    def open_gates(self) -> OpenGates:
        """What the undecided gates wait for."""
        return self.recalled(open_gates)

    @property
    def headlines(self) -> list[str]:
        """Sentences that the answer adds, such as why a speed limiter does not help."""
        headlines = self.index.headlines
        steps = (step for step in self.chain if step.truth and step.concludes in headlines)
        first = (self.said(step.because).partition(";")[0] for step in steps)
        return [f"{words[0].upper()}{words[1:]}." for words in first]

    # -- the chain -----------------------------------------------------------

    @property
    def opening(self) -> Grounds | None:
        """If it opens later, the steps of that day."""
        return self._shared.openings.get(self._place)

    @cached_property
    def used(self) -> list[str]:
        """The facts that the answer rests on."""
        used = dict.fromkeys(joined(*(each.facts for each in self.grounds)))
        bars = [bars for _, bars in self.gate_templates.standing]
        if self.door_templates.has_purposes and True not in bars:
            used["entry.purpose"] = None
        claimed = (d.path.id for d in self.chosen.values() if d and d.path.claimed_when)
        if ids := tuple(claimed):
            facts = self.recalled_on(self.decided.day, facts_of_claims, ids)
            used.update(dict.fromkeys(facts))
        return list(used)

    @cached_property
    def grounds(self) -> Sequence[Grounds]:
        """The steps that the answer rests on; if it opens later, also those of that day."""
        doors, gates, kept = self.door_templates, self.gate_templates, tuple(self._deciding)
        today = self.index.view(_grounds).recall(
            (doors, gates, kept), lambda: Grounds(under((*doors.steps, *gates.steps), kept))
        )
        return [today] if self.opening is None else [today, self.opening]

    @property
    def _deciding(self) -> Iterable[str]:
        """The doors and gates whose steps the answer rests on.

        If an agency says no, the others do not matter: these are the steps of its considered
        doors. Otherwise they are those of the chosen door of each agency that says yes, and of
        every considered door of each agency that is undecided.
        """
        doors = self.door_templates.considered
        considered = {each.agency.id: doors.get(each.agency.id, ()) for each in self.index.doors}
        for gate, bars in self.gate_templates.standing:
            if bars:
                # whatever its doors say, this gate alone is why
                considered[gate.agency] = [gate.id]
            else:
                considered[gate.agency] = [*considered[gate.agency], gate.id]
        if refusing := self.decided.refusing:
            # of several refusals, the one that rests on the fewest unsure facts
            steps = (*self.door_templates.steps, *self.gate_templates.steps)
            kept = min(
                (considered[name] for name in refusing),
                key=lambda ids: sum(map(self.case.doubts, facts_of(under(steps, ids)))),
            )
            # and agencies whose law the rulebook has only from a later day on
            return [*kept, *(d for each, _ in self.unwritten for d in considered[each.id])]
        says = dict(zip(considered, self.today.agencies, strict=True))
        chosen = {name: door.path.id for name, door in self.chosen.items() if door}
        yes = [chosen[name] for name, truth in says.items() if truth and name in chosen]
        return [*yes, *(d for n, ids in considered.items() if not says[n] for d in ids)]

    @property
    def unwritten(self) -> Sequence[tuple[Agency, int]]:
        """The agencies whose law the rulebook lacks for that day, and the first day that it has."""
        covered = [(each.agency, each.agency.covered_from) for each in self.index.doors]
        law_day = self.decided.law_day
        return [(agency, first) for agency, first in covered if first and law_day < first]


class _Together:
    """The explanations of cases decided in one pass, computed together."""

    def __init__(self, explanations: Sequence[Explanation]) -> None:
        # weak references, since each explanation refers back to this
        self._explanations = [*map(ref, explanations)]
        self._cases = [each.case for each in explanations]
        self._made: dict[tuple[object, bool | None], Sequence[Any]] = {}
        self._groups: dict[bool | None, Group] = {}

    def recalled(
        self, memory: Callable[[RuleIndex], Recalls[Made]], done: bool | None
    ) -> Sequence[Made]:
        """What `memory` has for each case on its day of entry."""
        if (memory, done) not in self._made:
            index = self._cases[0].decided.index
            if done not in self._groups:
                worlds = [_entry_world(each.decided, done) for each in self._cases]
                self._groups[done] = Group(self._cases, worlds)
            self._made[memory, done] = index.view(memory).of(self._groups[done])
        return self._made[memory, done]

    @cached_property
    def openings(self) -> Mapping[int, Grounds]:
        """For each case that opens later, by position, the steps of that day."""
        found: dict[int, tuple[Case, int]] = {}
        for place, alive in enumerate(self._explanations):
            if (each := alive()) is None:
                continue
            first = each.decision.earliest
            if first is not None and first != each.decided.day:
                paths = tuple([door.path.id for door in each.opening_doors])
                world = each.decided.world(first, done=True)
                found[place] = (each.case._replace(paths=paths), world)
        if not found:
            return {}
        cases, worlds = zip(*found.values(), strict=True)
        memory = cases[0].decided.index.view(opening_steps)
        return dict(zip(found, memory.of(Group(cases, worlds)), strict=True))


def _grounds(index: RuleIndex) -> Memory[Hashable, Grounds]:
    """The steps of earlier answers, by their doors, gates, and which of them they rest on."""
    return Memory(MOST_GROUNDS)


def _entry_world(decided: DecidedCase, done: bool | None) -> int:
    """The world to explain on the day of entry; see `Explanation.recalled` for `done`."""
    if done is None:
        done = decided.decision(None).outcome != "open"
    return decided.world(decided.day, done=done)


def _day_in_words(day: int) -> SourcedValue:
    return SourcedValue(Bounds.point(day), day_text(day), "told", "verified")
