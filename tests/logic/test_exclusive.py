# SPDX-License-Identifier: Apache-2.0
"""What is declared exclusive is proved for every vehicle there can be."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from tests.verdict import cases

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, IsOneOf
from keiimport.facts.vocabulary import FactType
from keiimport.logic import naive, solving
from keiimport.logic.bundle import Bundle
from keiimport.logic.cells import samples
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.loader import load_files

TYPES = {
    fact.name: fact
    for fact in (
        FactType("vehicle.manufactured", "date"),
        FactType("vehicle.doors", "number", "count"),
        FactType("vehicle.make", "text"),
        FactType("vehicle.special_features", "choices", None, ("lift", "seat", "tank")),
        FactType("entry.date", "date"),
    )
}
FACTS = "facts:\n" + "\n".join(
    f'  {name}: {{title: {name.split(".")[1]}, question: "What?", where: there}}' for name in TYPES
)
CLASSES = """
title: Classes
conclusions:
  class.one: {{when_no_rule: false, title: one}}
  class.two: {{when_no_rule: false, title: two}}
exactly_one: [class.one, class.two]
rules:
  - id: one
    concludes: class.one
    cite: [A]
    confidence: verified
    when: {one}
  - id: two
    concludes: class.two
    cite: [A]
    confidence: verified
    when: {two}
"""


def bundle(one: str, two: str, types: Mapping[str, FactType] = TYPES) -> Bundle:
    files = {
        "rulebook.yaml": b'version: "t"\nagencies:\n  nhtsa: {name: N}\n',
        "facts.yaml": FACTS.encode(),
        "presumptions.yaml": b"presumptions: []\n",
        "words.yaml": (rules_folder() / "words.yaml").read_bytes(),
        "a.yaml": CLASSES.format(one=one, two=two).encode(),
    }
    return Bundle.make(load_files(files, types=types))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("{vehicle.doors: {at_least: 1}}", "{vehicle.doors: {at_most: 0}}"),
        ("{vehicle.doors: {above: 4}}", "{vehicle.doors: {at_most: 4}}"),
        ("{vehicle.make: Nissan}", "{vehicle.make: {is_not: Nissan}}"),
        (
            "{vehicle.special_features: {includes: lift}}",
            "{not: {vehicle.special_features: {includes: lift}}}",
        ),
        (
            "{vehicle.manufactured: {from: 2000-01-01}}",
            "{vehicle.manufactured: {until: 1999-12-31}}",
        ),
    ],
)
def test_halves_that_fit_are_accepted(one: str, two: str) -> None:
    """Each half begins where the other ends."""
    bundle(one, two)


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("{vehicle.doors: {at_least: 2}}", "{vehicle.doors: {is: 1}}", "none of them"),
        ("{vehicle.doors: {at_least: 1}}", "{vehicle.doors: {is: 99}}", "would hold"),
        ("{vehicle.make: Nissan}", "{vehicle.make: Honda}", "none of them"),
        (
            "{vehicle.manufactured: {from: 2000-01-01}}",
            "{vehicle.manufactured: {until: 1999-12-30}}",
            "none of them .* 1999-12-31",
        ),
        ("{law.day: {from: 2000-01-01}}", "{law.day: {until: 1999-12-30}}", "law.day 1999-12-31"),
    ],
)
def test_halves_that_do_not_fit_are_refused(one: str, two: str, words: str) -> None:
    """A gap or an overlap of one door, one day or one make is found."""
    with pytest.raises(RuleError, match=words):
        bundle(one, two)


def test_only_two_features_together_overlap() -> None:
    """An overlap that needs two words of a list, and not the third, is found."""
    lift, seat, tank = (
        "{vehicle.special_features: {includes: " + word + "}}" for word in ("lift", "seat", "tank")
    )
    no_tank = "{not: " + tank + "}"
    two_alone = "{all: [" + ", ".join((lift, seat, no_tank)) + "]}"
    words = r"would hold for vehicle\.special_features lift, seat;"
    with pytest.raises(RuleError, match=words):
        bundle("{any: [" + two_alone + ", " + tank + "]}", no_tank)


def test_some_of_many_words_together_overlap() -> None:
    """Of a list of many words any may stand together, not only one alone or all."""
    words = tuple("abcdefghij")
    has = [f"{{vehicle.special_features: {{includes: {word}}}}}" for word in words]
    two = "{all: [" + ", ".join([*has[:2], *(f"{{not: {each}}}" for each in has[2:])]) + "]}"
    feature = FactType("vehicle.special_features", "choices", None, words)
    with pytest.raises(RuleError, match=r"class\.one and class\.two would hold"):
        bundle(has[0], f"{{any: [{two}, {{not: {has[0]}}}]}}", TYPES | {feature.name: feature})


def test_whether_a_rule_is_live_may_be_unknown() -> None:
    """Where nobody knows whether a rule is live, and it would say no, its class does not hold."""
    four = "{vehicle.doors: {at_least: 4}}"
    with pytest.raises(RuleError, match="none of them would hold"):
        bundle(four + "\n    applies: {unknown: who knows}", four)


def test_a_proof_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group that takes too many trials is an error, never a hang."""
    many = "{any: [vehicle.doors: {at_least: 1}, vehicle.make: Nissan]}"
    monkeypatch.setattr(solving, "MOST_TRIALS", 0)
    with pytest.raises(RuleError, match="cannot be proved"):
        bundle(many, many)


