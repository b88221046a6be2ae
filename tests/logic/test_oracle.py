# SPDX-License-Identifier: Apache-2.0
"""The cell oracle: what three-valued truths say is what every completion says.

An unknown fact stands for all its values. Between two thresholds no test tells a
difference, so one value of each cell tries them all; whatever is settled with the fact
unknown must hold in every cell.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.verdict import cases

from keiimport.decide.decision import DecidedCase, decide
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, HasAged, Truth
from keiimport.facts.vocabulary import FactType
from keiimport.logic import naive
from keiimport.logic.cells import samples
from keiimport.logic.program import Program

from . import programs as small

TYPES = {
    **{name: FactType(name, "bool") for name in small.FLAGS},
    small.CHOICE: FactType(small.CHOICE, "choice", None, (*small.WORDS, "other")),
    small.CHOICES: FactType(small.CHOICES, "choices", None, (*small.LABELS, "other")),
    **{name: FactType(name, "number", "count") for name in small.NUMBERS},
    **{name: FactType(name, "date") for name in small.DATES},
}
MOST_CELLS = 3000
Facts = Mapping[str, FactValue | None]


def is_open(facts: Facts, name: str) -> bool:
    """Whether a fact could still be more than one thing."""
    held = facts.get(name)
    return held is None or (isinstance(held, Bounds) and not held.exact)


def completions(
    comparisons: tuple[Comparison, ...], facts: Facts, types: list[FactType]
) -> Iterator[dict[str, FactValue | None]]:
    """The case with each cell of the facts of `types`, in every combination."""
    cells = [samples(comparisons, fact, facts) for fact in types]
    for chosen in itertools.product(*cells):
        yield {**facts, **{fact.name: value for fact, value in zip(types, chosen, strict=True)}}


# -- cells -------------------------------------------------------------------


@settings(max_examples=125, deadline=None)
@given(st.lists(small.comparisons(), min_size=1, max_size=6), small.facts(), st.data())
def test_every_value_is_like_that_of_its_cell(
    tests: list[Comparison], told: dict[str, FactValue], data: st.DataObject
) -> None:
    """Any value that the facts leave possible gives the truths of one representative."""
    entry = data.draw(st.sampled_from(small.DAYS))
    facts: dict[str, FactValue | None] = {**told, "date.entry": Bounds.point(entry)}
    name = data.draw(st.sampled_from([n for n in small.FACTS if n != "date.entry"]))
    value = data.draw(small.values(name))
    if isinstance(value, Bounds):
        held = facts.get(name)
        within = value.intersect(held) if isinstance(held, Bounds) else value
        assume(within is not None)
        assert within is not None
        low = within.low if within.low is not None else within.high
        assert low is not None
        value = Bounds.point(low)
    about = [test for test in tests if name in test.reads]
    found = [test.truth({**facts, name: value}) for test in about]
    cells = samples(tests, TYPES[name], facts)
    assert found in [[test.truth({**facts, name: cell}) for test in about] for cell in cells]


@pytest.mark.parametrize("built", ["2001-06-14", "2001-06-15", "2001-12-31", "2002-01-01"])
def test_by_calendar_years_a_day_of_the_same_year_is_old_enough(built: str) -> None:
    """Even a later one, where no year has to pass; the next year is a cell of its own."""
    age = HasAged("date.built", "date.entry", 0, "calendar_years", "last_day")
    entry = Bounds.point(date(2001, 6, 15).toordinal())
    value = Bounds.point(date.fromisoformat(built).toordinal())
    facts: dict[str, FactValue | None] = {"date.entry": entry}
    cells = samples([age], TYPES["date.built"], facts)
    truth = age.truth({**facts, "date.built": value})
    assert truth is (built < "2002")
    assert truth in [age.truth({**facts, "date.built": cell}) for cell in cells]


@given(st.lists(small.comparisons(), min_size=1, max_size=6), small.facts(), st.data())
def test_representatives_are_within_what_is_told(
    tests: list[Comparison], told: dict[str, FactValue], data: st.DataObject
) -> None:
    """A date known to lie in 2001 gives days of 2001, each once."""
    name = data.draw(st.sampled_from([*small.NUMBERS, "date.built"]))
    held = told.get(name)
    cells = samples(tests, TYPES[name], told)
    assert len(set(cells)) == len(cells)
    for cell in cells:
        assert isinstance(cell, Bounds) and cell.exact
        assert not isinstance(held, Bounds) or held.contains(cell)


# -- random programs ---------------------------------------------------------


@settings(max_examples=75, deadline=None)
@given(small.programs(largest=12), small.facts(), st.sampled_from(small.DAYS))
def test_what_is_settled_holds_in_every_completion(
    program: Program, told: dict[str, FactValue], entry: int
) -> None:
    """Soundness: no completion of the unknown facts contradicts a settled truth."""
    facts: dict[str, FactValue | None] = {**told, "date.entry": Bounds.point(entry)}
    read = program.facts_read(range(len(program.nodes)))
    unknown = [TYPES[name] for name in read if is_open(facts, name)]
    cells = 1
    for fact in unknown:
        cells *= len(samples(program.comparisons, fact, facts))
    assume(cells <= MOST_CELLS)
    decision = naive.truths(program, facts)
    for whole in completions(program.comparisons, facts, unknown):
        found = naive.truths(program, whole)
        assert all(was is None or was is now for was, now in zip(decision, found, strict=True))


def test_with_everything_told_only_open_law_stays_open() -> None:
    """What is unknown of a case told in full rests on law that the rules leave open."""
    program, vocabulary = cases.program(), cases.engine().rulebook.vocabulary
    chance = random.Random(1)
    exact: dict[str, list[FactValue]] = {}
    for name in dict.fromkeys(cases.names()):
        cells = samples(program.comparisons, vocabulary[name].type, {})
        exact[name] = [cell for cell in cells if not between_figures(program, name, cell)]
    for _ in range(20):
        facts = dict(cases.completed("carry-1998"))
        facts.update({name: chance.choice(cells) for name, cells in exact.items()})
        truths = naive.truths(program, facts)
        for number, node in enumerate(program.nodes):
            if node.op == "test" and truths[number] is None:
                reads = program.comparisons[node.args[0]].reads
                assert all(name.startswith("gap.") for name in reads)
            elif truths[number] is None and node.op != "unknown":
                assert any(truths[child] is None for child in node.children)


def between_figures(program: Program, name: str, cell: FactValue) -> bool:
    """Whether a value lies between the two figures that the law prints for one threshold."""
    tests = [test for test in program.comparisons if test.reads == (name,)]
    return any(test.truth({name: cell}) is None for test in tests)


# -- the real rules ----------------------------------------------------------


def wholes(decided: DecidedCase, facts: Facts) -> tuple[Truth, Truth, tuple[Truth, ...]]:
    """The whole as stated and as done, and every path, for other facts of the same case."""
    [found] = decide(decided.index, [decided.case._replace(facts=facts, pinned=False)])
    stated, done = found.doors_on(decided.day, False), found.doors_on(decided.day, True)
    return stated.whole, done.whole, tuple(done.offers)


@settings(max_examples=40, deadline=None)
@given(cases.told_cases(most=4), st.data())
def test_a_settled_outcome_holds_whatever_one_or_two_unknown_facts_are(
    told: dict[str, cases.Told_], data: st.DataObject
) -> None:
    """The same for real cases: at every door and for the whole, as stated and as done.

    What a door is claimed by, or a gate raised by, is left alone: it counts from then on.
    """
    verdict = cases.evaluated(told)
    index, decided = cases.engine().index, verdict._decided
    claims = [index.program.names[f"claim:{path.id}"] for path in index.paths]
    claims += [index.program.names[f"raised:{gate.id}"] for gate in index.gates]
    kept = {*index.program.facts_read(claims), *index.stated, "entry.date", "law.day"}
    vocabulary = cases.engine().rulebook.vocabulary
    free = [
        name
        for name in dict.fromkeys(cases.names())
        if is_open(decided.facts, name) and name not in kept
    ]
    picked = data.draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
    types = [vocabulary[name].type for name in picked]
    before = wholes(decided, decided.facts)
    tried = list(completions(index.program.comparisons, decided.facts, types))
    for facts in tried[:: 1 + len(tried) // 60]:
        after = wholes(decided, facts)
        for was, now in zip((*before[:2], *before[2]), (*after[:2], *after[2]), strict=True):
            assert was is None or was is now


UNSETTLED = [
    name for name in sorted(cases.EXAMPLES) if cases.example(name).outcome == "undetermined"
]


def lost(decided: DecidedCase, tries: int = 400) -> list[str]:
    """The considered doors, and the whole, that are unknown though no completion differs."""
    index, vocabulary = decided.index, cases.engine().rulebook.vocabulary
    today = decided.doors_on(decided.day, True)
    open_now = {
        path.id: i
        for i, path in enumerate(index.paths)
        if today.offers[i] is None and today.claims[i] and not path.theoretical
    }
    chance = random.Random(len(open_now))
    facts = decided.on(decided.day, True)
    read = [name for name in index.program.facts_read(index.roots) if name in vocabulary]
    cells = {
        name: samples(index.program.comparisons, vocabulary[name].type, decided.facts)
        for name in read
        if is_open(facts, name)
    }
    seen: dict[str, set[Truth]] = {name: set() for name in open_now}
    if today.whole is None:
        seen["the whole"] = set()
    for turn in range(tries):
        same = [name for name, found in seen.items() if found <= {True} or found <= {False}]
        if not same:  # nor would more completions make it so
            return []
        whole = {**decided.facts, **{name: chance.choice(found) for name, found in cells.items()}}
        if turn % 2:
            # one standard of many that is missed shuts a door: let each be met half the time
            whole.update({name: True for name in cells if name.startswith("vehicle.fmvss.")})
        _, done, offers = wholes(decided, whole)
        for name, i in open_now.items():
            seen[name].add(offers[i])
        if today.whole is None:
            seen["the whole"].add(done)
    return [name for name, found in seen.items() if found <= {True} or found <= {False}]


def test_some_examples_are_undetermined() -> None:
    """The next test looks at something."""
    assert len(UNSETTLED) >= 4


@pytest.mark.parametrize("name", sorted(cases.EXAMPLES))
def test_nothing_is_lost_at_the_outcome_of_the_founding_cases(name: str) -> None:
    """Where the outcome of an example is unknown, completions really differ on it."""
    found = lost(cases.example(name)._decided)
    assert "the whole" not in found
    assert found == []
