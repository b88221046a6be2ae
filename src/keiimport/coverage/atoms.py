# SPDX-License-Identifier: Apache-2.0
"""The tests in rules, and the cases in which one test alone decides.

A test decides in a case if flipping it alone flips the definition. It is covered if it decides
once while it holds and once while it fails: the modified condition/decision coverage (MC/DC) of
Chilenski and Miller (1994), with masking. Tests that cannot fail, and those of one-way rules, are
left out. Many cases are evaluated in one pass of the kernel.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from operator import and_, or_
from typing import Any, NamedTuple

from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import LOOKS, worlds_of
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.facts.comparisons import AtLeast, AtMost, HasAged
from keiimport.logic.kernel import Bits
from keiimport.rulebook.describe import part_words
from keiimport.rulebook.model import Condition, Entry, Rule, entries
from keiimport.rulebook.ways import definition, standing_one_way, ways

MOST_LEAVES = 12  # with more tests there are too many combinations of truths to try
TOGETHER = 256  # cases evaluated together: more save no time, and take more memory

_THRESHOLDS = (AtLeast, AtMost, HasAged)


class ToldCase(NamedTuple):
    """A case that a scenario tells."""

    place: str  # file and line of the scenario, or of the case
    case: Any  # as JSON text or as an object
    tags: frozenset[str] = frozenset()  # of the scenario, its rule and its feature
    as_of: str | None = None  # the day whose law is applied; None: the day of entry
    strict: bool = False  # whether nothing is presumed
    scenarios: tuple[str, ...] = ()  # hypothetical reforms
    days: frozenset[str] = frozenset()  # other days it asks about


@dataclass(slots=True)
class Atom:
    """One test, or one use of a conclusion, in a definition."""

    condition: Condition  # the test where it stands first; `node` is its node
    node: int
    shown: dict[bool, str] = field(default_factory=dict)  # where it decides, holding and failing
    no_pair_because: str | None = None  # where it cannot be seen both ways


@dataclass(slots=True)
class Definition:
    """The condition that defines a rule, path, gate or remark, and the tests that can decide it."""

    entry: Entry
    whole: Condition  # its condition, exceptions included
    atoms: list[Atom]  # its tests; those that cannot decide say why
    live: int | None  # the node that says whether it counts, for a rule

    @property
    def lacking(self) -> list[Atom]:
        """The tests that can be shown both ways and were not."""
        return [a for a in self.atoms if a.no_pair_because is None and len(a.shown) < 2]


def leaves(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that test facts or ask for conclusions."""
    return (part for part in condition.walk() if part.op in ("fact", "conclusion"))


