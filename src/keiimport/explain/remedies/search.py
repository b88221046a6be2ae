# SPDX-License-Identifier: Apache-2.0
"""The search for remedies: sets of changes by size, sieved first, then tried out.

Only what a person can change is offered: what the vocabulary marks as work, papers or a
choice, and the day of entry. What passes the sieve is evaluated anew, with all that would
then be presumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, islice

from keiimport.decide.decision import OVERALL, DecidedCase
from keiimport.explain.doors import Door
from keiimport.explain.remedies.levers import Refilled, Setting
from keiimport.explain.remedies.model import TIME, Block, Kind, Remedies, Remedy, Way, said
from keiimport.explain.remedies.trying import Allowed, Sieve, Trying
from keiimport.explain.words import listed, title
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Vocabulary

MOST_CHANGES = 3
"""How many changes one set has at most."""

MOST_SETS = 6
"""How many sets are offered for one door."""


def remedies(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    doors: Sequence[Door],
    refilled: Refilled,
    *,
    pinned: bool,
) -> Remedies:
    """The smallest sets of changes that open each door that is not open."""
    search = _Search(Setting(decided, known, refilled, pinned))
    ways = {place: search.way(place, door) for place, door in enumerate(doors)}
    missing = [name for door in doors if door.considered for name in door.missing]
    whole = search.whole(ways, missing)
    return Remedies(decided.index, decided.day, decided.law_day, whole, tuple(ways.values()))


Option = tuple[Allowed, frozenset[str]]
"""What facts may become, and their names with that of waiting."""


class _Search:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.decided = setting.decided
        self.index = setting.index
        self.say = setting.index.rulebook.vocabulary.say
        self.trying = Trying(setting)

    # -- the whole -----------------------------------------------------------

    def whole(self, ways: Mapping[int, Way], missing: Iterable[str]) -> Way:
        """What makes the whole a yes: what opens one door of each agency, taken together."""
        outcome = OVERALL[self.decided.decision(None).outcome]
        if outcome == "admissible":
            return Way("whole", outcome, "open", (), (), (), self.say("remedy.open"))
        found = tuple(islice(self.together(ways), MOST_SETS))
        if found:
            alone = any(remedy.kind == "time" for remedy in found)
            kind: Kind = "time" if alone else "action"
            return Way("whole", outcome, kind, found, (), (), said(found[0]))
        return self.unhelped("whole", outcome, "", missing)

    def together(self, ways: Mapping[int, Way]) -> Iterator[Remedy]:
        unions: dict[frozenset[str], list[Allowed]] = {frozenset(): [{}]}
        for options in (*self.doors_opened(ways), *self.gates_cleared()):
            joined: dict[frozenset[str], list[Allowed]] = {}
            for names, allowed in unions.items():
                for more, facts in options:
                    both = names | facts
                    if len(both) <= MOST_CHANGES:
                        merged = (_merged(each, more) for each in allowed)
                        kept = joined.setdefault(both, [])
                        kept.extend(m for m in merged if m is not None and m not in kept)
            unions = joined
        found: list[frozenset[str]] = []
        for names in sorted(unions, key=self.rank):
            if names and not any(smaller <= names for smaller in found):
                for together in unions[names]:
                    remedy = self.trying.tried(names, None, together)
                    if remedy is not None:
                        found.append(names)
                        yield remedy
                        break

    def doors_opened(self, ways: Mapping[int, Way]) -> Iterator[list[Option]]:
        for doors in self.index.doors:
            options: list[Option] = []
            if doors.only_bars or self.is_open(doors.counted):
                options.append(({}, frozenset()))
            for place in doors.counted:
                if place in ways:
                    options += [_allowed(remedy) for remedy in ways[place].remedies]
            yield options

    def gates_cleared(self) -> Iterator[list[Option]]:
        """Of each gate that bars what clears it, one change each, or waiting."""
        doors_on, names = self.decided.doors_on(self.decided.day, False), self.index.program.names
        base, kernel = self.setting.base, self.index.kernel
        for place, gate in enumerate(self.index.gates):
            if doors_on.barred[place] is False or not doors_on.raised[place]:
                continue
            nodes = (names[f"barred:{gate.id}"], names[f"raised:{gate.id}"])
            options: list[Option] = [({}, frozenset({TIME}))]
            for name in self.index.program.facts_read(nodes):
                values = tuple(
                    value
                    for value in self.setting.values.get(name, ())
                    if False in kernel.truths(nodes, {**base, name: value})
                )
                if values:
                    options.append(({name: values}, frozenset({name})))
            yield options

    def is_open(self, places: Iterable[int]) -> bool:
        doors_on = self.decided.doors_on(self.decided.day, False)
        return any(doors_on.offers[n] and doors_on.claims[n] for n in places)

    def rank(self, names: frozenset[str]) -> tuple[object, ...]:
        return len(names), TIME not in names, sorted(map(self.setting.place_of, names))

    # -- one door ------------------------------------------------------------

    def way(self, pick: int, door: Door) -> Way:
        id, outcome, because = door.path.id, door.outcome, door.because
        if door.path.theoretical:
            return Way(id, outcome, "theoretical", (), (), (), because)
        if outcome == "open":
            return Way(id, outcome, "open", (), (), (), because)
        sieve = Sieve(self.setting, pick)
        stuck = any(
            self.setting.holds[node] is not True and self.setting.movable.isdisjoint(reads)
            for node, reads in self.setting.levers.parts[pick]
        )
        found = () if stuck else tuple(islice(self.found(sieve), MOST_SETS))
        if found:
            alone = any(remedy.kind == "time" for remedy in found)
            return Way(id, outcome, "time" if alone else "action", found, (), (), said(found[0]))
        if sieve.shut(sieve.candidates):
            return blocked(self.setting, sieve, id, outcome)
        return self.unhelped(id, outcome, because, door.missing)

    def unhelped(self, id: str, outcome: str, because: str, missing: Iterable[str]) -> Way:
        """Nothing that can be changed is known to open it; perhaps answers do."""
        unknown = tuple(dict.fromkeys(name for name in missing if name not in self.setting.values))
        if unknown:
            vocabulary = self.index.rulebook.vocabulary
            titles = listed(title(name, vocabulary) for name in unknown)
            tell = self.say("remedy.tell", titles=titles)
            return Way(id, outcome, "facts", (), (), unknown, tell)
        name = "remedy.none_because" if because else "remedy.none"
        few = self.say(name, most=MOST_CHANGES, because=because)
        return Way(id, outcome, "nothing", (), (), (), few)

    def found(self, sieve: Sieve) -> Iterator[Remedy]:
        if sieve.shut(sieve.candidates):
            return
        needed = frozenset(n for n in sieve.candidates if sieve.shut(sieve.candidates - {n}))
        if len(needed) > MOST_CHANGES or not all(sieve.values(needed).values()):
            return
        free = sorted(sieve.candidates - needed, key=self.setting.place_of)
        kept: list[frozenset[str]] = []
        for size in range(MOST_CHANGES - len(needed) + 1):
            sets = (needed.union(more) for more in combinations(free, size))
            for names in sorted(filter(None, sets), key=self.rank):
                if any(smaller <= names for smaller in kept) or sieve.shut(names):
                    continue
                remedy = self.trying.tried(names, sieve, sieve.values(names))
                if remedy is not None:
                    kept.append(names)
                    yield remedy


def _allowed(remedy: Remedy) -> tuple[Allowed, frozenset[str]]:
    """The values that a remedy allows, and the facts it changes."""
    names = frozenset(change.fact.name for change in remedy.changes)
    values = {c.fact.name: (c.value, *c.instead) for c in remedy.changes if c.kind != "time"}
    return values, names


def _merged(one: Allowed, other: Allowed) -> Allowed | None:
    """The values that both allow, or None where they allow nothing in common."""
    merged = dict(one)
    for name, values in other.items():
        merged[name] = tuple(v for v in merged.get(name, values) if v in values)
        if not merged[name]:
            return None
    return merged


def blocked(setting: Setting, sieve: Sieve, id: str, outcome: str) -> Way:
    """Why nothing helps: facts that shut the door, whatever the others are.

    Facts are let go one after the other, those of which least is sure first; what
    remains is needed, every single one.
    """
    facts = [
        name
        for name in setting.known
        if name in sieve.reads and name not in sieve.candidates and name not in setting.loose
    ]
    facts.sort(key=partial(_weight, setting), reverse=True)
    everything = frozenset(facts)
    alone = (frozenset({name}) for name in facts)
    kept = next((one for one in alone if sieve.shut(sieve.candidates | (everything - one))), None)
    if kept is None:
        free = sieve.candidates
        for name in reversed(facts):
            if sieve.shut(free | {name}):
                free |= {name}
        kept = everything - free
    vocabulary = setting.index.rulebook.vocabulary
    blocks = tuple(
        Block(name, title(name, vocabulary), _in_words(setting.known[name].text, name, vocabulary))
        for name in sorted(kept, key=setting.place_of)
    )
    say = vocabulary.say
    words = listed(say("remedy.block", title=each.title, value=each.value) for each in blocks)
    because = say("remedy.blocked" if words else "remedy.blocked_alone", facts=words)
    return Way(id, outcome, "nothing", (), blocks, (), because)


def _in_words(text: str, name: str, vocabulary: Vocabulary) -> str:
    """A value as people write it: a choice in its words."""
    fact = vocabulary.get(name)
    return text if fact is None or fact.type.kind != "choice" else fact.word(text)


def _weight(setting: Setting, name: str) -> tuple[int, int]:
    """How much a fact is worth as a reason: what was told most, what is presumed least."""
    sources = ("presumed", "today", "catalogue")
    source = setting.known[name].source
    return (
        sources.index(source) if source in sources else len(sources),
        -setting.levers.order.get(name, 0),
    )
