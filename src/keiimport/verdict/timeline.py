# SPDX-License-Identifier: Apache-2.0
"""When: the periods in which every answer stays the same, and what changes it.

Between two turns of the clocks that touch a case (ages reached, texts coming into force
or going out of it) nothing can change, so looking once after each turn looks at every day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, FactValue, HasAged, Truth
from keiimport.facts.known import Known
from keiimport.inference.naive import network
from keiimport.rulebook.model import LAW_DAY, Condition, Gate, Path, Rule
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, AgencyDoors, Law
from keiimport.verdict.outcome import OVERALL, Look, PathOutcome, Sight
from keiimport.verdict.words import day_text, listed, title

Json = dict[str, Any]
What = Literal["whole", "agency", "path", "gate"]
Truths = Callable[[int, bool], Truth]
"""The truth of one formula on a day, with actions as stated or done."""

GATE: Mapping[Truth, str] = {True: "barred", False: "clear", None: "unclear"}
UNSETTLED = ("needs_facts", "undetermined", "unclear")
LAW_STAYS = "what lies ahead supposes that the law written here stays as it is"


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which an answer stays the same, both ends included (date ordinals).

    Attributes:
        start: the first day.
        end: the last day, or None where it stays so for good.
        outcome: the answer.
    """

    start: int
    end: int | None
    outcome: str

    def to_dict(self) -> Json:
        """The period as plain JSON values."""
        return {"from": day_text(self.start), "until": _day(self.end), "outcome": self.outcome}


@dataclass(frozen=True, slots=True)
class Track:
    """One answer through time.

    Attributes:
        what: what it is about.
        id: the path, agency or gate; `whole` for the whole.
        periods: its periods, without a gap from the day of entry on.
        possible: the first day on which it may be a yes (date ordinal), or None.
        certain: the first day on which it certainly is one, or None.
    """

    what: What
    id: str
    periods: tuple[Period, ...]
    possible: int | None = None
    certain: int | None = None

    def on(self, day: int) -> str:
        """The answer on a day, which is not before the first one."""
        return next(period.outcome for period in reversed(self.periods) if period.start <= day)


