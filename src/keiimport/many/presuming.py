# SPDX-License-Identifier: Apache-2.0
"""Presuming for whole columns: what `keiimport.facts.presume` does for one case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.filling import STANDARD
from keiimport.facts.presumptions import Presumption
from keiimport.inference.columns import HIGHEST, LOWEST, Kleene, all_of, high, low, negated, told
from keiimport.many.held import Held
from keiimport.many.ordinals import UNIX

Doubts = Mapping[str, pl.Series]
"""The facts that are doubted in some rows, with those rows."""


def presume(
    held: Held,
    presumptions: Sequence[Presumption],
    standards: Sequence[str],
    *,
    read: Collection[str],
    contradicted: Doubts,
    disputed: Doubts,
) -> Held:
    """Fill what is still open with what may be presumed, each seeing those before.

    Args:
        held: what is known of the rows.
        presumptions: what to presume, in the order in which they are tried.
        standards: the numbers of the safety standards.
        read: the facts that somebody asks for; no others are presumed.
        contradicted: what is known to nobody, and stays open.
        disputed: what is not as the catalogue has it.
    """
    every = [STANDARD + number for number in standards]
    for presumption in presumptions:
        facts = [
            name
            for fact in presumption.facts
            for name in (every if fact == STANDARD + "*" else [fact])
            if name in read and held.known(name) is not True
        ]
        if not facts:
            continue
        held = _presume(held, presumption, facts, contradicted, disputed)
    return held


def _presume(
    held: Held,
    presumption: Presumption,
    facts: Sequence[str],
    contradicted: Doubts,
    disputed: Doubts,
) -> Held:
    parts = [_surely(held.truth(test)) for test in presumption.given]
    parts += [negated(_surely(held.truth(test))) for test in presumption.off_when]
    names = presumption.off_when_contradicted
    parts += [negated(pl.lit(rows)) for fact, rows in disputed.items() if fact in names]
    applies = _rows(held, all_of(parts))
    for fact in facts:
        where = applies
        if fact in contradicted and where is not False:
            open_ = ~contradicted[fact]
            where = open_ if where is True else where & open_
        if where is False:
            continue
        rows = None if where is True else where
        if presumption.calendar_year_of is not None:
            held = _calendar_year(held, fact, presumption.calendar_year_of, rows)
        else:
            assert presumption.value is not None
            held = held.supplied(fact, presumption.value, rows)
    return held


def _rows(held: Held, truth: Kleene) -> pl.Series | bool:
    """The rows of which something is true; true or false where it is so of all."""
    if not isinstance(truth, pl.Expr):
        return truth is True
    rows = held.select(truth.alias("where"))[0]
    if rows.all():
        return True
    return rows if rows.any() else False


def _surely(truth: Kleene) -> Kleene:
    return truth.fill_null(False) if isinstance(truth, pl.Expr) else truth is True


def _calendar_year(held: Held, fact: str, since: str, rows: pl.Series | None) -> Held:
    """Supply the calendar year of another date, where that is known."""
    if since not in held.differing:
        bounds = held.shared.get(since)
        if not isinstance(bounds, Bounds):
            return held
        years = [None if end is None else _year_of(end) for end in (bounds.low, bounds.high)]
        return held.supplied(fact, Bounds(*years), rows)
    if fact not in held.differing:
        nowhere = pl.repeat(False, held.height, dtype=pl.Boolean, eager=True)
        held = held.supplied(fact, Bounds(None, None), nowhere)
    known, first, last = held.shapes[fact].columns
    at = pl.col(known).is_null() & pl.col(told(since)).is_not_null()
    if rows is not None:
        at &= pl.lit(rows)
    columns = held.select(
        pl.when(at).then(True).otherwise(pl.col(known)).alias(known),
        pl.when(at).then(_year(low(since))).otherwise(pl.col(first)).alias(first),
        pl.when(at).then(_year(high(since))).otherwise(pl.col(last)).alias(last),
    )
    return held.with_columns(fact, columns)


def _year(day: str) -> pl.Expr:
    column = pl.col(day)
    known = column.is_between(LOWEST + 1, HIGHEST - 1)
    ordinal = pl.when(known).then(column - UNIX).cast(pl.Int32).cast(pl.Date)
    return pl.when(known).then(ordinal.dt.year().cast(pl.Int64)).otherwise(column)


def _year_of(ordinal: int) -> int:
    return date.fromordinal(ordinal).year
