# SPDX-License-Identifier: Apache-2.0
"""MC/DC: for each condition of each rule, a pair of cases in which it alone decides."""

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from time import monotonic
from typing import Any

from keiimport.coverage.atoms import Atoms, leaves
from keiimport.coverage.shown import SETTLED, Coverage
from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.decision import MOST_CASES
from keiimport.decide.rule_index import ENTRY_DAY, NOT_GIVEN
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import nested
from keiimport.facts.comparisons import FactValue, HasAged
from keiimport.facts.fields import Date, Quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic.cells import OTHER_WORD, samples
from keiimport.logic.solving import Met, Search, TooMany, Wanted, cell_values, types_of
from keiimport.rulebook.describe import part_words
from keiimport.rulebook.model import LAW_DAYS, Condition

TRIES = 5  # searches for one condition in each round, each twice as long as the last
FEW_STEPS = 100  # trials in the first search; one that goes astray does not recover
PROOFS = {0: FEW_STEPS, 2: 2000, 5: 20_000}
"""The rounds that check whether there is a solution at all, and their limits on trials; what is
found quickly needs no such proof."""
ROUNDS = 12  # attempts at the conditions still lacking, each in another order


def find_pairs(found: Coverage, engine: Engine, seconds: float) -> dict[str, Any]:
    """The pairs of all conditions, after so many seconds of solving for those still lacking."""
    atoms = found.atoms
    assert atoms is not None  # `mcdc` implies `atoms`
    if seconds:
        _Solver(atoms, engine).solve(monotonic() + seconds)
    pairs = [
        {
            "rule": each.entry.id,
            "condition": part_words(atom.condition, engine.rulebook.vocabulary),
            "place": atom.condition.place and str(atom.condition.place),
            **{way: atom.shown.get(truth) for truth, way in SETTLED.items()},
            "no_pair_because": atom.no_pair_because,
        }
        for each in atoms.definitions
        for atom in each.atoms
    ]
    able = [pair for pair in pairs if pair["no_pair_because"] is None]
    both = [pair for pair in able if pair["true"] and pair["false"]]
    return {
        "conditions": len(pairs),
        "with_pair": len(both),
        "without_by_reason": len(pairs) - len(able),
        "lacking": len(able) - len(both),
        "percent": round(100 * len(both) / len(able), 1) if able else 100.0,
        "pairs": pairs,
    }


