# SPDX-License-Identifier: Apache-2.0
"""What if: the smallest sets of changes that open a door, each tried out.

Only what a person can change is offered: what the vocabulary marks as work, papers or a
choice, and the day of entry. A first sieve lets facts go: what stays shut while a fact
may be anything stays shut whatever it becomes. What passes is evaluated anew, with all
that would then be presumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any, Literal

from keiimport.facts.bounds import Bounds, Told
from keiimport.facts.case import ToldValue
from keiimport.facts.comparisons import Comparison, FactValue, Truth
from keiimport.facts.dates import format_date
from keiimport.facts.known import Known
from keiimport.facts.presumptions import Presumption
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Fact
from keiimport.inference.cells import representatives
from keiimport.inference.direct import Slots
from keiimport.inference.engines import Asked, DirectEngine
from keiimport.rulebook.model import LAW_DAY, Path
from keiimport.verdict.doors import Door
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, Law
from keiimport.verdict.outcome import OVERALL, Outcome, Sight
from keiimport.verdict.timeline import standing, truth_of
from keiimport.verdict.words import day_text, listed, title

Json = dict[str, Any]
Kind = Literal["open", "time", "action", "facts", "nothing", "theoretical"]
Refilled = Callable[[Mapping[str, ToldValue]], "Sight | None"]
"""The same case with other facts told, or None where it cannot be so."""

MOST_CHANGES = 3
"""How many changes one set has at most."""

MOST_SETS = 6
"""How many sets are offered for one door."""

MOST_TRIALS = 48
"""How many values of one set of facts are tried for one door."""

MOST_TOGETHER = 2
"""How many are tried for the whole, where each value opens some door already."""

Trial = dict[str, FactValue]
Allowed = dict[str, tuple[FactValue, ...]]

CHANGEABLE = ("work", "papers", "choice")
TIME = ENTRY_DAY
"""The change that consists in waiting."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person can do.

    Attributes:
        fact: the fact that becomes otherwise; the day of entry, where one has to wait.
        before: what it is now, in words; None where nobody told.
        value: what it becomes.
        instead: other values that would do as well.
    """

    fact: Fact
    before: str | None
    value: FactValue
    instead: tuple[FactValue, ...] = ()

    @property
    def kind(self) -> str:
        """time, work, papers or choice."""
        return "time" if self.fact.name == TIME else self.fact.change

    @property
    def words(self) -> str:
        """What to do, in words."""
        if self.kind == "time":
            return f"wait until {worded(self.fact, self.value)}"
        if self.fact.unknown == "action":
            return self.fact.todo or self.fact.title
        values = listed((worded(self.fact, v) for v in (self.value, *self.instead)), "or")
        become = f"{self.fact.title} becomes {values}"
        return f"{self.fact.todo} ({become})" if self.fact.todo else become

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        return {
            "fact": self.fact.name,
            "kind": self.kind,
            "from": self.before,
            "to": plain(self.fact, self.value),
            "or": [plain(self.fact, value) for value in self.instead],
            "what": self.words,
            "depends_on": self.fact.depends_on or "importer",
            "cost": self.fact.cost or None,
        }


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
        """The remedy as plain JSON values."""
        return {
            "kind": self.kind,
            "changes": [change.to_dict() for change in self.changes],
            "opens_on": day_text(self.opens_on),
            "outcome": self.outcome,
        }


@dataclass(frozen=True, slots=True)
class Block:
    """A fact, in words, that shuts a door whatever else is changed."""

    name: str
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
    remedies: tuple[Remedy, ...]
    blocked_by: tuple[Block, ...]
    missing: tuple[str, ...]
    because: str

    def to_dict(self) -> Json:
        """What opens it, as plain JSON values."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "kind": self.kind,
            "remedies": [remedy.to_dict() for remedy in self.remedies],
            "blocked_by": [
                {"fact": each.name, "title": each.title, "value": each.value}
                for each in self.blocked_by
            ],
            "missing": list(self.missing),
            "because": self.because,
        }


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

    law: Law
    entry: int
    law_day: int
    whole: Way
    ways: tuple[Way, ...]

    def way(self, id: str) -> Way:
        """What opens one path, or the `whole`.

        Raises:
            KeyError: there is no such path.
        """
        for way in (self.whole, *self.ways):
            if way.id == id:
                return way
        raise KeyError(id)

    def to_dict(self) -> Json:
        """The remedies as plain JSON values."""
        return {
            "outcome": self.whole.outcome,
            "entry_date": day_text(self.entry),
            "law_as_of": day_text(self.law_day),
            "rulebook": {"version": self.law.rulebook.version, "hash": self.law.rulebook.hash},
            "scenarios": [scenario.id for scenario in self.law.rulebook.scenarios],
            "whole": self.whole.to_dict(),
            "paths": [
                {
                    "agency": path.agency,
                    "form": path.form,
                    "box": path.box,
                    "code": path.code,
                    "title": path.title,
                }
                | way.to_dict()
                for path, way in zip(self.law.paths, self.ways, strict=True)
            ],
            "warnings": [
                "what is to be changed must then be so: forms are sworn, and a purpose or a "
                "paper that is none in truth opens nothing"
            ],
        }


