# SPDX-License-Identifier: Apache-2.0
"""A conversation as a stranger begins it: no program, no rulebook, plain values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import keiimport
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case
from keiimport.logic import rete
from keiimport.session import Network

RULES = Path(__file__).parents[1] / "rules"
OLD = "age.nhtsa_25_years"


@pytest.fixture(scope="module")
def engine() -> keiimport.Engine:
    return keiimport.Engine()


def test_it_needs_no_argument_and_reads_values_as_a_case_does() -> None:
    with keiimport.Session() as session:
        assert session.engine == ("rete" if rete.available() else "kernel")
        session.tell("vehicle.manufactured", "1998-05")
        assert session.truth(OLD) is None, "no day is taken for granted"
        assert session.tell("entry.date", "2026-11-21")[OLD] is True
        assert session.tell("entry.date", "2020-11-21")[OLD] is False
        told = session.told["vehicle.manufactured"]
        case = Case.parse({"vehicle": {"manufactured": "1998-05"}})
        assert told == case.told()["vehicle.manufactured"]


@pytest.mark.parametrize(
    ("name", "value", "bounds"),
    [
        ("vehicle.manufactured", "平成10年5月", Bounds(729510, 729540)),
        ("vehicle.top_speed", "25 mph", None),
        ("vehicle.gvwr", {"min": "1290 kg", "max": "1300 kg"}, None),
    ],
)
def test_units_eras_and_bounds(
    engine: keiimport.Engine, name: str, value: object, bounds: Bounds | None
) -> None:
    with engine.session() as session:
        session.tell(name, value)
        told = session.told[name]
        assert told == Case.parse({name: value}).told()[name]
        assert isinstance(told, StatedBounds) and (bounds is None or told.bounds == bounds)


def test_nothing_else_is_known(engine: keiimport.Engine) -> None:
    """Neither the catalogue nor a presumption fills in what nobody told."""
    with engine.session(vehicle={"make": "Nissan", "model": "Sakura"}) as session:
        assert set(session.told) == {"vehicle.make", "vehicle.model"}
        assert session.truth("class.motor_vehicle") is None


def test_none_forgets(engine: keiimport.Engine) -> None:
    with engine.session(entry={"date": "2026-11-21"}) as session:
        before = session.truths()
        assert session.tell("vehicle.manufactured", "1998-05")[OLD] is True
        assert session.tell("vehicle.manufactured", None)[OLD] is None
        assert session.truths() == before
        assert set(session.told) == {"entry.date"}


def test_the_law_is_that_of_the_entry_unless_a_day_is_named(engine: keiimport.Engine) -> None:
    for as_of in ("2020-02-29", date(2020, 2, 29)):
        with engine.session(as_of=as_of) as pinned, engine.session() as free:
            told = "entry.date", "2026-11-21"
            assert free.truths() != pinned.truths()
            assert pinned.tell(*told) != free.tell(*told)
    with pytest.raises(keiimport.InputError, match="must be one day") as caught:
        engine.session(as_of="2020")
    assert caught.value.at == "as_of"


def test_paths_follow_too(engine: keiimport.Engine) -> None:
    with engine.session(entry={"date": "2026-11-21", "purpose": "road_use"}) as session:
        assert session.truth("nhtsa.box_1") is None
        assert session.tell("vehicle.manufactured", "2022")["nhtsa.box_1"] is False


@pytest.mark.parametrize("value", ["Suzuki", None])
def test_a_fact_that_is_none_names_the_nearest(engine: keiimport.Engine, value: object) -> None:
    with engine.session() as session:
        with pytest.raises(keiimport.InputError) as caught:
            session.tell("vehicle.maek", value)
        assert (caught.value.at, caught.value.expected) == ("vehicle.maek", "`vehicle.make`")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vehicle.gvwr", "25 mph"),
        ("vehicle.manufactured", "2001-02-30"),
        ("vehicle.kei", "perhaps"),
        ("vehicle.body", "pickupp"),
        ("vehicle.fmvss.208", "perhaps"),
    ],
)
def test_a_value_that_is_none_changes_nothing(
    engine: keiimport.Engine, name: str, value: object
) -> None:
    with engine.session() as session:
        before = session.truths()
        with pytest.raises(keiimport.InputError) as caught:
            session.tell(name, value)
        assert caught.value.at == name
        assert (session.truths(), dict(session.told)) == (before, {})


def test_a_closed_session_can_only_be_read(engine: keiimport.Engine) -> None:
    with engine.session(vehicle={"manufactured": "1998-05"}) as session:
        before = session.truths()
    session.close()
    assert session.truths() == before
    with pytest.raises(keiimport.KeiimportError, match="the session is closed"):
        session.tell("entry.date", "2026-11-21")


def test_facts_that_the_rules_refuse_are_not_known(
    engine: keiimport.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise keiimport.EngineDisagreement("it follows to be both true and false")

    with engine.session(entry={"date": "2026-11-21"}) as session:
        with monkeypatch.context() as patch:
            patch.setattr(Network, "truths", refuse)
            with pytest.raises(keiimport.EngineDisagreement):
                session.tell("vehicle.manufactured", "1998-05-01")
        session.tell("vehicle.make", "Suzuki")
        assert session.truth(OLD) is None


def test_what_is_given_is_read_like_a_case(engine: keiimport.Engine) -> None:
    with pytest.raises(keiimport.InputError, match="unknown key `vehicel`"):
        engine.session(vehicel={})


def test_a_folder_may_be_named_in_text() -> None:
    shipped = keiimport.load_rulebook()
    assert keiimport.Engine(str(RULES)).rulebook.hash == shipped.hash
    assert keiimport.load_rulebook(str(RULES)).hash == shipped.hash
    with keiimport.Session(str(RULES)) as session:
        assert session.tell("entry.date", "2026-11-21") != {}


def test_what_are_no_rules_is_said() -> None:
    with pytest.raises(keiimport.RuleError, match="there is no folder `nowhere`"):
        keiimport.Engine("nowhere")
    with pytest.raises(keiimport.InputError, match="expected a rulebook") as caught:
        keiimport.Engine(7)  # type: ignore[arg-type]
    assert caught.value.at == "rulebook"


def test_an_engine_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(
        keiimport.InputError, match="there is no engine `nonsense`; expected `rete` or `ker"
    ):
        keiimport.Session(engine="nonsense")  # type: ignore[arg-type]
