# SPDX-License-Identifier: Apache-2.0
"""The timeline: the periods in which every answer stays the same, and what changes it.

Between two turns of the clocks that concern a case (ages reached, texts coming into force or
going out of it) nothing can change, so one look after each turn covers every day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from keiimport.decide.decision import DecidedCase, first_day
from keiimport.decide.outcomes import OVERALL
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS, RuleIndex
from keiimport.errors import locating
from keiimport.explain.words import day_words, door_named, listed, title
from keiimport.explain.written import GATE, day_or_none, days_used, rules_used
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    Facts,
    HasAged,
    Truth,
)
from keiimport.facts.dates import parse_date
from keiimport.facts.sources import SourcedValue
from keiimport.logic.kernel import Bits
from keiimport.logic.naive import network
from keiimport.logic.program import Program
from keiimport.rulebook.arguments import called, checked
from keiimport.rulebook.model import LAW_DAY, Gate, Path, Rule, conditions_of, needed_by
from keiimport.verdict_types import plain

Json = dict[str, Any]
Holder = Rule | Path | Gate
What = Literal["whole", "agency", "path", "gate"]

UNSETTLED = ("needs_facts", "undetermined", "unclear")


class Period(NamedTuple):
    """Days on which an answer stays the same, both ends included."""

    from_: date
    until: date | None  # None where it stays so for good
    outcome: str  # the answer


class Track(NamedTuple):
    """One answer through time."""

    what: What  # what it is about
    id: str  # the path, agency or gate; `whole` for the whole
    periods: tuple[Period, ...]  # its periods, without a gap from the day of entry on
    possible: date | None = None  # the first day on which it may be a yes
    certain: date | None = None  # the first day on which it certainly is one

    def on(self, day: date) -> str:
        """The answer on a day, which must not be before the first period."""
        return next(period.outcome for period in reversed(self.periods) if period.from_ <= day)


class Cause(NamedTuple):
    """A clock that turned."""

    # `age` (something became old enough), `law` (a text came into force or went out of it), `day`
    # (a rule names that day), or `coverage` (the rulebook has the law from that day on)
    kind: Literal["age", "law", "day", "coverage"]
    rules: tuple[str, ...]  # the rules that read that clock
    because: str  # what happened, in words
    cite: tuple[str, ...]  # the law of those rules


class Transition(NamedTuple):
    """One answer that changes on one day."""

    day: date  # the first day of the new answer
    what: What  # what the answer is about
    id: str  # the path, agency or gate; `whole` for the whole
    before: str  # the answer of the day before
    after: str  # the answer from that day on
    certain: bool  # whether the new answer is settled, and not merely possible
    by: tuple[Cause, ...]  # the clocks that changed it


@dataclass(frozen=True)
class Timeline:
    """Every answer from the day of entry on.

    Attributes:
        decided: the case.
        until: the last day covered, or None for all days.
        tracks: the whole, then the agencies, the paths and the gates.
        transitions: the changes, in order.
        next_turn: the first day after `until` on which something changes, or None.
    """

    decided: DecidedCase
    until: date | None
    tracks: tuple[Track, ...]
    transitions: tuple[Transition, ...]
    next_turn: date | None

    @property
    def entry_date(self) -> date:
        """The first day."""
        return date.fromordinal(self.decided.day)

    @property
    def whole(self) -> Track:
        """The overall answer through time."""
        return self.tracks[0]

    @checked
    def track(self, id: str) -> Track:
        """The track of `whole`, an agency, a path or a gate.

        Raises:
            InputError: there is no such thing in the rulebook.
        """
        return called(id, {track.id: track for track in self.tracks}, "path or agency")

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which nothing at all changes, with the overall outcome."""
        days = sorted({self.entry_date, *(turn.day for turn in self.transitions)})
        return _periods([(day, self.whole.on(day)) for day in days], self.until)

    def to_dict(self) -> Json:
        """The timeline as plain JSON values."""
        index = self.decided.index
        of = {track.id: track for track in self.tracks}
        stays = index.rulebook.vocabulary.say("timeline.law_stays")
        told = {
            "outcome": self.whole.on(self.entry_date),
            "earliest": self.whole.certain,
            "earliest_possible": self.whole.possible,
            **days_used(self.decided),
            "law_moves": not self.decided.case.pinned,
            "until": self.until,
            "changes_again": self.next_turn,
            **rules_used(index),
            "periods": [self._standing(period, of) for period in self.periods],
            "agencies": [
                {
                    "id": agency.id,
                    "name": agency.name,
                    "earliest": of[agency.id].certain,
                    "earliest_possible": of[agency.id].possible,
                    "periods": of[agency.id].periods,
                }
                for agency in (doors.agency for doors in index.doors)
            ],
            "paths": [
                {
                    "id": path.id,
                    **door_named(path),
                    "theoretical": path.theoretical,
                    "opens_possible": of[path.id].possible,
                    "opens_on": of[path.id].certain,
                    "periods": of[path.id].periods,
                }
                for path in index.paths
            ],
            "gates": [
                {"id": gate.id, "agency": gate.agency, "title": gate.title}
                | {"periods": of[gate.id].periods}
                for gate in index.gates
            ],
            "changes": self.transitions,
            "warnings": [stays] if self.periods[1:] else [],
        }
        return {name: plain(value) for name, value in told.items()}

    def _standing(self, period: Period, of: Mapping[str, Track]) -> Json:
        """A period, with the answer of every agency in it and the doors that are not closed."""
        standing: dict[str, list[str]] = {"open": [], "needs_action": [], "needs_facts": []}
        for path in self.decided.index.paths:
            outcome = of[path.id].on(period.from_)
            if outcome in standing and not path.theoretical:
                standing[outcome].append(path.id)
        agencies = {t.id: t.on(period.from_) for t in self.tracks if t.what == "agency"}
        return {**plain(period), "agencies": agencies, **standing}