def test_what_no_single_fact_settles_is_not_proved() -> None:
    """An age hangs on two days, of which each alone may be any."""
    age = "{vehicle.manufactured: {age: {at_least: 25 years, by: entry.date, count: anniversary, "
    age += "leap_day: next_day}}}"
    new, entered = "{vehicle.manufactured: {from: 2020-01-01}}", "{entry.date: {until: 2021-01-01}}"
    old_and_new = "{all: [" + ", ".join((age, new, entered)) + "]}"
    with pytest.raises(RuleError, match="cannot be proved"):
        bundle(old_and_new, "{any: [{not: " + old_and_new + "}, " + old_and_new + "]}")


# -- cells that a proof must not forget --------------------------------------


def test_nothing_at_all_is_a_number_too() -> None:
    """A threshold of none leaves the cell of zero."""
    doors = next(c for c in cases.program().comparisons if "vehicle.doors" in c.reads)
    values = samples([doors], FactType("vehicle.doors", "number", "count"), {})
    assert Bounds.point(0) in values and Bounds.point(1) in values


def test_a_text_may_be_something_else() -> None:
    """A text that rules compare with some words may also be none of them."""
    every = cases.program().comparisons
    tests = [c for c in every if c.reads == ("vehicle.make",) and isinstance(c, IsOneOf)]
    values = samples(tests, FactType("vehicle.make", "text"), {})
    truths = {tuple(test.truth({"vehicle.make": value}) for test in tests) for value in values}
    assert tuple(False for _ in tests) in truths


# -- the real rules ----------------------------------------------------------


@settings(max_examples=50, deadline=None)
@given(cases.program_facts())
def test_never_two_classes(told: cases.Facts) -> None:
    """At most one class of an exclusive group holds, and not all of them fail."""
    names = cases.program().names
    truths = naive.truths(cases.program(), told)
    for group in cases.engine().rulebook.exactly_one:
        found = [truths[names[name]] for name in group]
        assert found.count(True) <= 1
        assert found.count(False) < len(found)


def test_a_vehicle_told_in_full_has_one_class() -> None:
    """With everything told exactly one class holds."""
    vocabulary, program = cases.engine().rulebook.vocabulary, cases.program()
    chance, sure = random.Random(7), {}
    for name in dict.fromkeys(cases.names()):
        tests = [test for test in program.comparisons if test.reads == (name,)]
        cells = samples(program.comparisons, vocabulary[name].type, {})
        # a speed between 25 mph and 40 km/h is unknown to a law that prints both
        sure[name] = [c for c in cells if all(test.truth({name: c}) is not None for test in tests)]
    for _ in range(60):
        facts: dict[str, FactValue | None] = dict(cases.completed("carry-1998"))
        facts.update({name: chance.choice(values) for name, values in sure.items()})
        truths = naive.truths(program, facts)
        for group in cases.engine().rulebook.exactly_one:
            found = [truths[program.names[name]] for name in group]
            assert found.count(True) == 1
            assert found.count(False) == len(found) - 1
