# SPDX-License-Identifier: Apache-2.0
"""Random real cases: the examples with a few facts told otherwise, or not at all.

Values come from the cells of the rulebook itself: each threshold with the values one
below and one above it, 29 February, one side open, every word a fact may have. Nothing of
the law is written here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from keiimport import Case, Engine, InputError, Verdict
from keiimport.decide.presuming import compiled_presumptions
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.comparisons import FactValue, HasAged, IsOneOf
from keiimport.facts.dates import format_date
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import FactType
from keiimport.logic.bundle import Bundle
from keiimport.logic.cells import boundaries
from keiimport.logic.program import Program
from keiimport.memory import Memory
from keiimport.rulebook.model import LAW_DAY

ROOT = Path(__file__).parents[2]
EXAMPLES = {path.stem: path.read_bytes() for path in sorted((ROOT / "examples").glob("*.json"))}
BUILT = "vehicle.manufactured"
SAMPLE_DAY = date(2026, 11, 21).toordinal()
"""The day on which the examples enter."""

LEAP_DAYS = tuple(date(year, 2, 29).toordinal() for year in (1996, 2000, 2004))
CART: Mapping[str, Any] = {
    "vehicle.manufactured": "2025-05-10",
    "vehicle.body": "golf_cart",
    "vehicle.designed_for": "people",
    "vehicle.country_of_manufacture": "CN",
    "vehicle.wheels": 4,
    "vehicle.roof": "open_body",
    "vehicle.top_speed": "15 mph",
    "vehicle.gvwr": "1000 lb",
    "vehicle.powertrain": "electric",
    "vehicle.made_for_roads": False,
    "entry.purpose": "off_road",
    "entry.date": "2026-11-21",
}
"""A golf cart of China, of which Customs wants a deposit."""
Told_ = StatedBounds | bool | str | frozenset[str]
Facts = dict[str, FactValue | None]


@cache
def engine() -> Engine:
    """The rules as shipped, read once."""
    return Engine()


@cache
def program() -> Program:
    """The Program of the rules as shipped."""
    return engine().index.program


@cache
def told_by(example: str) -> Mapping[str, Told_]:
    """What an example tells, by dotted names."""
    return Case.parse(EXAMPLES[example]).told()


@cache
def names() -> tuple[str, ...]:
    """Every fact that some rule reads; those of single standards last and once."""
    read = program().facts_read(range(len(program().nodes)))
    known = [name for name in read if name in engine().rulebook.vocabulary and name != ENTRY_DAY]
    plain = [name for name in known if not name.startswith("vehicle.fmvss.")]
    return (*plain * 3, *(name for name in known if name not in plain))


@cache
def thresholds(name: str) -> tuple[int, ...]:
    """The first value of each cell of a number or a date."""
    entry: Mapping[str, FactValue | None] = {ENTRY_DAY: Bounds.point(SAMPLE_DAY)}
    found = boundaries(program().comparisons, name, entry)
    if engine().rulebook.vocabulary[name].type.kind == "date":
        found.update(LEAP_DAYS)
    return tuple(sorted(found)) or (10,)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words that rules compare a text with, and another one."""
    compared = {
        str(value)
        for comparison in program().comparisons
        if isinstance(comparison, IsOneOf) and comparison.fact == name
        for value in comparison.values
    }
    return (*sorted(compared), "Another")


def _bounds(name: str) -> st.SearchStrategy[Bounds]:
    near = st.builds(
        lambda edge, step: max(0, edge + step),
        st.sampled_from(thresholds(name)),
        st.sampled_from((-1, 0, 1)),
    )
    pair = st.tuples(near, near).map(sorted)
    return st.one_of(
        near.map(Bounds.point),
        near.map(Bounds.point),
        pair.map(lambda ends: Bounds(ends[0], ends[1])),
        near.map(lambda low: Bounds(low, None)),
        near.map(lambda high: Bounds(None, high)),
    )


@cache
def values(name: str) -> st.SearchStrategy[FactValue]:
    """What may be told of a fact."""
    fact = engine().rulebook.vocabulary[name].type
    match fact.kind:
        case "bool":
            return st.booleans()
        case "choice" if fact.choices:
            return st.sampled_from(fact.choices)
        case "choices":
            return st.frozensets(st.sampled_from(fact.choices))
        case "number" | "date":
            return _bounds(name)
    return st.sampled_from(words(name))


