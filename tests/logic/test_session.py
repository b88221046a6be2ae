# SPDX-License-Identifier: Apache-2.0
"""What a session follows finds after each fact what the naive evaluator says of all so far."""

from __future__ import annotations

import gc
import random
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from keiimport.errors import EngineDisagreement
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, FactValue, Includes, IsOneOf, Truth
from keiimport.logic import naive, rete
from keiimport.logic.compile import ProgramBuilder
from keiimport.logic.program import Program
from keiimport.session import EngineName, Network

from .programs import Draft, flag_program, histories, programs

needs_rete = pytest.mark.skipif(
    not rete.available(), reason="durable-rules cannot be imported by this Python"
)
each_engine = pytest.mark.parametrize(
    "engine", [pytest.param("rete", marks=needs_rete), pytest.param("kernel")]
)


def expected(program: Program, told: Mapping[str, FactValue | None]) -> dict[str, Truth]:
    found = naive.truths(program, told)
    return {name: found[node] for name, node in program.names.items()}


def opened(program: Program, engine: EngineName | None = None) -> closing[Network]:
    return closing(Network(program, program.names, engine))


def small() -> Program:
    builder = ProgramBuilder()
    old = builder.test(AtLeast("vehicle.age", 25, 25))
    label = builder.test(Includes("vehicle.labels", "us"))
    builder.names["old"] = old
    builder.names["open"] = builder.any([old, label])
    builder.names["road"] = builder.test(IsOneOf("vehicle.road", frozenset({True})))
    builder.names["always"] = builder.constant(True)
    return builder.program()


@each_engine
@settings(max_examples=40, deadline=None)
@given(program=programs(), history=histories())
def test_it_equals_the_naive_evaluator_after_every_fact(
    engine: EngineName, program: Program, history: list[tuple[str, FactValue | None]]
) -> None:
    told: dict[str, FactValue] = {}
    with opened(program, engine=engine) as network:
        assert network.truths(told) == expected(program, told)
        for name, value in history:
            if value is None:
                told.pop(name, None)
            else:
                told[name] = value
            assert network.truths(told) == expected(program, told)


@each_engine
def test_a_conversation(engine: EngineName) -> None:
    nothing = {"old": None, "open": None, "road": None, "always": True}
    with opened(small(), engine=engine) as network:
        assert network.engine == engine
        assert network.truths({}) == nothing
        assert network.truths({"vehicle.labels": frozenset({"canada"})}) == nothing
        assert network.truths({"vehicle.age": Bounds(20, 30)}) == nothing
        sure = network.truths({"vehicle.age": Bounds(26, 30)})
        assert sure == nothing | {"old": True, "open": True}
        young = {"vehicle.age": Bounds.point(24), "vehicle.labels": frozenset({"canada"})}
        assert network.truths(young) == nothing | {"old": False, "open": False}
        assert network.truths({"vehicle.colour": "white"}) == nothing


@each_engine
def test_only_the_names_asked_for_are_followed(engine: EngineName) -> None:
    program = small()
    names = {"is it open?": program.names["open"]}
    with closing(Network(program, names, engine)) as network:
        assert network.truths({"vehicle.road": True}) == {"is it open?": None}
        us = frozenset({"us"})
        assert network.truths({"vehicle.labels": us}) == {"is it open?": True}


@needs_rete
def test_durable_rules_is_used_where_it_runs() -> None:
    assert Network(small(), small().names).engine == "rete"


def test_without_durable_rules_the_default_engine_replays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rete, "available", lambda: False)
    with opened(small()) as network:
        assert network.engine == "kernel"
        assert network.truths({"vehicle.age": Bounds.point(25)})["open"] is True


@needs_rete
def test_only_what_is_newly_settled_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asserted: list[str] = []
    tell = rete._Ruleset.tell
    monkeypatch.setattr(
        rete._Ruleset, "tell", lambda self, fact: (asserted.append(fact), tell(self, fact))[1]
    )
    draft = Draft()
    tests = [draft.test(IsOneOf(f"flag.{n}", frozenset({True}))) for n in range(50)]
    pairs = [draft.node("all", *pair) for pair in zip(tests[::2], tests[1::2], strict=True)]
    with opened(draft.program([draft.node("any", *pairs)])) as network:
        told: dict[str, FactValue] = {"flag.0": True}
        network.truths(told)
        assert len(asserted) == 2, "what begins the state, and the fact"
        told["flag.2"] = True
        network.truths(told)
        assert len(asserted) == 3
        told["flag.3"] = False
        network.truths(told)
        assert len(asserted) == 5, "the fact, and that its pair fails"


@needs_rete
def test_a_contradiction_is_refused_and_can_be_taken_back() -> None:
    draft = Draft()
    lives = [draft.test(IsOneOf(f"flag.{n}", frozenset({True}))) for n in range(2)]
    says = [draft.test(IsOneOf("flag.2", frozenset({True})))] * 2
    with opened(draft.program([draft.choose(lives, says)])) as network:
        with pytest.raises(EngineDisagreement):
            network.truths({"flag.0": False, "flag.1": False})
        assert network.truths({"flag.0": False}) == {"c0": None}
        assert network.truths({"flag.0": False, "flag.2": True})["c0"] in (None, True)


@each_engine
def test_five_thousand_facts_take_no_memory(engine: EngineName) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is read from /proc")

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    program = flag_program(9, tests=20, size=60)
    chance = random.Random(9)
    told: dict[str, FactValue | None] = {}
    with opened(program, engine=engine) as network:
        for count in range(6_000):
            if count == 1_000:
                gc.collect()
                before = resident()
            name, value = f"flag.{chance.randrange(20)}", chance.choice((True, True, False, None))
            told[name] = value
            found = network.truths({n: v for n, v in told.items() if v is not None})
        assert resident() - before < 4_000_000
        assert found == expected(program, told)
