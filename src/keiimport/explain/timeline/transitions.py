# SPDX-License-Identifier: Apache-2.0
"""What turns an answer on a day: the clocks that moved, and the rules that look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.errors import Place
from keiimport.explain.timeline.clocks import Clocks, nodes_of
from keiimport.explain.timeline.model import Cause, Track, Transition
from keiimport.explain.words import day_text, listed, title
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, HasAged, Truth
from keiimport.facts.complete import SourcedValue
from keiimport.logic.naive import network
from keiimport.rulebook.model import LAW_DAY, Gate, Path

Facts = Mapping[str, FactValue | None]


class Turns:
    """Why the answers about one case change."""

    def __init__(self, decided: DecidedCase, known: Mapping[str, SourcedValue]) -> None:
        self._decided = decided
        self._index = decided.index
        self._known = known
        self._say = decided.index.rulebook.vocabulary.say

    def among(self, tracks: Sequence[Track]) -> Iterator[Transition]:
        """What changes in some answers, in order."""
        changed = [
            (later.start, before, later, track)
            for track in tracks
            for before, later in zip(track.periods, track.periods[1:], strict=False)
        ]
        causes: dict[tuple[int, str], tuple[Cause, ...]] = {}
        for day, _, _, track in changed:
            if track.what in ("path", "gate"):
                causes[day, track.id] = tuple(self._causes(day, track))
        for day, before, later, track in sorted(changed, key=lambda each: each[0]):
            why = causes.get((day, track.id))
            if why is None:
                why = tuple(self._causes_together(day, track, causes))
            yield Transition(day, track.what, track.id, before.outcome, later.outcome, why)

    def _causes_together(
        self, day: int, track: Track, causes: Mapping[tuple[int, str], Iterable[Cause]]
    ) -> Iterator[Cause]:
        """Why an agency or the whole changes: the clocks that turned for its doors."""
        seen: dict[Cause, None] = {}
        for doors in self._index.doors:
            if track.what == "agency" and doors.agency.id != track.id:
                continue
            ids = [self._index.paths[n].id for n in doors.counted]
            ids += [self._index.gates[n].id for n in doors.gates]
            for id in ids:
                seen.update(dict.fromkeys(causes.get((day, id), ())))
            if (
                doors.agency.covered_from == self._decided.case.law_day_on(day)
                and not self._decided.case.pinned
            ):
                words = self._say("timeline.covered", agency=doors.agency.name)
                seen[Cause("coverage", (), words, ())] = None
        yield from seen

    def _causes(self, day: int, track: Track) -> Iterator[Cause]:
        clocks = self._index.view(Clocks)
        before, after = self._facts_on(day - 1), self._facts_on(day)
        turned = [
            test
            for test in clocks.tests_of(track.id)
            if test.truth(before) is not test.truth(after)
        ]
        if len(turned) > 1:
            turned = self._deciding(track.id, turned, before, after)
        found = [self._cause(test, day, clocks.rules_of(track.id, test)) for test in turned]
        yield from dict.fromkeys(found)

    def _deciding(
        self, id: str, turned: list[Comparison], before: Facts, after: Facts
    ) -> list[Comparison]:
        """Of clocks that turn on one day those without which nothing had changed."""
        program = self._index.program
        tests = program.comparisons
        nodes = nodes_of(program, id)
        old = [test.truth(before) for test in tests]
        new = [test.truth(after) for test in tests]

        def found(tested: Sequence[Truth]) -> list[Truth]:
            truths = network(program, tested)
            return [truths[node] for node in nodes]

        now = found(new)
        places = [tests.index(test) for test in turned]
        needed = [
            test
            for test, place in zip(turned, places, strict=True)
            if found([*new[:place], old[place], *new[place + 1 :]]) != now
        ]
        enough = needed or [
            test
            for test, place in zip(turned, places, strict=True)
            if found([*old[:place], new[place], *old[place + 1 :]]) == now
        ]
        return enough or turned

    def _facts_on(self, day: int) -> Facts:
        facts = self._decided.on(day, True)
        facts[ENTRY_DAY] = Bounds.point(day)
        facts[LAW_DAY] = Bounds.point(self._decided.case.law_day_on(day))
        return facts

    # -- words ---------------------------------------------------------------

    def _cause(self, test: Comparison, day: int, looking: Sequence[str]) -> Cause:
        rules = list(self._once(looking))
        cite = tuple(dict.fromkeys(c for rule in rules for c in self._cited(rule)))
        if isinstance(test, HasAged):
            return Cause("age", tuple(rules), self._age_words(test, day), cite)
        if test.reads != (LAW_DAY,):
            said = self._say("timeline.day", day=day_text(day))
            return Cause("day", tuple(rules), said, cite)
        return Cause("law", tuple(rules), self._law_words(rules, day), cite)

    def _once(self, rules: Iterable[str]) -> Iterator[str]:
        """One rule for each row of a file, however many tables read it."""
        seen: set[Place] = set()
        for rule in rules:
            written = self._index.rules.get(rule)
            place = None if written is None else written.place
            if place is None or place not in seen:
                yield rule
            if place is not None:
                seen.add(place)

    def _law_words(self, rules: Sequence[str], day: int) -> str:
        """Which texts come into force and which go out of it on a day."""
        law_day = self._decided.case.law_day_on(day)
        windows = {
            rule: self._index.rules[rule].window for rule in rules if rule in self._index.rules
        }
        comes = [r for r, window in windows.items() if window and window.start == law_day]
        goes = [r for r, window in windows.items() if window and window.end == law_day - 1]
        said = [self._say("timeline.comes", rule=rule) for rule in comes]
        said += [self._say("timeline.goes", rule=rule) for rule in goes]
        return listed(said) or self._say("timeline.law")

    def _cited(self, rule: str) -> Iterable[str]:
        written = self._index.rules.get(rule)
        if written is not None:
            return written.cite
        holders: tuple[Path | Gate, ...] = (*self._index.paths, *self._index.gates)
        return next((holder.cite for holder in holders if holder.id == rule), ())

    def _age_words(self, test: HasAged, day: int) -> str:
        years: object = test.years
        if test.count == "calendar_years":
            years = self._say("timeline.calendar_years", years=years)
        name = title(test.since, self._index.rulebook.vocabulary)
        since = self._decided.facts.get(test.since)
        held = self._known.get(test.since)
        told = f"{name} ({held.text})" if held is not None else name
        said = "timeline.age"
        if isinstance(since, Bounds) and not since.exact:
            last = since.high is not None and test.reached(since.high) == day
            said = "timeline.age_last" if last else "timeline.age_first"
        return self._say(said, years=years, date=told)
