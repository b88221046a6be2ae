# SPDX-License-Identifier: Apache-2.0
"""Every engine finds what the naive one does, and knowing more never takes anything back."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict import cases

from keiimport.errors import EngineDisagreement, InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.logic import naive, rete
from keiimport.logic.engines import make_judge
from keiimport.logic.kernel import Kernel, truth_at
from keiimport.logic.program import Node, Program
from keiimport.logic.rete import Rete

from .programs import facts, flag_program, programs, values

needs_rete = pytest.mark.skipif(
    not rete.available(), reason="durable-rules cannot be imported by this Python"
)
Facts = Mapping[str, FactValue | None]


def by_kernel(program: Program, told: Facts) -> list[Truth]:
    return Kernel(program).truths(range(len(program.nodes)), told)


# -- the same truths ---------------------------------------------------------


@settings(max_examples=75, deadline=None)
@given(programs(), facts())
def test_the_kernel_is_naive_on_random_programs(
    program: Program, told: dict[str, FactValue]
) -> None:
    """Generated Python finds the written semantics at every node."""
    assert by_kernel(program, told) == naive.truths(program, told)


@needs_rete
@settings(max_examples=30, deadline=None)
@given(programs(), facts())
def test_all_engines_are_one_on_random_programs(
    program: Program, told: dict[str, FactValue]
) -> None:
    """Naive = kernel = rete for the same Program, facts and nodes."""
    expected = naive.truths(program, told)
    engine = Rete(program, range(len(program.nodes)))
    [derived] = engine.networks([[each.truth(told) for each in program.comparisons]])
    engine.close()
    assert [derived[node] for node in range(len(program.nodes))] == expected
    assert by_kernel(program, told) == expected


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_long_program_is_generated_in_pieces(seed: int) -> None:
    """Expressions too long to inline get names of their own and mean the same."""
    program = flag_program(seed, tests=60, size=800, widest=40)
    told = {f"flag.{number}": number % 3 == 0 for number in range(0, 60, 2)}
    assert by_kernel(program, told) == naive.truths(program, told)


@cache
def all_nodes() -> tuple[int, ...]:
    return tuple(range(len(cases.program().nodes)))


@settings(max_examples=50, deadline=None)
@given(cases.program_facts())
def test_the_kernel_is_naive_on_the_real_rules(told: cases.Facts) -> None:
    """At every node of the rules as shipped, on and beside every threshold they have."""
    program, kernel = cases.program(), cases.engine().index.kernel
    found = kernel.truths(all_nodes(), told)
    expected = naive.truths(program, told)
    assert [n for n in all_nodes() if found[n] is not expected[n]] == []


@cache
def real_rete() -> Rete:
    return Rete(cases.program(), cases.engine().index.roots)


@needs_rete
@settings(max_examples=40, deadline=None)
@given(cases.program_facts())
def test_rete_is_naive_on_the_real_rules(told: cases.Facts) -> None:
    """At what every verdict asks for: offers, claims and gates."""
    program = cases.program()
    tested = [comparison.truth(told) for comparison in program.comparisons]
    expected = naive.network(program, tested)
    [derived] = real_rete().networks([tested])
    assert {n: derived[n] for n in cases.engine().index.roots} == {
        n: expected[n] for n in cases.engine().index.roots
    }


@settings(max_examples=40, deadline=None)
@given(programs(), st.lists(facts(), min_size=2, max_size=9))
def test_many_worlds_at_once_are_each_world_alone(
    program: Program, told: list[dict[str, FactValue]]
) -> None:
    """A bit for each world, and none of them knows of another."""
    kernel, nodes = Kernel(program), range(len(program.nodes))
    every = (1 << len(told)) - 1
    bits = kernel.bits(nodes, kernel.rails(told), every)
    for place, facts_ in enumerate(told):
        found = [truth_at(each, place) for each in bits.values()]
        assert found == naive.truths(program, facts_)


@settings(max_examples=30, deadline=None)
@given(st.lists(cases.program_facts(), min_size=2, max_size=6))
def test_many_worlds_of_the_real_rules_are_each_world_alone(told: list[cases.Facts]) -> None:
    program, kernel = cases.program(), cases.engine().index.kernel
    bits = kernel.bits(all_nodes(), kernel.rails(told), (1 << len(told)) - 1)
    for place, facts_ in enumerate(told):
        found = [truth_at(each, place) for each in bits.values()]
        assert found == naive.truths(program, facts_)


@pytest.mark.parametrize("wrong", [lambda truth: None, lambda truth: not truth])
def test_engines_that_differ_give_no_answer(wrong: Callable[[Truth], Truth]) -> None:
    """A second opinion that says something else than the kernel is no answer at all."""
    engine = copy.copy(cases.engine())
    naive_says = make_judge("naive", engine.index.bundle, engine.index.roots)
    assert naive_says is not None
    engine.name = "naive"
    engine._judge = naive_says
    assert engine.evaluate(cases.EXAMPLES["carry-1998"]).checked_by == ("kernel", "naive")
    assert engine.evaluate(cases.EXAMPLES["carry-1998"]).outcome
    # one root of many is enough: that it is 25 years old
    engine._judge = lambda worlds: [[wrong(each[0]), *each[1:]] for each in naive_says(worlds)]
    verdict = engine.evaluate(cases.EXAMPLES["carry-1998"])
    with pytest.raises(EngineDisagreement, match="no answer is given"):
        verdict.outcome  # noqa: B018


def test_an_engine_that_is_not_there() -> None:
    """An unknown name is an error that names the nearest one."""
    with pytest.raises(InputError, match="there is no engine `kernal`") as error:
        make_judge("kernal", cases.engine().index.bundle, [])
    assert error.value.expected == "`kernel`"


# -- knowing more ------------------------------------------------------------


@st.composite
def told_more(
    draw: Callable[..., Any], now: st.SearchStrategy[Any], of: Callable[[str], Any]
) -> tuple[Facts, Facts]:
    """Facts, and the same with more told of some of them: what was unknown or bounded."""
    before: dict[str, FactValue | None] = dict(draw(now))
    after = dict(before)
    for name in sorted(before):
        held = before[name]
        if isinstance(held, Bounds) and not held.exact and draw(st.booleans()):
            further = held.intersect(draw(of(name)))
            after[name] = further if further is not None else held
    unknown = draw(st.sampled_from(sorted(name for name in OPTIONAL if before.get(name) is None)))
    after[unknown] = draw(of(unknown))
    return before, after


OPTIONAL = ("flag.road", "choice.body", "number.weight", "number.speed", "date.built", "none")


def of_program(name: str) -> st.SearchStrategy[FactValue]:
    return st.booleans() if name == "none" else values(name)


@settings(max_examples=75, deadline=None)
@given(programs(), told_more(facts(), of_program))
def test_knowing_more_never_flips_a_settled_truth(
    program: Program, told: tuple[Facts, Facts]
) -> None:
    """Monotone knowledge: true stays true and false stays false; only unknown may change."""
    before, after = (naive.truths(program, facts) for facts in told)
    kept = [(was, now) for was, now in zip(before, after, strict=True) if was is not None]
    assert all(was is now for was, now in kept)


@settings(max_examples=50, deadline=None)
@given(cases.program_facts(), st.data())
def test_knowing_more_never_flips_a_settled_truth_of_the_real_rules(
    told: cases.Facts, data: st.DataObject
) -> None:
    """The same at every node of the rules as shipped."""
    more: cases.Facts = dict(told)
    for name in data.draw(st.lists(st.sampled_from(cases.names()), max_size=4, unique=True)):
        held = told.get(name)
        value = data.draw(cases.values(name))
        if held is None:
            more[name] = value
        elif isinstance(held, Bounds) and isinstance(value, Bounds):
            more[name] = held.intersect(value) or held
    before, after = (naive.truths(cases.program(), facts) for facts in (told, more))
    kept = [(was, now) for was, now in zip(before, after, strict=True) if was is not None]
    assert all(was is now for was, now in kept)


# -- choice ------------------------------------------------------------------


@st.composite
def choices(draw: Callable[..., Any]) -> tuple[list[Truth], list[Truth], int]:
    """Branches of which exactly one is live, as far as that is known, and which it is."""
    size = draw(st.integers(1, 6))
    at = draw(st.integers(0, size - 1))
    sure = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    lives: list[Truth] = [(i == at) if known else None for i, known in enumerate(sure)]
    truths = st.sampled_from((True, False, None))
    return lives, draw(st.lists(truths, min_size=size, max_size=size)), at


@given(choices(), st.randoms(use_true_random=False))
def test_the_order_of_branches_does_not_matter(
    drawn: tuple[list[Truth], list[Truth], int], chance: Any
) -> None:
    """A choice is a set of branches."""
    lives, says, _ = drawn
    pairs = list(zip(lives, says, strict=True))
    chance.shuffle(pairs)
    assert naive.choice(*zip(*pairs, strict=True)) is naive.choice(lives, says)


@given(choices())
def test_the_live_branch_is_the_choice(drawn: tuple[list[Truth], list[Truth], int]) -> None:
    """Where one branch is known to be live it equals that branch; else never against it."""
    lives, says, at = drawn
    found = naive.choice(lives, says)
    if lives[at] and all(live is False for i, live in enumerate(lives) if i != at):
        assert found is says[at]
    elif found is not None:
        assert says[at] in (found, None)
    if says[at] is not None and all(value is says[at] for value in says):
        assert found is says[at]


@settings(max_examples=30, deadline=None)
@given(programs(), facts(), st.randoms(use_true_random=False))
def test_engines_do_not_mind_the_order_of_branches(
    program: Program, told: dict[str, FactValue], chance: Any
) -> None:
    """Shuffling every choice of a Program changes no truth in the generated code."""

    def shuffled(args: Sequence[int]) -> tuple[int, ...]:
        pairs = list(zip(args[0::2], args[1::2], strict=True))
        chance.shuffle(pairs)
        return tuple(arg for pair in pairs for arg in pair)

    nodes = tuple(
        Node(node.op, shuffled(node.args)) if node.op == "choose" else node
        for node in program.nodes
    )
    turned = Program(program.comparisons, nodes, program.names)
    assert by_kernel(turned, told) == naive.truths(program, told)


def test_the_tables_of_standards_are_left_out_at_first() -> None:
    """Of the shipped rules: without them durable-rules has a third of the rules to learn."""
    index = cases.engine().index
    part = index.bundle.compiled.large_part
    assert part == index.program.names["certification.conforms"]
