# SPDX-License-Identifier: Apache-2.0
"""Rows filled in as columns have the facts that each of them has when it is filled in alone."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date

import polars as pl
import pytest
from tests.verdict.cases import engine

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import Case
from keiimport.facts.comparisons import Comparison, HasAged, Truth
from keiimport.facts.known import Filled, looked_at
from keiimport.inference.columns import HIGHEST, LOWEST
from keiimport.many.alike import Alike, checker
from keiimport.many.filled import Filling
from keiimport.many.held import Held
from keiimport.many.kinds import ToldFacts
from keiimport.many.reading import Reader
from keiimport.many.rows import CaseRows

from .market import TODAY, row


def filled(told: object, *, strict: bool) -> Filled:
    return engine()._fill(told, {}, TODAY, strict, {})  # type: ignore[arg-type]


def told(seed: int, size: int) -> list[Case]:
    chance = random.Random(seed)
    rows: list[Case] = []
    while len(rows) < size:
        with suppress(InputError):
            case = Case.parse(row(chance))
            filled(case, strict=True)
            rows.append(case)
    return rows


def test_filling_in_looks_at_no_other_facts() -> None:
    """What it is said to look at is all: the rest of what was told stays as it was."""
    looks = looked_at()
    for case in told(1, 60):
        whole = filled(case, strict=True)
        apart = {n: v for n, v in case.told_facts.items() if n in looks}
        part = filled(ToldFacts(apart), strict=True)
        assert {n: v for n, v in whole.known.items() if n in part.known} == dict(part.known)
        assert whole.known.keys() - part.known.keys() == case.told_facts.keys() - looks
        assert (part.contradicted, part.disputed) == (whole.contradicted, whole.disputed)


@pytest.mark.parametrize("seed", [2, 3])
def test_columns_hold_what_filling_in_finds(seed: int) -> None:
    """Every test on a fact says the same of it: told, from the catalogue, or presumed."""
    law, catalogue = engine().law, engine().catalogue
    rows = told(seed, 80)
    filling = Filling(law, catalogue, lambda t: filled(t, strict=True), TODAY, law.comparisons, {})
    table = CaseRows(rows, Reader(Alike(law, catalogue).cuts, checker(law)))
    kinds = filling.kinds(table)
    assert (kinds > 0).all()
    tests = [test for test in dict.fromkeys(filling.tests) if not isinstance(test, HasAged)]
    for held, strict in zip(filling.fill(table, kinds), (True, False), strict=True):
        assert held.differing.isdisjoint(held.shared)
        values = [filled(case, strict=strict).values for case in rows]
        for test in tests:
            assert truths(held, test) == [test.truth(facts) for facts in values], test


def truths(held: Held, test: Comparison) -> list[Truth]:
    """What a test says of each row."""
    truth = held.truth(test)
    if isinstance(truth, pl.Expr):
        return held.select(truth.alias("truth"))[0].to_list()
    return [truth] * held.height


def test_a_bound_that_is_missing_stays_missing() -> None:
    """A figure that is not known is no figure, however it stands in columns."""
    shapes = Filling(
        engine().law, engine().catalogue, lambda t: filled(t, strict=True), TODAY, (), {}
    )._shapes
    day = date(2001, 2, 3).toordinal()
    cells = shapes["vehicle.manufactured"].cells(Bounds(None, day))
    assert cells == (True, LOWEST, day)
    assert shapes["vehicle.manufactured"].cells(None) == (None, LOWEST, HIGHEST)
