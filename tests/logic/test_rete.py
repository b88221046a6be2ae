# SPDX-License-Identifier: Apache-2.0
"""durable-rules derives what the naive evaluator says, at every size, and never dies."""

from __future__ import annotations

import gc
import itertools
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from keiimport.errors import EngineDisagreement, InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, IsOneOf, Truth
from keiimport.logic import naive, rete
from keiimport.logic.program import Node, Program
from keiimport.logic.rete import Rete, ReteError

from .programs import Draft, facts, flag_program, programs

pytestmark = pytest.mark.skipif(
    not rete.available(), reason="durable-rules cannot be imported by this Python"
)


def flag(number: int) -> IsOneOf:
    return IsOneOf(f"flag.{number}", frozenset({True}))


def network(engine: Rete, tested: Sequence[Truth]) -> dict[int, Truth]:
    """What follows in one world."""
    return engine.networks([tested])[0]


def whole(program: Program) -> Rete:
    return Rete(program, range(len(program.nodes)))


def assert_same(program: Program, cases: Sequence[Sequence[Truth]]) -> None:
    engine = whole(program)
    for tested in cases:
        assert list(network(engine, tested).items()) == list(
            enumerate(naive.network(program, tested))
        )
    engine.close()


def random_cases(program: Program, count: int = 20) -> list[list[Truth]]:
    chance = random.Random(count)
    pool: tuple[Truth, ...] = (True, False, None)
    size = len(program.comparisons)
    cases: list[list[Truth]] = [[truth] * size for truth in pool]
    return cases + [[chance.choice(pool) for _ in range(size)] for _ in range(count)]


@settings(max_examples=75, deadline=None)
@given(programs(), facts())
def test_it_derives_what_the_naive_evaluator_says(
    program: Program, told: dict[str, FactValue]
) -> None:
    assert_same(program, [[comparison.truth(told) for comparison in program.comparisons]])


def test_only_the_cone_of_the_roots_is_derived() -> None:
    program = flag_program(1, tests=30, size=100)
    cases = random_cases(program)
    engine = Rete(program, [60])
    for tested in cases:
        every = naive.network(program, tested)
        assert network(engine, tested) == {node: every[node] for node in program.cone([60])}


def test_worlds_within_one_another_are_told_once() -> None:
    """Worlds that know ever more, and others, in whatever order, are each world alone."""
    program = flag_program(5, tests=30, size=100)
    engine = whole(program)
    worlds = []
    for tested in random_cases(program)[:6]:
        worlds += [tested, [None, None, *tested[2:]], [None] * 9 + [*tested[9:]]]
    assert engine.networks(worlds) == [
        dict(enumerate(naive.network(program, each))) for each in worlds
    ]


def test_what_follows_in_two_rulesets_stays_when_one_takes_it_back() -> None:
    draft = Draft()
    tests = [draft.test(flag(number)) for number in range(600)]
    wide = draft.node("any", *tests)
    engine = whole(draft.program([]))
    assert len(engine._rulesets) > 1
    both: list[Truth] = [True, *[None] * 598, True]
    worlds = [both, [False, *both[1:]], [*both[:-1], False], [False, *both[1:-1], False]]
    assert [found[wide] for found in engine.networks(worlds)] == [True, True, True, None]


def test_a_case_leaves_nothing_behind_for_the_next() -> None:
    program = flag_program(2, tests=30, size=100)
    engine = whole(program)
    cases = random_cases(program)
    first = [network(engine, tested) for tested in cases]
    assert [network(engine, tested) for tested in reversed(cases)] == first[::-1]


