# SPDX-License-Identifier: Apache-2.0
"""What turns an answer on a day: the clocks that moved, and the rules that look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS, RuleIndex
from keiimport.explain.timeline.model import Cause, Track, Transition
from keiimport.explain.words import day_text, listed, title
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, FactValue, HasAged, Truth
from keiimport.facts.complete import SourcedValue
from keiimport.logic.naive import network
from keiimport.logic.program import Program
from keiimport.rulebook.model import LAW_DAY, Condition, Gate, Path, Rule, conditions_of

Facts = Mapping[str, FactValue | None]
Holder = Rule | Path | Gate


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
        causes = {
            (day, track.id): tuple(dict.fromkeys(self._causes(day, track)))
            for day, _, _, track in changed
            if track.what in ("path", "gate")
        }
        for day, before, later, track in sorted(changed, key=lambda each: each[0]):
            why = causes.get((day, track.id))
            if why is None:
                why = tuple(dict.fromkeys(self._causes_together(day, track, causes)))
            yield Transition(day, track.what, track.id, before.outcome, later.outcome, why)

    def _causes_together(
        self, day: int, track: Track, causes: Mapping[tuple[int, str], Iterable[Cause]]
    ) -> Iterator[Cause]:
        """Why an agency or the whole changes: the clocks that turned for its doors."""
        for doors in self._index.doors:
            if track.what == "agency" and doors.agency.id != track.id:
                continue
            ids = [self._index.paths[n].id for n in doors.counted]
            ids += [self._index.gates[n].id for n in doors.gates]
            for id in ids:
                yield from causes.get((day, id), ())
            case = self._decided.case
            if doors.agency.covered_from == case.law_day_on(day) and not case.pinned:
                words = self._say("timeline.covered", agency=doors.agency.name)
                yield Cause("coverage", (), words, ())

    def _causes(self, day: int, track: Track) -> Iterator[Cause]:
        clocks = self._index.view(Clocks)
        before, after = self._facts_on(day - 1), self._facts_on(day)
        turned = [
            test for test in clocks.tests[track.id] if test.truth(before) is not test.truth(after)
        ]
        if len(turned) > 1:
            turned = self._deciding(track.id, turned, before, after)
        for test in turned:
            yield self._cause(test, day, clocks.holders_of(track.id, test))

    def _deciding(
        self, id: str, turned: list[Comparison], before: Facts, after: Facts
    ) -> list[Comparison]:
        """Of clocks that turn on one day those without which nothing had changed."""
        program = self._index.program
        tests = program.comparisons
        nodes = nodes_of(program, id)
        old = [test.truth(before) for test in tests]
        new = [test.truth(after) for test in tests]

        def found(base: Sequence[Truth], other: Sequence[Truth], test: Comparison) -> list[Truth]:
            # as in `base`, but for one test
            place = tests.index(test)
            truths = network(program, [*base[:place], other[place], *base[place + 1 :]])
            return [truths[node] for node in nodes]

        now = found(new, new, turned[0])
        needed = [test for test in turned if found(new, old, test) != now]
        enough = needed or [test for test in turned if found(old, new, test) == now]
        return enough or turned

    def _facts_on(self, day: int) -> Facts:
        facts = self._decided.on(day, True)
        facts[ENTRY_DAY] = Bounds.point(day)
        facts[LAW_DAY] = Bounds.point(self._decided.case.law_day_on(day))
        return facts

    # -- words ---------------------------------------------------------------

    def _cause(self, test: Comparison, day: int, holders: Iterable[Holder]) -> Cause:
        # one rule for each row of a file, however many tables read it
        found: dict[object, Holder] = {}
        for holder in holders:
            found.setdefault(holder.place or holder.id, holder)
        rules = tuple(holder.id for holder in found.values())
        cite = tuple(dict.fromkeys(c for holder in found.values() for c in holder.cite))
        if isinstance(test, HasAged):
            return Cause("age", rules, self._age_words(test, day), cite)
        if test.reads != (LAW_DAY,):
            return Cause("day", rules, self._say("timeline.day", day=day_text(day)), cite)
        return Cause("law", rules, self._law_words(found.values(), day), cite)

    def _law_words(self, holders: Iterable[Holder], day: int) -> str:
        """Which texts come into force and which go out of it on a day."""
        law_day = self._decided.case.law_day_on(day)
        windows = [(rule.id, rule.window) for rule in holders if isinstance(rule, Rule)]
        comes = [rule for rule, window in windows if window and window.start == law_day]
        goes = [rule for rule, window in windows if window and window.end == law_day - 1]
        said = [self._say("timeline.comes", rule=rule) for rule in comes]
        said += [self._say("timeline.goes", rule=rule) for rule in goes]
        return listed(said) or self._say("timeline.law")

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


KINDS = ("offer", "claim", "barred", "raised")
"""What the nodes of a path or a gate are called."""


def nodes_of(program: Program, id: str) -> list[int]:
    """The nodes of a path or a gate."""
    named = (program.names.get(f"{kind}:{id}") for kind in KINDS)
    return [node for node in named if node is not None]


class Clocks:
    """Which tests look at a day that moves, and which rules hold them, for each door.

    Attributes:
        tests: the tests on days that move on which a path or a gate rests, by its id.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        # papers change no answer
        paths = [path._replace(papers=(), restrictions=()) for path in index.paths]
        self._entries: dict[str, Path | Gate] = {
            **{path.id: path for path in paths},
            **{gate.id: gate for gate in index.gates},
        }
        self._holders: dict[str, Mapping[Comparison, dict[str, Holder]]] = {}
        tests = {id: index.tests(nodes_of(index.program, id)) for id in self._entries}
        self.tests: Mapping[str, Sequence[Comparison]] = {
            id: [test for test in tested if not set(MOVING_DAYS).isdisjoint(test.reads)]
            for id, tested in tests.items()
        }

    def holders_of(self, id: str, test: Comparison) -> Iterable[Holder]:
        """The rules under a path or a gate that hold a test, or itself."""
        if id not in self._holders:
            self._holders[id] = self._find_holders(self._entries[id])
        return self._holders[id].get(test, {}).values()

    def _find_holders(self, entry: Path | Gate) -> Mapping[Comparison, dict[str, Holder]]:
        found: dict[Comparison, dict[str, Holder]] = {}
        seen: set[str] = set()
        waiting: list[tuple[Holder, Condition]] = [(entry, each) for each in conditions_of(entry)]
        while waiting:
            holder, whole = waiting.pop()
            for part in whole.walk():
                if part.comparison is not None:
                    found.setdefault(part.comparison, {})[holder.id] = holder
                if part.conclusion is not None and part.conclusion not in seen:
                    seen.add(part.conclusion)
                    for rule in self._index.rules_of[part.conclusion]:
                        for test in _turned_by(rule):
                            found.setdefault(test, {})[rule.id] = rule
                        waiting += [(rule, condition) for condition in conditions_of(rule)]
        return found


def _turned_by(rule: Rule) -> Iterator[Comparison]:
    """The tests on the day of the law that a rule comes into force or goes out of it by."""
    window = rule.window
    if window is not None and window.clock == "law":
        for turn in (window.start, None if window.end is None else window.end + 1):
            if turn is not None:
                yield from (AtLeast(LAW_DAY, turn, turn), AtMost(LAW_DAY, turn - 1, turn - 1))
