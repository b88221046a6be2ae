# SPDX-License-Identifier: Apache-2.0
"""For each rule, path, gate and remark, the truths that scenarios show.

Counted is its own definition in the verdict of a scenario: on the day of entry, as stated and
with every action done, on the day on which the whole opens, and on the days that the scenario
names. It counts only while live, a path only if claimed for one of its purposes; an alternative
(`adds_to`) that is not live fails. A remark holds if it is made.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, Final, Literal, get_args

from keiimport.coverage.atoms import Atoms, Definition, ToldCase
from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.decision import MOST_CASES
from keiimport.decide.outcomes import until_waived
from keiimport.decide.rule_index import RuleIndex
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.explain.doors import remarks
from keiimport.facts.comparisons import Facts
from keiimport.facts.vocabulary import Vocabulary
from keiimport.logic.kernel import Bits
from keiimport.rulebook.describe import part_words, summary
from keiimport.rulebook.model import Entry, Gate, OneWay, Path, Remark, Rule, entries
from keiimport.rulebook.ways import TRUTHS, standing_one_way
from keiimport.verdict import Verdict, decide_together

Way = Literal["true", "false", "unknown", "not_live"]
SETTLED: Final[Mapping[bool, Way]] = {True: "true", False: "false"}


@dataclass(slots=True)
class Shown:
    """How often one truth of a rule was shown, and where."""

    scenarios: int = 0  # how many scenarios and cases show it
    tagged: int = 0  # how many of them carry the id of the rule, or of its table, as a tag
    by: str | None = None  # where the first tagged one stands, else the first of all

    def add(self, cases: int, tagged: int, place: Callable[[int], str]) -> None:
        """Count more cases, some of them tagged; `place` gives the place of the first."""
        if tagged and not self.tagged:
            self.by = place(tagged)
        elif self.by is None:
            self.by = place(cases)
        self.scenarios += cases.bit_count()
        self.tagged += tagged.bit_count()


@dataclass(slots=True)
class Row:
    """A rule, path, gate or remark, and the truths shown of it."""

    entry: Entry
    one_way: OneWay | None
    atoms: Definition | None
    ways: dict[Way, Shown] = field(default_factory=dict)

    @property
    def lacks(self) -> list[Way]:
        """The truths that should be shown and were not."""
        wanted = SETTLED if self.one_way is None else {self.one_way.only}
        return [way for truth, way in SETTLED.items() if truth in wanted and way not in self.ways]

    @property
    def contradicted(self) -> str | None:
        """The place where a truth was shown that the rule declares impossible."""
        if self.one_way is None:
            return None
        others = [way for truth, way in SETTLED.items() if truth is not self.one_way.only]
        return next((self.ways[way].by for way in others if way in self.ways), None)

    def to_dict(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """The row as JSON values."""
        found, only = summary(self.entry), self.one_way
        said = {key: found[key] for key in ("id", "kind", "place")} | {
            "shown": {way: asdict(self.ways[way]) for way in get_args(Way) if way in self.ways},
            "lacks": self.lacks,
            "one_way": only and {"only": TRUTHS[only.only], "reason": only.reason},
            "contradicted_by": self.contradicted,
        }
        if self.atoms is not None:
            said["atoms"] = [
                {
                    "test": part_words(atom.condition, vocabulary),
                    "place": atom.condition.place and str(atom.condition.place),
                    "decides_by": {way: atom.shown.get(truth) for truth, way in SETTLED.items()},
                }
                for atom in self.atoms.atoms
                if atom.no_pair_because is None
            ]
        return said


class Coverage:
    """Evaluates the cases of scenarios and records the truths that they show.

    If `under` is given, only rules of files below those names count; if `tagged`, only scenarios
    with the id of the rule or its table as a tag; if `atoms`, single tests are covered too.
    """

    def __init__(
        self,
        engine: Engine,
        under: tuple[str, ...] = (),
        *,
        tagged: bool = False,
        atoms: bool = False,
    ) -> None:
        self._engine = engine
        self._only_tagged = tagged
        every = entries(engine.rulebook)
        wanted = [e for e in every if not under or str(e.place).startswith(under)]
        self.atoms = Atoms(engine.index, wanted) if atoms else None
        tests = self.atoms.definitions if self.atoms else [None] * len(wanted)
        each = zip(wanted, tests, strict=True)
        self.rows = [Row(entry, standing_one_way(entry), of_it) for entry, of_it in each]
        self.cases: list[tuple[str, CaseFacts]] = []
        self._waiting: list[tuple[ToldCase, Verdict]] = []
        self.recorded = 0
        self.hypothetical = 0
        self.not_evaluated: list[str] = []

    def ask(self, asked: ToldCase) -> None:
        """Record one case, unless it supposes a hypothetical reform."""
        if asked.scenarios:
            self.hypothetical += 1
            return
        try:
            verdict = self._engine.evaluate(asked.case, as_of=asked.as_of, strict=asked.strict)
        except KeiimportError:
            self.not_evaluated.append(asked.place)
            return
        self.recorded += 1
        if self.atoms is not None:
            self.cases.append((asked.place, verdict.told))
        self._waiting.append((asked, verdict))
        if len(self._waiting) == MOST_CASES:
            self._count()

    def _count(self) -> None:
        if not self._waiting:
            return
        index = self._engine.index
        decide_together(index, [verdict for _, verdict in self._waiting])
        batch = _Batch(index, self._waiting)
        self._waiting.clear()
        for row in self.rows:
            tagged = batch.tagged(row.entry.id)
            for way, cases in batch.ways(row.entry).items():
                if self._only_tagged:
                    cases &= tagged
                if cases:
                    row.ways.setdefault(way, Shown()).add(cases, cases & tagged, batch.place)

    @property
    def gaps(self) -> list[Row]:
        """The rows that lack a truth, or have one that they declare impossible."""
        return [row for row in self.rows if row.lacks or row.contradicted]

    def to_dict(self) -> dict[str, Any]:
        """The whole report as JSON values."""
        self._count()
        if self.atoms is not None:
            self.atoms.see(self.cases)

        def ids(wanted: Callable[[Row], bool]) -> list[str]:
            return [row.entry.id for row in self.rows if wanted(row)]

        return {
            "ok": not self.gaps,
            "cases": self.recorded,
            "hypothetical": self.hypothetical,
            "not_evaluated": self.not_evaluated,
            "rules": len(self.rows),
            "both_ways": len(ids(lambda row: {"true", "false"} <= row.ways.keys())),
            "one_way": ids(lambda row: row.one_way is not None),
            "never_true": ids(lambda row: "true" in row.lacks),
            "never_false": ids(lambda row: "false" in row.lacks),
            "never_live": ids(lambda row: row.ways.keys() == {"not_live"}),
            "never_tagged": ids(lambda row: not any(s.tagged for s in row.ways.values())),
            "contradicted": ids(lambda row: row.contradicted is not None),
            "rows": [row.to_dict(self._engine.rulebook.vocabulary) for row in self.rows],
        }


def _days(asked: ToldCase, verdict: Verdict) -> list[Facts]:
    days = {*map(date.fromisoformat, asked.days), verdict.earliest, verdict.entry_date}
    decided = verdict.explained.decided
    facts: list[Facts] = [decided.on(day.toordinal(), True) for day in days if day is not None]
    return [*facts, decided.on(decided.day, False)]


class _Batch:
    """Cases side by side in the worlds of their days; a case's bit is that of its first world."""

    def __init__(self, index: RuleIndex, cases: Sequence[tuple[ToldCase, Verdict]]) -> None:
        self._compiled = index.bundle.compiled
        self._places = [asked.place for asked, _ in cases]
        days = [_days(*case) for case in cases]
        self._slots = max(map(len, days))
        self._every = self._firsts = 0
        self._tagged: dict[str, int] = defaultdict(int)
        self._speaking: dict[str, int] = defaultdict(int)
        worlds: list[Facts] = []
        for (asked, verdict), facts in zip(cases, days, strict=True):
            at, first = len(worlds), 1 << len(worlds)
            self._firsts |= first
            self._every |= (1 << len(facts)) - 1 << at
            for tag in asked.tags:
                self._tagged[tag] |= first
            for remark in verdict.explained.recalled(remarks):
                self._speaking[remark.id] |= first
            # padded with worlds that do not count
            worlds += [*facts, *[{}] * (self._slots - len(facts))]
        nodes = range(len(index.program.nodes))
        self._nodes = index.kernel.bits(nodes, index.kernel.rails(worlds), self._every)

    def place(self, cases: int) -> str:
        """The place of the first of some cases."""
        return self._places[((cases & -cases).bit_length() - 1) // self._slots]

    def tagged(self, id: str) -> int:
        """The cases with an id, or its stem, as a tag."""
        words = id.split(".")
        stems = (".".join(words[:count]) for count in range(2, len(words)))
        return reduce(or_, [self._tagged.get(name, 0) for name in (id, *stems)])

    def ways(self, entry: Entry) -> dict[Way, int]:
        """The cases that show each truth of `entry` on any of their days."""
        match entry:
            case Rule():
                found = self._rule(entry)
            case Path():
                found = self._path(entry)
            case Gate():
                found = (*self._named(f"barred:{entry.id}"), 0)
            case Remark():
                speaks = self._speaking.get(entry.id, 0)
                return {"true": speaks, "false": self._firsts ^ speaks}
        holds, fails, idle = found
        unknown = self._every & ~(holds | fails | idle)
        ways: dict[Way, int] = {"true": holds, "false": fails, "not_live": idle, "unknown": unknown}
        return {
            way: reduce(or_, [worlds >> at for at in range(self._slots)]) & self._firsts
            for way, worlds in ways.items()
        }

    def _named(self, name: str) -> Bits:
        return self._nodes[self._compiled.program.names[name]]

    def _rule(self, rule: Rule) -> tuple[int, int, int]:
        live, dead = self._nodes[self._compiled.lives[rule.id]]
        holds, fails = self._nodes[self._compiled.values[rule.id]]
        if rule.selector:
            classes = [self._named(name) for name in rule.selector]
            holds &= reduce(or_, [each[0] for each in classes])
            fails |= reduce(and_, [each[1] for each in classes])
        return (live & holds, dead | fails, 0) if rule.adds else (live & holds, live & fails, dead)

    def _path(self, path: Path) -> tuple[int, int, int]:
        claim, wanted = self._named(f"claim:{path.id}"), path.claimed_when
        if path.claimed_unless is not None:
            of_rule = self._compiled.conditions
            besides = None if wanted is None else self._nodes[of_rule[wanted.number]]
            claim = until_waived(claim, besides, self._every)
        suits, idle = claim
        if path.purposes:
            meant = self._named(f"purpose:{path.id}")
            suits, idle = suits & meant[0], idle | meant[1]
        holds, fails = self._nodes[self._compiled.conditions[path.open_when.number]]
        return suits & holds, suits & fails, idle