def remedies(
    sight: Sight,
    known: Mapping[str, Known],
    doors: Sequence[Door],
    refilled: Refilled,
    *,
    pinned: bool,
) -> Remedies:
    """The smallest sets of changes that open each door that is not open.

    Args:
        sight: the case.
        known: its facts with their sources.
        doors: what is said of each path.
        refilled: evaluates the case anew with other facts told.
        pinned: whether the law is that of one day, whatever the day of entry.
    """
    search = _Search(sight, known, refilled, pinned)
    ways = {place: search.way(place, door) for place, door in enumerate(doors)}
    missing = [name for door in doors if door.considered for name in door.missing]
    whole = search.whole(ways, missing)
    return Remedies(sight.law, sight.day, sight.law_day, whole, tuple(ways.values()))


class Levers:
    """What people can change, and what hangs on it, for one law; worked out once.

    Attributes:
        facts: the facts that people can change and that some door looks at.
        choices: what each of them can become.
        reads: for each path the facts that may decide it, presumptions seen through.
        stirring: the facts that presumptions look at: to change one is to fill in anew.
        moved: the facts that may be presumed otherwise once something is changed.
    """

    def __init__(self, law: Law) -> None:
        program, vocabulary = law.program, law.rulebook.vocabulary
        self._law = law
        self.reads = [self._read(f"offer:{p.id}", f"claim:{p.id}") for p in law.paths]
        wider = self._with_presumed(set(program.facts_read(law.roots)))
        self.facts = tuple(
            fact
            for name, fact in vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in wider
        )
        self.choices = {fact.name: fact.becomes or self._choices(fact) for fact in self.facts}
        self.stirring = frozenset(
            name for p in law.rulebook.presumptions for test in _tests(p) for name in test.reads
        )
        self.moved = self._moved()
        self.order = {name: place for place, name in enumerate(vocabulary)}
        self.tests = [self._tests_of(place) for place in range(len(law.paths))]
        self.parts = [tuple(self._parts(path)) for path in law.paths]
        self.nodes = tuple(sorted({node for parts in self.parts for node, _ in parts}))

    def _tests_of(self, place: int) -> Mapping[str, Sequence[Comparison]]:
        """The tests that tell apart what a fact may become, as far as one path can see."""
        law, path = self._law, self._law.paths[place].id
        program = law.program
        found: dict[str, dict[Comparison, None]] = {fact.name: {} for fact in self.facts}
        cone = program.cone([program.names[f"offer:{path}"], program.names[f"claim:{path}"]])
        tests = [
            program.comparisons[program.nodes[n].args[0]]
            for n in cone
            if program.nodes[n].op == "test"
        ]
        for presumption in law.rulebook.presumptions:
            if not self.reads[place].isdisjoint(presumption.facts):
                tests += _tests(presumption)
        for test in tests:
            for name in test.reads:
                if name in found:
                    found[name][test] = None
        return {name: tuple(tests) for name, tests in found.items() if tests}

    def _parts(self, path: Path) -> Iterator[tuple[int, frozenset[str]]]:
        """The conditions that must all hold for a path, with the facts that may decide each."""
        waiting = [c for c in (path.open_when, path.claimed_when) if c is not None]
        while waiting:
            condition = waiting.pop()
            if condition.op == "all":
                waiting.extend(condition.parts)
                continue
            node = self._law.node(condition)
            yield node, self._with_presumed(set(self._law.program.facts_read([node])))

    def _read(self, *nodes: str) -> frozenset[str]:
        names = self._law.program.names
        return self._with_presumed(set(self._law.program.facts_read([names[n] for n in nodes])))

    def _with_presumed(self, read: set[str]) -> frozenset[str]:
        """The facts read, and those that a presumption about one of them looks at."""
        before = 0
        while len(read) != before:
            before = len(read)
            for presumption in self._law.rulebook.presumptions:
                if not read.isdisjoint(presumption.facts):
                    read.update(name for test in _tests(presumption) for name in test.reads)
        return frozenset(read)

    def _moved(self) -> frozenset[str]:
        moving = {fact.name for fact in self.facts}
        before = 0
        while len(moving) != before:
            before = len(moving)
            for presumption in self._law.rulebook.presumptions:
                if any(name in moving for test in _tests(presumption) for name in test.reads):
                    moving.update(presumption.facts)
        return frozenset(moving)

    def _choices(self, fact: Fact) -> tuple[FactValue, ...]:
        if fact.unknown == "action":
            return (True,)
        return tuple(representatives(self._law.comparisons, fact.type, {}))