def timeline(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    until: date | str | None = None,
) -> Timeline:
    """Every answer about a case from its day of entry on."""
    last = None
    if until is not None:
        with locating("until"):
            end = parse_date(str(until)).bounds.high
        assert end is not None  # what is written as a day, a month or a year has an end
        last = date.fromordinal(max(end, decided.day))
    tracks = list(_tracks(decided))
    turns = _Transitions(decided, known).among(tracks)
    shown = [turn for turn in turns if last is None or turn.day <= last]
    if last is not None:
        # keep the periods that begin by then, and end the last of them there
        for place, track in enumerate(tracks):
            begun = [(start, said) for start, _, said in track.periods if start <= last]
            tracks[place] = track._replace(periods=_periods(begun, last))
    later = next((turn.day for turn in turns[len(shown) :]), None)
    return Timeline(decided, last, tuple(tracks), tuple(shown), later)


def _tracks(decided: DecidedCase) -> Iterator[Track]:
    """The whole, the agencies, the paths and the gates through time."""
    index, days = decided.index, decided.days
    every = (1 << len(days)) - 1

    def of(outcomes: Sequence[str]) -> tuple[Period, ...]:
        begun = [n for n in range(len(days)) if not n or outcomes[n] != outcomes[n - 1]]
        return _periods([(date.fromordinal(days[n]), outcomes[n]) for n in begun], None)

    @checked
    def track(what: What, id: str, done: Bits, stated: Bits, claimed: int = every) -> Track:
        # a path is closed on days on which nobody claims it
        outcomes = [
            outcome if claimed >> n & 1 else "closed"
            for n, outcome in enumerate(decided.outcomes(done, stated))
        ]
        said = outcomes if what == "path" else [OVERALL[outcome] for outcome in outcomes]
        possible = day_or_none(first_day(days, claimed & ~done[1]))
        certain = day_or_none(first_day(days, done[0] & claimed))
        return Track(what, id, of(said), possible, certain)

    yield track("whole", "whole", decided.done(None), decided.stated(None))
    for place, doors in enumerate(index.doors):
        done, stated = (decided.agency(place, done=done) for done in (True, False))
        yield track("agency", doors.agency.id, done, stated)
    looks = [decided.doors_on(day, True) for day in days]
    for place, path in enumerate(index.paths):
        claimed = sum(1 << n for n, doors_on in enumerate(looks) if doors_on.claims[place])
        yield track("path", path.id, decided.done(place), decided.stated(place), claimed)
    for place, gate in enumerate(index.gates):
        outcomes = [GATE[doors_on.barred[place]] for doors_on in looks]
        yield Track("gate", gate.id, of(outcomes))


def _periods(answers: Sequence[tuple[date, str]], last: date | None) -> tuple[Period, ...]:
    """The periods of an answer, given the day on which each begins, up to the last day."""
    ends = [*(day - timedelta(days=1) for day, _ in answers[1:]), last]
    return tuple(Period(day, end, said) for (day, said), end in zip(answers, ends, strict=True))


# --- why an answer changes on a day: the clocks that turned, and the rules that read them ---


