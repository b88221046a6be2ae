# SPDX-License-Identifier: Apache-2.0
"""Facts with the same signature have the same truths, and only tests tell signatures apart."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from tests.verdict.cases import engine, evaluated, told_cases

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, IsOneOf
from keiimport.inference.kernel import Kernel
from keiimport.inference.program import ProgramBuilder
from keiimport.inference.signature import Signatures

SEEN: dict[Any, list[Any]] = {}


@settings(max_examples=150, deadline=None)
@given(told_cases(most=4))
def test_the_same_signature_means_the_same_truths(told: dict[str, Any]) -> None:
    """On the real rulebook, over random cases."""
    law = engine().law
    sight = evaluated(told)._sight
    for done in (False, True):
        facts = sight.on(sight.day, done)
        truths = law.kernel.truths(law.core, facts)
        assert SEEN.setdefault(law.signatures.of(facts), truths) == truths


def test_numbers_and_texts_that_no_test_tells_apart_look_alike() -> None:
    """A pair of printed figures has a cell of its own between them and at each."""
    builder = ProgramBuilder()
    tests = [
        builder.test(AtLeast("weight", 100, 103)),
        builder.test(AtMost("speed", 25, 40)),
        builder.test(IsOneOf("model", frozenset({"Sakura"}))),
        builder.test(IsOneOf("road", frozenset({True}))),
    ]
    program = builder.program()
    signatures = Signatures(Kernel(program), [program.nodes[test].args[0] for test in tests])

    def of(**facts: Any) -> object:
        return signatures.of(facts)

    assert of(weight=Bounds.point(101)) == of(weight=Bounds.point(102))
    assert len({of(weight=Bounds.point(n)) for n in (99, 100, 101)}) == 3
    assert of(weight=Bounds.point(100)) == of(weight=Bounds.point(103))
    assert len({of(speed=Bounds.point(n)) for n in (25, 39, 41)}) == 3
    assert of(speed=Bounds.point(25)) == of(speed=Bounds.point(40))
    assert of(weight=Bounds(None, 99)) == of(weight=Bounds(5, 99))
    assert of(model="Carry") == of(model="Hijet") != of(model="Sakura")
    assert len({of(), of(model="Carry"), of(road=False), of(road=True)}) == 4
