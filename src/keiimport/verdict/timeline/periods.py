# SPDX-License-Identifier: Apache-2.0
"""Every answer through time: looked at once after each turn of a clock.

Between two turns of the clocks that touch a case (ages reached, texts coming into force
or going out of it) nothing can change, so looking once after each turn looks at every day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from keiimport.facts.comparisons import Truth
from keiimport.facts.known import Known
from keiimport.verdict.outcome import OVERALL, Look, Sight
from keiimport.verdict.standing import TruthOn, standings, truth_of
from keiimport.verdict.timeline.model import Period, Timeline, Track, What
from keiimport.verdict.timeline.turns import Turns
from keiimport.verdict.written import GATE


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
        turns = list(Turns(self.sight, self.known, self.pinned).among(tracks))
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

    def opening(self, truth: TruthOn) -> tuple[int | None, int | None]:
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