def _tests(presumption: Presumption) -> tuple[Comparison, ...]:
    return (*presumption.given, *presumption.off_when)


class _Changed(Sight):
    """A case some of whose facts are otherwise."""

    def __init__(
        self, of: Sight, asked: Asked, pinned: bool, otherwise: Mapping[str, FactValue | None]
    ) -> None:
        super().__init__(of.law, {**of.facts, **otherwise}, asked, pinned)
        self._otherwise = otherwise

    def changes(self, day: int, done: bool) -> dict[str, FactValue | None]:
        """The facts that differ from those the case was started with."""
        return {**self._otherwise, **super().changes(day, done)}


class _Trials:
    """The case with facts told otherwise, each such case evaluated anew and once."""

    def __init__(self, sight: Sight, levers: Levers, refilled: Refilled, pinned: bool) -> None:
        self._sight = sight
        self._levers = levers
        self._refilled = refilled
        self._pinned = pinned
        self._bases: dict[frozenset[tuple[str, FactValue]], tuple[Sight, Slots] | None] = {}
        self._made: dict[frozenset[tuple[str, FactValue]], Sight] = {}
        self._layout = sight.law.bundle.direct.layout
        self._engine = DirectEngine(sight.law.bundle.direct, sight.law.roots)

    def row(self, trial: Trial) -> Slots | None:
        """The facts laid out with `trial` told, or None where it cannot be so."""
        base, rest = self._split(trial)
        if base is None:
            return None
        return self._layout.changed(base[1], rest) if rest else base[1]

    def of(self, trial: Trial) -> Sight | None:
        """The case in which `trial` is told, or None where it cannot be so."""
        key = frozenset(trial.items())
        made = self._made.get(key)
        if made is None:
            base, rest = self._split(trial)
            if base is None:
                return None
            sight = base[0]
            if rest:
                asked = self._engine.start({**sight.facts, **rest})
                sight = _Changed(sight, asked, self._pinned, rest)
            made = self._made[key] = sight
        return made

    def _split(self, trial: Trial) -> tuple[tuple[Sight, Slots] | None, Trial]:
        """The case with what presumptions look at told anew, and what is laid over it."""
        stirring = {n: v for n, v in trial.items() if n in self._levers.stirring}
        rest = {n: v for n, v in trial.items() if n not in stirring}
        key = frozenset(stirring.items())
        if key not in self._bases:
            sight = self._base(stirring)
            self._bases[key] = None if sight is None else (sight, sight.slots(sight.day, False))
        return self._bases[key], rest

    def _base(self, trial: Trial) -> Sight | None:
        if not trial:
            return self._sight
        vocabulary = self._sight.law.rulebook.vocabulary
        return self._refilled({n: telling(vocabulary[n], v) for n, v in trial.items()})