@dataclass(frozen=True, slots=True)
class Cause:
    """A clock that turned.

    Attributes:
        kind: `age` (something became old enough), `law` (a text came into force or went
            out of it), `day` (a rule names the day itself), or `coverage`.
        rules: the rules that look at that clock.
        because: what happened, in words.
        cite: the law of those rules.
    """

    kind: Literal["age", "law", "day", "coverage"]
    rules: tuple[str, ...]
    because: str
    cite: tuple[str, ...]

    def to_dict(self) -> Json:
        """The cause as plain JSON values."""
        return {
            "kind": self.kind,
            "rules": list(self.rules),
            "because": self.because,
            "cite": list(self.cite),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer that changes on one day.

    Attributes:
        day: the first day of the new answer (date ordinal).
        what: what the answer is about.
        id: the path, agency or gate; `whole` for the whole.
        before: the answer of the day before.
        after: the answer from that day on.
        causes: the clocks that changed it.
    """

    day: int
    what: What
    id: str
    before: str
    after: str
    causes: tuple[Cause, ...]

    @property
    def certain(self) -> bool:
        """Whether the new answer is settled, and not merely possible."""
        return self.after not in UNSETTLED

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        return {
            "day": day_text(self.day),
            "what": self.what,
            "id": self.id,
            "before": self.before,
            "after": self.after,
            "certain": self.certain,
            "by": [cause.to_dict() for cause in self.causes],
        }


@dataclass(frozen=True)
class Timeline:
    """Every answer from the day of entry on.

    Attributes:
        law: the law it was found by.
        entry: the first day (date ordinal).
        law_day: the day of the law on the first day.
        pinned: whether that law stays whatever the day.
        until: the last day that is told of, or None for all days.
        tracks: the whole, then the agencies, the paths and the gates.
        turns: what changes, in order.
        next_turn: the first day after `until` on which something changes, or None.
    """

    law: Law
    entry: int
    law_day: int
    pinned: bool
    until: int | None
    tracks: tuple[Track, ...]
    turns: tuple[Turn, ...]
    next_turn: int | None

    @property
    def whole(self) -> Track:
        """The federal whole through time."""
        return self.tracks[0]

    def track(self, id: str) -> Track:
        """What is said of `whole`, an agency, a path or a gate.

        Raises:
            KeyError: there is no such thing in the rulebook.
        """
        for track in self.tracks:
            if track.id == id:
                return track
        raise KeyError(id)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which nothing at all changes, with the outcome of the whole."""
        starts = sorted({self.entry, *(turn.day for turn in self.turns)})
        ends = [*(day - 1 for day in starts[1:]), self.until]
        return tuple(
            Period(start, end, self.whole.on(start))
            for start, end in zip(starts, ends, strict=True)
        )

    def to_dict(self) -> Json:
        """The timeline as plain JSON values."""
        return {
            "outcome": self.whole.on(self.entry),
            "earliest": _day(self.whole.certain),
            "earliest_possible": _day(self.whole.possible),
            "entry_date": day_text(self.entry),
            "law_as_of": day_text(self.law_day),
            "law_moves": not self.pinned,
            "until": _day(self.until),
            "changes_again": _day(self.next_turn),
            "rulebook": {"version": self.law.rulebook.version, "hash": self.law.rulebook.hash},
            "scenarios": [scenario.id for scenario in self.law.rulebook.scenarios],
            "periods": [self._period(period) for period in self.periods],
            "agencies": [self._agency(doors) for doors in self.law.doors],
            "paths": [self._path(place) for place in range(len(self.law.paths))],
            "gates": [
                {"id": gate.id, "agency": gate.agency, "title": gate.title}
                | {"periods": self._periods(gate.id)}
                for gate in self.law.gates
            ],
            "changes": [turn.to_dict() for turn in self.turns],
            "warnings": [LAW_STAYS] if len(self.periods) > 1 else [],
        }

    def _period(self, period: Period) -> Json:
        standing: dict[str, list[str]] = {"open": [], "needs_action": [], "needs_facts": []}
        for path in self.law.paths:
            outcome = self.track(path.id).on(period.start)
            if outcome in standing and not path.theoretical:
                standing[outcome].append(path.id)
        agencies = {
            doors.agency.id: self.track(doors.agency.id).on(period.start)
            for doors in self.law.doors
        }
        return period.to_dict() | {"agencies": agencies} | standing

    def _agency(self, doors: AgencyDoors) -> Json:
        track = self.track(doors.agency.id)
        return {
            "id": doors.agency.id,
            "name": doors.agency.name,
            "earliest": _day(track.certain),
            "earliest_possible": _day(track.possible),
            "periods": self._periods(track.id),
        }

    def _path(self, place: int) -> Json:
        path = self.law.paths[place]
        track = self.track(path.id)
        return {
            "id": path.id,
            "agency": path.agency,
            "form": path.form,
            "box": path.box,
            "code": path.code,
            "title": path.title,
            "theoretical": path.theoretical,
            "opens_possible": _day(track.possible),
            "opens_on": _day(track.certain),
            "periods": self._periods(path.id),
        }

    def _periods(self, id: str) -> list[Json]:
        return [period.to_dict() for period in self.track(id).periods]


def timeline(
    sight: Sight, known: Mapping[str, Known], *, pinned: bool, until: int | None = None
) -> Timeline:
    """Every answer about a case from its day of entry on.

    Args:
        sight: the case.
        known: its facts, for words.
        pinned: whether the law is that of one day, whatever the day of entry.
        until: the last day to tell of (date ordinal), or None for all days.
    """
    return _Writer(sight, known, pinned).written(until)


def standings(truth: Truths, days: Sequence[int]) -> list[PathOutcome]:
    """The outcome for an entry on each of `days`, after the last of which nothing changes."""
    found: list[PathOutcome] = []
    ahead: PathOutcome = "closed"
    for day in reversed(days):
        done = truth(day, True)
        if done is not False and truth(day, False):
            found.append("open")
        elif done:
            found.append("needs_action")
        else:
            found.append("needs_facts" if done is None else ahead)
        if done:
            ahead = "not_yet"
        elif done is None and ahead == "closed":
            ahead = "needs_facts"
    return found[::-1]


def standing(truth: Truths, days: Sequence[int]) -> PathOutcome:
    """The outcome for an entry on the first of `days`, looking no further than needed."""
    today, *later = days
    done = truth(today, True)
    if done is not False and truth(today, False):
        return "open"
    if done:
        return "needs_action"
    if done is None:
        return "needs_facts"
    ahead: PathOutcome = "closed"
    for day in later:
        then = truth(day, True)
        if then:
            return "not_yet"
        if then is None:
            ahead = "needs_facts"
    return ahead


def truth_of(sight: Sight, pick: int | None) -> Truths:
    """The truth of the path at position `pick`, or of the whole (None), day by day."""

    def truth(day: int, done: bool) -> Truth:
        look = sight.look(day, done)
        return look.whole if pick is None else look.offers[pick]

    return truth


class _Writer:
    def __init__(self, sight: Sight, known: Mapping[str, Known], pinned: bool) -> None:
        self.sight = sight
        self.law = sight.law
        self.known = known
        self.pinned = pinned
        self.days = [sight.day, *sight.later()]

    def written(self, until: int | None) -> Timeline:
        tracks = tuple(self.tracks())
        last = None if until is None else max(until, self.sight.day)
        turns = list(self.turns(tracks))
        shown = [turn for turn in turns if last is None or turn.day <= last]
        return Timeline(
            self.law,
            self.sight.day,
            self.sight.law_day,
            self.pinned,
            last,
            tuple(_cut(track, last) for track in tracks),
            tuple(shown),
            next((turn.day for turn in turns[len(shown) :]), None),
        )

    # -- tracks --------------------------------------------------------------

    def tracks(self) -> Iterator[Track]:
        yield self.track("whole", "whole", lambda look: look.whole)
        for place, doors in enumerate(self.law.doors):
            yield self.track("agency", doors.agency.id, _agency_at(place))
        for place, path in enumerate(self.law.paths):
            yield self.path(place, path.id)
        for place, gate in enumerate(self.law.gates):
            looks = (self.sight.look(day, True) for day in self.days)
            yield Track("gate", gate.id, self.periods([GATE[k.barred[place]] for k in looks]))

    def track(self, what: What, id: str, pick: Callable[[Look], Truth]) -> Track:
        def truth(day: int, done: bool) -> Truth:
            return pick(self.sight.look(day, done))

        outcomes = [OVERALL[outcome] for outcome in standings(truth, self.days)]
        return Track(what, id, self.periods(outcomes), *self.opening(truth))

    def path(self, place: int, id: str) -> Track:
        offered = standings(truth_of(self.sight, place), self.days)
        claims = [self.sight.look(day, True).claims[place] for day in self.days]
        outcomes = [
            outcome if claimed else "closed"
            for outcome, claimed in zip(offered, claims, strict=True)
        ]

        def truth(day: int, done: bool) -> Truth:
            look = self.sight.look(day, done)
            return look.offers[place] if look.claims[place] else False

        return Track("path", id, self.periods(outcomes), *self.opening(truth))

    def opening(self, truth: Truths) -> tuple[int | None, int | None]:
        """The first day on which it may be true with everything done, and surely is."""
        certain = next((day for day in self.days if truth(day, True)), None)
        possible = next((day for day in self.days if truth(day, True) is not False), None)
        return possible, certain

    def periods(self, outcomes: Sequence[str]) -> tuple[Period, ...]:
        starts = [0] + [n for n in range(1, len(outcomes)) if outcomes[n] != outcomes[n - 1]]
        ends = [*(self.days[n] - 1 for n in starts[1:]), None]
        return tuple(
            Period(self.days[n], end, outcomes[n]) for n, end in zip(starts, ends, strict=True)
        )

    # -- what changes --------------------------------------------------------

    def turns(self, tracks: Sequence[Track]) -> Iterator[Turn]:
        changed = [
            (later.start, before, later, track)
            for track in tracks
            for before, later in zip(track.periods, track.periods[1:], strict=False)
        ]
        causes: dict[tuple[int, str], tuple[Cause, ...]] = {}
        for day, _, _, track in changed:
            if track.what in ("path", "gate"):
                causes[day, track.id] = tuple(self.causes(day, track))
        for day, before, later, track in sorted(changed, key=lambda each: each[0]):
            why = causes.get((day, track.id))
            if why is None:
                why = tuple(self.causes_together(day, track, causes))
            yield Turn(day, track.what, track.id, before.outcome, later.outcome, why)

    def causes_together(
        self, day: int, track: Track, causes: Mapping[tuple[int, str], Iterable[Cause]]
    ) -> Iterator[Cause]:
        """Why an agency or the whole changes: the clocks that turned for its doors."""
        seen: dict[Cause, None] = {}
        for doors in self.law.doors:
            if track.what == "agency" and doors.agency.id != track.id:
                continue
            ids = [self.law.paths[n].id for n in doors.counted]
            ids += [self.law.gates[n].id for n in doors.gates]
            for id in ids:
                seen.update(dict.fromkeys(causes.get((day, id), ())))
            if doors.agency.covered_from == self.law_day_on(day) and not self.pinned:
                words = f"from this day on the law of {doors.agency.name} stands in this rulebook"
                seen[Cause("coverage", (), words, ())] = None
        yield from seen

    def causes(self, day: int, track: Track) -> Iterator[Cause]:
        clocks = self.law.memory.recall("clocks", lambda: Clocks(self.law))
        before, after = self.facts_on(day - 1), self.facts_on(day)
        turned = [
            test
            for test in clocks.tests_of(track.id)
            if test.truth(before) is not test.truth(after)
        ]
        if len(turned) > 1:
            turned = self.deciding(track.id, turned, before, after)
        found = [self.cause(test, day, clocks.rules_of(track.id, test)) for test in turned]
        yield from dict.fromkeys(found)

    def deciding(
        self, id: str, turned: list[Comparison], before: Facts, after: Facts
    ) -> list[Comparison]:
        """Of clocks that turn on one day those without which nothing had changed."""
        program = self.law.program
        tests = program.comparisons
        nodes = [n for n in (program.names.get(f"{k}:{id}") for k in KINDS) if n is not None]
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

    def law_day_on(self, day: int) -> int:
        sight = self.sight
        return sight.law_day if self.pinned else sight.law_day - sight.day + day

    def facts_on(self, day: int) -> Facts:
        facts = dict(self.sight.facts) | self.sight.changes(day, True)
        facts[ENTRY_DAY] = Bounds.point(day)
        facts[LAW_DAY] = Bounds.point(self.law_day_on(day))
        return facts

    # -- words ---------------------------------------------------------------

    def cause(self, test: Comparison, day: int, rules: Sequence[str]) -> Cause:
        cite = tuple(dict.fromkeys(c for rule in rules for c in self.cited(rule)))
        if isinstance(test, HasAged):
            return Cause("age", tuple(rules), self.age_words(test, day), cite)
        if test.reads != (LAW_DAY,):
            return Cause("day", tuple(rules), f"a rule names this day, {day_text(day)}", cite)
        return Cause("law", tuple(rules), self.law_words(rules, day), cite)

    def law_words(self, rules: Sequence[str], day: int) -> str:
        """Which texts come into force and which go out of it on a day."""
        law_day = self.law_day_on(day)
        windows = {rule: self.law.rules[rule].window for rule in rules if rule in self.law.rules}
        comes = [r for r, window in windows.items() if window and window.start == law_day]
        goes = [r for r, window in windows.items() if window and window.end == law_day - 1]
        said = [f"`{rule}` comes into force" for rule in comes]
        said += [f"`{rule}` is in force no longer" for rule in goes]
        return listed(said) or "the law changes on this day"

    def cited(self, rule: str) -> Iterable[str]:
        written = self.law.rules.get(rule)
        if written is not None:
            return written.cite
        holders: tuple[Path | Gate, ...] = (*self.law.paths, *self.law.gates)
        return next((holder.cite for holder in holders if holder.id == rule), ())

    def age_words(self, test: HasAged, day: int) -> str:
        count = "calendar years" if test.count == "calendar_years" else "years"
        name = title(test.since, self.law.rulebook.vocabulary)
        since = self.sight.facts.get(test.since)
        held = self.known.get(test.since)
        told = f" ({held.text})" if held is not None else ""
        which = ""
        if isinstance(since, Bounds) and not since.exact:
            last = since.high is not None and test.reached(since.high) == day
            which = f"the {'last' if last else 'first'} day that can be "
        return f"{test.years} {count} have passed since {which}the {name}{told}"


KINDS = ("offer", "claim", "barred")
"""What the nodes of a path or a gate are called."""

Facts = Mapping[str, FactValue | None]


class Clocks:
    """Which tests look at a day that moves, and which rules hold them, for each door."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._holders: dict[tuple[str, Comparison], list[str]] = {}
        self._tests = {id: self._moving(id) for id in self._ids()}

    def tests_of(self, id: str) -> Sequence[Comparison]:
        """The tests on days that move on which a path or a gate rests."""
        return self._tests[id]

    def rules_of(self, id: str, test: Comparison) -> tuple[str, ...]:
        """The rules under a path or a gate that hold a test."""
        if (id, test) not in self._holders:
            self._find_holders(id)
        return tuple(dict.fromkeys(self._holders.get((id, test), ())))

    def _ids(self) -> Iterator[str]:
        yield from (path.id for path in self._law.paths)
        yield from (gate.id for gate in self._law.gates)

    def _moving(self, id: str) -> tuple[Comparison, ...]:
        program = self._law.program
        nodes = [n for n in (program.names.get(f"{k}:{id}") for k in KINDS) if n is not None]
        tests = (
            program.comparisons[program.nodes[number].args[0]]
            for number in program.cone(nodes)
            if program.nodes[number].op == "test"
        )
        return tuple(test for test in tests if not set(MOVING_DAYS).isdisjoint(test.reads))

    def _find_holders(self, id: str) -> None:
        seen: set[str] = set()
        waiting: list[tuple[str, Condition | None]] = []
        for path in self._law.paths:
            if path.id == id:
                waiting += [(id, path.open_when), (id, path.claimed_when)]
        waiting += [(id, gate.barred_when) for gate in self._law.gates if gate.id == id]
        while waiting:
            holder, whole = waiting.pop()
            for part in whole.walk() if whole is not None else ():
                if part.comparison is not None:
                    self._holders.setdefault((id, part.comparison), []).append(holder)
                if part.conclusion is not None and part.conclusion not in seen:
                    seen.add(part.conclusion)
                    for rule in self._law.rules_of[part.conclusion]:
                        self._hold_window(id, rule)
                        waiting += [(rule.id, c) for c in (rule.when, rule.applies, rule.unless)]

    def _hold_window(self, id: str, rule: Rule) -> None:
        window = rule.window
        if window is None or window.clock != "law":
            return
        for turn in (window.start, None if window.end is None else window.end + 1):
            if turn is not None:
                for test in (AtLeast(LAW_DAY, turn, turn), AtMost(LAW_DAY, turn - 1, turn - 1)):
                    self._holders.setdefault((id, test), []).append(rule.id)


def _agency_at(place: int) -> Callable[[Look], Truth]:
    return lambda look: look.agencies[place]


def _cut(track: Track, last: int | None) -> Track:
    """The periods that begin by `last`, the last of them ending there."""
    if last is None:
        return track
    kept = [period for period in track.periods if period.start <= last]
    end = kept[-1].end
    kept[-1] = Period(kept[-1].start, last if end is None else min(end, last), kept[-1].outcome)
    return Track(track.what, track.id, tuple(kept), track.possible, track.certain)


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else day_text(ordinal)