@pytest.mark.parametrize("op", ["all", "any"])
@pytest.mark.parametrize("parts", [1, 7, 8, 9, 16, 17, 40, 64, 65, 600])
def test_all_and_any_of_any_width(op: str, parts: int) -> None:
    draft = Draft()
    tests = [draft.test(flag(number)) for number in range(parts)]
    draft.node("all" if op == "all" else "any", *tests)
    cases: list[list[Truth]] = [[truth] * parts for truth in (True, False, None)]
    for odd in {0, parts // 2, parts - 1}:
        for usual in (True, False):
            for exception in (None, not usual):
                case: list[Truth] = [usual] * parts
                case[odd] = exception
                cases.append(case)
    assert_same(draft.program([]), cases)


@pytest.mark.parametrize("readers", [59, 60, 61, 65, 300])
def test_one_literal_may_be_read_by_many_rules(readers: int) -> None:
    draft = Draft()
    shared, *others = (draft.test(flag(number)) for number in range(readers + 1))
    for other in others:
        draft.node("all", shared, other)
        draft.node("any", shared, other)
    program = draft.program([])
    assert_same(program, random_cases(program, 5))


@pytest.mark.parametrize("tests", [249, 250, 251, 512, 513, 600])
def test_many_comparisons(tests: int) -> None:
    draft = Draft()
    nodes = [draft.test(flag(number)) for number in range(tests)]
    for left, right in itertools.pairwise(nodes):
        draft.node("all", left, right)
    program = draft.program([])
    assert_same(program, random_cases(program, 3))


@pytest.mark.parametrize("length", [300, 3000])
def test_deep_chains(length: int) -> None:
    draft = Draft()
    last = draft.test(flag(0))
    second = draft.test(flag(1))
    for step in range(length):
        if step % 3 == 0:
            last = draft.node("not", last)
        else:
            last = draft.node("all" if step % 3 == 1 else "any", last, second)
    program = draft.program([])
    assert_same(program, random_cases(program, 3))


def test_a_choice_of_twenty_windows() -> None:
    draft = Draft()
    lives = draft.windows("number.weight", range(10, 200, 10))
    says = [draft.test(flag(number)) for number in range(len(lives))]
    draft.choose(lives, says)
    program = draft.program([])
    chance = random.Random(3)
    cases = []
    for _ in range(40):
        low, high = sorted(chance.choices(range(0, 210), k=2))
        told: dict[str, FactValue] = {"number.weight": Bounds(low, high)}
        told |= {f"flag.{n}": chance.random() < 0.2 for n in range(20) if chance.random() < 0.9}
        cases.append([comparison.truth(told) for comparison in program.comparisons])
    assert_same(program, cases)


def test_large_programs_in_many_rulesets() -> None:
    program = flag_program(4, tests=300, size=1500)
    assert_same(program, random_cases(program, 5))


def test_empty_and_constant_nodes() -> None:
    nodes = (
        Node("true"),
        Node("false"),
        Node("unknown"),
        Node("all"),
        Node("any"),
        Node("all", (0, 3, 3)),
        Node("any", (1, 2)),
        Node("not", (2,)),
    )
    assert_same(Program((), nodes, {}), [[]])
    assert Rete(Program((), (), {}), []).networks([[]]) == [{}]


def test_a_choice_with_no_live_branch_is_refused() -> None:
    draft = Draft()
    draft.choose([draft.test(flag(0)), draft.test(flag(1))], [draft.test(flag(2))] * 2)
    program = draft.program([len(draft.nodes) - 1])
    engine = whole(program)
    with pytest.raises(EngineDisagreement, match="`c0` follows to be both true and false"):
        network(engine, [False, False, True])
    assert network(engine, [True, False, True])[3] is True


def test_a_choice_with_two_live_branches_that_differ_is_refused() -> None:
    draft = Draft()
    draft.choose(
        [draft.test(flag(0)), draft.test(flag(1))], [draft.test(flag(2)), draft.test(flag(3))]
    )
    with pytest.raises(EngineDisagreement, match="node 4 follows"):
        network(whole(draft.program([])), [True, True, True, False])


def test_a_closed_engine_says_so() -> None:
    engine = whole(flag_program(5, tests=5, size=20))
    engine.close()
    engine.close()
    with pytest.raises(ReteError, match="the second engine is closed"):
        network(engine, [True] * 5)


def test_too_large_a_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rete, "MAX_LITERALS", 30)
    with pytest.raises(ReteError, match="has room for 30 literals"):
        whole(flag_program(5, tests=5, size=40))


def test_an_error_inside_durable_rules_comes_out_and_harms_nothing() -> None:
    program = flag_program(6, tests=20, size=60)
    engine = whole(program)
    expected = network(engine, [True] * 20)
    facts_of = engine._rulesets[0].facts
    literal = engine._encoding.tests[0][0]
    kept, facts_of[literal] = facts_of[literal], '{"id": "7", "x": 1e-05}'
    with pytest.raises(ReteError, match="the second engine"):
        network(engine, [True] * 20)
    facts_of[literal] = kept
    assert network(engine, [True] * 20) == expected


def test_a_fact_that_is_refused_is_an_error() -> None:
    engine = whole(flag_program(6, tests=20, size=60))
    facts_of = engine._rulesets[0].facts
    facts_of[engine._encoding.tests[0][0]] = '{"id": "7", "nothing": 1}'
    with pytest.raises(ReteError, match="refused the fact"):
        network(engine, [True] * 20)


def test_without_durable_rules_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert not rete.available()
    with pytest.raises(InputError, match="needs durable-rules"):
        whole(flag_program(5, tests=5, size=20))


def test_no_threads_are_started() -> None:
    code = (
        "import threading; from keiimport.logic.rete import *;"
        "from keiimport.logic.program import *;"
        "Rete(Program((), (Node('true'), Node('all', (0, 0))), {}), [1]).networks([[]]);"
        "print(threading.active_count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "1\n"


def test_property_names_start_at_the_last_place() -> None:
    """The names in `NAMES` must hash past `id` and `sid`, or every fact is slow."""

    def place(name: str) -> int:
        value = 0x811C9DC5
        for byte in name.encode():
            value = (value ^ byte) * 16777619 & 0xFFFFFFFF
        return value & 31

    assert {place(name) for name in rete.NAMES} == {31}
    assert max(place("id"), place("sid")) < 31


def resident() -> int:
    """Resident memory in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="memory is read from /proc"
)


@needs_proc
def test_a_thousand_cases_take_no_memory() -> None:
    program = flag_program(7, tests=60, size=150)
    cases = random_cases(program, 97)
    engine = whole(program)
    for tested in cases:
        network(engine, tested)
    gc.collect()
    before = resident()
    for _ in range(10):
        for tested in cases:
            network(engine, tested)
    assert resident() - before < 4_000_000


@needs_proc
def test_engines_that_are_let_go_take_no_memory() -> None:
    program = flag_program(8, tests=20, size=60)
    tested: list[Truth] = [True] * 20
    for _ in range(10):
        network(whole(program), tested)
    gc.collect()
    before = resident()
    for _ in range(100):
        network(whole(program), tested)
    assert resident() - before < 8_000_000
