# SPDX-License-Identifier: Apache-2.0
"""The search for remedies: sets of changes by size, sieved first, then tried out.

Only what a person can change is offered: what the vocabulary marks as work, papers or a
choice, and the day of entry. What passes the sieve is evaluated anew, with all that would
then be presumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, islice, product

from keiimport.decide.decision import OVERALL, DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY, MOVING_DAYS
from keiimport.explain.doors import Door
from keiimport.explain.remedies.levers import Allowed, Refilled, Setting, Sieve, Trial
from keiimport.explain.remedies.model import TIME, Block, Change, Kind, Remedies, Remedy, Way
from keiimport.explain.words import listed, title
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import SourcedValue
from keiimport.facts.vocabulary import Vocabulary

MOST_CHANGES = 3
"""How many changes one set has at most."""

MOST_SETS = 6
"""How many sets are offered for one door."""

MOST_TRIALS = 48
"""How many values of one set of facts are tried for one door."""

MOST_TOGETHER = 2
"""How many are tried for the whole, where each value opens some door already."""


def remedies(
    decided: DecidedCase,
    known: Mapping[str, SourcedValue],
    doors: Sequence[Door],
    refilled: Refilled,
) -> Remedies:
    """The smallest sets of changes that open each door that is not open."""
    search = _Search(Setting(decided, known, refilled))
    ways = [search.way(place, door) for place, door in enumerate(doors)]
    missing = [name for door in doors if door.considered for name in door.missing]
    whole = search.whole(ways, missing)
    return Remedies(decided.index, decided.day, decided.law_day, whole, tuple(ways))


Option = tuple[Allowed, frozenset[str]]
"""What facts may become, and their names with that of waiting."""


class _Search:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.decided = setting.decided
        self.index = setting.index
        self.say = setting.index.rulebook.vocabulary.say

    # -- the whole -----------------------------------------------------------

    def whole(self, ways: Sequence[Way], missing: Iterable[str]) -> Way:
        """What makes the whole a yes: what opens one door of each agency, taken together."""
        outcome = OVERALL[self.decided.decision(None).outcome]
        if outcome == "admissible":
            return Way("whole", outcome, "open", because=self.say("remedy.open"))
        found = tuple(islice(self.together(ways), MOST_SETS))
        return _helped("whole", outcome, found) or self.unhelped("whole", outcome, "", missing)

    def together(self, ways: Sequence[Way]) -> Iterator[Remedy]:
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
                    remedy = self.tried(names, None, together)
                    if remedy is not None:
                        found.append(names)
                        yield remedy
                        break

    def doors_opened(self, ways: Sequence[Way]) -> Iterator[list[Option]]:
        today = self.decided.doors_on(self.decided.day, False)
        for doors in self.index.doors:
            options: list[Option] = []
            is_open = any(today.offers[n] and today.claims[n] for n in doors.counted)
            if doors.only_bars or is_open:
                options.append(({}, frozenset()))
            for place in doors.counted:
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

    def rank(self, names: frozenset[str]) -> tuple[object, ...]:
        return len(names), TIME not in names, sorted(map(self.setting.place_of, names))

    # -- one door ------------------------------------------------------------

    def way(self, pick: int, door: Door) -> Way:
        id, outcome, because = door.path.id, door.outcome, door.because
        if door.path.theoretical or outcome == "open":
            kind: Kind = "theoretical" if door.path.theoretical else "open"
            return Way(id, outcome, kind, because=because)
        sieve = Sieve(self.setting, pick)
        stuck = any(
            self.setting.holds[node] is not True and self.setting.movable.isdisjoint(reads)
            for node, reads in self.setting.levers.parts[pick]
        )
        found = () if stuck else tuple(islice(self.found(sieve), MOST_SETS))
        if way := _helped(id, outcome, found):
            return way
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
            return Way(id, outcome, "facts", missing=unknown, because=tell)
        name = "remedy.none_because" if because else "remedy.none"
        few = self.say(name, most=MOST_CHANGES, because=because)
        return Way(id, outcome, "nothing", because=few)

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
                remedy = self.tried(names, sieve, sieve.values(names))
                if remedy is not None:
                    kept.append(names)
                    yield remedy

    # -- trying ----------------------------------------------------------------

    def tried(self, names: frozenset[str], sieve: Sieve | None, allowed: Allowed) -> Remedy | None:
        """The first values of the facts `names` that open it, evaluated anew."""
        told = sorted(names - {TIME}, key=self.setting.place_of)
        waiting = TIME in names
        first: tuple[Trial, int] | None = None
        instead: dict[str, list[FactValue]] = {name: [] for name in told}
        most = MOST_TRIALS if sieve is not None else MOST_TOGETHER
        for number, chosen in enumerate(product(*(allowed[name] for name in told))):
            if number >= most and (first is None or number >= MOST_TRIALS):
                break
            trial = dict(zip(told, chosen, strict=True))
            other = None if first is None else _only_difference(first[0], trial)
            if first is not None and other is None:
                continue
            if sieve is not None and sieve.shuts(trial, waiting):
                continue
            day = self.opens_on(trial, sieve, waiting)
            if day is None:
                continue
            if first is None:
                first = trial, day
            elif other is not None and day == first[1]:
                instead[other].append(trial[other])
        if first is None:
            return None
        become = {name: [value, *instead[name]] for name, value in first[0].items()}
        if sieve is not None:
            for name, values in become.items():
                become[name] = [each for value in values for each in sieve.alike[name][value]]
        return self.remedy(*first, waiting, become)

    def opens_on(self, trial: Trial, sieve: Sieve | None, waiting: bool) -> int | None:
        """The first day on which it is open once `trial` is told; today unless one waits."""
        if sieve is None or any(isinstance(value, Bounds) for value in trial.values()):
            return self.seen_open(trial, sieve, waiting)
        facts = self.setting.facts_with(trial)
        if facts is None:
            return None
        if not waiting:
            return self.decided.day if sieve.opens(facts) else None
        moving = (ENTRY_DAY,) if self.decided.case.pinned else MOVING_DAYS
        then = ((day, dict.fromkeys(moving, Bounds.point(day))) for day in self.decided.later())
        return next((day for day, days in then if sieve.opens({**facts, **days})), None)

    def seen_open(self, trial: Trial, sieve: Sieve | None, waiting: bool) -> int | None:
        """The same for the whole, and where the change itself may set a clock."""
        decided = self.setting.case_with(trial)
        if decided is None:
            return None
        for day in decided.later() if waiting else (decided.day,):
            if sieve is None:
                opens = decided.doors_on(day, False).whole
            else:
                opens = sieve.opens(decided.on(day, False))
            if opens:
                return day
        return None

    def remedy(
        self, trial: Trial, day: int, waiting: bool, become: dict[str, list[FactValue]]
    ) -> Remedy:
        """What to change, and what the whole comes to on the day on which that opens it."""
        vocabulary, known = self.index.rulebook.vocabulary, self.setting.known
        if waiting:
            become[TIME] = [Bounds.point(day)]
        changes = []
        for name, values in become.items():
            before = known[name].text if name in known else None
            changes.append(Change.of(vocabulary[name], before, values, self.say))
        decided = self.setting.case_with(trial) or self.decided
        return Remedy(tuple(changes), day, OVERALL[decided.outcome_on(day)])


def _only_difference(one: Trial, other: Trial) -> str | None:
    """The one fact that two trials tell otherwise."""
    names = [name for name, value in one.items() if other[name] != value]
    return names[0] if len(names) == 1 else None


def _helped(id: str, outcome: str, found: tuple[Remedy, ...]) -> Way | None:
    """That some remedies open it; None where there are none."""
    if not found:
        return None
    alone = any(remedy.kind == "time" for remedy in found)
    words = listed(change.words for change in found[0].changes)
    return Way(id, outcome, "time" if alone else "action", found, because=words)


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
    return Way(id, outcome, "nothing", blocked_by=blocks, because=because)


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
        -setting.index.order.get(name, 0),
    )
