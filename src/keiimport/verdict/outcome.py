# SPDX-License-Identifier: Apache-2.0
"""One formula for every outcome: evaluated today or later, with actions as stated or done.

A path is true when it is open; an agency is any of its considered paths, one without paths
says yes; the federal whole is every agency and no gate. A gate that nobody raises is not
counted. There is no table of precedence besides the one order
of questions in `settle`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference.direct import Slots
from keiimport.inference.engines import Asked, LaidOut
from keiimport.inference.naive import conjunction
from keiimport.rulebook.model import LAW_DAY, LAW_DAYS
from keiimport.verdict.law import ENTRY_DAY, Law
from keiimport.verdict.over_days import Roots, Times, first

PathOutcome = Literal["open", "needs_action", "needs_facts", "not_yet", "closed"]
Outcome = Literal["admissible", "conditional", "undetermined", "not_yet", "refused"]

OVERALL: Mapping[PathOutcome, Outcome] = {
    "open": "admissible",
    "needs_action": "conditional",
    "needs_facts": "undetermined",
    "not_yet": "not_yet",
    "closed": "refused",
}
RANK: Mapping[PathOutcome, int] = {name: rank for rank, name in enumerate(OVERALL)}


class Look(NamedTuple):
    """What one look at the doors found.

    Attributes:
        day: the day of entry looked at (date ordinal).
        offers: for each path whether it is open to this case.
        counted: the same with what is missing from partial tables counted as missing.
        claims: for each path whether somebody claims it.
        barred: for each gate whether it bars; never true while nobody raises it.
        raised: for each gate whether somebody raised it.
        agencies: for each agency whether one of its considered doors is open.
        whole: the federal whole.
    """

    day: int
    offers: Sequence[Truth]
    counted: Sequence[Truth]
    claims: Sequence[Truth]
    barred: Sequence[Truth]
    raised: Sequence[Truth]
    agencies: Sequence[Truth]
    whole: Truth


class Settled(NamedTuple):
    """An outcome with its days; date ordinals, None where there is no such day.

    Attributes:
        earliest: the first day, from the entry day on, of which it is certainly true.
        possible: the first day, from the entry day on, of which it may be true.
    """

    outcome: PathOutcome
    earliest: int | None
    possible: int | None


MOST_LOOKS = 4
"""How many looks at one kind of case are kept for the next."""


class Findings:
    """What was found of a case: the same for all cases whose doors look at the same facts.

    Attributes:
        looks: the first looks, by the day and by whether everything is done.
        settled: every outcome, by the position of its path; that of the whole by None.
        roots: every root on all days, once it was asked for.
        whole: see `Sight._whole`.
    """

    __slots__ = ("looks", "roots", "settled", "whole")

    def __init__(self) -> None:
        self.looks: dict[tuple[int, bool], Look] = {}
        self.settled: dict[int | None, Settled] = {}
        self.roots: Roots | None = None
        self.whole: tuple[int, int, int] | None = None


class Sight:
    """One case, to be looked at on any day, with its actions as stated or done."""

    def __init__(
        self, law: Law, facts: Mapping[str, FactValue | None], asked: Asked, pinned: bool
    ) -> None:
        self.law = law
        self.facts = facts
        self._asked = asked
        self._pinned = pinned
        day, law_day = facts[ENTRY_DAY], facts[LAW_DAY]
        assert isinstance(day, Bounds) and day.low is not None
        assert isinstance(law_day, Bounds) and law_day.low is not None
        self.day = day.low
        self.law_day = law_day.low
        self._later: list[int] | None = None
        # other engines look at one day after the other, and so does what checks this one
        self._one_pass = isinstance(asked, LaidOut) and law.over_days.exact
        if isinstance(asked, LaidOut) and self._one_pass:
            key = (pinned, self.day, self.law_day, law.read_at(asked.slots))
            self._findings = law.findings.recall(key, Findings)
        else:
            self._findings = Findings()
        self._seen = self._findings.looks
        self._settled = self._findings.settled

    def changes(self, day: int, done: bool, letters: bool = True) -> dict[str, FactValue | None]:
        """The facts that differ from those told, for a look on `day`.

        Args:
            day: the day of entry (date ordinal).
            done: whether everything that can be done is done.
            letters: whether letters that nobody has are asked for then as well.
        """
        law, facts = self.law, self.facts
        told: dict[str, FactValue | None] = {}
        for name, undone in law.stated.items():
            value = facts.get(name)
            if value is None:
                asked_for = done and (letters or undone is False)
                told[name] = law.done[name] if asked_for else undone
            elif done and value is False:
                told[name] = True
        if day != self.day:
            told[ENTRY_DAY] = Bounds.point(day)
            if not self._pinned:
                told[LAW_DAY] = Bounds.point(day)
            for name in law.moving:
                if not (self._pinned and name in LAW_DAYS):
                    told[name] = Bounds.point(day)
        return told

    def slots(self, day: int, done: bool) -> Slots:
        """The facts laid out for generated code, for a look on `day`."""
        layout = self.law.bundle.direct.layout
        return layout.changed(layout.slots(self.facts), self.changes(day, done))

    def look(self, day: int, done: bool) -> Look:
        """Look at every door."""
        key = (day, done)
        seen = self._seen.get(key)
        if seen is None:
            law = self.law
            seen = self._look(day, done)
            if done and seen.whole is None and any([seen.raised[i] for i in law.acting_gates]):
                # a gate is cleared without asking for letters that could say either thing
                alone = self._look(day, done, letters=False)
                seen = alone if alone.whole else seen
            self._keep(key, seen)
            waits = any([seen.claims[i] for i in law.acting])
            if not waits and not any([seen.raised[i] for i in law.acting_gates]):
                # no door that somebody claims waits for an action: done or not is the same
                self._keep((day, not done), seen)
        return seen

    def _keep(self, key: tuple[int, bool], look: Look) -> None:
        if self._seen is self._findings.looks and len(self._seen) >= MOST_LOOKS:
            # who looks at many days, as a timeline does, keeps them alone
            self._seen = self._seen.copy()
        self._seen[key] = look

    def _look(self, day: int, done: bool, letters: bool = True) -> Look:
        law = self.law
        count = len(law.paths)
        changes = self.changes(day, done, letters)
        found = self._found(day, done, letters, changes)
        gates = 2 * count + len(law.gates)
        offers, claims = found[:count], found[count : 2 * count]
        raised = found[gates:]
        barred = [conjunction(pair) for pair in zip(found[2 * count : gates], raised, strict=True)]
        if law.waivable:
            claims = list(claims)
            for i in law.waivable:
                claims[i] = claims[i] is not False
        counted = offers
        if any([offers[i] is None and claims[i] for i in law.partial]):
            # a row that may be missing from a partial table counts as missing for the whole
            changes.update(dict.fromkeys(law.gaps, False))
            counted = self._asked(changes)[:count]
        law_day = self.law_day if self._pinned else self.law_day - self.day + day
        agencies: list[Truth] = []
        whole: Truth = True
        for doors in law.doors:
            truth: Truth = doors.only_bars
            covered = doors.agency.covered_from
            if covered is not None and law_day < covered:
                truth = None
            else:
                for i in doors.counted:
                    if claims[i]:
                        offer = counted[i]
                        if offer:
                            truth = True
                            break
                        if offer is None:
                            truth = None
                for i in doors.gates:
                    if barred[i]:
                        truth = False
                    elif barred[i] is None and raised[i] and truth:
                        truth = None
            agencies.append(truth)
            if truth is False or whole is False:
                whole = False
            elif truth is None:
                whole = None
        return Look(day, offers, counted, claims, barred, raised, agencies, whole)

    def _found(
        self, day: int, done: bool, letters: bool, changes: Mapping[str, FactValue | None]
    ) -> Sequence[Truth]:
        """The truth of every root on `day`."""
        if done and letters and self._one_pass and day >= self.day:
            # between two of the days nothing turns
            return self.roots.on(bisect_right(self.times.days, day) - 1)
        return self._asked(changes)

    @cached_property
    def cleared(self) -> Sequence[int]:
        """The gates (by place) that bar on the day of entry until an action is done."""
        law, today = self.law, self.look(self.day, True)
        if (self.day, False) in self._seen or not self._one_pass:
            stated = self.look(self.day, False).barred
            barred = [stated[i] for i in law.acting_gates]
        else:
            truths = law.bundle.direct.truths(law.acting_gate_roots, self._laid_out(False))
            barred = [conjunction(pair) for pair in zip(truths[::2], truths[1::2], strict=True)]
        return [
            i
            for i, bars in zip(law.acting_gates, barred, strict=True)
            if bars and not today.barred[i]
        ]

    @cached_property
    def times(self) -> Times:
        """The day of entry and the later days that matter, with what the clocks say on them."""
        return self.law.over_days.times(self.facts, self.day, self._pinned, self.changes)

    @property
    def roots(self) -> Roots:
        """Every root on all of these days, with everything done."""
        found = self._findings.roots
        if found is None:
            found = self.law.over_days.roots(self._laid_out(True), self.times.tests)
            self._findings.roots = found
        return found

    @property
    def _whole(self) -> tuple[int, int, int]:
        """The days on which the whole holds with everything done, those on which it fails.

        The last are those days on which it holds once no letters are asked for: see `look`.
        """
        if self._findings.whole is None:
            self._findings.whole = self._find_whole()
        return self._findings.whole

    def _find_whole(self) -> tuple[int, int, int]:
        law, times = self.law, self.times
        done = self._laid_out(True)
        holds, fails = law.over_days.whole(done, times.tests, times.covered)
        cleared = times.tests[0] ^ (holds | fails)
        if cleared:
            cleared &= self._raised
        if cleared:
            alone = self._laid_out(True, letters=False)
            cleared &= law.over_days.whole(alone, times.tests, times.covered)[0]
        return holds | cleared, fails, cleared

    @cached_property
    def _raised(self) -> int:
        """The days on which a gate that an action can clear is surely raised."""
        if not self.law.acting_gates:
            return 0
        return self.law.over_days.raised(self._laid_out(True), self.times.tests)

    def _days(self, pick: int) -> tuple[int, int]:
        """The days on which a path is open with everything done, and those on which it is shut."""
        holds, fails = self.roots.days(pick)
        cleared = self._whole[2] if self._raised else 0
        if cleared:
            alone = self._laid_out(True, letters=False)
            found = self.law.over_days.roots(alone, self.times.tests).days(pick)
            holds = holds & ~cleared | found[0] & cleared
            fails = fails & ~cleared | found[1] & cleared
        return holds, fails

    def _laid_out(self, done: bool, letters: bool = True) -> Slots:
        """The facts laid out for the day of entry."""
        asked = self._asked
        assert isinstance(asked, LaidOut)
        return self.law.acted(asked.slots, done, letters)

    def later(self) -> list[int]:
        """The days after entry on which something about this case can change."""
        if self._later is None:
            self._later = (
                list(self.times.days[1:])
                if self._one_pass
                else self.law.change_points(self.facts, self.day)
            )
        return self._later

    def settle(self, pick: int | None) -> Settled:
        """The outcome of the path at position `pick`, or of the whole (None)."""
        known = self._settled.get(pick)
        if known is None:
            found = self._settle_at_once if self._one_pass else self._settle
            known = self._settled[pick] = found(pick)
        return known

    def _settle_at_once(self, pick: int | None) -> Settled:
        """What `_settle` finds, from all days in one pass."""
        law, times = self.law, self.times
        holds, fails = self._whole[:2] if pick is None else self._days(pick)
        today = self.day
        if not fails & 1:
            if pick is None:
                stated = self._laid_out(False)
                same = stated == self._laid_out(True)
                now = holds if same else law.over_days.whole(stated, times.today, times.covered)[0]
            elif pick in law.acting:
                self.look(today, True)  # which tells whether anything waits for an action at all
                now = self.look(today, False).offers[pick] is True
            else:
                now = holds
            if now & 1:
                return Settled("open", today, today)
            if holds & 1:
                return Settled("needs_action", today, today)
        earliest = first(times.days, holds)
        possible = first(times.days, times.tests[0] ^ fails)
        if not fails & 1 or (earliest is None and possible is not None):
            return Settled("needs_facts", earliest, possible)
        return Settled("closed" if possible is None else "not_yet", earliest, possible)

    def _settle(self, pick: int | None) -> Settled:
        def truth(day: int, done: bool) -> Truth:
            look = self.look(day, done)
            return look.whole if pick is None else look.offers[pick]

        today = self.day
        now = truth(today, True)
        # what is closed with everything done is closed as things stand: doing only helps
        if now is not False and truth(today, False):
            return Settled("open", today, today)
        if now:
            return Settled("needs_action", today, today)
        earliest: int | None = None
        possible: int | None = today if now is None else None
        for day in self.later():
            then = truth(day, True)
            if then is not False and possible is None:
                possible = day
            if then:
                earliest = day
                break
        if now is None:
            return Settled("needs_facts", earliest, possible)
        if earliest is not None:
            return Settled("not_yet", earliest, possible)
        return Settled("closed" if possible is None else "needs_facts", None, possible)
