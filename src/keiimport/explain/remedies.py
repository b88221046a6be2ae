# SPDX-License-Identifier: Apache-2.0
"""What if: the smallest sets of changes that open a door, each tried out.

Only what a person can change is offered: what the vocabulary marks as work, papers or a
choice, and the day of entry. Sets are searched by size, sieved first; what passes the sieve
is evaluated anew, with all that would then be presumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any, Literal

from keiimport.decide.decision import DecidedCase, first_day
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.doors import Door
from keiimport.explain.levers import TIME, Allowed, Answered, Setting, Sieve, Trial, worded
from keiimport.explain.words import day_text, door_named, listed, title
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Fact
from keiimport.verdict_types import plain

MOST_CHANGES = 3
"""How many changes one set has at most."""

MOST_SETS = 6
"""How many sets are offered for one door."""

MOST_TRIALS = 48
"""How many values of one set of facts are tried for one door."""

MOST_TOGETHER = 2
"""How many are tried for the whole, where each value opens some door already."""

WAITING: Allowed = {TIME: (True,)}
"""What stands among the values for that one waits."""

Json = dict[str, Any]
Kind = Literal["open", "time", "action", "facts", "nothing", "theoretical"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person can do.

    Attributes:
        fact: the fact that becomes otherwise; the day of entry, where one has to wait.
        before: what it is now, in words; None where nobody told.
        value: what it becomes.
        words: what to do, in words.
        instead: other values that would do as well.
    """

    fact: Fact
    before: str | None
    value: FactValue
    words: str
    instead: tuple[FactValue, ...] = ()

    @property
    def kind(self) -> str:
        """time, work, papers or choice."""
        return "time" if self.fact.name == TIME else self.fact.change

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        return {
            "fact": self.fact.name,
            "kind": self.kind,
            "from": self.before,
            "to": _told(self.fact, self.value),
            "or": [_told(self.fact, value) for value in self.instead],
            "what": self.words,
            "depends_on": self.fact.depends_on or "importer",
            "cost": self.fact.cost or None,
        }