class _Solver:
    """Finds facts under which a test alone decides a definition."""

    def __init__(self, atoms: Atoms, engine: Engine) -> None:
        self._atoms, self._engine, self._nodes = atoms, engine, atoms.nodes
        self._program = engine.index.program
        self._types = types_of(engine.rulebook)
        self._chance = Random(0)
        self._search = Search(self._program, lambda fact, mine: self._values(fact, mine, {}))
        stated = engine.index.stated
        self._letters = frozenset(n for n, undone in stated.items() if undone == NOT_GIVEN)

    def solve(self, until: float) -> None:
        """Make cases for the conditions still lacking, until time is up."""
        for turn in range(ROUNDS):
            waiting: list[tuple[str, CaseFacts]] = []
            most = PROOFS.get(turn)
            lacking = [(each, atom) for each in self._atoms.definitions for atom in each.lacking]
            for each, atom in lacking:
                for truth in {True, False} - atom.shown.keys():
                    begin = [(atom.node, truth)]
                    begin += [] if each.live is None else [(each.live, True)]
                    ways = [begin + others for others in self._turning(each.whole, atom.node)]
                    if most and not any(self._search.able(way, most) for way in ways):
                        atom.no_pair_because = "nothing can be told that leaves it to decide"
                        break
                    waiting += self._cases(ways, turn)
                    if monotonic() > until:
                        self._atoms.see(waiting)
                        return
                if len(waiting) >= MOST_CASES:
                    self._atoms.see(waiting)
                    waiting.clear()
            self._atoms.see(waiting)

    def _cases(self, ways: Sequence[list[Wanted]], turn: int) -> Iterator[tuple[str, CaseFacts]]:
        self._chance, made = Random(turn), 0
        for which in range(TRIES):
            if made > turn:  # others may show it too: later rounds make more
                return
            way = self._chance.choice(ways)
            try:
                found = self._search.tests(way, self._chance, FEW_STEPS << which)
                told = None if found is None else self._told(found)
                if told is None:
                    continue
                case = nested(told)
                facts = self._engine.evaluate(case).told
            except (TooMany, KeiimportError):
                continue  # or the facts contradict each other
            made += 1
            yield f"case {json.dumps(case, ensure_ascii=False)}", facts

    def _turning(self, condition: Condition, atom: int) -> Iterator[list[Wanted]]:
        """The truths of the other parts under which a test decides a condition."""
        if condition.op in ("fact", "conclusion"):
            if self._nodes[condition.number] == atom:
                yield []
            return
        for part in condition.parts:
            # of what turns with the test too nothing is known
            rest = [o for o in condition.parts if o is not part and not self._holds(o, atom)]
            others = [self._node(other, condition.op == "all") for other in rest]
            for more in self._turning(part, atom):
                yield more + others  # what stands nearest first

    def _holds(self, condition: Condition, atom: int) -> bool:
        return any(self._nodes[leaf.number] == atom for leaf in leaves(condition))

    def _node(self, condition: Condition, truth: bool) -> Wanted:
        if condition.op == "not":
            return self._node(condition.parts[0], not truth)
        return self._nodes[condition.number], truth

    def _values(self, fact: str, mine: Met, told: Mapping[str, FactValue]) -> list[FactValue]:
        """Values of a fact that meet what is wanted of it."""
        if fact not in self._types:
            return [True]
        tests = self._program.comparisons
        others = {name: value for name, value in told.items() if name != fact}
        type = self._types[fact]
        # of what is compared with it alone, so that the cells are few
        values = cell_values(self._program, type, mine, others)
        # the last value of a cell too: other facts may be too far from its first
        firsts = [value.low or 0 for value in values if isinstance(value, Bounds)]
        values += [Bounds.point(first - 1) for first in firsts if first > 1]
        values += [others[ENTRY_DAY]] if type.kind == "date" and ENTRY_DAY in others else []
        if fact in self._letters:
            values.append(NOT_GIVEN)
        if type.kind == "choice" and not type.choices:
            values = [*(value for value in values if value != OTHER_WORD), *COUNTRIES]

        def fits(value: FactValue) -> bool:
            return all(tests[n].truth({**others, fact: value}) is truth for n, truth in mine)

        return [*filter(fits, values)]

    def _told(self, wanted: Mapping[int, bool]) -> dict[str, Any] | None:
        tests = self._program.comparisons
        by_fact: dict[str, set[tuple[int, bool]]] = {}
        for number, truth in wanted.items():
            # the day whose law counts is the day that it follows
            read = [LAW_DAYS.get(name, name) for name in tests[number].reads]
            # an age is met by the day from which it counts
            by_fact.setdefault(read[0], set()).add((number, truth))
            for name in read[1:]:
                by_fact.setdefault(name, set())
        ages = [(test.since, test.by) for n in wanted if isinstance(test := tests[n], HasAged)]

        def after(name: str, deep: int = 2) -> int:
            """How many other facts must be chosen first: those by which it ages."""
            return max((1 + after(by, deep - 1) for s, by in ages if deep and s == name), default=0)

        known = sorted((name for name in by_fact if name in self._types), key=after)
        usual = DAY
        for _ in range(2):
            chosen: dict[str, FactValue] = {}
            for name in dict.fromkeys((ENTRY_DAY, *known)):
                value = self._value(name, frozenset(by_fact.get(name, ())), chosen, usual)
                if value is None:
                    return None
                chosen[name] = value
            # what is built later enters later
            dates = [v for n, v in chosen.items() if self._types[n].kind == "date"]
            usual = max((v.low or 0 for v in dates if isinstance(v, Bounds)), default=0)
            if chosen[ENTRY_DAY] == Bounds.point(usual):
                break
        try:
            told = {name: value for name, value in chosen.items() if value != NOT_GIVEN}
            return {name: _said(self._types[name], value) for name, value in told.items()}
        except (ValueError, AttributeError, TypeError):
            return None

    def _value(
        self, name: str, mine: Met, chosen: Mapping[str, FactValue], usual: int
    ) -> FactValue | None:
        if name in LAW_DAYS.values():
            return self._law_day(name, mine, chosen.get(ENTRY_DAY, Bounds.point(usual)))
        laws = dict.fromkeys(LAW_DAYS, chosen[ENTRY_DAY])
        found = self._values(name, mine, {**laws, **chosen})
        return self._chance.choice(found) if found else None

    def _law_day(self, name: str, mine: Met, usual: FactValue) -> FactValue | None:
        """A day on which rules are in force as wanted, preferably the usual one."""
        every = [(self._program.comparisons[number], truth) for number, truth in mine]
        tests = [(test, truth) for test, truth in every if not isinstance(test, HasAged)]
        names = [name, *(law for law, day in LAW_DAYS.items() if day == name)]
        found = [usual]
        for test, _ in tests:
            found += samples([test], self._types[test.reads[0]], {})
        fitting = [
            day
            for day in found
            if all(test.truth(dict.fromkeys(names, day)) is truth for test, truth in tests)
        ]
        if usual in fitting:
            return usual
        return self._chance.choice(fitting) if fitting else None


COUNTRIES = ("JP", "DE", "AU", "BR")  # some of those that may stand where any country may
DAY = 739941  # the day of entry where nothing asks for another: one in November 2026


def _said(fact: FactType, value: FactValue) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if not isinstance(value, Bounds):
        return value
    field = Date("date") if fact.kind == "date" else Quantity(fact.dimension or "")
    return field.written(StatedBounds(value, ""))
