# SPDX-License-Identifier: Apache-2.0
"""Every answer through time: looked at once after each turn of a clock.

Between two turns of the clocks that touch a case (ages reached, texts coming into force
or going out of it) nothing can change, so looking once after each turn looks at every day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from keiimport.decide.decision import OVERALL, Bits, DecidedCase, first_day
from keiimport.errors import InputError
from keiimport.explain.timeline.model import Period, Timeline, Track, What
from keiimport.explain.timeline.transitions import Turns
from keiimport.explain.written import GATE
from keiimport.facts.complete import SourcedValue
from keiimport.facts.dates import parse_date


def timeline(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    until: date | str | None = None,
) -> Timeline:
    """Every answer about a case from its day of entry on."""
    last = None if until is None else max(_last_day(until), decided.day)
    tracks = tuple(_Writer(decided).tracks())
    turns = list(Turns(decided, known).among(tracks))
    shown = [turn for turn in turns if last is None or turn.day <= last]
    return Timeline(
        decided.index,
        decided.day,
        decided.law_day,
        decided.case.pinned,
        last,
        tuple(_cut(track, last) for track in tracks),
        tuple(shown),
        next((turn.day for turn in turns[len(shown) :]), None),
    )


class _Writer:
    def __init__(self, decided: DecidedCase) -> None:
        self.decided = decided
        self.index = decided.index
        self.days = decided.days

    def tracks(self) -> Iterator[Track]:
        decided = self.decided
        yield self.track("whole", "whole", decided.done(None), decided.stated(None))
        for place, doors in enumerate(self.index.doors):
            said = (decided.agency(place, done=done) for done in (True, False))
            yield self.track("agency", doors.agency.id, *said)
        looks = [decided.doors_on(day, True) for day in self.days]
        for place, path in enumerate(self.index.paths):
            claimed = sum(1 << n for n, doors_on in enumerate(looks) if doors_on.claims[place])
            yield self.path(path.id, decided.done(place), decided.stated(place), claimed)
        for place, gate in enumerate(self.index.gates):
            yield Track("gate", gate.id, self.periods([GATE[k.barred[place]] for k in looks]))

    def track(self, what: What, id: str, done: Bits, stated: Bits) -> Track:
        outcomes = [OVERALL[outcome] for outcome in self.decided.outcomes(done, stated)]
        return Track(what, id, self.periods(outcomes), *self.opening(done))

    def path(self, id: str, done: Bits, stated: Bits, claimed: int) -> Track:
        """A path; on days on which nobody claims it, it is closed."""
        outcomes = [
            outcome if claimed >> n & 1 else "closed"
            for n, outcome in enumerate(self.decided.outcomes(done, stated))
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
    kept[-1] = replace(kept[-1], end=last if end is None else min(end, last))
    return replace(track, periods=tuple(kept))


def _last_day(until: date | str) -> int:
    try:
        last = parse_date(str(until)).bounds.high
    except InputError as error:
        raise error.located("until") from None
    assert last is not None  # what is written as a day, a month or a year has an end
    return last
