# SPDX-License-Identifier: Apache-2.0
"""What was worked out for other cases in the same situation changes not a byte."""

from __future__ import annotations

import inspect
import json
import pkgutil
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from tests.memories import Kept, caches
from tests.verdict.cases import EXAMPLES, engine, evaluated, told_cases

import keiimport
from keiimport.memory import Memory


@settings(max_examples=50, deadline=None)
@given(told_cases(most=2))
def test_a_remembered_account_is_the_one_that_would_be_made(told: dict[str, Any]) -> None:
    """With the memory of all cases before, and with none."""
    remembered = evaluated(told).to_json()
    index = engine().index
    kept = index.times, index._views
    index.times, index._views = Memory(8), {}
    try:
        assert evaluated(told).to_json() == remembered
    finally:
        index.times, index._views = kept


@pytest.mark.parametrize(
    ("fact", "one", "other", "words"),
    [
        ("entry.transport", "ocean", "air", "importer security filing"),
        ("entry.value", "5000 USD", "2000 USD", "customs bond, for a formal entry"),
    ],
)
def test_papers_are_those_of_the_case_and_of_none_before(
    fact: str, one: str, other: str, words: str
) -> None:
    """What only a paper hangs on tells situations apart as well."""

    def asked_for(value: str) -> bool:
        told = {"vehicle.manufactured": "1998-05", "entry.date": "2026-11-21", fact: value}
        verdict = engine().evaluate(told)
        entry = next(door for door in verdict.paths if door.id == "cbp.consumption")
        return any(words in paper for paper in entry.papers)

    assert [asked_for(value) for value in (one, other, one)] == [True, False, True]


MOST = 100_000
"""What no memory keeps more of."""

BY_KIND = {
    "keiimport.report.html.environment",
    "keiimport.facts.problems._table",
    "keiimport.verdict_types._keys",
}
"""What remembers something of each class, table or set of templates, of which there are few."""


def case(number: int) -> dict[str, Any]:
    """An example at a price and on a day of its own."""
    told = json.loads([*EXAMPLES.values()][number % 12])
    entry = {"value": 2000 + number, "date": f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}"}
    return dict(told, entry=told.get("entry", {}) | entry)


def ask(number: int) -> None:
    """Ask of one case whatever may be asked of one."""
    told = case(number)
    verdict = engine().evaluate(told, state="all" if number % 4 == 0 else None)
    verdict.to_json()
    if number % 4 == 0:
        verdict.timeline()
        verdict.to_html(full=True)
        next(keiimport.interview(told, engine=engine()))
    if number % 12 == 0:
        verdict.remedies()
        engine().session().tell("vehicle.model", f"Carry {number}")


def test_nothing_that_grows_with_cases_outlives_them_but_memories() -> None:
    """So a new one cannot be forgotten: what is found is whatever an engine or a module holds."""
    _ = engine().catalogue.rows
    for number in range(24):
        ask(number)
    before = Kept(engine())
    sizes = before.sizes()
    for number in range(24, 48):
        ask(number)
    after = Kept(engine())
    grown = [each for n, each in after.others.items() if len(each) > sizes.get(n, 0)]
    assert not grown, f"unbounded: {[str(each)[:200] for each in grown]}"
    assert len(after.memories) == len(before.memories)
    for memory in after.memories:
        assert memory.most <= MOST


def test_memories_that_keep_little_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [evaluated(case(number)).to_json() for number in range(6)]
    kept = [each for each in Kept(engine()).memories if isinstance(each, Memory)]
    assert len(kept) > 5
    for memory in kept:
        memory.clear()
        monkeypatch.setattr(memory, "most", 2)
    assert [evaluated(case(number)).to_json() for number in range(6)] == said
    assert [evaluated(case(number)).to_json() for number in range(6)] == said
    asked = [each for each in kept if each]
    assert asked and all(len(each) <= 2 for each in asked)


def test_every_function_that_remembers_its_answers_has_a_bound() -> None:
    for module in pkgutil.walk_packages(keiimport.__path__, "keiimport."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):
                import_module(module.name)
    for name, function in caches():
        most = function.cache_parameters()["maxsize"]
        endless = most is None and inspect.signature(function).parameters and name not in BY_KIND
        assert not endless and (most or 0) <= MOST, name


def test_a_memory_forgets_all_when_it_is_full() -> None:
    memory = Memory[int, str](3)
    for number in (1, 2, 3, 3, 4):
        assert memory.recall(number, lambda number=number: str(number)) == str(number)  # type: ignore[misc]
    assert memory == {4: "4"}
    assert memory.recall(4, lambda: "made again") == "4"
    assert memory.recall(1, lambda: "made again") == "made again"


def test_papers_are_those_of_the_case_and_not_of_one_before() -> None:
    """What only a paper asks for tells situations apart too."""
    case = {"vehicle": {"manufactured": "1998-05"}, "entry": {"date": "2026-11-21"}}
    for transport, filed in (("air", False), ("ocean", True), (None, True)):
        told = case | {"entry": case["entry"] | {"transport": transport}}
        (path,) = [each for each in evaluated(told).paths if each.id == "cbp.consumption"]
        assert any("security filing" in str(paper) for paper in path.papers) is filed