class Atoms:
    """The tests of some rules, each with the cases in which it decides."""

    def __init__(
        self, index: RuleIndex, of: Iterable[Entry], kinds: tuple[type, ...] = (object,)
    ) -> None:
        self._index = index
        self.nodes = index.bundle.compiled.conditions
        self.definitions = [self._definition(entry, kinds) for entry in of]
        open_yet = [each for each in self.definitions if each.lacking]
        wanted = {self.nodes[part.number] for each in open_yet for part in leaves(each.whole)}
        wanted.update(each.live for each in open_yet if each.live is not None)
        self._asked = sorted(wanted)

    def _definition(self, entry: Entry, kinds: tuple[type, ...]) -> Definition:
        live = self._index.bundle.compiled.lives[entry.id] if isinstance(entry, Rule) else None
        whole = definition(entry)
        found: dict[int, Atom] = {}
        for part in leaves(whole):
            node = self.nodes[part.number]
            found.setdefault(node, Atom(part, node))
        atoms = [atom for atom in found.values() if isinstance(atom.condition.comparison, kinds)]
        # what can go one way only is decided by none of its tests
        one_way = standing_one_way(entry)
        for atom in atoms:
            if one_way is not None:
                atom.no_pair_because = one_way.reason
            elif not {True, False} <= ways(atom.condition):
                atom.no_pair_because = "it can go one way only"
            elif not self._may_decide(whole, atom, list(found)):
                atom.no_pair_because = "whatever the other tests of the rule say, they settle it"
        return Definition(entry, whole, atoms, live)

    def _may_decide(self, whole: Condition, atom: Atom, leaves: list[int]) -> bool:
        """Whether the other tests can leave the decision to this one; true if they are too many."""
        others = [node for node in leaves if node != atom.node]
        if len(others) > MOST_LEAVES:
            return True
        rows = list(product((0, 1), repeat=len(others)))
        every = (1 << len(rows)) - 1
        found: dict[int, Bits] = {}
        for place, node in enumerate(others):
            holds = sum(1 << n for n, row in enumerate(rows) if row[place])
            found[node] = (holds, every ^ holds)
        return bool(self._decides(whole, atom, found, every))

    def see(self, cases: Sequence[tuple[str, CaseFacts]], *, later: bool = True) -> None:
        """Evaluate every test in named cases on the day of entry; if `later`, on other days too."""
        index = self._index
        for start in range(0, len(cases), TOGETHER):
            batch = cases[start : start + TOGETHER]
            worlds = worlds_of(index, [case for _, case in batch])
            found = index.kernel.bits(self._asked, worlds.rails, worlds.every)
            days = worlds.every
            if not later:  # the first days of each look are those of entry
                entry = (1 << len(batch)) - 1
                days = sum(entry << worlds.layout.world(look) for look in range(LOOKS))
            for each in self.definitions:
                if not (lacking := each.lacking):
                    continue
                live = days if each.live is None else days & found[each.live][0]
                for atom in lacking if live else ():
                    decides = self._decides(each.whole, atom, found, live)
                    for truth, way in zip((True, False), found[atom.node], strict=True):
                        if truth not in atom.shown and (bits := decides & way):
                            first = (bits & -bits).bit_length() - 1
                            atom.shown[truth] = batch[first % worlds.layout.stride][0]

    def _decides(self, whole: Condition, atom: Atom, found: Mapping[int, Bits], worlds: int) -> int:
        """The worlds in which a test alone decides the definition."""
        hold_if, fail_if = self._bits(whole, {**found, atom.node: (worlds, 0)}, worlds)
        hold_not, fail_not = self._bits(whole, {**found, atom.node: (0, worlds)}, worlds)
        return hold_if & fail_not | fail_if & hold_not

    def _bits(self, condition: Condition, found: Mapping[int, Bits], worlds: int) -> Bits:
        match condition.op:
            case "true":
                return worlds, 0
            case "unknown":
                return 0, 0
            case "not":
                holds, fails = self._bits(condition.parts[0], found, worlds)
                return fails, holds
            case "all" | "any":
                parts = (self._bits(part, found, worlds) for part in condition.parts)
                held, failed = zip(*parts, strict=True)
                if condition.op == "all":
                    return reduce(and_, held), reduce(or_, failed)
                return reduce(or_, held), reduce(and_, failed)
            case _:
                holds, fails = found[self.nodes[condition.number]]
                return holds & worlds, fails & worlds


def untouched(engine: Engine, scenarios: Iterable[ToldCase]) -> Iterator[str]:
    """A warning for each figure, day and age that no scenario shows deciding both ways."""
    cases = []
    for one in scenarios:
        if not one.scenarios:
            with suppress(KeiimportError):
                verdict = engine.evaluate(one.case, as_of=one.as_of, strict=one.strict)
                cases.append((one.place, verdict.told))
    atoms = Atoms(engine.index, entries(engine.rulebook), _THRESHOLDS)
    atoms.see(cases, later=False)
    for each in atoms.definitions:
        for atom in each.lacking:
            where = atom.condition.place or each.entry.place
            words = part_words(atom.condition, engine.rulebook.vocabulary)
            ways = ((True, "holds"), (False, "fails"))
            sides = " or ".join(side for truth, side in ways if truth not in atom.shown)
            yield f"{where}: no scenario shows `{words}` decide where it {sides}"
