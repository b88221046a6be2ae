# SPDX-License-Identifier: Apache-2.0
"""A case with more facts supposed is that case told them, alone or beside many others."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from keiimport import Case, InputError
from keiimport.decide.decision import DecidedCase
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.decide.worlds import MANY
from keiimport.facts.bounds import StatedBounds
from keiimport.facts.comparisons import FactValue
from keiimport.logic.cells import samples

from .cases import Told_, case_of, engine, evaluated, names, telling, told_cases, values

SUPPOSABLE = [name for name in names() if name != ENTRY_DAY]


@cache
def others() -> list[dict[str, FactValue]]:
    """Other facts that may be supposed, more than a pass sets bits for one by one."""
    index, vocabulary = engine().index, engine().rulebook.vocabulary
    found = [
        {name: value}
        for name in SUPPOSABLE
        for value in samples(index.thresholds.get(name, ()), vocabulary[name].type, {})[:1]
    ]
    assert len(found) > MANY
    return found


@st.composite
def answers(draw: Any) -> dict[str, FactValue]:
    chosen = draw(st.lists(st.sampled_from(SUPPOSABLE), min_size=1, max_size=3, unique=True))
    return {name: draw(values(name)) for name in chosen}


def said(decided: DecidedCase) -> list[object]:
    """All that is decided of a case."""
    picks = (None, *range(len(decided.index.paths)))
    return [decided.facts, decided.days, *map(decided.decision, picks), decided.refusing]


@settings(deadline=None)
@given(
    told_cases(most=3), st.lists(answers(), min_size=1, max_size=3), st.booleans(), st.booleans()
)
def test_a_supposed_case_is_the_case_told_so(
    told: dict[str, Told_], sets: list[dict[str, FactValue]], strict: bool, beside_many: bool
) -> None:
    verdict, vocabulary = evaluated(told, strict=strict), engine().rulebook.vocabulary
    every = [*sets, *(others() if beside_many else ())]
    for more, then in zip(sets, verdict._counterfactuals.answered(every), strict=False):
        also = {name: telling(vocabulary[name].type, value) for name, value in more.items()}
        try:
            case = case_of({**told, **also})
            read = Case.parse(case).told()
            other = engine().evaluate(case, strict=strict)
        except InputError:
            continue
        kept = (read[name] for name in more)
        if [v.bounds if isinstance(v, StatedBounds) else v for v in kept] == [*more.values()]:
            assert then is not None and said(then) == said(other._decided)