class _Search:
    def __init__(
        self, sight: Sight, known: Mapping[str, Known], refilled: Refilled, pinned: bool
    ) -> None:
        self.sight = sight
        self.law = law = sight.law
        self.known = known
        self.pinned = pinned
        self.levers = law.memory.recall("levers", lambda: Levers(law))
        self.trials = _Trials(sight, self.levers, refilled, pinned)
        self.layout = law.bundle.direct.layout
        self.base = self.layout.changed(
            self.layout.slots(sight.facts), sight.changes(sight.day, False)
        )
        self.values = {
            fact.name: values
            for fact in self.levers.facts
            if (values := tuple(self.other_values(fact)))
        }
        self.ever = Bounds(sight.day, None)
        truths = law.bundle.direct.truths(self.levers.nodes, self.base)
        self.holds = dict(zip(self.levers.nodes, truths, strict=True))
        self.movable = frozenset((*self.values, *MOVING_DAYS))
        self.loose: dict[str, FactValue | None] = dict.fromkeys(
            name
            for name, held in known.items()
            if held.source == "presumed" and name in self.levers.moved
        )

    def other_values(self, fact: Fact) -> Iterator[FactValue]:
        """What a fact can become that it is not."""
        held = self.sight.facts.get(fact.name)
        return (value for value in self.levers.choices[fact.name] if value != held)

    # -- the whole -----------------------------------------------------------

    def whole(self, ways: Mapping[int, Way], missing: Iterable[str]) -> Way:
        """What makes the whole a yes: what opens one door of each agency, taken together."""
        outcome = OVERALL[self.sight.settle(None).outcome]
        if outcome == "admissible":
            return Way("whole", outcome, "open", (), (), (), "it is a yes as it is")
        found = tuple(islice(self.together(ways), MOST_SETS))
        if found:
            alone = any(remedy.kind == "time" for remedy in found)
            kind: Kind = "time" if alone else "action"
            return Way("whole", outcome, kind, found, (), (), said(found[0]))
        return self.unhelped("whole", outcome, "", missing)

    def together(self, ways: Mapping[int, Way]) -> Iterator[Remedy]:
        unions: dict[frozenset[str], list[Allowed]] = {frozenset(): [{}]}
        for doors in self.law.doors:
            options: list[tuple[Allowed, frozenset[str]]] = []
            if self.is_open(doors.counted):
                options.append(({}, frozenset()))
            for place in doors.counted:
                if place in ways:
                    options += [_allowed(remedy) for remedy in ways[place].remedies]
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

    def is_open(self, places: Iterable[int]) -> bool:
        look = self.sight.look(self.sight.day, False)
        return any(look.offers[n] and look.claims[n] for n in places)

    def rank(self, names: frozenset[str]) -> tuple[object, ...]:
        return len(names), TIME not in names, sorted(map(self.place_of, names))

    def place_of(self, name: str) -> int:
        return len(self.levers.order) if name == TIME else self.levers.order[name]

    # -- one door ------------------------------------------------------------

    def way(self, pick: int, door: Door) -> Way:
        """What opens the path at position `pick`."""
        id, outcome, because = door.path.id, door.outcome, door.because
        if door.path.theoretical:
            return Way(id, outcome, "theoretical", (), (), (), because)
        if outcome == "open":
            return Way(id, outcome, "open", (), (), (), because)
        sieve = _Sieve(self, pick)
        stuck = any(
            self.holds[node] is not True and self.movable.isdisjoint(reads)
            for node, reads in self.levers.parts[pick]
        )
        found = () if stuck else tuple(islice(self.found(sieve), MOST_SETS))
        if found:
            alone = any(remedy.kind == "time" for remedy in found)
            return Way(id, outcome, "time" if alone else "action", found, (), (), said(found[0]))
        if sieve.shut(sieve.candidates):
            return self.blocked(sieve, id, outcome)
        return self.unhelped(id, outcome, because, door.missing)

    def unhelped(self, id: str, outcome: str, because: str, missing: Iterable[str]) -> Way:
        """Nothing that can be changed is known to open it; perhaps answers do."""
        unknown = tuple(dict.fromkeys(name for name in missing if name not in self.values))
        if unknown:
            vocabulary = self.law.rulebook.vocabulary
            titles = listed(title(name, vocabulary) for name in unknown)
            return Way(id, outcome, "facts", (), (), unknown, f"tell what is not known: {titles}")
        few = f"no set of up to {MOST_CHANGES} changes is known to open it"
        return Way(id, outcome, "nothing", (), (), (), f"{few}: {because}" if because else few)

    def found(self, sieve: _Sieve) -> Iterator[Remedy]:
        """The sets of changes that open one path, the smallest first."""
        if sieve.shut(sieve.candidates):
            return
        needed = frozenset(n for n in sieve.candidates if sieve.shut(sieve.candidates - {n}))
        if len(needed) > MOST_CHANGES or not all(sieve.values(needed).values()):
            return
        free = sorted(sieve.candidates - needed, key=self.place_of)
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

    def tried(self, names: frozenset[str], sieve: _Sieve | None, allowed: Allowed) -> Remedy | None:
        """The first values of the facts `names` that open it, evaluated anew."""
        told = sorted(names - {TIME}, key=self.place_of)
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
        if first is not None and sieve is not None:
            for name, value in first[0].items():
                alike = (sieve.alike[name][each] for each in (value, *instead[name]))
                instead[name] = [each for same in alike for each in same if each != value]
        return None if first is None else self.remedy(*first, waiting, instead)

    def opens_on(self, trial: Trial, sieve: _Sieve | None, waiting: bool) -> int | None:
        """The first day on which it is open once `trial` is told; today unless one waits."""
        if sieve is None or any(isinstance(value, Bounds) for value in trial.values()):
            return self.seen_open(trial, sieve, waiting)
        row = self.trials.row(trial)
        if row is None:
            return None
        if not waiting:
            return self.sight.day if sieve.opens(row) else None
        moving = (ENTRY_DAY,) if self.pinned else MOVING_DAYS
        for day in self.sight.later():
            if sieve.opens(self.layout.changed(row, dict.fromkeys(moving, Bounds.point(day)))):
                return day
        return None

    def seen_open(self, trial: Trial, sieve: _Sieve | None, waiting: bool) -> int | None:
        """The same for the whole, and where the change itself may set a clock."""
        sight = self.trials.of(trial)
        if sight is None:
            return None
        for day in sight.later() if waiting else (sight.day,):
            if sieve is None:
                opens = sight.look(day, False).whole
            else:
                opens = sieve.opens(sight.slots(day, False))
            if opens:
                return day
        return None

    def remedy(
        self,
        trial: Trial,
        day: int,
        waiting: bool,
        instead: Mapping[str, Sequence[FactValue]],
    ) -> Remedy:
        vocabulary = self.law.rulebook.vocabulary
        changes = [
            Change(vocabulary[name], self.told(name), value, tuple(instead[name]))
            for name, value in trial.items()
        ]
        if waiting:
            changes.append(Change(vocabulary[TIME], self.told(TIME), Bounds.point(day)))
        sight = self.trials.of(trial) or self.sight
        days = [day, *(later for later in sight.later() if later > day)]
        outcome = OVERALL[standing(truth_of(sight, None), days)]
        return Remedy(tuple(changes), day, outcome)

    def told(self, name: str) -> str | None:
        held = self.known.get(name)
        return None if held is None else held.text

    # -- nothing helps -------------------------------------------------------

    def blocked(self, sieve: _Sieve, id: str, outcome: str) -> Way:
        """Why nothing helps: facts that shut the door, whatever the others are.

        Facts are let go one after the other, those of which least is sure first; what
        remains is needed, every single one.
        """
        facts = [
            name
            for name in self.known
            if name in sieve.reads and name not in sieve.candidates and name not in self.loose
        ]
        facts.sort(key=self.weight, reverse=True)
        everything = frozenset(facts)
        alone = (frozenset({name}) for name in facts)
        kept = next(
            (one for one in alone if sieve.shut(sieve.candidates | (everything - one))), None
        )
        if kept is None:
            free = sieve.candidates
            for name in reversed(facts):
                if sieve.shut(free | {name}):
                    free |= {name}
            kept = everything - free
        vocabulary = self.law.rulebook.vocabulary
        blocks = tuple(
            Block(name, title(name, vocabulary), self.known[name].text)
            for name in sorted(kept, key=self.place_of)
        )
        words = listed(f"{each.title} ({each.value})" for each in blocks)
        because = f"nothing will: {words}" if words else "nothing will: no change reaches it"
        return Way(id, outcome, "nothing", (), blocks, (), because)

    def weight(self, name: str) -> tuple[int, int]:
        """How much a fact is worth as a reason: what was told most, what is presumed least."""
        sources = ("presumed", "today", "catalogue")
        source = self.known[name].source
        return (
            sources.index(source) if source in sources else len(sources),
            -self.levers.order.get(name, 0),
        )


