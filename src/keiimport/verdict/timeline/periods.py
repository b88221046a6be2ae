# SPDX-License-Identifier: Apache-2.0
"""Every answer through time: looked at once after each turn of a clock.

Between two turns of the clocks that touch a case (ages reached, texts coming into force
or going out of it) nothing can change, so looking once after each turn looks at every day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from keiimport.decide.decision import OVERALL, Bits, Decision, first_day
from keiimport.facts.known import Known
from keiimport.verdict.timeline.model import Period, Timeline, Track, What
from keiimport.verdict.timeline.turns import Turns
from keiimport.verdict.written import GATE


def timeline(
    sight: Decision, known: Mapping[str, Known], *, pinned: bool, until: int | None = None
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
    def __init__(self, sight: Decision, known: Mapping[str, Known], pinned: bool) -> None:
        self.sight = sight
        self.law = sight.law
        self.known = known
        self.pinned = pinned
        self.days = sight.days

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
        sight = self.sight
        yield self.track("whole", "whole", sight.done(None), sight.stated(None))
        for place, doors in enumerate(self.law.doors):
            said = (sight.agency(place, done=done) for done in (True, False))
            yield self.track("agency", doors.agency.id, *said)
        looks = [sight.look(day, True) for day in self.days]
        for place, path in enumerate(self.law.paths):
            claimed = sum(1 << n for n, look in enumerate(looks) if look.claims[place])
            yield self.path(path.id, sight.done(place), sight.stated(place), claimed)
        for place, gate in enumerate(self.law.gates):
            yield Track("gate", gate.id, self.periods([GATE[k.barred[place]] for k in looks]))

    def track(self, what: What, id: str, done: Bits, stated: Bits) -> Track:
        outcomes = [OVERALL[outcome] for outcome in self.sight.outcomes(done, stated)]
        return Track(what, id, self.periods(outcomes), *self.opening(done))

    def path(self, id: str, done: Bits, stated: Bits, claimed: int) -> Track:
        """A path; on days on which nobody claims it, it is closed."""
        outcomes = [
            outcome if claimed >> n & 1 else "closed"
            for n, outcome in enumerate(self.sight.outcomes(done, stated))
        ]
        every = (1 << len(self.days)) - 1
        counted = done[0] & claimed, done[1] | every ^ claimed
        return Track("path", id, self.periods(outcomes), *self.opening(counted))

    def opening(self, done: Bits) -> tuple[int | None, int | None]:
        """The first day on which it may be true with everything done, and surely is."""
        every = (1 << len(self.days)) - 1
        return first_day(self.days, every & ~done[1]), first_day(self.days, done[0])

    def periods(self, outcomes: Sequence[str]) -> tuple[Period, ...]:
        starts = [0] + [n for n in range(1, len(outcomes)) if outcomes[n] != outcomes[n - 1]]
        ends = [*(self.days[n] - 1 for n in starts[1:]), None]
        return tuple(
            Period(self.days[n], end, outcomes[n]) for n, end in zip(starts, ends, strict=True)
        )


def _cut(track: Track, last: int | None) -> Track:
    """The periods that begin by `last`, the last of them ending there."""
    if last is None:
        return track
    kept = [period for period in track.periods if period.start <= last]
    end = kept[-1].end
    kept[-1] = Period(kept[-1].start, last if end is None else min(end, last), kept[-1].outcome)
    return Track(track.what, track.id, tuple(kept), track.possible, track.certain)
