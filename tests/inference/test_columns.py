# SPDX-License-Identifier: Apache-2.0
"""Columns say what the written semantics says, on every row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict import cases

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, HasAged
from keiimport.inference import naive
from keiimport.inference.columns import Columns, comparison_column
from keiimport.inference.program import Program, ProgramBuilder

from .programs import facts, flag_program, programs

Rows = list[dict[str, FactValue]]


def by_columns(
    columns: Columns, rows: Sequence[cases.Facts | dict[str, FactValue]]
) -> list[object]:
    return [list(row) for row in columns.truths(columns.frame(rows)).rows()]


@settings(max_examples=100, deadline=None)
@given(programs(), st.lists(facts(), min_size=1, max_size=12))
def test_columns_are_naive_on_random_programs(program: Program, rows: Rows) -> None:
    """At every node, for a table of random cases."""
    columns = Columns(program, range(len(program.nodes)))
    assert by_columns(columns, rows) == [naive.truths(program, row) for row in rows]


@settings(max_examples=40, deadline=None)
@given(programs(), st.lists(facts(), min_size=1, max_size=6))
def test_what_is_asked_alone_is_the_same(program: Program, rows: Rows) -> None:
    """A plan for some nodes, with all others written into them, finds the same."""
    roots = list(dict.fromkeys(program.names.values()))
    expected = [[naive.truths(program, row)[root] for root in roots] for row in rows]
    assert by_columns(Columns(program, roots), rows) == expected


@settings(max_examples=100, deadline=None)
@given(programs(), st.lists(facts(), min_size=1, max_size=6), st.data())
def test_what_all_rows_share_needs_no_column(
    program: Program, rows: Rows, data: st.DataObject
) -> None:
    """Facts that are the same for all settle what they can, and the rest is as before."""
    names = sorted({name for test in program.comparisons for name in test.reads})
    shared = data.draw(st.sets(st.sampled_from(names))) if names else set()
    same = {name: rows[0].get(name) for name in shared}
    told = {name: value for name, value in same.items() if value is not None}
    rows = [{n: v for n, v in row.items() if n not in shared} | told for row in rows]
    nodes = range(len(program.nodes))
    columns = Columns(program, nodes, shared=same)
    aged = {n for test in program.comparisons if isinstance(test, HasAged) for n in test.reads}
    assert not (shared - aged).intersection(name.split("#")[0] for name in columns.schema)
    expected = [naive.truths(program, row) for row in rows]
    assert by_columns(columns, rows) == expected
    for node, truth in columns.settled.items():
        assert {row[node] for row in expected} == {truth}


@settings(max_examples=100, deadline=None)
@given(programs(), st.lists(facts(), min_size=1, max_size=6), st.data())
def test_truths_that_are_known_are_not_worked_out(
    program: Program, rows: Rows, data: st.DataObject
) -> None:
    """Nodes whose truths are columns, or the same for all, are looked at and not below."""
    expected = [naive.truths(program, row) for row in rows]
    nodes = list(range(len(program.nodes)))
    known = data.draw(st.sets(st.sampled_from(nodes)))
    settled = {n: expected[0][n] for n in known if len({row[n] for row in expected}) == 1}
    given_ = known - settled.keys()
    columns = Columns(program, nodes, given=given_, settled=settled)
    frame = Columns(program, nodes).frame(rows)
    more = {f"n{n}": pl.Series([row[n] for row in expected], dtype=pl.Boolean) for n in given_}
    found = columns.truths(frame.with_columns(**more) if more else frame)
    assert [list(row) for row in found.rows()] == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_program_is_planned_in_stages(seed: int) -> None:
    """A network too deep for one expression means the same."""
    program = flag_program(seed, tests=60, size=500, widest=30)
    rows = [
        {f"flag.{number}": number % step == 0 for number in range(0, 60, 2)} for step in (2, 3, 7)
    ]
    columns = Columns(program, range(len(program.nodes)))
    assert by_columns(columns, rows) == [naive.truths(program, row) for row in rows]


@cache
def real_columns() -> Columns:
    return Columns(cases.program(), cases.engine().law.core)


@settings(max_examples=12, deadline=None)
@given(st.lists(cases.program_facts(), min_size=1, max_size=25))
def test_columns_are_direct_on_the_real_rules(rows: list[cases.Facts]) -> None:
    """On the rules as shipped, on and beside every threshold they have."""
    direct, core = cases.engine()._bundle.direct, cases.engine().law.core
    expected = [direct.truths(core, direct.layout.slots(row)) for row in rows]
    assert by_columns(real_columns(), rows) == expected


LEAP = [date(y, m, d) for y in (1996, 1999, 2000, 2100) for m, d in ((2, 28), (3, 1), (12, 31))]
LEAP += [date(1996, 2, 29), date(2000, 2, 29), date(9999, 12, 31), date(9998, 1, 1), date(1, 1, 1)]


@pytest.mark.parametrize("count", ["anniversary", "calendar_years"])
@pytest.mark.parametrize("leap_day", ["next_day", "last_day"])
def test_an_age_is_reached_on_its_day(count: str, leap_day: str) -> None:
    """The day before, the day itself and the end of the calendar, about 29 February."""
    rows: Rows = []
    builder = ProgramBuilder()
    ages = [HasAged("since", "by", years, count, leap_day) for years in (0, 1, 4, 25, 9000)]  # type: ignore[arg-type]
    tests = [builder.test(age) for age in ages]
    program = builder.program()
    for day in LEAP:
        for age in ages:
            reached = age.reached(day.toordinal())
            for by in (reached - 1, reached, date.max.toordinal()):
                if by > 0:
                    rows.append({"since": Bounds.point(day.toordinal()), "by": Bounds.point(by)})
    rows += [{"since": Bounds(None, LEAP[0].toordinal())}, {"by": Bounds.point(800_000)}]
    rows.append({"since": Bounds(1, None), "by": Bounds.point(date.max.toordinal())})
    columns = Columns(program, tests)
    assert by_columns(columns, rows) == [naive.truths(program, row) for row in rows]


def test_no_rows_and_nothing_looked_at() -> None:
    """An empty frame gives empty columns, and constants fill every row."""
    builder = ProgramBuilder()
    roots = [builder.constant(True), builder.constant(None)]
    columns = Columns(builder.program(), roots)
    rows = pl.DataFrame({"anything": [1, 2, 3]})
    assert columns.truths(rows, ["yes", "open"]).rows() == [(True, None)] * 3
    assert columns.truths(rows.clear(), ["yes", "open"]).schema == {
        "yes": pl.Boolean,
        "open": pl.Boolean,
    }


def test_a_comparison_is_a_column() -> None:
    """Each kind of test can be used by itself."""
    age = HasAged("since", "by", 1, "anniversary", "next_day")
    assert isinstance(comparison_column(age), pl.Expr)
