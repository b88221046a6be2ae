# SPDX-License-Identifier: Apache-2.0
"""Cases of which ever more is known, by three judges, compared in every truth of the Program.

A chain is a random case as it is completed, of which at first only some facts are known, then
one more at each step. Every step is a case of its own, and the last is the whole. The kernel
answers for all steps in one pass; the written semantics work out each from the beginning;
durable-rules is told what is new. What was settled must stay as more is known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, NamedTuple

from tests.soak.cases import random_case
from tests.soak.found import Found, Json
from tests.verdict.cases import engine, program

from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.rule_index import MOVING_DAYS
from keiimport.decide.worlds import DONE, DONE_GAPS, LOOKS, STATED_GAPS, worlds_of
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Facts, FactValue, Truth
from keiimport.logic import naive
from keiimport.logic.rete import Rete, available

CHAINS = 8
"""Chains of one turn."""
MOST_KNOWN = 40
"""Per cent of the facts that are known at the beginning of a chain, at most."""

Rows = tuple[bytes, bytes]
"""A byte for each node: whether it holds, and whether it fails."""


class Chain(NamedTuple):
    """Cases that are looked at in the same way.

    Attributes:
        cases: each knows a fact more than the one before, by which a test is settled.
        day: the day of entry looked at.
        look: one of those of `decide.worlds`.
    """

    cases: Sequence[CaseFacts]
    day: int
    look: int

    def tested(self) -> Iterator[list[Truth]]:
        """What the tests on facts find, case by case; those whose facts stay are not asked anew."""
        done, gaps = self.look in (DONE, DONE_GAPS), self.look in (DONE_GAPS, STATED_GAPS)
        before: Facts = {}
        found = [test.truth(before) for test in program().comparisons]
        for case in self.cases:
            facts = case.on(engine().index, self.day, done=done, gaps=gaps)
            for name in facts.keys() | before.keys():
                if facts.get(name) != before.get(name):
                    for number in readers().get(name, ()):
                        found[number] = program().comparisons[number].truth(facts)
            before = facts
            yield found.copy()


@cache
def readers() -> Mapping[str, Sequence[int]]:
    """The tests that look at each fact."""
    found: dict[str, list[int]] = {}
    for number, test in enumerate(program().comparisons):
        for name in test.reads:
            found.setdefault(name, []).append(number)
    return found


def random_chain(chance: Random) -> Chain:
    """A random case, told step by step."""
    index = engine().index
    decided = engine().evaluate(random_case(chance))._decided
    whole, day = decided.case, decided.day
    if chance.random() < 0.2:
        day = chance.choice(decided.days)
    known = {name: value for name, value in whole.facts.items() if value is not None}
    # acting and days move the worlds of a case, so they are known from the beginning
    later = [name for name in known if name in readers() and name not in index.special]
    chance.shuffle(later)
    later = later[len(later) * chance.randrange(MOST_KNOWN) // 100 :]
    cases = [
        CaseFacts(
            {name: value for name, value in known.items() if name not in later[step:]},
            whole.day,
            whole.law_day,
            whole.pinned,
        )
        for step in range(len(later) + 1)
    ]
    return Chain(cases, day, chance.randrange(LOOKS))


@cache
def rete() -> Rete | None:
    """All of the Program on durable-rules, where it can run."""
    return Rete(program(), range(len(program().nodes))) if available() else None


def by_kernel(chains: Sequence[Chain]) -> Iterator[Iterator[Rows]]:
    """What the kernel finds of each case of each chain, all in one pass."""
    index = engine().index
    worlds = worlds_of(index, [case for chain in chains for case in chain.cases])
    run = index.kernel.evaluator(range(len(index.program.nodes)))
    size = worlds.every.bit_length() // 8 + 1
    rails = [rail.to_bytes(size, "little") for rail in run(*worlds.rails, worlds.every)]
    times = iter(zip(worlds.times, range(len(worlds.times)), strict=True))
    for chain in chains:
        mine = [next(times) for _ in chain.cases]
        yield (
            _rows(rails, worlds.layout.world(chain.look, _slot(days, chain.day)) + place)
            for (days, *_), place in mine
        )


def _slot(days: Sequence[int], day: int) -> int:
    return bisect_right(days, day) - 1


def _rows(rails: Sequence[bytes], world: int) -> Rows:
    place, bit = world >> 3, 1 << (world & 7)
    return (
        bytes([rail[place] & bit for rail in rails[::2]]).translate(_ONES),
        bytes([rail[place] & bit for rail in rails[1::2]]).translate(_ONES),
    )


_ONES = bytes([0] + [1] * 255)


def by_naive(tested: Sequence[Truth]) -> Rows:
    """What the written semantics find, given what the tests on facts do."""
    return _as_rows(naive.network(program(), tested))


def _as_rows(found: Sequence[Truth]) -> Rows:
    return bytes([truth is True for truth in found]), bytes([truth is False for truth in found])


def by_rete(tested: Sequence[Truth]) -> Rows:
    """What durable-rules finds, told what is new since it was last asked."""
    judge = rete()
    assert judge is not None  # nobody asks where it cannot run
    judge.follow({n: truth for n, truth in enumerate(tested) if truth is not None})
    return _as_rows([judge.truth(node) for node in range(len(program().nodes))])


def judged(chain: Chain, kernel: Iterator[Rows]) -> Judged:
    """What all judges say of a chain, until one differs."""
    judges = (by_naive, by_rete) if rete() else (by_naive,)
    known: list[Truth] = []
    before: Rows | None = None
    different = 0
    for case, mine, tested in zip(chain.cases, kernel, chain.tested(), strict=True):
        if tested == known:  # what was told says nothing to any rule
            continue
        known, different = tested, different + 1
        for judge in judges:
            if _asked(chain, mine) != _asked(chain, judge(tested)):
                return Judged(different, case, f"`{judge.__name__}` finds other truths")
        if before is not None and any(_lost(*sides) for sides in zip(before, mine, strict=True)):
            return Judged(different, case, "what is known better takes a settled truth back")
        before = mine
    return Judged(different)


class Judged(NamedTuple):
    """What came of a chain.

    Attributes:
        cases: how many different ones were judged.
        wrong: the first of which a judge finds something else.
        why: what is wrong with it.
    """

    cases: int
    wrong: CaseFacts | None = None
    why: str | None = None


def _asked(chain: Chain, rows: Rows) -> Rows:
    """Of a later day only what doors rest on is asked for."""
    if chain.day == chain.cases[0].day:
        return rows
    holds, fails = (bytes([row[n] for n in engine().index.roots]) for row in rows)
    return holds, fails


def _lost(before: bytes, after: bytes) -> int:
    return int.from_bytes(before, "big") & ~int.from_bytes(after, "big")


def chains(chance: Random) -> int:
    """Chains of cases by all judges; what is counted differs from the case before."""
    tried = 0
    for _ in range(CHAINS):
        chain = random_chain(chance)
        # one pass for all chains would be as wide as that with the most days, and hold 100 MB
        found = judged(chain, *by_kernel([chain]))
        if found.wrong is not None:
            raise Found("chains", shown(smaller(chain, found.wrong)), found.why)
        tried += found.cases
    return tried


# -- one case, small and as JSON ---------------------------------------------------


def wrong_with(chain: Chain) -> str | None:
    """What is wrong with the cases of one chain."""
    [kernel] = by_kernel([chain])
    return judged(chain, kernel).why


def smaller(chain: Chain, last: CaseFacts) -> Chain:
    """As few cases up to one as still fail, without every fact that they fail without too."""
    place = chain.cases.index(last) + 1
    for few in (1, 2, place):
        some = chain._replace(cases=chain.cases[max(0, place - few) : place])
        if few == place or wrong_with(some):
            chain = some
            break
    for name in last.facts:
        if name in MOVING_DAYS or name in engine().index.special:
            continue
        less = [
            case._replace(facts={n: v for n, v in case.facts.items() if n != name})
            for case in chain.cases
        ]
        if wrong_with(chain._replace(cases=less)):
            chain = chain._replace(cases=less)
    return chain


def shown(chain: Chain) -> Json:
    """A chain as JSON."""
    return {
        "day": chain.day,
        "look": chain.look,
        "cases": [
            {
                **{name: getattr(case, name) for name in ("day", "law_day", "pinned")},
                "facts": {name: _written(value) for name, value in case.facts.items()},
            }
            for case in chain.cases
        ],
    }


def read(told: Json) -> Chain:
    """A chain from JSON."""
    cases = [
        CaseFacts(**{**case, "facts": {n: _read(v) for n, v in case["facts"].items()}})
        for case in told["cases"]
    ]
    return Chain(cases, told["day"], told["look"])


def _written(value: FactValue | None) -> Any:
    if isinstance(value, Bounds):
        return {"low": value.low, "high": value.high}
    return sorted(value) if isinstance(value, frozenset) else value


def _read(value: Any) -> FactValue | None:
    if isinstance(value, dict):
        return Bounds(**value)
    return frozenset(value) if isinstance(value, list) else value
