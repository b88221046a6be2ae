# SPDX-License-Identifier: Apache-2.0
"""The hunt for mutants of the rules notices mistakes; `python -m tests.mutants` runs all of it."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from tests.mutants import (
    FOLDERS,
    SURVIVORS,
    Asked,
    Hunt,
    Mutant,
    is_one_in,
    mutants,
    near,
    wrong_windows,
)
from tests.verdict.cases import EXAMPLES, engine

from keiimport.facts.comparisons import AtLeast, AtMost
from keiimport.rulebook.model import Path, Remark, Rule, Window


@cache
def every() -> tuple[Mutant, ...]:
    """Every mutant of the rules as shipped."""
    return tuple(mutants(engine().rulebook))


def named(name: str) -> Mutant:
    """The first mutant of a name."""
    return next(mutant for mutant in every() if mutant.name == name)


def test_every_rule_has_mutants() -> None:
    """Each rule, path, remark and row of the folders, several in most cases."""
    found = every()
    owners = Counter(mutant.name.partition(": ")[0] for mutant in found)
    book = engine().rulebook
    items: list[Rule | Path | Remark] = [*book.rules, *book.paths, *book.remarks]
    for item in items:
        assert item.place is not None
        if item.place.file.startswith(FOLDERS):
            assert item.id.partition(":")[0] in owners
    assert len(found) > 10_000


def test_figures_move_by_what_people_write() -> None:
    """A weight by a kilogram, a day by a day."""
    vocabulary = engine().rulebook.vocabulary
    kilogram = 10**8
    assert [test for _, test in near(AtMost("vehicle.gvwr", 5, 6), vocabulary)] == [
        AtMost("vehicle.gvwr", 5 - kilogram, 6 - kilogram),
        AtMost("vehicle.gvwr", 5 + kilogram, 6 + kilogram),
    ]
    assert [test for _, test in near(AtLeast("vehicle.manufactured", 5, 5), vocabulary)] == [
        AtLeast("vehicle.manufactured", 4, 4),
        AtLeast("vehicle.manufactured", 6, 6),
    ]
    assert [window for _, window in wrong_windows(Window("law", 5, None))] == [
        Window("law", 4, None),
        Window("law", 6, None),
    ]


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("nhtsa.age.25_years: when: vehicle.manufactured +1 years", "x-trail-2001-03"),
        ("nhtsa.lsv.definition.2006: window start +1", None),
        ("nhtsa.lsv.speed: when: vehicle.top_speed +1000000", None),
        ("nhtsa.box_2a: open_when: any for all", "sakura-2022"),
    ],
)
def test_a_mistake_is_noticed(name: str, example: str | None) -> None:
    """By a verdict that changes, or by the checks at load."""
    mutant = named(name)
    edge = {"vehicle.wheels": 4, "vehicle.top_speed": "33 km/h", "vehicle.gvwr": "1000 kg"}
    edge |= {"vehicle.manufactured": "2006-06-05", "entry.date": "2026-11-21"}
    case = edge if example is None else EXAMPLES[example]
    hunt = Hunt([Asked("examples", case, {})], engine().rulebook)
    assert hunt.killed_by(mutant) is not None


def test_no_mistake_is_not_noticed() -> None:
    """The rules as they are survive their own cases."""
    mutant = every()[0]
    same = replace(mutant, name="as it is", book=engine().rulebook, other=mutant.item)
    hunt = Hunt([Asked("examples", EXAMPLES["carry-1998"], {})], engine().rulebook)
    assert hunt.killed_by(same) is None


def test_a_survivor_is_named_with_its_rule_and_its_place() -> None:
    """So that whoever reads the list finds what no scenario notices."""
    for mutant in every():
        id, _, what = mutant.name.partition(": ")
        assert id and what
        assert mutant.place.startswith(FOLDERS) and mutant.place.count(":") == 2


def test_an_exception_is_turned_into_a_condition() -> None:
    name = "nhtsa.class.trailer: unless turned"
    mutant = named(name)
    (rule,) = (rule for rule in mutant.book.rules if rule.id == "nhtsa.class.trailer")
    assert rule.unless is not None and rule.unless.op == "not"


def test_a_sample_is_the_same_every_time() -> None:
    names = [f"rule {number}" for number in range(1000)]
    chosen = [name for name in names if is_one_in(10, name)]
    assert 50 < len(chosen) < 200
    assert chosen == [name for name in reversed(names) if is_one_in(10, name)][::-1]
    assert all(is_one_in(1, name) for name in names)


@pytest.mark.parametrize(("state", "killed"), [("TX", True), ("CA", False), (None, False)])
def test_a_row_of_a_state_is_noticed_where_the_state_is_asked(
    state: str | None, killed: bool
) -> None:
    """That it would hold elsewhere too is said to nobody."""
    rows = engine().rulebook.states
    row = next(row for row in rows if (row.state, row.kind) == ("TX", "kei"))
    mutant = named(f"{row.rule}: forgotten")
    case = {"vehicle.kei": True, "vehicle.manufactured": "1996-04", "entry.date": "2026-11-21"}
    case |= {"entry.state": state} if state else {}
    hunt = Hunt([Asked("duty", case, {})], engine().rulebook)
    assert (hunt.killed_by(mutant) is not None) is killed


def test_a_window_of_a_tariff_is_noticed_on_its_own_days_alone() -> None:
    """What is owed is owed on the day of entry, whatever holds later."""
    rule = next(r for r in engine().rulebook.rules if r.id == "cbp.tariff.autos_232.age")
    assert rule.window is not None and rule.window.start is not None
    first = date.fromordinal(rule.window.start)
    name = f"{rule.id}: window start +1"
    mutant = named(name)
    for day, killed in ((first, True), (first - timedelta(days=1), False)):
        case = {"vehicle.make": "Suzuki", "vehicle.model": "Carry", "vehicle.manufactured": "1990"}
        hunt = Hunt([Asked("duty", case | {"entry.date": str(day)}, {})], engine().rulebook)
        assert (hunt.killed_by(mutant) is not None) is killed


def test_each_survivor_that_is_known_is_a_mutant_and_has_a_reason() -> None:
    """Whoever mends a rule takes its survivors off the list."""
    names = {mutant.name for mutant in every()}
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and all(row["reason"] for row in rows)
    assert not {f"{row['rule']}: {row['mistake']}" for row in rows} - names