class _Transitions:
    """Why the answers about one case change."""

    def __init__(self, decided: DecidedCase, known: Mapping[str, SourcedValue]) -> None:
        self._decided = decided
        self._index = decided.index
        self._clocks = decided.index.view(_Clocks)
        self._known = known
        self._say = decided.index.rulebook.vocabulary.say
        self._found: dict[tuple[int, str], tuple[Cause, ...]] = {}

    def among(self, tracks: Sequence[Track]) -> list[Transition]:
        """The changes of some answers, in order."""
        found = []
        # agencies and the whole change because their doors do, which come after them
        for track in reversed(tracks):
            for (_, _, before), (first, _, after) in pairwise(track.periods):
                day, of_door = first.toordinal(), track.what in ("path", "gate")
                every = self._causes(day, track.id) if of_door else self._of_doors(day, track)
                causes = self._found[day, track.id] = tuple(dict.fromkeys(every))
                certain = after not in UNSETTLED
                turn = (first, track.what, track.id, before, after, certain, causes)
                found.append(Transition(*turn))
        return sorted(reversed(found), key=lambda turn: turn.day)

    def _of_doors(self, day: int, track: Track) -> Iterator[Cause]:
        """Why an agency or the whole changes: the clocks that turned for its doors."""
        case = self._decided.case
        for doors in self._index.doors:
            if track.what == "agency" and doors.agency.id != track.id:
                continue
            ids = [self._index.paths[n].id for n in doors.counted]
            ids += [self._index.gates[n].id for n in doors.gates]
            for id in ids:
                yield from self._found.get((day, id), ())
            if doors.agency.covered_from == case.law_day_on(day) and not case.pinned:
                words = self._say("timeline.covered", agency=doors.agency.name)
                yield Cause("coverage", (), words, ())

    def _causes(self, day: int, id: str) -> Iterator[Cause]:
        before, after = self._facts_on(day - 1), self._facts_on(day)
        clocks = self._clocks[id]
        turned = [test for test in clocks if test.truth(before) is not test.truth(after)]
        if len(turned) > 1:
            turned = self._deciding(id, turned, before, after)
        for test in turned:
            yield self._cause(test, day, clocks[test])

    def _deciding(
        self, id: str, turned: list[Comparison], before: Facts, after: Facts
    ) -> list[Comparison]:
        """Of the clocks turning on a day, those without which nothing would have changed."""
        program = self._index.program
        tests = program.comparisons
        nodes = _nodes_of(program, id)
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

    def _cause(self, test: Comparison, day: int, holders: Sequence[Holder]) -> Cause:
        rules = tuple(holder.id for holder in holders)
        cite = tuple(dict.fromkeys(cite for holder in holders for cite in holder.cite))
        if isinstance(test, HasAged):
            return Cause("age", rules, self._age_words(test, day), cite)
        if test.reads != (LAW_DAY,):
            return Cause("day", rules, self._say("timeline.day", day=day_words(day)), cite)
        return Cause("law", rules, self._law_words(holders, day), cite)

    def _law_words(self, holders: Sequence[Holder], day: int) -> str:
        """The texts that come into force and those that go out of it on a day."""
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


def _nodes_of(program: Program, id: str) -> list[int]:
    """The nodes of a path or a gate."""
    kinds = ("offer", "claim", "barred", "raised")
    named = (program.names.get(f"{kind}:{id}") for kind in kinds)
    return [node for node in named if node is not None]


class _Clocks(dict[str, Mapping[Comparison, Sequence[Holder]]]):
    """The tests on moving days of each path and gate, with the rules (or itself) that hold them.

    Of the rules that the rows of a file make, one stands for each row.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._index = index

    def __missing__(self, id: str) -> Mapping[Comparison, Sequence[Holder]]:
        index = self._index
        holders: defaultdict[Comparison, dict[object, Holder]] = defaultdict(dict)
        # papers change no answer
        paths = [path._replace(papers=(), restrictions=()) for path in index.paths]
        doors: list[Holder] = [*paths, *index.gates]
        waiting, seen = [door for door in doors if door.id == id], set[str]()
        while waiting:
            holder = waiting.pop()
            parts = [part for whole in conditions_of(holder) for part in whole.walk()]
            tests = [part.comparison for part in parts if part.comparison is not None]
            window = holder.window if isinstance(holder, Rule) else None
            if window is not None and window.clock == "law":
                # it comes into force or goes out of it
                for turn in (window.start, None if window.end is None else window.end + 1):
                    if turn is not None:
                        tests += AtLeast(LAW_DAY, turn, turn), AtMost(LAW_DAY, turn - 1, turn - 1)
            for test in tests:
                holders[test].setdefault(holder.place or holder.id, holder)
            for name in needed_by(holder):
                if name not in seen:
                    seen.add(name)
                    waiting += index.rules_of[name]
        found = self[id] = {
            test: list(holders[test].values())
            for test in index.tests(_nodes_of(index.program, id))
            if not set(MOVING_DAYS).isdisjoint(test.reads)
        }
        return found