class _Sieve:
    """What shuts one path while some facts may be anything."""

    def __init__(self, search: _Search, pick: int) -> None:
        self.pick = pick
        self.reads = search.levers.reads[pick]
        self.alike = {name: self._classes(search, name) for name in search.levers.tests[pick]}
        waiting = () if self.reads.isdisjoint(MOVING_DAYS) else (TIME,)
        self.candidates = frozenset((*(n for n, alike in self.alike.items() if alike), *waiting))
        law = search.law
        path = law.paths[pick].id
        names = law.program.names
        self._search = search
        self._evaluate = law.bundle.direct.evaluator(
            (names[f"offer:{path}"], names[f"claim:{path}"])
        )
        self._seen: dict[frozenset[str], bool] = {}
        self._useful: dict[str, tuple[FactValue, ...]] = {}

    def _classes(self, search: _Search, name: str) -> dict[FactValue, list[FactValue]]:
        """What a fact can become, the first of those that the path cannot tell apart.

        What the path cannot tell from what the fact is already changes nothing.
        """
        tests = search.levers.tests[self.pick][name]
        facts = {**search.sight.facts, **search.sight.changes(search.sight.day, False)}
        now = tuple(test.truth(facts) for test in tests)
        found: dict[tuple[Truth, ...], list[FactValue]] = {}
        for value in search.values.get(name, ()):
            told = tuple(test.truth({**facts, name: value}) for test in tests)
            if told != now:
                found.setdefault(told, []).append(value)
        return {values[0]: values for values in found.values()}

    def shut(self, free: frozenset[str]) -> bool:
        """Whether it stays shut while the facts `free` may be anything."""
        found = self._seen.get(free)
        if found is None:
            found = self._seen[free] = self._shut(dict.fromkeys(free), TIME in free)
        return found

    def values(self, names: Iterable[str]) -> Allowed:
        """Of each fact the values with which it does not stay shut whatever the others are."""
        return {name: self._values(name) for name in names if name != TIME}

    def opens(self, row: Slots) -> bool:
        """Whether it is certainly open, with actions as they are told."""
        offers, _, claimed, _ = self._evaluate(row)
        return offers and claimed

    def shuts(self, trial: Trial, waiting: bool) -> bool:
        """Whether it is shut once `trial` is told, on every day where one waits."""
        return self._shut(trial, waiting)

    def _values(self, name: str) -> tuple[FactValue, ...]:
        found = self._useful.get(name)
        if found is None:
            others: dict[str, FactValue | None] = dict.fromkeys(self.candidates)
            found = self._useful[name] = tuple(
                value for value in self.alike[name] if not self._shut(others | {name: value}, True)
            )
        return found

    def _shut(self, told: Mapping[str, FactValue | None], waiting: bool) -> bool:
        search = self._search
        changes = search.loose | dict(told)
        changes.pop(TIME, None)
        if waiting:
            changes[ENTRY_DAY] = search.ever
            if not search.pinned:
                changes[LAW_DAY] = search.ever
        _, shuts, _, unclaimed = self._evaluate(search.layout.changed(search.base, changes))
        return shuts or unclaimed


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


def _only_difference(one: Trial, other: Trial) -> str | None:
    """The one fact that two trials tell otherwise."""
    names = [name for name, value in one.items() if other[name] != value]
    return names[0] if len(names) == 1 else None


def said(remedy: Remedy) -> str:
    """What to do, in words."""
    return listed(change.words for change in remedy.changes)


def worded(fact: Fact, value: FactValue) -> str:
    """A value in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Bounds():
            if fact.type.kind == "date" or fact.type.dimension is None:
                return format_date(value)
            return format_quantity(value, fact.type.dimension)
        case frozenset():
            return ", ".join(sorted(value)) or "none"
    return value.replace("_", " ")


def plain(fact: Fact, value: FactValue) -> bool | str | list[str]:
    """A value as a case tells it."""
    match value:
        case bool() | str():
            return value
        case frozenset():
            return sorted(value)
    return worded(fact, value)


def telling(fact: Fact, value: FactValue) -> ToldValue:
    """A value as the case takes it in."""
    return Told(value, worded(fact, value)) if isinstance(value, Bounds) else value
