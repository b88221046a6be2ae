# SPDX-License-Identifier: Apache-2.0
"""The outline of a case: what its outcomes, its days and its reason code depend on.

Most tests of the law are the tables of standards, which matter to an outcome only through
one conclusion on all of them. In an outline that conclusion stands for its tables; of every
other fact no more is kept than tests tell apart, and whether it is presumed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping
from functools import lru_cache

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, HasAged, IsOneOf, Truth
from keiimport.facts.known import Filled
from keiimport.facts.vocabulary import Vocabulary
from keiimport.inference.cells import OTHER_WORD, edges
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.law import ENTRY_DAY, MOVING_DAYS, Law


class Outlines:
    """Finds outlines, and whether an outline is enough.

    Args:
        law: the rules.

    Attributes:
        tests: the tests that it keeps apart.
    """

    def __init__(self, law: Law) -> None:
        self._part = large_part(law)
        program = law.program if self._part is None else law.program.without(self._part)
        conditions = [c for path in law.paths for c in path.open_when.walk()]
        asked = {*law.roots, *(law.node(condition) for condition in conditions)}
        nodes = [program.nodes[number] for number in program.cone(asked)]
        tests = self.tests = [
            program.comparisons[node.args[0]] for node in nodes if node.op == "test"
        ]
        self._by_fact = _by_fact(tests)
        self._edges = {n: sorted(edges(own, n, {})) for n, own in self._by_fact.items()}
        self._words = {n: _words(own) for n, own in self._by_fact.items()}
        self._counted = {
            name
            for test in tests
            if isinstance(test, HasAged) and test.by not in MOVING_DAYS
            for name in test.reads
        }
        self._direct = law.bundle.direct
        self._vocabulary: Vocabulary = law.rulebook.vocabulary

    def of(self, filled: Filled) -> Hashable:
        """What rules look at in a case that is filled in, the order of its days left out."""
        known, by_fact = filled.known, self._by_fact
        facts = [
            (name, self._value(name, held.value), held.presumption is None)
            for name, held in known.items()
            if name in by_fact
        ]
        if self._part is None:
            return frozenset(facts)
        told = {n: held.value for n, held in known.items() if held.presumption is None}
        filled_in = {n: held.value for n, held in known.items()}
        return frozenset(facts), self._truth(told), self._truth(filled_in)

    def _truth(self, facts: Mapping[str, FactValue]) -> Truth:
        """The truth of the conclusion on all standards."""
        assert self._part is not None
        return self._direct.truths((self._part,), self._direct.layout.slots(facts))[0]

    def _value(self, name: str, value: FactValue) -> Hashable:
        if isinstance(value, Bounds):
            if name in self._counted:
                return value
            cuts = self._edges[name]
            low = None if value.low is None else bisect_right(cuts, value.low)
            high = None if value.high is None else bisect_right(cuts, value.high)
            # one figure of a pair that the law prints is met by just that figure
            return low, high, value.exact
        if isinstance(value, str) and self._vocabulary[name].type.kind == "text":
            return value if value in self._words[name] else OTHER_WORD
        return type(value), value


@lru_cache(maxsize=8)
def large_part(law: Law) -> int | None:
    """The conclusion behind which most of the law stands, if no day or action changes it."""
    part = law.program.largest_part(law.roots)
    if part is None:
        return None
    changing = {*MOVING_DAYS, *law.stated, *law.gaps}
    return part if changing.isdisjoint(law.program.facts_read([part])) else None


def _by_fact(tests: list[Comparison]) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for test in tests:
        for name in test.reads:
            found.setdefault(name, []).append(test)
    if LAW_DAY in found:
        # the day of the law is the day of entry, unless it is the same for all
        found.setdefault(ENTRY_DAY, []).extend(found[LAW_DAY])
    return found


def _words(tests: list[Comparison]) -> frozenset[object]:
    return frozenset(w for test in tests if isinstance(test, IsOneOf) for w in test.values)
