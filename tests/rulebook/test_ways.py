# SPDX-License-Identifier: Apache-2.0
"""Which truths a rule can have, before any case is looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keiimport.facts.comparisons import Truth
from keiimport.rulebook.describe import details
from keiimport.rulebook.model import Condition, OneWay, Rulebook
from keiimport.rulebook.ways import standing_one_way, ways

Load = Callable[..., Rulebook]

RULE = """title: A
conclusions:
  a.a: {{when_no_rule: false}}
rules:
  - id: a.rule
    concludes: a.a
    cite: [X]
    confidence: verified
    when: {when}
"""

LEAVES = st.sampled_from(
    [
        Condition("true"),
        Condition("unknown"),
        Condition("conclusion", conclusion="a.a"),
        Condition("conclusion", conclusion="a.b"),
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Condition, st.just("not"), st.tuples(inner)),
        st.builds(
            Condition,
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=4).map(tuple),
        ),
    ),
    max_leaves=8,
)


def truth(condition: Condition, of: dict[str, Truth]) -> Truth:
    """Kleene's strong logic, as it is written down."""
    parts = [truth(part, of) for part in condition.parts]
    match condition.op:
        case "true":
            return True
        case "unknown":
            return None
        case "not":
            return None if parts[0] is None else not parts[0]
        case "all":
            return False if False in parts else None if None in parts else True
        case "any":
            return True if True in parts else None if None in parts else False
        case _:
            assert condition.conclusion is not None
            return of[condition.conclusion]


@given(CONDITIONS)
def test_no_case_shows_what_is_said_to_be_impossible(condition: Condition) -> None:
    """A truth that some answer gives is always among the ways."""
    for a, b in product((True, False, None), repeat=2):
        assert truth(condition, {"a.a": a, "a.b": b}) in ways(condition)


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("{vehicle.kei: true}", None),
        ("{vehicle.kei: {told: true}}", OneWay(True, "nothing that it asks for can be otherwise")),
        ("true", OneWay(True, "nothing that it asks for can be otherwise")),
        ("{unknown: nobody saw it}", OneWay(None, "nobody saw it")),
        ("{all: [{vehicle.kei: true}, {unknown: nobody saw it}]}", OneWay(False, "nobody saw it")),
        ("{any: [{vehicle.kei: true}, {unknown: nobody saw it}]}", OneWay(True, "nobody saw it")),
    ],
)
def test_what_a_rule_leaves_open_is_its_reason(load: Load, when: str, found: OneWay | None) -> None:
    (rule,) = load(RULE.format(when=when)).rules
    assert standing_one_way(rule) == found


def test_what_a_rule_says_itself_is_shown(load: Load) -> None:
    said = "    one_way: {only: false, reason: no such vehicle was ever built}\n"
    book = load(RULE.format(when="{vehicle.kei: true}") + said)
    shown = details(book.rules[0], book.vocabulary)
    assert shown["one_way"] == {"only": "false", "reason": "no such vehicle was ever built"}
