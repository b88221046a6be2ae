# SPDX-License-Identifier: Apache-2.0
"""The levers: what people can change, and which doors hang on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.remedies.model import TIME
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.rulebook.model import Path

CHANGEABLE = ("work", "papers", "choice")


class Levers:
    """What people can change, and what hangs on it, for one law; worked out once.

    Attributes:
        facts: the facts that people can change and that some door looks at.
        choices: what each of them can become.
        reads: for each path the facts that may decide it, presumptions seen through.
        stirring: the facts that presumptions look at: to change one is to fill in anew.
        moved: the facts that may be presumed otherwise once something is changed.
    """

    def __init__(self, index: RuleIndex) -> None:
        program, vocabulary = index.program, index.rulebook.vocabulary
        self._index = index
        self.reads = [self._read(f"offer:{p.id}", f"claim:{p.id}") for p in index.paths]
        wider = self._with_presumed(set(program.facts_read(index.roots)))
        self.facts = tuple(
            fact
            for name, fact in vocabulary.items()
            if fact.change in CHANGEABLE and name != TIME and name in wider
        )
        self.choices = {fact.name: fact.becomes or self._choices(fact) for fact in self.facts}
        self.stirring = frozenset(
            name for p in index.rulebook.presumptions for test in p.tests for name in test.reads
        )
        self.moved = self._moved()
        self.order = {name: place for place, name in enumerate(vocabulary)}
        self.tests = [self._tests_of(place) for place in range(len(index.paths))]
        self.parts = [tuple(self._parts(path)) for path in index.paths]
        self.nodes = tuple(sorted({node for parts in self.parts for node, _ in parts}))

    def _tests_of(self, place: int) -> Mapping[str, Sequence[Comparison]]:
        """The tests that tell apart what a fact may become, as far as one path can see."""
        index, path = self._index, self._index.paths[place].id
        program = index.program
        found: dict[str, dict[Comparison, None]] = {fact.name: {} for fact in self.facts}
        cone = program.cone([program.names[f"offer:{path}"], program.names[f"claim:{path}"]])
        tests = [
            program.comparisons[program.nodes[n].args[0]]
            for n in cone
            if program.nodes[n].op == "test"
        ]
        for presumption in index.rulebook.presumptions:
            if not self.reads[place].isdisjoint(presumption.facts):
                tests += presumption.tests
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
            node = self._index.node(condition)
            yield node, self._with_presumed(set(self._index.program.facts_read([node])))

    def _read(self, *nodes: str) -> frozenset[str]:
        names = self._index.program.names
        return self._with_presumed(set(self._index.program.facts_read([names[n] for n in nodes])))

    def _with_presumed(self, read: set[str]) -> frozenset[str]:
        """The facts read, and those that a presumption about one of them looks at."""
        before = 0
        while len(read) != before:
            before = len(read)
            for presumption in self._index.rulebook.presumptions:
                if not read.isdisjoint(presumption.facts):
                    read.update(name for test in presumption.tests for name in test.reads)
        return frozenset(read)

    def _moved(self) -> frozenset[str]:
        moving = {fact.name for fact in self.facts}
        before = 0
        while len(moving) != before:
            before = len(moving)
            for presumption in self._index.rulebook.presumptions:
                if any(name in moving for test in presumption.tests for name in test.reads):
                    moving.update(presumption.facts)
        return frozenset(moving)

    def _choices(self, fact: Fact) -> tuple[FactValue, ...]:
        if fact.unknown == "action":
            return (True,)
        return tuple(samples(self._index.comparisons, fact.type, {}))
