# SPDX-License-Identifier: Apache-2.0
"""What a timeline is: answers through time, what turns them, and the clocks that do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.words import day_text, door_named
from keiimport.verdict_types import plain

Json = dict[str, Any]
What = Literal["whole", "agency", "path", "gate"]

UNSETTLED = ("needs_facts", "undetermined", "unclear")


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


@dataclass(frozen=True, slots=True)
class Transition:
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
            "by": plain(self.causes),
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

    law: RuleIndex
    entry: int
    law_day: int
    pinned: bool
    until: int | None
    tracks: tuple[Track, ...]
    turns: tuple[Transition, ...]
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
        return {track.id: track for track in self.tracks}[id]

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
            "agencies": [
                {
                    "id": track.id,
                    "name": doors.agency.name,
                    "earliest": _day(track.certain),
                    "earliest_possible": _day(track.possible),
                    "periods": plain(track.periods),
                }
                for doors, track in zip(self.law.doors, self._of("agency"), strict=True)
            ],
            "paths": [
                {
                    "id": path.id,
                    **door_named(path),
                    "theoretical": path.theoretical,
                    "opens_possible": _day(track.possible),
                    "opens_on": _day(track.certain),
                    "periods": plain(track.periods),
                }
                for path, track in zip(self.law.paths, self._of("path"), strict=True)
            ],
            "gates": [
                {"id": gate.id, "agency": gate.agency, "title": gate.title}
                | {"periods": plain(track.periods)}
                for gate, track in zip(self.law.gates, self._of("gate"), strict=True)
            ],
            "changes": plain(self.turns),
            "warnings": [self.law.rulebook.vocabulary.say("timeline.law_stays")]
            if len(self.periods) > 1
            else [],
        }

    def _of(self, what: What) -> list[Track]:
        return [track for track in self.tracks if track.what == what]

    def _period(self, period: Period) -> Json:
        standing: dict[str, list[str]] = {"open": [], "needs_action": [], "needs_facts": []}
        for path, track in zip(self.law.paths, self._of("path"), strict=True):
            outcome = track.on(period.start)
            if outcome in standing and not path.theoretical:
                standing[outcome].append(path.id)
        agencies = {track.id: track.on(period.start) for track in self._of("agency")}
        return period.to_dict() | {"agencies": agencies} | standing


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else day_text(ordinal)
