# SPDX-License-Identifier: Apache-2.0
"""Remedies: the smallest sets of changes that open a door, each of them tried.

Only what a person can change is offered: facts that the vocabulary marks as work, papers or a
choice, and the day of entry. Sets are searched by size. A set that opens nothing even when its
facts may have any value is skipped; the others are evaluated, with everything that would then be
presumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, product
from typing import Any, Literal, NamedTuple

from keiimport.decide.decision import DecidedCase, first_day
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.decide.rule_index import MOVING_DAYS
from keiimport.explain.counterfactuals import Answers, Suppose
from keiimport.explain.doors import Door
from keiimport.explain.levers import MOST_CHANGES, TIME, Cells, Relaxed
from keiimport.explain.words import (
    answer_in_words,
    day_words,
    door_named,
    fact_words,
    listed,
    title,
)
from keiimport.explain.written import days_used, fact_text, rules_used
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.sources import SourcedValue
from keiimport.facts.vocabulary import DependsOn
from keiimport.rulebook.arguments import called, checked
from keiimport.verdict_types import FactText, plain

MOST_SETS = 6  # how many sets are offered for one door
MOST_TRIALS = 200  # how many values of one set of facts are tried for one door
Json = dict[str, Any]
Kind = Literal["open", "time", "action", "facts", "nothing", "theoretical"]


class Change(NamedTuple):
    """One thing that a person can do."""

    fact: str  # the fact that becomes otherwise; the day of entry, where one has to wait
    kind: str  # time, work, papers or choice
    from_: str | None  # what it is now, in words; None where nobody told
    to: FactText  # what it becomes
    or_: tuple[FactText, ...]  # other values that would do as well
    what: str  # what to do, in words
    depends_on: DependsOn
    cost: str | None


class Remedy(NamedTuple):
    """A set of changes that opens a door; none of them can be left out."""

    kind: Kind  # whether waiting alone does it (`time`), or something has to be done (`action`)
    changes: tuple[Change, ...]
    opens_on: date  # the day of entry on which it is then certainly open
    outcome: Outcome  # what the whole comes to on that day; what an agency may refuse is no yes

    @property
    def names(self) -> frozenset[str]:
        """The facts that change."""
        return frozenset([change.fact for change in self.changes])


@dataclass(frozen=True, slots=True)
class Block:
    """A fact, in words, that keeps a door shut whatever else is changed."""

    fact: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """What opens one door, or the whole."""

    id: str  # the path, or `whole`
    outcome: str  # what it comes to as things stand
    # `open`; `time`: waiting opens it; `action`: something has to be done; `facts`: only answers
    # can open it; `nothing` does; or `theoretical`: no private person can use it
    kind: Kind
    remedies: tuple[Remedy, ...] = ()  # the sets of changes, the smallest first
    # if nothing helps, the facts that keep it shut whatever else is changed
    blocked_by: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()  # if only answers help, the facts to tell
    because: str = ""  # the same in words


@dataclass(frozen=True)
class Remedies:
    """What could be done about a case, door by door.

    Attributes:
        decided: the case.
        whole: what makes the overall answer a yes.
        ways: what opens each path, in the order of the rulebook.
    """

    decided: DecidedCase
    whole: Way
    ways: tuple[Way, ...]

    @checked
    def way(self, id: str) -> Way:
        """What opens one path, or the `whole`.

        Raises:
            InputError: there is no such path.
        """
        return called(id, {way.id: way for way in (self.whole, *self.ways)}, "path")

    def to_dict(self) -> Json:
        """The remedies as plain JSON values."""
        index = self.decided.index
        return {
            "outcome": self.whole.outcome,
            **days_used(self.decided),
            **rules_used(index),
            "whole": plain(self.whole),
            "paths": [
                door_named(path) | plain(way)
                for path, way in zip(index.paths, self.ways, strict=True)
            ],
            "warnings": [index.rulebook.vocabulary.say("remedy.sworn")],
        }


def remedies(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    doors: Sequence[Door],
    answered: Suppose,
) -> Remedies:
    """The smallest sets of changes that open each door that is not open."""
    search = _Search(decided, known, answered)
    ways = search.ways(doors)
    missing = [name for door in doors if door.considered for name in door.missing]
    whole = search.whole(ways, missing)
    return Remedies(decided, whole, ways)


class _Search:
    def __init__(
        self, decided: DecidedCase, known: Mapping[str, SourcedValue], answered: Suppose
    ) -> None:
        self.decided = decided
        self.known = known
        self.answered = answered
        self.index = decided.index
        self.vocabulary = decided.index.rulebook.vocabulary
        self.say = self.vocabulary.say
        self.relaxed = Relaxed(decided, known)

    # -- the whole -----------------------------------------------------------

    def whole(self, ways: Sequence[Way], missing: Iterable[str]) -> Way:
        """What makes the overall answer a yes: remedies for one door of each agency together."""
        outcome = OVERALL[self.decided.decision(None).outcome]
        if outcome == "admissible":
            return Way("whole", outcome, "open", because=self.say("remedy.open"))
        together = {frozenset[str]()}
        for options in self.needed(ways):
            both = {one | other for one in together for other in options}
            together = {names for names in both if len(names) <= MOST_CHANGES}
        among = frozenset[str]().union(*together)
        sets = (s for s in self.relaxed.sets(None, among) if frozenset(s) in together)
        found = self.found({None: (sets, self.relaxed.cells(None))})[None]
        return self.way_by(found, "whole", outcome, "", missing)

    def needed(self, ways: Sequence[Way]) -> Iterator[list[frozenset[str]]]:
        """For each agency what opens one of its doors, and for each gate what clears it."""
        today, nothing = self.decided.doors_on(self.decided.day, False), frozenset[str]()
        for doors in self.index.doors:
            is_open = any(today.offers[n] and today.claims[n] for n in doors.counted)
            remedies = [remedy for place in doors.counted for remedy in ways[place].remedies]
            yield [nothing] * (doors.only_bars or is_open) + [each.names for each in remedies]
        for place, nodes in enumerate(self.relaxed.levers.gates):
            if today.barred[place] is not False and today.raised[place]:
                yield [frozenset({name}) for name in (TIME, *self.index.program.facts_read(nodes))]

    # -- the doors -----------------------------------------------------------

    def ways(self, doors: Sequence[Door]) -> tuple[Way, ...]:
        """What opens each door."""
        cells = [self.relaxed.cells(pick) for pick in range(len(doors))]
        candidates = [self.candidates(pick, cells[pick]) for pick in range(len(doors))]
        shut = self.relaxed.shut(candidates)
        ways: dict[int, Way] = {}
        searched: dict[int | None, tuple[Iterable[tuple[str, ...]], Cells]] = {}
        blocked: dict[int, frozenset[str]] = {}
        for pick, door in enumerate(doors):
            id, outcome, may = door.path.id, door.outcome, candidates[pick]
            if door.path.theoretical or outcome == "open":
                kind: Kind = "theoretical" if door.path.theoretical else "open"
                ways[pick] = Way(id, outcome, kind, because=door.because)
            elif shut[pick] >> pick & 1:
                blocked[pick] = may
            else:
                searched[pick] = self.relaxed.sets(pick, may), cells[pick]
        for pick, kept in self.shutting(blocked).items():
            ways[pick] = self.blocked(kept, doors[pick].path.id, doors[pick].outcome)
        found = self.found(searched)
        return tuple(
            ways.get(pick)
            or self.way_by(found[pick], door.path.id, door.outcome, door.because, door.missing)
            for pick, door in enumerate(doors)
        )

    def way_by(
        self, found: Sequence[Remedy], id: str, outcome: str, because: str, missing: Iterable[str]
    ) -> Way:
        """The remedies found, or else the facts to tell, or else that nothing helps."""
        if found:
            kind: Kind = "time" if any(each.kind == "time" for each in found) else "action"
            words = listed(change.what for change in found[0].changes)
            return Way(id, outcome, kind, tuple(found), because=words)
        unknown = tuple(dict.fromkeys(name for name in missing if name not in self.relaxed.values))
        if unknown:
            titles = listed(title(name, self.vocabulary) for name in unknown)
            tell = self.say("remedy.tell", titles=titles)
            return Way(id, outcome, "facts", missing=unknown, because=tell)
        name = "remedy.none_because" if because else "remedy.none"
        few = self.say(name, most=MOST_CHANGES, because=because)
        return Way(id, outcome, "nothing", because=few)

    def candidates(self, pick: int, cells: Cells) -> frozenset[str]:
        """The facts whose change may open a path."""
        waiting = not self.relaxed.levers.reads[pick].isdisjoint(MOVING_DAYS)
        return frozenset((*cells, TIME) if waiting else cells)

    def blocked(self, kept: Sequence[str], id: str, outcome: str) -> Way:
        """Why nothing helps: the facts that keep the door shut, whatever the others are."""
        blocks = tuple(map(self.block, kept))
        words = listed(self.say("remedy.block", title=b.title, value=b.value) for b in blocks)
        because = self.say("remedy.blocked" if words else "remedy.blocked_alone", facts=words)
        return Way(id, outcome, "nothing", blocked_by=blocks, because=because)

    def shutting(self, free: Mapping[int, frozenset[str]]) -> Mapping[int, Sequence[str]]:
        """The facts that keep each shut door shut.

        That is a single fact, where one suffices. Otherwise facts are freed one by one, the least
        sure first; those that remain are all needed.

        Args:
            free: for each door, the facts that may have any value.
        """
        reads, loose = self.relaxed.levers.reads, self.relaxed.loose
        facts = {
            pick: sorted((n for n in self.known if n in reads[pick] - may - loose), key=self.weight)
            for pick, may in free.items()
        }
        every = {pick: may.union(facts[pick]) for pick, may in free.items()}
        without = {p: [every[p] - {n} for n in reversed(names)] for p, names in facts.items()}
        found: dict[int, Sequence[str]] = {}
        for pick, shut in self.each_shut(without).items():
            if True in shut:
                found[pick] = [facts.pop(pick)[-1 - shut.index(True)]]
        freed = dict(free)
        while facts:
            grown = {
                pick: [freed[pick].union(names[:count]) for count in range(1, len(names) + 1)]
                for pick, names in facts.items()
            }
            for pick, shut in self.each_shut(grown).items():
                names = facts[pick]
                count = shut.index(False) if False in shut else len(names)
                freed[pick] = freed[pick].union(names[:count])
                facts[pick] = names[count + 1 :]
            for pick in [pick for pick, names in facts.items() if not names]:
                kept = every[pick] - freed[pick]
                found[pick] = sorted(kept, key=self.index.order.__getitem__)
                del facts[pick]
        return found

    def each_shut(self, sets: Mapping[int, Sequence[Collection[str]]]) -> Mapping[int, list[bool]]:
        """Whether each door stays shut while the facts of each of its sets may be anything."""
        shut = self.relaxed.shut([*chain.from_iterable(sets.values())])
        found, first = {}, 0
        for pick, its in sets.items():
            found[pick] = [bool(shut[pick] >> first + n & 1) for n in range(len(its))]
            first += len(its)
        return found

    def block(self, name: str) -> Block:
        """A fact in words, with the word for its value if that is a choice."""
        text = fact_words(name, self.known[name], self.vocabulary)
        return Block(name, title(name, self.vocabulary), text)

    def weight(self, name: str) -> tuple[int, int]:
        """How good a reason a fact is: told facts are best, presumed ones worst."""
        sources, source = ("presumed", "today", "catalogue"), self.known[name].source
        worth = sources.index(source) if source in sources else len(sources)
        return worth, -self.index.order.get(name, 0)

    # -- trying ----------------------------------------------------------------

    def found(
        self, searched: Mapping[int | None, tuple[Iterable[tuple[str, ...]], Cells]]
    ) -> Mapping[int | None, Sequence[Remedy]]:
        """The smallest sets of facts that open each of some paths, or the whole (None).

        Args:
            searched: for each, the sets that may open it, and the values that facts can take.
        """
        found: dict[int | None, list[Remedy]] = {pick: [] for pick in searched}
        left = {pick: list(sets) for pick, (sets, _) in searched.items()}
        for size in range(1, MOST_CHANGES + 1):
            tried: dict[tuple[int | None, tuple[str, ...]], list[Answers]] = {}
            for pick, (_, cells) in searched.items():
                enough = len(found[pick]) == MOST_SETS
                for names in [] if enough else [each for each in left[pick] if len(each) == size]:
                    if not any(smaller.names.issubset(names) for smaller in found[pick]):
                        tried[pick, names] = list(islice(trials(names, cells), MOST_TRIALS))
            # one pass for all of them takes a fraction of the time
            decided = iter(self.answered(chain.from_iterable(tried.values())))
            for (pick, names), answers in tried.items():
                waiting, opening = TIME in names, []
                for trial, then in zip(answers, islice(decided, len(answers)), strict=True):
                    if then is not None and (day := opens_on(then, pick, waiting)) is not None:
                        opening.append((trial, then, day))
                if opening and len(found[pick]) < MOST_SETS:
                    found[pick].append(self.remedy(opening, waiting, searched[pick][1]))
        return found

    def remedy(
        self, opening: Sequence[tuple[Answers, DecidedCase, int]], waiting: bool, cells: Cells
    ) -> Remedy:
        """The first combination that opens it, with the other values that work as well."""
        first, decided, day = opening[0]
        changes = []
        for name in first:
            like = (told for told, _, then in opening if then == day)
            same = [told[name] for told in like if {**told, name: first[name]} == first]
            changes.append(self.change(name, [v for one in same for v in cells[name][one]]))
        if waiting:
            changes.append(self.change(TIME, [Bounds.point(day)]))
        outcome = OVERALL[decided.outcome_on(day)]
        if outcome == "admissible" and any(each.depends_on == "agency" for each in changes):
            outcome = "conditional"
        kind: Kind = "action" if first else "time"
        return Remedy(kind, tuple(changes), date.fromordinal(day), outcome)

    def change(self, name: str, values: Sequence[FactValue]) -> Change:
        """The change of a fact to the first of `values`, or to another of them."""
        fact, before = self.vocabulary[name], self.known.get(name)
        if name == TIME:
            assert isinstance(values[0], Bounds) and values[0].low is not None
            words = self.say("remedy.wait", day=day_words(values[0].low))
        elif fact.unknown == "action":
            words = fact.todo or fact.title
        else:
            become = listed((answer_in_words(fact, value, self.say) for value in values), "or")
            said = "remedy.do" if fact.todo else "remedy.become"
            words = self.say(said, todo=fact.todo, title=fact.title, values=become)
        to, *others = (fact_text(value, answer_in_words(fact, value, self.say)) for value in values)
        return Change(
            name,
            "time" if name == TIME else fact.change,
            None if before is None else before.text,
            to,
            tuple(others),
            words,
            fact.depends_on or "importer",
            fact.cost or None,
        )


def opens_on(decided: DecidedCase, pick: int | None, waiting: bool) -> int | None:
    """The first day on which a path, or the whole, is open: today, or a later day when waiting."""
    days = decided.open_days(pick)
    return first_day(decided.days, days & ~1 if waiting else days & 1)


def trials(names: Sequence[str], cells: Cells) -> Iterator[Answers]:
    """Every combination of values that some facts can take."""
    told = [name for name in names if name != TIME]
    for values in product(*(cells.get(name, ()) for name in told)):
        yield dict(zip(told, values, strict=True))
