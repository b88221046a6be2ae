# SPDX-License-Identifier: Apache-2.0
"""The benchmarks run, and the other engine answers the same question. Nothing is timed."""

from __future__ import annotations

import importlib
import io
import random
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from benchmarks.cases import examples, facts_of, subjects
from benchmarks.report import Aim, Report, Row
from benchmarks.timing import quickest
from rich.console import Console

from benchmarks import serve, single, zen
from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.decision import decide
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.engine import Engine
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, HasAged
from keiimport.facts.dates import anniversary
from keiimport.logic import naive
from keiimport.logic.cells import samples
from keiimport.rulebook.model import LAW_DAYS

needs_zen = pytest.mark.skipif(
    not zen.available(), reason="zen-engine is not installed; `make bench` installs it"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def graph(engine: Engine) -> zen.Zen:
    return zen.Zen(zen.doors_of(engine.index))


# ---------------------------------------------------------------- the pieces run


def test_the_server_is_measured_and_loses_nothing() -> None:
    pytest.importorskip("fastapi")
    found = serve.measure_serve(serve.QUICK)
    assert [row["requests"] for row in found["rows"]] == [9] * 5
    assert all(row["lost"] == 0 and row["p99_ms"] > 0 for row in found["rows"])
    assert (found["broken_off"]["others_lost"], found["broken_off"]["after_lost"]) == (0, 0)
    assert [row["requests"] for row in found["memory"]] == [0, 1, 2, 5, 10, 15, 20]


def test_the_table_holds_every_case_and_aim(engine: Engine) -> None:
    rows = single.evaluation_rows(engine, single.QUICK)
    told = {(row.case, row.what) for row in rows}
    for subject in subjects():
        for what in (single.OUTCOME, single.PROOF, single.RENDERED, single.NAIVE):
            assert (subject.name, what) in told
    assert all(row.value > 0 for row in rows)
    assert {row.what for row in rows if row.aim} >= {single.OUTCOME, single.PROOF, single.RENDERED}

    out = io.StringIO()
    Report(rows, single.NOTES).show(Console(file=out))
    for words in ("Sakura 2022", "Carry 1998", "kei truck H13", "all examples", single.PROOF):
        assert words in out.getvalue()


def test_the_cold_start_is_set_beside_one_model() -> None:
    rows = single.cold_rows(single.QUICK)
    assert rows[0].what == "a script with one pydantic model"
    assert Report(rows, ()).ratio(rows[0]) == 1.0
    assert [row.aim for row in rows if row.unit == "times"] == [Aim(2.0), Aim(2.0)]


def test_a_row_says_whether_its_aim_is_reached_and_how_far_off_it_is() -> None:
    slow = Row("g", "w", 30.0, "µs", aim=Aim(20.0)).to_dict()
    assert (slow["reached"], slow["times_the_aim"]) == (False, 1.5)
    fast = Row("g", "w", 10.0, "times", aim=Aim(5.0, least=True)).to_dict()
    assert (fast["reached"], fast["times_the_aim"]) == (True, 0.5)
    assert "reached" not in Row("g", "w", 1.0, "µs").to_dict()


def test_every_subject_gets_its_rounds_in_turn() -> None:
    calls: list[str] = []
    found = quickest(
        {name: partial(calls.append, name) for name in "abc"},
        rounds=4,
        slice_seconds=0.0,
    )
    assert list(found) == ["a", "b", "c"]
    assert {calls.count(name) for name in "abc"} == {len(calls) // 3}
    assert len(calls) >= 3 * 4


# ---------------------------------------------------------------- the same conditions


def answers(
    graph: zen.Zen, index: RuleIndex, facts: Mapping[str, FactValue | None]
) -> dict[str, Any]:
    """What ZEN finds, which must be the same with a trace and in a batch."""
    given = zen.context(index, facts)
    plain = graph.evaluate(given, trace=False)
    assert graph.evaluate(given, trace=True) == plain
    assert graph.batch([given]) == [plain]
    return plain


def everything_known(index: RuleIndex, chance: random.Random) -> dict[str, FactValue | None]:
    """A case of which everything is known, at a threshold of the rules as often as not."""
    facts: dict[str, FactValue | None] = {}
    entry = Bounds.point(chance.choice((735000, 739211, 747000)))
    for name in index.program.facts_read(index.roots):
        fact = index.rulebook.vocabulary.get(name)
        if name == ENTRY_DAY or name in LAW_DAYS:
            facts[name] = entry
        elif fact is None:
            facts[name] = chance.random() < 0.5
        else:
            known = {ENTRY_DAY: entry, **dict.fromkeys(LAW_DAYS, entry)}
            facts[name] = chance.choice(
                samples(index.program.comparisons, fact.type, known) or ["something"]
            )
    if chance.random() < 0.5:
        # or nearly every case would stop at the label, before the table of standards
        facts["vehicle.certified_to"] = frozenset({"us_fmvss"})
        facts["vehicle.certified_by"] = "original_maker"
    return facts


@needs_zen
def test_zen_agrees_where_everything_is_known(engine: Engine, graph: zen.Zen) -> None:
    index = engine.index
    chance = random.Random(7)
    seen: set[tuple[str, bool]] = set()
    for _ in range(60):
        facts = everything_known(index, chance)
        truths = naive.truths(index.program, facts)
        found = answers(graph, index, facts)
        for key, node in zen.root_keys(index).items():
            if truths[node] is not None:
                assert found[key] == truths[node], key
                seen.add((key, found[key]))
    offers = {key for key in zen.root_keys(index) if key.startswith("offer_")}
    assert {key for key, _ in seen} >= offers
    assert len({truth for _, truth in seen}) == 2


@needs_zen
def test_zen_agrees_on_every_example_wherever_keiimport_is_sure(
    engine: Engine, graph: zen.Zen
) -> None:
    index = engine.index
    sure = 0
    for subject in examples():
        facts = facts_of(engine, subject.case)
        day = facts[ENTRY_DAY].low
        [decision] = decide(index, [CaseFacts(facts, day, day, pinned=False)])
        look = decision.doors_on(day, False)
        found = answers(graph, index, facts)
        if look.whole is not None:
            assert found[zen.WHOLE] == look.whole, subject.name
            sure += 1
    assert sure > 20


@needs_zen
@pytest.mark.parametrize("leap_day", ["next_day", "last_day"])
@pytest.mark.parametrize("years", [1, 4, 25, 100])
def test_zen_counts_years_as_keiimport_does(leap_day: Any, years: int) -> None:
    evaluate = importlib.import_module("zen").evaluate_expression
    aged = HasAged("vehicle.since", "vehicle.by", years, "anniversary", leap_day)
    text = zen.aged_expression(aged)
    for since in (date(2000, 2, 29), date(2004, 2, 29), date(2001, 2, 28), date(2001, 11, 21)):
        day = anniversary(since.toordinal(), years, leap_day)
        for by in (day - 1, day, day + 1):
            given = {"since": zen.as_date(since.toordinal()), "by": zen.as_date(by)}
            assert evaluate(text, {"vehicle": given}) is (by >= day)