def telling(fact: FactType, value: FactValue) -> Told_:
    """A value as a case may tell it."""
    if not isinstance(value, Bounds):
        return value
    if fact.kind == "date":
        return StatedBounds(value, format_date(value))
    assert fact.dimension is not None
    return StatedBounds(value, format_quantity(value, fact.dimension))


def case_of(facts: Mapping[str, Told_]) -> dict[str, Any]:
    """A case as plain JSON values.

    Raises:
        InputError: it cannot be told so.
    """
    return Case.parse({name: _listed(value) for name, value in facts.items()}).to_dict()


def _listed(value: Told_) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def entry_days() -> st.SearchStrategy[int]:
    """Days of entry: of the examples, on and beside changes of the law, about a leap day."""
    turning = [
        SAMPLE_DAY,
        *thresholds(LAW_DAY_NAME),
        date(2029, 2, 28).toordinal(),
        date(2029, 3, 1).toordinal(),
    ]
    return st.one_of(
        st.just(SAMPLE_DAY),
        st.builds(int.__add__, st.sampled_from(turning), st.sampled_from((-1, 0, 1))),
    )


LAW_DAY_NAME = BUILT
"""The fact whose cells lend their days to days of entry."""


@st.composite
def told_cases(
    draw: Callable[..., Any],
    most: int = 5,
    other_days: bool = True,
    of: Mapping[str, Told_] | None = None,
) -> dict[str, Told_]:
    """What a case tells: `of`, or an example, up to `most` facts told otherwise or taken back."""
    told = dict(told_by(draw(st.sampled_from(sorted(EXAMPLES)))) if of is None else of)
    vocabulary = engine().rulebook.vocabulary
    for name in draw(st.lists(st.sampled_from(names()), max_size=most, unique=True)):
        value = draw(st.one_of(st.none(), values(name), values(name), values(name)))
        if value is None:
            told.pop(name, None)
        else:
            told[name] = telling(vocabulary[name].type, value)
    if other_days:
        day = Bounds.point(draw(entry_days()))
        told[ENTRY_DAY] = StatedBounds(day, format_date(day))
    return told


def evaluated(told: Mapping[str, Told_], **options: Any) -> Verdict:
    """The verdict of a random case; what cannot be told is passed over."""
    try:
        return engine().evaluate(case_of(told), **options)
    except InputError:
        assume(False)
        raise


def verdicts(most: int = 5, other_days: bool = True) -> st.SearchStrategy[Verdict]:
    """Verdicts of random cases."""
    return told_cases(most, other_days).map(evaluated)


def example(name: str, **options: Any) -> Verdict:
    """The verdict of an example."""
    return engine().evaluate(EXAMPLES[name], **options)


@st.composite
def program_facts(draw: Callable[..., Any], most: int = 8) -> Facts:
    """Facts for the Program itself: of an example as filled in, then a few at will.

    Missing rows of partial tables and letters that nobody has are among them.
    """
    facts = dict(completed(draw(st.sampled_from(sorted(EXAMPLES)))))
    index = engine().index
    for name in draw(st.lists(st.sampled_from(names()), max_size=most, unique=True)):
        facts[name] = draw(st.one_of(st.none(), values(name), values(name)))
    for name in (*index.gaps, *index.stated):
        facts[name] = draw(st.sampled_from((facts.get(name), True, False, None)))
        if name in index.stated and not isinstance(index.stated[name], bool):
            facts[name] = draw(st.sampled_from((None, index.stated[name])))
    day = Bounds.point(draw(entry_days()))
    facts[ENTRY_DAY] = facts[LAW_DAY] = day
    return facts


@cache
def completed(name: str) -> Mapping[str, FactValue | None]:
    """The facts of an example as they go into the Program."""
    return example(name)._decided.facts


@cache
def ages() -> tuple[HasAged, ...]:
    """The ages that the rules ask for."""
    return tuple(c for c in program().comparisons if isinstance(c, HasAged))


class Without(Engine):
    """The engine with some presumptions struck from the rulebook."""

    def __init__(self, struck: Iterable[str]) -> None:
        base = engine()
        self.__dict__.update(copy.copy(base.__dict__))
        self.__dict__.pop("completer", None)
        gone = set(struck)
        kept = tuple(p for p in base.rulebook.presumptions if p.id not in gone)
        bundle, standards = base._bundle, [each.number for each in base.rulebook.standards]
        book = replace(bundle.rulebook, presumptions=kept)
        self._bundle = Bundle(book, bundle.compiled, bundle.kernel)
        self.index = copy.copy(base.index)
        self.index.presuming = compiled_presumptions(kept, standards, bundle.kernel)
        self.index.decisions = Memory(1)
