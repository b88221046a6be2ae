# SPDX-License-Identifier: Apache-2.0
"""What is solved for is as wanted, and where nothing is found there is nothing."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from keiimport.facts.comparisons import IsOneOf, Truth
from keiimport.logic import naive
from keiimport.logic.program import Node, Program
from keiimport.logic.solving import Search, TooMany

from .programs import flag_program

TESTS = 6


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_a_solution_where_there_is_one(seed: int) -> None:
    program, chance = flag_program(seed, TESTS, 60), Random(seed)
    search = Search(program, lambda fact, met: [True])
    every = [naive.network(program, row) for row in product((True, False), repeat=TESTS)]
    for _ in range(20):
        nodes = chance.sample(range(len(program.nodes)), chance.randrange(1, 5))
        wanted = [(node, chance.random() < 0.5) for node in nodes]
        found = search.tests(wanted, chance, 10_000)
        able = any(all(row[node] is truth for node, truth in wanted) for row in every)
        assert (found is not None) is able
        if found is not None:
            tested: list[Truth] = [found.get(number) for number in range(TESTS)]
            truths = naive.network(program, tested)
            assert all(truths[node] is truth for node, truth in wanted)


def test_what_is_not_encoded_neither_holds_nor_fails() -> None:
    program = Program((), (Node("unknown"), Node("not", (0,))), {})
    search = Search(program, lambda fact, met: [True])
    assert all(
        search.tests([(node, truth)], Random(0), 10) is None
        for node in (0, 1)
        for truth in (True, False)
    )


def test_what_no_value_meets_is_no_solution() -> None:
    tests = tuple(IsOneOf("flag", frozenset({truth})) for truth in (True, False))
    program = Program(tests, (Node("test", (0,)), Node("test", (1,))), {})
    search = Search(program, lambda fact, met: [] if len(met) > 1 else [True])
    assert search.tests([(0, True)], Random(0), 10) == {0: True}
    assert search.tests([(0, True), (1, True)], Random(0), 10) is None


def test_it_says_when_it_gives_up() -> None:
    program = flag_program(3, TESTS, 60)
    search = Search(program, lambda fact, met: [True])
    last = len(program.nodes) - 1
    with pytest.raises(TooMany):
        for truth in (True, False):
            search.tests([(last, truth), (last - 1, truth)], Random(0), 0)
