# SPDX-License-Identifier: Apache-2.0
"""Conditions: what each spelling means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from keiimport.errors import RuleErrors
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
)
from keiimport.facts.units import parse_figure
from keiimport.facts.vocabulary import FactType, Vocabulary
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.model import Condition, Rule, Rulebook
from keiimport.rulebook.yaml import read_yaml

MPH_20, KMH_32 = parse_figure("20 mph", "speed"), parse_figure("32 km/h", "speed")
MPH_25, KMH_40 = parse_figure("25 mph", "speed"), parse_figure("40 km/h", "speed")


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def rules(load_sample: Callable[[Path], Rulebook]) -> Mapping[str, Rule]:
    """The rules of the good sample of conditions, by id."""
    book = load_sample(Path(__file__).parent / "good" / "conditions.yaml")
    return {rule.id: rule for rule in book.rules}


def shape(condition: Condition) -> object:
    """A condition without places, numbers and words, short enough to compare."""
    if condition.op in ("fact", "conclusion"):
        return condition.comparison or condition.conclusion
    if condition.op in ("true", "unknown"):
        return condition.op
    return (condition.op, *(shape(part) for part in condition.parts))


def test_names_and_exceptions(rules: Mapping[str, Rule]) -> None:
    """A name must hold; a list of exceptions is any of them; a bare value is `is`."""
    rule = rules["r.plain"]
    assert shape(rule.when) == "class.truck"
    assert rule.unless is not None
    three = ("all", AtLeast("vehicle.wheels", 3, 3), AtMost("vehicle.wheels", 3, 3))
    assert shape(rule.unless) == ("any", IsOneOf("vehicle.kei", frozenset({True})), three)
    assert shape(rules["r.list"].when) == ("all", "class.truck", "true")
    assert shape(rules["r.truck"].when) == IsOneOf("vehicle.body", frozenset({"pickup"}))


def test_nesting_and_words(rules: Mapping[str, Rule]) -> None:
    """Words stay with the part they stand beside."""
    when = rules["r.nested"].when
    not_kei = ("not", IsOneOf("vehicle.kei", frozenset({False})))
    assert shape(when) == ("any", ("all", "class.truck", ("not", "class.car")), not_kei)
    assert when.otherwise == "neither with {vehicle.wheels} wheels on {law.day}"
    assert when.parts[0].because == "it is a truck"
    assert when.parts[1].otherwise == "it is no kei vehicle"
    assert rules["r.nested"].because == "one of them"


def test_every_test(rules: Mapping[str, Rule]) -> None:
    """Each test on a fact is the comparison it names; pairs keep both figures, sorted."""
    kei, gvwr = "vehicle.kei", "vehicle.gvwr"
    day = ordinal("2006-06-05")
    pounds, kilograms = parse_figure("3000 lb", "weight"), parse_figure("1361 kg", "weight")
    hundred = parse_figure("100 kg", "weight")
    built = "vehicle.manufactured"
    assert shape(rules["r.tests"].when) == (
        "all",
        ("all", AtLeast("vehicle.wheels", 4, 4), AtMost("vehicle.wheels", 4, 4)),
        ("not", ("all", AtLeast("vehicle.wheels", 3, 3), AtMost("vehicle.wheels", 3, 3))),
        (
            "all",
            ("not", AtMost("vehicle.top_speed", KMH_32, MPH_20)),
            AtMost("vehicle.top_speed", KMH_40, MPH_25),
        ),
        ("not", AtLeast(gvwr, pounds, kilograms)),
        AtLeast(gvwr, hundred, hundred),
        IsOneOf("vehicle.body", frozenset({"pickup", "van"})),
        ("not", IsOneOf("vehicle.body", frozenset({"bus"}))),
        IsOneOf("vehicle.make", frozenset({"Suzuki"})),
        Includes("vehicle.certified_to", "us_fmvss"),
        ("not", Includes("vehicle.certified_to", "canada_cmvss")),
        IsTold("vehicle.powertrain"),
        ("all", AtLeast(built, day, day),
         AtMost(built, ordinal("2020-12-31"), ordinal("2020-12-31"))),
        ("all", AtLeast("entry.date", day + 1, day + 1),
         AtMost("entry.date", ordinal("2020-12-31"), ordinal("2020-12-31"))),
        AtLeast("law.day", ordinal("2025-08-29"), ordinal("2025-08-29")),
        IsOneOf(kei, frozenset({False})),
    )  # fmt: skip


def test_ages(rules: Mapping[str, Rule]) -> None:
    """An age names both dates, the way of counting and the leap day."""
    expected = HasAged("vehicle.manufactured", "entry.date", 25, "anniversary", "last_day")
    assert shape(rules["r.old"].when) == expected


def test_law_not_encoded(rules: Mapping[str, Rule]) -> None:
    """What is not encoded is unknown either way, and says why."""
    when = rules["r.unknown"].when
    assert (when.op, when.because, when.otherwise) == ("unknown", *["the text is not encoded"] * 2)


def test_numbers_and_places(load_sample: Callable[[Path], Rulebook]) -> None:
    """Every condition has its own number and the place where it is written."""
    book = load_sample(Path(__file__).parent / "good" / "conditions.yaml")
    tops = [rule.when for rule in book.rules] + [path.open_when for path in book.paths]
    parts = [part for top in tops for part in top.walk()]
    assert len({part.number for part in parts}) == len(parts)
    assert all(part.place is not None and part.number > 0 for part in parts)


def test_alone(types: Mapping[str, FactType]) -> None:
    """One condition can be read by itself, with every error it holds."""
    node = read_yaml(b"[class.trcuk, {any: [class.a, {law.dya: {form: 1}}]}]", "f.yaml")
    with pytest.raises(RuleErrors) as raised:
        reader = ConditionReader(Vocabulary({}), ["class.a", "class.truck"])
        reader.read(node)
        reader.problems.raise_all()
    assert [error.sentence() for error in raised.value.errors] == [
        "f.yaml:1:2: there is no fact or conclusion `class.trcuk`; expected `class.truck`",
        "f.yaml:1:32: there is no fact or conclusion `law.dya`; expected `law.day`",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", "true"),
        ("false", ("not", "true")),
        ("{class.a: true}", "class.a"),
        ("{not: {not: class.a}}", ("not", ("not", "class.a"))),
        ("[class.a]", "class.a"),
        ("{any: [class.a]}", "class.a"),
        ("{unknown: why}", "unknown"),
    ],
)
def test_small(text: str, expected: object) -> None:
    """Constants, single parts and double negations."""
    node = read_yaml(text.encode(), "f.yaml")
    found = ConditionReader(Vocabulary({}), ["class.a"]).read(node)
    assert shape(found) == expected


def test_comparisons_are_comparisons(rules: Mapping[str, Rule]) -> None:
    """Nothing but comparisons reaches the engines."""
    for rule in rules.values():
        for part in rule.when.walk():
            assert part.comparison is None or isinstance(part.comparison, Comparison)
