# SPDX-License-Identifier: Apache-2.0
"""The doors found in one pass over all days: the same as a look at one day after the other."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict.cases import CART, Told_, evaluated, told_cases

from keiimport import Case
from keiimport.verdict.outcome import Sight

AS_OF = (None, "2005-06-01", "1997-01-01")


@settings(max_examples=120, deadline=None)
@given(told_cases(most=6), st.sampled_from(AS_OF))
def test_one_pass_settles_what_looks_settle(told: dict[str, Told_], as_of: str | None) -> None:
    """Outcome, earliest and possible day of the whole and of every door; every look."""
    assert_settles_alike(told, as_of)


@settings(max_examples=120, deadline=None)
@given(
    told_cases(most=5, of=Case.parse(CART).told()),
    st.sampled_from((*AS_OF, "2026-11-21")),
)
def test_so_it_does_where_a_gate_waits_for_an_action(
    told: dict[str, Told_], as_of: str | None
) -> None:
    """A gate that is cleared without asking for letters that could say either thing."""
    assert_settles_alike(told, as_of)


def assert_settles_alike(told: dict[str, Told_], as_of: str | None) -> None:
    """The one pass and the looks at each day."""
    pinned: dict[str, Any] = {} if as_of is None else {"as_of": as_of}
    one = evaluated(told, **pinned)._sight
    assert one._one_pass
    # an engine of which nothing is known but its answers is asked day by day
    other = Sight(one.law, one.facts, lambda changes: one._asked(changes), as_of is not None)
    assert not other._one_pass
    assert one.later() == other.later()
    for pick in (None, *range(len(one.law.paths))):
        assert one.settle(pick) == other.settle(pick)
    for day in (one.day, *one.later()):
        for done in (True, False):
            assert one.look(day, done) == other.look(day, done)