def _told(fact: Fact, value: FactValue) -> bool | str | list[str]:
    """A value as a case tells it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return worded(fact, value) if isinstance(value, Bounds) else value


@dataclass(frozen=True, slots=True)
class Remedy:
    """A set of changes that opens a door; none of them can be left out.

    Attributes:
        changes: what to do.
        opens_on: the day of entry on which it is then certainly open (date ordinal).
        outcome: what the whole comes to on that day.
    """

    changes: tuple[Change, ...]
    opens_on: int
    outcome: Outcome

    @property
    def kind(self) -> Kind:
        """Whether waiting alone does it, or something has to be done."""
        return "time" if all(change.kind == "time" for change in self.changes) else "action"

    def to_dict(self) -> Json:
        """The remedy as plain JSON values; what an agency may refuse is no yes."""
        refusable = any(change.fact.depends_on == "agency" for change in self.changes)
        is_yes = self.outcome == "admissible"
        return {
            "kind": self.kind,
            "changes": [change.to_dict() for change in self.changes],
            "opens_on": day_text(self.opens_on),
            "outcome": "conditional" if refusable and is_yes else self.outcome,
        }


@dataclass(frozen=True, slots=True)
class Block:
    """A fact, in words, that shuts a door whatever else is changed."""

    fact: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """What opens one door, or the whole.

    Attributes:
        id: the path, or `whole`.
        outcome: what it comes to as things stand.
        kind: `open`; `time` where waiting alone opens it; `action` where something has to
            be done; `facts` where only answers can; `nothing`; or `theoretical` for what
            is open to no private person.
        remedies: the sets of changes, the smallest first.
        blocked_by: where nothing helps, facts that shut it whatever else is changed.
        missing: where only answers help, the facts to tell.
        because: the same in words.
    """

    id: str
    outcome: str
    kind: Kind
    remedies: tuple[Remedy, ...] = ()
    blocked_by: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Remedies:
    """What could be done about a case, door by door.

    Attributes:
        law: the law it was found by.
        entry: the day of entry (date ordinal).
        law_day: the day of the law.
        whole: what makes the whole a yes.
        ways: what opens each path, in the order of the rulebook.
    """

    law: RuleIndex
    entry: int
    law_day: int
    whole: Way
    ways: tuple[Way, ...]

    def way(self, id: str) -> Way:
        """What opens one path, or the `whole`.

        Raises:
            KeyError: there is no such path.
        """
        return {way.id: way for way in (self.whole, *self.ways)}[id]

    def to_dict(self) -> Json:
        """The remedies as plain JSON values."""
        return {
            "outcome": self.whole.outcome,
            "entry_date": day_text(self.entry),
            "law_as_of": day_text(self.law_day),
            "rulebook": {"version": self.law.rulebook.version, "hash": self.law.rulebook.hash},
            "scenarios": [scenario.id for scenario in self.law.rulebook.scenarios],
            "whole": plain(self.whole),
            "paths": [
                door_named(path) | plain(way)
                for path, way in zip(self.law.paths, self.ways, strict=True)
            ],
            "warnings": [self.law.rulebook.vocabulary.say("remedy.sworn")],
        }


def remedies(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    doors: Sequence[Door],
    answered: Answered,
) -> Remedies:
    """The smallest sets of changes that open each door that is not open."""
    search = _Search(Setting(decided, known, answered))
    ways = tuple(search.way(place, door) for place, door in enumerate(doors))
    missing = [name for door in doors if door.considered for name in door.missing]
    whole = search.whole(ways, missing)
    return Remedies(decided.index, decided.day, decided.law_day, whole, ways)


class _Search:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.decided = setting.decided
        self.index = setting.index
        self.vocabulary = setting.index.rulebook.vocabulary
        self.say = self.vocabulary.say

    # -- the whole -----------------------------------------------------------

    def whole(self, ways: Sequence[Way], missing: Iterable[str]) -> Way:
        """What makes the whole a yes: what opens one door of each agency, taken together."""
        outcome = OVERALL[self.decided.decision(None).outcome]
        if outcome == "admissible":
            return Way("whole", outcome, "open", because=self.say("remedy.open"))
        found = tuple(islice(self.together(ways), MOST_SETS))
        return _helped("whole", outcome, found) or self.unhelped("whole", outcome, "", missing)

    def together(self, ways: Sequence[Way]) -> Iterator[Remedy]:
        unions: list[Allowed] = [{}]
        for options in (*self.doors_opened(ways), *self.gates_cleared()):
            joined: list[Allowed] = []
            for more, each in product(options, unions):
                both = _merged(each, more)
                if both is not None and len(both) <= MOST_CHANGES and both not in joined:
                    joined.append(both)
            unions = joined
        found: list[frozenset[str]] = []
        for allowed in sorted(unions, key=self.rank):
            names = frozenset(allowed)
            if names and not any(smaller <= names for smaller in found):
                remedy = self.tried(names, None, allowed)
                if remedy is not None:
                    found.append(names)
                    yield remedy

    def doors_opened(self, ways: Sequence[Way]) -> Iterator[list[Allowed]]:
        """Of each agency what opens one of its doors, each alone."""
        today = self.decided.doors_on(self.decided.day, False)
        for doors in self.index.doors:
            is_open = any(today.offers[n] and today.claims[n] for n in doors.counted)
            options: list[Allowed] = [{}] if doors.only_bars or is_open else []
            for place in doors.counted:
                options += [_allowed(remedy) for remedy in ways[place].remedies]
            yield options

    def gates_cleared(self) -> Iterator[list[Allowed]]:
        """Of each gate that bars what clears it, one change each, or waiting."""
        doors_on, names = self.decided.doors_on(self.decided.day, False), self.index.program.names
        base, kernel = self.setting.base, self.index.kernel
        for place, gate in enumerate(self.index.gates):
            if doors_on.barred[place] is False or not doors_on.raised[place]:
                continue
            nodes = (names[f"barred:{gate.id}"], names[f"raised:{gate.id}"])
            options: list[Allowed] = [WAITING]
            for name in self.index.program.facts_read(nodes):
                values = tuple(
                    value
                    for value in self.setting.values.get(name, ())
                    if False in kernel.truths(nodes, {**base, name: value})
                )
                if values:
                    options.append({name: values})
            yield options

    def rank(self, names: Collection[str]) -> tuple[object, ...]:
        return len(names), TIME not in names, sorted(map(self.setting.place_of, names))

    # -- one door ------------------------------------------------------------

    def way(self, pick: int, door: Door) -> Way:
        id, outcome, because = door.path.id, door.outcome, door.because
        if door.path.theoretical or outcome == "open":
            kind: Kind = "theoretical" if door.path.theoretical else "open"
            return Way(id, outcome, kind, because=because)
        sieve = Sieve(self.setting, pick)
        if sieve.shut(sieve.candidates):
            return self.blocked(sieve, id, outcome)
        found = tuple(islice(self.found(sieve), MOST_SETS))
        way = _helped(id, outcome, found)
        return way or self.unhelped(id, outcome, because, door.missing)

    def unhelped(self, id: str, outcome: str, because: str, missing: Iterable[str]) -> Way:
        """Nothing that can be changed is known to open it; perhaps answers do."""
        unknown = tuple(dict.fromkeys(name for name in missing if name not in self.setting.values))
        if unknown:
            titles = listed(title(name, self.vocabulary) for name in unknown)
            tell = self.say("remedy.tell", titles=titles)
            return Way(id, outcome, "facts", missing=unknown, because=tell)
        name = "remedy.none_because" if because else "remedy.none"
        few = self.say(name, most=MOST_CHANGES, because=because)
        return Way(id, outcome, "nothing", because=few)

    def blocked(self, sieve: Sieve, id: str, outcome: str) -> Way:
        """Why nothing helps: facts that shut the door, whatever the others are.

        Facts are let go one after the other, those of which least is sure first; what
        remains is needed, every single one.
        """
        known, loose = self.setting.known, self.setting.loose
        facts = [n for n in known if n in sieve.reads and n not in {*sieve.candidates, *loose}]
        facts.sort(key=self.weight)
        everything = sieve.candidates.union(facts)
        alone = (name for name in reversed(facts) if sieve.shut(everything - {name}))
        kept = list(islice(alone, 1))
        if not kept:
            free = sieve.candidates
            for name in facts:
                if sieve.shut(free | {name}):
                    free |= {name}
            kept = sorted(everything - free, key=self.setting.place_of)
        blocks = tuple(self.block(name) for name in kept)
        words = listed(self.say("remedy.block", title=b.title, value=b.value) for b in blocks)
        because = self.say("remedy.blocked" if words else "remedy.blocked_alone", facts=words)
        return Way(id, outcome, "nothing", blocked_by=blocks, because=because)

    def block(self, name: str) -> Block:
        """A fact in words; a choice in its own."""
        fact, text = self.vocabulary.get(name), self.setting.known[name].text
        text = text if fact is None or fact.type.kind != "choice" else fact.word(text)
        return Block(name, title(name, self.vocabulary), text)

    def weight(self, name: str) -> tuple[int, int]:
        """How much a fact is worth as a reason: what was told most, what is presumed least."""
        sources, source = ("presumed", "today", "catalogue"), self.setting.known[name].source
        worth = sources.index(source) if source in sources else len(sources)
        return worth, -self.index.order.get(name, 0)

    def found(self, sieve: Sieve) -> Iterator[Remedy]:
        needed = frozenset(n for n in sieve.candidates if sieve.shut(sieve.candidates - {n}))
        if len(needed) > MOST_CHANGES or not all(sieve.values(needed).values()):
            return
        free = sorted(sieve.candidates - needed, key=self.setting.place_of)
        kept: list[frozenset[str]] = []
        for size in range(MOST_CHANGES - len(needed) + 1):
            sets = map(needed.union, combinations(free, size))
            tried = {
                names: sieve.values(names)
                for names in sorted(filter(None, sets), key=self.rank)
                if not any(smaller <= names for smaller in kept) and not sieve.shut(names)
            }
            promising = (each for each in tried.values() if each and all(each.values()))
            # what is decided in one pass takes a fraction of the time
            self.setting.answered([{n: v[0] for n, v in each.items()} for each in promising])
            for names, allowed in tried.items():
                remedy = self.tried(names, sieve, allowed)
                if remedy is not None:
                    kept.append(names)
                    yield remedy

    # -- trying ----------------------------------------------------------------

    def tried(self, names: frozenset[str], sieve: Sieve | None, allowed: Allowed) -> Remedy | None:
        """The first values of the facts `names` that open it, and others that do as well."""
        told, waiting = sorted(names - {TIME}, key=self.setting.place_of), TIME in names
        most = MOST_TOGETHER if sieve is None else MOST_TRIALS
        for chosen in islice(product(*(allowed[name] for name in told)), most):
            first = dict(zip(told, chosen, strict=True))
            day = self.opens_on(first, sieve, waiting)
            if day is not None:
                break
        else:
            return None
        become: dict[str, list[FactValue]] = {}
        for name, value in first.items():
            later = allowed[name][allowed[name].index(value) + 1 :]
            others = (v for v in later if self.opens_on(first | {name: v}, sieve, waiting) == day)
            become[name] = [value, *others]
            if sieve is not None:
                become[name] = [each for v in become[name] for each in sieve.alike[name][v]]
        if waiting:
            become[TIME] = [Bounds.point(day)]
        changes = tuple(self.change(name, values) for name, values in become.items())
        decided = self.setting.case_with(first) or self.decided
        return Remedy(changes, day, OVERALL[decided.outcome_on(day)])

    def change(self, name: str, values: Sequence[FactValue]) -> Change:
        """That a fact becomes the first of `values`, or another of them."""
        fact, before = self.vocabulary[name], self.setting.known.get(name)
        if name == TIME:
            words = self.say("remedy.wait", day=worded(fact, values[0]))
        elif fact.unknown == "action":
            words = fact.todo or fact.title
        else:
            become = listed((worded(fact, value) for value in values), "or")
            said = "remedy.do" if fact.todo else "remedy.become"
            words = self.say(said, todo=fact.todo, title=fact.title, values=become)
        text = None if before is None else before.text
        return Change(fact, text, values[0], words, tuple(values[1:]))

    def opens_on(self, trial: Trial, sieve: Sieve | None, waiting: bool) -> int | None:
        """The first day on which it is open once `trial` is told; today unless one waits."""
        if sieve is not None and sieve.shuts(trial, waiting):
            return None
        decided, pick = self.setting.case_with(trial), None if sieve is None else sieve.pick
        if decided is None:
            return None
        days = decided.open_days(pick)
        return first_day(decided.days, days & ~1 if waiting else days & 1)


def _helped(id: str, outcome: str, found: tuple[Remedy, ...]) -> Way | None:
    """That some remedies open it; None where there are none."""
    if not found:
        return None
    alone = any(remedy.kind == "time" for remedy in found)
    words = listed(change.words for change in found[0].changes)
    return Way(id, outcome, "time" if alone else "action", found, because=words)


def _allowed(remedy: Remedy) -> Allowed:
    """The values that a remedy allows."""
    allowed = {c.fact.name: (c.value, *c.instead) for c in remedy.changes if c.kind != "time"}
    return allowed if len(allowed) == len(remedy.changes) else allowed | WAITING


def _merged(one: Allowed, other: Allowed) -> Allowed | None:
    """The values that both allow, or None where they allow nothing in common."""
    merged = dict(one)
    for name, values in other.items():
        merged[name] = tuple(v for v in merged.get(name, values) if v in values)
        if not merged[name]:
            return None
    return merged
