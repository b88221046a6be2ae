# SPDX-License-Identifier: Apache-2.0
"""A session knows after each fact what the naive evaluator says of all facts so far."""

from __future__ import annotations

import gc
import random
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from keiimport.errors import EngineDisagreement, InputError, KeiimportError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, FactValue, Includes, IsOneOf, Truth
from keiimport.logic import naive, rete
from keiimport.logic.compile import ProgramBuilder
from keiimport.logic.program import Program
from keiimport.session import EngineName, ProgramSession

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


def opened(program: Program, engine: EngineName | None = None) -> closing[ProgramSession]:
    return closing(ProgramSession(program, program.names, engine=engine))


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
    with opened(program, engine=engine) as session:
        assert session.truths == expected(program, told)
        for name, value in history:
            before = session.truths
            if value is None:
                told.pop(name, None)
            else:
                told[name] = value
            changed = session.tell({name: value})
            after = expected(program, told)
            assert session.truths == after
            assert changed == {key: after[key] for key in after if after[key] is not before[key]}


@each_engine
def test_a_conversation(engine: EngineName) -> None:
    with opened(small(), engine=engine) as session:
        assert session.engine == engine
        assert session.truths == {"old": None, "open": None, "road": None, "always": True}
        assert session.tell({"vehicle.labels": frozenset({"canada"})}) == {}
        assert session.tell({"vehicle.age": Bounds(20, 30)}) == {}
        assert session.tell({"vehicle.age": Bounds(26, 30)}) == {"old": True, "open": True}
        assert session.tell({"vehicle.age": Bounds.point(24)}) == {"old": False, "open": False}
        assert session.tell({"vehicle.age": None}) == {"old": None, "open": None}
        assert session.tell({"vehicle.colour": "white"}) == {}
        assert session.truths["open"] is None


@each_engine
def test_only_the_names_asked_for_are_followed(engine: EngineName) -> None:
    program = small()
    names = {"is it open?": program.names["open"]}
    with closing(ProgramSession(program, names, engine=engine)) as session:
        assert session.tell({"vehicle.road": True}) == {}
        assert session.tell({"vehicle.labels": frozenset({"us"})}) == {"is it open?": True}


@needs_rete
def test_durable_rules_is_used_where_it_runs() -> None:
    assert ProgramSession(small(), small().names).engine == "rete"


def test_without_durable_rules_the_default_engine_replays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rete, "available", lambda: False)
    with opened(small()) as session:
        assert session.engine == "kernel"
        assert session.tell({"vehicle.age": Bounds.point(25)}) == {"old": True, "open": True}


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
    with opened(draft.program([draft.node("any", *pairs)])) as session:
        session.tell({"flag.0": True})
        assert len(asserted) == 2, "what begins the state, and the fact"
        session.tell({"flag.2": True})
        assert len(asserted) == 3
        session.tell({"flag.3": False})
        assert len(asserted) == 5, "the fact, and that its pair fails"


@each_engine
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vehicle.age", "26"),
        ("vehicle.age", True),
        ("vehicle.labels", "us"),
        ("vehicle.road", Bounds(1, 1)),
    ],
)
def test_a_value_of_another_kind_changes_nothing(
    engine: EngineName, name: str, value: FactValue
) -> None:
    with opened(small(), engine=engine) as session:
        with pytest.raises(InputError, match="the value is of another kind") as caught:
            session.tell({name: value})
        assert caught.value.at == name
        assert session.truths == {"old": None, "open": None, "road": None, "always": True}


@each_engine
def test_a_closed_session_can_only_be_read(engine: EngineName) -> None:
    session = ProgramSession(small(), small().names, engine=engine)
    session.tell({"vehicle.road": True})
    session.close()
    session.close()
    assert session.truths["road"] is True
    with pytest.raises(KeiimportError, match="the session is closed"):
        session.tell({"vehicle.road": False})


@needs_rete
def test_a_contradiction_is_refused_and_can_be_taken_back() -> None:
    draft = Draft()
    lives = [draft.test(IsOneOf(f"flag.{n}", frozenset({True}))) for n in range(2)]
    says = [draft.test(IsOneOf("flag.2", frozenset({True})))] * 2
    with opened(draft.program([draft.choose(lives, says)])) as session:
        session.tell({"flag.0": False})
        with pytest.raises(EngineDisagreement):
            session.tell({"flag.1": False})
        assert session.tell({"flag.1": None}) == {}
        session.tell({"flag.2": True})
        assert session.truths["c0"] is None or session.truths["c0"] is True


@each_engine
def test_five_thousand_facts_take_no_memory(engine: EngineName) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is read from /proc")

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    program = flag_program(9, tests=20, size=60)
    chance = random.Random(9)
    told: dict[str, FactValue | None] = {}
    with opened(program, engine=engine) as session:
        for count in range(6_000):
            if count == 1_000:
                gc.collect()
                before = resident()
            name, value = f"flag.{chance.randrange(20)}", chance.choice((True, True, False, None))
            session.tell({name: value})
            told[name] = value
        assert resident() - before < 4_000_000
        assert session.truths == expected(program, told)
